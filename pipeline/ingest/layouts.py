"""From a table, wide, long or criterion × certification, to its cells and rows with provenance."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache, partial
from typing import Any

import numpy as np

from pipeline.config import Configuration
from pipeline.ingest import examples, identity
from pipeline.ingest.cells import is_blank
from pipeline.ingest.coded_names import coded_names
from pipeline.ingest.column_units import NUMBERED, column_unit, is_bare
from pipeline.ingest.day_order import DATED, Place, perhaps_swapped, told_otherwise
from pipeline.ingest.dialects import dialect
from pipeline.ingest.distinct import Distinct, Numbers
from pipeline.ingest.grades import counts_down, graded, odd_texts, words_of
from pipeline.ingest.heading_forms import stated_scale
from pipeline.ingest.headings import Recogniser, recogniser
from pipeline.ingest.numbers import CONTRADICTORY, decimal_mark_of, may_be_thousands
from pipeline.ingest.raw_tables import Content, RawTables
from pipeline.ingest.readings import NO_MOMENT, Read, ReadingContext, read, read_cell, text_of, word_key
from pipeline.ingest.records import Column
from pipeline.ingest.row_hashes import row_hashes
from pipeline.ingest.said_once import with_names_repeated
from pipeline.ingest.several_names import choices_of, several_names
from pipeline.ingest.sheet import ErrorCell, NoValue, TwoAnswers, Value
from pipeline.ingest.stated_around import Stated
from pipeline.ingest.table import Table
from pipeline.ingest.ticked import ticked_options
from pipeline.ingest.units_beside import is_less_than_one, units_told, with_unit
from pipeline.ingest.years_beside import with_years
from pipeline.vocabulary import FIELD, OF_A_CANDIDATE

_REMEMBERED_TEXTS, _REMEMBERED_LEGENDS = 50_000, 4_096
_TOLD_APART = {str, dt.datetime}
_NUMBERS = {int, float}
_NO_NAMES = (bool, dt.date, dt.time, dt.timedelta)
_BLANK = -1
_DATE_LIKE = re.compile(r"\d[/.-]\d{1,2}[/.-]\d")
_TABLE_WIDE = ("team", "certification", "campaign", "grid")
"""What stands above a table goes with the table; anything else above it goes with each of its rows."""


class Layouts:
    """Reads tables under one configuration and key. Remembers what a text means: columns repeat their values."""

    def __init__(self, configuration: Configuration, key: bytes) -> None:
        self._key = key
        self._general = ReadingContext.of(configuration)
        self._recogniser: Recogniser = recogniser(configuration)
        self._nobody = frozenset(
            word_key(word) for word in (*configuration.headings.nobody, *configuration.headings.missing)
        )
        self._scales = self._recogniser.scales
        self._counts_down = lru_cache(_REMEMBERED_LEGENDS)(partial(counts_down, scales=self._scales))
        self._longest_word = max(map(len, (*configuration.headings.missing, *configuration.headings.placeholders)))
        self._contexts: dict[tuple[Any, ...], ReadingContext] = {}
        self._known: dict[tuple[Any, ...], dict[tuple[object, str], Content]] = {}

    def read(self, table: Table, place: Place, raw: RawTables, uneven: frozenset[int] = frozenset()) -> None:
        """Add every row of a table and every filled cell that its columns bring.

        Free text of `uneven` rows (indexes into the sheet) is left out: their values may stand under the wrong heading.
        """
        columns = _columns(table)
        numbers = np.array(table.sheet.row_numbers(table.data), "i4")
        places = told_otherwise(table, columns, place, self._recogniser)
        hashes = row_hashes(table, columns, self._key, self._moments(table, places, place))
        borrowed = table.sheet.borrowed
        lenders = [borrowed.rows[index] for index in table.data] if borrowed else []
        raw.add_rows(place.file_key, place.table_no, numbers, "data", hashes, lenders)
        for status, indexes in (("blank", table.blank), ("ignored", table.ignored)):
            raw.add_rows(place.file_key, place.table_no, table.sheet.row_numbers(indexes), status)
        recognised, people = table.recognised, dict[int, Distinct[Value]]()
        for position, options in ticked_options(recognised.ticked, columns, self._recogniser):
            columns[position] = options
        shown = _shown(table)
        grades = self._grades(table, columns, place)
        marks = _decimal_marks(table, columns, place.language)
        again = _said_again(table, columns)
        again.columns.update(
            {at: recognised.columns[first] for at, (first, _) in recognised.ticked.items() if at != first}
        )
        for position, column in sorted({**recognised.columns, **again.columns}.items()):
            if position in again.values:
                values = again.values[position]
            else:
                values = columns[position] if position < len(columns) else _blank_column(len(numbers))
            if (year := table.recognised.years.get(position)) is not None and year < len(columns):
                values = with_years(values, columns[year], table.headings[position])
            if column.field == "respondent":
                people[position] = values
            elif FIELD[column.field].reading != "contact":
                if uneven and FIELD[column.field].reading == "text":
                    values = Distinct.of(
                        [None if index in uneven else value for index, value in zip(table.data, values, strict=True)]
                    )
                formats = shown.get(table.first + position + 1, {})
                unit = table.recognised.units.get(position, len(columns))
                self._add(
                    raw, places.get(position, place), table, position, column, values, numbers, formats,
                    grades.get(position, {}), marks.get(position, ""),
                    columns[unit] if unit < len(columns) else None,
                )  # fmt: skip
        if people:
            self._add_people(raw, place, table, people, numbers)
        self._add_above(raw, place, table, numbers)

    def _moments(self, table: Table, places: Mapping[int, Place], place: Place) -> dict[int, Callable[[Value], Value]]:
        """By position of a column of dates: each as it is read, for one export writes 15/08/2026 and another a date."""

        def meaning(field: str, place: Place) -> Callable[[Value], Value]:
            reader = self._reader(field, place)

            def read_or_sent(value: Value) -> Value:
                if type(value) is not str or value[4:5] == "-" or not _DATE_LIKE.search(value):
                    return value  # a date cell's text is ISO already
                _, kind, reading, _ = reader(value, "")
                return reading if kind == "date" else value

            return read_or_sent

        fields = dict.fromkeys(table.recognised.metadata, "submitted_at")
        fields |= {position: column.field for position, column in table.recognised.columns.items()}
        return {
            position: meaning(field, places.get(position, place))
            for position, field in fields.items()
            if FIELD[field].reading in {"date", "instant"}
        }

    def scale_of(self, heading: str, item: str, stated: Stated) -> tuple[int | None, int | None]:
        """The lowest and the highest rating that a heading names, else what stands around its table; the worst and the
        best one where the words beside the digits count down."""
        own = (None, None) if item else stated_scale(heading)
        legends = [heading, *(stated.legends if own == (None, None) else ())]
        down = next((ends for text in legends if (ends := self._counts_down(text))), None)
        return down or (stated.scale if own == (None, None) else own)

    def said(self, field: str, value: Value, place: Place) -> str:
        """What a value that stands for a whole table means; '' where it means nothing."""
        content = self._reader(field, place)(value, "")
        return content[2] if content[1] in {"text", "number", "date"} else ""

    def _add(
        self, raw: RawTables, place: Place, table: Table, position: int, column: Column,
        values: Distinct[Value], numbers: Numbers, formats: Mapping[int, str], grades: Mapping[str, Read],
        mark: str, units: Distinct[Value] | None,
    ) -> None:  # fmt: skip
        meaning = self._reader(column.field, place, mark)
        unit_told = column_unit(table, position, column.field, values.different, meaning)
        beside = units_told(units, meaning) if units else []

        no_names, heading = frozenset[str](), table.headings[position]
        if column.field in OF_A_CANDIDATE:
            tool, choices = dialect(table.headings, table.sheet.tool), choices_of(table.headings, heading)
            several = several_names(values.different, choices, tool)
            no_names = several | coded_names(values.different, tool)
        swapped = FIELD[column.field].reading in DATED and perhaps_swapped(values.different)

        def number_of(value: Value, shown: str, unit: str) -> int:
            if is_blank(value):
                return _BLANK
            if no_names and text_of(value) in no_names:
                return raw.number_of((identity.redact(text_of(value)), "unreadable", "", ""))
            if swapped and isinstance(value, dt.date):
                return raw.number_of((text_of(value), "ambiguous", "", ""))
            if grades and type(value) is str and (grade := grades.get(value)):
                return raw.number_of((identity.redact(value), grade.kind, grade.reading, grade.unit))
            if (unit or (unit_told and not shown)) and is_bare(text := text_of(value)):
                typed = type(value) in _NUMBERS
                of_text = self._reader(column.field, place, ".") if typed else meaning
                _, kind, reading, its_unit = of_text(with_unit(value, unit_told, unit), "")
                return raw.number_of((text, kind, reading, its_unit))
            if type(value) in _NUMBERS and shown not in {"", "%"} and is_less_than_one(value, unit_told):
                return raw.number_of((text_of(value), "unreadable", "", ""))
            return raw.number_of(meaning(value, shown))

        if formats or beside:
            marks = [formats.get(index + 1, "") for index in table.data]
            marked = Distinct.of(list(zip(values.codes.tolist(), marks, beside or [""] * len(marks), strict=True)))
            found = marked.numbers(lambda one: number_of(values.different[one[0]], one[1], one[2]))
        else:
            found = values.numbers(lambda value: number_of(value, "", ""))
        _add_filled(raw, _shared(place, table, position, column), numbers, found)

    def _grades(self, table: Table, columns: Sequence[Distinct[Value]], place: Place) -> dict[int, dict[str, Read]]:
        """By position of a column of ratings: what its texts mean that are more than a number."""
        asked = table.recognised.columns
        ticked = {at: first for at, (first, _) in table.recognised.ticked.items()}
        asked = asked | {at: asked[first] for at, first in (table.recognised.said_again | ticked).items()}
        notes = [at for at, column in asked.items() if column.field == "note" and at < len(columns)]
        odd = {at: texts for at in notes if (texts := odd_texts(columns[at].different))}
        if not odd:
            return {}
        read_note = self._reader("note", place)
        kinds = {text: read_note(text, "")[1] for texts in odd.values() for text in texts}
        unread = {at: [text for text in texts if kinds[text] == "unreadable"] for at, texts in odd.items()}
        beside = words_of((text for texts in unread.values() for text in texts), self._scales)
        return {
            at: graded(texts, _numbers(columns[at].different, read_note), self._scales, beside)
            for at, texts in unread.items()
            if texts
        }

    def _add_people(
        self,
        raw: RawTables,
        place: Place,
        table: Table,
        people: Mapping[int, Distinct[Value]],
        numbers: Numbers,
    ) -> None:
        """One pseudonym a row: by the address where there is one, else by all that names the person."""
        position = next(iter(people))
        found = Distinct.of(list(zip(*people.values(), strict=True))).numbers(lambda row: self._person(raw, row))
        _add_filled(raw, _shared(place, table, position, table.recognised.columns[position]), numbers, found)

    def _person(self, raw: RawTables, values: Iterable[Value]) -> int:
        texts = [text_of(value).strip() for value in values if not isinstance(value, ErrorCell | NoValue)]
        filled = [text for text in texts if text]
        if not filled:
            return _BLANK
        named = [text for text in filled if text not in examples.TEXTS and not identity.is_nobody(text, self._nobody)]
        if not named:
            return raw.number_of(("", "missing", "", ""))
        person = next((text for text in named if identity.is_address(text)), " ".join(named))
        name = identity.pseudonym(person, self._key)
        return raw.number_of((name, "text", name, ""))

    def _add_above(self, raw: RawTables, place: Place, table: Table, numbers: Numbers) -> None:
        for key, above in sorted(table.above.items()):
            field = FIELD[key]
            if key in _TABLE_WIDE or key in table.recognised.fields or table.recognised.record not in field.records:
                continue
            shown = table.sheet.formats.get((above.row, above.column), "")
            if key == "respondent":
                number = self._person(raw, [above.value])
            else:
                number = raw.number_of(self._reader(key, place)(above.value, shown))
            shared = {
                "file_key": place.file_key, "table_no": place.table_no, "column_number": above.column,
                "field": key, "criterion": "", "item": "", "source_cell": above.cell,
            }  # fmt: skip
            raw.add_cells(shared, numbers, np.full(len(numbers), number, "i4"))

    def _reader(self, field: str, place: Place, mark: str = "") -> Callable[[Value, str], Content]:
        """What a value of this field means in this file, whose column has this decimal mark; remembered."""
        reading = FIELD[field].reading
        language, day_first = place.dated(reading) if reading in DATED else (place.language, place.day_first)
        circumstances = (
            field,
            language,
            mark,
            day_first,
            place.dates_from_1904,
            place.counts_weeks,
            place.quotes_cells,
        )
        context = self._contexts.get(circumstances)
        if context is None:
            context = self._contexts[circumstances] = self._general.for_column(
                field, language=language, decimal_mark=mark, day_first=day_first,
                dates_from_1904=place.dates_from_1904, counts_weeks=place.counts_weeks, quotes_cells=place.quotes_cells,
            )  # fmt: skip
            self._known[circumstances] = {}
        known = self._known[circumstances]
        if len(known) > _REMEMBERED_TEXTS:
            known.clear()

        def content(value: Value, shown: str) -> Content:
            told = value if type(value) in _TOLD_APART else (type(value), repr(value))  # 1, 1.0, True are one key
            key = (told, shown)
            found = known.get(key)
            if found is None:
                found = known[key] = self._content(reading, value, shown, context)
            return found

        return content

    def _content(self, reading: str, value: Value, shown: str, context: ReadingContext) -> Content:
        if isinstance(value, ErrorCell | NoValue):
            meant = read_cell(reading, value, context=context)
            return text_of(value), meant.kind, meant.reading, meant.unit
        if reading == "instant" and type(value) is dt.datetime and value not in NO_MOMENT:
            text = text_of(value)
            return text, "date", text, ""
        text = identity.redact(text_of(value))
        if reading == "name" and isinstance(value, _NO_NAMES):
            return text, "unreadable", "", ""  # a program took the name for a date or a truth
        if reading == "note" and shown == "%" and isinstance(value, int | float):
            return f"{value * 100:g} %", "unreadable", "", ""  # as a person sees it
        if text in examples.TEXTS:
            return text, "missing", "", ""
        if reading == "text" and len(text) > self._longest_word and text.isprintable():
            return text, "text", " ".join(unicodedata.normalize("NFC", text).split()), ""  # a sentence, no "n/a"
        meant = read(reading, text, context=context.for_numbers if type(value) in _NUMBERS else context, shown=shown)
        if reading == "criterion" and meant.kind == "unreadable":
            key = self._recogniser.criterion_named(text)
            meant = Read("text", key) if key else meant
        return text, meant.kind, meant.reading, meant.unit


@dataclass(frozen=True)
class _Again:
    """Columns that ask again what another asks, and the values to be read where columns ask the same."""

    columns: dict[int, Column]
    values: dict[int, Distinct[Value]]


def _said_again(table: Table, columns: Sequence[Distinct[Value]]) -> _Again:
    """One question in two columns has one answer: where both are filled and differ, neither counts.

    Two languages, or two ways through a form, fill the one or the other.
    """
    found = _Again({}, {})
    for position, first in table.recognised.said_again.items():
        if max(position, first) >= len(columns):
            continue
        pairs = list(zip(found.values.get(first, columns[first]), columns[position], strict=True))
        found.columns[position] = table.recognised.columns[first]
        found.values[position] = Distinct.of([other if is_blank(one) else None for one, other in pairs])
        found.values[first] = Distinct.of(
            [
                one if is_blank(one) or is_blank(other) or _same(one, other) else TwoAnswers(_both(one, other))
                for one, other in pairs
            ]
        )
    return found


def _same(one: Value, other: Value) -> bool:
    return text_of(one).split() == text_of(other).split()


def _both(one: Value, other: Value) -> str:
    return f"{text_of(one)} ≠ {text_of(other)}"


def _decimal_marks(table: Table, columns: Sequence[Distinct[Value]], language: str) -> dict[int, str]:
    """By position of a column of numbers: its decimal mark as its texts tell it, else as the other columns' do.

    The values of the other times are of the same column, so to speak. Where those contradict each other, or thousands
    may be parted by the language's decimal mark, no language tells.
    """
    times = table.recognised.times
    texts = {
        position: [
            value
            for one in ({position, *times} if position in times else {position})
            if one < len(columns)
            for value in columns[one].different
            if type(value) is str
        ]
        for position, column in table.recognised.columns.items()
        if FIELD[column.field].reading in NUMBERED and position < len(columns)
    }
    told = {position: decimal_mark_of(of_one) for position, of_one in texts.items()}
    of_all = set(told.values()) - {""}
    shared = of_all.pop() if len(of_all) == 1 else CONTRADICTORY if of_all else ""
    return {
        position: mark or shared or (CONTRADICTORY if may_be_thousands(texts[position], language) else "")
        for position, mark in told.items()
    }


def _numbers(values: Sequence[Value], read_note: Callable[[Value, str], Content]) -> set[Decimal]:
    found = (read_note(value, "") for value in values if not is_blank(value))
    return {Decimal(reading) for _, kind, reading, _ in found if kind == "number"}


def _columns(table: Table) -> list[Distinct[Value]]:
    """The columns of a table, in its data rows.

    What stands in a cell that was merged downwards stands in each of its rows, unless it is a note: one answer is one.
    """
    columns = table.columns()
    notes = {at for at, column in table.recognised.columns.items() if column.field == "note"}
    place = {index: row for row, index in enumerate(table.data)} if table.sheet.merged else {}
    for top, left, bottom, _ in table.sheet.merged:
        at = left - 1 - table.first
        if 0 <= at < len(columns) and at not in notes and top - 1 in place:
            below = [place[index] for index in range(top, bottom) if index in place]
            columns[at] = columns[at].repeated(place[top - 1], below)
    return with_names_repeated(table, columns)


def _blank_column(count: int) -> Distinct[Value]:
    return Distinct.of([None] * count)


def _shown(table: Table) -> dict[int, dict[int, str]]:
    """Column number to row number to what the cell's format shows beside the number."""
    shown: dict[int, dict[int, str]] = {}
    for (row, column), mark in table.sheet.formats.items():
        shown.setdefault(column, {})[row] = mark
    return shown


def _add_filled(raw: RawTables, shared: Mapping[str, Any], numbers: Numbers, found: Numbers) -> None:
    filled = found != _BLANK
    raw.add_cells(shared, numbers[filled], found[filled])


def _shared(place: Place, table: Table, position: int, column: Column) -> dict[str, Any]:
    return {
        "file_key": place.file_key, "table_no": place.table_no, "column_number": table.first + position + 1,
        "field": column.field, "criterion": column.criterion, "item": identity.redact(column.item), "source_cell": "",
    }  # fmt: skip
