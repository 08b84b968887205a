"""Every sentence about a proposal, in French and in English, filled with names and amounts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline import amounts
from pipeline.methods.frontier import Point
from pipeline.methods.portfolio import worst_cost
from pipeline.plan import catalogue
from pipeline.plan.conflicts import Conflict
from pipeline.plan.contradictions import CONFLICTS
from pipeline.plan.listed import Listed
from pipeline.plan.proposal import Line, Proposal
from pipeline.plan.studies import Certainty
from pipeline.typeset import HARD, number, typeset
from pipeline.vocabulary import WORDS, Language

MOST_NAMED = 6


def candidates(count: int, language: Language) -> str:
    """So many candidates."""
    return f"{count} {'dossier' if count < 2 else 'dossiers'}" if language == "fr" else _many(count, "candidate")


def colon(language: Language) -> str:
    """A colon, with the space that French keeps before it."""
    return f"{HARD}:" if language == "fr" else ":"


def definition(proposal: Proposal, language: Language) -> str:
    """What is maximised, in full."""
    listed = proposal.listed
    text = catalogue.VALUES[proposal.plan.value][language].format(line=score(listed.line, language))
    if proposal.plan.value != "money":
        text = f"{text} {catalogue.SCORES[listed.smoothed][language]}"
    return typeset(text, language)


def only_proposed(language: Language) -> str:
    """That this is a proposal, and whose the decision is."""
    return typeset(catalogue.PROPOSAL[language], language)


def headline(proposal: Proposal, language: Language) -> str:
    """What is proposed, in one line."""
    count = len(proposal.funded)
    if not proposal.feasible:
        code = "infeasible" if proposal.found.status == "infeasible" else "unknown"
    elif not proposal.problem.items:
        code = "none_eligible"
    elif not any(item.value for item in proposal.problem.items) and not count:
        code = "worthless"
    else:
        code = "none" if count == 0 else "funded_one" if count == 1 else "funded"
    facts = {"cost": proposal.found.cost, "budget": proposal.problem.budget}
    written = {name: _money(cents, proposal.listed, language) for name, cents in facts.items()}
    return typeset(catalogue.HEADLINES[code][language].format(count=count, **written), language)


def proof(proposal: Proposal, language: Language) -> str:
    """How close to the best possible choice the proposal is proven to be; empty where there is none."""
    gap = proposal.found.gap
    if gap is None:
        return ""
    code = "time_limit" if proposal.found.status == "time_limit" else "exact" if gap == 0 else "gap"
    return typeset(catalogue.PROOFS[code][language].format(gap=amounts.percent(gap, language)), language)


def reason(line: Line, proposal: Proposal, language: Language) -> str:
    """Why a candidate is not funded; empty where it is."""
    if line.funded:
        return ""
    one, listed = line.candidate, proposal.listed
    template = catalogue.REASONS[line.reason][language]
    if line.reason == "value_zero" and proposal.plan.value == "money":
        template = catalogue.VALUE_ZERO_MONEY[language]
    other = listed.by_id.get(line.other)
    missing = [WORDS.get(part, {}).get(language, part) for part in one.missing_contract.split(",") if part]
    text = template.format(
        missing=", ".join(missing),
        pilot=score(listed.pilot_above, language),
        line=score(listed.line, language),
        other=(other.certification_name if other.team_id == one.team_id else other.name) if other else line.other,
        cost=_money(max(0, one.cash or 0), listed, language),
        missing_money=_money(line.missing, listed, language),
        missing_hours=amounts.hours(line.missing, language),
    )
    return typeset(text, language)


def conflicts(proposal: Proposal, language: Language) -> list[str]:
    """Why no choice keeps all limits, in names and amounts."""
    with_overruns = proposal.problem.overrun_percent * proposal.problem.overrun_count > 0
    return [_conflict(one, proposal.listed, language, with_overruns) for one in proposal.conflicts]


def cautions(proposal: Proposal, language: Language) -> list[str]:
    """What a reader must know beside the proposal."""
    listed = proposal.listed
    lines = {line.candidate.id: line for line in proposal.lines}
    found = []
    for code, ids in proposal.cautions.items():
        each = [f"{listed.by_id[one].name} ({reason(lines[one], proposal, language)})" for one in ids]
        prerequisites = [f"{listed.by_id[one].name} ({listed.by_id[one].unrecognised})" for one in ids]
        template = catalogue.CAUTIONS[code][language]
        text = template.format(
            names=names(ids, listed, language),
            each=_joined(each, language),
            prerequisites=_joined(prerequisites, language),
        )
        found.append(typeset(text, language))
    return found


def rule(proposal: Proposal, language: Language) -> str:
    """The simple rule beside the optimum; empty where there is no proposal."""
    found = proposal.rule
    if found is None or not proposal.problem.items:
        return ""
    code = "fails" if not found.kept else "less" if found.value < proposal.found.value else "same"
    text = catalogue.RULES[code][language].format(
        candidates=candidates(len(found.chosen), language),
        cost=_money(found.cost, proposal.listed, language),
        loss=amounts.percent(found.loss, language),
    )
    return typeset(text, language)


def costs(proposal: Proposal, language: Language) -> list[str]:
    """What the funded pilots cost in full, what the roll-out would, and whether another way would be cheaper."""
    if not proposal.funded:
        return []
    found = []
    if (worst := worst_cost(proposal.problem, proposal.found.chosen)) > proposal.found.cost:
        found.append(catalogue.COSTS["overrun"][language].format(worst=_money(worst, proposal.listed, language)))
    for part in ("full", "rollout"):
        total, unknown = proposal.total(part)
        if unknown < len(proposal.funded):
            code = "full_one" if part == "full" and len(proposal.funded) == 1 else part
            text = catalogue.COSTS[code][language].format(**{part: _money(total, proposal.listed, language)})
            found.append(
                text
                + (
                    " " + catalogue.COSTS["incomplete"][language].format(candidates=candidates(unknown, language))
                    if unknown
                    else ""
                )
            )
    cheaper = sum(
        line.candidate.other_way_cost is not None
        and line.candidate.full is not None
        and line.candidate.other_way_cost < line.candidate.full
        for line in proposal.funded
    )
    if cheaper:
        code = (
            "_only" if len(proposal.funded) == 1
            else "_all" if cheaper == len(proposal.funded)
            else "_one" if cheaper == 1
            else ""
        )  # fmt: skip
        found.append(catalogue.COSTS[f"other_way{code}"][language].format(count=cheaper))
    return [typeset(text, language) for text in found]


def certain(proposal: Proposal, found: Certainty | None, language: Language) -> str:
    """How many of the funded stay funded whatever the scores' uncertainty."""
    if found is None:
        return typeset(
            catalogue.CERTAINTIES["money" if proposal.plan.value == "money" else "unknown"][language], language
        )
    standings = [found.standing(item.id) for item in proposal.problem.items]
    text = catalogue.CERTAINTIES["known"][language].format(
        core=candidates(standings.count("core"), language),
        borderline=candidates(standings.count("borderline"), language),
        draws=found.draws,
    )
    if found.known < found.count:
        text += " " + catalogue.CERTAINTIES["partly"][language].format(
            unknown=candidates(found.count - found.known, language), count=found.count
        )
    return typeset(text, language)


def not_studied(language: Language) -> str:
    """That other budgets and the certainty were left out."""
    return typeset(catalogue.CERTAINTIES["skipped"][language], language)


def moved(point: Point, listed: Listed, language: Language) -> tuple[str, str]:
    """Who comes in and who goes out at one budget, by name."""
    return names(point.enter, listed, language), names(point.leave, listed, language)


def names(ids: Iterable[str], listed: Listed, language: Language) -> str:
    """Candidates by name; of many, the first."""
    return _joined([listed.by_id[one].name for one in ids], language)


def value(whole: int, proposal: Proposal, language: Language) -> str:
    """A value as it reads: points, or money a year."""
    if proposal.plan.value == "money":
        return _money(whole, proposal.listed, language)
    return number(whole / proposal.unit_of_value, language, 1)


def score(percent: float, language: Language) -> str:
    """A score or a threshold."""
    return amounts.percent(percent / 100, language)


def _conflict(one: Conflict, listed: Listed, language: Language, with_overruns: bool) -> str:
    def written(amount: int) -> str:
        if one.code.endswith("hours"):
            return amounts.hours(amount, language)
        counted = one.code.endswith(("units", "team"))
        return str(amount) if counted else _money(amount, listed, language)

    def name(place: int) -> str:
        return listed.by_id[one.about[place]].name if len(one.about) > place else ""

    code = f"{one.code}_one" if len(one.about) == 1 and f"{one.code}_one" in CONFLICTS else one.code
    text = CONFLICTS[code][language].format(
        names=names(one.about, listed, language),
        name=name(0),
        other=name(1),
        unit=one.unit,
        certifications=_many(one.limit, "certification"),
        overruns={"fr": " dépassements compris", "en": " overruns included"}[language] if with_overruns else "",
        needed_units=_units(one.needed, language),
        limit_units=_units(one.limit, language),
        needed=written(one.needed),
        limit=written(one.limit),
        missing=written(abs(one.needed - one.limit)),
    )
    return typeset(text, language)


def _money(cents: int, listed: Listed, language: Language) -> str:
    return amounts.money(cents, language, listed.currency)


def _units(count: int, language: Language) -> str:
    """So many business units."""
    if language == "en":
        return _many(count, "business unit")
    return f"{count} {'direction' if count < 2 else 'directions'}"


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _joined(items: Sequence[str], language: Language) -> str:
    if len(items) > MOST_NAMED:
        more = len(items) - MOST_NAMED + 1
        rest = f"{more} autres" if language == "fr" else f"{more} others"
        items = [*items[: MOST_NAMED - 1], rest]
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {'et' if language == 'fr' else 'and'} {items[-1]}"
