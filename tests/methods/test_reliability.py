"""Whether ratings can tell candidates apart."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.methods import reliability

# Krippendorff's example "C": four observers, twelve units, in the order of the units.
NA = float("nan")
PUBLISHED = np.array(
    [1, 1, NA, 1, 2, 2, 3, 2, 3, 3, 3, 3, 3, 3, 3, 3, 2, 2, 2, 2, 1, 2, 3, 4, 4, 4, 4, 4, 1, 1, 2, 1, 2, 2, 2, 2, NA, 5,
     5, 5, NA, NA, 1, 1, NA, NA, 3, NA]
)  # fmt: skip
UNITS = np.repeat(np.arange(12), 4)


@pytest.mark.parametrize(
    ("scale", "expected"),
    [("nominal", 0.7434211), ("ordinal", 0.8153875), ("interval", 0.8491071), ("ratio", 0.7974028)],
)
def test_the_published_alphas(scale: str, expected: float) -> None:
    known = ~np.isnan(PUBLISHED)
    assert reliability.alpha(UNITS[known], PUBLISHED[known], scale) == pytest.approx(expected, abs=5e-8)


def test_no_variation_has_no_alpha() -> None:
    assert np.isnan(reliability.alpha(np.array([0, 0, 1, 1]), np.full(4, 3.0)))
    assert np.isnan(reliability.alpha(np.array([0, 1, 2]), np.array([1.0, 2, 3])))


@given(st.lists(st.lists(st.integers(1, 5), min_size=1, max_size=5), min_size=2, max_size=6))
def test_alpha_is_what_all_pairs_say(rated: list[list[int]]) -> None:
    units = np.repeat(np.arange(len(rated)), [len(one) for one in rated])
    found = reliability.alpha(units, np.array([note for one in rated for note in one], dtype=float), "interval")
    kept = [one for one in rated if len(one) > 1]
    everything = [note for one in kept for note in one]
    if len(set(everything)) < 2:
        assert np.isnan(found)
        return
    observed = sum(
        sum((a - b) ** 2 for a, b in itertools.permutations(one, 2)) / (len(one) - 1) for one in kept
    ) / len(everything)  # fmt: skip
    expected = sum((a - b) ** 2 for a, b in itertools.permutations(everything, 2))
    expected /= len(everything) * (len(everything) - 1)
    assert found == pytest.approx(1 - observed / expected)


def test_icc_by_hand() -> None:
    # means 2, 4, 9 of two ratings each, 2 apart: MSB = 2·26/2 = 26, MSW = 2
    found = reliability.reliability(np.array([0, 0, 1, 1, 2, 2]), np.array([1.0, 3, 3, 5, 8, 10]), 1)
    assert found.single == pytest.approx(24 / 28)
    assert found.mean == pytest.approx(24 / 26)
    assert found.raters == pytest.approx(2)
    assert np.isnan(found.low)


def test_groups_of_different_size_use_their_effective_number() -> None:
    found = reliability.reliability(np.array([0, 0, 0, 1, 1, 2]), np.array([1.0, 2, 3, 6, 8, 5]), 1)
    assert found.raters == pytest.approx((6 - 14 / 6) / 2)


def test_identical_ratings_have_no_icc() -> None:
    found = reliability.reliability(np.array([0, 0, 1, 1]), np.full(4, 60.0), 1)
    assert np.isnan(found.single)
    assert reliability.word(found.single) == ""


def test_the_interval_holds_the_truth_and_is_the_same_every_time() -> None:
    luck = np.random.default_rng(4)
    inside = 0
    for _ in range(60):
        groups = np.repeat(np.arange(60), 5)
        values = luck.normal(0, 1, 60)[groups] + luck.normal(0, 1, 300)
        found = reliability.reliability(groups, values, 1)
        inside += found.low <= 0.5 <= found.high
    assert inside >= 51
    assert found == reliability.reliability(groups, values, 1)
