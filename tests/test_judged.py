"""A content that was judged is not judged again, and what it was judged is never forgotten wrongly."""

import json
import subprocess
import sys

import pyarrow as pa
import pytest

from pipeline import judged
from pipeline.expectations import Suite, among, none_of
from pipeline.judged import FILE, Judge

SUITE = Suite("notes", (none_of("kind", "text"), among("note", 1.0, 2.0, 3.0)))
CONTENTS = pa.table(
    {"kind": ["number", "number", "text", "text", "number"], "note": pa.array([1.0, 7.0, 2.0, 9.0, None])}
)
FAILS = [("note", 7.0), ("kind", 2.0), ("kind", 9.0), ("note", 9.0)]


def told(judge, suite=SUITE, contents=CONTENTS):
    return [(column, content["note"]) for column, content in judge.broken(contents, suite)]


@pytest.fixture(autouse=True)
def forgotten(monkeypatch):
    """What this process judged in other tests."""
    monkeypatch.setattr(judged, "_judged_here", {})


@pytest.fixture
def kept(tmp_path):
    judge = Judge(tmp_path)
    assert told(judge) == FAILS
    judge.keep()
    judged._judged_here.clear()
    return tmp_path


def test_what_is_remembered_is_what_was_judged(kept):
    assert Judge(kept).remembers
    assert told(Judge(kept)) == FAILS


def test_what_is_remembered_needs_no_library(kept):
    program = (
        "import sys, pyarrow as pa\n"
        "from pathlib import Path\n"
        "from pipeline.judged import Judge\n"
        "from pipeline.expectations import Suite, among, none_of\n"
        "suite = Suite('notes', (none_of('kind', 'text'), among('note', 1.0, 2.0, 3.0)))\n"
        "contents = pa.table({'kind': ['number', 'text'], 'note': [7.0, 2.0]})\n"
        "print(*(column for column, _ in Judge(Path(sys.argv[1])).broken(contents, suite)))\n"
        "print('great_expectations' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program, str(kept)], check=True, capture_output=True, encoding="utf-8")
    assert done.stdout.split() == ["note", "kind", "False"]


def test_a_new_content_is_judged_beside_those_known(kept):
    more = pa.concat_tables([CONTENTS, pa.table({"kind": ["number"], "note": [4.0]})])
    assert told(Judge(kept), contents=more) == [*FAILS, ("note", 4.0)]


def test_other_expectations_judge_anew(kept):
    wider = Suite("notes", (none_of("kind", "text"), among("note", 1.0, 2.0, 3.0, 7.0)))
    assert told(Judge(kept), wider) == [("kind", 2.0), ("kind", 9.0), ("note", 9.0)]


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"a": 1}', '{"a": {"b": 1}}'])
def test_a_damaged_memory_is_no_memory(kept, damage):
    (kept / FILE).write_text(damage, "utf-8")
    assert told(Judge(kept)) == FAILS


def test_only_what_is_asked_today_is_kept(kept):
    judge = Judge(kept)
    told(judge, Suite("other", (among("kind", "number"),)))
    judge.keep()
    assert len(json.loads((kept / FILE).read_text("utf-8"))) == 1


def test_only_keeping_writes(tmp_path):
    assert told(Judge(tmp_path)) == FAILS
    assert not list(tmp_path.iterdir())
    assert Judge(tmp_path).remembers
