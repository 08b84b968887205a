"""How long the best portfolio takes: candidates of twelve business units, at most one a team, caps, mandatory ones."""

from __future__ import annotations

import time
from itertools import product
from random import Random

from pipeline.methods.frontier import chosen_shares, frontier
from pipeline.methods.optimum import optimum
from pipeline.methods.portfolio import Item, Problem

SIZES = (100, 1_000, 10_000)
SHARE_OF_ALL = 0.1  # of what everything together would cost
SHARE_OF_HOURS = 0.07


def problem(count: int, *, hard: bool = False, hours: bool = False) -> Problem:
    """A portfolio of so many candidates, about three a team; `hard`: what costs more is worth more, cent for cent.

    With `hours`, training hours are limited as well.
    """
    luck = Random(count)
    items = []
    for number in range(count):
        people, cost = luck.randint(3, 30), luck.randint(2_000_00, 40_000_00)
        value = cost + 100_00 if hard else round(luck.uniform(20, 60) * 1e6) * people
        team = luck.randrange(max(1, count // 3))
        items.append(Item(f"c{number:05d}", f"t{team:05d}", f"u{team % 12:02d}", value, cost, people * 14_00))
    budget = int(SHARE_OF_ALL * sum(item.cost for item in items))
    first_of_team = {item.team: item.id for item in reversed(items)}
    mandatory = frozenset(list(first_of_team.values())[: count // 100])
    return Problem(
        tuple(items),
        budget,
        hours=int(SHARE_OF_HOURS * sum(item.hours for item in items)) if hours else None,
        mandatory=mandatory,
        caps={f"u{number:02d}": budget // 6 for number in range(12)},
    )


def main() -> None:
    """Print what each size takes."""
    optimum(problem(10))  # imports and first calls
    for count in SIZES:
        for hard, hours in product((False, True), repeat=2):
            given = problem(count, hard=hard, hours=hours)
            started = time.perf_counter()
            found = optimum(given)
            took = time.perf_counter() - started
            gap = "none" if found.gap is None else f"{found.gap:.1e}"
            kind = f"{' (hard)' if hard else '':7}{' and hours' if hours else '':10}"
            print(f"{count:6d} candidates{kind}  {took:6.2f} s  {found.status}, gap {gap}")
        if count <= 1_000:
            given = problem(count)
            started = time.perf_counter()
            points = frontier(given)
            print(f"{count:6d} frontier of {len(points)} budgets  {time.perf_counter() - started:6.2f} s")
            started = time.perf_counter()
            values = [[round(one.value * share) for one in given.items] for share in (0.8, 0.9, 1.0, 1.1, 1.2)]
            chosen_shares(given, values)
            print(f"{count:6d} five draws of the scores  {time.perf_counter() - started:6.2f} s")


if __name__ == "__main__":
    main()
