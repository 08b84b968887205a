"""From a list of digits beside words, as `1 | Excellent` above `2 | Bon`, to the text that says it in one line.

Such a list stands near a table, or alone on another sheet, and tells which end of the scale is the best.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from pipeline.ingest.sheet import Sheet, Value
from pipeline.ingest.tables import Table
from pipeline.ingest.texts import text_of

_MOST_ROWS, _MOST_COLUMNS = 500, 60  # of a sheet that people write by hand
_ENOUGH_STEPS = 3
_LONGEST_WORD = 40
_DIGIT = re.compile(r"\d{1,2}")


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
    for column in range(min(max(map(len, sheet.rows), default=0), _MOST_COLUMNS)):
        steps: list[tuple[int, str]] = []
        title = above = ""
        for row in [*sheet.rows, []]:
            digit, word = _step(row, column)
            if digit is not None and word and (not steps or abs(digit - steps[-1][0]) == 1):
                title = title if steps else above
                steps.append((digit, word))
                continue
            if len({digit for digit, _ in steps}) >= _ENOUGH_STEPS and not names_criterion(title):
                yield ", ".join(f"{digit} = {word}" for digit, word in steps)
            steps = []
            above = " ".join(text_of(value) for value in row[column : column + 1] if value is not None)


def _step(row: Sequence[Value], column: int) -> tuple[int | None, str]:
    """The digit in a column, and the words to its right, or else to its left."""
    digit = text_of(row[column]).strip() if column < len(row) and row[column] is not None else ""
    if not _DIGIT.fullmatch(digit):
        return None, ""
    beside = [row[at] for at in (column + 1, column - 1) if 0 <= at < len(row)]
    words = (" ".join(value.split()) for value in beside if type(value) is str)
    return int(digit), next((word[:_LONGEST_WORD] for word in words if word[:1].isalpha()), "")
