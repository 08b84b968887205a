"""Differences between trained and comparison teams, against published formulas, tables and exact counts."""

from __future__ import annotations

import math
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from pipeline.methods import effects, randomisation

NAN = float("nan")


def groups(*sizes: int) -> np.ndarray:
    """1 for the trained, 0 for the others, as many as each size says."""
    return np.repeat([1, 0], sizes)


def test_standard_errors_are_those_of_welch_and_of_the_pooled_t_test() -> None:
    # scipy.stats.ttest_ind on the same numbers: t -1.9591 (pooled, 9 degrees) and -2.2191 (Welch, 6.9236 degrees).
    changes = np.array([3.0, 5, 4, 6, 9, 12, 4, 5, 8, 14, 10])
    found = effects.difference(changes, groups(4, 7) == 1)
    assert found.effect == pytest.approx(4.5 - 62 / 7)
    ours, others = changes[:4], changes[4:]
    assert found.standard_error == pytest.approx(math.sqrt(ours.var(ddof=1) / 4 + others.var(ddof=1) / 7))
    pooled = (3 * ours.var(ddof=1) + 6 * others.var(ddof=1)) / 9
    assert found.standard_error_pooled == pytest.approx(math.sqrt(pooled * (1 / 4 + 1 / 7)))
    assert found.freedom_pooled == 9


def test_one_trained_team_has_a_pooled_standard_error_only() -> None:
    found = effects.difference(np.array([5.0, 1, 2, 3]), groups(1, 3) == 1)
    assert (found.effect, found.standard_error) == (3.0, None)
    assert found.standard_error_pooled == pytest.approx(math.sqrt(1 * (1 + 1 / 3)))


@pytest.mark.parametrize(
    ("teams", "trained", "factor"), [(6, 2, 3.22), (10, 3, 2.20), (20, 4, 1.66), (40, 8, 1.14), (100, 10, 0.94)]
)
def test_the_smallest_detectable_difference_in_standard_deviations(teams: int, trained: int, factor: float) -> None:
    assert effects.detectable_factor(teams, trained) == pytest.approx(factor, abs=0.005)


@pytest.mark.parametrize(("periods", "rebound"), [(1, 5.4905), (2, 3.199), (4, 1.752)])
def test_a_group_chosen_for_a_bad_quarter_rises_by_itself(periods: int, rebound: float) -> None:
    assert effects.expected_rebound(60, 8, 6, 50, periods) == pytest.approx(rebound, abs=0.0005)


def test_at_an_equal_baseline_a_rebound_is_no_effect() -> None:
    before = np.array([10.0, 12, 20, 22, 24, 30])
    after = 15 + before / 2
    trained = np.array([True, True, False, False, False, False])
    assert effects.difference(after - before, trained).effect == pytest.approx(6.5)
    adjusted = effects.adjusted_difference(before, after, trained)
    assert adjusted is not None
    assert adjusted.effect == pytest.approx(0, abs=1e-12)


def test_the_standard_error_at_an_equal_baseline_is_that_of_the_regression() -> None:
    draw = np.random.default_rng(3)
    before, trained = draw.normal(20, 4, 14), np.arange(14) < 5
    after = 6 + 0.6 * before + 2 * trained + draw.normal(0, 1, 14)
    design = np.column_stack([np.ones(14), trained, before])
    fitted = np.linalg.lstsq(design, after, rcond=None)[0]
    left = after - design @ fitted
    covariance = (left @ left) / (14 - 3) * np.linalg.inv(design.T @ design)
    adjusted = effects.adjusted_difference(before, after, trained)
    assert adjusted is not None
    assert adjusted.effect == pytest.approx(fitted[1])
    assert adjusted.standard_error == pytest.approx(math.sqrt(covariance[1, 1]))


def test_comparisons_at_an_equal_baseline_that_share_teams_are_no_independent_ones() -> None:
    """Twice the same comparison is as sure as one; two of other teams are surer."""
    draw = np.random.default_rng(5)
    before, trained = draw.normal(20, 4, 24), np.arange(24) % 4 == 0
    after = before + 2 * trained + draw.normal(0, 1, 24)
    first = np.arange(24) < 12
    whole = effects.adjusted_difference(before, after, trained)
    halves = [effects.adjusted_difference(np.where(own, before, NAN), after, trained) for own in (first, ~first)]
    assert whole is not None
    same = effects.adjusted_average([whole, whole], [1, 3])
    assert (same.effect, same.standard_error) == pytest.approx((whole.effect, whole.standard_error))
    apart = [one for one in halves if one is not None]
    both = effects.adjusted_average(apart, [1, 1])
    assert both.standard_error == pytest.approx(math.hypot(*(one.standard_error for one in apart)) / 2)


def test_false_discoveries_are_those_of_benjamini_and_hochberg() -> None:
    # Benjamini & Hochberg (1995), the fifteen p values of their example: four are kept at 5 %.
    p = np.array([1, 4, 19, 95, 201, 278, 298, 344, 459, 3240, 4262, 5719, 6528, 7590, 10000]) / 10_000
    adjusted = effects.false_discoveries(np.append(p, NAN))
    assert int((adjusted <= 0.05).sum()) == 4
    assert adjusted[:4] == pytest.approx([0.0015, 0.003, 0.0095, 0.035625])
    assert math.isnan(adjusted[-1])


def test_a_missing_season_is_not_a_change() -> None:
    season = np.array([0.0, 10, 0, 10])
    level = np.array([[5.0], [6], [7]])
    before = level + season
    before[0, 1] = NAN
    assert effects.side_means(before) == pytest.approx([10, 11, 12])
    assert effects.side_means(level + season) == pytest.approx([10, 11, 12])


# Randomisation


@pytest.mark.parametrize(
    ("teams", "trained", "smallest"),
    [(20, 1, 1 / 20), (19, 1, 1 / 19), (7, 2, 1 / 21), (7, 3, 1 / 35), (6, 3, 2 / 20), (7, 4, 1 / 35), (10, 2, 1 / 45)],
)
def test_the_smallest_p_that_a_design_can_give(teams: int, trained: int, smallest: float) -> None:
    assert randomisation.assignments(groups(trained, teams - trained)).smallest_p == pytest.approx(smallest)


@given(
    st.lists(st.integers(-20, 20), min_size=4, max_size=9),
    st.integers(1, 3),
)
def test_p_is_the_share_of_all_assignments_at_least_as_far_apart(changes: list[int], count: int) -> None:
    values, trained = np.array(changes, float), groups(count, len(changes) - count)
    found = randomisation.of_two_groups(values, trained == 1, randomisation.assignments(trained))

    def apart(chosen: tuple[int, ...]) -> float:
        rest = [one for at, one in enumerate(changes) if at not in chosen]
        return sum(changes[at] for at in chosen) / count - sum(rest) / len(rest)

    all_ = [apart(chosen) for chosen in combinations(range(len(changes)), count)]
    observed = abs(apart(tuple(range(count))))
    assert found.p_value() == pytest.approx(sum(abs(one) >= observed - 1e-9 for one in all_) / len(all_))


def test_within_strata_places_change_inside_a_business_unit_only() -> None:
    cohorts = np.array([1, 0, 0, 1, 0, 0, 0, 0])
    strata = np.array([0, 0, 0, 1, 1, 1, 1, 2])
    possible = randomisation.assignments(cohorts, strata)
    assert len(possible.places) == 3 * 4
    assert possible.smallest_p == pytest.approx(1 / 12)
    assert {tuple(row) for row in possible.places.tolist()} == {(a, b) for a in range(3) for b in range(3, 7)}


@given(st.lists(st.integers(-30, 30), min_size=7, max_size=9), st.integers(-40, 40))
def test_the_interval_holds_what_the_test_does_not_refuse(changes: list[int], tried: int) -> None:
    values, trained = np.array(changes, float), groups(3, len(changes) - 3)
    possible = randomisation.assignments(trained)
    low, high = randomisation.of_two_groups(values, trained == 1, possible).interval()
    effect = tried + 0.123
    shifted = np.where(trained == 1, values - effect, values)
    refused = randomisation.of_two_groups(shifted, trained == 1, possible).p_value() <= 0.05
    assert refused == (not low <= effect <= high)


def test_beyond_twenty_thousand_assignments_9999_are_drawn_beside_the_observed_one() -> None:
    cohorts = groups(10, 20)
    possible = randomisation.assignments(cohorts)
    assert (len(possible.places), possible.exact, possible.smallest_p) == (10_000, False, 1 / 10_000)
    assert possible.places[0].tolist() == list(range(10))
    assert all(len(set(row)) == 10 for row in possible.places[:50].tolist())


def test_the_false_alarm_rate_is_the_nominal_one() -> None:
    """Ten teams, two trained, eight quarters with autocorrelation 0.5 and no effect: 4.4 % of exact tests refuse."""
    draw = np.random.default_rng(7)
    trained = groups(2, 8)
    possible = randomisation.assignments(trained)
    alarms = 0
    for _ in range(2_000):
        noise = draw.standard_normal((10, 8))
        for column in range(1, 8):
            noise[:, column] = 0.5 * noise[:, column - 1] + math.sqrt(0.75) * noise[:, column]
        changes = effects.side_means(noise[:, 4:]) - effects.side_means(noise[:, :4])
        alarms += randomisation.of_two_groups(changes, trained == 1, possible).p_value() <= 0.05
    assert alarms / 2_000 == pytest.approx(2 / 45, abs=0.015)


def test_a_larger_group_with_a_larger_spread_does_not_raise_false_alarms() -> None:
    """Twelve steady trained teams beside sixty that swing: the studentised test stays near 5 %."""
    draw = np.random.default_rng(3)
    trained = groups(60, 12)
    possible = randomisation.assignments(trained)
    spread = np.where(trained == 1, 1.0, 4.0)
    refused = sum(
        randomisation.studentised(draw.standard_normal(72) * spread, trained == 1, possible)[0] <= 0.05
        for _ in range(150)
    )
    assert refused / 150 < 0.10


def test_an_uneven_small_group_is_told_by_an_f_test() -> None:
    changes, trained = np.array([0.0, 4, 8, 1, 2, 3, 2, 1]), np.array([True] * 3 + [False] * 5)
    ratio = changes[:3].var(ddof=1) / changes[3:].var(ddof=1)
    assert effects.unevenness(changes, trained) == pytest.approx(stats.f.sf(ratio, 2, 4))
    assert effects.unevenness(changes, ~trained) == effects.unevenness(changes, trained)
    assert effects.unevenness(changes[:4], np.array([True, False, False, False])) is None
    assert effects.unevenness(np.array([1.0, 2, 3, 3, 3]), np.array([True, True, False, False, False])) is None
