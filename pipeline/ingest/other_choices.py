"""From a question whose last choice is another one, typed into a column of its own, to one question in two columns.

`Autre` beside `Juridique` is Juridique: the name stands where it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.folding import fold
from pipeline.ingest.cells import is_blank
from pipeline.ingest.headings import Recogniser
from pipeline.ingest.readings import TYPED_ELSEWHERE
from pipeline.ingest.sheet import Sheet, Value
from pipeline.vocabulary import OF_A_CANDIDATE

_BEHIND = {
    "limesurvey": re.compile(r"\s*\[(?:autre|other|sonstiges)\b[^\[\]]*\]\s*", re.IGNORECASE),
    "qualtrics": re.compile(r"\s+-\s+(?:autre|other)\b.*\s-\s+texte?\s*", re.IGNORECASE | re.DOTALL),
}
"""By tool: what it writes behind the question."""
_ALONE = frozenset({"autre", "other"})
"""What Typeform writes instead, just behind the question."""


def with_others(sheet: Sheet, index: int, headings: Sequence[str], tool: str, recogniser: Recogniser) -> Sheet:
    """The sheet, the column of a typed choice headed like its question, which is empty where the choice was typed."""
    pairs = {
        other: first
        for other in range(1, len(headings))
        if (first := _question_of(headings, other, tool)) is not None
        and any(one.field in OF_A_CANDIDATE for one in recogniser.certain(headings[first]).candidates)
    }
    if not pairs or len(set(pairs.values())) < len(pairs):
        return sheet
    head = [headings[pairs.get(at, at)] for at in range(len(headings))]
    below = [_typed(row, pairs) for row in sheet.rows[index + 1 :]]
    return replace(sheet, rows=[*sheet.rows[:index], [*head], *below])


def _question_of(headings: Sequence[str], other: int, tool: str) -> int | None:
    if tool == "typeform":
        return other - 1 if fold(headings[other]) in _ALONE else None
    behind = _BEHIND.get(tool)
    return next(
        (
            first
            for first in range(other)
            if behind
            and headings[first]
            and headings[other].startswith(headings[first])
            and behind.fullmatch(headings[other][len(headings[first]) :])
        ),
        None,
    )


def _typed(row: list[Value], pairs: Mapping[int, int]) -> list[Value]:
    emptied = {
        first
        for other, first in pairs.items()
        if other < len(row) and not is_blank(row[other]) and fold(str(row[first])) in TYPED_ELSEWHERE
    }
    return [None if at in emptied else value for at, value in enumerate(row)] if emptied else row
