"""From a web page saved under a spreadsheet's name to its tables; many systems export `.xls` files that are pages."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from pipeline.ingest.encodings import decoded
from pipeline.ingest.sheet import Refused, Sheet, Source, Value

_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    rb"<(?:!doctype html|html|table|head|body|meta|style|div)\b",
    re.IGNORECASE | re.DOTALL,
)
_WIDEST_SPAN = 100


def is_html(content: bytes) -> bool:
    """Whether the content begins as a page does."""
    return _PAGE.match(content[:4096]) is not None


def read_html(content: bytes) -> Source:
    """One sheet per table that is not inside another. Refuses `unreadable_file` for a page without one."""
    text, encoding = decoded(content)
    parser = _Tables()
    parser.feed(text)
    parser.close()
    sheets = [Sheet("", rows) for rows in parser.tables if any(any(row) for row in rows)]
    if not sheets:
        raise Refused("unreadable_file")
    return Source(sheets, encoding)


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[Value]]] = []
        self.depth = 0
        self.cell: list[str] | None = None
        self.span = 1
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.depth += 1
            if self.depth == 1:
                self.tables.append([])
        elif tag in {"script", "style"}:
            self.silent += 1
        elif self.depth == 1 and tag == "tr":
            self._end_cell()
            self.tables[-1].append([])
        elif self.depth == 1 and tag in {"td", "th"}:
            self._end_cell()
            span = dict(attrs).get("colspan") or "1"
            self.cell, self.span = [], min(int(span), _WIDEST_SPAN) if span.isdecimal() else 1
        elif tag == "br" and self.cell is not None:
            self.cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            if self.depth == 1:
                self._end_cell()
            self.depth = max(self.depth - 1, 0)
        elif tag in {"script", "style"}:
            self.silent = max(self.silent - 1, 0)
        elif self.depth == 1 and tag in {"td", "th", "tr"}:
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self.cell is not None and not self.silent:
            self.cell.append(data)

    def _end_cell(self) -> None:
        if self.cell is None:
            return
        text = "\n".join(" ".join(line.split()) for line in "".join(self.cell).split("\n")).strip()
        if not self.tables[-1]:
            self.tables[-1].append([])
        self.tables[-1][-1] += [text or None, *[None] * (self.span - 1)]
        self.cell = None
