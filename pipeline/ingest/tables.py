"""From a sheet to its tables: which rows are data below each heading row, which are blank, totals or remarks."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np

from pipeline.ingest import examples
from pipeline.ingest.above import Above, said_of
from pipeline.ingest.asked_again import by_certification
from pipeline.ingest.cells import first_filled, is_blank
from pipeline.ingest.departments import without_departments
from pipeline.ingest.distinct import Distinct, Numbers, columns_of
from pipeline.ingest.footnotes import footnotes
from pipeline.ingest.foreign_rows import foreign_rows
from pipeline.ingest.form_statuses import refused, trials
from pipeline.ingest.forms import is_row_of_codes
from pipeline.ingest.heading_forms import unit_behind
from pipeline.ingest.heading_rows import (
    bounds,
    find_headings,
    row_of,
    said_above,
    share_columns,
    titles_above,
    zone_start,
)
from pipeline.ingest.headings import Recogniser
from pipeline.ingest.not_measured import not_measured
from pipeline.ingest.parts import parted
from pipeline.ingest.periods import period_of
from pipeline.ingest.places import cell_name
from pipeline.ingest.records import Column, Recognised, recognise
from pipeline.ingest.row_subjects import subjects_said
from pipeline.ingest.sheet import Sheet, Value
from pipeline.ingest.stated_around import stated_around
from pipeline.ingest.table import Table
from pipeline.ingest.texts import text_of
from pipeline.ingest.ticked import surely_ticked
from pipeline.ingest.totals import is_total, sum_up
from pipeline.ingest.two_rows import asked_otherwise, is_number
from pipeline.quarters import quarter_of
from pipeline.vocabulary import SUBJECTS

_COLUMNS = 3  # where fewer are known a row of one cell may be a row of the table
_WHEN = frozenset({"campaign", "submitted_at"})
_MOMENTS = frozenset({"date", "period", "phase"})
_WORDED = frozenset({"vendor", "content_axes"})


def find_tables(sheet: Sheet, recogniser: Recogniser, totals: frozenset[str]) -> list[Table]:
    """Every table whose headings make a record, from top to bottom; none where nothing on the sheet is known.

    `totals` are the folded words that open a totals row.
    """
    headings = find_headings(sheet, recogniser)
    starts = [zone_start(sheet, heading, headings, recogniser) for heading in headings]
    tables = []
    for heading, start in zip(headings, starts, strict=True):
        below = (
            its_start
            for other, its_start in zip(headings, starts, strict=True)
            if other.top > heading.index and share_columns(heading, other)
        )
        end = min(below, default=len(sheet.rows))
        first, last = bounds(heading, headings)
        said = said_above(sheet, heading, headings, recogniser)
        width = max(map(len, sheet.rows[heading.index : end]), default=0)
        last = min(last, max(width, max(heading.texts) + 1))
        titles = titles_above(sheet, heading, headings, recogniser)
        texts = row_of(heading.texts, first, last)
        texts = asked_otherwise(sheet, heading.top, first, texts, titles, recogniser)
        recognised = recognise(
            texts, recogniser, frozenset(said),
            said["team"].text if "team" in said else "", subjects_said(titles),
        )  # fmt: skip
        if not recognised.record:  # what stands above says that criteria are ranked, or is said of another table
            continue
        if recognised.record == "C" and "unit" not in {*recognised.fields, *said}:
            said = said | _unit_of_values(sheet, heading.index, first, recognised)
        if recognised.record == "A" and _WHEN.isdisjoint({*recognised.fields, *said}):
            said = said | _campaign_of_sheet(sheet)
        if recognised.record == "C" and not recognised.times and _MOMENTS.isdisjoint({*recognised.fields, *said}):
            said = said | _period_of_sheet(sheet)
        table = Table(sheet, heading.index, first, last, texts, recognised, said_of(said, recognised))
        _sort_rows(table, end, totals)
        above = range(start, heading.top)
        table.stated, is_unit_row = stated_around(sheet, above, table.ignored, heading.index + 1)
        if is_unit_row and table.data and table.data[0] == heading.index + 1:
            table.ignored = sorted([*table.ignored, table.data.pop(0)])
        if _rates_names(table):
            continue
        table.foreign = foreign_rows(table, recogniser)
        table.data = table.data[: len(table.data) - len(table.foreign)]
        table.not_measured = not_measured(table, titles)
        table.data = _without(table.data, table.not_measured)
        table.trials = trials(table.headings, table.first, sheet, table.data)
        table.refused = refused(table.headings, table.first, sheet, table.data)
        notes = [table.first + place for place, column in recognised.columns.items() if column.field == "note"]
        shown, table.written_over = examples.told_apart(sheet, _marked(table), slice(first, last), notes)
        table.data = _without(table.data, [*table.trials, *table.refused, *shown])
        table.ignored = sorted([*table.ignored, *table.left, *shown])
        table.recognised = surely_ticked(recognised, table.columns() if recognised.ticked else (), recogniser)
        if "direction" in recognised.fields:
            table.recognised = without_departments(table.recognised, texts, table.columns(), recogniser)
        for part in parted(table, recogniser):
            tables += _by_time(part) if recognised.times else by_certification(part)
    return tables


def _campaign_of_sheet(sheet: Sheet) -> dict[str, Above]:
    """The quarter that the sheet is named after, else nothing: `T2 2026` and `T3 2026` are two campaigns, not one."""
    quarter = quarter_of(sheet.name)
    return {"campaign": Above(quarter, quarter, "", 0, 0)} if quarter else {}


def _period_of_sheet(sheet: Sheet) -> dict[str, Above]:
    """The period that the sheet is named after, else nothing: `T1 2026`, `janvier 2026`."""
    return {"period": Above(sheet.name, sheet.name, "", 0, 0)} if period_of(sheet.name) else {}


def _unit_of_values(sheet: Sheet, row: int, first: int, recognised: Recognised) -> dict[str, Above]:
    """The unit that the heading of the values says, with its cell; nothing where it says none."""
    column = first + next((at for at, one in recognised.columns.items() if one.field == "value"), len(sheet.rows[row]))
    heading = text_of(sheet.rows[row][column]) if column < len(sheet.rows[row]) else ""
    unit = unit_behind(heading)
    cell = cell_name(sheet.row_number(row), column + 1)
    return {"unit": Above(unit, unit, cell, row + 1, column + 1)} if unit else {}


def _rates_names(table: Table) -> bool:
    """Whether numbers stand where a catalogue has words: `Contenu` and `Organisation` of a training are rated there."""
    if table.recognised.record != "E":
        return False
    positions = [at for at, column in table.recognised.columns.items() if column.field in _WORDED]
    filled = [[value for value in column.different if not is_blank(value)] for column in table.columns(positions)]
    return any(values and all(is_number(text_of(value)) for value in values) for values in filled)


def _by_time(table: Table) -> list[Table]:
    """A table of KPIs for each column that is headed by a period or a phase: there that stands above all its values.

    A row without a value for that time is blank in it.
    """
    found: list[Table] = []
    recognised, row = table.recognised, table.heading_index
    for position, time in sorted(recognised.times.items()):
        column = table.first + position
        cell = cell_name(table.sheet.row_number(row), column + 1)
        said, text = table.sheet.rows[row][column], table.headings[position]
        above = Above(said if text_of(said) == text else text, text, cell, row + 1, column + 1)
        headings = ["" if at in recognised.times and at != position else text for at, text in enumerate(table.headings)]
        blank = {index for index in table.data if _lacks(table.sheet.rows[index], [column])}
        columns = recognised.columns | {position: Column("value", "", "", "synonym")}
        found.append(
            replace(
                table,
                headings=headings,
                recognised=replace(recognised, columns=columns),
                above={**table.above, time: above},
                data=[index for index in table.data if index not in blank],
                blank=sorted({*table.blank, *blank}),
                goes_on=bool(found),
            )
        )
    return found


def filled_rows(sheet: Sheet) -> list[int]:
    """The indexes of the rows that hold anything."""
    return [index for index, row in enumerate(sheet.rows) if first_filled(row) is not None]


def _without(rows: list[int], others: Collection[int]) -> list[int]:
    left_out = frozenset(others)
    return [index for index in rows if index not in left_out]


def _sort_rows(table: Table, end: int, totals: frozenset[str]) -> None:
    """Every row below the heading, to the last filled one, as data, blank or ignored."""
    rows, start = table.sheet.rows, table.heading_index + 1
    table.below = columns_of(rows[start:end], slice(table.first, table.last))
    filled, total = _filled(table.below, end - start, totals)
    subtotal = sum_up(table.below, table.recognised.columns, end - start, totals)
    skipped = 0
    while start + skipped < end and is_row_of_codes(rows[start + skipped]):
        skipped += 1
    first = next((place for place in np.flatnonzero(filled).tolist() if place >= skipped), end)
    if start + first < end and _counts_columns(table, rows[start + first]):
        skipped = first + 1
    filled[:skipped] = False
    last = _after_last(filled)
    closing = _after_last(filled & ~total & ~subtotal)
    span = slice(table.first, table.last)
    remarks = footnotes(rows, range(start + skipped, start + max(closing, skipped)), span)
    if len(table.recognised.columns) < _COLUMNS:
        remarks = set()
    names = [
        table.first + position
        for position, column in table.recognised.columns.items()
        if column.field == "certification"
    ]
    ignored = remarks | {
        start + place
        for place in np.flatnonzero(filled & total).tolist()
        if place >= closing or _lacks(rows[start + place], names)
    }
    ignored |= {start + place for place in np.flatnonzero(filled & subtotal).tolist()}
    blank = ~filled
    blank[:skipped] = blank[last:] = False
    table.blank = (np.flatnonzero(blank) + start).tolist()
    table.ignored = sorted(ignored)
    filled[[index - start for index in ignored]] = False
    table.data = (np.flatnonzero(filled) + start).tolist()


def _counts_columns(table: Table, row: Sequence[Value]) -> bool:
    """Whether a row below the headings only numbers them, names included."""
    own = zip(table.headings, row[table.first : table.last], strict=False)
    numbers = [text_of(value).strip("() ") for heading, value in own if heading]
    if len(numbers) < max(_COLUMNS, sum(map(bool, table.headings))) or numbers[0] not in {"0", "1", "2"}:
        return False
    counted = numbers == [str(int(numbers[0]) + place) for place in range(len(numbers))]
    return counted and any(column.field in SUBJECTS for column in table.recognised.columns.values())


def _filled(columns: Sequence[Distinct[Value]], count: int, totals: frozenset[str]) -> tuple[Numbers, Numbers]:
    """For each row whether a person would see anything in it, and whether the first of it opens a totals row."""
    filled, total = np.zeros(count, "?"), np.zeros(count, "?")
    for column in columns:
        rows = np.flatnonzero(~filled)
        if not len(rows):
            break
        unseen = column.at(rows)
        filled[rows] = ~unseen.where(is_blank)
        total[rows] = unseen.where(lambda value: is_total(value, totals))
    return filled, total


def _after_last(flags: Numbers) -> int:
    """The place after the last row that has the flag."""
    return int(np.flatnonzero(flags)[-1]) + 1 if flags.any() else 0


def _marked(table: Table) -> list[int]:
    """Those of the data rows that carry the mark of our example."""
    if not any(not examples.MARKS.isdisjoint(column.different) for column in table.below):
        return []
    return [index for index in table.data if not examples.MARKS.isdisjoint(table.sheet.rows[index])]


def _lacks(row: Sequence[Value], columns: Sequence[int]) -> bool:
    return any(column >= len(row) or is_blank(row[column]) for column in columns)
