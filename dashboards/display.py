"""How pages show things: a headline, tiles, a chart with its table and its download, an empty state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NoReturn

import altair as alt
import pandas as pd
import streamlit as st

from dashboards import charts, tables
from dashboards.choice import address
from dashboards.movements import Panel
from dashboards.reviews import Tile
from dashboards.safe import unmarked
from dashboards.texts import Speaker
from pipeline import dictionary, export
from pipeline.errors import CertiscopeError

DECISION_COLOURS = {
    "pilot": "blue", "deepen": "orange", "alternatives": "gray", "clarify_objective": "violet", "incomplete": "gray",
}  # fmt: skip
DECISION_GLYPHS = {"pilot": "●", "deepen": "◆", "alternatives": "○", "clarify_objective": "▲", "incomplete": "□"}
CONFIDENCE = {
    "solid": ("blue", "◼"), "to_confirm": ("gray", "◧"), "fragile": ("orange", "◇"), "provisional": ("gray", "◌"),
}  # fmt: skip
"""Colour and shape of a confidence word."""
STATUS = {
    "achieved": ("blue", "●"), "on_track": ("blue", "◐"), "behind": ("orange", "▲"), "regressed": ("orange", "▼"),
    "no_data": ("gray", "◌"),
}  # fmt: skip
"""Colour and shape of where a KPI stands."""
WIDE = 560
"""Pixels that hold a reason of a sentence."""


def title(text: str, below: str = "") -> None:
    """The page's headline: the message, and a quieter line below it."""
    st.title(unmarked(text), anchor=False)
    if below:
        lead(below)


def section(text: str) -> None:
    """A heading inside a page."""
    st.subheader(unmarked(text), anchor=False)


def lead(text: str) -> None:
    """A sentence of a page, which may hold names from files."""
    st.markdown(unmarked(text))


def strong(text: str) -> None:
    """What the lines below it are about."""
    st.markdown(f"**{unmarked(text)}**")


def note(text: str) -> None:
    """A small quiet line."""
    st.caption(unmarked(text))


def tiles(values: Sequence[tuple[str, str]], width: int = 120, most: int = 12) -> None:
    """Figures side by side, each under its name, so many a row at most; they fold where the window is narrow."""
    with st.grid(min(len(values), most), min_column_width=width, gap="small"):
        for name, value in values:
            with st.container(border=True, height="stretch", gap=None):
                st.metric(unmarked(name), unmarked(value), label_visibility="collapsed")
                st.caption(unmarked(name))


def facts(values: Sequence[tuple[str, str]]) -> None:
    """Names and values, one a line."""
    st.table(
        {unmarked(name): unmarked(value) if value else "—" for name, value in values},
        border="horizontal",
        width="stretch",
    )


def decision(code: str, reason: str, say: Speaker) -> None:
    """The decision in a word with its colour and shape, and the reason after it."""
    st.markdown(
        f":{DECISION_COLOURS[code]}-badge[{DECISION_GLYPHS[code]} {unmarked(say.word(code))}] {unmarked(reason)}"
    )


def confidence(code: str, reason: str, say: Speaker) -> None:
    """How sure the decision is: the word with its shape, and the reason after it."""
    colour, glyph = CONFIDENCE[code]
    word = f"{say('sure.confidence')}{say('general.colon')} {say.word(code)}"
    st.markdown(f":{colour}-badge[{glyph} {unmarked(word)}] {unmarked(reason)}")


def listed(items: Sequence[str]) -> None:
    """Sentences under each other."""
    st.markdown("\n".join(f"* {unmarked(item)}" for item in items))


def listed_or_empty(items: Sequence[str], otherwise: str, remedy: str) -> None:
    """Sentences under each other, the first of many; without any, what that means and what to do."""
    if not items:
        empty(otherwise, remedy)
    else:
        listed(items[: tables.MOST_SENTENCES])


def caution(text: str) -> None:
    """Something to keep in mind beside the number."""
    st.markdown(f":orange[▲] {unmarked(text)}")


def step(text: str, page: str, own: dict[str, list[str]], say: Speaker) -> None:
    """Something to do, and the way to the page where it is done, with parameters of its own."""
    what, where = st.columns([2, 1], vertical_alignment="center", gap="small")
    what.markdown(unmarked(text))
    with where:
        where_to(page, own, say)


def where_to(page: str, own: dict[str, list[str]], say: Speaker) -> None:
    """The way to a page, with the choices of every page and parameters of its own."""
    label = f"{unmarked(say(f'page.{page}'))} →"
    st.page_link(f"views/{page}.py", label=label, query_params=address() | own)


def candidates_chart(drawn: alt.LayerChart, alternative: str, say: Speaker) -> None:
    """A chart of candidates; a click on a dot opens its candidate."""
    event = st.altair_chart(drawn, alt=alternative, on_select="rerun", key="candidates")
    opened = event.selection.get(charts.OPENED, [])
    if opened:
        _follow("candidate", {"candidate": [opened[0]["key"]]}, say)


def _follow(page: str, own: dict[str, list[str]], say: Speaker) -> None:
    """Go to another page as by a link, which the browser does at once: `st.switch_page` would leave an address behind
    on the way, and one step back would lead nowhere.
    """
    with st.container(key="followed"):
        where_to(page, own, say)
    st.html("<script>document.querySelector('.st-key-followed a')?.click()</script>", unsafe_allow_javascript=True)


def chart(drawn: alt.LayerChart, alternative: str) -> None:
    """A chart, with a sentence for who cannot see it."""
    st.altair_chart(drawn, alt=alternative)


def table(
    rows: pd.DataFrame,
    name: str,
    columns: Sequence[str],
    say: Speaker,
    key: str,
    criteria: Mapping[str, str] | None = None,
    wide: str = "",
) -> None:
    """A published table for a reader, with its download; `wide` is a column of long texts."""
    widths = {wide: WIDE} if wide else {}
    if "unit" in columns:
        widths["unit"] = tables.width_of_units(rows)
    st.dataframe(
        tables.styled(rows, name, columns, say, criteria), hide_index=True, alt=say("table.alternative"),
        height=min(38 + 35 * max(len(rows), 1), 500), row_height=35, placeholder="",
        column_config={
            dictionary.column(name, one).label(say.language): st.column_config.Column(width=width)
            for one, width in widths.items()
        },
    )  # fmt: skip
    st.download_button(
        say("table.download"),
        data=lambda: export.csv(
            tables.readable(rows, name, tables.downloaded(rows, columns), say, criteria), say.language
        ),
        file_name=f"certiscope-{key}.csv",
        mime="text/csv",
        key=f"download.{key}",
        type="tertiary",
        on_click="ignore",
    )


def folded_table(
    rows: pd.DataFrame,
    name: str,
    columns: Sequence[str],
    say: Speaker,
    key: str,
    criteria: Mapping[str, str] | None = None,
    *,
    title: str = "",
) -> None:
    """The table behind a chart; it is made when the reader unfolds it."""
    folded = st.expander(title or say("table.show"), key=f"table.{key}.{say.language}", on_change="rerun")
    if folded.open:
        with folded:
            table(rows, name, columns, say, key, criteria)


class NothingToShow(Exception):
    """A page ends where it has said what is missing."""


def nothing(text: str, remedy: str, command: str = "") -> NoReturn:
    """An empty state in place of the whole page: its headline says so."""
    title(text)
    st.info(unmarked(remedy))
    if command:
        st.code(command, language="bash")
    raise NothingToShow


def failure(problem: Exception, say: Speaker) -> None:
    """A page that could not be shown: the sentence of an error a person can mend, else where the detail is."""
    title(say("error.title"))
    st.error(unmarked(problem.said(say.language) if isinstance(problem, CertiscopeError) else say("error.remedy")))


def empty(text: str, remedy: str = "", command: str = "") -> None:
    """What a page says where there is nothing to show, and what to do about it."""
    st.info(unmarked(remedy), title=unmarked(text))
    if command:
        st.code(command, language="bash")


def pilot(shown: Tile, say: Speaker) -> None:
    """One pilot in a quarter: its value, where it stands, and what it is compared with."""
    with st.container(border=True, height="stretch"):
        colour, glyph = STATUS[shown.status]
        st.markdown(f"**{unmarked(shown.title)}** :{colour}-badge[{glyph} {unmarked(say.word(shown.status))}]")
        st.metric(unmarked(say("review.value")), unmarked(shown.value), label_visibility="collapsed")
        note(f"{shown.kpi}, {say('review.value').lower()}")
        facts(shown.facts)
        for text in shown.notes:
            note(text)


def panel(shown: Panel, say: Speaker) -> None:
    """One team's small chart under its name."""
    with st.container(border=True):
        st.markdown(f"**{unmarked(shown.title)}**")
        chart(
            charts.series(shown.rows, shown.domain, shown.target, shown.start, shown.axis_text, shown.words),
            shown.title,
        )
