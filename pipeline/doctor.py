"""Looks at the installation and the portfolio, and says in words what would keep a run from working."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pipeline import config, received, snapshots
from pipeline.errors import CertiscopeError, cause
from pipeline.typeset import about, counted, number
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
        _looked("config", _configuration, root, language),
        *(_looked(f"data/{name}", _disk, root / "data" / name, language) for name in ("raw", "processed")),
        _looked("received", _received, root, language),
        _looked("snapshot", _snapshot, root, language),
    ]


def _looked(name: str, at: Callable[[Path, Language], tuple[bool, str]], place: Path, language: Language) -> Looked:
    """What was seen at a place; what keeps one from looking is what is wrong there."""
    try:
        return Looked(name, *at(place, language))
    except CertiscopeError as problem:
        return Looked(name, False, problem.said(language))
    except OSError as problem:
        return Looked(name, False, about(str(problem.filename or place), cause(problem, language) + ".", language))


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


def _configuration(root: Path, language: Language) -> tuple[bool, str]:
    configuration = config.load(root)
    grid = configuration.grid
    low, high = (number(float(end), language, 3, shortest=True) for end in (grid.scale_min, grid.scale_max))
    count = len(grid.criterion)
    if language == "fr":
        return True, f"grille {grid.version}, {counted(count, 'critères', language)}, échelle de {low} à {high}"
    return True, f"grid {grid.version}, {count} {'criterion' if count == 1 else 'criteria'}, scale {low} to {high}"


def _disk(folder: Path, language: Language) -> tuple[bool, str]:
    french = language == "fr"
    nearest = next(place for place in (folder, *folder.parents) if place.exists())
    if not nearest.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "", str(nearest))
    free = shutil.disk_usage(nearest).free
    size = f"{number(free // 2**20, language)} {'Mo' if french else 'MB'}"
    if not os.access(nearest, os.W_OK):
        told = "ce compte n'a pas le droit d'y écrire." if french else "this account may not write there."
        return False, about(str(nearest), told, language)
    if free < LITTLE_SPACE:
        return False, f"il ne reste que {size}." if french else f"only {size} are free."
    return True, f"écriture permise, {size} libres" if french else f"writable, {size} free"


def _received(root: Path, language: Language) -> tuple[bool, str]:
    files, gone = len(received.listing(root)), len(received.withdrawn(root))
    if not files and language == "fr":
        return (
            False,
            "aucun fichier dans data/raw. Déposez-y des enquêtes, ou écrivez la démonstration : certiscope demo.",
        )
    if not files:
        return False, "no file in data/raw. Put surveys there, or write the demonstration: certiscope demo."
    if language == "fr":
        return True, f"{counted(files, 'fichiers', language)}, {counted(gone, 'retirés', language)}"
    return True, f"{counted(files, 'files', language)}, {gone} withdrawn"


def _snapshot(root: Path, language: Language) -> tuple[bool, str]:
    french = language == "fr"
    current = snapshots.current_id(root)
    if current is None:
        return (
            False,
            "rien n'est publié. Lancez : certiscope run." if french else "nothing is published. Run: certiscope run.",
        )
    snapshots.read(root, "snapshot")
    kept = len(snapshots.listing(root))
    return True, f"{current}, {counted(kept, 'gardées', language)}" if french else f"{current}, {kept} kept"
