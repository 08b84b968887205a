"""Two rankings side by side: whose score or decision differs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

State = tuple[str, float | None]
"""A decision and a score in percent, None where there is none."""


def changes(before: pd.DataFrame, after: pd.DataFrame) -> list[dict[str, Any]]:
    """Candidates whose decision, or score to a tenth, differs between two rankings, in the order of the first.

    `before` and `after` are a State each, None where the candidate is not in that ranking.
    """
    keys = ["campaign", "team_id", "certification_id"]
    both = before.merge(after, on=keys, how="outer", suffixes=("_before", "_after"), sort=False)
    changed: list[dict[str, Any]] = []
    for row in both.to_dict("records"):
        was, would_be = (_state(row, side) for side in ("before", "after"))
        if _to_a_tenth(was) != _to_a_tenth(would_be):
            side = "before" if was else "after"
            names = {name: row[f"{name}_{side}"] for name in ("team_name", "certification_name")}
            changed.append({**{key: row[key] for key in keys}, **names, "before": was, "after": would_be})
    return changed


def _state(row: Mapping[Any, Any], side: str) -> State | None:
    decision, score = row[f"decision_{side}"], row[f"score_percent_{side}"]
    if pd.isna(decision):
        return None
    return decision, None if pd.isna(score) else float(score)


def _to_a_tenth(state: State | None) -> State | None:
    return state and (state[0], None if state[1] is None else round(state[1], 1))
