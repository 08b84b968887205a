"""What a bare number counts: the unit of its heading, wherever that stands in it, or nothing that can be sure."""

from __future__ import annotations

import pytest
from sent import read_rows


def register(heading, *values):
    """What is read of a register's column under this heading, from the second row."""
    rows = [("Équipe", "Certification", "Responsable", heading)]
    rows += [(f"équipe {number}", "AZ-900", "Ana", value) for number, value in enumerate(values)]
    found = read_rows(*rows)
    return [cell["reading"] if cell["kind"] == "number" else cell["kind"] for cell in found.cells
            if cell["column_number"] == 4]  # fmt: skip


@pytest.mark.parametrize(
    "heading",
    [
        "Gain annuel attendu k€", "Gain annuel attendu en k€", "Gain annuel attendu - k€", "Gain annuel attendu (KEUR)",
        "Gain annuel attendu (k€ HT)", "Expected annual benefit (€k)", "Expected annual benefit, k€",
    ],
)  # fmt: skip
def test_thousands_in_a_heading_count_wherever_they_stand(heading):
    assert register(heading, 12, "12,5", "13 000 €") == ["12000", "12500", "13000"]


@pytest.mark.parametrize(
    ("heading", "hours"),
    [
        ("Jours par personne", "21"), ("Days per person", "21"), ("Durée (j)", "21"), ("Durée (min)", "0.05"),
        ("Heures par personne", "3"), ("Nombre d'heures", "3"), ("Durée", "3"),
        ("Heures par personne (jours)", "unreadable"),
    ],
)  # fmt: skip
def test_days_in_a_heading_are_days(heading, hours):
    assert register(heading, 3, "7 h") == [hours, "7"]


def test_an_amount_in_another_currency_is_not_the_programme_s():
    assert register("Gain annuel attendu (k$)", 12) == register("Coût par personne $", 12) == ["currency"]


def test_a_bare_number_beside_others_in_a_larger_unit_is_not_guessed():
    assert register("Durée", 3, "2 jours", "7 h") == ["unreadable", "14", "7"]
    assert register("Durée", 45, "90 min", "1h30") == ["unreadable", "1.5", "1.5"]
    assert register("Gain annuel attendu", 12, "15 k€") == ["unreadable", "15000"]


def test_a_heading_with_a_unit_or_hours_beside_hours_leaves_no_doubt():
    assert register("Durée (h)", 3, "2 jours") == ["3", "14"]
    assert register("Durée", 3, "7 h", "1:30", "1 j 3 h") == ["3", "7", "1.5", "10"]
    assert register("Coût par personne (€)", 800, "1,5 k€") == ["800", "1500"]
    assert register("Coût par personne", 800, "1 500 €") == ["800", "1500"]


def test_a_bare_number_of_another_size_than_those_in_thousands_is_the_plain_amount():
    assert register("Coût d'accompagnement", 400, "1,5 k€", 0, "1 200") == ["400", "1500", "0", "1200"]
    assert register("Gain annuel attendu", 150, "15 k€", "0,2 M€") == ["unreadable", "15000", "200000"]


def test_a_cost_in_minutes_may_be_the_lowest_one():
    assert register("Coût par personne (min)", 100) == ["unreadable"]
    assert register("Coût horaire (h)", 50) == ["50"]


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("Valeur (k€)", "k€"), ("Valeur en k€", "k€"), ("Valeur (%)", "%"), ("Valeur (en min)", "min"),
        ("Valeur, €", "€"), ("Value (hours)", "hours"), ("Valeur", None), ("Valeur (obligatoire)", None),
    ],
)  # fmt: skip
def test_measures_are_in_the_unit_of_their_heading_unless_a_column_tells_it(heading, unit):
    row = ("contenu", "délai", "2026-01", 12)
    found = read_rows(("Équipe", "Indicateur", "Mois", heading), row)
    assert [(one["reading"], one["source_cell"]) for one in found.cells if one["field"] == "unit"] == (
        [(unit, "D1")] if unit else []
    )
    assert found.values("value") == {2: "12"}
    assert read_rows(("Équipe", "Indicateur", "Mois", heading, "Unité"), (*row, "j")).values("unit") == {2: "j"}


@pytest.mark.parametrize(
    ("heading", "kind"), [("Satisfaction", "4.5"), ("Satisfaction (/5)", "4.5"), ("Satisfaction (/10)", "")]
)
def test_a_satisfaction_of_another_top_is_not_one_of_five(heading, kind):
    found = read_rows(("Équipe", "Indicateur", "Phase", "Valeur", heading), ("contenu", "délai", "après", 3, 4.5))
    assert found.values("satisfaction") == {2: kind or "unreadable"}
