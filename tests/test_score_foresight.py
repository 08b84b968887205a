"""Which pilots say whether a high score foretells a gain, and how little few of them say."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pytest

from pipeline import foresight, warehouse
from pipeline.foresight import weights as foresight_weights

START = dt.date(2026, 4, 1)


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with warehouse.connect() as opened:
        yield opened


GRID = {"business_impact": 5, "technical_fit": 4, "team_leverage": 3}


def judged(
    connection: duckdb.DuckDBPyConnection,
    pilots: list[tuple[float, float]],
    means: list[tuple[float, ...]] | None = None,
    deviation: float | None = 4.0,
    **changed: Any,
) -> pd.Series:
    """Pilots of a score before and an improvement after, where untrained teams moved by 2, with a `deviation`.

    `means` are each pilot's shares of the scale on the three criteria; without them, as much on all as the score.
    """
    shares = means or [(score / 100,) * 3 for score, _ in pilots]
    keys = [{"team_id": f"t{at:02}", "kpi_id": "delai", "certification_id": "prompt_101"} for at in range(len(pilots))]
    last = {"last_submission": pd.Timestamp("2026-03-15"), "evidence_rung": 4, "is_primary": True}
    last |= {"is_own": False} | changed
    given = {
        "kpi_judged": [
            key | {"period": "2026-Q3", "improvement": gain, "direction": "down", "common_with": None}
            for key, (_, gain) in zip(keys, pilots, strict=True)
        ],
        "kpi_meanwhile": [
            key | {"period": "2026-Q3", "comparison_change": -2.0, "comparison_deviation": deviation} for key in keys
        ],
        "kpi_estimates": [{**keys[0], "evidence_rung": last["evidence_rung"], "is_primary": last["is_primary"]}],
        "kpi_importance": [key | {"is_primary": last["is_own"]} for key in keys],
        "kpi_trained": [key | {"start_date": START} for key in keys],
        "candidate_scores": [
            key
            | {
                "campaign": "2026-Q1",
                "score_percent": score,
                "verdict": "pilot" if score > 60 else "alternatives" if score < 40 else "deepen",
            }
            for key, (score, _) in zip(keys, pilots, strict=True)
        ],
        "alike_means": [
            key | {"campaign": "2026-Q1", "criterion": criterion, "share_of_scale": share}
            for key, own in zip(keys, shares, strict=True)
            for criterion, share in zip(GRID, own, strict=True)
        ],
        "grids": [
            {
                "grid_version": "1",
                "is_current": True,
                "scale_method": "percent_of_max",
                "pilot_above": 60.0,
                "alternatives_below": 40.0,
            }
        ],
        "criteria": [
            {
                "grid_version": "1",
                "criterion": criterion,
                "position": place,
                "weight_thousandths": weight * 1000,
                "name_fr": criterion,
                "name_en": criterion,
            }
            for place, (criterion, weight) in enumerate(GRID.items())
        ],
        "campaigns": [{"campaign": "2026-Q1", "last_submission": last["last_submission"], "campaign_order": 1}],
    }
    for name, rows in given.items():
        frame = pd.DataFrame(rows)  # noqa: F841 - read by name
        stage = {"kpi_trained": "validated", "grids": "config", "criteria": "config"}.get(name, "scored")
        connection.execute(f"create or replace table {stage}.{name} as from frame")
    query = (warehouse.SQL / "scored" / "foresight_pilots.sql").read_text("utf-8")
    connection.execute(f"create or replace table scored.foresight_pilots as {query}")
    made = foresight.tables_made()
    for name in ("scored.foresight_weights", "scored.foresight", "scored.foresight_parts"):
        warehouse.load(connection, name, made[name].make(connection))
    return connection.table("scored.foresight").df().iloc[0]


RISING = [(50.0 + at, 10.0 + at) for at in range(12)]


def test_a_gain_is_what_untrained_teams_did_not_gain_in_their_deviations(connection: duckdb.DuckDBPyConnection) -> None:
    judged(connection, [(61.0, 10.0)])
    assert connection.table("scored.foresight_pilots").df().iloc[0]["standardised_gain"] == (10 - 2) / 4


@pytest.mark.parametrize(
    ("pilots", "french", "english"),
    [
        ([(61.0, 10.0)], "Un pilote ne compte pas ici", "One pilot does not count here"),
        (RISING, "12 pilotes ne comptent pas ici", "12 pilots do not count here"),
    ],
)
@pytest.mark.parametrize("deviation", [None, 0.0])
def test_one_untrained_team_or_equal_ones_are_no_yardstick_and_it_is_said(
    connection: duckdb.DuckDBPyConnection,
    pilots: list[tuple[float, float]],
    french: str,
    english: str,
    deviation: float | None,
) -> None:
    row = judged(connection, pilots, deviation=deviation)
    kept = connection.table("scored.foresight_pilots").df()
    assert (kept["gain"].notna().all(), kept["standardised_gain"].isna().all()) == (True, True)
    assert (row["count_pilots"], pd.isna(row["coefficient"])) == (0, True)
    assert french in row["wording_fr"]
    assert english in row["wording_en"]
    assert "one untrained team, or several that changed alike" in row["wording_en"]


def test_few_pilots_have_no_coefficient_and_leave_the_weights_alone(connection: duckdb.DuckDBPyConnection) -> None:
    row = judged(connection, RISING[:7])
    assert (row["count_pilots"], pd.isna(row["coefficient"])) == (7, True)
    assert "7 pilots evaluated: too few to say whether a high score foretold a gain. A first" in row["wording_en"]
    assert "Il faut au moins 30 pilotes pour discuter des poids (il en manque 23)" in row["wording_fr"]
    assert "les poids votés sont conservés" in row["wording_fr"]
    assert connection.table("scored.foresight_parts").df().empty


def test_a_clear_order_has_a_coefficient_and_two_halves(connection: duckdb.DuckDBPyConnection) -> None:
    row = judged(connection, [*RISING[:10], (62.0, 8.0), (63.0, 30.0)])
    assert row["coefficient"] > 0.5
    assert row["coefficient_low"] < row["coefficient"] < row["coefficient_high"]
    assert "those rated higher tended to gain more than the others" in row["wording_en"]
    assert connection.table("scored.foresight_parts").df()["count_pilots"].tolist() == [6, 6]


def test_an_interval_that_holds_zero_says_nothing_either_way(connection: duckdb.DuckDBPyConnection) -> None:
    row = judged(connection, [(50.0 + at, gain) for at, gain in enumerate([3.0, 1, 4, 1, 5, 9, 2, 6])])
    assert row["coefficient_low"] < 0 < row["coefficient_high"]
    assert "do not say whether a high score foretells a gain" in row["wording_en"]


@pytest.mark.parametrize(
    ("gain", "said"),
    [
        (lambda at: float(at), "n'annonceraient pas nettement mieux le gain"),
        (lambda at: float(-at), "revoir la grille"),
        (lambda at: float(at * 7 % 30), "Rien ne permet d'en discuter les poids"),
    ],
    ids=("rising", "falling", "neither"),
)
def test_from_thirty_pilots_on_weights_are_looked_at_where_the_link_is_clear(
    connection: duckdb.DuckDBPyConnection, gain: Callable[[int], float], said: str
) -> None:
    row = judged(connection, [(50.0 + at, gain(at)) for at in range(30)])
    assert said in row["wording_fr"].replace("\u202f", " ")
    assert "Il faut au moins 30 pilotes" not in row["wording_fr"]
    assert connection.table("scored.foresight_weights").df()["refitted_weight"].isna().all()


def weighed(shares: list[tuple[float, ...]]) -> list[float]:
    return [100 * sum(weight * share for weight, share in zip(GRID.values(), own, strict=True)) / 12 for own in shares]


def test_weights_that_foretell_clearly_better_are_something_to_discuss(connection: duckdb.DuckDBPyConnection) -> None:
    draw = random.Random(3)
    shares = [tuple(draw.randint(4, 20) / 20 for _ in GRID) for _ in range(60)]
    gains = [100 * own[2] + draw.gauss(0, 2) for own in shares]
    row = judged(connection, list(zip(weighed(shares), gains, strict=True)), shares)
    weights = connection.table("scored.foresight_weights").df().set_index("criterion")
    assert weights["weight"].to_dict() == GRID
    assert weights["refitted_weight"].sum() == pytest.approx(12)
    assert weights["refitted_weight"].idxmax() == "team_leverage"
    assert row["verdicts_compared"] == 60
    assert 0 < row["verdicts_changed"] < 60
    assert "To discuss, nothing is changed" in row["wording_en"]
    assert "(voted: 3)" in row["wording_en"]
    assert f"{row['verdicts_changed']} sur 60" in row["wording_fr"]


def test_pilots_scored_on_other_criteria_do_not_weigh_these(connection: duckdb.DuckDBPyConnection) -> None:
    row = judged(connection, [(50.0 + at, float(at)) for at in range(30)])
    connection.execute("delete from scored.alike_means where team_id = 't00'")
    made = foresight.tables_made()
    for name in ("scored.foresight_weights", "scored.foresight"):
        warehouse.load(connection, name, made[name].make(connection))
    assert pd.isna(row["verdicts_changed"])
    row = connection.table("scored.foresight").df().iloc[0]
    assert "Pilots scored on the criteria of the current grid: 29" in row["wording_en"]


@pytest.mark.parametrize(
    "unlike",
    [{"last_submission": pd.Timestamp("2026-05-01")}, {"evidence_rung": 1}, {"is_primary": False}],
    ids=("scored after the start", "without a comparison", "on a secondary KPI"),
)
def test_who_does_not_count(connection: duckdb.DuckDBPyConnection, unlike: dict[str, Any]) -> None:
    row = judged(connection, RISING, **unlike)
    assert row["count_pilots"] == 0
    assert "no pilot has both" in row["wording_en"]


def test_a_pilot_s_own_primary_kpi_counts_though_most_teams_have_another(connection: duckdb.DuckDBPyConnection) -> None:
    assert judged(connection, RISING, is_primary=False, is_own=True)["count_pilots"] == len(RISING)


def test_means_are_shares_of_the_scale_of_candidates_that_answered_the_same_criteria(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    def summed(team: str, version: str, criterion: str, total: int, count: int, highest: int = 5000) -> dict[str, Any]:
        return {
            "campaign": "2026-Q1", "team_id": team, "certification_id": "prompt_101", "grid_version": version,
            "criterion": criterion, "polarity": "favourable", "lowest_thousandths": 1000,
            "highest_thousandths": highest, "sum_favourable": total, "count_notes": count,
        }  # fmt: skip

    given = {
        "scored.criterion_sums": [
            summed("alike", "1", "impact", 9000, 2), summed("alike", "1", "fit", 4000, 1),
            summed("unanswered", "2", "impact", 9000, 2), summed("unanswered", "2", "fit", 0, 0),
            summed("other_scale", "3", "impact", 9000, 2, 10_000), summed("other_scale", "3", "fit", 9000, 2),
            summed("one_more", "4", "impact", 9000, 2), summed("one_more", "4", "fit", 9000, 2),
            summed("one_more", "4", "cost", 9000, 2),
        ],
        "config.criteria": [
            {"grid_version": "2", "position": place, "criterion": name, "polarity": "favourable",
             "lowest_thousandths": 1000, "highest_thousandths": 5000}
            for place, name in enumerate(("impact", "fit"))
        ],
        "config.grids": [
            {"grid_version": version, "is_current": version == "2", "scale_method": "percent_of_max"}
            for version in "1234"
        ],
    }  # fmt: skip
    for name, rows in given.items():
        frame = pd.DataFrame(rows)  # noqa: F841 - read by name
        connection.execute(f"create or replace table {name} as from frame")
    found = connection.sql((warehouse.SQL / "scored" / "alike_means.sql").read_text("utf-8")).df()
    assert found[["team_id", "criterion", "share_of_scale"]].values.tolist() == [
        ["alike", "impact", 0.9], ["alike", "fit", 0.8],
    ]  # fmt: skip


def test_no_weights_move_a_candidate_that_stands_on_the_threshold_with_every_criterion():
    middle, luck = np.full(6, 0.6), np.random.default_rng(7)
    drawn = [weights / weights.sum() for weights in luck.uniform(1, 5, (200, 6))]
    assert {100 * float(middle @ shares) for shares in drawn} > {60.0}
    assert {foresight_weights.reweighted(middle, shares) for shares in drawn} == {60}


def test_one_pilot_is_told_in_the_singular(connection: duckdb.DuckDBPyConnection) -> None:
    row = judged(connection, RISING[:1])
    assert row["wording_fr"].startswith("Un seul pilote évalué")
    assert row["wording_en"].startswith("One pilot evaluated")


def test_only_where_the_better_rated_were_piloted_is_it_said(connection: duckdb.DuckDBPyConnection) -> None:
    """All candidates were piloted: nothing is cut off, and no coefficient over all of them is imagined."""
    row = judged(connection, [*RISING[:10], (62.0, 8.0), (63.0, 30.0)])
    scores = connection.table("scored.foresight_pilots").df()["score_percent"].to_numpy()
    every = connection.table("scored.candidate_scores").df()["score_percent"].dropna().to_numpy()
    cut_off = every.std(ddof=1) > scores.std(ddof=1) and scores.mean() > every.mean()
    assert pd.notna(row["unrestricted"]) == cut_off
    assert ("Mostly well rated candidates were piloted" in row["wording_en"]) == cut_off
    assert foresight._unrestricted(0.5, np.array([60.0, 70.0]), np.array([20.0, 40.0, 60.0, 70.0])) > 0.5
    assert foresight._unrestricted(0.5, np.array([20.0, 40.0]), np.array([20.0, 40.0, 60.0, 70.0])) is None
