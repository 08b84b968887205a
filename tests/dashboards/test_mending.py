"""Wrong cells are mended on the upload page: seen at once, noted beside the file, counted, told on the candidate."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pandas as pd
from playwright.sync_api import Page, expect
from served import served
from streamlit.testing.v1 import AppTest
from uploading import HEADINGS, dropped, kept, pressed, shown, upload_page

from dashboards import mending, uploads
from dashboards.uploads import Sent
from pipeline import audit, side_file, snapshots
from pipeline.side_file import Mended, Side

WRONG = (
    f"{HEADINGS}\nContenu;Prompt 101;2026-08-15;cinq;4;4;3;4;2\nContenu;Prompt 101;2026-08-16;5;4;4;3;4;9\n"
).encode()  # fmt: skip


def write(page: AppTest, place: str, value: str) -> None:
    (box,) = [one for one in page.text_input if one.label.startswith(f"{place} ")]
    box.set_value(value)


def test_wrong_cells_are_mended_seen_kept_and_told(root: Path) -> None:
    page = dropped(upload_page(), notes__csv=WRONG)
    assert "Mend 2 cells here" in [one.label for one in page.expander]
    assert [one.value for one in page.text_input] == ["cinq", "9"]
    write(page, "D2", "5")
    pressed(page, "mending.apply")
    assert "1 row accepted, 1 point to mend" in shown(page)
    write(page, "I3", "")
    pressed(page, "mending.apply")
    assert f"I3: “9” mended to (empty) by {audit.who()}" in shown(page)
    pressed(page, "mending.undo")
    write(page, "D2", "5")
    write(page, "I3", "8")
    pressed(page, "mending.apply")
    assert [one.value for one in page.text_input] == ["8"]
    write(page, "I3", "2")
    pressed(page, "mending.apply")
    assert "2 rows accepted, nothing to mend" in shown(page)
    assert f"D2: “cinq” mended to “5” by {audit.who()}" in shown(page)
    assert kept(root) == []
    pressed(page, "upload.confirm")
    original, side = kept(root)
    assert (root / "data" / "raw" / "uploads" / original).read_bytes() == WRONG
    noted = side_file.read(root / "data" / "raw" / "uploads" / side).mended
    assert [(one.cell, one.was, one.now, one.who) for one in noted] == [
        ("D2", "cinq", "5", audit.who()), ("I3", "9", "2", audit.who()),
    ]  # fmt: skip
    assert [event["event"] for event in audit.events(root)] == ["mended", "received", "published"]
    assert snapshots.read(root, "findings").empty
    candidate = page.switch_page("views/candidate.py").run()
    assert not candidate.exception
    assert f"{original} · I3: “9” mended to “2” by {audit.who()}" in shown(candidate)
    trace = candidate.dataframe[-1].value.set_index("Cell")
    assert trace.loc["D2", ["As sent", "Mended to"]].tolist() == ["cinq", "5"]


def test_undoing_what_was_mended_brings_the_findings_back(root: Path) -> None:
    page = dropped(upload_page("fr"), notes__csv=WRONG)
    write(page, "D2", "5")
    pressed(page, "mending.apply")
    pressed(page, "mending.undo")
    assert "2 points à corriger" in shown(page)


def test_only_what_stands_wrong_in_its_own_row_can_be_mended_here() -> None:
    rows = [
        ("note_off_scale", "error", 3, "D3"), ("ambiguous_date", "warning", 3, "C3"), ("error_cell", "error", 3, "D3"),
        ("unreadable_detail", "warning", 4, "B1"), ("missing_when", "error", 5, ""), ("near_team", "question", 5, "A5"),
        ("missing_when", "error", 7, "C7"),
        ("uneven_line", "error", 6, ""), ("unmapped_column", "warning", 1, "J1"),
    ]  # fmt: skip
    findings = pd.DataFrame(rows, columns=["code", "severity", "row_number", "cell"]).assign(sheet="", value="x")
    assert [one["cell"] for one in mending.wrong_cells(findings)] == ["D3", "C7", "C3"]


def test_the_sender_takes_back_a_workbook_with_what_is_still_wrong(root: Path) -> None:
    sent = Sent("notes.csv", WRONG, Side(mended=(Mended(cell="D2", was="cinq", now="5"),)))
    checked = uploads.look([sent], {})
    book = openpyxl.load_workbook(io.BytesIO(uploads.annotated_workbook(sent, "notes.csv", checked, "en")))
    assert book.sheetnames[:2] == ["À corriger", "Bilan"]
    assert (book["Données"]["D2"].value, book["Données"]["D2"].comment) == ("5", None)
    assert book["Données"]["I3"].comment is not None


def test_the_page_offers_the_workbook_only_where_there_is_something_to_mark(root: Path) -> None:
    page = dropped(
        upload_page(),
        notes__csv=WRONG,
        casse__xlsx=b"PK\x03\x04" + bytes(40),
        bon__csv=WRONG.replace(b"cinq", b"5").replace(b"9\n", b"2\n"),
    )
    labels = [one.label for one in page.get("download_button")]
    assert labels.count("Download your workbook with the wrong cells marked (.xlsx)") == 1


def test_a_file_looked_at_again_keeps_what_was_mended_when_it_was_kept(root: Path) -> None:
    sent = Sent("notes.csv", WRONG, Side(mended=(Mended(cell="D2", was="cinq", now="5"),)))
    uploads.keep([sent], {})
    checked = uploads.look([Sent("notes.csv", WRONG)], {})
    assert checked["source_files"]["accepted"].tolist() == [1]


def test_a_lead_mends_a_cell_and_takes_the_workbook_in_a_real_browser(page: Page, root: Path) -> None:
    with served(root) as address:
        page.goto(f"{address}/upload?lang=fr")
        sent = {"name": "notes.csv", "mimeType": "text/csv", "buffer": WRONG}
        page.set_input_files("input[type=file]", files=[sent])  # type: ignore[list-item]
        box = page.get_by_role("textbox", name="D2 Impact business")
        expect(box).to_have_value("cinq", timeout=60_000)
        box.fill("5")
        page.get_by_role("button", name="Lire avec ces valeurs").click()
        expect(page.get_by_text("1 ligne acceptée, 1 point à corriger")).to_be_visible(timeout=60_000)
        expect(page.get_by_text("« cinq » corrigé en « 5 »")).to_be_visible()
        with page.expect_download(timeout=60_000) as taken:
            page.get_by_role("button", name="Télécharger votre classeur").click()
        assert taken.value.suggested_filename == "notes-a-corriger.xlsx"
        assert openpyxl.load_workbook(io.BytesIO(taken.value.path().read_bytes()))["Données"]["I3"].comment is not None
