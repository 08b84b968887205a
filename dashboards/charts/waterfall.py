"""From the points of each criterion to a waterfall: why this score."""

from __future__ import annotations

import altair as alt
import pandas as pd

from dashboards.charts import look

ROW = 38


def waterfall(
    rows: pd.DataFrame, total: str, total_figure: str, thresholds: dict[str, float], verdict: str
) -> alt.LayerChart:
    """A bar per criterion from where the one above ends, its possible points outlined; the total and the thresholds.

    `rows` has label, points, points_max and figure. `thresholds` maps words to a number of points, drawn against the
    total, which has the colour of its verdict; without a verdict there is no total.
    """
    ends = rows["points"].cumsum()
    steps = rows.assign(start=ends - rows["points"], end=ends, kind="step")
    steps["ceiling"] = steps["start"] + steps["points_max"]
    whole = float(rows["points_max"].sum())
    score = float(rows["points"].sum()) if verdict else 0.0
    last = pd.DataFrame([{"label": total, "start": 0.0, "end": score, "ceiling": whole, "figure": total_figure}])
    both = pd.concat([steps, last], ignore_index=True)
    both["colour"] = [look.STILL] * len(steps) + [look.COLOURS[verdict]]
    x_scale = alt.Scale(domainMin=0, domainMax=look.when_narrow(str(whole * 1.02), str(whole * 1.28)), nice=False)
    y = alt.Y(
        "label:N",
        sort=None,
        title=None,
        axis=alt.Axis(
            labelExpr=f"{look.below(look.NARROW)} ? '' : datum.label",
            labelLimit=280, labelColor=look.INK, labelFontSize=13, labelPadding=10, labelFlush=False, ticks=False,
            domain=False,
        ),
    )  # fmt: skip
    base = alt.Chart(both).encode(y=y)
    band = {"height": 16, "yOffset": look.when_narrow("8", "0")}
    x = alt.X("start:Q", scale=x_scale, title=None, axis=alt.Axis(grid=False, ticks=False, domain=False, labels=False))
    outline = base.mark_bar(fill="#F4F6F8", stroke=look.HAIR, strokeWidth=1, **band).encode(x=x, x2="ceiling:Q")
    bars = base.mark_bar(**band).encode(x=x, x2="end:Q", color=alt.Color("colour:N", scale=None))
    figures = base.mark_text(
        align=look.when_narrow("'right'", "'left'"), dx=look.when_narrow("0", "8"), dy=look.when_narrow("-9", "0"),
        color=look.INK,
    ).encode(
        x=alt.X("place:Q", scale=x_scale), text="figure:N"
    ).transform_calculate(place=f"{look.below(look.NARROW)} ? {whole} : datum.ceiling")  # fmt: skip
    names = (
        base.transform_calculate(shown=f"{look.below(look.NARROW)} ? datum.label : ''")
        .mark_text(align="left", dy=-9, color=look.INK, limit=240)
        .encode(x=alt.X(datum=0, type="quantitative", scale=x_scale), text="shown:N")
    )
    return look.finished(
        alt.layer(outline, bars, figures, names, *_thresholds(thresholds, total, x_scale)).properties(
            height=alt.Step(ROW), padding={"top": 4, "bottom": 4, "left": 0, "right": 4}
        )
    )


def _thresholds(thresholds: dict[str, float], total: str, x_scale: alt.Scale) -> list[alt.Chart]:
    lines = pd.DataFrame([{"word": word, "place": place, "label": total} for word, place in sorted(thresholds.items())])
    data = alt.Chart(lines)
    ticks = data.mark_tick(
        color=look.INK, thickness=2, size=30, yOffset=look.when_narrow("8", "0")
    ).encode(x=alt.X("place:Q", scale=x_scale), y=alt.Y("label:N", sort=None))  # fmt: skip
    words = data.mark_text(color=look.QUIET, fontSize=11, dy=22).encode(
        x=alt.X("place:Q", scale=x_scale), y=alt.Y("label:N", sort=None), text="word:N"
    )
    return [ticks, words]
