"""A column of currencies or units tells those of the numbers beside it, row by row."""

from __future__ import annotations

import io

import openpyxl
import pytest
from sent import read, read_rows

REGISTER = ("Équipe", "Certification", "Statut")
ROW = ("contenu", "AZ-900", "pilote")


def fee(found):
    return [(one["kind"], one["reading"], one["unit"]) for one in found.cells if one["field"] == "fee_per_person"]


@pytest.mark.parametrize("heading", ["Devise", "Currency", "Devise du coût"])
def test_amounts_are_in_the_currency_beside_them(heading):
    rows = [(*ROW, 1000, "USD"), (*ROW, "1 000", "€"), (*ROW, 1000, None), (*ROW, "900 €", "USD")]
    found = read_rows((*REGISTER, "Coût par personne", heading), *rows)
    assert fee(found) == [
        ("currency", "1000", "USD"), ("number", "1000", "EUR"), ("number", "1000", ""), ("number", "900", "EUR"),
    ]  # fmt: skip
    assert found.codes == []


def test_heading_and_column_count_together_unless_they_contradict_each_other():
    for heading, told in (("k", "1500"), ("k€", "1500"), ("k$", "")):
        found = read_rows((*REGISTER, f"Coût par personne ({heading})", "Devise"), (*ROW, 1.5, "EUR"))
        assert [reading for _, reading, _ in fee(found)] in ([told], [])


def test_a_unit_is_that_of_the_number_before_it():
    headings = ("Certification", "Éditeur", "Durée", "Unité", "Prix")
    found = read_rows(headings, ("AZ-900", "Microsoft", 3, "jours", 165), ("AI-102", "Microsoft", 90, "min", 165))
    assert found.values("hours_per_person") == {2: "21", 3: "1.5"}
    assert fee(found) == [("number", "165", "")] * 2
    assert found.codes == []


def test_a_unit_that_nobody_knows_is_not_guessed():
    headings = ("Certification", "Éditeur", "Durée", "Unité")
    found = read_rows(headings, ("AZ-900", "Microsoft", 3, "jours"), ("AI-102", "Microsoft", 2, "semaines"))
    assert found.values("hours_per_person") == {2: "21", 3: "unreadable"}


def test_departments_are_no_units():
    found = read_rows((*REGISTER, "Coût par personne", "Unité"), (*ROW, 1000, "Ventes"))
    assert fee(found) == [("number", "1000", "")]


@pytest.mark.parametrize(("value", "told"), [(12.5, "unreadable"), (12500, "number")])
def test_euros_shown_below_thousands_in_the_heading_are_not_guessed(value, told):
    book = openpyxl.Workbook()
    book.active.append((*REGISTER, "Coût par personne (k€)"))
    book.active.append((*ROW, value))
    book.active["D2"].number_format = '#,##0.00 "€"'
    sent = io.BytesIO()
    book.save(sent)
    assert [kind for kind, _, _ in fee(read("a.xlsx", sent.getvalue()))] == [told]


@pytest.mark.parametrize("headings", [("Indicateur", "Valeur", "Période", "Unité"), ("KPI", "Unité", "Valeur", "Mois")])
def test_the_unit_of_a_kpi_is_no_team_where_the_sheet_names_the_team(headings):
    values = {
        "Indicateur": "délai",
        "KPI": "délai",
        "Valeur": 12.5,
        "Période": "2026-01",
        "Mois": "2026-01",
        "Unité": "j",
    }
    found = read_rows(Support=[headings, [values[one] for one in headings]])
    assert found.fields()["Unité"] == "unit"
    assert not found.table["has_team"]
    assert found.table["sheet_hint"] == "Support"


def test_a_unit_before_the_kpi_is_the_team_that_was_measured():
    found = read_rows(("Unité", "Indicateur", "Valeur", "Période"), ("Support", "délai", 12.5, "2026-01"))
    assert found.values("team") == {2: "Support"}
