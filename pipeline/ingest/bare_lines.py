"""From the lines of a text file to the same without what a program put before or around each of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

_FEWEST = 3  # lines, before what begins each of them can be a mark
_QUOTED_LINE = re.compile(r'"((?:[^"]|"")*)"[;,\t|]*')
_QUOTED_IN_AN_EMAIL = ">"
_OF_AN_EMAIL = re.compile(r"(?:> ?)+")
_MARK = re.compile(r"[+*•-](?=.) ?")  # of a list, or of what was added to a file
_NUMBER = re.compile(r" *([0-9]{1,7})(?:\t|[:.)] ?)")
_QUOTES = (
    ("“", "”"), ("”", "”"), ("„", "“"), ("«", "»"), ("`", "`"), ("``", "''"), ('="', '"'), ('""', '""'),
    ("''", "''"),
)  # fmt: skip
_BETWEEN = r"[;,\t|]"


def bare(lines: Sequence[str]) -> Sequence[str]:
    """The lines, each still ending in a line break.

    A mark is taken off where all lines begin with it, headings included, and that of a quoted e-mail where most do; a
    number where it counts them. So are quotes
    around whole lines, those inside doubled, and quotes of another kind around every cell.
    """
    lines = _without_marks(lines)
    filled = [line.strip() for line in lines if line.strip()]
    if all(_QUOTED_LINE.fullmatch(line) for line in filled):
        inner = (_QUOTED_LINE.fullmatch(line.strip()) for line in lines)
        return [(line[1].replace('""', '"') if line else "") + "\n" for line in inner]
    for opening, closing in _QUOTES:
        between = _between(filled, opening, closing)
        if between:
            return [_in_usual_quotes(line.strip(), opening, closing, between) + "\n" for line in lines]
    return lines


def _without_marks(lines: Sequence[str]) -> Sequence[str]:
    filled = [line for line in lines if line.strip()]
    if len(filled) < _FEWEST:
        return lines
    if 2 * sum(line.startswith(_QUOTED_IN_AN_EMAIL) for line in filled) > len(filled):
        return [_OF_AN_EMAIL.sub("", line, count=1) for line in lines]
    first = _MARK.match(filled[0])
    if first and all(line.startswith(first[0].rstrip()) for line in filled):
        mark = re.compile(re.escape(first[0].rstrip()) + " ?")
        return [mark.sub("", line, count=1) for line in lines]
    numbers = [_NUMBER.match(line) for line in filled]
    if all(numbers) and [int(number[1]) for number in numbers if number] == list(range(1, len(filled) + 1)):
        return [_NUMBER.sub("", line, count=1) for line in lines]
    return lines


def _between(filled: Sequence[str], opening: str, closing: str) -> str:
    """The separator between cells that are all quoted so; '' where they are not."""
    if not all(line.startswith(opening) and line.endswith(closing) for line in filled):
        return ""
    found = re.search(rf"{re.escape(closing)} ?({_BETWEEN}) ?{re.escape(opening)}", filled[0])
    return found[1] if found else ""


def _in_usual_quotes(line: str, opening: str, closing: str, between: str) -> str:
    if not line:
        return line
    inner = line[len(opening) : len(line) - len(closing)]
    cells = re.split(rf"{re.escape(closing)} ?{re.escape(between)} ?{re.escape(opening)}", inner)
    return between.join('"' + cell.strip().replace('"', '""') + '"' for cell in cells)
