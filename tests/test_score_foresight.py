"""Which pilots say whether a high score foretells a gain, and how little few of them say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import duckdb
import pandas as pd
import pytest

from pipeline import foresight, warehouse

START = dt.date(2026, 4, 1)


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with warehouse.connect() as opened:
        yield opened


def judged(connection: duckdb.DuckDBPyConnection, pilots: list[tuple[float, float]], **changed: Any) -> pd.Series:
    """Pilots of a score before and an improvement after, where untrained teams moved by 2 with a deviation of 4."""
    keys = [{"team_id": f"t{at:02}", "kpi_id": "delai", "certification_id": "prompt_101"} for at in range(len(pilots))]
    last = {"last_submission": pd.Timestamp("2026-03-15"), "evidence_rung": 4, "is_primary": True} | changed
    given = {
        "kpi_judged": [
            key | {"period": "2026-Q3", "improvement": gain, "direction": "down", "common_with": None}
            for key, (_, gain) in zip(keys, pilots, strict=True)
        ],
        "kpi_meanwhile": [
            key | {"period": "2026-Q3", "comparison_change": -2.0, "comparison_deviation": 4.0} for key in keys
        ],
        "kpi_estimates": [{**keys[0], "evidence_rung": last["evidence_rung"], "is_primary": last["is_primary"]}],
        "kpi_trained": [key | {"start_date": START} for key in keys],
        "candidate_scores": [
            key | {"campaign": "2026-Q1", "score_percent": score} for key, (score, _) in zip(keys, pilots, strict=True)
        ],
        "campaigns": [{"campaign": "2026-Q1", "last_submission": last["last_submission"], "campaign_order": 1}],
    }
    for name, rows in given.items():
        frame = pd.DataFrame(rows)  # noqa: F841 - read by name
        stage = "validated" if name == "kpi_trained" else "scored"
        connection.execute(f"create or replace table {stage}.{name} as from frame")
    query = (warehouse.SQL / "scored" / "foresight_pilots.sql").read_text("utf-8")
    connection.execute(f"create or replace table scored.foresight_pilots as {query}")
    made = foresight.tables_made()
    for name in ("scored.foresight", "scored.foresight_parts"):
        warehouse.load(connection, name, made[name].make(connection))
    return connection.table("scored.foresight").df().iloc[0]


RISING = [(50.0 + at, 10.0 + at) for at in range(12)]


def test_a_gain_is_what_untrained_teams_did_not_gain_in_their_deviations(connection: duckdb.DuckDBPyConnection) -> None:
    judged(connection, [(61.0, 10.0)])
    assert connection.table("scored.foresight_pilots").df().iloc[0]["standardised_gain"] == (10 - 2) / 4


def test_few_pilots_have_no_coefficient_and_leave_the_weights_alone(connection: duckdb.DuckDBPyConnection) -> None:
    row = judged(connection, RISING[:7])
    assert (row["count_pilots"], pd.isna(row["coefficient"])) == (7, True)
    assert "7 pilots evaluated" in row["wording_en"]
    assert "les poids votés sont conservés" in row["wording_fr"]
    assert connection.table("scored.foresight_parts").df().empty


def test_a_clear_order_has_a_coefficient_and_two_halves(connection: duckdb.DuckDBPyConnection) -> None:
    row = judged(connection, [*RISING[:10], (62.0, 8.0), (63.0, 30.0)])
    assert row["coefficient"] > 0.5
    assert row["coefficient_low"] < row["coefficient"] < row["coefficient_high"]
    assert "score and gain go the same way" in row["wording_en"]
    assert connection.table("scored.foresight_parts").df()["count_pilots"].tolist() == [6, 6]


def test_an_interval_that_holds_zero_says_nothing_either_way(connection: duckdb.DuckDBPyConnection) -> None:
    row = judged(connection, [(50.0 + at, gain) for at, gain in enumerate([3.0, 1, 4, 1, 5, 9, 2, 6])])
    assert row["coefficient_low"] < 0 < row["coefficient_high"]
    assert "do not say whether a high score foretells a gain" in row["wording_en"]


@pytest.mark.parametrize(
    ("gain", "said"),
    [
        (lambda at: float(at), "Le comité peut discuter des poids ; les poids votés restent"),
        (lambda at: float(-at), "revoir la grille"),
        (lambda at: float(at * 7 % 30), "Rien ne permet d'en discuter les poids"),
    ],
    ids=("rising", "falling", "neither"),
)
def test_from_thirty_pilots_on_weights_may_be_discussed_where_the_link_is_clear(
    connection: duckdb.DuckDBPyConnection, gain: Callable[[int], float], said: str
) -> None:
    row = judged(connection, [(50.0 + at, gain(at)) for at in range(30)])
    assert said in row["wording_fr"].replace("\u202f", " ")
    assert "Il faut au moins 30 pilotes" not in row["wording_fr"]


@pytest.mark.parametrize(
    "unlike",
    [{"last_submission": pd.Timestamp("2026-05-01")}, {"evidence_rung": 1}, {"is_primary": False}],
    ids=("scored after the start", "without a comparison", "on a secondary KPI"),
)
def test_who_does_not_count(connection: duckdb.DuckDBPyConnection, unlike: dict[str, Any]) -> None:
    row = judged(connection, RISING, **unlike)
    assert row["count_pilots"] == 0
    assert row["wording_en"].startswith("No pilot yet has both")
