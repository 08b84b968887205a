"""How a French and an English reader write: spaces that no line breaks at, thousands, decimal marks, signs."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.vocabulary import Language

HARD, THIN, MINUS = "\u00a0", "\u202f", "\u2212"
MOST_DECIMALS = 5
MANY = 2  # from here on French counts in the plural
SAME_FOR_ONE = ("refus",)

_ISO = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")
_BESIDE_MARKS = re.compile(r"(?<=«) | (?=[»:;?!%])")


def typeset(text: str, language: Language) -> str:
    """A sentence; in French no line breaks between a word and the mark that stands apart from it."""
    return _BESIDE_MARKS.sub(HARD, text) if language == "fr" else text


def day(iso: str, language: Language) -> str:
    """`30/09/2026` for a French reader, `2026-09-30` for an English one; what is no such day stays as it is."""
    return _ISO.sub(r"\3/\2/\1", iso) if language == "fr" else iso


def counted(count: int, plural: str, language: Language) -> str:
    """`1 erreur`, `2 erreurs`: nothing is singular in French and plural in English."""
    is_plural = count >= MANY if language == "fr" else count != 1
    words = [word if is_plural or word in SAME_FOR_ONE else word.removesuffix("s") for word in plural.split()]
    return f"{count} {' '.join(words)}"


def digits(written: str, language: Language) -> str:
    """A number written `-1,234.5`, as the language writes it: `−1 234,5` in French."""
    text = written.replace("-", MINUS)
    return text.replace(",", THIN).replace(".", ",") if language == "fr" else text


def number(value: float, language: Language, decimals: int = 0, *, shortest: bool = False, signed: bool = False) -> str:
    """`1 234,5` or `1,234.5`; `shortest` drops trailing zeros, `signed` writes a plus."""
    text = f"{abs(float(value)):,.{decimals}f}"
    if shortest and "." in text:
        text = text.rstrip("0").rstrip(".")
    zero = not text.strip("0.,")
    sign = "-" if value < 0 and not zero else "+" if signed and not zero else ""
    return digits(sign + text, language)


def percent(
    value: float, language: Language, decimals: int = 1, *, shortest: bool = False, signed: bool = False
) -> str:
    """`61,7 %` or `61.7%`, from a value on the scale 0 to 100."""
    text = number(value, language, decimals, shortest=shortest, signed=signed)
    return f"{text}{HARD}%" if language == "fr" else f"{text}%"


def score(value: float, language: Language, thresholds: Iterable[float] = (), decimals: int = 1) -> str:
    """A score in percent, with as many decimals as it takes not to look like a threshold that it does not equal."""
    while decimals < MOST_DECIMALS and any(round(value, decimals) == limit != value for limit in thresholds):
        decimals += 1
    return percent(value, language, decimals)
