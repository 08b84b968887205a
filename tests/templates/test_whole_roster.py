"""`template --all`: a workbook for everybody who is to be asked, under a safe name, and the e-mail to send with it."""

from __future__ import annotations

import io
import re
import zipfile

import openpyxl
import pytest
from filling import NOTES, beside
from portfolio import Portfolio

from pipeline import config, template
from pipeline.errors import WrongUsage
from pipeline.template.everyone import Case
from pipeline.vocabulary import LANGUAGES

READ = ("team_roster", "candidate_register", "candidate_ranking", "campaigns")
TEXTS = ["message-en.txt", "message-fr.txt", "questions-en.txt", "questions-fr.txt"]
LONG = "Direction des études, des méthodes et des outils d'à côté "


def _all(portfolio: Portfolio, **options: str) -> dict[str, bytes]:
    out = portfolio.root / "all.zip"
    template.write_all(out, portfolio.root, configuration=config.load(portfolio.root), language="fr", **options)
    with zipfile.ZipFile(out) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def _workbooks(members: dict[str, bytes]) -> list[str]:
    assert [name for name in sorted(members) if name.endswith(".txt")] == TEXTS
    return [name for name in members if name.endswith(".xlsx")]


def _case(workbook: bytes) -> tuple[str | None, str | None, str | None]:
    sheet = openpyxl.load_workbook(io.BytesIO(workbook)).worksheets[0]
    team, certification, campaign = (
        sheet[beside(sheet, label)].value for label in ("Équipe", "Certification", "Campagne")
    )
    return team, certification, campaign


def test_a_workbook_for_each_case_of_the_register_and_each_other_team_of_the_roster(portfolio: Portfolio) -> None:
    portfolio.given_csv("equipes.csv", ["Équipe", "Effectif"], ["Contenu", 12], ["Support", 8], ["Logistique", 5])
    register = ["Équipe", "Certification", "Objectif business", "Coût horaire"]
    rows = [("Contenu", "Prompt 101", "x", 40), ("Contenu", "AZ-900", "y", 40), ("Achats", "AZ-900", "z", 40)]
    portfolio.given_csv("registre.csv", register, *rows)
    portfolio.publish(*READ)
    members = _all(portfolio)
    assert {name: _case(members[name]) for name in _workbooks(members)} == {
        "achats-az_900.xlsx": ("Achats", "AZ-900", None),
        "contenu-az_900.xlsx": ("Contenu", "AZ-900", None),
        "contenu-prompt_101.xlsx": ("Contenu", "Prompt 101", None),
        "logistique.xlsx": ("Logistique", None, None),
        "support.xlsx": ("Support", None, None),
    }


def test_a_roster_alone_is_enough_and_teams_of_whom_nothing_is_expected_are_left_out(portfolio: Portfolio) -> None:
    roster = ["Équipe", "Réponses attendues"]
    portfolio.given_csv("equipes.csv", roster, ["Contenu", 3], ["Support", ""], ["Logistique", 0])
    portfolio.publish(*READ)
    assert _workbooks(_all(portfolio)) == ["contenu.xlsx", "support.xlsx"]


def test_one_certification_asks_every_team_about_it(portfolio: Portfolio) -> None:
    portfolio.given_csv("equipes.csv", ["Équipe", "Effectif"], ["Contenu", 12], ["Support", 8])
    portfolio.given_csv("registre.csv", ["Équipe", "Certification", "Sponsor"], ["Achats", "Prompt 101", "DG"])
    portfolio.publish(*READ)
    members = _all(portfolio, certification="AZ-900")
    assert _workbooks(members) == ["achats-az_900.xlsx", "contenu-az_900.xlsx", "support-az_900.xlsx"]
    assert _case(members["support-az_900.xlsx"])[:2] == ("Support", "AZ-900")


CAMPAIGNS = """
[[campaign]]
id = "2026-Q3"
closes = 2026-09-30

[[campaign]]
id = "printemps"
label_fr = "Printemps 2027"
label_en = "Spring 2027"
opens = 2027-03-01
closes = 2027-04-30
expected_teams = ["Juridique"]
"""


def test_the_last_declared_campaign_is_asked_with_its_own_cases(portfolio: Portfolio) -> None:
    portfolio.given_config("campaigns.toml", CAMPAIGNS)
    roster = ["Équipe", "Effectif", "Valable au", "Autres noms"]
    teams = [
        ("Contenu", 12, "", ""),
        ("Support", 8, "2026-12-31", ""),
        ("Affaires juridiques", 3, "", "Legal;Juridique"),
    ]
    portfolio.given_csv("equipes.csv", roster, *teams, separator="|")
    register = ["Équipe", "Certification", "Campagne", "Sponsor"]
    rows = [
        ("Contenu", "AZ-900", "2026-Q3", "DG"),
        ("Contenu", "Prompt 101", "printemps", "DG"),
        ("Achats", "MLOps", "", "DG"),
    ]
    portfolio.given_csv("registre.csv", register, *rows)
    portfolio.publish(*READ)
    members = _all(portfolio)
    assert _workbooks(members) == ["achats-mlops.xlsx", "affaires_juridiques.xlsx", "contenu-prompt_101.xlsx"]
    assert _case(members["affaires_juridiques.xlsx"]) == ("Affaires juridiques", None, "printemps")
    mail = members["message-fr.txt"].decode()
    assert "avant le 30/04/2027" in mail
    assert "Campagne : Printemps 2027." in mail
    earlier = _all(portfolio, campaign="T3 2026")
    assert _workbooks(earlier) == [
        "achats-mlops.xlsx",
        "affaires_juridiques.xlsx",
        "contenu-az_900.xlsx",
        "support.xlsx",
    ]


def test_file_names_are_safe_and_no_two_are_the_same(portfolio: Portfolio) -> None:
    teams = [LONG + "A", LONG + "B", "R&D / Île-de-France", "../../etc", "CON", "日本", "Ægir ", "=1+1", "a" * 200]
    portfolio.given_csv("equipes.csv", ["Équipe", "Effectif"], *([team, 3] for team in teams))
    portfolio.publish(*READ)
    members = _all(portfolio)
    names = _workbooks(members)
    assert len(names) == len(teams)
    assert len({name.lower() for name in names}) == len(teams)
    assert all(re.fullmatch(r"[a-z0-9_]{1,60}(-[a-z0-9_]{1,60})?\.xlsx", name) for name in names)
    assert "con.xlsx" not in names
    assert {_case(members[name])[0] for name in names} == {" ".join(team.split()) for team in teams}


def test_a_file_name_is_the_same_whoever_else_is_asked() -> None:
    assert Case(LONG + "A", "AZ-900").file != Case(LONG + "B", "AZ-900").file
    assert Case("Contenu", "AZ-900").file == "contenu-az_900.xlsx"


def test_the_same_roster_gives_the_same_bytes(portfolio: Portfolio) -> None:
    portfolio.given_csv("equipes.csv", ["Équipe", "Effectif"], ["Support", 8], ["Contenu", 12])
    portfolio.publish(*READ)
    paths = [portfolio.root / name for name in ("one.zip", "two.zip")]
    for path in paths:
        template.write_all(path, portfolio.root, configuration=config.load(portfolio.root), language="en")
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_the_archive_dropped_among_the_files_as_it_is_brings_nothing(portfolio: Portfolio) -> None:
    portfolio.given_csv("equipes.csv", ["Équipe", "Effectif"], ["Contenu", 12])
    portfolio.given_notes("Support", "AZ-900", NOTES)
    portfolio.publish(*READ)
    before = portfolio.published("candidate_ranking")
    (portfolio.raw / "all.zip").write_bytes(b"".join(_zip(portfolio)))
    portfolio.make()
    sources = portfolio.published("source_files")
    assert sources[sources["file"].str.contains("all.zip")]["accepted"].sum() == 0
    assert portfolio.published("candidate_ranking")["team_id"].tolist() == before["team_id"].tolist()


def _zip(portfolio: Portfolio) -> list[bytes]:
    out = portfolio.root / "all.zip"
    template.write_all(out, portfolio.root, configuration=config.load(portfolio.root), language="fr")
    return [out.read_bytes()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_email_states_the_polarity_the_confidence_and_what_is_left_to_fill_in(
    portfolio: Portfolio, language: str
) -> None:
    portfolio.given_csv("equipes.csv", ["Équipe", "Effectif"], ["Contenu", 12])
    portfolio.publish(*READ)
    mail = _all(portfolio)[f"message-{language}.txt"].decode()
    said = {"fr": ("Objet : ", "Alternatives", "5 → compte 1", "Confidentiel"),
            "en": ("Subject: ", "Alternatives", "5 → counts as 1", "Confidential")}[language]  # fmt: skip
    assert all(text in mail for text in said)
    assert mail.startswith(said[0])
    assert set(re.findall(r"\[[^\]]+\]", mail)) == {"[date]", {"fr": "[votre nom]", "en": "[your name]"}[language]}
    assert not re.search("anonym", mail)
    assert "{" not in mail


def test_what_cannot_be_made_is_said_in_a_sentence(portfolio: Portfolio) -> None:
    shipped = config.load(portfolio.root)
    with pytest.raises(WrongUsage, match=r"ends in \.zip"):
        template.write_all(portfolio.root / "a.xlsx", portfolio.root, configuration=shipped, language="fr")
    with pytest.raises(WrongUsage, match="needs a roster"):
        template.write_all(portfolio.root / "a.zip", portfolio.root, configuration=shipped, language="fr")
    portfolio.given_csv("catalogue.csv", ["Certification", "Éditeur", "Validité (mois)"], ["AZ-900", "x", 12])
    portfolio.publish(*READ)
    with pytest.raises(WrongUsage, match="No team is known"):
        template.write_all(portfolio.root / "a.zip", portfolio.root, configuration=shipped, language="fr")
