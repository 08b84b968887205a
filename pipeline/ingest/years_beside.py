"""From a column of months or quarters and a column of years to the periods that they name together."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Container, Mapping, Sequence

from pipeline.folding import fold
from pipeline.ingest.cells import is_blank
from pipeline.ingest.distinct import Distinct
from pipeline.ingest.periods import period_of
from pipeline.ingest.sheet import TwoAnswers, Value
from pipeline.ingest.texts import text_of

_YEARS = frozenset({"annee", "an", "year"})
_PARTS = {"mois": "month", "month": "month", "trimestre": "quarter", "quarter": "quarter"}
_MADE = {"month": re.compile(r"\d{4}-\d{2}"), "quarter": re.compile(r"\d{4}-Q[1-4]")}
_YEAR = re.compile(r"(?:19|20|21)\d{2}")
_NUMBER = re.compile(r"0?([1-9]|1[0-2])")
_FIELDS = frozenset({"period", "campaign"})


def years_beside(headings: Sequence[str], fields: Mapping[int, str], taken: Container[int]) -> dict[int, int]:
    """By position of a column of months or quarters, that of the one column of years; empty where it is not so."""
    parts = [at for at, field in fields.items() if field in _FIELDS and fold(headings[at]) in _PARTS]
    years = [at for at, heading in enumerate(headings) if at not in taken and fold(heading) in _YEARS]
    return {parts[0]: years[0]} if len(parts) == len(years) == 1 else {}


def with_years(parts: Distinct[Value], years: Distinct[Value], heading: str) -> Distinct[Value]:
    """Each part of a year with its year: `T1` and 2026 are `T1 2026`, in a column of months 3 and 2026 `2026-03`.

    What names no such part, or has no year beside it, stays as it was sent; a part that tells another year itself is
    two answers.
    """
    kind = _PARTS[fold(heading)]
    return Distinct.of([_together(part, year, kind) for part, year in zip(parts, years, strict=True)])


def _together(part: Value, year: Value, kind: str) -> Value:
    year_text = text_of(year).strip()
    if is_blank(part) or not _YEAR.fullmatch(year_text):
        return part
    text = text_of(part).strip()
    own = str(part.year) if isinstance(part, dt.date) else (period_of(text) or "")[:4]
    if own:
        return part if own == year_text else TwoAnswers(f"{text} ≠ {year_text}")
    number = _NUMBER.fullmatch(text)
    told = f"{text} {year_text}"
    if number:
        told = f"{year_text}-{int(number[1]):02d}" if kind == "month" else f"{year_text}-Q{number[1]}"
    return told if _MADE[kind].fullmatch(period_of(told) or "") else part
