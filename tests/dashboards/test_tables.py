"""Tables for readers, and files that a spreadsheet opens safely."""

from __future__ import annotations

import pandas as pd
from pandas.io.formats.style import Styler

from dashboards import movements, tables
from dashboards.safe import unmarked
from dashboards.texts import Speaker
from pipeline import export

ROWS = pd.DataFrame(
    {
        "candidate_rank": pd.array([1, None], dtype="Int64"),
        "team_name": ["=cmd|' /C calc'!A0", "Support"],
        "score_percent": [61.7391, None],
        "score_change": [-4.25, None],
        "decision": ["clarify_objective", "incomplete"],
        "full_cost": [12500.0, None],
        "provisional": [True, False],
        "reservations": ["business_impact", ""],
    }
)
COLUMNS = list(ROWS.columns)


def test_means_of_one_column_have_as_many_decimals_as_each_other() -> None:
    rows = pd.DataFrame({"criterion": ["a", "b"], "mean_note": [5.0, 4.6667]})
    html = tables.styled(rows, "criterion_scores", ["criterion", "mean_note"], Speaker("fr")).to_html()
    assert ">5,00<" in html
    assert ">4,67<" in html


def test_codes_become_words_and_headings_the_readers_own() -> None:
    shown = tables.readable(ROWS, "candidate_ranking", COLUMNS, Speaker("fr"), {"business_impact": "Impact business"})
    assert list(shown)[:3] == ["Rang", "Équipe", "Score pondéré"]
    assert shown["Décision"].tolist() == ["objectif à clarifier", "incomplet"]
    assert shown["Provisoire"].tolist() == ["oui", "non"]
    assert shown["Réserves"].tolist() == ["Impact business", ""]


def test_numbers_stay_numbers_and_are_only_written_for_the_reader() -> None:
    style = tables.styled(ROWS, "candidate_ranking", COLUMNS, Speaker("fr"))
    assert isinstance(style, Styler)
    assert style.data["Score pondéré"].dtype == float
    html = style.to_html()
    assert "61,7\u00a0%" in html
    assert "−4,2\u00a0pts" in html
    assert "12\u202f500\u00a0€" in html
    assert "coût à compléter" in html


def test_a_french_file_has_semicolons_decimal_commas_and_a_byte_order_mark() -> None:
    shown = tables.readable(ROWS, "candidate_ranking", COLUMNS, Speaker("fr"))
    lines = export.csv(shown, "fr").decode("utf-8").split("\r\n")
    assert lines[0].startswith("\ufeffRang;Équipe;")
    assert ";61,7391;-4,25;" in lines[1]
    assert export.csv(shown, "en").decode("utf-8").split("\r\n")[1].count(",61.7391,-4.25,") == 1


def test_a_text_that_would_start_a_formula_is_disarmed_and_negative_numbers_survive() -> None:
    shown = tables.readable(ROWS, "candidate_ranking", COLUMNS, Speaker("en"))
    assert "'=cmd|" in export.csv(shown, "en").decode("utf-8")
    starts = pd.DataFrame({"text": ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", "Équipe - 2"]})
    assert export.safe(starts)["text"].tolist() == [
        "'=1", "'+1", "'-1", "'@a", "'\t=1", "'\r=1", "'\n=1", "Équipe - 2",
    ]  # fmt: skip
    assert export.safe(pd.DataFrame({"number": [-4.25]}))["number"].tolist() == [-4.25]


def test_markdown_signs_of_a_file_stand_for_themselves() -> None:
    assert unmarked("**a** <b> :red[x] [l](u)") == r"\*\*a\*\* \<b\> \:red\[x\] \[l\]\(u\)"
    assert unmarked("une\nligne") == "une ligne"
    assert "\u202f" in unmarked("12\u202f500")
    for rendered in ("a -> b", ":material/home:", "www.evil.test", "http://evil.test", "a -- b", "a >= b"):
        assert rendered not in unmarked(rendered).replace("\\", "")


def test_a_downloaded_kpi_says_its_name_and_unit_in_each_row() -> None:
    rows = pd.DataFrame({"team_name": ["Contenu"], "kpi_name": ["Délai"], "unit": ["h"], "value_after": [3.0]})
    assert tables.downloaded(rows, ("team_name", "value_after")) == ("kpi_name", "unit", "team_name", "value_after")
    assert tables.downloaded(rows, ("team_name", "kpi_name", "unit")) == ("team_name", "kpi_name", "unit")
    assert tables.downloaded(rows.drop(columns="kpi_name"), ("team_name",)) == ("team_name",)


def test_a_team_without_a_pilot_says_what_it_is_there_for() -> None:
    """An untrained team was told to have no before and after, though it is measured on both sides."""
    changes = pd.DataFrame(
        {"team_id": ["contenu", "support", "achats"], "status": "no_data", "trained": [True, False, False]}
    )
    shown = movements.with_roles(changes, pd.DataFrame({"team_id": ["support"]}))
    assert [Speaker("en").word(status) for status in shown["status"]] == [
        "no before and after", "comparison team", "no pilot",
    ]  # fmt: skip


def test_a_unit_is_never_cut() -> None:
    assert tables.width_of_units(pd.DataFrame({"unit": ["h", "articles/semaine", None]})) > 8 * len("articles/semaine")
    assert tables.width_of_units(pd.DataFrame({"unit": [None]})) < 40
