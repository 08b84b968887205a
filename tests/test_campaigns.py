"""To which campaign an answer belongs, and how a campaign compares with the one before."""

import pytest
from portfolio import CRITERIA

NOTES = [4, 4, 4, 4, 4, 2]
LOW = [1, 1, 1, 1, 1, 5]


def given(portfolio, name, campaign="", date="", notes=NOTES, team="contenu"):
    portfolio.given_csv(
        name, ("Équipe", "Certification", "Campagne", "Date", *CRITERIA), (team, "prompt", campaign, date, *notes)
    )


def campaigns(portfolio):
    portfolio.make()
    return portfolio.published("candidate_ranking")["campaign"].tolist()


def test_the_column_wins_and_quarters_are_spelled_one_way(portfolio):
    given(portfolio, "a.csv", "T3 2026", "2025-01-01")
    assert campaigns(portfolio) == ["2026-Q3"]


def test_a_folder_named_like_a_campaign_names_it_and_the_team_folder_the_team(portfolio):
    portfolio.given_csv("2026-T2/Support/a.csv", ("Certification", *CRITERIA), ("prompt", *NOTES))
    assert campaigns(portfolio) == ["2026-Q2"]
    assert portfolio.published("team_ranking")["team_id"].tolist() == ["support"]


def test_a_declared_window_holds_the_date(portfolio):
    portfolio.given_config("campaigns.toml", '[[campaign]]\nid = "vague-1"\nopens = 2026-06-15\ncloses = 2026-07-15\n')
    given(portfolio, "a.csv", "", "2026-07-01")
    assert campaigns(portfolio) == ["vague-1"]


def test_a_day_in_two_windows_is_told_unless_something_names_the_campaign(portfolio):
    windows = "[[campaign]]\nid = '{}'\nopens = {}\ncloses = {}\n"
    text = windows.format("vague-1", "2026-06-15", "2027-07-15") + windows.format("vague-2", "2026-06-20", "2026-07-20")
    portfolio.given_config("campaigns.toml", text)
    given(portfolio, "a.csv", "", "2026-07-01")
    given(portfolio, "b.csv", "vague-1", "2026-07-01")
    given(portfolio, "c.csv", "", "2026-06-16")
    portfolio.make()
    told = portfolio.published("findings")
    assert told[["file", "code"]].to_numpy().tolist() == [["a.csv", "two_campaigns"]]
    assert "rangée dans « vague-2 », qui ferme avant « vague-1 »" in told["message_fr"][0].replace("\u00a0", " ")


def test_else_the_quarter_of_the_date(portfolio):
    given(portfolio, "a.csv", "", "2026-12-31")
    assert campaigns(portfolio) == ["2026-Q4"]


def test_else_undated_with_a_warning(portfolio):
    given(portfolio, "a.csv")
    assert campaigns(portfolio) == ["undated"]
    assert portfolio.codes() == ["undated"]


def test_answers_on_both_sides_of_a_quarters_end_raise_one_question(portfolio):
    portfolio.given_csv(
        "a.csv",
        ("Équipe", "Certification", "Date", *CRITERIA),
        ("contenu", "prompt", "2026-09-28", *NOTES),
        ("contenu", "prompt", "2026-10-02", *LOW),
    )
    assert campaigns(portfolio) == ["2026-Q3", "2026-Q4"]
    (asked,) = portfolio.published("questions").to_dict("records")
    assert asked["code"] == "two_quarters"
    assert "vont du 28\u00a0septembre\u00a02026 au 2\u00a0octobre\u00a02026," in asked["message_fr"]
    assert "run from 28\u00a0September\u00a02026 to 2\u00a0October\u00a02026," in asked["message_en"]


def test_a_score_is_compared_with_the_campaign_before(portfolio):
    given(portfolio, "1.csv", "2026-Q1", notes=LOW)
    given(portfolio, "2.csv", "2026-Q1", notes=NOTES, team="support")
    given(portfolio, "3.csv", "2026-Q3", notes=NOTES)
    portfolio.make()
    rows = portfolio.published("candidate_ranking").set_index(["campaign", "team_id"])
    now = rows.loc[("2026-Q3", "contenu")]
    assert (now["previous_score_percent"], now["score_change"], now["rank_change"]) == (20, 60, 1)
    assert rows.loc[("2026-Q1", "contenu"), "change_reason"] == "no_previous_campaign"


def test_a_changed_grid_leaves_no_comparison_and_says_so(portfolio):
    portfolio.given_config("campaigns.toml", '[[campaign]]\nid = "2026-Q1"\ngrid = "as_published"\n')
    given(portfolio, "1.csv", "2026-Q1", notes=LOW)
    given(portfolio, "3.csv", "2026-Q3", notes=NOTES)
    portfolio.make()
    rows = portfolio.published("candidate_ranking").set_index("campaign")
    assert rows.loc["2026-Q1", "score_percent"] != 20
    assert rows.loc["2026-Q3", "change_reason"] == "grid_changed"


@pytest.mark.parametrize("cell", ["T3 2026", "Q3 2026", "2026-Q3"])
def test_a_quarter_declared_under_another_of_its_names_is_the_one_that_answers_name(portfolio, cell):
    portfolio.given_config("campaigns.toml", '[[campaign]]\nid = "T3 2026"\nmode = "survey"\n')
    given(portfolio, "a.csv", cell)
    assert campaigns(portfolio) == ["2026-Q3"]
    assert portfolio.published("candidate_ranking")["is_withheld"].all()


@pytest.mark.parametrize("cell", ["été 2026", "ETE  2026", "L'été"])
def test_a_declared_campaign_is_recognised_without_its_accents_and_by_its_label(portfolio, cell):
    declared = '[[campaign]]\nid = "Été 2026"\nlabel_fr = "L\'été"\nmode = "survey"\n'
    portfolio.given_config("campaigns.toml", declared)
    given(portfolio, "a.csv", cell)
    assert campaigns(portfolio) == ["Été 2026"]
    assert portfolio.published("candidate_ranking")["is_withheld"].all()


def test_a_folder_names_a_declared_campaign_without_its_accents(portfolio):
    portfolio.given_config("campaigns.toml", '[[campaign]]\nid = "Été 2026"\n')
    portfolio.given_csv("ete 2026/Support/a.csv", ("Certification", *CRITERIA), ("prompt", *NOTES))
    assert campaigns(portfolio) == ["Été 2026"]
    assert portfolio.published("team_ranking")["team_id"].tolist() == ["support"]


def test_two_spellings_of_a_campaign_that_is_not_declared_are_one_as_it_was_first_written(portfolio):
    given(portfolio, "1.csv", "vague 1")
    given(portfolio, "2.csv", "Vague 1", team="support")
    portfolio.given_csv(
        "3.csv", ("Équipe", "Certification", "Campagne", "Sponsor"), ("achats", "prompt", "VAGUE 1", "x")
    )
    assert campaigns(portfolio) == ["vague 1"] * 3


def test_a_candidate_that_nobody_rated_is_listed_in_the_latest_campaign_also_where_its_answers_have_no_date(portfolio):
    given(portfolio, "1.csv", date="2026-05-20")
    given(portfolio, "2.csv", "2026-Q3")
    portfolio.given_csv("3.csv", ("Équipe", "Certification", "Sponsor"), ("support", "mlops", "x"))
    portfolio.make()
    assert portfolio.candidate("support", "mlops")["campaign"] == "2026-Q3"
