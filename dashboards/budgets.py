"""A budget and its limits, asked on a page; the proposals that follow, computed once for the same question."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import streamlit as st

from dashboards import data, formats, limits
from dashboards.choice import widget_key
from dashboards.texts import Speaker
from pipeline import plan as planning
from pipeline.config import Plan
from pipeline.methods.frontier import Point

KEPT = "plans_kept"
MOST_KEPT = 3
VALUES = ("people", "candidate", "money")
SECONDS = 5.0
"""Of looking for the best choice while a person waits."""


def ask(listed: planning.Listed, usual: Plan, say: Speaker) -> Plan:
    """Show the budget and what else may be asked; the plan that the reader describes."""
    with st.container(border=True):
        first, second, third = st.columns([2, 2, 3], vertical_alignment="bottom")
        budget = first.number_input(
            say("plan.budget", currency=formats.symbol(listed.currency)), min_value=0, step=5_000,
            key=widget_key("plan.budget"), value=int(usual.budget) if usual.budget is not None else _start(listed),
        )  # fmt: skip
        hours = second.number_input(
            say("plan.hours"), min_value=0, step=100, value=None if usual.hours is None else int(usual.hours),
            placeholder=say("plan.no_limit"), key=widget_key("plan.hours"),
        )  # fmt: skip
        value = third.selectbox(
            say("plan.value"), VALUES, VALUES.index(usual.value), format_func=lambda one: say(f"plan.value_{one}"),
            key=widget_key("plan.value"),
        )  # fmt: skip
        deepen = st.toggle(say("plan.admit_deepen"), usual.admit_deepen, key=widget_key("plan.admit_deepen"))
        new_only = st.toggle(say("plan.new_only"), usual.new_only, key=widget_key("plan.new_only"))
        with st.expander(say("plan.limits")):
            rest = limits.ask(listed, usual, say)
    return Plan.model_validate(
        usual.model_dump(exclude={"name"})
        | {"budget": Decimal(budget), "hours": None if hours is None else Decimal(hours), "value": value}
        | {"admit_deepen": deepen, "new_only": new_only}
        | rest
    )


def proposal(campaign: str, plan: Plan) -> planning.Proposal:
    """What one plan proposes."""
    return _proposed(*_key(campaign), plan.model_dump_json())


def staircase(campaign: str, plan: Plan) -> list[Point]:
    """What other budgets would fund, the one of the plan among them."""
    others = _other_budgets(*_key(campaign), plan.model_copy(update={"budget": None}).model_dump_json())
    return planning.staircase(proposal(campaign, plan), others)


def certainty(campaign: str, plan: Plan) -> planning.Certainty | None:
    """Who is funded whatever the scores' uncertainty."""
    return _certain(*_key(campaign), plan.model_dump_json())


def kept(campaign: str) -> list[Plan]:
    """The plans that the reader laid aside to compare; for as long as the page is open."""
    return [Plan.model_validate_json(one) for one in st.session_state.get(KEPT, {}).get(_key(campaign), [])]


def keep_or_forget(campaign: str, plan: Plan, say: Speaker) -> None:
    """Show the ways to lay this plan aside, and to forget those that were."""
    aside: list[str] = st.session_state.setdefault(KEPT, {}).setdefault(_key(campaign), [])
    written = plan.model_dump_json()
    first, second, _ = st.columns([2, 2, 3])
    first.button(
        say("plan.keep"), on_click=lambda: aside.append(written), key="plan.keep",
        disabled=written in aside or len(aside) >= MOST_KEPT,
    )  # fmt: skip
    second.button(say("plan.forget"), on_click=aside.clear, disabled=not aside, key="plan.forget")


def _start(listed: planning.Listed) -> int:
    """A round budget that pays for about half of what is ready: something to decide about at first sight."""
    ready = sum(one.cash or 0 for one in listed.candidates if one.decision == "pilot") // 200
    step = int(10 ** max(len(str(ready)) - 2, 0))
    return int(ready // step * step)


def _key(campaign: str) -> tuple[str, str, str]:
    return str(data.root()), data.snapshot_id() or "", campaign


def _propose(portfolio: str, snapshot: str, campaign: str, plan: str) -> planning.Proposal:
    return planning.propose(data.fundable(campaign), Plan.model_validate_json(plan), seconds=SECONDS)


def _find_other_budgets(portfolio: str, snapshot: str, campaign: str, plan: str) -> list[Point]:
    return planning.other_budgets(data.fundable(campaign), Plan.model_validate_json(plan))


def _find_certainty(portfolio: str, snapshot: str, campaign: str, plan: str) -> planning.Certainty | None:
    return planning.certainty(_proposed(portfolio, snapshot, campaign, plan))


_proposed: Callable[[str, str, str, str], planning.Proposal] = st.cache_resource(max_entries=60, show_spinner=False)(
    _propose
)
_other_budgets: Callable[[str, str, str, str], list[Point]] = st.cache_resource(max_entries=30, show_spinner=False)(
    _find_other_budgets
)
_certain: Callable[[str, str, str, str], planning.Certainty | None] = st.cache_resource(
    max_entries=60, show_spinner=False
)(_find_certainty)
