"""Why a score changed since the previous campaign: parts that add up to the whole."""

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from portfolio import CRITERIA, Portfolio

WEIGHTS = (5, 4, 3, 4, 4, 3)
HEADINGS = ("Équipe", "Certification", "Campagne", "Répondant", *CRITERIA)
OTHER_WEIGHTS = """
version = "2026-b"
scale_min = 1
scale_max = 5
pilot_above = 60
alternatives_below = 40
"""


def score(rows):
    """The oracle: means of favourable notes, weighted, in fractions."""
    total = Fraction()
    for place, weight in enumerate(WEIGHTS):
        notes = [row[place] for row in rows if row[place] is not None]
        favourable = [6 - note if place == 5 else note for note in notes]
        total += weight * Fraction(sum(favourable), len(favourable))
    return 100 * total / (5 * sum(WEIGHTS))


def given_answers(portfolio, campaign, people, name=None):
    rows = [("contenu", "prompt", campaign, person, *notes) for person, notes in people.items()]
    portfolio.given_csv(name or f"{campaign}.csv", HEADINGS, *rows)


def parts(portfolio, criterion="*"):
    rows = portfolio.published("score_bridge")
    return rows[rows["criterion"] == criterion].set_index("part")


def points(portfolio):
    return {part: value for part, value in parts(portfolio)["points"].items() if value}


EARLIER = {"Anne Un": (3, 3, 3, 3, 3, 3), "Bob Deux": (4, 4, 4, 4, 4, 2)}


def test_the_same_people_with_other_notes_changed_their_minds(portfolio):
    given_answers(portfolio, "2026-Q1", EARLIER)
    given_answers(portfolio, "2026-Q2", {**EARLIER, "Anne Un": (5, 3, 3, 3, 3, 3)})
    portfolio.make()
    assert points(portfolio) == {"notes": pytest.approx(100 * 5 * 1 / 115)}
    assert parts(portfolio).loc["notes", "count_stayed"] == 2


def test_somebody_new_is_a_change_of_respondents_and_of_nothing_else(portfolio):
    given_answers(portfolio, "2026-Q1", EARLIER)
    given_answers(portfolio, "2026-Q2", {**EARLIER, "Chloé Trois": (5, 5, 5, 5, 5, 1)})
    portfolio.make()
    whole = float(score([*EARLIER.values(), (5, 5, 5, 5, 5, 1)]) - score(EARLIER.values()))
    assert points(portfolio) == {"respondents": pytest.approx(whole)}


def test_answers_without_a_name_cannot_be_told_from_other_people(portfolio):
    for campaign, note in (("2026-Q1", 3), ("2026-Q2", 4)):
        portfolio.given_csv(
            f"{campaign}.csv", ("Équipe", "Certification", "Campagne", *CRITERIA),
            ("contenu", "prompt", campaign, *[note] * 5, 3),
        )  # fmt: skip
    portfolio.make()
    assert list(points(portfolio)) == ["respondents"]


def test_a_sheet_filled_in_together_is_the_teams_both_times(portfolio):
    for campaign, note in (("2026-Q1", 3), ("2026-Q2", 4)):
        portfolio.given_csv(
            f"{campaign}.csv", ("Équipe", "Certification", "Campagne", "Type de réponse", *CRITERIA),
            ("contenu", "prompt", campaign, "consensus", *[note] * 5, 3),
        )  # fmt: skip
    portfolio.make()
    assert list(points(portfolio)) == ["notes"]


def test_what_was_told_before_and_is_now_corrected_stands_apart(portfolio):
    given_answers(portfolio, "2026-Q1", EARLIER)
    portfolio.run()
    given_answers(portfolio, "2026-Q1", {"Zoé Tard": (1, 1, 1, 1, 1, 5)}, name="late.csv")
    given_answers(portfolio, "2026-Q2", EARLIER)
    portfolio.run()
    late = float(score([*EARLIER.values(), (1, 1, 1, 1, 1, 5)]) - score(EARLIER.values()))
    assert points(portfolio) == {"corrections": pytest.approx(late), "respondents": pytest.approx(-late)}
    first = parts(portfolio)
    (portfolio.root / "data/processed/CURRENT").unlink()
    portfolio.run()
    assert parts(portfolio)["points"].to_dict() == first["points"].to_dict(), "it follows from the audit log"


def test_other_weights_are_a_part_of_their_own_where_the_ranking_compares_nothing(portfolio):
    criteria = "".join(
        f'[[criterion]]\nkey = "{key}"\nweight = {weight}\npolarity = "favourable"\nname_fr = "{name}"\n'
        f'name_en = "{name}"\nquestion_fr = "{name} ?"\nquestion_en = "{name}?"\n'
        'anchors_fr = ["a", "b", "c"]\nanchors_en = ["a", "b", "c"]\n'
        for key, name, weight in (("one", "Premier critère", 1), ("two", "Second critère", 1))
    )
    portfolio.given_config("grid.toml", OTHER_WEIGHTS + criteria)
    (portfolio.root / "config" / "grids").mkdir()
    earlier = criteria.replace("weight = 1", "weight = 3", 1)
    portfolio.given_config("grids/a.toml", OTHER_WEIGHTS.replace("2026-b", "2026-a") + earlier)
    portfolio.given_config(
        "campaigns.toml",
        '[[campaign]]\nid = "un"\nopens = 2026-01-01\ncloses = 2026-03-31\ngrid = "2026-a"\n'
        '[[campaign]]\nid = "deux"\nopens = 2026-04-01\ncloses = 2026-06-30\n',
    )
    for campaign in ("un", "deux"):
        portfolio.given_csv(
            f"{campaign}.csv", (*HEADINGS[:4], "Premier critère", "Second critère"),
            ("contenu", "prompt", campaign, "Anne Un", 5, 2),
        )  # fmt: skip
    portfolio.make()
    rows = portfolio.published("candidate_ranking").set_index("campaign")
    assert rows.loc["deux", "change_reason"] == "grid_changed"
    assert points(portfolio) == {"weights": pytest.approx(100 * (7 / 10 - 17 / 20))}


PEOPLE = st.dictionaries(
    st.sampled_from(["Anne Un", "Bob Deux", "Chloé Trois", "Dan Quatre"]),
    st.tuples(*[st.integers(1, 5)] * 6), min_size=1,
)  # fmt: skip


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(earlier=PEOPLE, now=PEOPLE)
def test_the_parts_add_up_to_the_whole(tmp_path_factory, earlier, now):
    portfolio = Portfolio(tmp_path_factory.mktemp("bridge"))
    given_answers(portfolio, "2026-Q1", earlier)
    given_answers(portfolio, "2026-Q2", now)
    portfolio.make()
    rows = parts(portfolio)
    assert rows["points"].sum() == pytest.approx(float(score(now.values()) - score(earlier.values())), abs=1e-9)
    assert rows.loc["corrections", "start_percent"] == pytest.approx(float(score(earlier.values())))
    details = portfolio.published("score_bridge")
    by_criterion = details[details["criterion"] != "*"].groupby("part")["points"].sum()
    assert by_criterion["notes"] == pytest.approx(rows.loc["notes", "points"], abs=1e-9)
    if earlier.keys() == now.keys():
        assert rows.loc["respondents", "points"] == 0
    if not earlier.keys() & now.keys():
        assert rows.loc["notes", "points"] == 0
