"""From what was reported on a training, its cost and the effects to its outcome: applied, worth it, and in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import duckdb
import pyarrow as pa

from pipeline import warehouse
from pipeline.effects import FALSE_SHARE
from pipeline.methods import outcomes
from pipeline.outcomes.wording import wording
from pipeline.vocabulary import LANGUAGES

ISOLATED = 5  # the rung from which a return is shown: below it nothing tells the training from the rest
READS = (
    "training_candidates", "training_values", "kpi_estimates", "kpi_judged", "kpi_names", "kpi_scales",
    "kpi_importance",
)  # fmt: skip

_TEXTS = ("team_id", "certification_id", "team_name", "certification_name", "flag", "break_even_kpi")
_COUNTS = ("enrolled", "finished", "certified", "applied", "respondents", "days_since_end", "evidence_rung")
_NUMBERS = (
    "application_rate", "application_low", "application_high", "application_30", "application_60", "application_90",
    "satisfaction", "test_before", "test_after", "cost", "benefit_low",
    "roi_low_percent", "payback_months", "break_even", "declared_benefit",
)  # fmt: skip
SCHEMA = pa.schema(
    [(name, pa.string()) for name in (*_TEXTS, "wording_fr", "wording_en", "unit", "kpi_kind")]
    + [(name, pa.int32()) for name in _COUNTS]
    + [(name, pa.float64()) for name in _NUMBERS]
    + [("kpi_improved", pa.bool_())]
)

Row = dict[str, Any]


def made(currency: str) -> dict[str, warehouse.Made]:
    """The table `scored.training_judged`; money is in the portfolio's currency."""

    def make(connection: duckdb.DuckDBPyConnection) -> pa.Table:
        tables: dict[str, list[Row]] = {name: warehouse.records(connection, f"scored.{name}") for name in READS}
        return warehouse.from_records(_judged(tables, currency), SCHEMA)

    return {"scored.training_judged": warehouse.Made(tuple(f"scored.{name}" for name in READS), make)}


def _judged(tables: dict[str, list[Row]], currency: str) -> Iterable[Row]:
    names = {row["kpi_id"]: row["kpi_name"] for row in tables["kpi_names"]}
    scales = {(row["team_id"], row["kpi_id"]): row for row in tables["kpi_scales"]}
    estimates = {(row["certification_id"], row["kpi_id"]): row for row in tables["kpi_estimates"]}
    values: dict[tuple[str, str], list[Row]] = {}
    for row in sorted(tables["training_values"], key=lambda row: str(row["kpi_id"])):
        values.setdefault((row["team_id"], row["certification_id"]), []).append(row)
    improved = _improved(tables["kpi_judged"], tables["kpi_importance"])
    for candidate in tables["training_candidates"]:
        key = (candidate["team_id"], candidate["certification_id"])
        valued = values.get(key, [])
        own = [
            row | estimates[key[1], row["kpi_id"]] | {"kpi_name": names[row["kpi_id"]]} | scales[key[0], row["kpi_id"]]
            for row in valued
            if (key[1], row["kpi_id"]) in estimates and (row["is_aimed_at"] or len(valued) == 1)
        ]
        judged = candidate | _applied(candidate) | _worth(candidate, own) | {"kpi_improved": improved.get(key)}
        yield judged | {f"wording_{language}": wording(judged, currency, language) for language in LANGUAGES}


def _improved(judged: list[Row], importance: list[Row]) -> dict[tuple[str, str], bool]:
    """Whether the KPIs that are most a candidate's own, or the only one it has, have all improved by their last period.

    A gain in common with another training of the team is counted there alone.
    """
    weights: dict[tuple[str, str], dict[str, int]] = {}
    for row in importance:
        weights.setdefault((row["team_id"], row["certification_id"]), {})[row["kpi_id"]] = row["importance"]
    last: dict[tuple[str, str], dict[str, bool]] = {}
    for row in sorted(judged, key=lambda row: str(row["period"])):
        if row["improvement"] is not None and row["common_with"] is None:
            last.setdefault((row["team_id"], row["certification_id"]), {})[row["kpi_id"]] = row["improvement"] > 0
    found: dict[tuple[str, str], bool] = {}
    for key, by_kpi in last.items():
        known = weights.get(key, {})
        most = max(known.values(), default=0)
        own = [up for kpi, up in by_kpi.items() if known.get(kpi, 0) == most]
        if own and (most or len(by_kpi) == 1):
            found[key] = all(own)
    return found


def _applied(row: Row) -> Row:
    """The share of those enrolled who apply it, its interval and flag; nothing where counts contradict each other."""
    enrolled, applied, end = row["enrolled"], row["applied"], row["ended_on"]
    days = None if end is None or row["applied_on"] is None else (_day(row["applied_on"]) - _day(end)).days
    found: Row = {"days_since_end": days, "flag": None}
    if any(among == "enrolled" for _, among in outcomes.contradictions(row)):
        return found
    for day in outcomes.DAYS_ASKED:
        count = row[f"applied_{day}"]
        known = enrolled and count is not None and 0 <= count <= enrolled
        found[f"application_{day}"] = count / enrolled if known else None
    if not enrolled or applied is None or applied < 0:
        return found
    low, high = outcomes.wilson(applied, enrolled)
    flag = outcomes.application_flag(
        enrolled=enrolled, applied=applied, satisfaction=row["satisfaction"], days_since_end=days,
        answered=row["respondents"],
    )  # fmt: skip
    return found | {
        "application_rate": applied / enrolled, "application_low": low, "application_high": high, "flag": flag,
    }  # fmt: skip


def _day(day: dt.date | dt.datetime) -> dt.date:
    return day.date() if isinstance(day, dt.datetime) else day


def _worth(candidate: Row, own: list[Row]) -> Row:
    """Cost, and either the lower bound of what isolated effects brought, or the gain at which the cost is covered."""
    cost = _euros(candidate["cost_cents"])
    found: Row = {"cost": cost, "declared_benefit": _euros(candidate["declared_cents"])}
    found["is_common"] = bool(own) and not any(row["is_own_gain"] for row in own)
    own = [row for row in own if row["is_own_gain"] and row["months_a_period"]]
    isolated = [row for row in own if _is_isolated(row)]
    if isolated:
        counted = [outcomes.periods_counted(row["months_measured"], row["months_a_period"]) for row in isolated]
        gains = [
            outcomes.benefit(row["effect_low"], periods, _unit_value(row))
            for row, periods in zip(isolated, counted, strict=True)
        ]
        annual = sum(
            outcomes.benefit(row["effect_low"], outcomes.MONTHS_COUNTED / row["months_a_period"], _unit_value(row))
            for row in isolated
        )
        found |= {"benefit_low": sum(gains), "evidence_rung": min(row["evidence_rung"] for row in isolated)}
        if cost:
            found["roi_low_percent"] = outcomes.return_percent(found["benefit_low"], cost)
            found["payback_months"] = outcomes.payback_months(annual, cost)
    elif own and cost:
        first = own[0]
        found |= {
            "break_even": outcomes.break_even(cost, _unit_value(first), first["months_a_period"]),
            "break_even_kpi": first["kpi_name"],
            "evidence_rung": first["evidence_rung"],
            **{name: first[name] for name in ("unit", "kpi_kind", "scale")},
        }
    return found


def _is_isolated(row: Row) -> bool:
    """Whether the effect stands on a test, and not only because many KPIs were tried."""
    adjusted = row.get("p_adjusted")
    return (
        row["evidence_rung"] >= ISOLATED
        and row["effect_low"] is not None
        and (adjusted is None or adjusted <= FALSE_SHARE)
    )


def _unit_value(row: Row) -> float:
    """What a gain of 1 brings on the series' own scale: a rate's unit is a point, a hundredth where shares are sent."""
    return float(row["unit_value"]) * (100 if row["scale"] == "fraction" else 1)


def _euros(cents: int | None) -> float | None:
    return None if cents is None else cents / 100
