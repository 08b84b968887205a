"""Ratings on another scale than the one asked are never converted, and never partly read as if they were on it."""

import pytest
from portfolio import CRITERIA

from pipeline import questions

FIVE = ("Pas du tout d'accord", "Plutôt pas d'accord", "Neutre", "Plutôt d'accord", "Tout à fait d'accord")
REST = [3, 3, 4, 4, 2]


def given(portfolio, *first_column, heading="Impact business", rest=REST, name="contenu.csv"):
    portfolio.given_csv(
        name, ("Équipe", "Certification", "Date", heading, *CRITERIA[1:]),
        *[("contenu", "prompt", "2026-08-15", note, *rest) for note in first_column],
    )  # fmt: skip
    portfolio.make()


def impact(portfolio):
    rows = portfolio.published("criterion_scores").set_index("criterion")
    return rows.loc["business_impact", "count_notes"], rows.loc["business_impact", "mean_note"]


def asked(portfolio):
    rows = portfolio.published("findings")
    return rows[rows["severity"] == "question"][["code", "column_name"]].apply(tuple, axis=1).tolist()


def test_a_column_of_words_becomes_notes(portfolio):
    given(portfolio, *FIVE)
    assert impact(portfolio) == (5, 3)
    assert asked(portfolio) == []


@pytest.mark.parametrize(
    "column",
    [
        ["8", "9", "3", "4"],
        ["6", "7", "3", "4", "2"],
        ["0", "1", "4", "3"],
        ["8/10", "4/10"],
        ["Plutôt d'accord", "Tout à fait d'accord", "Pas du tout d'accord", "Plutôt pas d'accord"],
        ["Low", "Medium", "High"],
        ["AO04", "AO05", "AO02"],
        ["4 - Agree", "6 - Agree somewhat", "7 - Strongly agree"],
        ["Non, pas du tout", "Oui, tout à fait", "5", "2"],
    ],
)
def test_another_scale_is_held_back_and_asked_about(portfolio, column):
    given(portfolio, *column)
    assert impact(portfolio)[0] == 0
    assert [name for _, name in asked(portfolio)] == ["Impact business"]
    row = portfolio.candidate("contenu", "prompt")
    assert (row["decision"], row["in_question"], row["count_respondents"]) == ("incomplete", True, len(column))
    sources = portfolio.published("source_files").iloc[0]
    assert (sources["accepted"], sources["rejected"]) == (len(column), 0)


@pytest.mark.parametrize("heading", ["Impact business (0 à 10)", "Impact business /10", "Impact business (1-7)"])
def test_a_heading_that_names_another_scale_is_believed(portfolio, heading):
    given(portfolio, 3, 4, 5, heading=heading)
    assert impact(portfolio)[0] == 0
    assert asked(portfolio) == [("other_scale", heading)]


@pytest.mark.parametrize("heading", ["Impact business (1 à 5)", "Impact business (1-5)", "Impact business /5"])
def test_a_heading_that_names_the_scale_asked_leaves_slips_to_be_errors(portfolio, heading):
    given(portfolio, 6, 7, 3, heading=heading)
    assert impact(portfolio) == (1, 3)
    assert portfolio.codes().count("note_off_scale") == 2


def test_one_slip_is_an_error_and_costs_nothing_else(portfolio):
    given(portfolio, 6, 3, 3, 3, 3, 3)
    assert impact(portfolio) == (5, 3)
    assert asked(portfolio) == []


def test_a_person_may_say_that_it_is_the_scale_after_all(portfolio):
    given(portfolio, 6, 7, 3, 5)
    portfolio.run()
    question = portfolio.published("questions").iloc[0]
    assert question["literal"] == "set_aside"
    questions.answer(portfolio.root, question["question_id"], "as_scaled")
    portfolio.make()
    assert impact(portfolio) == (2, 4)
    assert portfolio.codes().count("note_off_scale") == 2
    assert not portfolio.candidate("contenu", "prompt")["in_question"]


def test_words_without_a_middle_are_of_five_steps_once_a_person_says_so(portfolio):
    given(portfolio, "Plutôt d'accord", "Tout à fait d'accord")
    portfolio.run()
    question = portfolio.published("questions").iloc[0]
    questions.answer(portfolio.root, question["question_id"], "as_scaled")
    portfolio.make()
    assert impact(portfolio) == (2, 4.5)


def test_digits_are_believed_against_their_words_only_by_a_person(portfolio):
    given(portfolio, "4 (Agree)", "4. (Disagree)")
    assert asked(portfolio) == [("contradictory_labels", "Impact business")]
    cells = portfolio.published("note_cells")
    assert cells[cells["criterion"] == "business_impact"]["state"].tolist() == ["held_back", "held_back"]
    portfolio.run()
    questions.answer(portfolio.root, portfolio.published("questions").iloc[0]["question_id"], "digits")
    portfolio.make()
    assert impact(portfolio) == (2, 4)


@pytest.mark.parametrize(("low", "high", "notes"), [(1, 7, [5, 6]), (0, 10, [])])
def test_the_grids_own_scale_decides_what_words_mean(portfolio, low, high, notes):
    portfolio.given_config(
        "grid.toml",
        f"""version = "own"\nscale_min = {low}\nscale_max = {high}\npilot_above = 60\nalternatives_below = 40
[[criterion]]\nkey = "fit"\nweight = 1\npolarity = "favourable"\nname_fr = "Adéquation au besoin"\nname_en = "Fit"
question_fr = "Q ?"\nquestion_en = "Q?"\nanchors_fr = ["a", "b", "c"]\nanchors_en = ["a", "b", "c"]\n""",
    )
    portfolio.given_csv(
        "a.csv", ("Équipe", "Certification", "Campagne", "Adéquation au besoin"),
        *[("contenu", "prompt", "2026-Q3", word) for word in ("Somewhat agree", "Agree")],
    )  # fmt: skip
    portfolio.make()
    cells = portfolio.published("note_cells")
    assert sorted(cells[cells["state"] == "counted"]["note"]) == notes
    assert bool(asked(portfolio)) is not bool(notes)


def test_ratings_that_fit_beside_columns_on_another_scale_are_asked_about_too(portfolio):
    """Five columns from 0 to 10; in the sixth nobody chose more than 5."""
    given(portfolio, 3, 5, 2, 5, rest=[8, 9, 0, 10, 7])
    assert impact(portfolio)[0] == 0
    assert [name for _, name in asked(portfolio)] == list(CRITERIA)


def test_a_column_in_words_beside_columns_on_another_scale_is_read(portfolio):
    given(portfolio, *FIVE, rest=[8, 9, 0, 10, 7])
    assert impact(portfolio) == (5, 3)
