"""From the records of an .xls to what calamine leaves out: error cells, formats, hidden rows; refuses absurd sizes."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping

from pipeline.config import Limits
from pipeline.ingest import compound
from pipeline.ingest.details import ERRORS, Details, check_claim
from pipeline.ingest.number_formats import Shown, shown_by, shown_by_number
from pipeline.ingest.sheet import ErrorCell, Refused

_STREAMS = ("Workbook", "Book", "WORKBOOK", "BOOK")
_END_OF_PART = 0x0A
_PASSWORD = 0x2F
_SHEET = 0x85
_TEXTS = 0xFC
_SIZE = 0x200
_HARMLESS = 10**6  # cells
_ERROR_OR_FLAG = 0x205
_FORMULAS = frozenset({0x06, 0x206, 0x406})
_ROW = 0x208
_HIDDEN = 0x20
_FORMAT, _STYLE, _STYLE_OF_97 = 0x41E, 0xE0, 20
_NUMBERS = _FORMULAS | {0x203, 0x27E}
_NUMBERS_IN_A_ROW = 0xBD
_CELLS = _FORMULAS | {_ERROR_OR_FLAG, 0x203, 0x27E, 0xFD, 0x204, 0xBD, 0xD6}  # numbers, texts, several numbers


def details(content: bytes, limits: Limits) -> tuple[bytes, dict[str, Details]]:
    """The content with true sheet sizes, and the details by sheet name; a file that is not understood has none.

    Refuses `password_protected`, `too_large`, and `unreadable_file` where no memory would do.
    """
    book = compound.stream(content, _STREAMS)
    found: dict[str, Details] = {}
    telling = _telling_styles(book)
    for name, start in _sheets(book):
        sheet, claims = Details(), []
        rows, columns = 0, 0
        for kind, at, length in _records(book, start):
            if kind in _CELLS and length >= 6:
                row, column = struct.unpack_from("<2H", book, at)
                rows, columns = max(rows, row + 1), max(columns, column + 1)
                if (error := _error(book, kind, at, length)) is not None:
                    sheet.cells[row + 1, column + 1] = ErrorCell(ERRORS.get(error, "#N/A"))
                elif telling:
                    _note_formats(sheet, telling, book, kind, at, length)
            elif kind == _ROW and length >= 16 and book[at + 12] & _HIDDEN:
                sheet.hidden_rows.add(struct.unpack_from("<H", book, at)[0] + 1)
            elif kind == _SIZE:
                claims.append(book[at - 4 : at + length])
        check_claim(rows, columns, limits)
        for claim in claims:
            content = _with_true_size(content, claim, rows, columns)
        found[name] = sheet
    return content, found


def _telling_styles(book: bytes) -> dict[int, Shown]:
    """The style numbers whose format shows more than the number; those of Excel 97 and later, whose texts have a width.

    Excel 5 has no such style: its styles are shorter.
    """
    codes: dict[int, str] = {}
    found: dict[int, Shown] = {}
    style = 0
    for kind, at, length in _records(book, 0):
        if kind == _FORMAT and length >= 5:
            number, letters, wide = struct.unpack_from("<HHB", book, at)
            text = book[at + 5 : at + length][: letters * (1 + (wide & 1))]
            codes[number] = text.decode("utf-16-le" if wide & 1 else "latin-1", "replace")
        elif kind == _STYLE and length >= 4:
            number = struct.unpack_from("<H", book, at + 2)[0]
            shown = shown_by(codes[number]) if number in codes else shown_by_number(str(number))
            if shown != Shown() and length >= _STYLE_OF_97:
                found[style] = shown
            style += 1
    return found


def _note_formats(sheet: Details, telling: Mapping[int, Shown], book: bytes, kind: int, at: int, length: int) -> None:
    row, column = struct.unpack_from("<2H", book, at)
    if kind in _NUMBERS:
        styles = (struct.unpack_from("<H", book, at + 4)[0],)
    elif kind == _NUMBERS_IN_A_ROW:
        styles = tuple(struct.unpack_from("<H", book, at + 4 + 6 * place)[0] for place in range((length - 6) // 6))
    else:
        return
    for place, style in enumerate(styles):
        if style in telling:
            sheet.shown[row + 1, column + place + 1] = telling[style]


def _error(book: bytes, kind: int, at: int, length: int) -> int | None:
    if kind == _ERROR_OR_FLAG and length >= 8 and book[at + 7] == 1:
        return book[at + 6]
    if kind in _FORMULAS and length >= 14 and book[at + 12 : at + 14] == b"\xff\xff" and book[at + 6] == 2:
        return book[at + 8]
    return None


def _with_true_size(content: bytes, claim: bytes, rows: int, columns: int) -> bytes:
    """calamine makes room for the size that a sheet claims, which old programs leave at its largest."""
    layout = "<2I2H" if len(claim) >= 16 else "<4H"
    if len(claim) < 4 + struct.calcsize(layout):
        return content
    first_row, last_row, first_column, last_column = struct.unpack_from(layout, claim, 4)
    in_order = first_row <= last_row and first_column <= last_column
    if in_order and last_row * last_column <= max(2 * rows * columns, _HARMLESS):
        return content
    true_size = claim[:4] + struct.pack(layout, 0, rows, 0, columns) + claim[4 + struct.calcsize(layout) :]
    if claim not in content:  # cut in two by the file's sectors
        raise Refused("unreadable_file")
    return content.replace(claim, true_size)


def _sheets(book: bytes) -> Iterator[tuple[str, int]]:
    for kind, at, length in _records(book, 0):
        if kind == _PASSWORD:
            raise Refused("password_protected")
        if kind == _TEXTS and length >= 8 and struct.unpack_from("<I", book, at + 4)[0] > len(book):
            raise Refused("unreadable_file")  # calamine makes room for as many texts as are claimed
        if kind == _SHEET and length >= 8:
            start, letters, wide = struct.unpack_from("<I", book, at)[0], book[at + 6], book[at + 7]
            if wide in {0, 1}:
                name = book[at + 8 : at + 8 + letters * (1 + wide)].decode(
                    "utf-16-le" if wide else "latin-1", "replace"
                )
            else:  # before Excel 97 a name has no width
                name = book[at + 7 : at + 7 + letters].decode("cp1252", "replace")
            yield name, start


def _records(book: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Kind, place and length of each record up to the end of the part that begins at `at`."""
    depth = 0
    while 0 <= at <= len(book) - 4:
        kind, length = struct.unpack_from("<2H", book, at)
        at += 4
        if at + length > len(book):
            return
        yield kind, at, length
        depth += (kind == 0x809) - (kind == _END_OF_PART)  # charts nest a part of their own
        if kind == _END_OF_PART and depth <= 0:
            return
        at += length
