"""One candidate: the decision and why, the objective, the costs, and every number down to its cell."""

import streamlit as st

from dashboards import (
    bridges,
    charts,
    data,
    display,
    evidence,
    facts,
    figures,
    formats,
    life,
    mending,
    sentences,
    sidebar,
    tables,
)
from dashboards.choice import current
from dashboards.texts import Speaker

choice = current()
say = Speaker(choice.language, choice.currency)
grid = data.grid(choice.campaign)
names = grid.names(choice.language)
key = sidebar.pick_candidate(data.candidates(choice), say)
if key is None:
    display.nothing(say("empty.no_candidate"), say("empty.change_filters"))

candidate = data.candidate(choice.campaign, *key)
register = data.of_candidate("candidate_register", choice.campaign, *key)
criteria = data.of_candidate("criterion_scores", choice.campaign, *key)
cells = data.note_cells(choice.campaign, *key)
comments = data.of_candidate("comments", choice.campaign, *key)
bridge = data.of_candidate("score_bridge", choice.campaign, *key)
sure = data.sureness(choice.campaign, *key)

display.title(figures.candidate_name(candidate))
display.decision(candidate["decision"], sentences.decision(candidate, grid, criteria, say), say)
if sure is not None and not formats.absent(sure["confidence_word"]):
    display.confidence(sure["confidence_word"], sure[f"reason_{say.language}"], say)
display.tiles(facts.candidate(candidate, grid, say), width=215)
for caution in sentences.cautions(candidate, names, data.near_points(), say):
    display.caution(caution)

display.section(say("candidate.why"))
drawn = figures.contributions(criteria, grid, say)
display.chart(
    charts.waterfall(
        drawn, say("candidate.total"), figures.total_text(candidate, grid, say), figures.thresholds(grid.scale, say),
        "" if formats.absent(candidate["verdict"]) else candidate["verdict"],
    ),
    say("candidate.why_alternative"),
)  # fmt: skip
display.note(say("candidate.outline_of_range" if grid.of_range else "candidate.outline"))
display.table(figures.with_given(criteria, cells, say), "criterion_scores", tables.CRITERIA, say, "criteria", names)

if sure is not None:
    evidence.candidate(choice.campaign, key, sure, names, say)

if len(bridge):
    previous = data.campaign_names(choice.language)[str(bridge["previous_campaign"].iloc[0])]
    score = float(candidate["score_percent"])
    display.section(say("bridge.title", campaign=previous))
    display.lead(bridges.sentence(bridge, score, previous, say))
    if len(bridges.whole_parts(bridge)):
        here = data.campaign_names(choice.language)[choice.campaign]
        display.chart(charts.bridge(bridges.steps(bridge, score, previous, here, say)), say("bridge.alternative"))
        display.note(bridges.caution(bridge, say))
        display.folded_table(
            bridge, "score_bridge", tables.BRIDGE, say, "score_bridge", names | {"*": say("bridge.whole")}
        )

objective, money = st.columns(2, gap="large")
with objective:
    display.section(say("candidate.objective"))
    display.facts(facts.objective(candidate, register, say))
with money:
    display.section(say("candidate.costs"))
    display.facts(facts.costs(candidate, register, say))
if len(register):
    with st.expander(say("candidate.register")):
        display.facts(facts.register(register.iloc[0], say))
life.section(key, register, say)
if len(comments):
    with st.expander(say("candidate.comments", count=len(comments))):
        display.table(comments, "comments", tables.COMMENTS, say, "comments")
display.section(say("candidate.trace"))
if data.is_confidential(choice.campaign):
    display.note(say("candidate.trace_confidential"))
else:
    display.note(say("candidate.trace_why"))
    mending.listed(data.mended_cells(cells, register, comments), say, with_file=True)
    display.table(cells, "note_cells", tables.CELLS, say, "cells", names)
