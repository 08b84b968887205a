"""From the columns in which a form tool says what became of an answer to those that nobody gave, sent or let pass."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from pipeline.folding import fold
from pipeline.ingest.dialects import PLAIN, dialect
from pipeline.ingest.sheet import Sheet, Value
from pipeline.ingest.texts import text_of

_HOW_IT_CAME = frozenset({"status", "response type", "distributionchannel", "distribution channel"})
_CODED = frozenset({"status", "response type"})
_TRIAL_CODES = frozenset({"1", "2", "9", "10", "17", "18"})
"""Of Qualtrics' Status: a preview is 1, a test 2, spam 8 more."""
_ANYTHING, _YES = re.compile(r".+"), re.compile(r"true|1|vrai|yes|oui")
_SENT = {
    "limesurvey": dict.fromkeys(
        map(fold, ("Date de soumission", "Date submitted", "submitdate", "Datum Abgeschickt")), _ANYTHING
    ),
    "qualtrics": {"finished": _YES, "termine": _YES},
    "typeform": {"response type": re.compile("completed")},
    "surveymonkey": {"response status": re.compile("completed?|terminee?s?|complete?s?")},
    PLAIN: dict.fromkeys(
        map(fold, ("Brouillon", "Draft", "In draft", "Est un brouillon")), re.compile(r"(?:0|non?|false|faux)?")
    ),
}
"""By tool: the columns that tell whether an answer was sent, and what they say then."""
_TRIAL = re.compile(r"(?:survey )?(?:preview|test)|(?:apercu|previsualisation|test)\b.*|.*vorschau|umfragetest")
_REVIEWS = frozenset({"_validation_status", "_submission__validation_status", "ReviewState"})
_REFUSED = re.compile(r"(?:validation status )?not approved|non approuvee?|rejected|rejetee?")


def trials(headings: Sequence[str], first: int, sheet: Sheet, rows: Sequence[int]) -> list[int]:
    """Those of the rows (indexes) by which the author of a Qualtrics form tried it out: nobody's answers.

    `first` is the column of the first heading.
    """
    if dialect(headings, sheet.tool) != "qualtrics":
        return []
    told = {at: fold(heading) for at, heading in enumerate(headings, start=first) if fold(heading) in _HOW_IT_CAME}

    def is_trial(text: str, column: int) -> bool:
        return _TRIAL.fullmatch(fold(text)) is not None or (told[column] in _CODED and text in _TRIAL_CODES)

    return _told_by(told, sheet, rows, is_trial)


def refused(headings: Sequence[str], first: int, sheet: Sheet, rows: Sequence[int]) -> list[int]:
    """Those of the rows (indexes) that a person refused in the tool when reviewing them."""
    told = [at for at, heading in enumerate(headings, start=first) if heading in _REVIEWS]
    return _told_by(told, sheet, rows, lambda text, _: _REFUSED.fullmatch(fold(text)) is not None)


def unfinished(headings: Sequence[str], first: int, sheet: Sheet, rows: Sequence[int]) -> list[int]:
    """Those of the rows (indexes) that a form tool says were begun and never sent."""
    sent = _SENT.get(dialect(headings, sheet.tool), {})
    told = {at: sent[fold(heading)] for at, heading in enumerate(headings, start=first) if fold(heading) in sent}
    return _told_by(told, sheet, rows, lambda text, column: told[column].fullmatch(fold(text)) is None)


def _told_by(columns: Iterable[int], sheet: Sheet, rows: Sequence[int], tells: Callable[[str, int], bool]) -> list[int]:
    """Those of the rows of which one of the columns tells so by its text."""

    def text(row: Sequence[Value], column: int) -> str:
        return text_of(row[column]) if column < len(row) and row[column] is not None else ""

    wanted = list(columns)
    return [index for index in rows if any(tells(text(sheet.rows[index], at), at) for at in wanted)] if wanted else []
