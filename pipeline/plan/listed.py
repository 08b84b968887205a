"""From published tables to the candidates of one campaign, with what a budget needs to know of each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline import snapshots
from pipeline.errors import WrongUsage
from pipeline.names import slug
from pipeline.quarters import quarter_of
from pipeline.vocabulary import UNDATED

KEYS = ["campaign", "team_id", "certification_id"]
TABLES = ("campaigns", "candidate_ranking", "candidate_register", "grid_criteria", "robustness", "snapshot")
BESIDE = {
    "candidate_register": (
        "status", "pilot_participants", "rollout_participants", "hours_per_person", "expected_annual_benefit",
        "other_way", "other_way_cost", "mandatory", "excluded", "prerequisite",
    ),
    "robustness": ("interval_low", "interval_high", "score_smoothed"),
}  # fmt: skip
"""What is read of a candidate beside its row of the ranking."""
STANDARD = 1.959963984540054
"""Standard errors in half of a 95 % interval."""
_SEVERAL = re.compile(r"[;,\n/+]|\s+(?:et|and|&)\s+")


@dataclass(frozen=True)
class Candidate:
    """One team × one certification. Money in cents, hours in hundredths; None where a part is not known.

    `score` is the one to fund on: the lower of the score and the smoothed score. `error` is its standard error.
    """

    id: str
    team_id: str
    certification_id: str
    team_name: str
    certification_name: str
    unit: str
    decision: str
    missing_contract: str
    score: float | None
    error: float | None
    provisional: bool
    in_question: bool
    people: int | None
    cash: int | None
    time: int | None
    full: int | None
    rollout: int | None
    rollout_people: int | None
    hours: int | None
    benefit: int | None
    status: str
    mandatory: bool
    excluded: bool
    prerequisites: tuple[str, ...]
    unrecognised: str
    other_way: str
    other_way_cost: int | None

    @property
    def name(self) -> str:
        """How sentences call it."""
        return f"{self.team_name} × {self.certification_name}"

    @property
    def under_way(self) -> bool:
        """Whether the register says that it has begun."""
        return self.status in ("pilot", "deployed")


@dataclass(frozen=True)
class Listed:
    """The candidates of one campaign in the order of their ids; `line` is the score of value zero."""

    campaign: str
    currency: str
    line: float
    pilot_above: float
    smoothed: bool
    candidates: tuple[Candidate, ...]

    @cached_property
    def by_id(self) -> dict[str, Candidate]:
        """The candidates by id."""
        return {one.id: one for one in self.candidates}

    @cached_property
    def units(self) -> tuple[str, ...]:
        """The business units in alphabetical order."""
        return tuple(sorted({one.unit for one in self.candidates if one.unit}))


def read(root: Path, campaign: str | None = None) -> Listed:
    """The candidates of a campaign of the current snapshot: the latest unless another is named."""
    return listed({name: snapshots.read(root, name) for name in TABLES}, campaign)


def listed(tables: Mapping[str, pd.DataFrame], campaign: str | None = None) -> Listed:
    """The same from published tables. Raises WrongUsage where there is no such campaign."""
    campaigns = tables["campaigns"].sort_values("campaign_order")
    known = [str(one) for one in campaigns["campaign"]]
    if campaign is None:
        campaign = next((one for one in reversed(known) if one != UNDATED), known[-1] if known else "")
    campaign = quarter_of(campaign) or campaign
    if campaign not in known:
        raise WrongUsage(
            fr=f"{campaign} : aucun dossier de cette campagne n'est publié. Campagnes : {', '.join(known)}.",
            en=f"{campaign}: no candidate of this campaign is published. Campaigns: {', '.join(known)}.",
        )
    version = campaigns.set_index("campaign").loc[campaign, "grid_version"]
    criteria = tables["grid_criteria"]
    grid = criteria[criteria["grid_version"] == version].iloc[0]
    rows = tables["candidate_ranking"]
    rows = rows[rows["campaign"] == campaign]
    for name, columns in BESIDE.items():
        rows = rows.merge(tables[name][[*KEYS, *columns]], on=KEYS, how="left")
    names = {
        slug(str(name)): str(one)
        for name, one in zip(rows["certification_name"], rows["certification_id"], strict=True)
    }
    certifications = names | {str(one): str(one) for one in rows["certification_id"]}
    there = {(str(row["team_id"]), str(row["certification_id"])) for row in rows.to_dict("records")}
    found = [_candidate(row, certifications, there) for row in rows.to_dict("records")]
    return Listed(
        campaign=campaign,
        currency=str(tables["snapshot"]["currency"].iloc[0]),
        line=float(grid["alternatives_below"]),
        pilot_above=float(grid["pilot_above"]),
        smoothed=bool(rows["score_smoothed"].notna().any()),
        candidates=tuple(sorted(found, key=lambda one: one.id)),
    )


def _candidate(row: Mapping[Any, Any], certifications: Mapping[str, str], there: set[tuple[str, str]]) -> Candidate:
    team, certification = str(row["team_id"]), str(row["certification_id"])
    prerequisites, unrecognised = _prerequisites(_text(row["prerequisite"]), team, certification, certifications, there)
    people, hours = _whole(row["pilot_participants"]), _whole(row["hours_per_person"], 100)
    scores = [float(row[name]) for name in ("score_percent", "score_smoothed") if not pd.isna(row[name])]
    return Candidate(
        id=f"{team}/{certification}",
        team_id=team,
        certification_id=certification,
        team_name=str(row["team_name"]),
        certification_name=str(row["certification_name"]),
        unit=_text(row["business_unit"]),
        decision=str(row["decision"]),
        missing_contract=_text(row["missing_contract"]),
        score=None if pd.isna(row["score_percent"]) else min(scores),
        error=_error(row),
        provisional=_true(row["provisional"]),
        in_question=_true(row["in_question"]),
        people=people,
        cash=_whole(row["cash_cost"], 100),
        time=_whole(row["time_cost"], 100),
        full=_whole(row["full_cost"], 100),
        rollout=_whole(row["rollout_cost"], 100),
        rollout_people=_whole(row["rollout_participants"]),
        hours=None if people is None or hours is None else people * hours,
        benefit=_whole(row["expected_annual_benefit"], 100),
        status=_text(row["status"]),
        mandatory=_true(row["mandatory"]),
        excluded=_true(row["excluded"]),
        prerequisites=prerequisites,
        unrecognised=unrecognised,
        other_way=_text(row["other_way"]),
        other_way_cost=_whole(row["other_way_cost"], 100),
    )


def _prerequisites(
    text: str, team: str, certification: str, certifications: Mapping[str, str], there: set[tuple[str, str]]
) -> tuple[tuple[str, ...], str]:
    """The candidates of the same team that a text names, and what of the text names none."""
    if not text:
        return (), ""
    parts = [text] if slug(text) in certifications else [part.strip() for part in _SEVERAL.split(text) if part.strip()]
    named = {part: certifications.get(slug(part), "") for part in parts}
    found = {f"{team}/{one}" for one in named.values() if (team, one) in there and one != certification}
    unknown = [part for part, one in named.items() if (team, one) not in there]
    return tuple(sorted(found)), ", ".join(unknown)


def _error(row: Mapping[Any, Any]) -> float | None:
    """The deviation of a normal law with the 95 % interval of a score; the longer side, as an end may be cut.

    It is on the wide side for few answers, so that what is called core is.
    """
    low, high, score = row["interval_low"], row["interval_high"], row["score_percent"]
    if pd.isna(low) or pd.isna(high) or pd.isna(score):
        return None
    return max(float(high) - float(score), float(score) - float(low), 0.0) / STANDARD


def _whole(value: Any, times: int = 1) -> int | None:
    return None if pd.isna(value) else round(float(value) * times)


def _text(value: Any) -> str:
    return "" if value is None or pd.isna(value) else str(value)


def _true(value: Any) -> bool:
    return False if value is None or pd.isna(value) else bool(value)
