"""Which answers would settle a verdict that is not sure yet: by criterion or by kind of evaluator, never by person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from pipeline.certainty.campaign import Campaign, Real
from pipeline.certainty.measures import Sampled, Weighed, of_verdicts
from pipeline.certainty.wording import MANY
from pipeline.methods import uncertainty
from pipeline.methods.agreement import Agreement
from pipeline.methods.confidence import SURE_CHANCE, SURE_RADIUS

KINDS = ("sponsor", "finance", "expert", "team")
DIVIDED_BELOW = 0.5
"""r_wg: agreement that is weak at best."""


@dataclass(frozen=True)
class Settling:
    """One answer to ask for. `kind` says why: see `asked`; `count` is how many answers, 0 where that is not known."""

    candidate: int
    kind: str
    criterion: str = "*"
    evaluator_kind: str = ""
    count: int = 0


def asked(
    campaign: Campaign, sample: Sampled, ways: Weighed, words: list[str | None], agreed: Agreement
) -> list[Settling]:
    """In the order of their worth, candidate by candidate; where the verdict is solid, only what might still turn it.

    `withheld` too few answered for a confidential campaign · `first_answers` nobody answered · `unrated` nobody rated
    this criterion · `missing_notes` some left it out and the verdict hangs on it · `more_people` too few for a
    probability · `expected_answers` some that were planned are not there · `absent_kind` such evaluators rated most
    others · `divided` where disagreement weighs most on the score · `similar_answers` so many more like these would
    do (0: not even MANY) · `weights` answers like these settle nothing more, the weights do.
    """
    keys = [one.key for one in campaign.grid.criterion]
    missing = campaign.candidates["count_answers"].to_numpy(np.float64)[:, None] - campaign.counts
    low, high = campaign.ends
    swing = missing * campaign.shares * campaign.points_per_note * (high - low)
    divided = _divided(campaign, agreed)
    needed = _similar(campaign, sample)
    chance = sample.chance(campaign.verdicts)
    depends = campaign.candidates["depends_on_missing"].to_numpy(bool)
    present, known = kinds(campaign)
    critical = _critical(campaign, ways)
    late = (campaign.candidates["expected_answers"] - campaign.candidates["count_respondents"]).fillna(0).to_numpy()

    def of(row: int) -> Iterator[Settling]:
        heard, wanted = campaign.withheld[row]
        if wanted:
            yield Settling(row, "withheld", count=max(wanted - heard, 0))
            return
        if not campaign.scored[row]:
            unrated = np.flatnonzero(campaign.counts[row] == 0)
            if len(unrated) == len(keys):
                yield Settling(row, "first_answers")
            else:
                yield from (Settling(row, "unrated", keys[column]) for column in unrated)
            return
        if depends[row]:
            column = int(swing[row].argmax())
            yield Settling(row, "missing_notes", keys[column], count=int(missing[row, column]))
        if words[row] == "solid":
            return
        if sample.people[row] < sample.fewest:
            yield Settling(row, "more_people", count=int(sample.fewest - sample.people[row]))
        if late[row] > 0:
            yield Settling(row, "expected_answers", count=int(late[row]))
        yield from (Settling(row, "absent_kind", evaluator_kind=kind) for kind in known if (row, kind) not in present)
        if divided[row] >= 0:
            yield Settling(row, "divided", keys[divided[row]])
        if chance[row] < SURE_CHANCE:
            yield Settling(row, "similar_answers", count=int(np.nan_to_num(needed[row])))
        if chance[row] >= SURE_CHANCE and ways.radius[row] < SURE_RADIUS and critical[row] >= 0:
            yield Settling(row, "weights", keys[critical[row]])

    return [one for row in range(len(campaign.candidates)) for one in of(row)]


def kinds(campaign: Campaign) -> tuple[set[tuple[int, str]], list[str]]:
    """Who evaluated which candidate, and the kinds that evaluate most candidates of this campaign, if several do."""
    present = set(zip(campaign.people.candidate.tolist(), campaign.people.kind.astype(str).tolist(), strict=True))
    times = Counter(kind for _, kind in present)
    usual = [kind for kind in KINDS if 2 * times[kind] > len({row for row, _ in present})]
    return present, usual if len(times) > 1 else []


def _divided(campaign: Campaign, agreed: Agreement) -> np.ndarray:
    """The criterion whose disagreement weighs most in the score, -1 where people agree well enough or are too few."""
    r_wg = campaign.by_criterion(agreed.r_wg)
    counts = campaign.by_criterion(agreed.counts.astype(np.float64))
    low, high = campaign.ends
    even = (((high - low) / campaign.steps + 1) ** 2 - 1) / 12 * campaign.steps**2
    with np.errstate(invalid="ignore", divide="ignore"):
        variance = (1 - r_wg) * even * (campaign.shares * campaign.points_per_note) ** 2 / counts
    variance[~((r_wg <= DIVIDED_BELOW) & (counts >= 3))] = -1
    return np.where(variance.max(axis=1) > 0, variance.argmax(axis=1), -1)


def _similar(campaign: Campaign, sample: Sampled) -> Real:
    """How many more answers like these would make the verdict sure, NaN where MANY would not; 0 where it is, or where
    no chance is told."""
    needed = np.zeros(len(campaign.scores))
    unsure = np.flatnonzero(sample.chance(campaign.verdicts) < SURE_CHANCE)
    if sample.smoothing is None or not len(unsure):
        return needed
    known, verdicts = sample.smoothing, campaign.verdicts[unsure]
    scores, variances, people, degrees = (
        np.asarray(part, np.float64)[unsure]
        for part in (campaign.scores, sample.variances, sample.people, sample.degrees)
    )

    def chance(more: int) -> Real:
        after = uncertainty.chances_after(scores, variances, people, degrees, known, campaign.lines, more)
        return of_verdicts(after, verdicts)

    needed[unsure] = uncertainty.answers_needed(chance, SURE_CHANCE, MANY)
    return needed


def _critical(campaign: Campaign, ways: Weighed) -> np.ndarray:
    """The criterion whose weight, changed by the smallest share of itself, changes the verdict; -1 where none does."""
    share = np.nan_to_num(np.abs(ways.change) / campaign.weights, nan=np.inf)
    return np.where(np.isfinite(share.min(axis=1)), share.argmin(axis=1), -1)
