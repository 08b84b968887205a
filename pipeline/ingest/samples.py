"""From a sheet to what helps a person say what its columns hold: their headings and first values."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import islice

from pipeline.ingest.cells import is_blank
from pipeline.ingest.identity import redact
from pipeline.ingest.sheet import Sheet, Value
from pipeline.ingest.texts import text_of

_SHOWN = 3
_LONGEST = 60
_LOOKED_AT = 30  # filled rows in which a heading row is looked for
_FIRST_ROWS = 1_000  # beyond which nothing is looked for
_MOST_COLUMNS = 200


def values_of(sheet: Sheet, rows: Iterable[int], column: int) -> str:
    """The first different values of a column, as JSON; `rows` and `column` are indexes."""
    found: dict[str, None] = {}
    for index in islice(rows, _FIRST_ROWS):
        row = sheet.rows[index]
        if column < len(row) and not is_blank(row[column]):
            text = " ".join(redact(text_of(row[column])).split())
            found[text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"] = None
            if len(found) == _SHOWN:
                break
    return json.dumps(list(found), ensure_ascii=False)


def likely_headings(sheet: Sheet) -> tuple[int, dict[int, str]]:
    """The row of an unknown sheet that most looks like headings, by its index, and its texts by column.

    The one that a person says; else the first of the fuller rows that holds words only, or the first filled one.
    """
    if sheet.said_heading is not None:
        return sheet.said_heading, _texts(sheet.rows[sheet.said_heading])
    filled: list[tuple[int, dict[int, str]]] = []
    for index, row in enumerate(sheet.rows[:_FIRST_ROWS]):
        texts = _texts(row)
        if texts:
            filled.append((index, texts))
        if len(filled) == _LOOKED_AT:
            break
    if not filled:
        return 0, {}
    widest = max(len(texts) for _, texts in filled)
    for index, texts in filled:
        if 2 * len(texts) > widest and all(any(map(str.isalpha, text)) for text in texts.values()):
            return index, texts
    return filled[0]


def _texts(row: Sequence[Value]) -> dict[int, str]:
    return {
        column: " ".join(text_of(value).split())
        for column, value in enumerate(row[:_MOST_COLUMNS])
        if not is_blank(value)
    }
