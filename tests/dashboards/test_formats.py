"""Numbers as a French and an English reader write them."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from dashboards import formats
from dashboards.texts import Speaker
from pipeline import amounts
from pipeline.vocabulary import Language


@pytest.mark.parametrize(
    ("value", "language", "written"),
    [(61.739, "fr", "61,7\u00a0%"), (61.739, "en", "61.7%"), (100.0, "fr", "100,0\u00a0%")],
)
def test_a_score_has_one_decimal_and_the_languages_mark(value: float, language: Language, written: str) -> None:
    assert formats.percent(value, language) == written


def test_a_score_beside_a_threshold_never_looks_like_it() -> None:
    assert formats.score(60.0, "fr", (40, 60)) == "60,0\u00a0%"
    assert formats.score(59.99, "fr", (40, 60)) == "59,99\u00a0%"
    assert formats.score(60.0004, "en", (40, 60)) == "60.0004%"


@pytest.mark.parametrize(
    ("value", "language", "written"),
    [
        (12500, "fr", "12\u202f500\u00a0€"),
        (12500, "en", "€12,500"),
        (-1234.5, "en", "−€1,234.50"),
        (-1234.5, "fr", "−1\u202f234,50\u00a0€"),
    ],
)
def test_money(value: float, language: Language, written: str) -> None:
    assert Speaker(language).money(value) == written


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        ("2026-Q3", "T3\u00a02026", "Q3\u00a02026"),
        ("2026-H2", "S2\u00a02026", "H2\u00a02026"),
        ("2026-09", "sept.\u00a02026", "Sep\u00a02026"),
        ("2026", "2026", "2026"),
        ("undated", "sans date", "undated"),
        ("*", "sans date", "undated"),
        ("Rentrée", "Rentrée", "Rentrée"),
    ],
)
def test_a_quarter_is_t3_in_french_and_q3_in_english(value: str, french: str, english: str) -> None:
    assert (formats.period(value, "fr"), formats.period(value, "en")) == (french, english)


def test_dates_name_their_month() -> None:
    assert formats.date(dt.date(2026, 11, 22), "fr") == "22\u00a0nov.\u00a02026"
    assert formats.instant(dt.datetime(2026, 11, 22), "fr") == formats.date(dt.date(2026, 11, 22), "fr")
    assert formats.instant(dt.datetime(2026, 11, 22, 9, 5), "en") == "22\u00a0Nov\u00a02026, 09:05"


def test_rates_differ_by_points_and_small_shares_are_percents() -> None:
    assert formats.kpi_value(0.125, "", "rate", "fr") == "12,5\u00a0%"
    assert formats.kpi_difference(0.04, "", "rate", "en") == "+4\u00a0pts"
    assert formats.kpi_difference(-4, "%", "rate", "en") == "−4\u00a0pts"
    assert formats.kpi_value(1250.4, "EUR", "money", "fr") == "1\u202f250\u00a0€"
    assert formats.kpi_value(4.25, "articles/semaine", "level", "fr") == "4,25"


@pytest.mark.parametrize("nothing", [None, "", float("nan"), pd.NA, pd.NaT])
def test_nothing_is_nothing(nothing: object) -> None:
    assert formats.absent(nothing)
    assert not formats.absent(0)
    assert not formats.absent(False)


def test_nothing_lost_is_zero_without_a_sign() -> None:
    assert formats.number(-0.001, "fr", 1) == "0,0"
    assert formats.number(0.001, "en", 1, signed=True) == "0.0"


@pytest.mark.parametrize(
    ("write", "value", "french", "english"),
    [
        (formats.share, 1.0, "100\u00a0%", "100%"),
        (formats.share, 0.9999, "plus de 99\u00a0%", "over 99%"),
        (formats.share, 0.994, "99\u00a0%", "99%"),
        (formats.share, 0.0001, "moins de 1\u00a0%", "under 1%"),
        (formats.way, 0.48, "48\u00a0%", "48%"),
        (formats.way, 0.999, "plus de 99\u00a0%", "over 99%"),
        (formats.way, -0.14, "s'en éloigne", "moving away"),
        (formats.way, 2.5, "plus de 200\u00a0%", "over 200%"),
        (formats.frequency, 1.0, "100\u00a0%", "100%"),
        (formats.frequency, 0.9999, "presque toujours", "nearly always"),
        (formats.frequency, 0.0001, "presque jamais", "hardly ever"),
        (formats.chance, 0.98, "plus de 95\u00a0%", "over 95%"),
        (formats.chance, 0.69, "65\u00a0%", "65%"),  # as a sentence says it: 13 cases out of 20
        (formats.chance, 0.62, "60\u00a0%", "60%"),
        (formats.chance, 0.01, "moins de 5\u00a0%", "under 5%"),
    ],
)
def test_nearly_all_is_not_all_and_nearly_none_is_not_none(write, value, french, english) -> None:
    assert (write(value, "fr"), write(value, "en")) == (french, english)


def test_a_french_axis_has_decimal_commas_and_narrow_spaces() -> None:
    assert formats.axis("en", 2) == "format(datum.value, ',.2~f')"
    assert formats.axis("fr", 2) == "replace(replace(format(datum.value, ',.2~f'), /,/g, '\u202f'), '.', ',')"


@pytest.mark.parametrize(
    ("shown", "unit", "french", "english"),
    [
        ("38", "%", "38\u00a0%", "38%"),
        ("+1", "EUR", "+1\u00a0€", "+€1"),
        ("\u22121", "USD", "\u22121\u00a0$", "\u2212$1"),
        ("1", "CHF", "1\u00a0CHF", "1\u00a0CHF"),
        ("1", "tickets", "1\u00a0ticket", "1\u00a0ticket"),
        ("0", "tickets", "0\u00a0ticket", "0\u00a0tickets"),
        ("5", "ticket", "5\u00a0tickets", "5\u00a0tickets"),
        ("\u22121", "articles/semaine", "\u22121\u00a0article/semaine", "\u22121\u00a0article/semaine"),
        ("3", "mois", "3\u00a0mois", "3\u00a0mois"),
        ("2", "d", "2\u00a0j", "2\u00a0d"),
        ("4", "", "4", "4"),
    ],
)
def test_a_unit_stands_where_the_language_puts_it_and_agrees(shown: str, unit: str, french: str, english: str) -> None:
    assert (amounts.beside(shown, unit, "fr"), amounts.beside(shown, unit, "en")) == (french, english)


def test_what_a_kpi_changed_by_never_reads_as_nothing() -> None:
    assert formats.kpi_difference(-0.00047, "", "rate", "fr") == "\u22120,05\u00a0pts"
    assert formats.kpi_difference(0.004, "h", "duration", "en") == "+0.004\u00a0h"
    assert formats.kpi_value(0.0004, "", "rate", "en") == "0.04%"
    assert formats.kpi_value(0.0, "h", "duration", "en") == "0\u00a0h"
    assert formats.kpi_difference(1e-16, "h", "duration", "en") == "0\u00a0h"
