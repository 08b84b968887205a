"""From the sheets of a file and the cells that a person mended to the sheets as they are read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from pipeline.findings import Finding
from pipeline.ingest.identity import redact
from pipeline.ingest.sheet import Sheet, Source
from pipeline.ingest.texts import text_of
from pipeline.ingest.xlsx_places import column_number
from pipeline.side_file import Mended

_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def with_mended(source: Source, cells: Iterable[Mended]) -> tuple[Source, list[Finding]]:
    """The source with what people wrote in place of what was sent, read as if it had been sent so.

    A cell that does not hold what was mended stays as it was sent, with a finding: it is another cell by now.
    """
    by_sheet: dict[str, list[Mended]] = {}
    for one in cells:
        by_sheet.setdefault(one.sheet, []).append(one)
    found: list[Finding] = []
    sheets: list[Sheet] = []
    for sheet in source.sheets:
        wanted = by_sheet.pop(redact(sheet.name), ())
        if wanted:
            sheet, missed = _mended(sheet, wanted)
            found += missed
        sheets.append(sheet)
    found += [_missed(one, "") for rest in by_sheet.values() for one in rest]
    return replace(source, sheets=sheets) if cells else source, found


def _mended(sheet: Sheet, cells: Iterable[Mended]) -> tuple[Sheet, list[Finding]]:
    indexes = {sheet.row_number(index): index for index in range(len(sheet.rows))}
    rows, formats = list(sheet.rows), dict(sheet.formats)
    missed: list[Finding] = []
    for one in cells:
        named = _CELL.fullmatch(one.cell)
        index = indexes.get(int(named[2])) if named else None
        if named is None or index is None:
            missed.append(_missed(one, ""))
            continue
        column = column_number(named[1].encode())
        row = [*rows[index], *[None] * (column - len(rows[index]))]
        sent = redact(text_of(row[column - 1]))
        if one.was and one.was != sent:
            missed.append(_missed(one, sent))
            continue
        row[column - 1] = one.now or None
        rows[index] = row
        formats.pop((index + 1, column), None)  # what a person writes is read as it is written
    return replace(sheet, rows=rows, formats=formats), missed


def _missed(one: Mended, sent: str) -> Finding:
    return Finding("not_mended", one.sheet, one.row_number, "", one.cell, sent, {"was": one.was, "now": one.now})
