"""Where the cells of an .xlsx sheet stand: references as numbers, and whether the sheet claims too much."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.config import Limits
from pipeline.ingest.details import cells_at_most, check_claim

REFERENCE = re.compile(rb"\br\s*=\s*[\"']([A-Z]{1,3})?([0-9]{1,7})[\"']")
"""The place that a tag of a row or a cell names: letters and number."""

_LAST_COLUMN = 16_384


@lru_cache(maxsize=1024)
def column_number(letters: bytes) -> int:
    """1 for A, 27 for AA; 0 for no letters."""
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number


def check_size(data: bytes, limits: Limits) -> None:
    """Refuses `too_large`, without a look at each cell: is there one too far to the right for so many rows?"""
    last = _last(data, b"v>", b"is>", len(data))
    row = _last(data, b"<row", b":row", max(last, 0))
    if row < 0:
        return
    reference = REFERENCE.search(data, row, data.find(b">", row))
    rows = int(reference[2]) if reference else data.count(b"row>")
    widest = cells_at_most(limits) // max(rows, 1)
    if widest < _LAST_COLUMN and _column_beyond(widest).search(data):
        check_claim(rows, widest + 1, limits)


def _last(data: bytes, usual: bytes, other: bytes, end: int) -> int:
    """Where the later of both begins, before `end`; -1 where there is neither. Does not look further than it must."""
    place = data.rfind(usual, 0, end)
    return max(place, data.rfind(other, max(place, 0), end))


@lru_cache(maxsize=8)
def _column_beyond(widest: int) -> re.Pattern[bytes]:
    """A cell with content in a column to the right of `widest`."""
    letters = column_letters(widest)
    longer = [f"[A-Z]{{{len(letters) + 1},3}}"] if len(letters) < 3 else []
    later = [
        f"{letters[:place]}[{chr(ord(letter) + 1)}-Z]" + "[A-Z]" * (len(letters) - place - 1)
        for place, letter in enumerate(letters)
        if letter < "Z"
    ]
    columns = "|".join(longer + later) or "(?!)"
    return re.compile(rb' r="(?:' + columns.encode() + rb')[0-9]+"[^<>]*(?<!/)>')


def column_letters(number: int) -> str:
    """A for 1, AA for 27."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
