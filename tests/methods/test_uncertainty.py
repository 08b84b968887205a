"""How far the score of a few may lie from that of many."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from scipy.special import polygamma

from pipeline.methods import uncertainty

POOL = uncertainty.Pool(4.0, 225.0, estimated=False)


def of(*values: float) -> np.ndarray:
    return np.array(values, dtype=float)


def test_under_thirty_candidates_the_spread_is_assumed() -> None:
    assert uncertainty.pooled(np.full(29, 100.0), np.full(29, 4.0)) == POOL


def test_thirty_candidates_of_one_spread_are_worth_the_most_degrees() -> None:
    found = uncertainty.pooled(np.full(30, 144.0), np.full(30, 5.0))
    assert found.estimated
    assert found.degrees == 50
    # exp(mean of log s² - digamma(df/2) + log(df/2)), as Smyth 2004 writes it
    assert found.variance == pytest.approx(144 * math.exp(math.log(2.5) - 0.7031566406452432))


def test_the_pool_finds_again_what_variances_were_drawn_from() -> None:
    luck = np.random.default_rng(1)
    true = 8 * 200.0 / luck.chisquare(8, 4000)
    degrees = luck.integers(2, 9, 4000).astype(float)
    found = uncertainty.pooled(true * luck.chisquare(degrees) / degrees, degrees)
    assert found.degrees == pytest.approx(8, rel=0.12)
    assert found.variance == pytest.approx(200, rel=0.05)


def test_candidates_who_all_agree_do_not_spoil_the_pool() -> None:
    luck = np.random.default_rng(2)
    degrees = np.full(60, 4.0)
    varied = 200 * luck.chisquare(degrees) / degrees
    with_zeros = uncertainty.pooled(np.append(varied, np.zeros(20)), np.full(80, 4.0))
    assert with_zeros == uncertainty.pooled(varied, degrees)
    assert uncertainty.moderated(of(0), of(4), with_zeros)[0] > 0


@given(st.floats(1e-3, 1e3))
def test_the_inverse_of_trigamma(value: float) -> None:
    assert float(polygamma(1, uncertainty._trigamma_inverse(value))) == pytest.approx(value, rel=1e-8)


def test_three_respondents_by_hand() -> None:
    # totals 60, 70, 80: s² = 100 with 2 degrees; with the prior (2·100 + 4·225) / 6
    variance = uncertainty.moderated(of(100), of(2), POOL)
    assert variance[0] == pytest.approx(1100 / 6)
    low, high = uncertainty.interval(of(70), variance / 3, of(6), 20, 100)
    half = 2.4469118511449697 * math.sqrt(1100 / 18)
    assert (low[0], high[0]) == (pytest.approx(70 - half), pytest.approx(70 + half))


def test_one_respondent_says_almost_nothing_and_stays_on_the_scale() -> None:
    variance = uncertainty.moderated(of(math.nan), of(0), POOL)
    low, high = uncertainty.interval(of(70), variance, of(4), 20, 100)
    assert low[0] == pytest.approx(70 - 2.7764451051977987 * 15)
    assert high[0] == 100


def test_a_candidate_alone_is_not_drawn_anywhere() -> None:
    known = uncertainty.smoothing(of(70), of(25))
    centre, deviation = uncertainty.smoothed(of(70), of(25), known)
    assert (centre[0], deviation[0]) == (70, 5)


def test_a_thin_candidate_is_drawn_to_the_mean_also_upwards() -> None:
    scores, errors = of(30, 80, 50, 60), of(100, 4, 25, 25)
    known = uncertainty.smoothing(scores, errors)
    centre, deviation = uncertainty.smoothed(scores, errors, known)
    between = scores.var(ddof=1) - errors.mean()
    share = between / (between + 100)
    assert centre[0] == pytest.approx(55 + share * (30 - 55))
    assert deviation[0] ** 2 == pytest.approx(share * 100 + (1 - share) ** 2 * (between + errors.mean()) / 4)
    assert centre[0] > 30
    assert abs(centre[1] - 80) < abs(centre[0] - 30)


def test_scores_that_look_alike_still_differ_by_five_points() -> None:
    assert uncertainty.smoothing(of(60, 60, 60), of(80, 80, 80)).between == 25


def test_the_three_chances_add_up() -> None:
    found = uncertainty.chances(of(66), of(5), of(8), 60, 40)
    assert found.pilot[0] == pytest.approx(stats.t.sf((60 - 66) / 5, 8))
    assert found.alternatives[0] == pytest.approx(stats.t.cdf((40 - 66) / 5, 8))
    assert found.pilot[0] + found.deepen[0] + found.alternatives[0] == pytest.approx(1)


@given(st.floats(0, 100), st.floats(0, 50), st.floats(0.5, 20), st.integers(1, 60))
def test_a_better_answer_never_lowers_the_chance_of_a_pilot(
    score: float, gain: float, deviation: float, degrees: int
) -> None:
    known = uncertainty.Smoothing(55, 100, 25, 20)
    centres, deviations = uncertainty.smoothed(of(score, score + gain), of(deviation**2, deviation**2), known)
    found = uncertainty.chances(centres, deviations, of(degrees, degrees), 60, 40)
    assert found.pilot[1] >= found.pilot[0]
    assert found.alternatives[1] <= found.alternatives[0]


@pytest.fixture(scope="module")
def simulated() -> dict[str, np.ndarray]:
    """2,000 candidates in campaigns of 40, of 3 to 15 respondents whose spread differs from one to the next."""
    luck = np.random.default_rng(7)
    parts: dict[str, list[np.ndarray]] = {name: [] for name in ("true", "low", "high", "pilot", "counts")}
    for _ in range(50):
        counts = luck.integers(3, 16, 40)
        true = luck.normal(58, 9, 40)
        spread = 15 * np.sqrt(10 / luck.chisquare(10, 40))
        owner = np.repeat(np.arange(40), counts)
        answers = luck.normal(true[owner], spread[owner])
        scores = np.bincount(owner, answers) / counts
        variances = np.bincount(owner, (answers - scores[owner]) ** 2) / (counts - 1)
        degrees = counts - 1.0
        pool = uncertainty.pooled(variances, degrees)
        errors = uncertainty.moderated(variances, degrees, pool) / counts
        low, high = uncertainty.interval(scores, errors, degrees + pool.degrees, -1000, 1000)
        centres, deviations = uncertainty.smoothed(scores, errors, uncertainty.smoothing(scores, errors))
        chances = uncertainty.chances(centres, deviations, degrees + pool.degrees, 60, 40)
        for name, value in zip(parts, (true, low, high, chances.pilot, counts), strict=True):
            parts[name].append(value)
    return {name: np.concatenate(values) for name, values in parts.items()}


def test_nineteen_intervals_of_twenty_hold_the_truth(simulated: dict[str, np.ndarray]) -> None:
    inside = (simulated["low"] <= simulated["true"]) & (simulated["true"] <= simulated["high"])
    assert 0.935 <= inside.mean() <= 0.965
    assert 0.92 <= inside[simulated["counts"] <= 5].mean() <= 0.975


def test_what_is_said_to_happen_in_so_many_cases_does(simulated: dict[str, np.ndarray]) -> None:
    bins = np.minimum((simulated["pilot"] * 5).astype(int), 4)
    for one in range(5):
        said = simulated["pilot"][bins == one].mean()
        happened = (simulated["true"][bins == one] > 60).mean()
        assert happened == pytest.approx(said, abs=0.06), one


def test_the_fewest_answers_are_told_that_reach_the_chance_and_none_where_so_many_do_not() -> None:
    rising = of(0.1, 0.02, 0.0)
    assert uncertainty.answers_needed(lambda more: rising * more, 0.9, 20)[:1].tolist() == [9]
    assert np.isnan(uncertainty.answers_needed(lambda more: rising * more, 0.9, 20)[1:]).all()
