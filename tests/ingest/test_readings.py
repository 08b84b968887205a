"""What a cell means: numbers, notes, amounts, durations, counts, dates, periods and words."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.config import load
from pipeline.folding import fold
from pipeline.ingest.periods import counts_weeks, period_of
from pipeline.ingest.readings import Read, ReadingContext, day_first_of, read, read_cell, text_of
from pipeline.ingest.sheet import ErrorCell, NoValue, Value

WORDS = ReadingContext.of(load(Path("/nonexistent")))


def reading(
    kind: str, text: str, field: str = "", *, language: str = "", day_first: bool | None = None, shown: str = ""
) -> Read:
    context = WORDS.for_column(field, language=language, day_first=day_first)
    return read(kind, text, context=context, shown=shown)


@pytest.mark.parametrize("text", ["4", "4.0", "4,0", " 4 ", "\u00a04\u202f", "4\u200b"])
def test_spellings_of_four_are_the_note_four(text):
    assert reading("note", text) == Read("number", "4")


@pytest.mark.parametrize("text", ["", "  ", "-", "–", "N/A", "n/a", "NSP", "Ne sait pas", "don't know", "Don’t know"])
def test_a_missing_note_is_missing_and_no_number(text):
    assert reading("note", text) == Read("missing")


@pytest.mark.parametrize("text", ["cinq", "4/5", "1e3", "inf", "nan", "(3)", "?", "TBD", "4 %", "4.", "٤", "5²"])
def test_what_is_no_note_is_unreadable(text):
    assert reading("note", text) == Read("unreadable")


@pytest.mark.parametrize(
    ("text", "number"), [("3,5", "3.5"), ("6", "6"), ("-3", "-3"), ("−3", "-3"), ("1 500", "1500")]
)
def test_a_note_off_the_scale_is_still_a_number_that_validation_judges(text, number):
    assert reading("note", text) == Read("number", number)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1 500", "1500"), ("1\u202f500,75", "1500.75"), ("1.500,75", "1500.75"), ("1,500.75", "1500.75"),
        ("1'500", "1500"), ("1.234.567", "1234567"), ("0,500", "0.5"), ("1500,755", "1500.755"), (",5", "0.5"),
        ("0.125", "0.125"), ("+5", "5"), ("- 3", "-3"), ("0007", "7"), ("-0", "0"),
    ],
)  # fmt: skip
def test_numbers_are_read_with_either_decimal_mark(text, number):
    assert reading("number", text) == Read("number", number)


def test_a_comma_before_three_digits_means_what_the_language_says_else_nothing():
    assert reading("number", "1,500", language="fr") == Read("number", "1.5")
    assert reading("number", "1,500", language="en") == Read("number", "1500")
    assert reading("number", "1,500") == Read("unreadable")


def test_a_point_before_three_digits_is_a_decimal_only_in_english():
    assert reading("number", "1.500", language="en") == Read("number", "1.5")
    assert reading("number", "1.500", language="fr") == Read("unreadable")
    assert reading("number", "1.125", language="fr") == Read("unreadable")


@pytest.mark.parametrize(
    "text", ["1 50", "1,50,000", "1.2.3", "22/11/2026", "3-5", "12 tickets", "7:30", "--3", "1 000 00"]
)
def test_what_could_be_several_numbers_is_none(text):
    assert reading("number", text).kind == "unreadable"


@pytest.mark.parametrize("text", ["12 %", "12%", "12\u202f%", "12,0 pour cent", "12 percent"])
def test_twelve_percent_is_a_fraction_sent_in_percent(text):
    assert reading("number", text) == Read("number", "0.12", "%")


def test_a_cell_shown_in_percent_keeps_its_value_and_says_so():
    assert reading("number", "0.12", shown="%") == Read("number", "0.12", "%")


def test_a_rating_is_of_the_top_that_its_cell_shows_and_no_percent():
    assert reading("note", "4", shown="/10") == Read("graded", "/10=4")
    assert reading("note", "1", shown="%").kind == "unreadable"  # 100 % is no 1 of 5
    assert reading("number", "3.8", shown="/5") == Read("number", "3.8")


def test_satisfaction_is_a_mean_from_one_to_five():
    read_as = {text: reading("of_five", text, "satisfaction") for text in ("4,2", "4.2 / 5", "5", "3,9 sur 5")}
    assert [one.reading for one in read_as.values()] == ["4.2", "4.2", "5", "3.9"]
    for text in ("8,4", "84 %", "0,84", "8,4/10", "4,2/10", "0"):
        assert reading("of_five", text, "satisfaction").kind == "unreadable"
    assert reading("of_five", "4.2", "satisfaction", shown="/10").kind == "unreadable"


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("45 min", "45", "min"), ("3,5 h", "3.5", "h"), ("7 h 30", "7.5", "h"), ("07:30:00", "7.5", "h"),
        ("3 jours", "3", "d"), ("1 500 €", "1500", "EUR"), ("$1,200", "1200", "USD"),
    ],
)  # fmt: skip
def test_a_measured_value_keeps_the_unit_it_was_sent_in(text, number, unit):
    assert reading("number", text) == Read("number", number, unit)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1,5 k€", "1500"), ("1 500 € HT", "1500"), ("1 500,00 € TTC", "1500"), ("2 M€", "2000000"),
        ("EUR 1 500", "1500"),
        ("€1,500", "1500"), ("1,5 million d’euros", "1500000"), ("3 000 euros", "3000"),
        ("0", "0"),
        ("500 € / personne", "500"), ("1500 EUR HT", "1500"), ("0,1 €", "0.1"),
    ],
)  # fmt: skip
def test_amounts_are_read_with_their_currency(text, amount):
    found = reading("amount", text, "fee_per_person")
    assert (found.kind, found.reading) == ("number", amount)


@pytest.mark.parametrize(
    "text", ["1,500 €", "1.500 €", "350 €/jour", "500 €/h", "200 kr", "12 %", "environ 1 500 €", "gratuit"]
)
def test_an_amount_that_could_mean_two_sums_is_unreadable(text):
    assert reading("amount", text, "fee_per_person", language="fr") == Read("unreadable")


def test_a_cost_below_zero_is_not_believed():
    for kind, text, field in (
        ("amount", "-200 €", "fee_per_person"), ("amount", "-200", "coaching_cost"), ("hours", "-7", "hours_per_person")
    ):  # fmt: skip
        assert reading(kind, text, field) == Read("unreadable")
    assert reading("amount", "-200 €", "expected_annual_benefit").reading == "-200"


def test_another_currency_is_converted_exactly_by_its_rate():
    dollars = ReadingContext(rates={"USD": Decimal("0.92")})
    assert read("amount", "$1,200.10", context=dollars) == Read("number", "1104.092", "USD")
    assert read("amount", "0.1", context=dollars, shown="USD") == Read("number", "0.092", "USD")


def test_a_currency_without_a_rate_is_said_with_the_plain_amount():
    assert reading("amount", "1 200 CHF") == Read("currency", "1200", "CHF")
    assert reading("amount", "1 200", shown="$") == Read("currency", "1200", "USD")


def test_a_dollar_sign_is_the_programmes_own_dollar():
    assert read("amount", "$1,200", context=ReadingContext(currency="CAD")) == Read("number", "1200", "CAD")


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("14", "14"), ("7,5", "7.5"), ("3 jours", "21"), ("3 j", "21"), ("2 days", "14"), ("1,5 jour", "10.5"),
        ("7h", "7"), ("7 h 30", "7.5"), ("7h30", "7.5"), ("1 h 30 min", "1.5"), ("90 min", "1.5"), ("7:30", "7.5"),
        ("27:30:00", "27.5"), ("3 jour(s)", "21"), ("1 j 3 h", "10"), ("21 h / personne", "21"),
    ],
)  # fmt: skip
def test_durations_come_in_hours(text, hours):
    assert reading("hours", text, "hours_per_person") == Read("number", hours)


def test_a_day_has_the_hours_of_the_settings():
    assert read("hours", "3 jours", context=ReadingContext(hours_per_day=Decimal(8))) == Read("number", "24")


@pytest.mark.parametrize("text", ["2 semaines", "demi-journée", "12:75", "3 jours et demi", "7 h 90"])
def test_a_duration_in_words_we_do_not_know_is_unreadable(text):
    assert reading("hours", text) == Read("unreadable")


def test_counts_are_whole_and_not_negative():
    assert reading("count", "12,0", "headcount") == Read("number", "12")
    assert reading("count", "12 personnes", "headcount") == Read("number", "12")
    assert reading("count", "2 ans", "validity_months") == Read("number", "24")
    assert reading("count", "12,5", "headcount") == Read("unreadable")
    assert reading("count", "-1", "headcount") == Read("unreadable")


def test_flags_and_choices_are_read_by_the_configured_words():
    assert reading("flag", "Oui", "mandatory") == Read("text", "true")
    assert reading("flag", "FALSE", "mandatory") == Read("text", "false")
    assert reading("flag", "x", "mandatory") == Read("text", "true")
    assert reading("flag", "peut-être", "mandatory") == Read("unreadable")
    assert reading("choice", "PROPOSÉ", "status") == Read("text", "proposed")
    assert reading("choice", "Après", "phase") == Read("text", "after")
    assert reading("choice", "↑", "direction") == Read("text", "up")
    assert reading("choice", "bleu", "status") == Read("unreadable")
    assert reading("criterion", "Coût total") == Read("text", "total_cost")


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-22", "22/11/2026", "11/22/2026", "22.11.2026", "22-11-2026", "22/11/26", "2026/11/22",
        "22 nov. 2026",
        "22 novembre 2026", "dimanche 22 novembre 2026", "November 22, 2026", "Nov 22nd, 2026", "22-Nov-2026",
        "46348",
        "22/11/2026 14:55:21", "2026-11-22T14:55:21Z", "20261122",
    ],
)  # fmt: skip
def test_one_day_in_all_its_spellings(text):
    assert reading("date", text, "deadline") == Read("date", "2026-11-22")


@pytest.mark.parametrize(
    "text",
    [
        "25/10/2023 14:55:21", "2023/10/25 2:55:21 PM UTC+2", "10/25/2023 2:55:21 PM", "2023-10-25T14:55:21+02:00",
        "2023-10-25 14:55:21.314", "45224.62177083", "25 octobre 2023 à 14:55:21",
    ],
)  # fmt: skip
def test_an_instant_keeps_the_time_of_day_it_was_sent_with(text):
    assert reading("instant", text) == Read("date", "2023-10-25 14:55:21")


def test_midnight_is_the_day_alone():
    assert reading("instant", "2026-11-22 00:00:00") == Read("date", "2026-11-22")
    assert reading("instant", "11/22/2026 12:00:00 AM") == Read("date", "2026-11-22")


@pytest.mark.parametrize("text", ["1980-01-01 00:00:00", "01/01/1970 00:00", "1900-01-01"])
def test_what_stands_for_a_time_that_nobody_kept_is_no_time(text):
    assert reading("instant", text, language="fr").kind == "missing"
    assert reading("date", "1980-01-01") == Read("date", "1980-01-01")
    assert reading("instant", "1980-01-01 08:30:00") == Read("date", "1980-01-01 08:30:00")


def test_an_ambiguous_day_is_read_by_the_files_other_dates_then_by_its_language():
    assert reading("date", "3/4/2026", day_first=True) == Read("date", "2026-04-03")
    assert reading("date", "3/4/2026", day_first=False, language="fr") == Read("date", "2026-03-04")
    assert reading("date", "3/4/2026", language="fr") == Read("date", "2026-04-03")
    assert reading("date", "3/4/2026", language="en") == Read("ambiguous")
    assert reading("date", "5/5/2026") == Read("date", "2026-05-05")


def test_the_files_dates_tell_their_order_unless_they_contradict_each_other():
    assert day_first_of(["3/4/2026", "22/11/2026 10:00:00"]) is True
    assert day_first_of(["3/4/2026", "11/22/2026"]) is False
    assert day_first_of(["22/11/2026", "11/22/2026"]) == "ambiguous"
    assert day_first_of(["3/4/2026", "hier", ""]) is None


@pytest.mark.parametrize("text", ["31/02/2026", "2026-13-01", "99999", "25/10/2023 25:00", "demain", "22 novembre"])
def test_what_is_no_day_is_unreadable(text):
    assert reading("date", text, "deadline") == Read("unreadable")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("T3 2026", "2026-09-30"), ("fin T3 2026", "2026-09-30"), ("end of Q3 2026", "2026-09-30"),
        ("fin 2026", "2026-12-31"),
        ("d’ici fin 2026", "2026-12-31"), ("fin d’année 2026", "2026-12-31"), ("février 2028", "2028-02-29"),
        ("12/2026", "2026-12-31"), ("2026", "2026-12-31"), ("1er semestre 2026", "2026-06-30"),
    ],
)  # fmt: skip
def test_a_deadline_named_by_a_period_is_its_last_day(text, day):
    assert reading("date", text, "deadline") == Read("date", day)


def test_a_start_named_by_a_period_is_its_first_day():
    assert reading("date", "T3 2026", "start_date") == Read("date", "2026-07-01")


@pytest.mark.parametrize("text", ["mi-2026", "début 2026", "bientôt"])
def test_a_vague_deadline_is_unreadable(text):
    assert reading("date", text, "deadline") == Read("unreadable")


@pytest.mark.parametrize(
    "text",
    ["T3 2026", "Q3 2026", "2026-Q3", "2026-T3", "T3/2026", "q3-2026", "3e trimestre 2026", "3ème trimestre 2026",
     "troisième trimestre 2026", "3rd quarter 2026", "Trimestre 3 2026", "2026 T3"],
)  # fmt: skip
def test_one_quarter_in_all_its_spellings(text):
    assert reading("period", text) == Read("text", "2026-Q3")
    assert reading("campaign", text) == Read("text", "2026-Q3")


@pytest.mark.parametrize(
    "text", ["sept. 2026", "Septembre 2026", "2026-09", "09/2026", "sept-26", "202609", "22/09/2026", "46266"]
)
def test_one_month_in_all_its_spellings(text):
    assert reading("period", text) == Read("text", "2026-09")


@pytest.mark.parametrize(
    "text", ["S2 2026", "H2 2026", "2026-S2", "2026-H2", "2e semestre 2026", "second half of 2026"]
)
def test_one_half_year_in_all_its_spellings(text):
    assert reading("period", text) == Read("text", "2026-H2")
    assert reading("date", text, "deadline") == Read("date", "2026-12-31")


@pytest.mark.parametrize(
    ("text", "month"), [("2026-W35", "2026-08"), ("semaine 35 2026", "2026-08"), ("2026-W36", None), ("2026-W54", None)]
)
def test_a_week_is_the_month_that_holds_all_of_it(text, month):
    assert reading("period", text) == (Read("text", month) if month else Read("unreadable"))


def test_s_counts_weeks_where_a_column_counts_beyond_two():
    assert counts_weeks(["S1 2026", "S35 2026"])
    assert not counts_weeks(["S1 2026", "S2 2026", "T3 2026"])
    assert [period_of(text, weeks=True) for text in ("S2 2026", "S35 2026", "2026-S6")] == [
        "2026-01",
        "2026-08",
        "2026-02",
    ]


@pytest.mark.parametrize("text", ["４", "④", " ４ "])
def test_wide_and_circled_digits_are_digits(text):
    assert reading("note", text) == Read("number", "4")


@pytest.mark.parametrize("text", ["5²", "½", "4¹"])
def test_raised_digits_are_none(text):
    assert reading("number", text) == Read("unreadable")


@pytest.mark.parametrize("text", ["(120)", "~1500", "env. 1500", "1500 environ", "10 à 12"])
def test_what_is_vague_or_may_be_a_remark_is_no_amount(text):
    assert reading("amount", text, "fee_per_person") == Read("unreadable")


@pytest.mark.parametrize("text", ["en cours", "plus tard", "x"])
def test_what_says_how_far_something_has_come_is_no_gap_where_its_state_is_asked(text):
    assert reading("choice", text, "status") == Read("unreadable")
    assert reading("amount", text, "fee_per_person") == Read("missing")


def test_a_campaign_that_is_no_quarter_keeps_its_name():
    assert reading("campaign", "  Vague   d’automne ") == Read("text", "Vague d’automne")


def test_placeholders_are_missing_in_the_objective_contract_and_in_typed_cells():
    assert reading("text", "à définir", "business_objective") == Read("missing")
    assert reading("text", "Être certifié", "business_objective") == Read("missing")
    assert reading("target", "TBD", "target_value") == Read("missing")
    assert reading("date", "?", "deadline") == Read("missing")
    assert reading("amount", "à définir", "fee_per_person") == Read("missing")
    assert reading("text", "à définir", "owner") == Read("text", "à définir")


def test_a_target_is_a_number_where_it_can_be_read_as_one():
    assert reading("target", "15 %", "target_value") == Read("number", "0.15", "%")
    assert reading("target", "moins de 5 jours", "target_value") == Read("text", "moins de 5 jours")


def test_a_team_called_na_is_a_name_and_a_dash_is_none():
    assert reading("name", "NA", "team") == Read("text", "NA")
    assert reading("name", "None", "team") == Read("text", "None")
    assert reading("name", "-", "team") == Read("missing")
    assert reading("name", "aucun", "prerequisite") == Read("missing")


def test_text_is_composed_and_its_spaces_collapsed():
    assert reading("text", "  Re\u0301duire\u00a0 les\ndélais\u200b ", "comment") == Read("text", "Réduire les délais")


def test_several_names_in_one_cell_are_told_apart():
    assert reading("names", "Contenu web; Rédaction,Édition\nWeb", "aliases") == Read(
        "text", "Contenu web\nRédaction\nÉdition\nWeb"
    )


def test_an_error_is_an_error_whether_a_cell_or_its_exported_text():
    assert read_cell("note", ErrorCell("#REF!"), context=WORDS) == Read("error_cell")
    assert reading("note", "#N/A") == Read("error_cell")
    assert reading("text", "#VALEUR!", "comment") == Read("error_cell")
    assert read_cell("note", NoValue(), context=WORDS) == Read("no_value")


def test_an_address_is_never_kept():
    assert reading("contact", "lea@example.org", "contact") == Read("missing")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (4.0, "4"), (0.1, "0.1"), (0.1 + 0.2, "0.3"), (1e-7, "0.0000001"), (1e20, "1" + "0" * 20), (-0.0, "0"),
        (7, "7"),
        (True, "TRUE"), (dt.datetime(2026, 11, 22), "2026-11-22"), (dt.date(2026, 11, 22), "2026-11-22"),
        (dt.datetime(2026, 11, 22, 14, 55, 20, 999_999), "2026-11-22 14:55:21"), (dt.time(7, 30), "07:30:00"),
        (dt.timedelta(hours=27, minutes=30), "27:30:00"), (ErrorCell("#N/A"), "#N/A"), (NoValue(), ""), (None, ""),
        (" a ", " a "),
    ],
)  # fmt: skip
def test_a_value_is_shown_as_it_was_sent(value: Value, text):
    assert text_of(value) == text


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=4))
def test_a_number_written_in_french_or_english_comes_back(number):
    english = f"{number:,}"
    french = english.replace(",", "\u202f").replace(".", ",")
    for text, language in ((english, "en"), (french, "fr"), (french, ""), (f"{number}", "")):
        found = reading("number", text, language=language)
        assert found.kind == "number"
        assert Decimal(found.reading) == number


@given(
    st.floats(allow_nan=False, allow_infinity=False, min_value=-1e12, max_value=1e12).map(lambda value: round(value, 3))
)
def test_a_number_in_a_cell_is_never_misread_in_a_french_file(value):
    found = read_cell("number", value, context=WORDS.for_column("value", language="fr"))
    assert found.kind == "number"
    assert float(found.reading) == pytest.approx(value, rel=1e-12)


@given(st.datetimes(dt.datetime(1950, 1, 1), dt.datetime(2150, 1, 1)).map(lambda moment: moment.replace(microsecond=0)))
def test_an_instant_comes_back_from_every_spelling(moment):
    wanted = text_of(moment)
    assert reading("instant", wanted).reading == wanted
    assert reading("instant", f"{moment:%d/%m/%Y %H:%M:%S}", day_first=True).reading == wanted
    assert reading("instant", f"{moment:%m/%d/%Y %I:%M:%S %p}", day_first=False).reading == wanted
    assert reading("instant", f"{moment:%d.%m.%Y %H:%M:%S}").reading == wanted


@given(
    st.text(max_size=30), st.sampled_from(["number", "amount", "hours", "count", "date", "instant", "period", "note"])
)
def test_no_text_breaks_a_reading(text, kind):
    assert reading(kind, text).kind in {
        "number",
        "text",
        "date",
        "missing",
        "unreadable",
        "ambiguous",
        "error_cell",
        "currency",
    }


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


def test_folding_ignores_case_accents_spaces_and_punctuation():
    assert fold("  L’Équipe\u00a0: « Contenu » !") == "l equipe contenu"
    assert fold("Œuvre") == fold("OEUVRE")
