"""From the rows of a table to a keyed hash of each: an answer sent twice has the same one, however it was written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from hashlib import blake2b

from pipeline.ingest.cells import is_blank
from pipeline.ingest.distinct import Distinct
from pipeline.ingest.heading_forms import normal
from pipeline.ingest.sheet import NoValue, Value
from pipeline.ingest.table import Table
from pipeline.ingest.texts import text_of


def row_hashes(
    table: Table, columns: Sequence[Distinct[Value]], key: bytes, moments: Mapping[int, Callable[[Value], Value]]
) -> list[str]:
    """A keyed hash of each data row's filled cells under what their headings mean, whatever the order of the columns.

    `moments` say for columns of dates what a value stands for.
    """
    groups: dict[str, list[list[bytes]]] = {}
    for position, (name, values) in enumerate(zip(_meanings(table), columns, strict=False)):
        marked = values.texts(partial(_marked, name, moments.get(position)))
        if any(marked):
            groups.setdefault(name, []).append(marked)
    parts = [
        group[0] if len(group) == 1 else [b"".join(sorted(texts)) for texts in zip(*group, strict=True)]
        for _, group in sorted(groups.items())
    ]
    if not parts:
        return [""] * len(table.data)
    keyed, hashes = blake2b(key=key[:64], digest_size=16), []
    for row in map(b"".join, zip(*parts, strict=True)):
        one = keyed.copy()  # cheaper than to take the key again
        one.update(row)
        hashes.append(one.hexdigest())
    return hashes


def _meanings(table: Table) -> list[str]:
    """What each heading means, so that one form exported in two languages says the same twice.

    Where several columns mean the same, each is what it says, for a tick in the first is not one in the last; but a
    name and an address are one person.
    """
    recognised = table.recognised
    known = {at: (column.field, column.criterion, column.item) for at, column in recognised.columns.items()}
    shared = Counter(meaning for meaning in known.values() if meaning[0] != "respondent")
    return [
        "" if at in recognised.metadata
        else "\x1f".join(known[at]) if at in known and shared[known[at]] < 2
        else normal(heading)
        for at, heading in enumerate(table.headings)
    ]  # fmt: skip


def _marked(heading: str, meaning: Callable[[Value], Value] | None, value: Value) -> bytes:
    if is_blank(value):
        return b""
    text = "=" if isinstance(value, NoValue) else " ".join(text_of(meaning(value) if meaning else value).split())
    return f"{heading}\x1f{text}\x1e".encode()
