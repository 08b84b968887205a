"""From a table with labels between its rows, such as `Équipe : Support`, to its parts, each with its own."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from pipeline.ingest.above import Above, is_label_row, labelled, said_of
from pipeline.ingest.cells import is_blank
from pipeline.ingest.headings import Recogniser
from pipeline.ingest.table import Table
from pipeline.ingest.texts import text_of
from pipeline.vocabulary import SUBJECTS

_MOST_CELLS = 2  # of a label and its value
_OF_ONE_NAME = frozenset(
    {
        "business_objective", "target_kpi", "target_value", "deadline", "evaluator_kind", "answer_kind",
        "people_represented", "role", "owner", "sponsor", "unit",
    }
)  # fmt: skip
"""What was said of one team, certification or KPI holds no longer once another is named."""
_ROWS = ("data", "blank", "ignored", "trials", "refused", "foreign", "not_measured", "written_over")


def parted(table: Table, recogniser: Recogniser) -> list[Table]:
    """The table, or its parts where a row between the others only says a team, a period or the like that no column
    brings: the rows below it are of that one, not of the one above the heading."""
    labels = _labels(table, recogniser)
    if not labels:
        return [table]
    starts = sorted(labels)
    above = table.above
    found: list[Table] = []
    for number, (start, end) in enumerate(zip([-1, *starts], [*starts, len(table.sheet.rows)], strict=True)):
        if number:
            above = _said_then(above, labels[start])
        part = replace(table, above=above, is_part=bool(found))
        for rows in _ROWS:
            setattr(part, rows, _between(getattr(table, rows), start, end))
        part.data = [index for index in part.data if index != start]
        part.ignored = sorted({*part.ignored, start}) if number else part.ignored
        if part.data or not found:
            found.append(part)
        else:  # two labels one below the other, or one at the very end
            _take(found[-1], part)
    return found


def _labels(table: Table, recogniser: Recogniser) -> dict[int, dict[str, Above]]:
    """By index of a row that is nothing but labels: what they say."""
    if not table.data or table.sheet.heading is not None:
        return {}
    filled = np.zeros(len(table.data), "i4")
    for column in table.columns():
        filled += ~column.where(is_blank)
    few = np.flatnonzero((filled > 0) & (filled <= _MOST_CELLS)).tolist()
    found = {}
    for index in (table.data[place] for place in few):
        if said := _said(table, index, recogniser):
            found[index] = said
    return found


def _said(table: Table, index: int, recogniser: Recogniser) -> dict[str, Above]:
    row = table.sheet.rows[index][table.first : table.last]
    texts = {place: value for place, value in enumerate(row) if not is_blank(value)}
    if not all(type(value) is str for value in texts.values()):
        return {}
    if not is_label_row({place: text_of(value) for place, value in texts.items()}, recogniser):
        return {}
    said = labelled(table.sheet, range(index, index + 1), range(table.first, table.last), recogniser)
    said = said_of(said, table.recognised)
    return {} if table.recognised.fields.intersection(said) else said


def _said_then(above: Mapping[str, Above], said: Mapping[str, Above]) -> dict[str, Above]:
    renamed = not SUBJECTS.isdisjoint(said)
    return {key: one for key, one in above.items() if not (renamed and key in _OF_ONE_NAME)} | dict(said)


def _between(indexes: Sequence[int], start: int, end: int) -> list[int]:
    return list(indexes[bisect_right(indexes, start - 1) : bisect_right(indexes, end - 1)])


def _take(part: Table, empty: Table) -> None:
    part.blank, part.ignored = [*part.blank, *empty.blank], [*part.ignored, *empty.ignored]
