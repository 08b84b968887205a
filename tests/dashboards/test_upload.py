"""The upload page: nothing is kept before it is confirmed, and what is wrong is told cell by cell."""

from __future__ import annotations

import io
import tomllib
import zipfile
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import BrowserContext, expect
from served import served
from streamlit.testing.v1 import AppTest
from uploading import HEADINGS, dropped, kept, read_as, shown, upload_page

from dashboards import uploads
from dashboards.uploads import Sent
from pipeline import snapshots
from pipeline.config import Limits

GOOD = f"{HEADINGS}\nContenu;Prompt 101;2026-08-15;5;4;4;3;4;2\n".encode()
WRONG = (
    f"{HEADINGS}\nContenu;Prompt 101;2026-08-15;5;4;4;3;4;2\nSupport;Prompt 101;2026-08-15;cinq;4;4;3;4;2\n".encode()
)
NO_TEAM = b"Certification;Impact business;Risque / conformit\xe9\nPrompt 101;5;4\n"


@pytest.fixture
def page(root: Path) -> AppTest:
    """The upload page in English."""
    return upload_page()


def confirmed(page: AppTest) -> AppTest:
    page.button(key="upload.confirm").click().run()
    assert not page.exception
    return page


def test_a_wrong_cell_is_told_with_its_value_and_its_remedy_before_anything_is_kept(page: AppTest, root: Path) -> None:
    dropped(page, notes__csv=WRONG)
    assert "1 row accepted, 1 point to mend" in shown(page)
    assert "2 rows read = 1 accepted + 1 set aside" in shown(page)
    assert "Responses · plain table · French · separator: semicolon · UTF-8" in shown(page)
    finding = page.table[0].value.iloc[0].str.replace("\\", "")
    assert "error" in finding["Where"]
    assert "**D3** Impact business" in finding["Where"]
    assert finding["Value as sent"] == "cinq"
    assert finding["Finding"] == "“cinq” is not a rating for “Impact business”."
    assert finding["What to do"] == "Write a number from 1 to 5, or leave it empty."
    assert [path for path in root.rglob("*") if path.is_file()] == []


def test_the_same_is_told_in_french(page: AppTest) -> None:
    page.query_params["lang"] = "fr"
    dropped(page, notes__csv=WRONG)
    assert "1 ligne acceptée, 1 point à corriger" in shown(page)
    assert "2 lignes lues = 1 acceptée + 1 écartée" in shown(page)
    assert page.table[0].value.iloc[0]["Que faire"].replace("\\", "").startswith("Écrivez un nombre de 1 à 5")


def test_the_first_rows_show_how_they_were_understood(page: AppTest) -> None:
    dropped(page, notes__csv=GOOD)
    row = read_as(page)
    assert (row["Team"], row["Certification"], row["Campaign"].replace("\u00a0", " ")) == (
        "Contenu",
        "Prompt 101",
        "Q3 2026",
    )
    assert (row["Business impact"], row["Alternatives (5 → counts as 1)"]) == ("5", "2")
    assert "In brackets" not in shown(page)
    assert "No rating of this file counts for" not in shown(page)


def test_a_note_that_waits_for_an_answer_is_not_shown_as_one_that_counts(page: AppTest) -> None:
    rows = "".join(f"Contenu;Prompt 101;2026-08-{day};5;4;4;3;{cost};2\n" for day, cost in ((15, 8), (16, 10), (17, 7)))
    dropped(page, notes__csv=f"{HEADINGS.replace('Coût total', 'Coût total (0-10)')}\n{rows}".encode())
    row = read_as(page)
    assert (row["Business impact"], row["Total cost"]) == ("5", "(8)")
    assert "In brackets: a rating that does not count, or not yet." in shown(page)
    assert "No rating of this file counts for: Total cost." in shown(page)


def test_a_criterion_without_a_column_is_named_before_anything_is_kept(page: AppTest) -> None:
    dropped(page, notes__csv=GOOD.replace(b"Impact business;", b"Lieu;"))
    assert "No rating of this file counts for: Business impact." in shown(page)
    assert "A candidate has no score until somebody rates each criterion." in shown(page)


def test_the_receipt_says_how_many_questions_a_deposit_raised(page: AppTest) -> None:
    confirmed(dropped(page, notes__csv=GOOD))
    assert "more question" not in shown(page)
    confirmed(dropped(page, encore__csv=GOOD.replace(b"Contenu", b"Contenue")))
    assert "1 more question waits for an answer, on the Data quality page." in shown(page)


def test_confirming_keeps_the_files_and_gives_one_receipt(page: AppTest, root: Path) -> None:
    confirmed(dropped(page, notes__csv=WRONG, autre__csv=b"rien\n"))
    receipt = page.dataframe[0].value.set_index("File")
    assert receipt.loc["notes.csv", ["Rows read", "Accepted", "Set aside", "Findings"]].tolist() == [2, 1, 1, 1]
    assert receipt.loc["autre.csv", "Accepted"] == 0
    assert f"Snapshot {snapshots.current_id(root)}." in shown(page)
    assert [name.split("-", 4)[-1] for name in kept(root)] == ["notes.csv", "autre.csv"] or len(kept(root)) == 2
    assert [link.label for link in page.main.page_link] == ["Overview →", "Data quality →"]


def test_sending_the_same_file_again_says_that_nothing_changes(page: AppTest) -> None:
    confirmed(dropped(page, notes__csv=GOOD))
    confirmed(dropped(page, notes__csv=GOOD))
    assert "Already received: this file changes nothing" in shown(page)


def test_what_the_files_do_not_say_is_chosen_on_the_page_and_kept_beside_them(page: AppTest, root: Path) -> None:
    confirmed(dropped(page, notes__csv=GOOD))
    dropped(page, muet__csv=b"Impact business;Risque / conformite\n5;4\n")
    assert "refused" in shown(page)
    for name, value in (("team", "Contenu"), ("certification", "Prompt 101"), ("campaign", "2026-Q3")):
        page.selectbox(key=f"upload.{name}.1").set_value(value)
    page.run()
    assert "1 row accepted, nothing to mend" in shown(page)
    confirmed(page)
    side = next(path for path in (root / "data" / "raw" / "uploads").glob("*muet.csv.toml"))
    assert tomllib.loads(side.read_text("utf-8")) == {
        "team": "Contenu", "certification": "Prompt 101", "campaign": "2026-Q3",
    }  # fmt: skip
    assert page.selectbox(key="upload.team.2").value is None


def test_a_file_that_cannot_be_read_is_kept_and_the_page_says_so(page: AppTest, root: Path) -> None:
    dropped(page, bon__csv=GOOD, casse__xlsx=b"PK not a workbook")
    assert "A refused file will be kept as well" in shown(page)
    confirmed(page)
    assert len(kept(root)) == 2


def test_nothing_acceptable_is_kept_but_not_published_and_told_in_a_sentence(page: AppTest, root: Path) -> None:
    confirmed(dropped(page, casse__xlsx=b"PK not a workbook"))
    assert "no row of the only file" in page.error[0].value
    assert "The file is kept" in page.info[0].value
    assert len(kept(root)) == 1
    assert snapshots.current_id(root) is None


def test_a_run_elsewhere_is_told_in_a_sentence(page: AppTest, root: Path) -> None:
    dropped(page, notes__csv=GOOD)
    (root / "data" / "processed").mkdir()
    with FileLock(root / "data" / "processed" / ".lock"):
        confirmed(page)
    assert "another run is working there" in page.error[0].value


def test_a_broken_configuration_is_told_once_and_in_a_sentence(page: AppTest, root: Path) -> None:
    (root / "config").mkdir()
    (root / "config" / "settings.toml").write_text("curency = 'EUR'\n", "utf-8")
    page.run()
    assert not page.exception
    (told,) = page.error
    assert "curency" in told.value
    assert "No file yet?" not in shown(page)


def test_a_zip_shows_each_of_its_files(page: AppTest) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("contenu.csv", GOOD)
        archive.writestr("support.csv", WRONG)
    dropped(page, envoi__zip=packed.getvalue())
    assert "**envoi.zip/contenu.csv**" in shown(page)
    assert "**envoi.zip/support.csv**" in shown(page)
    confirmed(page)
    assert page.dataframe[0].value["File"].tolist() == ["envoi.zip/contenu.csv", "envoi.zip/support.csv"]


def test_many_files_are_listed_and_looked_at_one_by_one(page: AppTest) -> None:
    dropped(page, **{f"notes{number}__csv": GOOD for number in range(6)}, faux__csv=WRONG)
    assert page.dataframe[0].value["File"].tolist()[0] == "faux.csv"
    assert sum("Finding" in one.value.columns for one in page.table) == 1
    (which,) = [one for one in page.main.selectbox if "notes3.csv" in one.options]
    which.set_value("notes3.csv").run()
    assert "**notes3.csv**" in shown(page)


def test_text_from_a_file_is_shown_as_it_was_sent(page: AppTest) -> None:
    hostile = f"{HEADINGS};**gras**\nContenu;Prompt 101;2026-08-15;<b>5</b>;4;4;3;4;2;x\n".encode()
    dropped(page, notes__csv=hostile)
    assert "\\<b\\>5" in page.table[0].value.iloc[0]["Value as sent"]
    assert "\\*\\*gras\\*\\*" in page.table[0].value.iloc[1]["Value as sent"]


def test_a_file_over_the_limit_is_not_looked_at_and_not_kept(root: Path) -> None:
    (root / "config").mkdir()
    (root / "config" / "settings.toml").write_text("[limits]\nfile_megabytes = 1\n", "utf-8")
    page = upload_page()
    dropped(page, gros__csv=b"x" * (uploads.MEGABYTE + 1), notes__csv=GOOD)
    assert "over the limit" in page.error[0].value
    assert "1 row accepted, nothing to mend" in shown(page)
    confirmed(page)
    assert [name.rsplit("-", 1)[-1] for name in kept(root)] == ["notes.csv"]


def test_a_deposit_too_large_as_a_whole_keeps_its_first_files() -> None:
    limits = Limits(file_megabytes=2, unpacked_megabytes=3, archive_entries=4)
    sizes = [2 * uploads.MEGABYTE, 3 * uploads.MEGABYTE, 2 * uploads.MEGABYTE, 1, 1]
    assert uploads.over_limit(sizes, limits) == [
        "", "file_megabytes = 2", "unpacked_megabytes = 3", "", "archive_entries = 4",
    ]  # fmt: skip


def test_names_lose_their_folders_and_stay_apart() -> None:
    given = ["notes.csv", "C:\\a\\notes.csv", "../../notes.csv", "a\x00b.csv", "", "é" * 300 + ".xlsx"]
    names = uploads.names(given)
    assert names[:5] == ["notes.csv", "notes (2).csv", "notes (3).csv", "ab.csv", "?"]
    assert names[5].endswith("é.xlsx")
    assert len(names[5].encode()) < 200


def test_a_file_of_the_deposit_is_never_the_side_file_of_another(root: Path) -> None:
    tables = uploads.look([Sent("a.csv", NO_TEAM), Sent("a.csv.toml", b"team = 'Support'")], {})
    assert "Support" not in tables["candidate_ranking"]["team_name"].tolist()


def test_the_template_can_be_taken_from_the_page(root: Path) -> None:
    assert uploads.blank_workbook("fr").startswith(b"PK")


def test_a_lead_drops_a_file_and_reads_the_receipt_in_a_real_browser(window: BrowserContext, root: Path) -> None:
    with served(root) as address, window.new_page() as page:
        page.goto(f"{address}/upload?lang=fr")
        sent = {"name": "notes.csv", "mimeType": "text/csv", "buffer": WRONG}
        page.set_input_files("input[type=file]", files=[sent])  # type: ignore[list-item]
        cell = page.get_by_role("row").filter(has_text="cinq")
        expect(cell).to_contain_text("D3 Impact business", timeout=60_000)
        expect(cell).to_contain_text("Écrivez un nombre de 1 à 5")
        page.get_by_text("English", exact=True).click()
        page.wait_for_url("**lang=en**")
        expect(page.get_by_text("1 row accepted, 1 point to mend")).to_be_visible(timeout=20_000)
        page.get_by_role("button", name="Keep this file and publish").click()
        expect(page.get_by_text("File kept and published")).to_be_visible(timeout=60_000)
        # A click while the page is still being made may be lost: as a reader does, wait for the whole receipt.
        page.wait_for_function("document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'")
        page.get_by_role("link", name="Data quality →").click()
        expect(page.get_by_text("1 row to have corrected")).to_be_visible(timeout=20_000)
