"""DuckDB and the SQL files: each `pipeline/sql/<stage>/<table>.sql` becomes the table `<stage>.<table>`."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import duckdb
import pyarrow as pa

SQL = Path(__file__).parent / "sql"
STAGES = ("staged", "validated", "scored", "published")
SCHEMAS = ("config", "raw", *STAGES)
VIEWS = frozenset({"scored.cell_findings", "staged.cells", "validated.current_responses", "validated.counting_answers"})
"""Tables that are made anew for each reader: it has one, or every reader wants another part, and the whole is large."""

_SIDE_BY_SIDE = max(2, os.cpu_count() or 1)

_READS = re.compile(rf"\b(?:from|join)\s+((?:{'|'.join(SCHEMAS)})\.\w+)")


@dataclass(frozen=True)
class Made:
    """A table that Python makes, for what SQL cannot say exactly; `reads` are the tables it needs."""

    reads: tuple[str, ...]
    make: Callable[[duckdb.DuckDBPyConnection], pa.Table]


def connect() -> duckdb.DuckDBPyConnection:
    """An in-memory database with one schema a stage; it reaches neither the network nor extensions.

    A statement has one thread: tables are made side by side, and handing the parts of small ones around costs more
    than it gains.
    """
    connection = duckdb.connect(":memory:")
    connection.execute("set threads = 1")
    connection.execute("set autoinstall_known_extensions = false")
    connection.execute("set autoload_known_extensions = false")
    connection.execute("set preserve_insertion_order = true")
    connection.execute(";".join(f"create schema {schema}" for schema in SCHEMAS))
    return connection


def load(connection: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    """Keep rows that Python made as `table` (written `<schema>.<name>`)."""
    connection.register("incoming", rows)
    connection.execute(f"create or replace table {table} as select * from incoming")
    connection.unregister("incoming")


def build(
    connection: duckdb.DuckDBPyConnection, stages: Sequence[str], made: Mapping[str, Made], wanted: str | None = None
) -> None:
    """Make every table of these stages, each after those that it reads, side by side where none waits for the other.

    With `wanted` only that table, and what it needs of those that are not there yet.
    """
    texts = {table: query for stage in stages for table, query in queries(stage).items()}
    reads = {table: tables_read(query) for table, query in texts.items()}
    reads |= {table: frozenset(recipe.reads) for table, recipe in made.items()}
    if wanted:
        missing = _needed(reads, wanted) - _there(connection)
        reads = {table: reads[table] for table in missing}

    def make(table: str) -> None:
        with connection.cursor() as own:
            if table in made:
                load(own, table, made[table].make(own))
            else:
                own.execute(statement(table, texts[table]))

    order = TopologicalSorter({table: wanted & reads.keys() for table, wanted in sorted(reads.items())})
    order.prepare()
    with ThreadPoolExecutor(_SIDE_BY_SIDE) as pool:
        being_made: dict[Future[None], str] = {}
        while order.is_active():
            being_made |= {pool.submit(make, table): table for table in order.get_ready()}
            for ready in wait(being_made, return_when=FIRST_COMPLETED).done:
                ready.result()
                order.done(being_made.pop(ready))


@cache
def queries(stage: str) -> Mapping[str, str]:
    """The queries of a stage by the table that each makes."""
    return {f"{stage}.{file.stem}": file.read_text("utf-8") for file in (SQL / stage).glob("*.sql")}


@cache
def statement(table: str, query: str) -> duckdb.Statement:
    """What makes a table, parsed once for a process: that is a fifth of what a small portfolio's run costs."""
    kind = "view" if table in VIEWS else "table"
    (parsed,) = duckdb.extract_statements(f"create or replace {kind} {table} as {query}")
    return parsed


def _needed(reads: Mapping[str, frozenset[str]], wanted: str) -> set[str]:
    """A table and all those that must be made for it."""
    needed, asked = set[str](), [wanted]
    while asked:
        table = asked.pop()
        if table in reads and table not in needed:
            needed.add(table)
            asked.extend(reads[table])
    return needed


def _there(connection: duckdb.DuckDBPyConnection) -> set[str]:
    listed = connection.execute("select schema_name || '.' || table_name from duckdb_tables()")
    return {name for (name,) in listed.fetchall()}


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
