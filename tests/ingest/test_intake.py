"""From a received content to raw tables, whatever the content."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from sent import CONFIGURATION, CRITERIA, KEY, Reading, read, with_settings, workbook

from pipeline.findings import CATALOGUE
from pipeline.ingest import intake
from pipeline.ingest.raw_tables import SCHEMAS

HEADINGS = ["Équipe", "Certification", *CRITERIA, "Commentaire"]
GOOD = ["contenu", "AZ-900", "4", "4", "5", "3", "3", "2", "bien"]


def text(*rows: list[str], separator: str = ";", end: str = "\n") -> str:
    return end.join(separator.join(row) for row in rows) + end


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_text_file_is_read_whatever_its_separator_and_encoding(separator: str, encoding: str, end: str) -> None:
    content = text(HEADINGS, GOOD, ["logistique", "Éthique IA", *GOOD[2:]], separator=separator, end=end)
    found = read("sent.csv", content.encode(encoding))
    assert found.table["record"] == "A"
    assert found.table["separator"] == separator
    assert found.values("certification") == {2: "AZ-900", 3: "Éthique IA"}
    assert found.values("alternatives") == {2: "2", 3: "2"}
    assert found.codes == []


def test_row_numbers_are_the_lines_an_editor_shows() -> None:
    found = read("sent.csv", text(HEADINGS, [*GOOD[:8], '"deux\nlignes"'], GOOD))
    assert found.statuses() == {2: "data", 4: "data"}


def test_a_line_with_more_values_than_headings_is_an_error() -> None:
    found = read("sent.csv", text(HEADINGS, GOOD, [*GOOD[:8], "Durand", "et encore"], GOOD))
    (finding,) = found.findings
    assert (finding["code"], finding["row_number"]) == ("uneven_line", 3)
    assert json.loads(finding["facts"]) == {"found": 10, "expected": 9}
    assert "Durand" not in repr(found.cells)  # its texts may stand under another heading than their own


def test_a_line_that_lacks_optional_columns_at_its_end_is_fine() -> None:
    found = read("sent.csv", text(HEADINGS, GOOD[:8], GOOD))
    assert found.codes == []
    assert found.values("alternatives") == {2: "2", 3: "2"}


def test_a_line_that_lacks_notes_is_an_error_not_a_missing_note() -> None:
    found = read("sent.csv", text(HEADINGS, GOOD[:6], GOOD, ["Total", "", "4"]))
    assert [(finding["code"], finding["row_number"]) for finding in found.findings] == [("uneven_line", 2)]
    assert found.statuses() == {2: "data", 3: "data", 4: "ignored"}


def test_unmapped_columns_are_named_but_not_kept() -> None:
    found = read("sent.csv", text([*HEADINGS, "Ville", "", "ID"], [*GOOD, "Brest", "x", "7"]))
    (finding,) = found.findings
    assert (finding["code"], finding["column_name"], finding["cell"]) == ("unmapped_column", "Ville", "J1")
    assert [(one["heading"], one["how"]) for one in found.columns][-2:] == [("Ville", "unmapped"), ("ID", "unmapped")]
    assert "Brest" not in repr(found.cells)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.csv", b"", "empty_file"),
        ("a.csv", b" \n \n", "empty_file"),
        ("a.xlsx", b"", "empty_file"),
        ("a.xlsx", workbook({"Feuil1": []}), "empty_file"),
        ("a.pdf", b"%PDF-1.7", "unknown_kind"),
        ("a", b"abc", "unknown_kind"),
        ("a.xlsx", b"PK\x03\x04 this is no zip", "unreadable_file"),
        ("a.zip", b"PK\x03\x04 this is no zip", "corrupt_archive"),
        ("a.csv", b"one;two\n1;2\n", "no_table"),
        ("a.xlsx", workbook({"Feuil1": [("bonjour",)], "Feuil2": [("x", "y")]}), "no_table"),
    ],
)
def test_what_cannot_be_read_is_one_fatal_finding(name: str, content: bytes, code: str) -> None:
    found = read(name, content)
    assert found.codes == [code]
    assert CATALOGUE[code].severity == "fatal"
    assert {table["record"] for table in found.tables} == {""}
    assert found.findings[0]["table_no"] == 1
    assert found.cells == []


def test_an_archive_is_one_file_with_members() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("contenu/a.csv", text(HEADINGS, GOOD))
        archive.writestr("b.xlsx", workbook({"Feuil1": [HEADINGS, GOOD]}))
        archive.writestr("notes.pdf", b"%PDF")
        archive.writestr("broken.xlsx", b"PK\x03\x04")
        archive.writestr("__MACOSX/._a.csv", b"x")
    found = read("sent.zip", content.getvalue())
    assert [(table["member"], table["table_no"], table["record"]) for table in found.tables] == [
        ("contenu/a.csv", 1, "A"), ("b.xlsx", 2, "A"), ("notes.pdf", 3, ""), ("broken.xlsx", 4, ""),
    ]  # fmt: skip
    assert [(one["member"], one["code"]) for one in found.findings] == [
        ("notes.pdf", "unknown_kind"),
        ("broken.xlsx", "unreadable_file"),
    ]
    assert len({table["file_key"] for table in found.tables}) == 1


def test_a_sheet_name_hints_unless_it_says_nothing() -> None:
    for name, hint in (
        ("Contenu", "Contenu"),
        ("AI-102", "AI-102"),
        ("Feuil1", ""),
        ("Sheet 12", ""),
        ("Saisie", ""),
        ("Réponses (2)", ""),
    ):
        assert read("a.xlsx", workbook({name: [HEADINGS, GOOD]})).table["sheet_hint"] == hint
    assert read("a.csv", text(HEADINGS, GOOD)).table["sheet_hint"] == ""


@pytest.mark.parametrize(
    "name",
    [
        "T3 2026", "2026", "Octobre 2026", "22-10-2026", "v2", "Final", "Copie de Feuil1", "Sheet1 copy",
        "Export_final", "Résultats bruts", "Avis", "Votes (T3)", "Survey results", "Toutes les équipes", "Réponses IA",
        "Grille v2", "SQL Results", "data_export", "Ark1", "Лист1", "Vague 2", "Données consolidées 2026",
        "Suivi", "BDD", "TCD", "Tableau de bord", "Suivi mensuel 2026", "Dashboard", "Réalisé", "Cumul", "Récap",
        "Indicateurs Support", "KPI Lyon", "Réponses contenu", "Suivi des formations", "Tracking", "Avant", "Pivot",
    ],
)  # fmt: skip
def test_a_name_that_any_sheet_may_have_is_no_team(name):
    assert read("a.xlsx", workbook({name: [HEADINGS, GOOD]})).table["sheet_hint"] == ""


@pytest.mark.parametrize(
    "name", ["Data IA", "Équipe Data", "Lyon", "N2", "AZ-900", "Final Cut", "Test", "IA", "R&D v2", "Équipe Suivi"]
)
def test_a_name_that_only_some_sheet_has_is_one(name):
    assert read("a.xlsx", workbook({name: [HEADINGS, GOOD]})).table["sheet_hint"] == name


KPI_BLOCK = [("Indicateur", "T1 2026", "T2 2026"), ("délai", 1, 2), ("CSAT", 3, 4)]


def test_a_sheet_with_a_block_for_each_of_several_is_called_after_none_of_them():
    blocks = [("Contenu",), *KPI_BLOCK, (), ("Support",), *KPI_BLOCK]
    assert {table["sheet_hint"] for table in read("a.xlsx", workbook({"Lyon": blocks})).tables} == {""}
    rated = [("Contenu",), HEADINGS[1:], GOOD[1:], (), ("Support",), HEADINGS[1:], GOOD[1:]]
    assert {table["sheet_hint"] for table in read("a.xlsx", workbook({"Lyon": rated})).tables} == {""}


def test_a_sheet_of_one_team_may_have_a_block_for_each_theme_and_headings_on_each_page():
    themes = [("Qualité",), *KPI_BLOCK, (), ("Coûts",), KPI_BLOCK[0], ("rebuts", 5, 6)]
    assert {table["sheet_hint"] for table in read("a.xlsx", workbook({"Lyon": themes})).tables} == {"Lyon"}
    pages = [HEADINGS[1:], GOOD[1:], HEADINGS[1:], GOOD[1:]]
    assert {table["sheet_hint"] for table in read("a.xlsx", workbook({"Lyon": pages})).tables} == {"Lyon"}


def test_the_sheet_of_what_a_form_repeats_is_no_team():
    parent = [("Équipe", "_id", "_uuid", "_submission_time", "_index"), ("contenu", 1, "u", "2026-10-01", 1)]
    child = [(*HEADINGS[1:], "_index", "_parent_table_name", "_parent_index"), (*GOOD[1:], 1, "Saisies", 1)]
    found = read("a.xlsx", workbook({"Saisies": parent, "rondes": child}))
    assert [table["sheet_hint"] for table in found.tables if table["record"] == "A"] == [""]


def test_a_file_over_the_size_limit_is_refused() -> None:
    limits = CONFIGURATION.settings.limits.model_copy(update={"file_megabytes": 1})
    settings = CONFIGURATION.settings.model_copy(update={"limits": limits})
    strict = with_settings(settings)
    found = Reading(intake.read_file("a.csv", b"x;" * 2**20, strict, KEY))
    assert found.codes == ["too_large"]


def test_the_tables_always_have_their_columns() -> None:
    for content in ("", text(HEADINGS, GOOD)):
        found = read("a.csv", content)
        assert {name: table.schema for name, table in found.arrow.items()} == SCHEMAS


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_microsoft_form_is_read_with_its_metadata(language: str) -> None:
    french = [
        "ID",
        "Heure de début",
        "Heure de fin",
        "Adresse de messagerie",
        "Nom",
        "Votre équipe",
        "Certification évaluée",
    ]
    english = ["ID", "Start time", "Completion time", "Email", "Name", "Your team", "Certification"]
    questions = ["La compétence IA va-t-elle générer un impact chiffrable dans 6-12 mois\u00a0?", "Alternatives"]
    headings = (french if language == "fr" else english) + questions
    row = ["1", "8/15/26 9:00:00", "8/15/26 9:04:10", "anonymous", "", "contenu", "AZ-900", "4", "2"]
    found = read("form.xlsx", workbook({"Form1": [headings, row]}))
    assert (found.table["record"], found.table["dialect"]) == ("A", "microsoft_forms")
    assert found.codes == []
    assert found.values("submitted_at") == {2: "2026-08-15 09:04:10"}
    assert found.values("respondent") == {2: "missing"}
    assert found.values("team") == {2: "contenu"}


def test_a_google_grid_is_read_by_its_items() -> None:
    headings = ["Horodateur", "Équipe", "Certification", *(f"Notez de 1 à 5 [{one}]" for one in CRITERIA)]
    row = ["25/10/2026 14:55:21", *GOOD[:8]]
    found = read("form.csv", text(headings, row, separator=","))
    assert (found.table["dialect"], found.table["layout"]) == ("google_forms", "wide")
    assert found.values("submitted_at") == {2: "2026-10-25 14:55:21"}
    assert len([cell for cell in found.cells if cell["criterion"]]) == 6


def test_a_failure_of_the_reader_is_told_as_its_own_and_costs_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(intake.delimited, "read_text", fail)
    found = read("sent.csv", text(HEADINGS, GOOD))
    assert found.codes == ["reader_failed"]
    assert CATALOGUE["reader_failed"].severity == "fatal"


def test_headings_without_a_row_below_are_told_where_nothing_else_is_read() -> None:
    empty, filled = [HEADINGS], [HEADINGS, GOOD]
    assert read("sent.csv", text(HEADINGS)).codes == ["no_rows"]
    assert read("sent.xlsx", workbook({"Saisie": empty, "Autre": empty})).codes == ["no_rows"]
    assert read("sent.xlsx", workbook({"Saisie": empty, "Autre": filled})).codes == []
