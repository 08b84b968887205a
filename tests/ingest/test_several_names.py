"""A cell that holds several names, or no name any more, names no team and no certification."""

from __future__ import annotations

import datetime as dt

import pytest
from sent import CRITERIA, read_rows

HEADINGS = ("Équipe", "Certification", *CRITERIA)
NOTES = (4, 4, 5, 3, 3, 2)


def named(*names, headings=HEADINGS, more=()):
    found = read_rows(headings, *[("contenu", name, *more, *NOTES) for name in names])
    return list(found.values("certification").values())


@pytest.mark.parametrize("both", ["AZ-900, AI-102", "AZ-900;AI-102", "ai-102 / AZ-900", "AZ-900\nAI-102"])
def test_boxes_ticked_together_are_no_name(both):
    assert named("AZ-900", both, "AI-102") == ["AZ-900", "unreadable", "AI-102"]


def test_a_comma_inside_a_name_is_part_of_it():
    assert named("Data, IA et éthique", "Data", "CI/CD", "R+D") == ["Data, IA et éthique", "Data", "CI/CD", "R+D"]


def test_choices_with_a_column_each_tell_that_several_were_taken():
    headings = (*HEADINGS[:2], "Certification/AZ-900", "Certification/AI-102", *CRITERIA)
    assert named("AZ-900 AI-102", "AZ-900", headings=headings, more=(1, 1)) == ["unreadable", "AZ-900"]


@pytest.mark.parametrize("made", [dt.datetime(2026, 3, 1), dt.time(4, 30), True])
def test_what_a_program_took_for_a_date_or_a_truth_is_no_name(made):
    assert named(made, "AZ-900", 900) == ["unreadable", "AZ-900", "900"]
