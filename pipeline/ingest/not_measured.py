"""From a table of KPIs to the rows that say that nobody measured them: a budget, a forecast, a total to date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np

from pipeline.folding import fold
from pipeline.ingest.cells import is_blank
from pipeline.ingest.dates import MONTHS
from pipeline.ingest.distinct import Distinct, Numbers
from pipeline.ingest.heading_forms import words
from pipeline.ingest.sheet import Value
from pipeline.ingest.table import Table

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
_OF_ALL = frozenset(
    {
        "total", "totaux", "ensemble", "tous", "toutes", "tout", "all", "overall", "global", "globale", "sum", "somme",
        "moyenne", "average", "mean", "tous confondus", "toutes confondues", "subtotal",
    }
)  # fmt: skip
_OF_A_KPI = _OF_ALL | words("cible cibles objectif objectifs target targets")
_BETWEEN = frozenset({"de", "du", "des", "d", "l", "la", "le", "of", "for", "the", "pour"})
_TOTAL_OF = ("total ", "sous total", "sub total", "grand total", "ensemble ", "tous les ", "toutes les ", "all ")
_CHANGES = words("variation variations evolutions rang rangs rank ranks ranking rankings classement classements")
_BESIDE_CHANGES = words(
    "en vs n par rapport a au aux d de du des l la le les kpi kpis indicateur indicateurs of the by against previous "
    "precedent precedente year annee an month mois pourcentage percent pct points pt pts yoy mom"
)
_TARGETS = words("cible cibles objectif objectifs target targets goal goals")
_BESIDE_TARGETS = words(
    "a atteindre viser visees vises fixes chiffres annuels annuel kpi kpis valeur valeurs values pour l annee d de des "
    "du the for to reach year par by equipe team"
)
_PART_OF_YEAR = re.compile(r"\d+|[tqshm]\d{1,2}|(?:fy|cy)\d*")
_KEYS = frozenset({"team", "kpi", "certification", "date", "period", "phase"})


def not_measured(table: Table, titles: Iterable[str]) -> list[int]:
    """The rows of data that a cell no column reads, or one of the `titles` above them all, says not to be measures."""
    if table.recognised.record != "C" or not table.data:
        return []
    own_targets = not {"target"}.isdisjoint(table.recognised.fields)
    if any(_is_title_of_others(title) or (_is_title_of_targets(title) and not own_targets) for title in titles):
        return list(table.data)
    columns = table.columns()
    found = _below_titles(columns, len(table.data), own_targets)
    kinds = {at for at, column in table.recognised.columns.items() if column.field == "kpi_kind"}
    read = {*table.recognised.columns, *table.recognised.times, *table.recognised.beside} - kinds
    for place in range(len(columns)):
        if place in kinds and all(is_blank(value) or _says_so(value) for value in columns[place].different):
            continue  # the kind of all that is measured here, in the sender's own word
        if place not in read:
            found |= columns[place].where(_says_so) | _of_all_parts(table, columns, columns[place])
    found |= _of_all_teams(table, columns, found) | _about_another_kpi(table, columns)
    return [index for index, is_so in zip(table.data, found.tolist(), strict=True) if is_so]


def _below_titles(columns: Sequence[Distinct[Value]], count: int, own_targets: bool) -> Numbers:
    """For each row whether the last title between the rows says it of what stands below: `BUDGET`, alone in its row."""
    filled = np.zeros(count, "i4")
    for column in columns:
        filled += ~column.where(is_blank)
    found, says_so = np.zeros(count, "?"), False
    if not any(_may_be_title(value, own_targets) for column in columns for value in column.different):
        return found
    for place in range(count):
        if filled[place] == 1:
            says_so = any(_may_be_title(column[place], own_targets) for column in columns)
        found[place] = says_so
    return found


def _may_be_title(value: Value, own_targets: bool) -> bool:
    return type(value) is str and (_is_title_of_others(value) or (_is_title_of_targets(value) and not own_targets))


def _says_so(value: Value) -> bool:
    text = fold(value) if type(value) is str and len(value) < _LONGEST else ""
    return text in _AIMED or text in _TO_DATE or text in _OF_A_ROW


def _of_all_parts(table: Table, columns: Sequence[Distinct[Value]], parts: Distinct[Value]) -> Numbers:
    """For each row whether it is the total of others: `Total` beside `Nord` and `Sud` of one team, KPI and time."""
    total = parts.where(_is_total)
    if not total.any():
        return total
    fields = table.recognised.columns
    keys = [columns[at] for at, column in fields.items() if column.field in _KEYS and at < len(columns)]
    keys += [columns[at] for at in table.recognised.years.values() if at < len(columns)]
    rows = list(zip(*(key.codes.tolist() for key in keys), strict=True)) or [()] * len(total)
    divided = {rows[at] for at in np.flatnonzero(~total & ~parts.where(is_blank)).tolist()}
    return total & np.array([row in divided for row in rows], "?")


def _of_all_teams(table: Table, columns: Sequence[Distinct[Value]], others: Numbers) -> Numbers:
    """For each row whether it is the total of two teams or more: `Total` beside them for one KPI and time."""
    teams = _only(table, columns, "team")
    total = teams.where(_is_total) if teams else np.zeros(len(table.data), "?")
    if teams is None or not total.any():
        return np.zeros(len(table.data), "?")
    keys = [
        _filled_down(columns[at]) if column.field == "kpi" else columns[at].codes.tolist()
        for at, column in table.recognised.columns.items()
        if column.field in _KEYS and column.field != "team" and at < len(columns)
    ]
    keys += [columns[at].codes.tolist() for at in table.recognised.years.values() if at < len(columns)]
    rows = list(zip(*keys, strict=True)) or [()] * len(total)
    measured: dict[tuple[int, ...], set[int]] = {}
    for at in np.flatnonzero(~total & ~others & ~teams.where(is_blank)).tolist():
        measured.setdefault(rows[at], set()).add(int(teams.codes[at]))
    return total & np.array([len(measured.get(row, ())) > 1 for row in rows], "?")


def _about_another_kpi(table: Table, columns: Sequence[Distinct[Value]]) -> Numbers:
    """For each row whether its KPI is only what is aimed at or reckoned for another: `Objectif` below `CSAT`."""
    kpis = _only(table, columns, "kpi")
    if kpis is None:
        return np.zeros(len(table.data), "?")
    texts = {fold(value): value for value in kpis.different if type(value) is str}
    own = {text for text in texts if text and not _says_so(text) and text not in _OF_A_KPI}
    about = {value for text, value in texts.items() if own and text not in own}
    about |= {value for text, value in texts.items() if not own.isdisjoint(_without_such_words(text))}
    return kpis.where(about.__contains__)


def _without_such_words(text: str) -> set[str]:
    """What is left of a name without what is aimed at or reckoned before or behind it; empty where nothing is."""
    words = text.split()
    left = {
        " ".join(rest[1:] if rest[0] in _BETWEEN else rest)
        for cut in range(1, len(words))
        for said, rest in ((words[:cut], words[cut:]), (words[cut:], words[:cut]))
        if (told := " ".join(said)) in _OF_A_KPI or _says_so(told)
    }
    return left - {""}


def _only(table: Table, columns: Sequence[Distinct[Value]], field: str) -> Distinct[Value] | None:
    return next(
        (columns[at] for at, one in table.recognised.columns.items() if one.field == field and at < len(columns)), None
    )


def _filled_down(column: Distinct[Value]) -> list[int]:
    """The codes of a column in which a blank cell means the one above it."""
    codes: list[int] = []
    for code in column.codes.tolist():
        codes.append(codes[-1] if codes and is_blank(column.different[code]) else code)
    return codes


def _is_total(value: Value) -> bool:
    text = fold(value) if type(value) is str and len(value) < _LONGEST else ""
    return text in _OF_ALL or text.startswith(_TOTAL_OF)


def _is_title_of_others(title: str) -> bool:
    """Whether a title speaks of totals to date, or of nothing but budgets or the like and of when: `Budget 2026`."""
    if ":" in title:  # a label, and a name of the KPI's own
        return False
    told = _without_times(title)
    return not _TO_DATE.isdisjoint(told) or _says(told, _AIMED) or _says(told, _CHANGES, _BESIDE_CHANGES)


def _is_title_of_targets(title: str) -> bool:
    """Whether a title speaks of nothing but what is to be reached: `Cibles 2026`, `Objectifs à atteindre`."""
    told = _without_times(title)
    return ":" not in title and _says(told, _TARGETS, _BESIDE_TARGETS)


def _without_times(title: str) -> list[str]:
    """The words of a title but those that say when: `Budget T2 2026`."""
    return [word for word in fold(title).split() if not _PART_OF_YEAR.fullmatch(word) and word not in MONTHS]


def _says(told: Sequence[str], wanted: frozenset[str], beside: frozenset[str] = frozenset()) -> bool:
    return not wanted.isdisjoint(told) and all(word in wanted or word in beside for word in told)
