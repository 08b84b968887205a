"""Both languages say the same things, and pages say nothing else."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import dashboards
from dashboards.texts import Speaker, sentences

FOLDER = Path(dashboards.__file__).parent
FIELD = re.compile(r"{(\w+)}")


def keys_said() -> Iterator[tuple[str, str]]:
    """Every key given to `say`, as a pattern where a part of it is computed, with the place."""
    for file in FOLDER.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say" and node.args:
                key = node.args[0]
                place = f"{file.name}:{node.lineno}"
                if isinstance(key, ast.Constant):
                    yield re.escape(str(key.value)), place
                elif isinstance(key, ast.JoinedStr):
                    parts = (re.escape(str(p.value)) if isinstance(p, ast.Constant) else r"\w+" for p in key.values)
                    yield "".join(parts), place


def test_both_languages_have_the_same_keys_and_each_its_own_singulars() -> None:
    french, english = (set(sentences(language)) for language in ("fr", "en"))
    assert {key for key in french ^ english if not key.endswith("_one")} == set()
    assert all(key.removesuffix("_one") in french & english for key in french | english if key.endswith("_one"))


def test_both_languages_are_filled_with_the_same_facts() -> None:
    for language in ("fr", "en"):
        for key, text in sentences(language).items():
            expected = set(FIELD.findall(sentences("fr")[key.removesuffix("_one")]))
            found = set(FIELD.findall(text))
            assert found == expected or (key.endswith("_one") and expected - found <= {"count"}), key


def test_every_key_that_a_page_says_exists() -> None:
    said = list(keys_said())
    assert len(said) > 60
    for pattern, place in said:
        assert any(re.fullmatch(pattern, key) for key in sentences("fr")), f"{place} says {pattern}"


def test_no_text_is_empty() -> None:
    assert all(text.strip() for language in ("fr", "en") for text in sentences(language).values())


@pytest.mark.parametrize(
    ("language", "count", "said"), [("fr", 0, "0 équipe"), ("en", 0, "0 teams"), ("en", 1, "1 team")]
)
def test_zero_is_singular_in_french_only(language: str, count: int, said: str) -> None:
    assert Speaker(language)("certifications.of_teams", count=count) == said  # type: ignore[arg-type]


def test_a_code_nobody_named_is_still_words() -> None:
    assert Speaker("fr").word("pilot") == "projet pilote"
    assert Speaker("en").words("target_value,deadline") == "target value, deadline"
    assert Speaker("fr").word("some_new_code") == "some new code"
    assert Speaker("fr").word(float("nan")) == ""
