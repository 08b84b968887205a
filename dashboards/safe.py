"""Text from files stays text: never markdown on a page."""

from __future__ import annotations

import re

LINES = re.compile(r"[ \t\r\n\f\v\u2028\u2029]+")
JOINER = "\u2060"
PUNCTUATION = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&\"'^=@])")
RENDERED = re.compile(r"(?<=-)(?=[->])|(?<=<)(?=[-=])|(?<=[>~])(?==)|(?<=:)(?=[\w+-]+[:/])|(?<=www)(?=\.)|(?<=:)(?=//)")


def unmarked(text: object) -> str:
    """The text for a place that renders markdown: every sign stands for itself, on one line.

    Word joiners, which nobody sees, keep the renderer from making arrows, icons and links of plain text.
    """
    one_line = LINES.sub(" ", str(text))
    return PUNCTUATION.sub(r"\\\1", RENDERED.sub(JOINER, one_line))
