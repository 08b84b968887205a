"""From a proposal to what goes beyond one budget: other budgets, the scores' uncertainty, other plans beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from pipeline.config import Plan
from pipeline.methods.frontier import Point, chosen_shares, draws, frontier, stairs
from pipeline.methods.optimum import EXACT_UP_TO
from pipeline.plan.listed import Listed
from pipeline.plan.posed import pose
from pipeline.plan.proposal import Proposal

DRAWS = 100


@dataclass(frozen=True)
class Certainty:
    """The share of draws of the scores in which each candidate is funded; `known` of `count` scores have an error."""

    shares: Mapping[str, float]
    known: int
    count: int
    seed: int
    draws: int = DRAWS

    def standing(self, one: str) -> str:
        """`core` where a candidate is always funded, `out` where never, else `borderline`; empty where it cannot be."""
        if one not in self.shares:
            return ""
        share = self.shares[one]
        return "core" if share == 1.0 else "out" if share == 0.0 else "borderline"


@dataclass(frozen=True)
class Difference:
    """A plan beside the first one: who comes in, who goes out, and what that changes."""

    enter: tuple[str, ...]
    leave: tuple[str, ...]
    value: int | None
    cost: int


def quickly_studied(proposal: Proposal) -> bool:
    """Whether other budgets and draws of the scores take seconds."""
    return len(proposal.problem.items) <= EXACT_UP_TO


def other_budgets(listed: Listed, plan: Plan) -> list[Point]:
    """What budgets from the least possible one to the one that stops nothing would fund; the plan's own is unheard."""
    return frontier(pose(listed, plan).problem)


def staircase(proposal: Proposal, others: list[Point] | None = None) -> list[Point]:
    """What other budgets would fund, all other limits as they are; empty where no budget is enough.

    `others` are the points of other budgets where they are known already.
    """
    points = frontier(proposal.problem) if others is None else others
    if not proposal.feasible:
        return points
    found = proposal.found
    return stairs([*points, Point(proposal.problem.budget, found.chosen, found.value, found.cost)])


def certainty(proposal: Proposal) -> Certainty | None:
    """Who is funded whatever the scores' uncertainty: the plan solved again for seeded draws of the scores.

    None where no score of an eligible candidate has a known uncertainty, or where values are in money: the register
    says no uncertainty of a benefit. What is decided (eligibility, mandatory) does not move, only values do.
    """
    problem, listed = proposal.problem, proposal.listed
    ones = [listed.by_id[item.id] for item in problem.items]
    errors = np.array([np.nan if one.error is None else one.error for one in ones])
    known = int(np.isfinite(errors).sum())
    if not proposal.feasible or not known or proposal.plan.value == "money":
        return None
    points = np.array([(one.score or 0.0) - listed.line for one in ones])
    by_candidate = proposal.plan.value == "candidate"
    people = np.array([1.0 if by_candidate else float(one.people or 0) for one in ones])
    seed = _seed(proposal)
    drawn = np.rint(draws(points, errors, people, DRAWS, seed) * proposal.unit_of_value).astype(np.int64)
    return Certainty(chosen_shares(problem, drawn.tolist()), known, len(ones), seed)


def compared(first: Proposal, other: Proposal) -> Difference:
    """What another plan of the same campaign changes; no difference of values where they are not of one kind."""
    one, two = set(first.found.chosen), set(other.found.chosen)
    alike = first.plan.value == other.plan.value
    return Difference(
        tuple(sorted(two - one)),
        tuple(sorted(one - two)),
        other.found.value - first.found.value if alike else None,
        other.found.cost - first.found.cost,
    )


def _seed(proposal: Proposal) -> int:
    """The same for the same campaign and scores, so that a committee sees the same answer twice."""
    scores = [(one.id, one.score, one.error) for one in proposal.listed.candidates]
    return int.from_bytes(hashlib.sha256(repr((proposal.listed.campaign, scores)).encode()).digest()[:4])
