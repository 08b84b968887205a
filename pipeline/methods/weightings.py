"""What other weights would do to a verdict or an order: exact answers, one a candidate (rows) or criterion (columns).

`points` are what each criterion's mean is worth from 0 to 100, so that a score is their weighted mean and a
threshold T gives the differences `points - T`. Sources: Triantaphyllou & Sanchez 1997 (one weight at a time);
the rest are closed forms of fractional linear programmes.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipeline.methods.blocks import blocks

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
    """What each weight alone must gain or lose before `Σ w d` is 0; NaN where it never is, only below zero, or only
    where no weight is left."""
    with np.errstate(divide="ignore", invalid="ignore"):
        change = -(apart @ weights)[:, None] / apart
    change[(apart == 0) | (weights + change < -SAME) | (weights.sum() + change < SAME)] = np.nan
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


def every_weighting(criteria: int) -> NDArray[np.int8]:
    """Every way to give each criterion a weight from 1 to 5."""
    numbered = np.arange((HIGHEST - LOWEST + 1) ** criteria)[:, None]
    return np.asarray(
        numbered // (HIGHEST - LOWEST + 1) ** np.arange(criteria) % (HIGHEST - LOWEST + 1) + LOWEST, dtype=np.int8
    )


def drawn_weightings(criteria: int, seed: int) -> NDArray[np.int8]:
    """100,000 seeded draws of such weights."""
    shape = (MOST_WEIGHTINGS, criteria)
    drawn: NDArray[np.int8] = np.random.default_rng(seed).integers(LOWEST, HIGHEST + 1, shape, dtype=np.int8)
    return drawn


def shares_above_and_below(points: Real, pilot_above: float, alternatives_below: float, seed: int) -> tuple[Real, Real]:
    """The share of weightings that put each score strictly above the one and strictly below the other threshold.

    Of all weightings from 1 to 5, or of 100,000 seeded draws where there are more.
    """
    criteria = points.shape[1]
    count, every = count_integer_weightings(criteria)
    apart = differences(points, pilot_above), -differences(points, alternatives_below)
    if every:
        above, below = (_count_every_above_zero(one) for one in apart)
    else:
        drawn = drawn_weightings(criteria, seed)
        above, below = (_count_above_zero(one, drawn) for one in apart)
    return above / count, below / count


def _count_every_above_zero(apart: Real) -> Real:
    """Of every weighting: how many give a positive sum.

    The sums of some criteria and those of the others are few; once sorted, they tell how many pairs add up to more
    than nothing without adding up each.
    """
    some = apart.shape[1] // 2
    first = np.sort(apart[:, :some] @ every_weighting(some).T.astype(np.float64), axis=1)
    least = np.sort(SAME - apart[:, some:] @ every_weighting(apart.shape[1] - some).T.astype(np.float64), axis=1)
    return np.array([np.searchsorted(*both).sum() for both in zip(least, first, strict=True)], dtype=np.float64)


def _count_above_zero(apart: Real, weightings: NDArray[np.int8]) -> Real:
    """Of these weightings: how many give a positive sum."""
    columns = weightings.T.astype(np.float64)
    found = np.empty(len(apart))
    for rows in blocks(len(apart), len(weightings), BLOCK):
        found[rows] = np.count_nonzero(apart[rows] @ columns > SAME, axis=1)
    return found
