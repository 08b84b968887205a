"""A form that asks the same questions several times."""

from __future__ import annotations

import pytest
from sent import CRITERIA, read_rows

MICROSOFT = ("ID", "Heure de début", "Heure de fin", "Adresse de messagerie", "Nom")
WHO = (7, "2026-08-15 10:00:00", "2026-08-15 10:05:00", "anonymous", "")
ONE, OTHER = (4, 4, 3, 2, 5, 1), (1, 2, 5, 4, 3, 3)
BLANK = (None,) * 7


def answers(found):
    return [
        tuple(found.values(key, number).get(row) for key in ("certification", "business_impact", "alternatives"))
        for number in range(1, len(found.tables) + 1)
        for row, status in found.statuses(number).items()
        if status == "data"
    ]


def numbered(names, number):
    return [f"{name}{number}" for name in names]


@pytest.mark.parametrize("scale", ["", " (1 à 5)", " /5"])
def test_microsoft_forms_counts_the_titles_that_stand_there_again(scale):
    names = ["Certification", *(name + scale for name in CRITERIA)]
    found = read_rows(
        (*MICROSOFT, "Équipe", *names, *numbered(names, 2), *numbered(names, 3)),
        (*WHO, "contenu", "AZ-900", *ONE, "PL-300", *OTHER, *BLANK),
    )
    assert answers(found) == [("AZ-900", "4", "1"), ("PL-300", "1", "3")]
    assert [found.values("team", number) for number in (1, 2)] == [{2: "contenu"}] * 2
    assert [found.statuses(number) for number in (1, 2, 3)] == [{2: "data"}, {2: "data"}, {2: "blank"}]
    assert found.codes == []


def test_other_tools_repeat_the_title_as_it_is():
    names = ("Certification", *CRITERIA)
    found = read_rows(
        ("Horodateur", "Équipe", *names, *names), ("15/08/2026 10:00:00", "contenu", "AZ-900", *ONE, "PL-300", *OTHER)
    )
    assert answers(found) == [("AZ-900", "4", "1"), ("PL-300", "1", "3")]
    assert found.codes == []


def test_questions_asked_on_two_ways_through_a_form_have_one_answer():
    names = (*MICROSOFT, "Équipe", "Certification", *CRITERIA, *numbered(CRITERIA, 2))
    found = read_rows(
        names, (*WHO, "contenu", "AZ-900", *[None] * 6, *OTHER), (*WHO, "contenu", "PL-300", *ONE, *OTHER)
    )
    assert answers(found)[0] == ("AZ-900", "1", "3")
    assert found.values("business_impact")[3] == "two_answers"


def test_where_a_second_certification_lacks_a_question_nothing_is_guessed():
    names = ("Horodateur", "Équipe", "Certification", *CRITERIA, "Certification", *CRITERIA[:3])
    found = read_rows(names, ("15/08/2026 10:00:00", "contenu", "AZ-900", *ONE, "PL-300", *OTHER[:3]))
    assert found.values("certification") == {2: "two_answers"}


def test_a_number_that_is_the_title_s_own_stays():
    found = read_rows(
        (*MICROSOFT, "Équipe", "Certification", *CRITERIA, "Nom1", "Équipe2"),
        (*WHO, "contenu", "AZ-900", *ONE, "x", "y"),
    )
    assert [one["heading"] for one in found.columns][-2:] == ["Nom1", "Équipe2"]
    assert answers(found) == [("AZ-900", "4", "1")]
