"""From pairs of numbers to a scatter: does the one go with the other?"""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

from dashboards.charts import look


def scatter(rows: pd.DataFrame, words: Mapping[str, str], axis_text: str) -> alt.LayerChart:
    """A dot per row of label, x and y, with a line at y = 0; `words` names 'x', 'y' and 'label'.

    `axis_text` is an expression that writes `datum.value`.
    """
    base = alt.Chart(rows)
    axis = alt.Axis(grid=False, labelExpr=axis_text)
    x = alt.X("x:Q", scale=alt.Scale(zero=False, nice=True), title=words["x"], axis=axis)
    y = alt.Y("y:Q", title=words["y"], axis=axis)
    tooltip = [alt.Tooltip("label:N", title=words["label"])]
    return look.finished(
        alt.layer(
            alt.Chart(pd.DataFrame({"y": [0.0]})).mark_rule(color=look.HAIR).encode(y="y:Q"),
            base.mark_point(filled=True, size=90, opacity=0.9, color=look.BETTER).encode(x=x, y=y, tooltip=tooltip),
        ).properties(height=300)
    )
