"""Confidential campaigns: nothing that is published tells what fewer than five people answered."""

import shutil

import pytest
from portfolio import CLEAR, CONTRACT, CRITERIA, Portfolio

from pipeline import explain, run, snapshots
from pipeline.config import load
from pipeline.errors import ModeWasPublished, WrongConfiguration

HEADINGS = (
    "Équipe", "Certification", "Campagne", "Répondant", "Évaluateur", "Commentaire", *CRITERIA, *CONTRACT
)  # fmt: skip
SURVEY = '[[campaign]]\nid = "2026-Q2"\nmode = "survey"\n[[campaign]]\nid = "2026-Q3"\nmode = "survey"\n'
WEIGHTS = (5, 4, 3, 4, 4, 3)
FIVE = {
    "A": (3, 4, 3, 2, 5, 2), "B": (4, 4, 2, 5, 3, 1), "C": (5, 3, 3, 4, 4, 2), "D": (2, 2, 4, 3, 3, 4),
    "E": (4, 5, 5, 3, 2, 3),
}  # fmt: skip
THREE = {"F": (1, 5, 2, 4, 4, 5), "G": (5, 5, 1, 2, 3, 1), "H": (3, 1, 4, 4, 5, 2)}
KEYS = ["campaign", "team_id", "certification_id"]


def given_answers(portfolio, people, name="one.csv", team="contenu", campaign="2026-Q3"):
    rows = [
        (team, "prompt", campaign, f"{person}. Dupont", "sponsor" if person == "A" else "", f"avis de {person}",
         *notes, *CLEAR)
        for person, notes in people.items()
    ]  # fmt: skip
    portfolio.given_csv(name, HEADINGS, *rows)


def score(people):
    """The oracle: complete answers, weighted."""
    of_one = [sum(w * n for w, n in zip(WEIGHTS, (*notes[:5], 6 - notes[5]), strict=True)) for notes in people.values()]
    return pytest.approx(100 * sum(of_one) / len(of_one) / 115)


@pytest.fixture
def survey(portfolio):
    portfolio.given_config("campaigns.toml", SURVEY)
    return portfolio


def of_team(portfolio, table, team="contenu"):
    rows = portfolio.published(table)
    return rows[(rows["campaign"] == "2026-Q3") & (rows["team_id"] == team)]


def test_five_people_make_a_score_eight_a_distribution_and_a_mode_is_kept(survey):
    given_answers(survey, FIVE)
    given_answers(survey, FIVE, name="before.csv", campaign="2026-Q2")
    given_answers(survey, FIVE | THREE, name="support.csv", team="support")
    given_answers(survey, {"Z": (3, 9, 3, 3, 3, 3), "Y": (4, 4, 4, 4, 4, 4)}, name="wrong.csv", team="logistique")
    survey.run()
    five, eight = (of_team(survey, "candidate_ranking", team).iloc[0] for team in ("contenu", "support"))
    assert (five["score_percent"], eight["score_percent"]) == (score(FIVE), score(FIVE | THREE))
    assert not five["is_withheld"]
    assert five["decision"] != "incomplete"
    for table in ("note_cells", "evaluator_scores", "campaign_reliability", "mended_cells"):
        assert len(survey.published(table)) == 0, table
    for table in ("comments", "criterion_agreement"):
        assert len(of_team(survey, table)) == 0
    assert of_team(survey, "comments", "support")["comment"].tolist() == [f"avis de {one}" for one in "ABCDEFGH"]
    assert of_team(survey, "comments", "support")[["file", "row_number"]].isna().all(axis=None)
    assert len(of_team(survey, "criterion_agreement", "support")) == 6
    assert set(of_team(survey, "verdict_sensitivity")["variant"]) == {"U20", "D100", "Dir1"}
    assert "median" in set(of_team(survey, "verdict_sensitivity", "support")["variant"])
    assert not {"note", "one_fewer"} & set(survey.published("verdict_flips")["flip"])
    assert not {"divided", "absent_kind"} & set(of_team(survey, "settling_answers")["ask"])
    sure = of_team(survey, "robustness").iloc[0]
    assert (sure["agreement"] != sure["agreement"], sure["interval_low"] < five["score_percent"]) == (True, True)
    assert survey.published("robustness")[["about_fr", "about_en"]].isna().all(axis=None)
    assert set(survey.published("score_bridge")["part"]) == {"corrections", "answers_together", "weights"}
    wrong = survey.published("findings").query("code == 'note_off_scale'").iloc[0]
    assert (wrong["cell"], wrong["value"]) == ("H2", "…")
    assert "9" not in wrong["message_fr"]
    assert "straight_line" not in survey.codes()
    told = explain.as_text(explain.explain(survey.root, "logistique", "prompt"), "fr")
    assert "1 réponse\N{NO-BREAK SPACE}: il en faut au moins 5" in told
    assert "Pas de score" not in told
    survey.given_config("campaigns.toml", SURVEY.replace("survey", "open"))
    with pytest.raises(ModeWasPublished, match=r"2026-Q2.*mode = 'survey'"):
        run.run(survey.root)


@pytest.mark.parametrize("floors", ["means_from = 2", "means_from = 6\ndistributions_from = 5"])
def test_no_setting_tells_means_of_two_people_or_distributions_of_fewer_than_means(portfolio, floors):
    portfolio.given_config("settings.toml", f"[confidential]\n{floors}\n")
    with pytest.raises(WrongConfiguration, match="confidential"):
        load(portfolio.root)


def everything(portfolio):
    """All published tables, without what names the very content of files."""
    contents = {"sha256", "inputs_sha256", "snapshot_id", "published_at"}
    with snapshots.open_snapshot(portfolio.root) as connection:
        names = [name for (name,) in snapshots.published_tables(connection)]
    return {name: (table := portfolio.published(name)).drop(columns=contents & set(table)).to_csv() for name in names}


def differences(one, other):
    return [name for name in one if one[name] != other[name]]


def test_whatever_one_more_person_answers_nothing_published_differs(survey, tmp_path):
    """The strongest attacker reads every table of every snapshot: worlds that differ in one answer look the same."""
    other = Portfolio(tmp_path / "other")
    other.given_config("campaigns.toml", SURVEY)
    for world, notes in ((survey, (1, 5, 2, 4, 4, 5)), (other, (5, 1, 4, 2, 1, 1))):
        given_answers(world, FIVE)
        given_answers(world, {"K": notes, "L": notes[::-1]}, name="support.csv", team="support")
        world.run()
    before = everything(survey)
    assert differences(before, everything(other)) == []
    for world, notes in ((survey, (1, 5, 2, 4, 4, 5)), (other, (5, 5, 5, 5, 5, 5))):
        given_answers(world, {"F": notes}, name="later.csv")
        world.run()
    after = everything(survey)
    assert differences(after, everything(other)) == []
    row = survey.candidate("contenu", "prompt")
    assert (row["count_respondents"], row["count_waiting"]) == (6, 1)
    changed = {"candidate_ranking", "certification_ranking", "source_files", "campaign_progress", "snapshot"}
    assert set(differences(before, after)) <= changed
    hidden = survey.candidate("support", "prompt")
    assert (hidden["decision"], hidden["is_withheld"], hidden["count_respondents"]) == ("incomplete", True, 2)
    assert hidden[["score_percent", "score_low", "score_high", "candidate_rank"]].isna().all()


def sums(portfolio):
    rows = of_team(portfolio, "criterion_scores").set_index("criterion")
    return {key: (int(row["count_notes"]), round(row["count_notes"] * (row["mean_note"] or 0))) for key, row in
            rows.fillna({"mean_note": 0}).iterrows()}  # fmt: skip


def test_no_difference_between_two_publications_is_about_fewer_than_five_people(survey):
    told = []

    def publish():
        survey.run()
        told.append(sums(survey))
        return survey.candidate("contenu", "prompt")

    given_answers(survey, FIVE)
    publish()
    given_answers(survey, {"F": THREE["F"]}, name="f.csv")
    given_answers(survey, {**FIVE, "A": (5, 5, 5, 5, 5, 1)}, name="one.csv")
    assert publish()["is_withheld"], "what A said before cannot be had any more"
    given_answers(survey, THREE, name="three.csv")
    given_answers(survey, {"I": (1, 1, 1, 1, 1, 1), "J": (5, 4, 5, 4, 5, 4)}, name="two.csv")
    _, without_f = run.without(survey.root, "f.csv")
    assert without_f["score_percent"].isna().all(), "looking at a withdrawal releases nothing"
    row = publish()
    assert (row["count_respondents"], row["count_waiting"], row["is_withheld"]) == (10, 0, False)
    assert len(told[-1]) == 6
    for earlier in told:
        for later in told:
            for criterion, (count, total) in later.items():
                more, points = count - earlier[criterion][0], total - earlier[criterion][1]
                assert abs(more) >= 5 or (more == 0 and points == 0)
    before = everything(survey)
    for made in ("snapshots", "parsed"):
        shutil.rmtree(survey.root / "data" / "processed" / made)
    survey.run()
    assert differences(before, everything(survey)) == []
