"""From findings to the cells of a workbook that they mark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from pipeline.annotated.words import SIGNS
from pipeline.ingest import identity
from pipeline.ingest.cells import is_blank
from pipeline.ingest.details import Place
from pipeline.ingest.sheet import Sheet, Value
from pipeline.ingest.texts import text_of
from pipeline.ingest.xlsx_places import column_number
from pipeline.vocabulary import SEVERITIES, WORDS, Language

_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_HEADINGS_WITHIN = 100  # rows from the top in which a heading is looked for


@dataclass(frozen=True)
class Problem:
    """One finding in one language: what is wrong, how to mend it, and where it is marked."""

    severity: str
    message: str
    remedy: str
    value: str
    sheet: Sheet | None
    row_number: int | None
    place: Place | None  # row number and column, from 1, of the cell that is marked


def problems(findings: pd.DataFrame, sheets: Sequence[Sheet], language: Language) -> list[Problem]:
    """Every finding of one file, in their order, each with the cell that it marks."""
    finders: dict[str, _Finder] = {}
    for sheet in sheets:
        finders.setdefault(identity.redact(sheet.name), _Finder(sheet))
    found = []
    wanted = ("severity", "sheet", "row_number", "column_name", "cell", "value")
    texts = (findings[f"{part}_{language}"] for part in ("message", "remedy"))
    for severity, name, row, column, cell, value, message, remedy in zip(
        *(findings[key] for key in wanted), *texts, strict=True
    ):
        finder = finders.get(str(name))
        number = None if pd.isna(row) else int(row)
        place = finder.place(str(cell or ""), number, str(column or "")) if finder else None
        sent = finder.sent(place) if finder and place and cell else ""
        found.append(
            Problem(
                severity, message, remedy, sent or str(value or ""), finder.sheet if finder else None, number, place
            )
        )
    return found


def by_place(found: Iterable[Problem], sheet: Sheet) -> dict[Place, list[Problem]]:
    """The problems of one sheet by the cell that they mark, the worst first."""
    marked: dict[Place, list[Problem]] = {}
    for one in found:
        if one.sheet is sheet and one.place:
            marked.setdefault(one.place, []).append(one)
    return {place: sorted(several, key=lambda one: SEVERITIES.index(one.severity)) for place, several in marked.items()}


def comment(several: Sequence[Problem], language: Language) -> str:
    """What stands beside a marked cell."""
    return "\n\n".join(
        f"{SIGNS[one.severity]} {WORDS[one.severity][language].capitalize()} – {one.message}\n→ {one.remedy}"
        for one in several
    )


class _Finder:
    """Finds the cell of one sheet that a finding is about."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._indexes: Mapping[int, int] | None = None
        self._headings: dict[str, Place] | None = None

    def place(self, cell: str, row_number: int | None, column_name: str) -> Place | None:
        """The cell itself; else the first filled one of its row; else the heading of its column."""
        named = _CELL.fullmatch(cell)
        if named:
            return int(named[2]), column_number(named[1].encode())
        if row_number is not None:
            row = self._row(row_number)
            filled = next((number for number, value in enumerate(row, start=1) if not is_blank(value)), 1)
            return row_number, filled
        return self._heading(column_name) if column_name else None

    def sent(self, place: Place) -> str:
        """The text of a cell as its sender wrote it."""
        row = self._row(place[0])
        return text_of(row[place[1] - 1]) if place[1] <= len(row) else ""

    def _row(self, number: int) -> Sequence[Value]:
        if self._indexes is None:
            self._indexes = {self.sheet.row_number(index): index for index in range(len(self.sheet.rows))}
        index = self._indexes.get(number)
        return () if index is None else self.sheet.rows[index]

    def _heading(self, name: str) -> Place | None:
        if self._headings is None:
            self._headings = {}
            for index, row in enumerate(self.sheet.rows[:_HEADINGS_WITHIN]):
                for column, value in enumerate(row, start=1):
                    if isinstance(value, str) and not value.isspace():
                        shown = identity.redact(" ".join(value.split()))
                        self._headings.setdefault(shown, (self.sheet.row_number(index), column))
        return self._headings.get(name)
