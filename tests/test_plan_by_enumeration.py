"""What to fund, from published tables: against every subset of candidates, by the rules as they are stated."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from random import Random
from typing import Any

import pytest
from test_plan import tables

from pipeline import plan as planning
from pipeline.config import Plan
from pipeline.plan import told

PAIRS = [(team, training) for team in ("Contenu", "Support", "Logistique") for training in ("Prompt", "Data", "MLOps")]
UNITS = {"Contenu": "Ventes", "Support": "Ventes", "Logistique": "Flux"}
Row = dict[str, Any]


def drawn(luck: Random) -> tuple[dict[str, Row], Decimal, dict[str, Any]]:
    """A few candidates by id, a budget, and what else is asked for."""
    rows: dict[str, Row] = {}
    for team, training in luck.sample(PAIRS, luck.randint(1, 7)):
        score = round(luck.uniform(30, 95), 2)
        others = [other for _, other in PAIRS[:3] if other != training]
        rows[f"{team.lower()}/{training.lower()}"] = {
            "team": team, "training": training, "business_unit": UNITS[team], "score_percent": score,
            "decision": luck.choice(["clarify_objective"] + 6 * [_verdict(score)]),
            "score_smoothed": luck.choice([None, round(score + luck.uniform(-15, 8), 2)]),
            "cash_cost": luck.choice([None, *4 * [float(luck.randint(-2000, 40_000))]]),
            "pilot_participants": luck.choice([None, *6 * [luck.randint(0, 30)]]),
            "hours_per_person": luck.choice([None, *5 * [float(luck.randint(0, 40))]]),
            "mandatory": luck.random() < 0.12, "excluded": luck.random() < 0.08,
            "status": luck.choice(["proposed", "proposed", "pilot"]),
            "prerequisite": luck.choice([None, None, *others]),
        }  # fmt: skip
    there = sorted({row["business_unit"] for row in rows.values()})
    asked: dict[str, Any] = {"admit_deepen": luck.random() < 0.3, "per_team": luck.choice([1, 1, 2])}
    asked["hours"] = luck.choice([None, Decimal(luck.randint(0, 1500))])
    asked["caps"] = {unit: Decimal(luck.randint(0, 60_000)) for unit in there if luck.random() < 0.4}
    return rows, Decimal(luck.choice([0, 20_000, 60_000, luck.randint(0, 150_000)])), asked


def _verdict(score: float) -> str:
    return "pilot" if score > 60 else "deepen" if score >= 40 else "alternatives"


class World:
    """What the rules say of these candidates: money and points as fractions."""

    def __init__(self, rows: dict[str, Row], asked: dict[str, Any]) -> None:
        self.rows, self.asked = rows, asked
        self.must = {one for one, row in rows.items() if row["mandatory"] and (row["excluded"] or self.counts(row))}
        self.fit = sorted(one for one, row in rows.items() if self.counts(row) and not row["excluded"])
        self.first = {one: f"{row['team'].lower()}/{str(row['prerequisite']).lower()}" for one, row in rows.items()}

    def counts(self, row: Row) -> bool:
        known = row["cash_cost"] is not None and row["pilot_participants"] is not None
        if self.asked["hours"] is not None:
            known &= row["hours_per_person"] is not None
        verdicts = ("pilot", "deepen") if self.asked["admit_deepen"] else ("pilot",)
        clear = row["decision"] in verdicts or (row["mandatory"] and row["decision"] != "clarify_objective")
        return bool(known and clear)

    def value(self, one: str) -> Fraction:
        row = self.rows[one]
        scores = [Fraction(str(row[name])) for name in ("score_percent", "score_smoothed") if row[name] is not None]
        return max(Fraction(0), min(scores) - 40) * row["pilot_participants"]

    def cost(self, one: str) -> Fraction:
        return max(Fraction(0), Fraction(str(self.rows[one]["cash_cost"])))

    def allowed(self, chosen: set[str], budget: Decimal) -> bool:
        rows, asked = self.rows, self.asked
        waiting = {self.first[one] for one in chosen} & rows.keys() - chosen
        teams = [rows[one]["team"] for one in chosen]
        hours = sum(
            Fraction(str(rows[one]["hours_per_person"] or 0)) * rows[one]["pilot_participants"] for one in chosen
        )
        return (
            self.cost_of(chosen) <= budget
            and all(rows[one]["status"] == "pilot" for one in waiting)
            and all(teams.count(team) <= asked["per_team"] for team in teams)
            and (asked["hours"] is None or hours <= asked["hours"])
            and all(
                self.cost_of({one for one in chosen if rows[one]["business_unit"] == unit}) <= cap
                for unit, cap in asked["caps"].items()
            )
        )

    def cost_of(self, chosen: set[str]) -> Fraction:
        return sum((self.cost(one) for one in chosen), Fraction(0))

    def value_of(self, chosen: set[str]) -> Fraction:
        return sum((self.value(one) for one in chosen), Fraction(0))

    def best(self, budget: Decimal) -> tuple[Fraction, Fraction] | None:
        """The highest value, and the lowest cost at which it can be had."""
        every = (set(some) for size in range(len(self.fit) + 1) for some in combinations(self.fit, size))
        found = [some for some in every if self.must <= some and self.allowed(some, budget)]
        return max(((self.value_of(some), -self.cost_of(some)) for some in found), default=None)


@pytest.mark.parametrize("seed", range(0, 400, 100))
def test_the_best_of_all_subsets_is_proposed(seed: int) -> None:
    for number in range(seed, seed + 25):
        rows, budget, asked = drawn(Random(number))
        given = [(row["team"], row["training"], row) for row in rows.values()]
        proposal = planning.propose(planning.listed(tables(*given)), Plan(budget=budget, **asked))
        document, world = told.document(proposal), World(rows, asked)
        best = world.best(budget)
        if best is None:
            assert document["status"] == "infeasible", number
            assert proposal.conflicts, number
            continue
        chosen = {f"{one['team_id']}/{one['certification_id']}" for one in document["selected"]}
        assert (document["status"], document["gap"]) == ("optimal", 0), number
        assert world.must <= chosen, number
        assert world.allowed(chosen, budget), number
        assert (world.value_of(chosen), -world.cost_of(chosen)) == best, number
        assert document["value"] == pytest.approx(float(best[0])), number
        rule = document["simple_rule"]
        if rule["keeps_limits"]:
            assert world.allowed(set(rule["selected"]), budget), number
            assert rule["loss"] == pytest.approx(
                float(1 - world.value_of(set(rule["selected"])) / best[0]) if best[0] else 0
            ), number
