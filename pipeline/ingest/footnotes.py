"""From the last rows of a table to those that are remarks about it, not rows of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.ingest.cells import is_blank
from pipeline.ingest.sheet import Value
from pipeline.ingest.texts import text_of

_OPENED = re.compile(
    r"\s*(?:[*(]|page \d|"
    r"(?:sources?|notes?|n\.?b\.?|remarques?|remarks?|légende|legend|mise? à jour|màj|maj|dernière mise à jour|"
    r"(?:last )?updated?|extraction|export|exporté|exported|généré|generated|édité)\b"
    r"[^:]{0,20}(?::|\b(?:le|du|on)\b))",
    re.IGNORECASE,
)


def footnotes(rows: Sequence[Sequence[Value]], below: Sequence[int], span: slice) -> set[int]:
    """Rows of one cell at the very end of those `below` the headings: after a blank row, or opened as remarks are.

    `Source : RH` closes a list of teams; a row that names one more of them is a row.
    """
    lines: list[tuple[int, Value]] = []
    for index in reversed(below):
        filled = [value for value in rows[index][span] if not is_blank(value)]
        if not filled:
            return {line for line, _ in lines}
        if len(filled) > 1:
            break
        lines.append((index, filled[0]))
    opened = [index for index, value in lines if _OPENED.match(text_of(value))]
    return set(opened) if len(opened) == len(lines) else set()
