"""From a sheet on which no table is known to the finding that helps its sender most."""

from __future__ import annotations

from itertools import islice

from pipeline.findings import Finding
from pipeline.ingest.cells import is_blank
from pipeline.ingest.heading_forms import time_headed
from pipeline.ingest.headings import Recogniser
from pipeline.ingest.identity import redact
from pipeline.ingest.places import cell_name
from pipeline.ingest.samples import likely_headings
from pipeline.ingest.sheet import Sheet

_ENOUGH_CRITERIA = 3
_FIRST_ROWS, _FIRST_COLUMNS = 500, 40
_WHEN = frozenset({"period", "date", "phase"})


def why_unread(sheet: Sheet, recogniser: Recogniser) -> Finding:
    """Criteria one below the other whose columns nobody named, KPIs with a column each, or nothing that is known."""
    name = redact(sheet.name)
    if row := _row_of_criteria(sheet, recogniser):
        return Finding("criteria_in_rows", name, row)
    index, heads = likely_headings(sheet)
    if kpis := _kpis_headed(sheet, index, heads, recogniser):
        column = min(kpis)
        number = sheet.row_number(index)
        return Finding("kpis_as_headings", name, number, cell=cell_name(number, column + 1), value=kpis[column])
    return Finding("no_table", name)


def _row_of_criteria(sheet: Sheet, recogniser: Recogniser) -> int | None:
    """The number of the first of the rows that begin with a criterion and go on with numbers; None without such."""
    found: dict[int, list[int]] = {}
    for index, row in enumerate(sheet.rows[:_FIRST_ROWS]):
        for column, value in enumerate(row[:_FIRST_COLUMNS]):
            if type(value) is str and recogniser.literal_criterion(value):
                if any(not is_blank(beside) for beside in row[column + 1 :]):
                    found.setdefault(column, []).append(index)
                break
    rows = max(found.values(), key=len, default=[])
    return sheet.row_number(rows[0]) if len(rows) >= _ENOUGH_CRITERIA else None


def _kpis_headed(sheet: Sheet, index: int, heads: dict[int, str], recogniser: Recogniser) -> dict[int, str]:
    """The headings that nobody knows, all of numbers, beside those of a team and of a time; none without both."""
    fields = {one.field for text in heads.values() for one in recogniser.certain(text).candidates}
    is_timed = not _WHEN.isdisjoint(fields) or time_headed(sheet.name) is not None
    unknown = {at: text for at, text in heads.items() if not recogniser.certain(text).known}
    if "team" not in fields or not is_timed:
        return {}
    below = list(islice(sheet.rows[index + 1 :], _FIRST_ROWS))
    return {
        at: text
        for at, text in unknown.items()
        if (values := [row[at] for row in below if at < len(row) and not is_blank(row[at])])
        and all(isinstance(value, int | float) or str(value).strip()[:1].isdigit() for value in values)
    }
