"""Weights fitted to gains: pulled towards those that were voted, and only offered where they predict better."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.methods import reweighting

VOTED = np.array([5.0, 4, 3, 4, 4, 3])


def pilots(count: int, weights: np.ndarray, noise: float = 0.0, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    draw = np.random.default_rng(seed)
    means = draw.integers(1, 6, (count, len(weights))) + draw.integers(0, 4, (count, len(weights))) / 4
    return means, means @ weights / weights.sum() + noise * draw.standard_normal(count)


@pytest.mark.parametrize("strength", [0.1, 2.0, 50.0])
def test_gains_that_follow_the_voted_weights_return_them(strength: float) -> None:
    means, gains = pilots(30, VOTED)
    found = reweighting.coefficients(means, gains, VOTED, strength)
    assert reweighting.shares(found) == pytest.approx(VOTED / 23, abs=1e-9)


def test_an_endless_pull_returns_the_voted_weights() -> None:
    means, gains = pilots(40, np.array([1.0, 1, 9, 1, 1, 1]), noise=0.3)
    found = reweighting.coefficients(means, gains, VOTED, 1e12)
    assert reweighting.shares(found) == pytest.approx(VOTED / 23, abs=1e-6)


def test_no_weight_is_below_zero_and_the_unit_of_gains_changes_nothing() -> None:
    means, gains = pilots(40, np.array([9.0, 1, 1, 1, 1, -4]), noise=0.3)
    found = reweighting.refit(means, gains, VOTED)
    again = reweighting.refit(means, 1000 * gains + 7, VOTED)
    assert found is not None
    assert again is not None
    assert (found.weights >= 0).all()
    assert found.weights.sum() == pytest.approx(1)
    assert again.weights == pytest.approx(found.weights, abs=1e-9)
    assert (again.strength, again.better) == (found.strength, found.better)


def test_without_noise_no_other_weights_are_better() -> None:
    found = reweighting.refit(*pilots(30, VOTED), VOTED)
    assert found is not None
    assert not found.better
    assert (found.gained, found.gained_error) == (0, 0)


def test_weights_that_are_badly_wrong_are_found_out() -> None:
    true = np.array([1.0, 1, 12, 1, 1, 1])
    found = reweighting.refit(*pilots(120, true, noise=0.5), VOTED)
    assert found is not None
    assert found.better
    assert found.weights[2] == max(found.weights)


def test_a_score_that_foretells_nothing_is_not_refitted() -> None:
    means, gains = pilots(40, VOTED)
    assert reweighting.refit(means, -gains, VOTED) is None
    assert reweighting.refit(np.full((40, 6), 3.0), gains, VOTED) is None
    with pytest.raises(ValueError, match="three pilots"):
        reweighting.refit(means[:2], gains[:2], VOTED)


def test_the_closed_form_where_no_weight_is_held_at_zero() -> None:
    """Ridge towards a point: (X'X + l I) b = X'y + l c0 v0."""
    means, gains = pilots(60, np.array([5.0, 4, 3, 2, 4, 6]), noise=0.2)
    centred, strength = means - means.mean(axis=0), 10.0
    pull = strength * np.mean((centred**2).sum(axis=0)) / 60
    stated = reweighting.slope(means, gains, VOTED) * VOTED / 23
    expected = np.linalg.solve(
        centred.T @ centred + pull * np.eye(6), centred.T @ (gains - gains.mean()) + pull * stated
    )
    assert (expected > 0).all()
    assert reweighting.coefficients(means, gains, VOTED, strength) == pytest.approx(expected, abs=1e-9)
