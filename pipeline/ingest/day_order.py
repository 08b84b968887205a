"""From the dates of a file, and the tool that wrote it, to the order in which its days and months stand."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.ingest.dates import DayFirst, day_first_of
from pipeline.ingest.dialects import PLAIN, dialect
from pipeline.ingest.distinct import Distinct
from pipeline.ingest.headings import Recogniser
from pipeline.ingest.periods import counts_weeks
from pipeline.ingest.sheet import Value
from pipeline.ingest.table import Table
from pipeline.vocabulary import FIELD

DATED = frozenset({"date", "instant", "period"})
"""The readings that are read from dates."""

_MONTHS = 12
_DAY_OR_MONTH = re.compile(r"\s*(\d{1,2})[/-](\d{1,2})[/-](?:\d{4}|\d{2})(?!\d)")
_SLASHED = re.compile(
    r"\s*(\d{1,2})/(\d{1,2})/(?:\d{4}|\d{2}),?\s+\d{1,2}:\d{2}(?::\d{2})?\s*([ap]m)?\s*", re.IGNORECASE
)


@dataclass(frozen=True)
class Place:
    """Which table of which file cells belong to, and how that file writes dates and numbers."""

    file_key: str
    table_no: int
    language: str = ""
    day_first: DayFirst = None
    american: bool = False
    """Whether the form tool that wrote the file puts the month first in the moments that it notes."""
    dates_from_1904: bool = False
    counts_weeks: bool = False
    """Whether periods such as `S1 2026` are weeks."""
    quotes_cells: bool = False
    """Whether the file is a text file, in which a quote that stands alone was lost or is one too many."""
    is_said: bool = False
    """Whether a person said the language or the order of dates; else the headings and the dates tell them."""

    def dated(self, reading: str) -> tuple[str, DayFirst]:
        """By which language, and in which order, days and months of this kind are told apart."""
        if not self.american:
            return self.language, self.day_first
        # What people typed into such a form may be in either order, whatever its language.
        return ("", False) if reading == "instant" else ("", self.day_first)


def day_first(tables: Iterable[Table], american: bool) -> DayFirst:
    """Whether the dates of these tables write the day first; those that an `american` form tool noted tell nothing."""
    texts: dict[str, None] = {}
    for table in tables:
        by_tool = american and dialect(table.headings, table.sheet.tool) != PLAIN
        wanted = [
            at
            for at, column in table.recognised.columns.items()
            if (reading := FIELD[column.field].reading) in DATED and not (by_tool and reading == "instant")
        ]
        for column in table.columns(wanted):
            texts.update(dict.fromkeys(value for value in column.different if type(value) is str))
        texts.update(dict.fromkeys(above.value for above in table.above.values() if type(above.value) is str))
    return day_first_of(texts)


def is_american(tables: Iterable[Table]) -> bool:
    """Whether a form tool noted its moments with the month first: the day without its zero, or AM or PM beside them.

    French and British forms write 05/10/2026 14:55:21, Australian ones 5/10/2026. SurveyMonkey always puts the month
    first.
    """
    for table in tables:
        tool = dialect(table.headings, table.sheet.tool)
        if tool == PLAIN:
            continue
        noted = [at for at, column in table.recognised.columns.items() if FIELD[column.field].reading == "instant"]
        texts = (value for column in table.columns(noted) for value in column.different if type(value) is str)
        moments = [written for text in texts if (written := _SLASHED.fullmatch(text))]
        if tool == "surveymonkey" and moments:
            return True
        if any(len(written[1]) == 1 and written[2].startswith("0") for written in moments):
            continue
        if any(len(written[2]) == 1 or written[3] for written in moments):
            return True
    return False


def perhaps_swapped(values: Iterable[Value]) -> bool:
    """Whether a program of the other language may have taken days for months where that was possible.

    Then those that it could not take so stayed texts, 25/10/2026, and all that became dates have a day up to 12.
    """
    texts: set[bool] = set()
    days: set[int] = set()
    for value in values:
        if isinstance(value, dt.date):
            days.add(value.day)
        elif type(value) is str and (written := _DAY_OR_MONTH.match(value)):
            first, second = int(written[1]), int(written[2])
            if (first > _MONTHS) == (second > _MONTHS):
                return False
            texts.add(first > _MONTHS)
    return len(texts) == 1 and bool(days) and max(days) <= _MONTHS


def told_otherwise(
    table: Table, columns: Sequence[Distinct[Value]], place: Place, recogniser: Recogniser
) -> dict[int, Place]:
    """By position of a column of dates that is told otherwise than the rest: the same place, saying so.

    Its own dates tell first. The moments that a form tool noted are told by the words above them alone: neither by the
    language of the questions, nor by what people typed.
    """
    by_tool = dialect(table.headings, table.sheet.tool) != PLAIN and not place.american
    found: dict[int, Place] = {}
    for position, column in table.recognised.columns.items():
        reading = FIELD[column.field].reading
        if reading not in DATED or position >= len(columns):
            continue
        texts = [value for value in columns[position].different if type(value) is str]
        own = day_first_of(texts)
        if own is not None:
            found[position] = replace(place, day_first=own, american=False)
        elif by_tool and reading == "instant" and not place.is_said:
            found[position] = replace(place, day_first=None, language=recogniser.language([table.headings[position]]))
        elif reading == "period" and counts_weeks(texts):
            found[position] = replace(place, counts_weeks=True)
    return found
