"""From published ratings to the ranking that other weights, or one other note, would give. Nothing of it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pandas as pd

from pipeline.methods.what_if import Rated, Real, weighed

THOUSAND = 1000
CANDIDATE = ["team_id", "certification_id"]


@dataclass(frozen=True)
class OtherNote:
    """One note of a candidate, told as it was given, and what it would have been instead."""

    team_id: str
    certification_id: str
    criterion: str
    given: float
    instead: float


@dataclass(frozen=True)
class Base:
    """The ranked candidates of one campaign and what each criterion received, ready to be weighed again."""

    ranking: pd.DataFrame
    rated: Rated
    criteria: pd.DataFrame

    @property
    def weights(self) -> dict[str, float]:
        """The grid's weights, by criterion."""
        return {
            str(key): float(weight)
            for key, weight in zip(self.criteria["criterion"], self.criteria["weight"], strict=True)
        }


def base(ranking: pd.DataFrame, criterion_scores: pd.DataFrame, criteria: pd.DataFrame) -> Base:
    """Of one campaign: published `candidate_ranking`, `criterion_scores` and its grid's `grid_criteria`."""
    ranked = ranking[ranking["candidate_rank"].notna()].sort_values(["candidate_rank", *CANDIDATE], kind="stable")
    criteria = criteria.sort_values("position")
    rows, columns = pd.MultiIndex.from_frame(ranked[CANDIDATE]), criteria["criterion"].tolist()

    def matrix(name: str) -> Real:
        wide = criterion_scores.pivot(index=CANDIDATE, columns="criterion", values=name)
        return wide.loc[rows, columns].to_numpy(np.float64)

    means, counts = matrix("mean_favourable"), matrix("count_notes")
    ends = [
        np.rint(criteria[name].to_numpy(np.float64) * THOUSAND).astype(np.int64) for name in ("scale_min", "scale_max")
    ]
    # A mean times its number of notes is the whole sum again: a double holds it to far less than half a thousandth.
    totals = np.rint(means * counts * THOUSAND).astype(np.int64)
    return Base(ranked.reset_index(drop=True), Rated(totals, counts.astype(np.int64), *ends), criteria)


def simulated(before: Base, weights: Mapping[str, float], note: OtherNote | None = None) -> pd.DataFrame:
    """The ranked candidates as they would stand, best first: the published columns, and `new_score`, `new_verdict`,
    `new_decision`, `new_rank`. An objective that is not clear stays so."""
    first = before.criteria.iloc[0]
    found = weighed(
        before.rated if note is None else _with(before, note),
        [round(weights[str(key)] * THOUSAND) for key in before.criteria["criterion"]],
        Fraction(str(first["pilot_above"])),
        Fraction(str(first["alternatives_below"])),
        min_max=bool(first["scale_method"] == "min_max"),
    )
    after = before.ranking.assign(new_score=found.scores, new_verdict=found.verdicts, new_rank=found.ranks)
    after["new_decision"] = after["new_verdict"].where(after["decision"] != "clarify_objective", "clarify_objective")
    return after.sort_values(["new_rank", "candidate_rank", *CANDIDATE], kind="stable").reset_index(drop=True)


def _with(before: Base, note: OtherNote) -> Rated:
    row = before.ranking.index[
        (before.ranking["team_id"] == note.team_id) & (before.ranking["certification_id"] == note.certification_id)
    ][0]
    column = before.criteria["criterion"].tolist().index(note.criterion)
    change = round((note.instead - note.given) * THOUSAND)
    totals = before.rated.totals.copy()
    totals[row, column] += -change if before.criteria["polarity"].iloc[column] == "reversed" else change
    return Rated(totals, before.rated.counts, before.rated.lowest, before.rated.highest)
