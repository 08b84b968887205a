"""A criterion's scale as people read it: its notes, what they mean, and which way they count."""

from __future__ import annotations

from decimal import Decimal

from pipeline.grid import Criterion, Grid
from pipeline.template.words import say
from pipeline.typeset import digits
from pipeline.vocabulary import Language

_PLAUSIBLE = (Decimal("0.75"), Decimal("0.5"), Decimal(1), Decimal("0.75"), Decimal("0.5"), Decimal("0.25"))
"""How far up the scale the notes of the example stand, criterion after criterion."""


def written(note: Decimal, language: Language) -> str:
    """A number as people of that language write it, without needless zeros."""
    return digits(format(note.normalize(), "f"), language)


def ends(grid: Grid, criterion: Criterion, language: Language) -> tuple[str, str]:
    """The lowest and the highest note."""
    low, high = grid.scale_of(criterion)
    return written(low, language), written(high, language)


def shared(grid: Grid, language: Language) -> tuple[str, str] | None:
    """The ends of the scale that all criteria share; None where they differ."""
    scales = {grid.scale_of(criterion) for criterion in grid.criterion}
    return ends(grid, grid.criterion[0], language) if len(scales) == 1 else None


def anchors(grid: Grid, criterion: Criterion, language: Language) -> list[str]:
    """`1 = no other way`, and so on: the two ends, and the middle where the scale has a note there."""
    lowest, highest = grid.scale_of(criterion)
    low, middle, high = criterion.anchors(language)
    said = [(lowest, low or say("not_at_all", language)), (highest, high or say("entirely", language))]
    if middle and not (highest - lowest) / 2 % grid.step:
        said.insert(1, ((lowest + highest) / 2, middle))
    return [f"{written(note, language)} = {meaning}" for note, meaning in said]


def counted(grid: Grid, criterion: Criterion, language: Language) -> str:
    """`5 → counts as 1` where the criterion is reversed, else ''."""
    if criterion.polarity != "reversed":
        return ""
    low, high = ends(grid, criterion, language)
    return say("counts", language, low=low, high=high)


def count_notes(grid: Grid, criterion: Criterion) -> int:
    """How many notes the scale has."""
    low, high = grid.scale_of(criterion)
    return int((high - low) / grid.step) + 1


def notes(grid: Grid, criterion: Criterion) -> list[Decimal]:
    """Every note of the scale, the lowest first."""
    low, _ = grid.scale_of(criterion)
    return [low + grid.step * place for place in range(count_notes(grid, criterion))]


def plausible(grid: Grid, number: int) -> Decimal:
    """The note that the example gives to the grid's criterion of this number, from 0."""
    criterion = grid.criterion[number]
    low, _ = grid.scale_of(criterion)
    place = int((count_notes(grid, criterion) - 1) * _PLAUSIBLE[number % len(_PLAUSIBLE)])
    return low + grid.step * place
