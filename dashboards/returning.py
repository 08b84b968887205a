"""What a sender gets back from a dry run: what was received before, and their own workbook with wrong cells marked."""

from __future__ import annotations

from pathlib import PurePosixPath

import streamlit as st

from dashboards import display, formats, uploads
from dashboards.deposit import Deposit
from dashboards.sources import Source
from dashboards.texts import Speaker
from dashboards.uploads import Tables
from pipeline.annotated import CannotAnnotate, refuse_unopened

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def known_before(one: Source, checked: Tables, deposit: Deposit, say: Speaker) -> None:
    """Whether the same content was received before, or what it corrects, and when."""
    if not one.file:
        return
    for known in uploads.known_before(checked):
        if deposit.name_of(known.file) == deposit.name_of(one.file):
            when = formats.instant(formats.local(known.at), say.language)
            display.caution(say(f"upload.{known.relation}", when=when, earlier=known.earlier))


def workbook(one: Source, checked: Tables, deposit: Deposit, say: Speaker) -> None:
    """A button that hands over the sender's own workbook, where there is something to mark in it."""
    if not one.file or not len(one.findings):
        return
    try:
        refuse_unopened(one.file, one.findings)
    except CannotAnnotate:
        return
    st.download_button(
        say("upload.workbook"),
        data=lambda: uploads.annotated_workbook(
            deposit.one(deposit.name_of(one.file)), one.file, checked, say.language
        ),
        file_name=f"{PurePosixPath(one.file).stem}-{say('upload.workbook_name')}.xlsx", mime=WORKBOOK,
        key=f"upload.workbook.{deposit.round}.{one.file}.{say.language}", on_click="ignore",
    )  # fmt: skip
