"""From scored tables to the numbers of one campaign: by candidate, by criterion, by person."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.config import Configuration
from pipeline.grid import Grid

Real = NDArray[np.float64]
Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]

KEYS = ["campaign", "team_id", "certification_id"]
PERCENT = 100.0
MIX = 0x9E3779B97F4A7C15  # odd and far from round: sums of its powers differ where what was given differs


@dataclass(frozen=True)
class Notes:
    """Favourable notes, one value a note: the place of its candidate and criterion, and whose it is."""

    candidate: Whole
    criterion: Whole
    person: Whole
    value: Real


@dataclass(frozen=True)
class People:
    """One value a person and candidate: whose candidate, whether they speak for themselves, as what they evaluate."""

    candidate: Whole
    alone: Flags
    kind: NDArray[np.object_]


@dataclass(frozen=True)
class Campaign:
    """Candidates (rows, by team and certification) and criteria (columns, in the grid's order) of one campaign.

    `candidates` has the columns of `scored.candidate_scores`, `count_answers` and `expected_answers`; `counts` and
    `totals` are of favourable notes, `least` and `most` the lowest and the highest of them.
    """

    name: str
    grid: Grid
    candidates: pd.DataFrame
    counts: Real
    totals: Real
    notes: Notes
    people: People

    @cached_property
    def scored(self) -> Flags:
        """Whether a candidate has a score: every criterion was rated."""
        return self.candidates["score_percent"].notna().to_numpy(bool)

    @cached_property
    def scores(self) -> Real:
        """The published scores; NaN where there is none."""
        return self.candidates["score_percent"].to_numpy(np.float64)

    @cached_property
    def verdicts(self) -> NDArray[np.str_]:
        """The published verdicts; empty where there is none."""
        return self.candidates["verdict"].fillna("").to_numpy(str)

    @cached_property
    def withheld(self) -> list[tuple[int, int]]:
        """Where a score is withheld for confidentiality: how many people answered and how many must; else (0, 0)."""
        rows = self.candidates
        return [
            (int(heard), int(wanted)) if hidden else (0, 0)
            for hidden, heard, wanted in zip(
                rows["is_withheld"], rows["count_respondents"], rows["means_from"], strict=True
            )
        ]

    @cached_property
    def weights(self) -> Real:
        """The grid's weights."""
        return np.array([float(one.weight) for one in self.grid.criterion])

    @cached_property
    def shares(self) -> Real:
        """The weights, adding up to 1."""
        return np.asarray(self.weights / self.weights.sum())

    @cached_property
    def ends(self) -> tuple[Real, Real]:
        """The lowest and the highest note of each criterion."""
        low, high = zip(*(self.grid.scale_of(one) for one in self.grid.criterion), strict=True)
        return np.array(low, dtype=np.float64), np.array(high, dtype=np.float64)

    @cached_property
    def steps(self) -> Real:
        """How far two notes next to each other are apart, a value a criterion."""
        return np.full(len(self.weights), float(self.grid.step))

    @cached_property
    def lines(self) -> tuple[float, float]:
        """The thresholds: a pilot stands above the first, another way below the second."""
        return float(self.grid.pilot_above), float(self.grid.alternatives_below)

    @cached_property
    def range(self) -> tuple[float, float]:
        """The lowest and the highest score that the grid can give."""
        return float(self.worth(self.ends[0][None])[0] @ self.shares), PERCENT

    @cached_property
    def points_per_note(self) -> Real:
        """What one point of a criterion's mean is worth on its way from 0 to 100."""
        return np.asarray(PERCENT / (self.ends[1] - self._floors))

    @cached_property
    def points(self) -> Real:
        """What each criterion's mean is worth, 0 to 100; NaN where nobody rated it."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return self.worth(self.totals / self.counts)

    @cached_property
    def polarities(self) -> Real:
        """-1 where a higher note, as given, speaks against; else 1."""
        return np.array([-1.0 if one.polarity == "reversed" else 1.0 for one in self.grid.criterion])

    @cached_property
    def _floors(self) -> Real:
        return self.ends[0] if self.grid.scale_method == "min_max" else np.zeros(len(self.weights))

    @cached_property
    def seed(self) -> int:
        """The same for the same campaign and data: 32 bits of a hash of both."""
        told = repr((self.name, self.grid.fingerprint, self.candidates[KEYS].to_numpy().tolist())).encode()
        whole = np.rint(self.totals * 1000).astype(np.int64).tobytes() + self.counts.astype(np.int64).tobytes()
        return int.from_bytes(hashlib.sha256(told + whole).digest()[:4], "big")

    def worth(self, notes: Real) -> Real:
        """Notes (columns: criteria) on the way from 0 to 100."""
        return np.asarray((notes - self._floors) * self.points_per_note)

    @cached_property
    def groups(self) -> Whole:
        """The candidate and criterion of each note, as one number."""
        return self.notes.candidate * len(self.weights) + self.notes.criterion

    def by_criterion(self, values: Real) -> Real:
        """One value a candidate and criterion, from one list of them."""
        return values.reshape(len(self.candidates), len(self.weights))

    @cached_property
    def person_means(self) -> Real:
        """People × criteria: the mean of their favourable notes; NaN where they gave none."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray(self.person_sums / self.person_counts)

    @cached_property
    def person_sums(self) -> Real:
        """People × criteria: the sum of their favourable notes."""
        return self._of_people(self.notes.value)

    @cached_property
    def person_counts(self) -> Real:
        """People × criteria: how many notes they gave."""
        return self._of_people(None)

    def _of_people(self, values: Real | None) -> Real:
        width = len(self.weights)
        place = self.notes.person * width + self.notes.criterion
        found = np.bincount(place, values, minlength=len(self.people.candidate) * width).astype(np.float64)
        return found.reshape(-1, width)


def campaigns(
    candidates: pd.DataFrame, sums: pd.DataFrame, notes: pd.DataFrame, configuration: Configuration
) -> Iterator[Campaign]:
    """Every campaign of `scored.candidate_scores`, `scored.criterion_sums` and `scored.rated_notes`."""
    grids = {grid.version: grid for grid in configuration.grids}
    sums = sums.sort_values([*KEYS, "position"], kind="stable")
    of_campaign = dict(iter(sums.groupby("campaign", sort=False)))
    notes_of = dict(iter(notes.groupby("campaign", sort=False, observed=True)))
    for name, rows in candidates.sort_values(KEYS, kind="stable").groupby("campaign", sort=True):
        own = of_campaign[name]
        grid = grids[own["grid_version"].iloc[0]]
        shape = (len(rows), len(grid.criterion))
        # One line a criterion and candidate, in the same order: every so many lines begin the next candidate.
        rows = rows.reset_index(drop=True).assign(count_answers=own["count_answers"].to_numpy()[:: shape[1]])
        given, people = _given(rows, grid, notes_of.get(name, notes.iloc[:0]))
        yield Campaign(
            str(name), grid, rows,
            own["count_notes"].to_numpy(np.float64).reshape(shape),
            own["sum_favourable"].to_numpy(np.float64).reshape(shape) / 1000,
            given, people,
        )  # fmt: skip


def _given(candidates: pd.DataFrame, grid: Grid, notes: pd.DataFrame) -> tuple[Notes, People]:
    candidate = _candidates_of(candidates, notes)
    column = _codes(notes["criterion"], [one.key for one in grid.criterion])
    value = notes["favourable_thousandths"].to_numpy(np.int64)
    person = np.unique(notes["person_number"].to_numpy(np.int64), return_inverse=True)[1]
    kinds, kind = np.unique(notes["evaluator_kind"].to_numpy(object), return_inverse=True)
    alone = ~notes["is_consensus"].to_numpy(bool)
    person = _by_what_they_gave(person, candidate, alone, kind, column, value, len(grid.criterion))
    order = np.lexsort((value, column, person))
    first = order[np.flatnonzero(np.diff(person[order], prepend=-1))]
    return (
        Notes(candidate[order], column[order], person[order], value[order] / 1000),
        People(candidate[first], alone[first], kinds[kind[first]]),
    )


def _by_what_they_gave(
    person: Whole, candidate: Whole, alone: Flags, kind: Whole, column: Whole, value: Whole, criteria: int
) -> Whole:
    """People numbered along the candidates and by what they gave, never by who they are.

    Else the last digit of a sum over people, and what is drawn from it, would hang on the key of the pseudonyms.
    """
    size = int(person.max(initial=-1)) + 1
    place = person * criteria + column
    gave = (np.bincount(place, values, minlength=size * criteria) for values in (value, None))
    sums, counts = (found.reshape(-1, criteria).T for found in gave)
    owner, speaks, says = (np.zeros(size, np.int64) for _ in range(3))
    owner[person], speaks[person], says[person] = candidate, alone, kind
    told = np.column_stack([*sums, *counts, speaks, says]).astype(np.uint64)
    mixed = told @ np.cumprod(np.full(told.shape[1], MIX, np.uint64))  # overflows: one number for all that was given
    number: Whole = np.empty(size, np.int64)
    number[np.lexsort((mixed, owner))] = np.arange(size)
    return number[person]


def _candidates_of(candidates: pd.DataFrame, notes: pd.DataFrame) -> Whole:
    """The place of each note's candidate; candidates are in the order of their team and certification."""
    teams, certifications = (np.unique(candidates[key]).tolist() for key in KEYS[1:])
    known, given = (
        _codes(frame["team_id"], teams) * len(certifications) + _codes(frame["certification_id"], certifications)
        for frame in (candidates, notes)
    )
    return np.asarray(np.searchsorted(known, given), dtype=np.int64)


def _codes(values: pd.Series, known: list[str]) -> Whole:
    """The place of each value among those known."""
    own = values.astype("category").cat
    return np.asarray(pd.Index(known).get_indexer(own.categories)[own.codes], dtype=np.int64)
