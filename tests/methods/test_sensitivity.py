"""Other ways to sum up the same ratings."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from pipeline.methods import sensitivity


def test_medians_of_groups() -> None:
    groups = np.array([0, 1, 0, 1, 0, 1, 1])
    found = sensitivity.medians(groups, np.array([5.0, 1, 1, 4, 2, 3, 5]), 3)
    assert found.tolist() == pytest.approx([2, 3.5, np.nan], nan_ok=True)


def test_the_trimmed_mean_needs_ten_ratings() -> None:
    luck = np.random.default_rng(1)
    values = luck.integers(1, 6, 9 + 10 + 13).astype(float)
    found = sensitivity.trimmed_means(np.repeat([0, 1, 2], [9, 10, 13]), values, 3)
    assert np.isnan(found[0])
    assert found[1] == pytest.approx(stats.trim_mean(values[9:19], 0.2))
    assert found[2] == pytest.approx(stats.trim_mean(values[19:], 0.2))


def test_steps_that_are_not_worth_the_same() -> None:
    places, steps = np.arange(5) / 4, np.full(5, 4.0)
    assert sensitivity.convex(places, steps).tolist() == pytest.approx([0, 0.1, 0.3, 0.6, 1])
    assert sensitivity.concave(places, steps).tolist() == pytest.approx([0, 0.4, 0.7, 0.9, 1])
