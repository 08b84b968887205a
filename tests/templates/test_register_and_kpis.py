"""The register and the indicators as workbooks: what is filled in is read back, every heading is known."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from filling import NOTES, sheet_of
from portfolio import Portfolio

from pipeline import template
from pipeline.config import Configuration
from pipeline.errors import WrongUsage
from pipeline.template import columns, tables
from pipeline.vocabulary import LANGUAGES, Language


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_filled_register_is_read_back(portfolio: Portfolio, configuration: Configuration, language: Language) -> None:
    known = {
        "team": "Contenu", "certification": "AZ-900", "campaign": "2026-Q3", "business_objective": "Publier plus",
        "target_kpi": "Articles", "target_value": 12, "deadline": dt.date(2027, 6, 30), "pilot_participants": 4,
        "rollout_participants": 10, "fee_per_person": 100, "hours_per_person": 10, "hourly_cost": 40,
        "coaching_cost": 500, "external_funding": 100,
    }  # fmt: skip
    out = portfolio.raw / "registre.xlsx"
    template.write(out, "register", configuration=configuration, language=language, rows=[known])
    portfolio.given_notes("Contenu", "AZ-900", NOTES, clear=False)
    portfolio.make()
    candidate = portfolio.candidate("contenu", "az_900")
    assert candidate["decision"] == "pilot"
    assert (float(candidate["cash_cost"]), float(candidate["full_cost"])) == (800, 2500)


@pytest.mark.parametrize("language", LANGUAGES)
def test_filled_measures_are_read_back(portfolio: Portfolio, configuration: Configuration, language: Language) -> None:
    words = {"fr": ("hausse", "avant", "après"), "en": ("up", "before", "after")}[language]
    rows = [
        {"team": "Contenu", "kpi": "Articles", "value": value, "direction": words[0], "phase": phase}
        for value, phase in ((4, words[1]), (12, words[2]))
    ]
    out = portfolio.raw / "mesures.xlsx"
    template.write(out, "kpi", configuration=configuration, language=language, rows=rows)
    portfolio.given_notes("Contenu", "AZ-900", NOTES)
    portfolio.make()
    changes = portfolio.published("kpi_changes")
    assert changes["improvement"].dropna().tolist() == [8.0]


def test_a_team_known_beforehand_stands_above_the_table(tmp_path: Path, configuration: Configuration) -> None:
    out = tmp_path / "registre.xlsx"
    sheet = sheet_of(template.write(out, "register", configuration=configuration, language="fr", team="Contenu"))
    assert (sheet.cell(3, 1).value, sheet.cell(3, 2).value) == ("Équipe", "Contenu")
    assert sheet.cell(tables.HEADING + 1, 1).value == "Certification"


@pytest.mark.parametrize("bands", [columns.REGISTER, columns.KPI])
def test_every_column_of_a_template_is_a_known_heading(
    configuration: Configuration, bands: tuple[columns.Band, ...]
) -> None:
    for column in (column for band in bands for column in band.columns):
        known = configuration.headings.fields[column.field]
        assert {column.fr[0], column.en[0]} <= set(known), column.field


def test_a_campaign_known_beforehand_holds_for_every_row(portfolio: Portfolio, configuration: Configuration) -> None:
    row = {"certification": "AZ-900", "business_objective": "Publier plus"}
    template.write(
        portfolio.raw / "registre.xlsx", "register", configuration=configuration, language="fr", team="Contenu",
        campaign="2026-Q4", rows=[row],
    )  # fmt: skip
    portfolio.make()
    (known,) = portfolio.published("candidate_register").to_dict("records")
    assert (known["team_id"], known["campaign"], known["register_campaign"]) == ("contenu", "2026-Q4", "2026-Q4")


def test_a_measure_belongs_to_no_campaign(tmp_path: Path, configuration: Configuration) -> None:
    with pytest.raises(WrongUsage, match="Leave --campaign out"):
        template.write(tmp_path / "a.xlsx", "kpi", configuration=configuration, language="en", campaign="2026-Q4")
