"""The decision grid as a file gives it: criteria, weights, scales and thresholds, refused where they contradict."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, model_validator

from pipeline.folding import fold
from pipeline.misfits import Unfit, matching
from pipeline.strict_model import Model
from pipeline.vocabulary import FIELD_NAMES, FIELDS, Language

Key = Annotated[
    str,
    Field(max_length=60),
    matching(
        r"[a-z][a-z0-9_]*",
        fr="une lettre minuscule, puis des lettres minuscules sans accent, des chiffres ou _",
        en="a small letter, then small letters without accents, digits or _",
    ),
]
Anchors = tuple[str, str, str]
Fine = Annotated[Decimal, Field(decimal_places=3, le=1_000_000)]
"""A number on a scale: sums are kept in whole thousandths."""
MOST_NOTES = 10_000
COLUMNS = {
    fold(name): name
    for field in FIELDS
    if "A" in field.records
    for name in (field.key.replace("_", " "), *FIELD_NAMES[field.key].values())
}
"""What the columns beside the criteria are called in a template, folded."""
Polarity = Literal["favourable", "reversed"]


class Criterion(Model):
    """One question of the grid and its say in the total."""

    key: Key
    weight: Decimal = Field(gt=0, max_digits=9, decimal_places=3)
    polarity: Polarity = "favourable"
    name_fr: str = Field(min_length=1)
    name_en: str = Field(min_length=1)
    question_fr: str = ""
    question_en: str = ""
    anchors_fr: Anchors = ("", "", "")
    anchors_en: Anchors = ("", "", "")
    scale_min: Fine | None = None
    scale_max: Fine | None = None
    reserve_below: Fine | None = None

    def name(self, language: Language) -> str:
        """The criterion's name on screen."""
        return self.name_fr if language == "fr" else self.name_en

    def question(self, language: Language) -> str:
        """The question asked, or the name where the grid gives no question."""
        return (self.question_fr if language == "fr" else self.question_en) or self.name(language)

    def anchors(self, language: Language) -> Anchors:
        """What the lowest, the middle and the highest note mean."""
        return self.anchors_fr if language == "fr" else self.anchors_en


class Grid(Model):
    """A version of the decision grid: criteria, weights, scale and thresholds."""

    version: str = Field(min_length=1)
    scale_min: Fine = Decimal(1)
    scale_max: Fine = Decimal(5)
    step: Fine = Field(default=Decimal(1), gt=0)
    scale_method: Literal["percent_of_max", "min_max"] = "percent_of_max"
    pilot_above: Decimal = Field(default=Decimal(60), ge=0, le=100)
    alternatives_below: Decimal = Field(default=Decimal(40), ge=0, le=100)
    criterion: tuple[Criterion, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _consistent(self) -> Grid:
        keys = [criterion.key for criterion in self.criterion]
        doubled = sorted({key for key in keys if keys.count(key) > 1})
        if doubled:
            raise Unfit(
                fr=f"le critère « {doubled[0]} » est écrit deux fois ; chaque clé une fois",
                en=f"criterion {doubled[0]!r} stands twice; every key once",
            )
        if self.alternatives_below > self.pilot_above:
            raise Unfit(
                fr="alternatives_below ne peut pas dépasser pilot_above",
                en="alternatives_below must not be above pilot_above",
            )
        self._names_tell_columns_apart()
        for criterion in self.criterion:
            low, high = self.scale_of(criterion)
            if criterion.reserve_below is not None and not low <= criterion.reserve_below <= high:
                raise Unfit(
                    fr=f"critère « {criterion.key} » : reserve_below est hors de l'échelle",
                    en=f"criterion {criterion.key!r}: reserve_below is off the scale",
                )
            wrong = self._wrong_scale(low, high)
            if wrong:
                raise Unfit(
                    fr=f"critère « {criterion.key} » : {wrong[0]}", en=f"criterion {criterion.key!r}: {wrong[1]}"
                )
        return self

    def _names_tell_columns_apart(self) -> None:
        """Refuses a name that two criteria have, in whatever language, or that a column of answers has."""
        taken: dict[str, str] = {}
        for criterion in self.criterion:
            for name in (criterion.key, criterion.name_fr, criterion.name_en):
                folded = fold(name) or name
                if folded in COLUMNS:
                    raise Unfit(
                        fr=f"le critère « {criterion.key} » s'appelle comme la colonne « {COLUMNS[folded]} » d'une "
                        "enquête ; elles ne se distingueraient pas",
                        en=f"criterion {criterion.key!r} is called like the column {COLUMNS[folded]!r} of a survey; "
                        "they could not be told apart",
                    )
                if taken.setdefault(folded, criterion.key) != criterion.key:
                    raise Unfit(
                        fr=f"deux critères s'appellent « {name} » ; leurs colonnes ne se distingueraient pas",
                        en=f"two criteria are called {name!r}; their columns could not be told apart",
                    )

    def _wrong_scale(self, low: Decimal, high: Decimal) -> tuple[str, str] | None:
        """What is wrong with a scale, in French and in English; None where it is a scale."""
        if low >= high:
            return "scale_min doit être au-dessous de scale_max", "scale_min must be below scale_max"
        if high <= 0:
            return "scale_max doit être au-dessus de 0", "scale_max must be above 0"
        if low < 0:
            return "scale_min ne peut pas être négatif", "scale_min must not be negative"
        if (high - low) % self.step:
            return (
                f"l'échelle n'est pas un nombre entier de pas de {self.step}",
                f"the scale is no whole number of steps of {self.step}",
            )
        if (high - low) / self.step > MOST_NOTES:
            return f"l'échelle a plus de {MOST_NOTES} notes", f"the scale has more than {MOST_NOTES} notes"
        return None

    def scale_of(self, criterion: Criterion) -> tuple[Decimal, Decimal]:
        """The lowest and the highest note of one criterion."""
        low = self.scale_min if criterion.scale_min is None else criterion.scale_min
        high = self.scale_max if criterion.scale_max is None else criterion.scale_max
        return low, high

    @cached_property
    def fingerprint(self) -> str:
        """Changes when anything that the scores depend on changes; names, questions and anchors may be mended."""
        wording = {"name_fr", "name_en", "question_fr", "question_en", "anchors_fr", "anchors_en"}
        criteria = [
            {key: _plain(value) for key, value in criterion.model_dump(exclude=wording).items()}
            for criterion in self.criterion
        ]
        rest = {key: _plain(value) for key, value in self.model_dump(exclude={"criterion"}).items()}
        return hashlib.sha256(repr((rest, criteria)).encode()).hexdigest()[:16]


def _plain(value: object) -> str:
    return format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)
