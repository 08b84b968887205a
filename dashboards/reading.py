"""From how a file was read to how a person says it is to be read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

import pandas as pd
import streamlit as st

from dashboards import display, memory, sources
from dashboards.deposit import Deposit
from dashboards.sources import Source
from dashboards.texts import Speaker
from pipeline.config import RememberedReading
from pipeline.ingest.intake import ARCHIVE, TEXTS
from pipeline.side_file import ENCODINGS, Reading
from pipeline.vocabulary import DIALECTS, LANGUAGES

DATES = ("day_first", "month_first")
SEPARATORS = (";", ",", "\t", "|")


def form(one: Source, checked: Mapping[str, pd.DataFrame], deposit: Deposit, say: Speaker) -> None:
    """Show how a file is read; what a person chooses instead is how it is read from then on."""
    if not one.file:
        return
    key, said = f"{deposit.round}.{one.file}.{say.language}", deposit.adjusted.reading(deposit.key_of(one.file))
    with st.expander(say("reading.title"), expanded=said != Reading()):
        display.note(say("reading.how"))
        if deposit.name_of(one.file).lower().endswith(ARCHIVE):
            display.note(say("reading.archive"))
        with st.form(f"reading.{key}", border=False):
            options = _options(one.file)
            with st.grid(len(options) + 1, min_column_width=230, gap="small"):
                chosen = {
                    name: _chosen(name, codes, _found(name, one.sheets, say), getattr(said, name), key, say)
                    for name, codes in options.items()
                }
                chosen["heading_row"] = _heading_row(said.heading_row, key, say)
            team = next(iter(sources.teams(one.file, checked, deposit.choices.get("team", ""))), "")
            keep = bool(team) and st.checkbox(say("reading.remember", team=team), key=f"reading.remember.{team}.{key}")
            wanted = st.form_submit_button(say("reading.apply"), key=f"reading.apply.{key}")
        if wanted:
            reading = Reading.model_validate(chosen)
            deposit.adjusted.readings[deposit.key_of(one.file)] = reading
            if keep and reading != Reading():
                deposit.adjusted.teach(RememberedReading(team=team, **reading.model_dump()))
            st.rerun()


def _options(file: str) -> dict[str, Iterable[str]]:
    """What may be said of a file; only text files have an encoding and a separator."""
    of_text = {"separator": SEPARATORS, "encoding": ENCODINGS}
    is_text = PurePosixPath(file).suffix.lower() in TEXTS
    return {"dialect": DIALECTS, **(of_text if is_text else {}), "language": LANGUAGES, "dates": DATES}


def _found(name: str, sheets: pd.DataFrame, say: Speaker) -> str:
    """What the file itself tells, where that is known."""
    codes = [str(code) for code in dict.fromkeys(sheets[name]) if code] if name in sheets else []
    return memory.shown(name, codes[0], say) if len(codes) == 1 else ""


def _heading_row(said: str, key: str, say: Speaker) -> str:
    row = st.number_input(
        say("reading.heading_row"), min_value=0, max_value=1_048_576, value=int(said or 0), step=1,
        help=say("reading.heading_row_how"), key=f"reading.heading_row.{said}.{key}",
    )  # fmt: skip
    return str(row) if row else ""


def _chosen(name: str, options: Iterable[str], found: str, said: str, key: str, say: Speaker) -> str:
    told = say("reading.told_as", found=found) if found and not said else say("reading.told")
    listed = ["", *options]
    value = st.selectbox(
        say(f"reading.{name}"), listed, index=listed.index(said) if said in listed else 0,
        format_func=lambda code: memory.shown(name, code, say) if code else told,
        key=f"reading.{name}.{said}.{key}",
    )  # fmt: skip
    return value or ""
