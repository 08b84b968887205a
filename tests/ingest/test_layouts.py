"""From a table to its cells: wide, long, criterion × certification."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest
from sent import CRITERIA, Reading, read, read_rows, workbook

HEADINGS = ("Équipe", "Certification", *CRITERIA)
NOTES = (4, 4, 5, 3, 3, 2)

DOUBLED = [(3, None), (4, 4), (None, 5), (3, 5)]


def test_wide_each_criterion_is_a_column() -> None:
    found = read_rows(HEADINGS, ("contenu", "AZ-900", 4, "4,0", " 4 ", "NSP", "cinq", None))
    assert found.table["layout"] == "wide"
    notes = {cell["criterion"]: (cell["kind"], cell["reading"]) for cell in found.cells if cell["field"] == "note"}
    assert notes == {
        "business_impact": ("number", "4"),
        "technical_fit": ("number", "4"),
        "team_leverage": ("number", "4"),
        "risk_compliance": ("missing", ""),
        "total_cost": ("unreadable", ""),
    }


def test_long_each_note_is_a_row() -> None:
    found = read_rows(
        ("Équipe", "Certification", "Critère", "Note"),
        ("contenu", "AZ-900", "Impact business", 4),
        ("contenu", "AZ-900", "Le coût est-il proportionné au bénéfice attendu ?", 3),
        ("contenu", "AZ-900", "alternative", 2),
        ("contenu", "AZ-900", "ambiance", 2),
    )
    assert found.table["layout"] == "long"
    assert found.values("criterion") == {2: "business_impact", 3: "total_cost", 4: "alternatives", 5: "unreadable"}
    assert found.values("note") == {2: "4", 3: "3", 4: "2", 5: "2"}


@pytest.mark.parametrize(
    "heading",
    [
        "{criterion} [{item}]",
        "{criterion} - {item}",
        "{criterion} – {item}",
        "{criterion} : {item}",
        "{item} : {criterion}",
        "{item} - {criterion}",
        "{criterion} ({item})",
    ],
)
def test_cross_each_certification_has_its_columns(heading: str) -> None:
    named = [
        heading.format(criterion=criterion, item=item) for item in ("AZ-900", "Prompt 101") for criterion in CRITERIA
    ]
    found = read_rows(("Équipe", *named), ("contenu", *NOTES, *reversed(NOTES)))
    assert (found.table["layout"], found.table["has_certification"]) == ("cross", True)
    noted = {(cell["criterion"], cell["item"]): cell["reading"] for cell in found.cells if cell["field"] == "note"}
    assert len(noted) == 12
    assert noted["business_impact", "AZ-900"] == "4"
    assert noted["business_impact", "Prompt 101"] == "2"


def test_cross_with_one_certification() -> None:
    found = read_rows(("Équipe", *(f"{one} [AZ-900]" for one in CRITERIA)), ("contenu", *NOTES))
    assert found.table["layout"] == "cross"
    assert {cell["item"] for cell in found.cells if cell["field"] == "note"} == {"AZ-900"}


@pytest.mark.parametrize(
    "heading", ["Notez la certification [{}]", "Votre avis ? [{}]", "Critère - {}", "{} (chiffré)", "{} : votre note"]
)
def test_what_decorates_a_criterion_is_no_certification(heading: str) -> None:
    found = read_rows(("Équipe", "Certification", *map(heading.format, CRITERIA)), ("contenu", "AZ-900", *NOTES))
    assert found.table["layout"] == "wide"
    assert len([cell for cell in found.cells if cell["criterion"]]) == 6


def test_a_suffix_beside_a_certification_column_is_not_guessed() -> None:
    headings = ("Équipe", "Certification", *CRITERIA[:5], "Alternatives - DP-100")
    found = read_rows(headings, ("contenu", "AZ-900", *NOTES))
    assert found.codes == ["unmapped_column"]
    assert "alternatives" not in {cell["criterion"] for cell in found.cells}


def test_two_columns_for_one_question_have_one_answer() -> None:
    rows = [("contenu", f"AZ-90{n}", *NOTES[:4], one, NOTES[5], other) for n, (one, other) in enumerate(DOUBLED)]
    found = read_rows((*HEADINGS, "Total cost (1 to 5)"), *rows)
    assert found.codes == []
    cells = [
        (cell["row_number"], cell["column_number"], cell["text"], cell["reading"] or cell["kind"])
        for cell in found.cells
        if cell["criterion"] == "total_cost"
    ]
    assert sorted(cells) == [(2, 7, "3", "3"), (3, 7, "4", "4"), (4, 9, "5", "5"), (5, 7, "3 ≠ 5", "two_answers")]


@pytest.mark.parametrize(
    "pair",
    [
        ("Alternatives (2025)", "Alternatives (2026)"), ("Alternatives [T3 2026]", "Alternatives [T4 2026]"),
        ("2025 - Alternatives", "2026 - Alternatives"), ("Alternatives (1)", "Alternatives (2)"),
        ("Alternatives", "Alternatives (2025)"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("certification", ["Certification", "Rôle"])
def test_one_question_for_two_periods_is_neither_one_answer_nor_two_certifications(pair, certification) -> None:
    found = read_rows(("Équipe", certification, *CRITERIA[:5], *pair), ("contenu", "AZ-900", *NOTES[:5], 3, 3))
    assert found.codes == ["rival_column", "rival_column"]
    assert "alternatives" not in {cell["criterion"] for cell in found.cells}
    assert not [cell for cell in found.cells if cell["item"]]


@pytest.mark.parametrize("heading", ["Coût total (k€)", "Coût total (€ HT)", "Coût total - €", "Coût total (jours)"])
def test_what_is_counted_in_a_unit_is_no_rating(heading) -> None:
    names = ("Équipe", "Certification", *CRITERIA[:5])
    found = read_rows((*names, heading), ("contenu", "AZ-900", 4, 4, 4, 4, None, 3), ("support", "X", 4, 4, 4, 4, 2, 5))
    assert found.values("total_cost") == {3: "2"}
    assert found.fields()[heading] == ""
    assert found.codes == ["unmapped_column"]
    assert read_rows((*names[:6], heading), ("contenu", "X", 4, 4, 4, 4, 3)).values("total_cost") == {}


def test_one_question_may_name_its_period() -> None:
    found = read_rows(("Équipe", "Certification", *CRITERIA[:5], "Alternatives [T3 2026]"), ("contenu", "AZ", *NOTES))
    assert found.values("alternatives") == {2: str(NOTES[5])}
    assert found.codes == []


def test_two_headings_for_one_field_that_is_no_question() -> None:
    found = read_rows((*HEADINGS, "Squad"), ("contenu", "AZ-900", *NOTES, "édition"))
    (finding,) = found.findings
    assert (finding["code"], finding["column_name"], finding["cell"]) == ("doubled_column", "Squad", "I1")
    assert found.values("team") == {2: "contenu"}


@pytest.mark.parametrize("sides", ["avant/après", "auto-évaluation/manager"])
def test_two_ratings_of_a_criterion_are_no_certifications_where_a_column_names_them(sides) -> None:
    headings = [f"{name} ({side})" for name in CRITERIA for side in sides.split("/")]
    found = read_rows(("Équipe", "Certification", *headings), ("contenu", "AZ-900", *NOTES, *NOTES))
    assert [cell for cell in found.cells if cell["field"] == "note"] == []


@pytest.mark.parametrize("sides", [("Importance", "Satisfaction"), ("Avant", "Après"), ("Actuel", "Attendu")])
@pytest.mark.parametrize("form", ["{} [{}]", "Notez [{}][{}]", "{} - {}"])
def test_what_else_is_asked_of_a_criterion_is_no_certification(form, sides):
    headings = [form.format(name, side) for name in CRITERIA for side in sides]
    found = read_rows(("Équipe", *headings), ("contenu", *NOTES, *NOTES))
    assert [cell for cell in found.cells if cell["field"] == "note"] == []


def test_of_two_answers_to_one_item_the_one_that_is_headed_as_the_rating_is_read():
    headings = [f"Notez [{name}][{side}]" for name in CRITERIA for side in ("Note", "Importance")]
    found = read_rows(
        ("Équipe", "Certification", *headings), ("contenu", "AZ-900", *(n for note in NOTES for n in (note, 1)))
    )
    assert found.values("total_cost") == {2: str(NOTES[4])}
    assert found.values("alternatives") == {2: str(NOTES[5])}
    assert set(found.codes) == {"unmapped_column"}
    numbered = [head.replace("[Note]", "[Échelle 1]").replace("[Importance]", "[Échelle 2]") for head in headings]
    other = read_rows(("Équipe", "Certification", *numbered), ("contenu", "AZ-900", *NOTES, *NOTES))
    assert (other.values("note"), set(other.codes)) == ({}, {"rival_column"})


def test_a_department_yields_to_the_team() -> None:
    found = read_rows(("Département", *HEADINGS), ("édition", "contenu", "AZ-900", *NOTES))
    assert found.values("team") == {2: "contenu"}
    alone = read_rows(("Département", *HEADINGS[1:]), ("édition", "AZ-900", *NOTES))
    assert alone.values("team") == {2: "édition"}


def test_units_in_the_heading_count() -> None:
    found = read_rows(
        ("Certification", "Coût par personne (k€)", "Durée (jours)", "Validité (ans)", "Coût de renouvellement (€)"),
        ("AZ-900", 1.5, 3, 2, "120"),
        ("DP-100", "800 €", "90 min", "18 mois", None),
    )
    assert found.values("fee_per_person") == {2: "1500", 3: "800"}
    assert found.values("hours_per_person") == {2: "21", 3: "1.5"}
    assert found.values("validity_months") == {2: "24", 3: "18"}
    assert [cell["text"] for cell in found.cells if cell["field"] == "fee_per_person"] == ["1.5", "800 €"]


def test_bare_numbers_beside_others_with_a_unit_are_in_the_heading_s() -> None:
    headings = ("Équipe", "Indicateur", "Valeur (k€)", "Date")
    mixed = read_rows(headings, ("contenu", "gains", 12.5, "2026-01"), ("contenu", "gains", "13 000 €", "2026-02"))
    assert mixed.values("value") == {2: "12500", 3: "13000"}
    bare = read_rows(headings, ("contenu", "gains", 12.5, "2026-01"), ("contenu", "gains", "n/a", "2026-02"))
    assert bare.values("value") == {2: "12.5", 3: "missing"}


def test_dates_are_told_by_the_file_s_other_dates() -> None:
    text = (
        "Team,Certification,Date,Business impact,Technical fit\ncontenu,AZ-900,{},4,4\nsupport,AZ-900,03/04/2026,4,4\n"
    )
    assert read("a.csv", text.format("13/04/2026")).values("submitted_at")[3] == "2026-04-03"
    assert read("a.csv", text.format("04/13/2026")).values("submitted_at")[3] == "2026-03-04"
    assert read("a.csv", text.format("2026-04-13")).values("submitted_at")[3] == "ambiguous"


def test_values_keep_their_kind_true_is_not_one() -> None:
    found = read_rows(
        ("Équipe", "Certification", "Obligatoire", "Date de début", "Participants au pilote"),
        ("contenu", "AZ-900", True, dt.datetime(2026, 9, 1), 1),
        ("support", "AZ-900", 1, "1er septembre 2026", "12 personnes"),
    )
    assert [cell["text"] for cell in found.cells if cell["field"] == "mandatory"] == ["TRUE", "1"]
    assert found.values("mandatory") == {2: "true", 3: "true"}
    assert found.values("start_date") == {2: "2026-09-01", 3: "2026-09-01"}
    assert found.values("pilot_participants") == {2: "1", 3: "12"}


def test_an_error_cell_is_told_apart_from_an_empty_one() -> None:
    found = read_rows(
        HEADINGS, ("contenu", "AZ-900", "#N/A", None, 5, 3, 3, 2), ("support", "AZ-900", "=1+1", *NOTES[1:])
    )
    assert found.values("business_impact") == {2: "error_cell", 3: "no_value"}
    assert found.values("technical_fit") == {3: "4"}


def test_a_team_called_na_is_a_name() -> None:
    found = read_rows(HEADINGS, ("NA", "AZ-900", *NOTES), ("None", "AZ-900", *NOTES))
    assert found.values("team") == {2: "NA", 3: "None"}


def test_the_same_content_has_the_same_hash_in_another_order() -> None:
    one = read_rows(HEADINGS, ("contenu", "AZ-900", *NOTES), ("support", "AZ-900", *NOTES))
    other = read_rows(("Truc", *reversed(HEADINGS)), (None, *reversed(NOTES), "AZ-900", "contenu"))
    more = read_rows(("Truc", *HEADINGS), ("x", "contenu", "AZ-900", *NOTES))
    hashes = [row["content_hash"] for found in (one, other, more) for row in found.rows]
    assert hashes[0] == hashes[2]
    assert len(set(hashes)) == 3


def merged(rows: list[list[object]], *ranges: str) -> Reading:
    """A workbook in which these ranges were merged."""
    book = openpyxl.load_workbook(io.BytesIO(workbook({"Saisie": rows})))
    for one in ranges:
        book["Saisie"].merge_cells(one)
    content = io.BytesIO()
    book.save(content)
    return read("sent.xlsx", content.getvalue())


def test_what_was_merged_downwards_stands_in_each_of_its_rows_unless_it_is_a_note() -> None:
    rows = [["Équipe", "Certification", *CRITERIA], ["contenu", "AZ-900", 4, 5, 3, 2, 4, 1], [None, "AI-102", None, 3]]
    found = merged(rows, "A2:A3", "C2:C3")
    assert found.values("team") == {2: "contenu", 3: "contenu"}
    assert found.values("business_impact") == {2: "4"}


def test_a_team_left_blank_is_nobody_s() -> None:
    found = read_rows(
        ["Équipe", "Certification", *CRITERIA], ["contenu", "AZ-900", 4, 5, 3, 2, 4, 1], ["", "AI-102", 4]
    )
    assert found.values("team") == {2: "contenu"}


def test_labels_may_stand_over_their_values() -> None:
    found = read_rows(["Équipe", "Certification"], ["contenu", "AZ-900"], [], ["Répondant", *CRITERIA], ["A", *[4] * 6])
    assert (found.table["above_team"], found.table["above_certification"]) == ("contenu", "AZ-900")


def test_a_rating_is_what_its_cell_shows():
    book = openpyxl.Workbook()
    book.active.append(HEADINGS)
    book.active.append(("contenu", "AZ-900", 1, 4, 5, 3, 3, 2))
    for place, code in (("C2", "0%"), ("D2", '0"/10"'), ("E2", '0" / 5"'), ("F2", "0.0")):
        book.active[place].number_format = code
    sent = io.BytesIO()
    book.save(sent)
    found = read("a.xlsx", sent.getvalue())
    notes = [(cell["text"], cell["kind"], cell["reading"]) for cell in found.cells if cell["field"] == "note"]
    assert notes[:4] == [
        ("100 %", "unreadable", ""), ("4", "graded", "/10=4"), ("5", "graded", "/5=5"), ("3", "number", "3"),
    ]  # fmt: skip
