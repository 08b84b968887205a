"""From listed candidates and what a person asked for to a problem in whole numbers, and why some take no part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from pipeline.config import Plan
from pipeline.errors import WrongUsage
from pipeline.methods.portfolio import Item, Problem
from pipeline.names import first_of, slug
from pipeline.plan.listed import Candidate, Listed

FINEST = 1_000_000
"""Parts of a point of score in which values are whole."""
MOST_NAMED = 8


@dataclass(frozen=True)
class Barred:
    """Why a candidate takes no part: a code of `catalogue.REASONS`, and another candidate that it is about."""

    reason: str
    other: str = ""


@dataclass(frozen=True)
class Posed:
    """The problem to solve, who takes no part in it and why, and mandatory candidates that could not be counted."""

    problem: Problem
    barred: Mapping[str, Barred]
    mandatory: frozenset[str]


def pose(listed: Listed, plan: Plan) -> Posed:
    """The problem of one campaign. Raises WrongUsage where the plan names a candidate or a unit that is not there."""
    asked_for, asked_without = (named(listed, names) for names in (plan.mandatory, plan.excluded))
    mandatory = {one.id for one in listed.candidates if one.mandatory} - asked_without | asked_for
    excluded = {one.id for one in listed.candidates if one.excluded} - asked_for | asked_without
    barred: dict[str, Barred] = {}
    for one in listed.candidates:
        reason = _barred(one, plan, one.id in mandatory, one.id in excluded)
        if reason:
            barred[one.id] = Barred(reason)
    requires = _open_prerequisites(listed)
    while late := {a: b for a, b in requires if b in barred and a not in barred and a not in mandatory}:
        barred |= {a: Barred("prerequisite_barred", b) for a, b in late.items()}
    contradicted = mandatory & excluded
    kept = [one for one in listed.candidates if one.id not in barred or one.id in contradicted]
    # A mandatory candidate whose prerequisite takes no part cannot be had: that prerequisite stays, as excluded.
    needed = {b for a, b in requires if a in mandatory and a not in barred and b in barred}
    kept += [listed.by_id[one] for one in sorted(needed - {one.id for one in kept})]
    there = {one.id for one in kept}
    together = [tuple(sorted(named(listed, pair))) for pair in plan.not_both]
    problem = Problem(
        items=tuple(sorted((_item(one, plan, listed.line) for one in kept), key=lambda item: item.id)),
        budget=cents(plan.budget or Decimal(0)),
        hours=None if plan.hours is None else cents(plan.hours),
        per_team=plan.per_team,
        caps={unit(listed, name): cents(amount) for name, amount in plan.caps.items()},
        floors={unit(listed, name): cents(amount) for name, amount in plan.minimums.items()},
        units_at_least=plan.units_at_least,
        mandatory=frozenset(mandatory & there),
        excluded=frozenset((contradicted | needed) & there),
        requires=tuple((a, b) for a, b in requires if {a, b} <= there),
        not_both=tuple((pair[0], pair[-1]) for pair in together if len(pair) == 2 and set(pair) <= there),
        overrun_percent=plan.overrun_percent,
        overrun_count=plan.overrun_count,
    )
    return Posed(problem, barred, frozenset(mandatory))


def value(one: Candidate, plan: Plan, line: float) -> int:
    """What a candidate is worth: cents a year where the plan asks for money, else millionths of a point.

    Points count from the line at which another way is preferred, so that what is not funded is worth what it should
    be: nothing (Clemen and Smith, 2009; Morton, 2015).
    """
    if plan.value == "money":
        return max(0, one.benefit or 0)
    points = max(0, round(((one.score or 0.0) - line) * FINEST))
    return points * (1 if plan.value == "candidate" else max(0, one.people or 0))


def cents(amount: Decimal) -> int:
    """Hundredths of an amount."""
    return int(amount * 100)


def named(listed: Listed, names: Iterable[str]) -> set[str]:
    """The ids of candidates written as `Team: Certification`, by name or by code."""
    found = set()
    for name in names:
        places = [place for place, letter in enumerate(name) if letter == ":"]
        pairs = {(slug(name[:place]), slug(name[place + 1 :])) for place in places}
        fits = [one.id for one in listed.candidates if pairs & _spellings(one)]
        if len(fits) != 1:
            team = {pair[0] for pair in pairs}
            near = [one.name for one in listed.candidates if {one.team_id, slug(one.team_name)} & team]
            known = near or sorted({one.team_name for one in listed.candidates})
            hint = ("Cette équipe a", "This team has") if near else ("Équipes", "Teams")
            shown = first_of(known, MOST_NAMED)
            raise WrongUsage(
                fr=f"{name} : aucun dossier de {listed.campaign} ne s'appelle ainsi. Écrivez ÉQUIPE:CERTIFICATION. "
                f"{hint[0]} : {shown}",
                en=f"{name}: no candidate of {listed.campaign} is called so. Write it as TEAM:CERTIFICATION. "
                f"{hint[1]}: {shown}",
            )
        found.add(fits[0])
    return found


def unit(listed: Listed, name: str) -> str:
    """A business unit as the roster spells it."""
    spelled = {slug(one): one for one in listed.units}
    if slug(name) not in spelled:
        known = ", ".join(listed.units)
        raise WrongUsage(
            fr=f"{name} : aucune direction de {listed.campaign} ne s'appelle ainsi. Directions : "
            f"{known or 'aucune connue'}.",
            en=f"{name}: no business unit of {listed.campaign} is called so. Business units: "
            f"{known or 'none is known'}.",
        )
    return spelled[slug(name)]


def _spellings(one: Candidate) -> set[tuple[str, str]]:
    teams, certifications = (
        {one.team_id, slug(one.team_name)},
        {one.certification_id, slug(one.certification_name)},
    )
    return {(team, certification) for team in teams for certification in certifications}


def _barred(one: Candidate, plan: Plan, mandatory: bool, excluded: bool) -> str:
    if excluded:
        return "excluded"
    if one.decision in ("incomplete", "clarify_objective"):
        return one.decision
    if one.score is None:
        return "incomplete"
    if not mandatory:
        if one.decision == "alternatives" or (one.decision == "deepen" and not plan.admit_deepen):
            return one.decision
        if plan.new_only and one.status in ("pilot", "deployed", "stopped"):
            return "under_way"
    if one.cash is None or one.people is None:
        return "cost_unknown"
    if plan.hours is not None and one.hours is None:
        return "hours_unknown"
    if plan.value == "money" and one.benefit is None and not mandatory:
        return "benefit_unknown"
    return ""


def _open_prerequisites(listed: Listed) -> list[tuple[str, str]]:
    """Pairs of a candidate and another of the same team that must come first and has not begun."""
    return [
        (one.id, other) for one in listed.candidates for other in one.prerequisites if not listed.by_id[other].under_way
    ]


def _item(one: Candidate, plan: Plan, line: float) -> Item:
    # External funding may exceed what a pilot costs; it pays for no other one.
    return Item(one.id, one.team_id, one.unit, value(one, plan, line), max(0, one.cash or 0), one.hours or 0)
