"""From a list of teams or certifications to the rows at its end that may be remarks: they hold a name and no more."""

from __future__ import annotations

from pipeline.ingest.cells import is_blank
from pipeline.ingest.table import Table

_LISTS = frozenset({"D", "E"})
_FILLED = 3  # cells of a row above
_MOST = 0.8  # a line of a text file may have been cut


def bare_names(table: Table) -> list[int]:
    """Indexes of the last data rows, where the rows above them fill more than their name.

    A list that names a team and nothing else is one from its first row on; a row in between may be a new team.
    """
    if table.recognised.record not in _LISTS or len(table.recognised.columns) < _FILLED:
        return []
    span = slice(table.first, table.last)
    filled = [sum(not is_blank(value) for value in table.sheet.rows[index][span]) for index in table.data]
    whole = len(filled)
    while whole and filled[whole - 1] == 1:
        whole -= 1
    above = [
        count for index, count in zip(table.data, filled[:whole], strict=False) if len(table.sheet.rows[index]) > 1
    ]
    more = sum(count >= _FILLED for count in above)
    return table.data[whole:] if above and more > _MOST * len(above) else []
