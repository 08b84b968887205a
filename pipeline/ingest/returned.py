"""What a workbook of ours says of itself when people return it: which sheets are ours, and what it corrects."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

from pipeline.folding import fold
from pipeline.ingest.cells import first_filled, is_blank
from pipeline.ingest.sheet import Sheet, Source, Value
from pipeline.ingest.texts import text_of

_MARK = "certiscope:"
FINDINGS = _MARK + "findings"
SUMMARY = _MARK + "summary"
CORRECTS = _MARK + "corrects"
TEMPLATE = _MARK + "template"
"""Each stands in cell A1 of a sheet that we added: a sheet keeps it when it is renamed, moved or saved elsewhere."""

_MOST_HEADINGS = 500
_HEX = frozenset("0123456789abcdef")


@dataclass(frozen=True)
class Correction:
    """`contents` are the SHA-256 of what was annotated, the last first, and of what that one corrected in its turn.

    `wrong_rows` is how many rows of it were set aside when it was annotated. `uneven` are the digests of lines of a
    text file whose values may stand under the wrong headings: in a workbook nothing else tells that they do.
    `from_lines` says that rows are the lines of a text file: hidden blank rows stand for the further lines of a record.
    `headings` are those of the template that people filled in; none where it was no template of ours.
    """

    contents: tuple[str, ...] = ()
    wrong_rows: int = 0
    uneven: frozenset[str] = frozenset()
    from_lines: bool = False
    headings: tuple[str, ...] = ()


def digest(row: Sequence[Value]) -> str:
    """Equal for rows that hold the same texts in the same places."""
    texts = [text_of(value) for value in row]
    while texts and not texts[-1].strip():
        texts.pop()
    return blake2b("\x1f".join(texts).encode("utf-8", "replace"), digest_size=16).hexdigest()


def told_by(source: Source) -> tuple[Source, Correction]:
    """The sender's own sheets, and what the file says that it corrects."""
    if not any(map(_is_ours, source.sheets)):
        return source, Correction()
    own = [sheet for sheet in source.sheets if not _is_ours(sheet)]
    marked = next((sheet for sheet in source.sheets if _first_cell(sheet) == CORRECTS), None)
    template = next((sheet for sheet in source.sheets if _first_cell(sheet) == TEMPLATE), None)
    correction = _read(marked.rows) if marked else Correction()
    if template is not None:
        correction = dataclasses.replace(correction, headings=_headings(template))
    if correction.from_lines:
        own = [_without_further_lines(sheet) for sheet in own]
    if correction.headings:
        own = [dataclasses.replace(sheet, heading=_heading_row(sheet, correction.headings)) for sheet in own]
    return dataclasses.replace(source, sheets=own), correction


def written(correction: Correction) -> list[tuple[str | int, ...]]:
    """The rows of the sheet that carries the mark; `told_by` reads them back."""
    told = (*correction.contents, *sorted(correction.uneven))
    first: tuple[str | int, ...] = (CORRECTS, correction.wrong_rows, int(correction.from_lines), *correction.headings)
    return [first, *((text,) for text in told)]


def _read(rows: Sequence[Sequence[Value]]) -> Correction:
    texts = [row[0] for row in rows[1:] if row and isinstance(row[0], str) and set(row[0]) <= _HEX]
    count, from_lines = [*rows[0], 0, 0][1:3]
    return Correction(
        contents=tuple(text for text in texts if len(text) == 64),
        wrong_rows=int(count) if isinstance(count, int | float) and 0 <= count < 2**31 else 0,
        uneven=frozenset(text for text in texts if len(text) == 32),
        from_lines=from_lines == 1,
        headings=tuple(text_of(value) for value in rows[0][3:] if not is_blank(value)),
    )


def _headings(template: Sheet) -> tuple[str, ...]:
    """The headings of the table, which stand one below the other in the third column of the hidden sheet."""
    column = [text_of(row[2]) for row in template.rows[:_MOST_HEADINGS] if len(row) > 2]
    return tuple(text for text in column if text.strip())


def _heading_row(sheet: Sheet, headings: Sequence[str]) -> int | None:
    """The index of the row that begins with these headings; None where someone changed them."""
    wanted = [fold(text) for text in headings]
    for index, row in enumerate(sheet.rows):
        if [fold(text_of(value)) for value in row[: len(wanted)]] == wanted:
            return index
    return None


def _without_further_lines(sheet: Sheet) -> Sheet:
    """The sheet as the text file had it: a record a row, each with the number of its first line."""
    kept = [
        index
        for index, row in enumerate(sheet.rows)
        if index + 1 not in sheet.hidden_rows or first_filled(row) is not None
    ]
    if len(kept) == len(sheet.rows):
        return sheet
    place = {index + 1: position for position, index in enumerate(kept, start=1)}
    return dataclasses.replace(
        sheet,
        rows=[sheet.rows[index] for index in kept],
        line_numbers=[index + 1 for index in kept],
        formats={(place[row], column): shown for (row, column), shown in sheet.formats.items() if row in place},
        merged=[],
    )


def _is_ours(sheet: Sheet) -> bool:
    return _first_cell(sheet) in (FINDINGS, SUMMARY, CORRECTS, TEMPLATE)


def _first_cell(sheet: Sheet) -> Value:
    return sheet.rows[0][0] if sheet.rows and sheet.rows[0] else None
