"""How sure a verdict is, in sentences: what is said first, and what is never said."""

from __future__ import annotations

import math

import pytest

from pipeline.certainty import asking, wording
from pipeline.certainty.wording import Told


def told(word: str, chance: float, radius: float, verdict: str = "pilot", people: int = 5, sheets: int = 0) -> Told:
    return Told(verdict, word, people, sheets, chance, radius, False, 60, 40, 3)


@pytest.mark.parametrize(
    ("chance", "said"),
    [
        (0.86, "17 cas sur 20"),
        (0.999, "plus de 19 cas sur 20"),
        (0.01, "moins d'un cas sur 20"),
        (0.05, "1 cas sur 20"),
        (0.69, "13 cas sur 20"),  # 14 of 20 is not fragile
        (0.7, "14 cas sur 20"),
        (0.89, "17 cas sur 20"),  # 18 of 20 is solid
        (0.9, "18 cas sur 20"),
    ],
)
def test_a_probability_is_a_count_of_twenty_and_never_a_certainty(chance: float, said: str) -> None:
    assert wording.times(chance)[1] == said


def test_a_chance_is_said_as_what_it_is() -> None:
    assert wording.frequency(told("to_confirm", 0.86, 0.5)) == (
        "Si on refaisait l'enquête, le score passerait 60\u00a0% dans 17 cas sur 20.",
        "If the survey were run again, the score would pass 60% in 17 cases out of 20.",
    )
    assert wording.frequency(told("to_confirm", 0.8, 0.5, "alternatives"))[0] == (
        "Si on refaisait l'enquête, le score resterait sous 40\u00a0% dans 16 cas sur 20."
    )


def test_the_reason_names_what_holds_the_word_back() -> None:
    weights = wording.reason(told("fragile", 0.97, 0.04))[1]
    assert weights == "Being wrong by a little more than 4% on the weights would be enough to change the verdict."
    chance = wording.reason(told("fragile", 0.6, 0.5))[1]
    assert chance == "If the survey were run again, the score would pass 60% in only 12 cases out of 20."
    confirmed = wording.reason(told("to_confirm", 0.97, 0.15))[1]
    assert confirmed == "The weights would have to be wrong by more than 15% for the verdict to change."
    solid = wording.reason(told("solid", 0.97, 1.0))[1]
    assert solid.endswith("in 19 cases out of 20. No weights would change this verdict.")


@pytest.mark.parametrize(("people", "sheets"), [(0, 1), (0, 4), (1, 0), (2, 0), (2, 1)])
def test_no_probability_is_said_of_too_few(people: int, sheets: int) -> None:
    for sentence in wording.reason(told("provisional", math.nan, 0.3, people=people, sheets=sheets)):
        assert "sur 20" not in sentence
        assert "out of 20" not in sentence


def test_more_answers_than_anybody_asks_for_are_not_counted() -> None:
    assert asking.settling("similar_answers", ("", ""), "", 0)[0].startswith("Même 50 réponses de plus")
    assert wording.answers_flip(2, False, "deepen")[1] == (
        "It would take 2 further answers with the least favourable ratings to give “look closer”."
    )


def test_where_no_weights_change_the_verdict_moving_weight_is_said_to_end_at_the_threshold_only() -> None:
    assert wording.mass_flip(0.826, 1.0)[0] == (
        "Le score n'atteindrait le seuil qu'en déplaçant 82,6\u00a0% de la pondération totale\u00a0: tout sur des "
        "critères dont la moyenne y est déjà."
    )
    assert wording.mass_flip(math.nan, 1.0)[1] == "No weight moved between criteria changes the verdict."


def test_a_change_too_small_for_the_usual_decimals_is_never_said_to_be_none() -> None:
    assert "from 5 to 4.999 brings" in wording.weight_flip(("Impact", "Impact"), 5, -0.001, 60)[1]
    assert wording.mass_flip(0.0001, 0.1)[0].startswith("Déplacer moins de 0,1")
    assert wording.mass_flip(0.0, 0.0)[1] == "The score is at the threshold already, with no weight moved."
