"""From the sheets of a form with a repeated part to each repeat with what its answer says once.

KoboToolbox and ODK write the answers on one sheet and what was asked several times on others, whose rows only number
the answer they belong to. What the answer says once, its team or who gave it, is put behind the columns of the repeat.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from pipeline.ingest.headings import Recogniser
from pipeline.ingest.sheet import Borrowed, Sheet, Value
from pipeline.ingest.texts import text_of

_KEYS = (("_parent_index", "_index"), ("PARENT_KEY", "KEY"))
_PARENT = "_parent_table_name"
_NOT_ALLOWED = re.compile(r"[\[\]:*?/\\]|^'|'$")
_CUT = re.compile(r"\.\.\.(?: \(\d+\))?$")

OF_A_REPEAT = frozenset({_PARENT, *(own for own, _ in _KEYS)})
"""Headings that only the sheet of a repeat has."""


def with_answers(sheets: Sequence[Sheet], recogniser: Recogniser) -> list[Sheet]:
    """The sheets, the repeats with columns of their answers. A repeat that leaves a doubt whose it is stays alone."""
    joined = list(sheets)
    for place, sheet in enumerate(sheets):
        for own, theirs in _KEYS:
            at = _parent_of(sheets, place, own, theirs)
            if at is not None:
                joined[place] = _joined(sheet, sheets[at], own, theirs, recogniser)
                joined[at] = replace(joined[at], has_repeats=True)
    return joined


def _parent_of(sheets: Sequence[Sheet], place: int, own: str, theirs: str) -> int | None:
    headings = _headings(sheets[place])
    if own not in headings:
        return None
    named = {_cell(row, headings[_PARENT]) for row in sheets[place].rows[1:]} if _PARENT in headings else set()
    found = [at for at, other in enumerate(sheets) if theirs in (its := _headings(other)) and own not in its]
    if named:
        exact = [at for at in found if named == {sheets[at].name}]
        found = exact or [at for at in found if len(named) == 1 and _is_cut(sheets[at].name, *named)]
    return found[0] if len(found) == 1 else None


def _is_cut(name: str, title: str) -> bool:
    """Whether KoboToolbox calls a sheet so for a form of this title: Excel takes neither all signs nor long names."""
    allowed = _NOT_ALLOWED.sub("_", title)
    start = _CUT.sub("", name)
    return name == allowed or (start != name and len(allowed) > len(name) and allowed.startswith(start))


def _joined(sheet: Sheet, parent: Sheet, own: str, theirs: str, recogniser: Recogniser) -> Sheet:
    mine, its = _headings(sheet), _headings(parent)
    wanted = [at for heading, at in its.items() if heading not in mine and _says_once(heading, recogniser)]
    answers: dict[str, list[int]] = defaultdict(list)
    for index, row in enumerate(parent.rows[1:], start=1):
        answers[_cell(row, its[theirs])].append(index)
    width = max(map(len, sheet.rows))
    rows: list[list[Value]] = []
    numbers: list[int] = []
    for row in sheet.rows:
        found = answers.get(_cell(row, mine[own]), []) if rows else [0]
        answer = parent.rows[found[0]] if len(found) == 1 else []
        more = [answer[at] if at < len(answer) else None for at in wanted]
        rows.append([*row, *[None] * (width - len(row)), *more])
        numbers.append(parent.row_number(found[0]) if len(found) == 1 else 0)
    borrowed = Borrowed(parent.name, width, [at + 1 for at in wanted], numbers)
    return replace(sheet, rows=rows, borrowed=borrowed)


def _says_once(heading: str, recogniser: Recogniser) -> bool:
    """Whether a column of the answers tells of whom or of when they are, or what for: anything but a rating."""
    meaning = recogniser.certain(heading)
    return any("A" in one.records and not one.criterion for one in meaning.candidates) and not meaning.crossed


def _headings(sheet: Sheet) -> dict[str, int]:
    return {value: at for at, value in enumerate(sheet.rows[0] if sheet.rows else []) if type(value) is str}


def _cell(row: Sequence[Value], at: int) -> str:
    return text_of(row[at]) if at < len(row) and row[at] is not None else ""
