"""Whether the people who rated one thing agree, one group of ratings at a time.

Sources: James, Demaree & Wolf 1984 (r_wg), Burke & Dunlap 2002 (average deviation), LeBreton & Senter 2008 (words).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Real = NDArray[np.float64]
Whole = NDArray[np.int64]

FEWEST = 3
INDICATIVE_BELOW = 5
"""Under five ratings even random ones can look like agreement (Harvey & Hollander 2004)."""
CLOSE = 1e-9
WORDS = ((0.30, "lack"), (0.50, "weak"), (0.70, "moderate"), (0.90, "strong"), (float("inf"), "very_strong"))


@dataclass(frozen=True)
class Agreement:
    """One value a group; NaN where fewer than two rated. Camps: who is in the lowest and the highest two fifths."""

    counts: Whole
    r_wg: Real
    deviation: Real
    count_low: Whole
    count_high: Whole


def agreement(groups: Whole, values: Real, lowest: Real, highest: Real, steps: Real) -> Agreement:
    """The agreement of each group; `groups` numbers the group of each value, the rest holds one value a group.

    r_wg is 1 less the variance over that of answers spread evenly over the scale; below 0 there are two camps.
    """
    size = len(lowest)
    counts = np.bincount(groups, minlength=size)
    with np.errstate(invalid="ignore", divide="ignore"):
        means = np.bincount(groups, values, minlength=size) / counts
        apart = values - means[groups]
        variance = np.bincount(groups, apart**2, minlength=size) / (counts - 1)
        even = ((highest - lowest) / steps + 1) ** 2 - 1
        r_wg = 1 - variance / (even / 12 * steps**2)
        deviation = np.bincount(groups, np.abs(apart), minlength=size) / counts
    few = counts < 2
    r_wg[few] = deviation[few] = np.nan
    fifths = (values - lowest[groups]) / ((highest - lowest)[groups] + steps[groups])
    return Agreement(
        counts, r_wg, deviation,
        np.bincount(groups[fifths < 0.4 - 1e-9], minlength=size),
        np.bincount(groups[fifths >= 0.6 - 1e-9], minlength=size),
    )  # fmt: skip


def acceptable_deviation(lowest: float, highest: float, step: float) -> float:
    """The mean deviation up to which ratings on this scale count as agreeing: a sixth of its number of points."""
    return ((highest - lowest) / step + 1) / 6 * step


def words(found: Agreement) -> NDArray[np.object_]:
    """One word a group: `lack` to `very_strong`, `two_camps`, or `too_few`."""
    most, names = zip(*WORDS, strict=True)
    known = np.nan_to_num(found.r_wg, nan=1.0)
    spoken = np.array(names, dtype=object)[np.searchsorted(np.array(most) + CLOSE, known)]
    spoken[(known < 0) & (found.count_low > 0) & (found.count_high > 0)] = "two_camps"
    spoken[(found.counts < FEWEST) | np.isnan(found.r_wg)] = "too_few"
    return spoken
