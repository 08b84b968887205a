"""A file with more wrong cells than anyone reads: every row is judged, the first are told, the rest is counted."""

import io
import re

import openpyxl
import pytest
from portfolio import CRITERIA, Portfolio

from pipeline import run as pipeline_run
from pipeline.annotated import CannotAnnotate, annotated
from pipeline.findings import TOLD_ONE_BY_ONE

HEADINGS = ("Équipe", "Certification", "Date", *CRITERIA)
RIGHT, ABSENT, LEFT = 2, 7, 250
WRONG = TOLD_ONE_BY_ONE + LEFT
PARTS = ["accepted", "rejected", "superseded", "duplicate", "ignored", "blank"]


def row(*notes):
    return ("contenu", "prompt", "2026-08-01", *notes, *(3,) * (len(CRITERIA) - len(notes)))


@pytest.fixture(scope="module")
def sent(tmp_path_factory):
    """Two right rows, then as many rows with a word for the first note as are told, and more; some lack the team."""
    portfolio = Portfolio(tmp_path_factory.mktemp("many"))
    rows = [row(4, place % 5 + 1) for place in range(RIGHT)]
    rows += [row("cinq", place % 5 + 1) for place in range(WRONG)]
    rows += [("", *row(5)[1:])] * ABSENT
    portfolio.given_csv("1.csv", HEADINGS, *rows)
    portfolio.summary = portfolio.run()
    return portfolio


def findings(sent, code="note_not_a_number"):
    found = sent.published("findings")
    return found[found["code"] == code]


def test_every_row_is_judged(sent):
    (read,) = sent.published("source_files").to_dict("records")
    assert [read[part] for part in PARTS] == [RIGHT, WRONG + ABSENT, 0, 0, 0, 0]
    assert read["rows_read"] == RIGHT + WRONG + ABSENT


def test_the_first_are_told_in_row_order_and_one_more_stands_for_the_rest(sent):
    told = findings(sent)
    first = RIGHT + 2
    assert told["cell"].tolist() == [f"D{first + place}" for place in range(TOLD_ONE_BY_ONE + 1)]
    assert told["count_alike"].tolist() == [1] * TOLD_ONE_BY_ONE + [LEFT]


def test_the_rest_is_counted_in_both_languages(sent):
    last = findings(sent).iloc[-1]
    assert last["message_fr"].startswith(f"{LEFT} autres cellules ou lignes du même constat, à partir de celle-ci. «")
    assert last["message_en"].startswith(
        f"{LEFT} more cells or rows with the same finding, from this one on. “cinq” is"
    )
    assert last["severity"] == "error"
    assert last["remedy_fr"].startswith("Écrivez un nombre de 1 à 5")


def test_other_kinds_of_findings_keep_their_own_place(sent):
    assert findings(sent, "missing_value")["count_alike"].tolist() == [1] * ABSENT


def test_the_counts_of_a_run_are_all_that_was_found(sent):
    assert sent.summary.findings == {"fatal": 0, "error": WRONG + ABSENT, "question": 0, "warning": 0}


def test_as_many_as_are_told_need_no_line_that_stands_for_others(tmp_path):
    portfolio = Portfolio(tmp_path)
    path = portfolio.given_csv("1.csv", HEADINGS, *[row("cinq")] * (TOLD_ONE_BY_ONE + 1))
    found = pipeline_run.check(tmp_path, [path])["findings"]
    assert found["count_alike"].tolist() == [1] * (TOLD_ONE_BY_ONE + 1)
    assert not found["message_en"].str.contains("more cells").any()


def test_the_workbook_says_that_more_is_wrong_and_its_correction_closes_everything(sent):
    path = sent.raw / "1.csv"
    tables = pipeline_run.check(sent.root, [path])
    content = annotated(path.read_bytes(), "1.csv", tables["findings"], tables["source_files"], "fr")
    book = openpyxl.load_workbook(io.BytesIO(content))
    said = " ".join(str(value) for line in book["À corriger"].iter_rows(max_row=8, values_only=True) for value in line)
    assert f"{LEFT - 1} autres cellules ou lignes ne le sont pas" in said
    assert book["certiscope"].cell(1, 2).value == WRONG + ABSENT
    for line in book["Données"].iter_rows(min_row=2):
        line[0].value, line[3].value = "contenu", 5
    book.save(sent.raw / "2.xlsx")
    sent.run()
    assert sent.published("findings")["code"].tolist() == ["corrected_file"]
    read = sent.published("source_files").set_index("file")
    assert read["accepted"].to_dict() == {"1.csv": 0, "2.xlsx": RIGHT + WRONG + ABSENT}
    assert (read["rows_read"] == read[PARTS].sum(axis=1)).all()


def test_no_workbook_is_made_where_lines_out_of_step_are_untold(tmp_path):
    lines = ";".join(HEADINGS) + "\n" + "contenu;prompt;2026-08-01;3;3;3;3;3;3;3\n" * (TOLD_ONE_BY_ONE + 2)
    path = tmp_path / "1.csv"
    path.write_text(lines, "utf-8")
    tables = pipeline_run.check(tmp_path, [path])
    assert tables["findings"]["count_alike"].sum() == TOLD_ONE_BY_ONE + 2
    assert tables["source_files"]["rejected"].tolist() == [TOLD_ONE_BY_ONE + 2]
    with pytest.raises(CannotAnnotate, match=re.escape("Too many of its lines do not fit the heading")):
        annotated(path.read_bytes(), "1.csv", tables["findings"], tables["source_files"], "fr")
