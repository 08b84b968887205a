"""Scores, verdicts, gates and ranks, from files to the published ranking."""

import random
from fractions import Fraction

import pytest
from portfolio import CLEAR, CONTRACT, CRITERIA

from pipeline.config import DEFAULTS

WEIGHTS = (5, 4, 3, 4, 4, 3)


def test_exactly_sixty_percent_is_not_a_pilot(portfolio):
    portfolio.given_notes("contenu", "prompt-101", [3, 3, 3, 3, 3, 3])
    portfolio.make()
    found = portfolio.candidate("contenu", "prompt_101")
    assert (found["verdict"], found["score_percent"], found["at_threshold"]) == ("deepen", 60.0, True)


def test_alternatives_counts_the_other_way_round(portfolio):
    portfolio.given_notes("contenu", "prompt", [5, 5, 5, 5, 5, 1])
    portfolio.given_notes("support", "prompt", [1, 1, 1, 1, 1, 5])
    portfolio.make()
    assert portfolio.candidate("contenu", "prompt")["score_percent"] == 100
    assert portfolio.candidate("support", "prompt")["score_percent"] == 20
    cells = portfolio.published("note_cells")
    reversed_ = cells[cells["criterion"] == "alternatives"].sort_values("team_id")
    assert reversed_[["note", "favourable_note"]].to_numpy().tolist() == [[1, 5], [5, 1]]


def test_without_a_clear_objective_there_is_no_budget_but_score_and_rank_stay(portfolio):
    portfolio.given_notes("contenu", "prompt", [5, 5, 5, 5, 5, 1], clear=False)
    portfolio.make()
    found = portfolio.candidate("contenu", "prompt")
    assert (found["verdict"], found["decision"], found["candidate_rank"]) == ("pilot", "clarify_objective", 1)
    assert found["missing_contract"] == "business_objective,target_kpi,target_value,deadline"


@pytest.mark.parametrize("said", ["à définir", "TBD", "?", "être certifié"])
def test_a_placeholder_is_no_objective(portfolio, said):
    headings = ("Équipe", "Certification", "Date", *CRITERIA, *CONTRACT)
    portfolio.given_csv("a.csv", headings, ("contenu", "prompt", "2026-08-15", 5, 5, 5, 5, 5, 1, said, *CLEAR[1:]))
    portfolio.make()
    assert portfolio.candidate("contenu", "prompt")["missing_contract"] == "business_objective"


def test_a_deadline_that_is_not_after_the_campaign_is_missing(portfolio):
    headings = ("Équipe", "Certification", "Date", *CRITERIA, *CONTRACT)
    early = (*CLEAR[:3], "2026-08-15")
    portfolio.given_csv("a.csv", headings, ("contenu", "prompt", "2026-08-15", 5, 5, 5, 5, 5, 1, *early))
    portfolio.make()
    assert portfolio.candidate("contenu", "prompt")["missing_contract"] == "deadline"


def test_a_missing_note_is_missing_and_bounds_say_what_it_may_change(portfolio):
    portfolio.given_notes("contenu", "prompt", [3, 3, 3, 3, 3, ""], [3, 3, 3, 3, 3, 3])
    portfolio.make()
    found = portfolio.candidate("contenu", "prompt")
    assert found["score_percent"] == 60
    assert found["score_low"] < 60 < found["score_high"]
    assert found["depends_on_missing"]


def test_a_criterion_that_nobody_answered_leaves_the_candidate_incomplete(portfolio):
    portfolio.given_notes("contenu", "prompt", [3, 3, "", 3, 3, 3])
    portfolio.given_notes("support", "prompt", [3, 3, 3, 3, 3, 3])
    portfolio.make()
    found = portfolio.candidate("contenu", "prompt")
    assert found["decision"] == "incomplete"
    assert found[["score_percent", "verdict", "at_threshold", "candidate_rank"]].isna().all()
    assert found["score_low"] < found["score_high"]


def test_a_low_impact_is_a_visible_reservation(portfolio):
    portfolio.given_notes("contenu", "prompt", [2, 5, 5, 5, 5, 1])
    portfolio.make()
    found = portfolio.candidate("contenu", "prompt")
    assert (found["verdict"], found["reservations"]) == ("pilot", "business_impact")


def test_reservations_stand_in_the_grids_order(portfolio):
    shipped = (DEFAULTS / "grid.toml").read_text("utf-8")
    portfolio.given_config(
        "grid.toml", shipped.replace('key = "team_leverage"', 'key = "team_leverage"\nreserve_below = 3')
        .replace('key = "alternatives"', 'key = "alternatives"\nreserve_below = 3'),
    )  # fmt: skip
    portfolio.given_notes("contenu", "prompt", [2, 5, 2, 5, 5, 5])
    portfolio.make()
    assert portfolio.candidate("contenu", "prompt")["reservations"] == "business_impact,team_leverage,alternatives"


def test_equal_scores_share_a_rank_and_leave_a_gap(portfolio):
    portfolio.given_notes("contenu", "prompt", [4, 4, 4, 4, 4, 2])
    portfolio.given_notes("support", "prompt", [4, 4, 4, 4, 4, 2])
    portfolio.given_notes("logistique", "prompt", [3, 3, 3, 3, 3, 3])
    portfolio.make()
    assert portfolio.published("candidate_ranking")["candidate_rank"].tolist() == [1, 1, 3]


def test_a_team_is_ranked_by_its_best_candidate(portfolio):
    portfolio.given_notes("contenu", "prompt", [5, 5, 5, 5, 5, 1])
    portfolio.given_notes("contenu", "mlops", [1, 1, 1, 1, 1, 5])
    portfolio.given_notes("support", "prompt", [4, 4, 4, 4, 4, 2])
    portfolio.make()
    teams = portfolio.published("team_ranking")
    assert teams[["team_id", "team_rank", "best_score", "mean_score"]].to_numpy().tolist() == [
        ["contenu", 1, 100.0, 60.0],
        ["support", 2, 80.0, 80.0],
    ]


def test_a_dont_know_is_never_a_three(portfolio):
    portfolio.given_notes("contenu", "prompt", [5, 5, 5, 5, 5, "ne sait pas"], [5, 5, 5, 5, 5, 1])
    portfolio.make()
    assert portfolio.candidate("contenu", "prompt")["score_percent"] == 100


def test_means_with_gaps_equal_an_exact_oracle(portfolio):
    chance = random.Random(7)
    answers = {
        (f"t{team}", "prompt"): [
            [chance.choice([1, 2, 3, 4, 5, ""]) for _ in CRITERIA] for _ in range(chance.randint(1, 9))
        ]
        for team in range(120)
    }
    headings = ("Équipe", "Certification", "Campagne", "Répondant", *CRITERIA)
    rows = [
        (team, certification, "2026-Q3", f"R{number}", *notes)
        for (team, certification), sheets in answers.items()
        for number, notes in enumerate(sheets)
    ]
    portfolio.given_csv("all.csv", headings, *rows)
    portfolio.make()
    ranking = portfolio.published("candidate_ranking").set_index("team_id")
    for (team, _), sheets in answers.items():
        columns = [[notes[place] for notes in sheets if notes[place] != ""] for place in range(6)]
        columns[5] = [6 - note for note in columns[5]]
        found = ranking.loc[team]
        if not all(columns):
            assert found["decision"] == "incomplete"
            continue
        exact = sum(Fraction(100 * w * sum(c), 5 * 23 * len(c)) for w, c in zip(WEIGHTS, columns, strict=True))
        expected = "pilot" if exact > 60 else "alternatives" if exact < 40 else "deepen"
        assert (found["score_percent"], found["verdict"]) == (float(exact), expected)


def test_dropping_a_candidate_never_reorders_the_others(portfolio):
    for place, team in enumerate(["contenu", "support", "logistique"]):
        portfolio.given_notes(team, "prompt", [5 - place, 3, 4, 3, 5, 2])
    portfolio.make()
    before = portfolio.published("candidate_ranking")["team_id"].tolist()
    (portfolio.raw / f"{before[0]}-prompt.csv").unlink()
    portfolio.make()
    assert portfolio.published("candidate_ranking")["team_id"].tolist() == before[1:]


GRID = """
version = "weights-with-decimals"
scale_min = 1
scale_max = 7
[[criterion]]
key = "value"
weight = 2.5
name_fr = "Valeur"
name_en = "Value"
[[criterion]]
key = "effort"
weight = 0.125
polarity = "reversed"
name_fr = "Effort"
name_en = "Effort"
"""


def test_another_grid_needs_no_code(portfolio):
    portfolio.given_config("grid.toml", GRID)
    portfolio.given_csv(
        "a.csv", ("Team", "Certification", "Date", "Value", "Effort"), ("contenu", "x", "2026-08-01", 6, 2)
    )
    portfolio.make()
    exact = (Fraction(5, 2) * 6 + Fraction(1, 8) * 6) * 100 / (7 * (Fraction(5, 2) + Fraction(1, 8)))
    assert portfolio.candidate("contenu", "x")["score_percent"] == float(exact)


def test_points_of_the_criteria_add_up_to_the_score(portfolio):
    portfolio.given_notes("contenu", "prompt", [5, 4, 3, 2, 1, 3], [4, 4, 4, "", 1, 2])
    portfolio.make()
    parts = portfolio.published("criterion_scores")
    assert parts["points"].sum() == pytest.approx(portfolio.candidate("contenu", "prompt")["score_percent"])
    assert parts["points_max"].sum() == pytest.approx(100)
