"""From training outcomes to the teams to interview."""

from __future__ import annotations

from typing import Any

from pipeline.outcomes.success_cases import wordings


def outcome(team: str, applied: int | None, enrolled: int, training: str = "Prompt 101") -> dict[str, Any]:
    rate = None if applied is None else applied / enrolled
    return {
        "team_name": team, "certification_name": training, "applied": applied, "enrolled": enrolled,
        "application_rate": rate,
    }  # fmt: skip


def test_the_teams_that_apply_most_and_least_are_named() -> None:
    rows = [outcome("Contenu", 9, 10), outcome("Support", 5, 10), outcome("Logistique", 0, 20)]
    assert wordings(rows, "en") == [
        "To interview about “Prompt 101”: where it is applied most, Contenu (9 of 10); where it is applied least, "
        "Logistique (0 of 20)."
    ]
    (french,) = wordings(rows, "fr")
    assert " ".join(french.split()) == (
        "À interroger pour comprendre « Prompt 101 » : là où on l'applique le plus, Contenu (9 sur 10) ; là où on "
        "l'applique le moins, Logistique (0 sur 20)."
    )


def test_four_people_are_as_good_as_one_and_silence_is_no_refusal_to_apply() -> None:
    assert wordings([outcome("Contenu", 4, 4), outcome("Support", 0, 4), outcome("Logistique", 1, 5)], "en") == []
    assert wordings([outcome("Contenu", 9, 10), outcome("Support", None, 10)], "en") == []


def test_trainings_are_not_mixed() -> None:
    assert wordings([outcome("Contenu", 9, 10), outcome("Support", 1, 10, "AZ-900")], "en") == []
