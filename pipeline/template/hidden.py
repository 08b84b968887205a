"""The sheet of a workbook that nobody sees: which template it is, its headings, and its lists as named ranges."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from pipeline.ingest.returned import TEMPLATE
from pipeline.vocabulary import Language

VERSION = 2
"""Raise it when a workbook that people already have would be told apart from a new one."""

_SHEET = "certiscope"
_HEADINGS, _FIRST_LIST = 2, 3  # columns


class Hidden:
    """The hidden sheet. Lists stand there because a program drops a list of over 255 characters in a cell's rule,
    and because a decimal in a cell's rule is text to a program that writes decimals with a comma.
    """

    def __init__(self, book: Any, kind: str, language: Language, grid: str, headings: Sequence[str]) -> None:
        self._book = book
        self._sheet = book.add_worksheet(_SHEET)
        self._sheet.very_hidden()
        self._names: dict[tuple[str | Decimal, ...], str] = {}
        told = ((TEMPLATE, VERSION), ("kind", kind), ("language", language), ("grid", grid))
        for row, (key, value) in enumerate(told):
            self._sheet.write(row, 0, key)
            self._sheet.write(row, 1, value)
        self._sheet.write_column(0, _HEADINGS, headings)

    def rule(self, values: Sequence[str | Decimal]) -> dict[str, object]:
        """The validation rule that offers these values."""
        return {"validate": "list", "source": f"={self._name(tuple(values))}"}

    def _name(self, values: tuple[str | Decimal, ...]) -> str:
        if values not in self._names:
            number = len(self._names)
            for row, value in enumerate(values):
                self._sheet.write(row, _FIRST_LIST + number, value if isinstance(value, str) else float(value))
            letter = xl_col_to_name(_FIRST_LIST + number)
            self._names[values] = f"certiscope_list_{number + 1}"
            self._book.define_name(self._names[values], f"={_SHEET}!${letter}$1:${letter}${len(values)}")
        return self._names[values]
