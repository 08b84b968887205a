"""What goes beyond one budget, shown where the reader wants it: other budgets, the scores' uncertainty, other plans."""

from __future__ import annotations

import streamlit as st

from dashboards import budgets, charts, display, formats, funding
from dashboards.choice import widget_key
from dashboards.texts import Speaker
from pipeline import plan as planning
from pipeline.methods.frontier import Point
from pipeline.plan import words

QUICK = 60
"""Candidates that could be funded up to which both studies are made without being asked for."""


def other_budgets(campaign: str, proposal: planning.Proposal, say: Speaker) -> list[Point]:
    """Show what other budgets would fund; its points, none where it is not wanted."""
    display.section(say("plan.other_budgets"))
    if not st.toggle(say("plan.show_budgets"), _quick(proposal), key=widget_key("plan.show_budgets")):
        return []
    with st.spinner(say("plan.searching")):
        points = budgets.staircase(campaign, proposal.plan)
    if points:
        steps = funding.budgets(points, proposal, say)
        currency = formats.symbol(proposal.listed.currency)
        words_of = ("budget", "value", "more", "enter", "leave")
        names = {name: say(f"plan.{name}_word", currency=currency) for name in words_of}
        display.chart(
            charts.staircase(steps, names, funding.axis_texts(proposal, say)), say("plan.budgets_alternative")
        )
        display.note(say("plan.budgets_legend"))
        display.folded_table(steps, "plan", funding.columns(funding.BUDGETS, proposal), say, "budgets")
    return points


def certainty(campaign: str, proposal: planning.Proposal, say: Speaker) -> planning.Certainty | None:
    """Show who is funded whatever the scores' uncertainty; None where that is not known or not wanted."""
    if not proposal.funded:
        return None
    display.section(say("plan.how_sure"))
    if not st.toggle(say("plan.show_sure"), _quick(proposal), key=widget_key("plan.show_sure")):
        return None
    with st.spinner(say("plan.drawing")):
        found = budgets.certainty(campaign, proposal.plan)
    display.lead(words.certain(proposal, found, say.language))
    if found:
        rows = funding.rows(proposal, found, say)
        display.note(say("plan.sure_legend", draws=found.draws))
        display.table(rows[rows["eligible"]], "plan", funding.CERTAIN, say, "certainty")
    return found


def side_by_side(campaign: str, proposal: planning.Proposal, say: Speaker) -> None:
    """Show the plans that the reader kept beside the one on screen, and what they change."""
    display.section(say("plan.side_by_side"))
    budgets.keep_or_forget(campaign, proposal.plan, say)
    others = [plan for plan in budgets.kept(campaign) if plan != proposal.plan]
    if not others:
        display.note(say("plan.nothing_beside"))
        return
    proposals = [proposal, *(budgets.proposal(campaign, plan) for plan in others)]
    named = {f"{place}. {funding.plan_name(one, say)}": one for place, one in enumerate(proposals, 1)}
    display.table(funding.beside(named, say), "plan", funding.COMPARED, say, "plans")


def _quick(proposal: planning.Proposal) -> bool:
    return len(proposal.problem.items) <= QUICK
