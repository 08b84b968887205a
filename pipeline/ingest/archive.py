"""From the bytes of a zip to its members, after its directory has shown that opening it is safe."""

from __future__ import annotations

import codecs
import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable

from pipeline.config import Limits
from pipeline.folding import printable
from pipeline.ingest.sheet import Refused

ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, OverflowError, NotImplementedError,
    RuntimeError,
)  # fmt: skip
_METHODS = {9: "deflate64", 12: "bzip2", 14: "lzma", 93: "zstandard", 95: "xz", 97: "wavpack", 98: "ppmd"}
_SMALL = 10 * 2**20  # below this, a high ratio is only a repetitive file
_DEFLATE_AT_MOST = 1032  # no deflate stream unpacks to more than this many times its size
_HEADER = 30  # bytes of a member's own header, before its name
_ENCRYPTED = 0x1
_NAMED_IN_UTF8 = 0x800
_OWN_ENTITIES = re.compile(rb"(?>\xef\xbb\xbf|\s|<\?.*?\?>|<!--.*?-->)*+<!DOCTYPE[^\[>]*\[", re.DOTALL)
_LITTER = frozenset({"thumbs.db", "desktop.ini"})


def check(content: bytes, limits: Limits) -> zipfile.ZipFile:
    """The opened zip, whose directory claims no more entries, bytes or compression than the limits allow.

    Refuses `corrupt_archive` and `too_large`, before anything is unpacked.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except _DAMAGED as problem:
        raise Refused("corrupt_archive") from problem
    entries = archive.infolist()
    if len(entries) > limits.archive_entries:
        raise Refused("too_large", limit=f"archive_entries = {limits.archive_entries}")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > limits.unpacked_megabytes * 2**20:
        raise Refused("too_large", limit=f"unpacked_megabytes = {limits.unpacked_megabytes}")
    if unpacked > max(_SMALL, limits.compression_ratio * len(content)):
        raise Refused("too_large", limit=f"compression_ratio = {limits.compression_ratio}")
    if len(content) * _DEFLATE_AT_MOST > limits.unpacked_megabytes * 2**20:
        _check_sizes(content, entries)
    return archive


def _check_sizes(content: bytes, entries: list[zipfile.ZipInfo]) -> None:
    """A directory may lie about unpacked sizes; only a file this large can then still fill the memory."""
    for entry in entries:
        if entry.compress_type == zipfile.ZIP_DEFLATED and not entry.flag_bits & _ENCRYPTED:
            header = content[entry.header_offset : entry.header_offset + _HEADER]
            name_length, extra_length = header[26:28], header[28:30]
            start = entry.header_offset + _HEADER
            start += int.from_bytes(name_length, "little") + int.from_bytes(extra_length, "little")
            packed = memoryview(content)[start : start + entry.compress_size]
            if _unpacks_beyond(packed, entry.file_size):
                raise Refused("corrupt_archive")


def _unpacks_beyond(packed: memoryview, claimed: int) -> bool:
    inflate = zlib.decompressobj(-15)
    seen = 0
    pending: bytes | memoryview = packed
    try:
        while pending:
            seen += len(inflate.decompress(pending, 2**20))
            if seen > claimed:
                return True
            pending = inflate.unconsumed_tail
    except zlib.error:
        return False  # damaged: the reader will say so
    return False


def parts(workbook: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The parts of a workbook by their path in lower case; some writers use capitals, or backslashes."""
    return {entry.filename.replace("\\", "/").lower(): entry for entry in workbook.infolist()}


def part(workbook: zipfile.ZipFile, path: str, at_most: int = -1) -> bytes:
    """One part of a workbook, or its first bytes; empty where it is not there. Refuses `unreadable_file`."""
    entry = parts(workbook).get(path.lower())
    if entry is None:
        return b""
    try:
        with workbook.open(entry) as opened:
            content = opened.read(at_most)
    except _DAMAGED as problem:
        raise Refused("unreadable_file") from problem
    # No spreadsheet program writes entities of its own: cells would read otherwise than they look. Nor UTF-16, in
    # which no reader finds a cell.
    if _OWN_ENTITIES.match(content) or content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise Refused("unreadable_file")
    return content


def is_workbook(archive: zipfile.ZipFile) -> bool:
    """Whether what is packed is one workbook, whatever its name says."""
    paths = parts(archive)
    return "xl/workbook.xml" in paths or "xl/workbook.bin" in paths or {"mimetype", "content.xml"} <= paths.keys()


def refuse_other_methods(entries: Iterable[zipfile.ZipInfo]) -> None:
    """Refuses `unread_compression`: other methods have no bound to what comes out of a few bytes."""
    for entry in entries:
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refused("unread_compression", method=_METHODS.get(entry.compress_type, str(entry.compress_type)))


def members(content: bytes, limits: Limits) -> list[tuple[str, bytes | Refused]]:
    """The files inside a received `.zip`, as (path, content or why that is not read), in the archive's order.

    Folders, hidden files, lock files and what systems leave behind are skipped. Refuses `corrupt_archive` and
    `too_large`. What is wrong with one file costs only that one; a path listed twice is read where both say the same.
    An archive inside is handed over as it is: no reader opens it. A workbook named `.zip` is its only file, without a
    path.
    """
    with check(content, limits) as archive:
        if is_workbook(archive):
            return [("", content)]
        found: dict[str, bytes | Refused] = {}
        for entry in archive.infolist():
            path = _path(entry)
            if path and not _skipped(path, entry):
                inside = _content(archive, entry, path)
                twice = path in found and found[path] != inside
                found[path] = Refused("path_twice") if twice else inside
        return list(found.items())


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: str) -> bytes | Refused:
    if ".." in path.split("/") or path.startswith("/") or path[1:2] == ":":
        return Refused("path_out_of_archive")
    if entry.flag_bits & _ENCRYPTED:
        return Refused("password_protected")
    try:
        refuse_other_methods([entry])
        return archive.read(entry)
    except Refused as refusal:
        return refusal
    except _DAMAGED:
        return Refused("damaged_in_archive")


def _path(entry: zipfile.ZipInfo) -> str:
    name = entry.filename
    if not entry.flag_bits & _NAMED_IN_UTF8 and not name.isascii():
        sent = name.encode("cp437", errors="replace")  # what zipfile decoded it from
        try:
            name = sent.decode("utf-8")  # macOS writes UTF-8 without saying so
        except UnicodeDecodeError:
            name = sent.decode("cp850")  # Windows in western Europe
    return printable(name.replace("\\", "/"))


def _skipped(path: str, entry: zipfile.ZipInfo) -> bool:
    parts = path.split("/")
    return (
        path.endswith("/")
        or stat.S_ISLNK(entry.external_attr >> 16)
        or any(part.startswith(".") and part not in {".", ".."} for part in parts)
        or "__MACOSX" in parts
        or parts[-1].startswith("~$")
        or parts[-1].lower() in _LITTER
    )
