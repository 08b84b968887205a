"""For whom a score speaks: the kinds of evaluators who answered, and what it would be if each kind counted the same.

An interval and a chance are about more people of the same kinds in the same shares. Where opinions go by kind, others
may rate elsewhere, and no interval made of those who answered can know it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.certainty import settling
from pipeline.certainty.asking import FAR
from pipeline.certainty.campaign import Campaign
from pipeline.certainty.views import ROUNDING, Kind
from pipeline.certainty.wording import Both, both, figure
from pipeline.vocabulary import WORDS

KINDS: dict[str, Both] = {
    "team": ("équipe", "team"),
    "sponsor": ("sponsor", "sponsor"),
    "finance": ("finance", "finance"),
    "expert": ("expert", "expert"),
}
"""In the order in which they are told."""


@dataclass(frozen=True)
class Mix:
    """Of one candidate: how many people of each kind answered for themselves, which other kinds rated most candidates,
    how far apart the kinds rate (points of score), and the score and the verdict if each kind counted the same (NaN and
    the verdict itself where a kind has no whole score)."""

    people: dict[str, int]
    others: tuple[str, ...]
    apart: float
    evenly: float
    verdict: str
    verdict_evenly: str


def sentences(campaign: Campaign, kinds: Sequence[Kind]) -> list[Both]:
    """One a candidate, in the order of the candidates; empty where there is nothing to warn of."""
    return [("", "") if mix is None else _said(mix) for mix in mixes(campaign, kinds)]


def mixes(campaign: Campaign, kinds: Sequence[Kind]) -> Iterator[Mix | None]:
    """One a candidate; None without a score or individual answers, or where the one kind that answered is the usual or
    the other filled in a joint sheet.

    `kinds` are the scores by kind of candidates that several rated.
    """
    people = campaign.people
    counts = {
        kind: np.bincount(people.candidate[people.alone & (people.kind == kind)], minlength=len(campaign.candidates))
        for kind in KINDS
    }
    present, usual = settling.kinds(campaign)
    scores: dict[int, list[float]] = {}
    for one in kinds:
        scores.setdefault(one.candidate, []).append(one.score)
    pilot_above, alternatives_below = campaign.lines
    for row in range(len(campaign.candidates)):
        own = {kind: int(counts[kind][row]) for kind in KINDS if counts[kind][row]}
        others = tuple(kind for kind in KINDS if kind in usual and (row, kind) not in present)
        only_jointly = len(own) == 1 and any((row, kind) in present for kind in KINDS if kind not in own)
        if not own or only_jointly or (len(own) == 1 and not others) or not campaign.scored[row]:
            yield None
            continue
        told = scores.get(row, [float(campaign.scores[row])])
        whole = [one for one in told if not math.isnan(one)]
        evenly = sum(told) / len(told)
        yield Mix(
            own, others, max(whole, default=0) - min(whole, default=0), evenly,
            str(campaign.verdicts[row]),
            str(campaign.verdicts[row]) if math.isnan(evenly)
            else "pilot" if evenly > pilot_above + ROUNDING
            else "alternatives" if evenly < alternatives_below - ROUNDING
            else "deepen",
        )  # fmt: skip


def _said(mix: Mix) -> Both:
    if len(mix.people) == 1:
        own, others = _listed(list(mix.people)), _listed(mix.others)
        return both(
            f"Un seul type d'évaluateur a répondu ({own[0]}) : ces chiffres ne disent rien de ce que d'autres "
            f"({others[0]}) noteraient.",
            f"Only one kind of evaluator answered ({own[1]}): these figures say nothing of how others ({others[1]}) "
            "would rate.",
        )
    if mix.apart < FAR:
        return ("", "")
    fr, en = (", ".join(f"{KINDS[kind][place]} {count}" for kind, count in mix.people.items()) for place in (0, 1))
    said = (
        f"Les avis diffèrent selon qui évalue : ces chiffres valent pour d'autres personnes dans les mêmes "
        f"proportions ({fr}).",
        f"Opinions differ by who evaluates: these figures hold for other people in the same proportions ({en}).",
    )
    if mix.verdict_evenly == mix.verdict:
        return both(*said)
    score = figure(mix.evenly, 2)
    return both(
        f"{said[0]} Si chaque type comptait autant, le score serait de {score[0]} % : "
        f"« {WORDS[mix.verdict_evenly]['fr']} ».",
        f"{said[1]} If each kind counted the same, the score would be {score[1]}%: "
        f"“{WORDS[mix.verdict_evenly]['en']}”.",
    )


def _listed(kinds: Sequence[str]) -> Both:
    fr, en = (", ".join(KINDS[kind][place] for kind in kinds) for place in (0, 1))
    return fr, en
