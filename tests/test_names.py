"""Which spellings are one, and which names are near."""

import pytest

from pipeline.doubts import near_pairs
from pipeline.names import identities, slug


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Équipe  Contenu", "equipe_contenu"),
        ("L’Œuvre", "l_oeuvre"),
        ("C++", "c_plus_plus"),
        ("C#", "c_sharp"),
        ("R&D", "r_and_d"),
        ("AZ-900", "az_900"),
        ("NA", "na"),
    ],
)
def test_a_slug_is_lower_case_words_without_accents(name, expected):
    assert slug(name) == expected


def test_names_without_latin_letters_stay_apart():
    assert slug("東京").startswith("t_")
    assert slug("東京") != slug("大阪")
    assert slug("Ventes 東京") != slug("Ventes 大阪")


def test_an_alias_is_the_rosters_name_and_a_declared_pair_is_one():
    found = identities(
        ["cs", "logistiqe", "logistique"], {"cs": "support", "support": "support"}, [("logistiqe", "logistique")]
    )
    assert found["cs"] == "support"
    assert found["logistiqe"] == found["logistique"]


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("Logistique", "Logistiqe", True),
        ("Logistique", "Logsitiqe", True),
        ("Achat", "Achats", True),
        ("Juridique Paris", "Paris Juridique", True),
        ("Sous traitance", "Soustraitance", True),
        ("Équipe 1", "Équipe 2", False),
        ("IT", "RH", False),
        ("Contenu", "Support", False),
    ],
)
def test_near_names(one, other, near):
    assert bool(near_pairs({slug(one): one, slug(other): other})) is near


def test_a_name_is_asked_about_once():
    names = ["Logistique", "Logistiqe", "Logistiques", "Logistiquee"]
    pairs = near_pairs({slug(name): name for name in names})
    assert len({other for _, other in pairs}) == len(pairs) == 3


def test_a_name_is_asked_about_beside_the_nearest():
    names = ["Logistique", "Logistiqe", "Logistiques"]
    pairs = near_pairs({slug(name): name for name in names})
    assert pairs == [("logistiqe", "logistique"), ("logistique", "logistiques")]
