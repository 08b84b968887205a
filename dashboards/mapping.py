"""From columns that a dry run doubts to what a person says they mean; confirmed, it is remembered."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboards import display, memory, sources
from dashboards.deposit import Deposit
from dashboards.safe import unmarked
from dashboards.sources import Source
from dashboards.texts import Speaker, capital
from pipeline.config import RememberedHeading
from pipeline.ingest.heading_forms import normal
from pipeline.ingest.places import cell_name
from pipeline.vocabulary import FIELD_NAMES, FIELDS, IGNORED, RECORDS, REQUIRED

MOST_COLUMNS = 40
DOUBTED = ("fuzzy", "remembered")

Column = Mapping[Hashable, Any]


def doubtful(columns: pd.DataFrame, findings: pd.DataFrame) -> list[Column]:
    """The columns of one file about which a person may know better: not read, guessed, or mapped by someone once.

    All columns of a sheet on which nothing is known. A form tool's own columns, and headings without a word, are none.
    """
    unread = findings[findings["code"] == "unmapped_column"]
    places = set(zip(unread["sheet"], unread["cell"], strict=True))

    def is_doubted(one: Column) -> bool:
        cell = cell_name(one["heading_row"], one["column_number"])
        return not one["record"] or one["how"] in DOUBTED or (one["sheet"], cell) in places

    once: dict[tuple[int, str], Column] = {}
    for one in columns.sort_values(["table_no", "column_number"]).to_dict("records"):
        if normal(one["heading"]) and is_doubted(one):
            once.setdefault((one["table_no"], normal(one["heading"])), one)
    return list(once.values())[:MOST_COLUMNS]


def meanings(record: str, criteria: Mapping[str, str], say: Speaker) -> dict[str, str]:
    """What a column of a record may mean, by field or criterion, with its name; of any record where it is ''."""
    letters = record or "".join(RECORDS)
    fields = [one for one in FIELDS if set(one.records) & set(letters)]
    fields.sort(key=lambda one: not any(one.key in REQUIRED[letter] for letter in letters))
    named = Counter(FIELD_NAMES[one.key][say.language] for one in fields)
    found = {"": say("mapping.nothing")}
    if "A" in letters:
        found |= {key: say("mapping.criterion", name=name) for key, name in criteria.items()}
    for one in fields:
        name = FIELD_NAMES[one.key][say.language]
        kinds = ", ".join(say.word(RECORDS[letter]) for letter in one.records if letter in letters)
        found[one.key] = f"{name} ({kinds})" if named[name] > 1 else name
    return found | {IGNORED: say("mapping.ignore")}


def form(one: Source, checked: Mapping[str, pd.DataFrame], deposit: Deposit, say: Speaker) -> None:
    """Show the columns that are doubted, each with its first values and what it may mean; then they are read so."""
    every = checked["read_columns"]
    columns = doubtful(every[every["file"] == one.file], one.findings)
    if not columns:
        return
    said = {normal(entry.heading) for entry in deposit.adjusted.headings()}
    needed = one.state == "refused" or any(normal(column["heading"]) in said for column in columns)
    key = f"{deposit.round}.{one.file}.{say.language}"
    with st.expander(say("mapping.title", count=len(columns)), expanded=needed):
        display.note(say("mapping.how"))
        with st.form(f"mapping.{key}", border=False):
            criteria = checked["grid_criteria"].drop_duplicates("criterion")
            names = dict(zip(criteria["criterion"], criteria[f"name_{say.language}"], strict=True))
            chosen = [_chosen(column, meanings(column["record"], names, say), key, say) for column in columns]
            team = _for_whom(sources.teams(one.file, checked, deposit.choices.get("team", "")), key, say)
            wanted = st.form_submit_button(say("mapping.apply"), key=f"mapping.apply.{key}")
        if wanted:
            for column, meaning in zip(columns, chosen, strict=True):
                if meaning and meaning != _now(column):
                    entry = RememberedHeading(heading=column["heading"], field=meaning, team=team or None)
                    deposit.adjusted.teach(entry)
            st.rerun()


def _now(column: Column) -> str:
    """What a column is read as."""
    meaning = str(column["criterion"] or column["field"])
    return IGNORED if column["how"] == "remembered" and not meaning else meaning


def _chosen(column: Column, options: Mapping[str, str], key: str, say: Speaker) -> str:
    left, right = st.columns(2, vertical_alignment="center")
    values = json.loads(column["samples"] or "[]")
    with left:
        st.markdown(f"**{unmarked(column['heading'])}**")
        display.note(say("mapping.values", values=" · ".join(values)) if values else say("mapping.no_value"))
    listed, now = list(options), _now(column)
    chosen = right.selectbox(
        say("mapping.means", heading=column["heading"]), listed, index=listed.index(now) if now in options else 0,
        format_func=lambda option: options[option], label_visibility="collapsed",
        key=f"mapping.{column['table_no']}.{column['column_number']}.{now}.{key}",
    )  # fmt: skip
    return chosen or ""


def _for_whom(named: Sequence[str], key: str, say: Speaker) -> str:
    """The team for which it is remembered; '' for all."""
    chosen = st.radio(
        say("mapping.for"), [*named, ""], format_func=lambda team: capital(memory.whose(team, say)), horizontal=True,
        key=f"mapping.for.{'.'.join(named)}.{key}",
    )  # fmt: skip
    return chosen or ""
