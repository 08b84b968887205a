"""From counts to a funnel: how many of those enrolled are left at each step."""

from __future__ import annotations

import altair as alt
import pandas as pd

from dashboards.charts import look


def funnel(rows: pd.DataFrame) -> alt.LayerChart:
    """A bar per step, from the first one; `rows` has step, people and figure, in order."""
    base = alt.Chart(rows)
    y = alt.Y("step:N", sort=None, title=None, axis=alt.Axis(labelLimit=220, ticks=False, domain=False))
    x = alt.X("people:Q", axis=None, scale=alt.Scale(domain=[0, float(rows["people"].max()) * 1.25], nice=False))
    return look.finished(
        alt.layer(
            base.mark_bar(color=look.BETTER, height=20).encode(x=x, y=y),
            base.mark_text(align="left", dx=6, color=look.INK).encode(x=x, y=y, text="figure:N"),
        ).properties(height=34 * max(len(rows), 1))
    )
