"""From a sheet's name to whether it names anything: a team or a certification, or only what the sheet is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from pipeline.folding import fold
from pipeline.ingest.dates import MONTHS

_TOO_LIKE_TEAMS = frozenset(
    {"team", "equipe", "lead", "data", "donnees", "base", "index", "document", "main", "book", "history", "historique"}
)  # "Équipe Data" is a team, "Données" or "Export données" is none
_BESIDE_OTHERS = frozenset(
    {
        "a", "ai", "and", "archive", "au", "aux", "base", "by", "certif", "d", "data", "de", "des", "document",
        "donnees", "du", "en", "et", "for", "from", "ia", "l", "la", "le", "les", "main", "of", "par", "pour", "s",
        "sur", "test", "tests", "the", "to", "un", "une",
    }
)  # fmt: skip
"""Words that say nothing beside others that do not either, but may be a team's alone."""
_SAY_NOTHING = frozenset(
    {
        "actuel", "agrege", "all", "ancien", "ancienne", "annee", "answer", "avis", "brouillon", "brutes", "bruts",
        "clean", "compilation", "complet", "complete", "consolidation", "consolide", "consolidees", "consolides",
        "copie", "copy", "current", "date", "def", "definitif", "detail", "details", "draft", "duplicate", "equipes",
        "eval", "evals", "example", "exemple", "final", "finale", "global", "globale", "groups", "mois", "month",
        "nettoye", "new", "nouveau", "nouvelle", "old", "participants", "quarter", "query", "questions", "rapport",
        "repondants", "report", "requete", "respondents", "semestre", "sql", "teams", "temp", "tous", "tout", "toutes",
        "trimestre", "vague", "valeurs", "values", "version", "vote", "votes", "wave", "year",
    }
)  # fmt: skip
_OPENING = frozenset(
    {
        "indicateur", "indicateurs", "kpi", "kpis", "suivi", "tracking", "dashboard", "tableau", "reporting", "mesures",
        "reponse", "reponses", "response", "responses", "answers", "saisie", "notes", "ratings", "evaluation",
        "evaluations", "resultats", "results",
    }
)  # fmt: skip
"""Words that say what a sheet is, whatever follows: of `KPI Lyon` nobody knows what the team is called."""
_CERTIFICATION_CODE = re.compile(r"[A-Za-z]{2}[- ]?\d{3}")  # AI-102 is a certification; the words alone say nothing
_NUMBERED = re.compile(r"(?:v|ver|q|t|s|h|w)?\d+(?:er|e|eme|st|nd|rd|th)?")


class SheetNames:
    """Knows which names of sheets say nothing, from those that the configuration lists."""

    def __init__(self, generic: Iterable[str]) -> None:
        self._whole = frozenset(map(_without_number, generic))
        words = {word for name in generic for word in fold(name).split()}
        self._words = (words | _SAY_NOTHING | MONTHS.keys()) - _TOO_LIKE_TEAMS - _BESIDE_OTHERS

    def say_nothing(self, name: str) -> bool:
        """Whether a sheet's name is one that any sheet may have: `Feuil1`, `Réponses (2)`, `Export final T3 2026`."""
        if _CERTIFICATION_CODE.fullmatch(name.strip()):
            return False
        words = fold(name).split()
        return _without_number(name) in self._whole or not _OPENING.isdisjoint(words[:1]) or self._are_nothing(words)

    def _are_nothing(self, words: Collection[str]) -> bool:
        rest = [word for word in words if word not in _BESIDE_OTHERS]
        return bool(rest) and all(
            _NUMBERED.fullmatch(word) or word.rstrip("0123456789") in self._words for word in rest
        )


def _without_number(name: str) -> str:
    return fold(name).rstrip("0123456789 ")
