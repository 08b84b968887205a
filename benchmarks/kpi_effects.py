"""How long thousands of KPI series take, from rows in memory to published changes and effects.

python -m benchmarks.kpi_effects [TEAMS] [KPIS] [QUARTERS]
"""

from __future__ import annotations

import sys
import time

import numpy as np
import pandas as pd

from pipeline import effects
from pipeline.effects.estimates import answered
from pipeline.effects.panels import questions


def measures(teams: int, kpis: int, quarters: int, *, starts: int, seed: int = 1) -> pd.DataFrame:
    """Rows as SQL brings them: a tenth of the teams is trained, at so many different quarters."""
    draw = np.random.default_rng(seed)
    grid = pd.MultiIndex.from_product([range(kpis), range(teams), range(quarters)], names=["kpi", "team", "quarter"])
    rows = grid.to_frame(index=False)
    month = 2024 * 12 + 3 * rows["quarter"]
    trained = rows["team"] % 10 == 0
    start = 2024 * 12 + 3 * (quarters // 2 + rows["team"] // 10 % starts)
    first = pd.to_datetime({"year": start // 12, "month": start % 12 + 1, "day": 1}).where(trained)
    return pd.DataFrame(
        {
            "kpi_id": "kpi_" + rows["kpi"].astype(str),
            "team_id": "team_" + rows["team"].astype(str).str.zfill(5),
            "certification_id": np.where(trained, "prompt_101", "*"),
            "start_date": first, "window_opens": first, "phase": None,
            "period": (month // 12).astype(str) + "-Q" + (month % 12 // 3 + 1).astype(str),
            "month_from": month, "month_until": month + 3, "date": None,
            "value": draw.normal(20, 4, len(rows)), "design": "", "is_primary": rows["kpi"] == 0, "direction": "up",
            "unit": "", "scale": "plain", "kpi_kind": "level", "business_unit": None,
        }
    )  # fmt: skip


def main(teams: int = 1000, kpis: int = 5, quarters: int = 12) -> None:
    """Print seconds for one common start and for three."""
    for starts in (1, 3):
        rows = measures(teams, kpis, quarters, starts=starts)
        began = time.perf_counter()
        answers = [answered(question) for question in questions(rows)]
        found = list(effects.told(answers, {f"kpi_{number}": f"KPI {number}" for number in range(kpis)}))
        seconds = time.perf_counter() - began
        print(f"{teams * kpis} series of {quarters} quarters, {starts} start(s): {seconds:.2f} s, {len(found)} effects")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
