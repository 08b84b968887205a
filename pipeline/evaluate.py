"""Scored tables in, methods applied, tables out: what must be exact, or is no matter of joining and counting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import groupby

import duckdb
import pyarrow as pa

from pipeline.config import Configuration
from pipeline.methods.exact_score import Answered, bounds, score, verdict
from pipeline.warehouse import Made, from_records, rows

Candidate = tuple[str, str, str]
KEYS = ("campaign", "team_id", "certification_id")
ANSWERED = ("weight_thousandths", "sum_favourable", "count_notes", "lowest_thousandths", "highest_thousandths")

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


def scores_made(configuration: Configuration) -> dict[str, Made]:
    """The tables of the scored stage that need exact arithmetic."""
    exact: dict[Candidate, Fraction] = {}

    def make_scores(connection: duckdb.DuckDBPyConnection) -> pa.Table:
        judged, found = exact_scores(rows(connection, "scored.criterion_sums"), configuration)
        exact.update(found)
        return judged

    def means(key: int, name: str) -> Made:
        return Made(("scored.exact_scores",), lambda _: mean_scores(exact, key, name))

    return {
        "scored.exact_scores": Made(("scored.criterion_sums",), make_scores),
        "scored.team_means": means(1, "team_id"),
        "scored.certification_means": means(2, "certification_id"),
    }


def exact_scores(sums: pa.Table, configuration: Configuration) -> tuple[pa.Table, dict[Candidate, Fraction]]:
    """One row per campaign and candidate: its score, its bounds, its verdict and the order of its exact score.

    `score_order` is larger for a better score and equal for equal exact scores.
    """
    grids = {grid.version: grid for grid in configuration.grids}
    thresholds = {
        grid.version: (Fraction(grid.pilot_above), Fraction(grid.alternatives_below)) for grid in configuration.grids
    }
    near = Fraction(configuration.settings.near_threshold_points)
    around = {version: [(line - near, line + near) for line in lines] for version, lines in thresholds.items()}
    exact: dict[Candidate, Fraction] = {}
    judged: list[dict[str, object]] = []
    for candidate, version, count_answers, answered in _by_candidate(sums):
        lines = thresholds[version]
        min_max = grids[version].scale_method == "min_max"
        found = score(answered, min_max=min_max)
        limits = bounds(answered, count_answers, min_max=min_max)
        row: dict[str, object] = dict(zip(KEYS, candidate, strict=True))
        if found is not None:
            exact[candidate] = found
            row |= {"score_percent": float(found), "verdict": verdict(found, *lines), "at_threshold": found in lines}
            row["near_threshold"] = any(low < found < high for low, high in around[version])
        if limits is not None:
            low, high = limits
            row |= {"score_low": float(low), "score_high": float(high)}
            row["depends_on_missing"] = low != high and verdict(low, *lines) != verdict(high, *lines)
        judged.append(row)
    order = {percent: place for place, percent in enumerate(sorted(set(exact.values())))}
    for row in judged:
        percent = exact.get((str(row["campaign"]), str(row["team_id"]), str(row["certification_id"])))
        row["score_order"] = None if percent is None else order[percent]
    return from_records(judged, EXACT_SCORES), exact


def _by_candidate(sums: pa.Table) -> Iterator[tuple[Candidate, str, int, list[Answered]]]:
    """Each candidate with its grid's version, its number of answers, and what each criterion received."""
    ordered = sums.sort_by([(key, "ascending") for key in (*KEYS, "position")])
    columns = [ordered[name].to_pylist() for name in (*KEYS, "grid_version", "count_answers", *ANSWERED)]
    for candidate, lines in groupby(zip(*columns, strict=True), key=lambda line: line[:3]):
        criteria = list(lines)
        yield candidate, criteria[0][3], criteria[0][4], [Answered(*line[5:]) for line in criteria]


def mean_scores(exact: Mapping[Candidate, Fraction], key: int, name: str) -> pa.Table:
    """One row per campaign and team (or certification): the mean of its candidates' exact scores, and its order."""
    groups: dict[tuple[str, str], list[Fraction]] = {}
    for candidate, percent in exact.items():
        groups.setdefault((candidate[0], candidate[key]), []).append(percent)
    means = {group: sum(found, Fraction()) / len(found) for group, found in groups.items()}
    order = {mean: place for place, mean in enumerate(sorted(set(means.values())))}
    schema = pa.schema(
        [("campaign", pa.string()), (name, pa.string()), ("mean_score", pa.float64()), ("mean_order", pa.int64())]
    )
    ranked = [
        {"campaign": campaign, name: one, "mean_score": float(mean), "mean_order": order[mean]}
        for (campaign, one), mean in means.items()
    ]
    return from_records(ranked, schema)
