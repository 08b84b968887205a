"""From a text to a quantity with its unit: shares, money in the programme's currency, durations in hours, counts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation

from pipeline.folding import fold
from pipeline.ingest.numbers import SPACES, Quantity, quantity_of
from pipeline.ingest.units import (
    CURRENCY_OF,
    DAYS,
    DOLLARS,
    HOURS,
    MAGNITUDE,
    MINUTES,
    MONTHS,
    PEOPLE,
    PERCENT,
    YEARS,
)

_TAX = re.compile(
    r"(?:^|\s)(?:h\.?t\.?(?:va)?|t\.?t\.?c\.?|hors taxes?|(?:excl?\.?|incl\.?|ex) (?:vat|taxes?|tva)|net)$", re.I
)
_PER: Mapping[str, re.Pattern[str]] = {
    "person": re.compile(r"\s*(?:/|par |per )\s*(?:pers(?:\.|onnes?|ons?)?|participants?|people|head|t[êe]te)$", re.I),
    "hour": re.compile(r"\s*(?:/|par |per )\s*(?:h|heure|hour)$", re.I),
    "year": re.compile(r"\s*(?:/|par |per )\s*(?:ans?|ann[ée]e|years?)$", re.I),
}
_PER_WHAT = {
    "fee_per_person": "person",
    "renewal_cost": "person",
    "hours_per_person": "person",
    "hourly_cost": "hour",
    "expected_annual_benefit": "year",
}
_MAGNITUDE = re.compile(
    r"(" + "|".join(sorted(MAGNITUDE, key=len, reverse=True)) + r")(?![a-z])\s*(?:de |d['’]|of )?(.*)", re.S
)
_GLUED_MAGNITUDE = re.compile(r"([kKM])\s?(€|\$|£|[A-Za-z]{3})")
_CLOCK = re.compile(r"(\d{1,4}):([0-5]\d)(?::([0-5]\d))?")
_TWO_PARTS = re.compile(r"(\d+)\s*([a-zé]+)\.?\s*(?:et |and |,)?\s*(\d{1,2})\s*([a-z]*)\.?", re.I)
_WORD = re.compile(r"[^\W\d_]+\.?")  # `€/h` and `/pers` are no units of what stands before them
_FINEST = Decimal("1e-10")


def share_of(quantity: Quantity) -> Decimal | None:
    """`12 %` as 0.12; None where no percent sign or word stands behind the number."""
    if quantity.before == "%" and not quantity.after:
        return quantity.number / 100
    return quantity.number / 100 if not quantity.before and quantity.after.lower() in PERCENT else None


def money_of(text: str, told: str, own: str, field: str = "") -> tuple[Decimal, str] | None:
    """The amount and the currency it names, '' where it names none; `1,5 k€ HT` is 1500 and EUR.

    `own` is the programme's currency: a bare `$` means it where it is a dollar. What an amount is counted per
    (`/ personne`, `/h`) is accepted only where the field says the same.
    """
    text = _without_per(text, field)
    for _ in range(2):
        text = _TAX.sub("", text)
    quantity = quantity_of(text, told, money=True)
    if quantity is None:
        return None
    before, factor = currency_of(quantity.before, own), Decimal(1)
    after = quantity.after.strip(". ") if quantity.after.lower() not in CURRENCY_OF else quantity.after
    behind = currency_of(after, own)
    if behind is None:
        match = _GLUED_MAGNITUDE.fullmatch(after) or _MAGNITUDE.fullmatch(after)
        if match is None:
            return None
        factor, behind = MAGNITUDE[match[1]], currency_of(match[2].strip(), own)
        if told == "en" and quantity_of(text, "", money=True) is None:
            return None  # `1,274 k€` is 1,274 € as soon as 1,274,000 €: a language does not tell which
    if before is None or behind is None or (before and behind and before != behind):
        return None
    if factor == 1 and (before or behind) and _has_three_decimals(text, told, quantity):
        return None
    return quantity.number * factor, before or behind


def _has_three_decimals(text: str, told: str, quantity: Quantity) -> bool:
    """Whether it is a price with three decimals as the file writes them: `EUR 3,400` was copied from elsewhere."""
    other = quantity_of(text, {",": ".", ".": ","}[told], money=True) if told in {",", "."} else None
    return other is not None and abs(other.number) > abs(quantity.number)


def is_magnitude(words: str) -> bool:
    """Whether these words multiply the number before them: `k`, `k€`, `milliers d'euros`."""
    match = _GLUED_MAGNITUDE.fullmatch(words) or _MAGNITUDE.fullmatch(words)
    return match is not None and currency_of(match[2].strip(), "") is not None


def currency_of(word: str, own: str) -> str | None:
    """The code that a symbol, a word or a code names; '' for no word at all, None for one that names no currency."""
    if not word:
        return ""
    code = CURRENCY_OF.get(word.lower())
    if code == "$":
        return own if own in DOLLARS else "USD"
    return code


def duration_of(text: str, told: str) -> tuple[Decimal, str] | None:
    """The number and its unit of time: `h`, `min` or `d`; what combines two units, or a clock, comes in `h`."""
    if both := _combined(text, Decimal(0)):
        return both, "h"
    quantity = quantity_of(text, told)
    if quantity is None or quantity.before:
        return None
    unit = _unit_of_time(quantity.after)
    return (quantity.number, unit) if unit else None


def hours_of(text: str, told: str, hours_per_day: Decimal, field: str = "") -> Decimal | None:
    """The duration in hours: `3 jours`, `90 min`, `7 h 30`, `7:30`, `1 j 3 h`; a plain number counts hours."""
    text = _without_per(text, field)
    if both := _combined(text, hours_per_day):
        return both
    quantity = quantity_of(text, told)
    if quantity is None or quantity.before:
        return None
    hours = {"": Decimal(1), "h": Decimal(1), "min": Decimal(1) / 60, "d": hours_per_day}
    unit = _unit_of_time(quantity.after) if quantity.after else ""
    return None if unit is None else _rounded(quantity.number * hours[unit])


def _combined(text: str, hours_per_day: Decimal) -> Decimal | None:
    text = text.strip(SPACES)
    if clock := _CLOCK.fullmatch(text):
        return _rounded(Decimal(clock[1]) + Decimal(clock[2]) / 60 + Decimal(clock[3] or 0) / 3600)
    parts = _TWO_PARTS.fullmatch(text)
    if parts is None:
        return None
    larger, smaller = _unit_of_time(parts[2]), _unit_of_time(parts[4]) if parts[4] else "min"
    if larger == "h" and smaller == "min" and int(parts[3]) < 60:
        return _rounded(Decimal(parts[1]) + Decimal(parts[3]) / 60)
    if larger == "d" and smaller == "h" and hours_per_day:
        return Decimal(parts[1]) * hours_per_day + Decimal(parts[3])
    return None


def _unit_of_time(word: str) -> str | None:
    word = fold(word) if _WORD.fullmatch(word) else ""
    return next((unit for unit, words in (("h", HOURS), ("min", MINUTES), ("d", DAYS)) if word in words), None)


def count_of(text: str, told: str, field: str = "") -> Decimal | None:
    """The whole number, zero or more; people may stand behind it, and behind a validity months or years."""
    quantity = quantity_of(text, told)
    if quantity is None or quantity.before:
        return None
    unit, number = fold(quantity.after) if _WORD.fullmatch(quantity.after) else "", quantity.number
    if field == "validity_months" and unit in YEARS:
        number *= 12
    elif quantity.after and unit not in (MONTHS if field == "validity_months" else PEOPLE):
        return None
    return number if number >= 0 and number == number.to_integral_value() else None


def _without_per(text: str, field: str) -> str:
    what = _PER_WHAT.get(field)
    return _PER[what].sub("", text) if what else text


def _rounded(hours: Decimal) -> Decimal:
    try:
        return hours.quantize(_FINEST, ROUND_HALF_EVEN)
    except InvalidOperation:  # so many digits before the point that none is left behind it
        return hours
