"""From a column of names to those cells that hold several: boxes that someone ticked together, as other rows show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.folding import fold
from pipeline.ingest.sheet import Value

_BETWEEN = re.compile(r"\s*[,;|\n]\s*|\s+[/+]\s+")


def several_names(values: Iterable[Value], choices: Sequence[str] = (), *, ticked: bool = False) -> frozenset[str]:
    """The texts whose parts all stand alone in other cells: `AZ-900, AI-102` beside `AZ-900` and `AI-102`.

    `choices` are those of a question that takes several, joined by spaces or commas: `AZ-900 AI-102`, each may have
    spaces too. Where a tool joins what is `ticked` by commas, one part that stands alone tells enough.
    """
    texts = {value for value in values if type(value) is str}
    alone = {fold(text) for text in texts}
    offered = "|".join(map(re.escape, choices))
    joined = re.compile(rf"(?:{offered})(?:(?:\s*[,;|]\s*|\s+)(?:{offered}))+") if offered else None
    return frozenset(
        text
        for text in texts
        if _are_several(_BETWEEN.split(text.strip()), alone)
        or (ticked and len(parts := text.split(", ")) > 1 and any(fold(part) in alone for part in parts))
        or (joined is not None and text not in choices and joined.fullmatch(text.strip()) is not None)
    )


def choices_of(headings: Sequence[str], heading: str) -> list[str]:
    """The choices of which a form tool made a column each behind the question's own: `Certification/AZ-900`,
    `Certification (AZ-900)`."""
    behind = re.compile(rf"{re.escape(heading)}(?:/(.+)|\s*\((.+)\)|\s*\[(.+)\])", re.DOTALL)
    matches = [match for other in headings if heading and (match := behind.fullmatch(other))]
    return [next(filter(None, match.groups())) for match in matches]


def _are_several(parts: Sequence[str], alone: set[str]) -> bool:
    return len(parts) > 1 and all(fold(part) in alone and fold(part) for part in parts)
