"""From what was read of a file and its findings to what a reader learns: how it was read, what is wrong and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from dashboards import formats
from dashboards.texts import Speaker, capital
from pipeline import dictionary
from pipeline.findings import words
from pipeline.vocabulary import RECORDS, SEVERITIES

SHOWN_VALUE = 80

GONE = {"refused", "not_recognised"}


@dataclass(frozen=True)
class Source:
    """One file, or one member of an archive: the rows of its sheets and its findings."""

    file: str
    sheets: pd.DataFrame
    findings: pd.DataFrame

    @property
    def state(self) -> str:
        """`refused` where nothing of it is read, `with_errors`, `questioned`, `warned` or `read`."""
        severities = set(self.findings["severity"])
        if not len(self.sheets) or set(self.sheets["status"]) <= GONE:
            return "refused"
        if severities & {"fatal", "error"} or self.sheets["rejected"].sum():
            return "with_errors"
        return "questioned" if "question" in severities else "warned" if severities else "read"


def listed(source_files: pd.DataFrame, findings: pd.DataFrame) -> list[Source]:
    """Every file, those that need a hand first. What is said of no file in particular stands under the name ''."""
    order = ("refused", "with_errors", "questioned", "warned", "read")
    files = list(dict.fromkeys([*source_files["file"], *findings["file"]]))
    found = [
        Source(file, source_files[source_files["file"] == file], findings[findings["file"] == file]) for file in files
    ]
    return sorted(found, key=lambda one: (not one.file, order.index(one.state)))


def teams(file: str, checked: Mapping[str, pd.DataFrame], chosen: str) -> list[str]:
    """The team that a file is from, where it is one: the chosen one, else the only one that its rows name."""
    if chosen:
        return [chosen]
    tables = [checked[name] for name in ("note_cells", "candidate_register")]
    ids = {team for table in tables for team in table.loc[table["file"] == file, "team_id"]}
    ranking = checked["candidate_ranking"]
    return list(ranking.loc[ranking["team_id"].isin(ids), "team_name"].unique()) if len(ids) == 1 else []


def read_as(row: pd.Series, say: Speaker) -> str:
    """How one sheet was read: `Feuille « Saisie » · réponses · tableau simple`."""
    parts = [say("source.sheet", sheet=row["sheet"]) if row["sheet"] else ""]
    if row["status"] in {*GONE, "with_repeats"}:
        parts.append(say.word(row["status"]))
    else:
        parts += [say.word(RECORDS.get(row["record"], "")), say.word(row["dialect"]), say.word(row["language"])]
    if row["separator"]:
        parts.append(say("source.separator", separator=separator(row["separator"], say)))
    parts.append(str(row["encoding"] or "").upper())
    return capital(" · ".join(part for part in parts if part))


def separator(sign: str, say: Speaker) -> str:
    """A separator by its name, for signs are hard to see."""
    names = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar", " ": "spaces"}
    return say(f"separator.{names[sign]}") if sign in names else sign


def refusal(limit: str, say: Speaker) -> tuple[str, str]:
    """Message and remedy for a file that is over a limit and was not even looked at."""
    message_fr, message_en, remedy_fr, remedy_en = words("too_large", "", "", "", {"limit": limit})
    return (message_fr, remedy_fr) if say.language == "fr" else (message_en, remedy_en)


def spot(row_number: object, cell: object, say: Speaker) -> str:
    """Where a finding stands in its sheet: `D7`, else `ligne 12`, else nothing."""
    if not formats.absent(cell):
        return str(cell)
    return "" if formats.absent(row_number) else say("source.row", row=f"{float(str(row_number)):.0f}")


def how_many(findings: pd.DataFrame) -> int:
    """How many findings these lines stand for."""
    return int(findings["count_alike"].sum())


def worst_first(findings: pd.DataFrame) -> pd.DataFrame:
    """Findings by severity, each severity in reading order."""
    rank = {severity: position for position, severity in enumerate(SEVERITIES)}
    return findings.sort_values("severity", key=lambda column: column.map(rank), kind="stable")


def as_table(findings: pd.DataFrame, say: Speaker) -> pd.DataFrame:
    """Findings for a reader, in one language, with the headings that the language gives them."""
    language = say.language
    labels = dictionary.labels("findings", language)
    places = zip(findings["row_number"], findings["cell"], strict=True)
    shown: dict[str, list[str]] = {
        labels["severity"]: [capital(say.word(code)) for code in findings["severity"]],
        labels["cell"]: [spot(row, cell, say) for row, cell in places],
        labels["value"]: findings["value"].tolist(),
        say("source.finding"): findings[f"message_{language}"].tolist(),
        say("source.remedy"): findings[f"remedy_{language}"].tolist(),
        labels["file"]: findings["file"].tolist(),
        labels["sheet"]: findings["sheet"].tolist(),
        labels["column_name"]: findings["column_name"].tolist(),
    }
    return pd.DataFrame(shown, dtype=object)


def shortened(value: object) -> str:
    """A value as sent, on one line and not too long to read."""
    text = " ".join(str(value or "").split())
    return text if len(text) <= SHOWN_VALUE else f"{text[: SHOWN_VALUE - 1]}…"


def codes(findings: pd.DataFrame, say: Speaker) -> dict[str, str]:
    """The codes that occur, by what they are called, in the order of their names."""
    named = ((str(code), finding_name(str(code), say)) for code in findings["code"].unique())
    return dict(sorted(named, key=lambda pair: pair[1].casefold()))


def finding_name(code: str, say: Speaker) -> str:
    """What a kind of finding is called."""
    return capital(say.word(code))
