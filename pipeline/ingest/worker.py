"""A process that parses files for another one, within limits of memory; it speaks through its standard streams."""

from __future__ import annotations

import contextlib
import io
import os
import pickle
import struct
import sys
from pathlib import Path
from typing import IO, Any

import pyarrow as pa

from pipeline.ingest.guidance import NOTHING_SAID
from pipeline.ingest.intake import Intake

READY = "ready"
_LENGTH = struct.Struct(">Q")
_ROOM = 4  # times the unpacked limit: cells cost more in memory than on disk


def send(stream: IO[bytes], message: object) -> None:
    """Write one message."""
    body = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(body)))
    stream.write(body)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """The next message; raises EOFError where the other side has gone."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    body = stream.read(length)
    if len(body) < length:
        raise EOFError
    return pickle.loads(body)


def packed(tables: dict[str, pa.Table]) -> dict[str, bytes]:
    """Raw tables as bytes that travel between processes."""
    return {name: _to_bytes(table) for name, table in tables.items()}


def unpacked(tables: dict[str, bytes]) -> dict[str, pa.Table]:
    """The raw tables that another process packed."""
    return {name: pa.ipc.open_stream(body).read_all() for name, body in tables.items()}


def serve(asked: IO[bytes], answers: IO[bytes]) -> None:
    """Take the configuration, then groups of files until the other side ends; tell each file done, give all at once."""
    configuration, key, guidance = receive(asked)
    _limit_memory(configuration.settings.limits.unpacked_megabytes)
    send(answers, READY)
    while True:
        try:
            files = receive(asked)
        except EOFError:
            return
        intake = Intake(configuration, key)
        for number, (file_key, name, content) in enumerate(files):
            said = guidance.get(file_key, NOTHING_SAID)
            if isinstance(content, Path):
                intake.add_file(file_key, name, content, said)
            else:
                intake.add(file_key, name, content, said)
            send(answers, number)
        send(answers, packed(intake.raw.finished()))


def _limit_memory(unpacked_megabytes: int) -> None:
    """Refuse this process more memory than a file within the limits can need; where the system allows to."""
    try:
        import resource
    except ImportError:
        return
    with contextlib.suppress(OSError, ValueError):
        used = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
        most = used + _ROOM * unpacked_megabytes * 2**20
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _to_bytes(table: pa.Table) -> bytes:
    sink = io.BytesIO()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue()


if __name__ == "__main__":
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not come between the answers
    serve(sys.stdin.buffer, answers)
