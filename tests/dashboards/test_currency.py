"""Money on a page is in the currency of the portfolio, not in ours."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from uploading import HEADINGS, shown

import dashboards
from pipeline import run

APP = Path(dashboards.__file__).parent / "app.py"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A candidate whose register counts in dollars."""
    root = tmp_path_factory.mktemp("published")
    raw = root / "data" / "raw"
    raw.mkdir(parents=True)
    (root / "config").mkdir()
    (root / "config" / "settings.toml").write_text('currency = "USD"\n', "utf-8")
    (raw / "notes.csv").write_text(f"{HEADINGS}\nContenu;Prompt 101;2026-08-15;5;4;4;3;4;2\n", "utf-8")
    (raw / "registre.csv").write_text(
        "Équipe;Certification;Statut;Coût par personne;Participants pilote;Heures par personne;Coût horaire\n"
        "Contenu;Prompt 101;proposé;1200;8;10;50\n",
        "utf-8",
    )
    run.run(root)
    return root


@pytest.mark.parametrize(("language", "fee"), [("en", "$1,200"), ("fr", "1\u202f200\u00a0$")])
def test_a_fee_in_dollars_is_shown_in_dollars(
    published: Path, monkeypatch: pytest.MonkeyPatch, language: str, fee: str
) -> None:
    monkeypatch.setenv("CERTISCOPE_ROOT", str(published))
    app = AppTest.from_file(str(APP), default_timeout=120)
    app.query_params["lang"] = language
    page = app.switch_page("views/candidate.py").run()
    assert not page.exception
    text = (shown(page) + " ".join(str(table.value) for table in page.table)).replace("\\", "")
    assert fee in text
    assert "€" not in text
