"""What is told about a table as it is read: columns nobody knows, hidden rows, lines that do not fit the heading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.findings import Finding
from pipeline.ingest import examples, identity
from pipeline.ingest.coded_names import coded_names
from pipeline.ingest.dialects import dialect
from pipeline.ingest.form_statuses import unfinished
from pipeline.ingest.places import cell_name
from pipeline.ingest.table import Table
from pipeline.ingest.texts import text_of
from pipeline.vocabulary import OF_A_CANDIDATE


def about_headings(table: Table, shown: Sequence[str]) -> Iterator[Finding]:
    """Columns that nothing reads."""
    recognised = table.recognised
    for position, text in enumerate(shown):
        known = {*recognised.columns, *recognised.said_again, *recognised.metadata, *recognised.beside}
        if not text or position in known:
            continue
        named, row, column = table.sheet.place(table.heading_index, table.first + position)
        sheet, cell = identity.redact(named), cell_name(row, column)
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


def about_statuses(table: Table) -> Iterator[Finding]:
    """Answers by which the author of a form tried it out, that were refused there, or begun and never sent."""
    begun = unfinished(table.headings, table.first, table.sheet, table.data)
    told = {"trial_rows": table.trials, "refused_answers": table.refused, "unfinished_answers": begun}
    for code, rows in told.items():
        if rows:
            sheet, row = identity.redact(table.sheet.name), table.sheet.row_number(rows[0])
            yield Finding(code, sheet, row, facts={"count": len(rows)})


def about_codes(table: Table) -> Iterator[Finding]:
    """Columns of names in which a form tool wrote the numbers of choices."""
    tool, name = dialect(table.headings, table.sheet.tool), identity.redact(table.sheet.name)
    for position, column in sorted(table.recognised.columns.items()):
        for values in table.columns([position]) if column.field in OF_A_CANDIDATE else ():
            if codes := coded_names(values.different, tool):
                heading, at = table.headings[position], table.first + position
                _, row, number = table.sheet.place(table.heading_index, at)
                yield Finding("coded_names", name, row, heading, cell_name(row, number), min(codes))


def about_foreign(table: Table) -> Iterator[Finding]:
    """Rows of a table below this one that nobody knows."""
    if table.foreign:
        row = table.sheet.row_number(table.foreign[0])
        yield Finding("foreign_rows", identity.redact(table.sheet.name), row, facts={"count": len(table.foreign)})


def about_not_measured(table: Table) -> Iterator[Finding]:
    """Rows of KPIs that say to be a budget, a forecast or a total to date."""
    if table.not_measured:
        row = table.sheet.row_number(table.not_measured[0])
        yield Finding("not_measured", identity.redact(table.sheet.name), row, facts={"count": len(table.not_measured)})


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


def about_lines(table: Table, uneven: Mapping[int, int], cut: Iterable[int], bare: Iterable[int]) -> Iterator[Finding]:
    """Rows that cannot be trusted as they stand: from `uneven_lines`, `cut_lines` and `bare_names`."""
    expected = _fields_of_heading(table)
    for index, found in uneven.items():
        yield Finding("uneven_line", "", table.sheet.row_number(index), facts={"found": found, "expected": expected})
    sheet = identity.redact(table.sheet.name)
    for index in cut:
        yield Finding("cut_line", "", table.sheet.row_number(index))
    for index in bare:
        value = next(text_of(value) for value in table.sheet.rows[index][table.first : table.last] if value is not None)
        yield Finding("bare_name", sheet, table.sheet.row_number(index), value=identity.redact(value))


def _fields_of_heading(table: Table) -> int:
    return len(table.sheet.rows[table.heading_index])
