"""What every reader hands over: the sheets of a received file, cell for cell, where a person sees them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from pipeline.config import Limits


@dataclass(frozen=True)
class ErrorCell:
    """A cell that shows an error instead of a value, such as `#N/A`."""

    text: str


@dataclass(frozen=True)
class TwoAnswers(ErrorCell):
    """Two columns that ask the same and answer otherwise, such as `3 ≠ 5`."""


@dataclass(frozen=True)
class NoValue:
    """A formula whose result was not saved with the file."""


Value = str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta | ErrorCell | NoValue | None
"""One cell as sent; None where it is empty."""


@dataclass(frozen=True)
class Borrowed:
    """Where the columns that a sheet has from another one stand there."""

    sheet: str
    first: int  # the index of the first such column of the borrowing sheet
    columns: list[int]  # the number that a person sees of each, from that one on
    rows: list[int]  # the number that a person sees of the row there, for each row of the borrowing sheet; 0: of none


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook, or all of a text file.

    `rows[0]` is row 1 and its first value column A: leading empty rows and columns are kept. Rows may differ in length.
    """

    name: str  # '' for text files
    rows: list[list[Value]]
    line_numbers: list[int] | None = None  # text files: the line an editor shows where each record starts
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()  # row numbers, from 1
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)  # first row and column, last row and column
    tool: str = ""  # the form tool that people say wrote it; '' where its headings tell
    heading: int | None = None  # of our own template: the index of its heading row, known and not guessed
    said_heading: int | None = None  # the index of the row that a person says is its heading row
    has_repeats: bool = False  # whether other sheets say what was asked several times in each of its rows
    borrowed: Borrowed | None = None
    formats: Mapping[tuple[int, int], str] = field(default_factory=dict)  # (row, column) from 1: '%', 'EUR', '$', '/10'

    def row_number(self, index: int) -> int:
        """The number a person sees beside `rows[index]`."""
        return index + 1 if self.line_numbers is None else self.line_numbers[index]

    def lender(self, column: int) -> tuple[str, int | None]:
        """The sheet and the column number where a column of this index really stands; '' and None where it is here."""
        if self.borrowed is None or column < self.borrowed.first:
            return "", None
        return self.borrowed.sheet, self.borrowed.columns[column - self.borrowed.first]

    def place(self, index: int, column: int) -> tuple[str, int, int]:
        """The sheet, the row number and the column number where a person sees what stands at these indexes."""
        lender, number = self.lender(column)
        if self.borrowed is None or number is None:
            return self.name, self.row_number(index), column + 1
        return lender, self.borrowed.rows[index], number

    def index_of(self, number: int) -> int | None:
        """The index of the row beside which a person sees this number; None where there is no such row."""
        if self.line_numbers is None:
            return number - 1 if 0 < number <= len(self.rows) else None
        return self.line_numbers.index(number) if number in self.line_numbers else None

    def row_numbers(self, indexes: Sequence[int]) -> list[int]:
        """The number of each of these rows."""
        return [index + 1 for index in indexes] if self.line_numbers is None else [*map(self.row_number, indexes)]


@dataclass(frozen=True)
class Source:
    """All that a received file holds."""

    sheets: list[Sheet]
    encoding: str = ""  # '' for workbooks
    separator: str = ""  # '' for workbooks
    dates_from_1904: bool = False  # whether a serial date without a date format counts from 1904


class Refused(Exception):
    """A file that cannot be read, or must not be; `code` is a fatal kind of the catalogue of findings."""

    def __init__(self, code: str, **facts: str | int) -> None:
        self.code, self.facts = code, facts
        super().__init__(code)

    def __reduce__(self) -> tuple[object, ...]:
        return _refused, (self.code, self.facts)


def check_texts(source: Source, size: int, limits: Limits) -> None:
    """Refuses `too_large` for a cell longer than anyone writes: it would go into every table and page after this.

    `size` is that of the largest part that holds cells: no cell is longer.
    """
    if size <= limits.cell_characters:
        return
    for sheet in source.sheets:
        different = set(chain.from_iterable(sheet.rows))
        if any(type(value) is str and len(value) > limits.cell_characters for value in different):
            raise Refused("too_large", limit=f"cell_characters = {limits.cell_characters}")


def _refused(code: str, facts: dict[str, str | int]) -> Refused:
    return Refused(code, **facts)
