"""What other weights, or one other rating, would change. A simulation: nothing of it is kept."""

import streamlit as st

from dashboards import charts, data, display, figures, simulations, tables
from dashboards.choice import current
from dashboards.texts import Speaker

MOST = 25

choice = current()
say = Speaker(choice.language, choice.currency)
grid = data.grid(choice.campaign)
before = data.what_if(choice.campaign)
if not len(before.ranking):
    display.nothing(say("empty.no_candidate"), say("empty.change_filters"))

top = st.container()
with st.container(border=True):
    display.lead(say("what_if.weights"))
    weights = simulations.ask_weights(before, grid.names(choice.language), say)
    note = simulations.ask_note(before, choice, grid.names(choice.language), say)
after = simulations.kept(before, weights, note, choice)

with top:
    display.title(simulations.headline(after, weights == before.weights and note is None, say), say("what_if.how"))
    st.warning(say("what_if.watermark"))
    if not any(weights.values()):
        display.caution(say("what_if.all_zero"))
rows = figures.ranked_candidates(simulations.as_ranked(after.head(MOST)), grid, say)
display.chart(
    charts.ranked(
        rows,
        grid.scale,
        choice.language,
        say.word,
        figures.tooltip(say, "ranked"),
        figures.axis(grid, say),
        watermark=say("what_if.mark"),
    ),
    say("what_if.alternative"),
)
display.note(say("what_if.legend", count=min(len(after), MOST), total=len(after)))
display.table(after, "simulation", tables.SIMULATION, say, "simulation")
