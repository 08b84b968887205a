"""Two rankings side by side: whose score or decision differs."""

from __future__ import annotations

import pandas as pd


def changes(before: pd.DataFrame, after: pd.DataFrame) -> list[dict[str, object]]:
    """Candidates whose score or decision differs between two rankings, in the order of the first."""
    keys = ["campaign", "team_id", "certification_id"]
    both = before.merge(after, on=keys, how="outer", suffixes=("_before", "_after"), sort=False)
    changed: list[dict[str, object]] = []
    for row in both.to_dict("records"):
        was, would_be = (
            None
            if pd.isna(row[f"decision_{side}"])
            else (row[f"decision_{side}"], _shown(row[f"score_percent_{side}"]))
            for side in ("before", "after")
        )
        if was != would_be:
            side = "before" if was else "after"
            names = {name: row[f"{name}_{side}"] for name in ("team_name", "certification_name")}
            changed.append({**{key: row[key] for key in keys}, **names, "before": _said(was), "after": _said(would_be)})
    return changed


def _shown(score: float) -> str:
    return "—" if pd.isna(score) else f"{score:.1f} %"


def _said(state: tuple[str, str] | None) -> str:
    return "—" if state is None else f"{state[1]} ({state[0]})"
