"""A frame in, a chart out: one module a form. Nothing here reads, and nothing here decides."""

from dashboards.charts.bridge import bridge
from dashboards.charts.event_study import event_study
from dashboards.charts.funnel import funnel
from dashboards.charts.multiples import series
from dashboards.charts.quadrant import quadrant
from dashboards.charts.ranked import OPENED, ranked
from dashboards.charts.scatter import scatter
from dashboards.charts.slope import slope
from dashboards.charts.staircase import staircase
from dashboards.charts.waterfall import waterfall
from dashboards.charts.worth import worth

__all__ = [
    "OPENED",
    "bridge",
    "event_study",
    "funnel",
    "quadrant",
    "ranked",
    "scatter",
    "series",
    "slope",
    "staircase",
    "waterfall",
    "worth",
]
