"""From the lines of a table in a text file to those whose values may stand under the wrong heading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set

from pipeline.ingest import returned
from pipeline.ingest.cells import is_blank
from pipeline.ingest.sheet import Value
from pipeline.ingest.table import Table
from pipeline.vocabulary import REQUIRED

_FEW = 6  # of as many lines one short one tells nothing
_BLOCK = 8  # lines that are short together: a spreadsheet program leaves out cells by blocks of lines
_REMARKS = frozenset({"comment"})
_NOTHING: frozenset[str] = frozenset()


def uneven_lines(table: Table, separator: str, uneven_before: frozenset[str] = _NOTHING) -> dict[int, int]:
    """Data lines of a text file whose values cannot be told to stand under their headings, with their number of fields.

    More fields than headings are fine where nearly every line has as many and they are empty. Fewer are fine where
    only optional columns are missing at the end and the program that wrote the file leaves out empty ones there: some
    line must show that it knows the last column, and none that it writes it empty. One short line alone, or few among
    many, do not tell of the program: nothing but a remark may be missing there. `uneven_before` are the digests of such
    lines where a workbook was made of the text file: they stay uneven until someone moves their values.
    """
    if uneven_before:
        return _still_uneven(table, uneven_before)
    if not separator or not table.data:
        return {}
    rows = table.sheet.rows
    headings, named = len(rows[table.heading_index]), _filled_fields(rows[table.heading_index])
    counts = {index: len(rows[index]) for index in table.data}
    lines = Counter(counts.values())
    usual = max(lines, key=lambda count: (lines[count], count == headings))
    overfull = any(not is_blank(value) for index in table.data for value in rows[index][headings:])
    halves = _halves(counts, named, {named, headings, usual})
    short_ones = sum(1 < count < named for index, count in counts.items() if index not in halves)
    are_few = short_ones == 1 or short_ones * _FEW <= len(counts)
    needed = _last_but_remarks(table) if are_few else _last_needed(table)
    short = _Short(rows, table.data, named, overfull)

    values = [table.first + at for at in table.recognised.times]

    def is_even(index: int, count: int) -> bool:
        if any('"' in str(rows[index][at]) for at in values if at < count):
            return False  # a quote in one number of a series: the others may be its neighbours'
        if count < named:
            return count > needed and short.is_plain(index)
        if count > headings and overfull:
            return False
        return count == usual or (count == headings == named and usual < headings)

    return {index: count for index, count in counts.items() if index in halves or not is_even(index, count)}


def _halves(counts: Mapping[int, int], named: int, whole: Set[int]) -> set[int]:
    """Two short lines between whole ones that make one together: a line break stands in one of its values."""

    def is_short(index: int) -> bool:
        return 1 < counts.get(index, named) < named

    return {
        half
        for index, count in counts.items()
        if is_short(index) and is_short(index + 1) and not (is_short(index - 1) or is_short(index + 2))
        if count + counts[index + 1] - 1 in whole
        for half in (index, index + 1)
    }


class _Short:
    """Lines with fewer fields than the `named` ones: whether the program that wrote them leaves out what is empty."""

    def __init__(self, rows: Sequence[Sequence[Value]], data: Sequence[int], named: int, overfull: bool) -> None:
        self._rows, self._named = rows, named
        whole = [] if overfull else [index for index in data if len(rows[index]) >= named]
        self._leaves_out = bool(whole) and not any(is_blank(rows[index][named - 1]) for index in whole)
        self._in_block = self._blocks(data) if whole else set()

    def is_plain(self, index: int) -> bool:
        """Whether nothing but empty cells is missing at the end of this line."""
        row = self._rows[index]
        return index in self._in_block or (self._leaves_out and len(row) > 1 and not is_blank(row[-1]))

    def _blocks(self, data: Sequence[int]) -> set[int]:
        found: set[int] = set()
        run: list[int] = []
        for index in data:
            if run and len(self._rows[index]) != len(self._rows[run[-1]]):
                run = []
            run.append(index)
            if len(run) >= _BLOCK and len(self._rows[index]) < self._named:
                found.update(run if len(run) == _BLOCK else run[-1:])
        return found


def _last_needed(table: Table) -> int:
    """The column of the last note or required value."""
    required = {*REQUIRED[table.recognised.record], "note"}
    return max(
        (table.first + position for position, column in table.recognised.columns.items() if column.field in required),
        default=-1,
    )


def _last_but_remarks(table: Table) -> int:
    """The column of the last value that is more than a remark, be it another time's."""
    known = [at for at, column in table.recognised.columns.items() if column.field not in _REMARKS]
    return table.first + max([*known, *table.recognised.times], default=-1 - table.first)


def _still_uneven(table: Table, uneven_before: frozenset[str]) -> dict[int, int]:
    expected = _filled_fields(table.sheet.rows[table.heading_index])
    found = {index: _filled_fields(table.sheet.rows[index]) for index in table.data}
    return {
        index: count
        for index, count in found.items()
        if count > expected or returned.digest(table.sheet.rows[index]) in uneven_before
    }


def _filled_fields(row: Sequence[Value]) -> int:
    return max((number for number, value in enumerate(row, start=1) if not is_blank(value)), default=0)
