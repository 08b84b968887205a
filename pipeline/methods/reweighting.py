"""Whether other weights than the stated ones would have foretold gains better: shrunk towards what was voted.

Where weights are nearly right, refitting never wins (Dawes, 1979): so a set of weights is only offered where it
predicts pilots that it has not seen clearly better than the stated ones do.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from pipeline.methods.effects import Numbers, without_noise

_Fit = Callable[[Numbers, Numbers], Numbers]

STRENGTHS = (2.0, 10.0, 50.0)
"""Of the pull towards the stated weights, in pilots: so many would have to contradict them to weigh as much."""


@dataclass(frozen=True)
class Refit:
    """Weights that sum to one, the pull they were found with, and how much better they predict an unseen pilot.

    `gained` is the mean fall of the squared error of a pilot left out, `gained_error` its standard error.
    """

    weights: Numbers
    strength: float
    gained: float
    gained_error: float

    @property
    def better(self) -> bool:
        """Whether they predict better than the stated ones by more than one standard error."""
        return self.gained > self.gained_error


def shares(weights: Numbers) -> Numbers:
    """Weights on the scale on which they sum to one."""
    scaled: Numbers = weights / weights.sum()
    return scaled


def slope(means: Numbers, gains: Numbers, weights: Numbers) -> float:
    """What one point of the mean under some weights goes with in gain, never below 0; 0 where they do not vary.

    `means` holds a row a pilot and a column a criterion, on one scale for all criteria.
    """
    centred = (means - means.mean(axis=0)) @ shares(weights)
    spread = float(centred @ centred)
    return max(0.0, float(centred @ (gains - gains.mean())) / spread) if spread > 0 else 0.0


def coefficients(means: Numbers, gains: Numbers, weights: Numbers, strength: float) -> Numbers:
    """Coefficients, none below 0, that fit the gains and are pulled towards the stated weights times their slope."""
    from scipy.optimize import nnls

    centred = means - means.mean(axis=0)
    penalty = math.sqrt(strength * float((centred**2).sum(axis=0).mean()) / len(means))
    stated = slope(means, gains, weights) * shares(weights)
    rows = np.vstack([centred, penalty * np.eye(means.shape[1])])
    found: Numbers = nnls(rows, np.concatenate([gains - gains.mean(), penalty * stated]))[0]
    return found


def refit(means: Numbers, gains: Numbers, weights: Numbers, strengths: Sequence[float] = STRENGTHS) -> Refit | None:
    """The weights of the pull that predicts best what it has not seen; None where the stated weights foretell nothing.

    Each pilot is left out in turn; the stated weights get a slope of their own each time. Refuses (ValueError) fewer
    than three pilots.
    """
    if len(gains) < 3:
        raise ValueError("three pilots at least")
    if slope(means, gains, weights) == 0:
        return None
    stated = _errors(means, gains, lambda rest, known: slope(rest, known, weights) * shares(weights))
    tried = []
    for strength in strengths:
        errors = _errors(means, gains, partial(_pulled, weights, strength))
        tried.append((float(errors.mean()), strength, stated - errors))
    _, strength, gained = min(tried, key=lambda one: one[:2])
    found = coefficients(means, gains, weights, strength)
    if found.sum() <= 0:
        return None
    return Refit(shares(found), strength, float(gained.mean()), float(gained.std(ddof=1)) / math.sqrt(len(gained)))


def _pulled(weights: Numbers, strength: float, means: Numbers, gains: Numbers) -> Numbers:
    return coefficients(means, gains, weights, strength)


def _errors(means: Numbers, gains: Numbers, fitted: _Fit) -> Numbers:
    """The squared error of each pilot's gain, told by all others."""
    errors, scale = np.empty(len(gains)), float(np.abs(gains).max())
    for place in range(len(gains)):
        rest = np.arange(len(gains)) != place
        known, seen = gains[rest], means[rest]
        told = known.mean() + (means[place] - seen.mean(axis=0)) @ fitted(seen, known)
        errors[place] = without_noise(float(gains[place] - told), scale) ** 2
    return errors
