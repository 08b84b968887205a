"""The quarterly review: one row per quarter, pilot and KPI, from KPI rows to what is published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from kpi_portfolio import Portfolio, on, quarter

from pipeline import warehouse


@pytest.fixture
def portfolio() -> Iterator[Portfolio]:
    connection = warehouse.connect()
    yield Portfolio(connection)
    connection.close()


def review(portfolio: Portfolio, *columns: str, **where: str) -> list[Any]:
    return portfolio.published("kpi_review", columns, where)


def test_a_quarter_is_compared_with_the_baseline_the_quarter_before_and_last_year(portfolio: Portfolio) -> None:
    portfolio.registered(deadline=dt.date(2027, 6, 30))
    portfolio.observed(
        quarter("2025-Q4", "8"), quarter("2026-Q1", "10"), quarter("2026-Q2", "12"), quarter("2026-Q3", "15"),
        quarter("2026-Q4", "20"), direction="up", target_text="30",
    )  # fmt: skip
    columns = ("value", "change_since_baseline", "change_since_previous", "change_since_last_year", "improvement")
    assert review(portfolio, "period", *columns) == [
        ("2026-Q3", 15.0, 5.0, 3.0, None, 5.0),
        ("2026-Q4", 20.0, 10.0, 5.0, 12.0, 7.5),
        ("2027-Q2", None, None, None, None, 7.5),
    ]


def test_a_fall_is_good_news_where_the_kpi_is_to_fall(portfolio: Portfolio) -> None:
    portfolio.registered()
    portfolio.observed(quarter("2026-Q2", "10"), quarter("2026-Q3", "7"), direction="down")
    assert review(portfolio, "change_since_previous", "quarter_changes") == [
        (3.0, "starts_now,value_better,status_changed")
    ]


def test_a_difference_of_equal_means_is_exactly_none(portfolio: Portfolio) -> None:
    portfolio.registered(start_date=dt.date(2026, 1, 1))
    portfolio.observed(
        quarter("2025-Q4", "0.3"), on("2026-04-01", "0.1"), on("2026-04-02", "0.2"), on("2026-05-02", "0.3"),
        on("2026-07-01", "0.2"), on("2026-08-01", "0.2"), direction="down",
    )  # fmt: skip
    assert review(portfolio, "change_since_previous", "quarter_changes", period="2026-Q3") == [(0.0, "")]
    assert str(review(portfolio, "change_since_previous", period="2026-Q3")[0]) == "0.0"


def test_what_changed_says_why(portfolio: Portfolio) -> None:
    portfolio.registered(start_date=dt.date(2026, 2, 1), deadline=dt.date(2027, 1, 31))
    portfolio.observed(
        quarter("2025-Q4", "10"), quarter("2026-Q2", "18"), quarter("2026-Q3", "2"), direction="up", target_text="30"
    )
    portfolio.observed(quarter("2026-Q2", "20"), direction="up", target_text="30")
    assert review(portfolio, "period", "quarter_changes", "count_corrected") == [
        ("2026-Q1", "starts_now,measure_missing", 0),
        ("2026-Q2", "new_measure,status_changed,data_corrected", 1),
        ("2026-Q3", "value_worse,status_changed,data_corrected", 1),
        ("2027-Q1", "", 0),
    ]


def test_the_quarter_in_which_a_register_changed_what_the_pilot_was_begun_with_says_so(portfolio: Portfolio) -> None:
    portfolio.registered(deadline=dt.date(2027, 3, 31))
    portfolio.observed(quarter("2026-Q2", "10"), quarter("2026-Q3", "15"), quarter("2026-Q4", "15"))
    moved = {"team_id": "contenu", "certification_id": "prompt_101"}
    portfolio.contracts = [moved | {"part": one, "changed_at": dt.datetime(2026, 12, 31, 9)} for one in ("b", "a")]
    assert review(portfolio, "period", "quarter_changes", "contract_changes") == [
        ("2026-Q3", "starts_now,value_better,status_changed", "a,b"),
        ("2026-Q4", "contract_changed", "a,b"),
        ("2027-Q1", "measure_missing", "a,b"),
    ]


def test_a_standing_stays_where_the_last_measure_left_it(portfolio: Portfolio) -> None:
    portfolio.registered(deadline=dt.date(2027, 6, 30))
    portfolio.observed(quarter("2026-Q2", "10"), quarter("2026-Q3", "40"), direction="up", target_text="30")
    assert review(portfolio, "status", "previous_status", "judged_period", "value", period="2027-Q2") == [
        ("achieved", "achieved", "2026-Q3", None)
    ]


def test_a_pilot_is_judged_by_the_kpi_it_aims_at(portfolio: Portfolio) -> None:
    portfolio.registered(target_kpi="Articles", target_value="20", direction="up")
    portfolio.observed(quarter("2026-Q2", "10"), quarter("2026-Q3", "20"), direction="up")
    portfolio.observed(quarter("2026-Q2", "10"), quarter("2026-Q3", "5"), direction="up", kpi="Visites")
    assert review(portfolio, "kpi_id", "judges_pilot", "status", "pilot_status") == [
        ("articles", True, "achieved", "achieved"),
        ("visites", False, "regressed", "achieved"),
    ]


def test_of_several_kpis_that_judge_a_pilot_the_worst_says_where_it_stands(portfolio: Portfolio) -> None:
    portfolio.registered()
    portfolio.observed(quarter("2026-Q2", "10"), quarter("2026-Q3", "20"), direction="up", target_text="20")
    portfolio.observed(quarter("2026-Q2", "10"), quarter("2026-Q3", "5"), direction="up", kpi="Visites")
    portfolio.observed(quarter("2026-Q2", "10"), direction="up", kpi="Clics")
    assert set(review(portfolio, "pilot_status", period="2026-Q3")) == {"behind"}


def test_a_pilot_that_nobody_measures_is_listed_as_such(portfolio: Portfolio) -> None:
    portfolio.registered(target_kpi="Visites")
    assert review(portfolio, "period", "kpi_id", "kpi_name", "value", "status", "pilot_status") == [
        ("2026-Q3", "*", "Visites", None, "no_data", "no_data")
    ]


@pytest.mark.parametrize(
    ("known", "due"),
    [
        ({"deadline": dt.date(2026, 9, 30)}, True),
        ({"deadline": dt.date(2026, 10, 1)}, False),
        ({"end_date": dt.date(2026, 9, 30)}, True),
        ({"end_date": dt.date(2026, 9, 30), "deadline": dt.date(2027, 1, 1)}, False),
        ({"deadline": dt.date(2026, 9, 30), "status": "deployed"}, False),
        ({}, False),
    ],
)
def test_a_decision_is_due_once_a_pilots_deadline_or_without_one_its_end_has_come(
    portfolio: Portfolio, known: dict[str, Any], due: bool
) -> None:
    portfolio.registered(**known)
    portfolio.observed(quarter("2026-Q2", "10"), quarter("2026-Q3", "20"))
    assert review(portfolio, "decision_due", period="2026-Q3") == [due]


def test_gains_are_ranked_within_a_kpi_and_equal_ones_share_a_rank(portfolio: Portfolio) -> None:
    for team, after in (("contenu", "20"), ("support", "30"), ("logistique", "20")):
        portfolio.registered(team=team)
        portfolio.observed(quarter("2026-Q2", "10"), quarter("2026-Q3", after), team=team, direction="up")
    portfolio.registered(team="finance")
    portfolio.observed(quarter("2026-Q2", "10"), team="finance", direction="up")
    assert review(portfolio, "team_id", "gain_rank", period="2026-Q3") == [
        ("contenu", 2), ("finance", None), ("logistique", 2), ("support", 1)
    ]  # fmt: skip


def test_quarters_are_those_of_the_portfolios_year(portfolio: Portfolio) -> None:
    portfolio.first_month = 4
    portfolio.registered(start_date=dt.date(2026, 7, 1), deadline=dt.date(2027, 2, 28))
    portfolio.observed(on("2026-05-01", "10"), on("2026-08-01", "20"), on("2026-12-31", "24"), direction="up")
    assert review(portfolio, "period", "value", "decision_due") == [
        ("2026-Q2", 20.0, False), ("2026-Q3", 24.0, False), ("2026-Q4", None, True)
    ]  # fmt: skip


def test_a_value_of_a_whole_year_is_no_quarters_value(portfolio: Portfolio) -> None:
    portfolio.registered(start_date=dt.date(2026, 1, 1), deadline=dt.date(2026, 12, 31))
    portfolio.observed(quarter("2025", "10"), quarter("2026", "20"), direction="up")
    assert review(portfolio, "period", "value", "improvement") == [("2026-Q1", None, None), ("2026-Q4", None, 10.0)]
