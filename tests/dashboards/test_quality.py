"""The data quality page: what to settle, what to have corrected, and what became of every row."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

import dashboards
from dashboards import counts
from dashboards.texts import Speaker, sentences
from pipeline import audit, run, snapshots
from pipeline.choices import CHOICES, LITERAL
from pipeline.findings import CATALOGUE
from pipeline.vocabulary import LANGUAGES

APP = Path(dashboards.__file__).parent / "app.py"
HEADINGS = (
    "Équipe;Certification;Date;Impact business;Applicabilité technique;Effet levier équipe;"
    "Risque / conformité;Coût total;Alternatives"
)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portfolio of two files: Logistique spelt in two ways, and a word where a rating should be."""
    root = tmp_path_factory.mktemp("published")
    right, wrong = (f"Contenu;Prompt 101;2026-08-15;{note};4;4;3;4;2" for note in ("5", "cinq"))
    given(root, "contenu.csv", right, wrong)
    two_names = (f"{team};AZ-900;2026-08-15;3;3;3;3;3;2" for team in ("Logistique", "Logistiqe"))
    given(root, "logistique.csv", *two_names)
    run.run(root)
    return root


@pytest.fixture
def root(published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that portfolio, the one that the dashboard serves."""
    copied = shutil.copytree(published, tmp_path / "portfolio")
    monkeypatch.setenv("CERTISCOPE_ROOT", str(copied))
    return copied


def given(root: Path, name: str, *rows: str) -> None:
    path = root / "data" / "raw" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([HEADINGS, *rows]) + "\n", "utf-8")


def opened(language: str = "en") -> AppTest:
    app = AppTest.from_file(str(APP), default_timeout=120)
    app.query_params["lang"] = language
    page = app.switch_page("views/quality.py").run()
    assert not page.exception
    return page


def shown(page: AppTest) -> str:
    texts = [element.value for kind in (page.title, page.subheader, page.markdown, page.caption) for element in kind]
    return "\n".join(texts).replace("\\", "")


def clicked(page: AppTest, label: str) -> AppTest:
    button = next(one for one in page.button if one.label == label)
    button.click().run()
    assert not page.exception
    return page


def table_with(page: AppTest, heading: str) -> list[dict[str, object]]:
    found = next(one.value for one in page.dataframe if heading in one.value.columns)
    rows: list[dict[str, object]] = found.to_dict("records")
    return rows


def test_the_headline_says_what_is_left_to_do_in_both_languages(root: Path) -> None:
    assert opened("fr").title[0].value.replace("\\", "") == "1 ligne à faire corriger et 1 question à trancher"
    assert opened("en").title[0].value.replace("\\", "") == "1 row to have corrected and 1 question to settle"


def test_tiles_count_files_rows_and_open_questions(root: Path) -> None:
    tiles = {metric.label: metric.value for metric in opened().metric}
    assert tiles == {"Files": "2", "Rows read": "4", "Accepted": "3", "Set aside": "1", "Open questions": "1"}


def test_an_open_question_stands_with_its_answers_and_the_reading_that_holds(root: Path) -> None:
    page = opened()
    assert "Are “Logistiqe” and “Logistique” the same team?" in shown(page)
    assert "Until someone answers, the literal reading holds: “No, different”." in shown(page)
    assert {"Yes, the same", "No, different"} <= {button.label for button in page.button}


def test_an_answer_is_kept_with_who_and_when_and_holds_once_published(root: Path) -> None:
    page = clicked(opened(), "Yes, the same")
    answered = next(event for event in audit.events(root) if event["event"] == "answered")
    assert (answered["code"], answered["choice"], answered["who"]) == ("near_team", "same", audit.who())
    assert f"Answer: “Yes, the same”, by {audit.who()}" in shown(page)
    assert "1 decision waits for a publication" in shown(page)
    assert len(snapshots.read(root, "team_ranking")) == 3
    page = clicked(page, "Publish now")
    assert page.success[0].value.replace("\\", "").startswith("Published: ")
    assert len(snapshots.read(root, "team_ranking")) == 2
    assert "waits for a publication" not in shown(page)


def test_an_answer_can_be_changed(root: Path) -> None:
    page = clicked(clicked(opened(), "Yes, the same"), "Publish now")
    page = clicked(clicked(page, "No, different"), "Publish now")
    assert len(snapshots.read(root, "team_ranking")) == 3


def test_findings_tell_the_cell_the_value_and_the_remedy(root: Path) -> None:
    first = table_with(opened("fr"), "Que faire")[0]
    assert first["Gravité"] == "Erreur"
    assert (first["Cellule"], first["Valeur envoyée"], first["Fichier"]) == ("D3", "cinq", "contenu.csv")
    assert first["Constat"] == "«\u00a0cinq\u00a0» n'est pas une note pour «\u00a0Impact business\u00a0»."
    assert str(first["Que faire"]).startswith("Écrivez un nombre de 1 à 5")


def test_findings_are_filtered_by_severity_file_and_kind(root: Path) -> None:
    page = opened()
    assert len(table_with(page, "What to do")) == 2
    page.get("pills")[0].set_value(["question"]).run()
    assert [row["Severity"] for row in table_with(page, "What to do")] == ["Question"]
    page.get("pills")[0].set_value([]).run()
    page.main.multiselect[-2].set_value(["contenu.csv"]).run()
    assert [row["File"] for row in table_with(page, "What to do")] == ["contenu.csv"]
    page.main.multiselect[-1].set_value(["near_team"]).run()
    assert table_with(page, "What to do") == []


def test_every_row_read_is_accounted_for(root: Path) -> None:
    page = opened()
    assert "4 rows read = 3 accepted + 1 set aside + 0 superseded + 0 duplicate + 0 ignored + 0 blank" in shown(page)
    files = table_with(page, "Adds up")
    assert [(row["File"], row["Rows read"], row["Accepted"], row["Set aside"]) for row in files] == [
        ("contenu.csv", 2, 1, 1), ("logistique.csv", 2, 2, 0),
    ]  # fmt: skip
    assert {row["Adds up"] for row in files} == {"✓"}


def test_progress_names_the_teams_that_sent_nothing(root: Path) -> None:
    (root / "config").mkdir()
    (root / "config" / "campaigns.toml").write_text(
        '[[campaign]]\nid = "2026-Q3"\ncloses = 2026-09-30\nexpected_teams = ["Contenu", "Support"]\n', "utf-8"
    )
    run.run(root)
    page = opened()
    assert "Of 4 teams, 1 sent nothing, 1 has rows to correct and 2 are complete." in shown(page)
    first = table_with(page, "State")[0]
    assert (first["State"], first["Received"]) == ("nothing received", 0)


def test_a_file_is_withdrawn_after_a_preview_and_with_a_reason(root: Path) -> None:
    page = opened()
    page.main.selectbox[-1].set_value("logistique.csv").run()
    clicked(page, "See what would change")
    changes = table_with(page, "Without this file")
    assert {(row["Team"], row["Without this file"]) for row in changes} == {
        ("Logistique", "does not exist"), ("Logistiqe", "does not exist"),
    }  # fmt: skip
    clicked(page, "Withdraw this file and publish")
    assert page.warning[0].value.startswith("Say why")
    page.main.text_input[-1].set_value("envoyé par erreur")
    clicked(page, "Withdraw this file and publish")
    assert snapshots.read(root, "source_files")["file"].tolist() == ["contenu.csv"]
    assert (root / "data" / "raw" / "logistique.csv").is_file()
    assert table_with(page, "Reason")[0]["Reason"] == "envoyé par erreur"


def test_a_withdrawal_that_would_leave_nothing_is_told_in_a_sentence(root: Path) -> None:
    (root / "data" / "raw" / "logistique.csv").unlink()
    run.run(root)
    page = opened()
    page.main.selectbox[-1].set_value("contenu.csv").run()
    clicked(page, "See what would change")
    page.main.text_input[-1].set_value("envoyé par erreur")
    clicked(page, "Withdraw this file and publish")
    assert "there is no file to read" in page.error[0].value
    assert page.info[-1].value.startswith("The withdrawal is noted")
    assert "1 decision waits for a publication" in shown(page.run())


def test_clean_data_say_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given(tmp_path, "contenu.csv", "Contenu;Prompt 101;2026-08-15;5;4;4;3;4;2")
    monkeypatch.setenv("CERTISCOPE_ROOT", str(tmp_path))
    run.run(tmp_path)
    page = opened("fr")
    assert page.title[0].value == "Rien à corriger, rien à trancher"
    assert "Aucune question ouverte" in shown(page)
    assert "Aucun constat" in shown(page)


def test_names_from_files_are_never_markdown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    row = "**Logistique**;AZ-900;2026-08-15;3;3;3;3;3;3"
    given(tmp_path, "logistique.csv", row, row.replace("Logistique", "Logistiqe"))
    monkeypatch.setenv("CERTISCOPE_ROOT", str(tmp_path))
    run.run(tmp_path)
    assert any("\\*\\*Logistiqe\\*\\*" in markdown.value for markdown in opened().markdown)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_finding_has_a_name_on_screen(language: str) -> None:
    known = sentences(language)  # type: ignore[arg-type]
    assert [code for code in CATALOGUE if f"word.{code}" not in known] == []


def test_every_question_has_its_literal_reading_among_its_answers() -> None:
    assert {code: literal in CHOICES[code] for code, literal in LITERAL.items()} == dict.fromkeys(CHOICES, True)


@pytest.mark.parametrize(("language", "states", "said"), [
    ("fr", ["with_errors", "complete", "complete"], "Sur 3 équipes, 1 a des lignes à corriger et 2 sont complètes."),
    ("en", ["missing", "partial"], "Of 2 teams, 1 sent nothing and 1 answered in part."),
    ("en", ["complete"], "Of 1 team, 1 is complete."),
])  # fmt: skip
def test_who_answered_is_said_of_teams(language: str, states: list[str], said: str) -> None:
    assert counts.progress_sentence(pd.DataFrame({"state": states}), Speaker(language)) == said
