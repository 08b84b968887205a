"""Studies that economists know by heart, sent as files, come back with their published tables.

Where a study's data are not small enough to stand here (the training programme by lot), made-up people have exactly its
published means and standard deviations, which is all that the estimators read.
"""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from card_krueger import stores
from portfolio import Portfolio

# Holzer, Block, Cheatham & Knott (1993): scrap rates of 54 Michigan firms in 1987 and 1988, as in Wooldridge's jtrain.
GRANTED = (
    (10, 3), (1, 1), (6, 5), (0.45, 0.5), (1.25, 1.54), (1.3, 1.5), (1.06, 0.8), (3, 2), (8.18, 0.67), (1.67, 1.17),
    (0.98, 0.51), (1, 0.5), (0.45, 0.61), (8, 4), (9, 7), (18, 19), (0.28, 0.2), (7, 5), (3.97, 3.83),
)  # fmt: skip
NOT_GRANTED = (
    (0.06, 0.05), (2.64, 2.74), (6, 7), (21, 11), (7, 5), (1, 0.5), (1.68, 1.57), (30, 24), (1, 1), (10, 6),
    (0.66, 0.34), (0.87, 0.82), (1.2, 0.53), (1.06, 1.03), (0.05, 0.08), (0.14, 0.16), (2, 2), (0.01, 0.11), (2, 2),
    (1.39, 1.16), (20.5, 24), (1.5, 1.41), (0.2, 0.31), (1, 0.85), (0.5, 0.59), (5, 4), (2, 1), (2.71, 1.52),
    (0.65, 0.55), (11, 8), (2.25, 2.5), (5, 4.8), (1.67, 2.5), (2.7, 2.59), (20, 25),
)  # fmt: skip


def spread(count: int, mean: float, deviation: float) -> list[float]:
    """Values with exactly this mean and sample standard deviation, to nine decimals."""
    shape = np.linspace(-1, 1, count)
    values = mean + deviation * shape / shape.std(ddof=1)
    return [round(float(one), 9) for one in values]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pd.DataFrame]:
    portfolio = Portfolio(Path(tmp_path_factory.mktemp("studies")))
    trained: list[tuple[str, str, str, str]] = []
    scrap: list[tuple[object, ...]] = []
    for name, firms in (("Granted", GRANTED), ("Firm", NOT_GRANTED)):
        for number, values in enumerate(firms):
            team = f"{name} {number}"
            if name == "Granted":
                trained.append((team, "Job training grant", "deployed", "1988-01-01"))
            for year, value in zip((1987, 1988), values, strict=True):
                scrap.append((team, "Scrap rate", value, year, "", "down"))
                scrap.append((team, "Log scrap rate", f"{math.log(value):.9f}", year, "", "down"))
        # What a panel does not hold is an empty cell.
        scrap += [(f"{name} {number}", "Scrap rate", "", 1989, "", "down") for number in range(len(firms))]
    portfolio.given_csv("scrap.csv", ("team", "KPI", "value", "period", "kind", "direction"), *scrap)

    # LaLonde (1986), the sample of Dehejia & Wahba (1999): earnings of 1978, 185 people drawn for the programme of 445.
    earnings: list[tuple[object, ...]] = []
    for name, values in (("Drawn", spread(185, 6349.1435, 7867.4022)), ("Control", spread(260, 4554.8011, 5483.8360))):
        for number, value in enumerate(values):
            earnings.append((f"{name} {number}", "Earnings", f"{value:.9f}", "after", "randomised"))
            if name == "Drawn":
                trained.append((f"{name} {number}", "Supported work", "deployed", "1976-01-01"))
    portfolio.given_csv("earnings.csv", ("team", "KPI", "value", "phase", "design"), *earnings)

    # Card & Krueger (1994), table 3, balanced sample: employment changed by -2.28 (1.25) and 0.47 (0.48): 2.75 (1.34).
    employment: list[tuple[object, ...]] = []
    for team, february, november in stores():
        employment += [
            (team, "Employment", february, "1992-02-15"),
            (team, "Employment", november, "1992-11-15"),
        ]
        if team.startswith("New Jersey"):
            trained.append((team, "Minimum wage", "deployed", "1992-04-01"))
    portfolio.given_csv("stores.csv", ("team", "KPI", "value", "date"), *employment)

    # Two cohorts with effects that grow by one a quarter: 3.0 on average, where one regression on everything finds 1.8.
    staggered: list[tuple[object, ...]] = []
    for team, start, level in (("Early", 3, 10), ("Late", 6, 0), ("Never", 99, 0)):
        if start < 99:
            trained.append((team, "Staggered", "pilot", ("2025-07-01", "2026-04-01")[start > 3]))
        for quarter in range(1, 9):
            value = level + quarter / 2 + max(0, quarter - start + 1)
            staggered.append((team, "Output", value, f"{2025 + (quarter - 1) // 4}-Q{(quarter - 1) % 4 + 1}"))
    portfolio.given_csv("staggered.csv", ("team", "KPI", "value", "period"), *staggered)
    portfolio.given_csv("register.csv", ("team", "certification", "status", "start date"), *trained)
    portfolio.run()
    return {
        name: portfolio.published(name) for name in ("kpi_effects", "kpi_effect_parts", "kpi_changes", "source_files")
    }


def effect(published: dict[str, pd.DataFrame], kpi: str) -> pd.Series:
    rows = published["kpi_effects"]
    found = rows[rows["kpi_id"] == kpi]
    assert len(found) == 1
    return found.iloc[0]


@pytest.mark.parametrize(
    ("kpi", "gain", "error"),
    [("scrap_rate", 0.739, 0.683), ("log_scrap_rate", 0.317, 0.164)],
)
def test_training_grants_and_scrap_rates(
    published: dict[str, pd.DataFrame], kpi: str, gain: float, error: float
) -> None:
    """Wooldridge, Introductory Econometrics: -.739 (.683) in rates, -.317 (.164) in logs, 54 firms."""
    row = effect(published, kpi)
    assert row["effect"] == pytest.approx(gain, abs=0.0005)
    assert row["standard_error_pooled"] == pytest.approx(error, abs=0.0005)
    assert (row["count_trained"], row["count_comparison"]) == (19, 35)
    assert row["p_value"] > 0.05
    assert "compatible with no effect as well as with" in row["wording_en"]


def test_an_empty_cell_of_a_panel_is_no_error_and_no_measure(published: dict[str, pd.DataFrame]) -> None:
    sent = published["source_files"].set_index("file").loc["scrap.csv"]
    assert (sent["rows_read"], sent["accepted"], sent["rejected"], sent["ignored"]) == (270, 216, 0, 54)
    rows = published["kpi_changes"]
    assert set(rows[rows["kpi_id"] == "scrap_rate"]["period"]) == {"1987", "1988"}


def test_a_training_programme_by_lot(published: dict[str, pd.DataFrame]) -> None:
    """LaLonde, Dehejia & Wahba: 1,794 (633 with one variance, 671 with two)."""
    row = effect(published, "earnings")
    assert row["effect"] == pytest.approx(1794.34, abs=0.01)
    assert row["standard_error_pooled"] == pytest.approx(632.85, abs=0.01)
    assert row["standard_error"] == pytest.approx(671.0, abs=0.05)
    assert (row["estimator"], row["evidence_rung"]) == ("after_difference", 5)


def test_a_minimum_wage_and_employment(published: dict[str, pd.DataFrame]) -> None:
    """Card & Krueger: 2.75 (1.34); stores seen once take no part; one measure before proves nothing by itself."""
    row = effect(published, "employment")
    assert row["effect"] == pytest.approx(0.4667 + 2.2833, abs=0.0001)
    assert row["standard_error"] == pytest.approx(1.3423, abs=0.0001)
    assert (row["count_trained"], row["count_comparison"]) == (309, 75)
    assert row["evidence_rung"] == 4


def test_staggered_starts(published: dict[str, pd.DataFrame]) -> None:
    """Callaway & Sant'Anna: 3.0 on average, 3.5 over time since the start, 2.75 over cohorts."""
    row = effect(published, "output")
    parts = published["kpi_effect_parts"]
    parts = parts[parts["kpi_id"] == "output"].set_index("part")["effect"]
    assert row["effect"] == pytest.approx(3.0)
    assert parts["over_event_times"] == pytest.approx(3.5)
    assert parts["over_cohorts"] == pytest.approx(2.75)
    assert row["evidence_rung"] == 4


def test_a_team_s_own_change_stands_beside_that_of_the_others(published: dict[str, pd.DataFrame]) -> None:
    rows = published["kpi_changes"]
    row = rows[(rows["team_id"] == "new_jersey_0") & (rows["kpi_id"] == "employment")].iloc[-1]
    assert row["evidence_rung"] == 4
    assert "Over the same periods 75 untrained teams on average changed by −2.28" in row["wording_en"]
    assert row["wording_en"].endswith("For one team alone, no test says whether it is the training.")
    assert "Sans équipe comparable" not in row["wording_fr"]
