"""Teams by their best candidate: exploring several certifications never costs a team."""

from dashboards import charts, data, display, figures, sentences, tables
from dashboards.choice import current
from dashboards.texts import Speaker

choice = current()
say = Speaker(choice.language, choice.currency)
grid = data.grid(choice.campaign)
teams = data.teams(choice)
rows = figures.ranked_teams(teams, say)

display.title(sentences.teams(teams, choice.filtered, say), say("teams.how"))
if choice.filtered:
    display.note(say("teams.unfiltered"))
if len(rows):
    display.chart(
        charts.ranked(
            rows, grid.scale, choice.language, say.word, figures.tooltip(say, "teams"), figures.axis(grid, say)
        ),
        say("teams.alternative"),
    )
    display.note(say("teams.line"))
else:
    display.empty(say("empty.no_candidate"), say("empty.change_filters"))
if len(teams):
    display.section(say("table.title"))
    display.table(teams, "team_ranking", tables.TEAMS, say, "teams")
