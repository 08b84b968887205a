"""Looks at the installation and the portfolio, and says in words what would keep a run from working."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pipeline import config, received, snapshots
from pipeline.errors import CertiscopeError

PACKAGES = ("duckdb", "pandas", "great-expectations", "streamlit", "openpyxl", "python-calamine")
LITTLE_SPACE = 200 * 1024 * 1024


@dataclass(frozen=True)
class Looked:
    """One thing looked at: whether it is well, and what was seen or how to mend it."""

    name: str
    well: bool
    said: str


def look(root: Path) -> list[Looked]:
    """Everything a run relies on: Python, packages, configuration, disk, received files, the current snapshot."""
    return [_python(), *map(_package, PACKAGES), _configuration(root), *_disk(root), _received(root), _snapshot(root)]


def _python() -> Looked:
    here = ".".join(map(str, sys.version_info[:3]))
    return Looked("python", (3, 11) <= sys.version_info[:2] <= (3, 14), f"{here} (3.11 to 3.14 are supported)")


def _package(name: str) -> Looked:
    try:
        return Looked(name, True, version(name))
    except PackageNotFoundError:
        return Looked(name, False, "not installed. Run `make install`.")


def _configuration(root: Path) -> Looked:
    try:
        configuration = config.load(root)
    except CertiscopeError as problem:
        return Looked("config", False, str(problem))
    grid = configuration.grid
    return Looked(
        "config",
        True,
        f"grid {grid.version}, {len(grid.criterion)} criteria, scale {grid.scale_min} to {grid.scale_max}",
    )


def _disk(root: Path) -> list[Looked]:
    looked = []
    for name in ("raw", "processed"):
        folder = root / "data" / name
        nearest = next(place for place in (folder, *folder.parents) if place.exists())
        free = shutil.disk_usage(nearest).free
        if not os.access(nearest, os.W_OK):
            looked.append(Looked(f"data/{name}", False, f"{nearest} cannot be written by this account."))
        elif free < LITTLE_SPACE:
            looked.append(Looked(f"data/{name}", False, f"only {free // 2**20} MB are free."))
        else:
            looked.append(Looked(f"data/{name}", True, f"writable, {free // 2**20} MB free"))
    return looked


def _received(root: Path) -> Looked:
    files = received.listing(root)
    if not files:
        return Looked(
            "received", False, "no file in data/raw. Put surveys there, or write the demonstration: certiscope demo."
        )
    return Looked("received", True, f"{len(files)} file(s), {len(received.withdrawn(root))} withdrawn")


def _snapshot(root: Path) -> Looked:
    current = snapshots.current_id(root)
    if current is None:
        return Looked("snapshot", False, "nothing is published. Run: certiscope run.")
    try:
        snapshots.read(root, "snapshot")
    except CertiscopeError as problem:
        return Looked("snapshot", False, str(problem))
    return Looked("snapshot", True, f"{current}, {len(snapshots.listing(root))} kept")
