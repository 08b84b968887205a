"""From listed candidates and what was asked for to a proposal: what to fund, and why not the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.config import Plan
from pipeline.methods.optimum import SECONDS, Optimum, optimum
from pipeline.methods.portfolio import Kind, Problem, Taken, broken, simple_rule
from pipeline.plan.conflicts import Conflict, conflicts
from pipeline.plan.listed import Candidate, Listed
from pipeline.plan.posed import FINEST, Posed, pose, value

_PRECEDENCE: tuple[Kind, ...] = ("not_both", "requires", "team", "cap", "hours", "budget")


@dataclass(frozen=True)
class Line:
    """One candidate of a proposal. `reason` (a code) says why it is not funded; empty where it is."""

    candidate: Candidate
    value: int
    funded: bool
    reason: str = ""
    other: str = ""
    missing: int = 0


@dataclass(frozen=True)
class Rule:
    """What the simple rule (value for money, each that still fits) would fund; `kept` where it meets every limit."""

    chosen: tuple[str, ...]
    value: int
    cost: int
    kept: bool
    loss: float


@dataclass(frozen=True)
class Proposal:
    """What to fund under one plan. A proposal: what the committee decides is kept elsewhere."""

    listed: Listed
    plan: Plan
    posed: Posed
    found: Optimum
    lines: tuple[Line, ...]
    rule: Rule | None = None
    conflicts: tuple[Conflict, ...] = ()
    name: str = ""
    cautions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def problem(self) -> Problem:
        """The problem that was solved."""
        return self.posed.problem

    @cached_property
    def funded(self) -> tuple[Line, ...]:
        """The funded candidates, those of highest value first."""
        return tuple(line for line in self.lines if line.funded)

    @cached_property
    def others(self) -> tuple[Line, ...]:
        """The candidates that are not funded: those that could be first, by value."""
        return tuple(line for line in self.lines if not line.funded)

    @property
    def feasible(self) -> bool:
        """Whether there is any choice to propose."""
        return self.found.gap is not None

    @property
    def unit_of_value(self) -> int:
        """Parts of one point, or of one unit of money, in which values are whole."""
        return 100 if self.plan.value == "money" else FINEST

    def worth(self, line: Line) -> float | None:
        """A candidate's value in points or money; None where nothing known says one."""
        one = line.candidate
        known = one.benefit if self.plan.value == "money" else one.score
        return None if known is None else line.value / self.unit_of_value

    def total(self, part: str) -> tuple[int, int]:
        """The sum of one cost (`cash`, `time`, `full`, `rollout`, `hours`) over the funded, and how many lack it."""
        amounts = [getattr(line.candidate, part) for line in self.funded]
        return sum(amount for amount in amounts if amount is not None), sum(amount is None for amount in amounts)


def propose(listed: Listed, plan: Plan, *, name: str = "", seconds: float = SECONDS) -> Proposal:
    """The best choice under a plan, with a reason for every candidate that is left out.

    Raises WrongUsage where the plan names a candidate or a business unit that is not there.
    """
    posed = pose(listed, plan)
    contradictions = conflicts(posed)
    found = Optimum("infeasible") if contradictions else optimum(posed.problem, seconds=seconds)
    if found.status == "infeasible" and not contradictions:
        contradictions = conflicts(posed, search=True)
    rule = _rule(posed.problem, found) if found.gap is not None else None
    lines = _lines(listed, plan, posed, found)
    return Proposal(
        listed, plan, posed, found, lines, rule, contradictions, name, _cautions(listed, posed, found, plan)
    )


def _rule(problem: Problem, found: Optimum) -> Rule:
    chosen = simple_rule(problem)
    worth = problem.value(chosen)
    loss = (found.value - worth) / found.value if found.value else 0.0
    return Rule(chosen, worth, problem.cost(chosen), not broken(problem, chosen), loss)


def _lines(listed: Listed, plan: Plan, posed: Posed, found: Optimum) -> tuple[Line, ...]:
    taken = Taken(posed.problem, found.chosen)
    of_team: dict[str, list[str]] = {}
    for funded in found.chosen:
        of_team.setdefault(listed.by_id[funded].team_id, []).append(funded)
    lines = []
    for one in listed.candidates:
        worth = value(one, plan, listed.line)
        if one.id in posed.barred:
            barred = posed.barred[one.id]
            lines.append(Line(one, worth, False, barred.reason, barred.other))
        elif one.id in taken.chosen:
            lines.append(Line(one, worth, True))
        elif found.gap is None:
            lines.append(Line(one, worth, False, "no_choice"))
        else:
            lines.append(_left_out(one, worth, taken, of_team))
    lines.sort(key=lambda line: (not line.funded, line.candidate.id in posed.barred, -line.value, line.candidate.id))
    return tuple(lines)


def _left_out(one: Candidate, worth: int, taken: Taken, of_team: Mapping[str, list[str]]) -> Line:
    """Why an eligible candidate is not funded: the limit that adding it would break."""
    if worth == 0:
        return Line(one, worth, False, "value_zero")
    problem = taken.problem
    first = next((b for a, b in problem.requires if a == one.id and problem.by_id[b].team == one.team_id), None)
    if first and problem.per_team == 1:
        return Line(one, worth, False, "prerequisite_first", first)
    breaks = {limit.kind: (limit.other or limit.about, limit.by) for limit in reversed(taken.adding(one.id))}
    kind = next((kind for kind in _PRECEDENCE if kind in breaks), None)
    if kind is None:
        return Line(one, worth, False, "gap")
    other, by = breaks[kind]
    if kind == "team":
        rivals = sorted(of_team.get(one.team_id, ()), key=lambda rival: (problem.by_id[rival].value, rival))
        kind_of_rival = "team_better" if problem.by_id[rivals[0]].value >= worth else "team"
        return Line(one, worth, False, kind_of_rival, rivals[0], by)
    return Line(one, worth, False, kind, other, by)


def _cautions(listed: Listed, posed: Posed, found: Optimum, plan: Plan) -> Mapping[str, tuple[str, ...]]:
    """Codes of what a reader must know beside the proposal, each with the ids that it is about."""
    funded = [listed.by_id[one] for one in found.chosen]
    about: dict[str, Iterable[Candidate]] = {
        "mandatory_not_counted": [listed.by_id[one] for one in sorted(posed.mandatory & posed.barred.keys())],
        "prerequisite_unrecognised": [
            one for one in listed.candidates if one.unrecognised and one.id not in posed.barred
        ],
        "under_way": [one for one in funded if one.under_way],
        "stopped": [one for one in funded if one.status == "stopped"],
        "in_question": [one for one in funded if one.in_question],
        "provisional": [one for one in funded if one.provisional],
        "funding_exceeds": [one for one in funded if (one.cash or 0) < 0],
        "benefit_unknown": [one for one in funded if plan.value == "money" and one.benefit is None],
        "no_unit": [one for one in funded if not one.unit and (plan.caps or plan.minimums or plan.units_at_least)],
    }
    return {code: ids for code, ones in about.items() if (ids := tuple(one.id for one in ones))}
