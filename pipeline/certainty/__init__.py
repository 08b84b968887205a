"""From scored tables to tables of how sure each number is: intervals, chances, ranks, what would flip or settle it."""

from __future__ import annotations

from collections.abc import Callable

import duckdb
import pyarrow as pa

from pipeline.certainty import told
from pipeline.certainty.campaign import campaigns
from pipeline.config import Configuration
from pipeline.warehouse import Made, rows

READS = (
    "scored.candidate_scores", "scored.criterion_sums", "scored.rated_notes", "scored.team_names", "config.settings"
)  # fmt: skip
FIRST = "scored.robustness"


def tables_made(configuration: Configuration) -> dict[str, Made]:
    """The tables of the scored stage that say how sure the numbers are; all follow from one reading."""
    made: dict[str, pa.Table] = {}

    def make_all(connection: duckdb.DuckDBPyConnection) -> pa.Table:
        made.update(all_tables(connection, configuration))
        return made[FIRST]

    def kept(name: str) -> Callable[[duckdb.DuckDBPyConnection], pa.Table]:
        return lambda _: made[name]

    others = {name: Made((FIRST,), kept(name)) for name in told.SCHEMAS if name != FIRST}
    return {FIRST: Made(READS, make_all), **others}


def all_tables(connection: duckdb.DuckDBPyConnection, configuration: Configuration) -> dict[str, pa.Table]:
    """Every table, by name."""
    candidates = rows(connection, "scored.candidate_scores").to_pandas()
    teams = rows(connection, "scored.team_names").to_pydict()
    expected = dict(zip(teams["team_id"], teams["expected_answers"], strict=True))
    found = campaigns(
        candidates.assign(expected_answers=candidates["team_id"].map(expected).astype("float64")),
        rows(connection, "scored.criterion_sums").to_pandas(),
        rows(connection, "scored.rated_notes").to_pandas(strings_to_categorical=True),
        configuration,
    )
    parts: dict[str, list[pa.Table]] = {name: [] for name in told.SCHEMAS}
    for campaign in found:
        for name, table in told.tables(campaign, configuration.settings.provisional_below).items():
            parts[name].append(table)
    return {name: pa.concat_tables([told.SCHEMAS[name].empty_table(), *listed]) for name, listed in parts.items()}
