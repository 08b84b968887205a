"""From effects by time since the start to an event study: placebos before it, and no line that joins the points."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

from dashboards.charts import look


def event_study(rows: pd.DataFrame, words: Mapping[str, str]) -> alt.LayerChart:
    """A point with its interval per row of event (periods since the start, below 0 placebos), effect, low and high.

    `rows` also has kind (a word), text and count. `words` names 'event', 'effect', 'count', 'before' and 'after'.
    """
    kinds, base = [words["before"], words["after"]], alt.Chart(rows)
    x = alt.X("event:Q", title=words["event"], axis=alt.Axis(tickMinStep=1, format="d", grid=False))
    colour = alt.Color(
        "kind:N", title=None, scale=alt.Scale(domain=kinds, range=[look.QUIET, look.BETTER]),
        legend=alt.Legend(orient="top"),
    )  # fmt: skip
    shape = alt.Shape("kind:N", title=None, scale=alt.Scale(domain=kinds, range=["diamond", "circle"]))
    tooltip = [
        alt.Tooltip("kind:N", title=words["event"]),
        alt.Tooltip("text:N", title=words["effect"]),
        alt.Tooltip("count:Q", title=words["count"]),
    ]
    return look.finished(
        alt.layer(
            alt.Chart(pd.DataFrame({"y": [0.0]})).mark_rule(color=look.INK).encode(y="y:Q"),
            alt.Chart(pd.DataFrame({"x": [-0.5]})).mark_rule(color=look.HAIR, strokeDash=[4, 3]).encode(x="x:Q"),
            base.mark_rule(strokeWidth=1.5).encode(
                x=x, y=alt.Y("low:Q", title=words["effect"]), y2="high:Q", color=colour
            ),
            base.mark_point(filled=True, size=70, opacity=1).encode(
                x=x, y="effect:Q", color=colour, shape=shape, tooltip=tooltip
            ),
        ).properties(height=280)
    )
