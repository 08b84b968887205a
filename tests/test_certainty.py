"""How sure the published numbers are: from answers to intervals, chances, ranks, words and sentences."""

from __future__ import annotations

import csv
import math
from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from portfolio import CLEAR, CONTRACT, CRITERIA, Portfolio
from scipy import stats

WEIGHTS = (5, 4, 3, 4, 4, 3)
HEADINGS = (
    "Équipe",
    "Certification",
    "Date",
    "Répondant",
    "Type d'évaluateur",
    "Type de réponse",
    *CRITERIA,
    *CONTRACT,
)


def as_asked(favourable: tuple[object, ...]) -> tuple[object, ...]:
    """Favourable notes as they are given: *Alternatives* is reversed."""
    last = favourable[5]
    return (*favourable[:5], 6 - last if isinstance(last, int) else last)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Portfolio:
    """One campaign: five people, three, two, one, a joint sheet, all at the threshold, a criterion without ratings."""
    portfolio = Portfolio(Path(tmp_path_factory.mktemp("certainty")))
    sheets: list[tuple[str, str, str, str, tuple[object, ...]]] = [
        *(("Contenu", f"c{n}", "équipe", "", (5, 4, 4, 4, 5, 4)) for n in range(3)),
        ("Contenu", "c3", "sponsor", "", (5, 5, 4, 4, 4, 4)),
        ("Contenu", "c4", "finance", "", (3, 4, 3, 3, 2, 4)),
        ("Support", "s0", "équipe", "", (4, 4, 3, 2, 3, 2)),
        ("Support", "s1", "équipe", "", (5, 3, 3, 1, 3, 3)),
        ("Support", "s2", "équipe", "", (3, 5, 3, 3, 3, 1)),
        ("Logistique", "l0", "équipe", "", (4, 4, 4, 4, 4, 4)),
        ("Logistique", "l1", "équipe", "", (4, 4, 4, 4, 4, 4)),
        ("Finance", "f0", "équipe", "", (2, 2, 1, 2, 2, 2)),
        ("Achats", "a0", "équipe", "consensus", (4, 4, 3, 2, 3, 2)),
        *(("Paie", f"p{n}", "équipe", "", (3, 3, 3, 3, 3, 3)) for n in range(4)),
        *(("Qualité", f"q{n}", "équipe", "", (1 + 4 * (n % 2),) * 6) for n in range(4)),
        ("Études", "e0", "équipe", "", (3, 3, "", 3, 3, 3)),
    ]
    rows = [
        (team, "Prompt 101", "2026-08-15", who, kind, how, *as_asked(notes), *CLEAR)
        for team, who, kind, how, notes in sheets
    ]
    portfolio.given_csv("reponses.csv", HEADINGS, *rows)
    portfolio.run()
    return portfolio


@pytest.fixture(scope="module")
def robustness(published: Portfolio) -> pd.DataFrame:
    return published.published("robustness").set_index("team_id")


def of_team(published: Portfolio, table: str, team: str) -> pd.DataFrame:
    rows = published.published(table)
    return rows[rows["team_id"] == team]


def test_no_number_hangs_on_the_key_of_the_pseudonyms(published: Portfolio, tmp_path: Path) -> None:
    other = Portfolio(tmp_path / "other")
    other.given_csv("reponses.csv", *csv.reader((published.raw / "reponses.csv").open(encoding="utf-8"), delimiter=";"))
    (tmp_path / "other" / "data" / "respondent.key").write_bytes(b"k" * 32)
    other.make()
    for table in ("robustness", "campaign_certainty", "rank_neighbours", "campaign_reliability"):
        pd.testing.assert_frame_equal(published.published(table), other.published(table), check_exact=True)


def test_every_candidate_of_the_ranking_has_a_row(published: Portfolio, robustness: pd.DataFrame) -> None:
    assert robustness.index.tolist() == published.published("candidate_ranking")["team_id"].tolist()


def test_three_respondents_by_hand(robustness: pd.DataFrame) -> None:
    sheets = np.array([(4, 4, 3, 2, 3, 2), (5, 3, 3, 1, 3, 3), (3, 5, 3, 3, 3, 1)])
    totals = sheets @ np.array(WEIGHTS) * 20 / 23
    variance = (2 * totals.var(ddof=1) + 4 * 225) / 6
    half = stats.t.ppf(0.975, 6) * math.sqrt(variance / 3)
    found = robustness.loc["support"]
    assert found["interval_low"] == pytest.approx(totals.mean() - half)
    assert found["interval_high"] == pytest.approx(totals.mean() + half)
    assert found["flip_radius"] == pytest.approx(0.125)
    assert found[["p_pilot", "p_deepen", "p_alternatives"]].sum() == pytest.approx(1)
    assert found["confidence_word"] == "fragile"
    assert found["reason_fr"].startswith("Si on refaisait l'enquête, le score ne passerait 60\u00a0% que dans ")


def test_the_share_of_weightings_is_that_of_all_of_them(robustness: pd.DataFrame) -> None:
    every = np.stack(np.meshgrid(*[range(1, 6)] * 6), axis=-1).reshape(-1, 6)
    means = np.array([4, 4, 3, 2, 3, 2])
    assert robustness.loc["achats", "share_of_weightings_pilot"] == ((every * (means - 3)).sum(axis=1) > 0).mean()


@pytest.mark.parametrize(("team", "people"), [("logistique", "2 personnes ont"), ("finance", "Une seule personne a")])
def test_under_three_people_no_probability_is_told(robustness: pd.DataFrame, team: str, people: str) -> None:
    found = robustness.loc[team]
    assert found[["p_pilot", "p_deepen", "p_alternatives"]].isna().all()
    assert found["confidence_word"] == "provisional"
    assert found["reason_fr"].startswith(f"{people} répondu\u00a0: c'est trop peu pour donner une probabilité.")
    assert found["interval_low"] < found["score_smoothed"] < found["interval_high"]


def test_people_who_all_agree_are_not_certain(robustness: pd.DataFrame) -> None:
    found = robustness.loc["logistique"]
    assert found["interval_high"] - found["interval_low"] > 20
    assert found["interval_high"] <= 100


def test_a_joint_sheet_is_no_sample(robustness: pd.DataFrame) -> None:
    found = robustness.loc["achats"]
    assert found[["interval_low", "interval_high", "score_smoothed", "p_pilot", "agreement"]].isna().all()
    assert (found["flip_radius"], found["confidence_word"]) == (pytest.approx(0.125), "provisional")
    assert (found["count_individual"], found["count_consensus"]) == (0, 1)
    assert "d'une seule voix" in found["reason_fr"]


def test_exactly_at_the_threshold_is_said_and_never_solid(robustness: pd.DataFrame) -> None:
    found = robustness.loc["paie"]
    assert found["confidence_word"] == "fragile"
    assert found["share_of_weightings_pilot"] == 0
    assert found["reason_en"].startswith("The score is exactly at the threshold")


def test_without_a_score_there_is_nothing_to_be_sure_of(published: Portfolio, robustness: pd.DataFrame) -> None:
    found = robustness.loc["etudes"]
    assert found[["interval_low", "score_smoothed", "flip_radius", "rank_low", "tier", "confidence_word"]].isna().all()
    assert found["reason_fr"] == "Pas de score\u00a0: personne n'a noté «\u00a0Effet levier équipe\u00a0»."
    asked = of_team(published, "settling_answers", "etudes")
    assert asked[["ask", "criterion"]].to_numpy().tolist() == [["unrated", "team_leverage"]]
    assert of_team(published, "verdict_flips", "etudes").empty


def test_ranks_hold_the_published_one_and_somebody_is_first(published: Portfolio, robustness: pd.DataFrame) -> None:
    ranked = published.published("candidate_ranking").set_index("team_id")
    ranked = ranked[ranked["candidate_rank"].notna()]
    both = robustness.loc[ranked.index]
    assert (both["rank_low"] <= ranked["candidate_rank"]).all()
    assert (both["rank_high"] >= ranked["candidate_rank"]).all()
    assert both["p_first"].sum() == pytest.approx(1)
    assert both["tier"].is_monotonic_increasing
    neighbours = published.published("rank_neighbours")
    assert len(neighbours) == len(ranked) - 1
    assert neighbours["indistinguishable"].tolist() == (neighbours["p_ahead"] < 0.8).tolist()


def test_two_camps_are_seen(published: Portfolio) -> None:
    found = of_team(published, "criterion_agreement", "qualite")
    assert found["r_wg"].tolist() == pytest.approx([1 - 16 / 3 / 2] * 6)
    assert set(found["agreement_word"]) == {"two_camps"}
    assert found[["count_low", "count_high"]].to_numpy().tolist() == [[2, 2]] * 6
    assert of_team(published, "settling_answers", "qualite")["ask"].tolist()[0] == "divided"


def test_finance_is_set_beside_the_team(published: Portfolio) -> None:
    found = of_team(published, "evaluator_scores", "contenu").set_index("evaluator_kind")
    scores = {kind: float(Fraction(sum(w * n for w, n in zip(WEIGHTS, notes, strict=True)) * 20, 23))
              for kind, notes in {"team": (5, 4, 4, 4, 5, 4), "finance": (3, 4, 3, 3, 2, 4)}.items()}  # fmt: skip
    assert found.loc["finance", "score_percent"] == pytest.approx(scores["finance"])
    assert found.loc["finance", "beside_team"] == pytest.approx(scores["finance"] - scores["team"])
    said = "La finance (1 réponse) note 25 points de score plus bas que l'équipe (3 réponses)."
    assert found.loc["finance", "sentence_fr"] == said
    assert found["count_people"].to_dict() == {"finance": 1, "sponsor": 1, "team": 3}


def test_where_opinions_go_by_kind_the_figures_speak_for_the_same_mix_of_people(robustness: pd.DataFrame) -> None:
    assert robustness.loc["contenu", "about_fr"] == (
        "Les avis diffèrent selon qui évalue\u00a0: ces chiffres valent pour d'autres personnes dans les mêmes "
        "proportions (équipe 3, sponsor 1, finance 1)."
    )
    assert pd.isna(robustness.loc["support", "about_fr"]), "few others were rated by anybody but the team"
    assert pd.isna(robustness.loc["achats", "about_fr"]), "a joint sheet is no sample"


def test_a_verdict_that_one_kind_carries_by_number_is_told_and_so_is_a_kind_that_was_not_asked(
    portfolio: Portfolio,
) -> None:
    sheets = [
        *(("Contenu", "équipe", 5) for _ in range(4)), ("Contenu", "finance", 1),
        ("Logistique", "équipe", 4), ("Logistique", "finance", 4),
        *(("Achats", "équipe", 5) for _ in range(4)), ("Achats", "sponsor", 2), ("Achats", "finance", 1),
        ("Support", "équipe", 4), ("Support", "équipe", 4),
    ]  # fmt: skip
    rows = [
        (team, "Prompt 101", "2026-08-15", f"c{place}", kind, "", *(note,) * 5,
         "" if kind == "sponsor" else 6 - note, *CLEAR)
        for place, (team, kind, note) in enumerate(sheets)
    ]  # fmt: skip
    portfolio.given_csv("reponses.csv", HEADINGS, *rows)
    portfolio.make()
    said = portfolio.published("robustness").set_index("team_id")
    assert said.loc["contenu", "about_fr"].endswith(
        "Si chaque type comptait autant, le score serait de 60\u00a0%\u00a0: «\u00a0à approfondir\u00a0»."
    )
    assert said.loc["support", "about_en"] == (
        "Only one kind of evaluator answered (team): these figures say nothing of how others (finance) would rate."
    )
    assert pd.isna(said.loc["logistique", "about_fr"]), "both kinds say the same"
    assert said.loc["achats", "about_fr"].endswith("(équipe 4, sponsor 1, finance 1)."), "a kind without a whole score"


def test_a_solid_verdict_that_missing_ratings_could_change_asks_for_them(portfolio: Portfolio) -> None:
    notes: list[tuple[object, ...]] = [(5, 5, 5, 5, 5, 5), *[(5, "", "", "", "", 5)] * 5]
    rows = [("Contenu", "Prompt 101", "2026-08-15", f"c{place}", "équipe", "", *as_asked(one), *CLEAR)
            for place, one in enumerate(notes)]  # fmt: skip
    portfolio.given_csv("reponses.csv", HEADINGS, *rows)
    portfolio.make()
    assert portfolio.published("robustness").loc[0, "confidence_word"] == "solid"
    assert portfolio.published("candidate_ranking").loc[0, "depends_on_missing"]
    assert portfolio.published("settling_answers")["sentence_fr"].tolist() == [
        "Compléter «\u00a0Applicabilité technique\u00a0» (5 notes manquent)\u00a0: selon ce qu'elles seraient, les "
        "notes manquantes peuvent changer le verdict."
    ]


def test_what_would_flip_the_published_sheet(published: Portfolio) -> None:
    flips = of_team(published, "verdict_flips", "achats")
    weights = flips[flips["flip"] == "weight"].set_index("criterion")
    assert weights["change"].to_dict() == pytest.approx(
        {"business_impact": -2, "technical_fit": -2, "risk_compliance": 2, "alternatives": 2}
    )
    assert weights[weights["is_smallest"]].index.tolist() == ["business_impact"]
    assert weights.loc["business_impact", "sentence_en"] == (
        "One weight alone: “Business impact” from 5 to 3 brings the score to the threshold of 60%."
    )
    moved = flips[flips["flip"] == "weight_moved"]
    assert moved["change"].tolist() == pytest.approx([1 / 23])
    note = flips[flips["flip"] == "note"].iloc[0]
    # 2 points of 23 too many: one step of any criterion of weight 2 or more is enough; the first of the grid is told
    assert (note["criterion"], note["change"], note["new_verdict"]) == ("business_impact", -1, "deepen")


def test_a_note_of_a_reversed_criterion_is_told_as_it_is_given(tmp_path: Path) -> None:
    portfolio = Portfolio(tmp_path)
    # Only Alternatives can still fall: everything else is at its worst.
    portfolio.given_config("grid.toml", GRID_OF_TWO)
    portfolio.given_csv(
        "a.csv",
        ("Équipe", "Certification", "Date", "Utilité", "Détour"),
        ("Contenu", "Prompt 101", "2026-08-15", 0, "2,5"),
    )
    portfolio.make()
    found = portfolio.published("robustness").iloc[0]
    assert portfolio.published("candidate_ranking")["score_percent"].tolist() == [46.875]
    assert (found["interval_low"], found["interval_high"]) == (
        pytest.approx(46.875 - 2.7764451051977987 * 15),
        pytest.approx(46.875 + 2.7764451051977987 * 15),
    )
    flips = portfolio.published("verdict_flips")
    note = flips[flips["flip"] == "note"].iloc[0]
    # 2.5 of 10, reversed, is three quarters of 62.5 %: a point and a half more, as given, leave 37.5 %, below 40.
    assert (note["criterion"], note["change"], note["new_verdict"]) == ("detour", 1.5, "alternatives")
    assert "«\u00a0Détour\u00a0» 1,5 point plus haut dans une réponse" in note["sentence_fr"]
    assert portfolio.published("campaign_certainty")["count_weightings"].tolist() == [25]


GRID_OF_TWO = """
version = "two"
scale_min = 0
scale_max = 10
step = 0.5
scale_method = "min_max"

[[criterion]]
key = "utilite"
weight = 1.5
name_fr = "Utilité"
name_en = "Use"

[[criterion]]
key = "detour"
weight = 2.5
polarity = "reversed"
name_fr = "Détour"
name_en = "Detour"
"""


def test_the_parameters_stand_beside_the_numbers(published: Portfolio, robustness: pd.DataFrame) -> None:
    found = published.published("campaign_certainty").iloc[0]
    assert (found["spread_of_one"], found["degrees"], found["spread_estimated"]) == (15, 4, False)
    assert (found["weight_law"], found["count_draws"], found["fewest_people"]) == ("U20", 10_000, 3)
    assert (found["count_weightings"], found["every_weighting"]) == (15_625, True)
    sampled = robustness[robustness["interval_low"].notna()]
    scores = published.published("candidate_ranking").set_index("team_id").loc[sampled.index, "score_percent"]
    assert found["mean_score"] == pytest.approx(scores.mean())
    assert found["count_sampled"] == len(sampled)
    assert found["count_tiers"] == robustness["tier"].max()


def test_the_same_data_give_the_same_numbers(published: Portfolio, tmp_path: Path) -> None:
    again = Portfolio(tmp_path)
    (again.root / "data" / "respondent.key").write_bytes((published.root / "data" / "respondent.key").read_bytes())
    (again.raw / "reponses.csv").write_bytes((published.raw / "reponses.csv").read_bytes())
    again.make()
    for table in ("robustness", "rank_neighbours", "campaign_reliability", "campaign_certainty", "verdict_sensitivity"):
        pd.testing.assert_frame_equal(again.published(table), published.published(table), check_exact=True)


def test_other_ways_to_sum_up_are_told_only_where_they_apply(published: Portfolio) -> None:
    found = of_team(published, "verdict_sensitivity", "support").set_index("variant")
    assert sorted(found.index) == ["D100", "Dir1", "U20", "concave", "convex", "median"]
    assert found.loc["median", "score_percent"] == pytest.approx(71 / 115 * 100)
    assert bool(found.loc["median", "verdict_same"])
    assert found.loc["U20", "share_same"] == pytest.approx(0.986, abs=0.005)
    assert found.loc["D100", "share_same"] == pytest.approx(0.854, abs=0.015)
    assert found.loc["Dir1", "share_same"] == pytest.approx(0.499, abs=0.02)


def test_the_same_note_throughout_is_said_and_still_counts(published: Portfolio) -> None:
    findings = published.published("findings")
    assert findings[findings["code"] == "straight_line"][["severity", "file", "row_number"]].to_numpy().tolist() == [
        ["warning", "reponses.csv", 14]
    ]
    assert findings["message_en"].str.startswith("Answers that give every criterion the same rating: 4.").any()
    ranking = published.published("candidate_ranking").set_index("team_id")
    assert ranking.loc["paie", "count_respondents"] == 4
