"""The demonstration: the same everywhere, careful with other data, and telling the story it promises."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest
from rapidfuzz.distance import Levenshtein

from pipeline import config, demo, run, snapshots
from pipeline.demo import files, story
from pipeline.demo.portfolio import FIRST, THIRD, Portfolio, draw
from pipeline.errors import WrongUsage
from pipeline.names import slug


@pytest.fixture(scope="module")
def told() -> Portfolio:
    """The portfolio of twenty-five teams."""
    return draw(len(story.TEAMS), config.load(Path("nowhere")).grid)


def test_the_bytes_do_not_depend_on_the_process_its_time_zone_or_its_locale(tmp_path: Path) -> None:
    program = "import sys; from pathlib import Path; from pipeline import demo; demo.write(Path(sys.argv[1]))"
    for place, zone, seed in (("here", "Pacific/Auckland", "1"), ("there", "America/Lima", "2")):
        surroundings = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": "C"}
        subprocess.run([sys.executable, "-c", program, str(tmp_path / place)], check=True, env=surroundings)
    assert _contents(tmp_path / "here") == _contents(tmp_path / "there") != {}


def test_writing_again_replaces_what_was_there(tmp_path: Path) -> None:
    demo.write(tmp_path, teams=12)
    written = demo.write(tmp_path, teams=3)
    assert written.files == len(_contents(tmp_path))
    assert written.folder == tmp_path / "data" / "raw" / "demo"


def test_it_does_not_mix_with_other_data_unless_told_to(tmp_path: Path) -> None:
    ours = tmp_path / "data" / "raw" / "contenu.csv"
    ours.parent.mkdir(parents=True)
    ours.write_text("Équipe;Certification\n", "utf-8")
    with pytest.raises(WrongUsage, match=r"contenu\.csv.*--force"):
        demo.write(tmp_path, teams=3)
    demo.write(tmp_path, teams=3, force=True)
    assert ours.is_file()


def test_removing_it_leaves_other_data_alone(tmp_path: Path) -> None:
    demo.write(tmp_path, teams=3)
    ours = tmp_path / "data" / "raw" / "support.csv"
    ours.write_text("Équipe;Certification\n", "utf-8")
    assert demo.remove(tmp_path)
    assert not demo.remove(tmp_path)
    assert ours.is_file()


def test_hidden_files_locks_and_notes_leave_the_folder_empty(tmp_path: Path) -> None:
    raw = tmp_path / "data" / "raw"
    raw.mkdir(parents=True)
    for name in (".gitkeep", ".hidden.csv", "~$contenu.xlsx", "lisez-moi.md"):
        (raw / name).write_text("", "utf-8")
    assert demo.is_empty(tmp_path)
    demo.write(tmp_path, teams=1)
    assert not demo.is_empty(tmp_path)


@pytest.mark.parametrize("teams", [0, 401])
def test_a_number_of_teams_out_of_range_is_refused(tmp_path: Path, teams: int) -> None:
    with pytest.raises(WrongUsage, match="1 to 400"):
        demo.write(tmp_path, teams=teams)


def test_four_hundred_teams_have_names_that_raise_no_question() -> None:
    told = draw(400, config.load(Path("nowhere")).grid)
    names = [slug(team.name).replace("_", " ") for team in told.teams]
    assert len(set(names)) == 400
    codes = [team.code for team in told.teams]
    assert len(set(codes)) == 400
    near = [
        (one, other)
        for place, one in enumerate(names)
        for other in names[:place]
        if Levenshtein.distance(one, other, score_cutoff=2) <= (2 if min(len(one), len(other)) >= 9 else 1)
    ]
    assert near == []


def test_a_larger_portfolio_keeps_the_story_of_the_smaller(told: Portfolio) -> None:
    larger = draw(40, told.grid)
    assert larger.answers[: len(told.answers)] == told.answers
    assert len(larger.teams) == 40


def test_two_candidates_score_exactly_sixty_and_the_rest_spread_around_it(told: Portfolio) -> None:
    scores = _scores(told, THIRD)
    assert {candidate for candidate, score in scores.items() if score == 60} == set(story.EXACT_TIES)
    rated = [score for score in scores.values() if score is not None]
    assert 15 <= sum(score > 60 for score in rated) <= 30
    assert 20 <= sum(40 <= score <= 60 for score in rated) <= 35
    assert 5 <= sum(score < 40 for score in rated) <= 15
    assert [candidate for candidate, score in scores.items() if score is None] == list(story.UNANSWERED)


def test_the_highest_score_has_no_clear_objective(told: Portfolio) -> None:
    scores = _scores(told, THIRD)
    assert max(scores, key=lambda candidate: scores[candidate] or 0) == story.STAR_WITHOUT_OBJECTIVE


def test_another_grid_is_answered_on_its_own_scale(told: Portfolio) -> None:
    criteria = [*told.grid.criterion, told.grid.criterion[0].model_copy(update={"key": "seventh"})]
    grid = told.grid.model_copy(update={"scale_max": Decimal(7), "criterion": tuple(criteria)})
    notes = {note for answer in draw(25, grid).answers for note in answer.notes if note is not None}
    assert notes <= set(range(1, 8))
    assert {1, 7} <= notes
    assert len(draw(25, grid).answers[0].notes) == 7


def test_people_are_codes_and_addresses_lead_nowhere(told: Portfolio) -> None:
    assert all(re.fullmatch(r"R\d{3}", answer.respondent) for answer in told.answers)
    texts = [content.decode("utf-8", "ignore") for content in files.of(told).values()]
    addresses = {address for text in texts for address in re.findall(r"[\w.]+@[\w.]+\w", text)}
    assert addresses
    assert all(address.endswith("@example.org") for address in addresses)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the demonstration was published."""
    root = tmp_path_factory.mktemp("demonstration")
    demo.write(root)
    assert run.run(root).published
    return root


def _ranking(root: Path, campaign: str = THIRD) -> pd.DataFrame:
    ranking = snapshots.read(root, "candidate_ranking")
    return ranking[ranking["campaign"] == campaign].set_index(["team_id", "certification_id"])


def test_published_scores_equal_the_oracle(published: Path, told: Portfolio) -> None:
    ranking = _ranking(published, FIRST)
    for (team, certification), score in _scores(told, FIRST).items():
        read = ranking.loc[(slug(team), slug(certification)), "score_percent"]
        assert pd.isna(read) if score is None else read == pytest.approx(float(score), abs=1e-9)


def test_the_tie_stands_at_the_threshold_and_is_no_pilot(published: Path) -> None:
    ranking = _ranking(published)
    for team, certification in story.EXACT_TIES:
        row = ranking.loc[(slug(team), slug(certification))]
        assert (row["score_percent"], row["verdict"], bool(row["at_threshold"])) == (60.0, "deepen", True)


def test_the_star_must_clarify_its_objective(published: Path) -> None:
    team, certification = story.STAR_WITHOUT_OBJECTIVE
    row = _ranking(published).loc[(slug(team), slug(certification))]
    assert (row["verdict"], row["decision"]) == ("pilot", "clarify_objective")
    assert row["missing_contract"] == "business_objective,target_kpi,target_value,deadline"


def test_content_tripled_what_it_publishes(published: Path) -> None:
    changes = snapshots.read(published, "kpi_changes")
    row = changes[(changes["team_id"] == "contenu") & (changes["period"] == "2026-09")].iloc[0]
    assert (row["value_before"], row["value_after"]) == (pytest.approx(4), pytest.approx(12))
    assert row["improvement_percent"] == pytest.approx(200)


def test_twenty_managers_are_satisfied_and_none_applies_it(published: Path) -> None:
    written = demo.folder_of(published) / "indicateurs_trimestriels.xlsx"
    rows = pd.read_excel(written, header=2, engine="openpyxl").set_index(["Équipe", "Période"])
    outcome = ["Inscrits", "Ont terminé", "Certifiés", "Appliquent", "Satisfaction"]
    assert rows.loc[("Encadrement", "T3 2026"), outcome].tolist() == [20, 20, 18, 0, 4.6]
    changes = snapshots.read(published, "kpi_changes")
    row = changes[(changes["team_id"] == "encadrement") & changes["improvement"].notna()].iloc[0]
    assert row["certification_id"] == "ai_for_business"
    assert row["improvement"] < row["value_before"] / 20


def test_several_teams_are_observed_without_a_training(published: Path) -> None:
    series = snapshots.read(published, "kpi_series")
    trained = {slug(team) for team, _ in story.TRAININGS}
    compared = series[~series["team_id"].isin(trained)].groupby("kpi_id")["team_id"].nunique()
    assert (compared >= 1).sum() >= 6


def test_a_dozen_rows_are_wrong_and_one_file_cannot_be_opened(published: Path) -> None:
    findings = snapshots.read(published, "findings")
    errors = findings[findings["severity"] == "error"]
    assert 10 <= errors[["file", "sheet", "row_number"]].drop_duplicates().shape[0] <= 16
    refused = findings[findings["severity"] == "fatal"]
    assert refused["file"].tolist() == ["demo/2026-Q3/maintenance.xlsx"]


def test_what_is_odd_but_accepted_is_said(published: Path) -> None:
    findings = snapshots.read(published, "findings")
    warned = set(findings[findings["severity"] == "warning"]["code"])
    assert {"objective_disagrees", "hidden_row", "unknown_sheet", "unmapped_column", "unreadable_detail"} <= warned


def test_each_kind_of_question_of_the_story_is_asked(published: Path) -> None:
    asked = set(snapshots.read(published, "questions")["code"])
    assert {"near_team", "newer_export", "respondent_twice", "mixed_units"} <= asked


def test_two_spellings_are_one_team_and_a_near_name_is_asked_about(published: Path) -> None:
    teams = set(snapshots.read(published, "team_ranking")["team_id"])
    assert {"comptabilite", "service_apres_vente", "support", "logistiqe"} <= teams
    assert "hotline" not in teams
    questions = snapshots.read(published, "questions")
    near = questions[questions["code"] == "near_team"]
    assert len(near) == 1
    assert "Logistiqe" in near.iloc[0]["message_fr"]


def test_every_row_is_accounted_for(published: Path) -> None:
    sources = snapshots.read(published, "source_files")
    outcomes = sources[["accepted", "rejected", "superseded", "duplicate", "ignored", "blank"]].sum(axis=1)
    assert (sources["rows_read"] == outcomes).all()
    assert sources["superseded"].sum() >= 1
    assert sources["duplicate"].sum() >= 1


def _contents(root: Path) -> dict[str, bytes]:
    folder = demo.folder_of(root)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _scores(told: Portfolio, campaign: str) -> dict[tuple[str, str], Fraction | None]:
    """Percent of the maximum, by the definition, before the story's mishaps."""
    given = defaultdict(list)
    for answer in told.answers:
        if answer.campaign == campaign:
            given[answer.team, answer.certification].append(answer.notes)
    scores: dict[tuple[str, str], Fraction | None] = {}
    for candidate, answers in given.items():
        total = Fraction(0)
        for place, criterion in enumerate(told.grid.criterion):
            notes = [Fraction(str(notes[place])) for notes in answers if notes[place] is not None]
            if not notes:
                scores[candidate] = None
                break
            mean = sum(notes) / len(notes)
            total += Fraction(criterion.weight) * (6 - mean if criterion.polarity == "reversed" else mean)
        else:
            scores[candidate] = 100 * total / (5 * Fraction(sum(one.weight for one in told.grid.criterion)))
    return scores
