"""The controls that all pages share: language, campaign and filters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pandas as pd
import streamlit as st

from dashboards import data, formats
from dashboards.choice import Choice, address, choose, chosen, language, widget_key
from dashboards.safe import unmarked
from dashboards.texts import Speaker, capital
from pipeline.vocabulary import DECISIONS, LANGUAGES, Language

WITHOUT_EFFECT: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("plan", "method", "quality"), ("unit", "certification", "decision")),
    **dict.fromkeys(("kpis", "review", "trainings"), ("campaign", "decision")),
    "upload": ("campaign", "unit", "certification", "decision"),
}
"""The filters that change nothing on a page: its rows are of no candidate, or of all of them."""
FOLD = """
if (window.innerWidth < 768) {
  document.querySelector('[data-testid="stSidebarCollapseButton"] button[aria-expanded="true"]')?.click();
}"""
NAMES: dict[Language, str] = {"fr": "Français", "en": "English"}


def menu(pages: Mapping[str, st.Page], parameters: Mapping[str, Sequence[str]], here: str) -> None:
    """Show the ways to all pages. Each takes the choices along, and a page that was left its own ones."""
    for name, page in pages.items():
        own = () if name == here else parameters[name]
        st.page_link(page, label=unmarked(page.title), query_params=address(*own))


def leave_room(here: str) -> None:
    """On a telephone the menu covers the page: it folds once another page is on screen."""
    st.html(f"<script>/* {here} */ {FOLD}</script>", unsafe_allow_javascript=True)


def language_switch() -> Speaker:
    """Show the switch; the speaker of the language chosen."""
    key = f"lang.{st.session_state.get('taken_over', 0)}"
    st.session_state.setdefault(key, language())
    with st.sidebar:
        wanted = st.segmented_control(
            "Langue / Language", LANGUAGES, format_func=NAMES.__getitem__, key=key, required=True,
            label_visibility="collapsed",
        )  # fmt: skip
    choose("lang", [wanted or language()])
    return Speaker(language())


def filters(say: Speaker, page: str) -> Choice:
    """Show the filters over what is published; the choice in force, of no campaign where there is no candidate yet.

    Those that change nothing on the page are shown as such, and kept for the other pages.
    """
    idle = WITHOUT_EFFECT.get(page, ())
    campaigns = data.campaigns()
    if not len(campaigns):
        return Choice(say.language, "", data.currency())
    names = data.campaign_names(say.language)
    with st.sidebar:
        campaign = _one("campaign", say("filter.campaign"), list(campaigns["campaign"]), names.__getitem__, idle=idle)
        candidates = data.table("candidate_ranking")
        here = candidates[candidates["campaign"] == campaign]
        certifications = dict(zip(here["certification_id"], here["certification_name"], strict=True))
        units = _several("unit", say("filter.unit"), sorted(here["business_unit"].dropna().unique()), str, say, idle)
        wanted = _several(
            "certification", say("filter.certification"), sorted(certifications, key=certifications.__getitem__),
            certifications.__getitem__, say, idle,
        )  # fmt: skip
        decisions = _several(
            "decision", say("filter.decision"), DECISIONS, lambda code: capital(say.word(code)), say, idle
        )  # fmt: skip
        if idle:
            st.caption(say("filter.idle", names=say.joined([say(f"filter.{name}").lower() for name in idle])))
    return Choice(say.language, campaign, data.currency(), tuple(units), tuple(wanted), tuple(decisions))


def pick_candidate(candidates: pd.DataFrame, say: Speaker) -> tuple[str, str] | None:
    """Show the choice of a candidate among those the filters keep; its team and certification, None without any."""
    keys = candidates["team_id"] + "/" + candidates["certification_id"]
    names = dict(zip(keys, candidates["team_name"] + " · " + candidates["certification_name"], strict=True))
    if not names:
        return None
    team, certification = _one("candidate", say("filter.candidate"), list(names), names.__getitem__).split("/", 1)
    return team, certification


def pick_kpi(kpis: Mapping[str, str], say: Speaker) -> str | None:
    """Show the choice of a KPI; its id, None without any."""
    return _one("kpi", say("filter.kpi"), list(kpis), kpis.__getitem__) if kpis else None


def pick_quarter(quarters: Sequence[str], usual: str, say: Speaker) -> str:
    """Show the choice of a quarter; the usual one where the address names none."""
    return _one(
        "quarter", say("filter.quarter"), quarters, lambda quarter: formats.period(quarter, say.language), usual
    )


def pick_order(orders: Sequence[str], say: Speaker) -> str:
    """Show the choice of an order of pilots; its code."""
    return _one("order", say("review.order"), orders, lambda order: say(f"review.order_{order}"))


def _one(
    name: str,
    label: str,
    options: Sequence[str],
    shown: Callable[[str], str],
    usual: str = "",
    idle: Sequence[str] = (),
) -> str:
    key = widget_key(name)
    if st.session_state.get(key) not in options:
        st.session_state[key] = next((value for value in (*chosen(name), usual) if value in options), options[0])
    value: str = st.selectbox(label, options, format_func=shown, key=key, disabled=name in idle)
    choose(name, [value])
    return value


def _several(
    name: str, label: str, options: Sequence[str], shown: Callable[[str], str], say: Speaker, idle: Sequence[str]
) -> list[str]:
    key = widget_key(name)
    held = st.session_state.get(key, chosen(name))
    st.session_state[key] = [value for value in held if value in options]
    values: list[str] = st.multiselect(
        label, options, format_func=shown, key=key, placeholder=say("filter.all"), disabled=name in idle
    )
    choose(name, values)
    return values
