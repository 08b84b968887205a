"""Where candidates would stand under other weights and other answers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from pipeline.methods import ranking

WEIGHTS = np.array([5.0, 4, 3, 4, 4, 3])
POINTS = np.array([4.0, 4, 3, 2, 3, 2]) * 20


@pytest.mark.parametrize(("law", "share"), [("U20", 0.986), ("D100", 0.854), ("Dir1", 0.499)])
def test_the_published_sheet_under_three_laws_of_weights(law: str, share: float) -> None:
    drawn = ranking.LAWS[law](np.random.default_rng(5), WEIGHTS, 150_000)
    assert drawn.sum(axis=1) == pytest.approx(1)
    assert (drawn @ POINTS > 60).mean() == pytest.approx(share, abs=0.003)


def test_two_criteria_of_any_weight() -> None:
    drawn = ranking.no_opinion(np.random.default_rng(5), np.ones(2), 200_000)
    scores = (np.array([[4.0, 2], [2, 5]]) @ drawn.T).astype(np.float32)
    assert ranking.places(ranking.ranks_of(scores)).first.tolist() == pytest.approx([0.4, 0.6], abs=0.004)


# The model of four antidepressants that SMAA-2 programs are checked with (Tervonen et al. 2011): mean and standard
# deviation of efficacy (lognormal, up) and of five side effects (normal, down).
EFFICACY = [(0, 0), (0.086, 0.056), (0.095, 0.044), (0.113, 0.048)]
EFFECTS = [
    [(11.7, 2.5), (9.2, 1.86), (15.4, 2.65), (5.5, 2.32)],
    [(7.2, 1.45), (10.6, 1.58), (7.5, 1.48), (15.7, 4.44)],
    [(16.6, 3.27), (21.2, 5.15), (20.2, 3.78), (12.8, 2.45)],
    [(13.7, 1.89), (14.3, 2.93), (15.0, 3.21), (11.2, 3.98)],
    [(18.6, 1.79), (18.3, 3.7), (19.5, 2.6), (31.0, 1.68)],
]


def drawn_values(luck: np.random.Generator, count: int) -> np.ndarray:
    """Draws × drugs × criteria, as shares of the way from the worst to the best."""
    columns = []
    for place, drugs in enumerate([EFFICACY, *EFFECTS]):
        mean, deviation = np.array(drugs).T
        drawn = luck.normal(mean, deviation, (count, 4))
        worst, best = (mean - 1.96 * deviation).min(), (mean + 1.96 * deviation).max()
        if place == 0:
            drawn, worst, best = np.exp(drawn), np.exp(worst), np.exp(best)
        share = (drawn - worst) / (best - worst)
        columns.append(share if place == 0 else 1 - share)
    return np.stack(columns, axis=2)


def test_the_published_smaa_model_comes_out() -> None:
    luck = np.random.default_rng(11)
    weights = ranking.no_opinion(luck, np.ones(6), 60_000)
    scores = np.einsum("kdc,kc->dk", drawn_values(luck, 60_000), weights).astype(np.float32)
    ranks = ranking.ranks_of(scores)
    shares = [[(ranks[drug] == rank).mean() for rank in range(1, 5)] for drug in range(4)]
    published = [[0.20, 0.28, 0.30, 0.22], [0.25, 0.29, 0.27, 0.19], [0.17, 0.25, 0.29, 0.30], [0.39, 0.18, 0.15, 0.29]]
    for found, expected in zip(shares, published, strict=True):
        assert found == pytest.approx(expected, abs=0.02)
    assert ranking.places(ranks).first.tolist() == pytest.approx([one[0] for one in shares])
    central = np.array([weights[ranks[drug] == 1].mean(axis=0) for drug in range(4)])
    assert central == pytest.approx(
        np.array(
            [
                [0.08, 0.14, 0.23, 0.18, 0.16, 0.22],
                [0.18, 0.17, 0.15, 0.13, 0.15, 0.22],
                [0.21, 0.10, 0.22, 0.13, 0.15, 0.20],
                [0.18, 0.21, 0.12, 0.21, 0.19, 0.09],
            ]
        ),
        abs=0.02,
    )
    for drug, confidence in enumerate([0.48, 0.44, 0.34, 0.74]):
        own = (drawn_values(luck, 20_000) @ central[drug]).T.astype(np.float32)
        assert ranking.places(ranking.ranks_of(own)).first[drug] == pytest.approx(confidence, abs=0.03)


@given(arrays.arrays(np.float32, (6, 9), elements=st.integers(0, 8).map(float)))
def test_ranks_count_who_is_ahead(scores: np.ndarray) -> None:
    expected = [[1 + (scores[:, draw] > own).sum() for draw, own in enumerate(row)] for row in scores]
    assert ranking.ranks_of(scores).tolist() == expected


def test_scores_far_off_the_scale_have_their_rank() -> None:
    scores = np.array([[-1e9, 9000], [50, -0.5], [1e9, -9000], [49.999, 0.5]], dtype=np.float32)
    assert ranking.ranks_of(scores).T.tolist() == [[4, 2, 1, 3], [1, 3, 4, 2]]


def test_scores_each_alike_the_next_share_the_rank_of_the_first() -> None:
    scores = np.array([[60], [60.0001], [60.0003], [59], [58.9999], [61]], dtype=np.float32)
    assert ranking.ranks_of(scores)[:, 0].tolist() == [2, 2, 2, 5, 5, 1]


def test_somebody_is_first_in_every_draw() -> None:
    luck = np.random.default_rng(3)
    points = luck.uniform(20, 100, (40, 6))
    scores = ranking.drawn_scores(luck, points, WEIGHTS, np.zeros(40), np.full(40, 5.0), np.full(40, 8.0), 2_000)
    found = ranking.places(ranking.ranks_of(scores))
    assert found.first.sum() == pytest.approx(1)
    assert (found.low <= found.high).all()


def test_the_draws_have_the_spread_they_are_given() -> None:
    scores = ranking.drawn_scores(
        np.random.default_rng(3), np.full((2, 6), 60.0), WEIGHTS, np.zeros(2), np.array([0.0, 5.0]),
        np.array([8.0, 8.0]), 100_000,
    )  # fmt: skip
    assert scores[0] == pytest.approx(60, abs=1e-4)
    assert scores[1].std() == pytest.approx(5 * np.sqrt(8 / 6), rel=0.02)
    assert np.quantile(scores[1], 0.975) == pytest.approx(60 + 5 * 2.306, abs=0.2)


def test_equal_candidates_without_other_answers_share_every_rank() -> None:
    scores = ranking.drawn_scores(
        np.random.default_rng(3), np.tile(POINTS, (3, 1)), WEIGHTS, np.zeros(3), np.zeros(3), np.ones(3), 500
    )
    found = ranking.places(ranking.ranks_of(scores))
    assert (found.low.tolist(), found.high.tolist(), found.first.tolist()) == ([1, 1, 1], [1, 1, 1], [1, 1, 1])
    assert ranking.order(scores).tier.tolist() == [1, 1, 1]


def test_a_tier_ends_where_its_first_is_clearly_ahead() -> None:
    luck = np.random.default_rng(3)
    points = np.repeat(np.array([[90.0], [88], [86], [60], [58]]), 6, axis=1)
    scores = ranking.drawn_scores(luck, points, WEIGHTS, np.zeros(5), np.full(5, 4.0), np.full(5, 50.0), 20_000)
    found = ranking.order(scores)
    assert found.tier.tolist() == [1, 1, 1, 2, 2]
    assert found.ahead_of_next[:4].tolist() == pytest.approx([0.64, 0.64, 1.0, 0.64], abs=0.02)
    assert np.isnan(found.ahead_of_next[4])


@given(st.integers(0, 4))
def test_dropping_a_candidate_never_reorders_the_rest(dropped: int) -> None:
    scores = ranking.drawn_scores(
        np.random.default_rng(3), np.linspace(50, 80, 30).reshape(5, 6), WEIGHTS, np.zeros(5), np.zeros(5), np.ones(5),
        200,
    )  # fmt: skip
    kept = [place for place in range(5) if place != dropped]
    before, after = scores[kept], np.delete(scores, dropped, axis=0)
    assert (np.argsort(ranking.ranks_of(scores)[kept], axis=0) == np.argsort(ranking.ranks_of(after), axis=0)).all()
    assert (before == after).all()


def test_the_work_stays_within_bounds() -> None:
    assert [ranking.count_draws(count) for count in (1, 2_000, 10_000, 100_000)] == [10_000, 10_000, 2_000, 1_000]
