"""The register and the indicators as workbooks to fill in: one row a case, or one row a measure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.config import Configuration
from pipeline.template.columns import Band, Column
from pipeline.template.hidden import Hidden
from pipeline.template.look import Look, print_landscape, protect, shortened
from pipeline.vocabulary import REQUIRED, Language
from pipeline.workbook import workbook

ROWS = 100
_EXPLANATION = 6
HEADING = _EXPLANATION + 1
_FIXED_END = 4  # column
_PAGE_WIDTH = 300  # characters that stay legible on one A4 page

_SHEETS: dict[str, dict[Language, str]] = {
    "register": {"fr": "Registre", "en": "Register"},
    "kpi": {"fr": "Indicateurs", "en": "KPIs"},
}
_TITLES: dict[str, dict[Language, str]] = {
    "register": {"fr": "Le registre des dossiers", "en": "The register of cases"},
    "kpi": {"fr": "Les mesures, avant et après", "en": "Measures, before and after"},
}
_LEADS: dict[str, dict[Language, str]] = {
    "register": {
        "fr": "Une ligne par équipe et certification envisagée. Seules les deux premières colonnes, en bleu foncé, "
        "sont indispensables ; un coût laissé vide reste « à compléter » et n'est jamais pris pour zéro.",
        "en": "One row for each team and certification considered. Only the first two columns, in dark blue, are "
        "indispensable; a cost left empty stays “to complete” and is never taken for zero.",
    },
    "kpi": {
        "fr": "Une ligne par mesure. Les colonnes en bleu foncé sont indispensables ; quatre mesures avant la "
        "formation permettent d'en juger l'effet bien mieux qu'une seule.",
        "en": "One row a measure. The columns in dark blue are indispensable; four measures before the training tell "
        "far more about its effect than one.",
    },
}
_FIXED: dict[str, dict[Language, str]] = {
    "team": {"fr": "Équipe", "en": "Team"},
    "certification": {"fr": "Certification", "en": "Certification"},
    "campaign": {"fr": "Campagne", "en": "Campaign"},
}
_CHOICES: dict[str, tuple[tuple[str, dict[Language, str]], ...]] = {
    "kind": (
        ("certification", {"fr": "certification", "en": "certification"}),
        ("course", {"fr": "formation", "en": "course"}),
        ("mentoring", {"fr": "mentorat", "en": "mentoring"}),
        ("pilot_project", {"fr": "projet pilote", "en": "pilot project"}),
        ("on_the_job", {"fr": "sur le poste", "en": "on the job"}),
    ),
    "status": (
        ("proposed", {"fr": "proposé", "en": "proposed"}),
        ("pilot", {"fr": "pilote", "en": "pilot"}),
        ("deployed", {"fr": "déployé", "en": "deployed"}),
        ("stopped", {"fr": "arrêté", "en": "stopped"}),
    ),
    "direction": (("up", {"fr": "hausse", "en": "up"}), ("down", {"fr": "baisse", "en": "down"})),
    "phase": (("before", {"fr": "avant", "en": "before"}), ("after", {"fr": "après", "en": "after"})),
    "kpi_kind": (
        ("level", {"fr": "niveau", "en": "level"}),
        ("rate", {"fr": "taux", "en": "rate"}),
        ("count", {"fr": "nombre", "en": "count"}),
        ("duration", {"fr": "durée", "en": "duration"}),
        ("money", {"fr": "montant", "en": "money"}),
    ),
}
_FLAGS: dict[Language, tuple[str, str]] = {"fr": ("oui", "non"), "en": ("yes", "no")}
_ERRORS: dict[str, dict[Language, str]] = {
    "title": {"fr": "À corriger", "en": "Please correct"},
    "list": {
        "fr": "Choisissez un mot de la liste, ou laissez vide.",
        "en": "Choose a word from the list, or leave it empty.",
    },
    "count": {"fr": "Un nombre entier, zéro ou plus.", "en": "A whole number, zero or more."},
    "date": {"fr": "Une date, par exemple 22/11/2026.", "en": "A date, for instance 2026-11-22."},
}
_STYLES = {"text": "input_value", "number": "input_number", "money": "input_number", "count": "input_number",
           "date": "input_date", "flag": "input_date", "choice": "input_date"}  # fmt: skip


def content(
    kind: str,
    record: str,
    bands: Sequence[Band],
    *,
    configuration: Configuration,
    language: Language,
    fixed: Mapping[str, str],
    rows: Sequence[Mapping[str, object]],
) -> bytes:
    """The workbook. `fixed` names what holds for every row and stands above the table; `rows` are filled in."""
    left_out = {*fixed, *(() if any(row.get("last_known") for row in rows) else ("last_known",))}
    shown = [Band(band.fr, band.en, tuple(one for one in band.columns if one.field not in left_out)) for band in bands]
    columns = [column for band in shown for column in band.columns]

    def fill(book: Any) -> None:
        sheet = book.add_worksheet(_SHEETS[kind][language])
        hidden = Hidden(book, kind, language, "", [column.words(language)[0] for column in columns])
        look = Look(book, language)
        _top(sheet, look, kind, language, fixed)
        _headings(sheet, look, shown, language, REQUIRED[record], configuration)
        _inputs(sheet, look, columns, language, hidden, max(ROWS, len(rows) + 20))
        _filled(sheet, look, columns, rows)
        protect(sheet)
        names = sum(column.field in {"team", "certification", "kpi"} for column in columns[:2])
        sheet.freeze_panes(HEADING + 1, names)
        print_landscape(sheet, _TITLES[kind][language])
        _print_pages(sheet, shown, names, first=2 if fixed else _EXPLANATION - 1)
        sheet.set_selection(HEADING + 1, 0, HEADING + 1, 0)

    return workbook(fill)


def choice_word(field: str, code: object, language: Language) -> str | None:
    """What the list of a column calls this code; None where there is no code."""
    return next((words[language] for known, words in _CHOICES[field] if known == code), None)


def _top(sheet: Any, look: Look, kind: str, language: Language, fixed: Mapping[str, str]) -> None:
    sheet.set_default_row(18)
    sheet.set_row(0, 30)
    sheet.write(0, 0, _TITLES[kind][language], look["title"])
    sheet.write(1, 0, _LEADS[kind][language], look["lead"])
    for row, (field, value) in enumerate(fixed.items(), start=2):
        sheet.write(row, 0, _FIXED[field][language], look["label"])
        sheet.merge_range(row, 1, row, _FIXED_END, value, look.of("input_value", value))


def _headings(
    sheet: Any, look: Look, bands: Sequence[Band], language: Language, required: Sequence[str],
    configuration: Configuration,
) -> None:  # fmt: skip
    sheet.set_row(_EXPLANATION - 1, 20)
    sheet.set_row(_EXPLANATION, 52)
    sheet.set_row(HEADING, 34)
    column = 0
    for band in bands:
        first = column
        for one in band.columns:
            heading, meaning = one.words(language)
            if one.input == "money":
                meaning = f"{meaning.removesuffix('.')} ({configuration.settings.currency})."
            sheet.set_column(column, column, one.width)
            sheet.write(_EXPLANATION, column, meaning, look["explanation"])
            sheet.write(HEADING, column, heading, look["heading" if one.field in required else "heading_optional"])
            column += 1
        title = band.fr if language == "fr" else band.en
        for place in range(first, column):
            sheet.write_blank(_EXPLANATION - 1, place, None, look["band"])
        if first < column:
            sheet.write(_EXPLANATION - 1, first, title, look["band"])


def _print_pages(sheet: Any, bands: Sequence[Band], names: int, first: int) -> None:
    """The headings and some rows to fill in by hand; a register is cut between two bands, names on both pages."""
    widths = [sum(column.width for column in band.columns) for band in bands]
    sheet.print_area(first, 0, HEADING + 25, sum(len(band.columns) for band in bands) - 1)
    if sum(widths) <= _PAGE_WIDTH:
        sheet.fit_to_pages(1, 0)
        return
    sheet.set_paper(8)  # A3
    sheet.set_print_scale(58)
    sheet.set_v_pagebreaks([sum(len(band.columns) for band in bands[:2])])
    if names:
        sheet.repeat_columns(0, names - 1)


def _inputs(sheet: Any, look: Look, columns: Sequence[Column], language: Language, hidden: Hidden, count: int) -> None:
    first, last = HEADING + 1, HEADING + count
    for place, column in enumerate(columns):
        for row in range(first, last + 1):
            sheet.write_blank(row, place, None, look[_STYLES[column.input]])
        rule = _rule(column, language, hidden)
        if rule:
            sheet.data_validation(first, place, last, place, rule)


def _rule(column: Column, language: Language, hidden: Hidden) -> dict[str, object] | None:
    heading, meaning = column.words(language)
    said = {
        "input_title": shortened(heading, 32),
        "input_message": meaning,
        "error_title": _ERRORS["title"][language],
    }
    if column.input == "choice":
        words = [word[language] for _, word in _CHOICES[column.field]]
        return {**hidden.rule(words), **said, "error_message": _ERRORS["list"][language]}
    if column.input == "flag":
        return {**hidden.rule(_FLAGS[language]), **said, "error_message": _ERRORS["list"][language]}
    if column.input == "count":
        whole = {"validate": "integer", "criteria": ">=", "value": 0}
        return {**whole, **said, "error_message": _ERRORS["count"][language]}
    if column.input == "date":
        since = {"validate": "date", "criteria": ">=", "value": dt.date(2000, 1, 1)}
        return {**since, **said, "error_message": _ERRORS["date"][language]}
    return None


def _filled(sheet: Any, look: Look, columns: Sequence[Column], rows: Sequence[Mapping[str, object]]) -> None:
    for number, row in enumerate(rows, start=HEADING + 1):
        for place, column in enumerate(columns):
            value = row.get(column.field)
            style = look.of(_STYLES[column.input], value)
            if isinstance(value, dt.date):
                sheet.write_datetime(number, place, dt.datetime(value.year, value.month, value.day), style)
            elif value is not None and value != "":
                sheet.write(number, place, value, style)
