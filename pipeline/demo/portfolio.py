"""From the story to a portfolio: which teams there are, and what everyone answered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from pipeline.demo import story
from pipeline.grid import Criterion, Grid

SEED = 20260901
PEOPLE = 8  # asked in each team
FIRST, THIRD = "2026-Q1", "2026-Q3"
_OPENED = {FIRST: (dt.date(2026, 1, 19), 40), THIRD: (dt.date(2026, 8, 31), 15)}  # first day, working days

Note = int | float | str | None
Candidate = tuple[str, str]  # team, certification


@dataclass(frozen=True)
class Answer:
    """One person's answer for one candidate; notes as sent, in the order of the grid."""

    campaign: str
    team: str
    certification: str
    respondent: str
    submitted: dt.datetime
    notes: tuple[Note, ...]
    comment: str
    evaluator: str


@dataclass(frozen=True)
class Portfolio:
    """Everything that the files of the demonstration are written from."""

    grid: Grid
    teams: tuple[story.Team, ...]
    candidates: tuple[Candidate, ...]
    answers: tuple[Answer, ...]


def draw(count: int, grid: Grid) -> Portfolio:
    """The same portfolio each time for the same number of teams and the same grid."""
    luck = Luck()
    teams = _teams(count)
    candidates: list[Candidate] = []
    answers: list[Answer] = []
    for place, team in enumerate(teams):
        leanings = _leanings(team.name, luck)
        candidates += [(team.name, certification) for certification in leanings]
        people = [f"R{place * PEOPLE + number:03d}" for number in range(1, min(PEOPLE, team.headcount) + 1)]
        if place % 3 != 2 or any(trained == team.name for trained, _ in story.TRAININGS):
            earlier = {one: leaning - luck.between(-2, 5) for one, leaning in list(leanings.items())[:2]}
            answers += _asked(FIRST, team.name, earlier, people, grid, luck)
        answers += _asked(THIRD, team.name, leanings, people, grid, luck)
    candidates += [one for one in story.REGISTERED_ONLY if one[0] in {team.name for team in teams}]
    return Portfolio(grid, teams, tuple(candidates), tuple(answers))


class Luck:
    """Seeded draws that use whole numbers only, so that every machine and version draws the same."""

    def __init__(self) -> None:
        self._random = Random(SEED)

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self._random.random() * (high - low + 1))

    def once_in(self, times: int) -> bool:
        """True once in so many times."""
        return self.between(1, times) == 1


def _teams(count: int) -> tuple[story.Team, ...]:
    known = len(story.TEAMS)
    teams = list(story.TEAMS[:count])
    for place in range(known, count):
        base, site = story.TEAMS[place % known], story.SITES[place // known - 1]
        teams.append(replace(base, name=f"{base.name} {site}", code=f"{base.code}-{site[:3].upper()}"))
    return tuple(teams)


def namesake(team: str) -> str:
    """The story's team that a team is, or that it is another site of."""
    return max((name for name in story.LEANINGS if f"{team} ".startswith(f"{name} ")), key=len)


def _leanings(team: str, luck: Luck) -> dict[str, int]:
    """What people lean to for each of the team's candidates; a team of another site resembles the one of its name."""
    base = namesake(team)
    known = story.LEANINGS[base]
    return known if base == team else {one: leaning + luck.between(-6, 6) for one, leaning in known.items()}


def _asked(
    campaign: str, team: str, leanings: dict[str, int], people: Sequence[str], grid: Grid, luck: Luck
) -> list[Answer]:
    answers = []
    for certification, leaning in leanings.items():
        known = next(one for one in story.CERTIFICATIONS if one.name == certification)
        how_many = story.HOW_MANY.get((team, certification)) or luck.between(3, 7)
        for place, person in enumerate(people[:how_many]):
            opinion = leaning + luck.between(-3, 3)
            favourable = [
                _opinion(opinion + (known.leaning[j] if j < len(known.leaning) else 0), luck)
                for j in range(len(grid.criterion))
            ]
            skipped = luck.between(0, 30) if how_many > 2 else -1
            if campaign == THIRD and (team, certification) in story.EXACT_TIES:
                tie = story.EXACT_TIES[team, certification]
                favourable, skipped = [*tie, *[3] * len(grid.criterion)][: len(grid.criterion)], -1
            notes = [as_sent(grid, criterion, note) for criterion, note in zip(grid.criterion, favourable, strict=True)]
            silent = {skipped, story.UNANSWERED.get((team, certification), -1)}
            answers.append(
                Answer(
                    campaign, team, certification, person, _moment(campaign, place, luck),
                    tuple(None if j in silent else note for j, note in enumerate(notes)),
                    story.COMMENTS[luck.between(0, len(story.COMMENTS) - 1)] if luck.once_in(4) else "",
                    ("sponsor", "équipe", "finance", "équipe", "expert")[place % 5],
                )
            )  # fmt: skip
    return answers


def _opinion(tenths: int, luck: Luck) -> int:
    """A favourable note from 1 to 5 whose mean over many people is `tenths` / 10."""
    note = tenths // 10 + (luck.between(0, 9) < tenths % 10)
    if luck.once_in(8):
        note += 1 if luck.once_in(2) else -1
    return min(5, max(1, note))


def as_sent(grid: Grid, criterion: Criterion, favourable: int) -> int | float:
    """A favourable note from 1 to 5 as a person writes it: on the criterion's scale, turned where it is reversed."""
    low, high = grid.scale_of(criterion)
    steps = int((high - low) / grid.step)
    note = low + grid.step * int(Decimal((favourable - 1) * steps) / 4 + Decimal("0.5"))
    sent = low + high - note if criterion.polarity == "reversed" else note
    return int(sent) if sent == int(sent) else float(sent)


def _moment(campaign: str, place: int, luck: Luck) -> dt.datetime:
    first, days = _OPENED[campaign]
    weeks, weekday = divmod(luck.between(0, days - 1), 5)
    day = first + dt.timedelta(days=7 * weeks + weekday)
    return dt.datetime(day.year, day.month, day.day, 9 + place, luck.between(0, 59), luck.between(0, 59))
