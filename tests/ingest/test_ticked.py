"""A column for each option of a rating, one of which is ticked."""

from __future__ import annotations

import pytest
from sent import CRITERIA, read, read_rows

NOTES = (4, 4, 3, 2, 5, 1)
STEPS = range(1, 6)
WHO = ("contenu", "AZ-900")


def ticks(tick, none, notes=NOTES):
    return [tick if step == note else none for note in notes for step in STEPS]


def notes_of(found, row):
    """The rating of each criterion, of which there is at most one."""
    rated = [cell["criterion"] for cell in found.cells if cell["row_number"] == row and cell["criterion"]]
    assert len(rated) == len({*rated})
    return [
        next(
            (
                cell["reading"] or cell["kind"]
                for cell in found.cells
                if cell["row_number"] == row and cell["criterion"] == key
            ),
            "",
        )
        for key in (
            "business_impact",
            "technical_fit",
            "team_leverage",
            "risk_compliance",
            "total_cost",
            "alternatives",
        )
    ]


@pytest.mark.parametrize(("tick", "none"), [(1, 0), ("1", None), ("X", None), ("oui", "non"), (True, False), ("✓", "")])
@pytest.mark.parametrize("heading", ["{}/{}", "{} [{}]", "{} - {}", "{} ({} - Plutôt d'accord)", "Notez [{}] [{}]"])
def test_the_ticked_option_is_the_rating(heading, tick, none):
    headings = [heading.format(name, step) for name in CRITERIA for step in STEPS]
    found = read_rows(("Équipe", "Certification", *headings), (*WHO, *ticks(tick, none)), (*WHO, *ticks(tick, none)))
    assert notes_of(found, 2) == notes_of(found, 3) == [*map(str, NOTES)]
    assert found.codes == []
    assert {(one["scale_low"], one["scale_high"]) for one in found.columns} == {(None, None)}


def test_options_below_the_criterion_that_reaches_over_them():
    over = [cell for name in CRITERIA for cell in (name, *[None] * 4)]
    found = read_rows(("Équipe", "Certification", *over), (None, None, *[*STEPS] * 6), (*WHO, *ticks("X", None)))
    assert notes_of(found, 3) == [*map(str, NOTES)]


def test_a_sheet_of_paper_with_a_cross_in_each_line():
    lines = [(name, *ticks("x", None, [note])) for name, note in zip(CRITERIA, NOTES, strict=True)]
    found = read_rows(("Équipe : contenu",), ("Certification : AZ-900",), (), ("Critère", *STEPS), *lines)
    assert [found.values("note")[row] for row in range(5, 11)] == [*map(str, NOTES)]
    assert (found.table["above_team"], found.table["above_certification"], found.codes) == ("contenu", "AZ-900", [])


def test_two_crosses_are_no_rating_and_no_cross_is_none():
    headings = [f"{name}/{step}" for name in CRITERIA for step in STEPS]
    twice = ["X", None, "X", None, None, *[None] * 5, *ticks("X", None)[10:]]
    found = read_rows(("Équipe", "Certification", *headings), (*WHO, *twice))
    assert notes_of(found, 2) == ["two_answers", "", "3", "2", "5", "1"]
    assert [cell["text"] for cell in found.cells if cell["kind"] == "two_answers"] == ["1 ≠ 3"]


def test_a_tool_that_gives_the_rating_too_is_read_by_that():
    headings = [heading for name in CRITERIA for heading in (name, *(f"{name}/{step}" for step in STEPS))]
    values = [value for note in NOTES for value in (note, *ticks(1, 0, [note]))]
    tool = ("_id", "_uuid", "_submission_time")
    found = read_rows(("Équipe", "Certification", *headings, *tool), (*WHO, *values, 7, "u", "2026-08-15T10:00:00"))
    assert (notes_of(found, 2), found.codes) == ([*map(str, NOTES)], [])


def test_numbers_below_what_may_be_people_are_nobody_s_rating():
    headings = [f"{name} ({step})" for name in CRITERIA for step in STEPS]
    found = read_rows(("Équipe", "Certification", *headings), (*WHO, *[4, 3, 5, 2, 4] * 6))
    assert notes_of(found, 2) == [""] * 6
    assert found.codes == ["rival_column"] * 30


@pytest.mark.parametrize("numbers", [(1, 2, 3), (1, 2, 4, 5, 7), (2023, 2024, 2025, 2026)])
@pytest.mark.parametrize("heading", ["{} - {}", "{}/{}", "{} ({})"])
def test_ones_below_what_may_be_people_rounds_or_years_are_no_ticks(heading, numbers):
    headings = [heading.format(name, number) for name in CRITERIA for number in numbers]
    found = read_rows(("Équipe", "Certification", *headings), (*WHO, *[None, 1, *[None] * (len(numbers) - 2)] * 6))
    assert set(notes_of(found, 2)) <= {"", "two_answers"}


def test_a_text_file_of_single_ones_is_never_a_column_of_ones():
    headings = ";".join(f"{name}/{step}" for name in CRITERIA for step in STEPS)
    row = ";".join(ticks("1", ""))
    found = read("ticks.csv", f"Équipe;Certification;{headings}\ncontenu;AZ-900;{row}\n")
    assert notes_of(found, 2) == [*map(str, NOTES)]


WORDS = ("Pas du tout d'accord", "Plutôt pas d'accord", "Neutre", "Plutôt d'accord", "Tout à fait d'accord")


@pytest.mark.parametrize(("tick", "none"), [("X", None), ("1", None), (1, 0)])
@pytest.mark.parametrize("who", [("Équipe", "Certification"), ("Équipe", "Rôle")])
def test_options_named_by_the_words_of_one_scale_are_its_steps_and_no_certifications(who, tick, none):
    headings = [f"{name} [{word}]" for name in CRITERIA for word in (*WORDS, "NSP")]
    values = [value for note in NOTES for value in (*ticks(tick, none, [note]), none)]
    found = read_rows((*who, *headings), (*WHO, *values))
    assert notes_of(found, 2) == [f"/5={note}" for note in NOTES]
    assert found.table["layout"] == "wide"


def test_a_cross_for_no_answer_is_none():
    headings = [f"{name}/{option}" for name in CRITERIA for option in (*STEPS, "NSP")]
    found = read_rows(("Équipe", "Certification", *headings), (*WHO, *[*[None] * 5, "x"] * 6))
    assert notes_of(found, 2) == ["missing"] * 6


@pytest.mark.parametrize("options", [WORDS[:3], ("Oui", "Non"), (*WORDS[:4], "Autre")])
def test_words_of_no_whole_scale_are_neither_steps_nor_certifications(options):
    headings = [f"{name} [{word}]" for name in CRITERIA for word in options]
    found = read_rows(("Équipe", "Rôle", *headings), (*WHO, *[1] * len(headings)))
    assert not any(cell["criterion"] or cell["item"] for cell in found.cells)
