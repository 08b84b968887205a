"""How much a KPI changed, and what may be said of it."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.methods import change

UP, DOWN = 1, -1
quantities = st.fractions(min_value=-1000, max_value=1000, max_denominator=1000)
directions = st.sampled_from([UP, DOWN])


def test_a_fall_is_an_improvement_where_down_is_good() -> None:
    assert change.improvement(Fraction(10), Fraction(8), DOWN) == 2
    assert change.improvement(Fraction(10), Fraction(8), UP) == -2


def test_productivity_times_three_is_two_hundred_percent() -> None:
    assert change.improvement_percent(Fraction(12), Fraction(36), UP, "level", None) == 200


@pytest.mark.parametrize("kind", ["level", "count", "duration", "money"])
def test_a_percentage_is_of_the_baseline_and_oriented(kind: str) -> None:
    assert change.improvement_percent(Fraction(40), Fraction(30), DOWN, kind, Fraction(40)) == 25


@pytest.mark.parametrize(
    ("before", "kind", "median"),
    [
        (Fraction(40), "rate", None),
        (Fraction(0), "level", None),
        (Fraction(-5), "money", None),
        (Fraction(9), "count", None),
        (Fraction(49, 10), "level", Fraction(100)),
    ],
    ids=["a rate has points", "zero", "negative", "a count under ten", "under 5 % of the median"],
)
def test_a_percentage_is_refused(before: Fraction, kind: str, median: Fraction | None) -> None:
    assert change.improvement_percent(before, Fraction(50), UP, kind, median) is None


def test_a_percentage_is_given_at_the_limits() -> None:
    assert change.improvement_percent(Fraction(10), Fraction(11), UP, "count", None) == 10
    assert change.improvement_percent(Fraction(5), Fraction(6), UP, "level", Fraction(100)) == 20


def test_attainment_works_in_both_directions() -> None:
    assert change.target_attainment(Fraction(10), Fraction(8), Fraction(6), DOWN) == Fraction(1, 2)
    assert change.target_attainment(Fraction(6), Fraction(8), Fraction(10), UP) == Fraction(1, 2)


@pytest.mark.parametrize(
    ("target", "direction"), [(Fraction(10), UP), (Fraction(9), UP), (Fraction(10), DOWN), (Fraction(11), DOWN)]
)
def test_a_target_reached_at_the_start_has_no_attainment(target: Fraction, direction: int) -> None:
    assert change.reached_at_start(Fraction(10), target, direction)
    assert change.target_attainment(Fraction(10), Fraction(12), target, direction) is None


@given(before=quantities, after=quantities, target=quantities, direction=directions)
def test_the_whole_way_is_covered_exactly_when_the_target_is_met(
    before: Fraction, after: Fraction, target: Fraction, direction: int
) -> None:
    attained = change.target_attainment(before, after, target, direction)
    if attained is not None:
        assert (attained >= 1) == (direction * (after - target) >= 0)
        assert (attained > 0) == (change.improvement(before, after, direction) > 0)


@pytest.mark.parametrize(
    ("written", "scale", "before", "direction", "read"),
    [
        ("fraction", "percent", Fraction(40), UP, 60),
        ("percent", "percent", Fraction(40), UP, Fraction(3, 5)),
        ("unknown", "percent", Fraction(40), UP, 60),
        ("unknown", "percent", Fraction(40), DOWN, Fraction(3, 5)),
        ("fraction", "fraction", Fraction(2, 5), UP, Fraction(3, 5)),
        ("plain", "plain", Fraction(40), UP, Fraction(3, 5)),
    ],
)
def test_a_target_of_six_tenths_is_put_on_the_scale_of_its_series(
    written: change.Written, scale: str, before: Fraction, direction: int, read: Fraction
) -> None:
    assert change.target_on_scale(Fraction(3, 5), written, scale, before, direction) == read


def test_a_target_of_sixty_beside_shares_is_sixty_percent() -> None:
    assert change.target_on_scale(Fraction(60), "unknown", "fraction", Fraction(2, 5), UP) == Fraction(3, 5)
    assert change.target_on_scale(Fraction(60), "percent", "fraction", Fraction(2, 5), UP) == Fraction(3, 5)


def test_time_elapsed_is_a_share_of_the_way_to_the_deadline() -> None:
    start, deadline = dt.date(2026, 1, 1), dt.date(2026, 1, 11)
    assert change.share_elapsed(start, deadline, dt.date(2026, 1, 6)) == Fraction(1, 2)
    assert change.share_elapsed(start, deadline, dt.date(2025, 12, 1)) == 0
    assert change.share_elapsed(start, deadline, dt.date(2027, 1, 1)) == 1
    assert change.share_elapsed(start, start, dt.date(2027, 1, 1)) is None


@pytest.mark.parametrize(
    ("before", "after", "target", "elapsed", "status"),
    [
        (None, Fraction(12), Fraction(20), None, "no_data"),
        (Fraction(10), None, Fraction(20), None, "no_data"),
        (Fraction(10), Fraction(20), Fraction(20), Fraction(1, 2), "achieved"),
        (Fraction(10), Fraction(9), Fraction(20), Fraction(1, 2), "regressed"),
        (Fraction(10), Fraction(15), Fraction(20), Fraction(1, 2), "on_track"),
        (Fraction(10), Fraction(14), Fraction(20), Fraction(1, 2), "behind"),
        (Fraction(10), Fraction(11), Fraction(20), None, "on_track"),
        (Fraction(10), Fraction(11), None, Fraction(1), "on_track"),
        (Fraction(10), Fraction(10), None, None, "behind"),
        (Fraction(10), Fraction(10), Fraction(8), None, "achieved"),
        (Fraction(10), Fraction(9), Fraction(8), None, "regressed"),
    ],
)
def test_status_where_up_is_good(
    before: Fraction | None, after: Fraction | None, target: Fraction | None, elapsed: Fraction | None, status: str
) -> None:
    assert change.status(before, after, target, UP, elapsed) == status


def rung(**known: bool | int) -> int:
    said = {"trained": True, "has_before": True, "has_after": True, "has_last_year": False, "periods_before": 4} | known
    return change.evidence_rung(**said)  # type: ignore[arg-type]


def test_a_change_alone_is_rung_one() -> None:
    assert rung() == 1


def test_without_both_sides_there_is_no_change_to_speak_of() -> None:
    assert rung(has_before=False, has_last_year=True) == 0
    assert rung(has_after=False, has_last_year=True) == 0


def test_the_same_period_last_year_lifts_to_rung_two() -> None:
    assert rung(has_last_year=True) == 2
    assert rung(trained=False, has_before=False, has_last_year=True) == 2


def test_fewer_than_four_periods_before_lower_the_rung() -> None:
    assert rung(has_last_year=True, periods_before=3) == 1
