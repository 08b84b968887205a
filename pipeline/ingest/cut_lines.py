"""From the lines of a table in a text file to those that go on in the next line: their last value is not whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.ingest.cells import is_blank
from pipeline.ingest.headings import Recogniser
from pipeline.ingest.sheet import Value
from pipeline.ingest.table import Table
from pipeline.ingest.texts import text_of
from pipeline.vocabulary import FIELD

_NUMBER_GOES_ON = re.compile(r"\s*(?:\d|[.,]\d|[kKM]?[%€$£])")
_WORD_GOES_ON = re.compile(r"\s*[^\W\d_A-ZÀ-Þ]")
_BEGINNING = re.compile(r"[^\W\d_][\w &'’-]*")  # what may begin a name; a stroke or a remark in brackets does not
_WORDED = frozenset({"name", "text", "names"})
_REMARKS = frozenset({"comment"})
_ENOUGH_KNOWN = 2


def cut_lines(table: Table, separator: str, recogniser: Recogniser) -> list[int]:
    """Indexes of data lines; all of them where the headings themselves go on in the next line.

    A line of one field belongs to the line above it where that ends in a number and it begins with one, or with a small
    letter below a word; not where that ends in a remark. It may as well begin the first value of the line below it.
    """
    if not separator or not table.data:
        return []
    if _headings_go_on(table, recogniser):
        return table.data
    return [*_ending_below(table), *_begun_above(table)]


def _begun_above(table: Table) -> list[int]:
    """Lines whose first value no other has, below a line of one field that may be its beginning."""
    rows = table.sheet.rows
    first = Counter(text_of(rows[index][table.first]) for index in table.data if len(rows[index]) > table.first)
    return [
        index
        for index in table.data
        if len(rows[index]) > 1 == len(rows[index - 1])
        and index - 1 > table.heading_index
        and _BEGINNING.fullmatch(text_of(rows[index - 1][0]))
        and first[text_of(rows[index][table.first])] == 1
    ]


def _ending_below(table: Table) -> list[int]:
    rows = table.sheet.rows
    position = max(table.recognised.columns, default=-1)
    if position < 0 or table.recognised.columns[position].field in _REMARKS:
        return []
    width = table.first + position + 1
    of_words = FIELD[table.recognised.columns[position].field].reading in _WORDED
    return [
        index
        for index in table.data
        if len(rows[index]) == width
        and any(_goes_on(rows[index][-1], row, of_words) for row in rows[index + 1 : index + 2])
    ]


def _goes_on(value: Value, below: Sequence[Value], of_words: bool) -> bool:
    last = text_of(value).strip()
    if len(below) != 1 or not last or not (last[-1].isdigit() or of_words):
        return False
    begins = _NUMBER_GOES_ON if last[-1].isdigit() else _WORD_GOES_ON
    return begins.match(text_of(below[0])) is not None


def _headings_go_on(table: Table, recogniser: Recogniser) -> bool:
    index = table.heading_index + 1
    if index != table.data[0]:
        return False
    texts = [text_of(value) for value in table.sheet.rows[index] if not is_blank(value)]
    known = sum(recogniser.certain(text).known for text in texts)
    return known >= _ENOUGH_KNOWN and 2 * known >= len(texts)
