"""What may be funded together: candidates with a value and a cost, the limits on them, and what a choice breaks.

Every number is whole (money in cents, hours in hundredths, values in any unit), so that each check here is exact.
"""

from __future__ import annotations

from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

Pair = tuple[str, str]
Kind = Literal[
    "mandatory", "excluded", "requires", "not_both", "team", "cap", "floor", "hours", "units", "budget"
]  # fmt: skip


@dataclass(frozen=True)
class Item:
    """A candidate that can be funded; `unit` is empty where no business unit is known."""

    id: str
    team: str
    unit: str
    value: int
    cost: int
    hours: int = 0


@dataclass(frozen=True)
class Problem:
    """Candidates, limits. `requires` holds pairs (a, b), a only together with b; `not_both` pairs exclude each other.

    `overrun_count` of the chosen may cost `overrun_percent` more, whichever they are, and the budget still holds
    (Bertsimas and Sim, 2004).
    """

    items: tuple[Item, ...]
    budget: int
    hours: int | None = None
    per_team: int = 1
    caps: Mapping[str, int] = field(default_factory=dict)
    floors: Mapping[str, int] = field(default_factory=dict)
    units_at_least: int = 0
    mandatory: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()
    requires: tuple[Pair, ...] = ()
    not_both: tuple[Pair, ...] = ()
    overrun_percent: int = 0
    overrun_count: int = 0

    def __post_init__(self) -> None:
        if len(self.by_id) < len(self.items):
            raise ValueError("two candidates have the same id")
        if any(item.cost < 0 or item.value < 0 or item.hours < 0 for item in self.items):
            raise ValueError("a cost, a value or a duration is below zero")
        named = {*self.mandatory, *self.excluded, *(one for pair in (*self.requires, *self.not_both) for one in pair)}
        if unknown := sorted(named - self.by_id.keys()):
            raise ValueError(f"{unknown[0]!r} is no candidate")

    @cached_property
    def by_id(self) -> dict[str, Item]:
        """The candidates by id."""
        return {item.id: item for item in self.items}

    def value(self, chosen: Iterable[str]) -> int:
        """What a choice is worth."""
        return sum(self.by_id[one].value for one in chosen)

    def cost(self, chosen: Iterable[str]) -> int:
        """What a choice costs."""
        return sum(self.by_id[one].cost for one in chosen)


@dataclass(frozen=True)
class Broken:
    """A limit that a choice breaks: about which candidate, team or unit, and by how much."""

    kind: Kind
    about: str = ""
    by: int = 1
    other: str = ""


def worst_cost(problem: Problem, chosen: Iterable[str]) -> int:
    """What a choice costs where the allowed number of overruns falls on the dearest; cents, rounded up."""
    costs = sorted((problem.by_id[one].cost for one in chosen), reverse=True)
    return sum(costs) + -(-problem.overrun_percent * sum(costs[: problem.overrun_count]) // 100)


def broken(problem: Problem, chosen: Iterable[str]) -> list[Broken]:
    """Every limit that a choice breaks, in whole numbers; none where it may be funded."""
    taken = set(chosen)
    items = [problem.by_id[one] for one in sorted(taken)]
    teams = Counter(item.team for item in items)
    spent: Counter[str] = Counter()
    for item in items:
        spent[item.unit] += item.cost
    found = [Broken("mandatory", one) for one in sorted(problem.mandatory - taken)]
    found += [Broken("excluded", one) for one in sorted(problem.excluded & taken)]
    found += [Broken("requires", a, other=b) for a, b in problem.requires if a in taken and b not in taken]
    found += [Broken("not_both", a, other=b) for a, b in problem.not_both if a != b and {a, b} <= taken]
    found += [Broken("team", team, count - problem.per_team) for team, count in teams.items()
              if count > problem.per_team]  # fmt: skip
    found += [Broken("cap", unit, spent[unit] - cap) for unit, cap in problem.caps.items() if spent[unit] > cap]
    found += [Broken("floor", unit, low - spent[unit]) for unit, low in problem.floors.items() if spent[unit] < low]
    hours = sum(item.hours for item in items)
    if problem.hours is not None and hours > problem.hours:
        found.append(Broken("hours", by=hours - problem.hours))
    units = len({item.unit for item in items if item.unit})
    if units < problem.units_at_least:
        found.append(Broken("units", by=problem.units_at_least - units))
    over = worst_cost(problem, taken) - problem.budget
    if over > 0:
        found.append(Broken("budget", by=over))
    return found


class Taken:
    """A choice that grows, and what adding one more candidate would break, told without looking at all of it again."""

    def __init__(self, problem: Problem, chosen: Iterable[str]) -> None:
        self.problem = problem
        self.chosen: set[str] = set()
        self._teams: Counter[str] = Counter()
        self._spent: Counter[str] = Counter()
        self._hours = 0
        self._costs: list[int] = []  # descending, for the dearest that may overrun
        self._total = 0
        self._needs: dict[str, list[str]] = defaultdict(list)
        self._rivals: dict[str, list[str]] = defaultdict(list)
        for a, b in problem.requires:
            self._needs[a].append(b)
        for a, b in problem.not_both:
            if a != b:
                self._rivals[a].append(b)
                self._rivals[b].append(a)
        for one in chosen:
            self.add(one)

    def add(self, one: str) -> None:
        """Take one more."""
        item = self.problem.by_id[one]
        self.chosen.add(one)
        self._teams[item.team] += 1
        self._spent[item.unit] += item.cost
        self._hours += item.hours
        self._total += item.cost
        insort(self._costs, item.cost, key=lambda cost: -cost)

    def adding(self, one: str) -> list[Broken]:
        """What taking one more would break, of what adding can break and that concerns the added one."""
        problem, item = self.problem, self.problem.by_id[one]
        found = [Broken("excluded", one)] if one in problem.excluded else []
        found += [Broken("requires", one, other=b) for b in self._needs[one] if b != one and b not in self.chosen]
        found += [Broken("not_both", one, other=b) for b in self._rivals[one] if b in self.chosen]
        if (count := self._teams[item.team] + 1) > problem.per_team:
            found.append(Broken("team", item.team, count - problem.per_team))
        if item.unit in problem.caps and (over := self._spent[item.unit] + item.cost - problem.caps[item.unit]) > 0:
            found.append(Broken("cap", item.unit, over))
        if problem.hours is not None and (over := self._hours + item.hours - problem.hours) > 0:
            found.append(Broken("hours", by=over))
        dearest = sorted([*self._costs[: problem.overrun_count], item.cost], reverse=True)[: problem.overrun_count]
        worst = self._total + item.cost + -(-problem.overrun_percent * sum(dearest) // 100)
        if worst > problem.budget:
            found.append(Broken("budget", by=worst - problem.budget))
        return found


def simple_rule(problem: Problem) -> tuple[str, ...]:
    """What people do by hand: first what is mandatory, then by value for money, each that still fits.

    It looks back at nothing, so that it may miss a minimum, and may be worth less than the optimum.
    """
    taken = Taken(problem, sorted(problem.mandatory - problem.excluded))
    worth = [item for item in problem.items if item.value > 0 and item.id not in taken.chosen]
    worth.sort(key=lambda item: (-item.value / item.cost if item.cost else float("-inf"), item.id))
    for _ in range(1 + bool(problem.requires)):  # what waits for another candidate gets a second look
        for item in worth:
            if item.id not in taken.chosen and not taken.adding(item.id):
                taken.add(item.id)
    return tuple(sorted(taken.chosen))
