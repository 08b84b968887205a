"""What the reader chose: language, campaign and filters, shared by all pages and written in the address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from pipeline.vocabulary import LANGUAGES, Language

SHARED = ("lang", "campaign", "unit", "certification", "decision")
PARAMETERS = (*SHARED, "candidate", "kpi", "quarter", "order")
STATE, PAGE = "chosen", "page"
SEEN, SAID, ARRIVED = "address.seen", "address.said", "address.arrived"
"""What the address was last, what this session would have it say, and whether a reader has just come by it."""


@dataclass(frozen=True)
class Choice:
    """The filters in force; an empty tuple means no filter."""

    language: Language
    campaign: str  # empty where no candidate is published
    currency: str  # as published: a code such as EUR
    units: tuple[str, ...] = ()
    certifications: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()

    @property
    def filtered(self) -> bool:
        """Whether anything is left out."""
        return bool(self.units or self.certifications or self.decisions)


def follow_address() -> None:
    """Take over what the address says where it is not the one that this session saw last.

    That is at the first run, after a link, and when the browser goes back. An address is a whole one: what it leaves
    out is as usual.
    """
    now = _in_address()
    state: dict[str, list[str]] = st.session_state.setdefault(STATE, {})
    st.session_state[ARRIVED] = now != st.session_state.get(SEEN)
    if not st.session_state[ARRIVED]:
        return
    for name in SHARED:
        state.pop(name, None)
    state.update(now)
    st.session_state[SEEN] = now
    st.session_state["taken_over"] = st.session_state.get("taken_over", 0) + 1


def follow_page(page: str, own: Sequence[str]) -> None:
    """Take over what the address says of the page on screen, once that is known: parameters of its own."""
    if page != st.session_state.get(PAGE):
        st.session_state[ARRIVED] = True
    if st.session_state[ARRIVED]:
        for name in set(own) - set(_in_address()):
            st.session_state[STATE].pop(name, None)
    st.session_state[PAGE] = page


def write_address(own: Sequence[str]) -> None:
    """Make the address say the choices once the reader makes one: those of every page, and those of the page on screen.

    Who has just come by an address keeps it, so that each step has one entry in the browser's history; values in it
    that nobody knows are left out.
    """
    said, now = address(*own), _in_address()
    arrived = st.session_state[ARRIVED]
    if any(said.get(name) != values for name, values in now.items()) if arrived else said != st.session_state.get(SAID):
        st.query_params.from_dict(said)
        st.session_state[SEEN] = said
    st.session_state[SAID] = said


def address(*own: str) -> dict[str, list[str]]:
    """The parameters of a page: those that all pages share, and its own."""
    state: dict[str, list[str]] = st.session_state[STATE]
    return {name: state[name] for name in (*SHARED, *own) if state.get(name)}


def chosen(name: str) -> list[str]:
    """The values chosen for one parameter, as texts."""
    return list(st.session_state.get(STATE, {}).get(name, ()))


def choose(name: str, values: Sequence[str]) -> None:
    """Remember the values chosen for one parameter."""
    st.session_state[STATE][name] = list(values)


def language() -> Language:
    """The language in force: the chosen one, else the browser's where it is one of ours."""
    wanted = next(iter(chosen("lang")), "") or (st.context.locale or "")[:2].lower()
    return next((known for known in LANGUAGES if known == wanted), "en")


def widget_key(name: str) -> str:
    """A widget's key: another language or another address makes another widget, so that labels and values agree."""
    return f"{name}.{language()}.{st.session_state.get('taken_over', 0)}"


def _in_address() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in PARAMETERS if name in st.query_params}


def keep(choice: Choice | None) -> None:
    """Remember the filters in force for the page on screen."""
    st.session_state["choice"] = choice


def current() -> Choice:
    """The filters in force; only where something is published."""
    kept: Choice = st.session_state["choice"]
    return kept
