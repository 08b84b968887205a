"""From a row and a column to the name a spreadsheet gives the cell."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=4096)
def column_name(number: int) -> str:
    """1 is A, 27 is AA."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """The cell in row 7 and column 4 is D7."""
    return f"{column_name(column)}{row}"
