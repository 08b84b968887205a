"""From a table of KPIs to the rows that say that nobody measured them: a budget, a forecast, a total to date."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from pipeline.ingest.folding import fold
from pipeline.ingest.heading_forms import words
from pipeline.ingest.sheet import Value

if TYPE_CHECKING:
    from pipeline.ingest.tables import Table

_LONGEST = 40
_AIMED = words(
    "budget budgets budgete budgetee budgetes budgetees prevision previsions previsionnel previsionnelle "
    "previsionnels previsionnelles prevu prevue prevus prevues forecast forecasts reforecast planned planifie "
    "planifiee estime estimee estimes estimees estimation estimations estimate estimates estimated projection "
    "projections projected simulation simulations atterrissage ecart ecarts variance variances delta deltas"
)
_TO_DATE = words("cumul cumuls cumule cumulee cumules cumulees cumulative cumulated ytd")
_OF_A_ROW = frozenset(
    {
        "objectif", "objectifs", "cible", "cibles", "target", "targets", "goal", "plan", "n 1", "annee n 1",
        "annee precedente", "previous year", "prior year", "last year", "year to date", "mtd", "qtd", "evolution",
        "variation", "difference", "moyenne mobile", "rolling average", "moving average", "budget revise",
        "revised budget", "rolling forecast", "budget initial",
    }
)  # fmt: skip
"""What may say it in a cell of its own row, folded; elsewhere these words are on every dashboard."""


def not_measured(table: Table, titles: Iterable[str]) -> list[int]:
    """The rows of data that a cell no column reads, or one of the `titles` above them all, says not to be measures."""
    if table.recognised.record != "C" or not table.data:
        return []
    if any(map(_is_title_of_others, titles)):
        return list(table.data)
    columns = table.columns()
    read = {*table.recognised.columns, *table.recognised.times, *table.recognised.years.values()}
    found = np.zeros(len(table.data), "?")
    for place in range(len(columns)):
        if place not in read:
            found |= columns[place].where(_says_so)
    return [index for index, is_so in zip(table.data, found.tolist(), strict=True) if is_so]


def _says_so(value: Value) -> bool:
    text = fold(value) if type(value) is str and len(value) < _LONGEST else ""
    return text in _AIMED or text in _TO_DATE or text in _OF_A_ROW


def _is_title_of_others(title: str) -> bool:
    """Whether a title speaks of totals to date, or of nothing but budgets or the like and of when: `Budget 2026`."""
    if ":" in title:  # a label, and a name of the KPI's own
        return False
    told = [word for word in fold(title).split() if not word.isdigit()]
    return not _TO_DATE.isdisjoint(told) or (bool(told) and _AIMED.issuperset(told))
