"""What pages say of a portfolio that holds little, or whose snapshot is damaged."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import dashboards
from pipeline import run, snapshots

APP = Path(dashboards.__file__).parent / "app.py"
VIEWS = sorted(path.stem for path in (APP.parent / "views").glob("*.py"))


def said(view: str, language: str = "en") -> str:
    """All that one page says: headline, sentences, boxes."""
    app = AppTest.from_file(str(APP), default_timeout=120)
    app.query_params["lang"] = language
    page = app.switch_page(f"views/{view}.py").run()
    assert not page.exception
    assert page.title
    boxes = [text for box in (*page.info, *page.error) for text in (box.proto.title, box.value)]
    texts = [one.value for kind in (page.title, page.subheader, page.markdown, page.caption) for one in kind]
    return "\n".join([*texts, *boxes]).replace("\\", "")


@pytest.fixture(scope="module")
def measures_alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portfolio of one KPI file: no candidate, no answer, hence no campaign."""
    root = tmp_path_factory.mktemp("measures")
    raw = root / "data" / "raw"
    raw.mkdir(parents=True)
    (raw / "kpi.csv").write_text(
        "Équipe;Indicateur;Période;Valeur\nContenu;Articles;2026-Q1;4\nContenu;Articles;2026-Q2;5\n", "utf-8"
    )
    run.run(root)
    return root


@pytest.mark.parametrize("view", VIEWS)
def test_measures_without_a_candidate_leave_every_page_with_something_to_say(
    measures_alone: Path, monkeypatch: pytest.MonkeyPatch, view: str
) -> None:
    monkeypatch.setenv("CERTISCOPE_ROOT", str(measures_alone))
    text = said(view)
    assert "could not be shown" not in text
    if view in ("overview", "candidate", "teams", "certifications", "what_if", "plan", "method"):
        assert "No candidate to show" in text
        assert "answers or a register" in text


def test_measures_without_a_candidate_are_shown(measures_alone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CERTISCOPE_ROOT", str(measures_alone))
    assert "Articles" in said("kpis")
    assert "2 rows read = 2 accepted" in said("quality")


@pytest.mark.parametrize("view", VIEWS)
def test_a_damaged_snapshot_costs_a_sentence_and_not_a_blank_page(measures_alone: Path, root: Path, view: str) -> None:
    folder = root / "data" / "processed" / "snapshots"
    folder.mkdir(parents=True)
    (published,) = snapshots.folder_of(measures_alone).glob("*.duckdb")
    (folder / published.name).write_bytes(published.read_bytes()[:50_000])
    (root / "data" / "processed" / "CURRENT").write_text(published.stem, "utf-8")
    text = said(view, "fr")
    assert "n'a pas pu être montrée" in text
    assert published.name in text
