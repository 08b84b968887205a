"""What commands say on the terminal names the place of every finding, and counts as people do."""

from __future__ import annotations

import ast
from pathlib import Path

from portfolio import CRITERIA, Portfolio

from pipeline import run, spoken, spoken_rows
from pipeline.findings import CATALOGUE, words
from pipeline.vocabulary import SEVERITIES, Language

HEADINGS = ("Équipe", "Certification", "Date", *CRITERIA)
ANSWER = ("contenu", "AZ-900", "2026-08-15", 4, 4, 4, 4, 4, 2)


def test_a_finding_about_a_row_names_it_where_no_cell_is_wrong(portfolio: Portfolio, capsys) -> None:
    below = (
        ("Équipe", "Salle", "Jour", "Matin", "Midi", "Soir", "", "", ""),
        ("contenu", "Bleue", "", 2, 3, 1, "", "", ""),
    )
    file = portfolio.given_csv("a.csv", HEADINGS, ANSWER, (*ANSWER[:3], 6, *ANSWER[4:]), *below)
    published = run.check(portfolio.root, [file])
    spoken_rows.findings(published["findings"], "fr")
    spoken_rows.findings(published["findings"], "en")
    told = capsys.readouterr().out
    assert "a.csv D3 : " in told
    assert "a.csv D3: " in told
    assert "a.csv ligne 4 : À partir de cette ligne, 2 lignes" in told
    assert "a.csv row 4: From this row on" in told


def test_one_rejected_row_is_counted_as_one(portfolio: Portfolio, capsys) -> None:
    file = portfolio.given_csv("a.csv", HEADINGS, (*ANSWER[:3], 6, *ANSWER[4:]))
    published = run.check(portfolio.root, [file])
    spoken_rows.sources(published["source_files"], "fr")
    spoken_rows.sources(published["source_files"], "en")
    assert [line.rsplit("; ", 1)[1] for line in capsys.readouterr().out.splitlines()] == [
        "1 ligne, 1 rejetée", "1 row, 1 rejected",
    ]  # fmt: skip


def test_a_finding_about_a_whole_file_names_no_row(portfolio: Portfolio, capsys) -> None:
    file = portfolio.raw / "c.xlsx"
    file.write_bytes(b"PK\x03\x04")
    spoken_rows.findings(run.check(portfolio.root, [file])["findings"], "en")
    assert "c.xlsx: " in capsys.readouterr().out


def test_where_a_kpi_stands_is_told_with_its_rule(capsys) -> None:
    told = {
        "team_name": "Contenu", "period": "2026-Q3", "certification_name": "AZ-900",
        "wording_fr": "Passé de 4 à 8.", "wording_en": "From 4 to 8.",
    }  # fmt: skip
    untold = told | {"status": "no_data", "certification_name": None, "period": "*"}
    spoken_rows.changes([told | {"status": "on_track"}, untold], "fr")
    french = " ".join(capsys.readouterr().out.split())
    assert (
        "Contenu × AZ-900, 2026-Q3 : Passé de 4 à 8. (État : en bonne voie.) Contenu : Passé de 4 à 8. État" in french
    )
    assert "quand la part du chemin vaut au moins celle du temps écoulé" in french
    spoken_rows.changes([untold], "en")
    assert capsys.readouterr().out == "Contenu: From 4 to 8.\n"


def test_a_summary_counts_as_people_do(capsys) -> None:
    def told(count: int, lang: Language) -> str:
        states = dict.fromkeys(("rows_read", *run.ROW_STATES), count)
        files = [{"file": str(number)} for number in range(count)]
        spoken.summary(run.Summary("x", False, files, dict.fromkeys(SEVERITIES, count), states, {}), lang)
        return " ".join(capsys.readouterr().out.splitlines()[1:])

    assert told(1, "fr").startswith("1 fichier, 1 ligne lue = 1 acceptée + 1 rejetée + 1 remplacée + 1 en double")
    assert told(1, "fr").endswith("Constats : 1 refus, 1 erreur, 1 question, 1 avertissement")
    assert "0 ligne lue = 0 acceptée" in told(0, "fr")
    assert "2 lignes lues = 2 acceptées" in told(2, "fr")
    assert told(1, "en").startswith("1 file, 1 row read = 1 accepted")
    assert told(1, "en").endswith("Findings: 1 refused, 1 error, 1 question, 1 warning")
    assert told(0, "en").endswith("Findings: 0 refused, 0 errors, 0 questions, 0 warnings")


def test_no_sentence_leaves_the_plural_to_the_reader() -> None:
    root = Path(__file__).resolve().parent.parent
    for file in [path for folder in ("pipeline", "dashboards") for path in (root / folder).rglob("*.py")]:
        said = [
            node.value
            for node in ast.walk(ast.parse(file.read_text("utf-8")))
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value != "(s)"
        ]
        assert not [one for one in said if "(s)" in one], file
    for file in (root / "dashboards" / "texts").glob("*.toml"):
        assert "(s)" not in file.read_text("utf-8")


def test_a_finding_about_one_row_speaks_of_one() -> None:
    assert words("hidden_row", "", "", "", {"count": 1})[0] == "1 ligne masquée ou filtrée est lue."
    assert words("hidden_row", "", "", "", {"count": "1"})[1] == "1 hidden or filtered row is read."
    assert words("hidden_row", "", "", "", {"count": 3})[0] == "3 lignes masquées ou filtrées sont lues."
    one = words("newer_export", "", "", "", {"count": 1, "other": "a.csv"})
    assert one[0].replace("\u00a0", " ") == "Ce fichier reprend 1 réponse de « a.csv » : le remplace-t-il ?"
    for code, kind in CATALOGUE.items():
        assert bool(kind.one_fr) == bool(kind.one_en), code
        assert "{count}" not in kind.one_fr + kind.one_en, code
