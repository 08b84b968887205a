"""Where candidates would stand under other weights and other answers, by seeded draws (SMAA-2).

Sources: Lahdelma & Salminen 2001; Tervonen & Figueira 2008. Equal scores share the better rank.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Real = NDArray[np.float64]
Single = NDArray[np.float32]
Whole = NDArray[np.int32]

LAW = "U20"
WOBBLE = 0.2
FEWEST_DRAWS, MOST_DRAWS, MOST_CELLS = 1_000, 10_000, 20_000_000
BLOCK = 2_000_000  # draws times candidates held at once
ALIKE = 0.8
"""Two candidates are told apart where one is ahead in at least so many draws."""
SAME = 2e-4  # points: what single precision leaves open


@dataclass(frozen=True)
class Places:
    """One value a candidate: ranks that hold in 90 % of the draws, and the shares of draws it comes first in."""

    low: Whole
    high: Whole
    first: Real


@dataclass(frozen=True)
class Order:
    """Along the ranking: how often each is ahead of the next (NaN for the last), and the tier it stands in, from 1."""

    ahead_of_next: Real
    tier: Whole


def count_draws(candidates: int) -> int:
    """As many draws as the work allows: 10,000 up to 2,000 candidates, never fewer than 1,000."""
    return min(MOST_DRAWS, max(FEWEST_DRAWS, MOST_CELLS // max(candidates, 1)))


def roughly_right(luck: np.random.Generator, weights: Real, count: int) -> Real:
    """U20: each weight off by up to 20 % either way."""
    return _normalised(weights * luck.uniform(1 - WOBBLE, 1 + WOBBLE, (count, len(weights))))


def seriously_doubted(luck: np.random.Generator, weights: Real, count: int) -> Real:
    """D100: Dirichlet around the weights, each off by a fifth to a quarter."""
    return np.asarray(luck.dirichlet(100 * weights / weights.sum(), count))


def no_opinion(luck: np.random.Generator, weights: Real, count: int) -> Real:
    """Dir1: every weighting as likely as any other."""
    return np.asarray(luck.dirichlet(np.ones(len(weights)), count))


LAWS = {"U20": roughly_right, "D100": seriously_doubted, "Dir1": no_opinion}


def _normalised(drawn: Real) -> Real:
    return np.asarray(drawn / drawn.sum(axis=1, keepdims=True))


def drawn_scores(
    luck: np.random.Generator, points: Real, weights: Real, errors: Real, degrees: Real, count: int
) -> Single:
    """Candidates × draws: the scores under weights that are roughly right and other answers of the same spread.

    `errors` are standard errors of the scores, 0 where no other answers are thought of; `degrees` those of their t.
    """
    normalised = LAWS[LAW](luck, weights, count).astype(np.float32)
    found: Single = points.astype(np.float32) @ normalised.T
    moving = np.flatnonzero(errors > 0)
    for start in range(0, len(moving), max(1, BLOCK // count)):
        rows = moving[start : start + max(1, BLOCK // count)]
        half = (degrees[rows, None] / 2).astype(np.float32)
        noise = luck.standard_normal((len(rows), count), dtype=np.float32)
        noise /= np.sqrt(luck.standard_gamma(half, (len(rows), count), dtype=np.float32) / half)
        found[rows] += errors[rows, None].astype(np.float32) * noise
    return found


def ranks_of(scores: Single) -> Whole:
    """Candidates × draws: one more than the number of candidates with a greater score in that draw."""
    found: Whole = np.empty(scores.shape, dtype=np.int32)
    size = max(1, BLOCK // max(len(scores), 1))
    for start in range(0, scores.shape[1], size):
        drawn = np.ascontiguousarray(scores[:, start : start + size].T)
        order = np.argsort(-drawn, axis=1)
        in_order = np.take_along_axis(drawn, order, axis=1)
        places = np.broadcast_to(np.arange(1, len(scores) + 1, dtype=np.int32), drawn.shape).copy()
        places[:, 1:][in_order[:, :-1] - in_order[:, 1:] <= SAME] = 0
        np.maximum.accumulate(places, axis=1, out=places)
        ranks = np.empty_like(places)
        np.put_along_axis(ranks, order, places, axis=1)
        found[:, start : start + size] = ranks.T
    return found


def places(ranks: Whole) -> Places:
    """The ranks at 5 % and 95 % of the draws, and how often each comes first."""
    draws = ranks.shape[1]
    cut = int(0.05 * draws)
    low, high, first = np.empty(len(ranks), np.int32), np.empty(len(ranks), np.int32), np.empty(len(ranks))
    size = max(1, BLOCK // draws)
    for start in range(0, len(ranks), size):
        rows = slice(start, start + size)
        first[rows] = (ranks[rows] == 1).mean(axis=1)
        in_order = np.partition(ranks[rows], (cut, draws - 1 - cut), axis=1)
        low[rows], high[rows] = in_order[:, cut], in_order[:, draws - 1 - cut]
    return Places(low, high, first)


def ahead(scores: Single, one: int, others: slice) -> Real:
    """The share of draws in which one candidate is ahead of each of the others; a tie counts half."""
    gap = scores[one] - scores[others]
    return np.asarray(((gap > SAME).mean(axis=1) + (gap >= -SAME).mean(axis=1)) / 2)


def order(scores: Single) -> Order:
    """Of candidates by published rank: a tier holds those that its first is not clearly ahead of."""
    count = len(scores)
    next_one = np.full(count, np.nan)
    for place in range(count - 1):
        next_one[place] = ahead(scores, place, slice(place + 1, place + 2))[0]
    tiers: Whole = np.ones(count, dtype=np.int32)
    leader, start, tier = 0, 1, 1
    while start < count:
        until = min(start + 64, count)
        apart = np.flatnonzero(ahead(scores, leader, slice(start, until)) >= ALIKE)
        if len(apart):
            start = leader = start + int(apart[0])
            tier += 1
            tiers[leader:] = tier
            start += 1
        else:
            start = until
    return Order(next_one, tiers)
