"""From the wrong cells of a dry run to what a person writes in their place; the file itself is never altered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from dashboards import display, sources
from dashboards.deposit import Deposit
from dashboards.safe import unmarked
from dashboards.sources import Source
from dashboards.texts import Speaker
from pipeline import audit
from pipeline.side_file import Mended

MENDABLE = frozenset(
    {
        "note_not_a_number", "note_off_scale", "note_between_steps", "error_cell", "formula_without_value",
        "missing_value", "missing_when", "unreadable_value", "unknown_criterion", "doubled_criterion",
        "unreadable_detail", "detail_without_result", "ambiguous_date",
    }
)  # fmt: skip
"""Kinds of findings that another value in their own cell can settle."""

MOST_CELLS = 30

Cell = Mapping[Hashable, Any]


def wrong_cells(findings: pd.DataFrame) -> list[Cell]:
    """The cells of one file that can be mended on the spot, the worst first, each once with its worst finding.

    What stands above a table is no cell of a row: it speaks for all of them.
    """
    once: dict[tuple[str, str], Cell] = {}
    for one in sources.worst_first(findings).to_dict("records"):
        cell, row = str(one["cell"] or ""), one["row_number"]
        in_its_row = not pd.isna(row) and cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == f"{row:.0f}"
        if one["code"] in MENDABLE and in_its_row:
            once.setdefault((str(one["sheet"]), cell), one)
    return list(once.values())


def form(one: Source, deposit: Deposit, say: Speaker) -> None:
    """Show the wrong cells, each with what is wrong and a place for its value; then they are read so."""
    cells = wrong_cells(one.findings)
    if not cells:
        return
    shown = cells[:MOST_CELLS]
    with st.expander(say("mending.title", count=len(cells)), expanded=len(cells) <= MOST_CELLS):
        display.note(say("mending.how"))
        with st.form(f"mending.{deposit.round}.{one.file}.{say.language}", border=False):
            values = [_value(cell, one.sheets["sheet"].nunique() > 1, deposit, one.file, say) for cell in shown]
            if len(cells) > len(shown):
                display.note(say("mending.rest", count=len(cells) - len(shown), shown=len(shown)))
            wanted = st.form_submit_button(
                say("mending.apply"), key=f"mending.apply.{deposit.round}.{one.file}.{say.language}"
            )
        if wanted:
            for cell, value in zip(shown, values, strict=True):
                _mend(cell, value, one.file, deposit)
            st.rerun()


def mended(one: Source, checked: Mapping[str, pd.DataFrame], deposit: Deposit, say: Speaker) -> None:
    """What was mended in a file, from what to what, and the way back."""
    cells = checked["mended_cells"]
    cells = cells[cells["file"] == one.file]
    if not len(cells):
        return
    listed(cells, say)
    here = deposit.adjusted.mended.get(deposit.key_of(one.file), {})
    undo = f"mending.undo.{deposit.round}.{one.file}.{say.language}"
    if here and st.button(say("mending.undo"), key=undo, type="tertiary"):
        here.clear()
        st.rerun()


def listed(cells: pd.DataFrame, say: Speaker, *, with_file: bool = False) -> None:
    """Mended cells, a sentence each."""
    for cell in cells.to_dict("records"):
        st.markdown(f":blue[●] {unmarked(told(cell, say, with_file=with_file))}")


def told(cell: Cell, say: Speaker, *, with_file: bool = False) -> str:
    """One mended cell in a sentence."""
    place = " · ".join(filter(None, (cell["file"] if with_file else "", cell["sheet"], cell["cell"])))
    values = (sources.shortened(cell[name]) for name in ("sent", "mended_to"))
    sent, now = (say("mending.value", value=value) if value else say("mending.empty") for value in values)
    return say("mending.told", place=place, sent=sent, now=now, who=cell["mended_by"] or "?")


def _value(cell: Cell, with_sheet: bool, deposit: Deposit, file: str, say: Speaker) -> str:
    left, right = st.columns([3, 2], vertical_alignment="center")
    place = f"{cell['sheet']} · {cell['cell']}" if with_sheet else str(cell["cell"])
    left.markdown(
        f"**{unmarked(place)}** {unmarked(cell['column_name'])}  \n{unmarked(cell[f'message_{say.language}'])}"
    )
    value = right.text_input(
        f"{place} {cell['column_name']}", value=str(cell["value"] or ""), label_visibility="collapsed",
        key=f"mending.{deposit.round}.{file}.{cell['sheet']}.{cell['cell']}.{cell['value']}.{say.language}",
    )  # fmt: skip
    return (value or "").strip()


def _mend(cell: Cell, value: str, file: str, deposit: Deposit) -> None:
    """Take a value in place of the one that was read; one equal to what was sent takes nothing's place."""
    if value == str(cell["value"] or "").strip():
        return
    of_file = deposit.adjusted.mended.setdefault(deposit.key_of(file), {})
    place = (file.partition("/")[2], str(cell["sheet"]), str(cell["cell"]))
    was = of_file[place].was if place in of_file else str(cell["value"] or "")
    if value == was.strip():
        del of_file[place]
        return
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    of_file[place] = Mended(
        cell=place[2], was=was, now=value, sheet=place[1], member=place[0], who=audit.who(), at=now
    )  # fmt: skip
