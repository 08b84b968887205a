"""What other weights would do to a verdict or an order."""

from __future__ import annotations

import itertools
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from pipeline.methods import weightings

EVERY = np.array(list(itertools.product(range(1, 6), repeat=6)))
WEIGHTS = np.array([5.0, 4, 3, 4, 4, 3])
NOTES = np.array([[4.0, 4, 3, 2, 3, 2]])
POINTS = NOTES * 20
notes = st.lists(st.integers(1, 5), min_size=6, max_size=6)


def test_the_flip_radius_of_the_published_sheet() -> None:
    assert weightings.flip_radius(WEIGHTS, weightings.differences(POINTS, 60)).tolist() == [0.125]


def test_one_weight_at_a_time() -> None:
    found = weightings.one_weight_changes(WEIGHTS, weightings.differences(POINTS, 60))[0]
    assert found.tolist() == pytest.approx([-2, -2, np.nan, 2, np.nan, 2], nan_ok=True)


def test_the_weight_to_move_and_the_distance() -> None:
    assert weightings.mass_to_move(WEIGHTS, POINTS, 60)[0] == pytest.approx(1 / 23)
    assert weightings.distance(WEIGHTS, POINTS, 60)[0] == pytest.approx(1 / 23)


def test_who_is_nowhere_worse_is_ahead_under_all_weights() -> None:
    assert weightings.flip_radius(WEIGHTS, np.array([[1.0, 0, 2, 1, 1, 1]])).tolist() == [1]


def test_alike_everywhere_no_weights_tell() -> None:
    assert np.isnan(weightings.flip_radius(WEIGHTS, np.zeros((1, 6)))).all()


def test_exactly_at_the_threshold_any_change_flips() -> None:
    at_sixty = np.array([[4.0, 3, 3, 3, 3, Fraction(4, 3)]], dtype=float) * 20
    assert weightings.flip_radius(WEIGHTS, weightings.differences(at_sixty, 60)).tolist() == [0]


@given(notes, st.floats(0.01, 100))
def test_scaling_all_weights_changes_nothing(sheet: list[int], factor: float) -> None:
    points = np.array([sheet], dtype=float) * 20
    apart = weightings.differences(points, 60)
    first, second = (weightings.flip_radius(WEIGHTS * by, apart) for by in (1, factor))
    assert first == pytest.approx(second, nan_ok=True)
    first, second = (weightings.mass_to_move(WEIGHTS * by, points, 60) for by in (1, factor))
    assert first == pytest.approx(second, nan_ok=True)


@settings(max_examples=40)
@given(notes)
def test_the_flip_radius_is_what_a_linear_programme_finds(sheet: list[int]) -> None:
    # maximise nothing, minimise r: |w'j - wj| <= r wj with sum w' d = 0
    apart = np.array(sheet, dtype=float) - 3
    if not apart.any():
        return
    bounds = np.vstack([np.hstack([np.eye(6), -WEIGHTS[:, None]]), np.hstack([-np.eye(6), -WEIGHTS[:, None]])])
    found = linprog(
        [0] * 6 + [1], A_ub=bounds, b_ub=[*WEIGHTS, *(-WEIGHTS)], A_eq=[[*apart, 0]], b_eq=[0],
        bounds=[(0, None)] * 7,
    )  # fmt: skip
    assert weightings.flip_radius(WEIGHTS, apart[None])[0] == pytest.approx(found.fun, abs=1e-9)


@settings(max_examples=40)
@given(notes)
def test_the_weight_to_move_is_what_a_linear_programme_finds(sheet: list[int]) -> None:
    points = np.array(sheet, dtype=float) * 20
    shares = WEIGHTS / WEIGHTS.sum()
    # shares + up - down, as little up as possible
    found = linprog(
        [1] * 6 + [0] * 6,
        A_eq=[[*points, *(-points)], [1] * 6 + [-1] * 6], b_eq=[60 - points @ shares, 0],
        bounds=[(0, None)] * 6 + [(0, share) for share in shares],
    )  # fmt: skip
    moved = weightings.mass_to_move(WEIGHTS, points[None], 60)[0]
    assert (np.isnan(moved) and found.status == 2) or moved == pytest.approx(found.fun, abs=1e-8)


@settings(max_examples=40)
@given(notes, st.integers(0, 5), st.integers(1, 4))
def test_every_integer_weighting_is_counted_exactly(sheet: list[int], criterion: int, answers: int) -> None:
    means = [Fraction(note) for note in sheet]
    means[criterion] = (means[criterion] * answers + 3) / (answers + 1)
    points = np.array([[float(mean) for mean in means]]) * 20
    above, below = weightings.shares_above_and_below(points, 60, 40, 0)
    # Brute force over all 15,625, in fractions of whole numbers.
    over = answers + 1
    whole = np.array([int(mean * over) for mean in means])
    assert above[0] == (EVERY @ (whole - 3 * over) > 0).mean()
    assert below[0] == (EVERY @ (whole - 2 * over) < 0).mean()


def test_the_sheet_of_all_threes_is_at_sixty_under_every_weighting() -> None:
    above, below = weightings.shares_above_and_below(np.full((1, 6), 60.0), 60, 40, 0)
    assert (above[0], below[0]) == (0, 0)


def test_seven_criteria_are_enumerated_and_eight_are_drawn() -> None:
    assert weightings.count_integer_weightings(7) == (78_125, True)
    assert weightings.count_integer_weightings(8) == (100_000, False)
    drawn = weightings.drawn_weightings(8, 3)
    assert drawn.shape == (100_000, 8)
    assert (drawn == weightings.drawn_weightings(8, 3)).all()
    assert set(np.unique(drawn)) == {1, 2, 3, 4, 5}


@pytest.mark.parametrize("criteria", [1, 2, 5, 8])
def test_any_number_of_criteria_is_counted(criteria: int) -> None:
    points = np.random.default_rng(criteria).integers(1, 6, (5, criteria)) * 20.0
    count, every = weightings.count_integer_weightings(criteria)
    looked_at = weightings.every_weighting(criteria) if every else weightings.drawn_weightings(criteria, 0)
    assert len(looked_at) == count
    sums, whole = points @ looked_at.T, looked_at.sum(axis=1)
    above, below = weightings.shares_above_and_below(points, 60, 40, 0)
    assert above.tolist() == (sums > 60 * whole).mean(axis=1).tolist()
    assert below.tolist() == (sums < 40 * whole).mean(axis=1).tolist()


@settings(max_examples=40)
@given(notes, st.integers(0, 5))
def test_a_better_note_never_lowers_the_share_of_pilots(sheet: list[int], criterion: int) -> None:
    better = [min(5, note + (place == criterion)) for place, note in enumerate(sheet)]
    points = np.array([sheet, better], dtype=float) * 20
    above, below = weightings.shares_above_and_below(points, 60, 40, 0)
    assert above[1] >= above[0]
    assert below[1] <= below[0]


def test_a_criterion_that_stands_alone_keeps_its_score_at_any_weight():
    assert np.isnan(weightings.one_weight_changes(np.array([3.0]), np.array([[20.0]]))).all()
