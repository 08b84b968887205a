"""From one comparison's panel to its parts by cohort and time, and to what the others did meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from pipeline.effects.panels import Panel, Question
from pipeline.methods import effects, group_time
from pipeline.methods.group_time import Average, Cell

FEWEST_PERIODS = 3


def parts_of(question: Question, panel: Panel, found: Sequence[Cell]) -> list[dict[str, object]]:
    """A comparison by cohort, by time since the start, by period and by both; one row a part. None of a short panel."""
    averages = group_time.averages(found, panel.cohorts)
    if averages is None or len(panel.periods) < FEWEST_PERIODS:
        return []
    starts = [panel.periods[own.after[0]] if own.after else None for own in panel.windows]

    def row(part: str, one: Average | Cell, error: float, among: Sequence[Cell], **keys: object) -> dict[str, object]:
        effect, width = question.direction * one.effect, effects.NORMAL * error
        return {
            "certification_id": question.certification_id, "kpi_id": question.kpi_id, "part": part, **keys,
            "count_trained": sum({cell.cohort: cell.count_trained for cell in among}.values()),
            "effect": effect, "effect_low": effect - width, "effect_high": effect + width, "standard_error": error,
        }  # fmt: skip

    def some(part: str, one: Average, among: Sequence[Cell], **keys: object) -> dict[str, object]:
        return row(part, one, one.standard_error, among, **keys)

    after = [cell for cell in found if cell.event >= 0]
    rows = [some("over_cohorts", averages.over_cohorts, after)]
    rows += [
        some("cohort", one, [cell for cell in after if cell.cohort == place], cohort=starts[place - 1])
        for place, one in averages.by_cohort.items()
    ]
    rows.append(some("over_event_times", averages.over_events, after))
    rows += [
        some("event_time", one, [cell for cell in found if cell.event == event], event_time=event)
        for event, one in averages.by_event.items()
    ]
    rows.append(some("over_periods", averages.over_periods, after))
    rows += [
        some("period", one, [cell for cell in after if cell.column == column], period=panel.periods[column])
        for column, one in averages.by_period.items()
    ]
    rows += [
        row(
            "cohort_and_period", cell, float(np.sqrt(cell.influence @ cell.influence)) / len(cell.influence), [cell],
            cohort=starts[cell.cohort - 1], period=panel.periods[cell.column], event_time=cell.event,
        )
        for cell in found
    ]  # fmt: skip
    return rows


def meanwhile(question: Question, panel: Panel) -> list[dict[str, Any]]:
    """By trained team and period: the mean change of its comparison teams over the same windows, up to that period.

    Where teams miss periods, it is what the team's own change is to be held against: what it has more is its part in
    the effect.
    """
    rows: list[dict[str, Any]] = []
    for place, own in enumerate(panel.windows, start=1):
        ours = panel.cohorts == place
        if not own.before or not ours.any():
            continue
        for count, column in enumerate(own.after, start=1):
            against = group_time.comparison(panel.cohorts, panel.windows, place, column, own.before[-1])
            before, after = (panel.values[ours | against][:, list(side)] for side in (own.before, own.after[:count]))
            adjusted = effects.side_means(after) - effects.side_means(before)
            others = adjusted[against[ours | against]]
            others = others[~np.isnan(others)]
            if not len(others):
                continue
            plain = effects.plain_means(after) - effects.plain_means(before)
            deviation = float(others.std(ddof=1)) if len(others) > 1 else None
            changes = (plain - adjusted)[ours[ours | against]] + others.mean()
            for team, change in zip(np.flatnonzero(ours), changes, strict=True):
                if not np.isnan(change):
                    rows.append(
                        {
                            "kpi_id": question.kpi_id, "certification_id": question.certification_id,
                            "team_id": panel.teams[team], "period": panel.periods[column],
                            "comparison_change": float(change), "comparison_deviation": deviation,
                            "count_comparison": len(others),
                        }
                    )  # fmt: skip
    return rows
