"""From what a pilot was begun with and what the register says now to a sentence for each part that moved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import duckdb
import pyarrow as pa

from pipeline import warehouse
from pipeline.kpis.wording import number, quoted
from pipeline.typeset import HARD, day, typeset
from pipeline.vocabulary import LANGUAGES, Language

CHANGES = "scored.changed_contracts"
TOLD = pa.schema(
    [(name, pa.string()) for name in ("team_id", "certification_id", "part", "team_name", "certification_name")]
    + [(name, pa.string()) for name in ("stated_before", "file_before", "stated_now", "file_now")]
    + [("changed_at", pa.timestamp("s")), ("wording_fr", pa.string()), ("wording_en", pa.string())]
)
MOVED: dict[str, dict[Language, str]] = {
    "target_value": {"fr": "Cible changée", "en": "Target changed"},
    "target_kpi": {"fr": "Indicateur visé changé", "en": "Target KPI changed"},
    "start_date": {"fr": "Date de début changée", "en": "Start date changed"},
    "end_date": {"fr": "Date de fin changée", "en": "End date changed"},
    "deadline": {"fr": "Échéance changée", "en": "Deadline changed"},
}
TEXT: dict[Language, str] = {
    "fr": "{moved} en cours de pilote : {before} au départ, {now} {since}.",
    "en": "{moved} with the pilot under way: {before} at the start, {now} {since}.",
}


def told(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """One row per trained candidate and part of its contract that moved, with its sentence."""
    return warehouse.from_records(
        (
            row | {f"wording_{language}": wording(row, language) for language in LANGUAGES}
            for row in warehouse.records(connection, CHANGES)
        ),
        TOLD,
    )


MADE = {"scored.kpi_contracts_told": warehouse.Made(reads=(CHANGES,), make=told)}


def wording(row: Mapping[str, Any], language: Language) -> str:
    """What a part was when the pilot began, what it is now, and since when."""
    part, at = str(row["part"]), row["changed_at"]
    none = ("aucun" if part == "target_kpi" else "aucune") if language == "fr" else "none"
    if at is None:
        since = "désormais" if language == "fr" else "now"
    else:
        since = f"{'depuis le' if language == 'fr' else 'since'} {day(at.date(), language)}"
    text = TEXT[language].format(
        moved=MOVED[part][language],
        before=_stated(part, str(row["stated_before"]), str(row["unit_before"]), language),
        now=_stated(part, str(row["stated_now"]), str(row["unit_now"]), language) if row["stated_now"] else none,
        since=since,
    )
    return typeset(text, language)


def _stated(part: str, stated: str, unit: str, language: Language) -> str:
    if part == "target_kpi":
        return quoted(stated, language)
    if part != "target_value":
        written = day(dt.date.fromisoformat(stated), language)
        return f"le {written}" if language == "fr" else written
    try:
        value = Fraction(stated)
    except ValueError:
        return quoted(stated, language)
    if unit != "%":
        return number(value, language)
    return number(100 * value, language) + (f"{HARD}%" if language == "fr" else "%")
