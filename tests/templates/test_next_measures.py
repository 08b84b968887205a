"""The next sheet of measures: pilots with their last values, and the teams that they may be compared with."""

from __future__ import annotations

import pytest
from filling import sheet_of
from portfolio import Portfolio

from pipeline import template
from pipeline.config import Configuration
from pipeline.template import next_measures, tables


@pytest.mark.parametrize(("trained", "needed"), [(1, 20), (2, 7), (3, 7), (4, 7)])
def test_the_fewest_teams_that_let_an_exact_test_conclude(trained: int, needed: int) -> None:
    assert next_measures.teams_needed(trained) == needed


@pytest.mark.parametrize(
    ("period", "after"),
    [("2026-Q3", "2026-Q4"), ("2026-Q4", "2027-Q1"), ("2026-12", "2027-01"), ("2026", "2027"), ("*", "")],
)
def test_the_next_period(period: str, after: str) -> None:
    assert next_measures.following(period) == after


def test_nothing_is_prefilled_before_anything_is_published(portfolio: Portfolio) -> None:
    assert next_measures.rows(portfolio.root, "fr") == []


def test_a_sheet_asks_pilots_and_comparison_teams_and_comes_back_empty_without_harm(
    portfolio: Portfolio, configuration: Configuration
) -> None:
    portfolio.given_csv(
        "registre.csv", ("Équipe", "Certification", "Statut", "Date de début", "Indicateur visé"),
        ("Contenu", "Prompt 101", "pilote", "2026-07-01", "Articles"), ("Achats", "AZ-900", "proposé", "", "Délai"),
    )  # fmt: skip
    portfolio.given_csv("equipes.csv", ("Équipe", "Effectif"), *((name, 4) for name in ("Contenu", "Support", "RH")))
    portfolio.given_csv(
        "kpi.csv", ("Équipe", "KPI", "Valeur", "Période", "Sens"), ("Contenu", "Articles", "10", "2026-Q2", "hausse"),
        ("Contenu", "Articles", "15", "2026-Q3", "hausse"), ("Support", "Articles", "9", "2026-Q3", "hausse"),
    )  # fmt: skip
    portfolio.publish("kpi_series", "candidate_ranking", "candidate_register", "team_ranking", "team_roster")
    rows = next_measures.rows(portfolio.root, "fr")
    asked = [(row["team"], row["kpi"], row["period"], row["last_known"]) for row in rows if row["kpi"] == "Articles"]
    assert asked[:2] == [
        ("Contenu", "Articles", "2026-Q4", "Dernière valeur : 15 (T3 2026)"),
        ("Support", "Articles", "2026-Q4", "Dernière valeur : 9 (T3 2026), comparaison"),
    ]
    assert [row[0] for row in asked[2:]] == ["Achats", "RH"]
    assert [(row["team"], row["certification"]) for row in rows if row["kpi"] == "Délai"][:1] == [("Achats", "AZ-900")]
    out = portfolio.raw / "mesures.xlsx"
    sheet = sheet_of(template.write(out, "kpi", configuration=configuration, language="fr", rows=rows))
    assert sheet.cell(tables.HEADING + 1, 3).value == "Pour information"
    before = portfolio.published("kpi_changes")
    portfolio.make()
    sent = portfolio.published("source_files").set_index("file").loc["mesures.xlsx"]
    assert (sent["accepted"], sent["rejected"], sent["ignored"]) == (0, 0, len(rows))
    assert portfolio.published("kpi_changes").equals(before)
