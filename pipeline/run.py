"""Orders things: what was received is read, validated, scored and published."""

from __future__ import annotations

import datetime as dt
import importlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
from filelock import FileLock, Timeout

from pipeline import (
    audit,
    confidential,
    corrections,
    declared,
    expectations,
    judged,
    names,
    pilot_steps,
    received,
    remembered,
    snapshot_stamp,
    snapshots,
    told_scores,
    validate,
    warehouse,
)
from pipeline.config import Configuration, load
from pipeline.errors import AnotherRunIsWorking, CannotWrite, DamagedSnapshot, NothingToPublish
from pipeline.ingest import identity, store
from pipeline.ingest.guidance import NOTHING_SAID
from pipeline.kpis import baselines, begun
from pipeline.received import Again, Received
from pipeline.vocabulary import SEVERITIES

if TYPE_CHECKING:
    import pandas as pd

Progress = Callable[[str, int, int], None]

LAST_STAGES = ("scored", "published")

ROW_STATES = ("accepted", "rejected", "superseded", "duplicate", "ignored", "blank")


@dataclass(frozen=True)
class Summary:
    """What a run did; `reconciled` adds up: rows_read is the sum of all the others.

    `findings` counts by severity all that was found, also what one published line stands for together.
    `received_again` are new files with a content that was received before.
    """

    snapshot_id: str | None
    published: bool
    files: list[dict[str, object]]
    findings: dict[str, int]
    reconciled: dict[str, int]
    seconds: dict[str, float]
    received_again: list[Again] = field(default_factory=list)


@dataclass
class Clock:
    """Seconds spent in each stage."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count the time inside under `name`."""
        start = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - start, 3)


def run(root: Path, *, progress: Progress | None = None) -> Summary:
    """Read what is new in `data/raw`, validate, score and publish one snapshot.

    With nothing new, nothing is published and the current snapshot stays. Raises NothingToPublish when no row of any
    record is accepted, AnotherRunIsWorking, CannotWrite, WrongConfiguration.
    """
    clock = Clock()
    configuration = load(root)
    processed = root / "data" / "processed"
    with _lock(processed):
        files = received.listing(root)
        snapshot_id = snapshot_stamp.fingerprint(root, files, configuration)
        current = snapshots.current_id(root)
        if current is not None and current.endswith(snapshot_id):
            with suppress(DamagedSnapshot):  # it is made again
                return _summary(current, False, lambda name: snapshots.read(root, name), clock)
        snapshot_stamp.refuse_changed_grids(root, configuration)
        snapshot_stamp.refuse_changed_modes(root, configuration)
        judge = _judge(root)
        built = build(files, configuration, root=root, processed=processed, judge=judge, clock=clock, progress=progress)
        judge.keep()
        connection = built.connection
        with clock.stage("score"):
            tell = progress or _say_nothing
            tell("score", 0, 0)
            built.make_all()
        _refuse_nothing(connection, files, root)
        now = dt.datetime.now(dt.UTC)
        full_id = f"{now:%Y%m%dT%H%M%S}-{snapshot_id}"
        with clock.stage("publish"):
            warehouse.load(
                connection, "published.snapshot", snapshot_stamp.row(full_id, now, files, configuration, connection)
            )
            again = received.note_arrivals(root, files)
            snapshots.write(connection, root, full_id)
            publishing = snapshot_stamp.publishing(
                full_id, connection, configuration, told_scores.newly_told(connection, root)
            )
            audit.append(
                root,
                [
                    *confidential.newly_released(connection),
                    *baselines.newly_said(connection),
                    *begun.newly_said(connection),
                    publishing,
                ],
            )
            snapshots.point_at(root, full_id)
            snapshots.forget_oldest(root, configuration.settings.snapshots_kept)
        return _summary(full_id, True, lambda name: connection.table(f"published.{name}").df(), clock, again)


def check(root: Path, files: Sequence[Path], choices: Mapping[str, str] | None = None) -> Mapping[str, pd.DataFrame]:
    """The published tables that the given files alone would make, each read when asked for; nothing is written."""
    configuration = load(root)
    judge = _judge(root)
    return build(received.given(files, choices or {}), configuration, root=None, processed=None, judge=judge)


def look(root: Path, files: Sequence[Received], new: Sequence[remembered.Entry] = ()) -> Mapping[str, pd.DataFrame]:
    """The published tables that these files alone would make with new entries remembered; nothing is written.

    Beside them `read_columns`: every column, known or not, with what its heading was read as and its first values.
    """
    configuration = load(root)
    configuration = configuration.model_copy(update={"remembered": remembered.together(configuration.remembered, new)})
    return build(files, configuration, root=None, processed=None, samples=True, judge=_judge(root))


def without(root: Path, file: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The ranking as it is now, and as it would be if one received file were withdrawn."""
    configuration = load(root)
    gone = received.named(root, file)
    kept = [one for one in received.listing(root) if one.file != gone.file]
    processed = root / "data" / "processed"
    built = build(kept, configuration, root=root, processed=processed, judge=_judge(root), may_release=False)
    return snapshots.read(root, "candidate_ranking"), built["candidate_ranking"]


def build(
    files: Sequence[Received],
    configuration: Configuration,
    *,
    root: Path | None,
    processed: Path | None,
    judge: judged.Judge,
    clock: Clock | None = None,
    progress: Progress | None = None,
    samples: bool = False,
    may_release: bool = True,
) -> Built:
    """What these files make, validated; what is scored and published from them is made when it is asked for.

    `root` brings what people answered, `processed` what was parsed before; None leaves them out. `judge` may know
    contents from before. `samples` brings the first values of every column. Without `may_release` confidential
    campaigns tell what was released before, at most: what is shown and not kept in the audit log must not be about
    other answers than what is published.
    """
    clock = clock or Clock()
    tell = progress or _say_nothing
    connection = warehouse.connect()
    with clock.stage("read"):
        key = identity.key_of(root) if root else identity.passing_key()
        known = declared.known(files, configuration, samples=samples)
        tables = store.bring_up_to_date(
            processed, [(one.file_key, one.received.file, one.received.path) for one in known], configuration, key,
            lambda done, total: tell("read", done, total),
            {one.file_key: one.guidance for one in known if one.guidance is not NOTHING_SAID},
            meanwhile=lambda: load_what_comes_next(judge),
        )  # fmt: skip
        from pipeline import made, numbered_cells  # above they would keep reading from its start

        for name in ("tables", "columns", "rows", "findings"):
            warehouse.load(connection, f"raw.{name}", tables[name])
        numbered_cells.load_cells(connection, tables["cells"])
        declared.load_configuration(connection, configuration)
        declared.load_letters(connection, tables["columns"])
        declared.load_files(connection, known, tables["tables"], configuration, root)
        declared.load_mended(connection, files)
        corrections.load_pairs(connection, tables["tables"])
        declared.load_answers(connection, root)
        told_scores.load_told(connection, root)
        pilot_steps.load_steps(connection, root)
        baselines.load_records(connection, root)
        begun.load_records(connection, root)
        corrections.inherit_answers(connection)
    with clock.stage("stage"):
        tell("stage", 0, 0)
        warehouse.build(connection, ["staged"], names.tables_made(configuration))
    with clock.stage("validate"):
        tell("validate", 0, 0)
        validate.validate(connection, configuration, judge)
        warehouse.build(connection, ["validated"], confidential.tables_made(configuration, root, key, may_release))
    return Built(connection, made.scored_and_published(configuration))


def load_what_comes_next(judge: judged.Judge) -> None:
    """Load the libraries that a run needs once files are read; this process has nothing else to do until then."""
    for module in ("pipeline.made", "pipeline.numbered_cells"):
        importlib.import_module(module)
    if not judge.remembers:
        expectations.import_ahead()


def _judge(root: Path) -> judged.Judge:
    return judged.Judge(root / "data" / "processed")


class Built(Mapping[str, "pd.DataFrame"]):
    """Published tables by name, each made and read when it is asked for: most readers want a few of them.

    Beside them `read_columns`, where samples were taken: every column of the files, known or not.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, made: Mapping[str, warehouse.Made]) -> None:
        self.connection = connection
        self._made = made
        self._read: dict[str, pd.DataFrame] = {}
        named = {file.stem for file in (warehouse.SQL / "published").glob("*.sql")}
        named |= {table.split(".")[1] for table in made if table.startswith("published.")}
        self._names = {name: f"published.{name}" for name in sorted(named)} | {"read_columns": "staged.read_columns"}

    def make_all(self) -> None:
        """Make every table."""
        warehouse.build(self.connection, LAST_STAGES, self._made)

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self._read:
            table = self._names[name]
            warehouse.build(self.connection, LAST_STAGES, self._made, table)
            self._read[name] = self.connection.table(table).df()
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def _say_nothing(stage: str, done: int, total: int) -> None:
    """Progress that nobody asked for."""


@contextmanager
def _lock(processed: Path) -> Iterator[None]:
    lock = FileLock(processed / ".lock", timeout=0)
    try:
        processed.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout as busy:
        raise AnotherRunIsWorking(processed) from busy
    except OSError as problem:
        raise CannotWrite(processed, problem) from problem
    try:
        yield
    finally:
        lock.release()


def _refuse_nothing(connection: duckdb.DuckDBPyConnection, files: Sequence[Received], root: Path) -> None:
    if connection.table("published.source_files").df()["accepted"].sum():
        return
    raw = received.raw_of(root)
    findings = connection.table("published.findings").df()
    if findings.empty:
        raise NothingToPublish(raw, len(files))
    first = findings.iloc[0]
    place = " ".join(filter(None, (first["file"], first["cell"])))
    raise NothingToPublish(raw, len(files), (place, first["message_fr"], first["message_en"]))


def _summary(
    snapshot_id: str,
    published: bool,
    read: Callable[[str], pd.DataFrame],
    clock: Clock,
    again: Sequence[Again] = (),
) -> Summary:
    sources = read("source_files")
    severities = read("findings").groupby("severity")["count_alike"].sum()
    reconciled = {"rows_read": int(sources["rows_read"].sum())}
    reconciled |= {state: int(sources[state].sum()) for state in ROW_STATES}
    return Summary(
        snapshot_id=snapshot_id,
        published=published,
        files=sources.to_dict("records"),  # type: ignore[arg-type]
        findings={severity: int(severities.get(severity, 0)) for severity in SEVERITIES},
        reconciled=reconciled,
        seconds=clock.seconds,
        received_again=list(again),
    )
