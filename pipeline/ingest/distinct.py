"""From a column of cells to its different values, and which of them stands in each row: work is done once a value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import count, zip_longest
from typing import Any, TypeVar, overload

import numpy as np

from pipeline.ingest.sheet import Value

T = TypeVar("T", bound=Hashable)

Numbers = Any
"""An array of whole numbers, or of truth values, one a row."""


class Distinct(Sequence[T]):
    """A column, read like any sequence of values. `codes` are places in `different`, one a row."""

    __slots__ = ("codes", "different")

    def __init__(self, different: list[T], codes: Numbers) -> None:
        self.different, self.codes = different, codes

    @classmethod
    def of(cls, values: Sequence[T]) -> Distinct[T]:
        """4 and 4.0 are one value, True and 1 are two."""
        places: defaultdict[T, int] = defaultdict(count().__next__)
        codes = np.fromiter(map(places.__getitem__, values), "i4", len(values))
        if (0 in places or 1 in places) and bool in set(map(type, values)):
            told_apart = Distinct.of([(type(value) is bool, value) for value in values])
            return cls([value for _, value in told_apart.different], told_apart.codes)
        return cls(list(places), codes)

    def __len__(self) -> int:
        return len(self.codes)

    def __iter__(self) -> Iterator[T]:
        return map(self.different.__getitem__, self.codes.tolist())

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> Distinct[T]: ...
    def __getitem__(self, place: int | slice) -> T | Distinct[T]:
        return self.at(place) if isinstance(place, slice) else self.different[self.codes[place]]

    def at(self, rows: Any) -> Distinct[T]:
        """The same column in these rows only."""
        return _without_unused(self.different, self.codes[rows])

    def repeated(self, row: int, rows: Sequence[int]) -> Distinct[T]:
        """The same column, where what stands in one row stands in these rows too."""
        codes = self.codes.copy()
        codes[list(rows)] = codes[row]
        return _without_unused(self.different, codes)

    def numbers(self, meaning: Callable[[T], int]) -> Numbers:
        """For each row the number that its value means."""
        return np.fromiter(map(meaning, self.different), "i4", len(self.different))[self.codes]

    def where(self, holds: Callable[[T], bool]) -> Numbers:
        """For each row whether something holds for its value."""
        return np.fromiter(map(holds, self.different), "?", len(self.different))[self.codes]

    def texts(self, meaning: Callable[[T], bytes]) -> list[bytes]:
        """For each row the text that its value means."""
        meant = np.empty(len(self.different), "O")
        meant[:] = list(map(meaning, self.different))
        found: list[bytes] = meant[self.codes].tolist()
        return found


def columns_of(rows: Sequence[Sequence[Value]], columns: slice) -> list[Distinct[Value]]:
    """These columns of the rows, as far as any row goes; a row that ends before is blank there."""
    return [Distinct.of(values) for values in list(zip_longest(*rows))[columns]]


def _without_unused(different: list[T], codes: Numbers) -> Distinct[T]:
    used = np.zeros(len(different), "?")
    used[codes] = True
    if used.all():
        return Distinct(different, codes)
    places = np.cumsum(used, dtype="i4") - 1
    return Distinct([different[place] for place in np.flatnonzero(used).tolist()], places[codes])
