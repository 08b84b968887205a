"""From a cell's number format to what it shows beside the number: a percent sign, a currency, a unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.ingest.quantities import is_magnitude
from pipeline.ingest.units import CURRENCY_OF, PERCENT

_PERCENT = frozenset({"9", "10"})  # built into every workbook: 0% and 0.00%


@dataclass(frozen=True)
class Shown:
    """`unit` leaves the number as it is: '%', a currency code, or '/10' for so many of ten; `suffix` is text that
    changes what it means."""

    unit: str = ""
    suffix: str = ""


_PARTS = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|[_*].|(.)', re.DOTALL)
_DATE = re.compile(r"[dmyhs]", re.IGNORECASE)
_SCALED = re.compile(r"[0#?],+(?![0#?,])")
_TELLING = re.compile(
    r"%|[kM]\s?[€$£]|[€$£]\s?[kM]|k(?:eur|usd|gbp|chf)|"
    r"j|jours?|days?|d|h|heures?|hours?|hrs?|min|mn|minutes?|ans?|années?|years?|semaines?|weeks?|"
    r"(?:[kM]\s?)?[€$£]\s?(?:/|par |per )\s?\w+\.?",
    re.IGNORECASE,
)
_OF_TOP = re.compile(r"(?:/|sur|out of|of)\s?(\d{1,3})", re.IGNORECASE)


@lru_cache(maxsize=4096)
def shown_by(code: str) -> Shown:
    """What the format's first section adds to a number; dates and plain numbers add nothing."""
    literal, bare = "", ""
    for quoted, escaped, symbol, other in _PARTS.findall(code):
        if other == ";":
            break
        if other and other not in "€$£¥":
            bare += other
        else:
            literal += quoted or escaped or symbol or other
    if bare.strip().lower() not in {"", "general", "standard"} and _DATE.search(bare):
        return Shown()
    if "%" in bare:
        return Shown(unit="%")
    words = literal.replace("\u00a0", " ").replace("\u202f", " ").strip()
    currency = CURRENCY_OF.get(words.lower()) or (CURRENCY_OF.get(words.strip("kM ").lower()) if words else None)
    if currency and (_SCALED.search(bare) or words.lower() in CURRENCY_OF):
        return Shown(unit=currency)
    if top := _OF_TOP.fullmatch(words):
        return Shown(unit=f"/{int(top[1])}")
    if is_magnitude(words):
        tells = not _SCALED.search(bare)
    else:
        tells = _TELLING.fullmatch(words) is not None or words.lower() in PERCENT
    return Shown(suffix=words) if tells else Shown()


def shown_by_number(number: str) -> Shown:
    """The same for a built-in format, which has no code in the file; a built-in currency is the reader's own."""
    return Shown(unit="%") if number in _PERCENT else Shown()
