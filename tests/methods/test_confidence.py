"""One word for how far a verdict can be relied on."""

from __future__ import annotations

import pytest

from pipeline.methods import confidence


@pytest.mark.parametrize(
    ("people", "chance", "radius", "word"),
    [
        (3, 0.90, 0.20, "solid"),
        (3, 0.90, 0.19, "to_confirm"),
        (3, 0.89, 0.20, "to_confirm"),
        (3, 0.70, 0.10, "to_confirm"),
        (3, 0.69, 0.90, "fragile"),
        (30, 0.99, 0.09, "fragile"),
        (2, 0.99, 0.90, "provisional"),
        (0, float("nan"), 0.90, "provisional"),
        (9, float("nan"), 0.90, "provisional"),
    ],
)
def test_the_word(people: int, chance: float, radius: float, word: str) -> None:
    assert confidence.word(people, chance, radius) == word


def test_a_programme_may_ask_for_more_people_but_not_for_fewer() -> None:
    assert confidence.word(4, 0.95, 0.5, fewest=5) == "provisional"
    assert confidence.word(2, 0.95, 0.5, fewest=0) == "provisional"
