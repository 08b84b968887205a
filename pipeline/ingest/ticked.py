"""From a column for each option of a rating, `Impact business/1` to `/5`, to the one that is ticked.

Only where nothing is left to guess: nothing but ticks stands there. Anything else may be the ratings of several people.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from pipeline.folding import fold
from pipeline.ingest.cells import is_blank
from pipeline.ingest.distinct import Distinct
from pipeline.ingest.grades import steps_named
from pipeline.ingest.heading_forms import time_told
from pipeline.ingest.sheet import TwoAnswers, Value
from pipeline.ingest.texts import text_of

if TYPE_CHECKING:
    from pipeline.ingest.headings import Recogniser
    from pipeline.ingest.records import Recognised

_ENOUGH_OPTIONS = 4  # two or three numbered columns may as well be people, or rounds
_LONGEST = 300  # characters of a question and its option
_DIVIDERS = re.compile(r"\s*(?:/|\[|\(|\s[-–—:|]\s|:\s|_)\s*")
_NUMBERED = re.compile(r"(\d{1,2})(?:\s*[-–—=.:)]\s*[^\W\d][^\[\]()]*)?")

Ticked = Mapping[int, tuple[int, str]]
"""By position of a column of ticks: the first column of its question, and its option as a rating, `4` or `4/5`."""


def options_of(headings: Sequence[str], recogniser: Recogniser) -> Iterator[tuple[str, dict[int, str], dict[int, str]]]:
    """For each question that names one criterion and the answers to it, a column each: the question, what stands beside
    it in each column, and each option as a rating; no options where they leave a doubt."""
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for position, heading in enumerate(headings):
        for divider in _DIVIDERS.finditer(heading) if len(heading) <= _LONGEST else ():
            question, option = heading[: divider.start()].strip(), heading[divider.end() :].strip(" )]\n")
            if option and recogniser.literal_criterion(question):
                found[question][position] = option
                break
    for question, columns in found.items():
        options = options_headed(columns, recogniser)
        if len(options) < len(columns):
            options = {}
        if options or _are_answers(columns, headings, recogniser):
            yield question, columns, options


def _are_answers(columns: Mapping[int, str], headings: Sequence[str], recogniser: Recogniser) -> bool:
    """Whether these stand for answers all the same: words of a scale, or numbers of no rounds that are told as such."""
    untimed = all(text.isdigit() and not time_told(headings[at]) for at, text in columns.items())
    numbered = untimed and len({*columns.values()}) > 1
    return numbered or any(fold(text) in recogniser.scales for text in columns.values())


def options_headed(heads: Mapping[int, str], recogniser: Recogniser) -> dict[int, str]:
    """The columns of which each is headed by another option of one scale, by its number or its word, and that option as
    a rating; beside them one for no answer. None where it leaves a doubt."""
    unsure = {at: text for at, text in heads.items() if fold(text) in recogniser.no_answer}
    sure = {at: text for at, text in heads.items() if at not in unsure}
    numbers = {at: match[1] for at, text in sure.items() if (match := _NUMBERED.fullmatch(text.strip()))}
    options = numbers if len(numbers) == len(sure) and _follow(numbers) else steps_named(sure, recogniser.scales)
    if len(options) < _ENOUGH_OPTIONS or len(set(options.values())) < len(options):
        return {}
    return options | unsure


def _follow(numbers: Mapping[int, str]) -> bool:
    """Whether these are the numbers of one scale, none left out."""
    counted = sorted(map(int, numbers.values()))
    return bool(counted) and counted == [*range(counted[0], counted[0] + len(counted))]


def surely_ticked(recognised: Recognised, columns: Sequence[Distinct[Value]], recogniser: Recogniser) -> Recognised:
    """What was recognised, but columns with anything else than ticks are no options: which counts, nobody knows."""
    for first in {first for first, _ in recognised.ticked.values()}:
        options = {at: option for at, (one, option) in recognised.ticked.items() if one == first}
        if are_ticks(options, columns, recogniser):
            continue
        others = [*options]
        recognised = replace(
            recognised,
            columns={at: column for at, column in recognised.columns.items() if at != first},
            ticked={at: told for at, told in recognised.ticked.items() if at not in options},
            rivals=recognised.rivals | {at: others[1] if at == first else first for at in others},
            metadata=recognised.metadata - options.keys(),
        )
    return recognised


def are_ticks(options: Mapping[int, str], columns: Sequence[Distinct[Value]], recogniser: Recogniser) -> bool:
    """Whether nothing but ticks, or the option itself, stands in the columns of a question's options."""
    return all(
        is_blank(value) or _is_tick(option, recogniser, value) or _is_no_tick(value, recogniser)
        for at, option in options.items()
        if at < len(columns)
        for value in columns[at].different
    )


def ticked_options(
    ticked: Ticked, columns: Sequence[Distinct[Value]], recogniser: Recogniser
) -> Iterator[tuple[int, Distinct[Value]]]:
    """For each column of ticks the option in the rows that tick it.

    A row that ticks two options of one question gives neither.
    """
    chosen: dict[int, dict[int, list[tuple[int, str]]]] = defaultdict(dict)  # by question and row: columns and options
    for at, (first, option) in ticked.items():
        if at < len(columns):
            ticks = columns[at].where(partial(_is_tick, option, recogniser))
            for row in np.flatnonzero(ticks).tolist():
                chosen[first].setdefault(row, []).append((at, option))
    values: dict[int, list[Value]] = {at: [None] * len(columns[at]) for at in ticked if at < len(columns)}
    for rows in chosen.values():
        for row, ((at, option), *others) in rows.items():
            said = " ≠ ".join([option, *(other for _, other in others[:_ENOUGH_OPTIONS])])
            values[at][row] = TwoAnswers(said) if others else option
    for at, of_column in values.items():
        yield at, Distinct.of(of_column)


def _is_tick(option: str, recogniser: Recogniser, value: Value) -> bool:
    told = _told(value)
    return told in recogniser.ticks or (told == option and told not in recogniser.no_ticks)


def _is_no_tick(value: Value, recogniser: Recogniser) -> bool:
    return _told(value) in recogniser.no_ticks


def _told(value: Value) -> str:
    text = text_of(value)
    return fold(text) or text.strip()
