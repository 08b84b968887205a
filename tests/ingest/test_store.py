"""Each file is parsed once, many at a time, and a bad one costs only itself."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from sent import CONFIGURATION, CRITERIA, KEY, with_settings, workbook

from pipeline import received
from pipeline.config import Configuration
from pipeline.errors import CannotWrite
from pipeline.ingest import store

HEADINGS = ("Équipe", "Certification", *CRITERIA)
Received = list[tuple[str, str, Path]]
Given = Callable[..., Received]


@pytest.fixture
def given(tmp_path: Path) -> Given:
    """Files of one answer each, with their keys and names."""

    def files(*teams: str, suffix: str = ".csv") -> Received:
        return [kept(tmp_path, f"{team}{suffix}", team) for team in teams]

    return files


def kept(folder: Path, name: str, team: str, rows: int = 1) -> tuple[str, str, Path]:
    row = (team, "AZ-900", 4, 4, 5, 3, 3, 2)
    if name.endswith(".csv"):
        lines = [";".join(HEADINGS), *[";".join(map(str, row))] * rows]
        content = "\n".join(lines).encode()
    else:
        content = workbook({"Feuil1": [HEADINGS, *[row] * rows]})
    path = folder / name
    path.write_bytes(content)
    return hashlib.sha256(content).hexdigest(), name, path


def teams_of(tables: dict[str, pa.Table]) -> list[str]:
    return sorted(cell["reading"] for cell in tables["cells"].to_pylist() if cell["field"] == "team")


def limited(**limits: int) -> Configuration:
    settings = CONFIGURATION.settings
    changed = settings.limits.model_copy(update=limits)
    return with_settings(settings.model_copy(update={"limits": changed}))


def test_what_was_parsed_is_not_opened_again(tmp_path: Path, given: Given) -> None:
    files = given("contenu", "support")
    first = store.bring_up_to_date(tmp_path / "p", files, CONFIGURATION, KEY)
    for _, _, path in files:
        path.unlink()
    again = store.bring_up_to_date(tmp_path / "p", files, CONFIGURATION, KEY)
    assert teams_of(first) == teams_of(again) == ["contenu", "support"]
    assert {name: table.schema for name, table in again.items()} == {
        name: table.schema for name, table in first.items()
    }


def test_exactly_the_wanted_files_come_back(tmp_path: Path, given: Given) -> None:
    files = given("contenu", "support", "logistique")
    store.bring_up_to_date(tmp_path / "p", files[:2], CONFIGURATION, KEY)
    assert teams_of(store.bring_up_to_date(tmp_path / "p", files[1:], CONFIGURATION, KEY)) == ["logistique", "support"]
    assert teams_of(store.bring_up_to_date(tmp_path / "p", [], CONFIGURATION, KEY)) == []


def test_a_content_received_twice_is_read_once(tmp_path: Path, given: Given) -> None:
    (file_key, _, path), _ = given("contenu", "support")
    twice = [(file_key, "a.csv", path), (file_key, "copie de a.csv", path)]
    assert teams_of(store.bring_up_to_date(tmp_path / "p", twice, CONFIGURATION, KEY)) == ["contenu"]


def test_another_configuration_or_key_reads_again(tmp_path: Path, given: Given) -> None:
    ((file_key, name, path),) = given("contenu")
    opened: list[str] = []

    def content() -> bytes:
        opened.append(name)
        return path.read_bytes()

    day = CONFIGURATION.settings.model_copy(update={"hours_per_day": CONFIGURATION.settings.hours_per_day + 1})
    other = with_settings(day)
    for one, key in ((CONFIGURATION, KEY), (CONFIGURATION, KEY), (other, KEY), (CONFIGURATION, bytes(32))):
        assert teams_of(store.bring_up_to_date(tmp_path / "p", [(file_key, name, content)], one, key)) == ["contenu"]
    assert len(opened) == 3


def test_nothing_is_kept_for_a_check(tmp_path: Path, given: Given) -> None:
    before = sorted(tmp_path.rglob("*")) + [path for _, _, path in given("contenu")]
    assert teams_of(store.bring_up_to_date(None, given("contenu"), CONFIGURATION, KEY)) == ["contenu"]
    assert sorted(tmp_path.rglob("*")) == sorted(set(before))


def test_what_a_killed_run_left_is_ignored(tmp_path: Path, given: Given) -> None:
    files = given("contenu")
    store.bring_up_to_date(tmp_path / "p", files, CONFIGURATION, KEY)
    (part,) = (tmp_path / "p" / "parsed").glob("*/part-*")
    (part.parent / ".half").mkdir()
    (part.parent / ".half" / "cells.parquet").write_bytes(b"PAR1")
    (part.parent / "part-broken").mkdir()
    (part.parent / "part-broken" / "files.json").write_text('{"a": ')
    assert teams_of(store.bring_up_to_date(tmp_path / "p", given("contenu", "support"), CONFIGURATION, KEY)) == [
        "contenu",
        "support",
    ]


def test_a_part_of_other_columns_is_read_again(tmp_path: Path, given: Given) -> None:
    files = given("contenu")
    store.bring_up_to_date(tmp_path / "p", files, CONFIGURATION, KEY)
    (columns,) = (tmp_path / "p").rglob("columns.parquet")
    pq.write_table(pq.read_table(columns).drop_columns(["heading"]), columns)
    assert teams_of(store.bring_up_to_date(tmp_path / "p", files, CONFIGURATION, KEY)) == ["contenu"]


def test_many_parts_become_one(tmp_path: Path, given: Given, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "PARTS_AT_MOST", 4)  # thirty-two are many for a test
    files = given(*(f"équipe {number}" for number in range(store.PARTS_AT_MOST + 1)))
    for number in range(len(files)):
        store.bring_up_to_date(tmp_path / "p", files[: number + 1], CONFIGURATION, KEY)
    assert len(list((tmp_path / "p" / "parsed").glob("*/part-*"))) == 1
    for _, _, path in files:
        path.unlink()
    assert len(teams_of(store.bring_up_to_date(tmp_path / "p", files, CONFIGURATION, KEY))) == len(files)


def test_a_disk_that_refuses_is_said_so(tmp_path: Path, given: Given) -> None:
    (tmp_path / "p").write_text("a file where the folder should be")
    with pytest.raises(CannotWrite):
        store.bring_up_to_date(tmp_path / "p", given("contenu"), CONFIGURATION, KEY)


def test_many_files_are_parsed_by_workers_and_counted(tmp_path: Path, given: Given) -> None:
    teams = [f"équipe {number:02}" for number in range(40)]
    told: list[tuple[int, int]] = []
    tables = store.bring_up_to_date(
        None, given(*teams, suffix=".xlsx"), CONFIGURATION, KEY, lambda done, total: told.append((done, total))
    )
    assert teams_of(tables) == teams
    assert told[0] == (0, 40)
    assert told[-1] == (40, 40)
    assert tables["findings"].num_rows == 0


def test_few_and_many_files_read_alike(given: Given) -> None:
    few = given("contenu", "support")
    many = store.bring_up_to_date(None, [*few, *given(*"abcdefgh")], CONFIGURATION, KEY)
    alone = store.bring_up_to_date(None, few, CONFIGURATION, KEY)
    keys = {file_key for file_key, _, _ in few}
    for name, table in alone.items():
        mine = [row for row in many[name].to_pylist() if row["file_key"] in keys]
        assert sorted(map(str, mine)) == sorted(map(str, table.to_pylist()))


def test_a_file_over_the_time_limit_costs_only_itself(tmp_path: Path, given: Given) -> None:
    slow = kept(tmp_path, "lent.csv", "logistique", rows=900_000)
    files = [*given("contenu", "support"), slow, *given(*"abcdefgh")]
    tables = store.bring_up_to_date(None, files, limited(seconds_per_file=1), KEY)
    found = tables["findings"].to_pylist()
    assert [(one["file_key"], one["code"]) for one in found] == [(slow[0], "took_too_long")]
    assert len(teams_of(tables)) == 10


def test_a_file_is_refused_for_good_once_its_reading_was_stopped_twice(tmp_path: Path) -> None:
    assert [store.stopped_again(tmp_path / "p", {"slow"}) for _ in range(2)] == [set(), {"slow"}]
    assert store.stopped_again(tmp_path / "p", {"slow", "other"}) == {"slow"}


@pytest.mark.skipif(sys.platform != "linux", reason="only there can a process be refused memory")
def test_a_file_over_the_memory_limit_costs_only_itself(tmp_path: Path, given: Given) -> None:
    large = kept(tmp_path, "gros.csv", "logistique", rows=600_000)
    files = [*given("contenu", "support"), large, *given(*"abcdefgh")]
    tables = store.bring_up_to_date(None, files, limited(unpacked_megabytes=25), KEY)
    found = tables["findings"].to_pylist()
    assert [(one["file_key"], one["code"]) for one in found] == [(large[0], "took_too_long")]
    assert len(teams_of(tables)) == 10


def test_a_file_that_vanished_costs_only_itself(given: Given) -> None:
    files = given("contenu", "support")
    files[0][2].unlink()
    tables = store.bring_up_to_date(None, files, CONFIGURATION, KEY)
    assert [one["code"] for one in tables["findings"].to_pylist()] == ["unreadable_file"]
    assert teams_of(tables) == ["support"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes there")
def test_a_pipe_among_the_files_is_told_and_never_opened(tmp_path: Path, given: Given) -> None:
    os.mkfifo(tmp_path / "tube.csv")
    (tmp_path / "rompu.csv").symlink_to(tmp_path / "ailleurs.csv")
    odd = [received.Received(name, tmp_path / name) for name in ("tube.csv", "rompu.csv")]
    files = [*given("contenu"), *((one.file_key, one.file, one.path) for one in odd)]
    tables = store.bring_up_to_date(None, files, CONFIGURATION, KEY)
    assert [one["code"] for one in tables["findings"].to_pylist()] == ["no_ordinary_file", "unreadable_file"]
    assert teams_of(tables) == ["contenu"]


def test_known_files_load_at_once(tmp_path: Path, given: Given) -> None:
    files = given(*(f"équipe {number}" for number in range(200)))
    store.bring_up_to_date(tmp_path / "p", files, CONFIGURATION, KEY)
    start = time.process_time()
    store.bring_up_to_date(tmp_path / "p", files, CONFIGURATION, KEY)
    assert time.process_time() - start < 0.5


def test_a_worker_starts_without_the_heavy_libraries() -> None:
    heavy = "pandas", "great_expectations", "duckdb", "streamlit", "openpyxl"
    code = f"import sys, pipeline.ingest.worker; print(sorted(set({heavy}) & set(sys.modules)))"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert printed.stdout.strip() == "[]"
