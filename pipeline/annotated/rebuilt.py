"""From the sheets of a received file to the same sheets in a new workbook, with the marked cells shown."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from xlsxwriter.exceptions import OverlappingRange

from pipeline.annotated.marks import Problem, comment
from pipeline.ingest.details import Place
from pipeline.ingest.sheet import ErrorCell, NoValue, Sheet, Value
from pipeline.ingest.texts import text_of
from pipeline.ingest.xlsx_look import Look
from pipeline.vocabulary import Language

LONGEST_SHEET, WIDEST_SHEET = 1_048_576, 16_384
_LONGEST_TEXT = 32_767
_FIRST_YEAR = 1900
_NARROWEST, _WIDEST = 9, 40  # characters of a column whose width nobody set
_SAMPLE = 200
_LARGEST_MERGED = 10_000
_DATES: dict[type, str] = {
    dt.datetime: "yyyy-mm-dd hh:mm:ss",
    dt.date: "yyyy-mm-dd",
    dt.time: "hh:mm:ss",
    dt.timedelta: "[hh]:mm:ss",
}
_ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"})

# Shape and letters carry the severity as well as colour: thick, dashed or dotted border, bold or italic.
MARKED: dict[str, dict[str, object]] = {
    "error": {"bg_color": "#FBDDBF", "border": 2, "border_color": "#B36200", "bold": True},
    "question": {"bg_color": "#D6E9F5", "border": 3, "border_color": "#0072B2", "italic": True},
    "warning": {"bg_color": "#EDEDED", "border": 4, "border_color": "#6E6E6E"},
}
MARKED["fatal"] = MARKED["error"]


class Formats:
    """The cell formats of one workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[object, ...], Any] = {}

    def of(self, severity: str = "", number_format: str = "", **more: object) -> Any:
        """The format for a severity, or '', and a number format, or ''; None where there is nothing to show."""
        key = (severity, number_format, *more.items())
        if not any((severity, number_format, more)):
            return None
        if key not in self._made:
            shown = {"num_format": number_format} if number_format else {}
            self._made[key] = self._book.add_format({**MARKED.get(severity, {}), **shown, **more})
        return self._made[key]


def write(
    target: Any,
    sheet: Sheet,
    look: Look,
    marked: Mapping[Place, Sequence[Problem]],
    formats: Formats,
    language: Language,
    comments_left: int,
) -> None:
    """Write one sheet, every cell in its own place, with comments on the first marked cells."""
    _shape(target, sheet, look, {row for row, _ in marked})
    empty = dict.fromkeys(marked)
    for index, row in enumerate(sheet.rows):
        number = sheet.row_number(index)
        for column, value in enumerate(row, start=1):
            if value is None:
                continue
            place = (number, column)
            severity = marked[place][0].severity if place in marked else ""
            stored, shown = _stored(value, place, sheet, look)
            _put(target, number - 1, column - 1, stored, formats.of(severity, shown))
            empty.pop(place, None)
    for at, column in empty:
        target.write_blank(at - 1, column - 1, None, formats.of(marked[at, column][0].severity))
    for (at, column), several in list(marked.items())[:comments_left]:
        options = {"author": "Certiscope", "x_scale": 2.4, "y_scale": 1 + 0.6 * len(several), "font_size": 9}
        target.write_comment(at - 1, column - 1, comment(several, language)[:_LONGEST_TEXT], options)


def _stored(value: Value, place: Place, sheet: Sheet, look: Look) -> tuple[Value, str]:
    """The value as the file holds it, and the number format that shows it."""
    code = look.formats.get(place, "")
    if isinstance(value, str) and place in look.numbers:
        # The reader put the unit that a format shows into the text; the file holds the number alone.
        with contextlib.suppress(ValueError):
            return float(value.split(" ")[0]), code
    if not code and place in sheet.formats:
        unit = sheet.formats[place]
        return value, "0.##########%" if unit == "%" else f'#,##0.00 "{unit}"'
    return value, code or _DATES.get(type(value), "")


def _put(target: Any, row: int, column: int, value: Value, shown: Any) -> None:
    if isinstance(value, str):
        text = value if value.isprintable() else value.encode("utf-8", "replace").decode()
        target.write_string(row, column, text[:_LONGEST_TEXT], shown)
    elif isinstance(value, bool):
        target.write_boolean(row, column, value, shown)
    elif isinstance(value, int | float):
        target.write_number(row, column, value, shown)
    elif isinstance(value, ErrorCell | NoValue):
        # An error that nobody mends must still be one when the workbook returns: as a text it could be read as absent.
        error = value.text if isinstance(value, ErrorCell) and value.text in _ERRORS else "#N/A"
        target.write_formula(row, column, f"={error}", shown, error)
    elif isinstance(value, dt.date) and value.year < _FIRST_YEAR:
        target.write_string(row, column, text_of(value), shown)
    elif value is not None:
        target.write_datetime(row, column, value, shown)


def _shape(target: Any, sheet: Sheet, look: Look, marked_rows: set[int]) -> None:
    if sheet.hidden:
        target.hide()
    target.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    for top, left, bottom, right in sheet.merged:
        if 1 < (bottom - top + 1) * (right - left + 1) <= _LARGEST_MERGED:
            with contextlib.suppress(OverlappingRange):
                target.merge_range(top - 1, left - 1, bottom - 1, right - 1, "")
    for column, width in (look.widths or _widths(sheet)).items():
        target.set_column(column - 1, column - 1, width)
    for row in sorted((sheet.hidden_rows | _between_lines(sheet)) - marked_rows):
        target.set_row(row - 1, None, None, {"hidden": True})


def _widths(sheet: Sheet) -> dict[int, float]:
    widths: dict[int, float] = {}
    for row in sheet.rows[:_SAMPLE]:
        for column, value in enumerate(row, start=1):
            longest = max(map(len, text_of(value).split("\n")))
            widths[column] = min(max(widths.get(column, _NARROWEST), longest + 2), _WIDEST)
    return widths


def _between_lines(sheet: Sheet) -> set[int]:
    """Rows that hold nothing because a record of a text file runs over several lines: row numbers stay its lines."""
    lines = sheet.line_numbers
    return set(range(1, lines[-1] + 1)).difference(lines) if lines else set()
