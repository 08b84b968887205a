"""Publishing: one whole snapshot at a time, the same inputs the same numbers, nothing lost."""

import json
import os
import shutil
import subprocess
import sys

import pandas as pd
import pytest
from portfolio import CRITERIA

from pipeline import audit, snapshots, warehouse
from pipeline.config import load
from pipeline.errors import (
    AnotherRunIsWorking,
    DamagedLog,
    DamagedSnapshot,
    GridWasPublished,
    NothingPublished,
    NothingToPublish,
    WrongConfiguration,
)

NOTES = [4, 4, 4, 4, 4, 2]


def test_nothing_new_makes_no_new_snapshot(portfolio):
    portfolio.given_notes("contenu", "prompt", NOTES)
    first = portfolio.run()
    second = portfolio.run()
    assert (first.published, second.published) == (True, False)
    assert first.snapshot_id == second.snapshot_id
    assert len(snapshots.listing(portfolio.root)) == 1


def test_a_snapshot_names_the_seed_of_its_latest_campaign(portfolio):
    headings = ("Équipe", "Certification", "Date", *CRITERIA)
    for name, day, note in (("avant.csv", "2026-05-04", 3), ("puis.csv", "2026-09-04", 4)):
        portfolio.given_csv(name, headings, *[("contenu", "prompt", day, *[note] * 6) for _ in range(3)])
    portfolio.run()
    seeds = portfolio.published("campaign_certainty").set_index("campaign")["seed"]
    assert portfolio.published("snapshot")["seed"].tolist() == [seeds["2026-Q3"]]
    assert seeds["2026-Q2"] != seeds["2026-Q3"]


def test_everything_but_the_audit_log_comes_back_equal(portfolio):
    portfolio.given_notes("contenu", "prompt", NOTES, [1, 2, 3, 4, 5, 1])
    portfolio.given_notes("support", "mlops", [1, 2, 3, 4, 5, ""])
    portfolio.run()
    before = portfolio.published("candidate_ranking")
    for path in (portfolio.root / "data" / "processed").iterdir():
        if path.name != "audit.jsonl":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    portfolio.run()
    pd.testing.assert_frame_equal(portfolio.published("candidate_ranking"), before)


def test_no_number_depends_on_how_many_cores_work():
    """A product of matrices that is shared among threads adds in another order, and its last digits change."""
    code = (
        "import pipeline, numpy as np; luck = np.random.default_rng(1)\n"
        "print((luck.normal(size=(100, 2500)) @ luck.normal(size=(2500, 6))).sum().hex())"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code], env=os.environ | {"OPENBLAS_NUM_THREADS": threads}, capture_output=True,
            text=True, check=True,
        ).stdout
        for threads in ("1", "2", "3", "4")
    }  # fmt: skip
    assert len(said) == 1


def test_the_rows_of_one_candidate_are_those_of_the_whole_table(portfolio):
    portfolio.given_notes("contenu", "prompt", NOTES, [1, 2, 3, 4, 5, 1])
    portfolio.given_notes("support", "prompt", NOTES)
    portfolio.run()
    whole = snapshots.read(portfolio.root, "note_cells")
    own = snapshots.read(portfolio.root, "note_cells", team_id="contenu", certification_id="prompt")
    wanted = whole[(whole["team_id"] == "contenu") & (whole["certification_id"] == "prompt")]
    assert len(own) == 12
    pd.testing.assert_frame_equal(own, wanted.reset_index(drop=True))


def test_a_reader_keeps_its_snapshot_while_another_is_published(portfolio):
    portfolio.given_notes("contenu", "prompt", NOTES)
    portfolio.run()
    with snapshots.open_snapshot(portfolio.root) as reader:
        portfolio.given_notes("support", "prompt", NOTES)
        portfolio.run()
        assert reader.table("published.candidate_ranking").shape[0] == 1
    assert len(portfolio.published("candidate_ranking")) == 2


def test_a_snapshot_that_is_read_again_is_the_file_that_lies_there_now(tmp_path):
    folder = snapshots.folder_of(tmp_path)
    for said in ("first", "second"):
        shutil.rmtree(folder, ignore_errors=True)
        with warehouse.connect() as connection:
            connection.execute(f"create table published.words as select '{said}' as word")
            snapshots.write(connection, tmp_path, "one")
        snapshots.point_at(tmp_path, "one")
        assert snapshots.read(tmp_path, "words")["word"].tolist() == [said]
        assert snapshots.read(tmp_path, "words")["word"].tolist() == [said]


def test_an_empty_folder_publishes_nothing_and_says_what_to_do(portfolio):
    with pytest.raises(NothingToPublish, match="certiscope demo"):
        portfolio.run()
    with pytest.raises(NothingPublished, match="certiscope run"):
        portfolio.published("candidate_ranking")


def test_no_accepted_row_keeps_the_last_snapshot(portfolio):
    kept = portfolio.given_notes("contenu", "prompt", NOTES)
    portfolio.run()
    current = snapshots.current_id(portfolio.root)
    kept.unlink()
    portfolio.given_notes("contenu", "prompt", ["cinq", 3, 3, 3, 3, 3])
    with pytest.raises(NothingToPublish, match="cinq"):
        portfolio.run()
    assert snapshots.current_id(portfolio.root) == current


def test_two_runs_at_once_the_second_says_so(portfolio):
    from filelock import FileLock

    portfolio.given_notes("contenu", "prompt", NOTES)
    processed = portfolio.root / "data" / "processed"
    processed.mkdir()
    with FileLock(processed / ".lock"), pytest.raises(AnotherRunIsWorking):
        portfolio.run()


def test_a_grid_is_frozen_once_published_with(portfolio):
    grid = (
        'version = "1"\npilot_above = {line}\n'
        '[[criterion]]\nkey = "value"\nweight = 1\nname_fr = "Valeur"\nname_en = "Value"\n'
    )
    portfolio.given_config("grid.toml", grid.format(line=60))
    portfolio.given_csv("a.csv", ("Team", "Certification", "Campaign", "Value"), ("contenu", "x", "2026-Q3", 4))
    portfolio.run()
    portfolio.given_config("grid.toml", grid.format(line=70))
    with pytest.raises(GridWasPublished, match="2026-Q3"):
        portfolio.run()


@pytest.mark.parametrize(
    ("name", "text", "named"),
    [
        ("grid.toml", "wieght = 3", "wieght"),
        ("grid.toml", "[[criterion]]\nwieght = 3", "criterion.1.wieght.*Known keys: key, weight"),
        ("settings.toml", "[limits]\nfile_size = 3", "limits.file_size.*Known keys: file_megabytes"),
        ("grid.toml", "version = ", "not valid TOML"),
        ("settings.toml", "hours_per_day = 0", "hours_per_day"),
        ("campaigns.toml", '[[campaign]]\nid = "x"\ngrid = "nowhere"', "nowhere"),
    ],
)
def test_a_broken_configuration_names_the_file_and_the_key(portfolio, name, text, named):
    portfolio.given_notes("contenu", "prompt", NOTES)
    portfolio.given_config(name, text)
    with pytest.raises(WrongConfiguration, match=named) as problem:
        portfolio.run()
    assert name in str(problem.value)


@pytest.mark.parametrize("name", ["grid.toml", "settings.toml", "remembered.toml"])
def test_what_stands_in_the_place_of_a_configuration_file_is_never_passed_over(portfolio, name):
    folder = portfolio.root / "config"
    (folder / name).mkdir(parents=True)
    with pytest.raises(WrongConfiguration, match=name):
        load(portfolio.root)
    (folder / name).rmdir()
    (folder / name).symlink_to(folder / "moved away.toml")
    with pytest.raises(WrongConfiguration, match=name):
        load(portfolio.root)


def test_a_file_in_the_place_of_the_configuration_folder_is_never_passed_over(portfolio):
    (portfolio.root / "config").write_text("", "utf-8")
    with pytest.raises(WrongConfiguration, match="folder"):
        load(portfolio.root)


def test_a_grid_of_ones_own_serves_a_campaign_beside_the_grids_that_ship(portfolio):
    (portfolio.root / "config" / "grids").mkdir(parents=True)
    grid = 'version = "ours"\n[[criterion]]\nkey = "value"\nweight = 1\nname_fr = "Valeur"\nname_en = "Value"\n'
    portfolio.given_config("grids/ours.toml", grid)
    campaigns = '[[campaign]]\nid = "spring"\ngrid = "ours"\n[[campaign]]\nid = "autumn"\ngrid = "as_published"\n'
    portfolio.given_config("campaigns.toml", campaigns)
    found = load(portfolio.root)
    assert [found.grid_of(campaign).version for campaign in ("spring", "autumn")] == ["ours", "as_published"]


def test_a_line_cut_short_in_the_audit_log_is_passed_over(portfolio):
    portfolio.given_notes("contenu", "prompt", NOTES)
    portfolio.run()
    log = audit.log_of(portfolio.root)
    with log.open("a") as file:
        file.write('{"event": "answ')
    portfolio.given_notes("support", "prompt", NOTES)
    portfolio.run()
    events = [event["event"] for event in audit.events(portfolio.root)]
    assert events == ["received", "published", "received", "published"]
    assert json.loads(log.read_text().splitlines()[-1])["event"] == "published"


@pytest.mark.parametrize("broken", [b'{"event": "answ\xc3\n', b"3\n", b"\xff\xfe\n"])
def test_a_line_of_the_audit_log_that_says_nothing_is_passed_over(tmp_path, broken):
    audit.append(tmp_path, [{"event": "withdrawn", "file": "a.csv"}])
    with audit.log_of(tmp_path).open("ab") as log:
        log.write(broken)
    audit.append(tmp_path, [{"event": "received", "file": "a.csv"}])
    assert [event["event"] for event in audit.events(tmp_path)] == ["withdrawn", "received"]


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ('{"event": "received"}', "line 1.*'received'.*'file'"),
        ('{"event": "withdrawn", "file": null}', "line 1.*'file'"),
        ('{"event": "received", "file": "a.csv", "at": "yesterday"}', "line 1.*'at'"),
        ('{"at": "2026-11-01T00:00:00+00:00", "event": "answered", "question": "x"}', "line 1.*'code'"),
        ('{"event": "published", "grids": {"2026-Q3": "1"}}', "line 1.*'grids.2026-Q3'"),
    ],
)
def test_an_event_that_does_not_say_what_numbers_follow_from_is_a_sentence_and_nothing_is_published(
    portfolio, broken, said
):
    portfolio.given_notes("contenu", "prompt", NOTES)
    portfolio.run()
    log = audit.log_of(portfolio.root)
    log.write_text(f"{broken}\n{log.read_text('utf-8')}", "utf-8")
    portfolio.given_notes("support", "prompt", NOTES)
    with pytest.raises(DamagedLog, match=said):
        portfolio.run()
    assert len(portfolio.published("candidate_ranking")) == 1


@pytest.mark.parametrize(
    "foreign", ['{"at": "x"}', '{"event": {"a": 1}}', '{"event": "moved"}', "[" * 5000 + "]" * 5000]
)
def test_an_event_of_a_kind_that_nobody_knows_is_passed_over(portfolio, foreign):
    log = audit.log_of(portfolio.root)
    log.parent.mkdir(parents=True)
    log.write_text(f"{foreign}\n", "utf-8")
    portfolio.given_notes("contenu", "prompt", NOTES)
    assert portfolio.run().published


def test_a_damaged_snapshot_is_a_sentence_and_the_next_run_makes_it_again(portfolio):
    portfolio.given_notes("contenu", "prompt", NOTES)
    portfolio.run()
    before = portfolio.published("candidate_ranking")
    (file,) = snapshots.folder_of(portfolio.root).glob("*.duckdb")
    for left in (file.read_bytes()[:20_000], b""):
        file.write_bytes(left)
        with pytest.raises(DamagedSnapshot, match="certiscope run"):
            snapshots.read(portfolio.root, "candidate_ranking")
    assert portfolio.run().published
    pd.testing.assert_frame_equal(portfolio.published("candidate_ranking"), before)


def test_a_pointer_names_a_snapshot_and_no_other_file(tmp_path):
    pointer = tmp_path / "data" / "processed" / "CURRENT"
    snapshots.folder_of(tmp_path).mkdir(parents=True)
    for file in (tmp_path / "data" / "other.duckdb", snapshots.folder_of(tmp_path) / "one.duckdb"):
        file.write_bytes(b"")
    for said, meant in (("../../other\n", None), (str(tmp_path / "data" / "other"), None), ("one\r\n", "one")):
        pointer.write_text(said, "utf-8", newline="")
        assert snapshots.current_id(tmp_path) == meant


def test_a_pointer_that_cannot_be_read_points_nowhere(tmp_path):
    pointer = tmp_path / "data" / "processed" / "CURRENT"
    pointer.parent.mkdir(parents=True)
    pointer.write_bytes(b"\xff\xfe")
    assert snapshots.current_id(tmp_path) is None
