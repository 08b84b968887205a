"""From the bytes of a workbook's XML to single tags, whatever their namespace prefix. Entities are never expanded."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

PREFIX = rb"(?:[\w.-]+:)?"
_ATTRIBUTE = re.compile(rb"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


def tags(data: bytes, name: bytes) -> Iterator[dict[str, str]]:
    """The attributes of each tag of that name, in order."""
    for match in re.finditer(rb"<" + PREFIX + name + rb"(\s[^<>]*)?/?>", data):
        yield attributes(match[1])


def attributes(tag: bytes | None) -> dict[str, str]:
    """The attributes written in a tag."""
    return {
        key.decode("utf-8", "replace"): text(double or single) for key, double, single in _ATTRIBUTE.findall(tag or b"")
    }


def text(data: bytes) -> str:
    """The characters that the bytes stand for; only the entities that XML itself knows are resolved."""
    return html.unescape(data.decode("utf-8", errors="replace")) if b"&" in data else data.decode("utf-8", "replace")
