"""What other weights would do to a verdict or an order: exact answers, one a candidate (rows) or criterion (columns).

`points` are what each criterion's mean is worth from 0 to 100, so that a score is their weighted mean and a
threshold T gives the differences `points - T`. Sources: Triantaphyllou & Sanchez 1997 (one weight at a time);
the rest are closed forms of fractional linear programmes.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Real = NDArray[np.float64]
Flags = NDArray[np.bool_]

SAME = 1e-9
LOWEST, HIGHEST = 1, 5
MOST_WEIGHTINGS = 100_000
BLOCK = 4_000_000  # weightings times candidates held at once


def differences(points: Real, threshold: float) -> Real:
    """How far each criterion's points are from a threshold; what only rounding tells apart is none."""
    found = points - threshold
    found[np.abs(found) < SAME] = 0.0
    return found


def flip_radius(weights: Real, apart: Real) -> Real:
    """How wrong, in shares of themselves, all weights must be before `Σ w d` changes sign; 1 where they never can.

    NaN where every difference is 0: no weights tell anything.
    """
    gap = np.abs(apart @ weights)
    gap[gap < SAME * weights.sum()] = 0.0
    with np.errstate(invalid="ignore"):
        return np.asarray(gap / (np.abs(apart) @ weights))


def one_weight_changes(weights: Real, apart: Real) -> Real:
    """What each weight alone must gain or lose before `Σ w d` is 0; NaN where it never is, or only below zero."""
    with np.errstate(divide="ignore", invalid="ignore"):
        change = -(apart @ weights)[:, None] / apart
    change[(apart == 0) | (weights + change < -SAME)] = np.nan
    return np.asarray(change)


def mass_to_move(weights: Real, points: Real, threshold: float) -> Real:
    """The smallest share of all weight that must change criterion before the score is the threshold; NaN where none is.

    Greedy: from the criteria that speak most for the verdict to the one that speaks most against it.
    """
    shares = weights / weights.sum()
    gap = points @ shares - threshold
    turned = np.where(gap[:, None] >= 0, points, -points)
    order = np.argsort(-turned, axis=1, kind="stable")
    given = np.take_along_axis(turned, order, axis=1)
    gains = given - turned.min(axis=1, keepdims=True)
    held = shares[order]
    before = np.cumsum(gains * held, axis=1) - gains * held
    moved_before = np.cumsum(held, axis=1) - held
    left = np.abs(gap)[:, None] - before
    with np.errstate(divide="ignore", invalid="ignore"):
        share = left / gains
    fits = (gains > 0) & (share <= held + SAME)
    first = fits.argmax(axis=1)
    rows = np.arange(len(points))
    found = moved_before[rows, first] + np.maximum(share[rows, first], 0)
    found[~fits.any(axis=1)] = np.nan
    found[np.abs(gap) < SAME] = 0.0
    return np.asarray(found)


def distance(weights: Real, points: Real, threshold: float) -> Real:
    """The Euclidean distance from the normalised weights to those that give exactly the threshold."""
    gap = np.abs(points @ (weights / weights.sum()) - threshold)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(gap / np.linalg.norm(points - points.mean(axis=1, keepdims=True), axis=1))


def count_integer_weightings(criteria: int) -> tuple[int, bool]:
    """How many weightings from 1 to 5 are looked at, and whether these are all of them."""
    every = (HIGHEST - LOWEST + 1) ** criteria
    return min(every, MOST_WEIGHTINGS), every <= MOST_WEIGHTINGS


def integer_weightings(criteria: int, seed: int) -> NDArray[np.int8]:
    """Every way to give each criterion a weight from 1 to 5; 100,000 seeded draws where there are more."""
    count, every = count_integer_weightings(criteria)
    if not every:
        drawn: NDArray[np.int8] = np.random.default_rng(seed).integers(
            LOWEST, HIGHEST + 1, (count, criteria), dtype=np.int8
        )
        return drawn
    numbered = np.arange(count)[:, None] // (HIGHEST - LOWEST + 1) ** np.arange(criteria)
    return np.asarray(numbered % (HIGHEST - LOWEST + 1) + LOWEST, dtype=np.int8)


def shares_above_and_below(
    points: Real, pilot_above: float, alternatives_below: float, weightings: NDArray[np.int8]
) -> tuple[Real, Real]:
    """The share of weightings that put each score strictly above the one and strictly below the other threshold."""
    above, below = np.empty(len(points)), np.empty(len(points))
    apart = differences(points, pilot_above), differences(points, alternatives_below)
    every = weightings.astype(np.float64).T
    for rows in blocks(len(points), weightings.shape[0]):
        above[rows] = np.count_nonzero(apart[0][rows] @ every > SAME, axis=1)
        below[rows] = np.count_nonzero(apart[1][rows] @ every < -SAME, axis=1)
    return above / len(weightings), below / len(weightings)


def blocks(rows: int, width: int) -> Iterator[slice]:
    """Slices of rows that keep a matrix of so many columns small."""
    size = max(1, BLOCK // max(width, 1))
    return (slice(start, min(start + size, rows)) for start in range(0, rows, size))
