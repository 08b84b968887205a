"""The pilot's life on the candidate page: the step in force, the form for the next one, and the register's dissent."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from uploading import HEADINGS, shown

import dashboards
from pipeline import audit, pilot_steps, run, snapshots

APP = Path(dashboards.__file__).parent / "app.py"


@pytest.fixture
def published(root: Path) -> Path:
    """One candidate that the register proposes, published."""
    raw = root / "data" / "raw"
    (raw / "notes.csv").write_text(f"{HEADINGS}\nContenu;Prompt 101;2026-08-15;5;4;4;3;4;2\n", "utf-8")
    (raw / "registre.csv").write_text(
        "Équipe;Certification;Statut;Date de début\nContenu;Prompt 101;proposé;2026-07-01\n", "utf-8"
    )
    run.run(root)
    return root


def opened(language: str) -> AppTest:
    app = AppTest.from_file(str(APP), default_timeout=120)
    app.query_params["lang"] = language
    page = app.switch_page("views/candidate.py").run()
    assert not page.exception
    return page


def test_the_next_step_is_recorded_with_its_reason_and_published(published: Path) -> None:
    page = opened("en")
    assert "Proposed, as the register says; the committee has not recorded a step yet." in shown(page)
    (choice,) = [box for box in page.selectbox if box.label == "Next step"]
    assert choice.options == ["Measuring the baseline", "Pilot under way", "Stopped"]

    page.button(key="life.confirm").click().run()
    (warning,) = page.warning
    assert warning.value.replace("\\", "") == "Choose a step and say why: both are kept."
    assert pilot_steps.taken(published) == []

    (choice,) = [box for box in page.selectbox if box.label == "Next step"]
    choice.set_value("pilot")
    (why,) = [box for box in page.text_input if box.label.startswith("Reason")]
    why.set_value("Budget voted")
    page.button(key="life.confirm").click().run()
    assert not page.exception
    text = shown(page)
    assert f"Pilot under way: decided by {audit.who()} on " in text
    assert "Reason: Budget voted" in text
    assert "The register (registre.csv, row 2) says “proposed”. The committee's decision wins" in text
    (row,) = snapshots.read(published, "pilot_steps").to_dict("records")
    assert (row["step"], row["who"], row["why"]) == ("pilot", audit.who(), "Budget voted")

    pilot_steps.take(published, "contenu", "prompt_101", "review", "Trois mois")
    french = shown(opened("fr"))
    assert f"Bilan en cours\u00a0: décidé par {audit.who()} le " in french
    assert "Une étape est enregistrée mais pas encore publiée" in french


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "clé « hours_a_day » : cette clé n'existe pas. Les clés possibles sont : currency"),
        ("en", "key 'hours_a_day': nobody knows this key. Known keys: currency"),
    ],
)
def test_an_error_is_shown_in_the_language_of_the_page(published: Path, language: str, said: str) -> None:
    (published / "config").mkdir()
    (published / "config" / "settings.toml").write_text("hours_a_day = 7\n", "utf-8")
    app = AppTest.from_file(str(APP), default_timeout=120)
    app.query_params["lang"] = language
    shown_as_errors = [one.value for one in app.switch_page("views/upload.py").run().error]
    assert shown_as_errors
    assert all(said in one.replace("\\", "").replace("\u00a0", " ") for one in shown_as_errors)
