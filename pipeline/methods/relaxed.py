"""What a portfolio problem with shares of candidates allowed tells about the one without: almost who is in and out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Real = NDArray[np.float64]

_ROUNDING = 1e-9
"""Of an amount that the solver computed, as a share."""
_PART = 1e-6  # of a candidate: less is the solver's rounding


@dataclass(frozen=True)
class Relaxed:
    """The problem with shares of candidates allowed, one number a column of the model.

    No choice is below `bound`, and one in which a candidate is not at its `end` is at least its `price` above it.
    """

    bound: float
    shares: Real
    ends: Real
    prices: Real
    count: int

    def nearest(self, count: int) -> Real:
        """What to fix for a first good choice: all but so many candidates whose change costs least (NaN: open)."""
        fixed = np.round(self.shares)
        fixed[np.abs(self.shares - fixed) > _PART] = np.nan
        fixed[np.argsort(self.prices[: self.count], kind="stable")[:count]] = np.nan
        fixed[self.count :] = np.nan
        return fixed

    def decided(self, best: float) -> Real:
        """What every choice at least as good as `best` has in common: all else costs too much (Balas and Zemel, 1980).

        NaN where it is open.
        """
        room = best - self.bound + _ROUNDING * max(abs(best), abs(self.bound))
        fixed = np.where(self.prices > room, self.ends, np.nan)
        fixed[self.count :] = np.nan
        return fixed
