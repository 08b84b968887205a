"""What a workbook's own parts say about a sheet beyond the values of its cells."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.config import Limits
from pipeline.ingest.number_formats import Shown
from pipeline.ingest.sheet import Refused, Value

_CELL_BYTES = 32  # one cell in calamine's memory, filled or not

Place = tuple[int, int]
"""Row and column, from 1."""


@dataclass
class Details:
    """One sheet's error cells and formulas without a value, what formats show beside numbers, and hidden rows."""

    cells: dict[Place, Value] = field(default_factory=dict)
    shown: dict[Place, Shown] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)  # only where calamine does not tell


def cells_at_most(limits: Limits) -> int:
    """The largest rectangle a sheet may claim, from the first cell to the last: what fits the unpacked limit."""
    return limits.unpacked_megabytes * 2**20 // _CELL_BYTES


def check_claim(rows: int, columns: int, limits: Limits) -> None:
    """Refuses `too_large`: one value far down, one far to the right, and calamine fills everything between them."""
    if rows * columns > cells_at_most(limits):
        raise Refused("too_large", limit=f"unpacked_megabytes = {limits.unpacked_megabytes}")


ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
"""The codes of error cells in the binary formats."""
