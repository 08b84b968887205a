"""From amounts in cents, shares and hundredths of hours to the way a French or an English reader writes them."""

from __future__ import annotations

from pipeline.typeset import HARD, MINUS, digits, number
from pipeline.typeset import percent as percent_of
from pipeline.vocabulary import CURRENCY_SYMBOLS, Language


def symbol(unit: str, language: Language = "en") -> str:
    """`€` for EUR; in French `j` for a day, read as `d`; a currency, or a unit, without a sign by its code."""
    if unit == "d" and language == "fr":
        return "j"
    return CURRENCY_SYMBOLS.get(unit, unit)


def money(cents: int, language: Language, currency: str) -> str:
    """`12 500 €` or `€12,500`; cents only where there are any."""
    whole, rest = divmod(abs(cents), 100)
    text = digits(f"{whole:,}" + (f".{rest:02d}" if rest else ""), language)
    mark, sign = symbol(currency), MINUS if cents < 0 else ""
    return f"{sign}{text}{HARD}{mark}" if language == "fr" or len(mark) > 1 else f"{sign}{mark}{text}"


def percent(share: float, language: Language, decimals: int = 1) -> str:
    """`2,5 %` or `2.5%`, from a share of one; what is above zero never reads as zero."""
    while 0 < share * 100 < 0.5 * 10**-decimals and decimals < 6:
        decimals += 1
    return percent_of(share * 100, language, decimals, shortest=True)


def hours(hundredths: int, language: Language) -> str:
    """`1 250 h`."""
    return f"{number(hundredths / 100, language, 1, shortest=True)}{HARD}h"
