"""From the XML of an .xlsx to what calamine leaves out: error cells, formulas without a value, formats, hidden rows.

Nothing is parsed where a search for a few bytes says that there is nothing to find, which is the usual case.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Callable, Collection, Iterator
from functools import lru_cache

from pipeline.config import Limits
from pipeline.ingest.archive import part, parts
from pipeline.ingest.details import Details, Place
from pipeline.ingest.number_formats import Shown, shown_by, shown_by_number
from pipeline.ingest.sheet import ErrorCell, NoValue, Refused
from pipeline.ingest.xlsx_places import REFERENCE, check_size, column_number
from pipeline.ingest.xml_tags import PREFIX, attributes, tags, text

_WORKBOOK = "xl/workbook.xml"
_TEXTS = "xl/sharedstrings.xml"
_VALUE = re.compile(rb"<" + PREFIX + rb"v(?:\s[^>]*)?>([^<]*)<")
_HIDDEN_ROW = re.compile(rb"<" + PREFIX + rb"row(\s[^<>]*\bhidden\s*=\s*[\"'](?:1|true)[\"'][^<>]*)>")
_ERROR = re.compile(
    rb"<" + PREFIX + rb"c(\s[^<>]*\bt\s*=\s*[\"']e[\"'][^<>]*)(?<!/)>"
    rb"((?:[^<]|<(?!" + PREFIX + rb"c[\s/>]))*?)</" + PREFIX + rb"c\s*>"  # up to the next cell: a tag may be left open
)  # fmt: skip
_WITHOUT_VALUE = re.compile(
    rb"<" + PREFIX + rb"c(\s[^<>]*)?(?<!/)>\s*"
    rb"<" + PREFIX + rb"f[^<>]*(?:(?<=/)>|(?<!/)>[^<]*</" + PREFIX + rb"f\s*>)\s*"
    rb"(<" + PREFIX + rb"v\s*(?:/>|>\s*</" + PREFIX + rb"v\s*>))?\s*</" + PREFIX + rb"c\s*>"
)  # fmt: skip
_ROW_OR_CELL = re.compile(rb"<" + PREFIX + rb"(row|c)(\s[^<>]*)?/?>")
_CLAIMED_TEXTS = re.compile(rb"\buniqueCount\s*=\s*[\"']([0-9]+)[\"']")
_HARMLESS_TEXTS = 10**6
_HEAD = 4096
_STYLE = re.compile(rb'\bs="([0-9]+)"')
_FEW_STYLES = 100


def dates_from_1904(workbook: zipfile.ZipFile) -> bool:
    """Whether serial dates of this workbook count from 1904."""
    return any(
        properties.get("date1904") in {"1", "true"} for properties in tags(part(workbook, _WORKBOOK), b"workbookPr")
    )


def details(workbook: zipfile.ZipFile, limits: Limits) -> dict[str, Details]:
    """By sheet name; a sheet with nothing to add is not there. Refuses `too_large` for a sheet that claims too much."""
    _check_texts(workbook)
    found: dict[str, Details] = {}
    names: dict[str, str] | None = None
    telling: dict[int, Shown] | None = None
    for path in parts(workbook):
        if not (path.startswith("xl/worksheets/") and path.endswith(".xml")):
            continue
        data = part(workbook, path)
        check_size(data, limits)
        if telling is None:
            telling = _telling_formats(part(workbook, "xl/styles.xml"))
        read = _details_of(data, telling)
        if read is not None:
            names = sheet_names(workbook) if names is None else names
            if path in names:
                found[names[path]] = read
    return found


def _check_texts(workbook: zipfile.ZipFile) -> None:
    """calamine makes room for as many shared texts as the workbook claims to have."""
    claimed = _CLAIMED_TEXTS.search(part(workbook, _TEXTS, at_most=_HEAD))
    if claimed and int(claimed[1]) > max(parts(workbook)[_TEXTS].file_size, _HARMLESS_TEXTS):
        raise Refused("unreadable_file")


def _details_of(data: bytes, telling: dict[int, Shown]) -> Details | None:
    head = data[:_HEAD]
    prefixed, single_quotes = b"<worksheet" not in head, b"='" in head
    has_errors = b't="e"' in data or (single_quotes and b"t='e'" in data)
    lacks_value = b"f>" in data or b"<f" in data if prefixed else _some_formula_has_no_value(data)
    has_hidden = b"hidden" in data
    styles = {b"%d" % style: telling[style] for style in used_styles(data, telling)}
    if not (has_errors or lacks_value or has_hidden or styles):
        return None
    found = Details()
    place = _placing(data)
    if has_errors:
        for match in _ERROR.finditer(data):
            value = _VALUE.search(match[2])
            found.cells[place(match)] = ErrorCell(text(value[1]) if value and value[1] else "#N/A")
    if lacks_value:
        for match in _WITHOUT_VALUE.finditer(data):
            empty_text = match[2] is not None and attributes(match[1]).get("t") == "str"
            if not empty_text:
                found.cells.setdefault(place(match), NoValue())
    if has_hidden:
        found.hidden_rows.update(place(match)[0] for match in _HIDDEN_ROW.finditer(data))
    if styles:
        for match in _styled(tuple(styles)).finditer(data):
            shown = styles.get(match[2])
            if shown and (b" t=" not in match[1] or attributes(match[1]).get("t") == "n"):
                found.shown[place(match)] = shown
    return found


def used_styles(data: bytes, styles: Collection[int]) -> list[int]:
    """Those of the style numbers that some cell of a sheet has."""
    if len(styles) <= _FEW_STYLES:
        return [style for style in styles if b's="%d"' % style in data]
    used = set(_STYLE.findall(data))
    return [style for style in styles if b"%d" % style in used]


def one_of(styles: Collection[bytes]) -> bytes:
    """A pattern that matches these style numbers; where they are many, any number: each would be tried at each cell."""
    return b"|".join(styles) if len(styles) <= _FEW_STYLES else rb"[0-9]+"


def _some_formula_has_no_value(data: bytes) -> bool:
    """Counted, not parsed; where other tags begin with an f too, it says yes."""
    if b"<f" not in data:
        return False
    with_value = data.count(b"</f><v>") + data.count(b'"/><v>') - data.count(b"<v></v>")
    return data.count(b"<f") > with_value


@lru_cache(maxsize=256)
def _styled(styles: tuple[bytes, ...]) -> re.Pattern[bytes]:
    return re.compile(rb"<" + PREFIX + rb"c(\s[^<>]*\bs=\"(" + one_of(styles) + rb")\"[^<>]*)(?<!/)>")


def _placing(data: bytes) -> Callable[[re.Match[bytes]], Place]:
    """Where the element of a match stands: its own reference, or its turn where the writer gave none."""
    turns: dict[int, Place] = {}

    def place(match: re.Match[bytes]) -> Place:
        reference = REFERENCE.search(match[1] or b"")
        if reference:
            return int(reference[2]), column_number(reference[1] or b"")
        if not turns:
            turns.update(_turns(data))
        return turns[match.start()]

    return place


def _turns(data: bytes) -> Iterator[tuple[int, Place]]:
    row, column = 0, 0
    for match in _ROW_OR_CELL.finditer(data):
        reference = REFERENCE.search(match[2] or b"")
        if match[1] == b"row":
            row, column = int(reference[2]) if reference else row + 1, 0
        else:
            column = column_number(reference[1] or b"") if reference else column + 1
        yield match.start(), (row, column)


@lru_cache(maxsize=64)
def _telling_formats(styles: bytes) -> dict[int, Shown]:
    """The style numbers whose format shows more than the number."""
    codes = {tag.get("numFmtId", ""): tag.get("formatCode", "") for tag in tags(styles, b"numFmt")}
    telling: dict[int, Shown] = {}
    start = styles.find(b"cellXfs")
    end = styles.find(b"cellXfs", start + 7)
    for style, tag in enumerate(tags(styles[start:end], b"xf")):
        number = tag.get("numFmtId", "0")
        shown = shown_by(codes[number]) if number in codes else shown_by_number(number)
        if shown != Shown():
            telling[style] = shown
    return telling


def sheet_names(workbook: zipfile.ZipFile) -> dict[str, str]:
    """From a part's path to the sheet's name."""
    paths = paths_of(workbook, "xl/_rels/workbook.xml.rels")
    return {
        paths[relation]: tag.get("name", "")
        for tag in tags(part(workbook, _WORKBOOK), b"sheet")
        for key, relation in tag.items()
        if key.endswith(":id") and relation in paths
    }


def paths_of(workbook: zipfile.ZipFile, relations: str) -> dict[str, str]:
    """From a relation's name to the path, in lower case, of the part it points at."""
    return {
        tag.get("Id", ""): posixpath.normpath(posixpath.join("/xl", tag.get("Target", ""))).lstrip("/").lower()
        for tag in tags(part(workbook, relations), b"Relationship")
    }
