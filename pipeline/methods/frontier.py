"""From a portfolio problem to what other budgets would give, and to who is chosen whatever the scores' uncertainty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pipeline.methods.optimum import EXACT_UP_TO, optimum
from pipeline.methods.portfolio import Problem, worst_cost
from pipeline.methods.relief import least_budget, unlimited

STEPS = 20
GAP = 1e-3
"""Of one of many budgets or draws among many candidates: what is asked a hundred times is answered to a thousandth."""
SECONDS = 5.0
_NICE = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True)
class Point:
    """The best choice for one budget; `enter` and `leave` are told against the point before."""

    budget: int
    chosen: tuple[str, ...]
    value: int
    cost: int
    enter: tuple[str, ...] = ()
    leave: tuple[str, ...] = ()


def frontier(problem: Problem) -> list[Point]:
    """The best choice from the least possible budget to the one that stops nothing; the problem's own is not looked at.

    Value never falls as the budget grows: where the proof left a gap, the better of two neighbours stands for both.
    Empty where no budget is enough.
    """
    least = least_budget(problem)
    if least is None:
        return []
    gap = None if len(problem.items) <= EXACT_UP_TO else GAP
    most = optimum(replace(problem, budget=unlimited(problem)), gap, SECONDS)
    points: list[Point] = []
    for budget in _budgets(least, max(worst_cost(problem, most.chosen), least)):
        found = optimum(replace(problem, budget=budget), gap, SECONDS)
        if found.gap is not None:
            points.append(Point(budget, found.chosen, found.value, found.cost))
    return stairs(points)


def stairs(points: Sequence[Point]) -> list[Point]:
    """Points in the order of their budgets, one a budget, none worth less than the one before it."""
    risen: list[Point] = []
    for point in sorted(points, key=lambda one: (one.budget, -one.value)):
        before = risen[-1] if risen else Point(0, (), 0, 0)
        if risen and point.budget == before.budget:
            continue
        if point.value < before.value:
            point = Point(point.budget, before.chosen, before.value, before.cost)
        enter, leave = _without(point.chosen, before.chosen), _without(before.chosen, point.chosen)
        risen.append(replace(point, enter=enter, leave=leave))
    return risen


def marginal(before: Point, point: Point, per: int) -> float:
    """The value that so much more budget brings between two points."""
    return (point.value - before.value) / (point.budget - before.budget) * per


def draws(
    points: NDArray[np.float64], errors: NDArray[np.float64], people: NDArray[np.float64], count: int, seed: int
) -> NDArray[np.float64]:
    """Values (draws × candidates) of points above the line of value zero that are known up to a standard error.

    An error of zero or NaN leaves the points as they are. The seed makes the draws the same each time.
    """
    luck = np.random.default_rng(seed).standard_normal((count, len(points)))
    drawn: NDArray[np.float64] = np.maximum(0.0, points + luck * np.nan_to_num(errors)) * people
    return drawn


def chosen_shares(problem: Problem, values: Sequence[Sequence[int]]) -> dict[str, float]:
    """The core index (Liesiö, Mild and Salo, 2007): the share of draws in which each candidate is chosen.

    `values` holds one list a draw, in the order of the problem's candidates.
    """
    times: Counter[str] = Counter()
    for drawn in values:
        items = tuple(replace(item, value=value) for item, value in zip(problem.items, drawn, strict=True))
        times.update(optimum(replace(problem, items=items), GAP, SECONDS).chosen)
    return {item.id: times[item.id] / len(values) for item in problem.items}


def _budgets(least: int, most: int) -> list[int]:
    """Round amounts between the two ends, about STEPS of them, and the ends."""
    if most <= least:
        return [least]
    raw = (most - least) / STEPS
    size = 10 ** np.floor(np.log10(raw))
    step = max(1, round(next(size * nice for nice in _NICE if size * nice >= raw)))
    inner = range((least // step + 1) * step, most, step)
    return [least, *inner, most]


def _without(some: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    return tuple(one for one in some if one not in set(others))
