"""What people do with files on the pages: look before keeping, keep, publish, answer, withdraw."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pandas as pd

from dashboards import data
from pipeline import (
    annotated,
    audit,
    comparison,
    config,
    corrections,
    pilot_steps,
    questions,
    received,
    remembered,
    template,
)
from pipeline import run as pipeline_run
from pipeline.config import Limits, Remembered
from pipeline.corrections import Known
from pipeline.errors import CannotWrite
from pipeline.received import Received
from pipeline.remembered import Entry
from pipeline.side_file import NOTHING_SAID, Mended, Side
from pipeline.template import next_measures
from pipeline.vocabulary import Language

LONGEST_NAME = 120
MEGABYTE = 2**20

Tables = Mapping[str, pd.DataFrame]


@dataclass(frozen=True)
class Sent:
    """One file as the browser sent it, under a name that no other file of the deposit has, and what was said of it."""

    name: str
    content: bytes
    said: Side = NOTHING_SAID


@dataclass(frozen=True)
class Withdrawal:
    """A file that a person left out of the numbers."""

    file: str
    who: str
    at: str
    why: str


@dataclass(frozen=True)
class Change:
    """One candidate before and after a withdrawal; a side is None where the candidate is not ranked there."""

    campaign: str
    team: str
    certification: str
    before: pd.Series | None
    after: pd.Series | None


def limits() -> Limits:
    """What a received file may cost, from the settings."""
    return config.settings(data.root()).limits


def over_limit(sizes: Sequence[int], allowed: Limits) -> list[str]:
    """For each file of a deposit, by its size in bytes, the limit that it breaks; empty where it breaks none.

    Files are counted in the order given, so that a deposit that is too large as a whole keeps its first files.
    """
    told: list[str] = []
    taken = 0
    for number, size in enumerate(sizes):
        if number >= allowed.archive_entries:
            told.append(f"archive_entries = {allowed.archive_entries}")
        elif size > allowed.file_megabytes * MEGABYTE:
            told.append(f"file_megabytes = {allowed.file_megabytes}")
        elif taken + size > allowed.unpacked_megabytes * MEGABYTE:
            told.append(f"unpacked_megabytes = {allowed.unpacked_megabytes}")
        else:
            told.append("")
            taken += size
    return told


def names(sent: Sequence[str]) -> list[str]:
    """File names without folders and control characters, each once: `notes.csv`, `notes (2).csv`."""
    given: list[str] = []
    for name in sent:
        last = PurePosixPath(name.replace("\\", "/")).name
        plain = "".join(sign for sign in last if sign.isprintable()) or "?"
        path = PurePosixPath(plain)
        stem, suffix = path.stem[:LONGEST_NAME].encode()[:LONGEST_NAME].decode(errors="ignore"), path.suffix[:20]
        number = 1
        wanted = stem + suffix
        while wanted in given:
            number += 1
            wanted = f"{stem} ({number}){suffix}"
        given.append(wanted)
    return given


def look(sent: Sequence[Sent], choices: Mapping[str, str], new: Sequence[Entry] = ()) -> Tables:
    """The tables that these files alone would make with new entries remembered; nothing of it stays on the disk.

    Raises CertiscopeError, for instance WrongConfiguration.
    """
    root = data.root()
    try:
        with tempfile.TemporaryDirectory(prefix="certiscope-") as folder:
            files = []
            for number, one in enumerate(sent):
                path = Path(folder) / str(number)
                path.write_bytes(one.content)
                kept = received.said_before(received.upload_place(root, one.name, one.content))
                files.append(Received(one.name, path, kept.beside(_said(one, choices))))
            return pipeline_run.look(root, files, new)
    except OSError as problem:
        raise CannotWrite(Path(tempfile.gettempdir()), problem) from problem


def keep(sent: Sequence[Sent], choices: Mapping[str, str], new: Sequence[Entry] = ()) -> dict[str, str]:
    """Keep files among those received, and what people taught with them: for each its path below `data/raw`, and the
    name it was sent under.
    """
    root = data.root()
    raw = received.raw_of(root)
    remembered.remember(root, new)
    kept = {received.keep_upload(root, one.name, one.content, _said(one, choices)): one.name for one in sent}
    return {path.relative_to(raw).as_posix(): name for path, name in kept.items()}


def _said(one: Sent, choices: Mapping[str, str]) -> Side:
    return one.said.model_copy(update=dict(choices))


def memory() -> Remembered:
    """What people taught the reader."""
    return config.load(data.root()).remembered


def criterion(key: str, language: Language) -> str:
    """What a criterion is called."""
    criteria = (one for grid in config.load(data.root()).grids for one in grid.criterion)
    return next((one.name(language) for one in criteria if one.key == key), key)


def forget(entry: Entry) -> None:
    """Leave out what was remembered; files are read without it from the next publication on."""
    remembered.forget(data.root(), entry)


def known_before(checked: Tables) -> list[Known]:
    """Of files that were looked at, those that bring what was received before, or its correction."""
    return corrections.known_before(data.root(), checked["source_files"])


def annotated_workbook(one: Sent, file: str, checked: Tables, otherwise: Language) -> bytes:
    """The sender's own workbook with what is wrong marked in it, in the language of its headings.

    `file` is the name of the file, or of a member of the archive that it is. Raises CannotAnnotate.
    """
    findings, found = (checked[table][checked[table]["file"] == file] for table in ("findings", "source_files"))
    cells = checked["mended_cells"][checked["mended_cells"]["file"] == file]
    mended = [
        Mended(cell=cell["cell"], sheet=cell["sheet"], was=cell["sent"], now=cell["mended_to"])
        for cell in cells.to_dict("records")
    ]
    content = dict(annotated.contents(one.name, one.content, limits()))[file]
    language = annotated.language_of(found, otherwise)
    return annotated.annotated(content, file, findings, found, language, limits(), mended)


def publish(progress: pipeline_run.Progress) -> pipeline_run.Summary:
    """Read what is new and publish. Raises CertiscopeError; the last snapshot then stays."""
    return pipeline_run.run(data.root(), progress=progress)


def answer(question_id: str, choice: str) -> None:
    """Keep an answer; it holds from the next publication on."""
    questions.answer(data.root(), question_id, choice)


def answers() -> dict[tuple[str, str], Mapping[str, object]]:
    """The last answer given to each question, by code and subject; those not yet published are among them."""
    given = (event for event in audit.events(data.root()) if event.get("event") == "answered")
    return {(str(event["code"]), str(event["subject"])): event for event in given}


def files() -> list[str]:
    """The received files that count, in order of arrival."""
    return [one.file for one in received.listing(data.root())]


def withdrawals() -> list[Withdrawal]:
    """The files that are withdrawn, the latest first."""
    gone = received.withdrawn(data.root())
    events = [event for event in audit.events(data.root()) if event.get("event") == "withdrawn"]
    last = {str(event["file"]): event for event in events if event["file"] in gone}
    listed = [
        Withdrawal(file, str(event.get("who", "")), str(event["at"]), str(event.get("why", "")))
        for file, event in last.items()
    ]
    return sorted(listed, key=lambda one: one.at, reverse=True)


def preview_withdrawal(file: str) -> list[Change]:
    """The candidates whose score or decision would change without a file."""
    before, after = pipeline_run.without(data.root(), file)
    return [
        Change(str(one["campaign"]), str(one["team_name"]), str(one["certification_name"]), *_sides(before, after, one))
        for one in comparison.changes(before, after)
    ]


def _sides(before: pd.DataFrame, after: pd.DataFrame, one: Mapping[str, object]) -> Iterator[pd.Series | None]:
    for side in (before, after):
        rows = side
        for key in ("campaign", "team_id", "certification_id"):
            rows = rows[rows[key] == one[key]]
        yield rows.iloc[0] if len(rows) else None


def withdraw(file: str, why: str) -> None:
    """Leave a file out from the next publication on; what was received stays."""
    received.withdraw(data.root(), file, audit.who(), why)


def take_step(team_id: str, certification_id: str, step: str, why: str) -> None:
    """Keep a step of one candidate's life, in force from the next publication on."""
    pilot_steps.take(data.root(), team_id, certification_id, step, why)


def measures_workbook(language: Language) -> bytes:
    """The sheet of the next measures, with the teams and KPIs to measure, last values and proposed comparison teams."""
    with tempfile.TemporaryDirectory(prefix="certiscope-") as folder:
        written = template.write(
            Path(folder) / "kpi.xlsx", "kpi", configuration=config.load(data.root()), language=language,
            rows=next_measures.rows(data.root(), language),
        )  # fmt: skip
        return written.read_bytes()


def blank_workbook(language: Language) -> bytes:
    """The workbook that a team lead fills in."""
    with tempfile.TemporaryDirectory(prefix="certiscope-") as folder:
        configuration = config.load(data.root())
        written = template.write(Path(folder) / "lead.xlsx", "lead", configuration=configuration, language=language)
        return written.read_bytes()
