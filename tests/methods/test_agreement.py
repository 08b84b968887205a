"""Whether the people who rated one thing agree."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.methods import agreement


def of(*ratings: float, lowest: float = 1, highest: float = 5, step: float = 1) -> agreement.Agreement:
    values = np.array(ratings, dtype=float)
    one = np.ones(1)
    return agreement.agreement(np.zeros(len(values), int), values, lowest * one, highest * one, step * one)


def group(count: int, r_wg: float, low: int, high: int) -> agreement.Agreement:
    counts = (np.array([value]) for value in (count, low, high))
    people, count_low, count_high = counts
    return agreement.Agreement(people, np.array([r_wg]), np.array([0.0]), count_low, count_high)


def test_five_ratings_close_together() -> None:
    found = of(4, 4, 5, 4, 5)
    assert found.r_wg[0] == pytest.approx(0.85)
    assert found.deviation[0] == pytest.approx(0.48)
    assert agreement.words(found).tolist() == ["strong"]


def test_two_camps() -> None:
    found = of(1, 1, 5, 5)
    assert found.r_wg[0] == pytest.approx(-5 / 3)
    assert (found.count_low[0], found.count_high[0]) == (2, 2)
    assert agreement.words(found).tolist() == ["two_camps"]


def test_the_scale_of_the_grid_decides_what_is_far() -> None:
    # 0 to 10 in whole steps: 11 points, of variance 10
    assert of(4, 6, lowest=0, highest=10).r_wg[0] == pytest.approx(1 - 2 / 10)
    # 1 to 5 in halves: 9 points, of variance 80/12 · 1/4
    assert of(4, 5, step=0.5).r_wg[0] == pytest.approx(1 - 0.5 / (80 / 48))
    assert agreement.acceptable_deviation(1, 5, 1) == pytest.approx(5 / 6)
    assert agreement.acceptable_deviation(0, 10, 1) == pytest.approx(11 / 6)


def test_one_rating_agrees_with_nobody() -> None:
    found = of(4)
    assert np.isnan(found.r_wg[0])
    assert np.isnan(found.deviation[0])
    assert agreement.words(found).tolist() == ["too_few"]


@pytest.mark.parametrize(
    ("r_wg", "word"),
    [(0.30, "lack"), (0.31, "weak"), (0.50, "weak"), (0.70, "moderate"), (0.90, "strong"), (1.0, "very_strong")],
)
def test_the_words(r_wg: float, word: str) -> None:
    assert agreement.words(group(8, r_wg, 3, 3)).tolist() == [word]


def test_below_nothing_in_common_there_are_two_camps_only_where_both_ends_are_taken() -> None:
    assert agreement.words(group(4, -0.2, 2, 2)).tolist() == ["two_camps"]
    assert agreement.words(group(4, -0.2, 0, 2)).tolist() == ["lack"]


def test_two_respondents_are_too_few_for_a_word() -> None:
    assert agreement.words(group(2, 1.0, 0, 2)).tolist() == ["too_few"]
