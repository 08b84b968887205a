"""From reconciliation rows to what became of every row: sentences, tiles and tables that add up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from dashboards import formats, tables
from dashboards.sources import Source, how_many, separator
from dashboards.texts import Speaker, capital
from pipeline import dictionary
from pipeline.vocabulary import RECORDS

STATES = ("accepted", "rejected", "superseded", "duplicate", "ignored", "blank")
COUNTS = ("rows_read", *STATES)
RECONCILIATION = ("file", "sheet", *COUNTS, "status", "record", "dialect", "encoding", "separator")
PROGRESS = ("team_name", "state", "received", "accepted", "expected", "with_errors", "last_received")
TEAM_STATES = ("missing", "with_errors", "partial", "complete")


def equation(counts: Mapping[str, object] | pd.Series, say: Speaker, *, whole: bool = False) -> str:
    """`40 lignes lues = 38 acceptées + 2 écartées`; `whole` also names the parts that are zero."""

    def part(name: str) -> str:
        count = int(str(counts[name]))
        return say(f"counted.{name}", count=count, shown=formats.number(count, say.language))

    named = [name for name in STATES if whole or name == "accepted" or int(str(counts[name]))]
    return f"{part('rows_read')} = {' + '.join(part(name) for name in named)}"


def totals(source_files: pd.DataFrame) -> dict[str, int]:
    """Rows read and what became of them, over all files."""
    return {name: int(source_files[name].sum()) for name in COUNTS}


def to_mend(found: Iterable[Source]) -> int:
    """How many refusals and rows set aside wait for a corrected file."""
    return sum(int((one.findings["severity"] == "fatal").sum() + one.sheets["rejected"].sum()) for one in found)


def headline(found: Sequence[Source], say: Speaker) -> str:
    """What a dry run says in one sentence."""

    def counted(key: str, count: int) -> str:
        return say(key, count=count, shown=formats.number(count, say.language))

    taken = sum(int(one.sheets["accepted"].sum()) for one in found)
    wrong = to_mend(found)
    first = counted("upload.accepted", taken) if taken else say("upload.nothing_accepted")
    return f"{first}, {counted('upload.to_mend', wrong) if wrong else say('upload.nothing_to_mend')}"


def to_do(source_files: pd.DataFrame, findings: pd.DataFrame, open_questions: int, say: Speaker) -> str:
    """What is left to do about the data, in one sentence."""
    refused = int((findings["severity"] == "fatal").sum())
    rejected = totals(source_files)["rejected"]
    parts = [
        say(f"quality.{name}", count=count, shown=formats.number(count, say.language))
        for name, count in (("refused", refused), ("rejected", rejected), ("open", open_questions))
        if count
    ]
    return capital(say.joined(parts)) if parts else say("quality.all_clear")


def tiles(source_files: pd.DataFrame, open_questions: int, say: Speaker) -> list[tuple[str, str]]:
    """Five figures: files, rows read, accepted, set aside, open questions."""
    counts = totals(source_files)
    labels = dictionary.labels("source_files", say.language)
    figures = {
        say("quality.files"): source_files["file"].nunique(),
        **{labels[name]: counts[name] for name in ("rows_read", "accepted", "rejected")},
        say("quality.open_questions"): open_questions,
    }
    return [(name, formats.number(figure, say.language)) for name, figure in figures.items()]


def overview(found: Iterable[Source], say: Speaker) -> pd.DataFrame:
    """The files of a dry run, a row each."""
    labels = dictionary.labels("source_files", say.language)
    return pd.DataFrame(
        [
            {
                labels["file"]: one.file or say("source.several"),
                labels["status"]: capital(say(f"state.{one.state}")) if one.file else "",
                **{labels[name]: int(one.sheets[name].sum()) for name in ("rows_read", "accepted", "rejected")},
                say("source.findings"): how_many(one.findings),
            }
            for one in found
        ]
    )


def reconciliation(source_files: pd.DataFrame, say: Speaker) -> pd.DataFrame:
    """Every file and sheet with what became of its rows; the last column says that they add up."""
    rows = source_files.assign(separator=[separator(sign, say) for sign in source_files["separator"].fillna("")])
    rows = rows.assign(record=rows["record"].map(lambda letter: RECORDS.get(letter, "")))
    shown = tables.readable(rows, "source_files", RECONCILIATION, say)
    balanced = rows["rows_read"] == rows[list(STATES)].sum(axis=1)
    position = RECONCILIATION.index("blank") + 1
    shown.insert(position, say("source.adds_up"), ["✓" if even else "✗" for even in balanced])
    return shown


def widths(shown: pd.DataFrame) -> dict[str, int]:
    """Columns of the reconciliation in pixels: what adds up stands side by side."""
    file, sheet, *counts, adds_up = list(shown.columns)[: len(COUNTS) + 3]
    return {file: 262, sheet: 75, **dict.fromkeys(counts, 82), adds_up: 50}


def receipt(
    kept: Mapping[str, str], source_files: pd.DataFrame, findings: pd.DataFrame, snapshot_id: str, say: Speaker
) -> pd.DataFrame:
    """What became of kept files, a row each; `kept` maps where they lie to the names they were sent under."""
    labels = dictionary.labels("source_files", say.language)
    rows: list[dict[str, object]] = []
    for path, name in kept.items():
        own = source_files[belongs(source_files["file"], path)]
        for file in dict.fromkeys(own["file"]) or [path]:
            counts = totals(own[own["file"] == file])
            rows.append(
                {
                    labels["file"]: str(file).replace(path, name, 1),
                    **{labels[count]: counts[count] for count in COUNTS},
                    say("source.findings"): how_many(findings[findings["file"] == file]),
                    say("source.snapshot"): snapshot_id,
                }
            )
    return pd.DataFrame(rows)


def belongs(files: pd.Series, received: str) -> pd.Series:
    """Which of these files are a received one, or a member of it."""
    return (files == received) | files.str.startswith(f"{received}/")


def progress(rows: pd.DataFrame, campaign: str) -> pd.DataFrame:
    """The teams of one campaign, those that still owe something first."""
    rows = rows[rows["campaign"] == campaign]
    rank = {state: position for position, state in enumerate(TEAM_STATES)}
    return rows.sort_values("state", key=lambda column: column.map(rank), kind="stable")


def progress_sentence(rows: pd.DataFrame, say: Speaker) -> str:
    """How many teams are where: `Sur 24 équipes, 3 n'ont rien envoyé et 21 sont complètes.`"""
    counted = rows["state"].value_counts()
    parts = [say(f"progress.{state}", count=int(counted[state])) for state in TEAM_STATES if state in counted]
    return say("progress.of_teams", count=len(rows), parts=say.joined(parts))
