"""What a person says about dropped files before they are kept; this session holds it until they are."""

from __future__ import annotations

from dataclasses import dataclass, field

import streamlit as st

from pipeline import remembered
from pipeline.config import RememberedHeading
from pipeline.remembered import Entry
from pipeline.side_file import Mended, Reading, Side

HELD = "upload.adjusted"

Key = tuple[str, str]


@dataclass
class Adjusted:
    """How files are to be read and which of their cells are mended, by file; and what is to be remembered."""

    readings: dict[str, Reading] = field(default_factory=dict)
    mended: dict[str, dict[tuple[str, str, str], Mended]] = field(default_factory=dict)
    entries: dict[Key, Entry] = field(default_factory=dict)

    def reading(self, key: str) -> Reading:
        """How one file is to be read."""
        return self.readings.get(key, Reading())

    def said(self, key: str) -> Side:
        """What is said of one file."""
        return Side(**self.reading(key).model_dump(), mended=tuple(self.mended.get(key, {}).values()))

    def new(self) -> list[Entry]:
        """What is to be remembered."""
        return list(self.entries.values())

    def headings(self) -> list[RememberedHeading]:
        """The headings among it."""
        return [one for one in self.entries.values() if isinstance(one, RememberedHeading)]

    def teach(self, entry: Entry) -> None:
        """Remember this once the files are kept, in place of anything about the same."""
        self.entries[remembered.about(entry)] = entry


def held(number: int) -> Adjusted:
    """What this session holds about its deposit of that number."""
    known: tuple[int, Adjusted] | None = st.session_state.get(HELD)
    if known is None or known[0] != number:
        known = st.session_state[HELD] = (number, Adjusted())
    return known[1]
