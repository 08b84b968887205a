"""From values before and after to a slope chart: who moved, and who was trained."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

from dashboards.charts import look
from dashboards.charts.placing import spread

GAP = 17
"""Pixels between two labels."""


def slope(rows: pd.DataFrame, words: Mapping[str, str]) -> alt.LayerChart:
    """A line per row from before to after. Trained teams that moved are coloured; the others are grey.

    `rows` has label, before, after, target (may be null), movement ('better', 'worse' or 'still'), before_text,
    after_text, target_text. `words` names 'before', 'after', 'target' and the three movements.
    """
    height = max(320, GAP * (len(rows) + 2))
    known = pd.concat([rows["before"], rows["after"], rows["target"].dropna()])
    low, high = float(known.min()), float(known.max())
    margin = (high - low or abs(high) or 1.0) * 0.06
    low, high = low - margin, high + margin
    pixel = (high - low) / height

    shown = rows.assign(
        colour=rows["movement"].map({"better": look.BETTER, "worse": look.WORSE, "still": look.STILL}),
        ink=rows["movement"].map({"better": look.BETTER, "worse": look.WORSE, "still": look.QUIET}),
        left=spread([float(value) for value in rows["before"]], GAP * pixel, low, high),
        right=spread([float(value) for value in rows["after"]], GAP * pixel, low, high),
        left_label=rows["before_text"],
        right_label=[f"{value}  {label}" for value, label in zip(rows["after_text"], rows["label"], strict=True)],
        movement_word=rows["movement"].map(words),
    )
    x = {"before": 0.0, "after": 1.0}
    x_scale = alt.Scale(
        domainMin=look.when_narrow("-0.45", "-0.14", look.TELEPHONE),
        domainMax=look.when_narrow("2.6", "1.5", look.TELEPHONE),
        nice=False,
    )
    y_scale = alt.Scale(domain=[low, high], nice=False, zero=False)
    no_axis = alt.Axis(labels=False, ticks=False, domain=False, grid=False)
    base = alt.Chart(shown)
    tooltip = [
        alt.Tooltip("label:N", title=words["team"]),
        alt.Tooltip("before_text:N", title=words["before"]),
        alt.Tooltip("after_text:N", title=words["after"]),
        alt.Tooltip("target_text:N", title=words["target"]),
        alt.Tooltip("movement_word:N", title=words["movement"]),
    ]

    def at(place: float) -> alt.X:
        return alt.X(datum=place, type="quantitative", scale=x_scale, title=None, axis=no_axis)

    def value(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", scale=y_scale, title=None, axis=no_axis)

    colour, ink = alt.Color("colour:N", scale=None), alt.Color("ink:N", scale=None)
    lines = base.mark_rule(strokeWidth=2.5, opacity=0.9).encode(
        x=at(x["before"]), x2=alt.X2(datum=x["after"]), y=value("before"), y2="after:Q", color=colour, tooltip=tooltip
    )
    ends = [
        base.mark_point(filled=True, size=55, opacity=1).encode(
            x=at(x[end]), y=value(end), color=colour, tooltip=tooltip
        )
        for end in ("before", "after")
    ]
    leaders = [
        base.mark_rule(strokeWidth=1, opacity=0.5).encode(
            x=at(start), x2=alt.X2(datum=stop), y=value(end), y2=f"{side}:Q", color=colour
        )
        for start, stop, end, side in ((0.0, -0.06, "before", "left"), (1.0, 1.06, "after", "right"))
    ]
    labels = [
        base.mark_text(align="right", dx=-4).encode(x=at(-0.06), y=value("left"), text="left_label:N", color=ink),
        base.mark_text(align="left", dx=4, limit=look.when_narrow("170", "330", look.TELEPHONE)).encode(
            x=at(1.06), y=value("right"), text="right_label:N", color=ink
        ),
    ]
    targets = (
        base.transform_filter("isValid(datum.target)")
        .mark_tick(thickness=2.5, width=26, orient="horizontal", color=look.INK)
        .encode(x=at(1.0), y=value("target"), tooltip=tooltip)
    )
    heads = alt.Chart(
        pd.DataFrame([{"place": place, "word": words[end]} for end, place in x.items()])
    ).mark_text(y=-12, baseline="bottom", fontWeight=600, color=look.INK).encode(
        x=alt.X("place:Q", scale=x_scale, title=None, axis=no_axis), text="word:N"
    )  # fmt: skip
    return look.finished(
        alt.layer(lines, *leaders, *ends, targets, *labels, heads).properties(
            height=height, padding={"top": 8, "bottom": 4, "left": 0, "right": 4}
        )
    )
