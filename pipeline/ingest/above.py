"""From the cells above a table to what they say about all of it, such as `Équipe : Contenu`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.folding import fold
from pipeline.ingest.cells import is_blank
from pipeline.ingest.headings import Recogniser
from pipeline.ingest.identity import is_address
from pipeline.ingest.places import cell_name
from pipeline.ingest.readings import text_of
from pipeline.ingest.records import Recognised
from pipeline.ingest.sheet import ErrorCell, NoValue, Sheet, Value

_LABEL = re.compile(r"^\s*([^:：=\n]{2,60}?)\s*[:：=]\s*(\S.*?)\s*$", re.DOTALL)
_SAYABLE = frozenset(
    [
        "team",
        "certification",
        "campaign",
        "grid",
        "business_objective",
        "target_kpi",
        "target_value",
        "deadline",
        "submitted_at",
        "evaluator_kind",
        "answer_kind",
        "people_represented",
        "role",
        "kpi",
        "unit",
        "period",
        "phase",
        "date",
        "owner",
        "sponsor",
    ]
)
"""What may be said once for a whole table."""
_OF_THE_FILE = frozenset({"nom", "name", "titre", "title", "intitule"})
"""Labels that are a column's heading, and above a table name the file or the survey."""
_OF_ONE_ANSWER = _SAYABLE | {"respondent"}
"""What may be said above the ratings of one answer. Other tables have many respondents."""


@dataclass(frozen=True, slots=True)
class Above:
    """A value that stands above a table, with its cell."""

    value: Value
    text: str
    cell: str
    row: int  # from 1, as in the sheet
    column: int


def labelled(sheet: Sheet, rows: range, columns: range, recogniser: Recogniser) -> dict[str, Above]:
    """Field to value, from `label : value` in one cell, or `label` with the value to its right or below it.

    What is said twice and not alike is not said: nobody can tell which of the two speaks for the table. In our own
    template the value of a label stands in the very next cell, whatever it says, and the first one counts. A respondent
    is said of one answer only: who reads a table of several leaves it.
    """
    if sheet.heading is not None:
        return _beside(sheet, rows, columns, recogniser)
    found: dict[str, list[Above]] = {}
    for index in rows:
        cells = _filled(sheet.rows[index], columns)
        below = dict(_filled(sheet.rows[index + 1], columns)) if index + 1 in rows else {}
        if cells and below.keys() <= dict(cells).keys() and all(_is_label(value, recogniser) for _, value in cells):
            for column, value in cells:
                _say_below(
                    found, sheet, index + 1, column, _fields(str(value), recogniser, _OF_ONE_ANSWER), below, recogniser
                )
            continue
        for position, (column, value) in enumerate(cells):
            if type(value) is not str:
                continue
            said: Value = None
            where = column
            fields = _fields(value, recogniser, _OF_ONE_ANSWER)
            if fields and position + 1 < len(cells):
                where, said = cells[position + 1]
                if type(said) is str and _fields(said, recogniser, _OF_ONE_ANSWER):
                    continue
            elif not fields and (match := _LABEL.match(value)):
                fields, said = _fields(match[1], recogniser, _OF_ONE_ANSWER), match[2]
            if said is None or isinstance(said, ErrorCell | NoValue):
                continue
            for key in fields:
                number = sheet.row_number(index)
                found.setdefault(key, []).append(
                    Above(said, text_of(said), cell_name(number, where + 1), index + 1, where + 1)
                )
    told = {key: said[0] for key, said in found.items() if len({fold(one.text) for one in said}) == 1}
    addresses = [one for one in found.get("respondent", ()) if is_address(one.text)]
    return told | ({"respondent": addresses[0]} if len(addresses) == 1 else {})


def said_of(said: Mapping[str, Above], recognised: Recognised) -> dict[str, Above]:
    """What cells above a table say of it: not who answered, where it has several answers or says so itself."""
    of_one = recognised.layout == "long" and "respondent" not in recognised.fields
    return {key: above for key, above in said.items() if of_one or key != "respondent"}


def _beside(sheet: Sheet, rows: range, columns: range, recogniser: Recogniser) -> dict[str, Above]:
    found: dict[str, Above] = {}
    for index in rows:
        row = sheet.rows[index][: columns.stop]
        value_of: Iterable[str] = ()
        for column, value in enumerate(row):
            if value_of:
                if not is_blank(value) and not isinstance(value, ErrorCell | NoValue):
                    cell = cell_name(sheet.row_number(index), column + 1)
                    for key in value_of:
                        found.setdefault(key, Above(value, text_of(value), cell, index + 1, column + 1))
                value_of = ()
            elif column >= columns.start and type(value) is str:
                value_of = _fields(value, recogniser)
    return found


def _filled(row: Sequence[Value], columns: range) -> list[tuple[int, Value]]:
    return [
        (column, value)
        for column, value in enumerate(row[: columns.stop])
        if column >= columns.start and not is_blank(value)
    ]


def _is_label(value: Value, recogniser: Recogniser) -> bool:
    return type(value) is str and bool(_fields(value, recogniser, _OF_ONE_ANSWER))


def _say_below(
    found: dict[str, list[Above]],
    sheet: Sheet,
    index: int,
    column: int,
    fields: Iterable[str],
    below: Mapping[int, Value],
    recogniser: Recogniser,
) -> None:
    """Take the value that stands under a label, where a row of labels has a row of values below it."""
    said = below.get(column)
    if (
        said is None
        or isinstance(said, ErrorCell | NoValue)
        or any(_is_label(one, recogniser) for one in below.values())
    ):
        return
    cell = cell_name(sheet.row_number(index), column + 1)
    for key in fields:
        found.setdefault(key, []).append(Above(said, text_of(said), cell, index + 1, column + 1))


def said_beside(
    sheet: Sheet, rows: Sequence[int], labels: int, column: int, recogniser: Recogniser
) -> dict[str, Above]:
    """Field to value, from labels in one column with their values in another; what is said twice is not said."""
    found: dict[str, list[Above]] = {}
    for index in rows:
        row = sheet.rows[index]
        label, said = (row[at] if at < len(row) else None for at in (labels, column))
        if type(label) is not str or is_blank(said) or isinstance(said, ErrorCell | NoValue):
            continue
        for key in _fields(label, recogniser, _OF_ONE_ANSWER):
            cell = cell_name(sheet.row_number(index), column + 1)
            found.setdefault(key, []).append(Above(said, text_of(said), cell, index + 1, column + 1))
    return {key: said[0] for key, said in found.items() if len(said) == 1}


def is_label_row(texts: Mapping[int, str], recogniser: Recogniser) -> bool:
    """Whether a row reads label, value, label, value: no two known headings side by side, and no two criteria."""
    ordered = [texts[column] for column in sorted(texts)]
    if sum(recogniser.names_criterion(text) for text in ordered) > 1:
        return False
    known = [bool(_fields(text, recogniser)) for text in ordered]
    if len(ordered) == 1:
        return bool((match := _LABEL.match(ordered[0])) and _fields(match[1], recogniser))
    return known[0] and not any(one and other for one, other in pairwise(known))


def _fields(label: str, recogniser: Recogniser, sayable: frozenset[str] = _SAYABLE) -> list[str]:
    if len(label) > 80:
        return []
    if fold(label) in _OF_THE_FILE:
        return []
    candidates = recogniser.certain(label.rstrip().rstrip(":：=")).candidates
    return [one.field for one in candidates if one.field in sayable and not one.criterion]
