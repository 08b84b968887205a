"""A file that means harm, or looks as if it did, costs itself a finding: never the others, the run or the machine."""

from __future__ import annotations

import hashlib
import io
import os
import re
import struct
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import xlsxwriter
from sent import CONFIGURATION, CRITERIA, KEY, Reading, with_settings
from sent import read as read_sent
from test_spreadsheet import xls_workbook

from pipeline.config import Configuration
from pipeline.findings import CATALOGUE
from pipeline.ingest import intake, parallel, processes, spreadsheet
from pipeline.ingest.sheet import Refused

HEADINGS = ["Équipe", "Certification", *CRITERIA]
ANSWER = ["contenu", "AZ-900", 4, 4, 5, 3, 3, 2]
CSV = (";".join(HEADINGS) + "\n" + ";".join(map(str, ANSWER)) + "\n").encode()
ANOTHER = CSV.replace(b";2\n", b";5\n")
MEGABYTE = 2**20
PLENTY = 700 * MEGABYTE  # what a reading process may come to, whatever it is given
SHEET, TEXTS, BOOK = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"


def book() -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as made:
        sheet = made.add_worksheet("Notes")
        sheet.write_row(0, 0, HEADINGS)
        sheet.write_row(1, 0, ANSWER)
    return content.getvalue()


BOOK_CONTENT = book()
PARTS = {
    one.filename: zipfile.ZipFile(io.BytesIO(BOOK_CONTENT)).read(one)
    for one in zipfile.ZipFile(io.BytesIO(BOOK_CONTENT)).infolist()
}


def packed(*files: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        for name, inside in files:
            archive.writestr(name, inside, method)
    return content.getvalue()


def changed(**parts: bytes) -> bytes:
    """The workbook with other parts; `sheet`, `texts` and `book` name them."""
    named = {{"sheet": SHEET, "texts": TEXTS, "book": BOOK}[name]: part for name, part in parts.items()}
    return packed(*(PARTS | named).items())


def with_rows(rows: bytes) -> bytes:
    return changed(sheet=PARTS[SHEET].replace(b"</sheetData>", rows + b"</sheetData>"))


def opened_document(rows: str) -> bytes:
    """An .ods of one sheet: the headings, the answer, and these rows."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )

    def cell(value: object) -> str:
        kind = "string" if isinstance(value, str) else f'float" office:value="{value}'
        return f'<table:table-cell office:value-type="{kind}"><text:p>{value}</text:p></table:table-cell>'

    own = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in (HEADINGS, ANSWER))
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="Notes">{own}{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    manifest = b'<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return packed(("mimetype", kind), ("META-INF/manifest.xml", manifest), ("content.xml", content.encode()))


def repeated(rows: int, columns: int, cell: str) -> str:
    return (
        f'<table:table-row table:number-rows-repeated="{rows}">'
        f'<table:{cell} table:number-columns-repeated="{columns}"/></table:table-row>'
    )


def entities(root: bytes) -> bytes:
    levels = b"".join(
        b'<!ENTITY e%d "%s">' % (n, (b"&e%d;" % (n - 1) if n else b"ten letters") * 10) for n in range(10)
    )
    return b"<!DOCTYPE x [" + levels + b"]>" + root


def overlapping(times: int, inside: bytes) -> bytes:
    """One packed file that the directory lists many times over."""
    once = packed(("00000", inside))
    start, end = once.index(b"PK\x01\x02"), once.index(b"PK\x05\x06")
    directory = b"".join(once[start:end].replace(b"00000", b"%05d" % number) for number in range(times))
    return (
        once[:start] + directory + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, times, times, len(directory), start, 0)
    )


def link(name: str, target: bytes) -> tuple[zipfile.ZipInfo, bytes]:
    entry = zipfile.ZipInfo(name)
    entry.create_system, entry.external_attr = 3, 0o120777 << 16
    return entry, target


def limited(**limits: int) -> Configuration:
    settings = CONFIGURATION.settings
    return with_settings(settings.model_copy(update={"limits": settings.limits.model_copy(update=limits)}))


def read(files: Mapping[str, bytes], folder: Path, configuration: Configuration = CONFIGURATION) -> Reading:
    given = []
    for number, (name, content) in enumerate(files.items()):
        path = folder / f"{number}"
        path.write_bytes(content)
        given.append((hashlib.sha256(content).hexdigest() + str(number), name, path))
    return Reading(parallel.parse(given, configuration, KEY))


@pytest.fixture
def watched() -> Iterator[dict[str, int]]:
    """The most memory that any reading process held."""
    most = {"bytes": 0}
    over = threading.Event()

    def watch() -> None:
        while not over.wait(0.02):
            sizes = [processes._memory_of(one._process.pid) for one in tuple(processes._all)]
            most["bytes"] = max(most["bytes"], *sizes, 0)

    watcher = threading.Thread(target=watch)
    watcher.start()
    yield most
    over.set()
    watcher.join()


BODY = PARTS[SHEET][PARTS[SHEET].index(b"<worksheet") :]
TEXT_CELL = b'<row r="3"><c r="A3" t="inlineStr"><is><t>%s</t></is></c></row>'
OTHER_NOTES = BODY.replace(b"<v>4</v>", b"<v>1</v>")
REFUSED = {
    "a bomb in a zip": ("b.zip", lambda: packed(("a.csv", b"0" * (50 * MEGABYTE))), "too_large"),
    "a bomb of bzip2 that lies": (
        "b.zip",
        lambda: packed(("a.csv", b"0" * (9 * MEGABYTE)), method=zipfile.ZIP_BZIP2).replace(
            struct.pack("<I", 9 * MEGABYTE), struct.pack("<I", 1000)
        ),
        "unread_compression",
    ),
    "deflate64": (
        "b.zip", lambda: packed(("a.csv", CSV)).replace(b"\x14\0\0\0\x08\0", b"\x14\0\0\0\x09\0"), "unread_compression"
    ),
    "one file listed many times": ("b.zip", lambda: overlapping(1500, b"0" * 300_000), "too_large"),
    "thousands of files": ("b.zip", lambda: packed(*((f"{n}.csv", b"") for n in range(3000))), "too_large"),
    "a path out of the archive": ("b.zip", lambda: packed(("../../a.csv", CSV)), "path_out_of_archive"),
    "an absolute path": ("b.zip", lambda: packed(("/etc/a.csv", CSV)), "path_out_of_archive"),
    "one path twice": ("b.zip", lambda: _twice("a.csv", CSV, ("a.csv", ANOTHER)), "path_twice"),
    "half a zip": ("b.zip", lambda: packed(("a.csv", CSV * 99))[:200], "corrupt_archive"),
    "a bomb of entities": (
        "b.xlsx", lambda: changed(sheet=entities(BODY.replace(b"<v>4</v>", b"<v>&e9;</v>", 1))), "unreadable_file"
    ),
    "an external entity": (
        "b.xlsx",
        lambda: changed(
            sheet=b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + BODY.replace(b"<v>4<", b"<v>&e;<", 1)
        ),
        "unreadable_file",
    ),
    "an entity among the shared texts": (
        "b.xlsx", lambda: changed(texts=entities(PARTS[TEXTS].split(b"?>", 1)[1])), "unreadable_file"
    ),
    "cells in UTF-16": ("b.xlsx", lambda: changed(sheet=BODY.decode().encode("utf-16")), "unreadable_file"),
    "a part twice": (
        "b.xlsx", lambda: _twice(SHEET, OTHER_NOTES, *PARTS.items()), "unreadable_file"
    ),
    "a part twice in other letters": (
        "b.xlsx", lambda: packed(*PARTS.items(), (SHEET.upper(), OTHER_NOTES)), "unreadable_file"
    ),
    "17 billion cells": (
        "b.xlsx", lambda: with_rows(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "too_large"
    ),
    "ten thousand sheets": (
        "b.xlsx", lambda: changed(book=re.sub(rb"<sheet [^>]*>", _sheets(10_000), PARTS[BOOK])), "too_large"
    ),
    "sectors chained in a circle": ("b.xls", lambda: _circle(xls_workbook()), "unreadable_file"),
    "cells left open": ("b.xlsx", lambda: with_rows(b'<c t="e">' * 300_000), "unreadable_file"),
    "a table that never ends": (
        "b.ods", lambda: opened_document("</table:tab</le><table:table>"), "unreadable_file"
    ),
    "half a workbook": ("b.xlsx", lambda: BOOK_CONTENT[: len(BOOK_CONTENT) // 2], "unreadable_file"),
    "a picture": ("b.xlsx", lambda: b"\x89PNG\r\n\x1a\n" + bytes(1000), "unreadable_file"),
    "a program": ("b.csv", lambda: b"MZ" + bytes(range(256)) * 20, "unreadable_file"),
    "a thousand million shared texts": (
        "b.xlsx", lambda: changed(texts=b'<sst uniqueCount="1000000000"></sst>'), "unreadable_file"
    ),
    "shared texts that unpack to very much": (
        "b.xlsx", lambda: changed(texts=b"<sst>" + b"<si><t>x</t></si>" * 1_000_000 + b"</sst>"), "too_large"
    ),
    "repeated filled cells": (
        "b.ods",
        lambda: opened_document(
            repeated(999_999_999, 1, "table-cell").replace("-cell ", '-cell office:value-type="float" ')
        ),
        "too_large",
    ),
    "a line of many megabytes": ("b.csv", lambda: CSV + os.urandom(3 * MEGABYTE).hex().encode(), "too_large"),
    "a cell of more than a megabyte": ("b.csv", lambda: CSV + b'"' + b"word\n" * 250_000 + b'";A;4;4;4\n', "too_large"),
    "a hundred thousand columns": ("b.csv", lambda: CSV + b"4;" * 100_000 + b"\n", "too_large"),
    "a cell of a workbook of many megabytes": (
        "b.xlsx", lambda: with_rows(TEXT_CELL % os.urandom(MEGABYTE).hex().encode()),
        "too_large",
    ),
    "nothing but NUL": ("b.csv", lambda: bytes(MEGABYTE), "empty_file"),
    "a lone surrogate": (
        "b.xlsx", lambda: with_rows(TEXT_CELL % b"&#xD800;"), "unreadable_file",
    ),
}  # fmt: skip


def _circle(content: bytes) -> bytes:
    """An .xls whose directory follows itself."""
    table, directory = struct.unpack_from("<I", content, 76)[0], struct.unpack_from("<I", content, 48)[0]
    changed = bytearray(content)
    struct.pack_into("<I", changed, 512 * (table + 1) + 4 * directory, directory)
    return bytes(changed)


def _sheets(number: int) -> bytes:
    return b"".join(b'<sheet name="s%d" sheetId="%d" r:id="rId1"/>' % (one, one) for one in range(1, number + 1))


def _twice(name: str, content: bytes, *others: tuple[str, bytes]) -> bytes:
    with pytest.warns(UserWarning, match="Duplicate name"):
        return packed(*others, (name, content), *(() if others else ((name, content),)))


@pytest.mark.parametrize(("name", "made", "code"), REFUSED.values(), ids=REFUSED)
def test_it_is_refused_with_one_finding(name, made, code, tmp_path, watched):
    content = made()
    found = read({name: content, "good.csv": CSV}, tmp_path)
    assert found.codes == [code]
    assert CATALOGUE[code].severity == "fatal"
    assert found.values("team", 1) == {2: "contenu"}
    assert len(found.tables) == 2
    assert watched["bytes"] < PLENTY


HARMLESS = {
    "a dimension that claims everything": (
        "g.xlsx",
        lambda: changed(sheet=re.sub(rb"<dimension[^>]*>", b'<dimension ref="A1:XFD1048576"/>', PARTS[SHEET])),
    ),
    "a hundred thousand formatted blank rows": (
        "g.xlsx", lambda: with_rows(b"".join(b'<row r="%d"><c r="A%d"/></row>' % (n, n) for n in range(3, 99_999)))
    ),
    "a deeply nested tree": (
        "g.xlsx",
        lambda: changed(sheet=BODY.replace(b"<sheetData>", b"<a>" * 99_999 + b"</a>" * 99_999 + b"<sheetData>")),
    ),
    "blank repeated rows and columns": ("g.ods", lambda: opened_document(repeated(1_048_574, 16_384, "table-cell"))),
    "covered cells": ("g.ods", lambda: opened_document(repeated(1_048_574, 16_384, "covered-table-cell"))),
    "a text file under a workbook's name": ("g.xlsx", lambda: CSV),
    "a workbook under a text file's name": ("g.csv", lambda: BOOK_CONTENT),
    "NULs inside": ("g.csv", lambda: CSV.replace(b"contenu", b"con\0tenu") + bytes(100)),
    "a workbook under an archive's name": ("g.zip", lambda: BOOK_CONTENT),
    "a link in a zip": ("g.zip", lambda: packed(link("l.csv", b"/etc/passwd"), ("a.csv", CSV))),
}  # fmt: skip


@pytest.mark.parametrize(("name", "made"), HARMLESS.values(), ids=HARMLESS)
def test_it_is_read_as_if_it_meant_no_harm(name, made, tmp_path, watched):
    found = read({name: made()}, tmp_path)
    assert found.codes == []
    assert [found.values(key) for key in ("team", "business_impact", "alternatives")] == [
        {2: "contenu"}, {2: "4"}, {2: "2"},
    ]  # fmt: skip
    assert watched["bytes"] < PLENTY


def test_files_of_an_archive_that_differ_only_in_case_are_both_read(tmp_path):
    found = read({"g.zip": packed(("a.csv", CSV), ("A.csv", CSV.replace(b"contenu", b"support")))}, tmp_path)
    assert [found.values("team", number) for number in (1, 2)] == [{2: "contenu"}, {2: "support"}]


def test_an_archive_inside_an_archive_costs_only_itself(tmp_path):
    found = read({"g.zip": packed(("inner.zip", packed(("a.csv", CSV))), ("a.csv", CSV))}, tmp_path)
    assert found.codes == ["nested_archive"]
    assert found.values("team", 2) == {2: "contenu"}


def test_a_path_out_of_the_archive_costs_only_itself(tmp_path):
    found = read({"g.zip": packed(("../../b.csv", CSV), ("a.csv", CSV), ("/etc/c.csv", CSV))}, tmp_path)
    assert found.codes == ["path_out_of_archive", "path_out_of_archive"]
    assert [table["member"] for table in found.tables if table["record"]] == ["a.csv"]
    assert found.values("team", 2) == {2: "contenu"}


SLOW = CSV + b'a;"b\n' * 400_000


def test_a_file_that_computes_too_long_costs_only_itself_also_when_it_is_alone_or_among_few(tmp_path):
    found = read({"slow.csv": SLOW, "good.csv": CSV}, tmp_path, limited(seconds_per_file=1))
    assert found.codes == ["took_too_long"]
    assert sum(table["record"] == "A" for table in found.tables) == 1


def test_of_an_archive_only_the_file_that_computes_too_long_is_given_up(tmp_path):
    archive = packed(("a.csv", CSV), ("slow.csv", SLOW), ("b.csv", CSV.replace(b"contenu", b"support")))
    found = read({"all.zip": archive}, tmp_path, limited(seconds_per_file=1))
    assert [(one["code"], one["member"]) for one in found.findings] == [("took_too_long", "slow.csv")]
    assert {table["member"]: table["record"] for table in found.tables} == {
        "a.csv": "A", "slow.csv": "", "b.csv": "A",
    }  # fmt: skip


@pytest.mark.skipif(sys.platform != "linux", reason="only there can a process be refused memory")
def test_a_small_file_that_takes_too_much_memory_costs_only_itself(tmp_path):
    cells = repeated(900, 900, "table-cell")
    rows = cells.replace("/></", ' office:value-type="string"><text:p>x</text:p></table:table-cell></')
    found = read({"b.ods": opened_document(rows), "good.csv": CSV}, tmp_path, limited(unpacked_megabytes=30))
    assert found.codes == ["took_too_long"]
    assert found.values("team", 1) == {2: "contenu"}


@pytest.mark.skipif(sys.platform != "linux", reason="only there it is told that a process sleeps")
def test_a_reader_that_waits_for_ever_is_ended_long_before_the_time_is_over():
    class Waits:
        def __reduce__(self):
            return time.sleep, (600,)

    began = time.monotonic()
    tables = parallel.parse([("waits", "waits.csv", Waits)], CONFIGURATION, KEY)
    assert tables["findings"]["code"].to_pylist() == ["took_too_long"]
    assert time.monotonic() - began < CONFIGURATION.settings.limits.seconds_per_file


def test_a_workbook_to_annotate_is_opened_under_the_same_limits():
    limits = CONFIGURATION.settings.limits
    with pytest.raises(Refused, match="too_large"):
        parallel.opened("b.xlsx", REFUSED["17 billion cells"][1](), limits)
    with pytest.raises(Refused, match="took_too_long"):
        parallel.opened("slow.csv", SLOW, limits.model_copy(update={"seconds_per_file": 1}))
    with pytest.raises(Refused, match="too_large"):
        parallel.members(REFUSED["a bomb in a zip"][1](), limits)
    source, _, _ = parallel.opened("g.xlsx", BOOK_CONTENT, limits)
    assert source.sheets[0].rows[1] == ["contenu", "AZ-900", *map(float, ANSWER[2:])]


def test_a_process_is_kept_for_the_next_file_and_replaced_once_it_broke(tmp_path):
    def kept() -> set[int]:
        return {one._process.pid for one in processes._all}

    read({"good.csv": CSV}, tmp_path)
    before = kept()
    read({"good.csv": CSV}, tmp_path)
    assert kept() == before
    assert len(before) <= processes.AT_MOST
    read({"slow.csv": SLOW}, tmp_path, limited(seconds_per_file=1))
    for pid in before - kept():
        assert not Path(f"/proc/{pid}").exists()  # no zombie
    assert before - kept()


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize(
    "end", ["os._exit(0)", "os.kill(os.getpid(), 9)", "raise SystemExit", "raise KeyboardInterrupt"]
)
def test_no_process_outlives_the_program_however_that_ends(end):
    code = (
        "import os; from pipeline.ingest import processes as p; p.start_ahead(); one = p._free[0]; one.be_ready();"
        f"print(one._process.pid, flush=True); {end}"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    pid = int(printed.stdout)
    for _ in range(100):
        if not Path(f"/proc/{pid}/cmdline").exists() or not Path(f"/proc/{pid}/cmdline").read_bytes():
            return
        time.sleep(0.05)
    raise AssertionError("the reading process is still there")


def test_hundreds_of_tables_one_below_the_other_cost_no_more_than_their_number() -> None:
    table = ";".join(("Équipe", "Certification", *CRITERIA)) + "\ncontenu;AZ-900;4;5;3;2;4;1\n"
    started = time.process_time()
    found = read_sent("sent.csv", table * 500)
    assert len(found.tables) == 500
    assert time.process_time() - started < 10  # seconds; they took 100


def test_headings_of_many_parts_cost_little_and_say_what_stands_at_their_ends() -> None:
    dashes = "a - b - " * 35
    headings = [
        "Équipe",
        "Certification",
        *(f"{dashes}{name}" for name in CRITERIA),
        *(f"{dashes}{n}" for n in range(200)),
    ]
    started = time.process_time()
    found = read_sent("sent.csv", ";".join(headings) + "\ncontenu;AZ-900;4;5;3;2;4;1" + ";1" * 200)
    assert time.process_time() - started < 5
    assert found.tables


def test_many_lines_that_leave_out_their_last_cell_cost_no_more_than_their_number() -> None:
    whole = "Équipe;Indicateur;Valeur;Date;Commentaire\ncontenu;Articles;12;2026-01-31;oui\n"
    sent = whole + "contenu;Articles;12;2026-01-31\n" * 60_000
    started = time.process_time()
    tables = intake.read_file("sent.csv", sent.encode(), CONFIGURATION, KEY)
    assert tables["tables"]["rows_read"].to_pylist() == [60_001]
    assert time.process_time() - started < 5  # seconds; they took 16


def test_a_workbook_of_thousands_of_styles_costs_no_more_than_its_cells() -> None:
    styles = PARTS["xl/styles.xml"].replace(b"</cellXfs>", b'<xf numFmtId="9"/>' * 20_000 + b"</cellXfs>")
    row = b'<row r="%d"><c r="A%d" s="%d"><v>1</v></c></row>'
    rows = b"".join(row % (number, number, number) for number in range(3, 20_000))
    sheet = PARTS[SHEET].replace(b"</sheetData>", rows + b"</sheetData>")
    content = packed(*(PARTS | {"xl/styles.xml": styles, SHEET: sheet}).items())
    started = time.process_time()
    assert spreadsheet.read_workbook(content, ".xlsx").sheets[0].formats[10, 1] == "%"
    assert time.process_time() - started < 3  # seconds; they took 8
