"""The audit log `data/processed/audit.jsonl`: what was received, answered, withdrawn and published, by whom and when.

With `data/raw` it is the truth; everything else under `data/processed` can be made again from the two.
"""

from __future__ import annotations

import datetime as dt
import getpass
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from pipeline.audit_events import KINDS
from pipeline.errors import CannotWrite, DamagedLog

Event = Mapping[str, object]


def log_of(root: Path) -> Path:
    """Where the audit log of a portfolio lies."""
    return root / "data" / "processed" / "audit.jsonl"


def events(root: Path) -> Iterator[Event]:
    """Every event, oldest first. A line cut short by a crash is passed over: nothing followed from it.

    Raises DamagedLog where an event does not say what numbers follow from: to pass over it would change them.
    """
    log = log_of(root)
    if log.is_file():
        known = log.stat()
        yield from _events(log, known.st_size, known.st_mtime_ns)


@lru_cache(maxsize=2)
def _events(log: Path, size: int, changed: int) -> Sequence[Event]:
    """A run asks several times for what a large log says; it is read once for as long as it stays the same."""
    found = []
    with log.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            with suppress(ValueError, RecursionError):  # also where the cut went through the middle of a letter
                event = json.loads(line)
                if isinstance(event, dict) and isinstance(event.get("event"), str):
                    found.append((number, event))
    for number, event in found:
        if kind := KINDS.get(event["event"]):
            try:
                kind.model_validate(event)
            except ValidationError as problem:
                key = ".".join(map(str, problem.errors()[0]["loc"]))
                raise DamagedLog(log, number, event["event"], key) from problem
    return [event for _, event in found]


def append(root: Path, happened: Iterable[Event]) -> None:
    """Add events in one write, and wait until the disk has them."""
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    text = "".join(json.dumps({"at": now, **event}, ensure_ascii=False) + "\n" for event in happened)
    if not text:
        return
    log = log_of(root)
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab+") as file:
            if file.tell() and _last_byte(log) != b"\n":
                text = "\n" + text
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
    except OSError as problem:
        raise CannotWrite(log, problem) from problem


def _last_byte(log: Path) -> bytes:
    with log.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1)


def who() -> str:
    """The account that acts."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"
