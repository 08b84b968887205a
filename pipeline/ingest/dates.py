"""From a text to the day it names, with its time where one is given; a day that could be two days is ambiguous."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from contextlib import suppress
from typing import Literal

from pipeline.folding import fold
from pipeline.ingest.numbers import SPACES

AMBIGUOUS: Literal["ambiguous"] = "ambiguous"
DayFirst = bool | Literal["ambiguous"] | None
"""Whether the day stands before the month; None: nothing tells; AMBIGUOUS: two dates contradict each other."""
_YEARS = range(1900, 2200)
_SERIALS = range(20_000, 80_001)  # October 1954 to January 2119, counted from 1900
_EPOCH_1900 = dt.datetime(1899, 12, 30)
_EPOCH_1904 = dt.datetime(1904, 1, 1)

_MONTH_WORDS = (
    ("janvier", "janv", "jan", "january"),
    ("fevrier", "fevr", "fev", "february", "feb"),
    ("mars", "mar", "march"),
    ("avril", "avr", "april", "apr"),
    ("mai", "may"),
    ("juin", "june", "jun"),
    ("juillet", "juil", "july", "jul"),
    ("aout", "aou", "august", "aug"),
    ("septembre", "sept", "sep", "september"),
    ("octobre", "oct", "october"),
    ("novembre", "nov", "november"),
    ("decembre", "dec", "december"),
)
MONTHS = {word: month for month, words in enumerate(_MONTH_WORDS, start=1) for word in words}
"""Month names and their usual abbreviations, folded, in both languages."""

_WEEKDAYS = frozenset(
    (
        "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
        "lun", "mar", "mer", "jeu", "ven", "sam", "dim",
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
        "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun",
    )
)  # fmt: skip
_FILLERS = frozenset({"le", "the", "on", "of", "de"})
_TIME = re.compile(
    r"(?:[\sT,]|(?<=\s)(?:à|at|[-–](?=\s)))+"
    r"(?P<hour>\d{1,2})\s?[:h]\s?(?P<minute>[0-5]\d)"
    r"(?:(?:[:m]|\smin\s)(?P<second>[0-5]\d)(?:[.,]\d+)?)?\s?s?"
    r"\s*(?P<half>[ap]\.?\s?m\b\.?)?"
    r"\s*(?:Z|\(?(?:UTC|GMT)?\s*(?:[+\-−]\d{1,2}(?::?\d{2})?)?\)?|CES?T)?",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"(\d{4})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{1,2})")
_AS_WE_WRITE = re.compile(r"(?:19|20|21)\d{2}-\d{2}-\d{2}(?: \d{2}:\d{2}:\d{2})?")
_NUMERIC = re.compile(r"\d{1,4}\s?([-/.])\s?\d{1,2}\s?\1\s?\d{1,4}")
_COMPACT = re.compile(r"((?:19|20|21)\d{2})(\d{2})(\d{2})")
_YEAR_LAST = re.compile(r"(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})")
_HALF_DAY = re.compile(r"\d\s*[ap]\.?\s?m\b", re.IGNORECASE)
_PERHAPS_YEARS = range(15, 32)  # 26-04-13 may be written with the year first
_OF_LAST_CENTURY = 70
_SERIAL = re.compile(r"(\d{5})(?:[.,](\d+))?")
_DAY = re.compile(r"(\d{1,2})(?:er|st|nd|rd|th)?")


def day_first_of(texts: Iterable[str]) -> DayFirst:
    """Whether a file or a column writes the day first, told by those of its dates that can be read in one way only."""
    told: set[bool] = set()
    for text in texts:
        written = _YEAR_LAST.match(text.strip(SPACES))
        if written and not _may_begin_with_the_year(written):
            first, second = int(written[1]), int(written[3])
            if first <= 12 < second <= 31 or second <= 12 < first <= 31:
                told.add(first > 12)
    return AMBIGUOUS if len(told) > 1 else told.pop() if told else None


def moment_of(
    text: str, *, language: str = "", day_first: DayFirst = None, from_1904: bool = False
) -> dt.datetime | Literal["ambiguous"] | None:
    """The day, at midnight or at the time sent (a time zone is dropped), AMBIGUOUS, or None for what is no date.

    Day and month are told apart by their values, then by `day_first`, then by the language: French writes the day
    first, but not beside AM or PM. A number of five digits is a serial date of a spreadsheet, from 1904 where the
    workbook says so.
    """
    if _AS_WE_WRITE.fullmatch(text):
        with suppress(ValueError):
            return dt.datetime.fromisoformat(text)
    day_text, time = _apart(text)
    if serial := _SERIAL.fullmatch(day_text):
        return None if time else _from_serial(serial, from_1904)
    language = "" if _HALF_DAY.search(text) else language
    day = _numeric_day(day_text, language, day_first) or _worded_day(day_text)
    if day is None or day == AMBIGUOUS or time is None:
        return day
    return day + time if time >= dt.timedelta(0) else None


def _apart(text: str) -> tuple[str, dt.timedelta | None]:
    """The text of the day, and the time of day; a negative one for a time that no clock shows."""
    text = text.strip(SPACES)
    numeric = _NUMERIC.match(text)
    if numeric:
        match = _TIME.fullmatch(text, numeric.end())
    else:
        match = next((one for one in _TIME.finditer(text) if one.end() == len(text)), None) if len(text) > 10 else None
    if match is None:
        return text, None
    hour, half = int(match["hour"]), (match["half"] or "").lower()
    if half:
        hour = hour % 12 + 12 * half.startswith("p") if 1 <= hour <= 12 else 99
    time = dt.timedelta(hours=hour, minutes=int(match["minute"]), seconds=int(match["second"] or 0))
    return text[: match.start()].strip(SPACES + ","), time if hour < 24 else dt.timedelta(-1)


def _from_serial(serial: re.Match[str], from_1904: bool) -> dt.datetime | None:
    days, fraction = int(serial[1]), float(f"0.{serial[2] or 0}")
    if days not in _SERIALS:
        return None
    return (_EPOCH_1904 if from_1904 else _EPOCH_1900) + dt.timedelta(days=days, seconds=round(fraction * 86_400))


def _may_begin_with_the_year(written: re.Match[str]) -> bool:
    if len(written[4]) != 2 or int(written[1]) not in _PERHAPS_YEARS:
        return False
    return written[2] == "-" or int(written[4]) < _PERHAPS_YEARS.start  # 26/10/01: nobody writes of 2001


def _numeric_day(text: str, language: str, day_first: DayFirst) -> dt.datetime | Literal["ambiguous"] | None:
    if written := _YEAR_FIRST.fullmatch(text):
        return _day(int(written[1]), int(written[3]), int(written[4]))
    if written := _COMPACT.fullmatch(text):
        return _day(int(written[1]), int(written[2]), int(written[3]))
    written = _YEAR_LAST.fullmatch(text)
    if written is None:
        return None
    first, second, year = int(written[1]), int(written[3]), _full_year(written[4])
    if _may_begin_with_the_year(written):
        return AMBIGUOUS
    if first > 12 or first == second:
        return _day(year, second, first)
    if second > 12:
        return _day(year, first, second)
    if written[2] == ".":  # nobody writes the month first with dots
        return _day(year, second, first)
    if day_first is None:
        day_first = language == "fr" or None
    if day_first is None or day_first == AMBIGUOUS:
        return AMBIGUOUS
    return _day(year, second, first) if day_first else _day(year, first, second)


def _worded_day(text: str) -> dt.datetime | None:
    words = [word for word in fold(text).split() if word not in _FILLERS]
    if len(words) == 4 and words[0] in _WEEKDAYS:
        words = words[1:]
    if len(words) != 3:
        return None
    month_at = next((at for at, word in enumerate(words) if word in MONTHS), None)
    if month_at is None:
        return None
    month = MONTHS[words.pop(month_at)]
    if len(words[0]) == 4 and month_at == 1:
        words.reverse()
    day, year = _DAY.fullmatch(words[0]), words[1]
    if month_at == 2 or day is None or not year.isdecimal() or len(year) not in {2, 4}:
        return None
    return _day(_full_year(year), month, int(day[1]))


def _full_year(year: str) -> int:
    if len(year) == 4:
        return int(year)
    return int(year) + (1900 if int(year) >= _OF_LAST_CENTURY else 2000)


def _day(year: int, month: int, day: int) -> dt.datetime | None:
    if year not in _YEARS:
        return None
    try:
        return dt.datetime(year, month, day)
    except ValueError:
        return None
