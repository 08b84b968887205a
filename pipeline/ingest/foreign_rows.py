"""From the rows below a table to those of another one, whose headings nobody knows: a planning below the answers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np

from pipeline.folding import fold
from pipeline.ingest.above import is_label_row
from pipeline.ingest.cells import is_blank
from pipeline.ingest.distinct import Distinct
from pipeline.ingest.headings import Recogniser
from pipeline.ingest.sheet import Value
from pipeline.ingest.table import Table
from pipeline.ingest.texts import text_of
from pipeline.vocabulary import FIELD, OF_A_CANDIDATE

_TYPED = frozenset({"note", "number", "of_five", "amount", "hours", "count", "date", "instant", "period"})
_NAMES = frozenset({"team", "certification", "kpi", "respondent"})
_YEARS = {str(year) for year in range(1990, 2101)}
_MOST_OF_A_LABEL = 2  # `Équipe` and `support` beside it speak for the rows below


def foreign_rows(table: Table, recogniser: Recogniser) -> list[int]:
    """The rows from the first that can only be another table's headings on; none where there is no such row.

    It holds words and years alone, most of them where only numbers or dates stand above, and no name that another row
    has too. After a blank row that is enough; else it must name the column it stands in, as `Équipe` among the teams.
    Or two criteria stand where names of teams or certifications would: each line of such a table is a criterion.
    """
    if table.sheet.heading is not None or len(table.data) < 2:
        return []
    columns = table.columns()
    fields = {at: column.field for at, column in table.recognised.columns.items() if at < len(columns)}
    lines = _lines_of_criteria(table, columns, recogniser)
    named = np.zeros(len(table.data), "?")
    for at, field in fields.items():
        if field in _NAMES:
            named |= columns[at].where(partial(_names, field=field, recogniser=recogniser))
    rows = np.array(table.data)
    likely = named | np.isin(rows - 1, np.array(table.blank, rows.dtype))
    if not likely[1:].any():
        return lines
    typed = [at for at, field in fields.items() if FIELD[field].reading in _TYPED]
    words = {at: columns[at].where(partial(_is_word, recogniser=recogniser)) for at in typed}
    numbers = {at: columns[at].where(lambda value: not is_blank(value)) & ~words[at] for at in typed}
    names = [columns[at] for at, field in fields.items() if field in _NAMES]
    for place in np.flatnonzero(likely).tolist():
        row = table.sheet.rows[table.data[place]][table.first : table.last]
        filled = [value for value in row if not is_blank(value)]
        new = [at for at in typed if words[at][place]]
        never = [at for at in new if numbers[at][:place].any() and not words[at][:place].any()]
        says_so = new or (named[place] and any(numbers[at][place] for at in typed))
        of_headings = len(filled) > _MOST_OF_A_LABEL and all(map(_may_head, filled))
        if place and of_headings and says_so and 2 * len(never) >= len(new) and not _named_again(place, names):
            return max(table.data[place:], lines, key=len)
    return lines


def _lines_of_criteria(table: Table, columns: Sequence[Distinct[Value]], recogniser: Recogniser) -> list[int]:
    """The rows of a table whose lines are criteria: its headings above them, and labels above those."""
    for at, column in table.recognised.columns.items():
        if column.field not in OF_A_CANDIDATE or at >= len(columns):
            continue
        named = [recogniser.literal_criterion(value) if type(value) is str else "" for value in columns[at].different]
        if len(set(named) - {""}) > 1:
            place = int(np.flatnonzero(np.array(named)[columns[at].codes])[0])
            above = max((row for row in table.blank if row < table.data[place]), default=-1)
            while place and (table.data[place - 1] > above or is_label_row(_texts(table, place - 1), recogniser)):
                place -= 1
            return table.data[place:]
    return []


def _texts(table: Table, place: int) -> dict[int, str]:
    row = table.sheet.rows[table.data[place]][table.first : table.last]
    return {at: text_of(value) for at, value in enumerate(row) if not is_blank(value)}


def _named_again(place: int, names: Sequence[Distinct[Value]]) -> bool:
    """Whether a team, a certification or the like of this row is another row's too: then it is an answer."""
    own = [fold(text_of(column[place])) for column in names]
    return any(
        name and int(column.where(partial(_is_named, name=name)).sum()) > 1
        for name, column in zip(own, names, strict=True)
    )


def _is_named(value: Value, name: str) -> bool:
    return fold(text_of(value)) == name


def _may_head(value: Value) -> bool:
    """Whether a cell may be a heading: a word, or a year."""
    text = text_of(value).strip()
    return text[:1].isalpha() or text in _YEARS


def _names(value: Value, field: str, recogniser: Recogniser) -> bool:
    return type(value) is str and any(one.field == field for one in recogniser.certain(value).candidates)


def _is_word(value: Value, recogniser: Recogniser) -> bool:
    """Whether a cell holds a word, and not one that says "no answer"."""
    return type(value) is str and value.strip()[:1].isalpha() and fold(value) not in recogniser.no_answer
