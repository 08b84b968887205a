"""The scores that other weights would give, for many candidates at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from pipeline.methods.exact_score import Answered, score, verdict

Whole = NDArray[np.int64]
Real = NDArray[np.float64]

CLOSE = 1e-6  # percent: nearer than this to a threshold, fractions decide
SAME = 1e-9  # percent: closer than this to each other, two scores are equal


@dataclass(frozen=True)
class Rated:
    """What candidates (rows) received on criteria (columns): sums of favourable notes in thousandths, their number,
    and each criterion's lowest and highest note in thousandths."""

    totals: Whole
    counts: Whole
    lowest: Whole
    highest: Whole


@dataclass(frozen=True)
class Weighed:
    """One value a candidate, in the order of the rows: score in percent, verdict, and rank from 1 (ties share one)."""

    scores: Real
    verdicts: list[str]
    ranks: Whole


def weighed(
    rated: Rated, weights: Sequence[int], pilot_above: Fraction, alternatives_below: Fraction, *, min_max: bool = False
) -> Weighed:
    """The scores under these weights (whole thousandths, at least one above zero).

    Every criterion must have been rated: a candidate without a score takes no part. Verdicts are exact.
    """
    floor = rated.lowest if min_max else np.zeros_like(rated.lowest)
    share = (rated.totals - rated.counts * floor) / (rated.counts * (rated.highest - floor))
    weight = np.asarray(weights, dtype=np.float64)
    scores: Real = 100 * (share @ weight) / weight.sum()
    verdicts = np.where(
        scores > float(pilot_above), "pilot", np.where(scores < float(alternatives_below), "alternatives", "deepen")
    ).tolist()
    lines = (pilot_above, alternatives_below)
    for row in np.flatnonzero(np.any([np.abs(scores - float(line)) < CLOSE for line in lines], axis=0)):
        exact = score(
            [
                Answered(int(weight), int(total), int(count), int(low), int(high))
                for weight, total, count, low, high in zip(
                    weights, rated.totals[row], rated.counts[row], rated.lowest, rated.highest, strict=True
                )
            ],
            min_max=min_max,
        )
        if exact is not None:
            verdicts[row] = verdict(exact, *lines)
    return Weighed(scores, verdicts, ranks(scores))


def ranks(scores: Real) -> Whole:
    """Places by descending score; scores closer than SAME share one and leave a gap (1, 1, 3)."""
    order = np.argsort(-scores, kind="stable")
    in_order = scores[order]
    new = np.concatenate([[True], in_order[:-1] - in_order[1:] > SAME]) if len(scores) else np.zeros(0, bool)
    places = np.maximum.accumulate(np.where(new, np.arange(1, len(scores) + 1), 0))
    found: Whole = np.empty(len(scores), dtype=np.int64)
    found[order] = places
    return found
