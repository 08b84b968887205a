"""Scored tables in, methods applied, tables out: what must be exact, or is no matter of joining and counting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pipeline.config import Configuration
from pipeline.grid import Grid
from pipeline.methods.exact_scores import Percents, Received, percents, together
from pipeline.warehouse import Made, from_records

KEYS = ("campaign", "team_id", "certification_id")

EXACT_SCORES = pa.schema(
    [
        ("campaign", pa.string()),
        ("team_id", pa.string()),
        ("certification_id", pa.string()),
        ("score_percent", pa.float64()),
        ("score_low", pa.float64()),
        ("score_high", pa.float64()),
        ("score_order", pa.int64()),
        ("depends_on_missing", pa.bool_()),
        ("verdict", pa.string()),
        ("at_threshold", pa.bool_()),
        ("near_threshold", pa.bool_()),
    ]
)

Truths = NDArray[np.bool_]


@dataclass(frozen=True)
class Scored:
    """The candidates that have a score, by their keys, and what it is exactly."""

    keys: pa.Table
    scores: Percents


def scores_made(configuration: Configuration) -> dict[str, Made]:
    """The tables of the scored stage that need exact arithmetic."""
    scored: list[Scored] = []

    def make_scores(connection: duckdb.DuckDBPyConnection) -> pa.Table:
        sums = connection.table("scored.criterion_sums").order(f"{', '.join(KEYS)}, position").to_arrow_table()
        judged, found = exact_scores(sums, configuration)
        scored.append(found)
        return judged

    def means(name: str) -> Made:
        return Made(("scored.exact_scores",), lambda _: mean_scores(scored[-1], name))

    return {
        "scored.exact_scores": Made(("scored.criterion_sums",), make_scores),
        "scored.team_means": means("team_id"),
        "scored.certification_means": means("certification_id"),
    }


def exact_scores(sums: pa.Table, configuration: Configuration) -> tuple[pa.Table, Scored]:
    """One row per campaign and candidate: its score, its bounds, its verdict and the order of its exact score.

    `sums` is ordered by candidate and position. `score_order` is larger for a better score and equal for equal exact
    scores.
    """
    near = Fraction(configuration.settings.near_threshold_points)
    versions = sums["grid_version"].to_numpy()
    tables, found = [], []
    for grid in configuration.grids:
        of_grid = sums.filter(pa.array(versions == grid.version))
        if len(of_grid):
            judged, scores = _of_one_grid(of_grid, grid, near)
            tables.append(judged)
            found.append(scores)
    judged = pa.concat_tables([EXACT_SCORES.empty_table(), *tables])
    scored = Scored(judged.select(KEYS).filter(judged["score_percent"].is_valid()), together(found))
    order = np.zeros(len(judged), np.int64)
    has_score = judged["score_percent"].is_valid().to_numpy()
    order[has_score] = scored.scores.order()
    return judged.set_column(
        judged.schema.get_field_index("score_order"), "score_order", pa.array(order, mask=~has_score)
    ), scored


def _of_one_grid(sums: pa.Table, grid: Grid, near: Fraction) -> tuple[pa.Table, Percents]:
    """The candidates of one grid, in order, without `score_order`, and the scores of those that have one."""
    shape = (-1, len(grid.criterion))

    def by_candidate(name: str) -> NDArray[np.int64]:
        whole: NDArray[np.int64] = sums[name].to_numpy().reshape(shape)
        return whole

    received = Received(
        weights=by_candidate("weight_thousandths")[0],
        totals=by_candidate("sum_favourable"),
        counts=by_candidate("count_notes"),
        lowest=by_candidate("lowest_thousandths")[0],
        highest=by_candidate("highest_thousandths")[0],
    )
    respondents = by_candidate("count_answers")[:, 0]
    is_rated, is_answered = np.all(received.counts > 0, axis=1), respondents > 0
    min_max = grid.scale_method == "min_max"
    lines = (Fraction(grid.pilot_above), Fraction(grid.alternatives_below))
    scores = percents(received.of(is_rated), min_max=min_max)
    heard = received.of(is_answered)
    low = percents(heard.filled(respondents[is_answered], received.lowest), min_max=min_max)
    high = percents(heard.filled(respondents[is_answered], received.highest), min_max=min_max)
    is_near = np.zeros(len(scores.numerators), bool)
    for line in lines:
        is_near |= (scores.against(line - near) > 0) & (scores.against(line + near) < 0)
    columns = {
        **{name: sums[name].take(np.arange(0, len(sums), shape[1])) for name in KEYS},
        "score_percent": _where(is_rated, scores.doubles()),
        "score_low": _where(is_answered, low.doubles()),
        "score_high": _where(is_answered, high.doubles()),
        "score_order": pa.nulls(len(is_rated), pa.int64()),
        "depends_on_missing": _where(is_answered, _verdicts(low, *lines) != _verdicts(high, *lines)),
        "verdict": _where(is_rated, _verdicts(scores, *lines)),
        "at_threshold": _where(is_rated, np.any([scores.against(line) == 0 for line in lines], axis=0)),
        "near_threshold": _where(is_rated, is_near),
    }
    return pa.table(columns, schema=EXACT_SCORES), scores


def _verdicts(scores: Percents, pilot_above: Fraction, alternatives_below: Fraction) -> NDArray[np.object_]:
    """`pilot` strictly above, `alternatives` strictly below, else `deepen`."""
    lower = np.where(scores.against(alternatives_below) < 0, "alternatives", "deepen")
    found: NDArray[np.object_] = np.where(scores.against(pilot_above) > 0, "pilot", lower).astype(object)
    return found


def _where(known: Truths, values: NDArray[np.generic]) -> pa.Array:
    """The values of the known rows, in their order; null elsewhere."""
    places = np.cumsum(known) - 1
    return pa.array(values).take(pa.array(places, mask=~known))


def mean_scores(scored: Scored, name: str) -> pa.Table:
    """One row per campaign and team (or certification): the mean of its candidates' exact scores, and its order."""
    groups: dict[tuple[str, str], list[int]] = {}
    named = zip(scored.keys["campaign"].to_pylist(), scored.keys[name].to_pylist(), strict=True)
    for row, group in enumerate(named):
        groups.setdefault(group, []).append(row)
    means: Mapping[tuple[str, str], Fraction] = {group: scored.scores.mean(rows) for group, rows in groups.items()}
    order = {mean: place for place, mean in enumerate(sorted(set(means.values())))}
    schema = pa.schema(
        [("campaign", pa.string()), (name, pa.string()), ("mean_score", pa.float64()), ("mean_order", pa.int64())]
    )
    ranked = [
        {"campaign": campaign, name: one, "mean_score": float(mean), "mean_order": order[mean]}
        for (campaign, one), mean in means.items()
    ]
    return from_records(ranked, schema)
