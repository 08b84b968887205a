"""DuckDB and the SQL files: each `pipeline/sql/<stage>/<table>.sql` becomes the table `<stage>.<table>`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import duckdb
import pyarrow as pa

SQL = Path(__file__).parent / "sql"
STAGES = ("staged", "validated", "scored", "published")
SCHEMAS = ("config", "raw", *STAGES)

_READS = re.compile(rf"\b(?:from|join)\s+((?:{'|'.join(SCHEMAS)})\.\w+)")


@dataclass(frozen=True)
class Made:
    """A table that Python makes, for what SQL cannot say exactly; `reads` are the tables it needs."""

    reads: tuple[str, ...]
    make: Callable[[duckdb.DuckDBPyConnection], pa.Table]


def connect() -> duckdb.DuckDBPyConnection:
    """An in-memory database with one schema a stage; it reaches neither the network nor extensions."""
    connection = duckdb.connect(":memory:")
    connection.execute("set autoinstall_known_extensions = false")
    connection.execute("set autoload_known_extensions = false")
    connection.execute("set preserve_insertion_order = true")
    for schema in SCHEMAS:
        connection.execute(f"create schema {schema}")
    return connection


def lend(connection: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    """Let `table` read rows where they lie, without a copy: for what is large and read once or twice."""
    connection.register(table.replace(".", "_"), rows)
    connection.execute(f"create or replace view {table} as select * from {table.replace('.', '_')}")


def load(connection: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    """Keep rows that Python made as `table` (written `<schema>.<name>`)."""
    connection.register("incoming", rows)
    connection.execute(f"create or replace table {table} as select * from incoming")
    connection.unregister("incoming")


def build(connection: duckdb.DuckDBPyConnection, stage: str, made: Mapping[str, Made] | None = None) -> None:
    """Make every table of a stage, each after those that it reads."""
    made = made or {}
    queries = {f"{stage}.{file.stem}": file.read_text("utf-8") for file in sorted((SQL / stage).glob("*.sql"))}
    reads = {table: tables_read(query) for table, query in queries.items()}
    reads |= {table: frozenset(recipe.reads) for table, recipe in made.items()}
    order = TopologicalSorter({table: wanted & reads.keys() for table, wanted in sorted(reads.items())})
    for table in order.static_order():
        if table in made:
            load(connection, table, made[table].make(connection))
        else:
            connection.execute(f"create or replace table {table} as {queries[table]}")


@cache
def tables_read(query: str) -> frozenset[str]:
    """The tables that a query reads, written `<schema>.<name>`."""
    text = "\n".join(line.split("--")[0] for line in query.splitlines())
    return frozenset(_READS.findall(text))


def rows(connection: duckdb.DuckDBPyConnection, table: str) -> pa.Table:
    """A whole table."""
    whole: pa.Table = connection.table(table).to_arrow_table()
    return whole


def records(connection: duckdb.DuckDBPyConnection, table: str) -> list[dict[str, object]]:
    """A whole table, as dictionaries."""
    found: list[dict[str, object]] = rows(connection, table).to_pylist()
    return found


def from_records(found: Iterable[Mapping[str, object]], schema: pa.Schema) -> pa.Table:
    """Rows as dictionaries to a table with these columns; an absent key is null."""
    return pa.Table.from_pylist([dict(row) for row in found], schema=schema)
