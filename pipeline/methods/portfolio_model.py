"""From a portfolio problem to the matrix that the mixed-integer solver (HiGHS, through scipy) works on."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.methods.portfolio import Problem, broken

Real = NDArray[np.float64]

MOST_REPAIRS = 60
_INFEASIBLE = 2  # scipy's name for it
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True)
class Found:
    """The best choice (None: the time ran out before the first one), and the bound that no choice goes below."""

    chosen: tuple[str, ...] | None
    bound: float
    proven: bool


class Model:
    """One variable a candidate, in the order of their ids, and a row a limit."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.ids = sorted(item.id for item in problem.items)
        self._items = [problem.by_id[one] for one in self.ids]
        self._place = {one: place for place, one in enumerate(self.ids)}
        self._rows: list[tuple[Sequence[int], Sequence[float], float, float]] = []
        self._columns = len(self.ids)
        self.worst_costs: Real = np.array([float(item.cost) for item in self._items])
        """What a choice costs with its overruns, as an objective."""
        self._impossible = bool(problem.mandatory & problem.excluded)
        self._add_rules()
        self._add_amounts()
        self._add_units()

    def least(self, objective: Real, *, gap: float, seconds: float, nodes: int | None = None) -> Found | None:
        """The choice for which an objective (a number a candidate, or `worst_costs`) is least; None where none exists.

        What the solver calls a choice may break a limit by its rounding: such a choice is checked in whole numbers,
        ruled out, and the search goes on.
        """
        if self._impossible:
            return None
        if not self.ids:
            return None if broken(self.problem, ()) else Found((), 0.0, True)
        kept = len(self._rows)
        try:
            for _ in range(MOST_REPAIRS):
                solved = self._solve(objective, gap, seconds, nodes)
                if solved.status == _INFEASIBLE:
                    return None
                bound = getattr(solved, "mip_dual_bound", None)
                at_least = float(bound) if bound is not None else float(np.minimum(objective, 0.0).sum())
                if solved.x is None:
                    return Found(None, at_least, False)
                chosen = tuple(one for one, share in zip(self.ids, solved.x, strict=False) if share > 0.5)
                if not broken(self.problem, chosen):
                    return Found(chosen, at_least, solved.status == 0)
                self._rule_out(chosen)
            return Found(None, at_least, False)
        finally:
            del self._rows[kept:]

    def keep_at_least(self, weights: Real, amount: float) -> None:
        """From now on only choices whose weights sum to so much."""
        self._rows.append((range(len(self.ids)), weights.tolist(), amount, np.inf))

    def _add_rules(self) -> None:
        problem, place = self.problem, self._place
        members: dict[str, list[int]] = defaultdict(list)
        for number, item in enumerate(self._items):
            members[item.team].append(number)
        for team in members.values():
            if len(team) > problem.per_team:
                self._rows.append((team, [1.0] * len(team), -np.inf, problem.per_team))
        for a, b in problem.requires:
            if a != b:
                self._rows.append(([place[a], place[b]], [1.0, -1.0], -np.inf, 0.0))
        for a, b in problem.not_both:
            if a != b:
                self._rows.append(([place[a], place[b]], [1.0, 1.0], -np.inf, 1.0))

    def _add_amounts(self) -> None:
        problem, everyone = self.problem, range(len(self.ids))
        costs = [float(item.cost) for item in self._items]
        for unit in sorted({*problem.caps, *problem.floors}):
            own = [number for number, item in enumerate(self._items) if item.unit == unit]
            low, high = problem.floors.get(unit, -np.inf), problem.caps.get(unit, np.inf)
            self._impossible |= not own and low > 0
            self._rows.append((own, [costs[number] for number in own], low, high))
        if problem.hours is not None:
            self._rows.append((everyone, [float(item.hours) for item in self._items], -np.inf, problem.hours))
        if not problem.overrun_percent or not problem.overrun_count:
            self._rows.append((everyone, costs, -np.inf, problem.budget))
            return
        # The dearest overruns, as the dual of choosing them: sum(c y) + count z + sum(p) <= budget, z + p >= e c y.
        z, first = self._columns, self._columns + 1
        self._columns += 1 + len(costs)
        self.worst_costs = np.array([*costs, float(problem.overrun_count), *[1.0] * len(costs)])
        extra = [problem.overrun_percent / 100 * cost for cost in costs]
        slacks = range(first, first + len(costs))
        self._rows.append(
            ([*everyone, z, *slacks], [*costs, problem.overrun_count, *[1.0] * len(costs)], -np.inf, problem.budget)
        )
        for number, slack in zip(everyone, slacks, strict=True):
            self._rows.append(([z, slack, number], [1.0, 1.0, -extra[number]], 0.0, np.inf))

    def _add_units(self) -> None:
        if self.problem.units_at_least <= 0:
            return
        own: dict[str, list[int]] = defaultdict(list)
        for number, item in enumerate(self._items):
            if item.unit:
                own[item.unit].append(number)
        reached = range(self._columns, self._columns + len(own))
        self._columns += len(own)
        self._impossible |= len(own) < self.problem.units_at_least
        for column, members in zip(reached, own.values(), strict=True):
            self._rows.append(([column, *members], [1.0, *[-1.0] * len(members)], -np.inf, 0.0))
        self._rows.append((reached, [1.0] * len(reached), self.problem.units_at_least, np.inf))

    def _rule_out(self, chosen: Sequence[str]) -> None:
        taken = {self._place[one] for one in chosen}
        signs = [-1.0 if number in taken else 1.0 for number in range(len(self.ids))]
        self._rows.append((range(len(self.ids)), signs, 1.0 - len(taken), np.inf))

    def _solve(self, objective: Real, gap: float, seconds: float, nodes: int | None) -> Any:
        from scipy.optimize import Bounds, LinearConstraint, milp  # a second of imports: only who plans pays it
        from scipy.sparse import csr_matrix

        count = len(self.ids)
        whole = np.zeros(self._columns)
        whole[:count] = 1
        low, high = np.zeros(self._columns), np.full(self._columns, np.inf)
        high[:count] = [0.0 if one in self.problem.excluded else 1.0 for one in self.ids]
        low[:count] = [1.0 if one in self.problem.mandatory else 0.0 for one in self.ids]
        if self.problem.units_at_least > 0:
            high[-len({item.unit for item in self._items if item.unit}) :] = 1.0
        lengths = [len(row[0]) for row in self._rows]
        matrix = csr_matrix(
            (
                np.concatenate([np.asarray(row[1], dtype=np.float64) for row in self._rows]),
                np.concatenate([np.asarray(row[0], dtype=np.int64) for row in self._rows]),
                np.concatenate([[0], np.cumsum(lengths)]),
            ),
            shape=(len(self._rows), self._columns),
        )
        limits = LinearConstraint(
            matrix, np.array([row[2] for row in self._rows]), np.array([row[3] for row in self._rows])
        )
        padded = np.zeros(self._columns)
        padded[: len(objective)] = objective
        options: dict[str, Any] = {"mip_rel_gap": gap, "time_limit": seconds}
        if nodes is not None:
            options["node_limit"] = nodes
        with _silent():
            return milp(padded, integrality=whole, bounds=Bounds(low, high), constraints=limits, options=options)


@contextlib.contextmanager
def _silent() -> Iterator[None]:
    """The solver writes to the process's standard output whatever it is told.

    The stream belongs to all threads, so one solution at a time turns it away and back.
    """
    with _ONE_AT_A_TIME:
        with contextlib.suppress(OSError, ValueError):
            sys.stdout.flush()
        kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        try:
            yield
        finally:
            os.dup2(kept, 1)
            os.close(kept)
            os.close(nowhere)
