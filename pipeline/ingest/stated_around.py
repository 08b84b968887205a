"""From what stands around a table to what it says of its numbers: `montants en k€`, a row of units, `notes sur 10`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pipeline.folding import fold
from pipeline.ingest.heading_forms import stated_scale
from pipeline.ingest.sheet import Sheet
from pipeline.ingest.two_rows import texts_of
from pipeline.ingest.units import IN_DOUBT

_LONGEST = 120
_MONEY = (
    r"k\s?€|keur|m€|meur|milliers? d['’ ]\s?euros?|millions? d['’ ]\s?euros?|thousands? (?:of )?euros?|"
    r"millions? (?:of )?euros?"
)
_IN_MONEY = re.compile(rf"(?:.*(?:\ben|\bin|[:(\[])\s*)?({_MONEY})(?:\s*(?:ht|ttc))?\s*[)\]]?\s*[.*]*", re.I | re.S)
_AMOUNT = re.compile(r"\d\s*$")
_TELLING = re.compile(
    rf"({_MONEY}|€|eur(?:os?)?|\$|usd|j|jours?|days?|h|heures?|hours?|min|mn|minutes?|mois|months?|ans?|years?)"
    r"(?:\s*(?:ht|ttc))?(?:\s*(?:/|par |per )\s*([^\W\d]+)\.?)?",
    re.I,
)
_UNIT = re.compile(
    rf"[(\[]?\s*(?:{_TELLING.pattern}|pers\.?|personnes?|people|participants?|%|nb|nombre|number|texte?|date|"
    r"(?:jj|dd)/mm/(?:aa|yy){1,2}|oui\s*/\s*non|yes\s*/\s*no|"
    r"(?:notes? |ratings? )?(?:(?:de |from )?\d{1,2}\s*(?:à|to|[-–—])\s*\d{1,3}|(?:sur |out of |/)\s*\d{1,3}))\s*[)\]]?"
    r"|\([^()\d]{1,30}\)",
    re.I,
)
_SAME_PER = frozenset(
    ["h", "heure", "hour", "pers", "personne", "person", "participant", "tete", "head", "an", "annee", "year"]
)
"""What a fee, an hour's cost or a year's benefit is for anyhow; `€/jour` is no hour's cost."""
_OF_ALL = frozenset(
    {
        "montant", "montants", "amount", "amounts", "budget", "budgets", "cout", "couts", "cost", "costs", "depense",
        "depenses", "chiffre", "chiffres", "valeur", "valeurs", "figure", "figures", "prix", "price", "prices", "tous",
        "toutes", "les", "le", "la", "all", "unite", "unit", "en", "in", "des", "de", "du", "of", "the",
        "certification", "certifications", "formation", "formations", "ia", "ai", "exprimes", "expressed", "sont",
        "are", "registre", "register",
    }
)  # fmt: skip
"""The words of a title that speaks of every amount below it; of any other title nobody knows which it means."""
_LEGEND = re.compile(r"\d\s*(?:=|:|→|->|\(|[-–])?\s*[^\W\d].*\d|[^\W\d]\s*[=(]\s*\d.*\d", re.DOTALL)
_RATINGS = re.compile(r"\b(?:notes?|notez|notation|[ée]chelle|bar[èe]me|scale|ratings?|rated?|scores?)\b", re.I)
_WORDS = {"millier": "k€", "thousand": "k€", "keur": "k€", "million": "M€", "meur": "M€", "m€": "M€"}


@dataclass(frozen=True)
class Stated:
    """What is said of all amounts, of single columns (by index), and of the scale of all ratings.

    `money` is IN_DOUBT where nobody knows of which amounts something is said.
    """

    money: str = ""
    units: dict[int, str] = field(default_factory=dict)
    scale: tuple[int | None, int | None] = (None, None)
    legends: tuple[str, ...] = ()  # texts that may explain what the digits mean


NOTHING = Stated()


def stated_around(sheet: Sheet, above: range, aside: Iterable[int], below: int) -> tuple[Stated, bool]:
    """What the rows above a table, those set aside in it, and the row below its heading say; and whether that last one
    is nothing but units."""
    units: dict[int, str] = {}
    under = texts_of(sheet.rows[below]) if below < len(sheet.rows) else {}
    is_unit_row = _are_units(under)
    over = texts_of(sheet.rows[above.stop - 1]) if above else {}
    if len(over) > 1 and _are_units(over):  # a lone one is a title
        units |= _units(over)
    if is_unit_row:
        units |= _units(under)
    said = [
        text for index in (*above, *aside) for text in texts_of(sheet.rows[index]).values() if len(text) <= _LONGEST
    ]
    money = {unit for text in said if (unit := _money(text))} if not units else set()
    rated = [*filter(_RATINGS.search, said), *(under.values() if is_unit_row else ())]
    scales = {stated for text in rated if (stated := stated_scale(text)) != (None, None)}
    found = Stated(
        money=money.pop() if len(money) == 1 else IN_DOUBT if money else "",
        units=units,
        scale=scales.pop() if len(scales) == 1 else (None, None),
        legends=tuple(text for text in said if _LEGEND.search(text)),
    )
    return (found if found != NOTHING else NOTHING), is_unit_row


def _are_units(texts: Mapping[int, str]) -> bool:
    """Whether a row is nothing but units; a single cell must be one that tells what a number counts."""
    told = [text.strip() for text in texts.values()]
    return all(map(_UNIT.fullmatch, told)) and (len(told) > 1 or bool(_units(texts)))


def _units(texts: Mapping[int, str]) -> dict[int, str]:
    found = {column: _TELLING.fullmatch(text.strip(" ()[]")) for column, text in texts.items()}
    return {
        column: _spelled(match[1]) if not match[2] or fold(match[2]) in _SAME_PER else IN_DOUBT
        for column, match in found.items()
        if match
    }


def _money(text: str) -> str:
    match = _IN_MONEY.fullmatch(text.strip())
    if match is None or _AMOUNT.search(text.strip()[: match.start(1)]):
        return ""
    words = [word for word in fold(text.strip()[: match.start(1)]).split() if not word.isdigit()]
    return _spelled(match[1]) if _OF_ALL.issuperset(words) else IN_DOUBT


def _spelled(unit: str) -> str:
    folded = unit.lower().replace(" ", "")
    return next((short for word, short in _WORDS.items() if folded.startswith(word)), unit)
