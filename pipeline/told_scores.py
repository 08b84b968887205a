"""What was published of each candidate, and when: the scores that people were told, kept in the audit log."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow as pa

from pipeline import audit
from pipeline.warehouse import from_records, load, records

TOLD = pa.schema(
    [
        ("campaign", pa.string()),
        ("team_id", pa.string()),
        ("certification_id", pa.string()),
        ("score_percent", pa.float64()),
        ("told_from", pa.int64()),
        ("told_until", pa.int64()),
    ]
)
FIRST_TOLD = pa.schema([("campaign", pa.string()), ("told_from", pa.int64())])

Scores = dict[str, dict[str, float | None]]
"""By campaign, and in it by `team_id/certification_id`."""


def load_told(connection: duckdb.DuckDBPyConnection, root: Path | None) -> None:
    """The tables `raw.told_scores` (a score, and the publications that told it, by their number: from the first,
    until the one that told another) and `raw.first_told` (the publication in which each campaign first had a score).
    """
    standing: dict[tuple[str, str], dict[str, object]] = {}
    told: list[dict[str, object]] = []
    first: dict[str, int] = {}
    for number, scores in _publications(root):
        for campaign, changed in scores.items():
            first.setdefault(campaign, number)
            for key, score in changed.items():
                if (campaign, key) in standing:
                    standing.pop((campaign, key))["told_until"] = number
                if score is not None:
                    team_id, certification_id = key.split("/")
                    row: dict[str, object] = {
                        "campaign": campaign, "team_id": team_id, "certification_id": certification_id,
                        "score_percent": score, "told_from": number, "told_until": None,
                    }  # fmt: skip
                    standing[campaign, key] = row
                    told.append(row)
    load(connection, "raw.told_scores", from_records(told, TOLD))
    firsts = [{"campaign": campaign, "told_from": number} for campaign, number in first.items()]
    load(connection, "raw.first_told", from_records(firsts, FIRST_TOLD))


def newly_told(connection: duckdb.DuckDBPyConnection, root: Path) -> Scores:
    """The published scores that differ from what was told last; None for a candidate that has none any more."""
    before: Scores = {}
    for _, scores in _publications(root):
        for campaign, changed in scores.items():
            before.setdefault(campaign, {}).update(changed)
    now: Scores = {}
    for row in records(connection, "scored.exact_scores"):
        score = row["score_percent"]
        if isinstance(score, float):
            now.setdefault(str(row["campaign"]), {})[f"{row['team_id']}/{row['certification_id']}"] = score
    return {campaign: changed for campaign in sorted(now.keys() | before.keys())
            if (changed := _changed(before.get(campaign, {}), now.get(campaign, {})))}  # fmt: skip


def _changed(before: dict[str, float | None], now: dict[str, float | None]) -> dict[str, float | None]:
    return {key: now.get(key) for key in sorted(before.keys() | now.keys()) if before.get(key) != now.get(key)}


def _publications(root: Path | None) -> Iterator[tuple[int, Scores]]:
    published = (event for event in (audit.events(root) if root else ()) if event.get("event") == "published")
    for number, event in enumerate(published, start=1):
        yield number, event.get("scores", {})  # type: ignore[misc]
