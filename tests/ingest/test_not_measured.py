"""A budget, a forecast, a gap or a total to date beside measures is no measure."""

from __future__ import annotations

import pytest
from sent import read_rows

WIDE = [("Équipe", "Indicateur", "janv. 2026", "févr. 2026"), ("contenu", "ventes", 12, 13)]


def values(found):
    return [cell["reading"] for cell in found.cells if cell["field"] == "value"]


@pytest.mark.parametrize(
    ("heading", "actual", "other"),
    [
        ("Scénario", "Réel", "Budget"), ("Version", "Actual", "Forecast"), ("Réel / Budget", "R", "Prévisionnel"),
        ("Statut", "Réalisé", "Prévision"), ("Série", "Mois", "Cumul"), ("Mesures", "Valeur", "Écart"),
        ("Courbe", "N", "N-1"), ("Ligne", "Réel", "Objectif"),
        ("Type", "Réalisé", "Objectif"), ("Nature", "Actual", "Budget"),
    ],
)  # fmt: skip
def test_a_row_that_says_so_in_a_cell_is_not_read(heading, actual, other):
    found = read_rows(
        ("Équipe", "Indicateur", heading, "Mois", "Valeur"),
        ("contenu", "ventes", actual, "2026-01", 12), ("contenu", "ventes", other, "2026-02", 14),
    )  # fmt: skip
    assert values(found) == ["12"]
    assert found.statuses() == {2: "data", 3: "ignored"}
    assert "not_measured" in found.codes


@pytest.mark.parametrize(
    "title",
    [
        "Budget 2026",
        "Budget 2026 (prévisionnel)",
        "Ventes cumulées",
        "YTD",
        "Écarts",
        "Cibles 2026",
        "Prévision T2",
        "Budget S1 2026",
        "Forecast January",
        "Objectifs à atteindre",
        "Variation en % vs N-1",
        "Rang",
    ],
)
def test_a_title_or_the_sheet_s_name_says_it_of_all_rows(title):
    assert values(read_rows((title,), *WIDE)) == values(read_rows(**{title: WIDE})) == []
    assert read_rows((title,), *WIDE).codes == ["not_measured"]


@pytest.mark.parametrize(
    "title",
    [
        "Objectifs et indicateurs",
        "Équipe Budget",
        "Suivi 2026",
        "Bord (cible)",
        "Évolution",
        "Évolution des indicateurs",
        "Variations du stock",
    ],
)
def test_other_titles_leave_measures_what_they_are(title):
    assert values(read_rows((title,), *WIDE)) == values(read_rows(**{title: WIDE})) == ["12", "13"]


def test_a_title_between_the_rows_says_it_of_those_below_it():
    row = ("contenu", "ventes", 12, 13)
    found = read_rows(WIDE[0], ("RÉALISÉ",), row, ("BUDGET",), ("contenu", "ventes", 10, 11), ("Équipe Nord",), row)
    assert sorted(values(found)) == ["12", "12", "13", "13"]
    assert "not_measured" in found.codes


def test_what_a_column_brings_is_no_such_word():
    found = read_rows(("Équipe", "Indicateur", "Mois", "Valeur", "Cible"), ("Budget", "Écart", "2026-01", 12, 10))
    assert values(found) == ["12"]


def test_a_budget_is_no_kind_of_kpi():
    found = read_rows(("Équipe", "Indicateur", "Nature", "Mois", "Valeur"), ("contenu", "CA", "Budget", "2026-01", 12))
    assert found.values("kpi_kind") == {2: "unreadable"}


@pytest.mark.parametrize("total", ["Total", "Ensemble", "Total France", "Toutes", "All", "Moyenne"])
def test_the_total_of_a_team_s_parts_is_no_further_measure(total):
    headings = ("Équipe", "Indicateur", "Région", "Mois", "Valeur")
    parts = [("contenu", "ventes", region, "2026-01", value) for region, value in (("Nord", 12), ("Sud", 14))]
    found = read_rows(headings, *parts, ("contenu", "ventes", total, "2026-01", 26))
    assert values(found) == ["12", "14"]
    assert "not_measured" in found.codes
    assert values(read_rows(headings, parts[0], ("support", "ventes", total, "2026-01", 26))) == ["12", "26"]


def test_a_title_of_targets_is_none_where_the_targets_have_a_column():
    rows = [("Équipe", "Indicateur", "Mois", "Valeur", "Cible"), ("contenu", "ventes", "2026-01", 12, 14)]
    assert values(read_rows(("Objectifs 2026",), *rows)) == ["12"]
    assert values(read_rows(("Objectifs 2026",), *[row[:-1] for row in rows])) == []
