"""What stands around a table about all its numbers: `montants en k€`, a row of units, `notes sur 10`."""

from __future__ import annotations

import pytest
from sent import CRITERIA, read_rows

REGISTER = ("Équipe", "Certification", "Frais par personne", "Coût horaire", "Participants au pilote", "Statut")
ROW = ("contenu", "AZ-900", 1.5, "45 €", 8, "pilote")


def costs(*rows):
    found = read_rows(*rows)
    return [list(found.values(field).values()) for field in ("fee_per_person", "hourly_cost", "pilot_participants")]


@pytest.mark.parametrize(
    "said", ["Budget (montants en k€)", "en k€", "Amounts in k€", "Coûts en milliers d'euros", "Montants : k€", "(k€)"]
)
def test_amounts_are_in_the_unit_that_the_title_or_a_note_below_names(said):
    expected = [["1500"], ["45"], ["8"]]
    assert costs((said,), (), REGISTER, ROW) == expected
    assert costs((said,), REGISTER, ROW) == expected
    assert costs(REGISTER, ROW, (), (said,)) == expected


def test_a_unit_over_or_under_one_heading_is_that_column_s():
    units = (None, None, "k€", "€", "pers.")
    expected = [["1500"], ["45"], ["8"]]
    assert costs(units, REGISTER, (*ROW[:3], 45, *ROW[4:])) == expected
    assert costs(REGISTER, units, (*ROW[:3], 45, *ROW[4:])) == expected
    found = read_rows(REGISTER, units, ROW)
    assert (found.statuses(), found.codes) == ({2: "ignored", 3: "data"}, [])


@pytest.mark.parametrize(
    ("units", "fee", "hour"),
    [
        ((None, None, "(k€)"), "1500", "45"),
        (("(nom)", "(libellé)", "k€ HT", "€/h", "(nb)", "(texte)"), "1500", "45"),
        ((None, None, "€ / pers.", "€/jour"), "1.5", "unreadable"),
    ],
)
def test_a_row_of_units_may_leave_gaps_and_say_for_what_a_price_is(units, fee, hour):
    found = read_rows(REGISTER, units, (*ROW[:3], 45, *ROW[4:]))
    assert (found.statuses(), found.codes) == ({2: "ignored", 3: "data"}, [])
    assert [list(found.values(field).values()) for field in ("fee_per_person", "hourly_cost")] == [[fee], [hour]]


@pytest.mark.parametrize(
    ("unit", "scale"), [("(1 à 5)", (1, 5)), ("/5", (None, 5)), ("1-10", (1, 10)), ("(note sur 10)", (None, 10))]
)
def test_a_row_that_says_the_scale_below_the_headings_is_no_answer(unit, scale):
    found = read_rows(
        ("Équipe", "Certification", *CRITERIA), (None, None, *[unit] * 6), ("contenu", "AZ-900", 4, 4, 5, 3, 3, 2)
    )
    assert (found.statuses(), found.codes) == ({2: "ignored", 3: "data"}, [])
    assert scales_of_notes(found) == {scale}


def test_an_answer_is_no_row_of_units():
    for row in (("Contenu", "AZ-900", "h"), (None, None, "suite"), (None, None, "(voir page 2)")):
        assert read_rows(REGISTER, row, ROW).statuses()[2] == "data", row


def test_a_title_about_some_amounts_leaves_the_others_in_doubt():
    assert costs(("Bénéfices annuels en k€",), REGISTER, ROW)[:2] == [["unreadable"], ["45"]]


def test_an_hour_s_cost_below_amounts_in_thousands_is_not_guessed():
    assert costs(("Montants en k€",), REGISTER, (*ROW[:3], 45, *ROW[4:]))[:2] == [["1500"], ["unreadable"]]


def test_what_the_heading_or_the_cell_says_goes_first():
    assert costs(("Montants en k€",), (*REGISTER[:2], "Frais par personne (€)", *REGISTER[3:]), ROW)[0] == ["1.5"]
    assert costs(("Budget 2026 : 12 k€",), REGISTER, ROW)[0] == ["1.5"]


@pytest.mark.parametrize(
    ("title", "stated"), [("Notes sur 10", (None, 10)), ("Échelle de 1 à 7", (1, 7)), ("Page 1/2", (None, None))]
)
def test_the_scale_that_a_title_states_is_that_of_every_rating_without_its_own(title, stated):
    headings = ("Équipe", "Certification", *CRITERIA[:5], "Alternatives (1 à 5)")
    found = read_rows((title,), headings, ("contenu", "AZ-900", 4, 4, 5, 3, 3, 2))
    scales = {one["heading"]: (one["scale_low"], one["scale_high"]) for one in found.columns if one["field"] == "note"}
    assert scales.pop("Alternatives (1 à 5)") == (1, 5)
    assert set(scales.values()) == {stated}


REVERSED = (
    "1 = Tout à fait d'accord, 5 = Pas du tout d'accord", "1 : excellent ; 5 : très mauvais", "1=High / 5=Low",
    "1 = meilleur, 5 = moins bon", "1 meilleur - 5 pire", "de 1 (fort) à 5 (faible)", "très fort = 1, très faible = 5",
    "1 (best) to 5 (worst)", "1 = le plus important, 5 = le moins important",
)  # fmt: skip


@pytest.mark.parametrize("legend", REVERSED)
def test_a_legend_that_counts_downwards_is_told_as_another_scale(legend):
    rows = (("contenu", "AZ-900", 4, 4, 5, 3, 3, 2),)
    above = read_rows((legend,), ("Équipe", "Certification", *CRITERIA), *rows)
    inside = read_rows(("Équipe", "Certification", *(f"{name} ({legend})" for name in CRITERIA)), *rows)
    for found in (above, inside) if "(" not in legend else (above,):
        notes = [one for one in found.columns if one["field"] == "note"]
        assert {(one["scale_low"], one["scale_high"]) for one in notes} == {(5, 1)}
        assert len(notes) == 6


ASKED = (("Équipe", "Certification", *CRITERIA), ("contenu", "AZ-900", 4, 4, 5, 3, 3, 2))
DOWNWARDS = ((1, "Excellent"), (2, "Bon"), (3, "Moyen"), (4, "Faible"), ("5", "Très faible"))


def scales_of_notes(found):
    return {(one["scale_low"], one["scale_high"]) for one in found.columns if one["field"] == "note"}


@pytest.mark.parametrize("steps", [DOWNWARDS, DOWNWARDS[::-1], [step[::-1] for step in DOWNWARDS]])
def test_a_list_that_counts_downwards_is_told_as_another_scale_wherever_it_stands(steps):
    beside = [(*row, None, *step) for row, step in zip((*ASKED, *[(None,) * 8] * 3), steps, strict=True)]
    for found in (
        read_rows(("Note", "Signification"), *steps, (), *ASKED),
        read_rows(*ASKED, (), ("Barème",), *steps),
        read_rows(*beside),
        read_rows(Réponses=ASKED, Légende=steps),
    ):
        assert scales_of_notes(found) == {(5, 1)}


def test_a_list_that_counts_upwards_or_explains_one_criterion_leaves_the_scale_alone():
    upwards = [(6 - int(digit), word) for digit, word in DOWNWARDS]
    of_one = (("Coût total",), *DOWNWARDS)
    for guide in (upwards, of_one, DOWNWARDS[:2]):
        assert scales_of_notes(read_rows(Réponses=ASKED, Guide=guide)) == {(None, None)}


def test_remarks_beside_ratings_explain_no_scale():
    rated = [("contenu", "AZ-900", 4, 4, 5, 3, 3, digit, word) for digit, word in ((3, None), *DOWNWARDS)]
    found = read_rows(("Équipe", "Certification", *CRITERIA, "Commentaire"), *rated)
    assert scales_of_notes(found) == {(None, None)}
    ordered = [(*row[:2], row[8], *row[7:1:-1]) for row in rated]
    found = read_rows(("Équipe", "Certification", "Ressenti", *reversed(CRITERIA)), *ordered)
    assert scales_of_notes(found) == {(None, None)}


@pytest.mark.parametrize(
    "legend",
    [
        "1 = Pas du tout, 5 = Tout à fait",
        "1 = oui, 2 = non",
        "Semaine 1 : bon, semaine 5 : mauvais",
        "de 1 (faible) à 5 (fort)",
        "1 = moins bon, 5 = meilleur",
        "très faible = 1, très fort = 5",
        "1 pire - 5 meilleur",
        "Vague 1 : fort intérêt de 5 équipes",
    ],
)
def test_other_legends_leave_the_scale_alone(legend):
    found = read_rows((legend,), ("Équipe", "Certification", *CRITERIA), ("contenu", "AZ-900", 4, 4, 5, 3, 3, 2))
    assert {(one["scale_low"], one["scale_high"]) for one in found.columns} == {(None, None)}


@pytest.mark.parametrize(
    "title", ["Importance des critères", "Pondération", "Classement des critères (1 = le plus important)"]
)
def test_criteria_below_a_title_that_weighs_them_rate_no_certification(title):
    rows = [("Équipe", "Certification", *CRITERIA), ("contenu", "AZ-900", 4, 4, 5, 3, 3, 2)]
    for found in (
        read_rows((title,), (), *rows),
        read_rows((None, None, title), *rows),
        read_rows(**{title[:31]: rows}),
    ):
        assert found.values("note") == {}
    beside = read_rows((None, None, "Note", *[None] * 5, title), (*rows[0], *CRITERIA), (*rows[1], 1, 2, 3, 4, 5, 1))
    assert beside.values("alternatives") == {3: "2"}
    assert set(beside.codes) == {"unmapped_column"}


@pytest.mark.parametrize("title", ["Classement des certifications", "Importance de l'IA", "Notes et pondérations"])
def test_other_titles_leave_ratings_what_they_are(title):
    found = read_rows((title,), ("Équipe", "Certification", *CRITERIA), ("contenu", "AZ-900", 4, 4, 5, 3, 3, 2))
    assert found.values("alternatives") == {3: "2"}


def test_criteria_that_a_title_ranks_beside_team_and_certification_are_no_table():
    ranked = ("contenu", "AZ-900", *range(1, 7))
    found = read_rows(("Classement des critères",), ("Équipe", "Certification", *CRITERIA), ranked)
    assert (found.codes, found.cells) == (["no_table"], [])
