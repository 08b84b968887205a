"""From the XML of an .ods to what calamine leaves out: error cells, long durations, formats, hidden rows."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from decimal import Decimal, InvalidOperation

from pipeline.config import Limits
from pipeline.ingest.archive import part
from pipeline.ingest.details import Details, check_claim
from pipeline.ingest.number_formats import Shown, shown_by
from pipeline.ingest.sheet import ErrorCell, Refused, Value
from pipeline.ingest.xml_tags import attributes, text

_TAG = re.compile(rb"<table:(table-row|table-cell|covered-table-cell|table)(\s[^<>]*)?/?>")
_OPENED, _CLOSED = re.compile(rb"<table:table(?:\s[^<>]*)?(?<!/)>"), re.compile(rb"</table:table\s*>")
_SHOWN_TEXT = re.compile(rb"<text:p[^<>]*>([^<]*)<")
_BESIDE = re.compile(r"([+\-−]?\d[\d\s.,'’]*?)\s*([^\d\s.,'’\"][^\d\"]{0,20})")
_DURATION = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S")
_TRUTHS = {b"TRUE": True, b"VRAI": True, b"FALSE": False, b"FAUX": False}
_LONGEST_HIDDEN = 10_000  # a longer run is the unused end of the sheet


def details(workbook: zipfile.ZipFile, limits: Limits) -> dict[str, Details]:
    """By sheet name. Refuses `too_large`: repeated cells make a small file claim millions; and `unreadable_file`."""
    content = part(workbook, "content.xml")
    if len(_OPENED.findall(content)) > len(_CLOSED.findall(content)):  # calamine would look for the end for ever
        raise Refused("unreadable_file")
    found: dict[str, Details] = {}
    sheet = Details()
    row, next_row, column, rows, columns = 0, 0, 0, 0, 0
    for match in _TAG.finditer(content):
        tag = attributes(match[2])
        if match[1] == b"table":
            sheet = found.setdefault(tag.get("table:name", ""), Details())
            next_row, rows, columns = 0, 0, 0
        elif match[1] == b"table-row":
            row, column = next_row, 0
            next_row += _repeat(tag, "table:number-rows-repeated")
            if tag.get("table:visibility", "visible") != "visible" and next_row - row <= _LONGEST_HIDDEN:
                sheet.hidden_rows.update(range(row + 1, next_row + 1))
        else:
            first, column = column + 1, column + _repeat(tag, "table:number-columns-repeated")
            down, across = _repeat(tag, "table:number-rows-spanned"), _repeat(tag, "table:number-columns-spanned")
            if down * across > 1:
                sheet.merged.append((row + 1, first, row + down, first + across - 1))
            if "office:value-type" in tag:
                rows, columns = max(rows, next_row), max(columns, column)
                check_claim(rows, columns, limits)
                _note(
                    sheet,
                    tag,
                    _SHOWN_TEXT.search(content, match.end()),
                    range(row + 1, next_row + 1),
                    range(first, column + 1),
                )
    return found


def _note(sheet: Details, tag: dict[str, str], shown: re.Match[bytes] | None, rows: range, columns: range) -> None:
    kind = tag["office:value-type"]
    value: Value = None
    format_shown = Shown()
    if tag.get("calcext:value-type") == "error":
        value = ErrorCell(text(shown[1]) if shown and shown[1] else "#N/A")
    elif kind == "time" and (duration := _DURATION.fullmatch(tag.get("office:time-value", ""))):
        hours, minutes, seconds = map(int, duration.groups())
        value = dt.timedelta(hours=hours, minutes=minutes, seconds=seconds)
    elif kind == "float" and shown and (truth := _TRUTHS.get(shown[1].upper())) is not None:
        value = truth  # LibreOffice writes a logical value as a number that shows its word
    elif kind == "float" and shown and (beside := _BESIDE.fullmatch(text(shown[1]).strip())):
        format_shown = _shown_beside(tag.get("office:value", ""), beside[1], beside[2])
    elif kind == "percentage":
        format_shown = Shown(unit="%")
    elif kind == "currency":
        format_shown = Shown(unit=tag.get("office:currency", ""))
    if value is not None:
        sheet.cells.update({(row, column): value for row in rows for column in columns})
    elif format_shown != Shown():
        sheet.shown.update({(row, column): format_shown for row in rows for column in columns})


def _shown_beside(value: str, number: str, words: str) -> Shown:
    """What the words beside a shown number mean: `950 k€` for 949720 only shows fewer digits of the same euros."""
    said = shown_by(f'0"{words}"')
    if not said.suffix or _shows(number, value):
        return said
    return shown_by(f'0,"{words}"')


def _shows(number: str, value: str) -> bool:
    """Whether a shown number is this value, to the digits that are shown, with either decimal mark."""
    bare = "".join(letter for letter in number if letter in "0123456789,.")
    for mark, other in (",.", ".,"):
        whole, _, decimals = bare.replace(other, "").partition(mark)
        try:
            shown, meant = Decimal(f"{whole or 0}.{decimals or 0}"), abs(Decimal(value))
        except InvalidOperation:
            continue
        if abs(shown - meant) * 10 ** len(decimals) <= 1:
            return True
    return False


def _repeat(tag: dict[str, str], name: str) -> int:
    number = tag.get(name, "1")
    return max(int(number), 1) if number.isdigit() and len(number) < 10 else 1
