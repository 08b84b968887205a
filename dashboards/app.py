"""The dashboard's entry: pages, language, filters. Pages are in `views/`, sentences in `texts/`."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import streamlit as st

HERE = Path(__file__).resolve().parent
if str(HERE.parent) not in sys.path:
    sys.path.insert(0, str(HERE.parent))

from dashboards import data, display, sidebar  # noqa: E402
from dashboards.choice import current, follow_address, follow_page, keep, write_address  # noqa: E402

# Pages by address, each with the parameters of its own.
PAGES = {
    "overview": (),
    "candidate": ("candidate",),
    "teams": (),
    "certifications": (),
    "what_if": (),
    "plan": (),
    "method": (),
    "kpis": ("kpi",),
    "review": ("quarter", "order"),
    "trainings": (),
    "quality": (),
    "upload": (),
}

OF_CAMPAIGN = ("overview", "candidate", "teams", "certifications", "what_if", "plan", "method")
"""Pages about the candidates of one campaign: without any, they have nothing to show."""

LOG = logging.getLogger("certiscope")

st.set_page_config(page_title="Certiscope", page_icon=str(HERE / "assets" / "icon.png"), layout="wide")
follow_address()
menu = st.sidebar.container(gap="xxsmall")
say = sidebar.language_switch()
# The words of the page are in this language: screen readers and hyphenation go by it.
st.html(f"<script>document.documentElement.lang = '{say.language}'</script>", unsafe_allow_javascript=True)
pages = {
    name: st.Page(HERE / "views" / f"{name}.py", title=say(f"page.{name}"), url_path=name, default=name == "overview")
    for name in PAGES
}
page = st.navigation(list(pages.values()), position="hidden")
here = page.url_path or "overview"
follow_page(here, PAGES[here])
sidebar.leave_room(here)


def show() -> None:
    """The filters and the page, or what is to be done before there is anything to show."""
    published = data.snapshot_id() is not None
    keep(sidebar.filters(say, here) if published else None)
    with menu:
        sidebar.menu(pages, PAGES, here)
    if published and data.is_demonstration():
        st.info(say("banner.demonstration"))
    if not published and here != "upload":
        display.title(say("empty.title"))
        display.empty(say("empty.nothing"), say("empty.remedy"), "certiscope demo && certiscope run")
    elif published and here in OF_CAMPAIGN and not current().campaign:
        display.nothing(say("empty.no_candidate"), say("empty.add_answers"), "certiscope template --kind lead")
    else:
        page.run()


try:
    show()
except display.NothingToShow:
    LOG.debug("the page %s has nothing to show", here)
except Exception as problem:
    # The reader gets a sentence; whoever runs the server gets the place.
    LOG.exception("the page %s could not be shown", here)
    display.failure(problem, say)
write_address(PAGES[here])
