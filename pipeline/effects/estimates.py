"""From one comparison's rows to its estimate, its parts by cohort and time, and what the others did meanwhile."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from pipeline.effects import panels, parts
from pipeline.effects.panels import Panel, Question
from pipeline.methods import effects, group_time, randomisation
from pipeline.methods.effects import Flags, Numbers
from pipeline.methods.group_time import Cell

FEWEST_FOR_TREND = 3
IN_THE_UNIT = (
    "effect", "effect_low", "effect_high", "standard_error", "standard_error_pooled", "minimum_detectable_effect",
    "second_effect", "placebo", "placebo_low", "placebo_high", "expected_rebound", "value_before", "value_after",
)  # fmt: skip
"""An estimate's numbers in the KPI's unit."""


@dataclass(frozen=True)
class Estimate:
    """What one comparison gives, oriented: above 0 the trained teams did better. None where it cannot be computed."""

    count_trained: int = 0
    count_comparison: int = 0
    estimator: str = "none"
    effect: float | None = None
    effect_low: float | None = None
    effect_high: float | None = None
    standard_error: float | None = None
    standard_error_pooled: float | None = None
    p_value: float | None = None
    smallest_p: float | None = None
    minimum_detectable_effect: float | None = None
    second_effect: float | None = None
    second_p: float | None = None
    placebo: float | None = None
    placebo_low: float | None = None
    placebo_high: float | None = None
    placebo_p: float | None = None
    expected_rebound: float | None = None
    started_lower: bool = False
    uneven: bool = False
    periods_before: int = 0
    value_before: float | None = None
    value_after: float | None = None


@dataclass(frozen=True)
class Answer:
    """A question's estimate, its parts by cohort, time and period, and the comparison teams' change team by team."""

    question: Question
    estimate: Estimate
    parts: list[dict[str, object]]
    meanwhile: list[dict[str, Any]]


def answered(question: Question) -> Answer:
    """What a question's design gives, without what doubles leave of equal decimals."""
    found = _answered(question)
    scale = float(np.abs(question.rows["value"].to_numpy(dtype=float)).max(initial=0.0))
    known = {name: value for name in IN_THE_UNIT if (value := getattr(found.estimate, name)) is not None}
    told: dict[str, Any] = {name: effects.without_noise(value, scale) for name, value in known.items()}
    for row in found.meanwhile:
        row["comparison_change"] = effects.without_noise(row["comparison_change"], scale)
    return dataclasses.replace(found, estimate=dataclasses.replace(found.estimate, **told))


def _answered(question: Question) -> Answer:
    """The estimate that fits the question's design.

    A common start, or windows that the rows state themselves: one change a team. Several starts: cohort by cohort.
    """
    cohorts = panels.patterns(question)
    if panels.rests_on_phases(question):
        return _two_sided(question, panels.sides_of(question, cohorts[0] if len(cohorts) == 1 else None), [])
    panel = panels.staggered(question, cohorts)
    listed = parts.parts_of(question, panel, group_time.cells(panel.values, panel.cohorts, panel.windows))
    if question.randomised or len(cohorts) == 1:
        return _two_sided(question, panels.sides_of(question, cohorts[-1]), listed)
    usable = [
        cohort
        for place, (cohort, own) in enumerate(zip(cohorts, panel.windows, strict=True), start=1)
        if _measured_on_both(panel.values[panel.cohorts == place], own).any()
    ]
    if (panel.cohorts == 0).any() and len(usable) <= 1:
        one = usable[0] if usable else cohorts[0]
        others = question.rows["is_trained"] & ~question.rows["team_id"].isin(one.teams)
        sides = np.where(others, panels.NEITHER, panels.sides_of(question, one))
        return _two_sided(question, sides, listed)
    return _staggered(question, panel)


def _measured_on_both(values: Numbers, windows: group_time.Windows) -> Flags:
    seen = ~np.isnan(values)
    before: Flags = np.any(seen[:, list(windows.before)], axis=1)
    after: Flags = np.any(seen[:, list(windows.after)], axis=1)
    return before & after


def _two_sided(question: Question, sides: randomisation.Whole, listed: list[dict[str, object]]) -> Answer:
    panel = panels.two_sided(question, sides)
    before, after = (panel.values[:, list(columns)] for columns in dataclasses.astuple(panel.windows[0]))
    starts, ends = effects.side_means(before), effects.side_means(after)
    changes = ends if question.randomised else ends - starts
    known = ~np.isnan(changes)
    trained = panel.cohorts > 0
    ours = trained & known if known[trained].any() else trained
    measured = (~np.isnan(before[trained])).any(axis=0)
    periods = {panel.periods[column] for column in np.array(panel.windows[0].before, int)[measured]}
    estimate = Estimate(
        count_trained=int((known & trained).sum()),
        count_comparison=int((known & ~trained).sum()),
        periods_before=len(periods),
        value_before=_mean(starts[ours]),
        value_after=_mean(ends[ours]),
    )
    if estimate.count_trained and estimate.count_comparison:
        kept = panels.without(panel, known)
        estimate = _compared(question, estimate, kept, changes[known], starts[known], ends[known], before[known])
    return Answer(question, estimate, listed, parts.meanwhile(question, panel))


def _compared(
    question: Question,
    estimate: Estimate,
    panel: Panel,
    changes: Numbers,
    starts: Numbers,
    ends: Numbers,
    before: Numbers,
) -> Estimate:
    trained = panel.cohorts > 0
    k, c = estimate.count_trained, estimate.count_comparison
    found = effects.difference(changes, trained)
    possible = randomisation.assignments(panel.cohorts, panel.strata)
    if effects.is_large(k, c) and found.standard_error and found.freedom:
        p_value, critical = randomisation.studentised(changes, trained, possible)
        low, high = effects.interval(found.effect, found.standard_error, found.freedom)
        if _contradicts(p_value, low, high):
            low, high = (found.effect + side * critical * found.standard_error for side in (-1, 1))
    else:
        chance = randomisation.of_two_groups(changes, trained, possible)
        p_value = chance.p_value()
        low, high = chance.interval()
        if possible.smallest_p > randomisation.LEVEL and found.standard_error_pooled is not None:
            low, high = effects.interval(found.effect, found.standard_error_pooled, found.freedom_pooled)
    uneven = not question.randomised and not effects.is_large(k, c) and _is_uneven(changes, trained)
    if uneven and found.standard_error and found.freedom:
        low, high = effects.interval(found.effect, found.standard_error, found.freedom)
    sign = question.direction
    return dataclasses.replace(
        estimate,
        estimator="after_difference" if question.randomised else "difference_in_differences",
        **_oriented(found.effect, low, high, sign),
        standard_error=found.standard_error,
        standard_error_pooled=found.standard_error_pooled,
        p_value=p_value,
        smallest_p=possible.smallest_p,
        minimum_detectable_effect=(
            None
            if found.standard_error_pooled is None
            else effects.smallest_detectable(found.standard_error_pooled, found.freedom_pooled)
        ),
        **_second(effects.adjusted_difference(starts, ends, trained), found.effect, sign),
        started_lower=_started_lower(starts, trained, sign),
        uneven=uneven,
        **_trend(before, trained, panel.strata, sign),
    )


def _contradicts(p_value: float, low: float, high: float) -> bool:
    """Whether an interval leaves out zero, which the test does not refuse."""
    return p_value > randomisation.LEVEL and (low > 0 or high < 0)


def _is_uneven(changes: Numbers, trained: Flags) -> bool:
    uneven = effects.unevenness(changes, trained)
    return uneven is not None and uneven <= randomisation.LEVEL


def _oriented(effect: float, low: float, high: float, sign: int) -> dict[str, Any]:
    ends = sorted((sign * low, sign * high))
    return {
        "effect": sign * effect,
        "effect_low": ends[0] if math.isfinite(ends[0]) else None,
        "effect_high": ends[1] if math.isfinite(ends[1]) else None,
    }


def _second(adjusted: effects.Adjusted | None, effect: float, sign: int, cohorts: int = 1) -> dict[str, Any]:
    """The estimate at an equal baseline; what the first one has more is the rebound that a low start lets expect."""
    if adjusted is None:
        return {}
    freedom = max(1, adjusted.count - cohorts - 2)
    return {
        "second_effect": sign * adjusted.effect,
        "second_p": effects.p_of_t(adjusted.effect, adjusted.standard_error, freedom),
        "expected_rebound": sign * (effect - adjusted.effect),
    }


def _started_lower(starts: Numbers, trained: Flags, sign: int) -> bool:
    ours, others = _mean(starts[trained]), _mean(starts[~trained])
    return ours is not None and others is not None and sign * (ours - others) < 0


def _trend(before: Numbers, trained: Flags, strata: randomisation.Whole | None, sign: int) -> dict[str, Any]:
    """How much more per period the trained teams moved before the training: 0 if both groups went the same way."""
    if before.shape[1] < FEWEST_FOR_TREND:
        return {}
    slopes = effects.slopes(before)
    known = ~np.isnan(slopes)
    ours = trained[known]
    if not ours.any() or ours.all():
        return {}
    found = effects.difference(slopes[known], ours)
    possible = randomisation.assignments(ours.astype(np.int64), None if strata is None else strata[known])
    chance = randomisation.of_two_groups(slopes[known], ours, possible)
    if effects.is_large(int(ours.sum()), int((~ours).sum())) and found.standard_error and found.freedom:
        low, high = effects.interval(found.effect, found.standard_error, found.freedom)
    elif found.standard_error_pooled is not None:
        low, high = effects.interval(found.effect, found.standard_error_pooled, found.freedom_pooled)
    else:
        return {}
    ends = sorted((sign * low, sign * high))
    return {
        "placebo": sign * found.effect,
        "placebo_low": ends[0],
        "placebo_high": ends[1],
        "placebo_p": chance.p_value(),
    }


def _mean(values: Numbers) -> float | None:
    measured = values[~np.isnan(values)]
    return float(measured.mean()) if len(measured) else None


def _staggered(question: Question, panel: Panel) -> Answer:
    kept = panels.without(panel, (~np.isnan(panel.values)).sum(axis=1) >= 2)
    found = group_time.cells(kept.values, kept.cohorts, kept.windows)
    after = [cell for cell in found if cell.event >= 0]
    others = parts.meanwhile(question, kept)
    if not after:
        alone = int(_measured_on_both_any(kept).sum())
        return Answer(question, Estimate(count_trained=alone, periods_before=_shortest(kept, found)), [], others)
    average = group_time.weighted(after, kept.cohorts)
    possible = randomisation.assignments(kept.cohorts, kept.strata)
    chance = group_time.reassigned(kept.values, kept.cohorts, kept.windows, found, possible)
    takes_part = np.zeros((2, len(kept.teams)), bool)
    for cell in after:
        known = ~np.isnan(kept.values[:, cell.column] - kept.values[:, cell.base])
        takes_part[0] |= known & (kept.cohorts == cell.cohort)
        takes_part[1] |= known & group_time.comparison(kept.cohorts, kept.windows, cell.cohort, cell.column, cell.base)
    k, c = int(takes_part[0].sum()), int(takes_part[1].sum())
    freedom = max(1, int((takes_part[0] | takes_part[1]).sum()) - 2)
    p_value, (low, high) = chance.p_value(), chance.interval()
    if is_large := effects.is_large(k, c):
        analytic = effects.interval(average.effect, average.standard_error, freedom)
        low, high = (low, high) if _contradicts(p_value, *analytic) else analytic
    # Of few teams analytic errors are too small; a common start has its pooled one instead.
    error = average.standard_error if is_large else chance.standard_error()
    sign = question.direction
    second, behind = _adjusted_by_cohort(kept, found)
    estimate = Estimate(
        count_trained=k,
        count_comparison=c,
        estimator="group_time",
        **_oriented(average.effect, low, high, sign),
        standard_error=average.standard_error,
        p_value=p_value,
        smallest_p=possible.smallest_p,
        minimum_detectable_effect=effects.smallest_detectable(error, freedom),
        **_second(second, average.effect, sign, len({cell.cohort for cell in after})),
        started_lower=sign * behind < 0,
        periods_before=_shortest(kept, found),
        **_placebo(found, kept, sign, None if is_large else possible, freedom),
    )
    return Answer(question, estimate, parts.parts_of(question, kept, found), others)


def _measured_on_both_any(panel: Panel) -> Flags:
    both = np.zeros(len(panel.teams), bool)
    for place, own in enumerate(panel.windows, start=1):
        both |= (panel.cohorts == place) & _measured_on_both(panel.values, own)
    return both


def _shortest(panel: Panel, found: Sequence[Cell]) -> int:
    """The fewest periods that a cohort was measured before its start."""
    counts = [
        int(
            (~np.isnan(panel.values[panel.cohorts == place][:, list(panel.windows[place - 1].before)]))
            .any(axis=0)
            .sum()
        )
        for place in {cell.cohort for cell in found if cell.event >= 0}
    ]
    return min(counts, default=0)


def _adjusted_by_cohort(panel: Panel, found: Sequence[Cell]) -> tuple[effects.Adjusted | None, float]:
    """The estimate at an equal baseline, cohort by cohort, weighted as the simple average is; and how much higher the
    trained teams started. None where a cohort has no such estimate."""
    adjusted, shares, apart = [], [], 0.0
    for place in sorted({cell.cohort for cell in found if cell.event >= 0}):
        own = [cell for cell in found if cell.cohort == place and cell.event >= 0]
        windows = panel.windows[place - 1]
        trained = panel.cohorts == place
        members = trained | group_time.comparison(panel.cohorts, panel.windows, place, own[-1].column, own[-1].base)
        starts, ends = np.full((2, len(members)), np.nan)
        starts[members] = effects.side_means(panel.values[members][:, list(windows.before)])
        ends[members] = effects.side_means(panel.values[members][:, [cell.column for cell in own]])
        share = int(trained.sum()) * len(own)
        adjusted.append(effects.adjusted_difference(starts, ends, trained))
        shares.append(share)
        ours, others = _mean(starts[trained]), _mean(starts[members & ~trained])
        apart += share * (ours - others) if ours is not None and others is not None else 0.0
    known = [one for one in adjusted if one is not None]
    return (effects.adjusted_average(known, shares) if len(known) == len(adjusted) else None), apart


def _placebo(
    found: Sequence[Cell], panel: Panel, sign: int, possible: randomisation.Assignments | None, freedom: int
) -> dict[str, Any]:
    """The mean change a period before the training, cohort by cohort; of few teams held against its assignments."""
    early = [cell for cell in found if cell.event < 0]
    if len({cell.event for cell in early}) < FEWEST_FOR_TREND - 1:
        return {}
    average = group_time.weighted(early, panel.cohorts)
    low, high = (average.effect + side * effects.NORMAL * average.standard_error for side in (-1, 1))
    p = effects.p_of_t(average.effect, average.standard_error, math.inf)
    if possible is not None:
        chance = group_time.reassigned_placebo(panel.values, panel.cohorts, panel.windows, found, possible)
        p = chance.p_value()
        low, high = chance.interval()
        if not (math.isfinite(low) and math.isfinite(high)):
            low, high = effects.interval(average.effect, chance.standard_error(), freedom)
    return {"placebo": sign * average.effect, "placebo_p": p} | dict(
        zip(("placebo_low", "placebo_high"), sorted((sign * low, sign * high)), strict=True)
    )
