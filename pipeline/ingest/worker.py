"""A process that reads files for another one, with limits of memory and time; it speaks through its own streams."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NamedTuple

import pyarrow as pa

from pipeline.config import Configuration, Limits
from pipeline.ingest import archive
from pipeline.ingest.guidance import Guidance
from pipeline.ingest.intake import Intake, sent
from pipeline.ingest.processes import READY, receive, send
from pipeline.ingest.sheet import Refused

_ROOM = 4  # times the unpacked limit: cells cost more in memory than on disk
_MOST_SAID = 2**20  # bytes on the error stream, which is a file
_ARCHIVE = 10  # times the seconds of one file, for all files of an archive together


class File(NamedTuple):
    """One file to be read."""

    file_key: str  # the SHA-256 of the content
    name: str
    content: Path | bytes  # where it lies, or itself
    said: Guidance  # what people said about how to read it
    given_up: frozenset[int]  # which files of an archive cost a process before


@dataclass(frozen=True)
class Settings:
    """How files are to be parsed: said before the first, and again whenever it changes. Has no answer."""

    configuration: Configuration
    key: bytes


@dataclass(frozen=True)
class Parse:
    """Files to be made raw tables. The answers are how far it is, then the tables."""

    files: list[File]


@dataclass(frozen=True)
class Progress:
    """How many files are done, and which file of an archive is about to be read."""

    done: int
    member: int = 0


@dataclass(frozen=True)
class Open:
    """A file to be opened only. The answer is its sheets, what it corrects, and how its cells look; or Refused."""

    name: str
    content: bytes
    limits: Limits
    guidance: Guidance


@dataclass(frozen=True)
class Unzip:
    """An archive to be taken apart. The answer is its members, or Refused."""

    content: bytes
    limits: Limits


def packed(tables: dict[str, pa.Table]) -> dict[str, bytes]:
    """Raw tables as bytes that travel between processes."""
    return {name: _to_bytes(table) for name, table in tables.items()}


def unpacked(tables: dict[str, bytes]) -> dict[str, pa.Table]:
    """The raw tables that another process packed."""
    return {name: pa.ipc.open_stream(body).read_all() for name, body in tables.items()}


def serve(asked: IO[bytes], answers: IO[bytes]) -> None:
    """Say that it is ready, then answer messages until the other side ends."""
    settings: Settings | None = None
    send(answers, READY)
    while True:
        try:
            message = receive(asked)
        except EOFError:
            return
        if isinstance(message, Settings):
            settings = message
        elif isinstance(message, Parse):
            assert settings is not None
            _limit_memory(settings.configuration.settings.limits)
            _parse(message, settings, answers)
        elif isinstance(message, Open | Unzip):
            _limit_memory(message.limits)
            _limit_seconds(message.limits.seconds_per_file)
            send(answers, _opened(message))


def _parse(message: Parse, settings: Settings, answers: IO[bytes]) -> None:
    intake = Intake(settings.configuration, settings.key)
    seconds = settings.configuration.settings.limits.seconds_per_file
    for done, file in enumerate(message.files):
        _limit_seconds(seconds)
        may_read = _turns(done, file.given_up, seconds, answers)
        if isinstance(file.content, Path):
            intake.add_file(file.file_key, file.name, file.content, file.said, may_read)
        else:
            intake.add(file.file_key, file.name, file.content, file.said, may_read)
        send(answers, Progress(done + 1))
    _limit_seconds(seconds)
    send(answers, packed(intake.raw.finished()))


def _turns(done: int, given_up: frozenset[int], seconds: int, answers: IO[bytes]) -> Callable[[int], bool]:
    """Each file of an archive has the seconds of a file, within what an archive has; the other side follows."""
    began = _computed()

    def may_read(member: int) -> bool:
        if member in given_up or _computed() - began > _ARCHIVE * seconds:
            return False
        if member:
            _limit_seconds(seconds)
            send(answers, Progress(done, member))
        return True

    return may_read


def _opened(message: Open | Unzip) -> object:
    from pipeline.ingest.xlsx_look import looks

    try:
        if isinstance(message, Unzip):
            return archive.members(message.content, message.limits)
        source, correction, _ = sent(message.name, message.content, message.limits, message.guidance)
        return source, correction, looks(message.content)
    except Refused as refusal:
        return refusal
    except MemoryError:
        return Refused("took_too_long")


def _memory() -> int:
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 0


def _limit_memory(limits: Limits) -> None:
    """Refuse this process more memory than a file within the limits can need; where the system allows to."""
    _limit("RLIMIT_AS", _memory() + _ROOM * limits.unpacked_megabytes * 2**20)


def _limit_seconds(seconds: int) -> None:
    """Let this process compute no longer than that for what it was asked; a busy machine takes nothing from it."""
    _limit("RLIMIT_CPU", int(_computed()) + 1 + seconds)


def _computed() -> float:
    used = os.times()
    return used.user + used.system


def _limit(name: str, most: int) -> None:
    try:
        import resource
    except ImportError:
        return
    with contextlib.suppress(OSError, ValueError, AttributeError):
        kind = getattr(resource, name)
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _to_bytes(table: pa.Table) -> bytes:
    sink = io.BytesIO()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue()


if __name__ == "__main__":
    from pipeline.ingest import worker  # messages name their classes by this module's real name

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the one who asks
    _limit("RLIMIT_CORE", 0)
    _limit("RLIMIT_FSIZE", _MOST_SAID)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not come between the answers
    worker.serve(sys.stdin.buffer, answers)
