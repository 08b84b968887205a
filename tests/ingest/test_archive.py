"""A received zip is opened only after its directory has shown that opening it is safe."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from pipeline.config import Limits
from pipeline.ingest.archive import check, members
from pipeline.ingest.sheet import Refused
from pipeline.ingest.spreadsheet import read_workbook

CSV = b"Equipe;Note\ncontenu;4\n"


def zipped(*files: tuple[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", compression) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return packed.getvalue()


def refusal(content: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(Refused) as refused:
        members(content, limits or Limits())
    return refused.value.code


def told(content: bytes, limits: Limits | None = None) -> list[bytes | str]:
    """Of each file of an archive its content, or the code of why it is not read."""
    found = members(content, limits or Limits())
    return [inside.code if isinstance(inside, Refused) else inside for _, inside in found]


def test_the_files_of_an_archive_come_with_their_paths():
    content = zipped(("contenu/T3.csv", CSV), ("support.csv", CSV))
    assert members(content, Limits()) == [("contenu/T3.csv", CSV), ("support.csv", CSV)]


def test_what_systems_leave_behind_is_skipped():
    content = zipped(
        ("dossier/", b""), ("__MACOSX/contenu/._T3.csv", b"x"), (".DS_Store", b"x"), ("~$notes.xlsx", b"x"),
        ("contenu/.caché/x.csv", b"x"), ("Thumbs.db", b"x"), ("contenu.csv", CSV),
    )  # fmt: skip
    assert members(content, Limits()) == [("contenu.csv", CSV)]


def test_too_many_entries_are_refused():
    content = zipped(*((f"{number}.csv", CSV) for number in range(11)))
    assert refusal(content, Limits(archive_entries=10)) == "too_large"


def test_a_bomb_is_refused_before_it_unpacks():
    bomb = zipped(("bomb.csv", b"0" * (20 * 2**20)))
    assert len(bomb) < 2**15
    assert refusal(bomb) == "too_large"
    assert refusal(bomb, Limits(compression_ratio=10**6, unpacked_megabytes=19)) == "too_large"


def test_a_small_repetitive_file_is_no_bomb():
    content = b"Equipe;Note\n" + b"contenu;4\n" * 50_000
    assert members(zipped(("contenu.csv", content)), Limits()) == [("contenu.csv", content)]


def test_a_directory_that_lies_about_sizes_is_refused():
    honest = zipped(("a.csv", b"1" * 400_000))
    lying = honest.replace(struct.pack("<I", 400_000), struct.pack("<I", 10))
    limits = Limits(unpacked_megabytes=1, compression_ratio=10**6)
    assert len(lying) * 1032 < 2**20  # so small that it may lie: nothing large can come out
    assert told(lying, limits) == ["damaged_in_archive"]
    padded = zipped(("a.csv", b"1" * 400_000), ("noise.bin", bytes(range(256)) * 8), compression=zipfile.ZIP_DEFLATED)
    with pytest.raises(Refused, match="corrupt_archive"):
        check(padded.replace(struct.pack("<I", 400_000), struct.pack("<I", 10)) + b"\0" * 2000, limits)


@pytest.mark.parametrize(
    "name", ["../contenu.csv", "/etc/contenu.csv", "a/../../b.csv", "..\\contenu.csv", "C:\\contenu.csv"]
)
def test_names_that_leave_the_archive_are_told(name):
    assert told(zipped((name, CSV), ("support.csv", CSV))) == ["path_out_of_archive", CSV]


def test_a_broken_archive_is_refused():
    whole = zipped(("contenu.csv", CSV * 1000))
    assert refusal(whole[: len(whole) // 2]) == "corrupt_archive"
    assert refusal(b"PK\x03\x04 no archive at all") == "corrupt_archive"


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_file_damaged_in_its_archive_costs_only_itself(compression):
    content = bytearray(zipped(("contenu.csv", CSV * 1000), ("support.csv", CSV), compression=compression))
    content[60] ^= 0xFF
    assert told(bytes(content)) == ["damaged_in_archive", CSV]


def test_a_file_with_a_password_costs_only_itself():
    content = bytearray(zipped(("contenu.csv", CSV), ("support.csv", CSV)))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert told(bytes(content)) == ["password_protected", CSV]


def test_a_file_packed_in_another_way_costs_only_itself():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("contenu.csv", CSV, zipfile.ZIP_BZIP2)
        archive.writestr("support.csv", CSV)
    assert told(packed.getvalue()) == ["unread_compression", CSV]


def test_a_path_listed_twice_is_read_once_where_both_say_the_same_else_not_at_all():
    other = CSV.replace(b"4", b"1")
    with pytest.warns(UserWarning, match="Duplicate name"):
        same, differing = (
            zipped(("contenu.csv", CSV), ("contenu.csv", again), ("support.csv", CSV)) for again in (CSV, other)
        )
    assert members(same, Limits()) == [("contenu.csv", CSV), ("support.csv", CSV)]
    assert told(differing) == ["path_twice", CSV]


def test_a_workbook_named_zip_is_one_file():
    workbook = zipped(("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<workbook/>"))
    assert members(workbook, Limits()) == [("", workbook)]


def test_an_archive_inside_an_archive_costs_only_itself():
    inner = zipped(("contenu.csv", CSV))
    content = zipped(("inner.zip", inner), ("support.csv", CSV))
    assert members(content, Limits()) == [("inner.zip", inner), ("support.csv", CSV)]
    with pytest.raises(Refused, match="nested_archive"):
        read_workbook(inner, ".zip")


def test_accents_in_names_survive_archivers_that_do_not_say_their_encoding():
    for encoding in ("utf-8", "cp850"):
        name = "équipe/réponses.csv".encode(encoding)
        content = zipped(("x" * len(name), CSV)).replace(b"x" * len(name), name)
        assert members(content, Limits()) == [("équipe/réponses.csv", CSV)]


def test_folders_written_with_backslashes_are_folders():
    content = zipped(("contenu/T3.csv", CSV)).replace(b"contenu/T3.csv", b"contenu\\T3.csv")
    assert members(content, Limits()) == [("contenu/T3.csv", CSV)]


def test_a_name_with_signals_to_a_terminal_is_written_out():
    assert [path for path, _ in members(zipped(("a\x1b[2J\n.csv", CSV)), Limits())] == ["a%1B[2J%0A.csv"]
