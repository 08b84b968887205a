"""From a text to the period that it names, from a month to a year, and from that to its first and last day."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable

from pipeline.folding import fold
from pipeline.ingest.dates import MONTHS
from pipeline.ingest.numbers import SPACES
from pipeline.quarters import ORDINAL, ORDINALS, YEAR, quarter_of

_HALVES = (
    re.compile(rf"[hs] ?(?P<half>[12]) (?P<year>{YEAR})"),
    re.compile(rf"(?P<year>{YEAR}) ?[hs] ?(?P<half>[12])"),
    re.compile(rf"(?P<half>{ORDINAL}) (?:semestre|half)(?: year)?(?: de| of)? (?P<year>{YEAR})"),
    re.compile(rf"(?:semestre|half) (?P<half>[12])(?: de| of)? (?P<year>{YEAR})"),
)
_WEEKS = (
    re.compile(rf"(?P<year>{YEAR}) ?w ?(?P<week>\d{{1,2}})"),
    re.compile(rf"(?:w|week|semaine|sem) ?(?P<week>\d{{1,2}})(?: de| of)? (?P<year>{YEAR})"),
)
_NUMBERED = re.compile(r"(?<![a-z])s ?(\d{1,2})(?!\d)")  # a half-year, or in French a week
_MONTH_LAST = re.compile(rf"{YEAR}\s?[-/ ]\s?(0?[1-9]|1[0-2])|{YEAR}(0[1-9]|1[0-2])")
_MONTH_FIRST = re.compile(rf"(0?[1-9]|1[0-2])\s?[-/. ]\s?{YEAR}")
_SHORT_YEAR = re.compile(r"[^\W\d_]+\.?[-/'’]\d{2}")  # sept-26, as spreadsheets show it; `Nov 22` would be a day
_ONLY_YEAR = re.compile(rf"(?:annee |year |exercice )?{YEAR}")
_UNTIL_THE_END = re.compile(
    r"(?:(?:d ici|by|pour|au plus tard) )?(?:(?:la|the) )?(?:fin|end)(?: (?:de|du|d|of|the|l|mois))* (?=\S)"
)


def period_of(text: str, *, weeks: bool = False) -> str | None:
    """`2026-H2`, `2026-Q3`, `2026-09` or `2026`; None for what names no such period.

    A week is the month that holds all of it; one that two months share names none. `weeks` says that `S1 2026` is a
    week and no half-year, as `counts_weeks` tells of a column.
    """
    return (None if weeks and _NUMBERED.search(fold(text)) else _named(text)) or _month_of_week(text, weeks)


def counts_weeks(texts: Iterable[str]) -> bool:
    """Whether a column counts weeks by `S`: one of its cells says `S35 2026`, which is no half-year."""
    return any((match := _NUMBERED.search(fold(text))) and int(match[1]) > 2 for text in texts)


def last_day_of(text: str) -> dt.datetime | None:
    """The end of the period that a deadline names: `T3 2026`, `fin 2026`, `end of Q3 2026`, `décembre 2026`."""
    folded = _UNTIL_THE_END.sub("", fold(text), count=1) if _UNTIL_THE_END.match(fold(text)) else ""
    span = _span(text) or (_span(folded) if folded else None)
    return span[1] if span else None


def first_day_of(text: str) -> dt.datetime | None:
    """The beginning of the period that a start names."""
    span = _span(text)
    return span[0] if span else None


def holds(period: str, other: str) -> bool:
    """Whether one period, as `period_of` names it, holds another and more: a year its quarters."""
    whole, part = _span(period), _span(other)
    return whole is not None and part is not None and whole != part and whole[0] <= part[0] and part[1] <= whole[1]


def _span(text: str) -> tuple[dt.datetime, dt.datetime] | None:
    period = _named(text)
    if not period:
        return None
    year = int(period[:4])
    if "Q" in period:
        return _months(year, 3 * int(period[-1]) - 2, 3)
    if "H" in period:
        return _months(year, 6 * int(period[-1]) - 5, 6)
    return _months(year, int(period[5:]), 1) if len(period) == 7 else _months(year, 1, 12)


def _months(year: int, first: int, count: int) -> tuple[dt.datetime, dt.datetime]:
    last = first + count - 1
    return dt.datetime(year, first, 1), dt.datetime(year, last, calendar.monthrange(year, last)[1])


def _named(text: str) -> str | None:
    return quarter_of(text) or _half_of(text) or _month_of(text) or _year_of(text)


def _half_of(text: str) -> str | None:
    for pattern in _HALVES:
        if (match := pattern.fullmatch(fold(text))) and ORDINALS[match["half"]] <= 2:
            return f"{match['year']}-H{ORDINALS[match['half']]}"
    return None


def _month_of_week(text: str, weeks: bool) -> str | None:
    folded = _NUMBERED.sub(r"w\1", fold(text)) if weeks else fold(text)
    for pattern in _WEEKS:
        if match := pattern.fullmatch(folded):
            try:
                days = [dt.date.fromisocalendar(int(match["year"]), int(match["week"]), day) for day in (1, 7)]
            except ValueError:
                return None
            first, last = (f"{day:%Y-%m}" for day in days)
            return first if first == last else None
    return None


def _month_of(text: str) -> str | None:
    bare = text.strip(SPACES)
    if match := _MONTH_LAST.fullmatch(bare):
        year, month = (match[1], match[2]) if match[1] else (match[3], match[4])
        return f"{year}-{int(month):02}"
    if match := _MONTH_FIRST.fullmatch(bare):
        return f"{match[2]}-{int(match[1]):02}"
    words = fold(text).split()
    if len(words) != 2:
        return None
    name, year = words if words[0] in MONTHS else reversed(words)
    if name not in MONTHS or not (_ONLY_YEAR.fullmatch(year) or _SHORT_YEAR.fullmatch(bare)):
        return None
    return f"{year if len(year) == 4 else '20' + year}-{MONTHS[name]:02}"


def _year_of(text: str) -> str | None:
    match = _ONLY_YEAR.fullmatch(fold(text))
    return match[1] if match else None
