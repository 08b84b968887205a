"""Day and month are told apart by the column, then by the file, then by the language; else nobody guesses."""

from __future__ import annotations

import datetime as dt

import pytest
from sent import read, read_rows

from pipeline.ingest.dates import AMBIGUOUS, moment_of

HEADING = "Équipe;Certification;Statut;Date de début;Date de fin;Échéance"


def starts(*days, language="fr", ends=(), deadlines=()):
    heading = HEADING if language == "fr" else "Team;Certification;Status;Start date;End date;Deadline"
    rows = [
        f"contenu;AZ-{n};pilote;{day};{(*ends, '', '', '', '')[n]};{(*deadlines, '', '', '', '')[n]}"
        for n, day in enumerate(days)
    ]
    found = read("register.csv", "\n".join([heading, *rows]) + "\n")
    return list(found.values("start_date").values())


@pytest.mark.parametrize(
    ("days", "read_as"),
    [
        (["03/04/2026", "13/04/2026"], ["2026-04-03", "2026-04-13"]),
        (["03/04/2026", "04/13/2026"], ["2026-03-04", "2026-04-13"]),
        (["03/04/2026", "13/04/2026", "04/13/2026"], ["ambiguous", "2026-04-13", "2026-04-13"]),
        (["03/04/2026"], ["2026-04-03"]),
        (["03/04/2026 2:30 PM"], ["ambiguous"]),
        (["03/04/2026 2:30 PM", "04/13/2026 9:00 AM"], ["2026-03-04", "2026-04-13"]),
    ],
)
def test_a_column_that_writes_dates_in_both_orders_leaves_the_others_unread(days, read_as):
    assert starts(*days) == read_as


def test_a_column_is_believed_before_the_columns_beside_it():
    assert starts("03/04/2026", "13/04/2026", language="en", ends=("04/13/2026",)) == ["2026-04-03", "2026-04-13"]


def test_columns_that_contradict_each_other_tell_nothing_about_a_third():
    assert starts("03/04/2026", ends=("13/04/2026",), deadlines=("04/13/2026",)) == ["ambiguous"]


def test_an_english_file_without_evidence_is_not_guessed():
    assert starts("03/04/2026", language="en") == ["ambiguous"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("26-04-13", "ambiguous"), ("24-05-26", "ambiguous"), ("26-13-04", "ambiguous"), ("13-04-26", "2026-04-13"),
        ("24/05/26", "2026-05-24"), ("24.05.26", "2026-05-24"), ("31/12/98", "1998-12-31"), ("31/12/35", "2035-12-31"),
    ],
)  # fmt: skip
def test_a_year_of_two_digits_is_the_last_part_unless_it_may_be_the_first(text, day):
    moment = moment_of(text, language="fr")
    assert (moment if moment == "ambiguous" else moment.date().isoformat()) == day


@pytest.mark.parametrize(("text", "moment"), [("26/10/01", AMBIGUOUS), ("26/10/25", dt.datetime(2025, 10, 26))])
def test_a_day_of_years_ago_may_begin_with_its_year(text, moment):
    assert moment_of(text, language="fr") == moment


def test_a_date_that_may_begin_with_its_year_tells_nothing_about_the_others():
    assert starts("26-04-13", "03/04/2026", language="en") == ["ambiguous", "ambiguous"]


@pytest.mark.parametrize(
    ("sent", "read_as"),
    [
        ([dt.datetime(2026, 5, 10), "25/10/2026"], ["ambiguous", "2026-10-25"]),
        ([dt.datetime(2026, 5, 10), "10/25/2026"], ["ambiguous", "2026-10-25"]),
        ([dt.datetime(2026, 5, 13), "25/10/2026"], ["2026-05-13", "2026-10-25"]),
        ([dt.datetime(2026, 5, 10), "25/10/2026", "05/10/2026"], ["2026-05-10", "2026-10-25", "2026-10-05"]),
        ([dt.datetime(2026, 5, 10), "fin octobre"], ["2026-05-10", "unreadable"]),
    ],
)
def test_dates_that_a_program_of_the_other_language_may_have_made_are_not_believed(sent, read_as):
    rows = [("contenu", f"AZ-{n}", "pilote", day) for n, day in enumerate(sent)]
    found = read_rows(("Équipe", "Certification", "Statut", "Date de début"), *rows)
    assert list(found.values("start_date").values()) == read_as
