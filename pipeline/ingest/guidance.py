"""From what people said about a file, now and once for its team, to what its reader must know."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from pipeline.config import Remembered
from pipeline.folding import fold
from pipeline.side_file import Mended, Reading

_NOTHING = Reading()


@dataclass(frozen=True)
class Guidance:
    """What was said about one file: it is part of what its rows are kept under.

    `reading` was said of this file, and holds; `usual` holds where the file does not plainly say otherwise. `team`
    brings what was remembered for it. `samples` asks for the first values of every column, for a person to look at.
    """

    reading: Reading = _NOTHING
    mended: tuple[Mended, ...] = ()
    team: str = ""
    usual: Reading = _NOTHING
    samples: bool = False

    def of(self, team: str, remembered: Remembered) -> Guidance:
        """The same, with what was remembered for a team."""
        return replace(self, team=team, usual=usual_reading(remembered, team))

    def within(self, member: str) -> Guidance:
        """The same for one file of an archive, '' where it is none: each mended cell belongs to one."""
        if not self.mended:
            return self
        return replace(self, mended=tuple(one for one in self.mended if one.member == member))

    def key(self, file_key: str) -> str:
        """What the rows of a content are kept under: its own key, where nothing is said that changes its reading."""
        cells = [(*one.place, one.was, one.now) for one in self.mended]
        said = repr((self.reading, cells, self.team, self.samples))
        plain = repr((_NOTHING, [], "", False))
        return file_key if said == plain else hashlib.sha256(f"{file_key} {said}".encode()).hexdigest()


NOTHING_SAID = Guidance()
NOBODY_SAID: Mapping[str, Guidance] = {}
"""Of no file was anything said."""


def usual_reading(remembered: Remembered, team: str) -> Reading:
    """How the files of a team usually are to be read; of several entries the last one."""
    named = fold(team)
    return next((one for one in reversed(remembered.reading) if named and fold(one.team) == named), _NOTHING)


def teams_of(remembered: Remembered) -> list[str]:
    """The teams for which something is remembered."""
    return [*(one.team for one in remembered.heading if one.team), *(one.team for one in remembered.reading)]


def remembered_team(remembered: Remembered, names: Iterable[str]) -> str:
    """The one team that all these names mean, where something is remembered for it; else ''."""
    known = {fold(team): team for team in teams_of(remembered)}
    if not known:
        return ""
    meant = {fold(name) for name in names}
    return known.get(meant.pop(), "") if len(meant) == 1 else ""
