"""A deposit on the upload page, from the drop to the receipt: what this session holds of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import streamlit as st

from dashboards import adjusted, cards, data, display, uploads
from dashboards.adjusted import Adjusted
from dashboards.texts import Speaker
from dashboards.uploads import Sent, Tables
from pipeline.ingest import processes

DROP = "upload_drop"
ROUND, LOOKED, RECEIPT = "upload.round", "upload.looked", "upload.receipt"
SAID = ("team", "certification", "campaign")


@dataclass(frozen=True)
class Deposit:
    """What a person dropped: files to look at by name, those over a limit with that limit, and what was chosen."""

    files: Mapping[str, Any] = field(default_factory=dict)
    over_limit: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)
    adjusted: Adjusted = field(default_factory=Adjusted)
    round: int = 0

    def sent(self) -> list[Sent]:
        """The files with their content and what was said of each."""
        return [self.one(name) for name in self.files]

    def one(self, name: str) -> Sent:
        """One of the files."""
        return Sent(name, self.files[name].getvalue(), self.adjusted.said(self.key_of(name)))

    def name_of(self, file: str) -> str:
        """The name of the dropped file that a file is, or is a member of."""
        return file.partition("/")[0]

    def key_of(self, file: str) -> str:
        """What the dropped file of that name is known by: another one may have the same name later."""
        return str(self.files[self.name_of(file)].file_id)

    def identity(self) -> tuple[object, ...]:
        """Changes when a dry run would come out differently."""
        files = tuple((name, upload.file_id) for name, upload in self.files.items())
        return files, tuple(sorted(self.choices.items())), repr(self.adjusted), repr(uploads.memory())


@dataclass(frozen=True)
class Receipt:
    """What became of a deposit. `kept` maps where its files lie to the names they were sent under; `asked` counts the
    questions that nobody had to answer before.
    """

    snapshot_id: str
    published: bool
    kept: Mapping[str, str]
    source_files: pd.DataFrame
    findings: pd.DataFrame
    asked: int = 0


def ask(say: Speaker) -> Deposit:
    """Show the place to drop files and the choices; what is there now."""
    processes.start_ahead()
    limits = uploads.limits()
    with st.container(key=DROP):
        dropped = st.file_uploader(
            say("upload.drop"), accept_multiple_files=True, key=f"upload.{_round()}",
            max_upload_size=limits.file_megabytes,
        )  # fmt: skip
    if say.language != "en":
        st.html(f"<style>{_own_words(limits.file_megabytes, say)}</style>")
    display.note(say("upload.kinds"))
    choices = _choices(say)
    names = uploads.names([one.name for one in dropped])
    broken = uploads.over_limit([one.size for one in dropped], limits)
    told = list(zip(names, dropped, broken, strict=True))
    return Deposit(
        {name: upload for name, upload, limit in told if not limit},
        {name: limit for name, _, limit in told if limit},
        {key: value for key, value in choices.items() if value},
        adjusted.held(_round()),
        _round(),
    )


def _own_words(megabytes: int, say: Speaker) -> str:
    """Style that puts the reader's words in place of the widget's own, which are English and no option of it.

    What it says of a file's size is left out. A later widget that is made otherwise matches nothing here, and is
    English again.
    """
    told = {
        "[data-testid=stFileUploaderDropzone] > span button p": say("upload.choose"),
        "[data-testid=stFileUploaderDropzoneInstructions] span": say("upload.per_file", size=megabytes),
        "[data-testid=stFileUploaderDropzone] > div:not([data-testid]) > span": say("upload.let_go"),
        "[data-testid=stFileChip] [role=alert]": say("upload.not_received", size=megabytes),
    }
    return f".st-key-{DROP} [data-testid=stFileChipName] + div {{display: none}} " + "".join(
        f".st-key-{DROP} {place} {{font-size: 0}} "
        f".st-key-{DROP} {place}::after {{font-size: 0.875rem; content: {json.dumps(words, ensure_ascii=False)}}} "
        for place, words in told.items()
    )


def _choices(say: Speaker) -> dict[str, str]:
    """What the files do not say themselves, with what is known already as suggestions."""
    known = _known(say)
    chosen: dict[str, str] = {}
    display.note(say("upload.not_said"))
    for column, name in zip(st.columns(len(SAID)), SAID, strict=True):
        value = column.selectbox(
            say(f"upload.{name}"), list(known[name]), index=None, accept_new_options=True,
            format_func=lambda option, name=name: known[name].get(option, option),
            placeholder=say("upload.said_by_file"), key=f"upload.{name}.{_round()}",
        )  # fmt: skip
        chosen[name] = (value or "").strip()
    return chosen


def _known(say: Speaker) -> dict[str, dict[str, str]]:
    if data.snapshot_id() is None:
        return {name: {} for name in SAID}
    ranking = data.table("candidate_ranking")
    names = {thing: sorted(ranking[f"{thing}_name"].dropna().unique()) for thing in ("team", "certification")}
    return {
        **{thing: {name: name for name in listed} for thing, listed in names.items()},
        "campaign": data.campaign_names(say.language),
    }


def looked_at(deposit: Deposit, say: Speaker) -> Tables | None:
    """The dry run of what was dropped, made once; None where it could not be made, with the reason on screen."""
    held, now = st.session_state.get(LOOKED), deposit.identity()
    if held is None or held[0] != now:
        held = (now, None)
        with st.spinner(say("upload.looking")), cards.told(say):
            held = (now, uploads.look(deposit.sent(), deposit.choices, deposit.adjusted.new()))
            st.session_state[LOOKED] = held
    tables: Tables | None = held[1]
    return tables


def confirm(deposit: Deposit, say: Speaker) -> None:
    """Keep the files and publish; then the receipt takes the place of the dry run."""
    before = _asked() if data.snapshot_id() else set()
    with cards.told(say):
        kept = uploads.keep(deposit.sent(), deposit.choices, deposit.adjusted.new())
        summary = cards.publish(say)
        if summary is None or summary.snapshot_id is None:
            st.info(say("upload.kept_for_later", count=len(kept)))
            return
        _close(
            Receipt(
                summary.snapshot_id, summary.published, kept, data.table("source_files"), data.findings(),
                len(_asked() - before),
            )
        )  # fmt: skip


def _asked() -> set[str]:
    return set(data.open_questions()["question_id"])


def _close(receipt: Receipt) -> None:
    st.session_state[RECEIPT] = receipt
    st.session_state[ROUND] = _round() + 1
    st.session_state.pop(LOOKED, None)
    st.rerun()


def receipt() -> Receipt | None:
    """The receipt of the last deposit of this session."""
    held: Receipt | None = st.session_state.get(RECEIPT)
    return held


def _round() -> int:
    """How many deposits this session confirmed: each starts with empty widgets."""
    confirmed: int = st.session_state.get(ROUND, 0)
    return confirmed
