"""What the earlier stages leave of KPIs, in memory: observations, register and answers go in, KPI tables come out."""

from __future__ import annotations

import datetime as dt
from typing import Any

import duckdb
import pyarrow as pa

from pipeline import effects, names, outcomes, pilot_steps, warehouse
from pipeline.kpis import baselines, contracts
from pipeline.kpis import changes as kpis

TEXT, WHOLE, DAY, DOUBLE = pa.string(), pa.int32(), pa.date32(), pa.float64()
OBSERVATION = pa.schema(
    [(name, WHOLE) for name in ("file_id", "table_no", "row_number")]
    + [
        (name, TEXT)
        for name in (
            "team_id", "certification_id", "kpi_id", "kpi_name", "value_text", "value_unit", "period", "phase", "unit",
            "direction", "kpi_kind", "target_text", "target_unit", "design",
        )
    ]
    + [("date", DAY), ("value", DOUBLE), ("target", DOUBLE), ("satisfaction", DOUBLE)]
    + [("test_before", DOUBLE), ("test_after", DOUBLE)]
    + [("is_primary", pa.bool_()), ("has_value", pa.bool_())]
    + [(name, WHOLE) for name in ("enrolled", "finished", "certified", "applied", "respondents")]
    + [("unit_value", pa.decimal128(18, 4))]
)  # fmt: skip
REGISTER = pa.schema(
    [(name, WHOLE) for name in ("file_id", "table_no", "row_number")]
    + [
        (name, TEXT)
        for name in ("campaign", "team_id", "certification_id", "status", "target_kpi", "target_value", "direction")
    ]
    + [(name, DAY) for name in ("start_date", "end_date", "deadline")]
    + [("took_place", pa.bool_())]
)
COSTS = pa.schema(
    [(name, TEXT) for name in ("campaign", "register_campaign", "team_id", "certification_id", "status")]
    + [(name, pa.int64()) for name in ("benefit_cents", "full_cents", "rollout_cents")]
)
NAMES = pa.schema([("team_id", TEXT), ("team_name", TEXT), ("business_unit", TEXT)])
CERTIFICATIONS = pa.schema([("certification_id", TEXT), ("certification_name", TEXT)])
CELLS = pa.schema([(name, WHOLE) for name in ("file_id", "table_no", "row_number")] + [("field", TEXT), ("unit", TEXT)])
FILES = pa.schema([("file_id", WHOLE), ("file", TEXT), ("arrived_at", pa.timestamp("s")), ("received_by", TEXT)])
ANSWERS = pa.schema([("code", TEXT), ("subject", TEXT), ("choice", TEXT)])

MADE = {**effects.tables_made(), **kpis.MADE, **outcomes.made("EUR")}
QUERIES = {table: query for stage in warehouse.STAGES for table, query in warehouse.queries(stage).items()}
READS = {table: warehouse.tables_read(query) for table, query in QUERIES.items()}
READS |= {table: frozenset(recipe.reads) for table, recipe in MADE.items()}


class Portfolio:
    """What the earlier stages leave: observations, the register, answers; one file a call of `observed`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        self.observations: list[dict[str, Any]] = []
        self.register: list[dict[str, Any]] = []
        self.cells: list[dict[str, Any]] = []
        self.answers: list[dict[str, Any]] = []
        self.costs: list[dict[str, Any]] = []
        self.broken: list[dict[str, Any]] = []
        self.steps: list[dict[str, Any]] = []
        self.recorded: list[dict[str, Any]] = []
        self.contracts: list[dict[str, Any]] = []
        self.arrived: dict[int, dt.datetime] = {}
        self.first_month = 1
        self._given = ""
        self._made: set[str] = set()

    def observed(self, *rows: dict[str, Any], team: str = "contenu", kpi: str = "Articles", **shared: Any) -> int:
        """A received file of KPI rows; its number."""
        file_id = 1 + max((row["file_id"] for row in self.observations), default=0)
        for row_number, row in enumerate(rows, start=2):
            sent = {"certification_id": "*", "team_id": team, "kpi_name": kpi, "value_unit": "", **shared, **row}
            text = sent.pop("value")
            self.observations.append(
                {
                    "file_id": file_id, "table_no": 1, "row_number": row_number, "value_text": text,
                    "value": float(text), "has_value": True, "kpi_id": names.slug(sent["kpi_name"]), **sent,
                }
            )  # fmt: skip
        return file_id

    def registered(self, team: str = "contenu", certification: str = "prompt_101", **known: Any) -> None:
        """A row of the register; a pilot that started on 1 July 2026 unless said otherwise."""
        row = {
            "file_id": 0, "table_no": 1, "row_number": 2 + len(self.register), "campaign": "*", "team_id": team,
            "certification_id": certification, "status": "pilot", "start_date": dt.date(2026, 7, 1),
        }  # fmt: skip
        unit = known.pop("target_unit", "")
        self.register.append({**row, **known})
        self.cells.append({**self.register[-1], "field": "target_value", "unit": unit})

    def costing(self, cents: int, team: str = "contenu", certification: str = "prompt_101", **known: Any) -> None:
        """What the register says that a candidate costs."""
        row = {"campaign": "2026-Q3", "register_campaign": "*", "team_id": team, "certification_id": certification}
        self.costs.append({**row, "status": "pilot", "full_cents": cents, **known})

    def build(self, *wanted: str) -> None:
        """Make these tables from the given rows, every KPI table where none is named.

        What was made of the same rows before is not made again.
        """
        if self._given != (given := repr({**vars(self), "connection": None, "_given": None, "_made": None})):
            for schema in warehouse.STAGES:
                self.connection.execute(f"drop schema {schema} cascade; create schema {schema}")
            earlier = self._earlier_tables()
            for name, rows in earlier.items():
                warehouse.load(self.connection, name, rows)
            self._given, self._made = given, set(earlier)
        for table in wanted or sorted(filter(is_of_kpis, READS)):
            self._make(table)

    def _make(self, table: str) -> None:
        """Make a table after those that it reads."""
        if table in self._made:
            return
        for read in sorted(READS[table]):
            self._make(read)
        if table in MADE:
            warehouse.load(self.connection, table, MADE[table].make(self.connection))
        else:
            self.connection.execute(warehouse.statement(table, QUERIES[table]))
        self._made.add(table)

    def _earlier_tables(self) -> dict[str, pa.Table]:
        """What the tables of KPIs read and are not."""
        table = warehouse.from_records
        places = [{"file_id": row["file_id"], "table_no": 1, "arrival": row["file_id"]} for row in self.observations[:]]
        distinct = [dict(place) for place in {tuple(place.items()) for place in places}]
        whole = pa.schema([(name, WHOLE) for name in ("file_id", "table_no", "arrival")])
        row_key = pa.schema([(name, WHOLE) for name in ("file_id", "table_no", "row_number")])
        spellings = {(row["kpi_name"], row["kpi_id"]) for row in self.observations}
        return {
            "config.settings": pa.table({"first_month_of_year": pa.array([self.first_month], WHOLE)}),
            "raw.answers": table(self.answers, ANSWERS),
            "raw.pilot_steps": table(self.steps, pilot_steps.STEPS),
            "raw.kpi_baseline_records": table(self.recorded, baselines.RECORDS),
            "raw.files": table(
                (
                    {"file_id": one, "file": f"{one}.csv", "arrived_at": self.arrived.get(one), "received_by": "anne"}
                    for one in sorted({row["file_id"] for row in self.observations})
                ),
                FILES,
            ),
            "staged.kpi_observations": table(self.observations, OBSERVATION),
            "staged.tables": table(distinct, whole),
            "staged.cells": table(({k: r.get(k) for k in CELLS.names} for r in self.cells), CELLS),
            "staged.kpi_ids": table(
                ({"spelling": name, "kpi_id": slug} for name, slug in spellings),
                pa.schema([("spelling", TEXT), ("kpi_id", TEXT)]),
            ),
            "validated.broken_rows": table(self.broken, row_key),
            "validated.register_current": table(self.register, REGISTER),
            "scored.kpi_contracts_told": table(self.contracts, contracts.TOLD),
            "scored.costs": table(self.costs, COSTS).drop_columns(["register_campaign", "status", "benefit_cents"]),
            "scored.register_by_candidate": table(self.costs, COSTS).drop_columns(["full_cents", "rollout_cents"]),
            "scored.team_names": table([{"team_id": "contenu", "team_name": "Contenu"}], NAMES),
            "scored.certification_names": table(
                [{"certification_id": "prompt_101", "certification_name": "Prompt 101"}], CERTIFICATIONS
            ),
        }

    def changes(self, *columns: str, **where: str) -> list[Any]:
        """The published changes, in the order of period; a single column comes without its tuple."""
        return self.published("kpi_changes", columns, where)

    def series(self, *columns: str, **where: str) -> list[Any]:
        """The published series, in the order of period."""
        return self.published("kpi_series", columns, where)

    def published(self, table: str, columns: tuple[str, ...], where: dict[str, str]) -> list[Any]:
        self.build(f"published.{table}")
        found = [
            tuple(row[column] for column in columns)
            for row in sorted(
                warehouse.records(self.connection, f"published.{table}"),
                key=lambda row: (row["kpi_id"], row["team_id"], row["certification_id"], row["period"]),
            )
            if all(row[name] == value for name, value in where.items())
        ]
        return [row[0] for row in found] if len(columns) == 1 else found

    def findings(self, table: str, *columns: str) -> list[tuple[object, ...]]:
        """Rows of a table that the lead turns into findings."""
        self.build(table)
        return [tuple(row[name] for name in columns) for row in warehouse.records(self.connection, table)]


def is_of_kpis(table: str) -> bool:
    """Whether a table belongs to the KPIs before and after."""
    return ".kpi_" in table or ".training_" in table


def quarter(period: str, value: str, **more: Any) -> dict[str, Any]:
    return {"period": period, "value": value, **more}


def on(day: str, value: str, **more: Any) -> dict[str, Any]:
    return {"date": dt.date.fromisoformat(day), "value": value, **more}
