"""A mark before three digits means what the column's other numbers say, else what the language does, else nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sent import read, read_rows

from pipeline.ingest.numbers import decimal_mark_of, number_of

KPIS = ["Équipe", "Indicateur", "Valeur", "Période"]
REGISTER = ["Équipe", "Certification", "Frais par personne", "Coût d'accompagnement", "Statut"]


@pytest.mark.parametrize(
    ("texts", "mark"),
    [
        (["12,5"], ","), (["12.5"], "."), (["1.234,56"], ","), (["1,234.56"], "."), (["1.234.567"], ","),
        (["1,234,567"], "."), (["1 234,567"], ","), (["0,125"], ","), (["1234.567"], "."), (["12,5 %", "1.234"], ","),
        (["1,234"], ""), (["1.234"], ""), (["12", "1 234", "n/a", "12;5"], ""), (["12,5", "12.5"], "?"),
    ],
)  # fmt: skip
def test_the_mark_is_told_by_what_can_be_read_in_one_way_only(texts, mark):
    assert decimal_mark_of(texts) == mark


@pytest.mark.parametrize(
    ("column", "values"),
    [
        (["12,5", "1,234", "1.234"], ["12.5", "1.234", "1234"]),
        (["12.5", "1,234", "1.234"], ["12.5", "1234", "1.234"]),
        (["12,5", "12.5", "1,234", "1.234"], ["12.5", "12.5", "unreadable", "unreadable"]),
        (["1,234"], ["1.234"]),
        (["1.234"], ["unreadable"]),
        (["1,234", "950"], ["unreadable", "950"]),
        (["1,234", "2,750"], ["1.234", "2.75"]),
        (["1,234", "9500"], ["1.234", "9500"]),
        (["1,234", "0,950", "12"], ["1.234", "0.95", "12"]),
    ],
)
def test_a_column_of_a_french_file_is_read_by_its_own_numbers(column, values):
    rows = "\n".join(f'contenu;délai;"{value}";2026-0{month}' for month, value in enumerate(column, start=1))
    assert list(read("kpi.csv", f"{';'.join(KPIS)}\n{rows}\n").values("value").values()) == values


def test_the_values_of_all_times_tell_how_numbers_are_written():
    found = read("kpi.csv", "Équipe;Indicateur;2026-01;2026-02\ncontenu;délai;1,234;950\nsupport;délai;2,750;880\n")
    assert list(found.values("value", 1).values()) == ["unreadable"] * 2
    found = read("kpi.csv", "Équipe;Indicateur;2026-01;2026-02\ncontenu;délai;1.234;12,5\nsupport;délai;2.750;8\n")
    assert list(found.values("value", 1).values()) == ["1234", "2750"]


def test_an_english_heading_does_not_turn_decimal_commas_into_thousands():
    found = read("kpi.csv", "Team;KPI;Value;Period\nsupport;lead time;12,5;2026-01\nsupport;lead time;1,234;2026-02\n")
    assert list(found.values("value").values()) == ["12.5", "1.234"]


def test_the_other_columns_of_the_table_tell_too():
    found = read("register.csv", f"{';'.join(REGISTER)}\ncontenu;AZ-900;1.500;1.200,50;pilote\n")
    assert found.values("fee_per_person") == {2: "1500"}


def test_where_the_other_columns_contradict_each_other_no_language_tells():
    rows = "Team;Certification;Fee per person;Coaching cost;Hourly cost\nsupport;AZ-900;1,749k€;90,5k€;1'825.50\n"
    assert read("register.csv", rows).values("fee_per_person") == {2: "unreadable"}


def test_an_amount_whose_point_may_part_thousands_is_not_guessed():
    assert read("register.csv", f"{';'.join(REGISTER)}\ncontenu;AZ-900;1.234;;pilote\n").values("fee_per_person") == {
        2: "unreadable"
    }


@pytest.mark.parametrize(
    ("sent", "read_as"), [("1,274 k€", "unreadable"), ("1,274 €", "1274"), ("€1,274k", "1274000"), ("1.5 k€", "1500")]
)
def test_thousands_of_thousands_need_more_than_an_english_heading(sent, read_as):
    found = read("register.csv", f"Team;Certification;Fee per person;Status\nsupport;AZ-900;{sent};pilot\n")
    assert found.values("fee_per_person") == {2: read_as}


@pytest.mark.parametrize(
    ("sent", "read_as"),
    [
        ("EUR 3,400", "unreadable"),
        ("3,400 €", "unreadable"),
        ("€ 3.400", "3400"),
        ("3,4 €", "3.4"),
        ("3,400 k€", "3400"),
    ],
)
def test_no_price_has_three_decimals_whatever_the_other_columns_write(sent, read_as):
    found = read("register.csv", f"{';'.join(REGISTER)}\ncontenu;AZ-900;{sent};1.200,50 €;pilote\n")
    assert found.values("fee_per_person") == {2: read_as}


def test_a_cell_that_holds_three_decimals_has_them_below_a_heading_in_euros():
    found = read_rows(
        ["Équipe", "Certification", "Frais par personne (€)", "Statut"], ["contenu", "X", 1.234, "pilote"]
    )
    assert found.values("fee_per_person") == {2: "1.234"}


def test_a_cell_that_holds_a_number_is_that_number_beside_texts():
    found = read_rows(KPIS, ["contenu", "délai", 1.234, "2026-01"], ["contenu", "délai", "1.234", "2026-02"])
    assert found.values("value") == {2: "1.234", 3: "unreadable"}


def test_a_unit_in_the_heading_leaves_a_number_what_it_is():
    heading = ["Équipe", "Certification", "Frais par personne (k€)", "Statut"]
    assert read_rows(heading, ["contenu", "AZ-900", 1.234, "pilote"]).values("fee_per_person") == {2: "1234"}


@pytest.mark.parametrize("text", ["12 €/h", "12 /h", "12 €/j", "3 %/h"])
def test_what_is_counted_per_hour_is_no_duration(text):
    found = read("kpi.csv", f"{';'.join(KPIS)}\ncontenu;coût;{text};2026-01\n")
    assert found.values("value") == {2: "unreadable"}


@given(st.decimals(-(10**7), 10**7, places=2), st.sampled_from([".", ","]), st.booleans())
def test_a_number_comes_back_whatever_mark_its_column_has(number, mark, grouped):
    text = f"{number:,.2f}" if grouped else f"{number:.2f}"
    sent = text.translate(str.maketrans({".": ",", ",": "."})) if mark == "," else text
    assert number_of(sent, decimal_mark_of([sent, f"0{mark}5"])) == Decimal(text.replace(",", ""))
