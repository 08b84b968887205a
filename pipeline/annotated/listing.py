"""The two sheets that stand before the sender's own: what is to be mended, cell by cell, and how the rows add up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

from pipeline import dictionary
from pipeline.annotated.marks import Problem
from pipeline.annotated.rebuilt import Formats
from pipeline.annotated.words import SIGNS, text
from pipeline.ingest import returned
from pipeline.ingest.places import cell_name
from pipeline.typeset import counted
from pipeline.vocabulary import RECORDS, WORDS, Language

_LINKS_AT_MOST = 65_000  # a sheet holds 65,530
_SHOWN_VALUE = 200
_COLUMNS = ("severity", "cell", "sheet", "value", "problem", "remedy")
_WIDTHS = (16, 11, 18, 26, 62, 62)
_COUNTS = ("rows_read", "accepted", "rejected", "superseded", "duplicate", "ignored", "blank")
_WRAPPED: dict[str, Any] = {"text_wrap": True, "valign": "top"}


def write_findings(
    target: Any,
    name: str,
    found: Sequence[Problem],
    sources: pd.DataFrame,
    sheet_names: Mapping[int, str],
    formats: Formats,
    language: Language,
    notes: Sequence[str] = (),
) -> None:
    """What is wrong, a line a finding, the cell as a link; above it what to do, below the meaning of the marks.

    `sheet_names` gives the new name of each of the sender's sheets, by its `id`.
    """
    _mark(target, returned.FINDINGS)
    for column, width in enumerate(_WIDTHS):
        target.set_column(column, column, width)
    row = _said(target, 1, formats, text("title", language, name=name), _headline(found, sources, language))
    if found:
        row = _said(target, row, formats, "", text("what_to_do", language), *notes)
        for severity in ("error", "question", "warning"):
            target.write_string(row, 0, _named(severity, language), formats.of(severity))
            target.write_string(row, 1, text(f"legend_{severity}", language))
            row += 1
        row += 1
    head = formats.of(bold=True, bottom=2, **_WRAPPED)
    for column, key in enumerate(_COLUMNS):
        target.write_string(row, column, text(key, language), head)
    target.freeze_panes(row + 1, 0)
    plain, link = formats.of(**_WRAPPED), formats.of(font_color="#0072B2", underline=1, valign="top")
    for number, one in enumerate(found):
        sheet = sheet_names.get(id(one.sheet), "")
        _line(target, row + 1 + number, one, sheet, formats, plain, link if number < _LINKS_AT_MOST else None, language)
    if found:
        target.autofilter(row, 0, row + len(found), len(_COLUMNS) - 1)


def write_summary(target: Any, sources: pd.DataFrame, formats: Formats, language: Language) -> None:
    """How each sheet was read and how its rows add up."""
    _mark(target, returned.SUMMARY)
    labels = dictionary.labels("source_files", language)
    target.set_column(0, 0, 28)
    target.set_column(1, len(_COUNTS) + 1, 15)
    head = formats.of(bold=True, bottom=2, **_WRAPPED)
    for column, key in enumerate(("sheet", "record", *_COUNTS)):
        target.write_string(1, column, labels[key], head)
    row = 2
    for one in sources.to_dict("records"):
        record = RECORDS.get(str(one["record"]))
        target.write_string(row, 0, str(one["sheet"] or "–"))
        target.write_string(row, 1, WORDS[record][language] if record else "–")
        for column, key in enumerate(_COUNTS, start=2):
            target.write_number(row, column, int(one[key]))
        row += 1
    bold = formats.of(bold=True, top=1)
    target.write_string(row, 0, text("all_sheets", language), bold)
    target.write_blank(row, 1, None, bold)
    for column, key in enumerate(_COUNTS, start=2):
        target.write_number(row, column, int(sources[key].sum()), bold)


def _mark(target: Any, mark: str) -> None:
    target.write_string(0, 0, mark)
    target.set_row(0, None, None, {"hidden": True})
    target.hide_gridlines(2)
    target.set_landscape()
    target.set_paper(9)
    target.fit_to_pages(1, 0)


def _said(target: Any, row: int, formats: Formats, title: str, *sentences: str) -> int:
    """Sentences across the whole width, one a row; returns the row after them and a blank one."""
    if title:
        target.write_string(row, 0, title, formats.of(bold=True, font_size=15))
        target.set_row(row, 24)
        row += 1
    wrapped = formats.of(**_WRAPPED)
    for sentence in sentences:
        target.merge_range(row, 0, row, len(_COLUMNS) - 1, "", wrapped)
        target.write_string(row, 0, sentence, wrapped)
        target.set_row(row, 15 * (1 + len(sentence) // 170))
        row += 1
    return row + 1


def _headline(found: Sequence[Problem], sources: pd.DataFrame, language: Language) -> str:
    read, accepted, rejected = (int(sources[key].sum()) for key in ("rows_read", "accepted", "rejected"))
    if any(one.severity == "fatal" for one in found) and not accepted:
        return text("refused", language)

    def many(count: int, what: str) -> str:
        return counted(count, text(what, language), language)

    if not rejected:
        return text("nothing_wrong", language, accepted=many(accepted, "rows_accepted"), read=many(read, "read"))
    return text(
        "something_wrong",
        language,
        rejected=many(rejected, "rows_rejected"),
        accepted=many(accepted, "accepted"),
        read=many(read, "read"),
    )


def _named(severity: str, language: Language) -> str:
    return f"{SIGNS[severity]} {WORDS[severity][language].capitalize()}"


def _line(
    target: Any, row: int, one: Problem, sheet: str, formats: Formats, plain: Any, link: Any, language: Language
) -> None:
    put: Callable[..., object] = target.write_string
    put(row, 0, _named(one.severity, language), formats.of(one.severity, "", **_WRAPPED))
    if one.place and sheet:
        cell = cell_name(*one.place)
        if link:
            quoted = sheet.replace("'", "''")
            target.write_url(row, 1, f"internal:'{quoted}'!{cell}", link, cell)
        else:
            put(row, 1, cell, plain)
    elif one.row_number is not None:
        put(row, 1, text("row", language, row=one.row_number), plain)
    put(row, 2, sheet, plain)
    put(row, 3, one.value[:_SHOWN_VALUE], plain)
    put(row, 4, one.message, plain)
    put(row, 5, one.remedy, plain)
