"""A month or a quarter in one column, its year in another."""

from __future__ import annotations

import datetime as dt

import pytest
from sent import CRITERIA, read_rows

KPI = ("Équipe", "KPI", "Valeur")


def periods(headings, *rows):
    """What the periods of a table of KPIs are read as, and the codes of what is told."""
    found = read_rows((*KPI, *headings), *(("contenu", "Articles", 4, *row) for row in rows))
    return [*found.values("period").values()], found.codes


@pytest.mark.parametrize(
    ("headings", "rows", "read"),
    [
        (("Année", "Mois"), [(2025, 12), (2026, 1), ("2026", "02")], ["2025-12", "2026-01", "2026-02"]),
        (("Mois", "Année"), [("janvier", 2026), ("Févr.", 2026.0)], ["2026-01", "2026-02"]),
        (("Année", "Trimestre"), [(2025, "T4"), (2026, "T1"), (2026, 2)], ["2025-Q4", "2026-Q1", "2026-Q2"]),
        (("Year", "Quarter"), [(2025, "Q4"), (2026, "Q1")], ["2025-Q4", "2026-Q1"]),
        (("Year", "Month"), [(2026, "March"), (2026, "2026-04")], ["2026-03", "2026-04"]),
    ],
)
def test_they_are_one_period(headings, rows, read):
    assert periods(headings, *rows) == (read, [])


@pytest.mark.parametrize(
    "row", [(2026, 13), (2026, 0), ("26", 3), (None, 3), (2026, "T1"), (2026, 3.5), (2026, "2025-03")]
)
def test_what_names_no_month_is_no_period(row):
    (read,), _ = periods(("Année", "Mois"), row)
    assert read in {"unreadable", "error_cell", "two_answers"}


def test_a_quarter_has_no_fifth_and_is_no_month():
    assert set(periods(("Année", "Trimestre"), (2026, 5), (2026, "mars"))[0]) == {"unreadable"}


def test_a_date_that_tells_its_own_year_stays():
    assert periods(("Année", "Mois"), (2026, dt.datetime(2026, 3, 1)))[0] == ["2026-03"]


def test_two_columns_of_years_leave_the_month_alone():
    found = read_rows((*KPI, "Année", "Year", "Mois"), ("contenu", "Articles", 4, 2026, 2025, 3))
    assert [*found.values("period").values()] == ["unreadable"]


def test_answers_have_a_campaign_from_both():
    found = read_rows(
        ("Équipe", "Certification", "Année", "Trimestre", *CRITERIA),
        ("contenu", "AZ-900", 2026, "T3", 4, 4, 4, 4, 4, 4),
    )
    assert [*found.values("campaign").values()] == ["2026-Q3"]
