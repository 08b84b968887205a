"""Publish one snapshot, open the current one: the only door to what was published."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from pipeline.errors import CannotWrite, DamagedSnapshot, NothingPublished, WrongUsage

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class SnapshotInfo:
    """One published result: its id, and whether readers see it now."""

    snapshot_id: str
    current: bool


def folder_of(root: Path) -> Path:
    """Where the snapshots of a portfolio lie."""
    return root / "data" / "processed" / "snapshots"


def current_id(root: Path) -> str | None:
    """The id of the snapshot that readers see, or None where nothing is published."""
    pointer = root / "data" / "processed" / "CURRENT"
    try:
        snapshot_id = pointer.read_text("utf-8").strip()
    except (FileNotFoundError, UnicodeDecodeError):
        return None
    file = folder_of(root) / f"{snapshot_id}.duckdb"
    return snapshot_id if file.name == f"{snapshot_id}.duckdb" and file.is_file() else None


def write(connection: duckdb.DuckDBPyConnection, root: Path, snapshot_id: str) -> None:
    """Write the schema `published` beside the older snapshots; readers still see the current one.

    Raises CannotWrite; nothing is left half-written.
    """
    folder = folder_of(root)
    half = folder / f".{snapshot_id}.{os.getpid()}.tmp"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for forgotten in folder.glob(".*.tmp*"):
            forgotten.unlink()
        _write(connection, half)
        half.replace(folder / f"{snapshot_id}.duckdb")
    except (OSError, duckdb.IOException) as problem:
        with suppress(OSError):
            for forgotten in folder.glob(f"{half.name}*"):
                forgotten.unlink()
        raise CannotWrite(folder, problem) from problem


def forget_oldest(root: Path, keep: int) -> None:
    """Delete all but the newest snapshots; the current one stays."""
    current = current_id(root)
    for old in sorted(folder_of(root).glob("*.duckdb"))[:-keep]:
        if old.stem != current:
            old.unlink()


def _write(connection: duckdb.DuckDBPyConnection, file: Path) -> None:
    quoted = str(file).replace("'", "''")
    connection.execute(f"attach '{quoted}' as snapshot")
    try:
        connection.execute("create schema snapshot.published")
        for (table,) in published_tables(connection):
            connection.execute(f"create table snapshot.published.{table} as from published.{table}")
        connection.execute("checkpoint snapshot")
    finally:
        connection.execute("detach snapshot")


def published_tables(connection: duckdb.DuckDBPyConnection) -> list[tuple[str]]:
    """The names of the published tables in a database, in alphabetical order."""
    listed = connection.execute(
        "select distinct table_name from duckdb_tables() where schema_name = 'published' order by 1"
    )
    return listed.fetchall()


def point_at(root: Path, snapshot_id: str) -> None:
    """Make a snapshot the one that readers see, atomically."""
    pointer = root / "data" / "processed" / "CURRENT"
    half = pointer.with_name(f".CURRENT.{os.getpid()}.tmp")
    try:
        half.write_text(snapshot_id + "\n", "utf-8")
        half.replace(pointer)
    except OSError as problem:
        raise CannotWrite(pointer, problem) from problem


def open_snapshot(root: Path, snapshot_id: str | None = None) -> duckdb.DuckDBPyConnection:
    """A read-only connection to one whole snapshot: the current one unless another is named.

    Raises NothingPublished, WrongUsage for an id that is not kept, DamagedSnapshot.
    """
    wanted = snapshot_id or current_id(root)
    if wanted is None:
        raise NothingPublished(root)
    file = folder_of(root) / f"{wanted}.duckdb"
    if not file.is_file():
        raise WrongUsage(
            fr=f"{wanted} : aucune publication n'a cet identifiant. `certiscope snapshots` donne celles qui sont "
            "gardées.",
            en=f"{wanted}: no snapshot has this id. `certiscope snapshots` lists those that are kept.",
        )
    return _kept_open(file)


_kept: tuple[object, duckdb.DuckDBPyConnection] | None = None


def _kept_open(file: Path) -> duckdb.DuckDBPyConnection:
    """A connection to a file that stays open in this process until another is asked for.

    DuckDB takes longer to open a file than to read a table of it, and whoever reads one mostly reads several.
    """
    global _kept
    status = file.stat()
    identity = (file.absolute(), status.st_ino, status.st_mtime_ns)
    kept = _kept
    if kept is None or kept[0] != identity:
        kept = _kept = None  # DuckDB gives a path that is still open the content that it had
        try:
            _kept = kept = (identity, duckdb.connect(str(file), read_only=True))
        except duckdb.Error as problem:
            raise DamagedSnapshot(file, problem) from problem
    return kept[1].cursor()


def read(root: Path, table: str, snapshot_id: str | None = None, **keys: str) -> pd.DataFrame:
    """A published table in the order in which it was published: whole, or its rows of some keys.

    Raises DamagedSnapshot.
    """
    with open_snapshot(root, snapshot_id) as connection:
        named = published_tables(connection)
        if not named:
            raise DamagedSnapshot(folder_of(root) / f"{snapshot_id or current_id(root)}.duckdb")
        if (table,) not in named:
            raise WrongUsage(
                fr=f"{table} : aucune table publiée n'a ce nom. docs/vocabulary.md en donne la liste.",
                en=f"{table}: no published table has this name. See docs/vocabulary.md for the list.",
            )
        try:
            rows = connection.table(f"published.{table}")
            for column, value in keys.items():
                rows = rows.filter(duckdb.ColumnExpression(column) == duckdb.ConstantExpression(value))
            found: pd.DataFrame = rows.df()
        except duckdb.Error as problem:
            file = folder_of(root) / f"{snapshot_id or current_id(root)}.duckdb"
            raise DamagedSnapshot(file, problem) from problem
        return found


def listing(root: Path) -> list[SnapshotInfo]:
    """The snapshots that are kept, oldest first."""
    current = current_id(root)
    files = sorted(folder_of(root).glob("*.duckdb")) if folder_of(root).is_dir() else []
    return [SnapshotInfo(file.stem, file.stem == current) for file in files]
