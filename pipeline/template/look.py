"""How a template looks: its palette, its cell formats, how tall a text stands, and how it prints."""

from __future__ import annotations

import textwrap
from typing import Any

from pipeline.vocabulary import Language

BLUE, AMBER, GREY, INK = "#0072B2", "#B36200", "#6B6B6B", "#22313F"
_PALE_BLUE, _PALE_AMBER, _LINE = "#E6F1F8", "#FBEFE0", "#B8C7D3"
_FORMULA_SIGNS = ("=", "+", "-", "@", "{=")

_TEXT = {"font_color": INK, "valign": "vcenter", "text_wrap": True}
_BOXED = {**_TEXT, "border": 1, "border_color": _LINE}
_EXPLAINED = {**_BOXED, "font_size": 9, "align": "left", "valign": "top", "indent": 1}
_EXAMPLE = {**_BOXED, "italic": True, "font_color": GREY, "bg_color": "#EDEDED"}
_VALUE = {**_BOXED, "locked": False, "align": "left", "indent": 1}
_DATED = {"input_date", "input_deadline"}
_PROPERTIES: dict[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 18, "font_color": BLUE, "valign": "vcenter"},
    "lead": {"font_color": "#4A5A68", "valign": "vcenter"},
    "section": {
        "bold": True,
        "font_size": 12,
        "font_color": BLUE,
        "valign": "bottom",
        "bottom": 2,
        "bottom_color": BLUE,
    },
    "band": {"bold": True, "font_color": BLUE, "bg_color": _PALE_BLUE, "valign": "vcenter", "indent": 1},
    "label": {**_BOXED, "bold": True, "bg_color": _PALE_BLUE, "indent": 1},
    "fixed": {**_BOXED, "bg_color": "#F6F8FA", "align": "left", "indent": 1},
    "advice": {
        **_BOXED, "font_size": 10, "align": "left", "bg_color": "#F6F8FA", "indent": 1,
    },
    "explanation": {**_EXPLAINED, "bg_color": "#F6F8FA"},
    "explanation_reversed": {**_EXPLAINED, "bg_color": _PALE_AMBER},
    "heading": {**_BOXED, "bold": True, "font_color": "#FFFFFF", "bg_color": BLUE, "align": "center"},
    "heading_reversed": {**_BOXED, "bold": True, "font_color": "#FFFFFF", "bg_color": AMBER, "align": "center"},
    "heading_optional": {**_BOXED, "bold": True, "font_color": INK, "bg_color": "#CFE3F0", "align": "center"},
    "example": {**_EXAMPLE, "align": "center"},
    "example_text": {**_EXAMPLE, "align": "left", "indent": 1},
    "input_value": _VALUE,
    "input_note": {**_BOXED, "locked": False, "align": "center", "font_size": 12},
    "input_date": {**_BOXED, "locked": False, "align": "center"},
    "input_deadline": _VALUE,
    "input_number": {**_BOXED, "locked": False, "align": "right"},
    "further_value": {**_TEXT, "locked": False, "align": "left", "indent": 1},
    "further_note": {**_TEXT, "locked": False, "align": "center", "font_size": 12},
    "further_date": {**_TEXT, "locked": False, "align": "center"},
    "band_title": {"bold": True, "font_size": 12, "font_color": BLUE},
    "strong": {"bold": True, "font_size": 10, "font_color": INK},
    "quiet": {"font_size": 10, "font_color": "#4A5A68"},
    "small_strong": {"bold": True, "font_size": 9, "font_color": INK},
    "small_quiet": {"font_size": 9, "font_color": "#4A5A68"},
    "small_warm": {"bold": True, "font_size": 9, "font_color": AMBER},
}  # fmt: skip


class Look:
    """The cell formats of one workbook, by name."""

    def __init__(self, book: Any, language: Language) -> None:
        dated = {"num_format": "dd/mm/yyyy" if language == "fr" else "yyyy-mm-dd"}
        self._book = book
        self._properties = {
            name: {**properties, **(dated if name in {*_DATED, "further_date"} else {})}
            for name, properties in _PROPERTIES.items()
        }
        self._formats: dict[tuple[str, bool], Any] = {}

    def __getitem__(self, name: str) -> Any:
        return self._format(name, quoted=False)

    def of(self, name: str, value: object) -> Any:
        """The format of a cell that holds this value: a text that begins like a formula stays one when it is edited."""
        return self._format(name, quoted=isinstance(value, str) and value.startswith(_FORMULA_SIGNS))

    def _format(self, name: str, quoted: bool) -> Any:
        key = (name, quoted)
        if key not in self._formats:
            properties = self._properties[name] | ({"quote_prefix": True} if quoted else {})
            self._formats[key] = self._book.add_format(properties)
        return self._formats[key]


def lines(text: str, width: int) -> int:
    """How many lines a text takes in a cell that shows so many characters a line."""
    return sum(len(textwrap.wrap(line, max(width, 1))) or 1 for line in text.split("\n"))


def shortened(text: str, limit: int) -> str:
    """The text, cut at a word where it is longer than a spreadsheet program accepts."""
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0] + "…"


def protect(sheet: Any) -> None:
    """Lock what must not change by accident; there is no password."""
    allowed = {"format_columns": True, "format_rows": True, "format_cells": True, "insert_rows": True, "sort": True}
    sheet.protect("", allowed)


def print_landscape(sheet: Any, footer: str, *, large: bool = False) -> None:
    """A4 landscape, or A3 where it is large, with a footer and the page's number."""
    sheet.set_landscape()
    sheet.set_paper(8 if large else 9)
    sheet.set_margins(left=0.4, right=0.4, top=0.45, bottom=0.6)
    sheet.center_horizontally()
    sheet.set_footer(f"&L&8{footer.replace('&', '&&')}&R&8&P / &N")
    sheet.hide_gridlines(2)
