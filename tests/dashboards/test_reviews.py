"""The words of the quarterly review."""

from __future__ import annotations

import pandas as pd
import pytest
from small_portfolio import NOW, publish

from dashboards import reviews, tables
from dashboards.texts import Speaker
from pipeline import snapshots
from pipeline.vocabulary import Language


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    return snapshots.read(publish(tmp_path_factory.mktemp("portfolio")), "kpi_review")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "fr",
            "T3\u00a02026\u00a0: 1 pilote sur 3 a atteint sa cible, "
            "1 en retard ou en recul, 1 sans mesure après la formation",
        ),
        (
            "en",
            "Q3\u00a02026: 1 of 3 pilots reached its target, "
            "1 behind or regressed, 1 without a measure after the training",
        ),
    ],
)
def test_the_headline_counts_each_pilot_once(rows: pd.DataFrame, language: Language, said: str) -> None:
    twice = pd.concat([rows, rows.assign(kpi_id="visites", judges_pilot=False)])
    assert reviews.headline(twice, NOW, Speaker(language)) == said


def test_a_line_says_what_changed_and_why(rows: pd.DataFrame) -> None:
    assert reviews.changed(rows, Speaker("en")) == [
        "Contenu · Prompt 101, Articles par semaine: 24 better, first status: “achieved”, 1 measure corrected by a "
        "later file.",
        "Logistique · Data literacy, Articles par semaine: 2 worse, first status: “regressed”, 1 measure corrected by "
        "a later file.",
        "Finance · AZ-900, no KPI measured: the training starts.",
    ]


def test_a_unit_too_long_to_stand_behind_each_number_stands_with_the_kpi(rows: pd.DataFrame) -> None:
    in_days = rows.assign(unit="jours")
    assert reviews.tiles(in_days, Speaker("fr"), pd.DataFrame())[0].kpi == "Articles par semaine (jours)"
    assert reviews.changed(in_days, Speaker("fr"))[0].startswith("Contenu · Prompt 101, Articles par semaine (jours)")


def test_what_is_due_and_what_is_missing_names_the_pilot(rows: pd.DataFrame) -> None:
    assert reviews.due(rows, Speaker("en")) == [
        "Logistique · Data literacy (deadline 30\u00a0Sep\u00a02026): behind. Extend, adapt or stop?"
    ]
    assert reviews.missing(rows, Speaker("en")) == ["Finance · AZ-900: all KPIs"]


@pytest.mark.parametrize(
    ("order", "teams"),
    [
        ("gain", ["Contenu", "Logistique", "Finance"]),
        ("way", ["Contenu", "Logistique", "Finance"]),
        ("status", ["Logistique", "Finance", "Contenu"]),
        ("team", ["Contenu", "Finance", "Logistique"]),
    ],
)
def test_pilots_stand_in_the_order_asked_for(rows: pd.DataFrame, order: str, teams: list[str]) -> None:
    assert reviews.ordered(rows.iloc[::-1], order)["team_name"].tolist() == teams


def test_the_review_opens_on_the_latest_quarter_with_a_measure(rows: pd.DataFrame) -> None:
    later = rows.assign(period="2027-Q1", value=None)
    assert reviews.usual_quarter(pd.concat([rows, later])) == NOW
    assert reviews.usual_quarter(later) == "2027-Q1"


def test_each_row_of_a_table_has_the_unit_of_its_own_kpi(rows: pd.DataFrame) -> None:
    mixed = rows.assign(unit=["", "%", None], kpi_kind=["count", "rate", None], value=[1.5, 2.5, None])
    html = tables.styled(mixed, "kpi_review", ["team_name", "value"], Speaker("en")).to_html()  # type: ignore[union-attr]
    assert ">1.5<" in html
    assert ">2.5%<" in html


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "8 (s'en éloigne\u00a0: 4,1 d'écart, 3,6 au départ)"),
        ("en", "8 (moving away: 4.1 off, 3.6 at the start)"),
    ],
)
def test_a_target_that_moved_away_is_told_by_how_far(rows: pd.DataFrame, language: Language, said: str) -> None:
    away = rows.iloc[:1].assign(value_before=11.6, value_after=12.1, target=8.0, target_attainment=-0.14, unit="jours")
    (tile,) = reviews.tiles(away, Speaker(language), pd.DataFrame())
    assert tile.facts[-1][1] == said
    barely = away.assign(value_after=11.6001, target_attainment=-0.00001)
    (tile,) = reviews.tiles(barely, Speaker(language), pd.DataFrame())
    assert tile.facts[-1][1] == ("8 (s'en éloigne)" if language == "fr" else "8 (moving away)")


def test_a_pilot_without_a_status_says_why_where_that_is_known(rows: pd.DataFrame) -> None:
    waiting = "Measures from after the training wait for an answer."
    held = rows.iloc[:1].assign(status="no_data", wording_en=waiting)
    (tile,) = reviews.tiles(held, Speaker("en"), pd.DataFrame())
    assert waiting in tile.notes
    (tile,) = reviews.tiles(held.assign(wording_en=None), Speaker("en"), pd.DataFrame())
    assert "Not yet measured on both sides of the training at known dates." in tile.notes
