"""From the bytes of an OLE compound file to one of its streams; an .xls keeps its workbook in one."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from pipeline.ingest.sheet import Refused

_HEADER = 512
_ENTRY = 128
_MINI_SECTOR = 64
_END = 0xFFFFFFFA  # from here on, a sector number is a marker: free, end of chain


def stream(content: bytes, names: tuple[str, ...]) -> bytes:
    """The first stream with one of these names; empty where there is none or the file is damaged.

    Refuses `unreadable_file` where sectors are chained in a circle: calamine would follow them for ever.
    """
    try:
        return _stream(content, names)
    except (struct.error, IndexError, ValueError):
        return b""


def _stream(content: bytes, names: tuple[str, ...]) -> bytes:
    sector = 1 << struct.unpack_from("<H", content, 30)[0]
    directory_start, _, cutoff, mini_start, _, more_tables = struct.unpack_from("<6I", content, 48)
    tables = list(struct.unpack_from("<109I", content, 76))
    seen: list[int] = []
    while more_tables < _END:
        seen.append(more_tables)
        _refuse_circle(seen)
        further = struct.unpack_from(f"<{sector // 4}I", content, _HEADER + more_tables * sector)
        tables += further[:-1]
        more_tables = further[-1]
    tables = [table for table in tables if table < _END]
    _refuse_circle(tables)
    links = _numbers(b"".join(_piece(content, table, sector) for table in tables))
    directory = _chain(content, links, directory_start, sector)
    root_start = struct.unpack_from("<I", directory, 116)[0]
    for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        name_bytes = struct.unpack_from("<H", directory, at + 64)[0]
        if directory[at : at + max(name_bytes - 2, 0)].decode("utf-16-le", errors="replace") in names:
            start, size = struct.unpack_from("<2I", directory, at + 116)
            if size >= cutoff:
                return _chain(content, links, start, sector)[:size]
            small = _chain(content, links, root_start, sector)
            small_links = _numbers(_chain(content, links, mini_start, sector))
            return _chain(small, small_links, start, _MINI_SECTOR, header=0)[:size]
    return b""


def _chain(content: bytes, links: tuple[int, ...], start: int, sector: int, header: int = _HEADER) -> bytes:
    chained: list[int] = []
    while start < _END and len(chained) <= len(links):
        chained.append(start)
        start = links[start]
    _refuse_circle(chained)
    return b"".join(_piece(content, number, sector, header) for number in chained)


def _refuse_circle(sectors: Sequence[int]) -> None:
    if len(set(sectors)) < len(sectors):
        raise Refused("unreadable_file")


def _piece(content: bytes, number: int, sector: int, header: int = _HEADER) -> bytes:
    if header and sector > header:
        header = sector  # with large sectors, the header fills one
    return content[header + number * sector : header + (number + 1) * sector]


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])
