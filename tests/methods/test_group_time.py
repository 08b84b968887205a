"""Effects by cohort and period: what a regression on everything gets wrong, and numbers of another implementation."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.methods import effects, group_time, randomisation
from pipeline.methods.group_time import Windows

QUARTERS = np.arange(1, 9)
EARLY, LATE = Windows((0, 1), (2, 3, 4, 5, 6, 7)), Windows((0, 1, 2, 3, 4), (5, 6, 7))


def growing(start: int, level: float) -> np.ndarray:
    """A team whose effect is the number of quarters since its start, on a common trend."""
    return level + 0.5 * QUARTERS + np.where(start <= QUARTERS, QUARTERS - start + 1, 0)


def test_growing_effects_are_found_where_a_single_regression_finds_a_fraction_of_them() -> None:
    panel = np.array([growing(3, 10), growing(6, 0), growing(99, 0)])
    cohorts = np.array([1, 2, 0])
    found = group_time.averages(group_time.cells(panel, cohorts, [EARLY, LATE]), cohorts)
    assert found is not None
    assert found.simple.effect == pytest.approx(3.0)
    assert {event: one.effect for event, one in found.by_event.items() if event >= 0} == pytest.approx(
        {0: 1, 1: 2, 2: 3, 3: 4, 4: 5, 5: 6}
    )
    assert found.over_events.effect == pytest.approx(3.5)
    assert {place: one.effect for place, one in found.by_cohort.items()} == pytest.approx({1: 3.5, 2: 2.0})
    assert found.over_cohorts.effect == pytest.approx(2.75)
    assert all(one.effect == pytest.approx(0) for event, one in found.by_event.items() if event < 0)


def test_without_never_trained_teams_the_later_cohort_serves_until_it_starts() -> None:
    panel = np.array([growing(3, 10), growing(6, 0)])
    cohorts = np.array([1, 2])
    after = [cell for cell in group_time.cells(panel, cohorts, [EARLY, LATE]) if cell.event >= 0]
    assert [(cell.cohort, cell.column, cell.effect) for cell in after] == [
        (1, 2, pytest.approx(1)), (1, 3, pytest.approx(2)), (1, 4, pytest.approx(3)),
    ]  # fmt: skip


def test_standard_errors_are_those_of_the_influence_functions() -> None:
    """Expected numbers: the package diff-diff 3.13 (CallawaySantAnna, never treated) on the same made-up panel."""
    draw = np.random.default_rng(1)
    start = draw.choice([0, 2004, 2006, 2007], 500, p=[0.618, 0.04, 0.08, 0.262])
    panel = draw.normal(5, 1.5, 500)[:, None] + draw.normal(0, 0.15, (500, 5)).cumsum(1)
    for column, year in enumerate(range(2003, 2008)):
        panel[:, column] += np.where((start > 0) & (year >= start), -0.03 * (year - start + 1), 0)
    cohorts = np.select([start == 2004, start == 2006, start == 2007], [1, 2, 3], 0)
    windows = [Windows((0,), (1, 2, 3, 4)), Windows((0, 1, 2), (3, 4)), Windows((0, 1, 2, 3), (4,))]
    cells = group_time.cells(panel, cohorts, windows)
    found = group_time.averages(cells, cohorts)
    assert found is not None

    def pair(one: group_time.Average) -> tuple[float, float]:
        return one.effect, one.standard_error

    assert pair(found.simple) == pytest.approx((-0.04752361483705952, 0.016538124053872717))
    assert pair(found.by_event[-3]) == pytest.approx((0.02411560822855792, 0.015510271971490106))
    assert pair(found.by_event[-1]) == pytest.approx((-0.021747651622318457, 0.01355278495954714))
    assert pair(found.by_event[0]) == pytest.approx((-0.02460943368241533, 0.012946604691402318))
    assert pair(found.by_event[3]) == pytest.approx((-0.16517157496660997, 0.06323068214937116))
    assert pair(found.by_cohort[1]) == pytest.approx((-0.10721291296832611, 0.03431462551337012))
    assert pair(found.by_cohort[3]) == pytest.approx((-0.021162416912610334, 0.01679094836508006))
    chance = group_time.reassigned(panel, cohorts, windows, cells, randomisation.assignments(cohorts))
    assert (chance.observed, chance.differences[0], chance.overlaps[0]) == pytest.approx(
        (found.simple.effect, found.simple.effect, 1.0)
    )
    low, high = chance.interval()
    assert low < found.simple.effect < high


def test_start_dates_that_change_places_keep_the_nominal_false_alarm_rate() -> None:
    """Two and two trained among twelve teams without any effect, where analytic errors refuse a quarter of the time."""
    draw = np.random.default_rng(5)
    cohorts = np.array([1, 1, 2, 2, *[0] * 8])
    windows = [Windows((0, 1, 2), (3, 4, 5)), Windows((0, 1, 2, 3), (4, 5))]
    possible = randomisation.assignments(cohorts)
    assert possible.exact
    assert len(possible.places) == 66 * 45
    refused = 0
    for _ in range(300):
        panel = draw.standard_normal((12, 6)).cumsum(axis=1)
        cells = group_time.cells(panel, cohorts, windows)
        refused += group_time.reassigned(panel, cohorts, windows, cells, possible).p_value() <= 0.05
    assert refused / 300 == pytest.approx(0.05, abs=0.035)


def test_trends_before_that_change_places_are_seldom_called_apart_where_they_were_not() -> None:
    """One and one trained among twelve teams, where analytic errors call every fourth pair of equal trends apart."""
    draw = np.random.default_rng(7)
    cohorts = np.array([1, 2, *[0] * 10])
    windows = [Windows((0, 1, 2), (3, 4, 5)), Windows((0, 1, 2, 3), (4, 5))]
    possible = randomisation.assignments(cohorts)
    apart = analytic = 0
    for _ in range(300):
        panel = draw.standard_normal((12, 6))
        panel[cohorts > 0, 4:] += 3
        cells = group_time.cells(panel, cohorts, windows)
        apart += group_time.reassigned_placebo(panel, cohorts, windows, cells, possible).p_value() <= 0.05
        early = group_time.weighted([cell for cell in cells if cell.event < 0], cohorts)
        analytic += abs(early.effect) > 1.96 * early.standard_error
    assert analytic / 300 > 0.2
    assert apart / 300 == pytest.approx(0.05, abs=0.035)


def test_trends_apart_before_the_training_are_found_whatever_the_effect_after() -> None:
    draw = np.random.default_rng(8)
    cohorts = np.array([1, 1, 2, 2, *[0] * 8])
    windows = [Windows((0, 1, 2), (3, 4, 5)), Windows((0, 1, 2, 3), (4, 5))]
    panel = 0.1 * draw.standard_normal((12, 6))
    panel[:2] += [0, 1, 2, 12, 12, 12]
    panel[2:4] += [0, 1, 2, 3, 13, 13]
    cells = group_time.cells(panel, cohorts, windows)
    chance = group_time.reassigned_placebo(panel, cohorts, windows, cells, randomisation.assignments(cohorts))
    low, high = chance.interval()
    assert chance.p_value() < 0.01
    assert chance.observed == pytest.approx(1, abs=0.1)
    assert 0 < low < 1 < high < 2


def test_the_spread_over_assignments_is_that_over_repeated_studies() -> None:
    """What a few teams' detectable effect rests on; analytic errors make it a third too small, whatever the effect."""
    draw = np.random.default_rng(9)
    cohorts = np.array([1, 2, *[0] * 10])
    windows = [Windows((0, 1, 2), (3, 4, 5)), Windows((0, 1, 2, 3), (4, 5))]
    possible = randomisation.assignments(cohorts)
    found, spread, analytic = [], [], []
    for _ in range(300):
        panel = draw.standard_normal((12, 6))
        panel[0, 3:] += 5
        panel[1, 4:] += 5
        cells = group_time.cells(panel, cohorts, windows)
        chance = group_time.reassigned(panel, cohorts, windows, cells, possible)
        found.append(chance.observed)
        spread.append(chance.standard_error())
        analytic.append(group_time.weighted([one for one in cells if one.event >= 0], cohorts).standard_error)
    assert np.mean(analytic) < 0.7 * np.std(found)
    assert np.mean(spread) == pytest.approx(np.std(found), rel=0.1)


def test_one_comparison_of_few_teams_has_the_pooled_error_of_a_t_test() -> None:
    panel = np.column_stack([np.zeros(11), [3.0, 5, 4, 6, 9, 12, 4, 5, 8, 14, 10]])
    cohorts = np.repeat([1, 0], [4, 7])
    (cell,) = group_time.cells(panel, cohorts, [Windows((0,), (1,))])
    one = group_time.weighted([cell], cohorts)
    assert one.pooled_error == pytest.approx(effects.difference(panel[:, 1], cohorts == 1).standard_error_pooled)


def test_parts_of_few_teams_have_errors_that_are_those_over_repeated_studies() -> None:
    """One team a date has no spread of its own: analytic errors are far too small for every part."""
    draw = np.random.default_rng(10)
    cohorts = np.array([1, 2, *[0] * 10])
    windows = [Windows((0, 1, 2), (3, 4, 5)), Windows((0, 1, 2, 3), (4, 5))]
    drawn: dict[str, list[group_time.Average]] = {}
    for _ in range(300):
        panel = draw.standard_normal((12, 6))
        panel[0, 3:] += 5
        found = group_time.averages(group_time.cells(panel, cohorts, windows), cohorts)
        assert found is not None
        for name, one in {
            "simple": found.simple, "event 0": found.by_event[0], "placebo": found.by_event[-1],
            "events": found.over_events, "cohort": found.by_cohort[1], "cohorts": found.over_cohorts,
            "period": found.by_period[4], "periods": found.over_periods,
        }.items():  # fmt: skip
            drawn.setdefault(name, []).append(one)
    for name, ones in drawn.items():
        spread = np.std([one.effect for one in ones])
        assert np.mean([one.pooled_error for one in ones]) == pytest.approx(spread, rel=0.15), name
