"""From the sheets of a workbook to the answers that were given: what a summary repeats of other sheets is none."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.folding import fold
from pipeline.ingest.heading_forms import words
from pipeline.ingest.sheet import Sheet
from pipeline.ingest.table import Table

_SUMMARY = words(
    "synthese syntheses summary recap recapitulatif recapitulation moyenne moyennes average averages mean means "
    "consolidation consolide consolidee consolidated bilan overview total totaux totals restitution dashboard "
    "aggregated agrege resultat resultats results graphique graphiques graphe graphes chart charts tcd pivot"
)
_BESIDE = words(
    "par by des de du the of et and equipe equipes team teams certification certifications dossier dossiers notes note "
    "ratings score scores general generale globale global final finale tableau bord reponses responses"
)


_EXAMPLE = words("exemple exemples example examples sample samples specimen demo demonstration")
_SHOWN = _EXAMPLE | words("rempli remplie filled a de suivre of un une an modele template illustration")


def without_summaries(found: Sequence[tuple[Sheet, list[Table]]]) -> list[tuple[Sheet, list[Table]]]:
    """The sheets and their tables, without answers on sheets named `Synthèse` beside others that hold answers.

    Nor is anything read of a sheet named `Exemple` beside another that holds a table of the same record.
    """
    real = {table.recognised.record for sheet, tables in found if not _is_example(sheet.name) for table in tables}
    found = [
        (
            sheet,
            [table for table in tables if table.recognised.record not in real] if _is_example(sheet.name) else tables,
        )
        for sheet, tables in found
    ]
    answered = {fold(sheet.name): _is_summary(sheet.name) for sheet, tables in found if any(map(_is_answers, tables))}
    if all(answered.values()):
        return list(found)
    return [
        (sheet, [table for table in tables if not _is_answers(table)] if answered.get(fold(sheet.name)) else tables)
        for sheet, tables in found
    ]


def _is_answers(table: Table) -> bool:
    return table.recognised.record == "A"


def _is_example(name: str) -> bool:
    told = {word for word in fold(name).split() if not word.isdigit()}
    return not told.isdisjoint(_EXAMPLE) and told <= _SHOWN


def _is_summary(name: str) -> bool:
    told = {word for word in fold(name).split() if not word.isdigit()}
    return not told.isdisjoint(_SUMMARY) and told <= _SUMMARY | _BESIDE
