"""Each distinct content is judged once: the rows that hold it are those that a judgement row by row would find."""

import openpyxl
import pyarrow as pa
import pytest
from portfolio import CRITERIA, Portfolio

from pipeline import expectations, received, run
from pipeline.config import load
from pipeline.judged import Judge

PLACE = ["file_id", "table_no", "row_number"]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Every stage of a portfolio in which all that can be wrong is wrong somewhere, more than once."""
    portfolio = Portfolio(tmp_path_factory.mktemp("wrong"))
    headings = ("Équipe", "Certification", "Date", *CRITERIA, "Échéance")
    portfolio.given_csv(
        "wide.csv",
        headings,
        ("Contenu", "Prompt 101", "2026-08-15", 6, 3, 3, 3, 3, 3, "bientôt"),
        ("Contenu", "Prompt 101", "2026-08-15", "cinq", "3,5", 3, 3, 3, 3, "2027-06-30"),
        ("", "Prompt 101", "2026-08-15", 4, 4, 4, 4, 4, "cinq", "2027-06-30"),
        ("Support", "", "hier", 4, 4, "NSP", 4, 4, 4, "2027-06-30"),
        ("Support", "Prompt 101", "2026-08-15", 4, 4, 4, 4, 4, 4, "2027-06-30"),
    )
    long = ("Équipe", "Certification", "Répondant", "Critère", "Note")
    lines = [("Logistique", "AZ-900", "A", criterion, 4) for criterion in CRITERIA]
    lines += [("Logistique", "AZ-900", "A", CRITERIA[0], 2), ("Logistique", "AZ-900", "B", CRITERIA[0], 7)]
    portfolio.given_csv("long.csv", long, *lines, ("Logistique", "AZ-900", "B", "Humeur", 3))
    portfolio.given_csv(
        "kpis.csv", ("Équipe", "Indicateur", "Valeur", "Date"),
        ("Contenu", "Articles", "beaucoup", "2026-05-01"), ("Contenu", "Articles", 12, ""),
        ("", "Articles", 12, "2026-06-01"), ("Contenu", "", 12, "2026-06-01"),
        ("Contenu", "Articles", "", "2026-07-01"),
    )  # fmt: skip
    configuration = load(portfolio.root)
    built = run.build(
        received.listing(portfolio.root),
        configuration,
        root=portfolio.root,
        processed=None,
        judge=Judge(portfolio.root),
    )
    return built.connection, configuration


def rows_of(table, *columns):
    return sorted(table[list(columns)].itertuples(index=False, name=None))


def row_by_row(rows, suite):
    """The rows that fail, each judged for itself."""
    judge = expectations.validator()
    return [tuple(row[name] for name in PLACE) for _, row in judge.broken(rows, suite)]


@pytest.mark.parametrize(
    ("table", "suite", "codes"),
    [
        (
            "cells",
            expectations.CELLS,
            {"unreadable_value", "unreadable_detail", "ambiguous_date", "unknown_criterion"},
        ),
        ("required_values", expectations.REQUIRED, {"missing_value", "missing_when"}),
    ],
)
def test_cells_and_required_values_fail_row_by_row_too(built, table, suite, codes):
    connection, _ = built
    found = connection.table("validated.row_findings").df()
    found = found[found["code"].isin(codes)]
    rows = connection.table(f"staged.{table}").to_arrow_table()
    expected = row_by_row(rows, suite)
    assert len(expected) > 1
    assert rows_of(found, *PLACE) == sorted(expected)


def test_notes_fail_row_by_row_too(built):
    connection, configuration = built
    found = connection.table("validated.row_findings").df()
    notes = found[found["code"].isin({*expectations.NO_NOTE.values(), "note_off_scale", "note_between_steps"})]
    grid = configuration.grid
    rows = connection.sql(
        "select * from staged.response_notes inner join staged.note_readings using (column_id, asked_id, content_id) "
        "where lowest_thousandths is not null"
    ).to_arrow_table()
    expected = row_by_row(rows, expectations.note_suite(grid, grid.criterion[0]))
    assert set(notes["code"]) == {"note_not_a_number", "note_off_scale", "note_between_steps"}
    assert rows_of(notes, *PLACE) == sorted(expected)


def test_every_line_of_a_criterion_rated_twice_is_found(built):
    connection, _ = built
    found = connection.table("validated.row_findings").df()
    assert sorted(found[found["code"] == "doubled_criterion"]["row_number"]) == [2, 8]


def test_two_frames_in_one_process_are_not_mixed_up():
    judge = expectations.validator()
    given = [pa.table({"is_given": values}) for values in ([True, False], [True, True, True])]
    rows = [judge.broken(table, expectations.REQUIRED) for table in given]
    assert [len(list(found)) for found in rows] == [1, 0]


def test_a_formula_without_a_result_costs_a_row_only_what_it_cannot_do_without(tmp_path):
    book = openpyxl.Workbook()
    for row in (
        ("Équipe", "Certification", "Date", *CRITERIA, "Commentaire"),
        ("contenu", "AZ-900", "2026-09-01", 4, 4, 5, 3, 3, 2, "=A1"),
        ("contenu", "AZ-900", "2026-09-02", 4, 4, 5, 3, 3, "=1+1", "ok"),
    ):
        book.active.append(row)
    book.save(tmp_path / "sent.xlsx")
    found = run.check(tmp_path, [tmp_path / "sent.xlsx"])["findings"]
    assert found[["code", "severity", "cell"]].values.tolist() == [
        ["formula_without_value", "error", "I3"], ["detail_without_result", "warning", "J2"],
    ]  # fmt: skip
