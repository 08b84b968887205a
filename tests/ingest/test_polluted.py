"""One survey, polluted in the ways that text files are: what is read is right, and what cannot be is told."""

from __future__ import annotations

import random

import pytest
from sent import CRITERIA, read
from sent import read_rows as read_workbook

HEADING = ["Équipe", "Certification", "Date", *CRITERIA, "Commentaire"]
KEYS = ("business_impact", "technical_fit", "team_leverage", "risk_compliance", "total_cost", "alternatives")
TEAMS = ("contenu", "support", "logistique, Lyon", "achats; Paris", 'R&D "IA"', "qualité")
COMMENTS = (
    "bien", "", "utile, mais cher", "deux\nlignes", 'dit "oui"', "l'équipe; elle", "ok", "voir 12/10", "", "a|b",
    "x\ty", "fin",
)  # fmt: skip
CHANCE = random.Random(4)
ROWS = [
    [TEAMS[n % 6], ("AZ-900", "AI-102")[n % 2], f"2026-10-{n + 1:02}", *(str(CHANCE.randint(1, 5)) for _ in KEYS), said]
    for n, said in enumerate(COMMENTS)
]
PLAIN = [row for row in ROWS if not set("\n\t") & set(row[-1])]


def text(rows, separator=";", sign='"', *, escape=None, always=False, end="\r\n", last=True):
    def cell(value):
        if not always and not any(one in value for one in (separator, sign, "\n")):
            return value
        return f"{sign}{value.replace(sign, (escape or sign) + sign)}{sign}"

    return end.join(separator.join(map(cell, row)) for row in rows) + (end if last else "")


def set_below_each_other(rows, between):
    widths = [max(len(row[at]) for row in rows if len(row) > 1) for at in range(len(rows[0]))]
    full = [row if len(row) > 1 else ["-" * width for width in widths] for row in rows]
    return "".join(between.join(map(str.ljust, row, widths)).rstrip() + "\n" for row in full)


WHOLE = [HEADING, *ROWS]
RIGHT = {
    **{f"separated by {name}": text(WHOLE, sign) for name, sign in
       {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|", "caret": "^", "tilde": "~", "unit": "\x1f",
        "colon": ":", "hash": "#", "dollar": "$", "paragraph": "§", "a written tab": "\\t", "a dash": " - ",
        "an arrow": "->", "double colon": "::"}.items()},
    **{f"all quoted, separated by {sign!r}": text(WHOLE, sign, always=True) for sign in ",;\t|"},
    **{f"lines ended by {end!r}": text(WHOLE, ",", end=end) for end in ("\n", "\r", "\r\n")},
    "no end of the last line": text(WHOLE, last=False),
    "a space after the separator": text(WHOLE, ",", always=True).replace('","', '", "'),
    "spaces around the separator": text(WHOLE, always=True).replace('";"', '" ; "'),
    "single quotes": text(WHOLE, ",", "'"),
    "single quotes everywhere": text(WHOLE, ",", "'", always=True),
    "backslashes before quotes": text(WHOLE, ",", escape="\\", always=True),
    "backslashes before quotes, where needed": text(WHOLE, escape="\\"),
    "a line that names the separator": "sep=;\r\n" + text(WHOLE),
    "a line that names another separator": "sep=;\r\n" + text(WHOLE, ","),
    "headings separated otherwise": text([HEADING], ",") + text(ROWS),
    "empty cells behind every line but the headings": text([HEADING, *([*row, ""] for row in ROWS)]),
    "a title above": "Enquête certifications 2026\r\nExport du 22/11/2026\r\n\r\n" + text(WHOLE),
    "a wider line above": "Enquête" + ";" * 12 + "\r\n" + text(WHOLE),
    "a remark below": text(WHOLE) + "\r\nSource : service formation\r\n",
    "a remark right below": text(WHOLE) + "Source : service formation" + ";" * 9 + "\r\n",
    "a line separated otherwise": text(WHOLE[:4]) + text([WHOLE[4]], ",", always=True) + text(WHOLE[5:]),
    "blank lines": text([HEADING]) + "\r\n" + text(ROWS[:5]) + "\r\n\r\n" + text(ROWS[5:]),
    "empty columns to the right": text([[*row, "", ""] for row in WHOLE]),
    "an empty column to the left": text([["", *row] for row in WHOLE]),
    "a numbered column to the left": text([["", *HEADING], *([str(n), *row] for n, row in enumerate(ROWS))]),
    "the heading again": text([HEADING, *ROWS[:6], HEADING, *ROWS[6:]]),
    "a NUL": text(WHOLE).replace("bien", "bi\x00en"),
    "an unquoted quote inside": text(WHOLE, ",").replace('"dit ""oui"""', 'dit "oui"'),
    "words after a quote": text(WHOLE, ",").replace('"utile, mais cher"', '"utile, mais cher" sans doute'),
    "an unquoted line break": text(WHOLE).replace('"deux\nlignes"', "deux\nlignes"),
    "several ends of line": text(WHOLE[:4]) + text(WHOLE[4:8], end="\n") + text(WHOLE[8:]),
    "no comments at the end of lines": text([row if row[-1] else row[:-1] for row in WHOLE]),
    "lines numbered without a heading, as R does": text([HEADING, *([str(n), *row] for n, row in enumerate(ROWS, 1))]),
    "a text for the spreadsheet program": text([HEADING, ['="contenu"', *ROWS[0][1:]], *ROWS[1:]]),
    "every cell quoted twice": text([[f'"{cell}"' for cell in row] for row in WHOLE]),
    "quoted, separated by spaces": text(WHOLE, " ", always=True),
    "what a program tells of the columns above": "---\r\nname: export\r\n- name: team\r\n---\r\n" + text(WHOLE),
    "letters as a page writes them": text([[cell.replace("é", "&#233;").replace("É", "&Eacute;").replace("&D", "&amp;D")
                                           for cell in row] for row in WHOLE]),
    "columns that count themselves": text([HEADING, [str(n + 1) for n in range(len(HEADING))], *ROWS]),
}  # fmt: skip


ON_ONE_LINE = {
    "quotes around each whole line": text([[text([row], ",", end="")] for row in [HEADING, *PLAIN]], ",", always=True),
    "single quotes everywhere, tabs": text([HEADING, *PLAIN], "\t", "'", always=True),
    "single quotes and backslashes": text([HEADING, *PLAIN], ",", "'", escape="\\", always=True),
    **{
        f"each line after {mark!r}": "".join(mark + line + "\r\n" for line in text([HEADING, *PLAIN]).splitlines())
        for mark in ("> ", ">", "+", "- ", "* ", "• ")
    },
    **{
        f"lines numbered by {mark!r}": "".join(
            f"{number:4}{mark}{line}\r\n" for number, line in enumerate(text([HEADING, *PLAIN]).splitlines(), 1)
        )
        for mark in ("\t", ": ", ". ", ") ")
    },
    **{
        f"quoted by {a} and {z}": "".join(";".join(a + cell + z for cell in row) + "\r\n" for row in [HEADING, *PLAIN])
        for a, z in ("“”", "«»", "„“", "``", ("''", "''"), ('""', '""'), ('="', '"'))
    },
    "quotes around each whole line, cells of another separator behind": "".join(
        '"' + line.replace('"', '""') + '",,,\r\n' for line in text([HEADING, *PLAIN]).splitlines()
    ),
    "quotes around each whole line but the headings": text([HEADING])
    + text([[text([row], end="")] for row in PLAIN], always=True),
    "half of the lines separated otherwise": text([HEADING, *PLAIN[:4]]) + text(PLAIN[4:], "\t"),
    "quotes around some whole lines": "".join(
        ('"' + line.replace('"', '""') + '"' if '"' in line else line) + "\r\n"
        for line in text([HEADING, *PLAIN], ",").splitlines()
    ),
    "columns of fixed width": set_below_each_other([HEADING, *PLAIN], "  "),
    "columns of fixed width below a title": "Enquête 2026\n\n" + set_below_each_other([HEADING, *PLAIN], "   "),
    "strokes below the headings": set_below_each_other([HEADING, ["-"], *PLAIN], " ") + "\n(10 rows affected)\n",
}


def told(at, value=None, row=4):
    """One row with a field too many, or one too few."""
    rows = [list(row) for row in WHOLE]
    rows[row][at : at + (value is None)] = [] if value is None else [value]
    return text(rows)


TOLD = {
    **{f"a value too many at {at}": told(at, "X") for at in (0, 4, 8, 9)},
    **{f"an empty value too many at {at}": told(at, "") for at in (0, 4, 8, 9)},
    **{f"a note too few at {at}": told(at) for at in (4, 8)},
    **{f"an empty value too many at {at}, before an empty end": told(at, "", row=2) for at in (0, 4, 8)},
    **{f"a note too few at {at}, before an empty end": told(at, row=2) for at in (3, 8)},
    "a line cut short": text([*WHOLE[:4], WHOLE[4][:5], *WHOLE[5:]]),
    "a quote never closed": text(WHOLE, ",").replace('"utile, mais cher"', '"utile, mais cher'),
    "an unquoted separator in the last column": text(WHOLE, ",").replace('"utile, mais cher"', "utile, mais cher"),
    "an unquoted separator in the first column": text(WHOLE, ",").replace('"logistique, Lyon"', "logistique, Lyon"),
}
REFUSED = {
    "no heading": text(ROWS),
    "columns that one space parts": set_below_each_other([HEADING, *PLAIN], " "),
}


def read_rows(content):
    """Each row that would be accepted, and what was told."""
    found = read("sent.csv", content)
    uneven = {finding["row_number"] for finding in found.findings if finding["code"] == "uneven_line"}
    rows = []
    for table in found.tables:
        of = table["table_no"]
        columns = [found.values(key, of) for key in ("team", "certification", "submitted_at", *KEYS)]
        for number, status in found.statuses(of).items():
            values = [column.get(number, "") for column in columns]
            if status == "data" and number not in uneven and not {"unreadable", "missing", ""} & set(values):
                rows.append(tuple(values))
    return rows, found.codes


TRUTH = [tuple(row[:-1]) for row in ROWS]


@pytest.mark.parametrize("how", RIGHT)
def test_what_can_be_read_is_read_right(how):
    rows, _ = read_rows(RIGHT[how])
    assert rows == TRUTH


@pytest.mark.parametrize("how", ON_ONE_LINE)
def test_lines_in_quotes_of_other_kinds_are_read_right(how):
    rows, codes = read_rows(ON_ONE_LINE[how])
    assert rows == [tuple(row[:-1]) for row in PLAIN]
    assert codes == []


@pytest.mark.parametrize(
    "encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman", "latin-1"]
)
def test_every_encoding_gives_the_same_rows(encoding):
    rows, codes = read_rows(text(WHOLE).encode(encoding))
    assert rows == TRUTH
    assert codes == []


def test_a_stray_byte_costs_nothing_else():
    rows, _ = read_rows(text(WHOLE).encode().replace("qualité".encode(), b"qualit\xe9", 1))
    assert rows == TRUTH


@pytest.mark.parametrize("how", TOLD)
def test_a_line_whose_values_may_stand_under_the_wrong_heading_is_told_and_the_others_are_read(how):
    rows, codes = read_rows(TOLD[how])
    assert "uneven_line" in codes
    assert set(rows) < set(TRUTH)
    assert len(rows) >= len(TRUTH) - 2


@pytest.mark.parametrize(
    "rows",
    [
        [[*HEADING[:3], "Rôle", *HEADING[3:]], *ROWS],
        [HEADING, *([*row[:3], "", *row[3:]] for row in ROWS)],
        [[*HEADING[:3], "", *HEADING[3:]], *ROWS],
    ],
)
def test_where_headings_and_lines_do_not_fit_no_line_is_believed(rows):
    accepted, codes = read_rows(text(rows))
    assert accepted == []
    assert codes.count("uneven_line") == len(ROWS)


def test_a_spreadsheet_program_leaves_out_empty_cells_by_blocks_of_lines():
    long = [[f"équipe {n}", *ROWS[0][1:-1], ""] for n in range(20)]
    accepted, codes = read_rows(text([HEADING, *long[:8], *(row[:-1] for row in long[8:])]))
    assert len(accepted) == 20
    assert codes == []


@pytest.mark.parametrize("how", REFUSED)
def test_what_is_no_table_is_refused(how):
    rows, codes = read_rows(REFUSED[how])
    assert rows == []
    assert codes == ["no_table"]


@pytest.mark.parametrize("end", ["\x0c", "\x1e", "\x85", "\u2028"])
def test_lines_may_end_as_no_program_of_today_ends_them(end):
    rows, codes = read_rows(text([HEADING, *PLAIN], end=end))
    assert rows == [tuple(row[:-1]) for row in PLAIN]
    assert codes == []


def test_an_old_console_s_encoding_is_known_by_its_accents():
    rows, codes = read_rows(text(WHOLE).encode("cp850"))
    assert rows == TRUTH
    assert codes == []


@pytest.mark.parametrize("taken_for", ["cp1252", "mac_roman", "latin-1"])
def test_utf8_that_was_saved_twice_is_read_as_it_was_before(taken_for):
    rows, codes = read_rows(text(WHOLE).encode().decode(taken_for, "ignore").encode())
    assert rows == TRUTH
    assert codes == []


QUOTED = ["contenu", "l'équipe; elle", 'R&D "IA"', "qualité; Lyon"]


@pytest.mark.parametrize("separator", ",;\t")
def test_single_quotes_only_where_needed_are_taken_off(separator):
    wanted = [[name, *row[1:-1], "ok"] for name, row in zip(QUOTED, ROWS, strict=False)]
    rows, _ = read_rows(text([HEADING, *wanted], separator, "'"))
    assert set(rows) <= {tuple(row[:-1]) for row in wanted}
    assert len(rows) >= 3


@pytest.mark.parametrize(
    "name",
    [
        '"contenu', 'contenu"', 'R&D "IA""', 'R&D ^IA^""', 'dit ""oui""', "'l''équipe'", "qualit\ufffd", "QualitÃ©",
        "qualit?", "D?lais", "?quipe",
        "lâ€™Ã©quipe", "Ã‰quipe", "l\\'édition", 'con"tenu', 'AZ-9"00', 'contenu;"AZ-900";"3"',
    ],
)  # fmt: skip
def test_a_name_that_lost_a_quote_or_a_letter_is_an_error_in_a_workbook_too(name):
    found = read_workbook(*[HEADING, [name, *ROWS[0][1:]], ['R&D "IA"', *ROWS[1][1:]], ["L'équipe", *ROWS[2][1:]]])
    assert list(found.values("team").values()) == ["unreadable", 'R&D "IA"', "L'équipe"]


def test_an_inch_is_no_quote():
    found = read_workbook(*[HEADING, ['Écrans 27" Lyon', *ROWS[0][1:]]])
    assert list(found.values("team").values()) == ['Écrans 27" Lyon']


CATALOGUE = ["Certification", "Éditeur", "Coût par personne", "Heures par personne", "Coût de renouvellement"]
KNOWN = [
    ["AZ-900", "Microsoft", "165", "5,5", "100"],
    ["AI-102", "Google", "165", "12,5", "90"],
    ["CKA", "CNCF", "395", "30", "90"],
]


def test_one_short_line_alone_may_have_lost_a_separator():
    lost = text([CATALOGUE, *KNOWN]).replace("12,5;90", "12,590")
    assert read("sent.csv", lost).codes == ["uneven_line"]
    beside_a_remark = text([CATALOGUE, *KNOWN[:2], ["# note"], KNOWN[2]]).replace("12,5;90", "12,590")
    assert read("sent.csv", beside_a_remark).codes == ["uneven_line"] * 2
    left_out = text([CATALOGUE, *(row[:-1] for row in KNOWN[:2]), KNOWN[2]])
    assert read("sent.csv", left_out).codes == []


def test_one_short_line_of_a_series_may_have_lost_a_separator_in_any_column():
    series = [
        ["Équipe", "Indicateur", "2026-01", "2026-02"],
        ["contenu", "délai", "12", "13"],
        ["achats", "délai", "9", "8"],
    ]
    halves = [[cell.replace("12", "12,5").replace("8", "8,5") for cell in row] for row in series]
    for lost in (
        text(series).replace("délai;12", "délai12"),
        text(series, always=True).replace('12";', "12;"),
        text(halves, ",").replace('délai,"12', 'délai",12'),
        text(halves, ",", always=True).replace('contenu","délai"', 'contenu","délai'),
    ):
        found = read("sent.csv", lost)
        assert {finding["row_number"] for finding in found.findings} == {2}
        assert "uneven_line" in found.codes


def test_a_line_without_any_separator_is_no_certification():
    assert read("sent.csv", text([CATALOGUE, *KNOWN, ["à compléter"], ["à voir"]])).codes == ["uneven_line"] * 2


def test_a_line_that_goes_on_in_the_next_one_is_set_aside_with_it():
    cut = text([CATALOGUE, *KNOWN]).replace("12,5;90", "12,5;9\r\n0")
    assert read("sent.csv", cut).codes == ["uneven_line", "cut_line"]
    cut = text([CATALOGUE[:2], ["AZ-900", "Compagnie de Lyon"], ["CKA", "CNCF"]]).replace(" de", "\r\nde")
    assert "cut_line" in read("sent.csv", cut).codes


def test_no_line_is_believed_where_the_headings_go_on_in_the_next_one():
    lines = text([CATALOGUE, *KNOWN]).splitlines()
    cut = "".join(line.rsplit(";", 2)[0] + "\r\n" + line.split(";", 3)[3] + "\r\n" for line in lines)
    assert "cut_line" in read("sent.csv", cut).codes


def test_the_last_quote_of_a_file_that_was_cut_short_is_no_part_of_a_name():
    cut = text([["Équipe", "Certification", "Code", "Alias"], ["contenu", "AZ-900", "a", "le contenu"]], always=True)
    assert read("sent.csv", cut[:-5]).values("aliases") == {2: "unreadable"}


def test_as_many_spaces_in_every_line_separate_nothing_where_the_headings_are_separated_otherwise():
    lines = [
        ["Team", "Code", "Business unit", "Expected answers"],
        *([f"team {n}", f"T{n}", f"unit {n}", "5"] for n in "ab"),
    ]
    found = read("sent.csv", text(lines, ",") + text([["team c", "Tc", "unit c", "5"]]))
    assert list(found.values("team").values()) == ["team a", "team b", "team c"]


def test_a_word_alone_below_a_list_may_be_a_remark():
    found = read("sent.csv", text([CATALOGUE, *KNOWN, ["CONFIDENTIEL", "", "", "", ""]]))
    assert [(finding["code"], finding["row_number"], finding["value"]) for finding in found.findings] == [
        ("bare_name", 5, "CONFIDENTIEL")
    ]
    between = [KNOWN[0], ["PL-300", "", "", "", ""], *KNOWN[1:]]
    assert read("sent.csv", text([CATALOGUE, *between])).codes == []


def test_no_team_is_called_subtotal():
    roster = [["Équipe", "Code", "Effectif"], ["contenu", "C", "5"], ["Sous-total", "", "5"], ["support", "S", "4"]]
    assert list(read("sent.csv", text(roster)).values("team").values()) == ["contenu", "support"]


def test_a_file_whose_letters_became_question_marks_keeps_the_names_without_accents():
    found = read("sent.csv", text([HEADING, *PLAIN]).encode("ascii", "replace"))
    assert "unreadable" in found.values("team").values()
    assert "contenu" in found.values("team").values()


def test_an_euro_of_another_encoding_does_not_cost_the_accents():
    rows = [
        CATALOGUE,
        *([name, "Éditeur & Cie", f"{n} €", "5,5", f"{n} €"] for n, name in enumerate(("AZ", "AI"), 100)),
    ]
    found = read("sent.csv", text(rows).encode("iso-8859-15"))
    assert list(found.values("fee_per_person").values()) == ["100", "101"]
    assert list(found.values("vendor").values()) == ["Éditeur & Cie"] * 2


def test_a_line_break_inside_a_value_sets_both_halves_aside():
    roster = [["Équipe", "Code", "Alias", "Effectif"], *([name, "X", f"les {name}", "5"] for name in TEAMS[:2])]
    for at in ("cont\r\nenu;X", "contenu;X;l\r\nes", "contenu;X;les\r\n"):
        found = read("sent.csv", text(roster).replace(at.replace("\r\n", ""), at, 1))
        told = {finding["row_number"] for finding in found.findings}
        rows = {row: name for row, name in found.values("team").items() if row not in told}
        assert set(rows.values()) == {"support"}


def test_the_marks_of_an_email_are_taken_off_where_one_line_lost_it():
    lines = text([HEADING, *PLAIN]).splitlines()
    rows, _ = read_rows("".join(("> " if at != 3 else "") + line + "\r\n" for at, line in enumerate(lines)))
    assert rows == [tuple(row[:-1]) for row in PLAIN]
