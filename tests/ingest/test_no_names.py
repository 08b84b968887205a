"""What stands where a name belongs and is none: a gap to fill, an example, a filter, a mark for the line above."""

from __future__ import annotations

import pytest
from sent import CRITERIA, read_rows

HEADINGS = ("Équipe", "Certification", *CRITERIA)
NOTES = (4, 4, 5, 3, 3, 2)
NO_NAMES = [
    "Exemple", "Ex. : Marketing", "ex: support", "Example: Sales", "Exemple : contenu", "e.g. Sales", "à compléter",
    "Choisissez une équipe", "-- Choisir --", "Sélectionner…", "Select your team", "…………", "?", "xxx", "idem", "Id.",
    "//", "″", "↓", "même équipe", "(Tous)", "Toutes", "(Multiple Items)", "(Plusieurs éléments)", "All", "ditto",
    "Same as above", "Saisir le nom",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_NAMES)
def test_it_names_no_team_and_no_certification(text):
    found = read_rows(HEADINGS, (text, "AZ-900", *NOTES), ("contenu", text, *NOTES), ("support", "AZ-900", *NOTES))
    read = {row: name for row, name in found.values("team").items() if found.statuses()[row] == "data"}
    assert read.get(2, "unreadable") == "unreadable"
    assert found.values("certification").get(3, "unreadable") == "unreadable"
    assert found.values("team")[4] == "support"


@pytest.mark.parametrize("text", NO_NAMES)
def test_above_a_table_it_names_none_either(text):
    found = read_rows(("Équipe :", text), (), ("Certification", *CRITERIA), ("AZ-900", *NOTES))
    assert found.table["above_team"] == ""


def test_a_filter_names_no_kpi():
    found = read_rows(("Indicateur", "(Plusieurs éléments)"), ("Équipe", "T1 2026", "T2 2026"), ("contenu", 4, 5))
    assert [cell["kind"] for cell in found.cells if cell["field"] == "kpi"] == ["unreadable", "unreadable"]


@pytest.mark.parametrize(
    "team", ["NA", "None", "IDEM Conseil", "Selection", "Choix clients", "X", "Équipe 2", "日本", "C++"]
)
def test_a_name_that_only_looks_like_one_is_a_name(team):
    assert read_rows(HEADINGS, (team, "AZ-900", *NOTES)).values("team") == {2: team}
