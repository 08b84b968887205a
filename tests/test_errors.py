"""Every error says in both languages where, what and how to mend it."""

from __future__ import annotations

import ast
import datetime as dt
import errno
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from pydantic import BaseModel, ValidationError

from pipeline import config, errors, misfits, side_file
from pipeline import grid as grid_file
from pipeline.errors import CannotWrite, CertiscopeError, DamagedSnapshot, NothingToPublish
from pipeline.vocabulary import LANGUAGES

ROOT = Path(__file__).resolve().parent.parent
SOURCES = [file for folder in ("pipeline", "dashboards") for file in sorted((ROOT / folder).rglob("*.py"))]
WRONG = (
    "x", "", "a" * 200, -1, 0, 10**20, Decimal("1.23456"), Decimal(10**20), Decimal("inf"), 2.5, True, None,
    [], [1], ["x"], [["x"] * 9], [{}], {}, {"x": -1}, {"x": ["y", 1]},
    dt.date(2026, 1, 1), dt.datetime(2026, 1, 1, 12), dt.time(12),
)  # fmt: skip
"""What somebody may write in place of anything."""


def said_twice():
    """Every place in the source that gives a sentence in French and one in English."""
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                told = {one.arg: one.value for one in node.keywords if one.arg in LANGUAGES}
                if told:
                    yield file, node.lineno, told


def facts(sentence):
    """The names that a sentence tells, whatever is done with them."""
    return {node.id for node in ast.walk(sentence) if isinstance(node, ast.Name)} - {"fr", "en", "cause", "_word"}


def test_what_is_said_in_one_language_is_said_in_the_other_with_the_same_facts():
    found = list(said_twice())
    assert len(found) > 40
    for file, line, told in found:
        place = f"{file.relative_to(ROOT)}:{line}"
        assert set(told) == set(LANGUAGES), place
        assert facts(told["fr"]) == facts(told["en"]), place
        if not isinstance(told["fr"], ast.Name):
            assert ast.unparse(told["fr"]) != ast.unparse(told["en"]), place


def test_an_error_cannot_be_made_in_one_language_only():
    with pytest.raises(TypeError):
        CertiscopeError("only English")
    with pytest.raises(TypeError):
        CertiscopeError(en="only English")
    both = CertiscopeError(fr="Un fichier : illisible.", en="A file: not readable.")
    assert (both.said("fr"), both.said("en"), str(both)) == (
        "Un fichier\u00a0: illisible.", "A file: not readable.", "A file: not readable.",
    )  # fmt: skip


def test_what_a_system_refuses_is_told_in_words():
    full = CannotWrite(Path("out"), OSError(errno.ENOSPC, "No space left on device"))
    assert "out\u00a0: l'écriture est refusée (le disque est plein)" in full.said("fr")
    assert "(the disk is full)" in full.said("en")
    rare = CannotWrite(Path("out"), OSError(errno.ENOTTY, "Inappropriate ioctl for device"))
    assert "(en anglais\u00a0: «\u00a0Inappropriate ioctl for device\u00a0»)" in rare.said("fr")
    by_duckdb = CannotWrite(Path("out"), duckdb.IOException("Checkpoint failed: No space left on device"))
    assert "out\u00a0: l'écriture est refusée (le disque est plein)" in by_duckdb.said("fr")
    assert all(set(words) == set(LANGUAGES) for words in errors.CAUSES.values())


def test_a_snapshot_that_is_damaged_says_why_where_somebody_knows():
    assert "elle est vide" in DamagedSnapshot(Path("a.duckdb")).said("fr")
    assert "en anglais" in DamagedSnapshot(Path("a.duckdb"), ValueError("not a valid file\nmore")).said("fr")


def test_files_are_counted_as_people_do_and_the_first_finding_is_in_the_readers_language():
    first = ("a.csv C2", "« six » n'est pas une note.", "“six” is no note.")
    one, two = (NothingToPublish(Path("raw"), count, first) for count in (1, 2))
    assert "aucune ligne du seul fichier reçu n'a pu" in one.said("fr")
    assert "of the only file could" in one.said("en")
    assert "aucune ligne des 2 fichiers n'a pu" in two.said("fr")
    assert "Le premier constat, a.csv C2\u00a0: «\u00a0six\u00a0» n'est pas une note." in two.said("fr")
    assert "“six” is no note." in two.said("en")
    assert "il n'y a aucun fichier" in NothingToPublish(Path("raw"), 0).said("fr")


def written_by_people(kind):
    """A model of the configuration and all models in it."""
    yield kind
    for field in kind.model_fields.values():
        for one in (field.annotation, *getattr(field.annotation, "__args__", ())):
            if isinstance(one, type) and issubclass(one, BaseModel):
                yield from written_by_people(one)


@pytest.mark.parametrize(
    "kind", [grid_file.Grid, config.Settings, config.Campaigns, config.Headings, config.Remembered, config.Scenarios,
             side_file.Side], ids=lambda kind: kind.__name__,
)  # fmt: skip
def test_whatever_is_written_in_place_of_a_value_what_was_expected_is_told_in_french(kind):
    for model in written_by_people(kind):
        for name in (*model.model_fields, "nobody_knows_this"):
            for wrong in WRONG:
                with pytest.raises(ValidationError) as refused:
                    model.model_validate({name: wrong, "no_key": 1})
                for one in refused.value.errors():
                    known = one["type"] in {*misfits.EXPECTED, "missing", "extra_forbidden"}
                    assert known or isinstance(one.get("ctx", {}).get("error"), misfits.Unfit), (
                        model,
                        name,
                        wrong,
                        one,
                    )


CRITERION = "[[criterion]]\nkey = '{key}'\nweight = {weight}\nname_fr = 'C'\nname_en = 'C'\n"


def grid(*weights, scale_min="1"):
    criteria = (CRITERION.format(key=f"c{n}", weight=weight) for n, weight in enumerate(weights, start=1))
    return f"version = '2'\nscale_min = {scale_min}\n" + "".join(criteria)


@pytest.mark.parametrize(
    ("name", "text", "french", "english"),
    [
        (
            "settings.toml", "hours_a_day = 7",
            "clé « hours_a_day » : cette clé n'existe pas. Les clés possibles sont : currency, ",
            "key 'hours_a_day': nobody knows this key. Known keys: currency, ",
        ),
        (
            "settings.toml", "hours_per_day = 0",
            "clé « hours_per_day » : il faut un nombre plus grand que 0, non 0. Corrigez cette valeur.",
            "key 'hours_per_day': a number above 0 was expected, not 0. Correct the value.",
        ),
        (
            "settings.toml", "snapshots_kept = 'many'",
            "il faut un nombre entier, non « many »", "a whole number was expected, not 'many'",
        ),
        ("settings.toml", "first_month_of_year = 13", "il faut au plus 12, non 13", "at most 12 was expected, not 13"),
        (
            "settings.toml", "[plan]\nadmit_deepen = 'oui'",
            "il faut true ou false, non « oui »", "true or false was expected, not 'oui'",
        ),
        (
            "settings.toml", "[plan]\nvalue = 'gens'",
            "il faut 'people', 'candidate' ou 'money', non « gens »", "'people', 'candidate' or 'money' was expected",
        ),
        (
            "settings.toml", "[plan]\nmandatory = ['Contenu']",
            "clé « plan.mandatory.1 » : il faut « Équipe : Certification », non « Contenu »",
            "“Team: Certification” was expected, not 'Contenu'",
        ),
        (
            "settings.toml", "limits = 3",
            "il faut une section avec ses propres clés, non 3", "a section with keys of its own was expected, not 3",
        ),
        (
            "settings.toml", "currency = EUR",
            "ce n'est pas du TOML valide, ligne 1, colonne 12 (en anglais : « ", "this is not valid TOML: ",
        ),
        (
            "settings.toml", "currency",
            "ce n'est pas du TOML valide, à la fin du fichier (en anglais : « ",
            "(at end of document). Mend that line.",
        ),
        (
            "grid.toml", "version = '2'",
            "clé « criterion » : il manque une valeur. Ajoutez-la.", "key 'criterion': a value is missing. Add it.",
        ),
        (
            "grid.toml", grid(1, 2, "'deux'"),
            "clé « criterion.3.weight » : il faut un nombre, non « deux »",
            "key 'criterion.3.weight': a number was expected, not 'deux'",
        ),
        (
            "grid.toml", grid(1, scale_min="5"),
            "critère « c1 » : scale_min doit être au-dessous de scale_max",
            "criterion 'c1': scale_min must be below scale_max",
        ),
        (
            "grid.toml", grid(1, 2), "deux critères s'appellent « C »", "two criteria are called 'C'",
        ),
        (
            "grid.toml", grid(1) + "reserve_below = 6", "reserve_below est hors de l'échelle", "is off the scale",
        ),
        ("grid.toml", grid(1) + "scale_max = 1e30", "il faut au plus 1000000", "at most 1000000 was expected"),
        ("settings.toml", "hours_per_day = 1e400", "il faut au plus 24", "at most 24 was expected"),
        ("settings.toml", "[rates]\nUSD = 0", "il faut un nombre plus grand que 0", "a number above 0 was expected"),
        (
            "campaigns.toml", "[[campaign]]\nid = 'x'\nopens = 'lundi'",
            "il faut une date comme 2026-09-30, non « lundi »", "a date such as 2026-09-30 was expected",
        ),
        (
            "campaigns.toml", "[[campaign]]\nid = 'x'\ngrid = '9'",
            "aucune grille n'a la version « 9 », demandée pour la campagne « x ». Versions connues : ",
            "no grid has the version '9', which campaign 'x' asks for. Known versions: ",
        ),
        (
            "campaigns.toml", "[[campaign]]\nid = 'x'\n[[campaign]]\nid = 'x'",
            "deux campagnes ont l'id « x »", "two campaigns have the id 'x'",
        ),
        (
            "campaigns.toml", "[[campaign]]\nid = ''",
            "il faut un texte qui n'est pas vide, non «  »", "a text that is not empty was expected, not ''",
        ),
        (
            "campaigns.toml", "[[campaign]]\nid = 'undated'",
            "« undated » ne peut pas être l'id d'une campagne", "'undated' cannot be the id of a campaign",
        ),
        (
            "campaigns.toml", "[[campaign]]\nid = 'x'\n[[campaign]]\nid = 'y'\nlabel_fr = 'X'",
            "les campagnes « x » et « y » s'appellent toutes deux « X »", "campaigns 'x' and 'y' are both called 'X'",
        ),
        (
            "settings.toml", "[rates]\nEUR = 1.1",
            "rates.EUR dit ce que vaut la monnaie dans elle-même", "says what the currency is worth in itself",
        ),
        (
            "grid.toml", grid(1).replace("name_en = 'C'", "name_en = 'certification'"),
            "le critère « c1 » s'appelle comme la colonne « Certification » d'une enquête",
            "criterion 'c1' is called like the column 'Certification' of a survey",
        ),
        (
            "grid.toml", grid(1) + CRITERION.format(key="d", weight=1).replace("'C'", "'B'", 1),
            "deux critères s'appellent « C »", "two criteria are called 'C'",
        ),
    ],
)  # fmt: skip
def test_a_wrong_configuration_names_file_key_and_what_was_expected_in_both_languages(
    portfolio, name, text, french, english
):
    portfolio.given_config(name, text)
    with pytest.raises(errors.WrongConfiguration) as refused:
        config.load(portfolio.root)
    said = {language: refused.value.said(language).replace("\u00a0", " ") for language in LANGUAGES}
    assert french in said["fr"]
    assert english in said["en"]
    assert all(f"config/{name}" in told for told in said.values())


def test_a_heading_of_a_field_that_does_not_exist_is_refused(portfolio):
    shipped = (config.DEFAULTS / "headings.toml").read_text("utf-8")
    portfolio.given_config("headings.toml", shipped.replace("[fields]", "[fields]\nteem = ['Team']", 1))
    with pytest.raises(errors.WrongConfiguration, match="'teem' is no field"):
        config.load(portfolio.root)
