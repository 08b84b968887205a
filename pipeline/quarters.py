"""From any of a quarter's names to the one that is stored: `T3 2026`, `Q3 2026` and `2026-T3` are `2026-Q3`."""

from __future__ import annotations

import re

from pipeline.folding import fold

ORDINALS = {
    **dict.fromkeys(("premier", "first", "1", "1er", "1st", "1ere"), 1),
    **dict.fromkeys(("deuxieme", "second", "seconde", "2", "2e", "2eme", "2nd", "2nde"), 2),
    **dict.fromkeys(("troisieme", "third", "3", "3e", "3eme", "3rd"), 3),
    **dict.fromkeys(("quatrieme", "fourth", "4", "4e", "4eme", "4th"), 4),
}
ORDINAL = "(" + "|".join(sorted(ORDINALS, key=len, reverse=True)) + ")"
YEAR = r"((?:19|20|21)\d{2})"
_QUARTERS = (
    re.compile(rf"[tq] ?(?P<quarter>[1-4]) ?(?P<year>{YEAR}|\d{{2}})"),
    re.compile(rf"(?P<year>{YEAR}) ?[tq] ?(?P<quarter>[1-4])"),
    re.compile(rf"(?P<quarter>{ORDINAL}) (?:trimestre|trim|quarter|qtr)(?: de| of)? (?P<year>{YEAR})"),
    re.compile(rf"(?:trimestre|trim|quarter|qtr) (?P<quarter>[1-4])(?: de| of)? (?P<year>{YEAR})"),
    re.compile(rf"(?P<year>{YEAR}) (?:trimestre|trim|quarter|qtr) (?P<quarter>[1-4])"),
)


def quarter_of(text: str) -> str | None:
    """`2026-Q3` for `T3 2026`, `Q3 2026`, `2026-T3`, `3e trimestre 2026`; None for anything else."""
    folded = fold(text)
    for pattern in _QUARTERS:
        if match := pattern.fullmatch(folded):
            year = match["year"]
            return f"{year if len(year) == 4 else '20' + year}-Q{ORDINALS[match['quarter']]}"
    return None
