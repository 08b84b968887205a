"""How sure the numbers are, in words."""

from __future__ import annotations

import pandas as pd
import pytest

from dashboards import sureness
from dashboards.charts.ranked import Scale
from dashboards.data import Grid
from dashboards.texts import Speaker

GRID = Grid("2026.1", Scale(20, 40, 60), 1, 5, False, pd.DataFrame())
FR, EN = Speaker("fr"), Speaker("en")


def ranked(*rows: tuple[str, str | None, int]) -> pd.DataFrame:
    found = pd.DataFrame(rows, columns=["verdict", "confidence_word", "tier"])
    return found.assign(candidate_rank=range(1, len(rows) + 1))


def test_the_headline_is_solid_when_four_in_five_are() -> None:
    rows = ranked(*[("pilot", "solid", 1)] * 4, ("pilot", "fragile", 2), ("deepen", "fragile", 3))
    assert sureness.of_campaign(rows, GRID, FR) == (
        "solid",
        "Verdicts des 5 dossiers au-dessus de 60\u00a0%\u00a0: 4 solides et 1 fragile.",
    )


@pytest.mark.parametrize(
    ("words", "overall"),
    [
        (("solid", "solid", "to_confirm"), "to_confirm"),
        (("solid", "fragile", "fragile"), "fragile"),
        (("solid", "provisional", "provisional"), "provisional"),
        (("solid", "fragile", "provisional"), "fragile"),
    ],
)
def test_one_word_for_many(words: tuple[str, ...], overall: str) -> None:
    found = sureness.of_campaign(ranked(*(("pilot", word, 1) for word in words)), GRID, EN)
    assert found is not None
    assert found[0] == overall


def test_where_nobody_passes_all_ranked_ones_are_judged() -> None:
    found = sureness.of_campaign(ranked(("deepen", "solid", 1)), GRID, EN)
    assert found == ("solid", "Verdict of the only ranked candidate: 1 solid.")
    assert sureness.of_campaign(ranked(("deepen", None, 1)), GRID, EN) is None


def test_the_first_is_alone_or_not() -> None:
    assert sureness.first_places(ranked(("pilot", "solid", 1), ("pilot", "solid", 2)), FR) == (
        "Le premier est nettement devant le deuxième."
    )
    assert sureness.first_places(ranked(*[("pilot", "solid", 1)] * 3), FR).startswith("Les 3 premiers ne se")


def test_a_filter_that_hides_the_first_two_leaves_the_order_unsaid() -> None:
    rows = ranked(("pilot", "solid", 1), ("pilot", "solid", 2), ("pilot", "solid", 2))
    assert sureness.first_places(rows.iloc[1:], EN) == ""
    assert sureness.first_places(rows.iloc[[0, 2]], EN) == ""


def test_a_share_of_weightings_is_never_rounded_up_to_all() -> None:
    certainty = pd.Series({"every_weighting": True, "count_weightings": 15_625})
    almost = pd.Series({"share_of_weightings_same": 15_624 / 15_625})
    assert sureness.weightings(almost, certainty, EN) == (
        "Of the 15,625 integer weightings from 1 to 5, over 99% give the same verdict."
    )
    none = pd.Series({"share_of_weightings_same": 1 / 15_625})
    assert "under 1% give" in sureness.weightings(none, certainty, EN)


def test_camps_are_told_first_and_criteria_stand_in_the_grids_order() -> None:
    rows = pd.DataFrame(
        {
            "criterion": ["b", "a", "c"],
            "agreement_word": ["strong", "strong", "two_camps"],
            "count_people": [4, 4, 4],
            "count_low": [0, 0, 2],
            "count_high": [4, 4, 2],
        }
    )
    said = sureness.agreement(rows, {"a": "Impact", "b": "Fit", "c": "Cost"}, EN)
    assert said[0].startswith(
        "Opinions are split into two groups on “Cost” (2 at the bottom of the scale, 2 at the top)"
    )
    assert said[1] == "Strong agreement: Impact and Fit."
    assert said[2].startswith("For what it is worth")


def test_where_some_stand_in_the_middle_there_are_not_just_two_groups() -> None:
    row = {"criterion": "c", "agreement_word": "two_camps", "count_people": 3, "count_low": 1, "count_high": 1}
    said = sureness.agreement(pd.DataFrame([row]), {"c": "Coût"}, FR)
    assert said[0] == (
        "Les avis vont d'un bout à l'autre de l'échelle sur «\u00a0Coût\u00a0» (1 en bas, 1 au milieu, 1 en haut)"
        "\u00a0: la moyenne les résume mal."
    )


def test_ratings_that_tell_no_candidates_apart_are_not_said_to_have_a_negative_share() -> None:
    row = {
        "criterion": "*", "icc_single": -0.12, "icc_low": -0.2, "icc_high": 0.1, "icc_mean": -0.5,
        "icc_word": "icc_poor", "count_raters": 4.0, "alpha_ordinal": 0.7,
    }  # fmt: skip
    said = sureness.reliability(pd.DataFrame([row]), EN)
    assert said[0].startswith("One person's answer does not tell candidates apart")
    assert "between 0.00 and 0.10" in said[1]
    assert len(said) == 3


@pytest.mark.parametrize(
    ("people", "said"), [(0, "Depending on the weights"), (1, "might"), (2, "might"), (3, "9 cases")]
)
def test_no_chance_is_told_of_a_rank_that_fewer_than_three_people_gave(people: int, said: str) -> None:
    sure = pd.Series({"interval_low": 40.0, "interval_high": 70.0, "rank_low": 2, "rank_high": 9})
    if not people:
        sure["interval_low"] = sure["interval_high"] = None
    sure["count_individual"] = people
    sentences = sureness.spread(sure, EN)
    assert said in sentences[-1]
    assert ("out of" in " ".join(sentences)) == (people >= 3)
