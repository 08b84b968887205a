"""A lead's workbook opened and saved by LibreOffice: every value is read as it was filled in."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from filling import FIRST, HEADING, NOTES, OBJECTIVE, blank_lead, filled, sheet_of
from portfolio import Portfolio

from pipeline.config import Configuration
from pipeline.vocabulary import LANGUAGES, Language

ANSWERS = (
    ("R001", dt.date(2026, 9, 1), *NOTES, "Très utile, dit l'équipe"),
    ("R002", dt.date(2026, 9, 2), 5, None, 1, 2, None, 5, None),
    (None, None, 1, 2, 3, 4, 5, 1, "@ revoir +1"),
)
SAID = {**OBJECTIVE, "deadline": dt.date(2027, 6, 30), "answer_kind": "consensus", "people_represented": 9}
TEAM = "=Équipe d'à côté & fils"


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory, configuration: Configuration) -> dict[tuple[str, Language], Path]:
    """The workbook of each language as it was filled in, and as LibreOffice saved it."""
    folder = tmp_path_factory.mktemp("office")
    paths: dict[tuple[str, Language], Path] = {}
    for language in LANGUAGES:
        blank = blank_lead(folder / f"blank-{language}.xlsx", configuration, language, TEAM)
        file = folder / "filled" / f"{language}.xlsx"
        paths["filled", language] = filled(blank, file, *ANSWERS, said=SAID, language=language)
        paths["saved", language] = folder / "saved" / f"{language}.xlsx"
    _save(folder, "xlsx:Calc MS Excel 2007 XML", [paths["filled", language] for language in LANGUAGES])
    _save(folder, "ods", [paths["filled", "fr"]])
    paths["ods", "fr"] = folder / "saved" / "fr.ods"
    return paths


def _save(folder: Path, form: str, files: list[Path]) -> None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    assert office, "LibreOffice is missing: make office"
    command = [office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", form, "--outdir", str(folder / "saved"), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)


def _read(path: Path, root: Path) -> tuple[list[str], dict[str, pd.DataFrame]]:
    portfolio = Portfolio(root)
    shutil.copy(path, portfolio.raw / path.name)
    portfolio.make()
    assert portfolio.published("source_files")["dialect"].tolist() == ["template"]
    tables = {name: portfolio.published(name) for name in ("note_cells", "candidate_ranking", "comments")}
    return portfolio.codes(), tables


@pytest.mark.parametrize(("state", "language"), [("saved", "fr"), ("saved", "en"), ("ods", "fr")])
def test_what_was_filled_in_is_read_the_same_after_libreoffice(
    sent: dict[tuple[str, Language], Path], tmp_path: Path, state: str, language: Language
) -> None:
    codes, before = _read(sent["filled", language], tmp_path / "before")
    told, after = _read(sent[state, language], tmp_path / "after")
    assert (codes, told) == ([], [])
    notes = before["note_cells"].sort_values(["row_number", "cell"])
    given = [note for answer in ANSWERS for note in answer[2:8] if note is not None]
    assert notes["note"].astype(int).tolist() == given
    candidate = before["candidate_ranking"].iloc[0]
    assert (candidate["team_name"], candidate["count_respondents"]) == (TEAM, 3)
    assert (candidate["objective"], candidate["missing_contract"]) == ("Publier deux fois plus", "")
    assert before["comments"]["comment"].tolist() == ["Très utile, dit l'équipe", "@ revoir +1"]
    for name, table in before.items():
        there = after[name].replace({"fr.ods": "fr.xlsx"})
        pd.testing.assert_frame_equal(table, there)


@pytest.mark.parametrize("language", LANGUAGES)
def test_libreoffice_keeps_the_lists_the_locks_and_the_hidden_sheet(
    sent: dict[tuple[str, Language], Path], language: Language
) -> None:
    before, after = (sheet_of(sent[state, language]) for state in ("filled", "saved"))
    assert after.protection.sheet
    for place in (f"A{FIRST}", f"C{FIRST}", f"A{FIRST - 1}", f"C{HEADING}", "B4", "B7"):
        assert after[place].protection.locked == before[place].protection.locked, place
    rules = [
        sorted(
            (str(rule.sqref), rule.formula1) for rule in sheet.data_validations.dataValidation if rule.type == "list"
        )
        for sheet in (before, after)
    ]
    assert rules[0] == rules[1]
    book = openpyxl.load_workbook(sent["saved", language])
    assert [sheet.sheet_state != "visible" for sheet in book.worksheets] == [False, True]
    assert book.worksheets[1]["A1"].value == "certiscope:template"
