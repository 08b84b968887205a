"""A team trained twice on one KPI gains once: the gain belongs to one of its trainings and the other one says so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

import pytest
from kpi_portfolio import Portfolio, quarter

from pipeline import warehouse


@pytest.fixture
def portfolio() -> Iterator[Portfolio]:
    connection = warehouse.connect()
    yield Portfolio(connection)
    connection.close()


def trained_twice(portfolio: Portfolio, *, second_aims: bool = False) -> None:
    portfolio.registered(certification="prompt_101", start_date=dt.date(2026, 1, 1))
    portfolio.registered(
        certification="az_900", start_date=dt.date(2026, 7, 1), target_kpi="Articles" if second_aims else None
    )
    for certification in ("prompt_101", "az_900"):
        portfolio.costing(1_000_00, certification=certification)
    portfolio.observed(
        quarter("2025-Q4", "10"), quarter("2026-Q2", "12"), quarter("2026-Q3", "15"), direction="up",
        unit_value=Decimal(10),
    )  # fmt: skip


def test_the_first_to_start_has_the_gain_and_the_other_names_it(portfolio: Portfolio) -> None:
    trained_twice(portfolio)
    rows = portfolio.changes("certification_id", "common_with", "wording_fr", "wording_en", period="2026-Q3")
    assert [row[:2] for row in rows] == [("az_900", "prompt_101"), ("prompt_101", None)]
    assert rows[0][2].endswith(
        "Gain commun avec «\u00a0Prompt 101\u00a0», autre formation de cette équipe\u00a0: il n'est compté que "
        "pour elle."
    )
    assert rows[1][3].endswith("This team has other trainings on this KPI: the gain is common and counted once, here.")


def test_the_training_that_the_register_aims_at_the_kpi_has_the_gain(portfolio: Portfolio) -> None:
    trained_twice(portfolio, second_aims=True)
    assert portfolio.changes("certification_id", "common_with", period="2026-Q3") == [
        ("az_900", None), ("prompt_101", "az_900"),
    ]  # fmt: skip


def test_a_common_gain_is_ranked_and_counted_as_moved_once(portfolio: Portfolio) -> None:
    trained_twice(portfolio)
    assert portfolio.published(
        "kpi_review", ("certification_id", "common_with", "gain_rank"), {"period": "2026-Q3"}
    ) == [("az_900", "prompt_101", None), ("prompt_101", None, 1)]
    outcomes = portfolio.findings("published.training_outcomes", "certification_id", "kpi_improved", "break_even")
    found = {certification: (improved, worth is None) for certification, improved, worth in outcomes}
    assert found == {"az_900": (None, True), "prompt_101": (True, False)}


def test_a_gain_of_one_training_is_not_common(portfolio: Portfolio) -> None:
    portfolio.registered()
    portfolio.observed(quarter("2026-Q2", "12"), quarter("2026-Q3", "15"), direction="up")
    ((common, french),) = portfolio.changes("common_with", "wording_fr")
    assert common is None
    assert "commun" not in french
