"""What to fund with a budget. A proposal: the committee decides, and nothing of it is kept."""

import streamlit as st

from dashboards import budgets, charts, data, display, funding
from dashboards.choice import current, widget_key
from dashboards.texts import Speaker
from pipeline import plan as planning
from pipeline.plan import words

choice = current()
say = Speaker(choice.language)
listed = data.fundable(choice.campaign)
if not listed.candidates:
    display.nothing(say("empty.no_candidate"), say("empty.change_filters"))

top = st.container()
plan = budgets.ask(listed, data.usual_plan(), say)
with st.spinner(say("plan.searching")):
    proposal = budgets.proposal(choice.campaign, plan)
with top:
    display.title(words.headline(proposal, say.language), words.definition(proposal, say.language))
    st.info(words.only_proposed(say.language))
if proposal.feasible:
    display.tiles(funding.tiles(proposal, say), width=165)
    display.lead(" ".join(funding.sentences(proposal, say)))
for conflict in words.conflicts(proposal, say.language):
    display.caution(conflict)
if choice.filtered:
    display.note(say("plan.unfiltered"))

rows = funding.rows(proposal, None, say)
bars = funding.bars(proposal, say)
if proposal.feasible and len(bars):
    display.section(say("plan.who"))
    display.chart(charts.worth(bars, funding.tooltip(say)), say("plan.who_alternative"))
    display.note(say("plan.who_legend", count=len(bars)))
for caution in words.cautions(proposal, say.language):
    display.caution(caution)
if proposal.funded:
    display.table(rows[rows["funded"]], "plan", funding.FUNDED, say, "funded")
display.section(say("plan.why_not", count=len(proposal.others)))
display.table(rows[~rows["funded"]], "plan", funding.LEFT_OUT, say, "not-funded")

points, certain = [], None
quick = planning.quickly_studied(proposal)
display.section(say("plan.other_budgets"))
if st.toggle(say("plan.show_budgets"), quick, key=widget_key("plan.show_budgets")):
    with st.spinner(say("plan.searching")):
        points = budgets.staircase(choice.campaign, plan)
if points:
    steps = funding.budgets(points, proposal, say)
    names = {name: say(f"plan.{name}_word") for name in ("budget", "value", "more", "enter", "leave")}
    display.chart(charts.staircase(steps, names, funding.axis_texts(proposal, say)), say("plan.budgets_alternative"))
    display.note(say("plan.budgets_legend"))
    display.folded_table(steps, "plan", funding.BUDGETS, say, "budgets")

display.section(say("plan.how_sure"))
if st.toggle(say("plan.show_sure"), quick, key=widget_key("plan.show_sure")):
    with st.spinner(say("plan.drawing")):
        certain = budgets.certainty(choice.campaign, plan)
    display.lead(words.certain(proposal, certain, say.language))
if certain:
    drawn = funding.rows(proposal, certain, say)
    display.note(say("plan.sure_legend", draws=certain.draws))
    display.table(drawn[drawn["eligible"]], "plan", funding.CERTAIN, say, "certainty")

display.section(say("plan.side_by_side"))
budgets.keep_or_forget(choice.campaign, plan, say)
proposals = [
    proposal,
    *(budgets.proposal(choice.campaign, one) for one in budgets.kept(choice.campaign) if one != plan),
]
if proposals[1:]:
    named = {f"{place}. {funding.plan_name(one, say)}": one for place, one in enumerate(proposals, 1)}
    display.table(funding.beside(named, say), "plan", funding.COMPARED, say, "plans")
else:
    display.note(say("plan.nothing_beside"))
st.download_button(
    say("plan.download"), data=lambda: funding.workbook(proposal, points, certain, say),
    file_name="certiscope-budget.xlsx", on_click="ignore", key="download.plan",
)  # fmt: skip
