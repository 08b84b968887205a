"""From pilots' means on each criterion and their gains to weights that a committee may discuss; nothing uses them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from pipeline import warehouse
from pipeline.methods import foresight, reweighting
from pipeline.methods.exact_score import verdict

DECIMALS = 9
FEWEST = 30
"""Pilots scored on the criteria of the grid in use, below which weights are not looked at."""

PILOTS, MEANS, SCORES = "scored.foresight_pilots", "scored.alike_means", "scored.candidate_scores"
CRITERIA, GRIDS = "config.criteria", "config.grids"

WEIGHTS = pa.schema(
    [
        ("grid_version", pa.string()),
        ("criterion", pa.string()),
        ("position", pa.int64()),
        ("name_fr", pa.string()),
        ("name_en", pa.string()),
        ("weight", pa.float64()),
        ("refitted_weight", pa.float64()),
        ("count_alike", pa.int32()),
        ("gate", pa.string()),
        ("verdicts_compared", pa.int32()),
        ("verdicts_changed", pa.int32()),
    ]
)
"""`gate` says how far the weights got: `few`, `open` (no clear link), `wrong` (the score foretells the opposite),
`flat` (it foretells nothing in points), `no_better`, `better`; the numbers about all of them are on every row."""

Key = tuple[str, str, str]


def tables_made() -> dict[str, warehouse.Made]:
    """The weights of the grid in use, and what they would be had they foretold gains best."""
    return {"scored.foresight_weights": warehouse.Made((PILOTS, MEANS, SCORES, CRITERIA, GRIDS), _weights)}


def _weights(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    grid = next(one for one in warehouse.records(connection, GRIDS) if one["is_current"])
    criteria = [one for one in warehouse.records(connection, CRITERIA) if one["grid_version"] == grid["grid_version"]]
    criteria.sort(key=lambda one: int(str(one["position"])))
    stated = np.array([int(str(one["weight_thousandths"])) / 1000 for one in criteria])
    pilots = [one for one in warehouse.records(connection, PILOTS) if one["standardised_gain"] is not None]
    every = _means(connection, [str(one["criterion"]) for one in criteria]) if len(pilots) >= FEWEST else {}
    alike = [one for one in pilots if _key(one) in every]
    gate, refitted = _judged(alike, every, stated)
    about: dict[str, Any] = {"grid_version": grid["grid_version"], "count_alike": len(alike), "gate": gate}
    if refitted is not None:
        about |= _verdicts(connection, every, refitted, grid)
    rows = [
        about
        | {name: one[name] for name in ("criterion", "position", "name_fr", "name_en")}
        | {"weight": float(stated[place]), "refitted_weight": None if refitted is None else float(refitted[place])}
        for place, one in enumerate(criteria)
    ]
    return warehouse.from_records(rows, WEIGHTS)


def _judged(
    pilots: list[dict[str, object]], every: dict[Key, np.ndarray], stated: np.ndarray
) -> tuple[str, np.ndarray | None]:
    """How far the weights get, and where they get through, what they would be: on the stated ones' total."""
    if len(pilots) < FEWEST:
        return "few", None
    scores, gains = (
        np.array([float(str(one[name])) for one in pilots]) for name in ("score_percent", "standardised_gain")
    )
    coefficient = foresight.rank_correlation(scores, gains)
    if coefficient is None:
        return "open", None
    around = foresight.interval(coefficient, len(pilots))
    if around.low <= 0:
        return "wrong" if around.high < 0 else "open", None
    found = reweighting.refit(np.array([every[_key(one)] for one in pilots]), gains, stated)
    if found is None:
        return "flat", None
    return ("better", found.weights * stated.sum()) if found.better else ("no_better", None)


def _verdicts(
    connection: duckdb.DuckDBPyConnection, every: dict[Key, np.ndarray], weights: np.ndarray, grid: dict[str, object]
) -> dict[str, int]:
    """Of the verdicts given on these criteria, how many would have been others with these weights."""
    above, below = (Fraction(str(grid[name])) for name in ("pilot_above", "alternatives_below"))
    share = weights / weights.sum()
    given = {_key(one): one["verdict"] for one in warehouse.records(connection, SCORES) if one["verdict"] is not None}
    compared = changed = 0
    for key in given.keys() & every.keys():
        compared += 1
        changed += verdict(reweighted(every[key], share), above, below) != given[key]
    return {"verdicts_compared": compared, "verdicts_changed": changed}


def reweighted(means: np.ndarray, shares: np.ndarray) -> Fraction:
    """The score in percent of means on the way from 0 to 1, under weights that add up to 1; to nine decimals.

    The last digits of a sum of doubles would carry a score off the threshold that it stands on.
    """
    return Fraction(round(100 * float(means @ shares), DECIMALS))


def _means(connection: duckdb.DuckDBPyConnection, criteria: list[str]) -> dict[Key, np.ndarray]:
    place = {criterion: number for number, criterion in enumerate(criteria)}
    found: dict[Key, np.ndarray] = {}
    for one in warehouse.records(connection, MEANS):
        found.setdefault(_key(one), np.zeros(len(criteria)))[place[str(one["criterion"])]] = one["share_of_scale"]
    return found


def _key(one: dict[str, object]) -> Key:
    return str(one["campaign"]), str(one["team_id"]), str(one["certification_id"])
