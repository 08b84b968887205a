"""What is said of a KPI before and after: as much as the numbers carry, in the words of the reader."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from kpi_portfolio import Portfolio, quarter

from pipeline import warehouse


@pytest.fixture
def portfolio() -> Iterator[Portfolio]:
    connection = warehouse.connect()
    yield Portfolio(connection)
    connection.close()


def test_the_words_claim_a_change_and_no_cause(portfolio: Portfolio) -> None:
    portfolio.registered()
    portfolio.observed(
        quarter("2026-Q2", "12"), quarter("2026-Q3", "36.5"), unit="articles", direction="up", target_text="40"
    )
    ((french, english),) = portfolio.changes("wording_fr", "wording_en")
    assert french == (
        "L'indicateur «\u00a0Articles\u00a0» est passé de 12 à 36,5\u00a0articles "
        "(+24,5\u00a0articles\u00a0; amélioration de 204,2\u00a0%). "
        "La situation de départ repose sur une seule période\u00a0; il en faut quatre pour lisser les saisons. "
        "Chemin parcouru vers la cible de 40\u00a0articles\u00a0: 88\u00a0%. "
        "Sans équipe comparable, on ne peut pas dire si c'est la formation."
    )
    assert english == (
        "The KPI “Articles” went from 12 to 36.5\u00a0articles "
        "(+24.5\u00a0articles; an improvement of 204.2%). "
        "The baseline rests on one period only; four are needed to even out the seasons. "
        "Way covered to the target of 40\u00a0articles: 88%. "
        "Without a comparable team, one cannot say whether it is the training."
    )


def test_rates_are_told_in_percent_and_their_change_in_points(portfolio: Portfolio) -> None:
    portfolio.registered()
    portfolio.observed(
        quarter("2026-Q2", "0.18", value_unit="%"), quarter("2026-Q3", "0.125", value_unit="%"), direction="up"
    )
    ((french, english),) = portfolio.changes("wording_fr", "wording_en")
    assert "de 18\u00a0% à 12,5\u00a0% (\u22125,5\u00a0points\u00a0; recul)" in french
    assert "from 18% to 12.5% (\u22125.5\u00a0points; a decline)" in english


def test_without_a_measure_before_no_effect_is_spoken_of(portfolio: Portfolio) -> None:
    portfolio.registered()
    portfolio.observed(quarter("2026-Q3", "1500"), unit="€")
    ((french, english),) = portfolio.changes("wording_fr", "wording_en")
    assert french.startswith("Pas de mesure avant la formation\u00a0: aucun effet ne peut être estimé.")
    assert "1\u202f500\u00a0€" in french
    assert "€1,500" in english


def test_the_year_before_is_told_on_rung_two(portfolio: Portfolio) -> None:
    portfolio.registered()
    quarters = ("2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2")
    portfolio.observed(*(quarter(one, "10") for one in quarters), quarter("2026-Q3", "12"), direction="up")
    ((rung, french),) = portfolio.changes("evidence_rung", "wording_fr")
    assert rung == 2
    assert "Au même trimestre de l'an dernier\u00a0: 10." in french
    assert "quatre" not in french


def test_a_long_series_stands_beside_its_own_trend_and_still_proves_nothing(portfolio: Portfolio) -> None:
    portfolio.registered(start_date=dt.date(2026, 1, 1))
    quarters = [f"{year}-Q{number}" for year in (2024, 2025, 2026) for number in (1, 2, 3, 4)]
    values = [40 - at - (5 if at >= 8 else 0) for at in range(12)]
    portfolio.observed(
        *(quarter(one, str(value)) for one, value in zip(quarters, values, strict=True)), direction="down", unit="h"
    )
    *early, last = portfolio.changes("evidence_rung", "wording_fr", "wording_en")
    assert [row[0] for row in early] == [2, 2, 2]
    assert last[0] == 3
    assert "Par rapport à sa propre tendance d'avant\u00a0: 5\u00a0h de mieux en moyenne (de +5 à +5\u00a0h" in last[1]
    assert last[2].endswith("Without a comparable team, one cannot say whether it is the training.")


def test_a_team_without_training_is_told_as_such(portfolio: Portfolio) -> None:
    portfolio.observed(quarter("2026-Q3", "12"))
    ((french, english),) = portfolio.changes("wording_fr", "wording_en")
    assert "Aucune formation commencée" in french
    assert "au T3 2026" in french
    assert "in Q3 2026" in english


def test_days_written_in_cells_are_told_in_the_reader_s_language(portfolio: Portfolio) -> None:
    portfolio.registered()
    portfolio.observed(quarter("2026-Q1", "3"), quarter("2026-Q3", "2"), value_unit="d", direction="down")
    ((french, english),) = portfolio.changes("wording_fr", "wording_en")
    assert "de 3 à 2\u00a0j (−1\u00a0j" in french
    assert "from 3 to 2\u00a0d (−1\u00a0d" in english


def test_what_did_not_change_is_told_with_its_unit(portfolio: Portfolio) -> None:
    portfolio.registered()
    portfolio.observed(quarter("2026-Q1", "3"), quarter("2026-Q3", "3"), unit="articles")
    ((french, english),) = portfolio.changes("wording_fr", "wording_en")
    assert "est resté à 3\u00a0articles." in french
    assert "stayed at 3\u00a0articles." in english


@pytest.mark.parametrize(
    ("values", "more", "french", "english"),
    [
        (("10", "12"), {"direction": "down"}, "(+2\u00a0; dégradation de 20\u00a0%)", "(+2; a worsening of 20%)"),
        (("12", "10"), {"direction": "up"}, "(−2\u00a0; recul de 16,7\u00a0%)", "(−2; a decline of 16.7%)"),
        (("1.6875", "1.685"), {"direction": "down"}, "de 1,688 à 1,685 (−0,003", "from 1.688 to 1.685 (−0.003"),
        (("4.124", "4.126"), {"direction": "up"}, "de 4,124 à 4,126 (+0,002", "from 4.124 to 4.126 (+0.002"),
        (
            ("11.6", "12.1"),
            {"direction": "down", "target_text": "8"},
            "L'indicateur s'éloigne de la cible de 8\u00a0: 4,1 d'écart, 3,6 au départ.",
            "The KPI moves away from the target of 8: 4.1 off, 3.6 at the start.",
        ),
        (
            ("0", "199.9"),
            {"direction": "up", "target_text": "200"},
            "200\u00a0: plus de 99\u00a0%.",
            "200: more than 99%.",
        ),
        (
            ("10", "40"),
            {"direction": "up", "target_text": "20"},
            "20\u00a0: plus de 200\u00a0%.",
            "20: more than 200%.",
        ),
        (
            ("10", "30"),
            {"direction": "up", "target_text": "20"},
            "cible de 20\u00a0: 200\u00a0%.",
            "target of 20: 200%.",
        ),
    ],
)
def test_a_change_is_told_as_what_it_is(
    portfolio: Portfolio, values: tuple[str, str], more: dict[str, str], french: str, english: str
) -> None:
    """A delay that rose by 20 % was called a decline of 20 %."""
    portfolio.registered()
    portfolio.observed(quarter("2026-Q2", values[0], **more), quarter("2026-Q3", values[1], **more))
    ((told_fr, told_en),) = portfolio.changes("wording_fr", "wording_en")
    assert french in told_fr
    assert english in told_en


def test_what_others_changed_by_has_no_more_decimals_than_the_change_it_stands_beside(portfolio: Portfolio) -> None:
    portfolio.registered()
    portfolio.observed(quarter("2026-Q2", "4"), quarter("2026-Q3", "12"))
    for team, after in (("support", "5.1"), ("achats", "5"), ("ventes", "5")):
        portfolio.observed(quarter("2026-Q2", "5"), quarter("2026-Q3", after), team=team)
    ((french, english),) = portfolio.changes("wording_fr", "wording_en", team_id="contenu")
    assert "évolué de +0,03\u00a0: 7,97 de mieux pour cette équipe." in french
    assert "changed by +0.03: 7.97 better for this team." in english


def test_teams_that_did_not_move_did_not_change_by_nothing(portfolio: Portfolio) -> None:
    portfolio.registered()
    portfolio.observed(quarter("2026-Q2", "10"), quarter("2026-Q3", "10"))
    for team in ("support", "achats"):
        portfolio.observed(quarter("2026-Q2", "5"), quarter("2026-Q3", "5"), team=team)
    ((french, english),) = portfolio.changes("wording_fr", "wording_en", team_id="contenu")
    assert "2 équipes non formées n'ont en moyenne pas évolué\u00a0: comme cette équipe." in french
    assert "2 untrained teams on average did not change: as this team did." in english
