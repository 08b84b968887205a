"""Sending again on the upload page comes out as in a run: a longer export, and the corrected workbook."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
from uploading import HEADINGS, dropped, pressed, shown, upload_page

from dashboards import uploads
from dashboards.uploads import Sent
from pipeline import snapshots

FIRST = (
    f"{HEADINGS}\nContenu;Prompt 101;2026-08-15;5;4;4;3;4;2\nContenu;Prompt 101;2026-08-16;cinq;4;4;3;4;2\n"
).encode()
LONGER = FIRST + b"Contenu;Prompt 101;2026-08-17;4;4;4;3;4;2\n"


def test_a_longer_export_then_the_corrected_workbook(root: Path) -> None:
    page = pressed(dropped(upload_page(), export__csv=FIRST), "upload.confirm")
    pressed(dropped(page, export__csv=LONGER), "upload.confirm")
    columns = ["Accepted", "Set aside", "Duplicate"]
    assert page.dataframe[0].value.loc[0, columns].tolist() == [1, 1, 1]
    assert snapshots.read(root, "questions")["code"].tolist() == ["newer_export"]
    sent = Sent("export.csv", LONGER)
    checked = uploads.look([sent], {})
    book = openpyxl.load_workbook(io.BytesIO(uploads.annotated_workbook(sent, "export.csv", checked, "fr")))
    book["Données"]["D3"] = 5
    corrected = io.BytesIO()
    book.save(corrected)
    dropped(page, corrige__xlsx=corrected.getvalue())
    assert "This is the correction of “uploads/" in shown(page)
    pressed(page, "upload.confirm")
    assert page.dataframe[0].value.loc[0, columns].tolist() == [2, 0, 1]
    assert snapshots.read(root, "candidate_ranking")["count_respondents"].tolist() == [3]
    states = snapshots.read(root, "source_files")["status"].tolist()
    assert states == ["with_errors", "corrected", "read"]
