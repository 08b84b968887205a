"""From the lines of a text file to the separator that makes its records agree on a number of fields."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

_SEPARATORS = "\t;|,"  # in the order in which they win a draw: a comma is often only a decimal comma
_RECORDS = 500
_DECLARED = re.compile(r"\"?sep=(.)\"?\s*", re.IGNORECASE)
_LEFT_INSIDE = {separator: re.compile("[" + re.escape(_SEPARATORS.replace(separator, "").replace(",", "")) + r"](?=\S)")
                for separator in _SEPARATORS}  # fmt: skip


@dataclass(frozen=True)
class Layout:
    """A separator, the number of fields most records then have, and how well they agree, from 0 to 1."""

    separator: str
    fields: int
    agreement: float


def declared(line: str) -> str:
    """The separator that a first line such as `sep=;` names, or ''."""
    match = _DECLARED.fullmatch(line)
    return match[1] if match else ""


def layout_of(lines: Sequence[str], separators: str = _SEPARATORS) -> Layout:
    """The best agreement among the first records; more fields count for more. One column is comma-separated."""
    best = max((_layout(lines, separator) for separator in separators), key=lambda layout: layout.agreement)
    return best if best.agreement else Layout(separators[-1], 1, 0.0)


def _layout(lines: Sequence[str], separator: str) -> Layout:
    try:
        records = list(islice(csv.reader(lines, delimiter=separator), _RECORDS))
    except csv.Error:
        return Layout(separator, 1, 0.0)
    filled = [record for record in records if any(map(str.strip, record))]
    counts = Counter(len(record) for record in filled if len(record) > 1)
    if not counts:
        return Layout(separator, 1, 0.0)
    fields = max(counts, key=lambda number: (counts[number], number))
    near = sum(
        times * (1.0 if number == fields else 0.8 * min(number, fields) / max(number, fields))
        for number, times in counts.items()
    )
    left_inside = sum(any(_LEFT_INSIDE[separator].search(field) for field in record) for record in filled)
    doubt = 1 - 0.5 * left_inside / len(filled)
    return Layout(separator, fields, near / len(filled) * (fields - 1) / fields * doubt)
