"""The same ratings seen otherwise: who agrees, what other sums would say, and whether ratings tell candidates apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.certainty.campaign import Campaign, Real
from pipeline.certainty.measures import totals
from pipeline.methods import agreement, ranking, reliability, sensitivity
from pipeline.methods.agreement import Agreement
from pipeline.methods.what_if import ranks

ROUNDING = 1e-9
MIN_RATERS = 2


@dataclass(frozen=True)
class Variant:
    """The scores that another way of summing up gives, and the ranks among them; NaN where it does not apply."""

    name: str
    scores: Real
    verdicts: np.ndarray
    ranks: Real


@dataclass(frozen=True)
class Kind:
    """What one kind of evaluator says of one candidate: how many answers, beside how many of the team's own."""

    candidate: int
    kind: str
    people: int
    score: float
    beside_team: float
    of_team: int


def agreements(campaign: Campaign) -> Agreement:
    """Of the people who answered for themselves: one value a candidate and criterion, row by row."""
    given = (campaign.person_counts > 0) & campaign.people.alone[:, None]
    person, criterion = np.nonzero(given)
    size, width = campaign.counts.shape
    low, high = (np.tile(end, size) for end in campaign.ends)
    groups = campaign.people.candidate[person] * width + criterion
    return agreement.agreement(groups, campaign.person_means[given], low, high, np.tile(campaign.steps, size))


def median_agreement(campaign: Campaign, found: Agreement) -> Real:
    """The median r_wg over criteria; NaN where none has one."""
    values = campaign.by_criterion(found.r_wg)
    known = ~np.isnan(values).all(axis=1)
    median = np.full(len(values), np.nan)
    median[known] = np.nanmedian(values[known], axis=1)
    return median


def variants(campaign: Campaign) -> list[Variant]:
    """Medians, trimmed means, and scales whose steps are not worth the same."""
    size, width = campaign.counts.shape
    groups, value = campaign.groups, campaign.notes.value
    low, high = campaign.ends
    span = (high - low)[campaign.notes.criterion]
    places = (value - low[campaign.notes.criterion]) / span
    steps = span / campaign.steps[campaign.notes.criterion]

    def bent(share: Real) -> Real:
        return sensitivity.means(groups, low[campaign.notes.criterion] + span * share, size * width)

    means = {
        "median": sensitivity.medians(groups, value, size * width),
        "trimmed": sensitivity.trimmed_means(groups, value, size * width),
        "convex": bent(sensitivity.convex(places, steps)),
        "concave": bent(sensitivity.concave(places, steps)),
    }
    return [_variant(campaign, name, campaign.by_criterion(found)) for name, found in means.items()]


def _variant(campaign: Campaign, name: str, means: Real) -> Variant:
    scores = campaign.worth(means) @ campaign.shares
    scores[~campaign.scored] = np.nan
    known = ~np.isnan(scores)
    pilot_above, alternatives_below = campaign.lines
    above, below = scores > pilot_above + ROUNDING, scores < alternatives_below - ROUNDING
    verdicts = np.select([above, below], ["pilot", "alternatives"], "deepen")
    placed = np.full(len(scores), np.nan)
    if known.all() or name != "trimmed":
        placed[known] = ranks(scores[known])
    return Variant(name, scores, np.where(known, verdicts, ""), placed)


def shares_under_laws(campaign: Campaign, draws: int) -> dict[str, Real]:
    """By law of weights: the share of draws in which each verdict stays."""
    found: dict[str, Real] = {}
    pilot_above, alternatives_below = campaign.lines
    points = campaign.points[campaign.scored].astype(np.float32)
    verdicts = campaign.verdicts[campaign.scored]
    for place, (name, law) in enumerate(ranking.LAWS.items()):
        drawn = law(np.random.default_rng([campaign.seed, place]), campaign.weights, draws).T.astype(np.float32)
        above, below = ranking.shares_beyond(points, drawn, pilot_above, alternatives_below)
        same = np.select([verdicts == "pilot", verdicts == "alternatives"], [above, below], 1 - above - below)
        found[name] = np.full(len(campaign.candidates), np.nan)
        found[name][campaign.scored] = same
    return found


def kinds(campaign: Campaign) -> list[Kind]:
    """The kinds of evaluators of each candidate that has several, and how far each is from the team's own."""
    people = campaign.people
    known, code = np.unique(people.kind.astype(str), return_inverse=True)
    if len(known) < MIN_RATERS:
        return []
    group = people.candidate * len(known) + code
    size = len(campaign.candidates) * len(known)
    sums, counts = (_summed(group, values, size) for values in (campaign.person_sums, campaign.person_counts))
    with np.errstate(invalid="ignore", divide="ignore"):
        scores = (campaign.worth(sums / counts) @ campaign.shares).reshape(-1, len(known))
    present = np.bincount(group, minlength=size).reshape(-1, len(known))
    team = known.tolist().index("team") if "team" in known else None
    return [
        Kind(
            int(row), str(known[column]), int(present[row, column]), float(scores[row, column]),
            float("nan") if team is None or team == column else float(scores[row, column] - scores[row, team]),
            0 if team is None else int(present[row, team]),
        )
        for row in np.flatnonzero((present > 0).sum(axis=1) >= MIN_RATERS)
        for column in np.flatnonzero(present[row])
    ]  # fmt: skip


def _summed(group: np.ndarray, values: Real, size: int) -> Real:
    return np.column_stack([np.bincount(group, column, minlength=size) for column in values.T])


@dataclass(frozen=True)
class Reliable:
    """How well ratings tell candidates apart: of all criteria (`*`), or of one."""

    criterion: str
    people: int
    candidates: int
    icc: reliability.Reliability
    alpha: float
    agreement: float


def reliabilities(campaign: Campaign, found: Agreement) -> list[Reliable]:
    """Of the whole campaign, then of each criterion; only people who answered for themselves."""
    alone = campaign.people.alone
    owner, means = campaign.people.candidate[alone], campaign.person_means[alone]
    worth = np.round(campaign.worth(means), 9)
    known = ~np.isnan(worth)
    width = len(campaign.weights)
    r_wg = campaign.by_criterion(found.r_wg)
    units = owner[:, None] * width + np.arange(width)
    listed = [
        Reliable(
            "*", len(owner), len(np.unique(owner)),
            reliability.reliability(owner, totals(campaign)[alone], campaign.seed),
            reliability.alpha(units[known], worth[known]), _median(r_wg),
        )
    ]  # fmt: skip
    for column, criterion in enumerate(campaign.grid.criterion):
        own = known[:, column]
        listed.append(
            Reliable(
                criterion.key, int(own.sum()), len(np.unique(owner[own])),
                reliability.reliability(owner[own], worth[own, column], None),
                reliability.alpha(owner[own], worth[own, column]), _median(r_wg[:, column]),
            )
        )  # fmt: skip
    return listed


def _median(values: Real) -> float:
    return float("nan") if np.isnan(values).all() else float(np.nanmedian(values))
