"""From the XML of an .xlsx to how its cells look: number formats and column widths, for who builds it again."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from openpyxl.styles.numbers import BUILTIN_FORMATS

from pipeline.ingest.archive import part, parts
from pipeline.ingest.details import Place
from pipeline.ingest.sheet import Refused
from pipeline.ingest.xlsx_details import one_of, sheet_names, used_styles
from pipeline.ingest.xlsx_places import column_number
from pipeline.ingest.xml_tags import PREFIX, tags

_LONGEST_FORMAT = 255
_WIDEST = 255.0
_LAST_COLUMN = 16_384


@dataclass(frozen=True)
class Look:
    """One sheet's number formats by place, which cells of these hold a number, and the widths that were set."""

    formats: Mapping[Place, str] = field(default_factory=dict)
    numbers: frozenset[Place] = frozenset()
    widths: Mapping[int, float] = field(default_factory=dict)  # by column, from 1, in characters


def looks(content: bytes) -> dict[str, Look]:
    """By sheet name; empty for what is no .xlsx. Cells without a reference of their own are left out."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as workbook:
            if "xl/workbook.xml" not in parts(workbook):
                return {}
            formats = _formats(part(workbook, "xl/styles.xml"))
            return {
                name: _look(part(workbook, path), formats)
                for path, name in sheet_names(workbook).items()
                if path in parts(workbook)
            }
    except (zipfile.BadZipFile, Refused):
        return {}


def _formats(styles: bytes) -> dict[int, str]:
    """Style number to format code, where that is not the general one."""
    codes = {**{str(number): code for number, code in BUILTIN_FORMATS.items()}}
    codes |= {tag.get("numFmtId", ""): tag.get("formatCode", "") for tag in tags(styles, b"numFmt")}
    start = styles.find(b"cellXfs")
    cells = styles[start : styles.find(b"cellXfs", start + 7)]
    found = {style: codes.get(tag.get("numFmtId", "0"), "") for style, tag in enumerate(tags(cells, b"xf"))}
    return {
        style: code
        for style, code in found.items()
        if code and code.lower() != "general" and len(code) <= _LONGEST_FORMAT
    }


def _look(data: bytes, formats: Mapping[int, str]) -> Look:
    widths = _widths(data)
    styles = [b"%d" % style for style in used_styles(data, formats)]
    if not styles:
        return Look(widths=widths)
    cell = re.compile(
        rb"<" + PREFIX + rb"c\s(?=[^<>]*\br=\"([A-Z]{1,3})([0-9]{1,7})\")"
        rb"(?=[^<>]*\bs=\"(" + one_of(styles) + rb")\")"
        rb"([^<>]*)(?<!/)>"
    )  # fmt: skip
    shown: dict[Place, str] = {}
    numbers: set[Place] = set()
    for match in cell.finditer(data):
        if int(match[3]) not in formats:
            continue
        place = int(match[2]), column_number(match[1])
        shown[place] = formats[int(match[3])]
        if b" t=" not in b" " + match[4] or b't="n"' in match[4]:
            numbers.add(place)
    return Look(shown, frozenset(numbers), widths)


def _widths(data: bytes) -> dict[int, float]:
    head = data[: max(data.find(b"sheetData"), 0)]
    widths: dict[int, float] = {}
    for tag in tags(head, b"col"):
        try:
            first, last, width = int(tag["min"]), int(tag["max"]), float(tag["width"])
        except (KeyError, ValueError):
            continue
        if 0 < width <= _WIDEST and 0 < first <= last <= _LAST_COLUMN:
            widths |= dict.fromkeys(range(first, min(last, first + 500) + 1), width)
    return widths
