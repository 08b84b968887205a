"""Certifications by their mean score across teams."""

from dashboards import charts, data, display, figures, sentences, tables
from dashboards.choice import current
from dashboards.texts import Speaker

choice = current()
say = Speaker(choice.language, choice.currency)
grid = data.grid(choice.campaign)
certifications = data.certifications(choice)
rows = figures.ranked_certifications(certifications, say)

display.title(sentences.certifications(certifications, choice.filtered, say), say("certifications.how"))
if choice.filtered:
    display.note(say("certifications.unfiltered"))
if len(rows):
    display.chart(
        charts.ranked(
            rows,
            grid.scale,
            choice.language,
            say.word,
            figures.tooltip(say, "certifications"),
            figures.axis(grid, say, "axis.mean"),
        ),
        say("certifications.alternative"),
    )
    display.note(say("certifications.few"))
else:
    display.empty(say("empty.no_candidate"), say("empty.change_filters"))
if len(certifications):
    display.section(say("table.title"))
    display.table(certifications, "certification_ranking", tables.CERTIFICATIONS, say, "certifications")
