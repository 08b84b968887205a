"""From the bytes of a workbook to its sheets: calamine reads the values, the details files add what it leaves out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from python_calamine import CalamineWorkbook, PasswordError, SheetMetadata, SheetTypeEnum, SheetVisibleEnum

from pipeline.config import Limits
from pipeline.ingest import archive, delimited, html_tables, ods_details, xls_details, xlsb_details, xlsx_details
from pipeline.ingest.details import Details, check_claim
from pipeline.ingest.numbers import never_grouped
from pipeline.ingest.sheet import Refused, Sheet, Source, Value, check_texts
from pipeline.ingest.texts import text_of

_COMPOUND_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, and an .xlsx with a password
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_BARE_XLS_MAGIC = (b"\x09\x08\x10\x00", b"\x09\x08\x08\x00", b"\x09\x04\x06\x00", b"\x09\x02\x06\x00")
_NO_MEMORY = "PyObject pointer is null"  # how calamine panics where Python has no room for another cell


def is_workbook(content: bytes) -> bool:
    """Whether the first bytes are a workbook's (or another zip's), whatever the file's name says."""
    return content.startswith((*archive.ZIP_MAGIC, _COMPOUND_MAGIC, *_BARE_XLS_MAGIC))


def read_workbook(content: bytes, suffix: str, limits: Limits | None = None) -> Source:
    """Every sheet of a workbook, with true positions. The first bytes decide what it is, `suffix` only how to refuse.

    Text under a workbook's name is read as text, an HTML page as its tables. Refuses `empty_file`,
    `password_protected`, `too_large`, `nested_archive` and `unreadable_file`.
    """
    limits = limits or Limits()
    if not content:
        raise Refused("empty_file")
    if content.startswith(archive.ZIP_MAGIC):
        return _read_zipped(content, suffix, limits)
    if is_workbook(content):
        if _ENCRYPTED_PACKAGE in content:
            raise Refused("password_protected")
        content, details = xls_details.details(content, limits)
        source = _read(content, details, limits)
        check_texts(source, len(content), limits)
        return source
    if html_tables.is_html(content):
        source = html_tables.read_html(content)
        check_texts(source, len(content), limits)
        return source
    return delimited.read_text(content, limits)


def _read_zipped(content: bytes, suffix: str, limits: Limits) -> Source:
    try:
        workbook = archive.check(content, limits)
    except Refused as refusal:
        if refusal.code == "corrupt_archive":
            raise Refused("unreadable_file") from refusal
        raise
    with workbook:
        archive.refuse_other_methods(workbook.infolist())
        source = _read_parts(content, workbook, suffix, limits)
        check_texts(source, max(entry.file_size for entry in workbook.infolist()), limits)
    return source


def _read_parts(content: bytes, workbook: zipfile.ZipFile, suffix: str, limits: Limits) -> Source:
    parts = archive.parts(workbook)
    if len(parts) < len(workbook.infolist()):  # of two parts with one path, each reader takes another
        raise Refused("unreadable_file")
    if "xl/workbook.xml" in parts:
        source = _read(content, xlsx_details.details(workbook, limits), limits)
        return Source(source.sheets, dates_from_1904=xlsx_details.dates_from_1904(workbook))
    if "xl/workbook.bin" in parts:
        return _read(content, xlsb_details.details(workbook, limits), limits)
    if b"encryption-data" in archive.part(workbook, "META-INF/manifest.xml"):
        raise Refused("password_protected")
    if "content.xml" in parts:
        return _read(content, ods_details.details(workbook, limits), limits)
    raise Refused("nested_archive" if suffix.lower() == ".zip" else "unreadable_file")


def _read(content: bytes, details: Mapping[str, Details], limits: Limits) -> Source:
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        if len(workbook.sheets_metadata) > limits.archive_entries:  # many sheets may name one part
            raise Refused("too_large", limit=f"archive_entries = {limits.archive_entries}")
        sheets = [
            _sheet(workbook, metadata, details.get(metadata.name, Details()), limits)
            for metadata in workbook.sheets_metadata
            if metadata.typ == SheetTypeEnum.WorkSheet
        ]
    except (KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError, Refused):
        raise
    except PasswordError as problem:
        raise Refused("password_protected") from problem
    except BaseException as problem:  # calamine's panics are no Exceptions
        if _NO_MEMORY in str(problem):
            raise MemoryError from problem
        raise Refused("unreadable_file") from problem
    if not any(sheet.rows for sheet in sheets):
        raise Refused("empty_file")
    return Source(sheets)


def _sheet(workbook: CalamineWorkbook, metadata: SheetMetadata, details: Details, limits: Limits) -> Sheet:
    read = workbook.get_sheet_by_name(metadata.name)
    last_row, last_column = read.end or (-1, -1)
    check_claim(last_row + 1, last_column + 1, limits)
    rows: list[list[Value]] = [
        [value or (None if value == "" else value) for value in row] for row in read.to_python(False)
    ]
    formats = _complete(rows, details, limits)
    return Sheet(
        name=metadata.name,
        rows=rows,
        hidden=metadata.visible != SheetVisibleEnum.Visible,
        hidden_rows=frozenset(row for row in details.hidden_rows if row <= len(rows)),
        merged=[
            (top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in read.merged_cell_ranges or []
        ]
        or details.merged,
        formats=formats,
    )


def _complete(rows: list[list[Value]], details: Details, limits: Limits) -> dict[tuple[int, int], str]:
    for (row, column), value in details.cells.items():
        check_claim(row, column, limits)
        while len(rows) < row:
            rows.append([])
        cells = rows[row - 1]
        cells.extend([None] * (column - len(cells)))
        cells[column - 1] = value
    formats: dict[tuple[int, int], str] = {}
    for (row, column), shown in details.shown.items():
        value = rows[row - 1][column - 1] if row <= len(rows) and column <= len(rows[row - 1]) else None
        if isinstance(value, int | float) and not isinstance(value, bool):
            if shown.suffix:
                rows[row - 1][column - 1] = f"{never_grouped(text_of(value))} {shown.suffix}"
            else:
                formats[row, column] = shown.unit
    return formats
