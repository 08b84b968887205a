"""From what stands where a name belongs to whether it is none: a gap to fill, an example, a filter, a ditto mark."""

from __future__ import annotations

import re
from collections.abc import Container

from pipeline.folding import fold

_EMPTY = frozenset({"(vide)", "(blank)", "(empty)", "(null)", "(none)"})
_EXAMPLE = re.compile(r"(?:ex|exemple|example|e\.g)\.?\s*:.*|e\.g\..*|exemples?|examples?", re.IGNORECASE)
_TO_FILL = re.compile(
    r"(?:choisi(?:r|ssez)|selectionne[rz]|saisi(?:r|ssez)|indique[rz]|renseigne[rz]|complete[rz]|entrez)(?: .*)?"
    r"|(?:select|choose|enter|type)(?: (?:a|an|the|your|one|here)(?: .*)?)?"
)
_REPEATED = frozenset(
    {
        "idem", "id", "ditto", "same", "same as above", "same team", "idem ci dessus", "meme equipe", "ci dessus",
        "voir ci dessus", "as above", "see above",
    }
)  # fmt: skip
_ALL = frozenset(
    {
        "tous", "toutes", "all", "plusieurs elements", "multiple items", "toutes les equipes", "toutes equipes",
        "all teams", "toutes les certifications", "all certifications", "tous les indicateurs", "all kpis",
    }
)  # fmt: skip
_MAY_BE_NAMES = frozenset({"x", "later", "pending", "upskilling", "se former", "monter en competences"})
"""Among the words that stand for an objective still to be found."""


def is_called_empty(text: str) -> bool:
    """Whether a pivot table calls an empty cell so."""
    return text.lower() in _EMPTY


def is_no_name(name: str, placeholders: Container[str]) -> bool:
    """Whether a text that should name a team, a certification or a KPI names none."""
    folded = fold(name)
    return (
        not any(map(str.isalnum, name))
        or folded in _REPEATED
        or folded in _ALL
        or (folded in placeholders and folded not in _MAY_BE_NAMES)
        or _TO_FILL.fullmatch(folded) is not None
        or _EXAMPLE.fullmatch(name) is not None
    )
