"""From a form that asks the same questions of several certifications, one after the other, to an answer for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from pipeline.ingest.cells import is_blank
from pipeline.ingest.headings import Recogniser
from pipeline.ingest.records import Recognised
from pipeline.ingest.table import Table

_SEVERAL = 2


def without_counters(headings: Sequence[str], recogniser: Recogniser) -> list[str]:
    """The headings as they were asked: Microsoft Forms makes `Coût total2` of the title that stands there again."""
    told: dict[str, int] = {}
    plain = []
    for heading in headings:
        asked = next(
            (
                heading[:-digits]
                for digits in (1, 2)
                if heading[-digits:].isdigit() and told.get(heading[:-digits]) == int(heading[-digits:]) - 1
            ),
            heading,
        )
        if asked != heading and not _is_asked_of_one(asked, recogniser):
            asked = heading
        told[asked] = told.get(asked, 0) + 1
        plain.append(asked)
    return plain


def by_certification(table: Table) -> list[Table]:
    """The table, or one for each time that it asks for a certification and, before the next one, all its questions.

    A row that leaves a further certification and its ratings empty is blank there.
    """
    blocks = _blocks(table.recognised)
    if not blocks:
        return [table]
    of_blocks = {at for block in blocks for at in block}
    found = []
    for number, block in enumerate(blocks):
        own = {at: table.recognised.columns[first] for at, first in block.items()}
        shared = {at: column for at, column in table.recognised.columns.items() if at not in of_blocks}
        recognised = replace(
            table.recognised,
            columns={**shared, **own},
            said_again={at: one for at, one in table.recognised.said_again.items() if at not in of_blocks},
            metadata=table.recognised.metadata | (of_blocks - block.keys()),
        )
        empty = {index for index in table.data if number and _is_empty(table, index, list(block))}
        found.append(
            replace(
                table,
                recognised=recognised,
                data=[index for index in table.data if index not in empty],
                blank=sorted({*table.blank, *empty}),
                goes_on=bool(number),
            )
        )
    return found


def _blocks(recognised: Recognised) -> list[dict[int, int]]:
    """For each certification asked for: its column and those of its ratings, each with the first that asks the same."""
    places: dict[int, list[int]] = defaultdict(list)
    for at in sorted([*recognised.columns, *recognised.said_again]):
        first = recognised.said_again.get(at, at)
        if recognised.columns[first].field in {"certification", "note"}:
            places[first].append(at)
    starts = next((ats for first, ats in places.items() if recognised.columns[first].field == "certification"), [])
    if len(starts) < _SEVERAL or recognised.layout != "wide" or recognised.ticked:
        return []
    ends = [*starts[1:], max(at for ats in places.values() for at in ats) + 1]
    blocks = [
        {at: first for first, ats in places.items() for at in ats if start <= at < end}
        for start, end in zip(starts, ends, strict=True)
    ]
    whole = all(len(block) == len(places) == len({*block.values()}) for block in blocks)
    return blocks if whole and sum(map(len, places.values())) == len(blocks) * len(places) else []


def _is_asked_of_one(heading: str, recogniser: Recogniser) -> bool:
    known = recogniser.certain(heading).candidates
    return recogniser.names_criterion(heading) or any(one.field == "certification" for one in known)


def _is_empty(table: Table, index: int, positions: Sequence[int]) -> bool:
    row = table.sheet.rows[index]
    return all(table.first + at >= len(row) or is_blank(row[table.first + at]) for at in positions)
