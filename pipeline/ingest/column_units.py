"""From a column's heading, what stands around its table and its other cells to the unit that its bare numbers have."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from pipeline.folding import fold
from pipeline.ingest.heading_forms import stated_scale
from pipeline.ingest.raw_tables import Content
from pipeline.ingest.sheet import Value
from pipeline.ingest.table import Table
from pipeline.ingest.texts import text_of
from pipeline.ingest.units import CURRENCY_OF, DAYS, HOURS, IN_DOUBT, MINUTES
from pipeline.vocabulary import FIELD

NUMBERED = frozenset({"number", "amount", "hours", "count", "target", "of_five"})
_UP_TO_FIVE = frozenset({(None, None), (None, 5), (1, 5)})
_BARE_NUMBER = re.compile(r"[+\-−]?[\d\s\u00a0\u202f.,]+")
_IN_BRACKETS = re.compile(
    r"[(\[]\s*(?:en |in )?(k€|M€|keur|[€$£]|eur|usd|gbp|chf|jours?|days?|j|d|heures?|hours?|h|"
    r"minutes?|min|mn|mois|months?|ans?|années?|years?)"
    r"(?:\s*(?:ht|ttc))?\s*[)\]]\s*[?:*]*\s*$",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[^\W\d_]+|[€$£¥]|\d+")
_GLUED = re.compile(r"([km])([a-z]{3,5})")
_THOUSANDS = frozenset({"k", "ke", "000", "millier", "milliers", "thousand", "thousands"})
_MILLIONS = frozenset({"mio", "million", "millions"})
_TOO_MANY = frozenset({"md", "mds", "bn", "milliard", "milliards", "billion", "billions", "cent", "cents", "centimes"})
_SYMBOLS = frozenset("€$£¥")
_ALWAYS_MONEY = frozenset({"eur", "euro", "euros", "usd", "dollar", "dollars", "gbp", "chf"})  # `try` is no lira
_TIMES = {"j": DAYS - {"d"}, "h": HOURS, "min": MINUTES}
_OTHER_TIMES = frozenset(
    {"semaine", "semaines", "week", "weeks", "demi", "half", "mois", "months", "seances", "sessions"}
)
_MAGNITUDE_BEHIND = re.compile(
    r"\d\s*(?:(?:[kKM]|milliers?|millions?|thousands?)(?![a-zA-Zé])|[kM](?:€|\$|£|[A-Z]{3}))"
)
_WORD = re.compile(r"[^\W\d_]+")
_FAR = 100


def is_bare(text: str) -> bool:
    """Whether a text is a number and nothing else."""
    return _BARE_NUMBER.fullmatch(text) is not None


def column_unit(
    table: Table, position: int, field: str, values: Iterable[Value], meaning: Callable[[Value, str], Content]
) -> str:
    """The unit that the heading, or what stands around the table, gives bare numbers; '' for none.

    It is that of measures only beside others that name a unit of their own. Who writes all amounts in k€ may still
    mean euros an hour: then it is IN_DOUBT, no unit at all, and nothing is read. So it is where a heading says two
    units, or none while other cells of its column say one that is not the plain one: `3` beside `2 jours`.
    """
    reading = FIELD[field].reading
    if reading not in NUMBERED:
        return ""
    heading = table.headings[position]
    if reading == "of_five":
        return "" if stated_scale(heading) in _UP_TO_FIVE else IN_DOUBT
    if reading == "amount":
        unit = IN_DOUBT if field != "hourly_cost" and _time_told(heading, any_word=False) else _money_told(heading)
    elif reading == "hours":
        unit = _time_told(heading)
    else:
        match = _IN_BRACKETS.search(heading)
        unit = match[1] if match else ""
    unit = unit or table.stated.units.get(table.first + position, _money_around(table, field))
    if reading in {"amount", "hours"}:
        return unit or (IN_DOUBT if _is_doubtful(list(values), reading, meaning) else "")
    if not unit or reading == "count":
        return unit
    return unit if any(type(value) is str and meaning(value, "")[3] for value in values) else ""


def _money_told(heading: str) -> str:
    """`k€` for a heading that says k€, €k, kEUR or thousands of euros, wherever it does."""
    written = _TOKEN.findall(heading)
    tokens = [token.lower() for token in written]
    factors: set[str] = set()
    currencies: set[str] = set()
    for place, token in enumerate(tokens):
        around = {*tokens[max(place - 1, 0) : place], *tokens[place + 1 : place + 2]}
        glued = _GLUED.fullmatch(token)
        if token in _TOO_MANY:
            return IN_DOUBT
        if token in CURRENCY_OF and (token in _ALWAYS_MONEY or written[place].isupper() or token in _SYMBOLS):
            currencies.add(CURRENCY_OF[token])
        elif glued and glued[2] in CURRENCY_OF:
            factors.add(glued[1])
            currencies.add(CURRENCY_OF[glued[2]])
        elif token in _THOUSANDS:
            factors.add("k")
            currencies |= {"EUR"} if token == "ke" else set()
        elif token in _MILLIONS or (token == "m" and around & _SYMBOLS):
            factors.add("m")
    if len(factors) > 1 or len(currencies) > 1:
        return IN_DOUBT
    factor = {"k": "k", "m": "M"}.get("".join(factors), "")
    return factor + "".join(currencies)


def _time_told(heading: str, *, any_word: bool = True) -> str:
    """`j`, `h` or `min` for a heading that counts days, hours or minutes, wherever it says so, or in brackets alone.

    `Coût (min)` is no cost: it may be the lowest one.
    """
    match = _IN_BRACKETS.search(heading)
    if not any_word:
        return match[1] if match and fold(match[1]) in {*DAYS, *HOURS, *MINUTES} else ""
    told = {*fold(heading).split()} | ({"jours"} if match and match[1].lower() == "d" else set())
    units = [unit for unit, names in _TIMES.items() if not names.isdisjoint(told)]
    if len(units) > 1 or not _OTHER_TIMES.isdisjoint(told):
        return IN_DOUBT
    return units[0] if units else ""


def _is_doubtful(values: Sequence[Value], reading: str, meaning: Callable[[Value, str], Content]) -> bool:
    """Whether other cells name a unit that a bare number may be meant in too.

    `3` beside `2 jours` may be days; `12` beside `15 k€` thousands, for it is less than a hundredth of it, as `400`
    beside `1,5 k€` is not.
    """
    if reading != "amount":
        named = [{fold(word) for word in _WORD.findall(text_of(value))} for value in values if type(value) is str]
        return any(told & (DAYS | MINUTES) and not told & HOURS for told in named)
    large = [_size(value, meaning) for value in values if type(value) is str and _MAGNITUDE_BEHIND.search(value)]
    if not large:
        return False
    bare = [_size(value, meaning) for value in values if is_bare(text_of(value))]
    return any(0 < one * _FAR < max(large) for one in bare)


def _size(value: Value, meaning: Callable[[Value, str], Content]) -> Decimal:
    _, kind, reading, _ = meaning(value, "")
    return abs(Decimal(reading)) if kind == "number" else Decimal(0)


def _money_around(table: Table, field: str) -> str:
    if not table.stated.money or FIELD[field].reading != "amount":
        return ""
    return IN_DOUBT if field == "hourly_cost" else table.stated.money
