"""How pages show files, findings and work in progress. Text from files stays text."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager

import pandas as pd
import streamlit as st

from dashboards import counts, display, preview, sources, uploads
from dashboards.choice import widget_key
from dashboards.safe import unmarked
from dashboards.sources import Source
from dashboards.texts import Speaker, capital
from pipeline import dictionary, export
from pipeline.errors import CertiscopeError
from pipeline.run import Summary
from pipeline.vocabulary import SEVERITIES

MARKS = {
    "fatal": ("red", "■"), "error": ("orange", "▲"), "question": ("violet", "?"), "warning": ("gray", "•"),
    "refused": ("red", "■"), "with_errors": ("orange", "▲"), "questioned": ("violet", "?"), "warned": ("gray", "•"),
    "read": ("blue", "●"),
}  # fmt: skip
"""Colour and shape of a severity or of a file's state; the word always stands beside them."""

FIRST_FINDINGS = 30
MOST_CARDS = 6
PROBLEMS = ("NothingToPublish", "AnotherRunIsWorking", "CannotWrite", "WrongConfiguration", "GridWasPublished")


def badge(code: str, word: str) -> str:
    """A severity or a state in markdown: colour, shape and word."""
    colour, shape = MARKS[code]
    return f":{colour}-badge[{shape} {unmarked(word)}]"


@contextmanager
def told(say: Speaker) -> Iterator[None]:
    """Whatever goes wrong inside is shown as the sentence that the pipeline gives, and ends there."""
    try:
        yield
    except CertiscopeError as error:
        kind = type(error).__name__
        st.error(unmarked(error.said(say.language)), title=say(f"problem.{kind if kind in PROBLEMS else 'other'}"))


@contextmanager
def source(one: Source, checked: Mapping[str, pd.DataFrame], say: Speaker, *, opened: bool = False) -> Iterator[None]:
    """One file of a dry run: its state, how each sheet was read, what became of its rows, what is wrong and where.

    What is shown inside stands before the first rows as they were understood; these are unfolded where `opened`.
    """
    with st.container(border=True):
        state = badge(one.state, say(f"state.{one.state}")) if one.file else ""
        st.markdown(f"**{unmarked(one.file or say('source.several'))}** {state}")
        for _, sheet in one.sheets.iterrows():
            if sheet["rows_read"]:
                how = unmarked(sources.read_as(sheet, say))
                st.markdown(f"{unmarked(counts.equation(sheet, say))} &ensp; :gray[:small[{how}]]")
        if len(one.findings):
            findings(one.findings, say)
        yield
        understood(one.file, checked, say, opened=opened)


def understood(file: str, checked: Mapping[str, pd.DataFrame], say: Speaker, *, opened: bool) -> None:
    """The first rows of a file as they were understood, and the criteria on which it says nothing that counts."""
    missing = preview.unrated(checked, file, say)
    if missing:
        display.caution(say("upload.unrated", names=say.joined(missing)))
    rows = [part for part in (preview.answers(checked, file, say), preview.register(checked, file, say)) if len(part)]
    if rows:
        with st.expander(say("upload.preview", count=preview.ROWS), expanded=opened):
            for part in rows:
                lines(part, say)
            if preview.uncounted(checked, file):
                display.note(say("upload.in_brackets"))


def chosen(found: Sequence[Source], say: Speaker) -> list[Source]:
    """The files to show as cards: all of a few; of many one at a time, under a table of all."""
    if len(found) <= MOST_CARDS:
        return list(found)
    grid(counts.overview(found, say), say)
    named = {one.file: one for one in found}
    wanted = st.selectbox(
        say("upload.which"), list(named), key=widget_key("upload.which"),
        format_func=lambda file: file or say("source.several"),
    )  # fmt: skip
    return [named[wanted]]


def findings(rows: pd.DataFrame, say: Speaker) -> None:
    """The findings of one file, cell by cell, the worst first."""
    worst = sources.worst_first(rows)
    with_sheet = rows["sheet"].nunique() > 1
    labels = dictionary.labels("findings", say.language)
    first = worst.head(FIRST_FINDINGS).to_dict("records")

    def where(one: Mapping[Hashable, object]) -> str:
        spot = sources.spot(one["row_number"], one["cell"], say)
        sheet = str(one["sheet"]) if with_sheet or not spot else ""
        place = " · ".join(part for part in (sheet, spot) if part)
        mark = badge(str(one["severity"]), say.word(one["severity"]))
        return f"{mark} **{unmarked(place)}** {unmarked(one['column_name'])}" if place else mark

    st.table(
        {
            say("source.where"): [where(one) for one in first],
            labels["value"]: [unmarked(sources.shortened(one["value"])) for one in first],
            say("source.finding"): [unmarked(one[f"message_{say.language}"]) for one in first],
            say("source.remedy"): [unmarked(one[f"remedy_{say.language}"]) for one in first],
        },
        border="horizontal",
        hide_index=True,
        alt=say("source.findings"),
    )
    if len(rows) > len(first):
        left = sources.how_many(rows) - sources.how_many(worst.head(FIRST_FINDINGS))
        display.note(say("source.more_findings", count=left, shown=len(first)))


def filtered(rows: pd.DataFrame, say: Speaker) -> pd.DataFrame:
    """Show filters over findings; the rows that they keep, the worst first."""
    present = [severity for severity in SEVERITIES if severity in set(rows["severity"])]
    codes = sources.codes(rows, say)
    counted = {severity: sources.how_many(rows[rows["severity"] == severity]) for severity in present}
    first, second, third = st.columns(3)
    wanted = {
        "severity": first.pills(
            say("quality.severity"), present, selection_mode="multi", key=widget_key("quality.severity"), wrap=True,
            format_func=lambda severity: f"{capital(say.word(severity))} ({counted[severity]})",
        ),
        "file": second.multiselect(
            say("quality.file"), list(dict.fromkeys(file for file in rows["file"] if file)),
            key=widget_key("quality.file"), placeholder=say("quality.all_files"),
        ),
        "code": third.multiselect(
            say("quality.code"), list(codes), format_func=lambda code: codes.get(code, code),
            key=widget_key("quality.code"), placeholder=say("quality.all_codes"),
        ),
    }  # fmt: skip
    for column, values in wanted.items():
        if values:
            rows = rows[rows[column].isin(values)]
    return sources.worst_first(rows)


def findings_table(rows: pd.DataFrame, say: Speaker) -> None:
    """Findings of many files, to sort and to search, with their download."""
    shown = sources.as_table(rows, say)
    names = {name: column.label(say.language) for name, column in dictionary.columns("findings").items()}
    widths = {
        names["severity"]: 125, names["cell"]: 70, names["value"]: 115, say("source.finding"): 300,
        say("source.remedy"): 230, names["file"]: 190, names["sheet"]: 90, names["column_name"]: 150,
    }  # fmt: skip
    grid(shown, say, row_height=80, widths=widths)
    download(shown, say("table.download"), "findings", say)


def lines(shown: pd.DataFrame, say: Speaker) -> None:
    """A few rows whose headings and words fold rather than being cut."""
    columns = {unmarked(name): [unmarked(value) for value in shown[name]] for name in shown}
    st.table(columns, border="horizontal", hide_index=True, alt=say("table.alternative"))


def grid(shown: pd.DataFrame, say: Speaker, row_height: int = 35, widths: Mapping[str, int] | None = None) -> None:
    """A table to sort and to search, as tall as it needs to be; `widths` in pixels."""
    st.dataframe(
        shown, hide_index=True, alt=say("table.alternative"), row_height=row_height, placeholder="",
        height=min(38 + row_height * max(len(shown), 1), 560),
        column_config={name: st.column_config.Column(width=width) for name, width in (widths or {}).items()},
    )  # fmt: skip


def download(shown: pd.DataFrame, label: str, key: str, say: Speaker) -> None:
    """A button that hands over a table as CSV; it is made when the reader asks for it."""
    st.download_button(
        label, data=lambda: export.csv(shown, say.language), file_name=f"certiscope-{key}.csv", mime="text/csv",
        key=f"download.{key}", type="tertiary", on_click="ignore",
    )  # fmt: skip


def publish(say: Speaker) -> Summary | None:
    """Publish, telling how far it is; None where it was refused, with the reason on screen."""
    summary: Summary | None = None
    status = st.status(say("publish.running"))

    def tell(stage: str, done: int, total: int) -> None:
        far = f" {done}/{total}" if total else ""
        status.update(label=f"{say(f'publish.{stage}')}{far}")

    with told(say):
        summary = uploads.publish(tell)
    if summary is None:
        status.update(label=say("publish.refused"), state="error")
    else:
        done = "publish.done" if summary.published else "publish.nothing_new"
        status.update(label=say(done, snapshot=summary.snapshot_id), state="complete")
    return summary


def where_next(say: Speaker, *pages: str) -> None:
    """The way to other pages."""
    with st.container(horizontal=True):
        for page in pages:
            display.where_to(page, {}, say)


def over_limit(name: str, limit: str, say: Speaker) -> None:
    """A file that was not looked at because it breaks a limit, and what to do."""
    message, remedy = sources.refusal(limit, say)
    st.error(f"{unmarked(message)} {unmarked(remedy)} {unmarked(say('upload.not_kept'))}", title=unmarked(name))
