"""From a table that names a team, a certification or a KPI on the first line of its group to one that says it on each.

Only where nothing is left to guess: every group has the same lines, each of them once.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from pipeline.ingest.cells import is_blank
from pipeline.ingest.distinct import Distinct
from pipeline.ingest.sheet import Value
from pipeline.ingest.table import Table
from pipeline.vocabulary import SUBJECTS

_TELLING = SUBJECTS | {"criterion", "period", "date", "phase"}
_ENOUGH_LINES = 3  # of the criteria of one answer alone


def with_names_repeated(table: Table, columns: Sequence[Distinct[Value]]) -> list[Distinct[Value]]:
    """The columns, with the names that hold for the lines below them in each of these, from the innermost outwards."""
    found = list(columns)
    recognised = table.recognised
    if recognised.record != "C" and recognised.layout != "long":
        return found
    told = {at: one.field for at, one in recognised.columns.items() if one.field in _TELLING and at < len(found)}
    filled = {at: ~found[at].where(is_blank) for at in told}
    keys = [at for at in told if filled[at].all()]
    partly = [at for at in told if at not in keys and told[at] in SUBJECTS and filled[at].any()]
    if len(keys) + len(partly) < len(told):
        return found
    starts = {at: tuple(np.flatnonzero(filled[at]).tolist()) for at in partly}
    for together in sorted(set(starts.values()), key=len, reverse=True):
        lines = list(zip(*(found[key].codes.tolist() for key in keys), strict=True))
        if not _are_alike(together, lines, recognised.record):
            return list(columns)
        for at in (at for at in partly if starts[at] == together):
            for start, end in pairwise([*together, len(table.data)]):
                found[at] = found[at].repeated(start, range(start, end))
            keys.append(at)
    return found


def _are_alike(starts: Sequence[int], lines: Sequence[tuple[int, ...]], record: str) -> bool:
    """Whether these starts part the lines into groups of more than one line, all with the same different lines."""
    if not lines or starts[0] != 0:
        return False
    groups = [lines[start:end] for start, end in pairwise([*starts, len(lines)])]
    alike = {frozenset(group) for group in groups}
    enough = len(groups) > 1 or (record == "A" and len(groups[0]) >= _ENOUGH_LINES)
    return enough and len(alike) == 1 and all(1 < len(group) == len(set(group)) for group in groups)
