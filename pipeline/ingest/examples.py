"""The example row of our own workbooks: never an answer, and an answer that someone wrote over it is not lost."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.ingest.cells import is_blank
from pipeline.ingest.sheet import Sheet, Value
from pipeline.ingest.texts import text_of
from pipeline.vocabulary import Language

MARK: dict[Language, str] = {"fr": "Exemple (ne compte pas)", "en": "Example (not counted)"}
"""Stands in the respondent's cell. A copy of the row carries it along."""

DATE: dict[Language, str] = {"fr": "jj/mm/aaaa", "en": "yyyy-mm-dd"}
COMMENT: dict[Language, str] = {
    "fr": "Ex. : deux livraisons retardées faute de cette compétence.",
    "en": "E.g. two deliveries late for want of this skill.",
}
TEXTS = frozenset([*MARK.values(), *DATE.values(), *COMMENT.values()])
"""Nobody's words: what is left of them in a row that became an answer says nothing."""

_BEFORE: dict[Language, str] = {"fr": "ex.", "en": "e.g."}
_NOTE = re.compile(r"\s*(?:ex\.|e\.g\.)\s*\d+(?:[.,]\d+)?\s*", re.IGNORECASE)
MARKS = frozenset(MARK.values())


def note(number: str, language: Language) -> str:
    """A note of the example. It is no number, so that it can never count: `ex. 4`."""
    return f"{_BEFORE[language]} {number}"


def told_apart(sheet: Sheet, rows: Sequence[int], columns: slice, notes: Sequence[int]) -> tuple[list[int], list[int]]:
    """Among the rows (indexes): those that are the example, and those where real notes were written over it.

    `columns` are the table's, `notes` those of notes. The mark decides; without it a row is an answer like any other.
    """
    marked = [index for index in rows if not MARKS.isdisjoint(sheet.rows[index][columns])]
    written_over = [index for index in marked if _holds_notes(sheet.rows[index], notes)]
    return [index for index in marked if index not in written_over], written_over


def _holds_notes(row: Sequence[Value], notes: Sequence[int]) -> bool:
    return any(
        column < len(row) and not is_blank(row[column]) and not _NOTE.fullmatch(text_of(row[column]))
        for column in notes
    )
