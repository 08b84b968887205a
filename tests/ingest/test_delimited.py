"""Text files as people and tools save them: encodings, separators, quotes, line endings, and true line numbers."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.ingest.delimited import read_text
from pipeline.ingest.sheet import Refused, Source

FRENCH = "Équipe;Certification;Note\nContenu;AZ-900;4\nSupport à l’usager;PL-300;5\n"
ROWS = [["Équipe", "Certification", "Note"], ["Contenu", "AZ-900", "4"], ["Support à l’usager", "PL-300", "5"]]


def rows(source: Source) -> list[list[object]]:
    return [list(row) for row in source.sheets[0].rows]


@pytest.mark.parametrize(
    ("saved_as", "told"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("utf-16-le", "utf-16-le"),
     ("utf-16-be", "utf-16-be"), ("utf-32", "utf-32"), ("cp1252", "cp1252"), ("mac_roman", "mac_roman")],
)  # fmt: skip
def test_one_table_is_the_same_in_every_encoding(saved_as, told):
    source = read_text(FRENCH.encode(saved_as))
    assert source.encoding == told
    assert rows(source) == ROWS


@pytest.mark.parametrize("saved_as", ["cp1252", "mac_roman"])
@pytest.mark.parametrize("amount", ["€209,171.98", "58.7\u00a0%", "1\u00a0513", "53 k€", "156.5 €", "156.5\u00a0€ HT"])
def test_signs_around_numbers_tell_the_encoding_of_an_english_file(saved_as, amount):
    source = read_text(f"Team;KPI;Value\ncontent;savings;{amount}\n".encode(saved_as))
    assert (source.encoding, rows(source)[-1][-1]) == (saved_as, amount)


def test_a_stray_byte_does_not_turn_utf8_into_something_else():
    content = ("Équipe;Note\n" + "Été;4\n" * 30).encode() + b"caf\xe9;5\n"
    source = read_text(content)
    assert (source.encoding, rows(source)[-1]) == ("utf-8", ["café", "5"])


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_every_separator_is_recognised(separator):
    source = read_text(FRENCH.replace(";", separator).encode())
    assert source.separator == separator
    assert rows(source) == ROWS


def test_decimal_commas_are_no_separators():
    text = "Équipe;Certification;Impact;Coût\n" + "Contenu;AZ-900;4,5;3,0\n" * 20
    assert read_text(text.encode()).separator == ";"
    text = "Équipe;Note, sur 5\nContenu;4,5\nSupport;3,0\n"
    assert read_text(text.encode()).separator == ";"


def test_ragged_rows_with_decimal_commas_keep_their_separator():
    text = "Équipe;Certif;A;B;C;D;Avis\n" + "x;AZ;4,5;3,5;2,5;4,0\n" * 6 + "x;AZ;4,5;3,5;2,5;4,0;bien\n" * 5
    source = read_text(text.encode())
    assert source.separator == ";"
    assert {len(row) for row in rows(source)} == {6, 7}


def test_lines_above_the_heading_do_not_hide_the_separator():
    text = "Équipe : Contenu, web\nCampagne : T3 2026\n\nCertification;Impact;Coût\nAZ-900;4,5;3\nPL-300;3,5;2\n"
    source = read_text(text.encode("cp1252"))
    assert source.separator == ";"
    assert rows(source)[:4] == [
        ["Équipe : Contenu, web"],
        ["Campagne : T3 2026"],
        [],
        ["Certification", "Impact", "Coût"],
    ]
    assert source.sheets[0].line_numbers == [1, 2, 3, 4, 5, 6]


def test_a_first_line_may_declare_the_separator():
    source = read_text(b"sep=|\nteam|note, of 5\ncontenu|4\n")
    assert source.separator == "|"
    assert rows(source) == [["team", "note, of 5"], ["contenu", "4"]]
    assert source.sheets[0].line_numbers == [2, 3]


def test_one_column_is_one_column():
    source = read_text(b"team\ncontenu\nsupport\n")
    assert rows(source) == [["team"], ["contenu"], ["support"]]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_any_line_ending_ends_a_record(ending):
    assert rows(read_text(FRENCH.replace("\n", ending).encode())) == ROWS


def test_a_quoted_cell_may_hold_line_breaks_quotes_and_separators():
    text = 'team;note;comment\ncontenu;4;"un\ndeux; ""trois"""\n\nsupport;5;\n'
    source = read_text(text.encode())
    assert rows(source) == [
        ["team", "note", "comment"],
        ["contenu", "4", 'un\ndeux; "trois"'],
        [],
        ["support", "5", None],
    ]
    assert source.sheets[0].line_numbers == [1, 2, 4, 5]


@pytest.mark.parametrize("quote", ['"', ""])
def test_a_bare_line_feed_inside_a_cell_of_a_crlf_file_stays_inside(quote):
    text = f"Horodateur,{quote}Impact\nbusiness{quote},Note\r\n25/10/2023,4,5\r\n26/10/2023,3,2\r\n"
    source = read_text(text.encode())
    assert rows(source)[0] == ["Horodateur", "Impact\nbusiness", "Note"]
    assert source.sheets[0].line_numbers == [1, 3, 4]


def test_mixed_line_endings_end_records_alike():
    source = read_text(b"team;note\r\ncontenu;4\nsupport;5\r\nlogistique;3\n")
    assert [row[0] for row in rows(source)] == ["team", "contenu", "support", "logistique"]


def test_a_quote_that_is_never_closed_costs_only_its_own_cell():
    text = 'team;note;comment\ncontenu;4;"super\nsupport;5;bien\nlogistique;3;"génial"\nlogistique;2;ok\n'
    source = read_text(text.encode())
    assert [row[0] for row in rows(source)] == ["team", "contenu", "support", "logistique", "logistique"]
    assert rows(source)[1] == ["contenu", "4", '"super']
    assert source.sheets[0].line_numbers == [1, 2, 3, 4, 5]


def test_a_quote_in_the_middle_of_a_cell_is_a_character():
    assert rows(read_text(b'team;size\ncontenu;5" screen\nsupport;7" screen\n'))[1] == ["contenu", '5" screen']


def test_null_bytes_are_dropped():
    assert rows(read_text(b"team;note\x00\ncontenu;4\n")) == [["team", "note"], ["contenu", "4"]]


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n\n", "\ufeff ".encode("utf-16-le"), b"\x00" * 40])
def test_a_file_without_text_is_empty(content):
    with pytest.raises(Refused, match="empty_file"):
        read_text(content)


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", bytes(range(1, 256)) * 20, b"\xff\xd8\xff\xe0junk", b"\x1f\x8b\x08"],
)
def test_what_is_no_text_is_refused(content):
    with pytest.raises(Refused, match="unreadable_file"):
        read_text(content)


def test_a_cell_longer_than_the_csv_module_allows_is_read():
    assert rows(read_text(("team;comment\ncontenu;" + "x" * 200_000 + "\n").encode()))[1][1] == "x" * 200_000


def test_a_page_saved_as_csv_is_read_as_its_table():
    page = (
        "<html><table><tr><th>Équipe</th><th>Note</th></tr><tr><td>contenu&nbsp;web</td><td>4</td></tr></table></html>"
    )
    assert rows(read_text(page.encode())) == [["Équipe", "Note"], ["contenu web", "4"]]


CELLS = st.text(st.characters(exclude_characters="\x00\r\ue000\ufeff", exclude_categories=("Cs", "Cc")), max_size=12)


@given(
    st.integers(2, 5).flatmap(lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=6)),
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n"]),
)
def test_a_written_table_comes_back(table, separator, ending):
    heading = [f"colonne {number}" for number in range(len(table[0]) if table else 2)]
    assume(not any(set(",;\t|") & set(cell) for row in table for cell in row))
    written = io.StringIO()
    csv.writer(written, delimiter=separator, lineterminator=ending, quoting=csv.QUOTE_ALL).writerows([heading, *table])
    source = read_text(written.getvalue().encode())
    assert source.separator == separator
    assert rows(source) == [[cell or None for cell in row] for row in [heading, *table]]
