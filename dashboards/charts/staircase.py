"""From budgets and what each is worth to a staircase: between two budgets that were computed nothing is drawn up."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

from dashboards.charts import look


def staircase(rows: pd.DataFrame, words: Mapping[str, str], axis: Mapping[str, str]) -> alt.LayerChart:
    """A step a budget. `rows` has budget, worth, the texts budget_text, worth_text, more_text, enter and leave, and
    own (the budget on screen).

    `words` names 'budget', 'value', 'more', 'enter' and 'leave'; `axis` holds expressions that write 'budget' and
    'value'.
    """
    x = alt.X(
        "budget:Q", title=words["budget"], scale=alt.Scale(zero=True, nice=False),
        axis=alt.Axis(grid=False, labelExpr=axis["budget"], tickCount=6),
    )  # fmt: skip
    y = alt.Y(
        "worth:Q", title=words["value"], scale=alt.Scale(zero=True),
        axis=alt.Axis(labelExpr=axis["value"], tickCount=5, domain=False, ticks=False),
    )  # fmt: skip
    tooltip = [
        alt.Tooltip(f"{column}:N", title=words[word])
        for column, word in (
            ("budget_text", "budget"), ("worth_text", "value"), ("more_text", "more"), ("enter", "enter"),
            ("leave", "leave"),
        )
    ]  # fmt: skip
    base = alt.Chart(rows)
    own = base.transform_filter("datum.own")
    layers = [
        base.mark_line(interpolate="step-after", color=look.PILOT, strokeWidth=2).encode(x=x, y=y),
        base.mark_point(filled=True, size=60, opacity=1, color=look.PILOT).encode(x=x, y=y, tooltip=tooltip),
        own.mark_rule(color=look.INK, strokeDash=[4, 3]).encode(x=x),
        own.mark_point(filled=True, size=130, opacity=1, color=look.INK, shape="diamond").encode(
            x=x, y=y, tooltip=tooltip
        ),
        own.mark_text(align="left", dx=10, dy=14, color=look.INK, fontWeight=600).encode(
            x=x, y=y, text="budget_text:N"
        ),
    ]
    return look.finished(
        alt.layer(*layers).properties(height=300, padding={"top": 8, "bottom": 4, "left": 0, "right": 90})
    )
