"""From received files to raw tables, each file parsed once: what was parsed stays in `data/processed/parsed`."""

from __future__ import annotations

import hashlib
import json
import secrets
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.config import Configuration
from pipeline.errors import CannotWrite
from pipeline.ingest import parallel
from pipeline.ingest.guidance import NOBODY_SAID, Guidance
from pipeline.ingest.raw_tables import SCHEMAS, empty

READER_VERSION = 13
"""Raised whenever the same content would be read differently: everything is then read again."""

PARTS_AT_MOST = 32

Content = Callable[[], bytes] | Path
Received = tuple[str, str, Content]
"""The SHA-256 of a content, its name, and where to read it."""
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class _Part:
    """A folder of Parquet files: the raw tables of some received files."""

    folder: Path
    known: dict[str, str]  # file_key to the suffix it was read by


def bring_up_to_date(
    processed: Path | None,
    received: Sequence[Received],
    configuration: Configuration,
    key: bytes,
    progress: Progress | None = None,
    guidance: Mapping[str, Guidance] = NOBODY_SAID,
    meanwhile: Callable[[], None] = lambda: None,
) -> dict[str, pa.Table]:
    """The raw tables of exactly these files; only those that were never parsed this way are opened.

    A content received twice is read once, by the suffix of its first name. `processed` None keeps nothing. `guidance`
    is what was said about single files, by their keys, which then stand for content and guidance together. `meanwhile`
    is done while other processes read.
    Raises CannotWrite where what was parsed cannot be kept.
    """
    wanted: dict[str, Received] = {}
    for one in received:
        wanted.setdefault(one[0], one)
    folder = processed / "parsed" / _reader(configuration, key) if processed else None
    parts = _parts(folder) if folder else []
    loaded: list[dict[str, pa.Table]] = []
    missing = dict(wanted)
    for part in parts:
        mine = [
            file_key
            for file_key, suffix in part.known.items()
            if file_key in missing and suffix == _suffix(missing[file_key])
        ]
        tables = _load(part, mine) if mine else None
        if tables is not None:
            loaded.append(tables)
            for file_key in mine:
                del missing[file_key]
    if missing:
        parsed = parallel.parse(list(missing.values()), configuration, key, progress, guidance, meanwhile)
        stopped = set(_stopped(parsed))
        if folder and stopped:
            stopped -= stopped_again(folder, stopped)
        known = {file_key: _suffix(one) for file_key, one in missing.items() if file_key not in stopped}
        if folder and known:
            _keep(folder, _only(parsed, list(known)) if stopped else parsed, known)
            _fold(folder)
        loaded.append(parsed)
    return _together(loaded)


def _reader(configuration: Configuration, key: bytes) -> str:
    """Changes when the same content would be read differently."""
    columns = {name: schema.to_string() for name, schema in SCHEMAS.items()}
    parts = (READER_VERSION, columns, configuration.fingerprint, hashlib.sha256(key).hexdigest())
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def _suffix(received: Received) -> str:
    _, dot, ending = received[1].rpartition(".")
    return f".{ending.lower()}" if dot and "/" not in ending else ""


def _parts(folder: Path) -> list[_Part]:
    """Every finished part, the largest first; what a killed run left half-written has no final name."""
    if not folder.is_dir():
        return []
    parts = []
    for inside in sorted(folder.iterdir()):
        if not inside.name.startswith("part-"):
            continue
        try:
            known = json.loads((inside / "files.json").read_text("utf-8"))
        except (OSError, ValueError):
            continue
        parts.append(_Part(inside, dict(known)))
    return sorted(parts, key=lambda part: (-len(part.known), part.folder.name))


def _load(part: _Part, file_keys: Sequence[str]) -> dict[str, pa.Table] | None:
    """The raw tables of some files of a part; None where the part is damaged: its files are then read again."""
    try:
        tables = {name: pq.read_table(part.folder / f"{name}.parquet").cast(schema) for name, schema in SCHEMAS.items()}
    except (OSError, ValueError, pa.ArrowException):  # ValueError: other columns
        return None
    return tables if len(file_keys) == len(part.known) else _only(tables, file_keys)


def _stopped(tables: dict[str, pa.Table]) -> list[str]:
    """The files whose reading was stopped."""
    findings = tables["findings"]
    stopped = findings.filter(pc.equal(findings["code"].cast(pa.string()), "took_too_long"))
    return [str(file_key) for file_key in stopped["file_key"].to_pylist()]


def stopped_again(folder: Path, stopped: set[str]) -> set[str]:
    """Those of the files whose reading was stopped in an earlier run too; the others are noted for the next one.

    Once may be the machine's fault. Twice is the file's: it stays refused until it, or a limit, changes.
    """
    notes = folder / "stopped.json"
    try:
        before = set(json.loads(notes.read_text("utf-8")))
    except (OSError, ValueError):
        before = set()
    if new := stopped - before:
        draft = folder / f".{secrets.token_hex(8)}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            draft.write_text(json.dumps(sorted(before | new)), "utf-8")
            draft.replace(notes)
        except OSError as problem:
            draft.unlink(missing_ok=True)
            raise CannotWrite(folder, problem) from problem
    return stopped & before


def _only(tables: dict[str, pa.Table], file_keys: Sequence[str]) -> dict[str, pa.Table]:
    chosen = pa.array(file_keys, pa.string())
    return {
        name: table.filter(pc.is_in(table["file_key"].cast(pa.string()), value_set=chosen))
        for name, table in tables.items()
    }


def _keep(folder: Path, tables: dict[str, pa.Table], known: dict[str, str]) -> None:
    """Write one part beside the others; it counts from the moment it has its final name."""
    name = secrets.token_hex(8)
    draft = folder / f".{name}"
    try:
        draft.mkdir(parents=True)
        for table_name, table in tables.items():
            pq.write_table(table, draft / f"{table_name}.parquet", compression="zstd", write_statistics=False)
        (draft / "files.json").write_text(json.dumps(known), "utf-8")
        draft.rename(folder / f"part-{name}")
    except OSError as problem:
        shutil.rmtree(draft, ignore_errors=True)
        raise CannotWrite(folder, problem) from problem


def _fold(folder: Path) -> None:
    """Many parts become one; parts that another configuration or version of the reader made go with them."""
    parts = _parts(folder)
    if len(parts) <= PARTS_AT_MOST:
        return
    known: dict[str, str] = {}
    loaded = []
    for part in parts:
        mine = [file_key for file_key in part.known if file_key not in known]
        tables = _load(part, mine) if mine else None
        if tables is not None:
            loaded.append(tables)
            known.update({file_key: part.known[file_key] for file_key in mine})
    _keep(folder, _together(loaded), known)
    for part in parts:
        shutil.rmtree(part.folder, ignore_errors=True)
    for other in folder.parent.iterdir():
        if other != folder:
            shutil.rmtree(other, ignore_errors=True)


def _together(loaded: Iterable[dict[str, pa.Table]]) -> dict[str, pa.Table]:
    found = list(loaded)
    if not found:
        return empty()
    return {name: pa.concat_tables([tables[name] for tables in found]) for name in SCHEMAS}
