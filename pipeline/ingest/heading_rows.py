"""From a sheet to its heading rows, and to what is written above each."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from pipeline.folding import fold
from pipeline.ingest.above import Above, is_label_row, labelled
from pipeline.ingest.cells import first_filled
from pipeline.ingest.heading_forms import time_headed
from pipeline.ingest.headings import Recogniser
from pipeline.ingest.records import Recognised, recognise
from pipeline.ingest.row_subjects import subjects_said
from pipeline.ingest.sheet import Sheet, Value
from pipeline.ingest.two_rows import (
    are_no_measures,
    as_one,
    goes_on_below,
    headings_over_several,
    is_number,
    may_be_one,
    merged_downwards,
    stand_over_several,
    texts_of,
)
from pipeline.vocabulary import FIELD

_GUESSED_ROWS = 30  # filled rows in which a heading row may also be found by likeness
_ENOUGH_KNOWN = 2
_ONLY_HEADINGS = 3  # criteria that no row names but a heading
_LONGEST_TITLE = 120
_NAMES = {"team", "certification", "kpi"}
_MEASURED = frozenset({"note", "number", "amount", "hours", "count", "target", "of_five"})
_TIMED = frozenset({"campaign", "period", "date", "submitted_at", "deadline", "phase"})
_CARDS = 3  # of which each has as many labels, before they are taken for cards
_WIDEST_CARD = 10  # cells
_DOUBTS = (goes_on_below, stand_over_several, are_no_measures)
"""What keeps times in a heading row from heading columns of KPI values."""
_VALUE = re.compile(r"[-−+]?\d[\d\s.,]*")
_COUNTED = re.compile(r"\d{1,2}")  # as questions and columns are


@dataclass(frozen=True)
class Heading:
    """A heading row, or two that are read as one, across the columns from `first` to `last`."""

    top: int
    index: int
    first: int
    last: int
    texts: dict[int, str]
    recognised: Recognised

    @property
    def weight(self) -> int:
        """How many columns it explains."""
        return len(self.recognised.columns) + len(self.recognised.times) + len(self.recognised.ticked)

    def covers(self, column: int) -> bool:
        """Whether a column is one of its own."""
        return self.first <= column < self.last


def find_headings(sheet: Sheet, recogniser: Recogniser) -> list[Heading]:
    """Every row of the sheet that makes a record by its headings, from top to bottom."""
    rows = sheet.rows
    plain = {text for text in set(chain.from_iterable(rows)) if type(text) is str and recogniser.is_plain(text)}
    found: list[Heading] = []
    seen = 0
    skip = -1
    labels = _labels_of_cards(rows)
    for index, row in enumerate(rows):
        if index <= skip or index < max(sheet.heading or 0, sheet.said_heading or 0):
            continue
        guess = not found and seen < _GUESSED_ROWS
        if not guess and (plain.isdisjoint(row) or _count_of(plain, row) < _ENOUGH_KNOWN):
            continue
        seen += guess and first_filled(row) is not None
        texts = texts_of(row)
        if len(texts) == 2 and texts[min(texts)] in labels:
            continue
        if found and not _is_certain(texts, recogniser) and not _says_again(texts, found):
            texts = {column: text for column, text in texts.items() if not any(one.covers(column) for one in found)}
            if not _is_certain(texts, recogniser):
                continue
        new = _headings_at(sheet, index, texts, found, recogniser)
        if len(new) == 1 and found and found[-1].index == new[0].top - 1 and share_columns(found[-1], new[0]):
            upper = found.pop()
            new = new if is_label_row(upper.texts, recogniser) else [_in_two_languages(upper, new[0])]
        found += new
        said = (text for heading in new for text in heading.texts.values())
        plain.update(text for text in said if recogniser.certain(text).known or time_headed(text) is not None)
        skip = max([skip, *(heading.index for heading in new)])
    return _without_labels(found, sheet, recogniser)


def _labels_of_cards(rows: Sequence[Sequence[Value]]) -> set[str]:
    """What stands before a value again and again, mostly another: the labels of cards set one below the other."""
    values: dict[str, list[str]] = {}
    for row in rows:
        if len(row) < _WIDEST_CARD and len(texts := texts_of(row)) == 2:
            label, value = (texts[column] for column in sorted(texts))
            values.setdefault(label, []).append(value)
    different = sum(len(set(said)) >= _CARDS for said in values.values())
    return {label for label, said in values.items() if len(said) >= _CARDS} if different >= _CARDS else set()


def _count_of(texts: Collection[str], row: Sequence[Value]) -> int:
    return sum(1 for value in row if type(value) is str and value in texts)


def said_above(sheet: Sheet, heading: Heading, headings: Sequence[Heading], recogniser: Recogniser) -> dict[str, Above]:
    """What cells above a heading say about its whole table."""
    start = zone_start(sheet, heading, headings, recogniser)
    first, last = bounds(heading, [other for other in headings if other.index >= start])
    rows = range(start, heading.top)
    said = labelled(sheet, rows, range(first, last), recogniser)
    if first > 0:  # what stands over the table beside it speaks for both, down to where this one has labels of its own
        own = (row for row in rows if _has_labels(sheet.rows[row][first:last], recogniser))
        said = {**labelled(sheet, range(start, next(own, heading.top)), range(first), recogniser), **said}
    return said


def _has_labels(row: Sequence[Value], recogniser: Recogniser) -> bool:
    texts = texts_of(row)
    return bool(texts) and (
        is_label_row(texts, recogniser) or any(is_label_row({0: text}, recogniser) for text in texts.values())
    )


def titles_above(sheet: Sheet, heading: Heading, headings: Sequence[Heading], recogniser: Recogniser) -> list[str]:
    """The sheet's name, and what stands in cells above the heading that are no longer than a title."""
    above = sheet.rows[zone_start(sheet, heading, headings, recogniser) : heading.top]
    texts = (value for row in above for value in row if type(value) is str)
    return [sheet.name, *(text for text in texts if len(text) < _LONGEST_TITLE)]


def zone_start(sheet: Sheet, heading: Heading, headings: Sequence[Heading], recogniser: Recogniser) -> int:
    """The first row above a heading that speaks for its table: labels, titles and blank rows back to the last table."""
    before = [other for other in headings if other.index < heading.top and share_columns(heading, other)]
    if not before:
        return 0
    limit = max(other.index for other in before) + 1
    first, last = bounds(heading, headings)
    start = heading.top
    while start > limit:
        texts = texts_of(sheet.rows[start - 1][first:last])
        if len(texts) > 1 and not is_label_row(texts, recogniser):
            break
        start -= 1
    return start


def bounds(heading: Heading, headings: Iterable[Heading]) -> tuple[int, int]:
    """The columns that belong to a table: as far as the tables that stand beside it."""
    beside = [other for other in headings if not share_columns(heading, other)]
    first = max((other.last for other in beside if other.last <= heading.first), default=0)
    last = min((other.first for other in beside if other.first >= heading.last), default=1 << 20)
    return first, last


def share_columns(one: Heading, other: Heading) -> bool:
    return one.first < other.last and other.first < one.last


def row_of(texts: dict[int, str], first: int, last: int) -> list[str]:
    return [texts.get(column, "") for column in range(first, last)]


def _headings_at(
    sheet: Sheet, index: int, texts: dict[int, str], found: Sequence[Heading], recogniser: Recogniser
) -> list[Heading]:
    """The headings that this row makes, alone or together with the row above or below it."""
    named = sum(recogniser.meaning(text).known for text in texts.values())
    times = sum(time_headed(text) is not None for text in texts.values())
    if named + times < _ENOUGH_KNOWN or _says_when(texts, recogniser):
        return []
    if (
        index not in (sheet.heading, sheet.said_heading)
        and not is_label_row(texts, recogniser)
        and _holds_values(texts.values(), named)
    ):
        return []
    last_heading = max((heading.index for heading in found), default=(sheet.said_heading or 0) - 1)
    alone = _split(sheet, index, index, texts, found, recogniser)
    best, best_weight = alone, sum(heading.weight for heading in alone)
    for top in (index - 1, index):
        if top <= last_heading or not may_be_one(sheet, top, recogniser) or _has_ticks(sheet.rows[top + 1], recogniser):
            continue
        both = _split(sheet, top, top + 1, as_one(sheet, top, recogniser), found, recogniser)
        weight = sum(heading.weight for heading in both)
        other = sum(heading.weight for heading in _split(sheet, top, top, texts_of(sheet.rows[top]), found, recogniser))
        other = max(other, _weight_alone(sheet, top + 1, found, recogniser))
        needed = 1 if merged_downwards(sheet, top) else 2
        if weight >= max(best_weight, other) + needed:
            best, best_weight = both, weight
    if named < _ENOUGH_KNOWN:  # times are no headings of another record: `Échéance` and the dates of several teams
        best = [heading for heading in best if heading.recognised.times or heading.top < heading.index]
    under = [heading for heading in best if any(share_columns(heading, other) for other in found)]
    return [
        heading
        for heading in best
        if heading not in under or _is_certain(heading.texts, recogniser) or _says_again(heading.texts, found)
    ]


def _says_again(texts: Mapping[int, str], found: Iterable[Heading]) -> bool:
    """Whether a row says the headings of a table above again, in whichever order."""
    return any(sorted(texts.values()) == sorted(heading.texts.values()) for heading in found)


def _says_when(texts: Mapping[int, str], recogniser: Recogniser) -> bool:
    """Whether a row reads label, value, and its times are those that a label asks for: `Campagne : T3 2026`."""
    ordered = ["", *(texts[column] for column in sorted(texts))]
    labels = [label for label, text in pairwise(ordered) if time_headed(text) is not None]
    asked = (not _TIMED.isdisjoint(one.field for one in recogniser.certain(label).candidates) for label in labels)
    return bool(labels) and is_label_row(texts, recogniser) and all(asked)


def _holds_values(texts: Iterable[str], named: int) -> bool:
    """Whether numbers stand between the words: an amount, or as many small ones as there are known headings.

    Two values of a row may happen to be words that are headings elsewhere: `2026 · Formation · Prestataire · 12000`.
    """
    values = [text.strip() for text in texts if _VALUE.fullmatch(text.strip()) and time_headed(text) is None]
    return len(values) >= max(named, 1) or any(not _COUNTED.fullmatch(value) for value in values)


def _has_ticks(row: Sequence[Value], recogniser: Recogniser) -> bool:
    return any(fold(text) in recogniser.ticks for text in texts_of(row).values() if not is_number(text))


def _in_two_languages(upper: Heading, lower: Heading) -> Heading:
    """Headings that are said again on the next row are one heading; the fuller row is read."""
    fuller = max(upper, lower, key=lambda heading: heading.weight)
    return replace(fuller, top=upper.top, index=lower.index)


def _weight_alone(sheet: Sheet, index: int, found: Sequence[Heading], recogniser: Recogniser) -> int:
    return sum(h.weight for h in _split(sheet, index, index, texts_of(sheet.rows[index]), found, recogniser))


def _split(
    sheet: Sheet, top: int, index: int, texts: dict[int, str], found: Sequence[Heading], recogniser: Recogniser
) -> list[Heading]:
    """One heading, or several where blank columns part tables that each stand on their own."""

    again = _says_again(texts, found)

    def heading(columns: Sequence[int]) -> Heading:
        part = {column: texts[column] for column in columns}
        first, last = columns[0], columns[-1] + 1
        bare = Heading(top, index, first, last, part, Recognised())
        said = said_above(sheet, bare, found, recogniser)
        named, team = frozenset(said), _text(said.get("team"))
        subjects = subjects_said(titles_above(sheet, bare, found, recogniser))
        recognised = recognise(row_of(part, first, last), recogniser, named, team, subjects)
        times = [first + position for position in recognised.times]
        measured = [first + at for at, one in recognised.columns.items() if FIELD[one.field].reading in _MEASURED]
        doubtful: Collection[int] = headings_over_several(sheet, index, measured) if top == index else ()
        if times and top == index and not again and any(doubt(sheet, index, times) for doubt in _DOUBTS):
            doubtful = [*doubtful, *times]
        if doubtful:
            part = {column: text for column, text in part.items() if column not in doubtful}
            first, last = min(part, default=first), max(part, default=first) + 1
            recognised = recognise(row_of(part, first, last), recogniser, named, team, subjects)
        return Heading(top, index, first, last, part, recognised)

    def is_card(part: Heading) -> bool:
        """Whether it has criteria in its rows, and labels that no table beside it has."""
        above = sheet.rows[zone_start(sheet, part, found, recogniser) : top]
        labels = any(_has_labels(row[part.first : part.last], recogniser) for row in above)
        return labels and "criterion" in part.recognised.fields

    if len(texts) < 2:
        return []
    parts: list[Heading] = []
    for run in _runs(sorted(texts)):
        halves = [heading(half) for half in _said_twice(run, texts)]
        if halves and (not _NAMES.isdisjoint(halves[0].recognised.fields) or all(map(is_card, halves))):
            parts += halves
            continue
        part = heading(run)
        if parts and not _stand_apart(parts[-1], part) and not (is_card(parts[-1]) and is_card(part)):
            part = heading([*sorted(parts.pop().texts), *run])
        parts.append(part)
    return [part for part in parts if part.recognised.record]


def _said_twice(run: Sequence[int], texts: Mapping[int, str]) -> list[Sequence[int]]:
    """The halves of a run of headings that says all of them twice: two tables without a blank column between them."""
    half = len(run) // 2
    first, second = run[:half], run[half:]
    same = half > 1 and [texts[column] for column in first] == [texts[column] for column in second]
    return [first, second] if same else []


def _stand_apart(left: Heading, right: Heading) -> bool:
    """Whether two groups of headings are two tables: both are records, and neither needs the other."""
    if not left.recognised.record or not right.recognised.record:
        return False
    mine = {(one.field, one.criterion, one.item) for one in left.recognised.columns.values()}
    theirs = {(one.field, one.criterion, one.item) for one in right.recognised.columns.values()}
    if any(target[0] in _NAMES or target[1] for target in mine & theirs):
        return True
    complete = {
        "A": {"team", "certification"},
        "B": {"team", "certification"},
        "C": {"team", "kpi"},
        "D": {"team"},
        "E": {"certification"},
    }
    return all(complete[part.recognised.record] <= part.recognised.fields for part in (left, right))


def _is_certain(texts: Mapping[int, str], recogniser: Recogniser) -> bool:
    """Whether a row below a table can only be a heading: no numbers, and mostly known headings, not likely ones."""
    if any(map(is_number, texts.values())):
        return False
    if sum(map(recogniser.names_criterion, texts.values())) >= _ONLY_HEADINGS:
        return True
    known = sum(recogniser.certain(text).known for text in texts.values())
    times = sum(time_headed(text) is not None for text in texts.values())
    return known > 0 and known + times >= _ENOUGH_KNOWN and 2 * (known + times) > len(texts)


def _without_labels(found: list[Heading], sheet: Sheet, recogniser: Recogniser) -> list[Heading]:
    """Without rows of labels and values: those above a fuller heading row, and those that hold numbers."""
    return [
        heading
        for heading in found
        if heading.index in (sheet.heading, sheet.said_heading)
        or not (
            is_label_row(heading.texts, recogniser)
            and (
                any(other.top > heading.index and other.weight > heading.weight for other in found)
                or _holds_values(heading.texts.values(), len(heading.recognised.columns))
            )
        )
    ]


def _runs(columns: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for column in columns:
        if runs and runs[-1][-1] == column - 1:
            runs[-1].append(column)
        else:
            runs.append([column])
    return runs


def _text(above: Above | None) -> str:
    return above.text if above else ""
