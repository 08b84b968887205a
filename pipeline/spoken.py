"""What commands say on the terminal: sentences in the reader's language, or one JSON document."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.choices import CHOICE_WORDS
from pipeline.errors import CertiscopeError, cause
from pipeline.typeset import MANY, about, counted, score, typeset
from pipeline.vocabulary import SEVERITIES, WORDS, Language

if TYPE_CHECKING:
    from pipeline.corrections import Known
    from pipeline.doctor import Looked
    from pipeline.received import Again
    from pipeline.run import Summary

MOST_TOLD = 20
STAGES: dict[str, dict[Language, str]] = {
    "read": {"fr": "lecture", "en": "reading"},
    "stage": {"fr": "mise en forme", "en": "staging"},
    "validate": {"fr": "validation", "en": "validating"},
    "score": {"fr": "calcul des scores", "en": "scoring"},
}
STATES: dict[str, dict[Language, str]] = {
    "accepted": {"fr": "acceptées", "en": "accepted"},
    "rejected": {"fr": "rejetées", "en": "rejected"},
    "superseded": {"fr": "remplacées", "en": "superseded"},
    "duplicate": {"fr": "en double", "en": "duplicate"},
    "ignored": {"fr": "ignorées", "en": "ignored"},
    "blank": {"fr": "vides", "en": "blank"},
}
COUNTED: dict[str, dict[Language, str]] = {
    "fatal": {"fr": "refus", "en": "refused"},
    "error": {"fr": "erreurs", "en": "errors"},
    "question": {"fr": "questions", "en": "questions"},
    "warning": {"fr": "avertissements", "en": "warnings"},
}
LOOKED_AT: dict[str, dict[Language, str]] = {
    "python": {"fr": "Python", "en": "Python"},
    "config": {"fr": "configuration", "en": "configuration"},
    "received": {"fr": "fichiers reçus", "en": "received files"},
    "snapshot": {"fr": "publication", "en": "snapshot"},
}


def language() -> Language:
    """The language of the terminal: French where its locale is, else English."""
    named = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "fr" if named.lower().startswith("fr") else "en"


def problem(sentence: str) -> None:
    """What went wrong, on stderr."""
    click.echo(f"certiscope: {sentence}", err=True)


def refused_by_system(refusal: OSError, lang: Language) -> str:
    """What the system refused, and that the last snapshot stays."""
    if lang == "fr":
        place = f"{refusal.filename} : " if refusal.filename else ""
        return typeset(f"{place}{cause(refusal, lang)}. Rien n'a été publié ; la dernière publication reste.", lang)
    place = f"{refusal.filename}: " if refusal.filename else ""
    return f"{place}{cause(refusal, lang)}. Nothing was published; the last snapshot stays."


def unforeseen(crash: Exception, lang: Language) -> str:
    """That something happened which no sentence was written for, and where to look."""
    told = f"{type(crash).__name__}: {crash}"
    if lang == "fr":
        return typeset(
            f"un incident imprévu s'est produit ({told}). CERTISCOPE_DEBUG=1 dit où. "
            "Rien n'a été publié ; la dernière publication reste.",
            lang,
        )
    return (
        f"something unforeseen happened ({told}). CERTISCOPE_DEBUG=1 tells where. "
        "Nothing was published; the last snapshot stays."
    )


def progress(lang: Language) -> Callable[[str, int, int], None]:
    """Tells on stderr which stage is at work and how many files are read."""

    def tell(stage: str, done: int, total: int) -> None:
        name = STAGES[stage][lang] + (f" {done}/{total}" if total else "")
        if sys.stderr.isatty():
            click.echo(f"\r\033[K  {name}", nl=done == total, err=True)
        elif done in (0, total):
            click.echo(f"  {name}", err=True)

    return tell


def summary(done: Summary, lang: Language) -> None:
    """What a run did, and how its rows add up."""
    french = lang == "fr"
    seconds = f"{sum(done.seconds.values()):.1f} s"
    if not done.published:
        click.echo(
            f"Rien de nouveau : {done.snapshot_id} reste." if french else f"Nothing new: {done.snapshot_id} stays."
        )
    elif french:
        click.echo(f"Publication {done.snapshot_id} ({seconds.replace('.', ',')})")
    else:
        click.echo(f"Published {done.snapshot_id} ({seconds})")
    files = len({row["file"] for row in done.files})
    read = done.reconciled["rows_read"]
    parts = " + ".join(counted(done.reconciled[state], words[lang], lang) for state, words in STATES.items())
    click.echo(
        f"{counted(files, 'fichiers', lang)}, {counted(read, 'lignes lues', lang)} = {parts}"
        if french
        else f"{counted(files, 'files', lang)}, {counted(read, 'rows', lang)} read = {parts}"
    )
    for one in done.received_again[:MOST_TOLD]:
        known_before(one, lang)
    told = ", ".join(counted(done.findings[severity], COUNTED[severity][lang], lang) for severity in SEVERITIES)
    click.echo(f"Constats : {told}" if french else f"Findings: {told}")


def known_before(one: Known | Again, lang: Language) -> None:
    """That a content is not new: when it was received, and under which path."""
    day = dt.date.fromisoformat(one.at[:10]) if one.at else None
    corrects = getattr(one, "relation", "same") == "corrects"
    if lang == "fr":
        when = f" le {day:%d/%m/%Y}" if day else ""
        same = f"déjà reçu{when} ({one.earlier}). Rien n'est compté deux fois."
        click.echo(f"{one.file} : " + (f"corrige {one.earlier}, reçu{when}, et le remplacera." if corrects else same))
    else:
        when = f" on {day.isoformat()}" if day else ""
        same = f"already received{when} ({one.earlier}). Nothing counts twice."
        click.echo(
            f"{one.file}: " + (f"corrects {one.earlier}, received{when}, and will replace it." if corrects else same)
        )


def annotated(written: Iterable[Path], refused: Iterable[CertiscopeError], lang: Language) -> None:
    """Where the annotated workbooks lie, and of which files none could be made."""
    for path in written:
        click.echo(f"Classeur annoté : {path}" if lang == "fr" else f"Annotated workbook: {path}")
    for refusal in refused:
        problem(refusal.said(lang))


def would_change(file: str, count: int, lang: Language) -> str:
    """What withdrawing a file would do."""
    if lang == "fr":
        would = "changerait" if count < MANY else "changeraient"
        return f"{file} : {counted(count, 'dossiers', lang)} {would}. Rien n'est retiré ; ajoutez --yes pour le faire."
    return f"{file}: {counted(count, 'candidates', lang)} would change. Nothing was withdrawn; add --yes to do it."


def changed(candidate: Mapping[str, Any], limits: Iterable[float], lang: Language) -> str:
    """What a candidate's score and decision are, and what they would be; `limits` are the grid's thresholds."""

    def state(told: tuple[str, float | None] | None) -> str:
        if told is None:
            return "absent du classement" if lang == "fr" else "not in the ranking"
        decision, value = told
        return WORDS[decision][lang] + ("" if value is None else f" ({score(value, lang, limits)})")

    name = f"{candidate['team_name']} × {candidate['certification_name']}, {candidate['campaign']}"
    return about(name, f"{state(candidate['before'])} → {state(candidate['after'])}", lang)


def more(count: int, lang: Language) -> str:
    """That a list goes on."""
    return f"… et {counted(count, 'autres', lang)}" if lang == "fr" else f"… and {count} more"


def withdrawn(file: str, lang: Language) -> str:
    """That a file was withdrawn."""
    if lang == "fr":
        return f"{file} : retiré. Cela vaut à partir du prochain `certiscope run`."
    return f"{file}: withdrawn. It holds from the next `certiscope run` on."


def answered(question_id: str, choice: str, lang: Language) -> str:
    """That an answer was kept."""
    meant = CHOICE_WORDS[choice][lang]
    if lang == "fr":
        return f"{question_id} : {choice} ({meant}). Cela vaut à partir du prochain `certiscope run`."
    return f"{question_id}: {choice} ({meant}). It holds from the next `certiscope run` on."


def demonstration_written(folder: Path, count: int, lang: Language) -> str:
    """That the demonstration was written, and where."""
    if lang == "fr":
        return f"{counted(count, 'fichiers écrits', lang)} dans {folder}"
    return f"{counted(count, 'files', lang)} in {folder}"


def demonstration_removed(folder: Path, was_there: bool, lang: Language) -> str:
    """That the demonstration was removed, or that there was none."""
    if lang == "fr":
        return f"{folder} : supprimé." if was_there else "Il n'y avait pas de démonstration à supprimer."
    return f"Removed {folder}." if was_there else "There was no demonstration to remove."


def served(port: int, lang: Language) -> str:
    """Where the dashboard is, and how to stop it."""
    if lang == "fr":
        return f"Tableau de bord : http://localhost:{port}  (Ctrl+C l'arrête)"
    return f"Dashboard: http://localhost:{port}  (Ctrl+C stops it)"


def snapshots(listed: Sequence[tuple[str, bool]], lang: Language) -> Iterable[str]:
    """The kept snapshots by their id, a line each, and which of them is read."""
    if not listed:
        yield "Rien n'est encore publié." if lang == "fr" else "Nothing is published yet."
    for snapshot_id, is_current in listed:
        read = ("  (celle que tout le monde lit)" if lang == "fr" else "  (the one that everybody reads)") * is_current
        yield f"{'*' if is_current else ' '} {snapshot_id}{read}"


def looked_at(one: Looked, lang: Language) -> str:
    """One line of what `doctor` looked at."""
    name = LOOKED_AT[one.name][lang] if one.name in LOOKED_AT else one.name
    return f"{'ok ' if one.well else '!! '} {name:20} {one.said}"


def workbooks(archive: Path, count: int, campaign: str, lang: Language) -> str:
    """What an archive of templates holds."""
    if lang == "fr":
        whose = f"pour la campagne {campaign}" if campaign else "sans campagne (--campaign en nomme une)"
        books = counted(count, "classeurs", lang)
        return f"{archive} : {books} {whose}, le courriel et les questions d'un formulaire."
    whose = f"for campaign {campaign}" if campaign else "for no campaign in particular (--campaign names one)"
    return f"{archive}: {counted(count, 'workbooks', lang)} {whose}, the e-mail, and the questions for a form."


def document(content: object) -> None:
    """One JSON document on stdout."""
    click.echo(json.dumps(_plain(content), ensure_ascii=False, indent=2))


def _plain(value: object) -> object:
    """What JSON can say: dates as text, money as numbers, missing as null."""
    import pandas as pd

    if isinstance(value, dict | Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if value is None or isinstance(value, bool | int | str):
        return value
    scalar: Any = value
    if pd.isna(scalar):
        return None
    if isinstance(scalar, dt.date):
        return scalar.isoformat()
    if isinstance(scalar, Decimal):
        return float(scalar)
    return scalar.item() if hasattr(scalar, "item") else scalar if isinstance(scalar, float) else str(scalar)
