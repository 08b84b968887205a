"""What the reader chose: language, campaign and filters, shared by all pages and written in the address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from pipeline.vocabulary import LANGUAGES, Language

SHARED = ("lang", "campaign", "unit", "certification", "decision")
PARAMETERS = (*SHARED, "candidate", "kpi", "quarter", "order")
STATE, WRITTEN = "chosen", "written"


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
    """Take over what the address says where something else than `write_address` changed it.

    That is at the first run, after a link with parameters, and when the browser goes back. An address with a language
    is a whole one: filters that it leaves out are off.
    """
    now = _in_address()
    state: dict[str, list[str]] = st.session_state.setdefault(STATE, {})
    if not now or now == st.session_state.get(WRITTEN):
        return
    if "lang" in now:
        for name in SHARED:
            state.pop(name, None)
    state.update(now)
    st.session_state[WRITTEN] = now
    st.session_state["taken_over"] = st.session_state.get("taken_over", 0) + 1


def write_address(page: str, own: Sequence[str]) -> None:
    """Make the address say the choices: those of every page, and those of the page on screen.

    Only where a choice or the page is new: going back to an address without parameters must not lead forward again.
    """
    said = address(*own)
    new = said != st.session_state.get(WRITTEN) or page != st.session_state.get("page")
    if new and said != _in_address():
        st.query_params.from_dict(said)
    st.session_state[WRITTEN], st.session_state["page"] = said, page


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
