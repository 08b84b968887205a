"""From lines whose cells are set below each other by spaces to the same lines with a separator between their cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

BETWEEN = "\x1f"
_RULE = re.compile(r"\s*[-=─]{2,}(?: +[-=─]{2,})+\s*")
_STROKE = re.compile(r"[-=─]+")
_FEWEST_LINES = 3
_FEWEST_COLUMNS = 3
_GAP = 2  # spaces between two columns: one may as well stand between two words of a cell


def with_separators(lines: Sequence[str]) -> list[str]:
    """The lines, those of the table taken apart; none where no columns show.

    Columns show by the strokes below the headings, or else by two spaces or more that stand at the same place in every
    line down to a blank one. A line with a word across such a place is left as it is.
    """
    if any("\t" in line or BETWEEN in line for line in lines):
        return []
    texts = [line.rstrip() for line in lines]
    rule = next((at for at, text in enumerate(texts) if _RULE.fullmatch(text)), None)
    if rule is None:
        first, last = _longest_run(texts)
        starts = _starts(texts[first:last])
    else:
        first = rule - 1 if rule and texts[rule - 1] else rule
        last = next((at for at in range(rule, len(texts)) if not texts[at]), len(texts))
        starts = [stroke.start() for stroke in _STROKE.finditer(texts[rule])]
    if len(starts) < _FEWEST_COLUMNS or last - first < _FEWEST_LINES:
        return []
    table = range(first, last)
    return [(_apart(text, starts) if at in table else _quoted(text)) + "\n" for at, text in enumerate(texts)]


def _longest_run(texts: Sequence[str]) -> tuple[int, int]:
    runs = [[at for at, _ in run] for filled, run in groupby(enumerate(texts), key=lambda one: bool(one[1])) if filled]
    longest = max(runs, key=len)
    return longest[0], longest[-1] + 1


def _starts(texts: Sequence[str]) -> list[int]:
    """Where the columns begin."""
    width = max(map(len, texts))
    blank = [all(text[at : at + 1] in ("", " ") for text in texts) for at in range(width)]
    starts = []
    gap = _GAP  # before the first column
    for at, is_blank in enumerate(blank):
        if not is_blank and gap >= _GAP:
            starts.append(at)
        gap = gap + 1 if is_blank else 0
    return starts


def _apart(text: str, starts: Sequence[int]) -> str:
    if _RULE.fullmatch(text):
        return ""
    if any(start and text[start - 1 : start] not in ("", " ") for start in starts):
        return _quoted(text)
    ends = [*starts[1:], len(text)]
    cells = [text[start:end].strip() for start, end in zip(starts, ends, strict=True)]
    return BETWEEN.join(map(_quoted, cells))


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if '"' in cell else cell
