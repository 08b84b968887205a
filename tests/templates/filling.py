"""A template filled in as a lead would: by its labels and headings, never by cell addresses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from pipeline import template
from pipeline.config import Configuration
from pipeline.ingest.examples import MARK
from pipeline.template import lead
from pipeline.vocabulary import FIELD_NAMES, Language

EXAMPLE = lead.EXAMPLE + 1
FIRST = lead.FIRST_ANSWER + 1
HEADING = lead.HEADING + 1
NOTES = (4, 4, 3, 2, 3, 2)
OBJECTIVE = {
    "business_objective": "Publier deux fois plus",
    "target_kpi": "Articles par semaine",
    "target_value": 12,
}


def blank_lead(
    out: Path, configuration: Configuration, language: Language = "fr", team: str | None = "Contenu",
    certification: str | None = "AZ-900", campaign: str | None = "2026-Q3",
) -> Path:  # fmt: skip
    """A lead's workbook, its case known unless said otherwise."""
    return template.write(
        out, "lead", configuration=configuration, language=language, team=team, certification=certification,
        campaign=campaign,
    )  # fmt: skip


def sheet_of(path: Path) -> Worksheet:
    """The one sheet that people see."""
    return openpyxl.load_workbook(path).worksheets[0]


def beside(sheet: Worksheet, label: str) -> str:
    """The address of the cell where the value of a label is written."""
    found = [cell for row in sheet.iter_rows() for cell in row if cell.value == label]
    assert len(found) == 1, label
    return sheet.cell(found[0].row, found[0].column + 1).coordinate


def filled(
    blank: Path,
    target: Path,
    *answers: Sequence[object],
    said: Mapping[str, object] | None = None,
    first: int = FIRST,
    language: Language = "fr",
) -> Path:
    """The workbook with values beside its labels (by field) and answers from the row `first` on."""
    book = openpyxl.load_workbook(blank)
    sheet = book.worksheets[0]
    for key, value in (said or {}).items():
        sheet[beside(sheet, FIELD_NAMES[key][language])].value = value
    for row, answer in enumerate(answers, start=first):
        for column, value in enumerate(answer, start=1):
            if value is not None:
                sheet.cell(row, column).value = value
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)
    return target


def is_example(sheet: Worksheet, row: int) -> bool:
    """Whether the row carries the example's mark."""
    return sheet.cell(row, 1).value in MARK.values()
