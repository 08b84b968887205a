"""What became of a training: who applied it, and what it earned (Kirkpatrick's levels; Phillips' return)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Literal

NORMAL_95 = 1.959963984540054
FEWEST_ENROLLED = 5
SATISFIED = 4.0  # mean of 1 to 5
DAYS_TO_APPLY = 60
DAYS_ASKED = (30, 60, 90)  # after the end, whether it is applied
ENOUGH_ANSWERS = 0.60
FEW_APPLY = 0.30
HALF = 0.50
CASES = 3  # to interview at either end
MONTHS_COUNTED = 12  # benefits of the first year only

WITHIN = (
    ("finished", "enrolled"), ("certified", "enrolled"), ("applied", "enrolled"), ("respondents", "enrolled"),
    ("certified", "finished"),
)  # fmt: skip
"""Steps of a training, and those among whom they are counted."""

Flag = Literal["satisfied_not_applied", "watch"]


def wilson(count: int, total: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927). Refuses (ValueError) a total of zero."""
    if total <= 0:
        raise ValueError("a share needs somebody")
    share, square = count / total, NORMAL_95**2
    centre = (share + square / (2 * total)) / (1 + square / total)
    width = NORMAL_95 / (1 + square / total) * math.sqrt(share * (1 - share) / total + square / (4 * total**2))
    return max(0.0, centre - width), min(1.0, centre + width)


def contradictions(counts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The steps that more people reached than the one that holds them, each beside it; None is not known."""
    return [
        (step, among)
        for step, among in WITHIN
        if counts[step] is not None and counts[among] is not None and counts[step] > counts[among]
    ]


def application_flag(
    *, enrolled: int, applied: int, satisfaction: float | None, days_since_end: int | None, answered: int | None
) -> Flag | None:
    """Satisfied participants who do not apply what they learned.

    `satisfied_not_applied`: mean satisfaction of 4 or more, 60 days or more since the end, answers of 60 % or more,
    under 30 % of those enrolled apply, and the interval ends under one half; `watch` where it reaches beyond. What
    nobody said (days, answers) does not stand against a flag; fewer than five people carry none.
    """
    if enrolled < FEWEST_ENROLLED or satisfaction is None or satisfaction < SATISFIED:
        return None
    if days_since_end is not None and days_since_end < DAYS_TO_APPLY:
        return None
    if answered is not None and answered / enrolled < ENOUGH_ANSWERS:
        return None
    if applied / enrolled >= FEW_APPLY:
        return None
    return "satisfied_not_applied" if wilson(applied, enrolled)[1] < HALF else "watch"


def contrasted(rates: Sequence[float]) -> tuple[int, int]:
    """How many of the highest and of the lowest to interview (Brinkerhoff 2003), of rates that fall from first to last.

    Three at most and never more than half; one that equals the other end's nearest one tells nothing and is left out.
    """
    count = min(CASES, len(rates) // 2)
    if not count:
        return 0, 0
    highest, lowest = rates[:count], rates[-count:]
    return sum(one > lowest[0] for one in highest), sum(one < highest[-1] for one in lowest)


def periods_counted(months_measured: int, months_a_period: int) -> float:
    """How many periods of gain count: those measured, at most those of one year."""
    return min(months_measured, MONTHS_COUNTED) / months_a_period


def benefit(gain: float, periods: float, unit_value: float) -> float:
    """What a gain a period brings over the periods that count."""
    return gain * periods * unit_value


def return_percent(benefit: float, cost: float) -> float:
    """The return on what was spent, in percent. Refuses (ValueError) a cost of zero: it is a mistake to look into."""
    if cost <= 0:
        raise ValueError("a cost of zero is to be checked")
    return 100 * (benefit - cost) / cost


def payback_months(annual_benefit: float, cost: float) -> float | None:
    """After how many months the benefit has covered the cost; None where it never does."""
    return MONTHS_COUNTED * cost / annual_benefit if annual_benefit > 0 else None


def break_even(cost: float, unit_value: float, months_a_period: int) -> float | None:
    """The gain a period at which the first year covers the cost; None where a unit is worth nothing."""
    return cost / (unit_value * MONTHS_COUNTED / months_a_period) if unit_value > 0 else None


def attributed(benefit: float, attribution: float, confidence: float) -> float:
    """A participant's own estimate, for its share due to the training and the confidence in that (Phillips)."""
    return benefit * attribution * confidence
