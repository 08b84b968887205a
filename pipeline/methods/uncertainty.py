"""How far the score of a few respondents may lie from that of many: intervals, smoothed scores and chances.

Variances are of one respondent's total, in squared points of score. Sources: Smyth 2004 (pooling by moments on log
variances, as in limma's squeezeVar), Efron & Morris 1975 (empirical-Bayes means).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import digamma, polygamma, stdtr, stdtrit

Real = NDArray[np.float64]

PRIOR_DEGREES, PRIOR_POINTS = 4.0, 15.0
"""What is assumed where too few candidates tell how much respondents differ."""
FEWEST_POOLED = 30
MOST_DEGREES = 50.0
LEAST_BETWEEN = 5.0  # points: estimated from few candidates it would be 0 in a quarter of campaigns
LEVEL = 0.95
NOTHING = 1e-9


@dataclass(frozen=True)
class Pool:
    """What all candidates together say of the variance of one respondent, and how many degrees that is worth."""

    degrees: float
    variance: float
    estimated: bool


@dataclass(frozen=True)
class Smoothing:
    """What scores are pulled towards: the mean of `count` candidates, their true variance, the mean of their errors."""

    mean: float
    between: float
    error: float
    count: int


@dataclass(frozen=True)
class Chances:
    """The probability of each verdict, one value a candidate; the three add up to 1."""

    pilot: Real
    deepen: Real
    alternatives: Real


def pooled(variances: Real, degrees: Real) -> Pool:
    """The pool of the candidates' variances (each with its degrees, 0 where one respondent says nothing).

    Under 30 candidates with a variance it is the prior. A variance of exactly 0 takes no part in the estimate: its
    logarithm says nothing.
    """
    usable = (degrees > 0) & (variances > NOTHING)
    if usable.sum() < FEWEST_POOLED:
        return Pool(PRIOR_DEGREES, PRIOR_POINTS**2, estimated=False)
    half = degrees[usable] / 2
    z = np.log(variances[usable]) - digamma(half) + np.log(half)
    spread = float(z.var(ddof=1) - polygamma(1, half).mean())
    if spread <= 0:
        return Pool(MOST_DEGREES, float(np.exp(z.mean())), estimated=True)
    prior_half = _trigamma_inverse(spread)
    variance = float(np.exp(z.mean() + digamma(prior_half) - np.log(prior_half)))
    return Pool(min(2 * prior_half, MOST_DEGREES), variance, estimated=True)


def _trigamma_inverse(value: float) -> float:
    """The y with trigamma(y) = value, by Newton's method on 1 / trigamma (Smyth 2004, appendix)."""
    y = 0.5 + 1 / value
    for _ in range(60):
        known = float(polygamma(1, y))
        step = known * (1 - known / value) / float(polygamma(2, y))
        y += step
        if abs(step) < 1e-10 * y:
            break
    return y


def moderated(variances: Real, degrees: Real, pool: Pool) -> Real:
    """Each variance drawn towards the pool's, by the degrees behind either."""
    known: Real = (np.where(degrees > 0, degrees * variances, 0) + pool.degrees * pool.variance) / (
        degrees + pool.degrees
    )
    return known


def interval(scores: Real, errors: Real, degrees: Real, lowest: float, highest: float) -> tuple[Real, Real]:
    """The 95 % interval of each score (`errors` are variances of the score), within the range of the grid."""
    half = stdtrit(degrees, (1 + LEVEL) / 2) * np.sqrt(errors)
    return np.clip(scores - half, lowest, highest), np.clip(scores + half, lowest, highest)


def smoothing(scores: Real, errors: Real) -> Smoothing:
    """The mean and the true variance between candidates that these scores, with these errors, show."""
    between = float(scores.var(ddof=1) - errors.mean()) if len(scores) > 1 else 0.0
    return Smoothing(float(scores.mean()), max(between, LEAST_BETWEEN**2), float(errors.mean()), len(scores))


def smoothed(scores: Real, errors: Real, known: Smoothing) -> tuple[Real, Real]:
    """Each score drawn towards the mean by its own error, and the standard deviation of where it truly is.

    A weak score of few respondents rises: the smoothed score is not a prudent one. One candidate alone stays.
    """
    if known.count < 2:
        return scores.copy(), np.sqrt(errors)
    own = known.between / (known.between + errors)
    variance = own * errors + (1 - own) ** 2 * (known.between + known.error) / known.count
    return known.mean + own * (scores - known.mean), np.sqrt(variance)


def chances(centres: Real, deviations: Real, degrees: Real, pilot_above: float, alternatives_below: float) -> Chances:
    """The probability that the score of many would be above, between and below the thresholds."""
    pilot = stdtr(degrees, (centres - pilot_above) / deviations)
    alternatives = stdtr(degrees, (alternatives_below - centres) / deviations)
    return Chances(pilot, np.clip(1 - pilot - alternatives, 0, 1), alternatives)


def answers_needed(chance: Callable[[int], Real], wanted: float, most: int) -> Real:
    """The fewest further answers, 1 to `most`, with which the chance reaches what is wanted; NaN where so many do not.

    `chance` tells that of each candidate once so many more people have answered.
    """
    found = np.full(len(chance(0)), np.nan)
    for more in range(most, 0, -1):
        found[chance(more) >= wanted] = more
    return found


def chances_after(
    scores: Real, variances: Real, counts: Real, degrees: Real, known: Smoothing, lines: tuple[float, float], more: int
) -> Chances:
    """The chances once so many more people answered like those who did: the same score, the same spread."""
    centres, deviations = smoothed(scores, variances / (counts + more), known)
    return chances(centres, deviations, degrees + more, *lines)
