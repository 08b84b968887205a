"""What people taught the reader once: headings that they mapped, and how a team's files are read.

It stands in `config/remembered.toml`, which is written in one step; comments and all else in it stay as they are.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import tomlkit
from filelock import FileLock, Timeout

from pipeline import audit, config
from pipeline.config import Remembered, RememberedHeading, RememberedReading
from pipeline.errors import CannotWrite, SomeoneElseWrites, WrongConfiguration
from pipeline.folding import fold
from pipeline.ingest.heading_forms import normal

Entry = RememberedHeading | RememberedReading

_SECONDS = 10  # for which another one who writes is waited for
_HEADER = re.compile(r"\s*\[")


def file_of(root: Path) -> Path:
    """Where what is remembered is written."""
    return root / "config" / "remembered.toml"


def together(known: Remembered, new: Iterable[Entry]) -> Remembered:
    """What is remembered once new entries are: one takes the place of an older one about the same."""
    headings, readings = list(known.heading), list(known.reading)
    for one in new:
        listed: list[Any] = headings if isinstance(one, RememberedHeading) else readings
        places = [place for place, other in enumerate(listed) if about(other) == about(one)]
        if places:
            listed[places[-1]] = one
        else:
            listed.append(one)
    return Remembered(heading=tuple(headings), reading=tuple(readings))


def about(one: Entry) -> tuple[str, str]:
    """What an entry is about, the same for two of which only one can hold: a heading and a team, or a team alone."""
    return (normal(one.heading) if isinstance(one, RememberedHeading) else ""), fold(one.team or "")


def remember(root: Path, new: Sequence[Entry]) -> None:
    """Keep entries; one about the same as an older one takes its place. They hold from the next reading on.

    Raises WrongConfiguration where the file is no valid TOML, and CannotWrite.
    """
    if not new:
        return
    with _open(root) as (file, text):
        document = tomlkit.parse(text)
        for one in new:
            _put(document, one)
        _write(file, tomlkit.dumps(document))
    config.load(root)  # what was written must be what can be read
    audit.append(root, [{"event": "remembered", **_said(one), "who": audit.who()} for one in new])


def forget(root: Path, gone: Entry) -> None:
    """Leave out every entry about the same as this one; what files say in its place holds from the next reading on."""
    name = _section(gone)
    with _open(root) as (file, text):
        said = tomllib.loads(text)
        kind = type(gone)
        while places := [
            place
            for place, entry in enumerate(said.get(name, []))
            if about(kind.model_validate(entry)) == about(gone)
        ]:  # fmt: skip
            text = _without(text, name, places[0])
            said[name].pop(places[0])
        if tomllib.loads(text) != {key: entries for key, entries in said.items() if entries}:
            raise WrongConfiguration(
                file,
                name,
                fr="cette entrée ne peut pas être retirée sans toucher aux autres. Supprimez-la à la main.",
                en="this entry cannot be taken out without touching others. Delete it by hand.",
            )
        _write(file, text)
    audit.append(root, [{"event": "forgotten", **_said(gone), "who": audit.who()}])


def _put(document: tomlkit.TOMLDocument, one: Entry) -> None:
    name = _section(one)
    if name not in document:
        document[name] = tomlkit.aot()
    entries: Any = document[name]
    same = [entry for entry in entries if about(type(one).model_validate(entry.unwrap())) == about(one)]
    if same:
        said = _said(one)
        for key in [key for key in same[-1] if key not in said]:
            del same[-1][key]
        same[-1].update(said)
        return
    table: Any = tomlkit.table() if isinstance(entries, tomlkit.items.AoT) else tomlkit.inline_table()
    table.update(_said(one))
    entries.append(table)


def _without(text: str, name: str, place: int) -> str:
    """The text without the entry at a place; the lines of comment that stand before the next entry stay."""
    lines = text.splitlines(keepends=True)
    own = re.compile(rf"\s*\[\[\s*{name}\s*\]\]")
    starts = [number for number, line in enumerate(lines) if own.match(line)]
    if place >= len(starts):  # written as one array
        document = tomlkit.parse(text)
        del document[name][place]
        return tomlkit.dumps(document)
    start = starts[place]
    end = next((number for number in range(start + 1, len(lines)) if _HEADER.match(lines[number])), len(lines))
    while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    return "".join([*lines[:start], *lines[end:]])


def _section(one: Entry) -> str:
    return "heading" if isinstance(one, RememberedHeading) else "reading"


def _said(one: Entry) -> dict[str, str]:
    return {key: value for key, value in one.model_dump().items() if value}


@contextmanager
def _open(root: Path) -> Iterator[tuple[Path, str]]:
    """The file and what it says, while nobody else writes it."""
    file, lock = file_of(root), root / "data" / "processed" / ".remembered.lock"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        lock.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(lock, timeout=_SECONDS):
            config.load(root)  # says what is wrong with the file as it is
            yield file, file.read_text("utf-8-sig") if file.is_file() else ""
    except Timeout as busy:
        raise SomeoneElseWrites(file) from busy
    except OSError as problem:
        raise CannotWrite(file, problem) from problem


def _write(file: Path, text: str) -> None:
    half = file.with_name(f".{file.name}.{os.getpid()}.tmp")
    half.write_text(text, "utf-8")
    half.replace(file)
