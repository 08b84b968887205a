"""What was said about a file at upload: how it is read, and which cells are mended. The original never changes."""

import io
import os
import shutil

import openpyxl
import pytest
from portfolio import CRITERIA
from pydantic import ValidationError

from pipeline import audit, config, explain, received, remembered, side_file
from pipeline import run as pipeline_run
from pipeline.annotated import annotated
from pipeline.config import RememberedHeading, RememberedReading
from pipeline.errors import WrongUsage
from pipeline.ingest.guidance import Guidance
from pipeline.ingest.intake import Intake
from pipeline.side_file import Mended, Reading, Side

NOTES = (5, 4, 4, 3, 4, 2)
HEADINGS = ("Équipe", "Certification", "Date", *CRITERIA)


def say(path, **said):
    side_file.place_of(path).write_bytes(side_file.written(Side(**said)))


def test_what_is_written_is_read_again(tmp_path):
    side = Side(
        team="Contenu", encoding="windows-1252", separator="\t", dates="day_first",
        mended=(Mended(cell="D3", was="cinq", now="5", who="lea"), Mended(cell="E3", was="x", sheet="Saisie")),
    )  # fmt: skip
    path = tmp_path / "a.csv.toml"
    path.write_bytes(side_file.written(side))
    assert side_file.read(path) == side
    assert (side.encoding, side.reading.day_first, side.choices) == ("cp1252", True, {"team": "Contenu"})


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("encoding = 'klingon'", r"key 'encoding': 'klingon' is no encoding that is read; known are: utf-8"),
        ("separator = 'x'", "key 'separator': 'x' separates no cells"),
        ("dialect = 'gogle'", "key 'dialect': 'gogle' is no form tool that is known; known are: plain"),
        ("language = 'de'", "key 'language': '', 'fr' or 'en' was expected, not 'de'"),
        ("dates = 'us'", "key 'dates'"),
        ("seperator = ';'", "key 'seperator': nobody knows this key. Known keys: dialect"),
        ("[[mended]]\ncell = '3D'", "key 'mended.1.cell': a cell such as C3 was expected, not '3D'"),
        ("team = ", "not valid TOML"),
    ],
)
def test_a_wrong_side_file_is_told_in_a_sentence(portfolio, text, why):
    path = portfolio.given_notes("contenu", "prompt", NOTES)
    side_file.place_of(path).write_text(text, "utf-8")
    with pytest.raises(WrongUsage, match=why) as told:
        portfolio.make()
    assert f"{path}.toml" in str(told.value)


def test_what_is_said_of_the_reading_goes_before_what_the_file_seems(portfolio):
    text = (
        "Équipe,Certification,Date," + ",".join(CRITERIA) + "\nContenu,Prompt,05/10/2026," + ",".join("544342") + "\n"
    )
    path = portfolio.raw / "f.csv"
    path.write_bytes(text.encode("utf-8"))
    portfolio.make()
    (sheet,) = portfolio.published("source_files").to_dict("records")
    assert [sheet[name] for name in ("dialect", "encoding", "separator", "language")] == ["plain", "utf-8", ",", "fr"]
    assert portfolio.published("candidate_ranking")["campaign"].tolist() == ["2026-Q4"]
    say(path, dialect="google_forms", language="en", dates="month_first")
    assert pipeline_run.check(portfolio.root, [path])["candidate_ranking"]["campaign"].tolist() == ["2026-Q2"]
    assert portfolio.run().published
    (sheet,) = portfolio.published("source_files").to_dict("records")
    assert [sheet[name] for name in ("dialect", "language")] == ["google_forms", "en"]
    assert portfolio.published("candidate_ranking")["campaign"].tolist() == ["2026-Q2"]
    say(path, separator=";")
    portfolio.raw.joinpath("other.csv").write_bytes(text.replace("Contenu", "Support").encode())
    portfolio.make()
    refused = portfolio.published("source_files").set_index("file").loc["f.csv"]
    assert (refused["status"], refused["separator"]) == ("refused", ";")


def test_an_encoding_that_is_said_is_the_one_read(portfolio):
    headings = ";".join(("Équipe", "Certification", *CRITERIA))
    path = portfolio.raw / "f.csv"
    path.write_bytes(f"{headings}\nRéseau;Prompt;5;4;4;3;4;2\n".encode("cp850"))
    say(path, encoding="cp850", campaign="2026-Q3")
    portfolio.make()
    assert portfolio.published("candidate_ranking")["team_name"].tolist() == ["Réseau"]
    assert portfolio.published("source_files")["encoding"].tolist() == ["cp850"]


def test_how_a_team_s_files_are_read_is_remembered_where_the_file_does_not_plainly_say_otherwise(portfolio):
    usual = RememberedReading(team="Contenu", dates="month_first", encoding="cp850", separator=",", language="en")
    remembered.remember(portfolio.root, [usual])
    ambiguous, told = ("contenu", "Prompt", "05/10/2026", *NOTES), ("contenu", "Prompt", "25/10/2026", *NOTES)
    portfolio.given_csv("1.csv", HEADINGS, ambiguous)
    portfolio.given_csv("2.csv", HEADINGS, ambiguous, told)
    portfolio.given_csv("3.csv", HEADINGS, ("Support", *ambiguous[1:]))
    portfolio.given_csv("contenu/4.csv", HEADINGS[1:], ambiguous[1:])
    portfolio.make()
    found = portfolio.published("note_cells").drop_duplicates(["file", "row_number"])
    assert sorted(found[["file", "campaign"]].to_numpy().tolist()) == [
        ["1.csv", "2026-Q2"], ["2.csv", "2026-Q4"], ["2.csv", "2026-Q4"], ["3.csv", "2026-Q4"],
        ["contenu/4.csv", "2026-Q2"],
    ]  # fmt: skip
    sources = portfolio.published("source_files").set_index("file")
    assert set(sources["encoding"]) == {"utf-8"}  # which its bytes tell beyond doubt
    assert set(sources["separator"]) == {";"}
    assert sources["language"].to_dict() == {"1.csv": "en", "2.csv": "en", "3.csv": "fr", "contenu/4.csv": "en"}


def test_the_moment_that_a_measure_lacks_is_asked_in_its_cell_and_mended_there(portfolio):
    rows = (("contenu", "délai", "", 12), ("contenu", "délai", "2026-02-15", 11))
    path = portfolio.given_csv("k.csv", ("Équipe", "Indicateur", "Date", "Valeur"), *rows)
    portfolio.run()
    lacking = portfolio.published("findings").query("code == 'missing_when'")
    assert lacking[["row_number", "cell"]].to_numpy().tolist() == [[2, "C2"]]
    say(path, mended=(Mended(cell="C2", was="", now="2026-01-15", who="lea"),))
    portfolio.run()
    assert portfolio.published("source_files")["accepted"].tolist() == [2]
    assert portfolio.published("mended_cells")[["cell", "mended_to", "mended_by"]].to_numpy().tolist() == [
        ["C2", "2026-01-15", "lea"]
    ]


UNKNOWN = ("Groupe", "Examen", *(f"Q{n}" for n in range(6)))


def test_the_heading_row_that_a_person_says_is_the_one_whose_columns_are_offered_and_read(portfolio):
    many = [("note interne", "texte"), ("autre note", "texte libre", "encore", "et", "encore", "du", "texte", "ici")]
    path = portfolio.given_csv("f.csv", *many, UNKNOWN, ("contenu", "Prompt", *NOTES), ("support", "Prompt", *NOTES))
    configuration, content = config.load(portfolio.root), path.read_bytes()

    def columns(**said):
        reader = Intake(configuration, bytes(32))
        reader.add("f", "f.csv", content, Guidance(reading=Reading(**said), samples=True))
        return [row["heading"] for row in reader.raw.finished()["columns"].to_pylist()]

    assert columns() == list(many[1])
    assert columns(heading_row="3") == list(UNKNOWN)
    taught = [
        *zip(UNKNOWN, ("team", "certification", *(one.key for one in configuration.grids[0].criterion)), strict=True)
    ]
    remembered.remember(portfolio.root, [RememberedHeading(heading=heading, field=field) for heading, field in taught])
    say(path, heading_row="3", campaign="2026-Q3")
    portfolio.run()
    assert portfolio.published("source_files")["accepted"].tolist() == [2]


def test_a_usual_heading_row_only_helps_where_no_table_is_known(portfolio):
    remembered.remember(portfolio.root, [RememberedReading(team="Contenu", heading_row="2")])
    portfolio.given_csv("contenu/f.csv", HEADINGS[1:], ("contenu", "Prompt", "2026-08-01", *NOTES)[1:])
    portfolio.run()
    assert portfolio.published("source_files")["accepted"].tolist() == [1]
    with pytest.raises(ValidationError):
        Reading(heading_row="zero")


WRONG = (("contenu", "Prompt", "2026-08-01", "cinq", *NOTES[1:]), ("contenu", "Prompt", "2026-08-02", *NOTES[:5], 9))
RIGHT = (("contenu", "Prompt", "2026-08-01", *NOTES), ("contenu", "Prompt", "2026-08-02", *NOTES))
MENDED = (
    Mended(cell="D2", was="cinq", now="5", who="lea", at="2026-08-03T10:00:00+02:00"),
    Mended(cell="I3", was="9", now="2", who="lea"),
)
NUMBERS = ("candidate_ranking", "criterion_scores", "team_ranking", "source_files", "findings", "campaign_progress")


def test_a_mended_file_counts_like_the_corrected_file(portfolio):
    path = portfolio.given_csv("f.csv", HEADINGS, *RIGHT)
    portfolio.make()
    corrected = {name: portfolio.published(name).drop(columns=["sha256"], errors="ignore") for name in NUMBERS}
    portfolio.given_csv("f.csv", HEADINGS, *WRONG)
    sent = path.read_bytes()
    found = pipeline_run.check(portfolio.root, [path])["findings"]
    assert found["code"].tolist() == ["note_not_a_number", "note_off_scale"]
    say(path, mended=MENDED)
    portfolio.run()
    kept = {name: portfolio.published(name).drop(columns=["sha256"], errors="ignore") for name in NUMBERS}
    for name in NUMBERS:
        assert kept[name].equals(corrected[name]), name
    assert path.read_bytes() == sent
    cells = portfolio.published("mended_cells")
    assert cells[["file", "cell", "sent", "mended_to", "mended_by"]].to_numpy().tolist() == [
        ["f.csv", "D2", "cinq", "5", "lea"], ["f.csv", "I3", "9", "2", "lea"],
    ]  # fmt: skip
    assert str(cells["mended_at"].iloc[0]) == "2026-08-03 08:00:00"
    notes = portfolio.published("note_cells").set_index("cell")
    assert notes.loc["D2", ["sent", "note", "mended_to"]].tolist() == ["cinq", 5, "5"]
    assert notes["mended_to"].notna().sum() == 2
    told = explain.as_text(explain.explain(portfolio.root, "contenu", "Prompt"), "fr")
    assert "f.csv D2 : cinq (corrigé en 5 par lea) → 5" in told


def test_a_cell_that_holds_something_else_stays_as_it_was_sent(portfolio):
    path = portfolio.given_csv("f.csv", HEADINGS, *RIGHT)
    say(path, mended=(Mended(cell="D2", was="cinq", now="1"), Mended(cell="D99", now="1")))
    portfolio.make()
    assert portfolio.codes() == ["not_mended", "not_mended"]
    assert portfolio.published("mended_cells").empty
    assert portfolio.published("note_cells").set_index("cell").loc["D2", "note"] == 5


def test_cells_of_workbooks_and_archives_are_mended_in_their_own_sheet_and_member(portfolio):
    import zipfile

    book = openpyxl.Workbook()
    book.active.title = "Saisie"
    for row in (HEADINGS, *WRONG):
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    path = portfolio.raw / "envoi.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.xlsx", content.getvalue())
        archive.writestr("b.csv", "\n".join(";".join(map(str, row)) for row in (HEADINGS, *WRONG)))
    say(path, mended=[one.model_copy(update={"member": "a.xlsx", "sheet": "Saisie"}) for one in MENDED])
    tables = pipeline_run.check(portfolio.root, [path])
    states = tables["source_files"].set_index("file")[["accepted", "rejected"]]
    assert states.to_numpy().tolist() == [[2, 0], [0, 2]]


def test_the_annotated_workbook_holds_what_was_mended_and_marks_the_rest(portfolio):
    path = portfolio.given_csv("f.csv", HEADINGS, *WRONG)
    say(path, mended=MENDED[:1])
    tables = pipeline_run.check(portfolio.root, [path])
    made = annotated(
        path.read_bytes(), "f.csv", tables["findings"], tables["source_files"], "fr", mended=MENDED[:1]
    )  # fmt: skip
    sheet = openpyxl.load_workbook(io.BytesIO(made))["Données"]
    assert (sheet["D2"].value, sheet["D2"].comment) == ("5", None)
    assert sheet["I3"].comment is not None


def test_keeping_an_upload_writes_what_was_said_beside_it_and_logs_what_was_mended(portfolio):
    content = "\n".join(";".join(map(str, row)) for row in (HEADINGS, *WRONG)).encode()
    target = received.keep_upload(portfolio.root, "f.csv", content, Side(dates="day_first", mended=MENDED[:1]))
    received.keep_upload(portfolio.root, "f.csv", content, Side(mended=MENDED[1:]))
    assert target.read_bytes() == content
    assert side_file.read(side_file.place_of(target)) == Side(dates="day_first", mended=MENDED)
    told = [event for event in audit.events(portfolio.root) if event["event"] == "mended"]
    assert [[(cell["cell"], cell["was"], cell["now"]) for cell in event["cells"]] for event in told] == [
        [("D2", "cinq", "5")], [("I3", "9", "2")],
    ]  # fmt: skip
    assert {event["who"] for event in told} == {audit.who()}
    received.withdraw(
        portfolio.root, "f.csv".join([target.relative_to(portfolio.raw).as_posix()[: -len("f.csv")], ""]), "m", "t"
    )
    assert received.listing(portfolio.root) == []


def test_nothing_said_is_nothing_to_know():
    assert Side().reading == Reading()
    assert side_file.written(Side()) == b""


def test_a_name_in_the_letters_of_an_older_windows_is_read_and_never_taken_for_another(portfolio):
    given = portfolio.given_notes("contenu", "prompt", [4, 4, 4, 4, 4, 2], name="réponses.csv").read_text("utf-8")
    for name, team in ((b"r\xe9ponses.csv", "support"), (b"\xe9quipes.csv", "logistique"), (b"\x81.csv", "finance")):
        (portfolio.raw / os.fsdecode(name)).write_text(given.replace("contenu", team), "utf-8")
    names = [one.file for one in received.listing(portfolio.root)]
    assert sorted(names) == ["%x81.csv", "r%xe9ponses.csv", "réponses.csv", "équipes.csv"]
    portfolio.make()
    assert portfolio.published("source_files")["accepted"].tolist() == [1, 1, 1, 1]
    portfolio.arrive()
    assert received.named(portfolio.root, "équipes.csv").path.is_file()


def test_what_windows_leaves_in_a_folder_is_no_received_file(portfolio):
    for name in ("Thumbs.db", "desktop.ini", "~$notes.xlsx", ".caché.csv"):
        (portfolio.raw / name).write_bytes(b"x")
    portfolio.given_notes("contenu", "prompt", (4, 4, 4, 4, 4, 2), name="a.csv")
    assert [one.file for one in received.listing(portfolio.root)] == ["a.csv"]


def test_a_name_with_line_breaks_or_signals_to_a_terminal_is_written_out(portfolio):
    given = portfolio.given_notes("contenu", "prompt", NOTES)
    for name in ("deux\nlignes.csv", "\x1b[31mrouge.csv", "\u202evsc.csv"):
        shutil.copy(given, portfolio.raw / name)
    told = [one.file for one in received.listing(portfolio.root)]
    assert set(told) == {given.name, "deux%0Alignes.csv", "%1B[31mrouge.csv", "%202Evsc.csv"}
    assert [one.file for one in received.given([portfolio.raw / "deux\nlignes.csv"], {})] == ["deux%0Alignes.csv"]
    assert received.named(portfolio.root, "deux%0Alignes.csv").path.name == "deux\nlignes.csv"
