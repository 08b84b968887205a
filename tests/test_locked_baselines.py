"""A baseline is locked from the pilot's start on: what a later file says of it stands beside and changes nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from kpi_portfolio import Portfolio, quarter

from pipeline import warehouse
from pipeline.kpis import baselines

APRIL, MAY, AUGUST, SEPTEMBER = (dt.datetime(2026, month, 10, 9) for month in (4, 5, 8, 9))


@pytest.fixture
def portfolio() -> Iterator[Portfolio]:
    connection = warehouse.connect()
    made = Portfolio(connection)
    made.registered(start_date=dt.date(2026, 7, 1))
    yield made
    connection.close()


def sent(portfolio: Portfolio, at: dt.datetime, *rows: dict[str, str], **shared: str) -> None:
    portfolio.arrived[portfolio.observed(*rows, direction="up", **shared)] = at


def test_a_correction_after_the_start_stands_beside_and_the_first_value_stays(portfolio: Portfolio) -> None:
    sent(portfolio, APRIL, quarter("2026-Q1", "10"))
    sent(portfolio, AUGUST, quarter("2026-Q1", "4"), quarter("2026-Q3", "12"))
    assert portfolio.changes("value_before", "value_after", "improvement") == [(10.0, 12.0, 2.0)]
    assert portfolio.published(
        "kpi_baseline_corrections",
        ("period", "value_kept", "kept_file", "kept_at", "value_sent", "sent_file", "sent_at", "sent_by", "locked_at"),
        {},
    ) == [("2026-Q1", 10.0, "1.csv", APRIL, 4.0, "2.csv", AUGUST, "anne", dt.datetime(2026, 7, 1))]
    ((french, english),) = portfolio.changes("wording_fr", "wording_en")
    assert "dit autre chose d'une période d'avant" in french
    assert "A file that came later says otherwise of one period before: the locked values stay." in english


def test_a_correction_before_the_start_counts(portfolio: Portfolio) -> None:
    sent(portfolio, APRIL, quarter("2026-Q1", "10"))
    sent(portfolio, MAY, quarter("2026-Q1", "8"), quarter("2026-Q3", "12"))
    assert portfolio.changes("value_before") == [8.0]
    assert portfolio.findings("published.kpi_baseline_corrections", "value_kept") == []


def test_the_committee_s_step_locks_before_the_start(portfolio: Portfolio) -> None:
    portfolio.steps = [
        {"team_id": "contenu", "certification_id": "prompt_101", "step": "pilot", "at": dt.datetime(2026, 5, 1)}
    ]
    sent(portfolio, APRIL, quarter("2026-Q1", "10"))
    sent(portfolio, MAY, quarter("2026-Q1", "8"), quarter("2026-Q3", "12"))
    assert portfolio.changes("value_before") == [10.0]


def test_a_baseline_that_comes_late_is_locked_by_its_first_file(portfolio: Portfolio) -> None:
    sent(portfolio, AUGUST, quarter("2026-Q1", "10"), quarter("2026-Q3", "12"))
    sent(portfolio, SEPTEMBER, quarter("2026-Q1", "4"), quarter("2026-Q3", "13"))
    assert portfolio.changes("value_before", "value_after") == [(10.0, 13.0)]


def test_files_that_came_together_are_one_word_and_the_last_is_right(portfolio: Portfolio) -> None:
    sent(portfolio, AUGUST, quarter("2026-Q1", "10"), quarter("2026-Q3", "12"))
    sent(portfolio, AUGUST, quarter("2026-Q1", "4"))
    assert portfolio.changes("value_before") == [4.0]


def test_a_stated_phase_is_a_baseline_too_and_a_comparison_team_has_none(portfolio: Portfolio) -> None:
    for at, value in ((APRIL, "10"), (AUGUST, "4")):
        sent(portfolio, at, {"phase": "before", "value": value})
        sent(portfolio, at, quarter("2026-Q1", value), team="support")
    assert portfolio.changes("value_before", team_id="contenu") == [10.0]
    assert portfolio.changes("value_after", team_id="support") == [4.0]


def test_what_repeats_the_locked_value_is_a_duplicate(portfolio: Portfolio) -> None:
    sent(portfolio, APRIL, quarter("2026-Q1", "10"))
    sent(portfolio, AUGUST, quarter("2026-Q1", "10"))
    assert portfolio.findings("validated.kpi_row_states", "state", "is_beside") == [
        ("counted", False), ("duplicate", False),
    ]  # fmt: skip


def published_at(portfolio: Portfolio, at: dt.datetime, now: dt.datetime = SEPTEMBER) -> None:
    """Keep what baselines say, as a run at this time does; `now` is when the next run looks."""
    portfolio.build("validated.kpi_baseline_values")
    for event in baselines.newly_said(portfolio.connection):
        portfolio.recorded += [
            {**one, "date": one["date"] and dt.date.fromisoformat(one["date"]), "recorded_at": at, "looked_at": now}
            for one in event["values"]
        ]


def said_instead(portfolio: Portfolio, value: str) -> None:
    """The file is overwritten under its own name: its old content is gone."""
    portfolio.observations.clear()
    sent(portfolio, SEPTEMBER, quarter("2026-Q1", value), quarter("2026-Q3", "12"))


def changes_of(portfolio: Portfolio) -> list[tuple[object, ...]]:
    return portfolio.published("kpi_baseline_changes", ("period", "value_locked", "locked_file", "value_now"), {})


def test_a_file_overwritten_after_the_lock_is_seen(portfolio: Portfolio) -> None:
    sent(portfolio, APRIL, quarter("2026-Q1", "10"))
    published_at(portfolio, MAY)
    assert changes_of(portfolio) == []
    said_instead(portfolio, "4")
    assert changes_of(portfolio) == [("2026-Q1", 10.0, "1.csv", 4.0)]
    ((french, english),) = portfolio.changes("wording_fr", "wording_en")
    assert "a changé après avoir été figée" in french
    assert "The baseline changed after it was locked: one value from before" in english
    published_at(portfolio, SEPTEMBER)
    assert changes_of(portfolio) == [("2026-Q1", 10.0, "1.csv", 4.0)], "what was locked stays what was locked"


def test_a_value_that_no_file_says_any_more_is_seen(portfolio: Portfolio) -> None:
    sent(portfolio, APRIL, quarter("2026-Q1", "10"), quarter("2026-Q2", "11"))
    published_at(portfolio, MAY)
    said_instead(portfolio, "10")
    assert changes_of(portfolio) == [("2026-Q2", 11.0, "1.csv", None)]
    assert portfolio.published("kpi_baseline_changes", ("file_now",), {}) == [""], "no page shows a nan"


def test_what_is_overwritten_before_the_lock_is_no_change(portfolio: Portfolio) -> None:
    sent(portfolio, APRIL, quarter("2026-Q1", "10"))
    published_at(portfolio, APRIL, now=MAY)
    said_instead(portfolio, "4")
    assert changes_of(portfolio) == [], "the lock lies ahead"
    published_at(portfolio, MAY)
    for one in portfolio.recorded:
        one["looked_at"] = SEPTEMBER
    assert changes_of(portfolio) == [], "the last value that was published before the lock is the locked one"
    said_instead(portfolio, "10")
    assert changes_of(portfolio) == [("2026-Q1", 4.0, "1.csv", 10.0)]


def test_a_baseline_first_published_after_the_start_is_locked_by_that(portfolio: Portfolio) -> None:
    sent(portfolio, AUGUST, quarter("2026-Q1", "10"), quarter("2026-Q3", "12"))
    published_at(portfolio, AUGUST)
    said_instead(portfolio, "4")
    published_at(portfolio, SEPTEMBER)
    assert changes_of(portfolio) == [("2026-Q1", 10.0, "1.csv", 4.0)]


def test_what_is_as_it_was_is_not_recorded_again_and_periods_after_the_start_never(portfolio: Portfolio) -> None:
    sent(portfolio, APRIL, quarter("2026-Q1", "10"), quarter("2026-Q3", "12"))
    sent(portfolio, APRIL, quarter("2026-Q1", "10"), team="support")
    published_at(portfolio, MAY)
    published_at(portfolio, AUGUST)
    assert [(one["team_id"], one["moment"], one["value"]) for one in portfolio.recorded] == [
        ("contenu", "|2026-Q1|", 10.0)
    ]
