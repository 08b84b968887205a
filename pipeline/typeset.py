"""How a French and an English reader write: spaces that no line breaks at, thousands, decimal marks, signs, days."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from pipeline.vocabulary import Language

HARD, THIN, MINUS = "\u00a0", "\u202f", "\u2212"
MOST_DECIMALS = 5
MANY = 2  # from here on French counts in the plural
SAME_FOR_ONE = ("refus",)
MONTHS: dict[Language, tuple[str, ...]] = {
    "fr": ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
           "décembre"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December"),
}  # fmt: skip

_BESIDE_MARKS = re.compile(r"(?<=«) | (?=[»:;?!%])")


def typeset(text: str, language: Language) -> str:
    """A sentence; in French no line breaks between a word and the mark that stands apart from it."""
    return _BESIDE_MARKS.sub(HARD, text) if language == "fr" else text


def about(subject: str, said: str, language: Language) -> str:
    """`Contenu : 4 notes` or `Contenu: 4 notes`."""
    return f"{subject} : {said}" if language == "fr" else f"{subject}: {said}"


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


def day(value: dt.date, language: Language) -> str:
    """A date inside a sentence: `1er septembre 2026`, `12 November 2026`."""
    first = "1er" if language == "fr" and value.day == 1 else str(value.day)
    return f"{first}{HARD}{MONTHS[language][value.month - 1]}{HARD}{value.year}"
