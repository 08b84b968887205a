"""From unparsed files to raw tables, in processes of their own, where a bad file costs only itself."""

from __future__ import annotations

import threading
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from pipeline.config import Configuration, Limits
from pipeline.ingest import worker
from pipeline.ingest.guidance import NOBODY_SAID, NOTHING_SAID, Guidance
from pipeline.ingest.intake import ARCHIVE, Intake
from pipeline.ingest.processes import AT_MOST, Broken, Process, lent
from pipeline.ingest.raw_tables import SCHEMAS
from pipeline.ingest.returned import Correction
from pipeline.ingest.sheet import Refused, Source

if TYPE_CHECKING:  # it imports what only a reading process needs
    from pipeline.ingest.xlsx_look import Look

Content = Callable[[], bytes] | Path
Received = tuple[str, str, Content]

_PATIENCE = 5  # times the seconds that a process may compute: a busy machine is not the file's fault
_GIVEN_UP_AT_MOST = 3  # files of one archive
_GROUP_FILES = 64
_ROUNDS = 10  # groups that each process takes, at least: the last ones end at about the same time
_GROUP_BYTES = 8 * 2**20
_FEW_FILES, _FEW_BYTES = 8, 2**20  # too little to be worth a second process


def parse(
    received: Sequence[Received],
    configuration: Configuration,
    key: bytes,
    progress: Callable[[int, int], None] | None = None,
    guidance: Mapping[str, Guidance] = NOBODY_SAID,
    meanwhile: Callable[[], None] = lambda: None,
) -> dict[str, pa.Table]:
    """The raw tables of all these files. `progress` is told how many are done; `meanwhile` is done while they are."""
    tell = progress or (lambda done, total: None)
    tell(0, len(received))
    return _Crew(received, configuration, key, tell, guidance).parsed(meanwhile)


def opened(
    name: str, content: bytes, limits: Limits, guidance: Guidance = NOTHING_SAID
) -> tuple[Source, Correction, Mapping[str, Look]]:
    """The sheets of one file that is no archive, what it corrects, and how its cells look. Raises Refused."""
    source, correction, look = _answered(worker.Open(name, content, limits, guidance), limits)
    return source, correction, look


def members(content: bytes, limits: Limits) -> list[tuple[str, bytes | Refused]]:
    """The files inside a received `.zip`, as `archive.members` gives them. Raises Refused."""
    found: list[tuple[str, bytes | Refused]] = _answered(worker.Unzip(content, limits), limits)
    return found


def _answered(message: worker.Open | worker.Unzip, limits: Limits) -> Any:
    try:
        with lent() as process:
            process.ask(message)
            answer = process.answer(_PATIENCE * limits.seconds_per_file)
    except Broken as broken:
        raise _refusal(broken) from broken
    if isinstance(answer, Refused):
        raise answer
    return answer


class _Crew:
    """Threads that hand groups of files to reading processes."""

    def __init__(
        self, received: Sequence[Received], configuration: Configuration, key: bytes, tell: Callable[[int, int], None],
        guidance: Mapping[str, Guidance],
    ) -> None:  # fmt: skip
        self._settings, self._tell, self._guidance = worker.Settings(configuration, key), tell, guidance
        self._seconds = _PATIENCE * configuration.settings.limits.seconds_per_file
        self._groups = deque(_groups(received))
        self._total, self._done = len(received), 0
        self._parsed: list[dict[str, pa.Table]] = []
        self._given_up: defaultdict[str, frozenset[int]] = defaultdict(frozenset)
        self._refused: list[tuple[str, Refused]] = []
        self._problems: list[BaseException] = []
        self._lock = threading.Lock()
        self._size = max(1, min(AT_MOST, len(self._groups)))

    def parsed(self, meanwhile: Callable[[], None]) -> dict[str, pa.Table]:
        """The raw tables of all files, those that had to be stopped as findings."""
        leaders = [threading.Thread(target=self._lead, daemon=True) for _ in range(self._size)]
        for leader in leaders:
            leader.start()
        meanwhile()
        for leader in leaders:
            leader.join()
        if self._problems:
            raise self._problems[0]
        found = [*self._parsed, *self._told_of_refused()]
        return {name: pa.concat_tables([tables[name] for tables in found]) for name in SCHEMAS}

    def _told_of_refused(self) -> Iterator[dict[str, pa.Table]]:
        if self._refused:
            intake = Intake(self._settings.configuration, self._settings.key)
            for file_key, refusal in self._refused:
                intake.refuse(file_key, refusal)
            yield intake.raw.finished()

    def _lead(self) -> None:
        try:
            while True:
                with self._lock:
                    if not self._groups or self._problems:
                        return
                    group = self._groups.popleft()
                self._give(group)
        except BaseException as problem:
            with self._lock:
                self._problems.append(problem)

    def _give(self, group: list[Received]) -> None:
        files = [
            worker.File(
                file_key,
                name,
                content.absolute() if isinstance(content, Path) else content(),
                self._guidance.get(file_key, NOTHING_SAID),
                self._given_up[file_key],
            )
            for file_key, name, content in group
        ]
        at = worker.Progress(0)
        try:
            with lent() as process:
                process.tell(self._settings)
                process.ask(worker.Parse(files))
                while at.done < len(files):
                    before, at = at, process.answer(self._seconds)
                    self._count(at.done - before.done)
                self._keep(process)
        except Broken as broken:
            self._count(-at.done)
            self._give_up(group, at, _refusal(broken))

    def _keep(self, process: Process) -> None:
        tables = worker.unpacked(process.answer(self._seconds))
        with self._lock:
            self._parsed.append(tables)

    def _give_up(self, group: list[Received], at: worker.Progress, refusal: Refused) -> None:
        """Note the file that cost a process; the others are tried again, one by one where nobody knows which it was.

        Of an archive only the file inside is given up, unless it holds many of the kind.
        """
        blamed = group[at.done] if at.done < len(group) else group[0] if len(group) == 1 else None
        rest = [one for one in group if one is not blamed]
        with self._lock:
            if blamed and blamed[1].lower().endswith(ARCHIVE) and at.done < len(group):
                self._given_up[blamed[0]] |= {at.member}
                if len(self._given_up[blamed[0]]) <= _GIVEN_UP_AT_MOST:
                    self._groups.extend(filter(None, ([blamed], rest)))
                    return
            if blamed:
                self._refused.append((blamed[0], refusal))
            self._groups.extend([rest] if rest and blamed else [[one] for one in rest])
        if blamed:
            self._count(1)

    def _count(self, number: int) -> None:
        with self._lock:
            self._done += number
            self._tell(self._done, self._total)


def _refusal(broken: Broken) -> Refused:
    """What a process that broke means for the file in its hands."""
    if broken.complaint:
        return Refused("reader_failed", problem=broken.complaint.split(":")[0])
    return Refused("took_too_long")


def _groups(received: Sequence[Received]) -> list[list[Received]]:
    """Files in groups large enough to be worth a message, small enough to keep every process busy."""
    sizes = [_size_of(content) for _, _, content in received]
    if len(received) < _FEW_FILES and sum(sizes) < _FEW_BYTES:
        return [list(received)] if received else []
    most = max(1, min(_GROUP_FILES, -(-len(received) // (_ROUNDS * AT_MOST))))
    groups: list[list[Received]] = []
    weight = 0
    for one, size in zip(received, sizes, strict=True):
        if not groups or len(groups[-1]) >= most or weight + size > _GROUP_BYTES:
            groups.append([])
            weight = 0
        groups[-1].append(one)
        weight += size
    return groups


def _size_of(content: Content) -> int:
    try:
        return content.stat().st_size if isinstance(content, Path) else 0
    except OSError:
        return 0
