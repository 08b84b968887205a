"""Workbooks as people and tools save them: true positions, error cells, formulas, formats, hidden parts, refusals."""

from __future__ import annotations

import datetime as dt
import io
import struct
import zipfile
from collections.abc import Callable
from contextlib import suppress

import openpyxl
import pytest
import xlsxwriter
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from pipeline.config import Limits
from pipeline.ingest.number_formats import Shown, shown_by
from pipeline.ingest.sheet import ErrorCell, NoValue, Refused, Sheet, Source, Value
from pipeline.ingest.spreadsheet import read_workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def saved(fill: Callable[[openpyxl.Workbook], None]) -> bytes:
    workbook = openpyxl.Workbook()
    fill(workbook)
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def with_sheet(xml: str) -> bytes:
    """A workbook whose only sheet is this XML."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(lambda workbook: None))) as plain, zipfile.ZipFile(content, "w") as made:
        for name in plain.namelist():
            made.writestr(name, xml if name.endswith("sheet1.xml") else plain.read(name))
    return content.getvalue()


def sheet_of(rows: str) -> bytes:
    return with_sheet(f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>')


def only_sheet(content: bytes, suffix: str = ".xlsx") -> Sheet:
    source = read_workbook(content, suffix)
    assert len(source.sheets) == 1
    return source.sheets[0]


def cell(sheet: Sheet, place: str) -> Value:
    row, column = coordinate_to_tuple(place)
    return sheet.rows[row - 1][column - 1]


def refusal(content: bytes, suffix: str = ".xlsx", limits: Limits | None = None) -> str:
    with pytest.raises(Refused) as refused:
        read_workbook(content, suffix, limits)
    return refused.value.code


def test_rows_and_columns_are_where_a_person_sees_them():
    def fill(workbook: openpyxl.Workbook) -> None:
        sheet = workbook.active
        sheet["B3"], sheet["C3"], sheet["B4"], sheet["C4"] = "Équipe", "Note", "contenu", 4

    sheet = only_sheet(saved(fill))
    assert sheet.rows == [[None] * 3, [None] * 3, [None, "Équipe", "Note"], [None, "contenu", 4.0]]
    assert sheet.row_number(3) == 4


def test_values_keep_their_types():
    moment = dt.datetime(2026, 11, 22, 14, 55, 21)

    def fill(workbook: openpyxl.Workbook) -> None:
        workbook.active.append(["NA", 4.5, True, moment, dt.date(2026, 11, 22), dt.time(7, 30), dt.timedelta(hours=27)])

    assert only_sheet(saved(fill)).rows == [
        ["NA", 4.5, True, moment, dt.date(2026, 11, 22), dt.time(7, 30), dt.timedelta(hours=27)]
    ]


def test_dates_of_a_1904_workbook_are_right():
    def fill(workbook: openpyxl.Workbook) -> None:
        workbook.epoch = CALENDAR_MAC_1904
        workbook.active["A1"] = dt.datetime(2026, 11, 22, 14, 55)

    source = read_workbook(saved(fill), ".xlsx")
    assert source.dates_from_1904
    assert source.sheets[0].rows == [[dt.datetime(2026, 11, 22, 14, 55)]]


def test_error_cells_and_formulas_without_a_value_are_not_blank():
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["contenu", 4])
        sheet.write_formula(1, 0, "=NA()", None, "#N/A")
        sheet.write_formula(1, 1, "=2+2", None, 4)
        sheet.write_formula(3, 2, "=1/0", None, "#DIV/0!")
    sheet = only_sheet(content.getvalue())
    assert cell(sheet, "A2") == ErrorCell("#N/A")
    assert cell(sheet, "B2") == 4
    assert cell(sheet, "C4") == ErrorCell("#DIV/0!")


def test_a_formula_that_no_program_has_computed_has_no_value():
    def fill(workbook: openpyxl.Workbook) -> None:
        workbook.active["A1"], workbook.active["B1"] = "=1+1", 4

    assert only_sheet(saved(fill)).rows == [[NoValue(), 4.0]]


def test_a_formula_whose_value_is_an_empty_text_is_blank():
    rows = '<row r="1"><c r="A1" t="str"><f>""</f><v></v></c><c r="B1"><f>C1</f></c><c r="C1"><v>4</v></c></row>'
    assert only_sheet(sheet_of(rows)).rows == [[None, NoValue(), 4.0]]


def test_the_result_of_a_shared_formula_is_a_value():
    rows = (
        '<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1</f><v>4</v></c></row>'
        '<row r="2"><c r="A2"><f t="shared" si="0"/><v>5</v></c></row>'
        '<row r="3"><c r="A3"><f t="shared" si="0"/></c></row>'
    )
    assert only_sheet(sheet_of(rows)).rows == [[4.0], [5.0], [NoValue()]]


def test_elements_with_a_namespace_prefix_are_read_whatever_the_dimension_says():
    content = with_sheet(
        f'<x:worksheet xmlns:x="{MAIN}"><x:dimension ref="A1"/><x:sheetData>'
        '<x:row r="2" hidden="1"><x:c r="B2" t="e"><x:v>#REF!</x:v></x:c><x:c r="C2"><x:f>A1</x:f></x:c>'
        '<x:c r="D2"><x:v>4</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    sheet = only_sheet(content)
    assert sheet.rows == [[None] * 4, [None, ErrorCell("#REF!"), NoValue(), 4.0]]
    assert sheet.hidden_rows == {2}


def test_cells_without_a_reference_stand_in_their_turn():
    rows = (
        '<row><c><v>1</v></c><c t="e"><v>#REF!</v></c></row><row/>'
        '<row hidden="1"><c/><c><f>A1</f></c><c r="E3" t="e"><v>#N/A</v></c></row>'
    )
    sheet = only_sheet(sheet_of(rows))
    assert sheet.rows[0][:2] == [1.0, ErrorCell("#REF!")]
    assert sheet.rows[2][:5] == [None, NoValue(), None, None, ErrorCell("#N/A")]
    assert sheet.hidden_rows == {3}


def test_formats_tell_percents_and_currencies():
    def fill(workbook: openpyxl.Workbook) -> None:
        sheet = workbook.active
        for place, value, code in (
            ("A1", 0.12, "0%"), ("B1", 1500, '#,##0.00 "€"'), ("C1", 1500, "#,##0 [$€-40C]"),
            ("D1", 20, "[$USD] #,##0"), ("E1", 4, "General"), ("F1", "12", "0.0%"),
            ("A2", 3, '0 "jours"'), ("B2", 1.5, '0.0" k€"'), ("C2", 1500, '#,##0,"k€"'),
        ):  # fmt: skip
            sheet[place] = value
            sheet[place].number_format = code

    sheet = only_sheet(saved(fill))
    assert sheet.formats == {(1, 1): "%", (1, 2): "EUR", (1, 3): "EUR", (1, 4): "USD", (2, 3): "EUR"}
    assert sheet.rows[0][:2] == [0.12, 1500.0]
    assert sheet.rows[1][:3] == ["3 jours", "1.5 k€", 1500.0]


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("0.00%", Shown("%")), ("[Red]-0%;0%", Shown("%")), ('0"%"', Shown(suffix="%")), ("dd/mm/yyyy", Shown()),
        ('_-* #,##0.00\\ "€"_-;\\-* #,##0.00\\ "€"_-', Shown("EUR")), ("$#,##0", Shown("$")), ("[h]:mm", Shown()),
        ("#,##0\\ [$CHF]", Shown("CHF")), ("@", Shown()), ('0 "tickets"', Shown()), ('0" h"', Shown(suffix="h")),
        ('0" k"', Shown(suffix="k")), ('0,"k"', Shown()), ('0" €/jour"', Shown(suffix="€/jour")),
        ('0" ans"', Shown(suffix="ans")), ('0" milliers"', Shown(suffix="milliers")), ('0," milliers"', Shown()),
        ('0.0" millions d\'euros"', Shown(suffix="millions d'euros")), ('0" k€/mois"', Shown(suffix="k€/mois")),
        ('0,"k€"', Shown("EUR")), ('0" pour cent"', Shown(suffix="pour cent")), ('0" sur 10"', Shown("/10")),
        ('0"/5"', Shown("/5")),
    ],
)  # fmt: skip
def test_a_number_format_shows_a_unit_or_nothing(code, shown):
    assert shown_by(code) == shown


def test_hidden_sheets_hidden_rows_and_merged_cells_are_told():
    def fill(workbook: openpyxl.Workbook) -> None:
        first, second = workbook.active, workbook.create_sheet("Caché")
        first.append(["Titre"])
        first.append(["contenu", 4])
        first.merge_cells("A1:C1")
        first.row_dimensions[2].hidden = True
        second.sheet_state = "veryHidden"
        second.append(["support", 5])

    first, second = read_workbook(saved(fill), ".xlsx").sheets
    assert (first.hidden, first.hidden_rows, first.merged) == (False, {2}, [(1, 1, 1, 3)])
    assert (second.name, second.hidden, second.rows) == ("Caché", True, [["support", 5.0]])


def test_details_belong_to_their_sheet_whatever_the_order_of_the_parts():
    def fill(workbook: openpyxl.Workbook) -> None:
        workbook.active.title = "Contenu & co"
        workbook.active["A1"] = 4
        workbook.create_sheet("Support")["B2"] = "=1+1"
        workbook.move_sheet("Support", -1)

    support, contenu = read_workbook(saved(fill), ".xlsx").sheets
    assert (support.name, cell(support, "B2")) == ("Support", NoValue())
    assert (contenu.name, cell(contenu, "A1")) == ("Contenu & co", 4)


@pytest.mark.parametrize(("old", "new"), [("/", "\\"), ("worksheets/sheet", "worksheets/Sheet")])
def test_parts_named_with_capitals_or_backslashes_are_found(old, new):
    content = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(sheet_of('<row r="1"><c r="A1" t="e"><v>#N/A</v></c></row>'))) as plain,
        zipfile.ZipFile(content, "w") as made,
    ):
        for name in plain.namelist():
            made.writestr(name.replace(old, new), plain.read(name))
    assert only_sheet(content.getvalue()).rows == [[ErrorCell("#N/A")]]


def test_a_chart_sheet_is_no_sheet():
    def fill(workbook: openpyxl.Workbook) -> None:
        workbook.active["A1"] = 4
        workbook.create_chartsheet("Graphique")

    assert only_sheet(saved(fill)).rows == [[4.0]]


def test_a_workbook_under_any_name_is_read_as_what_it_is():
    content = saved(lambda workbook: workbook.active.append(["contenu", 4]))
    for suffix in (".xls", ".ods", ".xlsb", ".csv"):
        assert only_sheet(content, suffix).rows == [["contenu", 4.0]]


def test_text_under_a_workbooks_name_is_read_as_text():
    source = read_workbook("Équipe;Note\ncontenu;4\n".encode("cp1252"), ".xls")
    assert source == Source([Sheet("", [["Équipe", "Note"], ["contenu", "4"]], [1, 2])], "cp1252", ";")


def test_a_page_under_a_workbooks_name_is_read_as_its_tables():
    page = "<html><body><table><tr><td colspan=2>Équipe : contenu</td></tr><tr><td>Note</td><td>4</td></tr></table>"
    assert only_sheet(page.encode(), ".xls").rows == [["Équipe : contenu", None], ["Note", "4"]]
    assert refusal(b"<html><body>Session expired</body></html>", ".xls") == "unreadable_file"


def test_an_empty_workbook_and_an_empty_file_are_empty():
    assert refusal(b"") == "empty_file"
    assert refusal(saved(lambda workbook: None)) == "empty_file"


def test_a_workbook_with_a_password_says_so():
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    assert refusal(locked) == "password_protected"
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        made.writestr("META-INF/manifest.xml", "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>")
        made.writestr("encrypted-package", bytes(100))
    assert refusal(content.getvalue(), ".ods") == "password_protected"


def test_damaged_workbooks_are_refused_wherever_they_are_cut():
    whole = saved(lambda workbook: workbook.active.append(["contenu", 4]))
    for cut in range(4, len(whole), 97):
        assert refusal(whole[:cut]) == "unreadable_file"
    assert refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), ".xls") == "unreadable_file"
    assert refusal(sheet_of('<row r="1"><c r="A1"><v>4')) == "unreadable_file"


def test_entities_are_never_expanded():
    bomb = (
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
        f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="e"><v>&f;</v></c>'
        '<c r="B1" t="inlineStr"><is><t>&b;&f;</t></is></c></row></sheetData></worksheet>'
    )
    with suppress(Refused):
        shown = str(only_sheet(with_sheet(bomb)).rows)
        assert "root:" not in shown
        assert "hahaha" not in shown


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="1"><c r="XFD1"><is><t>x</t></is></c></row><row r="1048576"><c r="A1048576"><v>1</v></c></row>',
    ],
)
def test_a_sheet_that_claims_billions_of_cells_is_refused(rows):
    assert refusal(sheet_of(rows)) == "too_large"


def test_a_dimension_or_an_empty_styled_cell_far_away_costs_nothing():
    far = '<row r="1"><c r="A1"><v>4</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>'
    content = with_sheet(
        f'<worksheet xmlns="{MAIN}"><dimension ref="A1:XFD1048576"/><sheetData>{far}</sheetData></worksheet>'
    )
    assert only_sheet(content).rows == [[4.0]]


def test_an_error_cell_that_says_to_stand_far_away_costs_nothing():
    assert refusal(sheet_of('<row r="1"><c r="XFD9999999" t="e"><v>#N/A</v></c></row>')) == "too_large"


def test_a_workbook_that_unpacks_to_more_than_the_limit_is_refused_before_it_is_parsed():
    content = sheet_of('<row r="1"><c r="A1" t="inlineStr"><is><t>' + "a" * 2**21 + "</t></is></c></row>")
    assert refusal(content, limits=Limits(unpacked_megabytes=1)) == "too_large"


def test_an_ods_keeps_errors_formats_durations_and_places():
    sheet = only_sheet(ods_workbook(), ".ods")
    assert sheet.rows == [
        ["Équipe", "Note", None, None],
        ["contenu", ErrorCell("#N/A"), None, 0.12],
        ["contenu", ErrorCell("#N/A"), None, 0.12],
        ["support", 4.0, dt.timedelta(hours=27, minutes=30), None],
    ]
    assert sheet.formats == {(2, 4): "%", (3, 4): "%"}
    assert sheet.hidden_rows == {4}


def test_an_ods_that_repeats_one_cell_over_the_whole_sheet_is_refused():
    repeated = (
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384" '
        'office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell></table:table-row>'
    )
    assert refusal(ods_workbook(repeated), ".ods") == "too_large"


def test_an_ods_keeps_merged_cells_and_truths():
    spanned = 'table:number-columns-spanned="2" table:number-rows-spanned="3"'
    rows = (
        "<table:table-row><table:table-cell/>"
        f'<table:table-cell office:value-type="string" {spanned}><text:p>contenu</text:p></table:table-cell>'
        "<table:covered-table-cell/>"
        '<table:table-cell office:value-type="float" office:value="1"><text:p>VRAI</text:p></table:table-cell>'
        '<table:table-cell office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell>'
        "</table:table-row>"
    )
    sheet = only_sheet(ods_workbook(rows), ".ods")
    assert sheet.merged == [(1, 2, 3, 3)]
    assert [(type(value), value) for value in sheet.rows[0][3:]] == [(bool, True), (float, 1.0)]


@pytest.mark.parametrize(
    ("value", "shown", "read", "mark"),
    [
        ("949.72", "949,72 k€", "949.72 k€", ""), ("949720", "950 k€", 949720.0, "EUR"), ("12.5", "12,5", 12.5, ""),
        ("12.5", "12,5 j", "12.5 j", ""), ("3", "3 pommes", 3.0, ""), ("94972", "94 972 k€", "94972 k€", ""),
        ("1234.5", "1 234,50 €", 1234.5, "EUR"), ("-2.25", "-2,3 h", "-2.25 h", ""),
    ],
)  # fmt: skip
def test_what_an_ods_shows_beside_a_number_counts(value, shown, read, mark):
    cell = f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{shown}</text:p>'
    sheet = only_sheet(ods_workbook(f"<table:table-row>{cell}</table:table-cell></table:table-row>"), ".ods")
    assert sheet.rows == [[read]]
    assert sheet.formats == ({(1, 1): mark} if mark else {})


def ods_workbook(rows: str = "") -> bytes:
    def ods_cell(kind: str, text: str, more: str = "") -> str:
        return f'<table:table-cell office:value-type="{kind}" {more}><text:p>{text}</text:p></table:table-cell>'

    error = ods_cell("string", "#N/A", 'office:string-value="" calcext:value-type="error"')
    blank = "<table:table-cell/>"
    rows = rows or (
        f"<table:table-row>{ods_cell('string', 'Équipe')}{ods_cell('string', 'Note')}</table:table-row>"
        f'<table:table-row table:number-rows-repeated="2">{ods_cell("string", "contenu")}{error}{blank}'
        + ods_cell("percentage", "12 %", 'office:value="0.12"')
        + f'</table:table-row><table:table-row table:visibility="collapse">{ods_cell("string", "support")}'
        + ods_cell("float", "4", 'office:value="4"')
        + ods_cell("time", "27:30:00", 'office:time-value="PT27H30M00S"')
        + '</table:table-row><table:table-row table:number-rows-repeated="1048572">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    names = {"office": "office", "table": "table", "text": "text"}
    declared = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{path}:1.0"' for name, path in names.items()
    )
    body = (
        f'<office:document-content {declared} xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:'
        'calcext:1.0"><office:body><office:spreadsheet><table:table table:name="Feuille1">'
        f"{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="/" manifest:media-type='
        '"application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
    )
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("META-INF/manifest.xml", manifest)
        made.writestr("content.xml", body)
    return content.getvalue()


def test_an_xlsb_keeps_error_cells_and_hidden_rows():
    sheet = only_sheet(xlsb_workbook(), ".xlsb")
    assert sheet.name == "Réponses"
    assert sheet.rows == [[None, None, None], [None, "contenu", 4.0], [None, ErrorCell("#DIV/0!"), ErrorCell("#N/A")]]
    assert sheet.hidden_rows == {3}


@pytest.mark.parametrize("workbook", ["xls", "xlsb"])
@pytest.mark.parametrize(
    ("code", "value", "shown"), [('0.0" k€"', "4 k€", ""), ("0.0 %", 4.0, "%"), ("0.0", 4.0, ""), ('0" j"', "4 j", "")]
)
def test_what_a_format_shows_beside_a_number_counts_in_the_binary_formats_too(workbook, code, value, shown):
    made = xls_workbook(code=code) if workbook == "xls" else xlsb_workbook(code=code)
    sheet = only_sheet(made, f".{workbook}")
    assert sheet.rows[1] == [None, "contenu", value]
    assert sheet.formats == ({(2, 3): shown} if shown else {})


def test_an_xlsb_that_claims_billions_of_cells_is_refused():
    assert refusal(xlsb_workbook(far=True), ".xlsb") == "too_large"


def xlsb_workbook(*, far: bool = False, code: str = "") -> bytes:
    """Two rows under an empty one, written record by record as the format's description says.

    `code` is the format of the number, the second of two.
    """

    def record(kind: int, data: bytes = b"") -> bytes:
        number = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
        return number + bytes([len(data)]) + data

    def text(value: str) -> bytes:
        return struct.pack("<I", len(value)) + value.encode("utf-16-le")

    def row(number: int, hidden: bool = False) -> bytes:
        return record(0, struct.pack("<IIHBBBI", number, 0, 300, 0, 0x10 if hidden else 0, 0, 0))

    def place(column: int, style: int = 0) -> bytes:
        return struct.pack("<II", column, style)

    number = record(5, place(2, 1 if code else 0) + struct.pack("<d", 4.0))
    cells = row(1) + record(6, place(1) + text("contenu")) + number
    cells += row(2, hidden=True) + record(3, place(1) + b"\x07")
    cells += record(11, place(2) + b"\x2a" + struct.pack("<HII", 0, 0, 0))
    if far:
        cells += row(1_048_575) + record(5, place(16_383) + struct.pack("<d", 1.0))
    sheet = record(129) + record(148, struct.pack("<4I", 1, 2, 1, 2)) + record(145) + cells + record(146) + record(130)
    book = record(131) + record(143) + record(156, struct.pack("<II", 0, 1) + text("rId1") + text("Réponses"))
    book += record(144) + record(132)
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        made.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>',
        )
        made.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{relations}"><Relationship Id="rId1" Type="{RELATIONS}/officeDocument" '
            'Target="xl/workbook.bin"/></Relationships>',
        )
        made.writestr("xl/workbook.bin", book)
        made.writestr(
            "xl/_rels/workbook.bin.rels",
            f'<Relationships xmlns="{relations}"><Relationship Id="rId1" Type="{RELATIONS}/worksheet" '
            'Target="worksheets/sheet1.bin"/></Relationships>',
        )
        made.writestr("xl/worksheets/sheet1.bin", sheet)
        if code:
            plain, told = (record(47, struct.pack("<HH", 0, number).ljust(16, b"\0")) for number in (0, 164))
            styles = record(615, bytes(4)) + record(44, struct.pack("<H", 164) + text(code)) + record(616)
            styles += record(626, bytes(4)) + told + record(627) + record(617, bytes(4)) + plain + told + record(618)
            made.writestr("xl/styles.bin", record(278) + styles + record(279))
    return content.getvalue()


def test_an_xls_keeps_error_cells_and_hidden_rows():
    sheet = only_sheet(xls_workbook(), ".xls")
    assert sheet.name == "Réponses"
    assert sheet.rows == [[None, None, None], [None, "contenu", 4.0], [None, ErrorCell("#DIV/0!"), ErrorCell("#N/A")]]
    assert sheet.hidden_rows == {3}


def test_an_xls_that_only_claims_its_whole_grid_is_read():
    claimed, true_size = struct.pack("<IIHHH", 0, 4_000_000_000, 0, 256, 0), struct.pack("<IIHHH", 1, 3, 1, 3, 0)
    content = xls_workbook()
    assert true_size in content
    assert only_sheet(content.replace(true_size, claimed), ".xls").rows == only_sheet(content, ".xls").rows


def test_a_workbook_that_claims_billions_of_texts_is_refused():
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as workbook:
        workbook.add_worksheet().write_row(0, 0, ["contenu", "support"])
    made = io.BytesIO()
    with zipfile.ZipFile(content) as honest, zipfile.ZipFile(made, "w") as lying:
        for name in honest.namelist():
            lying.writestr(name, honest.read(name).replace(b'uniqueCount="2"', b'uniqueCount="4000000000"'))
    assert refusal(made.getvalue()) == "unreadable_file"


def test_an_xls_that_fills_the_corners_of_its_grid_is_refused():
    assert refusal(xls_workbook(far=True), ".xls") == "too_large"


def test_an_xls_with_a_password_says_so():
    assert refusal(xls_workbook(locked=True), ".xls") == "password_protected"


def xls_workbook(*, far: bool = False, locked: bool = False, code: str = "") -> bytes:
    """The same two rows as records of Excel 97, in the smallest compound file that holds them."""

    def record(kind: int, data: bytes = b"") -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    def place(row: int, column: int, style: int = 0) -> bytes:
        return struct.pack("<HHH", row, column, style)

    def row(number: int, hidden: bool = False) -> bytes:
        return record(0x208, struct.pack("<HHHHHHI", number, 1, 3, 300, 0, 0, 0x20 if hidden else 0))

    name = "Réponses"
    sheet = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    sheet += record(0x200, struct.pack("<IIHHH", 1, 3, 1, 3, 0)) + row(1) + row(2, hidden=True)
    sheet += record(0x204, place(1, 1) + struct.pack("<HB", 7, 0) + b"contenu")
    sheet += record(0x203, place(1, 2, 1 if code else 0) + struct.pack("<d", 4.0))
    sheet += record(0x205, place(2, 1) + b"\x07\x01")
    sheet += record(0x06, place(2, 2) + b"\x02\0\x2a\0\0\0\xff\xff" + struct.pack("<HIH", 0, 0, 2) + b"\x1c\x2a")
    if far:
        sheet += record(0x203, place(65_535, 255) + struct.pack("<d", 1.0))
    sheet += record(0x0A)
    before = record(0x809, struct.pack("<HHHHII", 0x600, 0x05, 0, 0, 0, 0)) + record(0x42, struct.pack("<H", 1200))
    before += record(0x2F, bytes(6)) if locked else b""
    if code:
        before += record(0x41E, struct.pack("<HHB", 164, len(code), 1) + code.encode("utf-16-le"))
        before += record(0xE0, bytes(20)) + record(0xE0, struct.pack("<HH", 0, 164) + bytes(16))
    listed = struct.pack("<BB", len(name), 1) + name.encode("utf-16-le")
    start = len(before) + 4 + 6 + len(listed) + 4
    stream = before + record(0x85, struct.pack("<IH", start, 0) + listed) + record(0x0A) + sheet
    return compound_file("Workbook", stream.ljust(4096, b"\0"))


def compound_file(name: str, stream: bytes) -> bytes:
    free, end, table = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    sectors = -(-len(stream) // 512)
    links = [table, end, *range(3, sectors + 2), end]

    def entry(title: str, kind: int, child: int, first: int, size: int) -> bytes:
        encoded = (title + "\0").encode("utf-16-le")
        return (
            encoded.ljust(64, b"\0") + struct.pack("<HBBIII", len(encoded), kind, 1, free, free, child)
            + bytes(36) + struct.pack("<IQ", first, size)
        )  # fmt: skip

    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<109I", 0, *[free] * 108)
    fat = struct.pack("<128I", *links, *[free] * (128 - len(links)))
    directory = entry("Root Entry", 5, 1, end, 0) + entry(name, 2, free, 2, len(stream)) + bytes(256)
    return header + fat + directory + stream.ljust(sectors * 512, b"\0")
