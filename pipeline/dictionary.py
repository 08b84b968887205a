"""What each published column is called and means, in both languages: read by pages, exports and documents."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.vocabulary import Language

FILE = Path(__file__).with_name("dictionary.toml")


@dataclass(frozen=True)
class Column:
    """One published column; `unit` says how its values are shown."""

    name: str
    unit: str
    label_fr: str
    label_en: str
    meaning_fr: str
    meaning_en: str

    def label(self, language: Language) -> str:
        """The heading on screen."""
        return self.label_fr if language == "fr" else self.label_en

    def meaning(self, language: Language) -> str:
        """One sentence for who asks what the column says."""
        return self.meaning_fr if language == "fr" else self.meaning_en


@cache
def tables() -> dict[str, dict[str, Column]]:
    """Every published table with its columns, in their order."""
    listed: dict[str, str] = _file()["tables"]
    return {table: {name: column(table, name) for name in names.split()} for table, names in listed.items()}


def columns(table: str) -> dict[str, Column]:
    """The columns of one published table, by name."""
    return tables()[table]


def column(table: str, name: str) -> Column:
    """A column of one table, or what its name means wherever it stands."""
    read = _file()
    return Column(name=name, **(read["special"].get(table, {}).get(name) or read["columns"][name]))


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text("utf-8"))


def labels(table: str, language: Language) -> dict[str, str]:
    """The headings of one published table, by column name."""
    return {name: column.label(language) for name, column in columns(table).items()}


def meanings(table: str, language: Language) -> dict[str, str]:
    """What each column of one published table says, by column name."""
    return {name: column.meaning(language) for name, column in columns(table).items()}
