"""Applied or not, worth it or not: published cases and the arithmetic around them."""

from __future__ import annotations

import pytest

from pipeline.methods import outcomes
from pipeline.methods.outcomes import Flag


@pytest.mark.parametrize(
    ("count", "total", "low", "high"),
    [
        (0, 20, 0, 0.1611), (3, 20, 0.0524, 0.3604), (6, 20, 0.1455, 0.5190), (12, 20, 0.3866, 0.7812),
        (0, 5, 0, 0.4345), (0, 8, 0, 0.3244), (20, 20, 0.8389, 1),
    ],
)  # fmt: skip
def test_the_interval_of_a_share(count: int, total: int, low: float, high: float) -> None:
    assert outcomes.wilson(count, total) == pytest.approx((low, high), abs=5e-5)


def flag(applied: int, enrolled: int = 20, satisfaction: float | None = 4.6, days: int | None = 90,
         answered: int | None = 20) -> Flag | None:  # fmt: skip
    return outcomes.application_flag(
        enrolled=enrolled, applied=applied, satisfaction=satisfaction, days_since_end=days, answered=answered
    )


def test_twenty_satisfied_managers_none_of_whom_applies_it() -> None:
    assert flag(0) == "satisfied_not_applied"
    assert flag(3) == "satisfied_not_applied"


def test_six_of_twenty_is_no_longer_few() -> None:
    assert flag(6) is None


def test_few_people_are_watched_and_fewer_than_five_carry_no_flag() -> None:
    assert flag(1, 5, answered=5) == "watch"
    assert flag(0, 4, answered=4) is None


@pytest.mark.parametrize(
    "unlike", [{"satisfaction": 3.9}, {"satisfaction": None}, {"days": 59}, {"answered": 11}], ids=str
)
def test_each_condition_is_needed(unlike: dict[str, float]) -> None:
    assert flag(0, **unlike) is None  # type: ignore[arg-type]


def test_what_nobody_said_does_not_stand_against_a_flag() -> None:
    assert flag(0, days=None, answered=None) == "satisfied_not_applied"
    assert flag(0, days=60, answered=12) == "satisfied_not_applied"


@pytest.mark.parametrize(
    ("rates", "most", "least"),
    [
        ([], 0, 0), ([0.8], 0, 0), ([0.8, 0.2], 1, 1), ([0.5, 0.5], 0, 0), ([0.8, 0.5, 0.2], 1, 1),
        ([0.8, 0.5, 0.5, 0.2], 1, 1), ([0.9, 0.5, 0.5, 0.5], 1, 0), ([0.9, 0.8, 0.7, 0.6, 0.3, 0.2, 0.1], 3, 3),
    ],
)  # fmt: skip
def test_the_ends_are_interviewed_where_they_differ(rates: list[float], most: int, least: int) -> None:
    assert outcomes.contrasted(rates) == (most, least)


@pytest.mark.parametrize(
    ("benefit", "cost", "percent", "months"),
    [(150_000, 100_000, 50, 8), (100_000, 100_000, 0, 12), (0, 100_000, -100, None), (321_600, 38_233, 741.2, 1.4266)],
)
def test_return_and_payback(benefit: float, cost: float, percent: float, months: float | None) -> None:
    assert outcomes.return_percent(benefit, cost) == pytest.approx(percent, abs=0.05)
    assert outcomes.payback_months(benefit, cost) == (None if months is None else pytest.approx(months, abs=5e-4))


def test_a_cost_of_zero_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="checked"):
        outcomes.return_percent(1, 0)


def test_only_the_first_year_counts_and_only_what_was_measured() -> None:
    assert outcomes.periods_counted(6, 3) == 2
    assert outcomes.periods_counted(24, 3) == 4
    assert outcomes.periods_counted(24, 1) == 12
    assert outcomes.periods_counted(36, 12) == 1


def test_at_break_even_the_first_year_returns_nothing() -> None:
    gain = outcomes.break_even(12_000, 150, 3)
    assert gain == 20
    assert outcomes.return_percent(outcomes.benefit(20, 4, 150), 12_000) == 0


def test_a_participant_s_estimate_counts_for_its_share_and_confidence() -> None:
    assert outcomes.attributed(36_000, 0.85, 0.50) == pytest.approx(15_300)
    assert outcomes.attributed(90_000, 0.9, 0.4) == pytest.approx(32_400)
