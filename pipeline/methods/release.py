"""Whether answers may be released together, so that no difference between releases speaks of fewer people than a floor.

Each release beyond the first must bring at least `floor` people who were in none before, net of those who left. In any
weighted sum of releases the people that the last of them brought all stay, with one weight: whatever is subtracted from
whatever, at least `floor` people are left in the difference.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

Known = Mapping[str, "Answer"]
"""Answers by a key that changes with the person, the ratings or the comment."""


@dataclass(frozen=True)
class Answer:
    """Whose it is, and which criteria it rates."""

    person: str
    criteria: frozenset[str]


def person_of(key: str) -> str:
    """The person of an answer's key, `person:content`."""
    return key.partition(":")[0]


def may_release(now: Set[str], last: Set[str], ever: Set[str], known: Known, floor: int) -> bool:
    """Whether the answers `now` may follow the release `last`; `ever` are those of all releases so far.

    Holds for each criterion: enough new people rated it, or nobody's rating of it came, went or changed. An answer of
    `last` that is not `known` any more might have rated any.
    """
    people = {known[key].person for key in now}
    before = {person_of(key) for key in ever}
    left = len({person_of(key) for key in last} - people)
    if len(people - before) - left < floor:
        return False
    moved = [known.get(key) for key in now ^ last]
    touched: set[str] = {criterion for key in now for criterion in known[key].criteria} if None in moved else set()
    touched |= {criterion for answer in moved if answer for criterion in answer.criteria}
    for criterion in touched:
        new = {known[key].person for key in now if criterion in known[key].criteria} - before
        if len(new) - left < floor:
            return False
    return True
