"""From headings to what the rows below are about: teams and certifications, or people and things of another trade."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.folding import fold
from pipeline.ingest.dialects import PLAIN, dialect
from pipeline.ingest.heading_forms import normal, words

if TYPE_CHECKING:
    from pipeline.ingest.headings import Candidate, Meaning

_VAGUE = {
    "team": dict.fromkeys(("nom", "noms", "name", "names", "groupe", "groupes", "group", "groups"), "A"),
    "certification": {
        **dict.fromkeys(("nom", "noms", "name", "names", "titre", "titres", "title", "titles"), ""),
        **dict.fromkeys(("intitule", "intitules"), ""),
        **dict.fromkeys(("programme", "programmes", "program", "programs"), "A"),
    },
}
"""By field: headings that name anything, and the records in which they name that field all the same."""
_SAYING = {
    "team": words("equipe equipes team teams squad squads tribu tribus tribe tribes roster"),
    "certification": words(
        "certification certifications certificat certificats certificate certificates certif certifs formation "
        "formations training trainings examen examens exam exams validite validity renouvellement renewal "
        "recertification"
    ),
}
"""By field: words, in another heading, the sheet's name or a title, that say what is named."""
_TELLING = (
    ("team", frozenset({"expected_answers"})),
    ("certification", frozenset({"vendor", "fee_per_person", "hours_per_person"})),
)
"""Fields that, together, stand beside the names of nothing else."""
_OF_PEOPLE = frozenset(
    {
        "matricule", "n matricule", "numero matricule", "employee id", "employee number", "staff id", "prenom",
        "prenoms", "first name", "firstname", "given name", "nom de famille", "last name", "lastname", "surname",
        "family name", "nom et prenom", "nom prenom", "prenom et nom", "prenom nom", "collaborateur", "collaboratrice",
        "nom du collaborateur", "employee", "employee name", "employe", "salarie", "nom du salarie", "participant",
        "participante", "nom du participant", "participant name", "stagiaire", "nom du stagiaire", "apprenant",
        "nom de l apprenant", "learner", "learner name", "trainee", "trainee name", "student", "student name",
        "etudiant", "eleve", "personne", "person", "date de naissance", "birth date", "date of birth", "civilite",
    }
)  # fmt: skip
_NAMES = frozenset({"nom", "name"})
_WHO_SENT = _NAMES | {"prenom", "first name", "last name", "nom de famille"}
"""How form tools head the names of whoever filled in the form."""
_OF_A_CASE = frozenset({"pilot_participants", "rollout_participants", "expected_annual_benefit"})
"""Fields of the register that nobody is asked of one person."""


def subjects_said(texts: Iterable[str]) -> frozenset[str]:
    """Those of the fields team and certification of which a text speaks."""
    told = {word for text in texts for word in fold(text).split()}
    return frozenset(field for field, saying in _SAYING.items() if not saying.isdisjoint(told))


def is_vague(heading: str) -> bool:
    """Whether a heading names anything, as `Name` does: what a person said of it goes first."""
    bare = normal(heading)
    return any(bare in vague for vague in _VAGUE.values())


def surely_named(headings: Sequence[str], meanings: Mapping[int, Meaning], said: frozenset[str]) -> dict[int, Meaning]:
    """The meanings without vague names: `Name` or `Title` is a team or a certification only where something says so.

    `said` are the fields of which the sheet's name or its titles speak; the other headings speak too, but for
    the criteria's, which always speak of certifications.
    """
    spoken = said | subjects_said(
        headings[at]
        for at, meaning in meanings.items()
        if not meaning.crossed and not any(one.criterion for one in meaning.candidates)
    )
    beside = {one.field for meaning in meanings.values() for one in meaning.candidates}
    spoken |= {field for field, telling in _TELLING if telling <= beside}
    return {
        at: replace(meaning, candidates=tuple(_sure(meaning.candidates, normal(headings[at]), spoken)))
        if meaning.candidates
        else meaning
        for at, meaning in meanings.items()
    }


def are_of_cases(meanings: Mapping[int, Meaning]) -> bool:
    """Whether a column counts what nobody is asked of one person: each row is a case for a register."""
    return any(one.field in _OF_A_CASE for meaning in meanings.values() for one in meaning.candidates)


def are_of_people(headings: Sequence[str], meanings: Mapping[int, Meaning], record: str) -> bool:
    """Whether each row is about a person, and so neither a case, a team nor a certification: `Matricule`, `Prénom`.

    So does a bare `Nom` beside the column that names what the record is about; of a KPI it may be the name, and in a
    form about a case it is who sent it.
    """
    bare = {normal(headings[at]) for at, meaning in meanings.items() if not _is_mapped(meaning)}
    if record == "B" and are_of_cases(meanings) and dialect(headings) != PLAIN:
        bare -= _WHO_SENT
    if not _OF_PEOPLE.isdisjoint(bare):
        return True
    named = {"B": "certification", "D": "team", "E": "certification"}.get(record, "")
    naming = [
        normal(headings[at])
        for at, meaning in meanings.items()
        if any(one.field == named and record in one.records for one in meaning.candidates)
    ]
    return bool(naming) and not _NAMES.isdisjoint(bare) and not _NAMES.issuperset(naming)


def _is_mapped(meaning: Meaning) -> bool:
    return any(one.how == "remembered" for one in meaning.candidates)


def _sure(candidates: Iterable[Candidate], heading: str, spoken: frozenset[str]) -> Iterable[Candidate]:
    for one in candidates:
        vague = _VAGUE.get(one.field, {})
        if heading not in vague or one.field in spoken or one.how == "remembered":
            yield one
        elif kept := "".join(letter for letter in one.records if letter in vague[heading]):
            yield replace(one, records=kept)
