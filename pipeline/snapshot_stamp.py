"""What a snapshot was computed from: its id, its one row, and the grids that publishing freezes."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from operator import itemgetter
from pathlib import Path

import duckdb
import pyarrow as pa

from pipeline import __version__, audit, pilot_steps, told_scores, warehouse
from pipeline.config import Configuration
from pipeline.errors import GridWasPublished, ModeWasPublished
from pipeline.ingest import store
from pipeline.received import Received
from pipeline.side_file import NOTHING_SAID


def fingerprint(root: Path, files: Sequence[Received], configuration: Configuration) -> str:
    """Twelve hex digits over all that the published numbers follow from: equal inputs, equal digits."""
    said: list[tuple[object, ...]] = [
        (event["code"], event["subject"], event["choice"])
        for event in audit.events(root)
        if event["event"] == "answered"
    ]
    said += [tuple(row.values()) for row in pilot_steps.taken(root)]
    campaigns = [campaign.model_dump_json() for campaign in configuration.campaigns]
    inputs = [(one.file, one.file_key, "" if one.side is NOTHING_SAID else one.side.model_dump_json()) for one in files]
    everything = repr((__version__, store.READER_VERSION, inputs, configuration.fingerprint, campaigns, said))
    return hashlib.sha256(everything.encode()).hexdigest()[:12]


def row(
    snapshot_id: str,
    stamp: dt.datetime,
    files: Sequence[Received],
    configuration: Configuration,
    connection: duckdb.DuckDBPyConnection,
) -> pa.Table:
    """The table `published.snapshot`: one row that says what the numbers were computed with.

    Each campaign draws with a seed of its own (`campaign_certainty`); the row names that of the latest.
    """
    seeds = {one["campaign"]: one["seed"] for one in warehouse.records(connection, "published.campaign_certainty")}
    campaigns = warehouse.records(connection, "published.campaigns")
    latest = max((one for one in campaigns if one["campaign"] in seeds), key=itemgetter("campaign_order"), default=None)
    inputs = hashlib.sha256(repr([(one.file, one.file_key) for one in files]).encode()).hexdigest()
    return pa.table(
        {
            "snapshot_id": [snapshot_id],
            "grid_version": [configuration.grid.version],
            "grid_fingerprint": [configuration.grid.fingerprint],
            "inputs_sha256": [inputs],
            "count_files": pa.array([len(files)], pa.int32()),
            "seed": pa.array([latest and seeds[latest["campaign"]]], pa.int64()),
            "program_version": [__version__],
            "published_at": pa.array([stamp.replace(tzinfo=None)], pa.timestamp("s")),
            "currency": [configuration.settings.currency],
            "near_threshold_points": [float(configuration.settings.near_threshold_points)],
        }
    )


def publishing(
    snapshot_id: str, connection: duckdb.DuckDBPyConnection, configuration: Configuration, scores: told_scores.Scores
) -> audit.Event:
    """The event that freezes grid and mode of every campaign of a snapshot and keeps the scores that it tells anew."""
    fingerprints = {grid.version: grid.fingerprint for grid in configuration.grids}
    campaigns = warehouse.records(connection, "published.campaigns")
    used = {str(row["campaign"]): (row["grid_version"], fingerprints[str(row["grid_version"])]) for row in campaigns}
    answered = connection.sql("from scored.candidate_scores").filter("count_respondents > 0").project("campaign")
    modes = {campaign: configuration.mode_of(campaign) for (campaign,) in answered.distinct().order("1").fetchall()}
    return {
        "event": "published", "snapshot": snapshot_id, "grids": used, "modes": modes, "scores": scores,
        "who": audit.who(),
    }  # fmt: skip


def refuse_changed_grids(root: Path, configuration: Configuration) -> None:
    """A grid is frozen once a campaign was published with it."""
    grids = {grid.version: grid for grid in configuration.grids}
    for event in audit.events(root):
        if event.get("event") != "published":
            continue
        for campaign, (version, fingerprint) in dict(event["grids"]).items():  # type: ignore[call-overload]
            grid = grids.get(version)
            if grid is not None and grid.fingerprint != fingerprint:
                raise GridWasPublished(root / "config" / "grid.toml", version, campaign)


def refuse_changed_modes(root: Path, configuration: Configuration) -> None:
    """The mode of a campaign is fixed once answers were published with it: a promise, and what it was made about."""
    for event in audit.events(root):
        if event.get("event") != "published":
            continue
        modes: dict[str, str] = event.get("modes") or dict.fromkeys(event.get("scores", ()), "open")  # type: ignore
        for campaign, mode in modes.items():
            if configuration.mode_of(campaign) != mode:
                raise ModeWasPublished(
                    root / "config" / "campaigns.toml", campaign, mode, configuration.mode_of(campaign)
                )
