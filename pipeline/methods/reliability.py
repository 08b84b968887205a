"""Whether ratings can tell candidates apart at all: ICC(1) and Krippendorff's alpha, with their limits.

Both are near 0 when all candidates look alike, even if everyone agrees. Sources: Shrout & Fleiss 1979; Krippendorff
2011 (ordinal alpha, from value counts).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Real = NDArray[np.float64]
Whole = NDArray[np.int64]

FEWEST_RESAMPLED, RESAMPLES, BLOCK = 10, 1_000, 100
MOST_VALUES = 2_000
WORDS = ((0.50, "poor"), (0.75, "moderate"), (0.90, "good"), (float("inf"), "excellent"))


@dataclass(frozen=True)
class Reliability:
    """ICC(1) of one rating, of the mean of `raters`, and its 95 % interval; NaN where it cannot be computed."""

    single: float
    mean: float
    raters: float
    low: float
    high: float


def reliability(groups: Whole, values: Real, seed: int | None) -> Reliability:
    """ICC(1) of values nested in groups (one-way analysis of variance); the interval resamples whole groups.

    No interval under ten groups, or without a seed.
    """
    counts = np.bincount(groups).astype(np.float64)
    present = counts > 0
    means = np.bincount(groups, values)[present] / counts[present]
    within = np.bincount(groups, (values - (np.bincount(groups, values) / np.maximum(counts, 1))[groups]) ** 2)[present]
    counts = counts[present]
    centred = means - means.mean() if len(means) else means
    parts = np.column_stack(
        [np.ones_like(counts), counts, counts**2, counts * centred, counts * centred**2, within]
    )  # fmt: skip
    single, mean, raters = (float(one[0]) for one in _icc(parts.sum(axis=0)[None]))
    low = high = np.nan
    if seed is not None and len(counts) >= FEWEST_RESAMPLED and not np.isnan(single):
        luck = np.random.default_rng(seed)
        drawn = np.concatenate([_resampled(luck, parts) for _ in range(RESAMPLES // BLOCK)])
        low, high = (float(one) for one in np.nanquantile(drawn, (0.025, 0.975)))
    return Reliability(single, mean, raters, low, high)


def _resampled(luck: np.random.Generator, parts: Real) -> Real:
    size = len(parts)
    picked = luck.integers(0, size, (BLOCK, size)) + np.arange(BLOCK)[:, None] * size
    times = np.bincount(picked.ravel(), minlength=BLOCK * size).reshape(BLOCK, size)
    return _icc(times @ parts)[0]


def _icc(sums: Real) -> tuple[Real, Real, Real]:
    """ICC(1), ICC(1, k0) and k0 from sums over groups: of 1, n, n², n·mean, n·mean² and squares within."""
    groups, total, squares, first, second, within = sums.T
    with np.errstate(invalid="ignore", divide="ignore"):
        between = (second - first**2 / total) / (groups - 1)
        inside = within / (total - groups)
        raters = (total - squares / total) / (groups - 1)
        flat = between + (raters - 1) * inside <= 1e-12
        single = np.where(flat, np.nan, (between - inside) / (between + (raters - 1) * inside))
        mean = np.where(between <= 1e-12, np.nan, (between - inside) / between)
    unknown = (groups < 2) | (total <= groups)
    return tuple(np.where(unknown, np.nan, one) for one in (single, mean, raters))  # type: ignore[return-value]


def word(value: float) -> str:
    """`poor` to `excellent` (Koo & Li 2016), empty where there is no value."""
    return "" if np.isnan(value) else next(word for below, word in WORDS if value < below)


def alpha(units: Whole, values: Real, scale: str = "ordinal") -> float:
    """Krippendorff's alpha of values in units that may miss some; NaN where nothing varies or nothing is paired.

    `scale` is nominal, ordinal, interval or ratio.
    """
    _, unit, sizes = np.unique(units, return_inverse=True, return_counts=True)
    paired = sizes[unit] >= 2
    levels, codes = np.unique(values[paired], return_inverse=True)
    if not 2 <= len(levels) <= MOST_VALUES:
        return float("nan")
    _, unit = np.unique(unit[paired], return_inverse=True)
    width = len(levels)
    sizes = np.bincount(unit)
    counts = np.bincount(codes, minlength=width).astype(np.float64)
    coincidences = np.zeros((width, width))
    rows = max(1, 4_000_000 // width)
    order = np.argsort(unit, kind="stable")
    unit, codes = unit[order], codes[order]
    for start in range(0, len(sizes), rows):
        first, last = np.searchsorted(unit, (start, start + rows))
        many = min(rows, len(sizes) - start)
        table = np.bincount(
            (unit[first:last] - start) * width + codes[first:last], minlength=many * width
        ).reshape(many, width).astype(np.float64)  # fmt: skip
        over = 1 / (sizes[start : start + many] - 1)
        coincidences += (table * over[:, None]).T @ table - np.diag((table * over[:, None]).sum(axis=0))
    total = counts.sum()
    distance = _distances(levels, counts, scale)
    expected = float((np.outer(counts, counts) * distance).sum() / (total * (total - 1)))
    return float("nan") if expected <= 0 else 1 - float((coincidences * distance).sum() / total) / expected


def _distances(levels: Real, counts: Real, scale: str) -> Real:
    if scale == "nominal":
        return 1 - np.eye(len(levels))
    if scale == "ordinal":
        # The mean place of each value among all: two values are as far apart as the ratings between them.
        places = np.cumsum(counts) - counts / 2
        return np.asarray((places[:, None] - places) ** 2)
    apart = levels[:, None] - levels
    if scale == "interval":
        return np.asarray(apart**2)
    both = levels[:, None] + levels
    return np.asarray(np.where(both == 0, 0, apart / np.where(both == 0, 1, both)) ** 2)
