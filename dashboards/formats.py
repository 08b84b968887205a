"""From numbers and dates to the way a French or an English reader writes them."""

from __future__ import annotations

import datetime as dt
import re

import pandas as pd

from pipeline.amounts import beside
from pipeline.amounts import symbol as symbol
from pipeline.methods.confidence import cases
from pipeline.typeset import HARD as HARD
from pipeline.typeset import THIN
from pipeline.typeset import number as number
from pipeline.typeset import percent as percent
from pipeline.typeset import score as score
from pipeline.vocabulary import ALL, UNDATED, Language

LONGEST_UNIT = 3
"""Longer units stand once above a chart or a table, not behind each number."""

MONTHS: dict[Language, tuple[str, ...]] = {
    "fr": ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juill.", "août", "sept.", "oct.", "nov.", "déc."),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}


def absent(value: object) -> bool:
    """Whether there is nothing to show: None, NaN, NaT or an empty text."""
    return value is None or value is pd.NA or value is pd.NaT or value == "" or value != value


def share(value: float, language: Language) -> str:
    """A share of one in whole percents: what is not all never reads as all, what is some never as none."""
    if 0.995 <= value < 1:
        return f"plus de {percent(99, language, 0)}" if language == "fr" else "over 99%"
    if 0 < value < 0.005:
        return f"moins de {percent(1, language, 0)}" if language == "fr" else "under 1%"
    return percent(100 * value, language, 0)


def way(value: float, language: Language) -> str:
    """A share of the way to a target; who moved away from it covered none of it."""
    if value < 0:
        return "s'en éloigne" if language == "fr" else "moving away"
    if value > 2:
        return f"plus de {percent(200, language, 0)}" if language == "fr" else "over 200%"
    return share(value, language)


def frequency(value: float, language: Language) -> str:
    """In how many of the draws something holds: `87 %`; `presque toujours` where it is not quite all of them."""
    if 0.995 <= value < 1:
        return "presque toujours" if language == "fr" else "nearly always"
    if 0 < value < 0.005:
        return "presque jamais" if language == "fr" else "hardly ever"
    return percent(100 * value, language, 0)


def chance(value: float, language: Language) -> str:
    """A probability to the nearest 5 %, as sentences say it in cases out of twenty; never none and never certain."""
    steps = cases(value)
    if steps >= 20:
        return f"plus de {percent(95, language, 0)}" if language == "fr" else "over 95%"
    if steps <= 0:
        return f"moins de {percent(5, language, 0)}" if language == "fr" else "under 5%"
    return percent(5 * steps, language, 0)


def points(value: float, language: Language) -> str:
    """A difference of scores: `+4,3 pts`."""
    return f"{number(value, language, 1, signed=True)}{HARD}pts"


def axis(language: Language, decimals: int) -> str:
    """A Vega expression that writes `datum.value` as the language does, with so many decimals at most."""
    written = f"format(datum.value, ',.{decimals}~f')"
    if language == "en":
        return written
    return f"replace(replace({written}, /,/g, '{THIN}'), '.', ',')"


def date(value: object, language: Language) -> str:
    """`22 nov. 2026` or `22 Nov 2026`; empty where there is none."""
    if absent(value):
        return ""
    day = pd.Timestamp(value)  # type: ignore[arg-type]
    return f"{day.day}{HARD}{MONTHS[language][day.month - 1]}{HARD}{day.year}"


def local(at: object) -> dt.datetime:
    """A moment of the audit log as the clock here shows it."""
    return dt.datetime.fromisoformat(str(at)).astimezone().replace(tzinfo=None)


def instant(value: object, language: Language) -> str:
    """A date with the time of day; midnight to the second is a date that was sent without one."""
    if absent(value):
        return ""
    moment = pd.Timestamp(value)  # type: ignore[arg-type]
    if moment == moment.normalize():
        return date(moment, language)
    clock = f"{moment.hour}{HARD}h{HARD}{moment.minute:02d}" if language == "fr" else f"{moment:%H:%M}"
    return f"{date(moment, language)}, {clock}"


def period(value: str, language: Language) -> str:
    """`2026-Q3` is T3 2026 in French and Q3 2026 in English, a half S1 or H1; months by name; the rest as it is."""
    if quarter := re.fullmatch(r"(\d{4})-Q([1-4])", value):
        return f"{'T' if language == 'fr' else 'Q'}{quarter[2]}{HARD}{quarter[1]}"
    if half := re.fullmatch(r"(\d{4})-H([12])", value):
        return f"{'S' if language == 'fr' else 'H'}{half[2]}{HARD}{half[1]}"
    if month := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", value):
        return f"{MONTHS[language][int(month[2]) - 1]}{HARD}{month[1]}"
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return date(dt.date.fromisoformat(value), language)
    if value in (UNDATED, ALL):
        return "sans date" if language == "fr" else "undated"
    return value


def kpi_value(value: float, unit: str, kind: str, language: Language) -> str:
    """A KPI's value with its unit where that is short: `38 %`, `1 250 €`. A rate without a unit is a share of one."""
    if kind == "rate" and not unit:
        return percent(100 * value, language, _not_zero(100 * value, 1), shortest=True)
    if unit == "%":
        return percent(value, language, _not_zero(value, 1), shortest=True)
    return _with_unit(number(value, language, _decimals(value), shortest=True), unit, language)


def kpi_difference(value: float, unit: str, kind: str, language: Language) -> str:
    """A difference between two values of a KPI, signed; rates differ by points, never by percents."""
    if kind == "rate" or unit == "%":
        share = 100 * value if not unit else value
        return f"{number(share, language, _not_zero(share, 1), shortest=True, signed=True)}{HARD}pts"
    return _with_unit(number(value, language, _decimals(value), shortest=True, signed=True), unit, language)


def _decimals(value: float) -> int:
    return 0 if abs(value) >= 1000 else 1 if abs(value) >= 10 else _not_zero(value, 2)


def _not_zero(value: float, decimals: int) -> int:
    """So many decimals, or as many more as it takes for what is not nothing not to read as nothing."""
    while 1e-9 < abs(value) < 0.5 * 10**-decimals:
        decimals += 1
    return decimals


def _with_unit(text: str, unit: str, language: Language) -> str:
    return beside(text, unit, language) if len(symbol(unit, language)) <= LONGEST_UNIT else text
