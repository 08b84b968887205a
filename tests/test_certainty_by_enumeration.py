"""What is told of how sure verdicts are, against every single change tried out in fractions."""

from fractions import Fraction
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from pipeline.certainty import measures, settling, views
from pipeline.certainty.campaign import campaigns
from pipeline.config import load

CONFIGURATION = load(Path("nowhere"))
KEYS = [criterion.key for criterion in CONFIGURATION.grid.criterion]
WEIGHTS = [int(criterion.weight) for criterion in CONFIGURATION.grid.criterion]
EVERY = np.array(list(product(range(1, 6), repeat=6)))
FACES = np.array(list(product((-1, 1), repeat=6)))


def means(sheets):
    """Of favourable notes, a criterion each; None where nobody rated it."""
    given = [[sheet[place] for sheet in sheets if sheet[place] is not None] for place in range(6)]
    return [Fraction(sum(notes), len(notes)) for notes in given] if all(given) else None


def verdict(sheets):
    known = means(sheets)
    if known is None:
        return None
    score = 20 * sum(w * m for w, m in zip(WEIGHTS, known, strict=True)) / sum(WEIGHTS)
    return "pilot" if score > 60 else "alternatives" if score < 40 else "deepen"


def score(sheets):
    known = means(sheets)
    return None if known is None else float(20 * sum(w * m for w, m in zip(WEIGHTS, known, strict=True)) / 23)


def as_campaign(candidates):
    """The scored tables of these candidates' sheets, read as one campaign."""
    scores, sums, notes = [], [], []
    exact = [score(sheets) or 0 for sheets in candidates]
    for number, sheets in enumerate(candidates):
        key = {"campaign": "c", "team_id": f"t{number:03}", "certification_id": "p"}
        scores.append(key | {
            "score_percent": score(sheets), "verdict": verdict(sheets), "at_threshold": False,
            "candidate_rank": 1 + sum(other > exact[number] + 1e-9 for other in exact),
            "depends_on_missing": False, "count_respondents": len(sheets), "is_withheld": False, "means_from": 0,
            "expected_answers": np.nan,
        })  # fmt: skip
        for place, criterion in enumerate(KEYS):
            given = [(person, sheet[place]) for person, sheet in enumerate(sheets) if sheet[place] is not None]
            sums.append(key | {
                "criterion": criterion, "position": place, "grid_version": CONFIGURATION.grid.version,
                "count_notes": len(given), "sum_favourable": 1000 * sum(note for _, note in given),
                "count_answers": len(sheets),
            })  # fmt: skip
            notes += [
                key | {"criterion": criterion, "favourable_thousandths": 1000 * note, "is_consensus": False,
                       "evaluator_kind": "team", "person_number": 100 * number + person}
                for person, note in given
            ]  # fmt: skip
    return next(iter(campaigns(pd.DataFrame(scores), pd.DataFrame(sums), pd.DataFrame(notes), CONFIGURATION)))


@pytest.fixture(scope="module")
def tried():
    """Fifty candidates of one to four people, some notes missing, some exactly at a threshold; and what is told."""
    luck = np.random.default_rng(4)
    drawn = []
    for _ in range(44):
        middle = luck.integers(1, 6)
        drawn.append([
            [int(np.clip(middle + luck.integers(-2, 3), 1, 5)) if luck.random() > 0.12 else None for _ in range(6)]
            for _ in range(luck.integers(1, 5))
        ])  # fmt: skip
    exact = [[[note] * 6] for note in (1, 2, 3, 5)] + [[[3] * 6, [3] * 6], [[4, 4, 3, 2, 3, 2]]]
    candidates = [sheets for sheets in [*drawn, *exact] if means(sheets)]
    campaign = as_campaign(candidates)
    ways = measures.weighed(campaign)
    return candidates, ways, measures.flipped(campaign, ways)


def test_the_share_of_weightings_counts_all_of_them(tried):
    candidates, ways, _ = tried
    for row, sheets in enumerate(candidates):
        known = means(sheets)
        common = int(np.lcm.reduce([mean.denominator for mean in known]))
        totals = EVERY @ np.array([int(mean * common) for mean in known])
        above = (totals > 3 * common * EVERY.sum(axis=1)).sum()
        below = (totals < 2 * common * EVERY.sum(axis=1)).sum()
        same = {"pilot": above, "alternatives": below}.get(verdict(sheets), len(EVERY) - above - below)
        assert ways.share_pilot[row] == above / len(EVERY)
        assert ways.share_same[row] == pytest.approx(same / len(EVERY), abs=1e-12)


def test_the_smallest_change_of_a_rating_is_the_smallest(tried):
    candidates, _, flips = tried
    for row, sheets in enumerate(candidates):
        for place in range(6):
            enough = [
                abs(other - sheet[place])
                for person, sheet in enumerate(sheets) if sheet[place] is not None
                for other in range(1, 6)
                if verdict([*sheets[:person], [*sheet[:place], other, *sheet[place + 1:]], *sheets[person + 1:]])
                != verdict(sheets)
            ]  # fmt: skip
            told = flips.steps[row, place]
            assert (None if np.isnan(told) else abs(told)) == min(enough, default=None)


def test_so_many_answers_change_the_verdict_and_one_fewer_does_not(tried):
    candidates, _, flips = tried
    for row, sheets in enumerate(candidates):
        found = next(
            (many for many, note in product(range(1, 60), (1, 5))
             if verdict([*sheets, *[[note] * 6] * many]) != verdict(sheets)),
            np.nan,
        )  # fmt: skip
        told = flips.answers[row]
        assert told == found or (np.isnan(found) and not told < 60)
        left = [verdict([*sheets[:person], *sheets[person + 1 :]]) for person in range(len(sheets))]
        assert flips.one_fewer[row] == any(one not in (None, verdict(sheets)) for one in left)


def test_weights_wrong_by_the_radius_reach_the_threshold_and_by_less_never(tried):
    candidates, ways, _ = tried
    for row, sheets in enumerate(candidates):
        known = np.array(means(sheets), dtype=float)
        radius = ways.radius[row]
        just_below, just_above = (leave(known, verdict(sheets), radius + step) for step in (-1e-4, 1e-4))
        assert not just_below or radius <= 1e-4
        assert just_above or radius == 1


def leave(known, now, share):
    """Whether any weighting, each weight off by this share one way or the other, leaves the verdict."""
    weights = WEIGHTS * (1 + share * FACES)
    found = 20 * weights @ known / weights.sum(axis=1)
    verdicts = np.select([found > 60 + 1e-9, found < 40 - 1e-9], ["pilot", "alternatives"], "deepen")
    return bool((verdicts != now).any())


def answers(luck, middle, count):
    """Of so many people around one opinion: each leans their own way on everything, and on each criterion."""
    leaning, other = luck.normal(0, 0.5, (count, 1)), luck.normal(0, 0.7, (count, 6))
    return np.clip(np.rint(middle + leaning + other), 1, 5).astype(int)


def test_nine_rank_intervals_of_ten_hold_the_rank_that_many_answers_would_give():
    luck, held = np.random.default_rng(8), []
    for _ in range(8):
        middles = luck.normal(3, 0.3, (40, 1)) + luck.normal(0, 0.3, (40, 6))
        campaign = as_campaign([answers(luck, one, luck.choice([1, 2, 3, 5, 8])).tolist() for one in middles])
        standing = measures.standing(campaign, measures.sampled(campaign, 3))
        published = campaign.candidates["candidate_rank"].to_numpy()
        assert ((standing.low <= published) & (published <= standing.high)).all()
        truth = np.array([answers(luck, one, 1_500).mean(axis=0) @ WEIGHTS for one in middles])
        ranks = 1 + (truth[None] > truth[:, None]).sum(axis=1)
        held += ((standing.low <= ranks) & (ranks <= standing.high)).tolist()
    assert 0.89 <= np.mean(held) <= 0.96


def chance_after(campaign, sample, row, more):
    """The chance of a verdict once so many more people gave the same score with the same spread."""
    known, degrees = sample.smoothing, sample.degrees[row] + more
    error = sample.variances[row] / (sample.people[row] + more)
    share = known.between / (known.between + error)
    centre = known.mean + share * (campaign.scores[row] - known.mean)
    off = np.sqrt(share * error + (1 - share) ** 2 * (known.between + known.error) / known.count)
    above, below = stats.t.sf((60 - centre) / off, degrees), stats.t.cdf((40 - centre) / off, degrees)
    return {"pilot": above, "alternatives": below, "deepen": 1 - above - below}[campaign.verdicts[row]]


def test_so_many_more_answers_like_these_make_a_verdict_hold_and_every_unsure_one_is_told_what_to_ask():
    luck = np.random.default_rng(5)
    middles = luck.normal(3, 0.4, (40, 1)) + luck.normal(0, 0.3, (40, 6))
    campaign = as_campaign([answers(luck, one, luck.choice([2, 3, 5, 8])).tolist() for one in middles])
    sample, ways = measures.sampled(campaign, 3), measures.weighed(campaign)
    words = measures.words(campaign, sample, ways)
    asked = settling.asked(campaign, sample, ways, words, views.agreements(campaign))
    told = {one.candidate: one.count for one in asked if one.kind == "similar_answers"}
    for row, word in enumerate(words):
        kinds = {one.kind for one in asked if one.candidate == row}
        assert bool(kinds) == (word != "solid")
        if word == "provisional":
            assert not kinds & {"similar_answers", "weights"}
            continue
        after = [chance_after(campaign, sample, row, more) for more in range(51)]
        assert (row in told) == (after[0] < 0.9)
        if row in told:
            assert told[row] == next((more for more in range(1, 51) if after[more] >= 0.9), 0)
    assert len(set(told.values())) > 5
