"""From raw cells to whole numbers: each distinct content and each column stands once, and a cell names both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from pipeline.warehouse import load

Codes = NDArray[np.signedinteger[Any]]

PLACE = ("file_key", "table_no", "column_number", "field", "criterion", "item", "source_cell")
LARGEST = 2**62
CONTENT = ("reading", "text", "kind", "unit")


def load_cells(connection: duckdb.DuckDBPyConnection, cells: pa.Table) -> None:
    """The tables `raw.places`, `raw.contents` and `raw.cells`, which names a place and a content by their numbers.

    Contents are numbered in the order of their readings: the larger of two numbers has the larger reading.
    """
    coded = {"row_number": cells["row_number"]}
    for name, table, columns in (("place_id", "raw.places", PLACE), ("content_id", "raw.contents", CONTENT)):
        numbers, distinct = _numbered(cells, columns)
        coded[name] = pa.chunked_array([numbers], pa.int32())
        load(connection, table, distinct.add_column(0, name, [np.arange(len(distinct), dtype=np.int32)]))
    load(connection, "raw.cells", pa.table(coded))


def _numbered(cells: pa.Table, columns: Sequence[str]) -> tuple[Codes, pa.Table]:
    """For each cell the number of what it holds in these columns, and the distinct rows in the order of the numbers."""
    codes = [_codes(cells[name]) for name in columns]
    is_new = np.ones(len(cells), bool)  # neighbours often hold the same: one of them is enough
    is_new[1:] = np.any([one[1:] != one[:-1] for one, _ in codes], axis=0)
    starts = np.flatnonzero(is_new)
    whole, size = np.zeros(len(starts), np.int64), 1
    for one, count in codes:
        if size * count > LARGEST:
            whole, first = _ordered(whole)
            size = len(first)
        whole, size = whole * count + one[starts], size * count
    numbers, first = _ordered(whole)
    distinct = cells.select(list(columns)).take(pa.array(starts[first]))
    return np.repeat(numbers, np.diff(starts, append=len(cells))), distinct


def _codes(column: pa.ChunkedArray) -> tuple[Codes, int]:
    """A number for each value, in the order of the values, and how many numbers there are."""
    if not pa.types.is_dictionary(column.type):
        numbers, first = _ordered(column.to_numpy())
        return numbers, len(first)
    coded = column.combine_chunks()
    place = np.empty(len(coded.dictionary), np.int32)
    place[pc.sort_indices(coded.dictionary).to_numpy()] = np.arange(len(place))
    return place[coded.indices.to_numpy()], len(place)


def _ordered(values: Codes) -> tuple[Codes, Codes]:
    """Each value's place among the distinct ones, and where each of those stands first."""
    found, distinct = pd.factorize(values)
    order = np.argsort(distinct)
    place = np.empty(len(order), np.int32)
    place[order] = np.arange(len(order))
    first = np.empty(len(order), np.int64)
    first[found[::-1]] = np.arange(len(values))[::-1]
    return place[found], first[order]
