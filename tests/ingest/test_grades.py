"""Words, stars and fractions of one column of ratings, told by the whole column."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.config import load
from pipeline.ingest.grades import graded, known_scales, odd_texts

SCALES = known_scales(load(Path(__file__).parents[2]).headings.answer_scales)


def read(*texts, numbers=(), beside=()):
    found = graded(texts, {Decimal(number) for number in numbers}, SCALES, set(beside))
    return {text: (meant.kind, meant.reading) for text, meant in found.items()}


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("4/5", "/5=4"), ("4 / 5", "/5=4"), ("4 sur 5", "/5=4"), ("4 out of 5", "/5=4"), ("8/10", "/10=8"),
        ("★★★★☆", "/5=4"), ("★★★☆☆", "/5=3"), ("4 stars out of 5", "/5=4"), ("3,5/5", "/5=3.5"),
    ],
)  # fmt: skip
def test_a_share_names_its_top(text, grade):
    assert read(text) == {text: ("graded", grade)}


@pytest.mark.parametrize("text", ["★★★★", "⭐⭐⭐⭐", "⭐️⭐️⭐️⭐️", "4 stars", "4 étoiles"])
def test_stars_without_empty_ones_are_counted(text):
    assert read(text) == {text: ("number", "4")}


@pytest.mark.parametrize(
    "text",
    ["4 - Plutôt d'accord", "4. Plutôt d'accord", "4 (Plutôt d'accord)", "Plutôt d'accord (4)", "(4) Plutôt d'accord"],
)
def test_a_digit_beside_its_word_is_the_step_of_the_scale_that_knows_it(text):
    assert read(text) == {text: ("graded", "#5=4")}


def test_a_word_that_no_scale_knows_only_labels_its_digit():
    assert read("1 (risque nul)", "5 (risque majeur)", numbers=(2, 3)) == {
        "1 (risque nul)": ("number", "1"), "5 (risque majeur)": ("number", "5"),
    }  # fmt: skip


@pytest.mark.parametrize("text", ["3 (sur 10)", "4 - 5", "4 ou 5", "cinq", "4 jours", "3 - ou 4", "?", "4 5"])
def test_what_may_mean_something_else_stays_unread(text):
    assert read(text, numbers=(1, 2)) == {}


def test_a_remark_behind_one_of_several_equal_digits_is_no_label():
    assert read("2 (à revoir)", numbers=(2, 4)) == {}


def test_one_digit_with_two_words_contradicts_itself_and_so_does_one_word_with_two_digits():
    assert {kind for kind, _ in read("4 (Agree)", "4. (Disagree)", "5 (Strongly agree)").values()} == {"contradictory"}
    assert {kind for kind, _ in read("Agree (4)", "Agree (2)").values()} == {"contradictory"}


def test_digits_that_run_against_their_words_contradict_themselves():
    read_back = read("1 - Tout à fait d'accord", "5 - Pas du tout d'accord")
    assert {kind for kind, _ in read_back.values()} == {"contradictory"}


def test_words_of_two_scales_contradict_nothing_where_their_digits_agree():
    assert read("3. Moyen", "4. Plutôt oui", "1. Pas du tout d'accord") == {
        "3. Moyen": ("graded", "#5=3"), "4. Plutôt oui": ("graded", "#5=4"),
        "1. Pas du tout d'accord": ("graded", "#5=1"),
    }  # fmt: skip


@pytest.mark.parametrize(
    "texts",
    [
        ("4 - Moyen", "5 - Plutôt oui"),  # neither is what its word means
        ("3 - Moyen", "7 - Tout à fait d'accord"),  # of five steps, and of seven
        ("4 - Très importante", "5 - Très important"),  # one step of one scale
        ("3 - Moyen", "3 - Plutôt oui"),
    ],
)
def test_words_of_two_scales_whose_digits_do_not_agree_contradict_themselves(texts):
    assert {kind for kind, _ in read(*texts).values()} == {"contradictory"}


def test_words_alone_are_the_steps_of_every_scale_that_knows_them_all():
    assert read("Agree", "Neutral") == {"Agree": ("graded", "#5=4 #7=6"), "Neutral": ("graded", "#5=3 #7=4")}
    assert read("Agree") == {"Agree": ("graded", "#4=3 #5=4 #7=6")}, "perhaps there was no middle"
    assert read("Agree", beside={"neutral"}) == {"Agree": ("graded", "#5=4 #7=6")}, "its neighbours have one"
    assert read("Somewhat agree", "Agree") == {"Somewhat agree": ("graded", "#7=5"), "Agree": ("graded", "#7=6")}


def test_words_at_the_ends_of_digits_are_its_ends():
    assert read("Non, pas du tout", "Oui, tout à fait", numbers=(2, 3, 4)) == {
        "Non, pas du tout": ("graded", "<"), "Oui, tout à fait": ("graded", ">"),
    }  # fmt: skip
    assert read("Plutôt d'accord", "Oui, tout à fait", numbers=(2, 3)) == {}, "a word of the middle is none"


@given(st.lists(st.integers(0, 10).map(str)))
def test_digits_alone_are_left_to_the_plain_reading(texts):
    assert odd_texts(texts) == []


@pytest.mark.parametrize("codes", [("A1", "A5"), ("AO01", "AO05")])
def test_codes_of_answers_number_them_from_either_end_and_are_never_sure(codes):
    kinds = read(*codes)
    assert [kind for kind, _ in kinds.values()] == ["graded", "graded"]
    assert all(grade.startswith("? ") for _, grade in kinds.values())
    assert " #5=5 " in kinds[codes[1]][1]


@pytest.mark.parametrize(("texts", "numbers"), [(("A1", "B2"), ()), (("A1", "oui"), ()), (("A1",), (3,))])
def test_codes_of_two_kinds_or_beside_other_answers_stay_unread(texts, numbers):
    assert "A1" not in read(*texts, numbers=numbers)
