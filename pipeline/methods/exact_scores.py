"""The exact scores of many candidates at once: whole numbers as long as they fit, fractions where they do not.

Each score is kept as a numerator and a denominator below 2**53, so that their quotient is the double nearest to the
exact score. Rounding keeps the order: of two scores whose doubles differ, the doubles say which is larger, and only
those with equal doubles are compared as fractions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd

import numpy as np
from numpy.typing import NDArray

from pipeline.methods.exact_score import Answered, score

Whole = NDArray[np.int64]
Real = NDArray[np.float64]

FITS = float(2**53)


@dataclass(frozen=True)
class Received:
    """What candidates (rows) received on criteria (columns): sums of favourable notes in thousandths, their number,
    and each criterion's weight, lowest and highest note in thousandths."""

    weights: Whole
    totals: Whole
    counts: Whole
    lowest: Whole
    highest: Whole

    def of(self, chosen: NDArray[np.bool_]) -> Received:
        """These candidates alone."""
        return Received(self.weights, self.totals[chosen], self.counts[chosen], self.lowest, self.highest)

    def filled(self, respondents: Whole, note: Whole) -> Received:
        """As if everybody had rated every criterion: `note` stands for each missing one."""
        everybody = np.broadcast_to(respondents[:, None], self.counts.shape)
        totals = self.totals + (everybody - self.counts) * note
        return Received(self.weights, totals, everybody, self.lowest, self.highest)


@dataclass(frozen=True)
class Percents:
    """Exact percents, one a row: a quotient of whole numbers, or where those are too large the fraction itself."""

    numerators: Whole
    denominators: Whole
    large: Mapping[int, Fraction]

    def doubles(self) -> Real:
        """Each rounded once, to the nearest double."""
        found: Real = self.numerators / self.denominators
        found[list(self.large)] = [float(one) for one in self.large.values()]
        return found

    def exact(self, row: int) -> Fraction:
        """One of them."""
        known = self.large.get(row)
        return Fraction(int(self.numerators[row]), int(self.denominators[row])) if known is None else known

    def mean(self, rows: Sequence[int]) -> Fraction:
        """The exact mean of some of them: those with one denominator are added first."""
        sums: dict[int, int] = {}
        for row in rows:
            one = self.large.get(row)
            top, bottom = (
                (int(self.numerators[row]), int(self.denominators[row])) if one is None else one.as_integer_ratio()
            )
            sums[bottom] = sums.get(bottom, 0) + top
        return sum((Fraction(top, bottom) for bottom, top in sums.items()), Fraction()) / len(rows)

    def against(self, line: Fraction) -> Whole:
        """1 above the line, 0 exactly on it, -1 below."""
        doubles = self.doubles()
        sides = np.sign(doubles - float(line)).astype(np.int64)
        for row in np.flatnonzero(sides == 0).tolist():
            one = self.exact(row)
            sides[row] = (one > line) - (one < line)
        return sides

    def order(self) -> Whole:
        """The place of each among the distinct ones, 0 for the smallest: equal percents share a place."""
        distinct, first, place = np.unique(self.doubles(), return_index=True, return_inverse=True)
        common = np.gcd(self.numerators, self.denominators)
        reduced = np.stack([self.numerators // common, self.denominators // common])
        unlike = np.any(reduced != reduced[:, first[place]], axis=0)
        unlike[list(self.large)] = True
        rounded_alike: dict[int, list[int]] = {}
        for row in np.flatnonzero(np.isin(place, place[unlike])).tolist():
            rounded_alike.setdefault(int(place[row]), []).append(row)
        after, more = np.zeros(len(self.numerators), np.int64), np.zeros(len(distinct), np.int64)
        for shared, rows in rounded_alike.items():
            values = [self.exact(row) for row in rows]
            ordered = sorted(set(values))
            after[rows] = [ordered.index(value) for value in values]
            more[shared] = len(ordered) - 1
        moved: Whole = place + after + (np.cumsum(more) - more)[place]
        return moved


def together(parts: Sequence[Percents]) -> Percents:
    """Several, one after the other."""
    large: dict[int, Fraction] = {}
    start = 0
    for part in parts:
        large |= {start + row: one for row, one in part.large.items()}
        start += len(part.numerators)
    none = np.empty(0, np.int64)
    numerators = np.concatenate([none, *(part.numerators for part in parts)])
    return Percents(numerators, np.concatenate([none, *(part.denominators for part in parts)]), large)


def percents(received: Received, *, min_max: bool = False) -> Percents:
    """The scores in percent, as `exact_score.score` defines them; every criterion must have been rated."""
    weights = received.weights // max(gcd(*received.weights.tolist()), 1)
    floor = received.lowest if min_max else np.zeros_like(received.lowest)
    gained = received.totals - received.counts * floor
    lengths = received.counts * (received.highest - floor)
    shared = np.gcd(gained, lengths)
    gained, lengths = gained // shared, lengths // shared
    common = np.ones(len(lengths), np.int64)
    fits = np.ones(len(lengths), bool)
    largest = 100.0 * weights.sum() * np.maximum(np.abs(gained / lengths).max(axis=1), 1)
    for column in lengths.T:
        rest = column // np.gcd(common, column)
        fits &= largest * common * rest < FITS
        common = np.where(fits, common * rest, 1)
    parts = np.where(fits[:, None], gained * (common[:, None] // lengths), 0)
    large = {row: _exact(received, row, min_max=min_max) for row in np.flatnonzero(~fits).tolist()}
    return Percents(100 * (parts @ weights), common * weights.sum(), large)


def _exact(received: Received, row: int, *, min_max: bool) -> Fraction:
    answered: Sequence[Answered] = [
        Answered(*criterion)
        for criterion in zip(
            received.weights.tolist(),
            received.totals[row].tolist(),
            received.counts[row].tolist(),
            received.lowest.tolist(),
            received.highest.tolist(),
            strict=True,
        )
    ]
    found = score(answered, min_max=min_max)
    assert found is not None
    return found
