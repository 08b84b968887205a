"""Whether scores given beforehand went with gains measured afterwards, and how little a few pilots can say of it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from pipeline.methods.effects import NORMAL, Numbers
from pipeline.methods.randomisation import DRAWS, SEED

FEWEST = 8  # below, points may be looked at and no coefficient is given
FEWEST_FOR_THIRDS = 30
FEWEST_FOR_TENTHS = 100


def ranks(values: Numbers) -> Numbers:
    """Ranks from 1; equal values share their mean rank."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    shared: Numbers = ends - (counts - 1) / 2
    return shared[place]


def rank_correlation(first: Numbers, second: Numbers) -> float | None:
    """Spearman's coefficient; None where one of the two does not vary."""
    one, other = ranks(first) - (len(first) + 1) / 2, ranks(second) - (len(second) + 1) / 2
    spread = math.sqrt(float(one @ one) * float(other @ other))
    return float(one @ other) / spread if spread else None


@dataclass(frozen=True)
class Interval:
    """A coefficient's standard error and 95 % interval."""

    standard_error: float
    low: float
    high: float


def interval(coefficient: float, count: int) -> Interval:
    """The interval of Spearman's coefficient by Fisher's z with the standard error of Bonett & Wright (2000).

    `standard_error` is on the coefficient's own scale. Refuses (ValueError) fewer than four pairs.
    """
    if count < 4:
        raise ValueError("four pairs at least")
    on_z = math.sqrt((1 + coefficient**2 / 2) / (count - 3))
    if abs(coefficient) >= 1:
        # A perfect order would have an interval of one point, as though repeating could not break it: that of the
        # nearest order stands for it, with two neighbours exchanged.
        nearest = interval(math.copysign(1 - 12 / (count * (count**2 - 1)), coefficient), count)
        return replace(nearest, **{"high" if coefficient > 0 else "low": coefficient})
    centre = math.atanh(coefficient)
    return Interval((1 - coefficient**2) * on_z, math.tanh(centre - NORMAL * on_z), math.tanh(centre + NORMAL * on_z))


def chance(first: Numbers, second: Numbers) -> float:
    """How often chance alone gives a coefficient at least as far from 0: the observed order and 9,999 drawn ones."""
    one, other = ranks(first) - (len(first) + 1) / 2, ranks(second) - (len(second) + 1) / 2
    draw = np.random.default_rng(SEED)
    orders = draw.permuted(np.broadcast_to(other, (DRAWS, len(other))), axis=1)
    observed = abs(float(one @ other))
    return float((1 + np.sum(np.abs(orders @ one) >= observed - 1e-9)) / (DRAWS + 1))


def unrestricted(coefficient: float, ratio: float) -> float:
    """What the coefficient would be had all been tried, not only the best (Thorndike's case 2): an illustration.

    `ratio` is the standard deviation of all scores over that of the tried ones.
    """
    return coefficient * ratio / math.sqrt(1 + coefficient**2 * (ratio**2 - 1))


def calibration(scores: Numbers, gains: Numbers) -> list[tuple[float, float, int]]:
    """Mean score, mean gain and number of pilots by part of the scores: halves, thirds from 30, tenths from 100.

    Empty below eight pilots. Lowest scores first.
    """
    count = len(scores)
    if count < FEWEST:
        return []
    parts = 2 if count < FEWEST_FOR_THIRDS else 3 if count < FEWEST_FOR_TENTHS else 10
    order = np.argsort(scores, kind="stable")
    return [(float(scores[own].mean()), float(gains[own].mean()), len(own)) for own in np.array_split(order, parts)]
