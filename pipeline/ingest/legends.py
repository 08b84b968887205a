"""From a list of digits beside words, as `1 | Excellent` above `2 | Bon`, to the text that says it in one line.

Such a list stands near a table, or alone on another sheet, and tells which end of the scale is the best.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from pipeline.ingest.cells import is_blank
from pipeline.ingest.sheet import Sheet, Value
from pipeline.ingest.table import Table
from pipeline.ingest.texts import text_of

_MOST_ROWS, _MOST_COLUMNS = 500, 60  # of a sheet that people write by hand
_ENOUGH_STEPS = 3
_LONGEST_WORD = 40
_DIGIT, _GREATEST = re.compile(r"\s*\d{1,2}\s*"), 99


def with_legends(
    found: Sequence[tuple[Sheet, list[Table]]], names_criterion: Callable[[str], bool]
) -> list[tuple[Sheet, list[Table]]]:
    """The sheets and their tables of answers, each with the lists on its own sheet and on those without a table."""
    lists = {number: list(_lists(*one, names_criterion)) for number, one in enumerate(found)}
    elsewhere = [text for number, (_, tables) in enumerate(found) if not tables for text in lists[number]]
    for number, (_, tables) in enumerate(found):
        told = dict.fromkeys([*lists[number], *elsewhere])
        for table in tables if told else ():
            if table.recognised.record == "A":
                table.stated = replace(table.stated, legends=(*table.stated.legends, *told))
    return list(found)


def _lists(sheet: Sheet, tables: Sequence[Table], names_criterion: Callable[[str], bool]) -> Iterator[str]:
    """Every list of the sheet but those of one criterion, and those in our own template, which explains its scale."""
    if len(sheet.rows) > _MOST_ROWS or sheet.heading is not None:
        return
    columns = _without_answers(sheet, tables)
    texts = [list(map(type, column)).count(str) for column in columns]
    for at, column in enumerate(columns[:_MOST_COLUMNS]):
        beside = [side for side in (at + 1, at - 1) if 0 <= side < len(columns)]
        if sum(texts[side] for side in beside) < _ENOUGH_STEPS:
            continue
        digits = {value: digit for value in set(column) if (digit := _digit(value)) is not None}
        if len(digits) < _ENOUGH_STEPS:
            continue
        steps: list[tuple[int, str]] = []
        title = above = ""
        for value, *sides in zip(*([*columns[place], None] for place in (at, *beside)), strict=True):
            digit = digits.get(value)
            word = "" if digit is None else _word(sides)
            if digit is not None and word and (not steps or abs(digit - steps[-1][0]) == 1):
                title = title if steps else above
                steps.append((digit, word))
                continue
            if len({digit for digit, _ in steps}) >= _ENOUGH_STEPS and not names_criterion(title):
                yield ", ".join(f"{digit} = {word}" for digit, word in steps)
            steps = []
            above = text_of(value)


def _without_answers(sheet: Sheet, tables: Sequence[Table]) -> list[list[Value]]:
    """The columns of a sheet without its answers: a remark beside a rating explains no scale."""
    columns = list(map(list, zip_longest(*sheet.rows)))
    for table in tables:
        read = table.recognised.columns
        rated = [columns[table.first + position] for position, column in read.items() if column.field == "note"]
        answers = [row for row in table.data if any(not is_blank(column[row]) for column in rated)]
        for position in read:
            for row in answers:
                columns[table.first + position][row] = None
    return columns


def _digit(value: Value) -> int | None:
    if type(value) is float:
        return int(value) if 0 <= value <= _GREATEST and value.is_integer() else None
    is_whole = (type(value) is str or type(value) is int) and _DIGIT.fullmatch(str(value))
    return int(str(value)) if is_whole else None


def _word(beside: Iterable[Value]) -> str:
    """The words of the first cell that has any."""
    words = (" ".join(value.split()) for value in beside if type(value) is str)
    return next((word[:_LONGEST_WORD] for word in words if word[:1].isalpha()), "")
