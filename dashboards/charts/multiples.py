"""From a KPI's series to a small chart for one team; a page lays several side by side on one scale."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

from dashboards.charts import look


def series(
    rows: pd.DataFrame,
    domain: tuple[float, float],
    target: float | None,
    start: str | None,
    axis_text: str,
    words: Mapping[str, str],
) -> alt.LayerChart:
    """The values of one team by period. `rows` has period (label, in order), value, text and window.

    `domain` is shared by the panels; `target` is a dashed line, `start` the first period of the training;
    `axis_text` is an expression that writes `datum.value`.
    """
    trained = start is not None
    order = list(rows["period"])
    y = alt.Y(
        "value:Q",
        scale=alt.Scale(domain=list(domain), nice=False, zero=False),
        title=None,
        axis=alt.Axis(tickCount=3, grid=True, domain=False, ticks=False, labelPadding=6, labelExpr=axis_text),
    )
    x = alt.X(
        "period:N", sort=order, title=None, axis=alt.Axis(labelAngle=0, labelOverlap="greedy", ticks=False, grid=False)
    )
    tooltip = [alt.Tooltip("period:N", title=words["period"]), alt.Tooltip("text:N", title=words["value"])]
    colour = look.BETTER if trained else look.STILL
    layers: list[alt.Chart] = []
    if target is not None:
        layers.append(
            alt.Chart(pd.DataFrame({"value": [target]})).mark_rule(color=look.INK, strokeDash=[4, 3]).encode(y=y)
        )
    if start is not None:
        layers.append(
            alt.Chart(pd.DataFrame({"period": [start]}))
            .mark_rule(color=look.DEEPEN, strokeWidth=1.5)
            .encode(x=alt.X("period:N", sort=order))
        )
    base = alt.Chart(rows)
    layers += [
        base.mark_line(color=colour, strokeWidth=2).encode(x=x, y=y),
        base.mark_point(color=colour, filled=True, size=40, opacity=1).encode(x=x, y=y, tooltip=tooltip),
    ]
    return look.finished(
        alt.layer(*layers).properties(height=150, padding={"top": 4, "bottom": 2, "left": 0, "right": 6})
    )
