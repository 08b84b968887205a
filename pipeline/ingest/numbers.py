"""From a text to the number it writes, with whatever stands before and behind it; what can mean two numbers is none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

SPACES = " \u00a0\u202f\u2009\u2007\u2002\u2003\u2004\u2005\u2006\u2008\u200a\t\n\r"
_LONGEST = 60
_BETWEEN_MARKS = 3  # digits
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


CONTRADICTORY = "?"
"""What `decimal_mark_of` says of a column whose numbers have both decimal marks."""


def decimal_mark_of(texts: Iterable[str]) -> str:
    """The decimal mark of a column, told by those of its numbers that can be read in one way only.

    '' where none tells, CONTRADICTORY where two tell otherwise.
    """
    told = {mark for text in texts if (mark := _told(text))}
    return CONTRADICTORY if len(told) > 1 else told.pop() if told else ""


def _told(text: str) -> str:
    if len(text) > _LONGEST or ("," not in text and "." not in text):
        return ""
    match = _QUANTITY.fullmatch(text.strip(SPACES))
    if match is None:
        return ""
    number = match["number"]
    if both := _BOTH_MARKS.fullmatch(number):
        return "." if both[1] else ","
    if _GROUPED.fullmatch(number):
        return "." if "," in number else ","
    if spaced := _SPACED.fullmatch(number):
        return "," if "," in number else "." if spaced[2] else ""
    one = _ONE_MARK.fullmatch(number)
    return one[2] if one and not _may_be_grouped(one[1], one[3]) else ""


def may_be_thousands(texts: Iterable[str], language: str) -> bool:
    """Whether a column of which no number tells the mark may part thousands with the mark of its language's decimals.

    `1,234` beside `950` in a French file: whoever writes three decimals writes them everywhere, and who parts no
    thousands writes 1234.
    """
    mark = {"fr": ",", "en": "."}.get(language)
    short = parted = False
    for text in texts:
        quantity = _QUANTITY.fullmatch(text.strip(SPACES)) if len(text) <= _LONGEST else None
        number = quantity["number"] if quantity else ""
        if _DIGITS.fullmatch(number):
            if len(number) > _BETWEEN_MARKS:
                return False
            short = True
        elif (one := _ONE_MARK.fullmatch(number)) and one[2] == mark and _may_be_grouped(one[1], one[3]):
            parted = True
    return short and parted


def number_of(text: str, told: str = "", *, money: bool = False) -> Decimal | None:
    """The number that the whole text writes, with either decimal mark, grouped or not; None where it writes none.

    `told` is what is known of how numbers are written: the decimal mark of the column, else the language. `1,500` is
    1.5 with a decimal comma or in French, 1500 with a decimal point or in English, else None. `1.250` is 1.25 with a
    decimal point or in English, 1250 with a decimal comma, else None. Money has no three decimals: there only the
    column's mark tells, for `1,500` also English and a sign in front.
    """
    quantity = quantity_of(text, told, money=money)
    return quantity.number if quantity and not quantity.before and not quantity.after else None


def quantity_of(text: str, told: str = "", *, money: bool = False) -> Quantity | None:
    """The one number of the text and what stands around it; None where there is no such number or it is ambiguous."""
    text = text.strip(SPACES)
    match = _QUANTITY.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None or (match["sign"] and match["inner"]):
        return None
    english = match["before"] in {"$", "£", "€", "US$"} and money and told in {"", "fr"}
    number = _unsigned(match["number"], "en" if english else told, money)
    if number is None:
        return None
    negative = (match["sign"] or match["inner"]) in {"-", "−"}
    return Quantity(
        -number if negative else number, match["before"].strip(SPACES), match["after"].strip(SPACES).removesuffix("(s)")
    )


def _unsigned(text: str, told: str, money: bool) -> Decimal | None:
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
        if _may_be_grouped(whole, decimals):
            return _perhaps_grouped(whole, mark, decimals, told, money)
        return Decimal(f"{whole or 0}.{decimals}")
    return None


def _may_be_grouped(whole: str, decimals: str) -> bool:
    return len(decimals) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0")


def _perhaps_grouped(whole: str, mark: str, decimals: str, told: str, money: bool) -> Decimal | None:
    decimal, grouped = Decimal(f"{whole}.{decimals}"), Decimal(whole + decimals)
    if told in {",", "."}:
        return decimal if mark == told else grouped
    if mark == "," and told == "en":
        return grouped
    return decimal if not money and told == {",": "fr", ".": "en"}[mark] else None


def never_grouped(number: str) -> str:
    """1.250 as 1.2500: as a text, a point before three digits could part thousands."""
    return f"{number}0" if len(number.partition(".")[2]) == 3 else number


def plain(number: Decimal) -> str:
    """The canonical text: no exponent, no trailing zeros, no plus, no negative zero."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text
