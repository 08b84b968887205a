"""From contents that were received before, as they were or corrected since, to the files that brought them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from pipeline import received
from pipeline.warehouse import from_records, load, records

if TYPE_CHECKING:
    import pandas as pd

Relation = Literal["same", "corrects"]

_ABOUT_A_FILE = ("two_quarters", "other_grid", "polarity", "unknown_currency")

PAIRS = pa.schema([("older_file_id", pa.int32()), ("newer_file_id", pa.int32())])


@dataclass(frozen=True)
class Known:
    """A file that brings what was received before: the same content, or the correction of it."""

    file: str
    relation: Relation
    earlier: str  # path below data/raw
    at: str  # when that was first received, UTC


def known_before(root: Path, sources: pd.DataFrame) -> list[Known]:
    """Of files that were checked, by their rows of `source_files`, those that bring what was received before."""
    found: list[Known] = []
    for sha256, rows in sources.groupby("sha256", sort=False):
        file = str(rows["file"].iloc[0])
        same = received.already(root, str(sha256))
        if same:
            found.append(Known(file, "same", same.file, same.at))
            continue
        contents = " ".join(rows["corrects"]).split()
        corrected = next(filter(None, (received.already(root, content) for content in contents)), None)
        if corrected:
            found.append(Known(file, "corrects", corrected.file, corrected.at))
    return found


class _File(NamedTuple):
    file_id: int
    arrival: int
    content: str
    corrects: frozenset[str]


def load_pairs(connection: duckdb.DuckDBPyConnection, tables: pa.Table) -> None:
    """The table `raw.corrections`: one row per pair of files of `raw.files` of which the newer corrects the older."""
    pairs = _pairs(_files(connection, tables)) if pc.any(pc.not_equal(tables["corrects"], "")).as_py() else ()
    rows = [{"older_file_id": older.file_id, "newer_file_id": newer.file_id} for older, newer in pairs]
    load(connection, "raw.corrections", from_records(rows, PAIRS))


def inherit_answers(connection: duckdb.DuckDBPyConnection) -> None:
    """What people answered about a file holds for its correction too, unless they answered about that as well."""
    pairs = records(connection, "raw.corrections")
    if not pairs:
        return
    names = {one["file_id"]: str(one["file"]) for one in records(connection, "raw.files")}
    answers = records(connection, "raw.answers")
    known = {(one["code"], one["subject"]): one for one in answers if one["code"] in _ABOUT_A_FILE}
    inherited: dict[tuple[object, object], dict[str, object]] = {}
    for pair in pairs:
        older, newer = names[pair["older_file_id"]], names[pair["newer_file_id"]]
        for (code, subject), answer in known.items():
            if f"{subject}|".startswith(f"{older}|"):
                same = newer + str(subject)[len(older) :]
                if (code, same) not in known:
                    inherited[code, same] = {**answer, "subject": same}
    if inherited:
        schema = connection.table("raw.answers").to_arrow_table().schema
        load(connection, "raw.answers", from_records([*answers, *inherited.values()], schema))


def _files(connection: duckdb.DuckDBPyConnection, tables: pa.Table) -> list[_File]:
    named = tables.select(["file_key", "member", "content_key", "corrects"]).to_pylist()
    told = {(row["file_key"], row["member"]): (row["content_key"], frozenset(row["corrects"].split())) for row in named}
    return [
        _File(_whole(one, "file_id"), _whole(one, "arrival"), *told[str(one["file_key"]), str(one["member"])])
        for one in records(connection, "raw.files")
        if (one["file_key"], one["member"]) in told
    ]


def _whole(row: Mapping[str, object], name: str) -> int:
    return int(str(row[name]))


def _pairs(files: Iterable[_File]) -> Iterator[tuple[_File, _File]]:
    """A workbook corrects what it was made from, and what came earlier and was made from the same."""
    by_content: dict[str, list[_File]] = {}
    by_ancestor: dict[str, list[_File]] = {}
    for one in files:
        by_content.setdefault(one.content, []).append(one)
        for content in one.corrects:
            by_ancestor.setdefault(content, []).append(one)
    for newer in {one for family in by_ancestor.values() for one in family}:
        made_from = {older for content in newer.corrects for older in by_content.get(content, ())}
        earlier = {
            other
            for content in newer.corrects
            for other in by_ancestor[content]
            if other.arrival < newer.arrival and other.content != newer.content and newer.content not in other.corrects
        }
        yield from ((older, newer) for older in sorted(made_from | earlier) if older.content != newer.content)
