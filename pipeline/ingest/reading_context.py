"""What a cell's text cannot say by itself: language, order of dates, rates, and the words of the configuration."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from pipeline.config import Configuration
from pipeline.folding import fold
from pipeline.ingest.dates import DayFirst


def word_key(text: str) -> str:
    """The form in which words are looked up: folded, or the bare symbols where the text has no letter or digit."""
    return fold(text) or "".join(text.split()).lower()


@dataclass(frozen=True)
class ReadingContext:
    """Words stand here by their `word_key`. `of` makes one for a run, `for_column` one for a column of a file."""

    language: str = ""  # 'fr', 'en' or ''
    field: str = ""  # the column's key in the vocabulary
    decimal_mark: str = ""  # '' where the column's numbers do not tell
    day_first: DayFirst = None  # None: the file's dates do not tell
    dates_from_1904: bool = False
    quotes_cells: bool = False  # whether a quote that stands alone in a text was lost, or is one too many
    counts_weeks: bool = False  # whether `S1 2026` is a week in this column, and no half-year
    hours_per_day: Decimal = Decimal(7)
    currency: str = "EUR"
    rates: Mapping[str, Decimal] = dataclasses.field(default_factory=dict)
    missing: frozenset[str] = frozenset({"-"})
    placeholders: frozenset[str] = frozenset()
    yes: frozenset[str] = frozenset({"true"})
    no: frozenset[str] = frozenset({"false"})
    choices: Mapping[str, Mapping[str, str]] = dataclasses.field(default_factory=dict)  # field -> word -> code
    criteria: Mapping[str, str] = dataclasses.field(default_factory=dict)  # word -> criterion's key

    @classmethod
    def of(cls, configuration: Configuration) -> ReadingContext:
        """All that holds for every file of a run."""
        headings, settings = configuration.headings, configuration.settings
        return cls(
            hours_per_day=settings.hours_per_day,
            currency=settings.currency,
            rates=settings.rates,
            missing=_keys(headings.missing) | {"-", "–", "—"},
            placeholders=_keys(headings.placeholders),
            yes=_keys(headings.yes) | {"true"},
            no=_keys(headings.no) | {"false"},
            choices={
                name: {word_key(word): code for code, words in codes.items() for word in (code, *words)}
                for name, codes in headings.choices.items()
            },
            criteria={
                word_key(word): criterion.key
                for grid in reversed(configuration.grids)
                for criterion in grid.criterion
                for word in (
                    *(criterion.question_fr, criterion.question_en),
                    *(criterion.key, criterion.name_fr, criterion.name_en),
                )
                if word
            },
        )

    def for_column(
        self,
        name: str,
        *,
        language: str = "",
        decimal_mark: str = "",
        day_first: DayFirst = None,
        dates_from_1904: bool = False,
        counts_weeks: bool = False,
        quotes_cells: bool = False,
    ) -> ReadingContext:
        """The same words, for one column of one file."""
        return replace(
            self, field=name, language=language, decimal_mark=decimal_mark, day_first=day_first,
            dates_from_1904=dates_from_1904, counts_weeks=counts_weeks, quotes_cells=quotes_cells,
        )  # fmt: skip

    @cached_property
    def for_numbers(self) -> ReadingContext:
        """The same for cells that hold numbers: they are written with a decimal point, whatever the language."""
        return replace(self, decimal_mark=".")

    @property
    def numbers(self) -> str:
        """What is known of how numbers are written: the column's decimal mark, else the language."""
        return self.decimal_mark or self.language


def _keys(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(word_key, words))
