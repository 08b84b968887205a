"""Templates: empty ones say nothing, filled ones are read back, and they help while one fills them in."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from portfolio import Portfolio

from pipeline import config, template
from pipeline.config import Configuration
from pipeline.errors import WrongUsage
from pipeline.template import columns, lead, tables
from pipeline.vocabulary import LANGUAGES, Language

NOTES = (4, 4, 3, 2, 3, 2)


@pytest.fixture(scope="module")
def configuration() -> Configuration:
    """What ships."""
    return config.load(Path("nowhere"))


def _lead(out: Path, configuration: Configuration, language: Language = "fr", team: str | None = "Contenu") -> Path:
    return template.write(
        out, "lead", configuration=configuration, language=language, team=team,
        certification="AZ-900" if team else None, campaign="2026-Q3" if team else None,
    )  # fmt: skip


def _sheet(path: Path) -> Worksheet:
    return openpyxl.load_workbook(path).worksheets[0]


def _fill_in(path: Path, target: Path, contract: tuple[object, ...], *answers: tuple[object, ...]) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for row, value in enumerate(contract, start=10):
        sheet.cell(row, 2).value = value
    for row, answer in enumerate(answers, start=lead.HEADING + 2):
        for column, value in enumerate(answer, start=1):
            sheet.cell(row, column).value = value
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)


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
def test_a_filled_lead_workbook_is_read_back(
    portfolio: Portfolio, tmp_path: Path, configuration: Configuration, language: Language
) -> None:
    blank = _lead(tmp_path / "contenu.xlsx", configuration, language)
    contract = ("Publier deux fois plus", "Articles par semaine", 12, dt.date(2027, 6, 30))
    rows = (("R001", dt.date(2026, 9, 1), *NOTES, "Très utile"), ("R002", dt.date(2026, 9, 2), *NOTES))
    _fill_in(blank, portfolio.raw / "contenu.xlsx", contract, *rows)
    portfolio.run()
    candidate = portfolio.candidate("contenu", "az_900")
    assert candidate["count_respondents"] == 2
    assert candidate["score_percent"] == pytest.approx(7700 / 115)
    assert (candidate["campaign"], candidate["decision"]) == ("2026-Q3", "pilot")
    assert candidate["objective"] == "Publier deux fois plus"
    assert portfolio.codes() == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_templates_that_nobody_filled_in_bring_no_row(
    portfolio: Portfolio, tmp_path: Path, configuration: Configuration, language: Language
) -> None:
    for kind in template.KINDS:
        template.write(portfolio.raw / f"{kind}.xlsx", kind, configuration=configuration, language=language)
    _lead(portfolio.raw / "contenu.xlsx", configuration, language)
    portfolio.given_notes("Support", "AZ-900", NOTES)
    portfolio.run()
    assert portfolio.published("candidate_ranking")["team_id"].tolist() == ["support"]
    sources = portfolio.published("source_files").set_index("file")
    assert (sources.drop(index="Support-AZ-900.csv")["rows_read"] == 0).all()


def test_a_team_and_certification_written_by_the_lead_are_read(
    portfolio: Portfolio, tmp_path: Path, configuration: Configuration
) -> None:
    blank = _lead(tmp_path / "lead.xlsx", configuration, team=None)
    book = openpyxl.load_workbook(blank)
    for row, value in ((5, "Logistique"), (6, "AZ-900")):
        book.worksheets[0].cell(row, 2).value = value
    book.save(blank)
    _fill_in(blank, portfolio.raw / "lead.xlsx", (), ("R001", dt.date(2026, 8, 3), *NOTES))
    portfolio.run()
    assert portfolio.candidate("logistique", "az_900")["count_respondents"] == 1


def test_a_team_left_empty_is_not_read_from_the_advice(
    portfolio: Portfolio, tmp_path: Path, configuration: Configuration
) -> None:
    blank = _lead(tmp_path / "lead.xlsx", configuration, team=None)
    _fill_in(blank, portfolio.raw / "lead.xlsx", (), ("R001", dt.date(2026, 8, 3), *NOTES))
    portfolio.given_notes("Support", "AZ-900", NOTES)
    portfolio.run()
    assert portfolio.published("candidate_ranking")["team_id"].tolist() == ["support"]


def test_what_may_be_typed_is_unlocked_and_what_explains_is_not(tmp_path: Path, configuration: Configuration) -> None:
    sheet = _sheet(_lead(tmp_path / "lead.xlsx", configuration))
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    assert not sheet.cell(lead.HEADING + 2, 3).protection.locked
    assert sheet.cell(lead.HEADING + 1, 3).protection.locked
    assert sheet.cell(10, 1).protection.locked


def test_each_criterion_offers_its_notes_and_repeats_its_question(tmp_path: Path, configuration: Configuration) -> None:
    sheet = _sheet(_lead(tmp_path / "lead.xlsx", configuration))
    offered = [rule for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert [rule.formula1 for rule in offered] == ['"1,2,3,4,5"'] * 6
    assert configuration.grid.criterion[0].question_fr in offered[0].prompt


def test_the_polarity_stands_above_the_reversed_criterion_only(tmp_path: Path, configuration: Configuration) -> None:
    sheet = _sheet(_lead(tmp_path / "lead.xlsx", configuration))
    told = {
        sheet.cell(lead.HEADING + 1, column).value: sheet.cell(lead.HEADING, column).value for column in range(3, 9)
    }
    assert [name for name, text in told.items() if "5 → compte 1" in str(text)] == ["Alternatives"]


def test_a_long_scale_is_offered_from_a_sheet_that_nobody_sees(tmp_path: Path, configuration: Configuration) -> None:
    grid = configuration.grid.model_copy(update={"scale_min": Decimal(0), "scale_max": Decimal(100)})
    other = configuration.model_copy(update={"grids": (grid,)})
    book = openpyxl.load_workbook(_lead(tmp_path / "lead.xlsx", other))
    assert book.worksheets[1].sheet_state == "veryHidden"
    rule = next(rule for rule in book.worksheets[0].data_validations.dataValidation if rule.type == "list")
    assert rule.formula1 == "liste_1"
    assert book.defined_names["liste_1"].attr_text == "Listes!$A$1:$A$101"


def test_a_scale_too_fine_to_list_is_bounded(tmp_path: Path, configuration: Configuration) -> None:
    grid = configuration.grid.model_copy(update={"scale_max": Decimal(5000), "step": Decimal("0.001")})
    sheet = _sheet(_lead(tmp_path / "lead.xlsx", configuration.model_copy(update={"grids": (grid,)})))
    rule = next(rule for rule in sheet.data_validations.dataValidation if rule.type == "decimal")
    assert (float(rule.formula1), float(rule.formula2)) == (1, 5000)


def test_a_grid_of_one_criterion_without_anchors_makes_a_workbook(tmp_path: Path, configuration: Configuration) -> None:
    bare = {"anchors_fr": ("", "", ""), "question_fr": ""}
    grid = configuration.grid.model_copy(
        update={"criterion": (configuration.grid.criterion[0].model_copy(update=bare),)}
    )
    sheet = _sheet(_lead(tmp_path / "lead.xlsx", configuration.model_copy(update={"grids": (grid,)})))
    assert "1 = pas du tout" in str(sheet.cell(lead.HEADING, 3).value)


def test_no_text_of_ours_becomes_a_formula_or_a_link(tmp_path: Path, configuration: Configuration) -> None:
    path = _lead(tmp_path / "lead.xlsx", configuration, team="=1+1")
    assert _sheet(path).cell(5, 2).data_type == "s"
    assert _sheet(path).cell(5, 2).value == "=1+1"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_filled_register_is_read_back(portfolio: Portfolio, configuration: Configuration, language: Language) -> None:
    known = {
        "team": "Contenu", "certification": "AZ-900", "campaign": "2026-Q3", "business_objective": "Publier plus",
        "target_kpi": "Articles", "target_value": 12, "deadline": dt.date(2027, 6, 30), "pilot_participants": 4,
        "rollout_participants": 10, "fee_per_person": 100, "hours_per_person": 10, "hourly_cost": 40,
        "coaching_cost": 500, "external_funding": 100,
    }  # fmt: skip
    out = portfolio.raw / "registre.xlsx"
    template.write(out, "register", configuration=configuration, language=language, rows=[known])
    portfolio.given_notes("Contenu", "AZ-900", NOTES, clear=False)
    portfolio.run()
    candidate = portfolio.candidate("contenu", "az_900")
    assert candidate["decision"] == "pilot"
    assert (float(candidate["cash_cost"]), float(candidate["full_cost"])) == (800, 2500)


@pytest.mark.parametrize("language", LANGUAGES)
def test_filled_measures_are_read_back(portfolio: Portfolio, configuration: Configuration, language: Language) -> None:
    words = {"fr": ("hausse", "avant", "après"), "en": ("up", "before", "after")}[language]
    rows = [
        {"team": "Contenu", "kpi": "Articles", "value": value, "direction": words[0], "phase": phase}
        for value, phase in ((4, words[1]), (12, words[2]))
    ]
    out = portfolio.raw / "mesures.xlsx"
    template.write(out, "kpi", configuration=configuration, language=language, rows=rows)
    portfolio.given_notes("Contenu", "AZ-900", NOTES)
    portfolio.run()
    changes = portfolio.published("kpi_changes")
    assert changes["improvement"].dropna().tolist() == [8.0]


def test_a_team_known_beforehand_stands_above_the_table(tmp_path: Path, configuration: Configuration) -> None:
    out = tmp_path / "registre.xlsx"
    sheet = _sheet(template.write(out, "register", configuration=configuration, language="fr", team="Contenu"))
    assert (sheet.cell(3, 1).value, sheet.cell(3, 2).value) == ("Équipe", "Contenu")
    assert sheet.cell(tables.HEADING + 1, 1).value == "Certification"


@pytest.mark.parametrize("bands", [columns.REGISTER, columns.KPI])
def test_every_column_of_a_template_is_a_known_heading(
    configuration: Configuration, bands: tuple[columns.Band, ...]
) -> None:
    for column in (column for band in bands for column in band.columns):
        known = configuration.headings.fields[column.field]
        assert {column.fr[0], column.en[0]} <= set(known), column.field


def test_the_archive_holds_one_workbook_for_each_team(tmp_path: Path, configuration: Configuration) -> None:
    out = tmp_path / "equipes.zip"
    template.write_all(out, ["Support", "Contenu"], configuration=configuration, language="fr", certification="AZ-900")
    with zipfile.ZipFile(out) as archive:
        assert archive.namelist() == ["contenu.xlsx", "support.xlsx"]
        sheet = openpyxl.load_workbook(io.BytesIO(archive.read("support.xlsx"))).worksheets[0]
    assert (sheet.cell(5, 2).value, sheet.cell(6, 2).value) == ("Support", "AZ-900")


def test_a_wrong_name_or_an_empty_roster_is_said_in_a_sentence(tmp_path: Path, configuration: Configuration) -> None:
    with pytest.raises(WrongUsage, match=r"ends in \.xlsx"):
        template.write(tmp_path / "lead.pdf", "lead", configuration=configuration, language="fr")
    with pytest.raises(WrongUsage, match=r"ends in \.zip"):
        template.write_all(tmp_path / "all.xlsx", ["Contenu"], configuration=configuration, language="fr")
    with pytest.raises(WrongUsage, match="No team is known"):
        template.write_all(tmp_path / "all.zip", [], configuration=configuration, language="fr")
