"""A column that nobody knows is mapped on the upload page, seen at once, remembered, and forgotten again."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from uploading import CRITERIA, dropped, pressed, read_as, shown, upload_page

from dashboards import mapping
from dashboards.texts import Speaker
from pipeline import config, snapshots
from pipeline.vocabulary import IGNORED

UNKNOWN = f"Escouade;Certification;Date;{CRITERIA.replace('Impact business', 'Envie')};Budget\n".encode()
ROW = b"Contenu;Prompt 101;2026-08-15;5;4;4;3;4;2;12\n"


def means(page, heading: str, field: str) -> None:
    (box,) = [one for one in page.selectbox if one.label == f"What “{heading}” means"]
    box.set_value(field)


def test_a_refused_file_is_mapped_seen_remembered_and_counted_and_then_forgotten(root: Path) -> None:
    page = dropped(upload_page(), vote__csv=UNKNOWN + ROW)
    assert "No row can be accepted" in shown(page)
    assert "First values: Contenu" in shown(page)
    for heading, field in (("Escouade", "team"), ("Envie", "business_impact"), ("Budget", IGNORED)):
        means(page, heading, field)
    pressed(page, "mapping.apply")
    assert "1 row accepted, nothing to mend" in shown(page)
    row = read_as(page)
    assert (row["Team"], row["Business impact"]) == ("Contenu", "5")
    assert "“Budget” is read as: To ignore, for all teams" in shown(page)
    assert not (root / "config").exists()
    pressed(page, "upload.confirm")
    taught = {one.heading: one.field for one in config.load(root).remembered.heading}
    assert taught == {"Escouade": "team", "Envie": "business_impact", "Budget": IGNORED}
    assert snapshots.read(root, "candidate_ranking")["score_percent"].notna().all()
    dropped(page, encore__csv=UNKNOWN + ROW.replace(b"Contenu", b"Support"))
    assert "1 row accepted, nothing to mend" in shown(page)
    page.button(key="memory.forget.0.en").click().run()
    assert {one.heading for one in config.load(root).remembered.heading} == {"Envie", "Budget"}
    assert "No row can be accepted" in shown(page)


def test_it_is_remembered_for_the_team_of_the_file_where_that_is_known(root: Path) -> None:
    page = dropped(upload_page("fr"), vote__csv=UNKNOWN.replace(b"Escouade", "Équipe".encode()) + ROW)
    (box,) = [one for one in page.selectbox if one.label == "Ce que «\u00a0Envie\u00a0» signifie"]
    box.set_value("business_impact")
    assert [one.options for one in page.radio] == [["Pour Contenu seule", "Pour toutes les équipes"]]
    pressed(page, "mapping.apply")
    pressed(page, "upload.confirm")
    (entry,) = config.load(root).remembered.heading
    assert (entry.field, entry.team) == ("business_impact", "Contenu")


def test_a_sheet_of_which_nothing_is_known_offers_its_headings(root: Path) -> None:
    page = dropped(upload_page(), notes__csv=b"Sondage 2026;;\nEscouade;Parcours;Envie\nContenu;Prompt;4\n")
    labels = [one.label for one in page.selectbox if one.label.startswith("What “")]
    assert labels == ["What “Escouade” means", "What “Parcours” means", "What “Envie” means"]


def test_undoing_leaves_nothing_to_remember(root: Path) -> None:
    page = dropped(upload_page(), vote__csv=UNKNOWN + ROW)
    means(page, "Escouade", "team")
    pressed(page, "mapping.apply")
    pressed(page, "memory.undo")
    assert "No row can be accepted" in shown(page)


def test_a_column_that_is_known_for_sure_or_a_form_tool_s_own_is_not_offered() -> None:
    columns = pd.DataFrame(
        [
            ("", 1, "A", 1, 1, "ID", "", "", "unmapped"),
            ("", 1, "A", 1, 2, "Équipe", "team", "", "synonym"),
            ("", 1, "A", 1, 3, "Impacte business", "note", "business_impact", "fuzzy"),
            ("", 1, "A", 1, 4, "Budget", "", "", "unmapped"),
            ("", 1, "A", 1, 5, "…", "", "", "unmapped"),
        ],
        columns=["sheet", "table_no", "record", "heading_row", "column_number", "heading", "field", "criterion", "how"],
    )
    findings = pd.DataFrame({"code": ["unmapped_column"] * 2, "sheet": ["", ""], "cell": ["D1", "E1"]})
    assert [one["heading"] for one in mapping.doubtful(columns, findings)] == ["Impacte business", "Budget"]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("record", ["", "A", "B", "C", "D", "E"])
def test_every_meaning_has_a_name_of_its_own(language, record: str) -> None:
    names = mapping.meanings(record, {"business_impact": "Impact business"}, Speaker(language))
    assert len(set(names.values())) == len(names)
