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
