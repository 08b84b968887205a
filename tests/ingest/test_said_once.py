"""A name may stand on the first line of its group alone, where every group has the same lines."""

from __future__ import annotations

import pytest
from sent import CRITERIA, read_rows

LONG = ("Équipe", "Certification", "Critère", "Note")
KPIS = ("Équipe", "Indicateur", "Période", "Valeur")


def rated(team, certification, notes=(4, 4, 5, 3, 3, 2)):
    lines = list(zip(CRITERIA, notes, strict=True))
    return [(team, certification, *lines[0]), *((None, None, *line) for line in lines[1:])]


def test_an_answer_in_six_lines_may_name_its_team_and_certification_once():
    found = read_rows(LONG, *rated("contenu", "AZ-900"), *rated("support", "AZ-900"))
    assert found.values("team") == dict.fromkeys(range(2, 8), "contenu") | dict.fromkeys(range(8, 14), "support")
    assert set(found.values("certification").values()) == {"AZ-900"}
    alone = read_rows(LONG, *rated("contenu", "AZ-900"))
    assert alone.values("team") == dict.fromkeys(range(2, 8), "contenu")


def test_a_team_may_stand_over_the_certifications_that_stand_over_their_criteria():
    rows = [line for team in ("contenu", "support") for line in (*rated(team, "AZ-900"), *rated(None, "AI-102"))]
    found = read_rows(LONG, *rows)
    assert found.values("team")[13] == "contenu"
    assert found.values("certification")[13] == "AI-102"
    assert found.values("team")[14] == "support"


@pytest.mark.parametrize("headings", [KPIS, ("Indicateur", "Équipe", *KPIS[2:])])
def test_measures_may_name_the_outer_one_of_team_and_kpi_once(headings):
    rows = [(outer if not at else None, inner, "2026-01", at) for outer in "AB" for at, inner in enumerate("xyz")]
    found = read_rows(headings, *rows)
    outer = "team" if headings == KPIS else "kpi"
    assert list(found.values(outer).values()) == [*"AAABBB"]


def test_team_and_kpi_may_both_stand_once_over_their_months():
    rows = [
        (team if not at else None, kpi if not month else None, f"2026-0{month + 1}", 5)
        for team in ("contenu", "support")
        for at, (kpi, month) in enumerate([("CSAT", 0), ("CSAT", 1), ("délai", 0), ("délai", 1)])
    ]
    found = read_rows(KPIS, *rows)
    assert list(found.values("team").values()) == [*["contenu"] * 4, *["support"] * 4]
    assert list(found.values("kpi").values()) == ["CSAT", "CSAT", "délai", "délai"] * 2


@pytest.mark.parametrize(
    "rows",
    [
        [("contenu", "CSAT"), (None, "délai"), ("support", "CSAT"), (None, "NPS")],  # whose is the last one?
        [("contenu", "CSAT"), (None, "délai"), (None, "CSAT"), (None, "délai")],
        [("contenu", "CSAT"), ("support", "CSAT"), (None, "CSAT")],
        [(None, "CSAT"), (None, "délai"), ("support", "CSAT"), (None, "délai")],
        [("contenu", "CSAT"), (None, "délai")],
        [("contenu", "CSAT"), (None, None), ("support", "CSAT"), (None, None)],
    ],
)
def test_where_the_groups_differ_a_blank_is_nobody_s(rows):
    found = read_rows(KPIS, *((*row, "2026-01", 5) for row in rows))
    assert list(found.values("team").values()) == [team for team, _ in rows if team]
