"""From candidates and what each is worth to bars: the funded ones and those that were left out."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from dashboards.charts import look

ROW = 30
ROOM = 1.9
"""The chart's width in longest bars: beside them stand the reasons."""


def worth(rows: pd.DataFrame, tooltip: Sequence[tuple[str, str]]) -> alt.LayerChart:
    """A bar a candidate, in the order given. `rows` has label (unique), worth, funded and figure, and the columns that
    `tooltip` names with their titles."""
    drawn = rows.assign(
        colour=[look.PILOT if funded else look.STILL for funded in rows["funded"]],
        ink=[look.INK if funded else look.QUIET for funded in rows["funded"]],
    )
    most = max(float(drawn["worth"].max()), 1e-9)
    x = alt.X("worth:Q", title=None, axis=None, scale=alt.Scale(domain=[0, most * ROOM], nice=False))
    y = alt.Y(
        "label:N", sort=rows["label"].tolist(), title=None,
        axis=alt.Axis(
            labelExpr=f"{look.below(look.TELEPHONE)} ? '' : datum.label", labelLimit=340, labelColor=look.INK,
            labelFontSize=13, labelPadding=10, labelFlush=False, ticks=False, domain=False,
        ),
    )  # fmt: skip
    base = alt.Chart(drawn).encode(y=y, tooltip=[alt.Tooltip(f"{name}:N", title=title) for name, title in tooltip])
    drop, size = (look.when_narrow(narrow, wide, look.TELEPHONE) for narrow, wide in (("8", "0"), ("11", "15")))
    bars = base.mark_bar(height=size, yOffset=drop).encode(x=x, color=alt.Color("colour:N", scale=None))
    figures = base.mark_text(
        align="left", dx=7, yOffset=drop, limit=alt.ExprRef(f"width - 8 - width * datum.worth / {most * ROOM}")
    ).encode(x=x, text="figure:N", color=alt.Color("ink:N", scale=None))
    names = (
        base.transform_calculate(shown=f"{look.below(look.TELEPHONE)} ? datum.label : ''")
        .mark_text(align="left", dy=-7, color=look.INK, limit=alt.ExprRef("width"))
        .encode(x=alt.X(datum=0, type="quantitative"), text="shown:N")
    )
    return look.finished(
        alt.layer(bars, figures, names).properties(
            height=alt.Step(ROW), padding={"top": 4, "bottom": 4, "left": 0, "right": 4}
        )
    )
