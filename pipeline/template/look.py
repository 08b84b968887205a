"""How a template looks: its palette, its cell formats, and its drop-down lists."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

BLUE, AMBER, GREY, INK = "#0072B2", "#B36200", "#8C8C8C", "#22313F"
_PALE_BLUE, _PALE_AMBER, _LINE = "#E6F1F8", "#FBEFE0", "#B8C7D3"
_INLINE_LIMIT = 255  # characters; a longer list in a cell's rule makes a spreadsheet program drop the rule

_TEXT = {"font_color": INK, "valign": "vcenter", "text_wrap": True}
_BOXED = {**_TEXT, "border": 1, "border_color": _LINE}
_EXPLAINED = {**_BOXED, "font_size": 9, "align": "left", "valign": "top", "indent": 1}
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
    "advice": {**_TEXT, "align": "left", "bg_color": "#F6F8FA", "border": 1, "border_color": _LINE, "indent": 1},
    "explanation": {**_EXPLAINED, "bg_color": "#F6F8FA"},
    "explanation_reversed": {**_EXPLAINED, "bg_color": _PALE_AMBER},
    "heading": {**_BOXED, "bold": True, "font_color": "#FFFFFF", "bg_color": BLUE, "align": "center"},
    "heading_reversed": {**_BOXED, "bold": True, "font_color": "#FFFFFF", "bg_color": AMBER, "align": "center"},
    "heading_optional": {**_BOXED, "bold": True, "font_color": INK, "bg_color": "#CFE3F0", "align": "center"},
    "input": {**_BOXED, "locked": False},
    "input_value": {**_BOXED, "locked": False, "align": "left", "indent": 1},
    "input_note": {**_BOXED, "locked": False, "align": "center", "font_size": 12},
    "input_date": {**_BOXED, "locked": False, "align": "center"},
    "input_deadline": {**_BOXED, "locked": False, "align": "left", "indent": 1},
    "input_number": {**_BOXED, "locked": False, "align": "right"},
    "band_title": {"bold": True, "font_size": 12, "font_color": BLUE},
    "strong": {"bold": True, "font_color": INK},
    "quiet": {"font_color": "#4A5A68"},
    "small_strong": {"bold": True, "font_size": 9, "font_color": INK},
    "small_quiet": {"font_size": 9, "font_color": "#4A5A68"},
    "small_warm": {"bold": True, "font_size": 9, "font_color": AMBER},
}


def styles(book: Any, date_format: str) -> dict[str, Any]:
    """Every cell format by its name."""
    dated = {"num_format": date_format}
    return {
        name: book.add_format({**properties, **(dated if name in {"input_date", "input_deadline"} else {})})
        for name, properties in _PROPERTIES.items()
    }


class Lists:
    """Drop-down lists of a workbook; one that is too long for a cell's rule stands on a sheet that nobody sees."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._sheet: Any = None
        self._names: dict[tuple[object, ...], str] = {}

    def rule(self, values: Sequence[str | Decimal]) -> dict[str, object]:
        """The validation rule that offers these values."""
        return {"validate": "list", "source": self._source(tuple(values))}

    def _source(self, values: tuple[str | Decimal, ...]) -> list[str] | str:
        written = [str(value) for value in values]
        # A decimal in a cell's rule is text to a program that writes decimals with a comma.
        plain = all(isinstance(value, str) or value == int(value) for value in values)
        if plain and len(",".join(written)) <= _INLINE_LIMIT and not any("," in one for one in written):
            return written
        if values not in self._names:
            if self._sheet is None:
                self._sheet = self._book.add_worksheet("Listes")
                self._sheet.very_hidden()
            column = len(self._names)
            for row, value in enumerate(values):
                self._sheet.write(row, column, value if isinstance(value, str) else float(value))
            letter = chr(ord("A") + column)
            name = f"liste_{column + 1}"
            self._book.define_name(name, f"=Listes!${letter}$1:${letter}${len(values)}")
            self._names[values] = name
        return f"={self._names[values]}"


def shortened(text: str, limit: int) -> str:
    """The text, cut at a word where it is longer than a spreadsheet program accepts."""
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0] + "…"


def protect(sheet: Any) -> None:
    """Lock what must not change by accident; there is no password."""
    sheet.protect("", {"format_columns": True, "format_rows": True, "format_cells": True, "sort": True})


def print_landscape(sheet: Any, footer: str) -> None:
    """A4 landscape, with a footer and the page's number."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.45, bottom=0.6)
    sheet.center_horizontally()
    sheet.set_footer(f"&L&8{footer.replace('&', '&&')}&R&8&P / &N")
    sheet.hide_gridlines(2)
