"""From the headings of one table to the record it holds and what each of its columns brings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from pipeline.folding import fold
from pipeline.ingest.dialects import PLAIN, dialect
from pipeline.ingest.heading_forms import ask_of_several, time_headed, time_told, weighs_criteria
from pipeline.ingest.headings import RIVAL, Candidate, How, Meaning, Recogniser
from pipeline.ingest.periods import counts_weeks, holds
from pipeline.ingest.row_subjects import are_of_cases, are_of_people, surely_named
from pipeline.ingest.ticked import Ticked, options_of
from pipeline.ingest.units_beside import names_units, units_beside
from pipeline.ingest.years_beside import years_beside
from pipeline.vocabulary import FIELD, REQUIRED

_WEAK_CRITERION = frozenset({"question", "questions"})
_POINTS = frozenset({"point", "points", "pts"})
_ENOUGH_CRITERIA = 2
_ENOUGH_TIMES = 2
_REMEMBERED = 2_000
_ENOUGH_OF_A_REGISTER = 2  # register columns that tell a register whose team or certification stands elsewhere
_OF_TIMES = frozenset({"microsoft_forms", "google_forms"})
"""Tools that note times, never dates: a `Start date` was asked."""


@dataclass(frozen=True, slots=True)
class Column:
    """What one column brings."""

    field: str
    criterion: str
    item: str
    how: How


@dataclass(frozen=True)
class Recognised:
    """A table's record, '' where it is none, its layout, and its columns by their position among the headings."""

    record: str = ""
    layout: str = ""
    columns: dict[int, Column] = field(default_factory=dict)
    doubled: dict[int, int] = field(default_factory=dict)  # a column left aside, and the one that is read instead
    said_again: dict[int, int] = field(default_factory=dict)  # a column with the question of another, and that one
    rivals: dict[int, int] = field(default_factory=dict)  # a column of one question's answers of two times, and another
    metadata: frozenset[int] = frozenset()
    times: dict[int, str] = field(default_factory=dict)  # of KPIs: a column of values headed by its period or phase
    years: dict[int, int] = field(default_factory=dict)  # a column of months or quarters, and that of their years
    units: dict[int, int] = field(default_factory=dict)  # a column of numbers, and that of their units or currencies
    ticked: Ticked = field(default_factory=dict)  # a column of ticks, the first one of its question, and its option

    @property
    def fields(self) -> frozenset[str]:
        """The fields that some column brings."""
        return frozenset(column.field for column in self.columns.values())

    @property
    def beside(self) -> frozenset[int]:
        """The columns that tell the year, the unit or the option of what stands in another."""
        return frozenset([*self.years.values(), *self.units.values(), *self.ticked])


def recognise(
    headings: Sequence[str],
    recogniser: Recogniser,
    above: frozenset[str] = frozenset(),
    team: str = "",
    said: frozenset[str] = frozenset(),
) -> Recognised:
    """The record that these headings make, with what stands in cells `above` them; record '' where they make none.

    `said` are the subjects, team or certification, of which the sheet's name and its titles speak.
    """
    key = (tuple(headings), above, team, said)
    found: Recognised | None = recogniser.recognised.get(key)
    if found is None:
        if len(recogniser.recognised) > _REMEMBERED:
            recogniser.recognised.clear()
        found = recogniser.recognised[key] = _recognise(headings, recogniser, above, team, said)
    return found


def _recognise(
    headings: Sequence[str], recogniser: Recogniser, above: frozenset[str], team: str, said: frozenset[str]
) -> Recognised:
    meanings = {
        position: recogniser.meaning(heading, team)
        for position, heading in enumerate(headings)
        if heading and not heading.isspace()
    }
    tool = dialect(headings)
    if tool != PLAIN and not (tool in _OF_TIMES and are_of_cases(meanings)):
        meanings = {position: _of_answers(meaning) for position, meaning in meanings.items()}
    meanings = surely_named(headings, _without_rivals(meanings), said)
    meanings = {position: _of_no_team(headings, meanings, position) for position in meanings}
    meanings |= _short_names(headings, meanings, recogniser)
    meanings |= _points(headings, meanings)
    ticked, of_ticks = _ticked(headings, meanings, recogniser)
    meanings |= of_ticks
    named = _Headings(headings, meanings, above)
    record = named.record()
    if not record or (record != "A" and are_of_people(headings, meanings, record)):
        return Recognised()
    layout = named.layout(record)
    options = named.options(record, layout)
    rivals = _of_two_times(headings, options)
    columns, doubled = _assign({at: told for at, told in options.items() if at not in rivals}, record)
    metadata = frozenset(position for position, meaning in meanings.items() if meaning.metadata)
    again = {
        position: first
        for position, first in doubled.items()
        if columns[first].field == "note" or fold(headings[position]) == fold(headings[first])
    }
    aside = {position: first for position, first in doubled.items() if position not in again}
    times = named.times if record == "C" and "value" not in {column.field for column in columns.values()} else {}
    fields = {position: column.field for position, column in columns.items()}
    taken = columns.keys() | again.keys() | metadata
    years, units = years_beside(headings, fields, taken), units_beside(headings, fields, taken)
    ticked = ticked if record == "A" else {}
    return Recognised(record, layout, columns, aside, again, rivals, metadata, times, years, units, ticked)


def _ticked(
    headings: Sequence[str], meanings: Mapping[int, Meaning], recogniser: Recogniser
) -> tuple[Ticked, dict[int, Meaning]]:
    """The columns of options, one of which is ticked, and what they mean: together the one note of a criterion, or
    nothing more where a column of its own says it."""
    questions = list(options_of(headings, recogniser))
    beside = meanings.keys() - {at for _, columns, _ in questions for at in columns}
    noted = {one.criterion for at in beside for one in meanings[at].candidates}
    ticked: dict[int, tuple[int, str]] = {}
    told: dict[int, Meaning] = {}
    for question, columns, options in questions:
        told |= dict.fromkeys(columns, Meaning(metadata=bool(options)))
        criterion = recogniser.literal_criterion(question)
        if options and criterion not in noted:
            first = min(options)
            told[first] = Meaning((Candidate("note", criterion, "", "question", FIELD["note"].records, 0),))
            ticked |= {at: (first, option) for at, option in options.items()}
            noted.add(criterion)
    return ticked, told


def _of_answers(meaning: Meaning) -> Meaning:
    """What a form tool notes for itself is about an answer: "Start date" starts no training, "Name" is a person's."""
    if not meaning.metadata and not any(one.field == "respondent" for one in meaning.candidates):
        return meaning
    return replace(meaning, candidates=tuple(one for one in meaning.candidates if "A" in one.records))


def _of_no_team(headings: Sequence[str], meanings: Mapping[int, Meaning], position: int) -> Meaning:
    meaning, beside = meanings[position], meanings.get(position - 1, Meaning())
    before = {one.field for at, other in meanings.items() if at < position for one in other.candidates}
    if not names_units(headings[position], {one.field for one in beside.candidates}, before):
        return meaning
    return replace(meaning, candidates=tuple(one for one in meaning.candidates if one.field != "team"))


class _Headings:
    """The candidates of all columns, before the record is known."""

    def __init__(self, headings: Sequence[str], meanings: dict[int, Meaning], above: frozenset[str]) -> None:
        self.headings, self.meanings, self.above = headings, meanings, above
        self.has_certification = self._has("certification", "A") or "certification" in above
        self.items = self._items()
        self.plain = {one.criterion for meaning in meanings.values() for one in meaning.candidates if one.criterion}
        self.cross = self._is_cross()
        self.notes = {position: one for position, meaning in meanings.items() if (one := self._note(meaning))}

    def record(self) -> str:
        """The letter of the record, in the order in which the specification asks."""
        criteria = {(one.criterion, one.item) for one in self.notes.values()}
        team = self._has("team", "A") or "team" in self.above
        register = self._count("B", without="A")
        certified = self.has_certification or self.cross
        if len(criteria) >= 2 or (criteria and team and certified):
            if len(criteria) >= register:
                return "A"
        elif self._has("criterion", "A") and self._has("note", "A") and (team or certified or self._names_criteria()):
            return "A"
        kpi, value = self._has("kpi", "C") or "kpi" in self.above, self._has("value", "C")
        is_register = (
            team and self.has_certification and self._count("B") > self._count_named("B", "team", "certification")
        )
        if kpi and value and not (is_register and register > self._count("C", without="B")):
            return "C"
        if kpi and self.times and not is_register:
            return "C"
        if is_register:
            return "B"
        catalogue, roster = self._count("E", without="ABCD"), self._count("D", without="ABCE")
        either = self._count_named("DE", "code", "aliases")
        if self._has("team", "D") and roster + either and not (self._has("certification", "E") and catalogue > roster):
            return "D"
        only_register = self._count("B", without="AE")
        if self.has_certification and only_register >= _ENOUGH_OF_A_REGISTER and not catalogue + either:
            return "B"
        if self._has("certification", "E") and self._count("E") > self._count_named("E", "certification"):
            return "E"
        return self._incomplete(kpi, value, team)

    @cached_property
    def times(self) -> dict[int, str]:
        """Columns of values headed by their periods, or by before and after; none where another column says when."""
        if any(self._has(key, "C") for key in ("value", "period", "date", "phase")):
            return {}
        weeks = counts_weeks(self.headings[at] for at in self.meanings)
        told = {
            at: time_headed(self.headings[at], weeks=weeks)
            for at, meaning in self.meanings.items()
            if not any("C" in one.records for one in meaning.candidates)
        }
        found = {at: time for at, time in told.items() if time}
        found = {
            at: time for at, time in found.items() if not any(holds(time[1], other) for _, other in found.values())
        }
        kinds = {kind for kind, _ in found.values()}
        if len(found) < _ENOUGH_TIMES or len(kinds) > 1 or len({time for _, time in found.values()}) < len(found):
            return {}
        return dict.fromkeys(found, kinds.pop())

    def layout(self, record: str) -> str:
        """How notes stand in a table of responses; '' for the other records."""
        if record != "A":
            return ""
        return "cross" if self.cross else "wide" if self.notes else "long"

    def options(self, record: str, layout: str) -> dict[int, list[Candidate]]:
        """What each column may bring in this record."""
        options: dict[int, list[Candidate]] = {}
        for position, meaning in self.meanings.items():
            if record == "A" and position in self.notes:
                options[position] = [self.notes[position]]
                continue
            allowed = [one for one in meaning.candidates if record in one.records and not one.criterion]
            if layout in {"wide", "cross"}:
                allowed = [one for one in allowed if one.field not in {"criterion", "note"}]
            if allowed:
                options[position] = allowed
        return options

    def _incomplete(self, kpi: bool, value: bool, team: bool) -> str:
        """A record that lacks a required column is named all the same, so that the column can be asked for."""
        when = any(self._has(key, "C") for key in ("period", "phase", "date"))
        measured = self._count_named("C", "unit", "kpi_kind", "target", "unit_value", "phase", "period", "date")
        if (kpi and measured >= 2) or (value and when and team):
            return "C"
        if (team or self.has_certification) and self._count("B", without="ACDE") >= _ENOUGH_OF_A_REGISTER:
            return "B"
        return ""

    def _has(self, key: str, record: str) -> bool:
        return self._count_named(record, key) > 0

    def _count_named(self, records: str, *keys: str) -> int:
        return sum(
            any(
                one.field in keys and not one.criterion and set(records) & set(one.records)
                for one in meaning.candidates
            )
            for meaning in self.meanings.values()
        )

    def _count(self, record: str, without: str = "") -> int:
        return sum(
            any(record in one.records for one in meaning.candidates)
            and not any(set(without) & set(one.records) for one in (*meaning.candidates, *meaning.crossed))
            for meaning in self.meanings.values()
        )

    def _names_criteria(self) -> bool:
        return any(
            any(one.field == "criterion" for one in meaning.candidates)
            and fold(self.headings[position]) not in _WEAK_CRITERION
            for position, meaning in self.meanings.items()
        )

    def _items(self) -> dict[str, set[str]]:
        """What stands beside each criterion in the headings that say two things."""
        items: dict[str, set[str]] = defaultdict(set)
        for meaning in self.meanings.values():
            if meaning.crossed:
                items[meaning.crossed[0].criterion].add(fold(meaning.crossed[0].item))
        return items

    def _is_cross(self) -> bool:
        """Whether `criterion - something` names certifications, rather than decorating the criterion."""
        named = [meaning.crossed[0] for meaning in self.meanings.values() if meaning.crossed]
        criteria: dict[str, set[str]] = defaultdict(set)
        for one in named:
            criteria[fold(one.item)].add(one.criterion)
        if self.has_certification:
            return False  # what stands beside the criteria is something else: two raters, two years
        if any(len(of_one) > 1 for of_one in self.items.values()):
            return True
        if not named or all(one.named.startswith("parenthesis") for one in named):
            return False
        coded = all(any(letter.isdigit() for letter in item) for item in criteria)
        if all(one.named == "bracket_before" for one in named):
            return coded
        return coded or len(criteria) == 1 or all(len(of_one) > 1 for of_one in criteria.values())

    def _note(self, meaning: Meaning) -> Candidate | None:
        """The criterion that a column rates; None where it rates none, or where it cannot be told whose note it is."""
        plain = next((one for one in meaning.candidates if one.criterion), None)
        if plain is not None or not meaning.crossed:
            return plain
        crossed = meaning.crossed[0]
        if self.cross:
            return crossed
        beside_another = crossed.criterion in self.plain or len(self.items[crossed.criterion]) > 1
        if crossed.named in {"bracket", "divided"} or beside_another:
            return None
        return Candidate("note", crossed.criterion, "", "question", crossed.records, crossed.rank)


def _short_names(headings: Sequence[str], meanings: dict[int, Meaning], recogniser: Recogniser) -> dict[int, Meaning]:
    """One-word headings that name a criterion, where no second column claims it and two others are named in full, or
    all criteria stand beside each other."""
    full = {one.criterion for meaning in meanings.values() for one in (*meaning.candidates, *meaning.crossed)} - {""}
    claims: dict[str, list[int]] = defaultdict(list)
    for position, meaning in meanings.items():
        if not any("A" in one.records for one in meaning.candidates) and (key := recogniser.short(headings[position])):
            claims[key].append(position)
    if len(full) < _ENOUGH_CRITERIA and not full | claims.keys() >= recogniser.criteria:
        return {}
    return {
        positions[0]: Meaning((Candidate("note", key, "", "synonym", FIELD["note"].records, 1),))
        for key, positions in claims.items()
        if len(positions) == 1 and key not in full
    }


def _points(headings: Sequence[str], meanings: Mapping[int, Meaning]) -> dict[int, Meaning]:
    """`Points` beside weights, without any meaning: they describe the grid, or say what a note comes to."""
    if not any(map(weighs_criteria, headings)):
        return {}
    return {position: Meaning() for position in meanings if fold(headings[position]) in _POINTS}


def _without_rivals(meanings: dict[int, Meaning]) -> dict[int, Meaning]:
    """Guesses count only where no other column makes the same guess nearly as well."""
    guesses: dict[tuple[str, str], list[tuple[float, int]]] = defaultdict(list)
    for position, meaning in meanings.items():
        for one in meaning.candidates:
            if one.how == "fuzzy":
                guesses[one.field, one.criterion].append((meaning.score, position))
    dropped: set[int] = set()
    for close in guesses.values():
        best = max(score for score, _ in close)
        near = [position for score, position in close if score >= best - RIVAL]
        dropped.update(position for _, position in close if len(near) > 1 or position not in near)
    return {position: Meaning() if position in dropped else meaning for position, meaning in meanings.items()}


def _of_two_times(headings: Sequence[str], options: dict[int, list[Candidate]]) -> dict[int, int]:
    """Columns of notes that answer one question for two periods, twice over, or of several things; each with another
    such column."""
    asked: dict[tuple[str, str], list[int]] = defaultdict(list)
    for position, candidates in options.items():
        if candidates[0].field == "note":
            asked[candidates[0].criterion, fold(candidates[0].item)].append(position)
    found: dict[int, int] = {}
    for positions in asked.values():
        times = {position: time_told(headings[position]) for position in positions}
        if len(set(times.values())) > 1 or (len(positions) > 1 and ask_of_several(headings[at] for at in positions)):
            first, second = positions[:2]
            found |= {position: second if position == first else first for position in positions}
    return found


def _assign(options: dict[int, list[Candidate]], record: str) -> tuple[dict[int, Column], dict[int, int]]:
    """Each field to the column that claims it most surely, what the record requires first."""
    claims = sorted(
        (one.how == "fuzzy", one.field not in REQUIRED[record], one.rank, position, number)
        for position, candidates in options.items()
        for number, one in enumerate(candidates)
    )
    columns: dict[int, Column] = {}
    taken: dict[tuple[str, str, str], int] = {}
    for _, _, _, position, number in claims:
        one = options[position][number]
        target = (one.field, one.criterion, fold(one.item))
        if position in columns or (target in taken and FIELD[one.field].reading != "identity"):
            continue
        columns[position] = Column(one.field, one.criterion, one.item, one.how)
        taken.setdefault(target, position)
    doubled = {}
    for position, candidates in options.items():
        rivals = [taken[one.field, one.criterion, fold(one.item)] for one in candidates if position not in columns]
        if rivals and rivals[0] < position and all(one.how != "fuzzy" for one in candidates):
            doubled[position] = rivals[0]
    return columns, doubled
