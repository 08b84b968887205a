"""How a file is read is shown, chosen otherwise on the page, kept beside the file, and remembered for its team."""

from __future__ import annotations

from pathlib import Path

from uploading import CRITERIA, HEADINGS, dropped, kept, pressed, read_as, shown, upload_page

from pipeline import config, side_file, snapshots

AMBIGUOUS = f"Team;Certification;Date;{CRITERIA}\nContenu;Prompt 101;05/10/2026;5;4;4;3;4;2\n".encode()


def choose(page, label: str, value: str) -> None:
    (box,) = [one for one in page.selectbox if one.label == label]
    box.set_value(value)


def test_the_order_of_dates_is_chosen_kept_and_remembered_for_the_team(root: Path) -> None:
    page = dropped(upload_page(), notes__csv=AMBIGUOUS)
    separators = next(one for one in page.selectbox if one.label == "Separator").options
    assert separators == ["semicolon (as the file tells)", "semicolon", "comma", "tab", "vertical bar"]
    choose(page, "Dates", "month_first")
    (heading_row,) = page.number_input
    heading_row.set_value(1)
    (remember,) = page.checkbox
    assert remember.label == "Remember this for the files of Contenu"
    remember.check()
    pressed(page, "reading.apply")
    assert read_as(page)["Campaign"].replace("\u00a0", " ") == "Q2 2026"
    said = "Dates: month first (11/22/2026), Heading row: 1"
    assert f"Files of Contenu are read thus, where they do not plainly say otherwise: {said}" in shown(page)
    pressed(page, "upload.confirm")
    (side,) = [name for name in kept(root) if name.endswith(".toml")]
    said = side_file.read(root / "data" / "raw" / "uploads" / side)
    assert (said.dates, said.heading_row) == ("month_first", "1")
    (usual,) = config.load(root).remembered.reading
    assert (usual.team, usual.dates) == ("Contenu", "month_first")
    assert snapshots.read(root, "candidate_ranking")["campaign"].tolist() == ["2026-Q2"]
    dropped(page, encore__csv=AMBIGUOUS.replace(b"05/10", b"06/10"))
    assert read_as(page)["Campaign"].replace("\u00a0", " ") == "Q2 2026"
    page.button(key="memory.forget.0.en").click().run()
    assert config.load(root).remembered.reading == ()


def test_a_separator_that_is_chosen_is_the_one_read(root: Path) -> None:
    page = dropped(upload_page("fr"), notes__csv=f"{HEADINGS}\nContenu;Prompt 101;2026-08-15;5;4;4;3;4;2\n".encode())
    choose(page, "Séparateur", ",")
    pressed(page, "reading.apply")
    assert "Aucune ligne ne peut être acceptée" in shown(page)
    choose(page, "Séparateur", "")
    pressed(page, "reading.apply")
    assert "1 ligne acceptée" in shown(page)


def test_the_same_file_again_says_when_it_was_received(root: Path) -> None:
    page = pressed(dropped(upload_page("fr"), notes__csv=AMBIGUOUS), "upload.confirm")
    dropped(page, autre__csv=AMBIGUOUS)
    assert "Déjà reçu le" in shown(page).replace("\u00a0", " ")
    assert kept(root)[0] in shown(page)
