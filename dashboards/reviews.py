"""From the quarterly review's rows to the headline, tiles and sentences of a quarter, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from dashboards import formats
from dashboards.texts import Speaker
from pipeline.vocabulary import ALL

PILOT = ["team_id", "certification_id"]
MOST_TILES = 24
ORDERS = ("gain", "way", "status", "team")
ATTENTION = {"regressed": 0, "behind": 1, "no_data": 2, "on_track": 3, "achieved": 4}
"""Statuses, those that need attention first."""
COMPARED = (
    ("baseline", "value_before", "change_since_baseline"),
    ("previous", "previous_quarter_value", "change_since_previous"),
    ("last_year", "last_year_value", "change_since_last_year"),
    ("since", "value_after", ""),
)
"""What stands on a tile beside the quarter's value, and how much better the quarter is."""


@dataclass(frozen=True)
class Tile:
    """One pilot and KPI in one quarter: what a reader sees of it."""

    title: str
    kpi: str
    status: str
    value: str
    facts: list[tuple[str, str]]
    notes: list[str]


def usual_quarter(rows: pd.DataFrame) -> str:
    """The latest quarter with a measure; without any, the latest."""
    measured = rows[rows["value"].notna()]
    return str((measured if len(measured) else rows)["period"].max())


def headline(rows: pd.DataFrame, quarter: str, say: Speaker) -> str:
    """How many pilots reached their target, are behind, are on track, have no measure."""
    statuses = rows.drop_duplicates(PILOT)["pilot_status"]
    counts = {status: int((statuses == status).sum()) for status in ATTENTION}
    period = formats.period(quarter, say.language)
    reached = say("review.reached", count=counts["achieved"], total=len(statuses), period=period)
    others = [
        say(f"review.{status}", count=counts[status]) for status in ("behind", "on_track", "no_data") if counts[status]
    ]
    return ", ".join([reached, *others])


def ordered(rows: pd.DataFrame, order: str) -> pd.DataFrame:
    """The rows as the reader wants them; what has nothing to order by comes last."""
    keys: dict[str, list[str]] = {
        "gain": ["kpi_name", "gain_rank"], "way": ["target_attainment"], "status": ["attention"], "team": [],
    }  # fmt: skip
    by = [*keys[order], "team_name", "certification_name", "kpi_name"]
    return rows.assign(attention=rows["status"].map(ATTENTION)).sort_values(
        list(dict.fromkeys(by)), ascending=[name != "target_attainment" for name in dict.fromkeys(by)],
        na_position="last",
    )  # fmt: skip


def due(rows: pd.DataFrame, say: Speaker) -> list[str]:
    """The pilots whose end or deadline has come, one a line."""
    return [
        say("review.due_one_pilot", name=_pilot(row), dates=_dates(row, say), status=say.word(row["pilot_status"]))
        for _, row in rows[rows["decision_due"].astype(bool)].drop_duplicates(PILOT).iterrows()
    ]


def changed(rows: pd.DataFrame, say: Speaker) -> list[str]:
    """What differs from the previous quarter, and why, one pilot and KPI a line."""
    return [
        f"{_pilot(row)}, {_kpi(row, say)}{say('general.colon')} {what}."
        for _, row in rows.iterrows()
        if (what := _what_changed(row, say))
    ]


def missing(rows: pd.DataFrame, say: Speaker) -> list[str]:
    """The pilots without a measure of the quarter, with the KPIs that lack one."""
    lines = []
    for _, own in rows.groupby(PILOT, sort=False):
        lacking = own[own["value"].isna()]
        if not len(lacking):
            continue
        named = [str(name) for name in lacking["kpi_name"] if not formats.absent(name)]
        lines.append(f"{_pilot(own.iloc[0])}{say('general.colon')} {', '.join(named) or say('review.missing_all')}")
    return lines


def tiles(rows: pd.DataFrame, say: Speaker, moved: pd.DataFrame) -> list[Tile]:
    """A tile for each pilot and KPI that judges it, in the order of the rows; `moved` is what pilots were begun with
    and is otherwise now."""
    told: dict[tuple[str, str], list[str]] = {}
    for _, one in moved.iterrows():
        told.setdefault((one["team_id"], one["certification_id"]), []).append(str(one[f"wording_{say.language}"]))
    return [
        _tile(row, told.get((row["team_id"], row["certification_id"]), []), say)
        for _, row in rows[rows["judges_pilot"].astype(bool)].iterrows()
    ]


def _tile(row: pd.Series, moved: list[str], say: Speaker) -> Tile:
    facts = [(say(f"review.{name}"), _compared(row, value, change, say)) for name, value, change in COMPARED]
    if not formats.absent(row["target"]):
        facts.append((say("review.target"), _target(row, say)))
    notes = []
    if what := _what_changed(row, say):
        notes.append(f"{what[:1].upper()}{what[1:]}.")
    if row["status"] == "no_data":
        told = row[f"wording_{say.language}"]
        notes.append(say("review.not_judged") if formats.absent(told) else str(told))
    else:
        if formats.absent(row["value"]):
            notes.append(say("review.as_of", period=formats.period(str(row["judged_period"]), say.language)))
        notes.append(say(f"rung.{row['evidence_rung']}", rung=row["evidence_rung"]))
    if not formats.absent(row["common_with"]):
        notes.append(say("review.common"))
    notes += [one for one in moved if not any(one in note for note in notes)]
    return Tile(_pilot(row), _kpi(row, say), str(row["status"]), _value(row, "value", say) or "—", facts, notes)


def _what_changed(row: pd.Series, say: Speaker) -> str:
    codes = [] if formats.absent(row["quarter_changes"]) else str(row["quarter_changes"]).split(",")
    facts: dict[str, dict[str, object]] = {
        "value_better": {"size": _size(row, "change_since_previous", say)},
        "value_worse": {"size": _size(row, "change_since_previous", say)},
        "status_changed": {"before": say.word(row["previous_status"]), "after": say.word(row["status"])},
        "data_corrected": {"count": int(row["count_corrected"] or 0)},
    }
    return ", ".join(
        say("review.status_first", after=say.word(row["status"]))
        if code == "status_changed" and row["previous_status"] == "no_data"
        else say(f"review.{code}", **facts.get(code, {}))
        for code in codes
    )


def _compared(row: pd.Series, value: str, change: str, say: Speaker) -> str:
    """The value compared with, and how much better the quarter is; the mean since the training beside the baseline."""
    shown, moved = _value(row, value, say), change or "improvement"
    if not shown or formats.absent(row[moved]):
        return shown
    verdict = "same" if row[moved] == 0 else "better" if row[moved] > 0 else "worse"
    return say(f"review.{verdict}", value=shown, size=_size(row, moved, say))


def _target(row: pd.Series, say: Speaker) -> str:
    shown = _value(row, "target", say)
    if formats.absent(row["target_attainment"]):
        return shown
    way = formats.way(row["target_attainment"], say.language)
    if row["target_attainment"] >= 0:
        return say("review.way", value=shown, share=way)
    was, now = (
        formats.kpi_difference(abs(row["target"] - row[name]), row["unit"] or "", row["kpi_kind"], say.language).lstrip(
            "+"
        )
        for name in ("value_before", "value_after")
    )
    if was == now:
        return say("review.away", value=shown, way=way)
    return say("review.away_by", value=shown, way=way, now=now, was=was)


def _value(row: pd.Series, name: str, say: Speaker) -> str:
    if formats.absent(row[name]):
        return ""
    return formats.kpi_value(row[name], row["unit"] or "", row["kpi_kind"], say.language)


def _size(row: pd.Series, name: str, say: Speaker) -> str:
    if formats.absent(row[name]):
        return ""
    return formats.kpi_difference(abs(row[name]), row["unit"] or "", row["kpi_kind"], say.language).lstrip("+")


def _pilot(row: pd.Series) -> str:
    if row["certification_id"] == ALL or formats.absent(row["certification_name"]):
        return str(row["team_name"])
    return f"{row['team_name']} · {row['certification_name']}"


def _kpi(row: pd.Series, say: Speaker) -> str:
    """The KPI, with its unit where that is too long to stand behind each number."""
    if formats.absent(row["kpi_name"]):
        return say("review.unmeasured")
    unit = "" if formats.absent(row["unit"]) else formats.symbol(str(row["unit"]), say.language)
    return f"{row['kpi_name']} ({unit})" if len(unit) > formats.LONGEST_UNIT else str(row["kpi_name"])


def _dates(row: pd.Series, say: Speaker) -> str:
    said: Sequence[tuple[str, str]] = (("review.ends", "end_date"), ("review.until", "deadline"))
    return ", ".join(
        say(key, date=formats.date(row[name], say.language)) for key, name in said if not formats.absent(row[name])
    )
