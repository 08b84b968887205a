"""From a column of units or currencies to the columns of numbers whose unit it tells, row by row."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence

from pipeline.folding import fold
from pipeline.ingest.distinct import Distinct
from pipeline.ingest.numbers import never_grouped
from pipeline.ingest.quantities import currency_of
from pipeline.ingest.raw_tables import Content
from pipeline.ingest.sheet import Value
from pipeline.ingest.texts import text_of
from pipeline.ingest.units import IN_DOUBT
from pipeline.vocabulary import FIELD

_UNITS = frozenset({"unite", "unites", "unit", "units", "uom"})
_CURRENCIES = frozenset({"devise", "devises", "currency", "currencies", "monnaie", "ccy"})
_MEASURED = frozenset({"amount", "hours", "count"})
_OF_A_KPI = ("kpi", "value", "target_kpi", "target_value", "baseline_value")
_LONGEST = 4  # words of such a heading: "Unité de la durée"


def units_beside(headings: Sequence[str], fields: Mapping[int, str], taken: Container[int]) -> dict[int, int]:
    """By position of a column of numbers, that of the column that tells its units.

    A currency is that of every amount; any other unit is that of the column of numbers just before it.
    """
    measured = {at: FIELD[field].reading for at, field in fields.items() if FIELD[field].reading in _MEASURED}
    found: dict[int, int] = {}
    for at, heading in enumerate(headings):
        words = fold(heading).split()
        if at in taken or not 0 < len(words) <= _LONGEST:
            continue
        if not _CURRENCIES.isdisjoint(words):
            found |= {one: at for one, reading in measured.items() if reading == "amount"}
        elif words[0] in _UNITS and at - 1 in measured:
            found[at - 1] = at
    return found


def names_units(heading: str, beside: Iterable[str], before: Container[str]) -> bool:
    """Whether a heading that may name a team, a unit, is that of the amounts or durations just before it (`Durée`,
    `Unité`) or of the measures of a KPI (`Indicateur`, `Valeur`, `Unité`).

    `beside` are the fields that the column just before it may bring, `before` those of all the columns before it.
    """
    if fold(heading) not in _UNITS:
        return False
    return any(FIELD[field].reading in {"amount", "hours"} for field in beside) or any(
        field in before for field in _OF_A_KPI
    )


def units_told(units: Distinct[Value], meaning: Callable[[Value, str], Content]) -> list[str]:
    """The unit in each row, '' for none; empty where the column holds no such units but, say, departments."""
    if not any(meaning(f"1 {text_of(unit)}", "")[1] in {"number", "currency"} for unit in units.different):
        return []
    return [text_of(unit).strip() for unit in units]


def with_unit(value: Value, unit_told: str, unit: str) -> str:
    """The text of a bare number with its unit: what the heading and the cell or column beside it say together."""
    text = never_grouped(text_of(value)) if isinstance(value, int | float) else text_of(value)
    if not unit_told or not unit:
        return f"{text} {unit_told or unit}"
    in_heading = unit_told.strip("kM ")
    if not in_heading:
        return f"{text} {unit_told} {unit}"
    same = fold(unit) == fold(in_heading) or (currency_of(unit, "") or "?") == currency_of(in_heading, "")
    return f"{text} {unit_told if same else IN_DOUBT}"


def is_less_than_one(value: Value, unit_told: str) -> bool:
    """Whether a number is none of the thousands or millions of the heading: `12,50 €` below `(k€)` may be 12,500."""
    size = {"k": 1_000, "M": 1_000_000}.get(unit_told[:1], 0)
    return isinstance(value, int | float) and 0 < abs(value) < size
