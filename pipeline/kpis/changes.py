"""From the exact sums of `scored.kpi_changes` to judged changes: improvement, target, status, evidence and wording."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Any

import duckdb
import pyarrow as pa

from pipeline import warehouse
from pipeline.kpis.wording import Left, Meanwhile, Told, wording
from pipeline.methods import change, trend
from pipeline.vocabulary import LANGUAGES

GRAIN = ("team_id", "kpi_id", "period", "certification_id")
SERIES = ("team_id", "kpi_id", "certification_id")
_TEXTS = ("team_id", "kpi_id", "period", "certification_id", "kpi_name", "unit", "kpi_kind", "direction")
_NUMBERS = (
    "value_before", "value_after", "improvement", "improvement_percent", "same_period_last_year", "target",
    "target_attainment",
)  # fmt: skip
SCHEMA = pa.schema(
    [(name, pa.string()) for name in _TEXTS]
    + [(name, pa.float64()) for name in _NUMBERS]
    + [(name, pa.string()) for name in ("status", "common_with", "wording_fr", "wording_en")]
    + [("evidence_rung", pa.int32())]
)


def judged(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """One row per team, KPI, period and certification of `scored.kpi_changes`, judged."""
    meanwhile = {tuple(row[key] for key in GRAIN): row for row in warehouse.records(connection, "scored.kpi_meanwhile")}
    estimates = {
        (row["kpi_id"], row["certification_id"]): row for row in warehouse.records(connection, "scored.kpi_estimates")
    }
    changes: list[dict[str, Any]] = warehouse.records(connection, "scored.kpi_changes")
    alone = {tuple(row[key] for key in SERIES) for row in changes if row["has_sides"]}
    alone -= {(row["team_id"], row["kpi_id"], row["certification_id"]) for row in meanwhile.values()}
    moved: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for row in warehouse.records(connection, "scored.kpi_contracts_told"):
        moved.setdefault((row["team_id"], row["certification_id"]), []).append(row)
    series: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for row in warehouse.records(connection, "scored.kpi_series") if alone else ():
        if (key := tuple(row[name] for name in SERIES)) in alone and row["side_of_period"] in {"before", "after"}:
            series.setdefault(key, []).append(row)
    return warehouse.from_records(
        (
            _judge(
                row,
                meanwhile.get(tuple(row[key] for key in GRAIN)),
                estimates.get((row["kpi_id"], row["certification_id"])),
                _departure(row, series.get(tuple(row[name] for name in SERIES), [])),
                moved.get((row["team_id"], row["certification_id"]), []),
            )
            for row in changes
        ),
        SCHEMA,
    )


MADE = {
    "scored.kpi_judged": warehouse.Made(
        reads=(
            "scored.kpi_changes",
            "scored.kpi_series",
            "scored.kpi_meanwhile",
            "scored.kpi_estimates",
            "scored.kpi_contracts_told",
        ),
        make=judged,
    )
}


def _departure(row: dict[str, Any], series: list[dict[str, Any]]) -> trend.Departure | None:
    """How far the periods after the training, up to this one, left the trend of those before; equal periods only."""
    known = sorted(
        (one for one in series if one["month_until"] is not None and one["month_until"] <= (row["month_until"] or 0)),
        key=lambda one: (one["side_of_period"] == "after", int(one["month_from"])),
    )
    lengths = {one["month_until"] - one["month_from"] for one in known}
    if len(lengths) != 1:
        return None
    (length,) = lengths
    times = [one["month_from"] // length for one in known]
    if times != sorted(set(times)):
        return None
    means = [float(Fraction(one["total"]) / one["count_values"]) for one in known]
    return trend.departure(times, means, sum(one["side_of_period"] == "before" for one in known))


def _judge(
    row: dict[str, Any],
    meanwhile: dict[str, Any] | None,
    estimate: dict[str, Any] | None,
    departure: trend.Departure | None,
    moved: list[dict[str, Any]],
) -> dict[str, object]:
    direction = -1 if row["direction"] == "down" else 1
    trained, scale = row["has_sides"], row["scale"]
    before = _mean(row["total_before"], row["count_before"])
    after = _mean(row["total_after"], row["count_after"])
    last_year = _mean(row["total_last_year"], row["count_last_year"])
    target = None
    if row["target_quantity"] is not None:
        target = change.target_on_scale(
            Fraction(row["target_quantity"]), row["target_written"], scale, before, direction
        )
    gained = percent = attained = None
    reached = target is not None and before is not None and change.reached_at_start(before, target, direction)
    if before is not None and after is not None:
        kind = row["kpi_kind"] if scale == "plain" else "rate"
        median = None if row["median_value"] is None else Fraction(row["median_value"])
        gained = change.improvement(before, after, direction)
        percent = change.improvement_percent(before, after, direction, kind, median)
        attained = None if target is None else change.target_attainment(before, after, target, direction)
    rung = change.evidence_rung(
        trained=trained,
        has_before=before is not None,
        has_after=after is not None,
        has_last_year=last_year is not None and (row["last_year_is_before"] or not trained),
        periods_before=row["periods_before"] or 0,
    )
    others = None
    if meanwhile is not None and estimate is not None and gained is not None:
        alone = estimate["count_trained"] == 1 and estimate["evidence_rung"] > change.ONE_OF_SEVERAL
        rung = max(rung, estimate["evidence_rung"] if alone else min(estimate["evidence_rung"], change.ONE_OF_SEVERAL))
        others = Meanwhile(
            change=Fraction(meanwhile["comparison_change"]),
            count=meanwhile["count_comparison"],
            direction=direction,
            said={"fr": estimate["wording_fr"], "en": estimate["wording_en"]} if alone else None,
        )
    left = None
    if others is None and departure is not None and gained is not None:
        rung = max(rung, change.OWN_TREND)
        sizes = (Fraction(direction * one) for one in (departure.size, departure.low, departure.high))
        left = Left(*sizes) if direction > 0 else Left(*_swapped(*sizes))
    told = Told(
        kpi_name=row["kpi_name"],
        unit=row["unit"],
        scale=scale,
        period=row["period"],
        trained=trained,
        rung=rung,
        before=before,
        after=after,
        gained=gained,
        percent=percent,
        last_year=last_year,
        periods_before=row["periods_before"] or 0,
        target=target,
        target_reached_at_start=reached,
        attained=attained,
        meanwhile=others,
        left=left,
        count_beside=row["count_beside"],
        count_changed=row["count_changed"],
        waits_before=row["waits_before"],
        waits_after=row["waits_after"],
        is_common=row["is_common"],
        common_with=row["common_with_name"] or "",
        moved={language: tuple(str(one[f"wording_{language}"]) for one in moved) for language in LANGUAGES},
    )
    numbers = (before, after, gained, percent, last_year, target, attained)
    return {
        **{name: row[name] for name in _TEXTS},
        **{name: _shown(value) for name, value in zip(_NUMBERS, numbers, strict=True)},
        "status": change.status(before, after, target, direction, _elapsed(row)),
        "evidence_rung": rung,
        "common_with": row["common_with"],
        "wording_fr": wording(told, "fr"),
        "wording_en": wording(told, "en"),
    }


def _swapped(size: Fraction, low: Fraction, high: Fraction) -> tuple[Fraction, Fraction, Fraction]:
    return size, high, low


def _mean(total: Decimal | None, count: int | None) -> Fraction | None:
    return Fraction(total) / count if total is not None and count else None


def _shown(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _elapsed(row: dict[str, Any]) -> Fraction | None:
    """The share of the time to the deadline that had passed at the end of the period; never today's date."""
    start, deadline, until = row["start_date"], row["deadline"], row["month_until"]
    if start is None or deadline is None or until is None or until // 12 > dt.MAXYEAR:
        return None
    last_day = dt.date(until // 12, until % 12 + 1, 1) - dt.timedelta(days=1)
    return change.share_elapsed(start, deadline, last_day)
