"""The smallest change of ratings, or the fewest further answers, that would change a verdict.

One value a candidate (rows) and criterion (columns). A verdict is left upwards by passing a line, downwards by
falling to it: `pilot` stands strictly above its line, `alternatives` strictly below, `deepen` holds both lines.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Real = NDArray[np.float64]
Flags = NDArray[np.bool_]

CLOSE = 1e-9
MOST_ANSWERS = 1_000_000


@dataclass(frozen=True)
class Exit:
    """One way out of each verdict: the line, whether upwards, and whether reaching the line is enough."""

    line: Real
    upwards: bool
    reaching: Flags


def ways_out(verdicts: NDArray[np.str_], pilot_above: float, alternatives_below: float) -> tuple[Exit, Exit]:
    """The way up (NaN where the verdict is the best) and the way down (NaN where it is the worst)."""
    pilot, alternatives = verdicts == "pilot", verdicts == "alternatives"
    up = Exit(np.where(pilot, np.nan, np.where(alternatives, alternatives_below, pilot_above)), True, alternatives)
    down = Exit(np.where(alternatives, np.nan, np.where(pilot, pilot_above, alternatives_below)), False, pilot)
    return up, down


def is_out(scores: Real, way: Exit) -> Flags:
    """Whether these scores have left the verdict this way."""
    with np.errstate(invalid="ignore"):
        gap = scores - way.line if way.upwards else way.line - scores
        return np.asarray(np.where(way.reaching, gap >= -CLOSE, gap > CLOSE))


def steps_of_one_note(scores: Real, points_per_step: Real, room: Real, way: Exit) -> Real:
    """By how many steps one single note must move; NaN where no note of that criterion has so much room.

    `points_per_step` is what one step of one note changes the score by, `room` the most steps any note can move.
    """
    gap = np.abs(way.line - scores)[:, None]
    with np.errstate(invalid="ignore", divide="ignore"):
        exact = gap / points_per_step
        steps = np.where(way.reaching[:, None], np.ceil(exact - CLOSE), np.floor(exact + CLOSE) + 1)
    steps = np.maximum(steps, 1)
    steps[~(steps <= room)] = np.nan
    return np.asarray(steps)


def further_answers(totals: Real, counts: Real, extremes: Real, shares: Real, way: Exit) -> Real:
    """How many further answers, every note at its extreme, it takes; NaN where no number is enough.

    `totals` are sums of points a criterion, `extremes` the points of the lowest or highest note, `shares` the weights.
    """

    def out(number: Real) -> Flags:
        return is_out(((totals + number[:, None] * extremes) / (counts + number[:, None])) @ shares, way)

    low, high = np.zeros(len(totals)), np.full(len(totals), float(MOST_ANSWERS))
    possible = out(high)
    while (high - low > 1).any():
        middle = np.floor((low + high) / 2)
        left = out(middle)
        high, low = np.where(left, middle, high), np.where(left, low, middle)
    return np.asarray(np.where(possible, high, np.nan))
