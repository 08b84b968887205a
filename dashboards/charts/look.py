"""How all charts look: a palette that survives colour deficiencies, always with a shape and a word."""

from __future__ import annotations

import altair as alt

PILOT, DEEPEN, ALTERNATIVES = "#0072B2", "#B36200", "#8C8C8C"
INK, QUIET, HAIR = "#1F2933", "#5B6770", "#D5DADF"

COLOURS = {"pilot": PILOT, "deepen": DEEPEN, "alternatives": ALTERNATIVES, "": "#44546A"}
BAND_COLOURS = {"pilot": "#E3EFF7", "deepen": "#FBF3E9", "alternatives": "#F3F4F5"}
GLYPHS = {"pilot": "●", "deepen": "◆", "alternatives": "○", "": "●"}
SHAPES = {"pilot": "circle", "deepen": "diamond", "alternatives": "circle", "": "circle"}

BETTER, WORSE, STILL = PILOT, DEEPEN, "#A7B0B8"

NARROW = 1100
"""Windows below this many pixels have names above their line instead of beside it."""
TELEPHONE = 700
SMALL = 480


def below(width: int) -> str:
    """A Vega expression: whether the window is narrower than so many pixels."""
    return f"windowSize()[0] < {width}"


def when_narrow(narrow: str, wide: str, width: int = NARROW) -> alt.ExprRef:
    """One of two constant expressions, by the width of the window."""
    return alt.ExprRef(f"{below(width)} ? {narrow} : {wide}")


def finished(chart: alt.LayerChart | alt.Chart) -> alt.LayerChart | alt.Chart:
    """The chart with calm axes and no frame."""
    return (
        chart.configure_view(stroke=None)
        .configure_axis(
            domainColor=HAIR, gridColor=HAIR, labelColor=QUIET, tickColor=HAIR, titleColor=QUIET, labelFontSize=12,
            titleFontSize=12, titleFontWeight="normal",
        )
        .configure_text(fontSize=12.5)
    )  # fmt: skip
