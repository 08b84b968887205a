"""From a proposal to what a page shows of it: tiles, bars, a staircase, tables and a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from dashboards import formats, tables
from dashboards.figures import short_name
from dashboards.texts import Speaker
from pipeline import amounts, export
from pipeline import plan as planning
from pipeline.methods.frontier import Point, marginal
from pipeline.plan import catalogue, words
from pipeline.vocabulary import CURRENCY_SYMBOLS

PER = 10_000_00
MOST_BARS = 30
FUNDED = (
    "team_name", "certification_name", "business_unit", "score_taken", "participants", "worth", "cash_cost",
    "training_hours", "full_cost", "rollout_cost", "other_way", "other_way_amount", "mandatory",
)  # fmt: skip
LEFT_OUT = ("team_name", "certification_name", "why_not", "decision", "business_unit", "worth", "cash_cost")
CERTAIN = ("team_name", "certification_name", "funded", "standing", "core_index", "worth", "cash_cost")
BUDGETS = ("budget", "count_funded", "cost", "worth", "more_worth", "enter", "leave")
IN_MONEY = {"worth": "worth_in_money", "more_worth": "more_worth_in_money"}
"""Columns of values, and what they are called where the values are money."""
COMPARED = (
    "plan_name", "budget", "count_funded", "cost", "worth", "training_hours", "full_cost", "rollout_cost", "enter",
    "leave",
)  # fmt: skip


def tiles(proposal: planning.Proposal, say: Speaker) -> list[tuple[str, str]]:
    """The figures of a proposal."""
    left = proposal.problem.budget - proposal.found.cost
    shown = [
        (say("plan.tile_funded"), str(len(proposal.funded))),
        (say("plan.tile_cost"), _money(proposal.found.cost, proposal, say)),
        (say("plan.tile_left"), _money(left, proposal, say)),
        (say("plan.tile_value"), words.value(proposal.found.value, proposal, say.language)),
    ]
    for part in ("hours", "full", "rollout"):
        total, unknown = proposal.total(part)
        text = amounts.hours(total, say.language) if part == "hours" else _money(total, proposal, say)
        nothing = proposal.funded and unknown == len(proposal.funded)
        shown.append((say(f"plan.tile_{part}"), "?" if nothing else f"≥ {text}" if unknown else text))
    return shown


def columns(names: Sequence[str], proposal: planning.Proposal) -> tuple[str, ...]:
    """The columns of a table, those of values as money where the plan's values are."""
    in_money = IN_MONEY if proposal.plan.value == "money" else {}
    return tuple(in_money.get(name, name) for name in names)


def rows(proposal: planning.Proposal, certainty: planning.Certainty | None, say: Speaker) -> pd.DataFrame:
    """A row a candidate, funded ones first, in the columns of the tables of this page."""
    listed = [
        {
            "id": line.candidate.id,
            "team_name": line.candidate.team_name,
            "certification_name": line.candidate.certification_name,
            "business_unit": line.candidate.unit or None,
            "decision": line.candidate.decision,
            "score_taken": line.candidate.score,
            "participants": line.candidate.people,
            "worth": proposal.worth(line),
            "cash_cost": _hundredth(line.candidate.cash),
            "training_hours": _hundredth(line.candidate.hours),
            "full_cost": _hundredth(line.candidate.full),
            "rollout_cost": _hundredth(line.candidate.rollout),
            "other_way": line.candidate.other_way or None,
            "other_way_amount": _hundredth(line.candidate.other_way_cost),
            "mandatory": line.candidate.id in proposal.posed.mandatory,
            "funded": line.funded,
            "eligible": line.candidate.id not in proposal.posed.barred,
            "why_not": words.reason(line, proposal, say.language),
            "core_index": certainty.shares.get(line.candidate.id) if certainty else None,
            "standing": catalogue.STANDINGS[standing][say.language]
            if certainty and (standing := certainty.standing(line.candidate.id))
            else "",
        }
        for line in proposal.lines
    ]
    return _also_in_money(pd.DataFrame(listed, columns=list(listed[0]) if listed else ["funded", "eligible"]))


def bars(proposal: planning.Proposal, say: Speaker) -> pd.DataFrame:
    """The candidates that could be funded, for the chart: the funded ones first, then those that were left out."""
    mark = {True: "●", False: "○"}
    could_be = [line for line in proposal.lines if line.candidate.id not in proposal.posed.barred][:MOST_BARS]
    return pd.DataFrame(
        [
            {
                "label": f"{mark[line.funded]} "
                + short_name(line.candidate.team_name, line.candidate.certification_name),
                "name": f"{line.candidate.team_name} · {line.candidate.certification_name}",
                "worth": line.value / proposal.unit_of_value,
                "funded": line.funded,
                "figure": f"{words.value(line.value, proposal, say.language)} · "
                + (
                    _money(max(0, line.candidate.cash or 0), proposal, say)
                    if line.funded
                    else words.reason(line, proposal, say.language)
                ),
                "value_text": words.value(line.value, proposal, say.language),
                "cost_text": _money(max(0, line.candidate.cash or 0), proposal, say),
                "why": words.reason(line, proposal, say.language) or say("plan.funded"),
            }
            for line in could_be
        ]
    )


def tooltip(say: Speaker) -> list[tuple[str, str]]:
    """What a bar says when pointed at: column and title."""
    return [(name, say(f"plan.{name}")) for name in ("name", "value_text", "cost_text", "why")]


def budgets(points: Sequence[Point], proposal: planning.Proposal, say: Speaker) -> pd.DataFrame:
    """A row a budget, for the staircase and its table."""
    listed = []
    for place, point in enumerate(points):
        more = marginal(points[place - 1], point, PER) if place else None
        enter, leave = words.moved(point, proposal.listed, say.language)
        listed.append(
            {
                "budget": point.budget / 100,
                "count_funded": len(point.chosen),
                "cost": point.cost / 100,
                "worth": point.value / proposal.unit_of_value,
                "more_worth": None if more is None else more / proposal.unit_of_value,
                "enter": enter,
                "leave": leave,
                "own": point.budget == proposal.problem.budget,
                "budget_text": _money(point.budget, proposal, say),
                "worth_text": words.value(point.value, proposal, say.language),
                "more_text": "" if more is None else "+" + words.value(round(more), proposal, say.language),
            }
        )
    return _also_in_money(pd.DataFrame(listed))


def beside(proposals: Mapping[str, planning.Proposal], say: Speaker) -> pd.DataFrame:
    """A row a plan; who comes in and goes out is told against the first."""
    first = next(iter(proposals.values()))
    listed = []
    for name, one in proposals.items():
        change = planning.compared(first, one)
        enter, leave = (words.names(ids, one.listed, say.language) for ids in (change.enter, change.leave))
        listed.append(
            {
                "plan_name": name,
                "budget": one.problem.budget / 100,
                "count_funded": len(one.funded),
                "cost": one.found.cost / 100 if one.feasible else None,
                "worth": one.found.value / one.unit_of_value if one.feasible else None,
                "training_hours": one.total("hours")[0] / 100,
                "full_cost": one.total("full")[0] / 100,
                "rollout_cost": one.total("rollout")[0] / 100,
                "enter": enter,
                "leave": leave,
            }
        )
    return pd.DataFrame(listed)


def plan_name(proposal: planning.Proposal, say: Speaker) -> str:
    """What a plan asked for, in a few words."""
    plan = proposal.plan
    hours = "" if plan.hours is None else formats.number(float(plan.hours), say.language)
    limits = proposal.problem.caps or proposal.problem.floors or plan.units_at_least
    overrun = {"percent": plan.overrun_percent, "count": plan.overrun_count}
    parts = [
        _money(proposal.problem.budget, proposal, say),
        say(f"plan.value_{plan.value}"),
        say("plan.short_hours", hours=hours) if hours else "",
        say("plan.short_deepen") if plan.admit_deepen else "",
        say("plan.short_new") if plan.new_only else "",
        say("plan.short_limits") if limits else "",
        say("plan.short_overrun", **overrun) if all(overrun.values()) else "",
    ]
    return " · ".join(part for part in parts if part)


def axis_texts(proposal: planning.Proposal, say: Speaker) -> dict[str, str]:
    """Vega expressions that write the axes of the staircase as the language does; nothing from a file is in them."""
    number = formats.axis(say.language, 0)
    sign = CURRENCY_SYMBOLS.get(proposal.listed.currency, "")
    money = f"{number} + '{formats.HARD}{sign}'" if say.language == "fr" else f"'{sign}' + {number}"
    return {"budget": money, "value": money if proposal.plan.value == "money" else number}


def workbook(
    proposal: planning.Proposal, points: Sequence[Point], certainty: planning.Certainty | None, say: Speaker
) -> bytes:
    """Everything on the page as an .xlsx, a sheet a table, with the sentences that go with it first."""
    whole = rows(proposal, certainty, say)
    language = say.language
    said = [
        plan_name(proposal, say), words.headline(proposal, language), *words.conflicts(proposal, language),
        *sentences(proposal, say), *words.cautions(proposal, language), words.definition(proposal, language),
        words.only_proposed(language),
    ]  # fmt: skip
    sheets = {
        say("plan.sheet_read"): pd.DataFrame({say("plan.proposal"): said}),
        say("plan.sheet_funded"): tables.readable(whole[whole["funded"]], "plan", columns(FUNDED, proposal), say),
        say("plan.sheet_others"): tables.readable(
            whole[~whole["funded"].astype(bool)], "plan", columns(LEFT_OUT, proposal), say
        ),
    }
    if points:
        sheets[say("plan.sheet_budgets")] = tables.readable(
            budgets(points, proposal, say), "plan", columns(BUDGETS, proposal), say
        )
    if certainty:
        sheets[say("plan.sheet_certain")] = tables.readable(whole[whole["eligible"]], "plan", CERTAIN, say)
    return export.workbook(sheets)


def sentences(proposal: planning.Proposal, say: Speaker) -> list[str]:
    """How good the proposal is, what it costs beyond its pilots, and what the simple rule would have given."""
    language = say.language
    found = [words.proof(proposal, language), *words.costs(proposal, language), words.rule(proposal, language)]
    return [one for one in found if one]


def _also_in_money(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(**{money: rows[name] for name, money in IN_MONEY.items() if name in rows})


def _money(cents: int, proposal: planning.Proposal, say: Speaker) -> str:
    return amounts.money(cents, say.language, proposal.listed.currency)


def _hundredth(whole: int | None) -> float | None:
    return None if whole is None else whole / 100
