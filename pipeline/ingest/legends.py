"""From a list of digits beside words, as `1 | Excellent` above `2 | Bon`, to the text that says it in one line.

Such a list stands near a table, or alone on another sheet, and tells which end of the scale is the best.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from pipeline.ingest.sheet import Sheet, Value
from pipeline.ingest.tables import Table
from pipeline.ingest.texts import text_of

_MOST_ROWS, _MOST_COLUMNS = 500, 60  # of a sheet that people write by hand
_ENOUGH_STEPS = 3
_LONGEST_WORD = 40
_DIGIT, _GREATEST = re.compile(r"\s*\d{1,2}\s*"), 99


def with_legends(
    found: Sequence[tuple[Sheet, list[Table]]], names_criterion: Callable[[str], bool]
) -> list[tuple[Sheet, list[Table]]]:
    """The sheets and their tables of answers, each with the lists on its own sheet and on those without a table."""
    lists = {number: list(_lists(sheet, names_criterion)) for number, (sheet, _) in enumerate(found)}
    elsewhere = [text for number, (_, tables) in enumerate(found) if not tables for text in lists[number]]
    for number, (_, tables) in enumerate(found):
        told = dict.fromkeys([*lists[number], *elsewhere])
        for table in tables if told else ():
            if table.recognised.record == "A":
                table.stated = replace(table.stated, legends=(*table.stated.legends, *told))
    return list(found)


def _lists(sheet: Sheet, names_criterion: Callable[[str], bool]) -> Iterator[str]:
    """Every list of the sheet but those of one criterion, and those in our own template, which explains its scale."""
    if len(sheet.rows) > _MOST_ROWS or sheet.heading is not None:
        return
    columns = list(zip_longest(*sheet.rows))
    texts = [list(map(type, column)).count(str) for column in columns]
    for at, column in enumerate(columns[:_MOST_COLUMNS]):
        beside = [side for side in (at + 1, at - 1) if 0 <= side < len(columns)]
        if sum(texts[side] for side in beside) < _ENOUGH_STEPS:
            continue
        told = list(map(_step, column, *(columns[side] for side in beside)))
        if len(told) - told.count(None) < _ENOUGH_STEPS:
            continue
        steps: list[tuple[int, str]] = []
        title = above = ""
        for step, value in zip([*told, None], [*column, None], strict=True):
            if step and (not steps or abs(step[0] - steps[-1][0]) == 1):
                title = title if steps else above
                steps.append(step)
                continue
            if len({digit for digit, _ in steps}) >= _ENOUGH_STEPS and not names_criterion(title):
                yield ", ".join(f"{digit} = {word}" for digit, word in steps)
            steps = []
            above = text_of(value)


def _step(value: Value, *beside: Value) -> tuple[int, str] | None:
    """A digit and the words on its first side that has any; asked of every cell, most are none."""
    if type(value) is float:
        if not (0 <= value <= _GREATEST and value.is_integer()):
            return None
    elif not (type(value) is str or type(value) is int) or not _DIGIT.fullmatch(str(value)):
        return None
    words = (" ".join(side.split()) for side in beside if type(side) is str)
    word = next((word[:_LONGEST_WORD] for word in words if word[:1].isalpha()), "")
    return (int(value), word) if word else None
