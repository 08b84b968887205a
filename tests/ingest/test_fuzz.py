"""Files damaged at random: each is read, or refused with one finding of the catalogue, and costs little either way.

CERTISCOPE_FUZZ_SECONDS=600 goes on for so long instead of stopping after a few hundred files.
"""

from __future__ import annotations

import io
import os
import random
import time
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from sent import KEY, Reading
from test_hostile import BOOK_CONTENT, CSV, limited, opened_document, packed
from test_spreadsheet import xls_workbook, xlsb_workbook

from pipeline.findings import CATALOGUE
from pipeline.ingest import parallel

SECONDS = float(os.environ.get("CERTISCOPE_FUZZ_SECONDS", "0"))
BATCH = 120
NUMBERS = (
    b"\0",
    b"\xff",
    b"\x7f\xff\xff\xff",
    b"\xff\xff\xff\xff",
    b"1048577",
    b"99999999999",
    b"-1",
    b"1e308",
    b"NaN",
)
SIGNS = (
    b"<",
    b">",
    b"&",
    b'"',
    b"'",
    b";",
    b"\n",
    b"\r",
    b"/>",
    b"</",
    b"&#0;",
    b"]]>",
    b"<!--",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
)
SAMPLES = {
    "a.xlsx": BOOK_CONTENT,
    "a.ods": opened_document(""),
    "a.xlsb": xlsb_workbook(),
    "a.xls": xls_workbook(),
    "a.csv": CSV * 3 + b'contenu;"deux\nlignes";4;4;4;4;4;4\n',
    "a.zip": packed(("a.csv", CSV), ("b.xlsx", BOOK_CONTENT)),
    "page.xls": b"<html><table><tr><td>Team<td colspan=2>Certification<tr><td>a<td>b</table></html>",
}  # fmt: skip
TIGHT = limited(seconds_per_file=10, unpacked_megabytes=100)


def damaged(content: bytes, chance: random.Random) -> bytes:
    """A few bytes changed, cut out, doubled, put in or moved."""
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        at = chance.randrange(len(changed) + 1)
        span = slice(at, at + chance.choice((1, 1, 2, 4, 40, 400)))
        match chance.randrange(6):
            case 0:
                changed[span] = chance.randbytes(len(changed[span]))
            case 1:
                del changed[span]
            case 2:
                changed[at:at] = changed[span] * chance.choice((1, 2, 50))
            case 3:
                changed[at:at] = chance.choice(SIGNS)
            case 4:
                number = chance.choice(NUMBERS)
                changed[at : at + len(number)] = number
            case _:
                piece = bytes(changed[span])
                del changed[span]
                to = chance.randrange(len(changed) + 1)
                changed[to:to] = piece
    return bytes(changed[: chance.randrange(len(changed) + 1)] if chance.random() < 0.05 else changed)


def damaged_inside(content: bytes, chance: random.Random) -> bytes:
    """A zip whose directory and checksums are right and one of whose members is damaged."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    one = chance.choice(sorted(members))
    members[one] = damaged(members[one], chance)
    return packed(*members.items())


def mutants(number: int, chance: random.Random) -> list[tuple[str, bytes]]:
    made = []
    for _ in range(number):
        name = chance.choice(sorted(SAMPLES))
        content = SAMPLES[name]
        inside = content.startswith(b"PK") and chance.random() < 0.7
        made.append((name, (damaged_inside if inside else damaged)(content, chance)))
    return made


def read(files: Sequence[tuple[str, bytes]]) -> dict[str, Reading]:
    """What each file gave, by its number."""
    given = [(str(number), name, _given(content)) for number, (name, content) in enumerate(files)]
    whole = Reading(parallel.parse(given, TIGHT, KEY))
    found: dict[str, Reading] = {}
    by_file: dict[str, dict[str, list[dict[str, object]]]] = defaultdict(lambda: defaultdict(list))
    for kind in ("tables", "columns", "rows", "cells", "findings"):
        for row in getattr(whole, kind):
            by_file[row["file_key"]][kind].append({**row, "file_key": ""})
    for file_key, _, _ in given:
        one = Reading.__new__(Reading)
        for kind in ("tables", "columns", "rows", "cells", "findings"):
            setattr(one, kind, by_file[file_key][kind])
        found[file_key] = one
    return found


def _given(content: bytes) -> Callable[[], bytes] | Path:
    return lambda: content


def rounds() -> range:
    return range(10**9) if SECONDS else range(3)


def test_no_damage_escapes_a_finding_or_costs_much() -> None:
    began, told = time.monotonic(), Counter[str]()
    for number in rounds():
        if SECONDS and time.monotonic() - began > SECONDS:
            break
        files = mutants(BATCH, random.Random(number))
        for file_key, one in read(files).items():
            place = f"round {number}, file {file_key}: {files[int(file_key)][0]}"
            assert one.tables, place
            fatal = [finding for finding in one.findings if CATALOGUE[finding["code"]].severity == "fatal"]
            told.update(finding["code"] for finding in one.findings)
            assert all(finding["code"] not in ("took_too_long", "reader_failed") for finding in fatal), (place, fatal)
            assert max(Counter((finding["member"], finding["table_no"]) for finding in fatal).values(), default=0) <= 1
            assert fatal or any(table["record"] for table in one.tables), place
    print(told)


@pytest.mark.parametrize("name", ["a.xlsx", "a.ods", "a.xlsb", "a.zip"])
def test_a_flipped_bit_never_changes_a_cell(name: str) -> None:
    """What a zip keeps has a checksum: a reading is refused, or it is the same."""
    chance = random.Random(name)
    content = SAMPLES[name]
    files = [(name, content)]
    for _ in range(60):
        flipped = bytearray(content)
        flipped[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        files.append((name, bytes(flipped)))
    whole, *others = read(files).values()
    for number, one in enumerate(others, start=1):
        if not any(CATALOGUE[finding["code"]].severity == "fatal" for finding in one.findings):
            assert one.cells == whole.cells, (number, files[number][1] == content)
            assert one.rows == whole.rows


def test_damage_to_one_cell_leaves_the_others_as_they_are() -> None:
    chance = random.Random(7)
    rows = [f"équipe {number};AZ-900;{number % 5 + 1};4;5;3;3;2" for number in range(30)]
    files = [("a.csv", "\n".join([CSV.decode().split("\n")[0], *rows]).encode())]
    hit = []
    for _ in range(60):
        row = chance.randrange(len(rows))
        cells = rows[row].split(";")
        cells[chance.randrange(2, 8)] = "".join(
            chance.choices("0123456789,.-+eE%/x ⭐é\u202e=@", k=chance.randrange(1, 9))
        )
        hit.append(row)
        lines = [*rows[:row], ";".join(cells), *rows[row + 1 :]]
        files.append(("a.csv", "\n".join([CSV.decode().split("\n")[0], *lines]).encode()))
    whole, *others = read(files).values()
    for row, one in zip(hit, others, strict=True):
        kept = [[cell for cell in each.cells if cell["row_number"] != row + 2] for each in (whole, one)]
        assert kept[0] == kept[1], files
