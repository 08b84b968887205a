"""KPIs before and after, from KPI rows to what is published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pyarrow as pa
import pytest
from kpi_portfolio import CELLS, TEXT, Portfolio, on, quarter

from pipeline import warehouse


@pytest.fixture
def portfolio() -> Iterator[Portfolio]:
    connection = warehouse.connect()
    yield Portfolio(connection)
    connection.close()


# Windows


def test_before_and_after_are_the_means_of_the_periods_around_the_training(portfolio: Portfolio) -> None:
    portfolio.registered(start_date=dt.date(2026, 4, 10), end_date=dt.date(2026, 6, 20))
    portfolio.observed(
        quarter("2025-Q4", "10"), quarter("2026-Q1", "12"), quarter("2026-Q2", "90"), quarter("2026-Q3", "33"),
        direction="up",
    )  # fmt: skip
    assert portfolio.changes("period", "certification_id", "value_before", "value_after", "improvement") == [
        ("2026-Q3", "prompt_101", 11.0, 33.0, 22.0)
    ]
    assert portfolio.series("period", "window") == [
        ("2025-Q4", "before"), ("2026-Q1", "before"), ("2026-Q2", "between"), ("2026-Q3", "after")
    ]  # fmt: skip


def test_a_half_year_before_and_one_after(portfolio: Portfolio) -> None:
    portfolio.registered(start_date=dt.date(2026, 7, 1))
    portfolio.observed(quarter("2026-H1", "10"), quarter("2026-H2", "30"))
    assert portfolio.series("period", "window") == [("2026-H1", "before"), ("2026-H2", "after")]


def test_each_period_after_has_its_line_and_the_last_holds_the_whole_window(portfolio: Portfolio) -> None:
    portfolio.registered()
    portfolio.observed(
        quarter("2026-Q2", "10"), quarter("2026-Q3", "20"), quarter("2026-Q4", "40"), quarter("2027-Q1", "60")
    )
    assert portfolio.changes("period", "value_after") == [("2026-Q3", 20.0), ("2026-Q4", 30.0), ("2027-Q1", 40.0)]


def test_dates_fall_into_quarters_and_the_start_splits_them(portfolio: Portfolio) -> None:
    portfolio.registered(start_date=dt.date(2026, 5, 15))
    portfolio.observed(on("2026-04-30", "10"), on("2026-05-15", "99"), on("2026-05-31", "20"), on("2026-07-31", "30"))
    assert portfolio.changes("period", "value_before", "value_after") == [
        ("2026-Q2", 10.0, 20.0),
        ("2026-Q3", 10.0, 25.0),
    ]
    assert portfolio.series("period", "value", "window")[0] == ("2026-Q2", 43.0, "between")


def test_a_phase_wins_over_the_date(portfolio: Portfolio) -> None:
    portfolio.registered()
    portfolio.observed(
        on("2026-08-01", "10", phase="before"), on("2026-03-01", "99"), on("2026-09-01", "15", phase="after"),
        on("2026-10-01", "99"),
    )  # fmt: skip
    assert portfolio.changes("period", "value_before", "value_after") == [("2026-Q3", 10.0, 15.0)]


def test_phases_without_dates_need_no_register(portfolio: Portfolio) -> None:
    portfolio.observed({"phase": "before", "value": "8"}, {"phase": "after", "value": "24"}, direction="up")
    assert portfolio.changes(
        "period", "certification_id", "value_before", "value_after", "status", "evidence_rung"
    ) == [("*", "*", 8.0, 24.0, "on_track", 1)]
    assert sorted(portfolio.series("period", "window", "value")) == [("*", "after", 24.0), ("*", "before", 8.0)]


def test_before_any_follow_up_there_is_one_line_without_data(portfolio: Portfolio) -> None:
    portfolio.registered()
    portfolio.observed(quarter("2026-Q1", "10"), quarter("2026-Q2", "12"))
    assert portfolio.changes("period", "value_before", "value_after", "status", "evidence_rung") == [
        ("2026-Q2", 11.0, None, "no_data", 0)
    ]


def test_a_team_without_training_has_a_line_a_period_and_no_verdict(portfolio: Portfolio) -> None:
    portfolio.registered(status="proposed")
    portfolio.observed(quarter("2025-Q3", "9"), quarter("2026-Q3", "12"))
    assert portfolio.changes(
        "period", "certification_id", "value_before", "value_after", "same_period_last_year", "status", "evidence_rung"
    ) == [("2025-Q3", "*", None, 9.0, None, "no_data", 0), ("2026-Q3", "*", None, 12.0, 9.0, "no_data", 2)]


def test_months_of_last_year_are_found_from_their_quarter(portfolio: Portfolio) -> None:
    portfolio.observed(quarter("2025-07", "8"), quarter("2025-09", "10"), quarter("2026-Q3", "12"))
    assert portfolio.changes("same_period_last_year", period="2026-Q3") == [9.0]


def test_a_financial_year_moves_the_quarters(portfolio: Portfolio) -> None:
    portfolio.first_month = 4
    portfolio.registered(start_date=dt.date(2026, 7, 1))
    portfolio.observed(on("2026-02-01", "10"), quarter("2026-Q1", "12"), quarter("2026-Q2", "20"))
    assert portfolio.changes("period", "value_before", "value_after") == [("2026-Q2", 11.0, 20.0)]
    assert portfolio.series("period") == ["2025-Q4", "2026-Q1", "2026-Q2"]


# Whom a row speaks about


def test_a_row_without_a_certification_speaks_about_each_trained_candidate(portfolio: Portfolio) -> None:
    portfolio.registered()
    portfolio.registered(certification="az_900", status="deployed")
    portfolio.registered(certification="mlops", status="proposed")
    portfolio.observed(quarter("2026-Q2", "10"), quarter("2026-Q3", "20"))
    assert portfolio.changes("certification_id", "improvement") == [("az_900", 10.0), ("prompt_101", 10.0)]


def test_a_row_that_names_the_candidate_wins_over_one_that_names_none(portfolio: Portfolio) -> None:
    portfolio.registered()
    portfolio.observed(
        quarter("2026-Q2", "10"), quarter("2026-Q3", "20"), quarter("2026-Q3", "30", certification_id="prompt_101")
    )
    assert portfolio.changes("certification_id", "value_after") == [("prompt_101", 30.0)]


def test_a_register_row_for_every_campaign_and_one_for_a_campaign_are_one_candidate(portfolio: Portfolio) -> None:
    portfolio.registered(start_date=dt.date(2026, 1, 1))
    portfolio.registered(campaign="2026-Q2", start_date=dt.date(2026, 7, 1))
    portfolio.observed(quarter("2026-Q2", "10"), quarter("2026-Q3", "20"))
    assert portfolio.changes("value_before", "value_after") == [(10.0, 20.0)]


# Several files


def test_a_later_file_corrects_and_a_repeated_one_adds_nothing(portfolio: Portfolio) -> None:
    portfolio.registered()
    portfolio.observed(quarter("2026-Q2", "10"), quarter("2026-Q3", "20"))
    portfolio.observed(quarter("2026-Q2", "10"), quarter("2026-Q3", "22"))
    assert portfolio.changes("value_before", "value_after") == [(10.0, 22.0)]
    states = portfolio.findings("validated.kpi_row_states", "file_id", "period", "state")
    assert sorted(states) == [
        (1, "2026-Q2", "counted"), (1, "2026-Q3", "superseded"), (2, "2026-Q2", "duplicate"), (2, "2026-Q3", "counted")
    ]  # fmt: skip


def test_two_rows_of_one_moment_in_one_file_both_count(portfolio: Portfolio) -> None:
    portfolio.observed(quarter("2026-Q3", "10"), quarter("2026-Q3", "20"))
    assert portfolio.changes("value_after") == [15.0]


def test_a_row_set_aside_does_not_count(portfolio: Portfolio) -> None:
    portfolio.observed(quarter("2026-Q3", "10"), quarter("2026-Q3", "20"))
    portfolio.broken = [{"file_id": 1, "table_no": 1, "row_number": 3}]
    assert portfolio.changes("value_after") == [10.0]


# Direction, target, percent


def test_the_direction_is_the_rows_then_the_registers_then_assumed(portfolio: Portfolio) -> None:
    portfolio.registered(target_kpi="Retards", direction="down")
    portfolio.observed(quarter("2026-Q2", "10"), quarter("2026-Q3", "8"), kpi="Délais", direction="down")
    portfolio.observed(quarter("2026-Q2", "10"), quarter("2026-Q3", "8"), kpi="Retards")
    portfolio.observed(quarter("2026-Q2", "10"), quarter("2026-Q3", "8"), kpi="Articles")
    assert portfolio.changes("kpi_name", "direction", "improvement") == [
        ("Articles", "up", -2.0), ("Délais", "down", 2.0), ("Retards", "down", 2.0)
    ]  # fmt: skip
    assert portfolio.findings("scored.kpi_direction_assumed", "team_id", "kpi_name", "file_id", "row_number") == [
        ("contenu", "Articles", 3, 2)
    ]


def test_a_direction_that_the_other_teams_state_is_not_assumed(portfolio: Portfolio) -> None:
    portfolio.observed(quarter("2026-Q3", "8"), kpi="Délais", team="support", direction="down")
    portfolio.observed(quarter("2026-Q3", "8"), kpi="Délais", team="logistique")
    assert portfolio.changes("direction") == ["down", "down"]
    assert portfolio.findings("scored.kpi_direction_assumed", "team_id") == []


def test_the_rows_target_wins_over_the_registers(portfolio: Portfolio) -> None:
    portfolio.registered(target_kpi="Articles", target_value="30")
    portfolio.observed(quarter("2026-Q2", "10"), quarter("2026-Q3", "20"), direction="up")
    assert portfolio.changes("target", "target_attainment") == [(30.0, 0.5)]
    portfolio.observed(quarter("2026-Q4", "20", target_text="20"), direction="up")
    assert portfolio.changes("target", "status", period="2026-Q4") == [(20.0, "achieved")]


def test_status_compares_the_way_covered_with_the_time_elapsed(portfolio: Portfolio) -> None:
    portfolio.registered(target_kpi="Articles", target_value="30", deadline=dt.date(2027, 6, 30))
    portfolio.observed(quarter("2026-Q2", "10"), quarter("2026-Q3", "16"), quarter("2026-Q4", "16"), direction="up")
    assert portfolio.changes("period", "status") == [("2026-Q3", "on_track"), ("2026-Q4", "behind")]


def test_an_exactly_reached_target_is_achieved_whatever_the_decimals(portfolio: Portfolio) -> None:
    portfolio.registered()
    portfolio.observed(
        quarter("2026-Q2", "0.5"), quarter("2026-07", "0.1"), quarter("2026-08", "0.1"), quarter("2026-09", "0.1"),
        direction="down", target_text="0.1",
    )  # fmt: skip
    assert portfolio.changes("value_after", "target_attainment", "status")[-1] == (0.1, 1.0, "achieved")


def test_a_small_baseline_beside_the_other_teams_has_no_percentage(portfolio: Portfolio) -> None:
    portfolio.registered()
    portfolio.observed(quarter("2026-Q2", "1"), quarter("2026-Q3", "2"), direction="up")
    assert portfolio.changes("improvement_percent", team_id="contenu") == [100.0]
    for team in ("support", "logistique"):
        portfolio.observed(quarter("2026-Q3", "100"), team=team, direction="up")
    assert portfolio.changes("improvement", "improvement_percent", team_id="contenu") == [(1.0, None)]


# Units and scales


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


# Words


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


# What is read


def test_cells_become_one_typed_row(portfolio: Portfolio) -> None:
    connection, key = portfolio.connection, {"file_id": 1, "table_no": 1, "row_number": 2}
    cells = [
        ("kpi", "Taux d'erreur", ""), ("value", "0.12", "%"), ("date", "2026-09-30", ""), ("phase", "after", ""),
        ("primary", "true", ""), ("target", "8", ""), ("unit_value", "450.5", ""), ("enrolled", "20", ""),
        ("satisfaction", "4.3", ""), ("direction", None, ""),
    ]  # fmt: skip
    schema = pa.schema([*CELLS, ("record", TEXT), ("reading", TEXT), ("kind", TEXT)])
    given = [
        {**key, "record": "C", "field": field, "reading": read, "unit": unit, "kind": "text"}
        for field, read, unit in cells
    ]
    names_read = [{**key, "team_id": "contenu", "certification_id": "*"}]
    warehouse.load(connection, "staged.cells", warehouse.from_records(given, schema))
    warehouse.load(connection, "staged.rows", pa.Table.from_pylist([{**key, "record": "C"}]))
    warehouse.load(connection, "staged.row_names", pa.Table.from_pylist(names_read))
    warehouse.load(
        connection, "staged.kpi_ids", pa.Table.from_pylist([{"spelling": "Taux d'erreur", "kpi_id": "taux_d_erreur"}])
    )
    query = (warehouse.SQL / "staged" / "kpi_observations.sql").read_text("utf-8")
    connection.execute(f"create table staged.kpi_observations as {query}")
    (row,) = warehouse.records(connection, "staged.kpi_observations")
    assert (row["team_id"], row["certification_id"], row["kpi_id"]) == ("contenu", "*", "taux_d_erreur")
    assert row["has_value"]
    assert (row["value"], row["value_text"], row["value_unit"], row["target"]) == (0.12, "0.12", "%", 8.0)
    assert (row["date"], row["period"], row["phase"], row["direction"]) == (dt.date(2026, 9, 30), None, "after", None)
    assert (row["is_primary"], row["enrolled"], row["satisfaction"]) == (True, 20, 4.3)
    assert str(row["unit_value"]) == "450.5000"


# What is published


def test_later_tables_exist_empty_with_their_columns(portfolio: Portfolio) -> None:
    portfolio.observed(quarter("2026-Q3", "12"))
    portfolio.build()
    for table, first in (("kpi_effects", "certification_id"), ("training_outcomes", "team_id")):
        rows = warehouse.rows(portfolio.connection, f"published.{table}")
        assert rows.num_rows == 0
        assert rows.column_names[0] == first


def test_without_any_kpi_row_every_table_is_there_and_empty(portfolio: Portfolio) -> None:
    assert portfolio.changes("period") == []
    assert portfolio.series("period") == []


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
