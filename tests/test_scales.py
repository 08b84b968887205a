"""Ratings on another scale than the one asked are never converted, and never partly read as if they were on it."""

import pytest
from portfolio import CRITERIA, Portfolio

from pipeline import questions

FIVE = ("Pas du tout d'accord", "Plutôt pas d'accord", "Neutre", "Plutôt d'accord", "Tout à fait d'accord")
REST = [3, 3, 4, 4, 2]


def given(portfolio, *first_column, heading="Impact business", rest=REST, team="contenu"):
    portfolio.given_csv(
        f"{team}.csv", ("Équipe", "Certification", "Date", heading, *CRITERIA[1:]),
        *[(team, "prompt", "2026-08-15", note, *rest) for note in first_column],
    )  # fmt: skip


def impact(portfolio, team="contenu"):
    rows = portfolio.published("criterion_scores").set_index(["team_id", "criterion"])
    return tuple(rows.loc[(team, "business_impact"), ["count_notes", "mean_note"]])


def asked(portfolio, team="contenu"):
    rows = portfolio.published("findings")
    rows = rows[(rows["severity"] == "question") & (rows["file"] == f"{team}.csv")]
    return rows[["code", "column_name"]].apply(tuple, axis=1).tolist()


def off_scale(portfolio, team="contenu"):
    rows = portfolio.published("findings")
    return len(rows[(rows["code"] == "note_off_scale") & (rows["file"] == f"{team}.csv")])


def test_a_column_of_words_becomes_notes(portfolio):
    given(portfolio, *FIVE)
    portfolio.make()
    assert impact(portfolio) == (5, 3)
    assert asked(portfolio) == []


OTHER_SCALES = {
    "achats": ["8", "9", "3", "4"],
    "direction": ["6", "7", "3", "4", "2"],
    "finance": ["0", "1", "4", "3"],
    "informatique": ["8/10", "4/10"],
    "juridique": ["Plutôt d'accord", "Tout à fait d'accord", "Pas du tout d'accord", "Plutôt pas d'accord"],
    "logistique": ["Low", "Medium", "High"],
    "marketing": ["AO04", "AO05", "AO02"],
    "paie": ["4 - Agree", "6 - Agree somewhat", "7 - Strongly agree"],
    "support": ["Non, pas du tout", "Oui, tout à fait", "5", "2"],
}
OTHER_HEADINGS = {
    "ventes": "Impact business (0 à 10)",
    "recherche": "Impact business /10",
    "entretien": "Impact business (1-7)",
}
ASKED_HEADINGS = {
    "accueil": "Impact business (1 à 5)",
    "qualite": "Impact business (1-5)",
    "chantier": "Impact business /5",
}


@pytest.fixture(scope="module")
def everybody(tmp_path_factory):
    """A file of each of these teams."""
    portfolio = Portfolio(tmp_path_factory.mktemp("everybody"))
    for team, column in OTHER_SCALES.items():
        given(portfolio, *column, team=team)
    for team, heading in OTHER_HEADINGS.items():
        given(portfolio, 3, 4, 5, heading=heading, team=team)
    for team, heading in ASKED_HEADINGS.items():
        given(portfolio, 6, 7, 3, heading=heading, team=team)
    portfolio.make()
    return portfolio


@pytest.mark.parametrize(("team", "column"), OTHER_SCALES.items())
def test_another_scale_is_held_back_and_asked_about(everybody, team, column):
    assert impact(everybody, team)[0] == 0
    assert [name for _, name in asked(everybody, team)] == ["Impact business"]
    row = everybody.candidate(team, "prompt")
    assert (row["decision"], row["in_question"], row["count_respondents"]) == ("incomplete", True, len(column))
    sources = everybody.published("source_files").set_index("file").loc[f"{team}.csv"]
    assert (sources["accepted"], sources["rejected"]) == (len(column), 0)


@pytest.mark.parametrize(("team", "heading"), OTHER_HEADINGS.items())
def test_a_heading_that_names_another_scale_is_believed(everybody, team, heading):
    assert impact(everybody, team)[0] == 0
    assert asked(everybody, team) == [("other_scale", heading)]


@pytest.mark.parametrize("team", ASKED_HEADINGS)
def test_a_heading_that_names_the_scale_asked_leaves_slips_to_be_errors(everybody, team):
    assert impact(everybody, team) == (1, 3)
    assert off_scale(everybody, team) == 2


def test_one_slip_is_an_error_and_costs_nothing_else(portfolio):
    given(portfolio, 6, 3, 3, 3, 3, 3)
    portfolio.make()
    assert impact(portfolio) == (5, 3)
    assert asked(portfolio) == []


def test_one_rating_that_names_another_top_is_a_slip_among_those_that_name_the_one_asked(portfolio):
    given(portfolio, "3/5", "4/5", "4/10", "5/5")
    portfolio.make()
    assert impact(portfolio) == (3, 4)
    assert asked(portfolio) == []
    assert portfolio.published("findings")[["code", "cell", "value"]].to_numpy().tolist() == [
        ["note_off_scale", "D4", "4/10"]
    ]


@pytest.mark.parametrize(
    "notes", [("3/5", "4/5", "4/10", "8/10"), ("3", "4", "2", "4/10"), ("3/5", "4/10"), ("4/10",), ("4/5", "3/5", "A4")]
)
def test_ratings_that_name_another_top_are_asked_about_where_several_do_or_few_name_the_one_asked(portfolio, notes):
    given(portfolio, *notes)
    portfolio.make()
    assert impact(portfolio)[0] == 0
    assert asked(portfolio) == [("other_scale", "Impact business")]


def test_a_person_may_say_that_it_is_the_scale_after_all(portfolio):
    given(portfolio, 6, 7, 3, 5)
    question = portfolio.ask().iloc[0]
    assert question["literal"] == "set_aside"
    questions.answer(portfolio.root, question["question_id"], "as_scaled")
    portfolio.make()
    assert impact(portfolio) == (2, 4)
    assert off_scale(portfolio) == 2
    assert not portfolio.candidate("contenu", "prompt")["in_question"]


def test_what_names_another_scale_is_a_mistake_once_a_person_says_so(portfolio):
    given(portfolio, "8/10", "4/10", "3/5")
    question = portfolio.ask().iloc[0]
    questions.answer(portfolio.root, question["question_id"], "as_scaled")
    portfolio.make()
    assert (impact(portfolio), off_scale(portfolio)) == ((1, 3), 2)


def test_words_without_a_middle_are_of_five_steps_once_a_person_says_so(portfolio):
    given(portfolio, "Plutôt d'accord", "Tout à fait d'accord")
    question = portfolio.ask().iloc[0]
    questions.answer(portfolio.root, question["question_id"], "as_scaled")
    portfolio.make()
    assert impact(portfolio) == (2, 4.5)


def test_digits_are_believed_against_their_words_only_by_a_person(portfolio):
    given(portfolio, "4 (Agree)", "4. (Disagree)")
    question = portfolio.ask().iloc[0]
    assert asked(portfolio) == [("contradictory_labels", "Impact business")]
    cells = portfolio.published("note_cells")
    assert cells[cells["criterion"] == "business_impact"]["state"].tolist() == ["held_back", "held_back"]
    questions.answer(portfolio.root, question["question_id"], "digits")
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
        "contenu.csv", ("Équipe", "Certification", "Campagne", "Adéquation au besoin"),
        *[("contenu", "prompt", "2026-Q3", word) for word in ("Somewhat agree", "Agree")],
    )  # fmt: skip
    portfolio.make()
    cells = portfolio.published("note_cells")
    assert sorted(cells[cells["state"] == "counted"]["note"]) == notes
    assert bool(asked(portfolio)) is not bool(notes)


def test_ratings_that_fit_beside_columns_on_another_scale_are_asked_about_too(portfolio):
    """Five columns from 0 to 10; in the sixth nobody chose more than 5."""
    given(portfolio, 3, 5, 2, 5, rest=[8, 9, 0, 10, 7])
    portfolio.make()
    assert impact(portfolio)[0] == 0
    assert [name for _, name in asked(portfolio)] == list(CRITERIA)


def test_a_column_in_words_beside_columns_on_another_scale_is_read(portfolio):
    given(portfolio, *FIVE, rest=[8, 9, 0, 10, 7])
    portfolio.make()
    assert impact(portfolio) == (5, 3)


@pytest.mark.parametrize(
    "answers",
    [
        [(8, 6, 4, 10, 2, 6), (5, 3, 4, 1, 2, 5)],
        [(0, 3, 4, 1, 2, 4), (4, 3, 4, 1, 2, 3)],
    ],
)
def test_few_answers_show_another_scale_only_together(portfolio, answers):
    headings = ("Équipe", "Certification", "Date", *CRITERIA)
    portfolio.given_csv("contenu.csv", headings, *[("contenu", "prompt", "2026-08-15", *notes) for notes in answers])
    portfolio.make()
    assert asked(portfolio) == [("other_scale", name) for name in CRITERIA]
    assert off_scale(portfolio) == 0


def test_two_slips_in_few_answers_are_slips(portfolio):
    headings = ("Équipe", "Certification", "Date", *CRITERIA)
    notes = [(6, 3, 4, 5, 2, 6), (5, 3, 4, 1, 2, 5), (5, 4, 4, 1, 2, 5)]
    portfolio.given_csv("contenu.csv", headings, *[("contenu", "prompt", "2026-08-15", *row) for row in notes])
    portfolio.make()
    assert asked(portfolio) == []
    assert off_scale(portfolio) == 2
