"""Where candidates would stand under other weights and other answers, by seeded draws (SMAA-2).

Sources: Lahdelma & Salminen 2001; Tervonen & Figueira 2008. Equal scores share the better rank.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from pipeline.methods.blocks import blocks, side_by_side

Real = NDArray[np.float64]
Single = NDArray[np.float32]
Whole = NDArray[np.int32]

LAW = "U20"
WOBBLE = 0.2
FEWEST_DRAWS, MOST_DRAWS, MOST_CELLS = 1_000, 10_000, 20_000_000
BLOCK = 2_000_000  # draws times candidates held at once
RANKED = 500_000  # the same while they are ranked: what is scattered should stay near
ALIKE = 0.8
"""Two candidates are told apart where one is ahead in at least so many draws."""
SAME = 2e-4  # points: what single precision leaves open
PLACES = 8_192
STEPS = np.float32(1e5)
"""How many steps of a point scores are ranked by: finer than what counts as the same."""
FARTHEST = np.float32(2**30)  # steps from 0, a hundred times the scale: beyond, a heavy tail makes no difference


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
    luck: np.random.Generator,
    points: Real,
    weights: Real,
    shifts: Real,
    errors: Real,
    degrees: Real,
    count: int,
) -> Single:
    """Candidates × draws: the scores under weights that are roughly right and other answers of the same spread.

    `shifts` lead from the published scores to where they are thought to be, `errors` say how far off that may be (both
    0 where no other answers are thought of); `degrees` are those of their t.
    """
    normalised = LAWS[LAW](luck, weights, count).astype(np.float32)
    found: Single = points.astype(np.float32) @ normalised.T
    found += shifts.astype(np.float32)[:, None]
    moving = np.flatnonzero(errors > 0)
    known, law = np.unique(degrees[moving], return_inverse=True)
    quantiles = [_equally_likely(one) for one in known.tolist()]
    places = list(blocks(len(moving), count, BLOCK))

    def move(block: slice, own_luck: np.random.Generator) -> None:
        for row, which in zip(moving[block].tolist(), law[block].tolist(), strict=True):
            drawn = np.frombuffer(own_luck.bytes(2 * count), np.uint16) % PLACES
            found[row] += np.float32(errors[row]) * quantiles[which][drawn]

    side_by_side(move, places, luck.spawn(len(places)))
    return found


def shares_beyond(points: Single, drawn: Single, above: float, below: float) -> tuple[Real, Real]:
    """The shares of drawn weights (columns) that put each candidate above the one line, and below the other."""
    higher, lower = np.empty(len(points)), np.empty(len(points))

    def share(rows: slice) -> None:
        scores = points[rows] @ drawn
        higher[rows] = np.count_nonzero(scores > above + SAME, axis=1)
        lower[rows] = np.count_nonzero(scores < below - SAME, axis=1)

    side_by_side(share, list(blocks(len(points), drawn.shape[1], BLOCK)))
    return higher / drawn.shape[1], lower / drawn.shape[1]


def _equally_likely(degrees: float) -> Single:
    """The middles of 8,192 equally likely parts of a t distribution, from low to high."""
    lower = stdtrit(degrees, (np.arange(PLACES // 2) + 0.5) / PLACES)
    found: Single = np.concatenate([lower, -lower[::-1]]).astype(np.float32)
    return found


def ranks_of(scores: Single) -> Whole:
    """Candidates × draws: one more than the number of candidates with a greater score in that draw.

    One whole number holds a score (in steps, from the best down) and its place in the result: sorting whole numbers
    takes half the time of sorting places by their scores.
    """
    size = len(scores)
    found: Whole = np.empty(scores.shape, dtype=np.int32)

    def rank(block: slice) -> None:
        steps = np.clip(np.ascontiguousarray(scores[:, block].T) * -STEPS, -FARTHEST, FARTHEST)
        draws = len(steps)
        both = (np.rint(steps).astype(np.int64) << 32) | (np.arange(draws)[:, None] + np.arange(size) * draws)
        both.sort(axis=1)
        ranks = np.empty(size * draws, np.int32)
        ranks[(both & 0xFFFFFFFF).ravel()] = _ranks_in_order(both >> 32)
        found[:, block] = ranks.reshape(size, draws)

    side_by_side(rank, list(blocks(scores.shape[1], size, RANKED)))
    return found


def _ranks_in_order(steps: NDArray[np.int64]) -> Whole:
    """The ranks of scores that stand in order along each row: those alike share the first one's."""
    tied = np.zeros(steps.shape, dtype=bool)
    tied[:, 1:] = np.diff(steps, axis=1) <= SAME * STEPS
    ranks = np.tile(np.arange(1, steps.shape[1] + 1, dtype=np.int32), len(steps))
    later = np.flatnonzero(tied)
    starts = np.diff(later, prepend=-1) != 1
    ranks[later] = ranks[later[starts] - 1][np.cumsum(starts) - 1]
    return ranks


def places(ranks: Whole) -> Places:
    """The ranks at 5 % and 95 % of the draws, and how often each comes first."""
    draws = ranks.shape[1]
    cut = int(0.05 * draws)
    low, high, first = np.empty(len(ranks), np.int32), np.empty(len(ranks), np.int32), np.empty(len(ranks))

    def place(rows: slice) -> None:
        first[rows] = np.count_nonzero(ranks[rows] == 1, axis=1) / draws
        in_order = np.partition(ranks[rows], (cut, draws - 1 - cut), axis=1)
        low[rows], high[rows] = in_order[:, cut], in_order[:, draws - 1 - cut]

    side_by_side(place, list(blocks(len(ranks), draws, BLOCK)))
    return Places(low, high, first)


def ahead(scores: Single, others: Single) -> Real:
    """The share of draws in which candidates are ahead of others (row by row, or one of all); a tie counts half."""
    gap = scores - others
    ahead_of = np.count_nonzero(gap > SAME, axis=1) + np.count_nonzero(gap >= -SAME, axis=1)
    return np.asarray(ahead_of / (2 * gap.shape[1]))


def order(scores: Single) -> Order:
    """Of candidates by published rank: a tier holds those that its first is not clearly ahead of."""
    count = len(scores)
    next_one = np.full(count, np.nan)

    def compare(rows: slice) -> None:
        next_one[rows] = ahead(scores[rows], scores[rows.start + 1 : rows.stop + 1])

    side_by_side(compare, list(blocks(count - 1, scores.shape[1], BLOCK)))
    tiers: Whole = np.ones(count, dtype=np.int32)
    leader, start, tier = 0, 1, 1
    while start < count:
        until = min(start + 64, count)
        apart = np.flatnonzero(ahead(scores[leader], scores[start:until]) >= ALIKE)
        if len(apart):
            start = leader = start + int(apart[0])
            tier += 1
            tiers[leader:] = tier
            start += 1
        else:
            start = until
    return Order(next_one, tiers)
