"""Large matrices in blocks of rows, worked on side by side: numpy lets go of the interpreter while it works."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

MOST_SIDE_BY_SIDE = 4


def blocks(rows: int, width: int, most: int) -> Iterator[slice]:
    """Slices of rows that hold at most so many cells each of a matrix of so many columns, one row at least."""
    size = max(1, most // max(width, 1))
    return (slice(start, min(start + size, rows)) for start in range(0, rows, size))


def side_by_side(work: Callable[..., None], *parts: Sequence[object]) -> None:
    """Do the work for each part (several sequences: one argument from each), a few at once. Raises what it raises."""
    with ThreadPoolExecutor(min(MOST_SIDE_BY_SIDE, os.cpu_count() or 1)) as pool:
        for _ in pool.map(work, *parts):
            pass
