"""KPIs with a column for each period, or for before and after: each value is of the time at its column's head."""

from __future__ import annotations

import datetime as dt

import pytest
from sent import read_rows

FIXED = ("Équipe", "Indicateur", "Unité")
JANUARY, FEBRUARY = dt.datetime(2026, 1, 1), dt.datetime(2026, 2, 1)


def observed(*rows):
    """Row, column of the value, its reading and its time, and the cell that says the time."""
    found = read_rows(*rows)
    values = {
        (one["table_no"], one["row_number"], one["column_number"]): one["reading"]
        for one in found.cells if one["field"] == "value"
    }  # fmt: skip
    times = {
        (one["table_no"], one["row_number"], one["column_number"]): (one["reading"], one["source_cell"])
        for one in found.cells if one["field"] in ("period", "date", "phase")
    }  # fmt: skip
    assert values.keys() == times.keys()
    return [(*place[1:], value, *times[place]) for place, value in values.items()], found


@pytest.mark.parametrize(
    ("heads", "times"),
    [
        (("T1 2026", "T2 2026"), ("2026-Q1", "2026-Q2")), (("janv-26", "févr-26"), ("2026-01", "2026-02")),
        ((JANUARY, FEBRUARY), ("2026-01", "2026-02")), ((2025, 2026), ("2025", "2026")),
        ((JANUARY.replace(day=31), FEBRUARY.replace(day=28)), ("2026-01-31", "2026-02-28")),
        (("Avant", "Après"), ("before", "after")), (("S1 2026", "S2 2026"), ("2026-H1", "2026-H2")),
    ],
)  # fmt: skip
def test_each_value_is_of_the_time_above_it(heads, times):
    told, found = observed((*FIXED, *heads, "Cible"), ("contenu", "délai", "j", 12, 11.5, 8))
    assert told == [(2, 4, "12", times[0], "D1"), (2, 5, "11.5", times[1], "E1")]
    assert [table["record"] for table in found.tables] == ["C", "C"]
    assert found.codes == []


def test_a_time_without_a_value_is_a_blank_row_of_that_time():
    told, found = observed(
        (*FIXED, "T1 2026", "T2 2026"), ("contenu", "délai", "j", 12, None), ("achats", "NPS", "", 3, 4)
    )
    assert [place[:3] for place in told] == [(2, 4, "12"), (3, 4, "3"), (3, 5, "4")]
    assert [found.statuses(number) for number in (1, 2)] == [{2: "data", 3: "data"}, {2: "blank", 3: "data"}]


def test_what_is_wrong_with_the_other_columns_is_told_once():
    _, found = observed((*FIXED, "T1 2026", "T2 2026", "Évolution"), ("contenu", "délai", "j", 12, 11, "-8 %"))
    assert found.codes == ["unmapped_column"]


@pytest.mark.parametrize(
    "heads",
    [("T1 2026", "T1 2026"), ("T1 2026 prévu", "T1 2026 réalisé"), ("T1 2026", "Avant"), ("T1 2026", "Évolution")],
)
def test_times_that_do_not_tell_the_values_apart_are_not_read(heads):
    found = read_rows((*FIXED, *heads), ("contenu", "délai", "j", 12, 11))
    assert not [cell for cell in found.cells if cell["field"] == "value"]


@pytest.mark.parametrize("whole", ["2026", "S1 2026"])
def test_a_time_that_holds_the_others_is_their_total_and_not_read(whole):
    told, found = observed((*FIXED, "T1 2026", "T2 2026", whole, "2025"), ("contenu", "délai", "j", 12, 11, 23, 40))
    assert [(value, time) for _, _, value, time, _ in told] == [("12", "2026-Q1"), ("11", "2026-Q2"), ("40", "2025")]
    assert [(one["code"], one["column_name"]) for one in found.findings] == [("unmapped_column", whole)]


@pytest.mark.parametrize("rows", [[("S1 2026", "S2 2026", "S3 2026")], [(2026, None, None), ("S1", "S2", "S3")]])
def test_weeks_are_no_half_years(rows):
    over = [(*FIXED, *row) if number == 0 else (None, None, None, *row) for number, row in enumerate(rows)]
    found = read_rows(*over, ("contenu", "délai", "j", 1, 2, 3))
    assert not [cell for cell in found.cells if cell["field"] == "value"]


@pytest.mark.parametrize(
    "below",
    [
        [(None, None, None, "janv.", "févr.", "mars", "avr.", "mai", "juin")],
        [(None, None, None, "M1", "M2", "M3", "M1", "M2", "M3")],
        [(None, None, None, 1, 2, 3, 4, 5, 6)],
        [],
    ],
)
def test_a_time_over_several_columns_is_not_the_first_one_s(below):
    heads = [(*FIXED, "T1 2026", None, None, "T2 2026", None, None), *below]
    found = read_rows(*heads, ("contenu", "délai", "j", 1, 2, 3, 4, 5, 6))
    assert not [cell for cell in found.cells if cell["field"] == "value" and cell["kind"] == "number"]


def test_arrows_or_a_total_in_columns_without_a_heading_leave_the_times_alone():
    heads = (*FIXED, "T1 2026", None, "T2 2026", None)
    told, _ = observed(heads, ("contenu", "délai", "j", 12, "↗", 13, None))
    assert [value for _, _, value, _, _ in told] == ["12", "13"]
    told, _ = observed((*FIXED, "T1 2026", "T2 2026", None), ("contenu", "délai", "j", 12, 13, 25))
    assert [value for _, _, value, _, _ in told] == ["12", "13"]


def test_headings_of_times_that_are_said_again_start_another_table():
    heads, row = (*FIXED, "T1 2026", "T2 2026"), ("contenu", "délai", "j", 12, 13)
    budget = read_rows(("Réalisé",), heads, row, (), ("Budget",), heads, ("contenu", "délai", "j", 10, 11))
    assert [cell["reading"] for cell in budget.cells if cell["field"] == "value"] == ["12", "13"]
    page = read_rows(heads, row, heads, ("support", "délai", "j", 10, 11))
    assert sorted(cell["reading"] for cell in page.cells if cell["field"] == "value") == ["10", "11", "12", "13"]
    assert not [finding for finding in page.findings if finding["code"] == "unreadable_value"]


def test_years_do_not_make_a_register_a_series():
    headings = ("Équipe", "Certification", "Indicateur", "Statut", "Responsable", 2026, 2027)
    assert read_rows(headings, ("contenu", "AZ-900", "délai", "pilote", "Jo", 1, 2)).table["record"] == "B"


@pytest.mark.parametrize(
    ("years", "parts", "times"),
    [
        ((2025, None, 2026, None), ("T1", "T2", "T1", "T2"), ("2025-Q1", "2025-Q2", "2026-Q1", "2026-Q2")),
        (("2025", None, 2026, None), ("janv.", "mars", "janv.", "mars"), ("2025-01", "2025-03", "2026-01", "2026-03")),
        ((2025, None, None, None), ("T1", "T2", "T3", "T4"), ("2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4")),
        (("Année 2025", None, 2026, None), ("S1", "S2", "S1", "S2"), ("2025-H1", "2025-H2", "2026-H1", "2026-H2")),
    ],
)  # fmt: skip
def test_a_year_over_its_parts_is_one_heading_with_them(years, parts, times):
    told, found = observed(
        (*FIXED, *years, "Cible"), (None, None, None, *parts), ("contenu", "délai", "j", 1, 2, 3, 4, 8)
    )
    assert [(value, time) for _, _, value, time, _ in told] == [*zip("1234", times, strict=True)]
    assert [table["heading_row"] for table in found.tables] == [2] * 4
    assert [cell["reading"] for cell in found.cells if cell["field"] == "target"] == ["8"] * 4


def test_years_over_parts_that_nobody_knows_are_no_times():
    found = read_rows(
        (*FIXED, 2025, None, 2026), (None, None, None, "Nord", "Sud", "Nord"), ("contenu", "délai", "j", 1, 2, 3)
    )
    assert not [cell for cell in found.cells if cell["field"] == "value" and cell["row_number"] == 3]


@pytest.mark.parametrize("over", [("Réalisé", None, "Cible", None), ("Objectifs", None, None, None), ("Nord", "Sud")])
def test_times_under_what_is_no_measure_are_not_read(over):
    heads = ("T1 2026", "T2 2026", "T3 2026", "T4 2026")
    found = read_rows((None, None, None, *over), (*FIXED, *heads), ("contenu", "délai", "j", 1, 2, 3, 4))
    assert not [cell for cell in found.cells if cell["field"] == "value"]
    parts = ("T1", "T2", "T3", "T4")
    planned = read_rows((*FIXED, "Objectif 2026"), (None, None, None, *parts), ("contenu", "délai", "j", 1, 2, 3, 4))
    assert not [cell for cell in planned.cells if cell["field"] == "value"]
    assert observed((None, None, None, "Réalisé"), (*FIXED, *heads), ("contenu", "délai", "j", 1, 2, 3, 4))[0]


@pytest.mark.parametrize(("name", "period"), [("T1 2026", "2026-Q1"), ("janv. 2026", "2026-01"), ("2026", "2026")])
def test_where_nothing_else_says_when_the_sheet_s_name_does(name, period):
    rows = (("Équipe", "Indicateur", "Valeur"), ("contenu", "délai", 12))
    assert read_rows(**{name: rows}).values("period") == {2: period}
    dated = tuple((*row, more) for row, more in zip(rows, ("Mois", "2025-03"), strict=True))
    assert read_rows(**{name: dated}).values("period") == {2: "2025-03"}
    assert read_rows(**{"Suivi 2026": rows}).values("period") == {}


def test_kpis_with_a_column_each_are_told_what_to_write_instead():
    rows = (("Équipe", "Mois", "Tickets résolus", "Délai moyen"), ("contenu", "2026-01", 120, "4,5 h"))
    (finding,) = read_rows(*rows).findings
    assert (finding["code"], finding["cell"], finding["value"]) == ("kpis_as_headings", "C1", "Tickets résolus")
    timed = tuple((row[0], *row[2:]) for row in rows)
    assert read_rows(**{"T1 2026": timed}).codes == ["kpis_as_headings"]
    assert (
        read_rows(*timed).codes
        == read_rows(("Équipe", "Mois", "Lieu"), ("contenu", "2026-01", "Lyon")).codes
        == ["no_table"]
    )


@pytest.mark.parametrize(
    "again", [("Équipe", "Indicateur", "2026-02", "2026-01"), ("2026-01", "2026-02", "Indicateur", "Équipe")]
)
def test_headings_that_are_said_again_hold_in_their_own_order(again):
    value = {"Équipe": "support", "Indicateur": "délai", "2026-01": 30, "2026-02": 40}
    heads = ("Équipe", "Indicateur", "2026-01", "2026-02")
    found, _ = observed(heads, ("contenu", "délai", 10, 20), again, [value[head] for head in again])
    assert {(row, number, time) for row, _, number, time, _ in found} == {
        (2, "10", "2026-01"), (2, "20", "2026-02"), (4, "30", "2026-01"), (4, "40", "2026-02"),
    }  # fmt: skip
