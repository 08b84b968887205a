"""Below a table stand totals, and other tables whose headings nobody knows: neither is an answer."""

from __future__ import annotations

import pytest
from sent import CRITERIA, read_rows

HEADINGS = ("Équipe", "Certification", *CRITERIA)
NOTES = (4, 4, 4, 4, 4, 2)


@pytest.mark.parametrize(
    "below",
    [
        [(), ("Équipe", "Janvier", "Février"), ("contenu", 3, 4), ("support", 2, 1)],
        [("Équipe", "Formation", "T1", "T2"), ("contenu", "AZ-900", 3, 4), ("support", "AZ-900", 3, 4)],
        [(), ("Salle", "Ville", "Places", "Prix"), ("Bleue", "Lyon", 3, 4), ("Verte", "Lyon", 2, 1)],
        [("Équipe", "Effectif", 2025, 2026), ("contenu", 8, 3, 4), ("support", 12, 5, 5)],
    ],
)
def test_another_table_below_the_answers_is_no_answer(below):
    found = read_rows(HEADINGS, ("contenu", "AZ-900", *NOTES), ("support", "AZ-900", *NOTES), *below)
    assert [row for row, status in found.statuses().items() if status == "data"] == [2, 3]
    assert found.codes == ["foreign_rows"]
    assert found.findings[0]["row_number"] == (5 if not below[0] else 4)


@pytest.mark.parametrize(
    "above", [[(), ("Équipe : support",), (), ("Critère", "AZ-900", "MLOps")], [(), ("", "AZ-900", "MLOps")]]
)
def test_a_table_with_a_criterion_a_line_below_the_answers_is_no_answer(above):
    lines = [(criterion, 4, 2, 3) for criterion in CRITERIA]
    found = read_rows(HEADINGS, ("contenu", "AZ-900", *NOTES), ("support", "MLOps", *NOTES), *above, *lines)
    assert found.codes == ["foreign_rows"]
    assert set(found.values("team").values()) == {"contenu", "support"}


def test_a_team_may_be_called_like_a_criterion():
    rows = [("contenu", "AZ-900", *NOTES), ("Risque / conformité", "AZ-900", *NOTES), ("support", "AZ-900", *NOTES)]
    assert read_rows(HEADINGS, *rows).codes == []


def test_a_wrong_rating_above_hides_no_other_table():
    wrong = ("support", "AZ-900", 4, "cinq", 4, 4, 4, 2)
    below = [("Équipe", "Salle", "Matin", "Midi", "Soir"), ("contenu", "Bleue", 2, 3, 1)]
    found = read_rows(HEADINGS, ("contenu", "AZ-900", *NOTES), wrong, (), *below)
    assert [row for row, status in found.statuses().items() if status == "data"] == [2, 3]


@pytest.mark.parametrize(
    "below",
    [
        [(), ("support", "AZ-900", "NSP", "NSP"), ("achats", "AZ-900", 3, 3)],
        [(), ("support", "AZ-900", 5, "cinq"), ("achats", "AZ-900", 3, 3)],
        [(), ("Formation", "AZ-900", *NOTES), ("Équipe", "AZ-900", *NOTES)],
        [("support", "AZ-900", "trop tôt", "trop tôt"), ("achats", "AZ-900", 3, 3)],
        [(), ("support", "MLOps", "cinq", "3,5", "3", "3"), ("achats", "AZ-900", 3, 3)],
        [(), ("support", "AZ-900", "cinq", "quatre", "trois"), ("achats", "AZ-900", 3, 3)],
    ],
)
def test_an_answer_that_cannot_be_read_ends_no_table(below):
    found = read_rows(HEADINGS, ("contenu", "AZ-900", *NOTES), *below)
    assert list(found.statuses().values()).count("data") == 3
    assert found.codes == []


def test_a_month_table_ends_where_another_one_begins():
    found = read_rows(
        ("Équipe", "Indicateur", "Mois", "Valeur"), ("contenu", "délai", "2026-01", 12), (),
        ("Équipe", "Budget", "Mois", "Montant"), ("contenu", "salle", "2026-02", 300),
    )  # fmt: skip
    assert found.values("value") == {2: "12"}


@pytest.mark.parametrize("total", ["Moyenne", "Total", "Écart-type", "Average"])
def test_a_total_among_the_people_or_the_certifications_is_no_answer(total):
    people = read_rows(
        ("Équipe", "Certification", "Répondant", *CRITERIA),
        ("contenu", "AZ-900", "Ana", *NOTES), ("contenu", "AZ-900", total, *NOTES), ("support", "X", "Bo", *NOTES),
    )  # fmt: skip
    assert people.statuses() == {2: "data", 3: "ignored", 4: "data"}
    found = read_rows(HEADINGS, ("contenu", "AZ-900", *NOTES), ("contenu", total, *NOTES), ("support", "X", *NOTES))
    assert found.statuses() == {2: "data", 3: "ignored", 4: "data"}


def test_the_total_of_a_team_or_of_a_kpi_is_no_certification_and_no_kpi():
    found = read_rows(
        ("Équipe", "Certification", "Participants", "Coût par personne"), ("contenu", "AZ-900", 5, 100),
        ("contenu", "Total contenu", 5, 500), (None, "Sous-total AZ-900", 5, 500), ("support", "AZ-900", 5, 500),
        ("support", "Moyenne mobile", 5, 500),
    )  # fmt: skip
    assert found.statuses() == {2: "data", 3: "ignored", 4: "ignored", 5: "data", 6: "data"}
    kpis = ("Équipe", "Indicateur", "Mois", "Valeur")
    found = read_rows(kpis, ("contenu", "ventes", "2026-01", 5), ("contenu", "Total ventes", "2026-01", 7))
    assert found.statuses() == {2: "data", 3: "ignored"}


@pytest.mark.parametrize("name", ["Synthèse", "Résultats par équipe", "Summary", "Moyennes 2026"])
def test_a_summary_beside_the_answers_adds_none(name):
    answers = [HEADINGS, ("contenu", "AZ-900", *NOTES), ("support", "AZ-900", *NOTES)]
    found = read_rows(**{"Saisie": answers, name: [HEADINGS, ("contenu", "AZ-900", *NOTES)]})
    assert [table["record"] for table in found.tables] == ["A", ""]
    assert found.codes == ["unknown_sheet"]


@pytest.mark.parametrize("name", ["Exemple", "Example 1", "Exemple rempli", "Sample"])
def test_an_example_beside_the_answers_is_none(name):
    answers = [HEADINGS, ("contenu", "AZ-900", *NOTES)]
    found = read_rows(**{name: [HEADINGS, ("support", "AZ-900", *NOTES)], "Saisie": answers})
    assert [table["record"] for table in found.tables] == ["", "A"]
    assert found.codes == ["unknown_sheet"]
    assert read_rows(**{name: answers, "Notice": [("Bonjour",)]}).tables[0]["record"] == "A"


@pytest.mark.parametrize("sheets", [("Synthèse",), ("Résultats", "Synthèse"), ("Contenu", "Équipe Synthèse vocale")])
def test_answers_that_stand_nowhere_else_are_read(sheets):
    answers = [HEADINGS, ("contenu", "AZ-900", *NOTES)]
    found = read_rows(**dict.fromkeys(sheets, answers))
    assert [table["record"] for table in found.tables] == ["A"] * len(sheets)
