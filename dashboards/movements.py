"""From KPI rows to what the slope chart and the small charts draw, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dashboards import formats
from dashboards.texts import Speaker
from pipeline.vocabulary import ALL

MOST_LINES, MOST_PANELS = 40, 24
"""Beyond, teams are drawn in the order of their names, never of their gains; the tables hold them all."""


def before_and_after(changes: pd.DataFrame, comparison: pd.DataFrame, say: Speaker) -> pd.DataFrame:
    """Teams with a value on both sides, for the slope chart; comparison teams over the trained ones' periods."""
    known = changes[changes["value_before"].notna() | changes["trained"]]["team_id"]
    both = pd.concat([changes, comparison[~comparison["team_id"].isin(known)].assign(trained=False)])
    both = both[both["value_before"].notna() & both["value_after"].notna()]
    if len(both) > MOST_LINES:
        named = both.sort_values("team_name", kind="stable")
        is_trained = named["trained"].astype(bool)
        both = pd.concat([named[is_trained].head(MOST_LINES // 2), named[~is_trained]]).head(MOST_LINES)
    return pd.DataFrame(
        [
            {
                "label": str(row["team_name"]),
                "before": row["value_before"],
                "after": row["value_after"],
                "target": row["target"],
                "movement": _movement(row),
                "before_text": _text(row, row["value_before"], say),
                "after_text": _text(row, row["value_after"], say),
                "target_text": _text(row, row["target"], say),
            }
            for _, row in both.iterrows()
        ]
    )


def with_roles(changes: pd.DataFrame, comparison: pd.DataFrame) -> pd.DataFrame:
    """The rows with, in place of no status, what a team without a pilot is there for: comparison, or nothing yet."""
    compared = changes["team_id"].isin(comparison["team_id"])
    role = compared.map({True: "comparison_team", False: "no_pilot"})
    return changes.assign(status=changes["status"].where(changes["trained"] | (changes["status"] != "no_data"), role))


def _text(row: pd.Series, value: float, say: Speaker) -> str:
    return "" if formats.absent(value) else formats.kpi_value(value, row["unit"] or "", row["kpi_kind"], say.language)


def _movement(row: pd.Series) -> str:
    if not row["trained"] or formats.absent(row["improvement"]) or row["improvement"] == 0:
        return "still"
    return "better" if row["improvement"] > 0 else "worse"


def event_study(parts: pd.DataFrame, say: Speaker) -> pd.DataFrame:
    """The effect by time since the start, of all certifications together where there are several; for the chart."""
    rows = parts[parts["part"] == "event_time"]
    together = rows[rows["certification_id"] == ALL]
    rows = together if len(together) else rows[rows["certification_id"] == rows["certification_id"].min()]
    rows = rows.sort_values("event_time")
    return pd.DataFrame(
        {
            "event": rows["event_time"].astype(int),
            "effect": rows["effect"],
            "low": rows["effect_low"],
            "high": rows["effect_high"],
            "count": rows["count_trained"],
            "kind": [say("kpis.event_before" if event < 0 else "kpis.event_after") for event in rows["event_time"]],
            "text": [
                formats.kpi_difference(row["effect"], row["unit"] or "", row["kpi_kind"], say.language)
                for _, row in rows.iterrows()
            ],
        }
    )


def event_words(say: Speaker) -> dict[str, str]:
    """The words of the event study."""
    return {key: say(f"kpis.event_{key}") for key in ("event", "effect", "count", "before", "after")}


def panel(rows: pd.DataFrame, say: Speaker) -> pd.DataFrame:
    """One team's series, for a small chart."""
    return pd.DataFrame(
        {
            "period": [formats.period(str(period), say.language) for period in rows["period"]],
            "value": rows["value"].to_list(),
            "text": [_text(row, row["value"], say) for _, row in rows.iterrows()],
            "window": rows["window"].to_list(),
        }
    )


@dataclass(frozen=True)
class Panel:
    """One small chart: a team, its series, its target and the first period of its training."""

    title: str
    rows: pd.DataFrame
    domain: tuple[float, float]
    target: float | None
    start: str | None
    axis_text: str
    words: dict[str, str]


def panels(series: pd.DataFrame, changes: pd.DataFrame, say: Speaker) -> list[Panel]:
    """A panel for each team on one scale, trained teams first."""
    if not len(series):
        return []
    values = pd.concat([series["value"], changes["target"]]).dropna().astype(float)
    margin = (values.max() - values.min() or abs(values.max()) or 1.0) * 0.08
    domain = (float(values.min() - margin), float(values.max() + margin))
    targets = dict(zip(changes["team_id"], changes["target"], strict=True))
    words = {key: say(f"kpis.{key}") for key in ("period", "value")}
    made = []
    dated = series[series["period"] != ALL]
    teams = dated.assign(untrained=dated["certification_id"] == ALL).sort_values(["untrained", "team_name"])
    dated = dated[dated["team_id"].isin(teams["team_id"].unique()[:MOST_PANELS])]
    for (team, name), rows in dated.groupby(["team_id", "team_name"], sort=False):
        own = rows.drop_duplicates("period")
        started = own[own["window"].isin(["between", "after"])]["period"]
        trained = (own["certification_id"] != ALL).any()
        made.append(
            Panel(
                str(name),
                panel(own, say),
                domain,
                None if formats.absent(targets.get(team)) else float(targets[team]),
                formats.period(str(started.iloc[0]), say.language) if trained and len(started) else None,
                axis_text(own.iloc[0], say),
                words,
            )
        )
    return sorted(made, key=lambda panel: (panel.start is None, panel.title))


def axis_text(row: pd.Series, say: Speaker) -> str:
    """A Vega expression that writes an axis value as the language does; nothing from a file is part of it."""
    share = row["kpi_kind"] == "rate" and not row["unit"]
    written = "format(100 * datum.value, '~r')" if share else "format(datum.value, '~r')"
    space = formats.HARD if say.language == "fr" else ""
    suffix = f" + '{space}%'" if share or row["unit"] == "%" else ""
    return f"replace({written}, '.', ','){suffix}" if say.language == "fr" else written + suffix


def slope_words(say: Speaker) -> dict[str, str]:
    """The words of the slope chart."""
    keys = ("before", "after", "target", "team", "movement", "better", "worse", "still")
    return {key: say(f"kpis.{key}") for key in keys}
