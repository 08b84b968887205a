"""A form made from the pasted questions is recognised without mapping, whatever was pasted into its titles."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from filling import NOTES
from portfolio import Portfolio

from pipeline import config
from pipeline.config import Configuration
from pipeline.template import pasted
from pipeline.vocabulary import LANGUAGES, Language

METADATA = {
    "microsoft_forms": {
        "fr": ("ID", "Heure de début", "Heure de fin", "Adresse de messagerie", "Nom"),
        "en": ("ID", "Start time", "Completion time", "Email", "Name"),
    },
    "google_forms": {"fr": ("Horodateur",), "en": ("Timestamp",)},
}
SENT = {
    "microsoft_forms": ("1", "2026-09-01 10:00:00", "2026-09-01 10:09:00", "anonymous", ""),
    "google_forms": ("2026-09-01 10:09:00",),
}
CONTRACT = ("Publier deux fois plus", "Articles par semaine", "12", "2027-06-30")


def _blocks(text: str) -> list[tuple[str, list[str]]]:
    """Each question: its title without the number, and the lines that explain it."""
    found: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        if title := re.fullmatch(r"\d+\. (.+)", line):
            found.append((title[1], []))
        elif line.startswith("   "):
            found[-1][1].append(line.strip())
    return found


def _titles(text: str, pasting: str) -> list[str]:
    blocks = _blocks(text)
    if pasting == "numbered":
        return [f"{number}. {title}" for number, (title, _) in enumerate(blocks, start=1)]
    if pasting == "whole":
        rated = {title for title, lines in blocks if any(re.search(r"\d = ", line) for line in lines)}
        return ["\n".join([title, *lines]) if title in rated else title for title, lines in blocks]
    return [title for title, _ in blocks]


def _published(
    portfolio: Portfolio, tool: str, language: Language, titles: Sequence[str], notes: Sequence[object]
) -> None:
    row = (*SENT[tool], "Contenu", "AZ-900", *notes, "Très utile", *CONTRACT)
    headings = (*METADATA[tool][language], *titles)
    assert len(row) == len(headings)
    portfolio.given_csv("formulaire.csv", headings, row, separator=",")
    portfolio.make()


@pytest.mark.parametrize("pasting", ["title", "numbered", "whole"])
@pytest.mark.parametrize("tool", ["microsoft_forms", "google_forms"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_form_exports_is_read_as_it_was_answered(
    portfolio: Portfolio, configuration: Configuration, language: Language, tool: str, pasting: str
) -> None:
    titles = _titles(pasted.text(configuration, language, "", ["Contenu", "Support"]), pasting)
    _published(portfolio, tool, language, titles, NOTES)
    candidate = portfolio.candidate("contenu", "az_900")
    assert candidate["score_percent"] == pytest.approx(7700 / 115)
    assert (candidate["count_respondents"], candidate["campaign"]) == (1, "2026-Q3")
    assert (candidate["objective"], candidate["missing_contract"]) == (CONTRACT[0], "")
    assert portfolio.published("source_files")["dialect"].tolist() == [tool]
    assert portfolio.codes() == []


OTHER_GRID = """
version = "sept"
scale_max = 7

[[criterion]]
key = "client_value"
weight = 2.5
name_fr = "Valeur client"
name_en = "Customer value"
question_fr = "Nos clients verront-ils\\nla différence ?"
question_en = "Will our customers\\nsee the difference?"

[[criterion]]
key = "burden"
weight = 0.125
polarity = "reversed"
name_fr = "Charge & effort"
name_en = "Burden & effort"
scale_max = 100
scale_min = 0
"""


@pytest.mark.parametrize("pasting", ["title", "numbered", "whole"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_so_is_a_form_about_another_grid(portfolio: Portfolio, language: Language, pasting: str) -> None:
    portfolio.given_config("grid.toml", OTHER_GRID)
    titles = _titles(pasted.text(config.load(portfolio.root), language, ""), pasting)
    _published(portfolio, "google_forms", language, titles, (6, 85))
    notes = portfolio.published("note_cells").sort_values("criterion")
    assert notes["note"].astype(int).tolist() == [85, 6]
    assert portfolio.codes() == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_question_shows_its_anchors_and_the_reversed_one_says_so(
    configuration: Configuration, language: Language
) -> None:
    blocks = dict(_blocks(pasted.text(configuration, language, "")))
    for criterion in configuration.grid.criterion:
        said = " ".join(blocks[criterion.question(language)])
        for note, anchor in zip((1, 3, 5), criterion.anchors(language), strict=True):
            assert f"{note} = {anchor}" in said
        told = {"fr": "5 → compte 1", "en": "5 → counts as 1"}[language]
        assert (told in said) == (criterion.polarity == "reversed")


def test_names_that_are_known_are_choices(configuration: Configuration) -> None:
    blocks = dict(_blocks(pasted.text(configuration, "fr", "", ["Contenu", "Support"], ["AZ-900"])))
    assert blocks["Certification"][1:] == ["AZ-900"]
    assert blocks["Équipe"][1:] == ["Contenu", "Support"]
