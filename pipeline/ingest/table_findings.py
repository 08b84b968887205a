"""What is told about a table as it is read: columns nobody knows, hidden rows, lines that do not fit the heading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.findings import Finding
from pipeline.ingest import examples, identity, returned
from pipeline.ingest.cells import is_blank
from pipeline.ingest.places import cell_name
from pipeline.ingest.sheet import Value
from pipeline.ingest.tables import Table
from pipeline.vocabulary import REQUIRED


def about_headings(table: Table, shown: Sequence[str]) -> Iterator[Finding]:
    """Columns that nothing reads."""
    recognised, sheet = table.recognised, identity.redact(table.sheet.name)
    row = table.sheet.row_number(table.heading_index)
    for position, text in enumerate(shown):
        known = position in recognised.columns or position in recognised.said_again
        if not text or known or position in recognised.metadata:
            continue
        cell = cell_name(row, table.first + position + 1)
        if (other := recognised.rivals.get(position)) is not None:
            yield Finding("rival_column", sheet, row, text, cell, text, {"other": shown[other]})
            continue
        winner = recognised.doubled.get(position)
        if winner is None:
            yield Finding("unmapped_column", sheet, row, text, cell, text)
        else:
            yield Finding("doubled_column", sheet, row, text, cell, text, {"wanted": shown[winner]})


def about_hidden(table: Table) -> Iterator[Finding]:
    """What a person who opens the file does not see."""
    sheet = identity.redact(table.sheet.name)
    if table.sheet.hidden:
        yield Finding("hidden_sheet", sheet)
    hidden = [number for number in table.sheet.row_numbers(table.data) if number in table.sheet.hidden_rows]
    if hidden:
        yield Finding("hidden_row", sheet, hidden[0], facts={"count": len(hidden)})


def about_trials(table: Table) -> Iterator[Finding]:
    """Answers by which the author of a form tried it out."""
    if table.trials:
        row = table.sheet.row_number(table.trials[0])
        yield Finding("trial_rows", identity.redact(table.sheet.name), row, facts={"count": len(table.trials)})


def about_examples(table: Table) -> Iterator[Finding]:
    """Answers that someone wrote over the example row of our workbook, its mark left in place."""
    for index in table.written_over:
        row = table.sheet.rows[index][table.first : table.last]
        place = next(place for place, value in enumerate(row) if value in examples.MARK.values())
        number = table.sheet.row_number(index)
        yield Finding(
            "example_written_over", identity.redact(table.sheet.name), number, identity.redact(table.headings[place]),
            cell_name(number, table.first + place + 1), str(row[place]),
        )  # fmt: skip


def about_lines(table: Table, uneven: Mapping[int, int]) -> Iterator[Finding]:
    """Lines of a text file whose rows cannot be trusted; `uneven` comes from `uneven_lines`."""
    expected = _fields_of_heading(table)
    for index, found in uneven.items():
        yield Finding("uneven_line", "", table.sheet.row_number(index), facts={"found": found, "expected": expected})


def uneven_lines(table: Table, separator: str, uneven_before: frozenset[str] = frozenset()) -> dict[int, int]:
    """Data lines of a text file whose values cannot be told to stand under their headings, with their number of fields.

    More filled fields than headings; or fewer, where what is missing is a note or a required column. A line that
    lacks only optional columns at its end is how many programs write empty ones. `uneven_before` are the digests of
    such lines where a workbook was made of the text file: they stay uneven until someone moves their values.
    """
    if uneven_before:
        return _still_uneven(table, uneven_before)
    if not separator:
        return {}
    required = {*REQUIRED[table.recognised.record], "note"}
    needed = max(
        (table.first + position for position, column in table.recognised.columns.items() if column.field in required),
        default=-1,
    )
    expected = _fields_of_heading(table)
    uneven: dict[int, int] = {}
    for index in table.data:
        row = table.sheet.rows[index]
        if len(row) != expected and (len(row) <= needed or any(not is_blank(value) for value in row[expected:])):
            uneven[index] = len(row)
    return uneven


def _still_uneven(table: Table, uneven_before: frozenset[str]) -> dict[int, int]:
    expected = _filled_fields(table.sheet.rows[table.heading_index])
    found = {index: _filled_fields(table.sheet.rows[index]) for index in table.data}
    return {
        index: count
        for index, count in found.items()
        if count > expected or returned.digest(table.sheet.rows[index]) in uneven_before
    }


def _filled_fields(row: Sequence[Value]) -> int:
    return max((number for number, value in enumerate(row, start=1) if not is_blank(value)), default=0)


def _fields_of_heading(table: Table) -> int:
    return len(table.sheet.rows[table.heading_index])
