"""From the parts of a change to steps: what led from the previous campaign's score to this one's."""

from __future__ import annotations

import altair as alt
import pandas as pd

from dashboards.charts import look

ROW = 30


def bridge(rows: pd.DataFrame) -> alt.LayerChart:
    """A bar per part, from the score before it to the score after it, between the two scores as dots.

    `rows` has label, start, end, figure and is_score (both ends are scores of a campaign; the others are parts).
    """
    drawn = rows.assign(
        low=rows[["start", "end"]].min(axis=1),
        high=rows[["start", "end"]].max(axis=1),
        colour=[
            look.INK if is_score else look.BETTER if end > start else look.WORSE
            for is_score, start, end in zip(rows["is_score"], rows["start"], rows["end"], strict=True)
        ],
    )
    room = max(float(drawn["high"].max() - drawn["low"].min()), 2.0)
    x_scale = alt.Scale(
        domain=[float(drawn["low"].min()) - room * 0.08, float(drawn["high"].max()) + room * 0.45],
        nice=False,
        zero=False,
    )
    y = alt.Y(
        "label:N", sort=rows["label"].tolist(), title=None,
        axis=alt.Axis(
            labelLimit=300, labelColor=look.INK, labelFontSize=13, labelPadding=10, ticks=False, domain=False,
        ),
    )  # fmt: skip
    x = alt.X("low:Q", scale=x_scale, title=None, axis=None)
    base = alt.Chart(drawn).encode(y=y, color=alt.Color("colour:N", scale=None))
    parts = base.transform_filter("!datum.is_score").mark_bar(height=14).encode(x=x, x2="high:Q")
    scores = base.transform_filter("datum.is_score").mark_point(filled=True, size=90, opacity=1).encode(x=x)
    figures = (
        alt.Chart(drawn)
        .mark_text(align="left", dx=9, color=look.INK)
        .encode(y=y, x=alt.X("high:Q", scale=x_scale), text="figure:N")
    )
    return look.finished(
        alt.layer(parts, scores, figures).properties(
            height=alt.Step(ROW), padding={"top": 4, "bottom": 4, "left": 0, "right": 4}
        )
    )
