"""What registers said of pilots under way when published, kept in the audit log: a file overwritten undoes none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import duckdb
import pyarrow as pa

from pipeline import audit, received
from pipeline.warehouse import from_records, load, records

EVENT = "contracts"
KEY = ("campaign", "team_id", "certification_id")
DATES = ("start_date", "end_date", "deadline")
KEPT = ("status", "target_kpi", "target_value", "target_unit", *DATES, "file")

RECORDS = pa.schema(
    [(name, pa.date32() if name in DATES else pa.string()) for name in (*KEY, *KEPT)]
    + [("recorded_at", pa.timestamp("s"))]
)


def load_records(connection: duckdb.DuckDBPyConnection, root: Path | None) -> None:
    """The table `raw.pilot_records`: one row per pilot under way and publication that told it otherwise than before."""
    load(connection, "raw.pilot_records", from_records(recorded(root) if root else (), RECORDS))


def recorded(root: Path) -> list[dict[str, object]]:
    """Every statement that was published, oldest first; what a withdrawn file said was never said."""
    gone = received.withdrawn(root)
    found: list[dict[str, object]] = []
    for event in audit.events(root):
        if event.get("event") != EVENT:
            continue
        at = dt.datetime.fromisoformat(str(event["at"])).astimezone(dt.UTC).replace(tzinfo=None)
        values: list[Mapping[str, object]] = event["values"]  # type: ignore[assignment]
        for one in values:
            if one["file"] not in gone:
                days = {name: dt.date.fromisoformat(str(one[name])) if one[name] else None for name in DATES}
                found.append({**one, **days, "recorded_at": at})
    return found


def newly_said(connection: duckdb.DuckDBPyConnection) -> list[audit.Event]:
    """The event that keeps what registers say of pilots under way and did not say when last published, if anything."""
    last = {_key(one): _content(one) for one in records(connection, "raw.pilot_records")}
    said = [
        {name: str(one[name]) if name in DATES and one[name] else one[name] for name in (*KEY, *KEPT)}
        for one in records(connection, "validated.pilots_under_way")
        if last.get(_key(one)) != _content(one)
    ]
    said.sort(key=lambda one: tuple(str(one[name]) for name in KEY))
    return [{"event": EVENT, "values": said}] if said else []


def _key(one: Mapping[str, object]) -> tuple[object, ...]:
    return tuple(one[name] for name in KEY)


def _content(one: Mapping[str, object]) -> tuple[object, ...]:
    return tuple(one[name] for name in KEPT)
