"""From a column of names to those cells that hold several: boxes that someone ticked together, as other rows show."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.folding import fold
from pipeline.ingest.sheet import Value

_JOIN_BY_COMMAS = frozenset({"google_forms", "qualtrics", "surveymonkey", "typeform"})
_JOIN_BY_SPACES = frozenset({"kobotoolbox"})
"""Tools that write all boxes ticked in one cell so."""

_BETWEEN = re.compile(r"\s*[,;|\n]\s*|\s+[/+]\s+")


def several_names(values: Iterable[Value], choices: Sequence[str] = (), tool: str = "") -> frozenset[str]:
    """The texts whose parts all stand alone in other cells: `AZ-900, AI-102` beside `AZ-900` and `AI-102`.

    `choices` are those of a question that takes several, joined by spaces or commas: `AZ-900 AI-102`, each may have
    spaces too. Where a form tool joins boxes by commas, one part that stands elsewhere tells enough.
    """
    texts = {value for value in values if type(value) is str}
    alone = {fold(text) for text in texts}
    stands = Counter(part for text in texts for part in {*_ticked(text)})
    offered = "|".join(map(re.escape, choices))
    joined = re.compile(rf"(?:{offered})(?:(?:\s*[,;|]\s*|\s+)(?:{offered}))+") if offered else None
    return frozenset(
        text
        for text in texts
        if _are_several(_BETWEEN.split(text.strip()), alone)
        or (tool in _JOIN_BY_SPACES and _are_several(text.split(), alone))
        or (tool in _JOIN_BY_COMMAS and len(parts := _ticked(text)) > 1 and any(stands[part] > 1 for part in parts))
        or (joined is not None and text not in choices and joined.fullmatch(text.strip()) is not None)
    )


def choices_of(headings: Sequence[str], heading: str) -> list[str]:
    """The choices of which a form tool made a column each behind the question's own: `Certification/AZ-900`,
    `Certification (AZ-900)`."""
    behind = re.compile(rf"{re.escape(heading)}(?:/(.+)|\s*\((.+)\)|\s*\[(.+)\])", re.DOTALL)
    matches = [match for other in headings if heading and (match := behind.fullmatch(other))]
    return [next(filter(None, match.groups())) for match in matches]


def _ticked(text: str) -> list[str]:
    return list(filter(None, map(fold, text.split(","))))


def _are_several(parts: Sequence[str], alone: set[str]) -> bool:
    return len(parts) > 1 and all(fold(part) in alone and fold(part) for part in parts)
