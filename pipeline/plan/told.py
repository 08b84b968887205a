"""From a proposal to one document for programs and one text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pipeline import amounts
from pipeline.methods.frontier import Point, marginal
from pipeline.plan import catalogue, words
from pipeline.plan.proposal import Line, Proposal
from pipeline.plan.studies import Certainty, compared, quickly_studied
from pipeline.vocabulary import LANGUAGES, Language

PER = 10_000_00
"""Cents of additional budget for which the additional value is told."""


def document(
    proposal: Proposal,
    frontier: Sequence[Point] | None = None,
    certainty: Certainty | None = None,
    *,
    studied: bool = True,
) -> dict[str, Any]:
    """One proposal as data: money in the currency, hours in hours, `gap` and `loss` as shares of one."""
    parts = proposal.unit_of_value
    feasible = proposal.feasible
    rule = proposal.rule
    return {
        "campaign": proposal.listed.campaign,
        "scenario": proposal.name or None,
        "currency": proposal.listed.currency,
        "status": proposal.found.status,
        "gap": proposal.found.gap,
        "budget": proposal.problem.budget / 100,
        "value": proposal.found.value / parts if feasible else None,
        "cost": proposal.found.cost / 100 if feasible else None,
        "hours": proposal.total("hours")[0] / 100 if feasible else None,
        "time_cost": _sum(proposal, "time"),
        "full_cost": _sum(proposal, "full"),
        "rollout_cost": _sum(proposal, "rollout"),
        "value_rule": proposal.plan.value,
        "selected": [_line(line, proposal, certainty) for line in proposal.funded],
        "not_selected": [_line(line, proposal, certainty) for line in proposal.others],
        "simple_rule": rule and {
            "selected": list(rule.chosen), "value": rule.value / parts, "cost": rule.cost / 100, "loss": rule.loss,
            "keeps_limits": rule.kept,
        },
        "frontier": None if frontier is None else [_point(point, parts) for point in _with_marginals(frontier)],
        "certainty": certainty and {
            "draws": certainty.draws, "seed": certainty.seed, "scores_with_error": certainty.known,
            "eligible": certainty.count,
        },
        "options": proposal.plan.model_dump(exclude={"name"}),
        "sentences": {language: sentences(proposal, certainty, language, studied=studied) for language in LANGUAGES},
    }  # fmt: skip


def sentences(
    proposal: Proposal, certainty: Certainty | None, language: Language, *, studied: bool = True
) -> list[str]:
    """Everything that is said about a proposal, the most important first."""
    said = [words.headline(proposal, language), *words.conflicts(proposal, language)]
    if proposal.feasible:
        said += [words.proof(proposal, language), *words.costs(proposal, language), words.rule(proposal, language)]
        if studied and proposal.problem.items:
            said.append(words.certain(proposal, certainty, language))
        elif not quickly_studied(proposal):
            said.append(words.not_studied(language))
    said += words.cautions(proposal, language)
    said += [words.definition(proposal, language), words.only_proposed(language)]
    return [one for one in said if one]


def text(
    proposals: Sequence[Proposal],
    frontier: Sequence[Point] | None,
    certainty: Certainty | None,
    language: Language,
    *,
    studied: bool = True,
) -> str:
    """The first proposal for a reader, and what the others would change."""
    first = proposals[0]
    lines = [f"{first.listed.campaign}" + (f", {first.name}" if first.name else "")]
    lines += sentences(first, certainty, language, studied=studied)
    lines += _candidates(first, certainty, language)
    if frontier:
        lines += ["", _heading("Autres budgets", "Other budgets", language)]
        lines += [_step(point, gained, first, language) for point, gained in _with_marginals(frontier)]
    for other in proposals[1:]:
        lines += ["", *_beside(first, other, language)]
    return "\n".join(lines)


def differences(proposals: Sequence[Proposal]) -> list[dict[str, Any]]:
    """What each further proposal changes against the first."""
    found = []
    for other in proposals[1:]:
        change = compared(proposals[0], other)
        parts = other.unit_of_value
        found.append(
            {
                "scenario": other.name or None,
                "enter": list(change.enter),
                "leave": list(change.leave),
                "value": None if change.value is None else change.value / parts,
                "cost": change.cost / 100,
            }
        )
    return found


def _sum(proposal: Proposal, part: str) -> float | None:
    total, unknown = proposal.total(part)
    return total / 100 if proposal.feasible and unknown < max(1, len(proposal.funded)) else None


def _line(line: Line, proposal: Proposal, certainty: Certainty | None) -> dict[str, Any]:
    one = line.candidate
    money = {name: _hundredth(cents) for name, cents in (
        ("cash_cost", one.cash), ("time_cost", one.time), ("full_cost", one.full), ("rollout_cost", one.rollout),
        ("hours", one.hours), ("other_way_cost", one.other_way_cost),
    )}  # fmt: skip
    share = certainty.shares.get(one.id) if certainty else None
    said = {
        "team_id": one.team_id,
        "certification_id": one.certification_id,
        "team_name": one.team_name,
        "certification_name": one.certification_name,
        "business_unit": one.unit or None,
        "decision": one.decision,
        "score": one.score,
        "participants": one.people,
        "value": proposal.worth(line),
        **money,
        "other_way": one.other_way or None,
        "mandatory": one.id in proposal.posed.mandatory,
        "core_index": share,
        "standing": (certainty.standing(one.id) if certainty else "") or None,
    }
    if not line.funded:
        said["reason"] = line.reason
        said |= {f"reason_{language}": words.reason(line, proposal, language) for language in LANGUAGES}
    return said


def _hundredth(whole: int | None) -> float | None:
    return None if whole is None else whole / 100


def _with_marginals(points: Sequence[Point]) -> Iterator[tuple[Point, float | None]]:
    for place, point in enumerate(points):
        yield point, marginal(points[place - 1], point, PER) if place else None


def _point(told: tuple[Point, float | None], parts: int) -> dict[str, Any]:
    point, gained = told
    return {
        "budget": point.budget / 100,
        "value": point.value / parts,
        "cost": point.cost / 100,
        "count": len(point.chosen),
        "value_per_extra_10000": None if gained is None else gained / parts,
        "enter": list(point.enter),
        "leave": list(point.leave),
    }


def _candidates(proposal: Proposal, certainty: Certainty | None, language: Language) -> Iterator[str]:
    if proposal.funded:
        yield ""
        yield _heading("Financés", "Funded", language)
    for line in proposal.funded:
        yield "  " + " · ".join(_funded(line, proposal, certainty, language))
    if proposal.others:
        yield ""
        yield _heading("Non financés", "Not funded", language)
    told: dict[str, list[str]] = {}  # those who could be one by one, the others together by their reason
    for line in proposal.others:
        why, name = words.reason(line, proposal, language), line.candidate.name
        if line.candidate.id in proposal.posed.barred or not proposal.feasible:
            told.setdefault(why, []).append(name)
        else:
            yield f"  {name}{words.colon(language)} {why}"
    for why, names in told.items():
        yield f"  {why} ({len(names)}){words.colon(language)} {', '.join(names)}"


def _funded(line: Line, proposal: Proposal, certainty: Certainty | None, language: Language) -> Iterator[str]:
    one, currency = line.candidate, proposal.listed.currency
    french = language == "fr"
    yield one.name
    yield amounts.money(max(0, one.cash or 0), language, currency)
    yield ("valeur " if french else "value ") + words.value(line.value, proposal, language)
    if one.id in proposal.posed.mandatory:
        yield "obligatoire" if french else "mandatory"
    if certainty and (standing := certainty.standing(one.id)):
        yield catalogue.STANDINGS[standing][language]
    if one.rollout is not None:
        yield ("déploiement " if french else "roll-out ") + amounts.money(one.rollout, language, currency)
    if one.other_way:
        cost = "" if one.other_way_cost is None else f" ({amounts.money(one.other_way_cost, language, currency)})"
        yield ("autre voie" if french else "other way") + f"{words.colon(language)} {one.other_way}{cost}"


def _step(point: Point, gained: float | None, proposal: Proposal, language: Language) -> str:
    listed = proposal.listed
    enter, leave = words.moved(point, listed, language)
    worth = words.value(point.value, proposal, language)
    said = [
        amounts.money(point.budget, language, listed.currency),
        ("valeur " if language == "fr" else "value ") + worth,
    ]
    if gained is not None:
        per = amounts.money(PER, language, listed.currency)
        more = words.value(round(gained), proposal, language)
        said.append(f"+{more} pour {per} de plus" if language == "fr" else f"+{more} for {per} more")
    return "  " + " · ".join([*said, *([f"+ {enter}"] if enter else []), *([f"− {leave}"] if leave else [])])


def _beside(first: Proposal, other: Proposal, language: Language) -> Iterator[str]:
    name = other.name or amounts.money(other.problem.budget, language, other.listed.currency)
    yield _heading(name, name, language)
    yield from ("  " + one for one in (words.headline(other, language), *words.conflicts(other, language)))
    if not (first.feasible and other.feasible):
        return
    change = compared(first, other)
    enter, leave = (words.names(ids, other.listed, language) for ids in (change.enter, change.leave))
    if not enter and not leave:
        yield "  mêmes dossiers" if language == "fr" else "  same candidates"
    if enter:
        yield f"  + {enter}"
    if leave:
        yield f"  − {leave}"
    if change.value is not None:
        sign = "−" if change.value < 0 else "+"
        worth = words.value(abs(change.value), other, language)
        yield f"  valeur {sign}{worth}" if language == "fr" else f"  value {sign}{worth}"


def _heading(french: str, english: str, language: Language) -> str:
    return (french if language == "fr" else english) + words.colon(language)
