"""From one team's own series to how far it left its trend (interrupted time series; Turner et al. 2021).

Few periods make such intervals too narrow, whatever is done about autocorrelation: under 8 periods before and 4 after
nothing is said, and what is said compares a team with itself alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.methods.effects import interval

FEWEST_BEFORE, FEWEST_AFTER = 8, 4


@dataclass(frozen=True)
class Departure:
    """By how much the periods after lie above the trend before, on average, with its 95 % interval; not oriented."""

    size: float
    low: float
    high: float


def departure(times: Sequence[int], values: Sequence[float], count_before: int) -> Departure | None:
    """The mean gap between the level after and the trend before, from y = b0 + b1 t + b2 post + b3 (t - T0) post.

    `times` count periods, in order; the first `count_before` lie before. None with fewer than 8 before or 4 after.
    """
    count_after = len(times) - count_before
    if count_before < FEWEST_BEFORE or count_after < FEWEST_AFTER:
        return None
    t = np.array(times, float)
    post = np.arange(len(t)) >= count_before
    since = np.where(post, t - t[count_before], 0.0)
    design = np.column_stack([np.ones(len(t)), t - t[0], post, since])
    y = np.array(values, float)
    inverse = np.linalg.inv(design.T @ design)
    found = inverse @ design.T @ y
    residual = y - design @ found
    freedom = len(t) - design.shape[1]
    weights = np.array([0.0, 0.0, 1.0, since[post].mean()])
    size = float(weights @ found)
    error = float(np.sqrt(max(0.0, float(residual @ residual)) / freedom * (weights @ inverse @ weights)))
    low, high = interval(size, error, freedom)
    return Departure(size, low, high)
