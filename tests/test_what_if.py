"""What other weights, or one other note, would give: exactly what publishing them would have given."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.methods.what_if import Rated, ranks, weighed
from pipeline.what_if import OtherNote, base, simulated

KEYS = ["business_impact", "technical_fit", "team_leverage", "risk_compliance", "total_cost", "alternatives"]
PUBLISHED = dict(zip(KEYS, (5, 4, 3, 4, 4, 3), strict=True))


def rated(*rows):
    notes = np.array(rows, dtype=np.int64) * 1000
    return Rated(notes, np.ones_like(notes), np.full(notes.shape[1], 1000), np.full(notes.shape[1], 5000))


def of(portfolio):
    grid = portfolio.published("grid_criteria")
    return base(portfolio.published("candidate_ranking"), portfolio.published("criterion_scores"), grid)


@given(
    st.lists(st.tuples(*[st.integers(1, 5)] * 4), min_size=1, max_size=8),
    st.tuples(*[st.integers(0, 5000)] * 4).filter(any),
)
def test_verdicts_equal_fractions(rows, weights):
    found = weighed(rated(*rows), weights, Fraction(60), Fraction(40))
    exact = [100 * Fraction(sum(w * n for w, n in zip(weights, row, strict=True)), 5 * sum(weights)) for row in rows]
    assert found.scores == pytest.approx([float(one) for one in exact])
    assert found.verdicts == ["pilot" if one > 60 else "alternatives" if one < 40 else "deepen" for one in exact]
    assert found.ranks.tolist() == [1 + sum(other > one for other in exact) for one in exact]


def test_equal_scores_share_a_rank_and_leave_a_gap():
    assert ranks(np.array([50.0, 70.0, 70.0 + 1e-12, 20.0])).tolist() == [3, 1, 1, 4]


def test_the_grids_own_weights_give_the_published_ranking(portfolio):
    portfolio.given_notes("Contenu", "Prompt", [4, 4, 3, 4, 4, 2], [5, 3, 3, 4, None, 2])
    portfolio.given_notes("Support", "Prompt", [3, 3, 3, 3, 3, 3])
    portfolio.given_notes("Logistique", "Prompt", [2, 2, 1, 2, 2, 4], clear=False)
    portfolio.run()
    after = simulated(of(portfolio), PUBLISHED)
    assert (after["new_score"] - after["score_percent"]).abs().max() < 1e-9
    for name in ("verdict", "decision"):
        assert after[f"new_{name}"].tolist() == after[name].tolist()
    assert after["new_rank"].tolist() == after["candidate_rank"].tolist()


def test_one_note_moves_one_candidate_and_a_reversed_criterion_the_other_way(portfolio):
    portfolio.given_notes("Contenu", "Prompt", [3, 3, 3, 3, 3, 3], [3, 3, 3, 3, 3, 5])
    portfolio.given_notes("Support", "Prompt", [3, 3, 3, 3, 3, 3])
    portfolio.run()
    before = of(portfolio)
    after = simulated(before, PUBLISHED, OtherNote("contenu", "prompt", "alternatives", 5, 1)).set_index("team_id")
    assert after.loc["contenu", "new_score"] == pytest.approx(100 * (20 * 3 + 3 * 4) / 115)
    assert after.loc["support", "new_score"] == after.loc["support", "score_percent"]
    assert after.loc["contenu", "new_rank"] == 1
    untouched = simulated(before, PUBLISHED)
    assert (untouched["new_score"] - untouched["score_percent"]).abs().max() < 1e-9, "the base is not altered"


def test_an_unclear_objective_stays_unclear_whatever_the_weights(portfolio):
    portfolio.given_notes("Contenu", "Prompt", [5, 5, 1, 1, 1, 5], clear=False)
    portfolio.run()
    heavy = {**dict.fromkeys(KEYS, 0.0), "business_impact": 1.5}
    after = simulated(of(portfolio), heavy).iloc[0]
    assert (after["new_score"], after["new_verdict"], after["new_decision"]) == (100, "pilot", "clarify_objective")


def test_candidates_without_a_score_take_no_part(portfolio):
    portfolio.given_notes("Contenu", "Prompt", [5, 5, 1, 1, 1, None])
    portfolio.given_notes("Support", "Prompt", [3, 3, 3, 3, 3, 3])
    portfolio.run()
    assert simulated(of(portfolio), PUBLISHED)["team_id"].tolist() == ["support"]
