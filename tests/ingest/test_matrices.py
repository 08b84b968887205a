"""Sheets whose criteria stand one below the other, with a column for each team or certification."""

from __future__ import annotations

import pytest
from sent import CRITERIA, read_rows

CODES = ("AZ-900", "AI-102")
CONTENU = (("Équipe", "contenu"), ("Certification", "AZ-900"))
ACHATS = (("Équipe", "achats"), ("Certification", "AI-102"))
ONE, OTHER = (4, 4, 5, 3, 3, 2), (1, 2, 3, 4, 5, 1)


def rated(*columns):
    """A row for each criterion."""
    return [(criterion, *notes) for criterion, notes in zip(CRITERIA, zip(*columns, strict=True), strict=True)]


def answers(*rows):
    """Team, certification and total cost of each table, with the place of that rating."""
    found = read_rows(*rows)
    notes = {
        cell["table_no"]: (cell["row_number"], cell["column_number"], cell["reading"])
        for cell in found.cells
        if cell["field"] == "note"
        and any(
            other["reading"] == "total_cost" and other["row_number"] == cell["row_number"]
            for other in found.cells
            if other["table_no"] == cell["table_no"] and other["field"] == "criterion"
        )
    }
    return [
        (table["above_team"], table["above_certification"], notes.get(table["table_no"])) for table in found.tables
    ], found


@pytest.mark.parametrize("heading", ["Critère", "", "Critère / Certification", "Critères / Certifications"])
def test_certifications_beside_criteria_are_each_an_answer(heading):
    told, found = answers(("Équipe : contenu",), (heading, *CODES), *rated(ONE, OTHER), ("Total", 21, 16))
    assert told == [("contenu", "AZ-900", (7, 2, "3")), ("contenu", "AI-102", (7, 3, "5"))]
    assert found.codes == []
    assert found.statuses(2) == {**dict.fromkeys(range(3, 9), "data"), 9: "ignored"}


def test_teams_are_teams_where_the_sheet_says_so():
    corner = answers(("Certification", "AZ-900"), ("Critère \\ Équipe", "contenu", "achats"), *rated(ONE, OTHER))[0]
    over = answers(("Certification : AZ-900",), (None, "Équipe"), ("", "contenu", "achats"), *rated(ONE, OTHER))[0]
    assert [one[:2] for one in corner] == [one[:2] for one in over] == [("contenu", "AZ-900"), ("achats", "AZ-900")]
    assert [one[2][2] for one in corner] == ["3", "5"]


@pytest.mark.parametrize("corner", ["Critère / Répondant", "Critères \\ Répondants", "Répondant"])
def test_people_beside_criteria_each_give_an_answer_of_what_stands_above(corner):
    told, found = answers(*CONTENU, (corner, "Paul Durand", "Léa Martin"), *rated(ONE, OTHER))
    assert told == [("contenu", "AZ-900", (8, 2, "3")), ("contenu", "AZ-900", (8, 3, "5"))]
    assert len({one["reading"] for one in found.cells if one["field"] == "respondent"}) == 2
    assert found.codes == []
    assert not any("Durand" in str(rows) for rows in (found.tables, found.columns, found.cells, found.findings))


def test_people_beside_criteria_are_left_where_nothing_says_of_what_they_answer():
    for above in (CONTENU[:1], CONTENU[1:], (*CONTENU, ("Répondant", "Anna"))):
        rows = (*above, ("Critère / Répondant", "Paul", "Léa"), *rated(ONE, OTHER))
        assert answers(*rows)[1].codes == ["criteria_in_rows"]


def test_what_reckons_with_the_ratings_is_nobody_s():
    rows = [(*row, 0, 4) for row in rated(ONE, OTHER)]
    told, found = answers(("Certification : AZ-900",), ("Critère / Équipe", "contenu", "achats", "Écart", "Max"), *rows)
    assert [one[0] for one in told] == ["contenu", "achats"]
    assert found.codes == ["unmapped_column", "unmapped_column"]


def test_weights_and_remarks_beside_the_ratings_are_left():
    weighted = [(name, 5, *notes, "ok") for name, *notes in rated(ONE, OTHER)]
    told, found = answers(("Équipe", "contenu"), ("Critère", "Poids", *CODES, "Commentaire"), *weighted)
    assert [one[1:] for one in told] == [("AZ-900", (7, 3, "3")), ("AI-102", (7, 4, "5"))]
    assert [(one["code"], one["cell"]) for one in found.findings] == [
        ("unmapped_column", "B2"),
        ("unmapped_column", "E2"),
    ]


@pytest.mark.parametrize("names", [("Paul", "Léa"), ("AZ-900", "AZ-900"), ("Note 1", "Note 2"), ("2025", "2026")])
def test_columns_that_may_be_anything_are_not_read(names):
    assert answers(("Équipe : contenu",), ("Critère", *names), *rated(ONE, OTHER))[1].codes == ["criteria_in_rows"]


def test_one_column_of_ratings_below_its_team_and_certification_is_one_answer():
    card = (("Équipe", "contenu"), ("Certification", "AZ-900"), *rated(ONE), ("Commentaire", "utile"))
    assert answers(*card)[0] == [("contenu", "AZ-900", (7, 2, "3"))]
    assert answers(*card[1:])[0] == [("", "AZ-900", (6, 2, "3"))]  # whose it is, will be asked
    assert answers(*card[2:])[1].codes == ["criteria_in_rows"]
    assert answers(*card[:2], *[(*row, 5) for row in rated(ONE)])[1].codes == ["criteria_in_rows"]


def test_a_card_tells_who_answered():
    cards = [
        (("Équipe", "Répondant", "Date"), ("contenu", "Anna", "2026-10-05"), ("Certification", "AZ-900")),
        (("Équipe", "contenu", "Nom du répondant", "Anna"), ("Certification", "AZ-900", "E-mail", "a@x.fr")),
        (("Répondant : Anna",), ("Équipe : contenu",), ("Certification : AZ-900",)),
    ]
    for card in cards:
        told, found = answers(*card, ("Critère", "Note"), *rated(ONE))
        assert [one[:2] for one in told] == [("contenu", "AZ-900")]
        (person,) = {one["reading"] for one in found.cells if one["field"] == "respondent"}
        assert person.startswith("r_")


def test_who_is_named_above_a_table_of_several_answers_gave_none_of_them():
    rows = (("Équipe", "Certification", *CRITERIA), ("contenu", "AZ-900", *ONE), ("contenu", "AI-102", *OTHER))
    assert read_rows(("Rempli par : Anna",), (), *rows).values("respondent") == {}


def test_labels_beside_the_criteria_s_column_name_each_column_s_answer():
    table = (("Équipe", "contenu", "achats"), ("Certification", *CODES), ("Répondant", "Anna", "Paul"))
    told, found = answers(*table, *rated(ONE, OTHER), ("Commentaire", "utile", ""))
    assert told == [("contenu", "AZ-900", (8, 2, "3")), ("achats", "AI-102", (8, 3, "5"))]
    assert len({one["reading"] for one in found.cells if one["field"] == "respondent"}) == 2
    assert found.codes == []
    assert [one[:2] for one in answers(*table[:2], *rated(ONE, OTHER))[0]] == [one[:2] for one in told]
    for lacking in (("Certification", "AZ-900"), ("Certification", *CODES, "AI-900")):
        notes = rated(*(ONE, OTHER, ONE)[: max(2, len(lacking) - 1)])
        assert answers(table[0], lacking, *notes)[1].codes == ["criteria_in_rows"]


def test_criteria_with_their_weights_and_points_are_no_answer():
    grid = [(name, 20, 5) for name in CRITERIA]
    rows = [("Équipe", "Certification", *CRITERIA), ("contenu", "AZ-900", *ONE)]
    found = read_rows(Barème=[("Critère", "Pondération", "Points"), *grid], Avis=rows)
    assert [table["record"] for table in found.tables] == ["", "A"]
    assert found.codes == ["unknown_sheet"]
    card = (("Équipe", "contenu"), ("Certification", "AZ-900"), ("Critère", "Poids", "Note", "Points"))
    assert answers(*card, *[(name, 20, note, 20 * note) for name, note in rated(ONE)])[0][0][2][2] == "3"


def test_cards_side_by_side_are_each_an_answer():
    rows = [(name, one, None, name, other) for name, one, other in rated(ONE, OTHER)]
    told, found = answers(
        ("Équipe", "contenu", None, "Équipe", "achats"),
        ("Certification", "AZ-900", None, "Certification", "AI-102"), *rows
    )  # fmt: skip
    assert told == [("contenu", "AZ-900", (7, 2, "3")), ("achats", "AI-102", (7, 5, "5"))]
    assert found.codes == []


def headed(*cards, gap=(None,)):
    """Cards side by side, each with its labels, headings and ratings; a row may be short."""
    rows = [(*labels, ("Critère", "Note"), *zip(CRITERIA, notes, strict=True)) for labels, notes in cards]
    return [(*one, *gap, *other) for one, other in zip(*rows, strict=True)]


@pytest.mark.parametrize("gap", [(None,), (None, None), ()])
def test_cards_with_headings_side_by_side_are_each_an_answer(gap):
    told, found = answers(*headed((CONTENU, ONE), (ACHATS, OTHER), gap=gap))
    assert told == [("contenu", "AZ-900", (8, 2, "3")), ("achats", "AI-102", (8, 4 + len(gap), "5"))]
    assert found.codes == []


def test_cards_share_what_stands_above_both_and_nothing_of_each_other():
    of_one_team = answers(("Équipe", "contenu"), *headed((CONTENU[1:], ONE), (ACHATS[1:], OTHER)))[0]
    assert [one[:2] for one in of_one_team] == [("contenu", "AZ-900"), ("contenu", "AI-102")]
    without = (ACHATS[0], ("Certification", None))
    lacking = answers(*headed((CONTENU, ONE), (without, OTHER)))[0]
    assert [one[:2] for one in lacking] == [("contenu", "AZ-900"), ("achats", "")]


def test_one_answer_in_two_halves_is_not_two():
    halves = [(*one, None, *other) for one, other in zip(rated(ONE)[:3], rated(ONE)[3:], strict=True)]
    heads = ("Critère", "Note", None, "Critère", "Note")
    found = answers(*CONTENU, heads, *halves)[1]
    assert len(found.tables) == 1
    assert {*found.values("note").values()} == {"two_answers"}


def test_what_closes_a_card_is_no_criterion():
    card = (("Équipe", "contenu"), ("Certification", "AZ-900"), ("Critère", "Note"), *rated(ONE))
    found = answers(*card, ("Total", 21), ("Décision", "Pilote"))[1]
    assert [*found.statuses().values()] == ["data"] * 6 + ["ignored"] * 2


def test_a_column_that_nothing_heads_is_called_by_its_certification():
    found = answers(("Équipe", "contenu"), ("Certification", "AZ-900"), *rated(ONE))[1]
    assert "AZ-900" in {column["heading"] for column in found.columns if column["field"] == "note"}
