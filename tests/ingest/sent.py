"""Contents as a team would send them, and what reading them gave as plain rows."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa

from pipeline.config import Configuration, Settings, load
from pipeline.ingest import intake

CONFIGURATION = load(Path(__file__).parent.parent.parent)
KEY = bytes(range(32))
CRITERIA = (
    "Impact business",
    "Applicabilité technique",
    "Effet levier équipe",
    "Risque / conformité",
    "Coût total",
    "Alternatives",
)
Row = dict[str, Any]


class Reading:
    """What reading one content gave."""

    def __init__(self, tables: dict[str, pa.Table]) -> None:
        self.arrow = tables
        self.tables: list[Row] = tables["tables"].to_pylist()
        self.columns: list[Row] = tables["columns"].to_pylist()
        self.rows: list[Row] = tables["rows"].to_pylist()
        self.cells: list[Row] = tables["cells"].to_pylist()
        self.findings: list[Row] = tables["findings"].to_pylist()

    @property
    def table(self) -> Row:
        """The only table."""
        (only,) = self.tables
        return only

    @property
    def codes(self) -> list[str]:
        """The codes of all findings."""
        return [finding["code"] for finding in self.findings]

    def fields(self, table_no: int = 1) -> dict[str, str]:
        """Heading to the criterion or field it is read as, with the certification it names."""
        return {
            column["heading"]: "/".join(filter(None, (column["criterion"] or column["field"], column["item"])))
            for column in self.columns
            if column["table_no"] == table_no
        }

    def values(self, field: str, table_no: int = 1) -> dict[int, str]:
        """Row number to what was read in one field or criterion."""
        return {
            cell["row_number"]: cell["reading"] or cell["kind"]
            for cell in self.cells
            if cell["table_no"] == table_no and field in (cell["field"], cell["criterion"])
        }

    def statuses(self, table_no: int = 1) -> dict[int, str]:
        """Row number to data, blank or ignored."""
        rows = (row for row in self.rows if row["table_no"] == table_no)
        return dict(sorted((row["row_number"], row["status"]) for row in rows))


def read(name: str, content: str | bytes) -> Reading:
    """Read a content under a name; text is sent as UTF-8."""
    sent = content.encode() if isinstance(content, str) else content
    return Reading(intake.read_file(name, sent, CONFIGURATION, KEY))


def read_rows(*rows: Sequence[Any], **sheets: Sequence[Sequence[Any]]) -> Reading:
    """Read a workbook of one sheet with these rows, or of several by name."""
    return read("sent.xlsx", workbook({"Feuil1": rows} if rows else sheets))


def with_settings(settings: Settings) -> Configuration:
    """What ships, with other settings."""
    kept = {name: getattr(CONFIGURATION, name) for name in Configuration.model_fields}
    return Configuration(**{**kept, "settings": settings})


def workbook(sheets: dict[str, Sequence[Sequence[Any]]]) -> bytes:
    """A real .xlsx with these rows, from cell A1 of each sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                sheet.cell(number, column, value)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
