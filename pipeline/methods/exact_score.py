"""The weighted score of one candidate, in whole numbers and fractions: no verdict and no tie depends on rounding."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm
from typing import NamedTuple


class Answered(NamedTuple):
    """The favourable notes that one criterion received: their sum, their number, and the criterion's scale.

    All of `weight`, `total`, `lowest` and `highest` are whole numbers of thousandths.
    """

    weight: int
    total: int
    count_notes: int
    lowest: int
    highest: int


def score(criteria: Sequence[Answered], *, min_max: bool = False) -> Fraction | None:
    """The score in percent: `100 Σ w m / max / Σ w`, or with `min_max` `100 Σ w (m - min) / (max - min) / Σ w`.

    `m` is the mean of the favourable notes of those who answered the criterion. None when a criterion was
    answered by nobody: a score is never made up from the rest.
    """
    if any(criterion.count_notes == 0 for criterion in criteria):
        return None
    floors = [one.lowest if min_max else 0 for one in criteria]
    lengths = [one.count_notes * (one.highest - floor) for one, floor in zip(criteria, floors, strict=True)]
    common = lcm(*lengths)
    total = sum(
        one.weight * (one.total - one.count_notes * floor) * (common // length)
        for one, floor, length in zip(criteria, floors, lengths, strict=True)
    )
    return Fraction(100 * total, common * sum(one.weight for one in criteria))


def verdict(percent: Fraction, pilot_above: Fraction, alternatives_below: Fraction) -> str:
    """`pilot` strictly above, `alternatives` strictly below, else `deepen`."""
    if percent > pilot_above:
        return "pilot"
    if percent < alternatives_below:
        return "alternatives"
    return "deepen"
