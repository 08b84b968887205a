"""What lies in `data/raw`: received files, what was chosen with them, their order of arrival, what was withdrawn."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from pipeline import audit, side_file
from pipeline.errors import CannotWrite, WrongUsage
from pipeline.folding import printable
from pipeline.ingest.identity import redact
from pipeline.side_file import NOTHING_SAID, Mended, Reading, Side

_AT_ONCE = 2**20  # bytes that are read whole

READ_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".txt", ".zip")


@dataclass(frozen=True)
class Received:
    """One received file: its path below `data/raw`, where to read it, and what was said about it at upload."""

    file: str
    path: Path
    side: Side = NOTHING_SAID

    @property
    def choices(self) -> Mapping[str, str]:
        """Team, certification and campaign as chosen, where they were."""
        return self.side.choices

    @property
    def reading(self) -> Reading:
        """How the file is to be read, where it does not tell itself."""
        return self.side.reading

    @property
    def mended(self) -> Sequence[Mended]:
        """Cells that are read otherwise than they were sent."""
        return self.side.mended

    @cached_property
    def file_key(self) -> str:
        """The SHA-256 of the content; of the name, where there is none to read: a pipe would make the run wait."""
        with suppress(OSError):
            status = self.path.stat()
            if stat.S_ISREG(status.st_mode):
                with self.path.open("rb", buffering=0) as content:
                    if status.st_size <= _AT_ONCE:
                        return hashlib.sha256(content.read()).hexdigest()
                    return hashlib.file_digest(content, "sha256").hexdigest()
        return hashlib.sha256(f"unread {self.file}".encode()).hexdigest()


@dataclass(frozen=True)
class Arrival:
    """One file as the audit log knows it: its path below `data/raw`, its content, and when it was first read (UTC).

    `who` is the account that read it; '' in logs that do not say.
    """

    file: str
    sha256: str
    at: str
    who: str = ""

    @property
    def moment(self) -> dt.datetime | None:
        """When it was first read, in UTC."""
        return dt.datetime.fromisoformat(self.at).astimezone(dt.UTC).replace(tzinfo=None) if self.at else None


@dataclass(frozen=True)
class Again:
    """A new file whose content was received before, at `at`; in the same run where that is ''."""

    file: str
    earlier: str
    at: str


def raw_of(root: Path) -> Path:
    """Where received files lie."""
    return root / "data" / "raw"


def listing(root: Path) -> list[Received]:
    """Every received file that is not withdrawn, in the order of arrival."""
    raw = raw_of(root)
    arrived = arrivals(root)
    gone, contents = withdrawn(root), _last_contents(root)
    found = [_received(path, file, NOTHING_SAID, has_side) for path, file, has_side in _files(raw)]
    kept = [one for one in found if one.file not in gone or one.file_key != contents.get(one.file, one.file_key)]
    return sorted(kept, key=lambda one: (arrived.get(one.file, len(arrived)), one.file))


def given(files: Sequence[Path], choices: Mapping[str, str]) -> list[Received]:
    """Files named by a person, outside `data/raw`; a folder stands for the files in it.

    What is chosen now goes before what a side file says.
    """
    listed: list[Received] = []
    said = Side.model_validate(choices)
    for path in files:
        if path.is_dir():
            listed += [_received(inside, file, said, has_side) for inside, file, has_side in _files(path)]
        elif path.is_file():
            listed.append(_received(path, _told(path.name), said, side_file.place_of(path).is_file()))
        else:
            raise WrongUsage(
                fr=f"{path} : ce fichier n'existe pas. Vérifiez son nom, ou mettez-le entre guillemets s'il contient "
                "des espaces.",
                en=f"{path}: there is no such file. Check the name, or put quotes around it if it has spaces.",
            )
    return listed


def _received(path: Path, file: str, said: Side, has_side: bool) -> Received:
    return Received(file, path, side_file.read(side_file.place_of(path)).beside(said) if has_side else said)


def _files(folder: Path) -> Iterable[tuple[Path, str, bool]]:
    """Every file below a folder that could be meant as input, its path from there, and whether it has a side file.

    Lock files and hidden files are no input. A folder that cannot be opened stands for the files in it, so that they
    are not passed over in silence; where that is `folder` itself, OSError says so.
    """
    above = len(str(folder)) + 1
    closed: list[OSError] = []
    for inside, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        there, place = set(names), "/".join(map(_told, Path(inside[above:]).parts))
        for name in sorted(names):
            if not name.startswith((".", "~$")) and not (name.endswith(".toml") and name[:-5] in there):
                told = _told(name, there)
                yield Path(inside, name), f"{place}/{told}" if place else told, f"{name}.toml" in there
    for problem in closed:
        path = Path(problem.filename)
        if path == folder and not isinstance(problem, FileNotFoundError):
            raise problem
        if path != folder and path.is_dir():
            yield path, "/".join(map(_told, path.relative_to(folder).parts)), False


def _told(name: str, beside: Collection[str] = ()) -> str:
    """A name as text in one line: one that is not UTF-8 came from an older Windows, unless another file is named so."""
    raw = os.fsencode(name)
    for encoding in ("utf-8", "cp1252"):
        with suppress(UnicodeDecodeError):
            told = printable(raw.decode(encoding))
            if told == name or told not in beside:
                return told
    return raw.decode("ascii", "backslashreplace").replace("\\", "%")


def is_empty(root: Path) -> bool:
    """Whether `data/raw` holds no file of a kind that is read."""
    return not any(path.suffix.lower() in READ_SUFFIXES for path, _, _ in _files(raw_of(root)))


def arrivals(root: Path) -> dict[str, int]:
    """Each file that the audit log knows to its place in the order of arrival."""
    order: dict[str, int] = {}
    for one in _arrived(root):
        order.setdefault(one.file, len(order))
    return order


def first_arrivals(root: Path) -> dict[str, Arrival]:
    """Each file that the audit log knows, as it arrived first."""
    first: dict[str, Arrival] = {}
    for one in _arrived(root):
        first.setdefault(one.file, one)
    return first


def already(root: Path, sha256: str) -> Arrival | None:
    """When a content was first received and under which path, if a file with it still counts."""
    gone = withdrawn(root)
    found = (one for one in _arrived(root) if one.sha256 == sha256 and one.file not in gone)
    return next(found, None)


def _arrived(root: Path) -> Iterator[Arrival]:
    for event in audit.events(root):
        if event.get("event") == "received":
            told = (str(event.get(name, "")) for name in ("sha256", "at", "who"))
            yield Arrival(str(event["file"]), *told)


def _last_contents(root: Path) -> dict[str, str]:
    """The SHA-256 of what each file that the audit log knows held when it was last read."""
    return {one.file: one.sha256 for one in _arrived(root) if one.sha256}


def withdrawn(root: Path) -> set[str]:
    """The files that a person withdrew and that nobody sent again since."""
    told = ("received", "withdrawn")
    last = {str(event["file"]): event["event"] for event in audit.events(root) if event.get("event") in told}
    return {file for file, event in last.items() if event == "withdrawn"}


def note_arrivals(root: Path, files: Iterable[Received]) -> list[Again]:
    """Write files that the audit log does not know yet into it; those of them whose content is not new are told.

    A path that holds something else than when it was last read is another file.
    """
    arrived = list(_arrived(root))
    known = {one.file: one.sha256 for one in arrived}
    gone = withdrawn(root)
    contents: dict[str, tuple[str, str]] = {}
    for one in arrived:
        if one.file not in gone:
            contents.setdefault(one.sha256, (one.file, one.at))
    new = [one for one in files if one.file not in known or known[one.file] not in ("", one.file_key)]
    again: list[Again] = []
    for file in new:
        earlier = contents.setdefault(file.file_key, (file.file, ""))
        if earlier[0] != file.file:
            again.append(Again(file.file, *earlier))
    who = audit.who()
    audit.append(root, ({"event": "received", "file": one.file, "sha256": one.file_key, "who": who} for one in new))
    return again


def withdraw(root: Path, file: str, who: str, why: str) -> None:
    """Leave a file out from the next run on, by an event in the audit log; what was received stays.

    Raises WrongUsage when no such file counts.
    """
    audit.append(root, [{"event": "withdrawn", "file": named(root, file).file, "who": who, "why": why}])


def named(root: Path, file: str) -> Received:
    """The received file that a person means by its path below `data/raw`, or by its name where only one has it."""
    counted = listing(root)
    wanted = file.replace("\\", "/").removeprefix("./").removeprefix("data/raw/")
    matches = [one for one in counted if one.file == wanted or PurePosixPath(one.file).name == wanted]
    exact = [one for one in matches if one.file == wanted]
    if exact or len(matches) == 1:
        return (exact or matches)[0]
    if matches:
        raise WrongUsage(
            fr=f"{file} : {len(matches)} fichiers portent ce nom. Donnez le chemin à partir de data/raw.",
            en=f"{file}: {len(matches)} files have this name. Give the path below data/raw.",
        )
    raise WrongUsage(
        fr=f"{file} : aucun fichier compté n'a ce chemin dans data/raw. La page Qualité en donne la liste.",
        en=f"{file}: no file that counts has this path below data/raw. The Data quality page lists them.",
    )


def keep_upload(root: Path, name: str, content: bytes, said: Side | Mapping[str, str]) -> Path:
    """Keep an uploaded file in `data/raw/uploads`, and what was said about it in a side file.

    The same content under the same name on the same day is kept once; what was said about it then still holds, where
    nothing else is said now. Cells mended now are noted in the audit log.
    """
    side = said if isinstance(said, Side) else Side.model_validate(said)
    target = upload_place(root, name, content)
    file = target.relative_to(raw_of(root)).as_posix()
    earlier = said_before(target)
    both = earlier.beside(side)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if both != earlier:
            _write(side_file.place_of(target), side_file.written(both))
        _write(target, content)
    except OSError as problem:
        raise CannotWrite(target, problem) from problem
    if file in withdrawn(root):
        sha256 = hashlib.sha256(content).hexdigest()
        audit.append(root, [{"event": "received", "file": file, "sha256": sha256, "who": audit.who()}])
    mended = [one for one in both.mended if one not in earlier.mended]
    if mended:
        cells = [
            {"member": one.member, "sheet": one.sheet, "cell": one.cell, "was": redact(one.was), "now": redact(one.now)}
            for one in mended
        ]
        audit.append(root, [{"event": "mended", "file": file, "cells": cells, "who": audit.who()}])
    return target


def upload_place(root: Path, name: str, content: bytes) -> Path:
    """Where an uploaded file is kept, if it comes today."""
    safe = re.sub(r"[^\w.()+-]+", "_", PurePosixPath(name.replace("\\", "/")).name).strip("._ ") or "file"
    digest = hashlib.sha256(content).hexdigest()[:8]
    return raw_of(root) / "uploads" / f"{dt.date.today().isoformat()}-{digest}-{_shortened(safe)}"


def said_before(target: Path) -> Side:
    """What was said about a file when it was kept before; nothing where it was not."""
    side = side_file.place_of(target)
    return side_file.read(side) if target.is_file() and side.is_file() else NOTHING_SAID


def _shortened(name: str) -> str:
    """The end of a name, with its suffix, in at most 120 bytes: file systems count bytes, not letters."""
    return name.encode()[-120:].decode(errors="ignore")


def _write(target: Path, content: bytes) -> None:
    half = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    half.write_bytes(content)
    half.replace(target)
