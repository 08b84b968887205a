"""Other ways to sum up the same ratings: medians, trimmed means, and scales whose steps are not worth the same.

One group of ratings is what one criterion of one candidate received.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Real = NDArray[np.float64]
Whole = NDArray[np.int64]

TRIMMED = 0.2
FEWEST_TRIMMED = 10


def means(groups: Whole, values: Real, size: int) -> Real:
    """The mean of each group; NaN where it is empty."""
    with np.errstate(invalid="ignore"):
        return np.asarray(np.bincount(groups, values, minlength=size) / np.bincount(groups, minlength=size))


def medians(groups: Whole, values: Real, size: int) -> Real:
    """The median of each group; NaN where it is empty."""
    counts, starts, in_order = _sorted(groups, values, size)
    found = np.full(size, np.nan)
    full = counts > 0
    low, high = (counts[full] - 1) // 2, counts[full] // 2
    found[full] = (in_order[starts[full] + low] + in_order[starts[full] + high]) / 2
    return found


def trimmed_means(groups: Whole, values: Real, size: int) -> Real:
    """The mean of each group without its lowest and highest fifth; NaN under ten ratings."""
    counts, starts, in_order = _sorted(groups, values, size)
    cut = (TRIMMED * counts + 1e-9).astype(np.int64)
    sums = np.concatenate([[0.0], np.cumsum(in_order)])
    found = np.full(size, np.nan)
    full = counts >= FEWEST_TRIMMED
    first, last = (starts + cut)[full], (starts + counts - cut)[full]
    found[full] = (sums[last] - sums[first]) / (last - first)
    return found


def _sorted(groups: Whole, values: Real, size: int) -> tuple[Whole, Whole, Real]:
    counts = np.bincount(groups, minlength=size)
    return counts, np.cumsum(counts) - counts, values[np.lexsort((values, groups))]


def convex(places: Real, steps: Real) -> Real:
    """What a note is worth, 0 to 1, where each step up counts more than the one before: 0, .1, .3, .6, 1 on 1 to 5.

    `places` say where on its scale a note stands, 0 to 1; `steps` how many steps that scale has.
    """
    return np.asarray(places * (places * steps + 1) / (steps + 1))


def concave(places: Real, steps: Real) -> Real:
    """The same where each step up counts less: 0, .4, .7, .9, 1 on 1 to 5."""
    return np.asarray(1 - convex(1 - places, steps))
