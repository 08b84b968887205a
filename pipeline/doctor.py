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
from pipeline.typeset import counted, number
from pipeline.vocabulary import Language

PACKAGES = ("duckdb", "pandas", "great-expectations", "streamlit", "openpyxl", "python-calamine")
LITTLE_SPACE = 200 * 1024 * 1024


@dataclass(frozen=True)
class Looked:
    """One thing looked at: whether it is well, and what was seen or how to mend it."""

    name: str
    well: bool
    said: str


def look(root: Path, language: Language) -> list[Looked]:
    """Everything a run relies on: Python, packages, configuration, disk, received files, the current snapshot."""
    return [
        _python(language),
        *(_package(name, language) for name in PACKAGES),
        _configuration(root, language),
        *_disk(root, language),
        _received(root, language),
        _snapshot(root, language),
    ]


def _python(language: Language) -> Looked:
    here = ".".join(map(str, sys.version_info[:3]))
    told = "3.11 à 3.14 conviennent" if language == "fr" else "3.11 to 3.14 are supported"
    return Looked("python", (3, 11) <= sys.version_info[:2] <= (3, 14), f"{here} ({told})")


def _package(name: str, language: Language) -> Looked:
    try:
        return Looked(name, True, version(name))
    except PackageNotFoundError:
        told = (
            "n'est pas installé. Lancez `make install`." if language == "fr" else "not installed. Run `make install`."
        )
        return Looked(name, False, told)


def _configuration(root: Path, language: Language) -> Looked:
    try:
        configuration = config.load(root)
    except CertiscopeError as problem:
        return Looked("config", False, problem.said(language))
    grid = configuration.grid
    low, high = (number(float(end), language, 3, shortest=True) for end in (grid.scale_min, grid.scale_max))
    criteria = (
        counted(len(grid.criterion), "critères", language) if language == "fr" else _criteria(len(grid.criterion))
    )
    told = (
        f"grille {grid.version}, {criteria}, échelle de {low} à {high}"
        if language == "fr"
        else f"grid {grid.version}, {criteria}, scale {low} to {high}"
    )
    return Looked("config", True, told)


def _criteria(count: int) -> str:
    return f"{count} {'criterion' if count == 1 else 'criteria'}"


def _disk(root: Path, language: Language) -> list[Looked]:
    french = language == "fr"
    looked = []
    for name in ("raw", "processed"):
        folder = root / "data" / name
        nearest = next(place for place in (folder, *folder.parents) if place.exists())
        free = shutil.disk_usage(nearest).free
        size = f"{number(free // 2**20, language)} {'Mo' if french else 'MB'}"
        if not os.access(nearest, os.W_OK):
            told = (
                f"{nearest} : ce compte n'a pas le droit d'y écrire."
                if french
                else f"{nearest} cannot be written by this account."
            )
            looked.append(Looked(f"data/{name}", False, told))
        elif free < LITTLE_SPACE:
            told = f"il ne reste que {size}." if french else f"only {size} are free."
            looked.append(Looked(f"data/{name}", False, told))
        else:
            told = f"écriture permise, {size} libres" if french else f"writable, {size} free"
            looked.append(Looked(f"data/{name}", True, told))
    return looked


def _received(root: Path, language: Language) -> Looked:
    french = language == "fr"
    try:
        files, gone = len(received.listing(root)), len(received.withdrawn(root))
    except CertiscopeError as problem:
        return Looked("received", False, problem.said(language))
    told = (
        f"{counted(files, 'fichiers', language)}, {counted(gone, 'retirés', language)}"
        if french
        else f"{counted(files, 'files', language)}, {gone} withdrawn"
    )
    if not files:
        told = (
            "aucun fichier dans data/raw. Déposez-y des enquêtes, ou écrivez la démonstration : certiscope demo."
            if french
            else "no file in data/raw. Put surveys there, or write the demonstration: certiscope demo."
        )
    return Looked("received", bool(files), told)


def _snapshot(root: Path, language: Language) -> Looked:
    french = language == "fr"
    current = snapshots.current_id(root)
    if current is None:
        told = "rien n'est publié. Lancez : certiscope run." if french else "nothing is published. Run: certiscope run."
        return Looked("snapshot", False, told)
    try:
        snapshots.read(root, "snapshot")
    except CertiscopeError as problem:
        return Looked("snapshot", False, problem.said(language))
    kept = len(snapshots.listing(root))
    told = f"{current}, {counted(kept, 'gardées', language)}" if french else f"{current}, {kept} kept"
    return Looked("snapshot", True, told)
