"""From unparsed files to raw tables: a few here, many in worker processes, where a bad file costs only itself."""

from __future__ import annotations

import math
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

import pyarrow as pa

from pipeline.config import Configuration
from pipeline.errors import CertiscopeError
from pipeline.ingest import worker
from pipeline.ingest.guidance import NOBODY_SAID, NOTHING_SAID, Guidance
from pipeline.ingest.intake import Intake
from pipeline.ingest.raw_tables import SCHEMAS
from pipeline.ingest.sheet import Refused

Content = Callable[[], bytes] | Path
Received = tuple[str, str, Content]

_FEW = 8
_SMALL = 256 * 1024  # bytes of a file that may be parsed in this process
_HERE = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm")  # formats whose cost shows before they are parsed
_GROUP_FILES = 64
_GROUP_BYTES = 8 * 2**20
_START_SECONDS = 30
_LOOK_SECONDS = 0.5  # how late a late process may be noticed
_PACKAGE = Path(__file__).resolve().parent.parent.parent


def parse(
    received: Sequence[Received],
    configuration: Configuration,
    key: bytes,
    progress: Callable[[int, int], None] | None = None,
    guidance: Mapping[str, Guidance] = NOBODY_SAID,
) -> dict[str, pa.Table]:
    """The raw tables of all these files. `progress` is told how many are done, of how many."""
    tell = progress or (lambda done, total: None)
    tell(0, len(received))
    if len(received) < _FEW and all(_is_harmless(one) for one in received):
        return _parse_here(received, configuration, key, tell, guidance)
    return _Crew(received, configuration, key, tell, guidance).parsed()


def _is_harmless(received: Received) -> bool:
    _, name, content = received
    if PurePosixPath(name).suffix.lower() not in _HERE:
        return False
    try:
        return isinstance(content, Path) and content.stat().st_size <= _SMALL
    except OSError:
        return True


def _parse_here(
    received: Sequence[Received], configuration: Configuration, key: bytes, tell: Callable[[int, int], None],
    guidance: Mapping[str, Guidance],
) -> dict[str, pa.Table]:  # fmt: skip
    intake = Intake(configuration, key)
    for number, (file_key, name, content) in enumerate(received, start=1):
        said = guidance.get(file_key, NOTHING_SAID)
        if isinstance(content, Path):
            intake.add_file(file_key, name, content, said)
        else:
            intake.add(file_key, name, content(), said)
        tell(number, len(received))
    return intake.raw.finished()


class NoWorker(CertiscopeError):
    """A process that parses files could not be started."""

    def __init__(self) -> None:
        super().__init__(
            "The processes that read files cannot be started: the system has no memory or no process left for them. "
            "Close other programs, then run again. Nothing was published and the last snapshot stays."
        )


class _Process:
    """One worker process."""

    def __init__(self, configuration: Configuration, key: bytes, guidance: Mapping[str, Guidance]) -> None:
        path = os.pathsep.join(filter(None, (str(_PACKAGE), os.environ.get("PYTHONPATH"))))
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 - `end` closes it
        self._process = subprocess.Popen(
            [sys.executable, "-m", "pipeline.ingest.worker"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._complaints,
            env={**os.environ, "PYTHONPATH": path, "OMP_NUM_THREADS": "1"},
        )  # fmt: skip
        self._deadline = math.inf
        self._ended = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()
        try:
            self.ask((configuration, key, dict(guidance)))
            ready = self.answer(_START_SECONDS)
        except (EOFError, BrokenPipeError):
            ready = None
        if ready != worker.READY:
            self.end()
            raise NoWorker

    def ask(self, message: object) -> None:
        """Send one message; BrokenPipeError when the worker died."""
        assert self._process.stdin is not None
        worker.send(self._process.stdin, message)

    def answer(self, seconds: float) -> Any:
        """The worker's next message; EOFError when it died, or had to be killed because the time was over."""
        assert self._process.stdout is not None
        self._deadline = time.monotonic() + seconds
        try:
            return worker.receive(self._process.stdout)
        finally:
            self._deadline = math.inf

    def _watch(self) -> None:
        """Kill the process once it is late. One clock for all answers: a timer for each would cost a thread a file."""
        while not self._ended.wait(max(0, min(_LOOK_SECONDS, self._deadline - time.monotonic()))):
            if time.monotonic() >= self._deadline:
                self._process.kill()
                return

    def refuse_if_broken(self) -> None:
        """A worker that Python itself ended is our fault, not the file's, unless the file took all memory."""
        code = self._process.wait()
        self._complaints.seek(0)
        said = self._complaints.read().decode(errors="replace").strip()
        if code == 1 and "MemoryError" not in said.rsplit("\n", 1)[-1]:
            raise RuntimeError(f"a reading process failed: {said}")

    def end(self) -> None:
        """Leave nothing behind."""
        self._ended.set()
        self._process.kill()
        self._process.communicate()
        self._complaints.close()


class _Crew:
    """Worker processes, each led by a thread that hands it groups of files and watches the clock."""

    def __init__(
        self, received: Sequence[Received], configuration: Configuration, key: bytes, tell: Callable[[int, int], None],
        guidance: Mapping[str, Guidance],
    ) -> None:  # fmt: skip
        self._configuration, self._key, self._tell, self._guidance = configuration, key, tell, guidance
        self._groups = deque(_groups(received))
        self._total, self._done = len(received), 0
        self._parsed: list[dict[str, pa.Table]] = []
        self._stopped = Intake(configuration, key)
        self._problems: list[BaseException] = []
        self._lock = threading.Lock()
        self._size = max(1, min(os.cpu_count() or 1, len(self._groups)))

    def parsed(self) -> dict[str, pa.Table]:
        """The raw tables of all files, those that had to be stopped as findings."""
        leaders = [threading.Thread(target=self._lead, daemon=True) for _ in range(self._size)]
        for leader in leaders:
            leader.start()
        for leader in leaders:
            leader.join()
        if self._problems:
            raise self._problems[0]
        found = [*self._parsed, self._stopped.raw.finished()]
        return {name: pa.concat_tables([tables[name] for tables in found]) for name in SCHEMAS}

    def _lead(self) -> None:
        process: _Process | None = None
        try:
            while True:
                with self._lock:
                    if not self._groups or self._problems:
                        return
                    group = self._groups.popleft()
                process = process or _Process(self._configuration, self._key, self._guidance)
                unread = self._give(process, group)
                if unread is not None:
                    process.refuse_if_broken()
                    process.end()
                    process = None
                    self._give_up(group, unread)
        except BaseException as problem:
            with self._lock:
                self._problems.append(problem)
        finally:
            if process is not None:
                process.end()

    def _give(self, process: _Process, group: list[Received]) -> int | None:
        """None when the group is parsed; else the place of the file at which the worker was stopped or died."""
        contents = [(file_key, name, one if isinstance(one, Path) else one()) for file_key, name, one in group]
        at = 0
        try:
            process.ask(contents)
            while True:
                answer = process.answer(self._configuration.settings.limits.seconds_per_file)
                if isinstance(answer, dict):
                    with self._lock:
                        self._parsed.append(worker.unpacked(answer))
                    return None
                at = answer + 1
                self._count(1)
        except (EOFError, BrokenPipeError):
            self._count(-at)
            return at

    def _give_up(self, group: list[Received], at: int) -> None:
        """Note the file that cost a worker; the others are tried again, one by one where nobody knows which it was."""
        blamed = group[at] if at < len(group) else group[0] if len(group) == 1 else None
        rest = [one for one in group if one is not blamed]
        with self._lock:
            if blamed:
                self._stopped.refuse(blamed[0], Refused("took_too_long"))
            self._groups.extend([rest] if rest and blamed else [[one] for one in rest])
        if blamed:
            self._count(1)

    def _count(self, number: int) -> None:
        with self._lock:
            self._done += number
            self._tell(self._done, self._total)


def _groups(received: Sequence[Received]) -> list[list[Received]]:
    """Files in groups large enough to be worth a message, small enough to keep every worker busy."""
    workers = os.cpu_count() or 1
    most = max(1, min(_GROUP_FILES, -(-len(received) // (4 * workers))))
    groups: list[list[Received]] = []
    weight = 0
    for one in received:
        size = one[2].stat().st_size if isinstance(one[2], Path) and one[2].exists() else 0
        if not groups or len(groups[-1]) >= most or weight + size > _GROUP_BYTES:
            groups.append([])
            weight = 0
        groups[-1].append(one)
        weight += size
    return groups
