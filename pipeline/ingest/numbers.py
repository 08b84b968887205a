"""From a text to the number it writes, with whatever stands before and behind it; what can mean two numbers is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

SPACES = " \u00a0\u202f\u2009\u2007\u2002\u2003\u2004\u2005\u2006\u2008\u200a\t\n\r"
_LONGEST = 60
_GAP = r"[ \u00a0\u202f\u2009\u2007'’]"
_DIGITS = re.compile(r"[0-9]+")
_SPACED = re.compile(rf"([0-9]{{1,3}}(?:{_GAP}[0-9]{{3}})+)(?:[.,]([0-9]+))?")
_BOTH_MARKS = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+)\.([0-9]+)|([0-9]{1,3}(?:\.[0-9]{3})+),([0-9]+)")
_GROUPED = re.compile(r"[0-9]{1,3}(?:(?:,[0-9]{3}){2,}|(?:\.[0-9]{3}){2,})")
_ONE_MARK = re.compile(r"([0-9]*)([.,])([0-9]+)")
_QUANTITY = re.compile(
    r"(?P<sign>[+\-−]?)\s*(?P<before>[^\d\s.,+\-−()]{0,4})\s*(?P<inner>[+\-−]?)\s*"
    rf"(?P<number>[0-9](?:(?:[0-9.,]|{_GAP}(?=[0-9]))*[0-9])?|[.,][0-9]+)\s*(?P<after>.*)",
    re.DOTALL,
)


@dataclass(frozen=True)
class Quantity:
    """A number and the words around it, trimmed."""

    number: Decimal
    before: str
    after: str


def number_of(text: str, language: str = "", *, money: bool = False) -> Decimal | None:
    """The number that the whole text writes, with either decimal mark, grouped or not; None where it writes none.

    `1,500` is 1.5 in French and 1500 in English, else None. `1.250` is a decimal in English, else None; `1.125` is one
    everywhere, as programs write it. Money has no three decimals: there `1,500` is 1500 in English or behind its sign,
    else None.
    """
    quantity = quantity_of(text, language, money=money)
    return quantity.number if quantity and not quantity.before and not quantity.after else None


def quantity_of(text: str, language: str = "", *, money: bool = False) -> Quantity | None:
    """The one number of the text and what stands around it; None where there is no such number or it is ambiguous."""
    text = text.strip(SPACES)
    match = _QUANTITY.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None or (match["sign"] and match["inner"]):
        return None
    english = match["before"] in {"$", "£", "€", "US$"} and money
    number = _unsigned(match["number"], "en" if english else language, money)
    if number is None:
        return None
    negative = (match["sign"] or match["inner"]) in {"-", "−"}
    return Quantity(-number if negative else number, match["before"].strip(SPACES), match["after"].strip(SPACES))


def _unsigned(text: str, language: str, money: bool) -> Decimal | None:
    if _DIGITS.fullmatch(text):
        return Decimal(text)
    if spaced := _SPACED.fullmatch(text):
        return Decimal(f"{re.sub(_GAP, '', spaced[1])}.{spaced[2] or 0}")
    if both := _BOTH_MARKS.fullmatch(text):
        whole, decimals = (both[1], both[2]) if both[1] else (both[3], both[4])
        return Decimal(f"{whole.replace(',', '').replace('.', '')}.{decimals}")
    if _GROUPED.fullmatch(text):
        return Decimal(text.replace(",", "").replace(".", ""))
    if one := _ONE_MARK.fullmatch(text):
        whole, mark, decimals = one.groups()
        if len(decimals) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0"):
            return _perhaps_grouped(whole, mark, decimals, language, money)
        return Decimal(f"{whole or 0}.{decimals}")
    return None


def _perhaps_grouped(whole: str, mark: str, decimals: str, language: str, money: bool) -> Decimal | None:
    decimal, grouped = Decimal(f"{whole}.{decimals}"), Decimal(whole + decimals)
    if mark == ",":
        if language == "en":
            return grouped
        return decimal if language == "fr" and not money else None
    return decimal if not decimals.endswith("0") or (language == "en" and not money) else None


def plain(number: Decimal) -> str:
    """The canonical text: no exponent, no trailing zeros, no plus, no negative zero."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text
