"""Other budgets and draws of the scores."""

from dataclasses import replace
from itertools import pairwise
from random import Random

import numpy as np
import pytest

from pipeline.methods.frontier import Point, chosen_shares, draws, frontier, marginal, stairs
from pipeline.methods.optimum import EXACT_UP_TO, GAP, optimum
from pipeline.methods.portfolio import Item, Problem, broken, worst_cost


def portfolio(count, budget):
    luck = Random(count)
    items = tuple(
        Item(f"c{number:04d}", f"t{number // 3}", f"u{number % 5}", luck.randint(1, 10**9), luck.randint(10**5, 10**7))
        for number in range(count)
    )
    return Problem(items, budget)


def test_a_frontier_rises_from_what_is_mandatory_to_what_stops_nothing():
    given = replace(portfolio(20, 0), mandatory=frozenset({"c0000"}))
    points = frontier(given)
    assert points[0].budget == points[0].cost == given.cost(["c0000"])
    assert points[-1].value == optimum(replace(given, budget=10**9)).value == max(point.value for point in points)
    for point in points:
        assert point.value == optimum(replace(given, budget=point.budget)).value
    for before, point in pairwise(points):
        assert set(point.chosen) == set(before.chosen) - set(point.leave) | set(point.enter)
        assert point.budget > before.budget
        assert point.value >= before.value


def test_a_frontier_with_overruns_goes_on_to_the_budget_that_holds_them_all():
    given = replace(portfolio(12, 0), overrun_percent=20, overrun_count=2)
    last = frontier(given)[-1]
    assert last.value == optimum(replace(given, budget=10**9)).value
    assert last.budget == worst_cost(given, last.chosen) > last.cost


def test_without_any_possible_budget_there_is_no_frontier():
    given = portfolio(3, 0)
    assert frontier(replace(given, mandatory=frozenset({"c0000"}), excluded=frozenset({"c0000"}))) == []


def test_a_point_that_is_worth_less_than_a_smaller_budget_takes_over_its_choice():
    points = stairs([Point(200, ("b",), 5, 200), Point(100, ("a",), 7, 90), Point(300, ("a", "b"), 12, 290)])
    assert [(point.budget, point.chosen, point.value) for point in points] == [
        (100, ("a",), 7), (200, ("a",), 7), (300, ("a", "b"), 12),
    ]  # fmt: skip
    assert points[2].enter == ("b",)
    assert marginal(points[1], points[2], per=10) == pytest.approx(0.5)


def test_many_candidates_are_proven_to_a_ten_thousandth_in_whole_cents():
    given = portfolio(EXACT_UP_TO + 150, 2 * 10**8)
    found = optimum(given)
    assert found.status == "optimal"
    assert 0 <= found.gap <= GAP
    assert not broken(given, found.chosen)


def test_draws_move_what_is_uncertain_and_nothing_else():
    drawn = draws(np.array([10.0, 20.0, 1.0]), np.array([0.0, 2.0, 5.0]), np.array([3.0, 1.0, 1.0]), 4000, seed=1)
    assert set(drawn[:, 0]) == {30.0}
    assert drawn[:, 1].mean() == pytest.approx(20, abs=0.15)
    assert drawn[:, 1].std() == pytest.approx(2, abs=0.1)
    assert drawn[:, 2].min() == 0, "below the line, a value is zero"
    assert (
        drawn == draws(np.array([10.0, 20.0, 1.0]), np.array([np.nan, 2.0, 5.0]), np.array([3.0, 1.0, 1.0]), 4000, 1)
    ).all()


def test_the_core_index_is_the_share_of_draws_in_which_a_candidate_is_chosen():
    given = Problem(tuple(Item(one, one, "", 1, 100) for one in "abc"), budget=100)
    assert chosen_shares(given, [[9, 1, 1], [9, 1, 1], [1, 9, 1], [9, 1, 2]]) == {"a": 0.75, "b": 0.25, "c": 0.0}
