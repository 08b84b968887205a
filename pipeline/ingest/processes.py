"""The processes that read files: started ahead, lent to one asker at a time, ended when they broke or grew.

Imports nothing heavy, so that a process can start while the rest of the program still loads.
"""

from __future__ import annotations

import atexit
import math
import os
import pickle
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from pipeline.errors import CertiscopeError

READY = "ready"
AT_MOST = os.cpu_count() or 1
"""How many there are at the same time, whoever asks: what all readers together may take is bounded by it."""

_START_SECONDS = 60
_LOOK_SECONDS = 0.5  # how late a late process may be noticed
_STUCK_LOOKS = 10  # one that reads a file computes: it does not sleep at each of so many looks
_KEPT_BYTES = 512 * 2**20  # one that grew beyond this is not kept: what it took would never come back
_LENGTH = struct.Struct(">Q")
_PACKAGE = Path(__file__).resolve().parent.parent.parent


class NoWorker(CertiscopeError):
    """A process that reads files could not be started."""

    def __init__(self) -> None:
        super().__init__(
            fr="Les processus qui lisent les fichiers ne peuvent pas démarrer : le système n'a plus de mémoire ou plus "
            "de processus pour eux. Fermez d'autres programmes, puis relancez. Rien n'a été publié et la dernière "
            "publication reste.",
            en="The processes that read files cannot be started: the system has no memory or no process left for them. "
            "Close other programs, then run again. Nothing was published and the last snapshot stays.",
        )


class Broken(Exception):
    """A process ended before it answered; `complaint` is what Python said last, '' where it was killed."""

    def __init__(self, complaint: str) -> None:
        self.complaint = complaint
        super().__init__(complaint)


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


class Process:
    """One process that reads files (`pipeline.ingest.worker`). It ends when this one does, in whatever way."""

    def __init__(self) -> None:
        path = os.pathsep.join(filter(None, (str(_PACKAGE), os.environ.get("PYTHONPATH"))))
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 - `end` closes it
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "pipeline.ingest.worker"],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._complaints,
                env={**os.environ, "PYTHONPATH": path, "OMP_NUM_THREADS": "1", "RUST_BACKTRACE": "0"},
            )  # fmt: skip
        except OSError as problem:
            self._complaints.close()
            raise NoWorker from problem
        self._is_ready = False
        self._told: object = None
        self._deadline = math.inf
        self._asked = threading.Event()
        self._ended = False
        threading.Thread(target=self._watch, daemon=True).start()

    def be_ready(self) -> None:
        """Wait until it has started. Raises NoWorker."""
        if self._is_ready:
            return
        try:
            self._is_ready = self.answer(_START_SECONDS) == READY
        except Broken as broken:
            raise NoWorker from broken

    def tell(self, settings: object) -> None:
        """Say how to read, where that is not what it was told last. Raises Broken."""
        if settings != self._told:
            self.ask(settings)
            self._told = settings

    def ask(self, message: object) -> None:
        """Send one message. Raises Broken."""
        assert self._process.stdin is not None
        try:
            send(self._process.stdin, message)
        except OSError as gone:
            raise self._broken() from gone

    def answer(self, seconds: float) -> Any:
        """The next message. Raises Broken where it died, or had to be killed because the time was over."""
        assert self._process.stdout is not None
        self._deadline = time.monotonic() + seconds
        self._asked.set()
        try:
            return receive(self._process.stdout)
        except EOFError as gone:
            raise self._broken() from gone
        finally:
            self._deadline = math.inf

    @property
    def is_sound(self) -> bool:
        """Whether it can be asked again: it lives, and holds no more memory than is worth keeping."""
        return self._process.poll() is None and _memory_of(self._process.pid) <= _KEPT_BYTES

    def rest(self) -> None:
        """Nobody asks for now."""
        self._asked.clear()

    def end(self) -> None:
        """Leave nothing behind."""
        self._ended = True
        self._asked.set()
        self._process.kill()
        self._process.communicate()
        self._complaints.close()

    def _watch(self) -> None:
        """Kill the process once it is late, or stuck: a library that finds no memory may wait for itself for ever.

        One clock for all answers: a timer for each would cost a thread a file.
        """
        asleep = 0
        while True:
            self._asked.wait()
            if self._ended:
                return
            asleep = asleep + 1 if self._deadline < math.inf and _is_asleep(self._process.pid) else 0
            if time.monotonic() >= self._deadline or asleep > _STUCK_LOOKS:
                self._process.kill()
                return
            time.sleep(max(0, min(_LOOK_SECONDS, self._deadline - time.monotonic())))

    def _broken(self) -> Broken:
        """A process that ended by itself says why; one that was killed, or found no memory, says nothing."""
        ended_itself = self._process.wait() == 1
        self._complaints.seek(0)
        said = self._complaints.read().decode(errors="replace").strip()
        return Broken(said.rsplit("\n", 1)[-1] if ended_itself and "MemoryError" not in said else "")


_free: list[Process] = []
_all: set[Process] = set()
_changed = threading.Condition()


def start_ahead(count: int = 1) -> None:
    """Start so many processes now, in the background, where there are fewer: they are ready when they are needed."""
    with _changed:
        while len(_all) < min(count, AT_MOST):
            try:
                process = Process()
            except NoWorker:
                return  # whoever needs one will be told
            _all.add(process)
            _free.append(process)


@contextmanager
def lent() -> Iterator[Process]:
    """A process for the time inside; waits while all are lent. Raises NoWorker.

    Kept for the next asker, unless it broke, grew, or was left in the middle of an answer.
    """
    process = _take()
    try:
        process.be_ready()
        yield process
    except BaseException:
        _give_back(process, keep=False)
        raise
    _give_back(process, keep=process.is_sound)


def _take() -> Process:
    with _changed:
        while True:
            while _free:
                process = _free.pop()
                if process.is_sound:
                    return process
                _all.discard(process)
                process.end()
            if len(_all) < AT_MOST:
                process = Process()
                _all.add(process)
                return process
            _changed.wait()


def _give_back(process: Process, *, keep: bool) -> None:
    if keep:
        process.rest()
    else:
        process.end()
    with _changed:
        if keep:
            _free.append(process)
        else:
            _all.discard(process)
        _changed.notify()


@atexit.register
def _end_all() -> None:
    for process in tuple(_all):
        process.end()


def _memory_of(pid: int) -> int:
    """Bytes that a process holds; 0 where the system does not tell."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 0


def _is_asleep(pid: int) -> bool:
    """Whether a process waits for something; False where the system does not tell."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("ascii", errors="replace").rsplit(")", 1)[-1].split()[0] == "S"
    except (OSError, IndexError):
        return False
