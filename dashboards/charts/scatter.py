"""From pairs of numbers to a scatter: does the one go with the other?"""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

from dashboards.charts import look
from dashboards.charts.placing import spread

HEIGHT, GAP = 300, 17
MOST_NAMED = 16
"""Beyond, names would cover the dots: the table has them."""


def scatter(rows: pd.DataFrame, words: Mapping[str, str], axis_text: str) -> alt.LayerChart:
    """A dot per row of label, x and y, named where there are not many, with a line at y = 0.

    `words` names 'x', 'y' and 'label'; `axis_text` is an expression that writes `datum.value`.
    """
    low, high = min(0.0, float(rows["y"].min())), max(0.0, float(rows["y"].max()))
    room = 0.08 * max(high - low, 1e-9)
    ends = [low - room, high + room]
    middle = (float(rows["x"].min()) + float(rows["x"].max())) / 2
    named = rows.assign(
        label_at=spread([float(one) for one in rows["y"]], GAP / HEIGHT * (ends[1] - ends[0]), *ends),
        is_left=rows["x"] > middle,
    )
    base = alt.Chart(named)
    axis = alt.Axis(grid=False, labelExpr=axis_text, labelFlush=False, tickCount=8)
    x = alt.X("x:Q", scale=alt.Scale(zero=False, nice=True), title=words["x"], axis=axis)
    scale = alt.Scale(domain=ends, nice=False)
    y = alt.Y("y:Q", title=words["y"], axis=axis, scale=scale)
    tooltip = [alt.Tooltip("label:N", title=words["label"])]
    return look.finished(
        alt.layer(
            alt.Chart(pd.DataFrame({"y": [0.0]})).mark_rule(color=look.HAIR).encode(y="y:Q"),
            base.mark_point(filled=True, size=90, opacity=0.9, color=look.BETTER).encode(x=x, y=y, tooltip=tooltip),
            *(
                base.transform_filter(f"datum.is_left === {is_left} && !({look.below(look.TELEPHONE)})")
                .mark_text(align=align, dx=dx, color=look.INK)
                .encode(x=x, y=alt.Y("label_at:Q", scale=scale), text="label:N")
                for is_left, align, dx in (("true", "right", -10), ("false", "left", 10))
                if len(rows) <= MOST_NAMED
            ),
        ).properties(height=HEIGHT)
    )
