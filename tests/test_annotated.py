"""The sender's own workbook: nothing of it is lost, what is wrong is marked, and it reads as what it was made of."""

import datetime as dt
import io
import zipfile

import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ingest.sent import CRITERIA, read, workbook

from pipeline import run as pipeline_run
from pipeline.annotated import CannotAnnotate, annotated, language_of

HEADINGS = ("Équipe", "Certification", "Date", *CRITERIA)
NOTES = (4, 4, 4, 4, 4, 2)
SEPARATED = ";".join(HEADINGS)


def checked(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    return pipeline_run.check(tmp_path, [path])


def returned(tmp_path, name, content, language="fr"):
    sent = content.encode() if isinstance(content, str) else content
    tables = checked(tmp_path, name, sent)
    return annotated(sent, name, tables["findings"], tables["source_files"], language)


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def listed(book):
    """The lines of the error list: severity, cell, sheet, value, problem, remedy."""
    rows = list(book.worksheets[0].values)
    start = next(number for number, row in enumerate(rows) if row[1] in ("Cellule", "Cell"))
    return [row for row in rows[start + 1 :] if row[0]]


def as_read(reading):
    """What a file says, whatever kind of file it is: the contents of its rows and the meaning of its cells."""
    rows = {row["row_number"]: row["content_hash"] for row in reading.rows if row["status"] == "data"}
    keys = ("row_number", "column_number", "field", "criterion", "item", "text", "kind", "reading", "unit")
    return rows, sorted(tuple(cell[key] for key in keys) for cell in reading.cells)


def test_wrong_cells_are_marked_commented_and_listed_first_with_a_link(tmp_path):
    text = f"{SEPARATED}\ncontenu;prompt;2026-08-01;6;3;3;3;3;3\ncontenu;;2026-08-01;4;3;3;3;3;3\n"
    book = opened(returned(tmp_path, "a.csv", text))
    assert book.sheetnames == ["À corriger", "Bilan", "Données", "certiscope"]
    assert [(line[0], line[1], line[3]) for line in listed(book)] == [("✖ Erreur", "D2", "6"), ("✖ Erreur", "B3", "")]
    sheet = book["Données"]
    assert "hors de l'échelle de 1 à 5" in sheet["D2"].comment.text
    assert "Écrivez une note de 1 à 5" in sheet["D2"].comment.text
    assert sheet["B3"].comment.text.startswith("✖ Erreur")
    assert sheet["D2"].fill.fgColor.rgb != sheet["D3"].fill.fgColor.rgb
    assert sheet["D2"].border.left.style == "medium"
    assert sheet["E2"].comment is None
    links = [cell.hyperlink.location for row in book.worksheets[0].iter_rows() for cell in row if cell.hyperlink]
    assert links == ["'Données'!D2", "'Données'!B3"]


def test_the_language_is_that_of_the_file(tmp_path):
    text = "Team,Certification,Business impact,Total cost\ncontenu,prompt,6,3\n"
    tables = checked(tmp_path, "a.csv", text.encode())
    assert language_of(tables["source_files"], "fr") == "en"
    assert language_of(checked(tmp_path, "b.csv", SEPARATED.encode() + b"\n;;;;;;;;1\n")["source_files"], "en") == "fr"
    assert opened(returned(tmp_path, "a.csv", text, "en")).sheetnames[:2] == ["To mend", "Summary"]


def test_the_summary_adds_up(tmp_path):
    text = f"{SEPARATED}\ncontenu;prompt;2026-08-01;6;3;3;3;3;3\n\ncontenu;prompt;2026-08-01;4;3;3;3;3;3\n"
    rows = list(opened(returned(tmp_path, "a.csv", text))["Bilan"].values)
    assert rows[-1][2:] == (3, 1, 1, 0, 0, 0, 1)


def test_every_sheet_column_and_value_stays_also_hidden_ones_and_those_that_nobody_reads(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Saisie"
    sheet.append([*HEADINGS, "Notre remarque"])
    sheet.append(["contenu", "prompt", dt.datetime(2026, 8, 1), 6, *NOTES[1:], "à revoir"])
    sheet["C2"].number_format = "dd/mm/yyyy"
    sheet.column_dimensions["A"].width = 33
    other = book.create_sheet("Calculs")
    other.append(["x", 1.5, True])
    other["B1"].number_format = "0.000"
    other.sheet_state = "hidden"
    content = io.BytesIO()
    book.save(content)
    back = opened(returned(tmp_path, "a.xlsx", content.getvalue()))
    assert back.sheetnames[2:4] == ["Saisie", "Calculs"]
    assert back["Saisie"]["J2"].value == "à revoir"
    assert (back["Saisie"]["C2"].value, back["Saisie"]["C2"].number_format) == (dt.datetime(2026, 8, 1), "dd/mm/yyyy")
    assert back["Saisie"].column_dimensions["A"].width == pytest.approx(33, abs=1)
    assert [cell.value for cell in back["Calculs"][1]] == ["x", 1.5, True]
    assert back["Calculs"]["B1"].number_format == "0.000"
    assert back["Calculs"].sheet_state == "hidden"


def test_no_text_becomes_a_formula_or_a_link(tmp_path):
    text = f'{SEPARATED};Note\ncontenu;prompt;2026-08-01;6;3;3;3;3;3;"=HYPERLINK(""http://x"")"\n'
    content = returned(tmp_path, "a.csv", text)
    cell = opened(content)["Données"]["J2"]
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("http://x")')
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert not any("http://x" in parts.read(name).decode() for name in parts.namelist() if "rels" in name)


def test_the_same_file_gives_the_same_bytes(tmp_path):
    text = f"{SEPARATED}\ncontenu;prompt;2026-08-01;6;3;3;3;3;3\n"
    assert returned(tmp_path, "a.csv", text) == returned(tmp_path, "a.csv", text)


def test_our_sheets_give_way_to_the_senders_names(tmp_path):
    rows = [HEADINGS, ("contenu", "prompt", "2026-08-01", 6, *NOTES[1:])]
    sent = workbook({"À corriger": rows, "Certiscope": [("x",)]})
    assert opened(returned(tmp_path, "a.xlsx", sent)).sheetnames == [
        "À corriger (2)", "Bilan", "À corriger", "Certiscope", "certiscope (2)",
    ]  # fmt: skip


SLIPPED = "\n;prompt;2026-08-01;"
FILES = {
    "plain.csv": f"{SEPARATED}\ncontenu;prompt;01/08/2026;4;3;3;3;3;3\nsupport;prompt;13/08/2026;x;3;3;3;3;3\n",
    "breaks.csv": 'Équipe;Certification;"Impact\nbusiness";"Coût\r\ntotal"\r\n"contenu\nnord";prompt;4;3\r\n'
    "support;prompt;6;3\r\n",
    "separator.csv": f"sep=;\n{SEPARATED}\ncontenu;prompt;2026-08-01;4;3;3;3;3;3\n",
    "blank.csv": f"Équipe : contenu\n\n{SEPARATED}\n{SLIPPED}4;3;3;3;3;3\n{SLIPPED}9;3;3;3;3;3\n",
    "latin.csv": f"{SEPARATED}\nqualité;prompt;2026-08-01;4;3;3;3;3;3\n".encode("cp1252"),
    "long.csv": "Équipe;Certification;Critère;Note\ncontenu;prompt;Impact business;4\ncontenu;prompt;Coût total;7\n",
    "amounts.csv": "Équipe;Certification;Coût par personne;Heures par personne\ncontenu;prompt;1 500 € HT;3 jours\n",
    "na.csv": f"{SEPARATED}\nNA;prompt;2026-08-01;N/A;3;3;3;3;3\n",
    "qualtrics.csv": 'StartDate,Q1,Q2,Q3\nStart Date,"Team\nname",Certification,"Business\nimpact"\n'
    '"{""ImportId"":""startDate"",""timeZone"":""Z""}","{""ImportId"":""QID1_TEXT""}","{""ImportId"":""QID2""}",'
    '"{""ImportId"":""QID3""}"\n2026-08-01 10:00:00,contenu,prompt,4\n2026-08-02 10:00:00,"con\ntenu",prompt,3\n',
    "surveymonkey.csv": 'Respondent ID,Start Date,Team,"Please\nrate",\n'
    ",,Open-Ended Response,Business impact,Total cost\n"
    "1,08/13/2026 10:00:00,contenu,4,3\n2,08/14/2026 10:00:00,support,4,3\n",
}


@pytest.mark.parametrize("name", FILES)
def test_a_text_file_reads_the_same_as_the_workbook_made_of_it(tmp_path, name):
    content = FILES[name] if isinstance(FILES[name], bytes) else FILES[name].encode()
    back = read("back.xlsx", returned(tmp_path, name, content))
    rows, cells = as_read(read(name, content))
    assert rows
    assert as_read(back) == (rows, cells)
    assert [table["sheet"] for table in back.tables] == ["Données"]
    assert [(table["rows_read"], table["blank"]) for table in back.tables] == [
        (table["rows_read"], table["blank"]) for table in read(name, content).tables
    ]


def formatted():
    """A workbook with all that a number format, a merge or an error cell says beyond the value."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Suivi", None, None, "Coûts"])
    sheet.append(["Équipe", "Certification", "Date de début", "Coût par personne", "Heures par personne", "Statut"])
    sheet.merge_cells("A1:C1")
    sheet.append(["contenu", "prompt", dt.datetime(2026, 3, 4), 1.5, 3, "pilote"])
    sheet.append(["support", "prompt", dt.date(2026, 3, 5), 1200, 4, "#N/A"])
    sheet.append(["logistique", "=A4", dt.time(12, 30), 99.999999999, 0.1 + 0.2, True])
    sheet["D3"].number_format = '#,##0.0 "k€"'
    sheet["D4"].number_format = '#,##0.00 "€"'
    sheet["E3"].number_format = '0 "jours"'
    sheet["F4"].data_type = "e"
    sheet.row_dimensions[4].hidden = True
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def measures(epoch=None):
    book = openpyxl.Workbook()
    if epoch:
        book.epoch = epoch
    sheet = book.active
    sheet.append(["Équipe", "KPI", "Valeur", "Date"])
    sheet.append(["contenu", "taux", 0.12, dt.datetime(2026, 3, 4)])
    sheet.append(["contenu", "délai", dt.timedelta(hours=30), dt.datetime(2026, 4, 4, 10, 20, 30)])
    sheet["C2"].number_format = "0.0%"
    sheet["C3"].number_format = "[hh]:mm"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


WORKBOOKS = {
    "formatted": formatted(),
    "measures": measures(),
    "measures from 1904": measures(openpyxl.utils.datetime.CALENDAR_MAC_1904),
}


@pytest.mark.parametrize("name", WORKBOOKS)
def test_a_workbook_reads_the_same_as_the_one_made_of_it(tmp_path, name):
    sent = read("a.xlsx", WORKBOOKS[name])
    back = read("back.xlsx", returned(tmp_path, "a.xlsx", WORKBOOKS[name]))
    rows, cells = as_read(sent)
    assert len(rows) >= 2
    # A formula without a value has nothing to give back: it comes back as an error, which it stays until mended.
    unsaved = {(cell["row_number"], cell["column_number"]) for cell in sent.cells if cell["kind"] == "no_value"}
    rows_back, cells_back = as_read(back)
    assert [cell for cell in cells_back if cell[:2] not in unsaved] == [c for c in cells if c[:2] not in unsaved]
    assert {cell[6] for cell in cells_back if cell[:2] in unsaved} <= {"error_cell"}
    kept = {row for row, _ in unsaved}
    assert {row: text for row, text in rows_back.items() if row not in kept} == {
        row: text for row, text in rows.items() if row not in kept
    }
    assert [t["blank"] for t in back.tables] == [t["blank"] for t in sent.tables]


CELLS = st.one_of(
    st.none(),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False, min_value=-1e12, max_value=1e12),
    st.booleans(),
    st.datetimes(dt.datetime(1901, 1, 1), dt.datetime(2100, 1, 1)).map(lambda when: when.replace(microsecond=0)),
    st.sampled_from(["=1+1", "@x", "'a", "_x0041_", "N/A", "#N/A", " ", "4", "4,5", "-", "1 500 €"]),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=5))
def test_any_values_read_the_same_when_they_come_back(rows):
    book = openpyxl.Workbook()
    for column, heading in enumerate(("Équipe", "Impact business", "Coût par personne"), start=1):
        book.active.cell(1, column, heading)
    for number, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            cell = book.active.cell(number, column)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    content = io.BytesIO()
    book.save(content)
    nothing = pd.DataFrame(columns=["code", "severity", "sheet", "row_number", "column_name", "cell", "value",
                                    "message_fr", "remedy_fr", "count_alike"])  # fmt: skip
    counts = pd.DataFrame({key: [0] for key in ("rows_read", "accepted", "rejected", "superseded", "duplicate",
                                                "ignored", "blank")} | {"sheet": [""], "record": ["A"]})  # fmt: skip
    back = annotated(content.getvalue(), "a.xlsx", nothing, counts, "fr")
    assert as_read(read("b.xlsx", back)) == as_read(read("a.xlsx", content.getvalue()))


def test_a_line_whose_values_slipped_stays_an_error_until_they_are_moved(tmp_path):
    text = f"{SEPARATED}\ncontenu;prompt;2026-08-01;4;3;3;3;3;3\ncontenu;prompt;x;2026-08-01;4;3;3;3;3;3\n"
    content = returned(tmp_path, "a.csv", text)
    assert read("back.xlsx", content).codes == ["uneven_line"]
    book = opened(content)
    sheet = book["Données"]
    for column in range(3, 10):
        sheet.cell(3, column).value = sheet.cell(3, column + 1).value
    half = io.BytesIO()
    book.save(half)
    assert read("back.xlsx", half.getvalue()).codes == ["uneven_line"]
    sheet["J3"].value = None
    whole = io.BytesIO()
    book.save(whole)
    assert read("back.xlsx", whole.getvalue()).codes == []


def test_a_file_that_cannot_be_opened_is_refused_with_a_sentence(tmp_path):
    with pytest.raises(CannotAnnotate, match=r"a\.xlsx"):
        returned(tmp_path, "a.xlsx", b"PK\x03\x04 no workbook")


def test_each_of_two_thousand_wrong_cells_is_marked(tmp_path):
    lines = "contenu;prompt;2026-08-01;cinq;3;3;3;3;3\n" * 2000
    content = f"{SEPARATED}\n{lines}".encode()
    tables = checked(tmp_path, "a.csv", content)
    back = annotated(content, "a.csv", tables["findings"], tables["source_files"], "fr")
    assert len(tables["findings"]) == 2000
    assert sum(1 for row in opened(back)["Données"].iter_rows() for cell in row if cell.comment) == 2000
