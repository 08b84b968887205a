"""From amounts in cents, shares and hundredths of hours to the way a French or an English reader writes them."""

from __future__ import annotations

import re

from pipeline.typeset import HARD, MINUS, digits, number
from pipeline.typeset import percent as percent_of
from pipeline.vocabulary import CURRENCY_SYMBOLS, Language

COUNTED_UNITS = {
    "an", "année", "appel", "article", "candidature", "client", "commande", "contrat", "demande", "document",
    "dossier", "erreur", "facture", "heure", "incident", "jour", "livrable", "minute", "page", "participant",
    "personne", "point", "projet", "rapport", "retard", "réclamation", "réponse", "semaine", "ticket", "vente",
    "visite", "day", "hour", "week", "month", "year", "call", "customer", "order", "contract", "request",
    "file", "error", "invoice", "report", "response", "sale", "visit",
}  # fmt: skip
"""Units that take an s where there are several. A unit is free text: other words stay as they were sent."""


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


def stands_before(unit: str, language: Language) -> bool:
    """Whether the unit is written before its number, as a currency's sign is in English."""
    return language == "en" and symbol(unit) in CURRENCY_SYMBOLS.values()


def beside(shown: str, unit: str, language: Language) -> str:
    """A number as shown, with its unit: `38 %`, `1 jour`; in English `−€1.67`, the currency before it."""
    mark = symbol(unit, language)
    if not mark:
        return shown
    if language == "fr":
        return f"{shown}{HARD}{_agreed(mark, shown, language)}"
    if mark == "%":
        return f"{shown}%"
    if stands_before(unit, language):
        sign = shown[:1] if shown[:1] in ("+", MINUS) else ""
        return f"{sign}{mark}{shown.removeprefix(sign)}"
    return f"{shown}{HARD}{_agreed(mark, shown, language)}"


def _agreed(unit: str, shown: str, language: Language) -> str:
    """The unit in the singular or the plural where its first word is one that we know; any other as it was sent."""
    word = re.match(r"[^\W\d_]*", unit)[0]  # type: ignore[index]
    single = word[:-1] if word.endswith("s") else word
    if single.lower() not in COUNTED_UNITS:
        return unit
    size = shown.lstrip("+" + MINUS)
    one = size == "1" if language == "en" else size != "" and size.split(",")[0] in ("0", "1")
    return (single if one else single + "s") + unit[len(word) :]


def percent(share: float, language: Language, decimals: int = 1) -> str:
    """`2,5 %` or `2.5%`, from a share of one; what is above zero never reads as zero."""
    while 0 < share * 100 < 0.5 * 10**-decimals and decimals < 6:
        decimals += 1
    return percent_of(share * 100, language, decimals, shortest=True)


def hours(hundredths: int, language: Language) -> str:
    """`1 250 h`."""
    return f"{number(hundredths / 100, language, 1, shortest=True)}{HARD}h"
