"""What baselines said when published, kept in the audit log: a later change of a locked one is seen as such."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import duckdb
import pyarrow as pa

from pipeline import audit
from pipeline.warehouse import from_records, load, records

EVENT = "baselines"
KEY = ("team_id", "certification_id", "kpi_id", "moment")
KEPT = ("kpi_name", "phase", "date", "period", "month_until", "value", "value_unit", "file", "content")

RECORDS = pa.schema(
    [(name, pa.string()) for name in (*KEY, "kpi_name", "phase")]
    + [("date", pa.date32()), ("period", pa.string()), ("month_until", pa.int32()), ("value", pa.float64())]
    + [(name, pa.string()) for name in ("value_unit", "file", "content")]
    + [("recorded_at", pa.timestamp("s")), ("looked_at", pa.timestamp("s"))]
)


def load_records(connection: duckdb.DuckDBPyConnection, root: Path | None) -> None:
    """The table `raw.kpi_baseline_records`: one row per value of a baseline and time at which it was published anew.

    `looked_at` is now: whether a lock lies ahead is asked of it.
    """
    load(connection, "raw.kpi_baseline_records", from_records(recorded(root) if root else (), RECORDS))


def recorded(root: Path) -> list[dict[str, object]]:
    """Every value of a baseline that was published, oldest first, each time that it differed from before."""
    now = dt.datetime.now(dt.UTC).replace(tzinfo=None, microsecond=0)
    found: list[dict[str, object]] = []
    for event in audit.events(root):
        if event.get("event") != EVENT:
            continue
        at = dt.datetime.fromisoformat(str(event["at"])).astimezone(dt.UTC).replace(tzinfo=None)
        values: list[Mapping[str, object]] = event["values"]  # type: ignore[assignment]
        for one in values:
            day = dt.date.fromisoformat(str(one["date"])) if one["date"] else None
            found.append({**one, "date": day, "recorded_at": at, "looked_at": now})
    return found


def newly_said(connection: duckdb.DuckDBPyConnection) -> list[audit.Event]:
    """The event that keeps what baselines say and did not say when last published; none where all is as it was."""
    last = {_key(one): one["content"] for one in records(connection, "raw.kpi_baseline_records")}
    said = [
        {name: str(one[name]) if name == "date" and one[name] else one[name] for name in (*KEY, *KEPT)}
        for one in records(connection, "validated.kpi_baseline_values")
        if last.get(_key(one)) != one["content"]
    ]
    said.sort(key=lambda one: tuple(str(one[name]) for name in KEY))
    return [{"event": EVENT, "values": said}] if said else []


def _key(one: Mapping[str, object]) -> tuple[object, ...]:
    return tuple(one[name] for name in KEY)
