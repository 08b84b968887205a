"""How much a KPI changed, as far as it may be said (Vickers 2001 on percentages; the ladder of evidence).

`direction` is +1 where a rise is good and -1 where a fall is; numbers are fractions, so that no status
depends on rounding. Shares are shares: 1 is the whole way.
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Literal

Status = Literal["no_data", "on_track", "behind", "achieved", "regressed"]
Written = Literal["plain", "fraction", "percent", "unknown"]

PERCENT_KINDS = ("level", "count", "duration", "money")
SMALLEST_SHARE_OF_MEDIAN = Fraction(5, 100)
SMALLEST_COUNT = 10
STEADY_BASELINE = 4  # periods: one year of quarters
ONE_OF_SEVERAL = 4  # the highest rung of one team's own change: a test is about all trained teams together


def improvement(before: Fraction, after: Fraction, direction: int) -> Fraction:
    """The change in the KPI's unit (points for a rate), oriented: above 0 is always good news."""
    return direction * (after - before)


def improvement_percent(
    before: Fraction, after: Fraction, direction: int, kind: str, median: Fraction | None
) -> Fraction | None:
    """The improvement in percent of the baseline; None where that has no meaning.

    Refused: a rate (points say it), a baseline of zero or below, a baseline under 5 % of the company's
    median, and a count under 10: there a percentage is large by accident.
    """
    if kind not in PERCENT_KINDS or before <= 0:
        return None
    if kind == "count" and before < SMALLEST_COUNT:
        return None
    if median is not None and before < SMALLEST_SHARE_OF_MEDIAN * abs(median):
        return None
    return 100 * improvement(before, after, direction) / before


def target_on_scale(
    target: Fraction, written: Written, scale: str, before: Fraction | None, direction: int
) -> Fraction:
    """The target on its series' scale: 'fraction' (0-1), 'percent' (0-100) or 'plain'.

    `unknown` is a bare number beside a rate: beside 0-1 it is a percentage when it exceeds 1; beside 0-100 a
    number below 1 is taken as it stands unless only its hundredfold lies in the good direction.
    """
    if scale == "plain" or written in ("plain", scale):
        return target
    if scale == "fraction":
        return target / 100 if written == "percent" or abs(target) > 1 else target
    if written == "fraction":
        return 100 * target
    if before is None or not 0 < target < 1 or direction * (target - before) > 0:
        return target
    return 100 * target if direction * (100 * target - before) > 0 else target


def reached_at_start(before: Fraction, target: Fraction, direction: int) -> bool:
    """Whether the baseline was at the target, or beyond it, already."""
    return direction * (target - before) <= 0


def target_attainment(before: Fraction, after: Fraction, target: Fraction, direction: int) -> Fraction | None:
    """The share of the way from the baseline to the target; None when the target was reached at the start."""
    if reached_at_start(before, target, direction):
        return None
    return (after - before) / (target - before)


def share_elapsed(start: dt.date, deadline: dt.date, day: dt.date) -> Fraction | None:
    """The share of the time from the start to the deadline that has passed on a day, 0 to 1; None where
    the deadline is not after the start."""
    days = (deadline - start).days
    if days <= 0:
        return None
    return min(max(Fraction((day - start).days, days), Fraction(0)), Fraction(1))


def status(
    before: Fraction | None,
    after: Fraction | None,
    target: Fraction | None,
    direction: int,
    elapsed: Fraction | None,
) -> Status:
    """Where a KPI stands. In this order:

    `no_data` without a measure on both sides; `achieved` once the whole way to the target is covered;
    `regressed` when it got worse; `achieved` when a target that was met at the start still is; `on_track` when
    at least as much of the way as of the time is covered, or, where either is not known, when it got better;
    else `behind`.
    """
    if before is None or after is None:
        return "no_data"
    attained = None if target is None else target_attainment(before, after, target, direction)
    gained = improvement(before, after, direction)
    if attained is not None and attained >= 1:
        return "achieved"
    if gained < 0:
        return "regressed"
    if target is not None and reached_at_start(before, target, direction):
        return "achieved"
    if attained is not None and elapsed is not None:
        return "on_track" if attained >= elapsed else "behind"
    return "on_track" if gained > 0 else "behind"


OWN_TREND = 3  # beside its own trend, with nobody to compare with


def evidence_rung(*, trained: bool, has_before: bool, has_after: bool, has_last_year: bool, periods_before: int) -> int:
    """The rung that the evidence reaches: 0 no change observed, 1 a change and nothing to compare it with, 2 the same
    period of the year before stands beside it.

    `has_last_year` must mean a period before the training. A baseline of fewer than four periods does not lift a change
    above rung 1: it may be one odd season.
    """
    if not trained:
        return 2 if has_after and has_last_year else 0
    if not (has_before and has_after):
        return 0
    return 2 if has_last_year and periods_before >= STEADY_BASELINE else 1
