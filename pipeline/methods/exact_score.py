"""The weighted score of one candidate, in whole numbers and fractions: no verdict and no tie depends on rounding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm


@dataclass(frozen=True, slots=True)
class Answered:
    """The favourable notes that one criterion received: their sum, their number, and the criterion's scale.

    All of `weight`, `total`, `lowest` and `highest` are whole numbers of thousandths.
    """

    weight: int
    total: int
    count: int
    lowest: int
    highest: int


def score(criteria: Sequence[Answered], *, min_max: bool = False) -> Fraction | None:
    """The score in percent: `100 Σ w m / max / Σ w`, or with `min_max` `100 Σ w (m - min) / (max - min) / Σ w`.

    `m` is the mean of the favourable notes of those who answered the criterion. None when a criterion was
    answered by nobody: a score is never made up from the rest.
    """
    if any(criterion.count == 0 for criterion in criteria):
        return None
    spans = [criterion.highest - (criterion.lowest if min_max else 0) for criterion in criteria]
    common = lcm(*(criterion.count * span for criterion, span in zip(criteria, spans, strict=True)))
    total = 0
    for criterion, span in zip(criteria, spans, strict=True):
        above = criterion.total - (criterion.count * criterion.lowest if min_max else 0)
        total += criterion.weight * above * (common // (criterion.count * span))
    return Fraction(100 * total, common * sum(criterion.weight for criterion in criteria))


def bounds(
    criteria: Sequence[Answered], respondents: int, *, min_max: bool = False
) -> tuple[Fraction, Fraction] | None:
    """The score with every missing note at its worst, and at its best; None when nobody answered at all."""
    if respondents == 0:
        return None

    if all(criterion.count == respondents for criterion in criteria):
        full = score(criteria, min_max=min_max)
        assert full is not None
        return full, full

    def filled(criterion: Answered, note: int) -> Answered:
        missing = respondents - criterion.count
        return Answered(
            criterion.weight, criterion.total + missing * note, respondents, criterion.lowest, criterion.highest
        )

    low = score([filled(criterion, criterion.lowest) for criterion in criteria], min_max=min_max)
    high = score([filled(criterion, criterion.highest) for criterion in criteria], min_max=min_max)
    assert low is not None
    assert high is not None
    return low, high


def verdict(percent: Fraction, pilot_above: Fraction, alternatives_below: Fraction) -> str:
    """`pilot` strictly above, `alternatives` strictly below, else `deepen`."""
    if percent > pilot_above:
        return "pilot"
    if percent < alternatives_below:
        return "alternatives"
    return "deepen"
