"""From scores to a ranked dot plot on the grid's decision bands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd

from dashboards import formats
from dashboards.charts import look
from pipeline.vocabulary import Language

ROW = 30
FIGURE = 130
"""Pixels that hold what is written right of a row, such as `62,2 % (n=2) ± ◌`."""
OPENED = "opened"
"""The name of the selection: the `key` of the dot that was clicked."""


@dataclass(frozen=True)
class Scale:
    """The range of scores and the two thresholds of a grid, in percent."""

    lowest: float
    alternatives_below: float
    pilot_above: float
    highest: float = 100.0

    @property
    def bands(self) -> tuple[tuple[str, float, float], ...]:
        """The three bands that thresholds make, each with its verdict and ends."""
        return (
            ("alternatives", self.lowest, self.alternatives_below),
            ("deepen", self.alternatives_below, self.pilot_above),
            ("pilot", self.pilot_above, self.highest),
        )


def ranked(
    rows: pd.DataFrame,
    scale: Scale,
    language: Language,
    word: Callable[[str], str],
    tooltip: Sequence[tuple[str, str]],
    axis: str,
    watermark: str = "",
) -> alt.LayerChart:
    """A dot per row on shaded bands, best first; `axis` says what the scores are, `watermark` is written across it.

    `rows` has label (unique), score, low, high, verdict ('' for none), figure (written right of the row), remark
    (written beside the dot, quieter, where there is more room), the columns that `tooltip` names with their titles,
    more where remarks go on at the other side, key where a dot can be opened, and starts_tier where a line divides a
    row from the one above.
    """
    shown = rows.assign(
        colour=rows["verdict"].map(look.COLOURS),
        shape=rows["verdict"].map(look.SHAPES),
        side=[
            "left" if low - scale.lowest >= scale.highest - high else "right"
            for low, high in zip(rows["low"], rows["high"], strict=True)
        ],
        fill=["#FFFFFF" if verdict == "alternatives" else look.COLOURS[verdict] for verdict in rows["verdict"]],
    )
    x_scale = alt.Scale(
        domainMin=scale.lowest,
        domainMax=scale.highest,
        nice=False,
        zero=False,
    )
    y = alt.Y(
        "label:N",
        sort=None,
        title=None,
        axis=alt.Axis(
            labelExpr=f"{look.below(look.NARROW)} ? '' : datum.label",
            labelLimit=340, labelColor=look.INK, labelFontSize=13, labelPadding=10, labelFlush=False, ticks=False,
            domain=False,
        ),
    )  # fmt: skip
    base = alt.Chart(shown).encode(y=y)
    drop = look.when_narrow("9", "0")
    interval = base.mark_rule(color=look.QUIET, strokeWidth=2, opacity=0.55, yOffset=drop).encode(
        x=alt.X("low:Q", scale=x_scale), x2="high:Q"
    )
    dots = base.mark_point(size=120, filled=True, opacity=1, strokeWidth=2, yOffset=drop).encode(
        x=alt.X("score:Q", scale=x_scale, title=axis, axis=_axis(scale, language)),
        shape=alt.Shape("shape:N", scale=None),
        fill=alt.Fill("fill:N", scale=None),
        stroke=alt.Stroke("colour:N", scale=None),
        tooltip=[alt.Tooltip(f"{name}:N", title=title) for name, title in tooltip],
    )
    if "key" in rows:
        dots = dots.add_params(alt.selection_point(name=OPENED, fields=["key"]))
    at_edge = alt.X(datum=scale.highest, type="quantitative", scale=x_scale)
    figure = base.mark_text(
        align=look.when_narrow("'right'", "'left'"),
        dx=look.when_narrow("0", "12"),
        dy=look.when_narrow("-7", "0"),
        color=look.INK,
        baseline="middle",
    ).encode(x=at_edge, text="figure:N")
    remarks = [
        base.transform_filter(f"datum.side {sign} '{side}' && !({look.below(look.TELEPHONE)})")
        .mark_text(
            align=align,
            dx=dx,
            baseline="middle",
            color=look.QUIET,
            yOffset=drop,
            fontSize=12,
            limit=alt.ExprRef("0.44 * width"),
        )
        .encode(x=alt.X(f"{end}:Q", scale=x_scale), text=f"{remark}:N")
        for side, align, dx, end in (("left", "right", -12, "low"), ("right", "left", 12, "high"))
        for remark, sign in (("remark", "==="), ("more", "!=="))
        if remark in rows
    ]
    name = (
        base.transform_calculate(shown=f"{look.below(look.NARROW)} ? datum.label : ''")
        .mark_text(
            align="left", dy=-7, baseline="middle", color=look.INK, limit=alt.ExprRef(f"min(330, width - {FIGURE})")
        )
        .encode(x=alt.X(datum=scale.lowest, type="quantitative", scale=x_scale), text="shown:N")
    )
    tiers = [
        base.transform_filter("datum.starts_tier")
        .mark_rule(color=look.INK, strokeDash=[2, 4], opacity=0.45, yOffset=-ROW / 2)
        .encode(x=alt.X(datum=scale.lowest, type="quantitative", scale=x_scale), x2=alt.X2(datum=scale.highest))
    ] if "starts_tier" in rows else []  # fmt: skip
    return look.finished(
        alt.layer(
            *_bands(scale, x_scale, word), *_watermark(watermark), interval, *tiers, dots, figure, *remarks, name
        ).properties(height=alt.Step(ROW), padding={"top": 8, "bottom": 4, "left": 0, "right": 12})
    )


def _axis(scale: Scale, language: Language) -> alt.Axis:
    middle = (scale.pilot_above + scale.highest) / 2
    values = sorted({scale.lowest, scale.alternatives_below, scale.pilot_above, middle, scale.highest})
    written = "format(datum.value, '.3~r')"
    return alt.Axis(
        values=values, labelFlush=False, grid=False, domain=False, ticks=False, labelPadding=6,
        labelExpr=f"replace({written}, '.', ',') + '{formats.HARD}%'" if language == "fr" else f"{written} + '%'",
    )  # fmt: skip


def _bands(scale: Scale, x_scale: alt.Scale, word: Callable[[str], str]) -> list[alt.Chart]:
    bands = pd.DataFrame(
        [
            {
                "start": start,
                "end": end,
                "middle": (start + end) / 2,
                "tint": look.BAND_COLOURS[verdict],
                "ink": look.COLOURS[verdict],
                "word": _on_two_lines(f"{look.GLYPHS[verdict]} {word(verdict)}", 18),
                "short": _on_two_lines(f"{look.GLYPHS[verdict]} {word(verdict)}", 9),
            }
            for verdict, start, end in scale.bands
            if end > start
        ]
    )
    data = alt.Chart(bands)
    ground = data.mark_rect().encode(
        x=alt.X("start:Q", scale=x_scale), x2="end:Q", color=alt.Color("tint:N", scale=None)
    )
    edges = (
        alt.Chart(bands.iloc[1:])
        .mark_rule(color=look.QUIET, strokeDash=[3, 3], opacity=0.6)
        .encode(x=alt.X("start:Q", scale=x_scale))
    )
    words = (
        data.transform_calculate(shown=f"{look.below(look.SMALL)} ? datum.short : datum.word")
        .mark_text(
            y=-22,
            fontSize=alt.ExprRef("width < 360 ? 9.5 : width < 460 ? 10.5 : 12"),
            fontWeight=600,
            lineBreak="\n",
            lineHeight=15,
        )
        .encode(x=alt.X("middle:Q", scale=x_scale), text="shown:N", color=alt.Color("ink:N", scale=None))
    )
    return [ground, edges, words]


def _watermark(text: str) -> list[alt.Chart]:
    written = alt.Chart(pd.DataFrame([{"text": text}])).mark_text(
        x=alt.ExprRef("width / 2"), y=alt.ExprRef("height / 2"), fontSize=alt.ExprRef("min(72, width / 6)"),
        fontWeight=700, opacity=0.10, angle=340, color=look.INK,
    ).encode(text="text:N")  # fmt: skip
    return [written] if text else []


def _on_two_lines(text: str, longest: int) -> str:
    """Long words on two lines so that they fit their band; those of so many signs at most on the lower line."""
    words = text.split()
    if len(text) <= longest:
        return f" \n{text}"
    cut = min(range(1, len(words)), key=lambda at: abs(len(" ".join(words[:at])) - len(" ".join(words[at:]))))
    return f"{' '.join(words[:cut])}\n{' '.join(words[cut:])}"
