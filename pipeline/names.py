"""From spellings to identities: which names are one team, one certification, one KPI, one campaign."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

import duckdb
import pyarrow as pa

from pipeline.config import Configuration
from pipeline.folding import fold
from pipeline.warehouse import Made, records, rows

_WORDS = {"+": " plus ", "#": " sharp ", "&": " and "}
_LIGATURES = {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ł": "l"}


def slug(name: str) -> str:
    """The identity of a name: lower case, no accents, words joined by `_`; `+ # &` become plus, sharp, and.

    Letters that have no Latin form would vanish and make two names one, so a name that loses any ends in
    eight hex digits of its hash; an empty slug is `t_` and those digits.
    """
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    for sign, word in (_WORDS | _LIGATURES).items():
        text = text.replace(sign, word)
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    words = re.findall(r"[a-z0-9]+", text)
    lost = any(letter.isalnum() and not letter.isascii() for letter in text)
    if words and not lost:
        return "_".join(words)
    digits = hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:8]
    return "_".join([*words, digits]) if words else f"t_{digits}"


def first_of(names: Sequence[str], most: int) -> str:
    """`a, b.`, or `a, b, …` where more follow: the names of which a sentence ends in the first few."""
    return ", ".join(names[:most]) + (", …" if len(names) > most else ".")


def identities(slugs: Iterable[str], official: Mapping[str, str], same: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each slug to the identity that it stands for.

    `official` maps an alias or code to the roster's or catalogue's name; `same` are pairs that a person
    declared one. Of several that are one, the official name stands, else the first in alphabetical order.
    """
    leader: dict[str, str] = {}

    def lead(one: str) -> str:
        while leader.get(one, one) != one:
            one = leader[one]
        return one

    chosen = set(official.values())

    def join(one: str, other: str) -> None:
        first, second = lead(one), lead(other)
        if first != second:
            head, tail = sorted((first, second), key=lambda name: (name not in chosen, name))
            leader[tail] = head

    for alias, name in sorted(official.items()):
        if alias not in chosen:
            leader[alias] = lead(name)
    for one, other in sorted(same):
        join(one, other)
    return {name: lead(name) for name in {*slugs, *official, *official.values()}}


def tables_made(configuration: Configuration) -> dict[str, Made]:
    """The staged tables that give every spelling its identity."""
    return {
        "staged.campaign_ids": Made(
            ("staged.campaign_spellings",), lambda connection: _campaigns(connection, configuration)
        ),
        "staged.slugs": Made(("staged.spellings",), _slugs),
        "staged.team_ids": Made(
            ("staged.slugs", "staged.roster", "raw.answers"),
            lambda connection: _ids(connection, "staged.roster", "team", "near_team"),
        ),
        "staged.certification_ids": Made(
            ("staged.slugs", "staged.catalogue", "raw.answers"),
            lambda connection: _ids(connection, "staged.catalogue", "certification", "near_certification"),
        ),
    }


def _campaigns(connection: duckdb.DuckDBPyConnection, configuration: Configuration) -> pa.Table:
    """Spellings of one campaign are one: the declared id, else as it was written first."""
    spellings = rows(connection, "staged.campaign_spellings")["spelling"].to_pylist()
    named = [configuration.campaign_id(spelling) for spelling in spellings]
    first: dict[str, str] = {}
    ids = [first.setdefault(fold(one) or one, one) for one in named]
    return pa.table({"spelling": pa.array(spellings, pa.string()), "campaign": pa.array(ids, pa.string())})


def _slugs(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    spellings = rows(connection, "staged.spellings")["spelling"].to_pylist()
    return pa.table({"spelling": pa.array(spellings, pa.string()), "slug": pa.array(map(slug, spellings), pa.string())})


def _ids(connection: duckdb.DuckDBPyConnection, register: str, name: str, question: str) -> pa.Table:
    spelled = rows(connection, "staged.slugs").to_pydict()
    official: dict[str, str] = {}
    for row in records(connection, register):
        if not row[name]:
            continue
        own = slug(str(row[name]))
        official[own] = own
        for other in (row["code"], *str(row["aliases"] or "").split("\n")):
            if other and str(other).strip():
                official.setdefault(slug(str(other)), own)
    same = [
        tuple(str(answer["subject"]).split("|", 1))
        for answer in records(connection, "raw.answers")
        if answer["code"] == question and answer["choice"] == "same"
    ]
    identity = identities(spelled["slug"], official, [(one, other) for one, other in same])
    return pa.table(
        {
            "spelling": pa.array(spelled["spelling"], pa.string()),
            f"{name}_id": pa.array([identity[one] for one in spelled["slug"]], pa.string()),
        }
    )
