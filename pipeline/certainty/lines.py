"""Columns of numbers to lines of a table: each line is about one candidate of a campaign."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from pipeline.certainty.campaign import Campaign, Whole

KEYS = [("campaign", pa.string()), ("team_id", pa.string()), ("certification_id", pa.string())]


def lines(campaign: Campaign, schema: pa.Schema, rows: Whole, **columns: object) -> pa.Table:
    """One line for each place in `rows` (places of candidates, may repeat).

    A column holds one value a line, or one for all of them; NaN, None and a column that is not given are null.
    """
    keys = {name: pa.array(campaign.candidates[name].to_numpy(object)).take(pa.array(rows)) for name, _ in KEYS[1:]}
    told = {KEYS[0][0]: campaign.name, **keys, **columns}
    return pa.table([_column(told.get(field.name), field.type, len(rows)) for field in schema], schema)


def _column(values: object, of: pa.DataType, count: int) -> pa.Array:
    if isinstance(values, pa.Array | pa.ChunkedArray):
        return values
    if values is None:
        return pa.nulls(count, of)
    if isinstance(values, str | float | int):
        return pa.repeat(pa.scalar(values, of), count)
    if isinstance(values, np.ndarray) and values.dtype.kind == "f" and pa.types.is_integer(of):
        known = ~np.isnan(values)
        return pa.array(np.where(known, values, 0).astype(np.int64), of, mask=~known)
    return pa.array(values, of, from_pandas=True)


def together(parts: Sequence[tuple[pa.Table, Whole]], schema: pa.Schema) -> pa.Table:
    """Lines of several kinds in the order of their candidates, and of the kinds where they are about the same."""
    whole = pa.concat_tables([schema.empty_table(), *(part for part, _ in parts)])
    order = np.argsort(np.concatenate([np.empty(0, np.int64), *(rows for _, rows in parts)]), kind="stable")
    return whole.take(pa.array(order)).combine_chunks()


def said(sentences: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    """The columns of sentences in French and English."""
    return {"sentence_fr": [fr for fr, _ in sentences], "sentence_en": [en for _, en in sentences]}
