"""From a portfolio problem without any choice to the limits that would have to give, and by how much."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from pipeline.methods.portfolio import Kind, Problem, worst_cost
from pipeline.methods.portfolio_model import Model
from pipeline.methods.relaxed import Real

SECONDS = 5.0
_AT_LEAST = ("floor", "units")


@dataclass(frozen=True)
class Relief:
    """A limit that would have to be `needed` instead of `limit` (cents, hundredths of hours, or a number)."""

    kind: Kind
    about: str
    limit: int
    needed: int


@dataclass(frozen=True)
class Reliefs:
    """Where `alone`, any one of `limits` is enough; else all are needed together. None at all: no amount helps."""

    alone: bool
    limits: tuple[Relief, ...]


def reliefs(problem: Problem) -> Reliefs:
    """What would make a problem without any choice possible: first each limit by itself, else several together."""
    given = [(kind, about, limit) for kind, about, limit in _limits(problem)]
    alone = []
    for kind, about, limit in given:
        needed = _needed(_set(problem, kind, about, None), kind, about)
        if needed is not None:
            alone.append(Relief(kind, about, limit, needed))
    if alone:
        return Reliefs(True, tuple(alone))
    free = problem
    for kind, about, _ in given:
        free = _set(free, kind, about, None)
    if Model(free).least(np.zeros(len(free.items)), gap=0.0, seconds=SECONDS) is None:
        return Reliefs(False, ())
    together = []
    for kind, about, limit in given:
        needed = _needed(free, kind, about)
        if needed is not None and (needed < limit if kind in _AT_LEAST else needed > limit):
            together.append(Relief(kind, about, limit, needed))
            free = _set(free, kind, about, needed)
        else:
            free = _set(free, kind, about, limit)
    return Reliefs(False, tuple(together))


def least_budget(problem: Problem) -> int | None:
    """The smallest budget with which every other limit can be kept; None where no budget is enough."""
    return _needed(_set(problem, "budget", "", None), "budget", "")


def unlimited(problem: Problem) -> int:
    """A budget that stops nothing."""
    return worst_cost(problem, problem.by_id)


def _limits(problem: Problem) -> list[tuple[Kind, str, int]]:
    listed: list[tuple[Kind, str, int]] = [("budget", "", problem.budget)]
    if problem.hours is not None:
        listed.append(("hours", "", problem.hours))
    listed += [("cap", unit, cap) for unit, cap in problem.caps.items()]
    listed += [("floor", unit, low) for unit, low in problem.floors.items() if low > 0]
    if problem.units_at_least > 0:
        listed.append(("units", "", problem.units_at_least))
    return listed


def _set(problem: Problem, kind: Kind, about: str, amount: int | None) -> Problem:
    """The problem with another amount for one limit; None takes the limit away."""
    if kind == "budget":
        return replace(problem, budget=unlimited(problem) if amount is None else amount)
    if kind == "hours":
        return replace(problem, hours=amount)
    if kind == "units":
        return replace(problem, units_at_least=amount or 0)
    amounts = {**(problem.caps if kind == "cap" else problem.floors), about: amount}
    kept = {unit: amount for unit, amount in amounts.items() if amount is not None}
    return replace(problem, caps=kept) if kind == "cap" else replace(problem, floors=kept)


def _needed(free: Problem, kind: Kind, about: str) -> int | None:
    """What one limit, taken away in `free`, must at least (a cap) or can at most (a floor) be."""
    if kind == "units":
        return _most_units(free)
    model = Model(free)
    items = [free.by_id[one] for one in model.ids]
    of_unit = np.array([float(item.cost) * (item.unit == about) for item in items])
    objectives: dict[Kind, Real] = {
        "budget": model.worst_costs,
        "hours": np.array([float(item.hours) for item in items]),
        "cap": of_unit,
        "floor": -of_unit,
    }
    found = model.least(objectives[kind], gap=0.0, seconds=SECONDS)
    if found is None or found.chosen is None:
        return None
    chosen = [free.by_id[one] for one in found.chosen]
    if kind == "budget":
        return worst_cost(free, found.chosen)
    return sum(item.hours if kind == "hours" else item.cost * (item.unit == about) for item in chosen)


def _most_units(free: Problem) -> int | None:
    there = len({item.unit for item in free.items if item.unit})
    for count in range(there, -1, -1):
        found = Model(replace(free, units_at_least=count)).least(np.zeros(len(free.items)), gap=0.0, seconds=SECONDS)
        if found is not None:
            return count
    return None
