"""Scores before against gains after: published coefficients, and what few pilots cannot say."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.methods import foresight

Y = np.array([21, 4, 9, 12, 35, 18, 10, 22, 24, 1, 6, 8, 13, 16, 19], float)
X = np.array([67, 28, 30, 28, 52, 40, 25, 37, 44, 10, 14, 20, 28, 40, 51], float)


def test_a_coefficient_and_its_interval() -> None:
    """The example of R's statpsych, ci.spear."""
    found = foresight.rank_correlation(X, Y)
    assert found == pytest.approx(0.8699639, abs=5e-8)
    around = foresight.interval(found, 15)
    assert (around.standard_error, around.low, around.high) == pytest.approx(
        (0.0824133, 0.5840951, 0.9638297), abs=5e-8
    )


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(8, -0.53, 0.84), (12, -0.34, 0.75), (20, -0.17, 0.66), (30, -0.08, 0.6), (50, 0.02, 0.54), (100, 0.11, 0.47)],
)
def test_before_fifty_pilots_nothing_can_be_said_of_a_moderate_link(count: int, low: float, high: float) -> None:
    around = foresight.interval(0.30, count)
    assert (around.low, around.high) == pytest.approx((low, high), abs=0.0051)


def test_only_the_best_being_tried_hides_a_link() -> None:
    assert foresight.unrestricted(0.3, 2) == pytest.approx(0.5324, abs=5e-5)
    assert foresight.unrestricted(0.3, 1) == pytest.approx(0.3)


def test_scores_that_do_not_vary_have_no_coefficient() -> None:
    assert foresight.rank_correlation(np.array([1.0, 1, 1]), np.array([1.0, 2, 3])) is None


def test_chance_refuses_a_clear_order_and_not_an_arbitrary_one() -> None:
    assert foresight.chance(X, Y) < 0.001
    assert foresight.chance(np.arange(8.0), np.array([3.0, 1, 4, 1, 5, 9, 2, 6])) > 0.05


@pytest.mark.parametrize(("count", "parts"), [(7, 0), (8, 2), (29, 2), (30, 3), (99, 3), (100, 10)])
def test_few_pilots_are_cut_into_few_parts(count: int, parts: int) -> None:
    scores = np.arange(count, dtype=float)
    found = foresight.calibration(scores, 2 * scores)
    assert len(found) == parts
    assert all(gain == pytest.approx(2 * score) for score, gain, _ in found)
    assert sum(size for *_, size in found) == (count if parts else 0)


@pytest.mark.parametrize("sign", [1, -1])
def test_a_perfect_order_of_few_pilots_is_not_certain(sign: int) -> None:
    found = foresight.interval(float(sign), 8)
    near, far = sorted((sign * found.low, sign * found.high))
    assert far == 1
    assert 0.7 < near < 0.95
