"""What looks empty in a row of cells."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.ingest.sheet import Value


def is_blank(value: Value) -> bool:
    """Whether a cell looks empty to a person."""
    return value is None or (type(value) is str and (not value or value.isspace()))


def first_filled(row: Sequence[Value]) -> Value:
    """The first value of a row that a person would see; None where there is none."""
    for value in row:
        if value is not None and not (type(value) is str and (not value or value.isspace())):
            return value
    return None
