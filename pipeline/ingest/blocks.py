"""From the tables of one sheet to whether they are a block for each of several: then none is called after the sheet."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.folding import fold
from pipeline.ingest.cells import is_blank
from pipeline.ingest.table import Table
from pipeline.ingest.texts import text_of

_SUBJECTS = frozenset({"kpi", "certification"})


def are_of_several(tables: Sequence[Table]) -> bool:
    """Whether a titled table says again what another says of the same KPI or certification, and neither names a team.

    `Contenu` over its KPIs and `Support` over the same ones are two teams; `Qualité` and `Coûts` are themes of one.
    """
    seen: set[tuple[str, ...]] = set()
    for table in tables:
        if table.goes_on or table.is_part or "team" in {*table.recognised.fields, *table.above}:
            continue
        own = _subjects(table)
        if not own.isdisjoint(seen) and _has_title(table):
            return True
        seen |= own
    return False


def _subjects(table: Table) -> set[tuple[str, ...]]:
    said = tuple(fold(above.text) for _, above in sorted(table.above.items()) if above.cell)
    named = [at for at, column in table.recognised.columns.items() if column.field in _SUBJECTS]
    names = {fold(text_of(value)) for column in table.columns(named) for value in column.different}
    return {(name, *said) for name in names if name}


def _has_title(table: Table) -> bool:
    """Whether the last filled row above the headings is a single text."""
    for row in reversed(table.sheet.rows[: table.heading_index]):
        filled = [value for value in row[table.first : table.last] if not is_blank(value)]
        if filled:
            return len(filled) == 1 and type(filled[0]) is str
    return False
