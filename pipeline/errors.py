"""What can go wrong with the program's surroundings. What is wrong with an input is a finding, not an error."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from pipeline.typeset import typeset
from pipeline.vocabulary import Language

CAUSES: dict[int, dict[Language, str]] = {
    errno.EACCES: {"fr": "ce compte n'en a pas le droit", "en": "permission denied"},
    errno.EPERM: {"fr": "ce compte n'en a pas le droit", "en": "permission denied"},
    errno.ENOSPC: {"fr": "le disque est plein", "en": "the disk is full"},
    errno.EDQUOT: {"fr": "la place allouée est épuisée", "en": "the allotted space is used up"},
    errno.EROFS: {"fr": "le disque est en lecture seule", "en": "the disk is read-only"},
    errno.ENOENT: {"fr": "ce fichier ou ce dossier n'existe pas", "en": "no such file or folder"},
    errno.EEXIST: {"fr": "autre chose se trouve à cette place", "en": "something else stands in its place"},
    errno.ENOTDIR: {
        "fr": "un dossier est attendu là où se trouve un fichier",
        "en": "a file stands where a folder must",
    },
    errno.EISDIR: {
        "fr": "un fichier est attendu là où se trouve un dossier",
        "en": "a folder stands where a file must",
    },
    errno.ENAMETOOLONG: {"fr": "le nom est trop long", "en": "the name is too long"},
    errno.EIO: {"fr": "le disque ne répond pas", "en": "the disk does not answer"},
    errno.EMFILE: {"fr": "trop de fichiers sont ouverts", "en": "too many files are open"},
    errno.ENFILE: {"fr": "trop de fichiers sont ouverts", "en": "too many files are open"},
}
"""What a system refuses a file for."""


def cause(problem: BaseException, language: Language) -> str:
    """What a system or a library complains of: in words, or as it says it in English where nobody gave it words."""
    if isinstance(problem, OSError) and problem.errno in CAUSES:
        return CAUSES[problem.errno][language]
    quoted = next((number for number in (errno.ENOSPC, errno.EDQUOT) if os.strerror(number) in str(problem)), None)
    if quoted is not None:  # as DuckDB tells it
        return CAUSES[quoted][language]
    if isinstance(problem, UnicodeDecodeError):
        return "ce n'est pas de l'UTF-8" if language == "fr" else "this is not UTF-8"
    said = problem.strerror if isinstance(problem, OSError) else None
    text = (said or str(problem) or type(problem).__name__).splitlines()[0].rstrip(".")
    return f"en anglais : « {text} »" if language == "fr" else text


class CertiscopeError(Exception):
    """Root of every error a person can mend: where, what, what was expected and how to mend it, in both languages.

    The command line and the pages say it in the reader's language; `str` is the English sentence.
    `exit_code` is 1 where publishing was refused and 2 where the usage or the configuration is wrong.
    """

    exit_code = 1

    def __init__(self, *, fr: str, en: str) -> None:
        self._french = typeset(fr, "fr")
        super().__init__(en)

    def said(self, language: Language) -> str:
        """The sentence in one language."""
        return self._french if language == "fr" else str(self)


class WrongConfiguration(CertiscopeError):
    """A file of `config/` does not say what it must; `key` is where in it, as `criterion.3.weight`, or ''."""

    exit_code = 2

    def __init__(self, file: Path, key: str, *, fr: str, en: str) -> None:
        self.file, self.key = file, key
        super().__init__(
            fr=f"{file}, clé « {key} » : {fr}" if key else f"{file} : {fr}",
            en=f"{file}, key {key!r}: {en}" if key else f"{file}: {en}",
        )


class WrongUsage(CertiscopeError):
    """A command was given something that does not exist or does not fit."""

    exit_code = 2


class GridWasPublished(WrongConfiguration):
    """A grid version that a published campaign used now says something else."""

    def __init__(self, file: Path, version: str, campaign: str) -> None:
        super().__init__(
            file,
            "version",
            fr=f"la campagne {campaign} a été publiée avec la version « {version} », qui dit maintenant autre chose. "
            "Annulez le changement, ou donnez une nouvelle version à la grille changée et indiquez l'ancienne pour "
            "cette campagne.",
            en=f"campaign {campaign} was published with version {version!r}, which now says something else. "
            "Undo the change, or give the changed grid a new version and name the old one for that campaign.",
        )


class ModeWasPublished(WrongConfiguration):
    """A campaign that was published as confidential is open now, or the other way round."""

    def __init__(self, file: Path, campaign: str, published: str, now: str) -> None:
        super().__init__(
            file,
            "mode",
            fr=f"la campagne « {campaign} » a été publiée avec mode = '{published}' et a maintenant '{now}'. "
            f"Remettez mode = '{published}', ou déclarez une autre campagne pour les réponses données dans l'autre "
            "mode.",
            en=f"campaign {campaign!r} was published with mode = {published!r} and now has {now!r}. "
            f"Put back mode = {published!r}, or declare a new campaign for answers given under the other mode.",
        )


class NothingToPublish(CertiscopeError):
    """No row of any record was accepted; the last snapshot stays.

    `first` is the place of the first finding and what it says, in French and in English.
    """

    def __init__(self, raw: Path, count_files: int, first: tuple[str, str, str] | None = None) -> None:
        if not count_files:
            super().__init__(
                fr=f"{raw} : il n'y a aucun fichier à lire. Déposez-y des enquêtes (.xlsx, .csv, …), "
                "ou écrivez la démonstration avec `certiscope demo`.",
                en=f"{raw}: there is no file to read. Put surveys there (.xlsx, .csv, …), "
                "or write the demonstration with `certiscope demo`.",
            )
            return
        place, fr, en = first or ("", "", "")
        told = (f" Le premier constat, {place} : {fr}", f" The first finding, {place}: {en}") if first else ("", "")
        of_them = (
            ("du seul fichier reçu", "of the only file")
            if count_files == 1
            else (f"des {count_files} fichiers", f"of {count_files} files")
        )
        super().__init__(
            fr=f"{raw} : aucune ligne {of_them[0]} n'a pu être acceptée : rien n'est publié et la dernière publication "
            f"reste.{told[0]} `certiscope check FICHIER` dit tout ce qui ne va pas dans un fichier.",
            en=f"{raw}: no row {of_them[1]} could be accepted, so nothing was published and the last snapshot "
            f"stays.{told[1]} `certiscope check FILE` tells everything that is wrong with a file.",
        )


class AnotherRunIsWorking(CertiscopeError):
    """Another process holds the lock on `data/processed`."""

    def __init__(self, processed: Path) -> None:
        super().__init__(
            fr=f"{processed} : une autre exécution y travaille. Attendez qu'elle ait fini, puis relancez.",
            en=f"{processed}: another run is working there. Wait until it is done, then run again.",
        )


class SomeoneElseWrites(CertiscopeError):
    """Another process holds the lock on a file of `config/` that the program writes."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            fr=f"{file} : quelqu'un d'autre écrit ce fichier. Rien n'a été noté ; recommencez dans un instant.",
            en=f"{file}: someone else is writing this file. Nothing was kept; try again in a moment.",
        )


class CannotWrite(CertiscopeError):
    """The disk refused: read-only, full, or without permission. The last snapshot stays."""

    def __init__(self, place: Path, problem: Exception) -> None:
        self.place = place
        super().__init__(
            fr=f"{place} : l'écriture est refusée ({cause(problem, 'fr')}). Rien n'a été publié et la dernière "
            "publication reste. Vérifiez que ce chemin existe, qu'il y a de la place et que ce compte a le droit d'y "
            "écrire, puis relancez.",
            en=f"{place}: cannot be written ({cause(problem, 'en')}). Nothing was published and the last snapshot "
            "stays. See that this path exists, that there is space and that this account may write there, then run "
            "again.",
        )


class NothingPublished(CertiscopeError):
    """There is no current snapshot to read."""

    def __init__(self, root: Path) -> None:
        self.root = root
        processed = root / "data" / "processed"
        super().__init__(
            fr=f"{processed} : rien n'est encore publié. Déposez des fichiers dans data/raw, ou écrivez la "
            "démonstration avec `certiscope demo`, puis lancez `certiscope run`.",
            en=f"{processed}: nothing is published yet. "
            "Put files in data/raw, or write the demonstration with `certiscope demo`, then `certiscope run`.",
        )


class DamagedSnapshot(CertiscopeError):
    """A published file cannot be read, or holds no table; it is made again from what was received."""

    def __init__(self, file: Path, problem: Exception | None = None) -> None:
        self.file = file
        why = (cause(problem, "fr"), cause(problem, "en")) if problem else ("elle est vide", "it holds no table")
        super().__init__(
            fr=f"{file} : cette publication est abîmée ({why[0]}). `certiscope run` la refait à partir de data/raw, "
            "avec les mêmes nombres.",
            en=f"{file}: this snapshot is damaged ({why[1]}). `certiscope run` makes it again from data/raw, "
            "with the same numbers.",
        )


class DamagedLog(CertiscopeError):
    """An event of the audit log does not say what it must; `key` is what it leaves out or says wrongly."""

    def __init__(self, log: Path, line: int, event: str, key: str) -> None:
        self.log, self.line, self.event, self.key = log, line, event, key
        super().__init__(
            fr=f"{log}, ligne {line} : l'événement « {event} » ne dit pas ou dit mal « {key} ». Le journal garde ce "
            "qui a été reçu et décidé : remettez la ligne telle qu'elle était, ou supprimez-la si elle a été ajoutée "
            "à la main, puis relancez. La dernière publication reste.",
            en=f"{log}, line {line}: the event {event!r} leaves out {key!r} or says it wrongly. The log keeps what was "
            "received and decided: put the line back as it was, or delete it if it was added by hand, then run again. "
            "The last snapshot stays.",
        )
