"""What to fund with a budget. A proposal: the committee decides, and nothing of it is kept."""

import streamlit as st

from dashboards import budgets, cards, charts, data, display, funding, studies
from dashboards.choice import current
from dashboards.texts import Speaker
from pipeline.config import Plan
from pipeline.plan import words

choice = current()
say = Speaker(choice.language, choice.currency)
listed = data.fundable(choice.campaign)
if not listed.candidates:
    display.nothing(say("empty.no_candidate"), say("empty.change_filters"))

top = st.container()
usual = Plan()
with cards.told(say):
    usual = data.usual_plan()
plan = budgets.ask(listed, usual, say)
with st.spinner(say("plan.searching")):
    proposal = budgets.proposal(choice.campaign, plan)
with top:
    display.title(words.headline(proposal, say.language), words.definition(proposal, say.language))
    st.info(words.only_proposed(say.language))
could_be = bool(proposal.problem.items)
if not could_be:
    display.empty(say("plan.nobody"), say("plan.nobody_how"))
elif proposal.feasible:
    display.tiles(funding.tiles(proposal, say), width=165, most=4)
    display.lead(" ".join(funding.sentences(proposal, say)))
for conflict in words.conflicts(proposal, say.language):
    display.caution(conflict)
if choice.filtered:
    display.note(say("plan.unfiltered"))

rows, bars = funding.rows(proposal, None, say), funding.bars(proposal, say)
if proposal.feasible and len(bars):
    display.section(say("plan.who"))
    display.chart(charts.worth(bars, funding.tooltip(say)), say("plan.who_alternative"))
    display.note(say("plan.who_legend" if len(bars) < funding.MOST_BARS else "plan.who_more", count=len(bars)))
for caution in words.cautions(proposal, say.language):
    display.caution(caution)
if proposal.funded:
    display.table(rows[rows["funded"]], "plan", funding.columns(funding.FUNDED, proposal), say, "funded")
if proposal.feasible and proposal.others:
    display.section(say("plan.why_not", count=len(proposal.others)))
    left_out = funding.columns(funding.LEFT_OUT, proposal)
    display.table(rows[~rows["funded"]], "plan", left_out, say, "not-funded", wide="why_not")

points = studies.other_budgets(choice.campaign, proposal, say) if could_be else []
certain = studies.certainty(choice.campaign, proposal, say)
if could_be:
    studies.side_by_side(choice.campaign, proposal, say)
st.download_button(
    say("plan.download"), data=lambda: funding.workbook(proposal, points, certain, say),
    file_name="certiscope-budget.xlsx", on_click="ignore", key="download.plan",
)  # fmt: skip
