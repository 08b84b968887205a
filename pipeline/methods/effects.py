"""From one change a team to the difference between trained and comparison teams, and how sure it is.

A panel is an array of teams (rows) by periods (columns), NaN where a team was not measured. Effects are in the KPI's
unit and not oriented: a caller multiplies by the good direction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.special import fdtrc, ndtr, stdtr, stdtrit

from pipeline.methods.change import STEADY_BASELINE

Numbers: TypeAlias = npt.NDArray[np.float64]
Flags: TypeAlias = npt.NDArray[np.bool_]

CONFIDENCE = 0.95
POWER = 0.80
NORMAL = float(stdtrit(np.inf, (1 + CONFIDENCE) / 2))
NOISE = 1e-12  # of the largest measure: a thousand times what adding doubles up leaves
LARGE_GROUP = 10  # from ten teams on each side unequal variances can be told; below, Welch's interval is too short


@dataclass(frozen=True)
class Difference:
    """Mean of the trained minus mean of the others. `standard_error` lets variances differ (Welch, with its degrees of
    freedom; None where a group has one team), `standard_error_pooled` assumes one variance (None under three teams)."""

    effect: float
    standard_error: float | None
    freedom: float | None
    standard_error_pooled: float | None
    freedom_pooled: int


@dataclass(frozen=True)
class Adjusted:
    """The difference between the groups after the training at an equal baseline, and its standard error.

    One number a team (0 where it takes no part): how much one more after the training adds to the effect, and what
    the regression leaves unexplained, over the root of its degrees of freedom.
    """

    effect: float
    standard_error: float
    weights: Numbers
    residuals: Numbers
    count: int


def without_noise(value: float, scale: float) -> float:
    """Zero where a number is only what doubles leave of equal decimals; `scale` is the largest measure's size."""
    return 0.0 if abs(value) <= NOISE * scale else value


def side_means(values: Numbers) -> Numbers:
    """Each team's mean over the periods of one window; NaN where it has none.

    Where some teams miss periods, what the periods have in common (additive team and period effects, least squares
    over all teams, whatever their group) is taken out first, so that a missing season is not a change.
    """
    seen = ~np.isnan(values)
    counts = seen.sum(axis=1)
    filled = np.where(seen, values, 0.0)
    present = counts > 0
    means = np.full(len(values), np.nan)
    if not present.any():
        return means
    measured = seen.any(axis=0)
    if not seen[np.ix_(present, measured)].all():
        filled = np.where(seen, values - _period_effects(filled, seen, counts), 0.0)
    means[present] = filled[present].sum(axis=1) / counts[present]
    return means


def plain_means(values: Numbers) -> Numbers:
    """Each team's mean over the periods it was measured in, whatever the others miss; NaN where there is none."""
    seen = ~np.isnan(values)
    with np.errstate(invalid="ignore"):
        means: Numbers = np.where(seen, values, 0.0).sum(axis=1) / seen.sum(axis=1)
    return means


def _period_effects(filled: Numbers, seen: Flags, counts: npt.NDArray[np.int64]) -> Numbers:
    """Period effects with mean zero over the measured periods, least squares with team effects."""
    rows = counts > 0
    cells, weight = seen[rows].astype(float), 1.0 / counts[rows]
    system = np.diag(cells.sum(axis=0)) - (cells * weight[:, None]).T @ cells
    right = filled[rows].sum(axis=0) - cells.T @ (filled[rows].sum(axis=1) * weight)
    effects: Numbers = np.linalg.lstsq(system, right, rcond=None)[0]
    measured = cells.any(axis=0)
    return np.where(measured, effects - effects[measured].mean(), 0.0)


def difference(changes: Numbers, trained: Flags) -> Difference:
    """The collapsed difference-in-differences: one change a team (Bertrand, Duflo & Mullainathan 2004).

    Refuses (ValueError) a group without teams.
    """
    ours, others = changes[trained], changes[~trained]
    k, c = len(ours), len(others)
    if not k or not c:
        raise ValueError("both groups need a team")
    effect = float(ours.mean() - others.mean())
    squares = float(((ours - ours.mean()) ** 2).sum() + ((others - others.mean()) ** 2).sum())
    freedom = k + c - 2
    pooled = float(np.sqrt(squares / freedom * (1 / k + 1 / c))) if freedom > 0 else None
    if k < 2 or c < 2:
        return Difference(effect, None, None, pooled, freedom)
    parts = np.array([ours.var(ddof=1) / k, others.var(ddof=1) / c])
    total = float(parts.sum())
    welch = float(total**2 / (parts**2 / [k - 1, c - 1]).sum()) if total else float(freedom)
    return Difference(effect, float(np.sqrt(total)), welch, pooled, freedom)


def is_large(count_trained: int, count_comparison: int) -> bool:
    """Whether both groups are large enough for an interval that lets their variances differ."""
    return min(count_trained, count_comparison) >= LARGE_GROUP


def unevenness(changes: Numbers, trained: Flags) -> float | None:
    """How often chance alone makes the smaller group's teams differ so much more among themselves than the others do.

    A one-sided F test. None where a group has one team, or where the larger group's teams all changed alike. Where it
    is small, exchanging teams between the groups finds differences too often: the smaller group's mean is less sure
    than the test takes it to be.
    """
    small, large = sorted((changes[trained], changes[~trained]), key=len)
    if len(small) < 2 or len(small) == len(large):
        return None
    calm = float(large.var(ddof=1))
    return float(fdtrc(len(small) - 1, len(large) - 1, small.var(ddof=1) / calm)) if calm > 0 else None


def interval(effect: float, standard_error: float, freedom: float, level: float = CONFIDENCE) -> tuple[float, float]:
    """The t interval of an estimate."""
    width = float(stdtrit(freedom, (1 + level) / 2)) * standard_error
    return effect - width, effect + width


def p_of_t(effect: float, standard_error: float, freedom: float) -> float:
    """The two-sided p of a t test; 1 where estimate and standard error are both zero."""
    if standard_error == 0:
        return 1.0 if effect == 0 else 0.0
    return float(2 * stdtr(freedom, -abs(effect / standard_error)))


def detectable_factor(count_teams: int, count_trained: int) -> float:
    """The smallest difference that a 5 % test finds four times in five, in standard deviations of a team's change."""
    spread = np.sqrt(1 / count_trained + 1 / (count_teams - count_trained))
    return float(_both_quantiles(count_teams - 2) * spread)


def smallest_detectable(standard_error: float, freedom: float) -> float:
    """The same in the KPI's unit, from the standard error of the difference."""
    return _both_quantiles(freedom) * standard_error


def _both_quantiles(freedom: float) -> float:
    return float(stdtrit(freedom, (1 + CONFIDENCE) / 2) + stdtrit(freedom, POWER))


def adjusted_difference(before: Numbers, after: Numbers, trained: Flags) -> Adjusted | None:
    """The after-difference at an equal baseline (analysis of covariance; Vickers & Altman 2001), pooled standard error.

    None under four teams with both measures or where all baselines are equal within the groups.
    """
    known = ~(np.isnan(before) | np.isnan(after))
    x, y, group = before[known], after[known], trained[known]
    if len(x) < 4 or not group.any() or group.all():
        return None
    within_x, within_y = x.copy(), y.copy()
    for side in (group, ~group):
        within_x[side] -= x[side].mean()
        within_y[side] -= y[side].mean()
    squares = float(within_x @ within_x)
    if squares <= 1e-18 * max(1.0, float(x @ x)):
        return None
    slope = float(within_x @ within_y) / squares
    apart = float(x[group].mean() - x[~group].mean())
    weights, residuals = np.zeros((2, len(before)))
    weights[known] = np.where(group, 1 / group.sum(), -1 / (~group).sum()) - apart * within_x / squares
    residuals[known] = (within_y - slope * within_x) / np.sqrt(len(x) - 3)
    effect = float(y[group].mean() - y[~group].mean()) - slope * apart
    return Adjusted(effect, pooled_error([weights], [residuals]), weights, residuals, len(x))


def adjusted_average(parts: Sequence[Adjusted], shares: Sequence[float]) -> Adjusted:
    """The weighted mean of comparisons at an equal baseline, made among the same teams: cohort by cohort.

    Comparisons that share teams are not independent ones: what they leave unexplained is taken to vary together as it
    does over the teams that both hold.
    """
    portions = np.array(shares, float) / np.sum(shares)
    weights = [portion * part.weights for portion, part in zip(portions, parts, strict=True)]
    residuals = [part.residuals for part in parts]
    effect = float(portions @ [part.effect for part in parts])
    count = int(np.any([part.weights != 0 for part in parts], axis=0).sum())
    return Adjusted(
        effect, pooled_error(weights, residuals), np.sum(weights, axis=0), portions @ np.array(residuals), count
    )


def pooled_error(weights: Sequence[Numbers], residuals: Sequence[Numbers]) -> float:
    """The standard error of a sum of weighted measures of independent teams that all vary alike.

    One row a measure and one number a team; residuals are over the root of their degrees of freedom.
    """
    shared = np.array(weights) @ np.array(weights).T
    left = np.array(residuals) @ np.array(residuals).T
    return float(np.sqrt(max(0.0, float((shared * left).sum()))))


def slopes(values: Numbers) -> Numbers:
    """Each team's least-squares change per period over these columns; NaN with fewer than two measures."""
    seen = ~np.isnan(values)
    counts = seen.sum(axis=1)
    periods = np.where(seen, np.arange(values.shape[1], dtype=float), 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        centred = np.where(seen, periods - (periods.sum(axis=1) / counts)[:, None], 0.0)
        found: Numbers = (centred * np.where(seen, values, 0.0)).sum(axis=1) / (centred**2).sum(axis=1)
    return np.where(counts >= 2, found, np.nan)


def expected_rebound(mean: float, between: float, within: float, cutoff: float, periods: int = 1) -> float:
    """How far a group chosen for lying below `cutoff` rises by itself (Barnett, van der Pols & Dobson 2005).

    `between` and `within` are standard deviations of teams and of one measure; the baseline is a mean of `periods`.
    """
    noise = within**2 / periods
    spread = float(np.sqrt(between**2 + noise))
    z = (mean - cutoff) / spread
    density = float(np.exp(-z * z / 2) / np.sqrt(2 * np.pi))
    return noise / spread * density / float(ndtr(-z))


def false_discoveries(p_values: Numbers) -> Numbers:
    """Each p adjusted so that, kept where it is at most q, a share of at most q of what is kept is false.

    Benjamini & Hochberg (1995); NaN stays NaN and counts for nothing.
    """
    adjusted = np.full(len(p_values), np.nan)
    known = np.flatnonzero(~np.isnan(p_values))
    if not len(known):
        return adjusted
    order = known[np.argsort(-p_values[known], kind="stable")]
    scaled = p_values[order] * len(known) / np.arange(len(known), 0, -1)
    adjusted[order] = np.minimum(np.minimum.accumulate(scaled), 1.0)
    return adjusted


def evidence_rung(
    *,
    testable: bool,
    randomised: bool,
    periods_before: int,
    trends_apart: bool,
    estimators_disagree: bool,
    placebo_and_second_agree: bool,
) -> int:
    """The rung of a comparison: 4 a description, 5 a difference with an exact test, 6 one that placebo and second
    estimator support.

    Without drawn lots, fewer than four periods before, trends that were apart before the training or two estimators of
    opposite sign leave it a description, whatever its p.
    """
    if not testable:
        return 4
    if not randomised and (periods_before < STEADY_BASELINE or trends_apart or estimators_disagree):
        return 4
    return 6 if placebo_and_second_agree else 5
