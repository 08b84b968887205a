"""A lead's workbook: an empty one says nothing, a filled one is read back, and it helps while one fills it in."""

from __future__ import annotations

import datetime as dt
import itertools
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from filling import FIRST, HEADING, NOTES, OBJECTIVE, beside, blank_lead, filled, sheet_of
from openpyxl.worksheet.worksheet import Worksheet
from portfolio import Portfolio

from pipeline import config, template
from pipeline.config import Configuration
from pipeline.errors import WrongUsage
from pipeline.grid import Criterion
from pipeline.ingest import returned
from pipeline.ingest.headings import recogniser
from pipeline.ingest.sheet import Sheet
from pipeline.ingest.spreadsheet import read_workbook
from pipeline.ingest.tables import find_tables
from pipeline.vocabulary import CONTRACT_PARTS, FIELD_NAMES, LANGUAGES, Language

CASE = ("team", "certification", "campaign", "answer_kind", "people_represented")
TWO_ANSWERS = (("R001", dt.date(2026, 9, 1), *NOTES, "Très utile"), ("R002", dt.date(2026, 9, 2), *NOTES))


@pytest.mark.parametrize("kind", template.KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_bytes_are_the_same_every_time(
    tmp_path: Path, configuration: Configuration, kind: template.Kind, language: Language
) -> None:
    paths = [
        template.write(tmp_path / name, kind, configuration=configuration, language=language)
        for name in ("one.xlsx", "two.xlsx")
    ]
    assert paths[0].read_bytes() == paths[1].read_bytes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_filled_workbook_is_read_back(
    portfolio: Portfolio, tmp_path: Path, configuration: Configuration, language: Language
) -> None:
    said = {**OBJECTIVE, "deadline": dt.date(2027, 6, 30)}
    blank = blank_lead(tmp_path / "contenu.xlsx", configuration, language)
    filled(blank, portfolio.raw / "contenu.xlsx", *TWO_ANSWERS, said=said, language=language)
    portfolio.make()
    candidate = portfolio.candidate("contenu", "az_900")
    assert candidate["count_respondents"] == 2
    assert candidate["score_percent"] == pytest.approx(7700 / 115)
    assert (candidate["campaign"], candidate["decision"]) == ("2026-Q3", "pilot")
    assert (candidate["objective"], candidate["target_kpi"]) == ("Publier deux fois plus", "Articles par semaine")
    assert candidate["missing_contract"] == ""
    assert portfolio.codes() == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_templates_that_nobody_filled_in_bring_no_answer(
    portfolio: Portfolio, tmp_path: Path, configuration: Configuration, language: Language
) -> None:
    for kind in template.KINDS:
        template.write(portfolio.raw / f"{kind}.xlsx", kind, configuration=configuration, language=language)
    blank_lead(portfolio.raw / "contenu.xlsx", configuration, language)
    portfolio.given_notes("Support", "AZ-900", NOTES)
    portfolio.make()
    assert portfolio.published("candidate_ranking")["team_id"].tolist() == ["support"]
    sources = portfolio.published("source_files").set_index("file").drop(index="Support-AZ-900.csv")
    assert (sources["rows_read"] == sources["ignored"]).all()
    assert sources["ignored"].to_dict() == {"contenu.xlsx": 1, "kpi.xlsx": 0, "lead.xlsx": 1, "register.xlsx": 0}
    told = portfolio.published("findings")
    assert sorted(told["file"] + " " + told["code"]) == [
        "contenu.xlsx no_rows", "kpi.xlsx no_rows", *["lead.xlsx missing_column"] * 2, "lead.xlsx no_rows",
        "register.xlsx no_rows",
    ], "whoever sends an empty one is told what is missing"  # fmt: skip


def test_a_team_and_certification_written_by_the_lead_are_read(
    portfolio: Portfolio, tmp_path: Path, configuration: Configuration
) -> None:
    blank = blank_lead(tmp_path / "lead.xlsx", configuration, team=None, certification=None, campaign=None)
    said = {"team": "Logistique", "certification": "AZ-900"}
    filled(blank, portfolio.raw / "lead.xlsx", ("R001", dt.date(2026, 8, 3), *NOTES), said=said)
    portfolio.make()
    assert portfolio.candidate("logistique", "az_900")["count_respondents"] == 1


def test_one_line_for_a_consensus_is_one_answer(
    portfolio: Portfolio, tmp_path: Path, configuration: Configuration
) -> None:
    said = {"answer_kind": "consensus", "people_represented": 7}
    filled(blank_lead(tmp_path / "a.xlsx", configuration), portfolio.raw / "a.xlsx", (None, None, *NOTES), said=said)
    portfolio.make()
    assert portfolio.candidate("contenu", "az_900")["count_respondents"] == 1
    assert portfolio.codes() == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_is_left_empty_above_the_table_no_label_is_taken_for_a_value(
    tmp_path: Path, configuration: Configuration, language: Language
) -> None:
    known = recogniser(configuration)
    sheet = sheet_of(blank_lead(tmp_path / "a.xlsx", configuration, language, None, None, None))
    keys = (*CASE, *CONTRACT_PARTS)
    places = {key: sheet[beside(sheet, FIELD_NAMES[key][language])] for key in keys}
    answered = [[cell.value for cell in row] for row in sheet.iter_rows(max_row=HEADING)] + [["R001", None, *NOTES]]
    for chosen in itertools.product((False, True), repeat=len(keys)):
        given = dict(zip(keys, chosen, strict=True))
        rows = [list(row) for row in answered]
        for key, cell in places.items():
            rows[cell.row - 1][cell.column - 1] = f"valeur {key}" if given[key] else None
        (table,) = find_tables(Sheet("", rows), known, frozenset())
        assert table.heading_index == HEADING - 1
        assert table.recognised.record == "A"
        said = {key: one.text for key, one in table.above.items() if key != "grid"}
        assert said == {key: f"valeur {key}" for key in keys if given[key]}


AMBIGUOUS = [
    ("Formation", "AZ-900", {}),
    ("Service", "Formation", {"business_objective": "Team: better"}),
    ("Équipe", "Certification", {"business_objective": "Objectif", "target_kpi": "Satisfaction"}),
    ("Contenu", "AZ-900", {"business_objective": "Campagne : 2031-Q1", "target_kpi": "KPI", "target_value": "Cible"}),
    ("Alternatives", "Impact business", {"target_kpi": "Valeur"}),
    ("Total", "NA", {"target_kpi": "Équipe"}),
]


@pytest.mark.parametrize(("team", "certification", "said"), AMBIGUOUS)
def test_a_value_that_reads_like_a_heading_is_still_a_value(
    portfolio: Portfolio,
    tmp_path: Path,
    configuration: Configuration,
    team: str,
    certification: str,
    said: dict[str, str],
) -> None:
    blank = blank_lead(tmp_path / "a.xlsx", configuration, "fr", team, certification)
    path = filled(blank, portfolio.raw / "a.xlsx", ("R001", dt.date(2026, 9, 1), *NOTES), said=said)
    portfolio.make()
    (candidate,) = portfolio.published("candidate_ranking").to_dict("records")
    assert (candidate["team_name"], candidate["certification_name"]) == (team, certification)
    assert (candidate["campaign"], candidate["count_respondents"]) == ("2026-Q3", 1)
    assert portfolio.codes() == []
    (source,) = returned.told_by(read_workbook(path.read_bytes(), ".xlsx"))[0].sheets
    (table,) = find_tables(source, recogniser(configuration), frozenset())
    assert {key: one.text for key, one in table.above.items() if key in said} == said


def test_with_its_headings_changed_a_workbook_is_read_like_any_other(
    portfolio: Portfolio, tmp_path: Path, configuration: Configuration
) -> None:
    blank = blank_lead(tmp_path / "a.xlsx", configuration)
    book = openpyxl.load_workbook(blank)
    book.worksheets[0].cell(HEADING, 1).value = "Évaluateur"
    book.save(blank)
    filled(blank, portfolio.raw / "a.xlsx", *TWO_ANSWERS, said=OBJECTIVE)
    portfolio.make()
    assert portfolio.candidate("contenu", "az_900")["count_respondents"] == 2


def test_only_what_is_filled_in_is_unlocked(tmp_path: Path, configuration: Configuration) -> None:
    sheet = sheet_of(blank_lead(tmp_path / "lead.xlsx", configuration))
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    open_cells = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    labels = [FIELD_NAMES[key]["fr"] for key in (*CASE, *CONTRACT_PARTS)]
    assert {beside(sheet, label) for label in labels} <= open_cells
    assert beside(sheet, "Grille") not in open_cells
    assert {f"{letter}{FIRST}" for letter in "ABCDEFGHI"} <= open_cells
    assert not open_cells & {
        f"{letter}{row}" for letter in "ABCDEFGHI" for row in (1, 2, HEADING - 1, HEADING, FIRST - 1)
    }


def _lists(path: Path) -> dict[str, list[object]]:
    """Each named list of a workbook, by name."""
    book = openpyxl.load_workbook(path)
    found = {}
    for name, defined in book.defined_names.items():
        ((sheet, cells),) = defined.destinations
        assert book[sheet].sheet_state == "veryHidden"
        found[name] = [row[0].value for row in book[sheet][cells.replace("$", "")]]
    return found


def test_every_list_is_a_named_range_on_a_sheet_that_nobody_sees(tmp_path: Path, configuration: Configuration) -> None:
    for kind in template.KINDS:
        path = template.write(tmp_path / f"{kind}.xlsx", kind, configuration=configuration, language="fr")
        lists, offered = _lists(path), sheet_of(path).data_validations.dataValidation
        assert {rule.formula1 for rule in offered if rule.type == "list"} == set(lists)
        assert not [rule for rule in offered if str(rule.formula1).startswith('"')]


def test_each_criterion_offers_its_notes_and_repeats_its_question(tmp_path: Path, configuration: Configuration) -> None:
    path = blank_lead(tmp_path / "lead.xlsx", configuration)
    lists = _lists(path)
    offered = [rule for rule in sheet_of(path).data_validations.dataValidation if f"{FIRST}:" in str(rule.sqref)]
    notes = [rule for rule in offered if rule.type == "list"]
    assert [lists[rule.formula1] for rule in notes] == [[1, 2, 3, 4, 5]] * 6
    for rule, criterion in zip(notes, configuration.grid.criterion, strict=True):
        assert criterion.question_fr in rule.prompt
        assert len(rule.prompt) <= 255


def test_the_workbook_says_which_template_it_is_where_nobody_sees_it(
    tmp_path: Path, configuration: Configuration
) -> None:
    book = openpyxl.load_workbook(blank_lead(tmp_path / "lead.xlsx", configuration, "en"))
    assert [sheet.sheet_state for sheet in book.worksheets] == ["visible", "veryHidden"]
    told = [tuple(cell.value for cell in row[:2]) for row in book.worksheets[1]["A1:B4"]]
    assert told == [("certiscope:template", 2), ("kind", "lead"), ("language", "en"), ("grid", "2026.1")]


def test_the_polarity_stands_above_the_reversed_criterion_only(tmp_path: Path, configuration: Configuration) -> None:
    sheet = sheet_of(blank_lead(tmp_path / "lead.xlsx", configuration))
    told = {sheet.cell(HEADING, column).value: sheet.cell(HEADING - 1, column).value for column in range(3, 9)}
    assert [name for name, text in told.items() if "5 → compte 1" in str(text)] == ["Alternatives"]


def _with_grid(configuration: Configuration, **changes: object) -> Configuration:
    return configuration.model_copy(update={"grids": (configuration.grid.model_copy(update=changes),)})


def test_a_long_scale_is_offered_whole(tmp_path: Path, configuration: Configuration) -> None:
    other = _with_grid(configuration, scale_min=Decimal(0), scale_max=Decimal(100))
    path = blank_lead(tmp_path / "lead.xlsx", other)
    assert list(range(101)) in _lists(path).values()


def test_a_scale_too_fine_to_list_is_bounded(tmp_path: Path, configuration: Configuration) -> None:
    other = _with_grid(configuration, scale_max=Decimal(5000), step=Decimal("0.001"))
    sheet = sheet_of(blank_lead(tmp_path / "lead.xlsx", other))
    rule = next(rule for rule in sheet.data_validations.dataValidation if rule.type == "decimal")
    assert (float(rule.formula1), float(rule.formula2)) == (1, 5000)


def test_a_grid_of_one_criterion_without_anchors_makes_a_workbook(tmp_path: Path, configuration: Configuration) -> None:
    bare = configuration.grid.criterion[0].model_copy(update={"anchors_fr": ("", "", ""), "question_fr": ""})
    sheet = sheet_of(blank_lead(tmp_path / "lead.xlsx", _with_grid(configuration, criterion=(bare,))))
    assert "1 = pas du tout" in str(sheet.cell(HEADING - 1, 3).value)


OTHER_GRID = """
version = "sept"
scale_min = 1
scale_max = 7
step = 0.5

[[criterion]]
key = "client_value"
weight = 2.5
name_fr = "Valeur pour nos clients, telle qu'ils la disent eux-mêmes dans l'enquête annuelle"
name_en = "Value to our customers, as they state it themselves in the yearly survey"
question_fr = "Nos clients verront-ils la différence ?"
question_en = "Will our customers see the difference?"

[[criterion]]
key = "burden"
weight = 0.125
polarity = "reversed"
name_fr = "Charge & effort"
name_en = "Burden & effort"
scale_max = 10
scale_min = 0
"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_grid_with_another_scale_is_filled_in_and_read_back(
    portfolio: Portfolio, tmp_path: Path, language: Language
) -> None:
    portfolio.given_config("grid.toml", OTHER_GRID)
    other = config.load(portfolio.root)
    team = "Équipe d'à côté & « fils » : études, méthodes et outils du Nord"
    blank = blank_lead(tmp_path / "a.xlsx", other, language, team)
    advice = str(sheet_of(blank).cell(3, 7).value)
    assert {"fr": "sur l'échelle écrite dessous", "en": "on the scale written below it"}[language] in advice
    filled(blank, portfolio.raw / "a.xlsx", ("R001", dt.date(2026, 9, 1), 6.5, 2), ("R002", None, 7, 10))
    portfolio.make()
    sent = portfolio.published("note_cells").sort_values(["row_number", "criterion"])
    assert sent["note"].astype(float).tolist() == [2, 6.5, 10, 7]
    ranking = portfolio.published("candidate_ranking")
    assert (ranking["team_name"].tolist(), ranking["count_respondents"].tolist()) == ([team], [2])
    assert portfolio.codes() == []


@pytest.mark.parametrize("name", ["=1+1", "+33 Nord", "-Sud", "@Est", "{=A1}"])
def test_a_name_that_looks_like_a_formula_stays_a_name(
    portfolio: Portfolio, tmp_path: Path, configuration: Configuration, name: str
) -> None:
    blank = blank_lead(tmp_path / "a.xlsx", configuration, team=name)
    cell = sheet_of(blank)[beside(sheet_of(blank), "Équipe")]
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", name, True)
    filled(blank, portfolio.raw / "a.xlsx", ("R001", dt.date(2026, 9, 1), *NOTES))
    portfolio.make()
    assert portfolio.published("candidate_ranking")["team_name"].tolist() == [name]


def test_a_quarter_is_written_as_it_is_stored(tmp_path: Path, configuration: Configuration) -> None:
    sheet = sheet_of(blank_lead(tmp_path / "a.xlsx", configuration, campaign="T4 2026"))
    assert sheet[beside(sheet, "Campagne")].value == "2026-Q4"


def _freezes(sheet: Worksheet) -> str:
    return str(sheet.freeze_panes)


def test_headings_stay_in_sight_unless_they_would_fill_the_screen(tmp_path: Path, configuration: Configuration) -> None:
    assert _freezes(sheet_of(blank_lead(tmp_path / "a.xlsx", configuration))) == f"B{HEADING + 1}"
    long = configuration.grid.criterion[0].model_copy(update={"question_fr": "Pourquoi donc, à la fin ? " * 25})
    criteria: tuple[Criterion, ...] = (long, *configuration.grid.criterion[1:])
    tall = blank_lead(tmp_path / "b.xlsx", _with_grid(configuration, criterion=criteria))
    assert _freezes(sheet_of(tall)) == "B1"


def test_a_wrong_name_is_said_in_a_sentence(tmp_path: Path, configuration: Configuration) -> None:
    with pytest.raises(WrongUsage, match=r"ends in \.xlsx"):
        template.write(tmp_path / "lead.pdf", "lead", configuration=configuration, language="fr")
