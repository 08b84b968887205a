"""From who was trained to who might have been: how often chance alone gives a difference as large as the one seen.

Teams carry a cohort (0 = never trained, then 1, 2, … by start) and perhaps a stratum. Under no effect the labels may
change places within a stratum; every place they could take, or 9,999 drawn ones beside the observed, is an assignment.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from pipeline.methods.effects import Flags, Numbers

Whole: TypeAlias = npt.NDArray[np.int64]
Places: TypeAlias = npt.NDArray[np.int32]

MOST_EXACT = 20_000
DRAWS = 9_999
SEED = 20_260_101
LEVEL = 0.05


@dataclass(frozen=True)
class Assignments:
    """`places` holds one assignment a row: which team sits in each trained team's place, ordered by cohort.

    `smallest_p` is the smallest p that the design can give, `exact` whether all assignments are listed.
    """

    places: Places
    smallest_p: float
    exact: bool


def assignments(cohorts: Whole, strata: Whole | None = None) -> Assignments:
    """The assignments of these cohorts, the observed one among them; the same for the same design."""
    return _assignments(cohorts.tobytes(), None if strata is None else strata.tobytes())


@lru_cache(maxsize=4)
def _assignments(cohort_bytes: bytes, strata_bytes: bytes | None) -> Assignments:
    cohorts = np.frombuffer(cohort_bytes, np.int64)
    strata = np.zeros(len(cohorts), np.int64) if strata_bytes is None else np.frombuffer(strata_bytes, np.int64)
    slots = trained_slots(cohorts)
    members = [np.flatnonzero(strata == one) for one in np.unique(strata)]
    places = [np.flatnonzero(strata[slots] == strata[own[0]]) for own in members]
    counts = [tuple(np.unique(cohorts[slots[own]], return_counts=True)[1].tolist()) for own in places]
    total = math.prod(_count(len(own), each) for own, each in zip(members, counts, strict=True))
    mirrored = cohorts.max(initial=0) == 1 and all(
        2 * sum(each) == len(own) for own, each in zip(members, counts, strict=True)
    )
    exact = total <= MOST_EXACT
    found = _all(len(slots), members, places, counts) if exact else _drawn(slots, members, places)
    return Assignments(found, max((1 + mirrored) / total, 1 / len(found)), exact)


def trained_slots(cohorts: Whole) -> Whole:
    """The trained teams in the order of `places`."""
    trained = np.flatnonzero(cohorts > 0)
    ordered: Whole = trained[np.argsort(cohorts[trained], kind="stable")]
    return ordered


def _count(teams: int, counts: Sequence[int]) -> int:
    found, left = 1, teams
    for one in counts:
        found, left = found * math.comb(left, one), left - one
    return found


def _all(width: int, members: Sequence[Whole], places: Sequence[Whole], counts: Sequence[tuple[int, ...]]) -> Places:
    listed = [own[_arrangements(len(own), each)] for own, each in zip(members, counts, strict=True)]
    grid = np.indices([len(one) for one in listed]).reshape(len(listed), -1)
    found = np.empty((grid.shape[1], width), np.int32)
    for rows, own, chosen in zip(listed, places, grid, strict=True):
        found[:, own] = rows[chosen]
    return found


def _arrangements(teams: int, counts: tuple[int, ...]) -> Whole:
    """Every way to fill places for `counts` teams of each cohort from this many teams, one a row."""
    if sum(counts) == 0:
        return np.zeros((1, 0), np.int64)
    rows: list[tuple[int, ...]] = [()]
    for count in counts:
        rows = [
            row + more for row in rows for more in combinations([one for one in range(teams) if one not in row], count)
        ]
    return np.array(rows, np.int64).reshape(len(rows), sum(counts))


def _drawn(slots: Whole, members: Sequence[Whole], places: Sequence[Whole]) -> Places:
    draw = np.random.default_rng(SEED)
    found = np.empty((DRAWS + 1, len(slots)), np.int32)
    found[0] = slots
    for own, into in zip(members, places, strict=True):
        if not len(into):
            continue
        block = max(1, 2_000_000 // len(own))
        for first in range(1, DRAWS + 1, block):
            rows = found[first : first + block]
            keys = draw.random((len(rows), len(own)), dtype=np.float32)
            rows[:, into] = own[np.argsort(keys, axis=1)[:, : len(into)]]
    return found


@dataclass(frozen=True)
class Reassigned:
    """The difference under each assignment, what one unit of effect adds to it there, and both as observed."""

    differences: Numbers
    overlaps: Numbers
    observed: float
    scale: float

    def p_value(self) -> float:
        """The share of assignments whose difference is at least as large as the observed one."""
        return float(np.mean(np.abs(self.differences) >= abs(self.observed) - 1e-12 * max(1.0, self.scale)))

    def standard_error(self) -> float:
        """How far the difference lies off by chance: its spread over the assignments, the observed effect taken out."""
        left = self.differences - self.observed * self.overlaps
        return float(np.sqrt(left @ left / len(left)))

    def interval(self) -> tuple[float, float]:
        """All effects that the test does not refuse at 5 %; an end that chance cannot bound is infinite.

        Taking an effect d from the trained changes an assignment's difference by -d times its overlap, so that the d
        at which it is at least as large as the observed one form an interval with two closed ends.
        """
        with np.errstate(divide="ignore", invalid="ignore"):
            first = (self.observed - self.differences) / (1 - self.overlaps)
            second = (self.observed + self.differences) / (1 + self.overlaps)
        near = 1 - np.abs(self.overlaps) < 1e-12
        low = np.where(near, -np.inf, np.minimum(first, second))
        high = np.where(near, np.inf, np.maximum(first, second))
        place = math.floor(LEVEL * len(low) + 1e-9)
        if place >= len(low):
            return -math.inf, math.inf
        return float(np.partition(low, place)[place]), float(-np.partition(-high, place)[place])


def sums(values: Numbers, places: Places) -> Numbers:
    """The sum of the values of the teams that each assignment names."""
    block = max(1, 2_000_000 // max(1, places.shape[1]))
    return np.concatenate([values[places[at : at + block]].sum(axis=1) for at in range(0, len(places), block)])


def of_two_groups(changes: Numbers, trained: Flags, possible: Assignments) -> Reassigned:
    """The difference in mean changes under each assignment."""
    count, others = int(trained.sum()), int((~trained).sum())
    centred = changes - changes.mean()
    chosen = sums(centred, possible.places)
    same = sums(trained.astype(float), possible.places)
    differences = chosen / count - (centred.sum() - chosen) / others
    overlaps = same / count - (count - same) / others
    observed = float(centred[trained].mean() - centred[~trained].mean())
    return Reassigned(differences, overlaps, observed, float(np.abs(changes).max()))


def studentised(changes: Numbers, trained: Flags, possible: Assignments) -> tuple[float, float]:
    """The p of the difference over its unpooled standard error: right in large groups even where variances differ.

    Beside it the largest such ratio that the test does not refuse at 5 %.
    """
    count, others = int(trained.sum()), int((~trained).sum())
    centred = changes - changes.mean()
    total, squares = centred.sum(), float(centred @ centred)

    def statistic(chosen: Numbers, chosen_squares: Numbers) -> Numbers:
        left, left_squares = total - chosen, squares - chosen_squares
        apart = chosen / count - left / others
        variance = (chosen_squares - chosen**2 / count) / (count - 1) / count
        variance += (left_squares - left**2 / others) / (others - 1) / others
        ratio: Numbers = np.abs(apart) / np.sqrt(np.maximum(variance, 1e-300))
        return ratio

    ours = centred[trained]
    observed = statistic(np.array([ours.sum()]), np.array([ours @ ours]))[0]
    found = statistic(sums(centred, possible.places), sums(centred**2, possible.places))
    p_value = float(np.mean(found >= observed * (1 - 1e-9)))
    place = math.floor(LEVEL * len(found) + 1e-9)
    critical = float(-np.partition(-found, place)[place])
    return p_value, max(critical, float(observed)) if p_value > LEVEL else critical
