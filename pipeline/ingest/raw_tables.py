"""The raw tables that reading files makes, and a way to fill them column by column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline.ingest.distinct import Distinct

WORD = pa.dictionary(pa.int32(), pa.string())
"""A text that repeats."""

SCHEMAS: dict[str, pa.Schema] = {
    "tables": pa.schema(
        [
            ("file_key", pa.string()),
            ("member", pa.string()),
            ("table_no", pa.int32()),
            ("sheet", pa.string()),
            ("record", pa.string()),
            ("dialect", pa.string()),
            ("encoding", pa.string()),
            ("separator", pa.string()),
            ("language", pa.string()),
            ("layout", pa.string()),
            ("heading_row", pa.int32()),
            ("rows_read", pa.int32()),
            ("blank", pa.int32()),
            ("ignored", pa.int32()),
            ("above_team", pa.string()),
            ("above_certification", pa.string()),
            ("above_campaign", pa.string()),
            ("above_grid", pa.string()),
            ("sheet_hint", pa.string()),
            ("has_team", pa.bool_()),
            ("has_certification", pa.bool_()),
            ("has_campaign", pa.bool_()),
            ("found_headings", pa.string()),
            ("nearest_team", pa.string()),
            ("nearest_certification", pa.string()),
            ("nearest_value", pa.string()),
            ("nearest_kpi", pa.string()),
            ("content_key", pa.string()),
            ("corrects", pa.string()),
            ("wrong_before", pa.int32()),
        ]
    ),
    "columns": pa.schema(
        [
            ("file_key", pa.string()),
            ("table_no", pa.int32()),
            ("column_number", pa.int32()),
            ("heading", pa.string()),
            ("field", pa.string()),
            ("criterion", pa.string()),
            ("item", pa.string()),
            ("how", pa.string()),
            ("scale_low", pa.int32()),
            ("scale_high", pa.int32()),
            ("lender_sheet", pa.string()),  # where the column stands that a repeat has from its answers
            ("lender_column", pa.int32()),
            ("samples", pa.string()),  # as JSON, where someone asked for them
        ]
    ),
    "rows": pa.schema(
        [
            ("file_key", WORD),
            ("table_no", pa.int32()),
            ("row_number", pa.int32()),
            ("status", WORD),
            ("content_hash", pa.string()),
            ("lender_row", pa.int32()),  # 0 where nothing of it stands on another sheet
        ]
    ),
    "cells": pa.schema(
        [
            ("file_key", WORD),
            ("table_no", pa.int32()),
            ("row_number", pa.int32()),
            ("column_number", pa.int32()),
            ("field", WORD),
            ("criterion", WORD),
            ("item", WORD),
            ("text", WORD),
            ("kind", WORD),
            ("reading", WORD),
            ("unit", WORD),
            ("source_cell", WORD),
        ]
    ),
    "findings": pa.schema(
        [
            ("file_key", pa.string()),
            ("member", pa.string()),
            ("table_no", pa.int32()),
            ("code", pa.string()),
            ("sheet", pa.string()),
            ("row_number", pa.int32()),
            ("column_name", pa.string()),
            ("cell", pa.string()),
            ("value", pa.string()),
            ("facts", pa.string()),
        ]
    ),
}

_RUN = ("file_key", "table_no", "column_number", "field", "criterion", "item", "source_cell")
_VALUE = ("text", "kind", "reading", "unit")

Integers = Any
"""An array of whole numbers."""
_NONE = np.empty(0, "i4")

Content = tuple[str, str, str, str]
"""What one cell holds: text, kind, reading, unit."""


class RawTables:
    """Grows row by row and column by column; `finished` gives the Arrow tables of `SCHEMAS`."""

    def __init__(self) -> None:
        self._records: dict[str, list[Mapping[str, Any]]] = {"tables": [], "columns": [], "findings": []}
        self._values: dict[Content, int] = {}
        self._runs: list[tuple[tuple[Any, ...], Integers, Integers]] = []
        self._row_runs: list[tuple[tuple[str, int, str], Integers, Sequence[str], Integers]] = []

    def mark(self) -> tuple[int, ...]:
        """How much there is by now, to `undo` what is added from here on."""
        records = (len(rows) for rows in self._records.values())
        return (*records, len(self._runs), len(self._row_runs))

    def undo(self, mark: tuple[int, ...]) -> None:
        """Forget what was added since the mark."""
        *records, runs, row_runs = mark
        for kept, length in zip(self._records.values(), records, strict=True):
            del kept[length:]
        del self._runs[runs:], self._row_runs[row_runs:]

    def add(self, table: str, record: Mapping[str, Any]) -> None:
        """One row of `tables`, `columns` or `findings`; what is not named is absent."""
        self._records[table].append(record)

    def number_of(self, content: Content) -> int:
        """A number that stands for what a cell holds, equal for equal contents."""
        return self._values.setdefault(content, len(self._values))

    def add_cells(self, place: Mapping[str, Any], row_numbers: Integers, values: Integers) -> None:
        """The filled cells of one column; `values` are numbers of contents, `place` names what they share."""
        if len(row_numbers):
            self._runs.append((tuple(place[name] for name in _RUN), row_numbers, values))

    def add_rows(
        self, file_key: str, table_no: int, row_numbers: Integers, status: str, hashes: Sequence[str] = (),
        lenders: Sequence[int] = (),
    ) -> None:  # fmt: skip
        """Rows of one table that share a status; `lenders` are the rows of another sheet that say more of them."""
        if count := len(row_numbers):
            run = (file_key, table_no, status)
            self._row_runs.append((run, row_numbers, hashes or [""] * count, lenders or np.zeros(count, "i4")))

    def finished(self) -> dict[str, pa.Table]:
        """All that was added."""
        return {
            "tables": _from_records(self._records["tables"], SCHEMAS["tables"]),
            "columns": _from_records(self._records["columns"], SCHEMAS["columns"]),
            "rows": self._finished_rows(),
            "cells": self._finished_cells(),
            "findings": _from_records(self._records["findings"], SCHEMAS["findings"]),
        }

    def _finished_rows(self) -> pa.Table:
        shared = [run for run, *_ in self._row_runs]
        lengths = [len(numbers) for _, numbers, *_ in self._row_runs]
        columns = {
            "file_key": _repeated([key for key, _, _ in shared], lengths),
            "table_no": _integers(np.repeat([no for _, no, _ in shared], lengths)),
            "row_number": _joined(numbers for _, numbers, *_ in self._row_runs),
            "status": _repeated([status for _, _, status in shared], lengths),
            "content_hash": _texts(chain.from_iterable(hashes for _, _, hashes, _ in self._row_runs)),
            "lender_row": _joined(lenders for *_, lenders in self._row_runs),
        }
        return _table(columns, SCHEMAS["rows"])

    def _finished_cells(self) -> pa.Table:
        lengths = [len(numbers) for _, numbers, _ in self._runs]
        shared = list(zip(*(run for run, _, _ in self._runs), strict=True)) or [()] * len(_RUN)
        held = list(zip(*self._values, strict=True)) or [()] * len(_VALUE)
        ids = np.concatenate([_NONE, *(values for _, _, values in self._runs)])
        columns: dict[str, pa.Array] = {"row_number": _joined(numbers for _, numbers, _ in self._runs)}
        for name, values in zip(_RUN, shared, strict=True):
            if name in {"table_no", "column_number"}:
                columns[name] = _integers(np.repeat(values, lengths))
            else:
                columns[name] = _repeated(values, lengths)
        for name, texts in zip(_VALUE, held, strict=True):
            columns[name] = _picked(texts, ids)
        return _table(columns, SCHEMAS["cells"])


def empty() -> dict[str, pa.Table]:
    """The raw tables without a row."""
    return {name: schema.empty_table() for name, schema in SCHEMAS.items()}


def _picked(texts: Sequence[str], ids: Integers) -> pa.DictionaryArray:
    """The text of each id, dictionary encoded."""
    distinct = Distinct.of(texts)
    return pa.DictionaryArray.from_arrays(_integers(distinct.codes[ids]), _texts(distinct.different))


def _repeated(texts: Sequence[str], lengths: Any) -> pa.DictionaryArray:
    return _picked(texts, np.repeat(np.arange(len(texts)), lengths) if len(texts) else np.empty(0, "i8"))


def _from_records(records: Sequence[Mapping[str, Any]], schema: pa.Schema) -> pa.Table:
    return _table(
        {field.name: _column([row.get(field.name) for row in records], field.type) for field in schema}, schema
    )


# Arrays are built by hand: `pa.array` imports pandas at its first call, `cast` and `dictionary_encode` import
# `pyarrow.compute`, 0.1 to 0.3 s in every worker.


def _column(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    if pa.types.is_string(kind):
        return _texts([None if value is None else str(value) for value in values])
    known = np.array([value is not None for value in values], "?")
    numbers = np.array([value or 0 for value in values], "i4")
    packed = np.packbits(numbers != 0, bitorder="little") if pa.types.is_boolean(kind) else numbers
    buffers = [pa.py_buffer(np.packbits(known, bitorder="little")), pa.py_buffer(packed)]
    return pa.Array.from_buffers(kind, len(values), buffers)


def _texts(values: Iterable[str | None]) -> pa.StringArray:
    builder = pa.lib.StringBuilder()
    builder.append_values(values)
    return builder.finish()


def _joined(runs: Iterable[Integers]) -> pa.Int32Array:
    return _integers(np.concatenate([_NONE, *(np.asarray(run, "i4") for run in runs)]))


def _integers(values: Any) -> pa.Int32Array:
    packed = np.ascontiguousarray(values, "i4")
    return pa.Array.from_buffers(pa.int32(), len(packed), [None, pa.py_buffer(packed)])


def _table(columns: Mapping[str, pa.Array], schema: pa.Schema) -> pa.Table:
    return pa.Table.from_arrays([columns[name] for name in schema.names], schema=schema)
