"""What was said once about headings holds from then on, for everybody or for one team, until someone deletes it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from portfolio import CRITERIA

from pipeline import audit, config, remembered
from pipeline import run as pipeline_run
from pipeline.config import Remembered, RememberedHeading
from pipeline.errors import CertiscopeError, WrongConfiguration

NOTES = (5, 4, 4, 3, 4, 2)
WISHED = ("Escouade", "Formation", "Date", "Envie", *CRITERIA[1:])


def heading(text, field, team=None):
    return RememberedHeading(heading=text, field=field, team=team)


def text_of(root):
    return (root / "config" / "remembered.toml").read_text("utf-8")


def known(root):
    return [(one.heading, one.field, one.team) for one in config.load(root).remembered.heading]


COMMENTED = """# Mapped by hand.

# Support writes it its own way.
[[heading]]
heading = "Ville"  # the town
field = "team"

# Nobody wants these.
[[heading]]
heading = "Budget"
field = "ignore"

# The end.
"""


def test_an_entry_is_added_and_every_comment_stays(tmp_path):
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "remembered.toml").write_text(COMMENTED, "utf-8")
    remembered.remember(tmp_path, [heading("Envie", "business_impact", "Contenu")])
    assert known(tmp_path) == [
        ("Ville", "team", None), ("Budget", "ignore", None), ("Envie", "business_impact", "Contenu"),
    ]  # fmt: skip
    written = text_of(tmp_path)
    assert [line for line in COMMENTED.splitlines() if "#" in line and line not in written] == []


def test_saying_it_again_takes_the_place_of_what_was_said(tmp_path):
    remembered.remember(tmp_path, [heading("Envie", "business_impact"), heading("Envie", "total_cost", "Contenu")])
    remembered.remember(tmp_path, [heading("ENVIE ?", "team_leverage")])
    assert known(tmp_path) == [("ENVIE ?", "team_leverage", None), ("Envie", "total_cost", "Contenu")]


@pytest.mark.parametrize("gone", [0, 1])
def test_an_entry_is_deleted_with_its_own_lines_only(tmp_path, gone):
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "remembered.toml").write_text(COMMENTED, "utf-8")
    remembered.forget(tmp_path, config.load(tmp_path).remembered.heading[gone])
    assert known(tmp_path) == [[("Budget", "ignore", None)], [("Ville", "team", None)]][gone]
    comments = ["# Mapped by hand.", "# Support writes it its own way.", "# Nobody wants these.", "# The end."]
    assert [line for line in comments if line not in text_of(tmp_path)] == []


def test_entries_written_as_one_array_are_added_to_and_deleted_too(tmp_path):
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "remembered.toml").write_text('heading = [{heading = "Ville", field = "team"}]\n', "utf-8")
    remembered.remember(tmp_path, [heading("Envie", "business_impact")])
    remembered.forget(tmp_path, heading("Ville", "team"))
    assert known(tmp_path) == [("Envie", "business_impact", None)]


def test_the_log_says_who_taught_and_who_forgot(tmp_path):
    remembered.remember(tmp_path, [heading("Envie", "business_impact")])
    remembered.forget(tmp_path, heading("Envie", "business_impact"))
    told = [(event["event"], event["heading"], event["who"]) for event in audit.events(tmp_path)]
    assert told == [("remembered", "Envie", audit.who()), ("forgotten", "Envie", audit.who())]


def test_several_who_teach_at_once_lose_nothing(tmp_path):
    entries = [heading(f"Mot {number} clé", "comment") for number in range(12)]
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda one: remembered.remember(tmp_path, [one]), entries))
    assert len(known(tmp_path)) == 12


def test_a_field_that_nobody_knows_is_told_with_the_nearest(tmp_path):
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "remembered.toml").write_text("[[heading]]\nheading = 'x'\nfield = 'buisness_impact'\n")
    with pytest.raises(WrongConfiguration, match=r"'buisness_impact' is no field.*business_impact"):
        config.load(tmp_path)


def test_a_reading_that_nobody_knows_is_told_too(tmp_path):
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "remembered.toml").write_text("[[reading]]\nteam = 'Contenu'\nencoding = 'klingon'\n")
    with pytest.raises(WrongConfiguration, match=r"key 'reading.1.encoding'.*'klingon' is no encoding that is read"):
        config.load(tmp_path)


def test_what_is_not_valid_is_not_written_over(tmp_path):
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "remembered.toml").write_text("[[heading\n")
    with pytest.raises(CertiscopeError, match="not valid TOML"):
        remembered.remember(tmp_path, [heading("Envie", "business_impact")])
    assert text_of(tmp_path) == "[[heading\n"


def test_the_newest_entry_about_the_same_holds_beside_those_of_others():
    before = Remembered(heading=(heading("Envie", "team"), heading("Envie", "comment", "Contenu")))
    after = remembered.together(before, [heading("envie", "ignore")])
    assert [(one.field, one.team) for one in after.heading] == [("ignore", None), ("comment", "Contenu")]


def test_what_is_taught_is_used_by_run_and_check_and_forgotten_again(portfolio):
    path = portfolio.given_csv("vote.csv", WISHED, ("Contenu", "Prompt 101", "2026-08-15", *NOTES))
    portfolio.given_notes("support", "prompt-101", NOTES)
    portfolio.run()
    assert portfolio.published("candidate_ranking")["team_id"].tolist() == ["support"]
    taught = [heading("Escouade", "team"), heading("Envie", "business_impact")]
    remembered.remember(portfolio.root, taught)
    tables = pipeline_run.check(portfolio.root, [path])
    assert (tables["candidate_ranking"]["score_percent"].notna()).all()
    portfolio.run()
    found = portfolio.candidate("contenu", "prompt_101")
    assert found["score_percent"] == portfolio.candidate("support", "prompt_101")["score_percent"]
    for one in taught:
        remembered.forget(portfolio.root, one)
    portfolio.make()
    assert portfolio.published("candidate_ranking")["team_id"].tolist() == ["support"]


NAMED = ("Équipe", "Certification", "Date", "Envie", *CRITERIA[1:])


def test_what_is_taught_for_one_team_holds_wherever_the_team_is_named(portfolio):
    remembered.remember(portfolio.root, [heading("Envie", "business_impact", "Contenu")])
    row = ("Prompt 101", "2026-08-15", *NOTES)
    portfolio.given_csv("1.csv", NAMED, ("contenu", *row))
    portfolio.given_csv("contenu/2.csv", NAMED[1:], row)
    portfolio.given_csv("3.csv", ("Équipe : Contenu",), NAMED[1:], row)
    portfolio.given_csv("4.csv", NAMED, ("Support", *row))
    portfolio.given_csv("5.csv", NAMED, ("Contenu", *row), ("Support", *row))
    portfolio.make()
    cells = portfolio.published("note_cells")
    impact = cells[cells["criterion"] == "business_impact"]
    assert sorted(impact["file"]) == ["1.csv", "3.csv", "contenu/2.csv"]
    unread = portfolio.published("findings")
    assert sorted(unread.loc[unread["code"] == "unmapped_column", "file"]) == ["4.csv", "5.csv"]


def test_a_column_to_ignore_is_neither_read_nor_told(portfolio):
    portfolio.given_csv("1.csv", (*NAMED[:3], *CRITERIA, "Budget"), ("Contenu", "Prompt", "2026-08-15", *NOTES, 12))
    portfolio.run()
    assert portfolio.codes() == ["unmapped_column"]
    remembered.remember(portfolio.root, [heading("Budget", "ignore")])
    portfolio.make()
    assert portfolio.codes() == []


def test_the_same_content_of_two_teams_is_read_for_each_as_that_team_is(portfolio):
    remembered.remember(portfolio.root, [heading("Envie", "business_impact", "Contenu")])
    for team in ("contenu", "support"):
        portfolio.given_csv(f"{team}/vote.csv", NAMED[1:], ("Prompt 101", "2026-08-15", *NOTES))
    portfolio.make()
    cells = portfolio.published("note_cells")
    assert cells.loc[cells["criterion"] == "business_impact", "team_id"].tolist() == ["contenu"]
    assert set(cells["team_id"]) == {"contenu", "support"}
    sources = portfolio.published("source_files")
    assert sources["sha256"].nunique() == 1
