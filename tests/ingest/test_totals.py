"""A row that sums up others names no team, whatever stands beside it."""

from __future__ import annotations

import pytest
from sent import CRITERIA, read_rows

HEADINGS = ("Équipe", "Certification", *CRITERIA)
NOTES = (4, 4, 5, 3, 3, 2)
KPIS = ("Équipe", "Indicateur", "Période", "Valeur")


def values(found):
    return [cell["reading"] for cell in found.cells if cell["field"] == "value"]


@pytest.mark.parametrize(
    "total",
    [
        "contenu Total", "Contenu (moyenne)", "contenu - average", "Sous-total Pôle Nord", "Subtotal North", "Min",
        "Médiane", "Poids", "Coefficient", "Écart type", "Ensemble", "Toutes les équipes", "Moyenne de l'entreprise",
        "Overall", "S/T contenu",
    ],
)  # fmt: skip
def test_what_no_team_is_called_is_no_team_wherever_it_stands(total):
    found = read_rows(HEADINGS, ("contenu", "AZ-900", *NOTES), (total, "AZ-900", *NOTES), ("support", "AZ-900", *NOTES))
    assert found.statuses() == {2: "data", 3: "ignored", 4: "data"}


@pytest.mark.parametrize("team", ["Total contenu", "Contenu Nord", "Minimes", "Maxence", "Équipe Ensemble", "Sous-sol"])
def test_a_name_that_only_reads_like_a_total_is_a_team(team):
    found = read_rows(HEADINGS, ("support", "AZ-900", *NOTES), (team, "AZ-900", *NOTES), ("achats", "AZ-900", *NOTES))
    assert found.statuses() == {2: "data", 3: "data", 4: "data"}


def test_a_person_may_be_called_max():
    answers = [("support", "AZ-900", name, *NOTES) for name in ("Ana", "Max")]
    found = read_rows(("Équipe", "Certification", "Répondant", *CRITERIA), *answers)
    assert found.statuses() == {2: "data", 3: "data"}


def test_a_subtotal_is_told_by_what_the_rows_above_it_have_in_common():
    headings = ("Équipe", "Code", "Direction", "Effectif")
    rows = [("contenu", "C", "Clients", 12), ("support", "S", "Clients", 20), ("Total Clients", None, None, 32)]
    found = read_rows(headings, *rows, ("achats", "A", "Ops", 8), ("Total Ops", None, "Ops", 8), ("paie", "P", "RH", 2))
    assert found.statuses() == {2: "data", 3: "data", 4: "ignored", 5: "data", 6: "ignored", 7: "data"}


def test_a_roster_with_a_total_below_each_direction_has_no_team_of_that_name():
    headings, clients = ("Direction", "Équipe", "Effectif"), [("Clients", "contenu", 12), ("Clients", "support", 20)]
    total = ("Clients", "Total", 32)
    found = read_rows(headings, *clients, total, ("Ops", "achats", 8), ("Ops", "Total", 8), ("Ops", "paie", 1))
    assert [cell["reading"] for cell in found.cells if cell["field"] == "team"] == [
        "contenu", "support", "achats", "paie",
    ]  # fmt: skip
    assert "Total" in read_rows(headings, *clients, total, ("Ops", "achats", 8)).values("team").values()


@pytest.mark.parametrize("total", ["Total", "Tous", "Total France", "Global"])
def test_the_total_of_the_teams_measured_is_no_further_measure(total):
    rows = [("contenu", "CSAT", "2026-01", 4), ("support", "CSAT", "2026-01", 3), (total, "CSAT", "2026-01", 7)]
    found = read_rows(KPIS, *rows, ("contenu", "délai", "2026-01", 5), ("support", "délai", "2026-01", 6))
    assert values(found) == ["4", "3", "5", "6"]
    assert "not_measured" in found.codes or found.statuses()[4] == "ignored"


def test_a_team_called_total_is_measured_where_no_two_others_are_beside_it():
    rows = [("contenu", "CSAT", "2026-01", 4), ("Total", "CSAT", "2026-01", 7), ("contenu", "CSAT", "2026-02", 4)]
    assert values(read_rows(KPIS, *rows)) == ["4", "7", "4"]


def test_the_mean_of_the_teams_below_a_kpi_said_once_is_no_team_s():
    rows = [("CSAT", "contenu", 4, 4.1), (None, "support", 3, 3.1), (None, "Moyenne", 3.5, 3.6)]
    found = read_rows(("Indicateur", "Équipe", "T1 2026", "T2 2026"), *rows, ("délai", "contenu", 5, 6))
    assert "Moyenne" not in found.values("team").values()


@pytest.mark.parametrize("other", ["Objectif", "Cible", "Écart", "N-1", "Objectif CSAT", "CSAT (cible)", "CSAT cumulé"])
def test_what_is_aimed_at_for_the_kpi_above_is_no_kpi(other):
    rows = [("contenu", "CSAT", "2026-01", 4), ("contenu", other, "2026-01", 4.5), ("support", "délai", "2026-01", 3)]
    found = read_rows(KPIS, *rows)
    assert values(found) == ["4", "3"]
    assert "not_measured" in found.codes


@pytest.mark.parametrize("kpi", ["Objectifs atteints", "Écart de stock", "Budget formation", "Délai cible tenu"])
def test_a_kpi_may_have_such_a_word_in_its_name(kpi):
    rows = [("contenu", "CSAT", "2026-01", 4), ("contenu", kpi, "2026-01", 4.5)]
    assert values(read_rows(KPIS, *rows)) == ["4", "4.5"]


def test_what_a_pivot_table_calls_empty_is_nobody_s():
    found = read_rows(KPIS, ("(vide)", "CSAT", "2026-01", 4), ("contenu", "(blank)", "2026-01", 3))
    assert found.values("team") == {2: "missing", 3: "contenu"}
    assert found.values("kpi") == {2: "CSAT", 3: "missing"}
