"""The example row is never an answer; what a lead writes over it is never lost."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import openpyxl
import pytest
from filling import EXAMPLE, FIRST, NOTES, blank_lead, filled, is_example, sheet_of
from portfolio import Portfolio

from pipeline import annotated
from pipeline import run as pipeline_run
from pipeline.config import Configuration
from pipeline.ingest import examples
from pipeline.vocabulary import LANGUAGES, Language

OURS = ("R001", dt.date(2026, 9, 1), *NOTES)


def _counts(portfolio: Portfolio) -> dict[str, int]:
    columns = ["rows_read", "accepted", "rejected", "ignored"]
    return {name: int(portfolio.published("source_files")[name].sum()) for name in columns}


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_marked_greyed_and_holds_no_number(
    tmp_path: Path, configuration: Configuration, language: Language
) -> None:
    sheet = sheet_of(blank_lead(tmp_path / "a.xlsx", configuration, language))
    cells = [sheet.cell(EXAMPLE, column) for column in range(1, 10)]
    assert [row for row in range(1, sheet.max_row + 1) if is_example(sheet, row)] == [EXAMPLE]
    assert {cell.fill.fgColor.rgb for cell in cells} == {"FFEDEDED"}
    assert {cell.font.italic for cell in cells} == {True}
    assert {type(cell.value) for cell in cells} == {str}
    assert sheet.cell(EXAMPLE, 3).value == {"fr": "ex. 4", "en": "e.g. 4"}[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_left_in_place_beside_answers_it_does_not_count(
    portfolio: Portfolio, tmp_path: Path, configuration: Configuration, language: Language
) -> None:
    filled(blank_lead(tmp_path / "a.xlsx", configuration, language), portfolio.raw / "a.xlsx", OURS)
    portfolio.make()
    assert _counts(portfolio) == {"rows_read": 2, "accepted": 1, "rejected": 0, "ignored": 1}
    assert portfolio.codes() == []
    assert len(portfolio.published("comments")) == 0


def test_copied_to_other_rows_it_does_not_count(
    portfolio: Portfolio, tmp_path: Path, configuration: Configuration
) -> None:
    blank = blank_lead(tmp_path / "a.xlsx", configuration)
    example = [sheet_of(blank).cell(EXAMPLE, column).value for column in range(1, 10)]
    filled(blank, portfolio.raw / "a.xlsx", example, OURS, example)
    portfolio.make()
    assert _counts(portfolio) == {"rows_read": 4, "accepted": 1, "rejected": 0, "ignored": 3}


def test_an_answer_written_over_it_counts_like_any_other(
    portfolio: Portfolio, tmp_path: Path, configuration: Configuration
) -> None:
    over = (*OURS, "Un exemple vécu")
    filled(blank_lead(tmp_path / "a.xlsx", configuration), portfolio.raw / "a.xlsx", over, first=EXAMPLE)
    portfolio.make()
    assert _counts(portfolio) == {"rows_read": 1, "accepted": 1, "rejected": 0, "ignored": 0}
    assert portfolio.codes() == []


def test_notes_written_over_it_under_its_mark_count_and_are_told(
    portfolio: Portfolio, tmp_path: Path, configuration: Configuration
) -> None:
    over = (None, dt.date(2026, 9, 1), *NOTES)
    filled(blank_lead(tmp_path / "a.xlsx", configuration), portfolio.raw / "a.xlsx", over, OURS, first=EXAMPLE)
    portfolio.make()
    assert portfolio.candidate("contenu", "az_900")["count_respondents"] == 2
    assert len(portfolio.published("comments")) == 0, "the example's own comment is nobody's"
    (told,) = portfolio.published("findings").to_dict("records")
    assert (told["code"], told["severity"], told["cell"]) == ("example_written_over", "warning", f"A{EXAMPLE}")


def test_the_mark_alone_left_of_an_answer_names_nobody(
    portfolio: Portfolio, tmp_path: Path, configuration: Configuration
) -> None:
    blank = blank_lead(tmp_path / "a.xlsx", configuration)
    over = (examples.MARK["fr"], None, *NOTES)
    filled(blank, portfolio.raw / "a.xlsx", over, over)
    portfolio.make()
    assert portfolio.candidate("contenu", "az_900")["count_respondents"] == 2, "two people, not one twice"
    assert "respondent_twice" not in portfolio.codes()


def test_written_over_in_part_it_is_set_aside_cell_by_cell(
    portfolio: Portfolio, tmp_path: Path, configuration: Configuration
) -> None:
    filled(
        blank_lead(tmp_path / "a.xlsx", configuration), portfolio.raw / "a.xlsx", (None, None, 5), OURS, first=EXAMPLE
    )
    portfolio.make()
    assert _counts(portfolio) == {"rows_read": 2, "accepted": 1, "rejected": 1, "ignored": 0}
    told = portfolio.published("findings")
    wrong = told[told["code"] == "note_not_a_number"]
    assert wrong["cell"].tolist() == [f"{letter}{EXAMPLE}" for letter in "DEFGH"]
    assert "example_written_over" in portfolio.codes()


def test_with_its_mark_removed_and_nothing_else_it_is_set_aside_not_counted(
    portfolio: Portfolio, tmp_path: Path, configuration: Configuration
) -> None:
    filled(blank_lead(tmp_path / "a.xlsx", configuration), portfolio.raw / "a.xlsx", ("R009",), OURS, first=EXAMPLE)
    portfolio.make()
    assert _counts(portfolio) == {"rows_read": 2, "accepted": 1, "rejected": 1, "ignored": 0}
    assert portfolio.candidate("contenu", "az_900")["count_respondents"] == 1


def test_saved_as_text_it_is_still_known(portfolio: Portfolio, tmp_path: Path, configuration: Configuration) -> None:
    path = filled(blank_lead(tmp_path / "a.xlsx", configuration), tmp_path / "b.xlsx", OURS)
    rows = openpyxl.load_workbook(path).worksheets[0].iter_rows(min_row=FIRST - 2, max_row=FIRST, values_only=True)
    headings, *answers = [["" if value is None else value for value in row] for row in rows]
    portfolio.given_csv(
        "Contenu/AZ-900.csv", ["Équipe", "Certification", *headings], *(["Contenu", "AZ-900", *row] for row in answers)
    )
    portfolio.make()
    assert _counts(portfolio) == {"rows_read": 2, "accepted": 1, "rejected": 0, "ignored": 1}


def test_in_the_annotated_workbook_that_comes_back_corrected_it_does_not_count_either(
    portfolio: Portfolio, tmp_path: Path, configuration: Configuration
) -> None:
    wrong = (OURS[0], OURS[1], 9, *NOTES[1:])
    blank = blank_lead(tmp_path / "a.xlsx", configuration, team="Formation")
    path = filled(blank, portfolio.raw / "a.xlsx", wrong)
    tables = pipeline_run.check(portfolio.root, [path])
    content = annotated.annotated(path.read_bytes(), path.name, tables["findings"], tables["source_files"], "fr")
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = next(sheet for sheet in book.worksheets if sheet.cell(EXAMPLE, 1).value == examples.MARK["fr"])
    sheet.cell(FIRST, 3).value = 4
    book.save(portfolio.raw / "b.xlsx")
    portfolio.make()
    assert portfolio.candidate("formation", "az_900")["count_respondents"] == 1
    assert portfolio.codes() == ["corrected_file"]
