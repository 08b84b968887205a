"""From one comparison's panel to its parts by cohort and time, and to what the others did meanwhile."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from pipeline.effects.panels import Panel, Question
from pipeline.methods import effects, group_time
from pipeline.methods.group_time import Average, Cell

FEWEST_PERIODS = 3


def parts_of(question: Question, panel: Panel, found: Sequence[Cell]) -> list[dict[str, object]]:
    """A comparison by cohort, by time since the start, by period and by both; one row a part. None of a short panel.

    Errors and intervals of fewer than ten teams on a side take all teams to vary alike.
    """
    averages = group_time.averages(found, panel.cohorts)
    if averages is None or len(panel.periods) < FEWEST_PERIODS:
        return []
    starts = [panel.periods[own.after[0]] if own.after else None for own in panel.windows]

    def row(part: str, one: Average, **keys: object) -> dict[str, object]:
        among = [cell for _, cell in one.shares]
        trained = sum({cell.cohort: cell.count_trained for cell in among}.values())
        others = min(cell.count_comparison for cell in among)
        freedom, error = math.inf, one.standard_error
        if not effects.is_large(trained, others):
            freedom, error = max(1, trained + others - 2), one.pooled_error
        effect = question.direction * one.effect
        low, high = effects.interval(effect, error, freedom)
        return {
            "certification_id": question.certification_id, "kpi_id": question.kpi_id, "part": part, **keys,
            "count_trained": trained, "effect": effect, "effect_low": low, "effect_high": high, "standard_error": error,
        }  # fmt: skip

    rows = [row("over_cohorts", averages.over_cohorts)]
    rows += [row("cohort", one, cohort=starts[place - 1]) for place, one in averages.by_cohort.items()]
    rows.append(row("over_event_times", averages.over_events))
    rows += [row("event_time", one, event_time=event) for event, one in averages.by_event.items()]
    rows.append(row("over_periods", averages.over_periods))
    rows += [row("period", one, period=panel.periods[column]) for column, one in averages.by_period.items()]
    rows += [
        row(
            "cohort_and_period", group_time.alone(cell),
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
            size = float(np.nanmax(np.abs(panel.values)))
            deviation = effects.without_noise(float(others.std(ddof=1)), size) if len(others) > 1 else None
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
