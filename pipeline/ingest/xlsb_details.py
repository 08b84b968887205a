"""From the records of an .xlsb to what calamine leaves out: error cells, formats, hidden rows; refuses absurd sizes."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator, Mapping

from pipeline.config import Limits
from pipeline.ingest.archive import part
from pipeline.ingest.details import ERRORS, Details, check_claim
from pipeline.ingest.number_formats import Shown, shown_by, shown_by_number
from pipeline.ingest.sheet import ErrorCell
from pipeline.ingest.xlsx_details import paths_of

_ROW = 0
_ERROR, _FORMULA_ERROR = 3, 11
_VALUES = frozenset(range(2, 12))  # numbers, errors, flags, texts, and the same as results of formulas
_NUMBERS = frozenset({2, 5, 9})
_STYLE_NUMBER = 0xFFFFFF
_SHEET = 156
_FORMAT, _STYLE, _STYLES, _STYLES_END = 44, 47, 617, 618
_HIDDEN = 0x10


def details(workbook: zipfile.ZipFile, limits: Limits) -> dict[str, Details]:
    """By sheet name. Refuses `too_large`."""
    paths = paths_of(workbook, "xl/_rels/workbook.bin.rels")
    book = part(workbook, "xl/workbook.bin")
    found: dict[str, Details] = {}
    telling = _telling_styles(part(workbook, "xl/styles.bin"))
    for kind, at, length in _records(book):
        if kind == _SHEET:
            relation, after = _text(book, at + 8, at + length)
            name, _ = _text(book, after, at + length)
            found[name] = _details_of(part(workbook, paths.get(relation, "")), limits, telling)
    return found


def _details_of(data: bytes, limits: Limits, telling: Mapping[int, Shown]) -> Details:
    found = Details()
    row, rows, columns = 0, 0, 0
    for kind, at, length in _records(data):
        if kind == _ROW and length >= 12:
            row = struct.unpack_from("<I", data, at)[0] + 1
            if data[at + 11] & _HIDDEN:
                found.hidden_rows.add(row)
        elif kind in _VALUES and length >= 9:
            column = struct.unpack_from("<I", data, at)[0] + 1
            rows, columns = max(rows, row), max(columns, column)
            if kind in {_ERROR, _FORMULA_ERROR}:
                found.cells[row, column] = ErrorCell(ERRORS.get(data[at + 8], "#N/A"))
            elif telling and kind in _NUMBERS:
                style = struct.unpack_from("<I", data, at + 4)[0] & _STYLE_NUMBER
                if style in telling:
                    found.shown[row, column] = telling[style]
    check_claim(rows, columns, limits)
    return found


def _telling_styles(styles: bytes) -> dict[int, Shown]:
    """The style numbers whose format shows more than the number."""
    codes: dict[int, str] = {}
    found: dict[int, Shown] = {}
    style, of_cells = 0, False
    for kind, at, length in _records(styles):
        if kind == _FORMAT and length >= 6:
            codes[struct.unpack_from("<H", styles, at)[0]] = _text(styles, at + 2, at + length)[0]
        elif kind in {_STYLES, _STYLES_END}:
            of_cells = kind == _STYLES
        elif kind == _STYLE and of_cells and length >= 4:
            number = struct.unpack_from("<H", styles, at + 2)[0]
            shown = shown_by(codes[number]) if number in codes else shown_by_number(str(number))
            if shown != Shown():
                found[style] = shown
            style += 1
    return found


def _records(data: bytes) -> Iterator[tuple[int, int, int]]:
    at, end = 0, len(data)
    while at < end:
        kind = data[at]
        at += 1
        if kind & 0x80 and at < end:
            kind = kind & 0x7F | (data[at] & 0x7F) << 7
            at += 1
        length, shift = 0, 0
        while at < end and shift < 28:
            byte = data[at]
            at += 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                break
        if at + length > end:
            return
        yield kind, at, length
        at += length


def _text(data: bytes, at: int, end: int) -> tuple[str, int]:
    if at + 4 > end:
        return "", end
    after = min(at + 4 + 2 * struct.unpack_from("<I", data, at)[0], end)
    return data[at + 4 : after].decode("utf-16-le", errors="replace"), after
