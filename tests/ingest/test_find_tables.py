"""Where tables stand on a sheet, and which rows are theirs."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest
from portfolio import Portfolio
from sent import CRITERIA, read, read_rows, workbook

HEADINGS = ("Équipe", "Certification", *CRITERIA)
NOTES = (4, 4, 5, 3, 3, 2)
REGISTER = ("Équipe", "Certification", "Statut", "Responsable")
KPIS = ("Équipe", "Indicateur", "Valeur", "Période")


def test_the_heading_row_is_found_below_titles_and_junk() -> None:
    found = read_rows(
        ("Évaluation des certifications IA",),
        (),
        ("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"),
        HEADINGS,
        ("contenu", "AZ-900", *NOTES),
    )
    assert (found.table["record"], found.table["heading_row"]) == ("A", 4)
    assert found.statuses() == {5: "data"}


@pytest.mark.parametrize(
    "when",
    [
        ("Campagne :", "T3 2026"),
        ("Période", "T3 2026"),
        ("Date :", "2026-09-01"),
        ("Équipe", "RH", "Campagne", "T3 2026"),
    ],
)
def test_a_label_with_its_time_is_no_heading_of_the_rows_below(when) -> None:
    ratings = [(name, 4, 3) for name in CRITERIA]
    found = read_rows(
        ("Équipe :", "contenu"), ("Certification :", "AZ-900"), when, (), ("Critère", "Alice", "Bob"), *ratings
    )
    assert (found.tables[0]["record"], found.codes) == ("", ["criteria_in_rows"])


def test_a_label_with_the_dates_of_several_is_no_heading_of_the_rows_below() -> None:
    dates = [dt.date(2027, 6, 30), dt.date(2027, 3, 31)]
    rows = [("Équipe", "contenu", "support"), ("Certification", "AZ-900", "AI-102"), ("Échéance", *dates)]
    found = read_rows(*rows, ("Frais par personne", 1200, 800), ("Participants au pilote", 5, 6))
    assert (found.codes, found.cells) == (["no_table"], [])


def test_blank_rows_and_columns_are_counted_where_a_person_sees_them() -> None:
    found = read_rows(
        (),
        (None, None, "Équipe", None, "Certification", *CRITERIA),
        (None, None, "contenu", None, "AZ-900", *NOTES),
        (),
        (None, None, "support", "  ", "AZ-900", *NOTES),
        (),
    )
    assert found.statuses() == {3: "data", 4: "blank", 5: "data"}
    assert (found.table["rows_read"], found.table["blank"], found.table["ignored"]) == (3, 1, 0)
    assert {cell["column_number"] for cell in found.cells if cell["field"] == "team"} == {3}


def test_totals_below_a_table_are_ignored() -> None:
    found = read_rows(
        HEADINGS,
        ("contenu", "AZ-900", *NOTES),
        ("Total", "AZ-900", *NOTES),  # a team may be called so
        ("support", "AZ-900", *NOTES),
        (),
        ("Moyenne générale", None, *NOTES),
        ("AVERAGE", None, *NOTES),
    )
    assert found.statuses() == {2: "data", 3: "data", 4: "data", 5: "blank", 6: "ignored", 7: "ignored"}
    assert found.table["rows_read"] == 6


def test_the_total_of_a_team_below_its_own_rows_is_no_team() -> None:
    found = read_rows(
        HEADINGS,
        ("contenu", "AZ-900", *NOTES),
        ("Moyenne contenu", "AZ-900", *NOTES),
        ("support", "AZ-900", *NOTES),
        ("Total équipe support", "AZ-900", *NOTES),
        ("Total contenu", "AZ-900", *NOTES),  # a team of that name, for all one can tell
        ("achats", "AZ-900", *NOTES),
    )
    assert found.statuses() == {2: "data", 3: "ignored", 4: "data", 5: "ignored", 6: "data", 7: "data"}


def test_what_stands_above_a_table_fills_no_gap_beside_other_names() -> None:
    rows = (HEADINGS, ("contenu", "AZ-900", *NOTES), (None, "AI-102", *NOTES))
    assert read_rows(("Équipe :", "logistique"), (), *rows).table["above_team"] == ""
    assert read_rows(("Équipe :", "Contenu"), (), *rows).table["above_team"] == "Contenu"


def test_a_subtotal_inside_a_table_is_ignored() -> None:
    found = read_rows(HEADINGS, ("contenu", "AZ-900", *NOTES), ("Sous-total", None, *NOTES), ("support", "X", *NOTES))
    assert found.statuses() == {2: "data", 3: "ignored", 4: "data"}


def test_a_row_of_weights_is_no_answer() -> None:
    found = read_rows(HEADINGS, ("Pondération", None, 5, 4, 3, 4, 4, 3), ("contenu", "AZ-900", *NOTES))
    assert found.statuses() == {2: "ignored", 3: "data"}


def test_a_measure_is_the_value_where_the_indicator_stands_elsewhere() -> None:
    found = read_rows(("Équipe", "Indicateur", "Mesure", "Période"), ("contenu", "délai", 12, "T3 2026"))
    assert (found.values("kpi"), found.values("value")) == ({2: "délai"}, {2: "12"})


def test_a_remark_below_the_table_is_no_row() -> None:
    found = read_rows(HEADINGS, ("contenu", "AZ-900", *NOTES), (), ("Merci de répondre avant vendredi.",))
    assert found.statuses() == {2: "data", 3: "blank", 4: "ignored"}


def test_a_remark_right_below_a_list_is_no_team() -> None:
    rows = [("Équipe", "Code", "Effectif"), ("contenu", "C1", 12), ("support", "S1", 8)]
    found = read_rows(*rows, ("Source : RH, 12/10/2026",), ("* hors alternants",))
    assert found.statuses() == {2: "data", 3: "data", 4: "ignored", 5: "ignored"}
    assert read_rows(*rows, ("logistique",)).statuses()[4] == "data"


def test_two_tables_side_by_side_are_both_read() -> None:
    found = read_rows(
        (*REGISTER, None, *KPIS),
        ("contenu", "AZ-900", "pilote", "Jo", None, "contenu", "délai", 12, "T3 2026"),
        (None, None, None, None, None, "support", "délai", 14, "T3 2026"),
    )
    assert [table["record"] for table in found.tables] == ["B", "C"]
    assert found.statuses(1) == {2: "data"}
    assert found.values("value", 2) == {2: "12", 3: "14"}


def test_a_table_that_starts_lower_beside_another_is_read() -> None:
    found = read_rows(
        HEADINGS,
        ("contenu", "AZ-900", *NOTES),
        ("support", "AZ-900", *NOTES, None, *KPIS),
        ("logistique", "AZ-900", *NOTES, None, "contenu", "délai", 12, "T3 2026"),
    )
    assert [(table["record"], table["heading_row"]) for table in found.tables] == [("A", 1), ("C", 3)]
    assert found.statuses(1) == {2: "data", 3: "data", 4: "data"}
    assert found.statuses(2) == {4: "data"}


def test_a_heading_said_again_between_the_rows_is_no_row() -> None:
    found = read_rows(HEADINGS, ("contenu", "AZ-900", *NOTES), HEADINGS, ("support", "AZ-900", *NOTES))
    assert [(table["record"], table["rows_read"]) for table in found.tables] == [("A", 1), ("A", 1)]


def test_cells_that_are_called_like_headings_are_no_heading() -> None:
    found = read_rows(
        ("Équipe", "Indicateur", "Unité", "Valeur", "Phase"),
        ("contenu", "Satisfaction", "heures", 12, "avant"),
        ("contenu", "Coût total", "Heures", "n/a", "après"),
    )
    assert [table["record"] for table in found.tables] == ["C"]
    assert found.statuses() == {2: "data", 3: "data"}


def test_blocks_side_by_side_have_each_their_own_team_wherever_they_begin() -> None:
    heads = ("Indicateur", "T1 2026", "T2 2026")
    found = read_rows(
        ("Équipe : contenu", None, None, None, "Équipe : support", None, None, None, "Équipe : achats"),
        (*heads, None, *heads),
        ("délai", 1, 2, None, "délai", 3, 4, None, *heads),
        ("CSAT", 5, 6, None, "CSAT", 7, 8, None, "délai", 9, 10),
    )
    told = {
        cell["reading"]: found.tables[cell["table_no"] - 1]["above_team"]
        for cell in found.cells
        if cell["field"] == "value"
    }
    assert told == {
        **dict.fromkeys("1256", "contenu"), **dict.fromkeys("3478", "support"), "9": "achats", "10": "achats",
    }  # fmt: skip


def test_of_two_teams_said_over_a_table_the_one_beside_it_is_not_taken() -> None:
    heads = ("Indicateur", "T1 2026", "T2 2026")
    found = read_rows(
        ("Équipe : contenu", None, None, None, "Équipe : support", None, "Équipe : achats"),
        (*heads, None, *heads),
        ("délai", 1, 2, None, "délai", 3, 4),
    )
    assert [table["above_team"] for table in found.tables] == ["contenu", "contenu", "", ""]


def test_a_spacer_column_does_not_part_a_table() -> None:
    found = read_rows(
        ("Équipe", "Certification", "Statut", None, *CRITERIA), ("contenu", "AZ-900", "pilote", None, *NOTES)
    )
    assert found.table["record"] == "A"
    assert len(found.values("note")) == 1
    assert len([cell for cell in found.cells if cell["field"] == "note"]) == 6


def test_two_tables_stacked_are_both_read() -> None:
    found = read_rows(
        REGISTER,
        ("contenu", "AZ-900", "pilote", "Jo"),
        (),
        ("Nos indicateurs",),
        KPIS,
        ("contenu", "délai", 12, "T3 2026"),
    )
    assert [(table["record"], table["heading_row"]) for table in found.tables] == [("B", 1), ("C", 5)]
    assert found.statuses(1) == {2: "data"}
    assert found.statuses(2) == {6: "data"}


def test_each_stacked_table_has_its_own_team_above() -> None:
    table = ("Certification", *CRITERIA)
    found = read_rows(
        ("Équipe : contenu",), table, ("AZ-900", *NOTES), (), ("Équipe", "support"), table, ("AZ-900", *NOTES)
    )
    assert [one["above_team"] for one in found.tables] == ["contenu", "support"]
    assert [found.statuses(number) for number in (1, 2)] == [{3: "data"}, {7: "data"}]


def test_every_sheet_may_hold_another_record() -> None:
    found = read_rows(
        Réponses=[HEADINGS, ("contenu", "AZ-900", *NOTES)],
        Registre=[REGISTER, ("contenu", "AZ-900", "pilote", "Jo")],
        Suivi=[KPIS, ("contenu", "délai", 12, "T3 2026")],
        Équipes=[("Nom", "Alias", "Effectif"), ("contenu", "éditorial", 8)],
        Catalogue=[("Nom", "Éditeur", "Validité (mois)"), ("AZ-900", "Microsoft", 24)],
        Divers=[("bonjour",), ("à tous",)],
    )
    assert [table["record"] for table in found.tables] == ["A", "B", "C", "D", "E", ""]
    assert found.codes == ["unknown_sheet"]
    assert (found.tables[-1]["rows_read"], found.tables[-1]["ignored"]) == (2, 2)


def test_two_heading_rows_are_read_as_one() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Répondant", "AZ-900", None, "DP-100", None])
    sheet.append([None, "Impact business", "Coût total", "Impact business", "Coût total"])
    sheet.append(["marie", 1, 2, 3, 4])
    sheet.merge_cells("B1:C1")
    sheet.merge_cells("D1:E1")
    content = io.BytesIO()
    book.save(content)
    found = read("sent.xlsx", content.getvalue())
    assert (found.table["layout"], found.table["heading_row"]) == ("cross", 2)
    assert [cell["item"] for cell in found.cells if cell["criterion"] == "total_cost"] == ["AZ-900", "DP-100"]
    assert found.statuses() == {3: "data"}


def test_a_heading_row_said_again_in_english_is_no_row() -> None:
    english = ("Team", "Certification", "Business impact", "Technical fit", "Team leverage")
    found = read_rows(HEADINGS[:5], english, ("contenu", "AZ-900", 4, 4, 5))
    assert found.statuses() == {3: "data"}


def test_group_titles_over_the_headings_change_nothing() -> None:
    found = read_rows((None, None, "Vos notes"), HEADINGS, ("contenu", "AZ-900", *NOTES))
    assert (found.table["layout"], found.table["heading_row"]) == ("wide", 2)


def test_a_row_of_labels_and_values_is_no_heading() -> None:
    found = read_rows(
        ("Équipe", "contenu", "Certification", "AZ-900", "Objectif business", "Publier plus"),
        ("Répondant", *CRITERIA),
        ("marie", *NOTES),
    )
    assert (found.table["above_team"], found.table["above_certification"]) == ("contenu", "AZ-900")
    assert found.values("business_objective") == {3: "Publier plus"}
    assert found.statuses() == {3: "data"}


def test_values_above_a_table_go_with_its_rows_and_keep_their_cell() -> None:
    found = read_rows(
        ("Équipe : contenu", None, "Campagne", "T3 2026"),
        ("Certification", "AZ-900"),
        ("Grille", "2026.1"),
        ("Indicateur visé", "Articles"),
        ("Valeur cible :", 12),
        ("Échéance", "30/06/2027"),
        ("Répondant : Marie",),
        (),
        ("Répondant", *CRITERIA),
        ("marie", *NOTES),
        ("paul", *NOTES),
    )
    table = found.table
    assert [table[f"above_{key}"] for key in ("team", "certification", "campaign", "grid")] == [
        "contenu", "AZ-900", "2026-Q3", "2026.1",
    ]  # fmt: skip
    assert found.values("target_value") == {10: "12", 11: "12"}
    assert found.values("deadline") == {10: "2027-06-30", 11: "2027-06-30"}
    assert {cell["source_cell"] for cell in found.cells if cell["field"] == "target_kpi"} == {"B4"}
    assert len({cell["reading"] for cell in found.cells if cell["field"] == "respondent"}) == 2


def test_what_stands_above_and_cannot_be_read_is_told_once_and_where_it_stands(portfolio: Portfolio) -> None:
    rows = [("Équipe", "contenu"), ("Échéance", "un jour"), (), HEADINGS[1:], *[("AZ-900", *NOTES)] * 2]
    (portfolio.raw / "sent.xlsx").write_bytes(workbook({"Avis": rows}))
    portfolio.make()
    found = portfolio.published("findings").set_index("code").loc[["unreadable_detail"]]
    assert found[["row_number", "cell", "column_name", "value"]].to_numpy().tolist() == [
        [2, "B2", "Échéance", "un jour"]
    ]  # fmt: skip


def test_a_column_wins_over_the_cell_above() -> None:
    found = read_rows(("Échéance", "2027-06-30"), (*HEADINGS, "Échéance"), ("contenu", "AZ-900", *NOTES, "2028-01-31"))
    assert found.values("deadline") == {3: "2028-01-31"}


def test_titles_with_a_colon_say_nothing_about_the_table() -> None:
    found = read_rows(
        ("Évaluation : campagne de rentrée",), ("Note : 5 est le mieux",), HEADINGS, ("contenu", "X", *NOTES)
    )
    assert found.table["above_team"] == ""
    assert len([cell for cell in found.cells if cell["field"] == "note"]) == 6


def test_a_total_cost_column_does_not_make_a_register_a_survey() -> None:
    headings = (*REGISTER, "Coût par personne", "Coût total", "Alternatives")
    found = read_rows(headings, ("contenu", "AZ-900", "pilote", "Jo", 500, 2000, "tutorat"))
    assert found.table["record"] == "B"
    assert found.values("other_way") == {2: "tutorat"}


def test_a_register_may_name_kpis() -> None:
    headings = ("Équipe", "Certification", "Indicateur", "Valeur actuelle", "Valeur cible", "Statut")
    found = read_rows(headings, ("contenu", "AZ-900", "délai", 12, 8, "pilote"))
    assert found.table["record"] == "B"
    assert (found.values("target_kpi"), found.values("baseline_value")) == ({2: "délai"}, {2: "12"})


def test_one_heading_is_read_by_its_record() -> None:
    found = read_rows(
        a=[("Date", *HEADINGS), ("2026-08-15", "contenu", "AZ-900", *NOTES)],
        c=[("Date", "Type", "Objectif", *KPIS[:3]), ("2026-08-15", "durée", 8, "contenu", "délai", 12)],
    )
    assert found.fields(1)["Date"] == "submitted_at"
    assert {key: found.fields(2)[key] for key in ("Date", "Type", "Objectif")} == {
        "Date": "date", "Type": "kpi_kind", "Objectif": "target",
    }  # fmt: skip


def test_a_table_that_lacks_a_column_names_the_nearest_heading() -> None:
    found = read_rows(("Le nom de mon équipe", *HEADINGS[1:]), ("contenu", "AZ-900", *NOTES))
    assert not found.table["has_team"]
    assert found.table["nearest_team"] == "Le nom de mon équipe"
    assert found.table["found_headings"].startswith("Le nom de mon équipe, Certification")


def test_kpis_without_a_value_column_are_still_kpis() -> None:
    found = read_rows(("Équipe", "Indicateur", "Période", "Unité"), ("contenu", "délai", "T3 2026", "h"))
    assert found.table["record"] == "C"


def test_hidden_rows_and_sheets_are_read_with_a_finding() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEADINGS, ("contenu", "AZ-900", *NOTES), ("support", "AZ-900", *NOTES)):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    other = book.create_sheet("Cachée")
    other.append(KPIS)
    other.append(("contenu", "délai", 12, "T3 2026"))
    other.sheet_state = "hidden"
    content = io.BytesIO()
    book.save(content)
    found = read("sent.xlsx", content.getvalue())
    assert sorted(found.codes) == ["hidden_row", "hidden_sheet"]
    assert found.statuses(1) == {2: "data", 3: "data"}
    assert found.values("value", 2) == {2: "12"}


def test_two_tables_side_by_side_without_a_blank_column_are_both_read() -> None:
    heading = ["Équipe", "Certification", *CRITERIA]
    found = read_rows([*heading, *heading], ["contenu", "AZ-900", *NOTES, "support", "AI-102", *NOTES])
    assert [table["record"] for table in found.tables] == ["A", "A"]
    assert (found.values("team", 1), found.values("team", 2)) == ({2: "contenu"}, {2: "support"})


def test_a_count_of_answers_below_the_table_is_no_answer() -> None:
    found = read_rows(["Équipe", "Certification", *CRITERIA], ["contenu", "AZ-900", *NOTES], ["Nombre de réponses", 1])
    assert found.statuses() == {2: "data", 3: "ignored"}


def test_stacked_teams_whose_columns_grow_are_each_their_own_table() -> None:
    found = read_rows(
        ("Équipe : contenu",),
        ("Certification", *CRITERIA),
        ("AZ-900", *NOTES),
        (),
        ("Équipe : support",),
        ("Certification", "Répondant", *reversed(CRITERIA)),
        ("AZ-900", "léa@x.fr", *reversed(NOTES)),
    )
    assert [table["above_team"] for table in found.tables] == ["contenu", "support"]
    assert [found.values("total_cost", number) for number in (1, 2)] == [{3: "3"}, {7: "3"}]


def test_a_decorated_heading_row_between_the_rows_starts_another_table() -> None:
    weighted = [f"{criterion} (poids 3)" for criterion in CRITERIA]
    found = read_rows(
        ("Équipe", "contenu"),
        ("Certification", *weighted, "NPS", "Budget (k€)"),
        ("AZ-900", *NOTES, 9, 3),
        ("Équipe", "support"),
        ("Certification", "NPS", "Budget (k€)", *reversed(weighted)),
        ("AZ-900", 9, 3, *reversed(NOTES)),
    )
    assert [table["above_team"] for table in found.tables] == ["contenu", "support"]
    assert [found.values("alternatives", number) for number in (1, 2)] == [{3: "2"}, {6: "2"}]


def test_two_names_for_one_thing_above_a_table_name_nothing() -> None:
    rows = (("Certification", *CRITERIA), ("AZ-900", *NOTES))
    assert read_rows(("Équipe : contenu",), ("Équipe : support",), *rows).table["above_team"] == ""
    assert read_rows(("Équipe : contenu",), ("Équipe", "Contenu"), *rows).table["above_team"] == "contenu"


@pytest.mark.parametrize("label", [("Équipe : support",), ("Équipe", "support")])
def test_a_label_between_the_rows_speaks_for_those_below_it(label) -> None:
    found = read_rows(
        ("Équipe : contenu",), ("Objectif business : publier",), ("Certification : AZ-900",),
        ("Répondant", *CRITERIA), ("léa@x.fr", *NOTES), (), label, ("jo@x.fr", *NOTES), ("al@x.fr", *NOTES), ("Fin :",),
    )  # fmt: skip
    assert [(table["above_team"], table["above_certification"]) for table in found.tables] == [
        ("contenu", "AZ-900"), ("support", "AZ-900"),
    ]  # fmt: skip
    assert [found.statuses(number) for number in (1, 2)] == [
        {5: "data", 6: "blank"}, {7: "ignored", 8: "data", 9: "data", 10: "data"},
    ]  # fmt: skip
    assert [found.values("business_objective", number) for number in (1, 2)] == [{5: "publier"}, {}]
    assert found.codes == []


def test_periods_between_the_rows_of_kpis_are_theirs() -> None:
    found = read_rows(
        ("Période : T1 2026",), ("Équipe", "Indicateur", "Valeur"), ("contenu", "délai", 12),
        ("Période : T2 2026",), ("contenu", "délai", 8), ("Période : T3 2026",),
    )  # fmt: skip
    assert [found.values("period", number) for number in (1, 2)] == [{3: "2026-Q1"}, {5: "2026-Q2"}]
    assert [found.values("value", number) for number in (1, 2)] == [{3: "12"}, {5: "8"}]


def test_a_row_that_only_reads_like_a_label_stays_a_row() -> None:
    kpis = (("Équipe : contenu",), ("Indicateur", "Valeur", "Date"))
    assert read_rows(*kpis, ("Certification", 12, "2026-05-01"), ("Date", 3)).statuses() == {3: "data", 4: "data"}
    assert read_rows(HEADINGS, ("Équipe : contenu", "AZ-900", *NOTES), ("Équipe : x",)).statuses()[3] == "data"


@pytest.mark.parametrize(
    "values",
    [
        [(2026, 3, "Formation", "Prestataire", "IA", 12000), (2026, 4, "Matériel", "Grossiste", "PC", 5000)],
        [
            ("2026", "3", "Formation", "Prestataire", "IA", "12 000,50"),
            ("2026", "4", "Matériel", "Vente", "PC", "50"),
        ],
        [(1, 7.5, "Certification", "Fournisseur", "a", 3), (2, 8, "Matériel", "Grossiste", "b", 4)],
        [("Formation", 2026, "Prestataire", "IA", 3, 12000), ("Matériel", 2026, "Grossiste", "PC", 4, 5000)],
    ],
)
def test_a_row_of_values_among_which_two_words_are_headings_is_no_heading(values):
    found = read_rows(("Exercice", "Rang", "Catégorie", "Poste", "Sujet", "Engagé"), *values)
    assert found.codes == ["no_table"]
    assert found.cells == []


def test_sheets_named_after_quarters_are_campaigns_unless_the_answers_are_dated():
    headings, answer = ("Équipe", "Certification", *CRITERIA), ("contenu", "AZ-900", 4, 4, 5, 3, 3, 2)
    found = read_rows(**{"T2 2026": [headings, answer], "2026-Q3": [headings, answer], "Lyon": [headings, answer]})
    assert [table["above_campaign"] for table in found.tables] == ["2026-Q2", "2026-Q3", ""]
    dated = read_rows(**{"T2 2026": [("Date", *headings), ("2026-08-01", *answer)]})
    assert dated.table["above_campaign"] == ""


@pytest.mark.parametrize("merge", [True, False])
@pytest.mark.parametrize("under", [("N-1", "N"), ("Poids", "Note"), (2025, 2026), ("Avant", "Après"), ("Note", "Rang")])
def test_one_question_over_two_columns_of_numbers_is_not_the_first_one_s(under, merge) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ("Équipe", "Certification", *(cell for criterion in CRITERIA for cell in (criterion, None))),
        (None, None, *under * 6),
        ("contenu", "AZ-900", *(note for one in NOTES for note in (6 - one, one))),
    ):
        sheet.append(row)
    for column in range(3, 15, 2) if merge else ():
        sheet.merge_cells(start_row=1, start_column=column, end_row=1, end_column=column + 1)
    sent = io.BytesIO()
    book.save(sent)
    found = read("sent.xlsx", sent.getvalue())
    first = {cell["column_number"] for cell in found.cells if cell["field"] == "note" and cell["kind"] == "number"}
    assert first == ({3, 5, 7, 9, 11, 13} if under[0] == "Note" else set())


@pytest.mark.parametrize("under", [("Min", "Max"), ("Bas", "Haut"), ("HT", "TTC")])
def test_an_amount_over_two_columns_is_not_the_first_one(under) -> None:
    found = read_rows(
        ("Équipe", "Certification", "Statut", "Frais par personne", None),
        (None, None, None, *under),
        ("contenu", "AZ-900", "pilote", 1000, 1500),
    )
    assert not [cell for cell in found.cells if cell["field"] == "fee_per_person" and cell["kind"] == "number"]


@pytest.mark.parametrize("title", ["Titre : Enquête 2026", "Nom : Équipes du siège", "Name: export", "Title: Survey"])
def test_a_title_above_a_list_of_teams_is_no_certification(title) -> None:
    found = read_rows([title], ["Équipe", "Code", "Effectif"], ["contenu", "C1", 4], ["support", "S1", 5])
    assert found.table["record"] == "D"


def test_cards_below_each_other_are_not_read_under_each_other_s_labels() -> None:
    cards = [
        row
        for team, criterion, note in zip(("contenu", "support", "logistique"), CRITERIA[:3], (3, 4, 5), strict=True)
        for row in (["Équipe", team], ["Certification", "AZ-900"], ["Critère", criterion], ["Note", note], [])
    ]
    assert read_rows(*cards).values("note") == {}
