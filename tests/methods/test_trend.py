"""Interrupted time series: a team beside its own trend."""

from __future__ import annotations

import pytest

from pipeline.methods import trend


def test_a_jump_of_a_straight_line_is_found_exactly() -> None:
    values = [2.0 * at + (5 if at >= 8 else 0) for at in range(12)]
    found = trend.departure(range(12), values, 8)
    assert found is not None
    assert (found.size, found.low, found.high) == pytest.approx((5, 5, 5))


def test_a_steeper_slope_counts_with_its_mean_over_the_periods_after() -> None:
    values = [1.0 * at + (3 * (at - 8) if at >= 8 else 0) for at in range(12)]
    found = trend.departure(range(12), values, 8)
    assert found is not None
    assert found.size == pytest.approx(4.5)


def test_a_trend_that_goes_on_is_no_departure_though_the_means_differ() -> None:
    found = trend.departure(range(12), [3.0 * at for at in range(12)], 8)
    assert found is not None
    assert found.size == pytest.approx(0, abs=1e-9)


def test_the_gap_is_measured_from_the_trend_before() -> None:
    """By hand: the trend before starts at 1.5 on average and rises by 1/21 a period."""
    values = [1, 2, 1, 2, 1, 2, 1, 2, 5, 6, 5, 6]
    found = trend.departure(range(12), [float(one) for one in values], 8)
    assert found is not None
    assert found.size == pytest.approx(5.5 - (1.5 + (9.5 - 3.5) / 21), abs=1e-9)
    assert found.low < found.size < found.high


@pytest.mark.parametrize(("before", "after"), [(7, 5), (8, 3)])
def test_a_short_series_is_refused(before: int, after: int) -> None:
    assert trend.departure(range(before + after), [1.0] * (before + after), before) is None
