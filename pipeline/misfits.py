"""From what TOML and pydantic refuse in a file that people write to a key and a sentence in each language."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple, get_args

from pydantic import AfterValidator, BaseModel, ValidationError

from pipeline.errors import cause
from pipeline.vocabulary import Language

EXPECTED: dict[str, dict[Language, str]] = {
    "string_type": {"fr": "un texte entre guillemets", "en": "a text in quotes"},
    "string_too_short": {"fr": "un texte qui n'est pas vide", "en": "a text that is not empty"},
    "string_too_long": {"fr": "un texte d'au plus {max_length} signes", "en": "a text of at most {max_length} signs"},
    "decimal_type": {"fr": "un nombre", "en": "a number"},
    "decimal_parsing": {"fr": "un nombre", "en": "a number"},
    "finite_number": {"fr": "un nombre", "en": "a number"},
    "decimal_max_digits": {
        "fr": "un nombre d'au plus {max_digits} chiffres", "en": "a number of at most {max_digits} digits",
    },
    "decimal_max_places": {
        "fr": "un nombre d'au plus {decimal_places} décimales", "en": "a number of at most {decimal_places} decimals",
    },
    "decimal_whole_digits": {
        "fr": "un nombre d'au plus {whole_digits} chiffres avant la virgule",
        "en": "a number of at most {whole_digits} digits before the point",
    },
    "greater_than": {"fr": "un nombre plus grand que {gt}", "en": "a number above {gt}"},
    "greater_than_equal": {"fr": "au moins {ge}", "en": "at least {ge}"},
    "less_than_equal": {"fr": "au plus {le}", "en": "at most {le}"},
    "int_type": {"fr": "un nombre entier", "en": "a whole number"},
    "int_parsing": {"fr": "un nombre entier", "en": "a whole number"},
    "int_from_float": {"fr": "un nombre entier", "en": "a whole number"},
    "bool_type": {"fr": "true ou false", "en": "true or false"},
    "bool_parsing": {"fr": "true ou false", "en": "true or false"},
    "literal_error": {"fr": "{expected}", "en": "{expected}"},
    "tuple_type": {"fr": "une liste entre crochets", "en": "a list in brackets"},
    "too_short": {"fr": "une liste plus longue ({min_length} au moins)", "en": "a longer list ({min_length} or more)"},
    "too_long": {"fr": "une liste plus courte ({max_length} au plus)", "en": "a shorter list ({max_length} or fewer)"},
    "mapping_type": {"fr": "une section avec ses propres clés", "en": "a section with keys of its own"},
    "dict_type": {"fr": "une section avec ses propres clés", "en": "a section with keys of its own"},
    "model_type": {"fr": "une section avec ses propres clés", "en": "a section with keys of its own"},
    "date_type": {"fr": "une date comme 2026-09-30", "en": "a date such as 2026-09-30"},
    "date_parsing": {"fr": "une date comme 2026-09-30", "en": "a date such as 2026-09-30"},
    "date_from_datetime_parsing": {"fr": "une date comme 2026-09-30", "en": "a date such as 2026-09-30"},
    "date_from_datetime_inexact": {"fr": "une date sans heure", "en": "a date without a time"},
}  # fmt: skip
"""What a value should have been, by the type of pydantic's error; any other is quoted as pydantic says it."""

_LONGEST_SHOWN = 60
_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


class Unfit(ValueError):
    """What our own validators refuse, as a sentence in each language without its full stop."""

    def __init__(self, *, fr: str, en: str) -> None:
        self.fr, self.en = fr, en
        super().__init__(en)


class Misfit(NamedTuple):
    """Where something does not fit, as `criterion.3.weight` or '', what is expected there, and how to mend it."""

    key: str
    fr: str
    en: str


def matching(pattern: str, *, fr: str, en: str) -> AfterValidator:
    """For a text that has to have a form, which the sentences describe: `fr` is needed, `en` was expected."""
    form = re.compile(pattern)

    def check(text: str) -> str:
        if not form.fullmatch(text):
            raise Unfit(fr=f"il faut {fr}, non « {text} »", en=f"{en} was expected, not {text!r}")
        return text

    return AfterValidator(check)


def first(problem: ValidationError, kind: type[BaseModel]) -> Misfit:
    """What to mend first in a model of this kind: a key that nobody knows, else what pydantic found first."""
    found: Any = min(problem.errors(), key=lambda one: one["type"] != "extra_forbidden")
    place: Sequence[int | str] = found["loc"]
    key = ".".join(str(part + 1 if isinstance(part, int) else part) for part in place)
    if found["type"] == "extra_forbidden":
        known = ", ".join(_keys_at(kind, place[:-1]))
        return Misfit(
            key,
            f"cette clé n'existe pas. Les clés possibles sont : {known}.",
            f"nobody knows this key. Known keys: {known}.",
        )
    if found["type"] == "missing":
        return Misfit(key, "il manque une valeur. Ajoutez-la.", "a value is missing. Add it.")
    return Misfit(
        key, f"{_told(found, 'fr')}. Corrigez cette valeur.", f"{_told(found, 'en')}. Correct the value."
    )  # fmt: skip


def no_toml(problem: tomllib.TOMLDecodeError) -> Misfit:
    """Where a file is no TOML, and what its reader complains of."""
    at = _AT.search(str(problem))
    end = ", à la fin du fichier" if at else ""
    place = f", ligne {at[1]}, colonne {at[2]}" if at and at[1] else end
    complaint = cause(ValueError(_AT.sub("", str(problem))), "fr")
    return Misfit(
        "",
        f"ce n'est pas du TOML valide{place} ({complaint}). Corrigez cette ligne.",
        f"this is not valid TOML: {problem}. Mend that line.",
    )


def _told(found: Any, language: Language) -> str:
    own = found.get("ctx", {}).get("error")
    if isinstance(own, Unfit):
        return own.fr if language == "fr" else own.en
    if found["type"] not in EXPECTED:
        return cause(ValueError(found["msg"].removeprefix("Value error, ")), language)
    is_empty_text = found["type"] == "too_short" and isinstance(found["input"], str)
    expected = EXPECTED["string_too_short" if is_empty_text else found["type"]][language].format(**found.get("ctx", {}))
    given = _shown(found["input"], language)
    if language == "fr":
        return f"il faut {expected.replace(' or ', ' ou ')}" + (f", non {given}" if given else "")
    return f"{expected} was expected" + (f", not {given}" if given else "")


def _shown(given: object, language: Language) -> str:
    """What stands there, a text in quotation marks; '' where it is no text, number or date, and too long to be told."""
    if isinstance(given, str):
        shown = given if len(given) <= _LONGEST_SHOWN else given[: _LONGEST_SHOWN - 1] + "…"
        return f"« {shown} »" if language == "fr" else repr(shown)
    if isinstance(given, bool):
        return str(given).lower()
    return str(given) if isinstance(given, int | float | Decimal | dt.date) else ""


def _keys_at(kind: type[BaseModel], place: Sequence[int | str]) -> Sequence[str]:
    """The keys known at a place in a file: `criterion`, 1 means those of a criterion."""
    for part in place:
        if isinstance(part, str) and part in kind.model_fields:
            annotation = kind.model_fields[part].annotation
            models = (one for one in (annotation, *get_args(annotation)) if isinstance(one, type))
            kind = next((one for one in models if issubclass(one, BaseModel)), kind)
    return list(kind.model_fields)
