"""What the reader was taught, or will be once the files are kept: an entry a line, each with a way back."""

from __future__ import annotations

import streamlit as st

from dashboards import cards, display, sources, uploads
from dashboards.adjusted import Adjusted
from dashboards.texts import Speaker
from pipeline.config import RememberedHeading
from pipeline.remembered import Entry
from pipeline.side_file import Reading
from pipeline.vocabulary import FIELD_NAMES, IGNORED


def listed(say: Speaker) -> None:
    """Everything that is remembered, where anything is."""
    known = uploads.memory()
    entries: list[Entry] = [*known.heading, *known.reading]
    if not entries:
        return
    with st.expander(say("memory.title", count=len(entries))):
        display.note(say("memory.how"))
        for number, entry in enumerate(entries):
            text, button = st.columns([5, 1], vertical_alignment="center")
            with text:
                display.lead(told(entry, say))
            if button.button(say("memory.forget"), key=f"memory.forget.{number}.{say.language}", type="tertiary"):
                with cards.told(say):
                    uploads.forget(entry)
                    st.rerun()


def drafted(adjusted: Adjusted, say: Speaker) -> None:
    """What will be remembered once the files are kept, and the way back."""
    entries = adjusted.new()
    if not entries:
        return
    with st.container(border=True):
        display.lead(say("memory.drafted", count=len(entries)))
        for entry in entries:
            display.note(told(entry, say))
        if st.button(say("memory.undo"), key=f"memory.undo.{say.language}", type="tertiary"):
            adjusted.entries.clear()
            st.rerun()


def told(entry: Entry, say: Speaker) -> str:
    """One entry in a sentence."""
    if isinstance(entry, RememberedHeading):
        return say("memory.heading", heading=entry.heading, field=_field(entry.field, say), team=whose(entry.team, say))
    said = [f"{say(f'reading.{name}')}{say('general.colon')} {shown(name, getattr(entry, name), say)}"
            for name in Reading.model_fields if getattr(entry, name)]  # fmt: skip
    return say("memory.reading", team=entry.team, said=", ".join(said))


def shown(name: str, code: str, say: Speaker) -> str:
    """One choice about the reading of a file in words."""
    if name == "separator":
        return sources.separator(code, say)
    if name == "encoding":
        return code.upper()
    if name == "heading_row":
        return code
    return say(f"reading.{code}") if name == "dates" else say.word(code)


def _field(key: str, say: Speaker) -> str:
    if key == IGNORED:
        return say("mapping.ignore")
    return FIELD_NAMES[key][say.language] if key in FIELD_NAMES else uploads.criterion(key, say.language)


def whose(team: str | None, say: Speaker) -> str:
    """For whom an entry holds."""
    return say("memory.team", team=team) if team else say("memory.everyone")
