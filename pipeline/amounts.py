"""From whole numbers to the way a French or an English reader writes them in a sentence."""

from __future__ import annotations

from pipeline.vocabulary import CURRENCY_SYMBOLS, Language

HARD, THIN = "\u00a0", "\u202f"


def number(value: float, language: Language, decimals: int = 0) -> str:
    """`1 234,5` or `1,234.5`, without trailing zeros."""
    text = f"{value:,.{decimals}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(",", THIN).replace(".", ",") if language == "fr" else text


def money(cents: int, language: Language, currency: str) -> str:
    """`12 500 €` or `€12,500`; cents only where there are any."""
    whole, rest = divmod(abs(cents), 100)
    text = number(whole, language) + (f"{',' if language == 'fr' else '.'}{rest:02d}" if rest else "")
    symbol = CURRENCY_SYMBOLS.get(currency, currency)
    sign = "−" if cents < 0 else ""
    return f"{sign}{text}{HARD}{symbol}" if language == "fr" or len(symbol) > 1 else f"{sign}{symbol}{text}"


def percent(share: float, language: Language, decimals: int = 1) -> str:
    """`2,5 %` or `2.5%`, from a share of one; what is above zero never reads as zero."""
    while 0 < share * 100 < 0.5 * 10**-decimals and decimals < 6:
        decimals += 1
    text = number(share * 100, language, decimals)
    return f"{text}{HARD}%" if language == "fr" else f"{text}%"


def hours(hundredths: int, language: Language) -> str:
    """`1 250 h`."""
    return f"{number(hundredths / 100, language, 1)}{HARD}h"
