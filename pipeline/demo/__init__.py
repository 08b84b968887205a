"""A made-up portfolio, written as the files that teams and a programme would send; the same on every machine."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from pipeline import config, received
from pipeline.demo import files, portfolio, story
from pipeline.errors import CannotWrite, WrongUsage
from pipeline.workbook import put

MOST_TEAMS = len(story.TEAMS) * (len(story.SITES) + 1)


@dataclass(frozen=True)
class DemoWritten:
    """How many files were written, and where."""

    files: int
    folder: Path


def folder_of(root: Path) -> Path:
    """Where the demonstration lies."""
    return received.raw_of(root) / "demo"


def write(root: Path, *, teams: int = len(story.TEAMS), force: bool = False) -> DemoWritten:
    """Write the demonstration into `data/raw/demo`, in place of an earlier one.

    Raises WrongUsage when other data lie beside it (unless `force`), or for a number of teams out of range.
    """
    if not 1 <= teams <= MOST_TEAMS:
        raise WrongUsage(
            fr=f"{teams} équipes : la démonstration en a de 1 à {MOST_TEAMS}. Choisissez un nombre dans ces bornes.",
            en=f"{teams} teams: the demonstration has 1 to {MOST_TEAMS}. Choose a number in that range.",
        )
    others = _beside(root)
    if others and not force:
        raw, named = received.raw_of(root), others[0] + (", …" if others[1:] else "")
        raise WrongUsage(
            fr=f"{raw} : d'autres données se trouvent ici ({named}), et la démonstration s'y mélangerait. "
            "Prenez un autre dossier avec --root, ou --force pour l'écrire quand même.",
            en=f"{raw}: other data lie here ({named}), and the demonstration would mix with them. "
            "Use another folder with --root, or --force to write it all the same.",
        )
    told = files.of(portfolio.draw(teams, config.load(root).grid))
    remove(root)
    for name, content in told.items():
        put(folder_of(root) / name, content)
    return DemoWritten(len(told), folder_of(root))


def remove(root: Path) -> bool:
    """Remove the demonstration; False when there was none."""
    folder = folder_of(root)
    if not folder.is_dir():
        return False
    try:
        shutil.rmtree(folder)
    except OSError as problem:
        raise CannotWrite(folder, problem) from problem
    return True


def is_empty(root: Path) -> bool:
    """Whether `data/raw` holds no file that could be read."""
    return received.is_empty(root)


def _beside(root: Path) -> list[str]:
    """Readable files in `data/raw` that are not the demonstration's."""
    return [one.file for one in received.listing(root) if not one.file.startswith("demo/") and _readable(one.path)]


def _readable(path: Path) -> bool:
    return path.suffix.lower() in received.READ_SUFFIXES
