"""From a problem without any choice to what contradicts what, in candidates, units and amounts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.methods.portfolio import Problem, worst_cost
from pipeline.methods.relief import reliefs
from pipeline.plan.posed import Posed


@dataclass(frozen=True)
class Conflict:
    """A code of `contradictions.CONFLICTS`, the candidates it is about, and amounts in cents, hundredths or numbers."""

    code: str
    about: tuple[str, ...] = ()
    unit: str = ""
    needed: int = 0
    limit: int = 0


def conflicts(posed: Posed, *, search: bool = False) -> tuple[Conflict, ...]:
    """What plainly contradicts itself; with `search`, also which limits would have to give, found by solving."""
    plain = tuple(_plain(posed.problem))
    if plain or not search:
        return plain
    found = reliefs(posed.problem)
    if not found.limits:
        return (Conflict("rules", tuple(sorted(posed.problem.mandatory))),)
    how = "alone" if found.alone and len(found.limits) > 1 else "together" if len(found.limits) > 1 else "only"
    return (
        Conflict(f"relief_{how}"),
        *(Conflict(f"relief_{one.kind}", (), one.about, one.needed, one.limit) for one in found.limits),
    )


def _plain(problem: Problem) -> Iterator[Conflict]:
    mandatory = sorted(problem.mandatory)
    for one in sorted(problem.mandatory & problem.excluded):
        yield Conflict("mandatory_and_excluded", (one,))
    teams: dict[str, list[str]] = defaultdict(list)
    units: dict[str, list[str]] = defaultdict(list)
    for one in mandatory:
        teams[problem.by_id[one].team].append(one)
        units[problem.by_id[one].unit].append(one)
    for own in teams.values():
        if len(own) > problem.per_team:
            yield Conflict("mandatory_same_team", tuple(own), limit=problem.per_team)
    for a, b in problem.requires:
        if a in problem.mandatory and b in problem.excluded - problem.mandatory:
            yield Conflict("mandatory_prerequisite", (a, b))
        elif a in problem.mandatory and b not in problem.mandatory and a != b:
            own = teams[problem.by_id[a].team]
            if problem.by_id[b].team == problem.by_id[a].team and len(own) + 1 > problem.per_team:
                yield Conflict("mandatory_prerequisite_team", (a, b), limit=problem.per_team)
    for a, b in problem.not_both:
        if a != b and {a, b} <= problem.mandatory:
            yield Conflict("mandatory_not_both", (a, b))
    for unit, cap in sorted(problem.caps.items()):
        if (spent := problem.cost(units[unit])) > cap:
            yield Conflict("mandatory_over_cap", tuple(units[unit]), unit, spent, cap)
        if problem.floors.get(unit, 0) > cap:
            yield Conflict("minimum_over_cap", (), unit, problem.floors[unit], cap)
    hours = sum(problem.by_id[one].hours for one in mandatory)
    if problem.hours is not None and hours > problem.hours:
        yield Conflict("mandatory_over_hours", tuple(mandatory), needed=hours, limit=problem.hours)
    if (worst := worst_cost(problem, mandatory)) > problem.budget:
        yield Conflict("mandatory_over_budget", tuple(mandatory), needed=worst, limit=problem.budget)
    elif (asked := sum(problem.floors.values())) > problem.budget:
        yield Conflict("minimums_over_budget", (), needed=asked, limit=problem.budget)
    yield from _few_units(problem)


def _few_units(problem: Problem) -> Iterator[Conflict]:
    there: Sequence[str] = sorted({item.unit for item in problem.items if item.unit})
    if problem.units_at_least > len(there):
        code = "few_units" if there else "no_units"
        yield Conflict(code, (), needed=len(there), limit=problem.units_at_least)
