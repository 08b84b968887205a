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

from pipeline.methods.portfolio import Problem, broken
from pipeline.methods.relaxed import Real, Relaxed

MOST_REPAIRS = 60
_INFEASIBLE = 2  # scipy's name for it
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True)
class Found:
    """The best choice (None: the time ran out before the first one), and the bound that no choice goes below."""

    chosen: tuple[str, ...] | None
    bound: float
    proven: bool


@dataclass(frozen=True)
class _Solved:
    """What the solver says: its status, a share a column (None: no choice yet), the bound that no choice is below."""

    status: int
    shares: Real | None
    bound: float


class Model:
    """One variable a candidate, in the order of their ids, and a row a limit."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.ids = sorted(item.id for item in problem.items)
        self._items = [problem.by_id[one] for one in self.ids]
        self._place = {one: place for place, one in enumerate(self.ids)}
        self._rows: list[tuple[Sequence[int], Sequence[float], float, float]] = []
        self._columns = len(self.ids)
        self._overruns: list[float] = []  # the most that the columns of overruns can be
        self.worst_costs: Real = np.array([float(item.cost) for item in self._items])
        """What a choice costs with its overruns, as an objective."""
        self._impossible = bool(problem.mandatory & problem.excluded)
        self._add_rules()
        self._add_amounts()
        self._add_units()

    def least(
        self, objective: Real, *, gap: float, seconds: float, nodes: int | None = None, fixed: Real | None = None
    ) -> Found | None:
        """The choice for which an objective (a number a candidate, or `worst_costs`) is least; None where none exists.

        `fixed` holds what is decided already, column by column (NaN: open). What the solver calls a choice may break a
        limit by its rounding: such a choice is checked in whole numbers, ruled out, and the search goes on.
        """
        if self._impossible:
            return None
        if not self.ids:
            return None if broken(self.problem, ()) else Found((), 0.0, True)
        if fixed is not None and not np.isnan(fixed).any():
            chosen = tuple(one for one, share in zip(self.ids, fixed, strict=False) if share > 0.5)
            return None if broken(self.problem, chosen) else Found(chosen, self.amount(objective, chosen), True)
        kept = len(self._rows)
        try:
            for _ in range(MOST_REPAIRS):
                solved = self._solve(objective, gap, seconds, nodes, fixed)
                if solved.status == _INFEASIBLE:
                    return None
                if solved.shares is None:
                    return Found(None, solved.bound, False)
                chosen = tuple(one for one, share in zip(self.ids, solved.shares, strict=False) if share > 0.5)
                if not broken(self.problem, chosen):
                    return Found(chosen, solved.bound, solved.status == 0)
                self._rule_out(chosen)
            return Found(None, solved.bound, False)
        finally:
            del self._rows[kept:]

    def relaxed(self, objective: Real, *, seconds: float) -> Relaxed | None:
        """What shares of candidates would give; None where the solver does not say.

        The bound and the prices hold for any dual values (weak duality), so that they do not hang on the solver's
        rounding.
        """
        from scipy.optimize import linprog
        from scipy.sparse import vstack

        if self._impossible or not self.ids:
            return None
        matrix, least, most = self._limits()
        low, high = self._ends()
        upper, lower = np.isfinite(most), np.isfinite(least)
        rows = vstack([matrix[upper], -matrix[lower]]).tocsr()
        ends = np.concatenate([most[upper], -least[lower]])
        costs = self._padded(objective)
        with _silent():
            solved = linprog(
                costs, rows, ends, bounds=np.column_stack([low, high]), method="highs-ds",
                options={"time_limit": seconds},
            )  # fmt: skip
        if solved.status != 0:
            return None
        duals = np.minimum(solved.ineqlin.marginals, 0.0)
        reduced = costs - rows.T @ duals
        at = np.where(reduced >= 0, low, high)
        bound = float(duals @ ends + reduced @ at)
        return Relaxed(bound, np.asarray(solved.x), at, np.abs(reduced), len(self.ids))

    def amount(self, objective: Real, chosen: Sequence[str]) -> float:
        """What an objective comes to for a choice."""
        return float(sum(objective[self._place[one]] for one in chosen))

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
        self._overruns = [max(extra, default=0.0), *extra]
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

    def _solve(self, objective: Real, gap: float, seconds: float, nodes: int | None, fixed: Real | None) -> _Solved:
        from scipy.optimize import Bounds, LinearConstraint, milp  # a second of imports: only who plans pays it

        whole = np.zeros(self._columns)
        whole[: len(self.ids)] = 1
        low, high = self._ends()
        costs = self._padded(objective)
        matrix, least, most = self._limits()
        kept = np.arange(self._columns)
        if fixed is not None:
            kept = np.flatnonzero(np.isnan(fixed))
            decided = matrix @ np.nan_to_num(fixed)
            matrix, least, most = matrix[:, kept], least - decided, most - decided
        options: dict[str, Any] = {"mip_rel_gap": gap, "time_limit": seconds}
        if nodes is not None:
            options["node_limit"] = nodes
        with _silent():
            solved = milp(
                costs[kept],
                integrality=whole[kept],
                bounds=Bounds(low[kept], high[kept]),
                constraints=LinearConstraint(matrix, least, most),
                options=options,
            )
        before = float(costs @ np.nan_to_num(fixed)) if fixed is not None else 0.0
        bound = getattr(solved, "mip_dual_bound", None)
        shares = None
        if solved.x is not None:
            shares = np.zeros(self._columns) if fixed is None else np.nan_to_num(fixed)
            shares[kept] = solved.x
        least_cost = float(np.minimum(costs[kept], 0.0).sum()) if bound is None else float(bound)
        return _Solved(solved.status, shares, before + least_cost)

    def _limits(self) -> tuple[Any, Real, Real]:
        """The rows as a sparse matrix, and what each must at least and at most amount to."""
        from scipy.sparse import csr_matrix

        lengths = [len(row[0]) for row in self._rows]
        matrix = csr_matrix(
            (
                np.concatenate([np.asarray(row[1], dtype=np.float64) for row in self._rows]),
                np.concatenate([np.asarray(row[0], dtype=np.int64) for row in self._rows]),
                np.concatenate([[0], np.cumsum(lengths)]),
            ),
            shape=(len(self._rows), self._columns),
        )
        return matrix, np.array([row[2] for row in self._rows]), np.array([row[3] for row in self._rows])

    def _ends(self) -> tuple[Real, Real]:
        """The least and the most of each column."""
        count = len(self.ids)
        low, high = np.zeros(self._columns), np.full(self._columns, np.inf)
        high[:count] = [0.0 if one in self.problem.excluded else 1.0 for one in self.ids]
        low[:count] = [1.0 if one in self.problem.mandatory else 0.0 for one in self.ids]
        high[count : count + len(self._overruns)] = self._overruns
        if self.problem.units_at_least > 0:
            high[-len({item.unit for item in self._items if item.unit}) :] = 1.0
        return low, high

    def _padded(self, objective: Real) -> Real:
        padded = np.zeros(self._columns)
        padded[: len(objective)] = objective
        return padded


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
