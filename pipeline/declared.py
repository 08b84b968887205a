"""From the configuration, the audit log and the listing of files to tables that SQL can join."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path, PurePosixPath

import duckdb
import pyarrow as pa

from pipeline import audit, side_file
from pipeline.config import Configuration
from pipeline.findings import CATALOGUE, TOLD_ONE_BY_ONE
from pipeline.folding import fold
from pipeline.ingest.guidance import NOTHING_SAID, Guidance, remembered_team, teams_of
from pipeline.ingest.identity import redact
from pipeline.ingest.readings import ReadingContext, read
from pipeline.ingest.xlsx_places import column_letters
from pipeline.received import Arrival, Received, first_arrivals
from pipeline.warehouse import from_records, load

GRIDS = pa.schema(
    [
        ("grid_version", pa.string()),
        ("is_current", pa.bool_()),
        ("scale_method", pa.string()),
        ("pilot_above", pa.float64()),
        ("alternatives_below", pa.float64()),
        ("fingerprint", pa.string()),
    ]
)
CRITERIA = pa.schema(
    [
        ("grid_version", pa.string()),
        ("position", pa.int64()),
        ("criterion", pa.string()),
        ("weight_thousandths", pa.int64()),
        ("polarity", pa.string()),
        ("lowest_thousandths", pa.int64()),
        ("highest_thousandths", pa.int64()),
        ("reserve_below_thousandths", pa.int64()),
        ("name_fr", pa.string()),
        ("name_en", pa.string()),
        ("question_fr", pa.string()),
        ("question_en", pa.string()),
    ]
)
CAMPAIGNS = pa.schema(
    [
        ("campaign", pa.string()),
        ("label_fr", pa.string()),
        ("label_en", pa.string()),
        ("opens", pa.date32()),
        ("closes", pa.date32()),
        ("grid_version", pa.string()),
        ("mode", pa.string()),
    ]
)
EXPECTED = pa.schema([("campaign", pa.string()), ("team", pa.string())])
SETTINGS = pa.schema(
    [("first_month_of_year", pa.int32()), ("currency", pa.string()), ("provisional_below", pa.int32())]
)
FILES = pa.schema(
    [
        ("file_id", pa.int32()),
        ("file", pa.string()),
        ("received_file", pa.string()),
        ("file_key", pa.string()),
        ("sha256", pa.string()),
        ("member", pa.string()),
        ("arrival", pa.int32()),
        ("arrived_at", pa.timestamp("s")),
        ("received_by", pa.string()),
        ("folder_team", pa.string()),
        ("folder_campaign", pa.string()),
        *((f"choice_{key}", pa.string()) for key in ("team", "certification", "campaign")),
    ]
)
MENDED = pa.schema(
    [
        *((name, pa.string()) for name in ("received_file", "member", "sheet", "cell")),
        ("row_number", pa.int32()),
        *((name, pa.string()) for name in ("sent", "mended_to", "mended_by")),
        ("mended_at", pa.timestamp("s")),
    ]
)
ANSWERS = pa.schema(
    [(name, pa.string()) for name in ("code", "subject", "choice", "answered_by", "answered_at", "question_id")]
)


def thousandths(value: Decimal) -> int:
    """A decimal of at most three places as a whole number of thousandths."""
    return int(value * 1000)


def load_configuration(connection: duckdb.DuckDBPyConnection, configuration: Configuration) -> None:
    """The tables `config.*`: grids, criteria, campaigns, expected teams, settings, required parts, kinds."""
    load(connection, "config.grids", from_records(_grids(configuration), GRIDS))
    load(connection, "config.criteria", from_records(_criteria(configuration), CRITERIA))
    campaigns = [
        {
            "campaign": one.id, "label_fr": one.label_fr or None, "label_en": one.label_en or None,
            "opens": one.opens, "closes": one.closes,
            "grid_version": configuration.grid_of(one.id).version, "mode": one.mode,
        }
        for one in configuration.campaigns
    ]  # fmt: skip
    load(connection, "config.campaigns", from_records(campaigns, CAMPAIGNS))
    expected = [{"campaign": one.id, "team": team} for one in configuration.campaigns for team in one.expected_teams]
    load(connection, "config.expected_teams", from_records(expected, EXPECTED))
    load(connection, "config.settings", from_records([configuration.settings.model_dump()], SETTINGS))
    parts = pa.table({"part": pa.array(configuration.settings.gate.requires, pa.string())})
    load(connection, "config.required_parts", parts)
    severities = [kind.severity for kind in CATALOGUE.values()]
    told = [None if severity == "question" else TOLD_ONE_BY_ONE for severity in severities]
    kinds = pa.table({"code": list(CATALOGUE), "severity": severities, "told_one_by_one": pa.array(told, pa.int32())})
    load(connection, "config.kinds_of_finding", kinds)


def load_letters(connection: duckdb.DuckDBPyConnection, columns: pa.Table) -> None:
    """The table `config.column_letters`: how a spreadsheet calls each column that was read."""
    numbers = range(1, max([0, *columns["column_number"].unique().to_pylist()]) + 1)
    letters = pa.array([column_letters(number) for number in numbers], pa.string())
    load(
        connection,
        "config.column_letters",
        pa.table({"column_number": pa.array(numbers, pa.int32()), "letter": letters}),
    )


def _grids(configuration: Configuration) -> list[dict[str, object]]:
    return [
        {
            "grid_version": grid.version,
            "is_current": grid is configuration.grid,
            "scale_method": grid.scale_method,
            "pilot_above": float(grid.pilot_above),
            "alternatives_below": float(grid.alternatives_below),
            "fingerprint": grid.fingerprint,
        }
        for grid in configuration.grids
    ]


def _criteria(configuration: Configuration) -> Iterable[dict[str, object]]:
    for grid in configuration.grids:
        for position, criterion in enumerate(grid.criterion, start=1):
            lowest, highest = grid.scale_of(criterion)
            yield {
                "grid_version": grid.version,
                "position": position,
                "criterion": criterion.key,
                "weight_thousandths": thousandths(criterion.weight),
                "polarity": criterion.polarity,
                "lowest_thousandths": thousandths(lowest),
                "highest_thousandths": thousandths(highest),
                "reserve_below_thousandths": (
                    None if criterion.reserve_below is None else thousandths(criterion.reserve_below)
                ),
                "name_fr": criterion.name_fr,
                "name_en": criterion.name_en,
                "question_fr": criterion.question_fr,
                "question_en": criterion.question_en,
            }


def load_answers(connection: duckdb.DuckDBPyConnection, root: Path | None) -> None:
    """The table `raw.answers`: what people answered to questions, the last answer to each."""
    last = {
        (event["code"], event["subject"]): {
            **event, "answered_by": event.get("who"), "answered_at": event["at"], "question_id": event["question"],
        }
        for event in (audit.events(root) if root else ())
        if event.get("event") == "answered"
    }  # fmt: skip
    load(connection, "raw.answers", from_records(last.values(), ANSWERS))


@dataclass(frozen=True)
class Known:
    """A received file with what its reader must know of it, and the key that stands for both together."""

    received: Received
    file_key: str
    guidance: Guidance


def known(files: Iterable[Received], configuration: Configuration, *, samples: bool = False) -> list[Known]:
    """Every file with what people said about it, now or once for the team that it is said to come from."""
    context = ReadingContext.of(configuration)
    remembers = bool(teams_of(configuration.remembered))
    teams: dict[str, str] = {}  # by folder: many files share one
    found = []
    for one in files:
        if one.side is side_file.NOTHING_SAID and not remembers and not samples:
            found.append(Known(one, one.file_key, NOTHING_SAID))
            continue
        folder = one.file.rpartition("/")[0]
        if folder not in teams:
            teams[folder] = _folders(folder, configuration, context)[0] or ""
        told = remembered_team(configuration.remembered, [one.choices.get("team") or teams[folder]])
        guidance = Guidance(one.side.reading, one.side.mended, told, samples=samples)
        found.append(Known(one, guidance.key(one.file_key), guidance))
    return found


def load_files(
    connection: duckdb.DuckDBPyConnection,
    files: Sequence[Known],
    tables: pa.Table,
    configuration: Configuration,
    root: Path | None = None,
) -> None:
    """The table `raw.files`: one row per received file, or per member of a received archive, in order of arrival.

    A file of `root` that the audit log does not know yet arrives now.
    """
    first = first_arrivals(root) if root else {}
    now = Arrival("", "", dt.datetime.now(dt.UTC).isoformat(timespec="seconds"), audit.who()) if root else None
    members: dict[str, dict[str, None]] = {}
    for key, member in zip(tables["file_key"].to_pylist(), tables["member"].to_pylist(), strict=True):
        members.setdefault(key, {})[member] = None
    context = ReadingContext.of(configuration)
    said: dict[str, tuple[str | None, str | None]] = {}  # by folder: many files share one
    listed: list[dict[str, object]] = []
    for arrival, known_file in enumerate(files):
        one = known_file.received
        came = first.get(one.file, now)
        for member in members.get(known_file.file_key, {"": None}):
            file = f"{one.file}/{member}" if member else one.file
            folder = file.rpartition("/")[0]
            if folder not in said:
                said[folder] = _folders(folder, configuration, context)
            team, campaign = said[folder]
            listed.append(
                {
                    "file_id": len(listed) + 1, "file": file, "received_file": one.file,
                    "file_key": known_file.file_key, "sha256": one.file_key, "member": member,
                    "arrival": arrival, "arrived_at": came.moment if came else None,
                    "received_by": came.who or None if came else None, "folder_team": team, "folder_campaign": campaign,
                    "choice_team": one.choices.get("team"),
                    "choice_certification": one.choices.get("certification"),
                    "choice_campaign": _campaign(one.choices.get("campaign", ""), context) or None,
                }
            )  # fmt: skip
    load(connection, "raw.files", from_records(listed, FILES))


def load_mended(connection: duckdb.DuckDBPyConnection, files: Iterable[Received]) -> None:
    """The table `raw.mended_cells`: one row per received file and cell that a person mended at upload."""
    rows = [
        {
            "received_file": one.file, "member": cell.member, "sheet": cell.sheet, "cell": cell.cell,
            "row_number": cell.row_number, "sent": redact(cell.was), "mended_to": redact(cell.now),
            "mended_by": cell.who or None, "mended_at": cell.moment,
        }
        for one in files
        for cell in one.mended
    ]  # fmt: skip
    load(connection, "raw.mended_cells", from_records(rows, MENDED))


def _folders(path: str, configuration: Configuration, context: ReadingContext) -> tuple[str | None, str | None]:
    """The team and the campaign that the folders of a file name; an archive on the way is no folder."""
    generic = {fold(name) for name in configuration.headings.generic_folders}
    declared = {one.id for one in configuration.campaigns}
    team = campaign = None
    for folder in PurePosixPath(path).parts:
        if folder.lower().endswith(".zip") or fold(folder) in generic:
            continue
        named = configuration.campaign_id(folder)
        if named in declared or _is_quarter(named):
            campaign = campaign or named
        else:
            team = team or folder
    return team, campaign


def _campaign(text: str, context: ReadingContext) -> str:
    return read("campaign", text, context=context).reading if text else ""


def _is_quarter(name: str) -> bool:
    return len(name) == 7 and name[:4].isdigit() and name[4:6] == "-Q" and name[6] in "1234"
