"""From a portfolio problem to its best choice, with the gap that is proven."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from pipeline.methods.portfolio import Problem, broken, simple_rule
from pipeline.methods.portfolio_model import Found, Model
from pipeline.methods.relaxed import Real, Relaxed

Status = Literal["optimal", "time_limit", "infeasible"]

EXACT_UP_TO = 250
"""Candidates still open up to which the best choice is proven without any gap; beyond, that proof takes too long."""
GAP, SECONDS = 1e-4, 20.0
FIRST_AMONG = (500, 2_000)
"""Candidates among which a first choice is sought where there are many: few, then more where that is too far off."""
MANY = 3_000
"""Candidates that are too many to be looked at as they are, even for a rough answer."""
FEW_NODES = 50
PROOF_WORK = 200_000
"""Nodes, times candidates, of the search for the best of few without any gap; where that is not enough, GAP is."""
MOST_NODES = 200
"""Of the search for the cheapest of equally good choices: a count ends at the same place on every machine."""
_LARGEST = 1e6  # values reach the solver on a scale up to this one: one part in a billion is above its tolerance


@dataclass(frozen=True)
class Optimum:
    """The best choice found: ids in order. `gap` is what could at most be added, as a share of `value`."""

    status: Status
    chosen: tuple[str, ...] = ()
    value: int = 0
    cost: int = 0
    gap: float | None = None


@dataclass(frozen=True)
class _Clock:
    """When the search must end."""

    end: float

    @property
    def left(self) -> float:
        """Seconds, at least one: a step that is begun too late still says what it finds at once."""
        return max(1.0, self.end - time.monotonic())


def optimum(problem: Problem, gap: float | None = None, seconds: float = SECONDS) -> Optimum:
    """The choice of the highest value within all limits; of equally good ones the cheapest, then the first by id.

    The same problem gives the same choice in whatever order its candidates are. Proof is asked up to `gap`, a share of
    the value: none where at most EXACT_UP_TO candidates are open, else GAP. Every limit is checked again in whole
    numbers.
    """
    clock = _Clock(time.monotonic() + seconds)
    model = Model(problem)
    asked = (0.0 if len(model.ids) <= EXACT_UP_TO else GAP) if gap is None else gap
    values = np.array([problem.by_id[one].value for one in model.ids], dtype=np.float64)
    scale = _LARGEST / max(values.max(initial=0.0), 1.0)
    narrowed = _best(model, -values * scale, asked, clock, exactly=gap is None or gap == 0.0)
    if narrowed is None:
        return Optimum("infeasible")
    found, exact, fixed = narrowed
    chosen, at_most = found.chosen, -found.bound / scale
    if chosen is None:  # the time ran out before the first choice
        chosen = simple_rule(problem)
        if broken(problem, chosen):
            return Optimum("time_limit")
    if exact:
        chosen = _first_by_id(problem, _cheapest(problem, model, values * scale, chosen, clock.left, fixed))
    chosen = _without_idle(problem, chosen)
    value = problem.value(chosen)
    # Values are whole: less than one above the best is nothing above it.
    missing = max(0.0, at_most - value) if at_most - value >= 0.5 else 0.0
    status: Status = "optimal" if found.proven else "time_limit"
    return Optimum(status, chosen, value, problem.cost(chosen), float(missing / value if value else missing > 0))


def _best(
    model: Model, objective: Real, gap: float, clock: _Clock, *, exactly: bool
) -> tuple[Found, bool, Real | None] | None:
    """The best choice, whether it is proven without any gap, and what all the best choices have in common.

    Among many candidates almost all are decided by what shares of candidates would give: a first choice among those
    that are nearest to change, then the proof among those that could still be in a better one; `exactly` tries without
    a gap where these are few. None where no choice exists.
    """
    many = len(model.ids) > (EXACT_UP_TO if exactly else MANY)
    relaxed = model.relaxed(objective, seconds=clock.left) if many else None
    found = None if relaxed is None else _first(model, objective, relaxed, gap, clock)
    if relaxed is None or found is None or found.chosen is None:
        found = model.least(
            objective, gap=gap, seconds=clock.left, nodes=None if gap else PROOF_WORK // max(1, len(model.ids))
        )
        exact = found is not None and found.proven and gap == 0.0
        if found is not None and not found.proven and gap == 0.0:
            found = _nearly(model, objective, found) or model.least(objective, gap=GAP, seconds=clock.left)
        return None if found is None else (found, exact, None)
    fixed = relaxed.decided(model.amount(objective, found.chosen))
    if exactly and _open(relaxed, fixed) <= EXACT_UP_TO:
        last = model.least(objective, gap=0.0, seconds=clock.left, nodes=MOST_NODES, fixed=fixed)
        found = _better(model, objective, found, last)
        if last is not None and last.proven:
            return found, True, fixed
    if not found.proven:
        found = _better(model, objective, found, model.least(objective, gap=gap, seconds=clock.left, fixed=fixed))
    return found, found.proven and gap == 0.0, fixed


def _nearly(model: Model, objective: Real, found: Found) -> Found | None:
    """What a search that was cut short found, where its bound proves it to within GAP."""
    amount = model.amount(objective, found.chosen or ())
    near = found.chosen is not None and amount - found.bound <= GAP * abs(amount)
    return Found(found.chosen, found.bound, True) if near else None


def _first(model: Model, objective: Real, relaxed: Relaxed, gap: float, clock: _Clock) -> Found | None:
    """A choice among the candidates nearest to change; proven where it is within the gap of what shares would give."""
    best: Found | None = None
    for count in FIRST_AMONG:
        fixed = relaxed.nearest(count)
        found = model.least(objective, gap=gap / 2, seconds=clock.left, nodes=FEW_NODES, fixed=fixed)
        if found is None or found.chosen is None:
            continue
        amount = model.amount(objective, found.chosen)
        if best is None or amount < model.amount(objective, best.chosen or ()):
            best = Found(found.chosen, relaxed.bound, amount - relaxed.bound <= gap * abs(amount))
        if best.proven or _open(relaxed, relaxed.decided(amount)) <= MANY:
            break
    return best


def _open(relaxed: Relaxed, fixed: Real) -> int:
    return int(np.count_nonzero(np.isnan(fixed[: relaxed.count])))


def _better(model: Model, objective: Real, one: Found, other: Found | None) -> Found:
    """The better of two choices; the other one was sought, and its bound holds, among all that are better than one."""
    amount = model.amount(objective, one.chosen or ())
    if other is None:
        return one
    bound = max(one.bound, min(amount, other.bound))
    chosen = one.chosen
    if other.chosen is not None and model.amount(objective, other.chosen) <= amount:
        chosen = other.chosen
    return Found(chosen, bound, one.proven or other.proven)


def _cheapest(
    problem: Problem, model: Model, values: Real, chosen: tuple[str, ...], seconds: float, fixed: Real | None
) -> tuple[str, ...]:
    """A choice of the same value that costs least, and of those one with the fewest candidates."""
    costs = np.array([problem.by_id[one].cost for one in model.ids], dtype=np.float64)
    worth = {one: values[place] for place, one in enumerate(model.ids)}
    model.keep_at_least(values, sum(worth[one] for one in chosen))
    found = model.least(costs + 0.5 / (len(costs) + 1), gap=0.0, seconds=seconds, nodes=MOST_NODES, fixed=fixed)
    if found is None or found.chosen is None or problem.value(found.chosen) < problem.value(chosen):
        return chosen
    return min(chosen, found.chosen, key=lambda one: (-problem.value(one), problem.cost(one), len(one), one))


def _first_by_id(problem: Problem, chosen: tuple[str, ...]) -> tuple[str, ...]:
    """The same choice, where of two candidates that are worth and cost the same the first by id is taken."""
    alike: Mapping[tuple[int, int], list[str]] = defaultdict(list)
    for item in problem.items:
        alike[item.value, item.cost].append(item.id)
    taken = set(chosen)
    for group in alike.values():
        if len(group) < 2 or not taken.intersection(group):
            continue
        for earlier in sorted(group):
            for later in sorted(taken.intersection(group), reverse=True):
                if earlier in taken or later <= earlier:
                    break
                swapped = taken - {later} | {earlier}
                if not broken(problem, swapped):
                    taken = swapped
    return tuple(sorted(taken))


def _without_idle(problem: Problem, chosen: tuple[str, ...]) -> tuple[str, ...]:
    """The same choice without the candidates that are worth nothing and that no limit asks for."""
    taken = set(chosen)
    for one in sorted(chosen, key=lambda one: (-problem.by_id[one].cost, one)):
        if problem.by_id[one].value == 0 and one not in problem.mandatory and not broken(problem, taken - {one}):
            taken.remove(one)
    return tuple(sorted(taken))
