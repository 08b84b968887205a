"""What pages show, read from the current snapshot. Nothing else in `dashboards` reads."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import streamlit as st

from dashboards import formats
from dashboards.charts.ranked import Scale
from dashboards.choice import Choice
from pipeline import config, snapshots
from pipeline import pilot_steps as ledger
from pipeline import plan as planning
from pipeline import what_if as simulation
from pipeline.vocabulary import ALL, UNDATED, Language


@dataclass(frozen=True)
class Grid:
    """The decision grid that a campaign was scored with, as published."""

    version: str
    scale: Scale
    note_min: float
    note_max: float
    of_range: bool  # the score says where between the lowest and the highest note one stands
    criteria: pd.DataFrame

    def names(self, language: Language) -> dict[str, str]:
        """Criteria by key, as the reader calls them."""
        return dict(zip(self.criteria["criterion"], self.criteria[f"name_{language}"], strict=True))


def root() -> Path:
    """The portfolio served: CERTISCOPE_ROOT, else the current directory."""
    return Path(os.environ.get("CERTISCOPE_ROOT") or Path.cwd())


def snapshot_id() -> str | None:
    """The snapshot on screen, or None where nothing is published."""
    return snapshots.current_id(root())


def _read(portfolio: str, snapshot: str, table: str) -> pd.DataFrame:
    return snapshots.read(Path(portfolio), table, snapshot)


def _read_rows(portfolio: str, snapshot: str, table: str, keys: Mapping[str, str]) -> pd.DataFrame:
    return snapshots.read(Path(portfolio), table, snapshot, **keys)


_cached: Callable[[str, str, str], pd.DataFrame] = st.cache_data(max_entries=200, show_spinner=False)(_read)
_cached_rows: Callable[[str, str, str, Mapping[str, str]], pd.DataFrame] = st.cache_data(
    max_entries=500, show_spinner=False
)(_read_rows)


def table(name: str) -> pd.DataFrame:
    """A whole published table of the current snapshot."""
    current = snapshot_id()
    if current is None:
        raise LookupError("nothing is published")
    return _cached(str(root()), current, name)


def currency() -> str:
    """The currency of what is published; of the settings where nothing is yet."""
    if snapshot_id() is None:
        return config.settings(root()).currency
    return str(table("snapshot")["currency"].iloc[0])


def near_points() -> float:
    """Within how many points of a threshold a score is marked as near it."""
    told = table("snapshot")
    if "near_threshold_points" not in told:  # a publication of an earlier version
        return float(config.Settings().near_threshold_points)
    return float(told["near_threshold_points"].iloc[0])


def is_demonstration() -> bool:
    """Whether made-up data is part of what is published."""
    return bool(table("source_files")["file"].astype(str).str.startswith("demo/").any())


def campaigns() -> pd.DataFrame:
    """Campaigns with a candidate, latest first; answers without a date come last."""
    listed = table("campaigns").sort_values("campaign_order", ascending=False)
    return pd.concat([listed[listed["campaign"] != UNDATED], listed[listed["campaign"] == UNDATED]])


def campaign_names(language: Language) -> dict[str, str]:
    """Campaigns by id, as the reader calls them."""
    listed = table("campaigns")
    return {
        campaign: formats.period(campaign, language) if formats.absent(label) else str(label)
        for campaign, label in zip(listed["campaign"], listed[f"label_{language}"], strict=True)
    }


def is_confidential(campaign: str) -> bool:
    """Whether the campaign tells means only, and nothing of single answers."""
    return bool(_only(table("campaigns"), campaign=campaign)["mode"] == "survey")


def grid(campaign: str) -> Grid:
    """The grid of one campaign."""
    version = _only(table("campaigns"), campaign=campaign)["grid_version"]
    criteria = table("grid_criteria")
    criteria = criteria[criteria["grid_version"] == version].sort_values("position")
    first = criteria.iloc[0]
    of_range = bool(first["scale_method"] == "min_max")
    weights = criteria["weight"].astype(float)
    shares = criteria["scale_min"].astype(float) / criteria["scale_max"].astype(float)
    lowest = 0.0 if of_range else float(100 * (weights * shares).sum() / weights.sum())
    scale = Scale(round(lowest, 6), float(first["alternatives_below"]), float(first["pilot_above"]))
    return Grid(
        str(version), scale, float(criteria["scale_min"].min()), float(criteria["scale_max"].max()), of_range, criteria
    )


def criterion_names(version: str, language: Language) -> dict[str, str]:
    """The criteria of one version of the grid by key, as the reader calls them."""
    criteria = table("grid_criteria")
    own = criteria[criteria["grid_version"] == version]
    return dict(zip(own["criterion"], own[f"name_{language}"], strict=True))


def candidates(choice: Choice) -> pd.DataFrame:
    """The candidates of the campaign that the filters keep, by rank; those without a rank last. How sure each is stands
    beside it."""
    rows = _of_campaign("candidate_ranking", choice.campaign)
    rows = rows.merge(table("robustness"), on=["campaign", "team_id", "certification_id"], how="left")
    for column, wanted in (
        ("business_unit", choice.units),
        ("certification_id", choice.certifications),
        ("decision", choice.decisions),
    ):
        if wanted:
            rows = rows[rows[column].isin(wanted)]
    return rows.sort_values(["candidate_rank", "team_name", "certification_name"], na_position="last")


def ranked(choice: Choice) -> pd.DataFrame:
    """The candidates that have a rank, best first."""
    rows = candidates(choice)
    return rows[rows["candidate_rank"].notna()]


def incomplete(choice: Choice) -> pd.DataFrame:
    """The candidates that a criterion without any rating keeps out of the ranking."""
    rows = candidates(choice)
    return rows[rows["candidate_rank"].isna()]


def teams(choice: Choice) -> pd.DataFrame:
    """The teams with a candidate that the filters keep, with the name and the verdict of their best candidate."""
    kept = candidates(choice)
    rows = table("team_ranking")
    rows = rows[(rows["campaign"] == choice.campaign) & rows["team_id"].isin(kept["team_id"])]
    best = _of_campaign("candidate_ranking", choice.campaign)[
        ["team_id", "certification_id", "certification_name", "verdict"]
    ].rename(columns={"certification_id": "best_certification_id"})
    joined = rows.merge(best, on=["team_id", "best_certification_id"], how="left")
    return joined.sort_values(["team_rank", "team_name"], na_position="last")


def certifications(choice: Choice) -> pd.DataFrame:
    """The certifications with a candidate that the filters keep."""
    kept = candidates(choice)
    rows = _of_campaign("certification_ranking", choice.campaign)
    rows = rows[rows["certification_id"].isin(kept["certification_id"])]
    return rows.sort_values(["certification_rank", "certification_name"], na_position="last")


def previous_campaign(choice: Choice) -> str:
    """The name of the campaign that this one is compared with, empty where there is none."""
    previous = _only(table("campaigns"), campaign=choice.campaign)["previous_campaign"]
    return "" if formats.absent(previous) else campaign_names(choice.language)[str(previous)]


def movers(ranked: pd.DataFrame, most: int = 6) -> pd.DataFrame:
    """The candidates whose score changed most since the previous campaign, gains first."""
    changed = ranked[ranked["score_change"].notna() & (ranked["score_change"] != 0)]
    largest = changed.reindex(changed["score_change"].abs().sort_values(ascending=False).index).head(most)
    return largest.sort_values("score_change", ascending=False)


def candidate(campaign: str, team: str, certification: str) -> pd.Series:
    """One candidate's row of the ranking."""
    return _only(table("candidate_ranking"), campaign=campaign, team_id=team, certification_id=certification)


def of_candidate(name: str, campaign: str, team: str, certification: str) -> pd.DataFrame:
    """The rows of one published table that belong to one candidate; the others, often very many, are not read."""
    keys = {"campaign": campaign, "team_id": team, "certification_id": certification}
    return _cached_rows(str(root()), snapshot_id() or "", name, keys)


def steps(team: str, certification: str) -> list[ledger.Step]:
    """The steps that the committee took of one candidate, oldest first; also those not published yet."""
    return ledger.of_candidate(root(), team, certification)


def in_every_campaign(name: str, team: str, certification: str) -> pd.DataFrame:
    """The rows of one published table that belong to one candidate, whatever the campaign, in their order."""
    rows = table(name)
    return rows[(rows["team_id"] == team) & (rows["certification_id"] == certification)]


def sureness(campaign: str, team: str, certification: str) -> pd.Series | None:
    """How sure one candidate's score, verdict and rank are; None where that was not published."""
    rows = of_candidate("robustness", campaign, team, certification)
    return rows.iloc[0] if len(rows) else None


def certainty(campaign: str) -> pd.Series:
    """What the campaign's numbers on certainty were computed with."""
    return _only(table("campaign_certainty"), campaign=campaign)


def reliability(campaign: str) -> pd.DataFrame:
    """Whether the campaign's ratings tell candidates apart: as a whole, then by criterion in the grid's order."""
    rows = _of_campaign("campaign_reliability", campaign)
    order = {key: place for place, key in enumerate(grid(campaign).criteria["criterion"])}
    return rows.sort_values("criterion", key=lambda keys: keys.map(order).fillna(-1))


def note_cells(campaign: str, team: str, certification: str) -> pd.DataFrame:
    """The cells that one candidate's ratings come from, in the order of the grid's criteria."""
    rows = of_candidate("note_cells", campaign, team, certification)
    order = {key: place for place, key in enumerate(grid(campaign).criteria["criterion"])}
    rows = rows.sort_values(["file", "sheet", "row_number", "cell"], kind="stable")
    return rows.sort_values("criterion", key=lambda keys: keys.map(order), kind="stable")


def mended_cells(*read: pd.DataFrame) -> pd.DataFrame:
    """The cells mended at upload in the rows of files that these tables name by `file` and `row_number`."""
    rows = {place for one in read for place in zip(one["file"], one["row_number"], strict=True)}
    mended = table("mended_cells")
    return mended[[place in rows for place in zip(mended["file"], mended["row_number"], strict=True)]]


def _base(portfolio: str, snapshot: str, campaign: str) -> simulation.Base:
    def of_campaign(name: str) -> pd.DataFrame:
        rows = snapshots.read(Path(portfolio), name, snapshot)
        return rows[rows["campaign"] == campaign]

    return simulation.base(of_campaign("candidate_ranking"), of_campaign("criterion_scores"), grid(campaign).criteria)


_cached_base: Callable[[str, str, str], simulation.Base] = st.cache_resource(max_entries=8, show_spinner=False)(_base)


def what_if(campaign: str) -> simulation.Base:
    """The ranked candidates of one campaign, ready to be weighed again."""
    return _cached_base(str(root()), snapshot_id() or "", campaign)


def _listed(portfolio: str, snapshot: str, campaign: str) -> planning.Listed:
    return planning.listed(
        {name: snapshots.read(Path(portfolio), name, snapshot) for name in planning.TABLES}, campaign
    )


_cached_listed: Callable[[str, str, str], planning.Listed] = st.cache_resource(max_entries=8, show_spinner=False)(
    _listed
)


def fundable(campaign: str) -> planning.Listed:
    """The candidates of one campaign, with what a budget needs to know of each."""
    return _cached_listed(str(root()), snapshot_id() or "", campaign)


def usual_plan() -> config.Plan:
    """What a plan starts from, as the settings say."""
    return config.settings(root()).plan


def findings() -> pd.DataFrame:
    """All findings of the last run."""
    return table("findings")


def open_questions() -> pd.DataFrame:
    """The questions that nobody answered yet."""
    rows = table("questions")
    return rows[rows["answer"].isna()]


def kpis(choice: Choice) -> dict[str, str]:
    """The KPIs observed for the teams that the filters keep, those of most trained teams first."""
    rows = _of_kept_teams(table("kpi_series"), choice)
    trained = rows[rows["certification_id"] != ALL].groupby("kpi_id")["team_id"].nunique()
    named = rows.drop_duplicates("kpi_id")
    named = named.assign(trained=named["kpi_id"].map(trained).fillna(0)).sort_values(
        ["trained", "kpi_name"], ascending=[False, True]
    )
    return dict(zip(named["kpi_id"].astype(str), named["kpi_name"].astype(str), strict=True))


def kpi_changes(choice: Choice, kpi: str) -> pd.DataFrame:
    """One KPI before and after: the latest row of each team, trained teams first."""
    rows = _of_kept_teams(table("kpi_changes"), choice)
    rows = rows[rows["kpi_id"] == kpi].sort_values("period")
    rows = rows.assign(trained=rows["certification_id"] != ALL)
    rows = rows.drop_duplicates(["team_id", "certification_id"], keep="last")
    return rows.sort_values(["trained", "improvement"], ascending=False, na_position="last")


def kpi_comparison(choice: Choice, kpi: str) -> pd.DataFrame:
    """One KPI of the teams without any training, over the periods of the trained ones."""
    rows = _of_kept_teams(table("kpi_comparison_teams").assign(certification_id=ALL), choice)
    return rows[rows["kpi_id"] == kpi]


def kpi_effects(choice: Choice, kpi: str) -> pd.DataFrame:
    """What the trained teams gained more than the others on one KPI, a certification a row, all of them together first.

    A comparison is between all teams of the company: business units do not filter it.
    """
    rows = table("kpi_effects")
    if choice.certifications:
        rows = rows[rows["certification_id"].isin(choice.certifications)]
    return rows[rows["kpi_id"] == kpi]


def kpi_effect_parts(choice: Choice, kpi: str) -> pd.DataFrame:
    """The parts of these effects: by cohort, by time since the start, by period."""
    effects = kpi_effects(choice, kpi)
    rows = table("kpi_effect_parts")
    rows = rows[(rows["kpi_id"] == kpi) & rows["certification_id"].isin(effects["certification_id"])]
    named = effects[["certification_id", "certification_name", "kpi_name", "unit", "kpi_kind"]]
    return rows.merge(named, on="certification_id")


def kpi_baseline_corrections(choice: Choice, kpi: str) -> pd.DataFrame:
    """Values of one KPI that came after a baseline was locked, beside the ones that it keeps."""
    rows = _of_kept_teams(table("kpi_baseline_corrections"), choice)
    return rows[rows["kpi_id"] == kpi]


def kpi_baseline_changes(choice: Choice, kpi: str) -> pd.DataFrame:
    """Values of one KPI that are no longer what was published when their baseline was locked."""
    rows = _of_kept_teams(table("kpi_baseline_changes"), choice)
    return rows[rows["kpi_id"] == kpi]


def kpi_contract_changes(choice: Choice) -> pd.DataFrame:
    """What pilots were begun with that the register says otherwise now."""
    return _of_kept_teams(table("kpi_contract_changes"), choice)


def kpi_series(choice: Choice, kpi: str) -> pd.DataFrame:
    """One KPI by team and period, in order."""
    rows = _of_kept_teams(table("kpi_series"), choice)
    return rows[rows["kpi_id"] == kpi].sort_values(["team_name", "period"])


def kpi_review(choice: Choice) -> pd.DataFrame:
    """The quarterly review of the pilots that the filters keep, all quarters, latest first."""
    rows = _of_kept_teams(table("kpi_review"), choice)
    return rows.sort_values(["period", "team_name", "certification_name", "kpi_name"], ascending=[False, *[True] * 3])


def training_outcomes(choice: Choice) -> pd.DataFrame:
    """The trained candidates that the filters keep, by team and certification."""
    rows = _of_kept_teams(table("training_outcomes"), choice)
    return rows.sort_values(["team_name", "certification_name"])


def foresight() -> tuple[pd.DataFrame, pd.Series, pd.DataFrame]:
    """All pilots scored before and compared after, what they say together, and the weights that may be discussed."""
    weights = table("foresight_weights")
    return table("foresight_pilots"), table("foresight").iloc[0], weights[weights["refitted_weight"].notna()]


def _of_kept_teams(rows: pd.DataFrame, choice: Choice) -> pd.DataFrame:
    if choice.units:
        teams = table("candidate_ranking")
        rows = rows[rows["team_id"].isin(teams[teams["business_unit"].isin(choice.units)]["team_id"])]
    if choice.certifications:
        rows = rows[rows["certification_id"].isin([*choice.certifications, ALL])]
    return rows


def _of_campaign(name: str, campaign: str) -> pd.DataFrame:
    rows = table(name)
    return rows[rows["campaign"] == campaign]


def _only(rows: pd.DataFrame, **keys: str) -> pd.Series:
    for column, value in keys.items():
        rows = rows[rows[column] == value]
    return rows.iloc[0]
