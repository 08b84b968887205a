"""From trainings to satisfaction against application: who was happy, who uses it."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

from dashboards.charts import look
from dashboards.charts.placing import spread

SATISFIED, FEW_APPLY = 4.0, 0.30
NOTES, SHARES = [1.0, 5.25], [-0.03, 1.03]
HEIGHT, GAP = 380, 28  # the frame takes a quarter of the height
SIGN = 0.05
"""What a sign of a name takes of the satisfaction axis."""


def quadrant(rows: pd.DataFrame, words: Mapping[str, str]) -> alt.LayerChart:
    """A dot per training with the interval of its application; flagged ones are coloured and have another shape.

    `rows` has label, satisfaction (1 to 5), rate, low, high (0 to 1), flagged, figures. `words` names 'satisfaction',
    'application', 'training', 'figures', the two corners 'not_applied' and 'applied', and the 'percent' sign.
    """
    is_left = _left(rows)
    shown = rows.assign(
        is_left=is_left,
        colour=[look.WORSE if one else look.BETTER for one in rows["flagged"]],
        shape=["diamond" if one else "circle" for one in rows["flagged"]],
        label_at=_spread_by_side(rows, is_left),
    )
    base = alt.Chart(shown)
    notes, shares = alt.Scale(domain=NOTES, nice=False), alt.Scale(domain=SHARES, nice=False)
    x = alt.X(
        "satisfaction:Q", scale=notes, title=words["satisfaction"],
        axis=alt.Axis(values=[1, 2, 3, 4, 5], format="d", grid=False),
    )  # fmt: skip
    in_percent = f"format(100 * datum.value, 'd') + '{words['percent']}'"
    y = alt.Y(
        "rate:Q", scale=shares, title=words["application"],
        axis=alt.Axis(values=[0, 0.3, 0.5, 1], labelExpr=in_percent, grid=False),
    )  # fmt: skip
    tooltip = [
        alt.Tooltip("label:N", title=words["training"]), alt.Tooltip("figures:N", title=words["figures"]),
    ]  # fmt: skip
    colour = alt.Color("colour:N", scale=None)
    corner = pd.DataFrame([{"x": SATISFIED, "x2": NOTES[1], "low": SHARES[0], "high": FEW_APPLY}])
    layers = [
        alt.Chart(corner).mark_rect(color=look.BAND_COLOURS["deepen"]).encode(
            x=alt.X("x:Q", scale=notes), x2="x2:Q", y=alt.Y("low:Q"), y2="high:Q"
        ),
        *(
            alt.Chart(pd.DataFrame([{"at": place, "word": words[key]}])).mark_text(
                align="left", dx=4, color=look.QUIET, fontStyle="italic"
            ).encode(x=alt.X(datum=SATISFIED, type="quantitative"), y="at:Q", text="word:N")
            for place, key in ((0.26, "not_applied"), (0.98, "applied"))
        ),
        base.mark_rule(strokeWidth=2, opacity=0.5).encode(x=x, y=alt.Y("low:Q"), y2="high:Q", color=colour),
        base.mark_point(filled=True, size=110, opacity=1).encode(
            x=x, y=y, color=colour, shape=alt.Shape("shape:N", scale=None), tooltip=tooltip
        ),
        *(
            base.transform_filter(f"datum.is_left === {side}").mark_text(align=align, dx=dx, color=look.INK).encode(
                x=x, y=alt.Y("label_at:Q"), text="label:N"
            )
            for side, align, dx in (("true", "right", -9), ("false", "left", 9))
        ),
    ]  # fmt: skip
    return look.finished(alt.layer(*layers).properties(height=HEIGHT, padding={"top": 8, "right": 4}))


def _left(rows: pd.DataFrame) -> list[bool]:
    """Whether a name stands left of its dot: right only where it would cover another dot there, and there is room."""
    dots = [
        (float(row["satisfaction"]), float(row["rate"]), SIGN * len(str(row["label"]))) for _, row in rows.iterrows()
    ]

    def crosses(low: float, high: float, own: int) -> bool:
        return any(
            place != own and low <= x <= high and abs(rate - dots[own][1]) < GAP / HEIGHT
            for place, (x, rate, _) in enumerate(dots)
        )

    return [
        not crosses(x - length, x, place) or crosses(x, x + length, place) or x + length > NOTES[1]
        for place, (x, _, length) in enumerate(dots)
    ]


def _spread_by_side(rows: pd.DataFrame, is_left: list[bool]) -> list[float]:
    rates = [float(one) for one in rows["rate"]]
    placed = {
        side: iter(
            spread([one for one, left in zip(rates, is_left, strict=True) if left is side], GAP / HEIGHT, *SHARES)
        )
        for side in (True, False)
    }
    return [next(placed[side]) for side in is_left]
