"""In which unit, on which scale and over which periods the values of a KPI count, and what is asked where they mix."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from kpi_portfolio import Portfolio, quarter

from pipeline import warehouse


@pytest.fixture
def portfolio() -> Iterator[Portfolio]:
    connection = warehouse.connect()
    yield Portfolio(connection)
    connection.close()


def test_rates_improve_in_points_and_never_in_percent(portfolio: Portfolio) -> None:
    portfolio.registered(target_kpi="Articles", target_value="0.6", target_unit="%")
    portfolio.observed(quarter("2026-Q2", "40"), quarter("2026-Q3", "50"), unit="%", direction="up")
    assert portfolio.changes(
        "kpi_kind", "unit", "improvement", "improvement_percent", "target", "target_attainment"
    ) == [("rate", "%", 10.0, None, 60.0, 0.5)]


def test_shares_stay_shares_until_another_team_sends_percentages(portfolio: Portfolio) -> None:
    portfolio.observed(quarter("2026-Q3", "0.12", value_unit="%"))
    assert portfolio.changes("value_after", "unit") == [(0.12, "")]
    portfolio.observed(quarter("2026-Q3", "14"), unit="%", team="support")
    assert portfolio.changes("value_after", "unit") == [(12.0, "%"), (14.0, "%")]


@pytest.mark.parametrize(
    ("first", "second", "units"),
    [
        ({"value": "0.12", "value_unit": "%"}, {"value": "14"}, "%, 0–100"),
        ({"value": "0.12", "kpi_kind": "rate"}, {"value": "14"}, "0–1, 0–100"),
        ({"value": "0.12", "unit": "%"}, {"value": "14", "unit": "%"}, "0–1 %, 0–100 %"),
        ({"value": "3", "unit": "jours"}, {"value": "20", "unit": "heures"}, "heures, jours"),
        ({"value": "3", "unit": "jours"}, {"value": "20", "unit": "%"}, "0–100 %, jours"),
        ({"value": "12000", "value_unit": "EUR"}, {"value": "13"}, "EUR, ∅"),
        ({"value": "12.5", "unit": "k€"}, {"value": "13000", "unit": "k€", "value_unit": "EUR"}, "EUR, k€"),
    ],
)
def test_a_series_that_mixes_units_is_held_back(
    portfolio: Portfolio, first: dict[str, str], second: dict[str, str], units: str
) -> None:
    portfolio.observed({"period": "2026-Q2", **first}, {"period": "2026-Q3", **second})
    assert portfolio.changes("period") == []
    assert portfolio.findings("scored.kpi_mixed_units", "subject", "units", "row_number", "is_held") == [
        ("contenu|articles", units, 3, True)
    ]


def test_a_bare_number_of_the_size_of_those_that_say_a_unit_is_in_that_unit(portfolio: Portfolio) -> None:
    portfolio.observed(
        {"period": "2026-Q2", "value": "12000", "value_unit": "EUR"}, {"period": "2026-Q3", "value": "11500"}
    )
    assert portfolio.findings("scored.kpi_mixed_units", "subject") == []


def test_the_unit_written_in_a_cell_is_its_unit_whatever_the_column_of_units_says(portfolio: Portfolio) -> None:
    portfolio.observed(quarter("2026-Q3", "12500", unit="k€", value_unit="EUR"))
    assert portfolio.changes("value_after", "unit") == [(12500.0, "EUR")]


def test_a_unit_is_one_however_it_is_spelled(portfolio: Portfolio) -> None:
    portfolio.observed(
        quarter("2026-Q2", "3", unit="Jours"), quarter("2026-Q3", "4", unit="j", value_unit="d"),
        quarter("2026-Q4", "5", value_unit="d"),
    )  # fmt: skip
    assert portfolio.changes("value_after") == [3.0, 4.0, 5.0]


@pytest.mark.parametrize(
    "values", [("0.4", "1"), ("0", "14"), ("12", "140")], ids=["shares up to 1", "from zero", "percentages over 100"]
)
def test_one_scale_is_not_taken_for_two(portfolio: Portfolio, values: tuple[str, str]) -> None:
    portfolio.observed(quarter("2026-Q2", values[0]), quarter("2026-Q3", values[1]), kpi_kind="rate")
    assert portfolio.changes("value_after") == [float(value) for value in values]


def test_a_small_rate_of_one_team_is_not_silently_multiplied_by_a_hundred(portfolio: Portfolio) -> None:
    portfolio.observed(quarter("2026-Q3", "0.45"), kpi_kind="rate")
    portfolio.observed(quarter("2026-Q3", "40"), kpi_kind="rate", team="support")
    assert portfolio.changes("team_id", "value_after") == [("support", 40.0)]
    assert portfolio.findings("scored.kpi_mixed_units", "subject", "units", "is_held") == [
        ("contenu|articles", "0–1, 0–100", True)
    ]


def test_rates_that_pass_one_step_by_step_are_small_percentages_of_every_team(portfolio: Portfolio) -> None:
    portfolio.observed(quarter("2026-Q3", "0.45"), kpi_kind="rate")
    portfolio.observed(quarter("2026-Q2", "1.06"), quarter("2026-Q3", "0.8"), kpi_kind="rate", team="logistique")
    portfolio.observed(quarter("2026-Q2", "8.18"), quarter("2026-Q3", "0.67"), kpi_kind="rate", team="achats")
    portfolio.observed(
        quarter("2026-Q1", "21"), quarter("2026-Q2", "11"), quarter("2026-Q3", "0.4"), kpi_kind="rate", team="support"
    )
    assert portfolio.findings("scored.kpi_mixed_units", "subject") == []
    assert portfolio.changes("value_after", "unit", team_id="contenu") == [(0.45, "%")]
    assert portfolio.changes("value_after", team_id="achats") == [8.18, 0.67]


def test_small_percentages_that_say_so_are_no_less_believed(portfolio: Portfolio) -> None:
    """With a unit of % in every row one firm of a published study (21, 11, then 0.4) was left out until asked about."""
    portfolio.observed(quarter("2026-Q2", "1.06"), quarter("2026-Q3", "0.8"), unit="%", team="logistique")
    portfolio.observed(
        quarter("2026-Q1", "21"), quarter("2026-Q2", "11"), quarter("2026-Q3", "0.4"), unit="%", team="support"
    )
    assert portfolio.findings("scored.kpi_mixed_units", "subject") == []
    assert portfolio.changes("value_after", "unit", team_id="support") == [(21.0, "%"), (11.0, "%"), (0.4, "%")]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Taux d'erreur", "rate"), ("Win rate", "rate"), ("Taux horaire", "level"), ("Strates", "level"),
        ("Log scrap rate", "level"),
    ],
)  # fmt: skip
def test_a_name_tells_a_rate_where_nothing_else_does(portfolio: Portfolio, name: str, kind: str) -> None:
    portfolio.observed(quarter("2026-Q3", "42"), kpi=name)
    assert portfolio.changes("kpi_kind") == [kind]
    portfolio.observed(quarter("2026-Q4", "43", kpi_kind="count"), kpi=name)
    assert set(portfolio.changes("kpi_kind")) == {"count"}


def test_days_and_day_are_one_unit_and_a_blank_unit_follows_the_others(portfolio: Portfolio) -> None:
    portfolio.observed(
        quarter("2026-Q1", "1", unit="jour"), quarter("2026-Q2", "3", unit="Jours"), quarter("2026-Q3", "4")
    )
    assert len(portfolio.changes("period")) == 3


@pytest.mark.parametrize(("choice", "after"), [("percent", [12.0, 14.0]), ("fraction", [0.12, 14.0])])
def test_an_answer_frees_a_series_that_was_held_back(portfolio: Portfolio, choice: str, after: list[float]) -> None:
    portfolio.observed(quarter("2026-Q2", "0.12", value_unit="%"), quarter("2026-Q3", "14"))
    portfolio.answers = [{"code": "mixed_units", "subject": "contenu|articles", "choice": choice}]
    assert portfolio.changes("value_after") == after


@pytest.mark.parametrize(
    ("aimed_at", "called_primary", "primary"),
    [
        ("Articles", ("Articles", "Visites"), ["articles"]),
        ("Articles", ("Visites",), ["articles"]),
        (None, ("Visites",), ["visites"]),
        (None, ("Articles", "Visites"), []),
        (None, (), []),
    ],
)
def test_a_pilot_has_one_primary_kpi(
    portfolio: Portfolio, aimed_at: str | None, called_primary: tuple[str, ...], primary: list[str]
) -> None:
    """Ten KPIs that all were called primary were each tested alone: two pilots in five gained by chance."""
    portfolio.registered(target_kpi=aimed_at)
    for kpi in ("Articles", "Visites"):
        for team in ("contenu", "support"):
            is_primary = True if kpi in called_primary and team == "contenu" else None
            portfolio.observed(
                quarter("2026-Q2", "1", is_primary=is_primary), quarter("2026-Q3", "2"), team=team, kpi=kpi
            )
    told = portfolio.findings("published.kpi_effects", "kpi_id", "is_primary")
    assert [kpi for kpi, is_primary in told if is_primary] == primary


def months_then_a_quarter(portfolio: Portfolio, **shared: str) -> None:
    portfolio.registered()
    portfolio.observed(*(quarter(f"2026-0{month}", "10", **shared) for month in (4, 5, 6)), quarter("2026-Q3", "36"))


def test_a_quarter_s_total_is_no_gain_on_a_month_s(portfolio: Portfolio) -> None:
    """Ten articles a month, then thirty-six a quarter, was told as an improvement of 260 %."""
    months_then_a_quarter(portfolio, kpi_kind="count")
    assert portfolio.changes("value_before", "value_after", "status") == [(10.0, None, "no_data")]
    assert portfolio.findings("scored.kpi_period_lengths", "kpi_id", "row_number", "common_months") == [
        ("articles", 5, 1)
    ]
    portfolio.answers = [{"code": "mixed_periods", "subject": "articles", "choice": "totals"}]
    assert portfolio.changes("value_before", "value_after", "improvement_percent") == [(30.0, 36.0, 20.0)]


def test_what_waits_for_an_answer_is_not_told_as_not_measured(portfolio: Portfolio) -> None:
    months_then_a_quarter(portfolio, kpi_kind="count")
    ((french, english),) = portfolio.changes("wording_fr", "wording_en")
    assert french.startswith("Des mesures d'après la formation attendent une réponse, page Qualité des données")
    assert "Aucun changement ne peut être constaté d'ici là. Au départ, l'indicateur" in french
    assert english.startswith("Measures from after the training wait for an answer on the Data quality page")
    assert "No change can be observed until then. At the start, the KPI" in english
    (effect,) = portfolio.findings("published.kpi_effects", "wording_en")
    assert "measures wait for an answer on the Data quality page" in effect[0]
    portfolio.answers = [{"code": "mixed_periods", "subject": "articles", "choice": "leave_out"}]
    assert portfolio.changes("wording_en")[0].startswith("No measure after the training yet: no change can be")


def test_a_baseline_that_waits_for_an_answer_is_not_told_as_not_measured(portfolio: Portfolio) -> None:
    portfolio.registered()
    portfolio.observed(quarter("2026-Q2", "30"), *(quarter(f"2026-0{month}", "12") for month in (7, 8, 9)), unit="",
                       kpi_kind="count")  # fmt: skip
    french, english = portfolio.changes("wording_fr", "wording_en")[-1]
    assert french.startswith("Des mesures d'avant la formation attendent une réponse")
    assert "Aucun effet ne peut être estimé d'ici là. Après la formation" in french
    assert "No effect can be estimated until then. After the training" in english


@pytest.mark.parametrize(
    ("kpi_kind", "longer", "asked"),
    [(None, "36", True), (None, "12", False), (None, "60", False), ("level", "36", False)],
)
def test_what_nobody_calls_a_count_is_asked_about_where_its_quarters_hold_some_three_times_as_much(
    portfolio: Portfolio, kpi_kind: str | None, longer: str, asked: bool
) -> None:
    portfolio.registered()
    portfolio.observed(quarter("2026-06", "10", kpi_kind=kpi_kind), quarter("2026-Q3", longer, kpi_kind=kpi_kind))
    assert bool(portfolio.findings("scored.kpi_period_lengths", "kpi_id")) is asked
    portfolio.answers = [{"code": "mixed_periods", "subject": "articles", "choice": "as_they_stand"}]
    assert portfolio.changes("value_before", "value_after") == [(10.0, float(longer))]


def test_teams_that_count_months_are_not_compared_with_teams_that_count_quarters(portfolio: Portfolio) -> None:
    portfolio.registered()
    portfolio.observed(*(quarter(f"2026-0{month}", "10") for month in range(4, 10)), kpi_kind="count")
    for team, after in (("support", "30"), ("achats", "60")):
        portfolio.observed(quarter("2026-Q2", "30"), quarter("2026-Q3", after), team=team, kpi_kind="count")
    assert portfolio.findings("published.kpi_effects", "effect", "count_comparison") == [(None, 0)]
    portfolio.answers = [{"code": "mixed_periods", "subject": "articles", "choice": "totals"}]
    assert portfolio.findings("published.kpi_effects", "count_comparison") == [(2,)]
    assert set(portfolio.changes("value_before", team_id="contenu")) == {30.0}
