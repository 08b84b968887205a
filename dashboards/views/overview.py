"""What an executive sees first: what the ranking says, what to do next, what changed, and every candidate."""

import streamlit as st

from dashboards import charts, data, display, facts, figures, sentences, sureness, tables
from dashboards.choice import current
from dashboards.texts import Speaker

FIRST, MOST = 25, 300

choice = current()
say = Speaker(choice.language, choice.currency)
grid = data.grid(choice.campaign)
names = grid.names(choice.language)
candidates, ranked, incomplete = data.candidates(choice), data.ranked(choice), data.incomplete(choice)

display.title(sentences.headline(ranked, grid, say))
sure = sureness.of_campaign(ranked, grid, say)
if sure is not None:
    display.confidence(*sure, say)
display.lead(f"{sentences.below_headline(ranked, grid, say)} {sureness.first_places(ranked, say)}")
if data.is_confidential(choice.campaign):
    display.note(say("overview.confidential"))
display.tiles(facts.overview(candidates, data.findings(), grid, say))

display.section(say("overview.ranking"))
if len(ranked):
    more = len(ranked) > FIRST and st.toggle(say("overview.show_more", count=min(len(ranked), MOST)), key="more")
    shown = ranked.head(MOST if more else FIRST)
    rows = figures.ranked_candidates(shown, grid, say)
    display.candidates_chart(
        charts.ranked(
            rows, grid.scale, choice.language, say.word, figures.tooltip(say, "ranked"), figures.axis(grid, say)
        ),
        say("overview.ranking_alternative"),
        say,
    )
    display.note(sentences.legend(shown, data.near_points(), say))
    display.folded_table(ranked, "candidate_ranking", tables.RANKING, say, "ranking", names)
else:
    display.empty(say("empty.no_candidate"), say("empty.change_filters"))

display.section(say("overview.next"))
for step in sentences.next_steps(candidates, data.table("source_files"), data.findings(), data.open_questions(), say):
    display.step(step.text, step.page, step.own, say)

display.section(say("overview.changed"))
display.lead(sentences.change_since(ranked, data.previous_campaign(choice), say))
movers = data.movers(ranked)
if len(movers):
    display.table(movers, "candidate_ranking", tables.MOVERS, say, "changes")

if len(incomplete):
    display.section(say("overview.incomplete", count=len(incomplete)))
    display.note(say("overview.incomplete_why"))
    display.table(incomplete, "candidate_ranking", tables.INCOMPLETE, say, "incomplete", names)
