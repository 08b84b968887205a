"""From checked files to annotated workbooks on the disk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from pipeline.annotated import CannotAnnotate, annotated, contents, language_of, refuse_unopened
from pipeline.config import Limits
from pipeline.errors import WrongUsage
from pipeline.ingest.intake import ARCHIVE
from pipeline.received import Received
from pipeline.vocabulary import Language
from pipeline.workbook import put

_WORKBOOK = ".xlsx"


@dataclass
class Delivered:
    """The workbooks that were written, and why some files have none."""

    written: list[Path] = field(default_factory=list)
    refused: list[CannotAnnotate] = field(default_factory=list)


def place(files: Sequence[Received], out: Path) -> bool:
    """Whether `out` is to be one workbook; else it is a folder. Raises WrongUsage where it cannot be either."""
    if any(out.resolve() == one.path.resolve() for one in files):
        raise WrongUsage(
            fr=f"{out} : c'est le fichier reçu lui-même, qui reste tel quel. Donnez un autre nom.",
            en=f"{out}: this is the received file itself, which stays as it is. Give another name.",
        )
    named = [one.file for one in files]
    twice = next((name for name in named if named.count(name) > 1), None)
    if twice:
        raise WrongUsage(
            fr=f"{twice} : deux des fichiers portent ce nom ; leurs constats ne se distinguent pas. Vérifiez-les un "
            "par un.",
            en=f"{twice}: two of the files have this name, so their findings cannot be told apart. Check one at a "
            "time.",
        )
    alone = len(files) == 1 and not named[0].lower().endswith(ARCHIVE)
    if alone == (out.suffix.lower() == _WORKBOOK):
        return alone
    if alone:
        raise WrongUsage(
            fr=f"{out} : le classeur annoté est un .xlsx. Donnez un nom qui finit par .xlsx.",
            en=f"{out}: the annotated workbook is an .xlsx. Give a name that ends in .xlsx.",
        )
    raise WrongUsage(
        fr=f"{out} : plusieurs fichiers donnent plusieurs classeurs. Nommez un dossier pour eux, sans .xlsx.",
        en=f"{out}: several files become several workbooks. Name a folder for them, without .xlsx.",
    )


def deliver(
    files: Sequence[Received],
    checked: Mapping[str, pd.DataFrame],
    out: Path,
    *,
    language: Language | None,
    otherwise: Language,
    limits: Limits,
) -> Delivered:
    """Write one annotated workbook a file: `out` itself for one file, else in the folder `out` under the file's path.

    `checked` are the published tables of these files. `language` None is each file's own, `otherwise` where that is
    not known. Raises WrongUsage and CannotWrite.
    """
    is_one = place(files, out)
    done = Delivered()
    for file in files:
        about = checked["findings"][checked["findings"]["file"] == file.file]
        try:
            refuse_unopened(file.file, about)
            for name, content in contents(file.file, file.path.read_bytes(), limits):
                findings, sources = (
                    checked[table][checked[table]["file"] == name] for table in ("findings", "source_files")
                )
                told = language or language_of(sources, otherwise)
                member = name.removeprefix(file.file).removeprefix("/")
                mended = [one for one in file.mended if one.member == member]
                target = out if is_one else out / (name if name.lower().endswith(_WORKBOOK) else name + _WORKBOOK)
                try:
                    put(target, annotated(content, name, findings, sources, told, limits, mended))
                    done.written.append(target)
                except CannotAnnotate as problem:
                    done.refused.append(problem)
        except CannotAnnotate as problem:
            done.refused.append(problem)
    return done
