"""From a column called Direction to which of two things it says: which way a KPI should go, or a department."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.folding import fold
from pipeline.ingest.distinct import Distinct
from pipeline.ingest.sheet import Value
from pipeline.ingest.texts import text_of

if TYPE_CHECKING:
    from pipeline.ingest.headings import Recogniser
    from pipeline.ingest.records import Recognised

_EITHER = "direction"


def without_departments(
    recognised: Recognised, headings: Sequence[str], columns: Sequence[Distinct[Value]], recogniser: Recogniser
) -> Recognised:
    """What was recognised, but a column headed by the bare word is nobody's good direction where no cell tells one.

    A single word such as `baisse`, an arrow or a sign in any cell keeps the column: whatever else it holds is an error.
    """
    departments = {
        at
        for at, column in recognised.columns.items()
        if column.field == "direction"
        and at < len(columns)
        and fold(headings[at]) == _EITHER
        and _all_name_something_else(columns[at], recogniser)
    }
    kept = {at: column for at, column in recognised.columns.items() if at not in departments}
    return replace(recognised, columns=kept) if departments else recognised


def _all_name_something_else(values: Distinct[Value], recogniser: Recogniser) -> bool:
    told = [text for value in values.different if (text := text_of(value).strip())]
    return bool(told) and all(fold(text) and recogniser.ways.isdisjoint(fold(text).split()) for text in told)
