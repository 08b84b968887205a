"""People become pseudonyms, e-mail addresses disappear."""

from __future__ import annotations

import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sent import CRITERIA, KEY, read_rows

from pipeline.errors import CannotWrite, WrongConfiguration
from pipeline.ingest import identity

HEADINGS = ("Équipe", "Certification", "E-mail", "Nom", "Prénom", *CRITERIA)
NOTES = (4, 4, 5, 3, 3, 2)


def test_the_key_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    key = identity.key_of(tmp_path)
    file = tmp_path / "data" / "respondent.key"
    assert len(key) == 32
    assert identity.key_of(tmp_path) == key == file.read_bytes()
    assert [one.name for one in file.parent.iterdir()] == ["respondent.key"]
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_two_first_runs_at_once_make_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(identity.key_of, [tmp_path] * 16))) == 1


def test_a_damaged_key_is_refused_in_a_sentence(tmp_path: Path) -> None:
    identity.key_of(tmp_path)
    (tmp_path / "data" / "respondent.key").write_bytes(b"short")
    with pytest.raises(WrongConfiguration, match=r"no key of 32 bytes"):
        identity.key_of(tmp_path)


def test_a_folder_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    with pytest.raises(CannotWrite):
        identity.key_of(tmp_path)


def test_one_person_has_one_pseudonym() -> None:
    named = {identity.pseudonym(name, KEY) for name in ("Zoé Le-Goff", "zoe le goff", " ZOÉ LE GOFF ")}
    assert len(named) == 1
    assert named.pop().startswith("r_")
    addressed = {identity.pseudonym(text, KEY) for text in ("Marie@X.fr", "marie@x.fr ", "Marie Dupont <marie@x.fr>")}
    assert len(addressed) == 1
    assert identity.pseudonym("m.arie@x.fr", KEY) != identity.pseudonym("m-arie@x.fr", KEY)
    assert identity.pseudonym("marie", KEY) != identity.pseudonym("marie", bytes(32))


@pytest.mark.parametrize(
    "text",
    [
        "marie@x.fr",
        "Marie.Dupont+ia@sous.domaine.example.org",
        "marie＠x.fr",
        "marie (at) x.fr",
        "marie[at]x.fr",
        "marie @ x.fr",
    ],
)
def test_addresses_disappear(text: str) -> None:
    assert identity.redact(f"écrire à {text}, merci") == "écrire à [e-mail], merci"


@pytest.mark.parametrize("text", ["une bonne formation", "better at work", "achat (atelier)", "@contenu bravo", "5 €"])
def test_other_texts_stay(text: str) -> None:
    assert identity.redact(text) == text


def test_nobody_is_nobody() -> None:
    rows = [
        ("contenu", "AZ-900", name, None, None, *NOTES) for name in ("anonymous", "Anonyme", "guest", "-", "N/A", "?")
    ]
    found = read_rows(HEADINGS, *rows)
    assert set(found.values("respondent").values()) == {"missing"}


def test_the_address_tells_a_person_else_all_the_names_do() -> None:
    found = read_rows(
        HEADINGS,
        ("contenu", "AZ-900", "m@x.fr", "Martin", "Marie", *NOTES),
        ("contenu", "AZ-900", "m@x.fr", None, None, *NOTES),
        ("contenu", "AZ-900", "anonymous", "Martin", "Marie", *NOTES),
        ("contenu", "AZ-900", None, "Martin", "Paul", *NOTES),
    )
    person = found.values("respondent")
    assert person[2] == person[3]
    assert len({person[3], person[4], person[5]}) == 3
    assert found.codes == []


def test_no_identity_reaches_the_raw_tables() -> None:
    found = read_rows(
        ("Contact : chef@x.fr",),
        (*HEADINGS, "Commentaire", "Vu avec jean@x.fr", "Manager"),
        ("contenu", "AZ-900", "marie@x.fr", "Durand", "Marie", *NOTES, "voir paul@x.fr", "secret-1", "Legrand"),
        ("support", "AZ-900", "zoe@x.fr", "Petit", "Zoé", *NOTES, "ok", "secret-2", "Legrand"),
    )
    roster = read_rows(("Équipe", "Code", "Contact"), ("contenu", "CON", "Claire Legrand"))
    everything = repr([table.to_pylist() for one in (found, roster) for table in one.arrow.values()])
    for hidden in ("@x.fr", "Durand", "Marie", "Petit", "secret", "Legrand"):
        assert hidden not in everything
    assert "voir [e-mail]" in everything
    assert "Vu avec [e-mail]" in everything


def test_a_row_number_is_no_identity() -> None:
    found = read_rows(("ID", "Équipe", "Certification", *CRITERIA), (1, "contenu", "AZ-900", *NOTES))
    assert found.values("respondent") == {}
    assert found.codes == []
