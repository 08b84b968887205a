"""Workbooks and archives whose bytes are the same on every machine and every day."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import xlsxwriter

from pipeline.errors import CannotWrite

CREATED = dt.datetime(2026, 1, 1)


def workbook(
    fill: Callable[[Any], None], font: str = "Calibri", size: int = 11, *, dates_from_1904: bool = False
) -> bytes:
    """The content of an .xlsx that `fill` wrote with XlsxWriter; no text in it becomes a formula or a link."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(
        content,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "nan_inf_to_errors": True,
            "date_1904": dates_from_1904,
            "default_format_properties": {"font_name": font, "font_size": size},
        },
    )
    book.set_properties({"created": CREATED})
    fill(book)
    book.close()
    with zipfile.ZipFile(content) as written:
        return archive({name: written.read(name) for name in written.namelist()})


def archive(members: Mapping[str, bytes]) -> bytes:
    """The content of a .zip. Members are stored, not deflated: compressors differ from one machine to another."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as target:
        for name, member in members.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            target.writestr(entry, member)
    return content.getvalue()


def put(target: Path, content: bytes) -> None:
    """Write a file, and the folders above it. Raises CannotWrite where the disk refuses."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    except OSError as problem:
        raise CannotWrite(target, problem) from problem
