"""From findings and questions as found to findings and questions in words."""

from __future__ import annotations

import json

import duckdb
import pyarrow as pa

from pipeline.config import Configuration
from pipeline.findings import CATALOGUE, CHOICES, LITERAL, standing_for, words
from pipeline.typeset import day
from pipeline.vocabulary import FIELD_NAMES, LANGUAGES, SEVERITIES
from pipeline.warehouse import Made, from_records, records

FINDINGS = pa.schema(
    [
        ("code", pa.string()),
        ("severity", pa.string()),
        ("file", pa.string()),
        ("sheet", pa.string()),
        ("row_number", pa.int32()),
        ("column_name", pa.string()),
        ("cell", pa.string()),
        ("value", pa.string()),
        ("message_fr", pa.string()),
        ("message_en", pa.string()),
        ("remedy_fr", pa.string()),
        ("remedy_en", pa.string()),
        ("answer", pa.string()),
        ("question_id", pa.string()),
        ("count_alike", pa.int64()),
    ]
)
QUESTIONS = pa.schema(
    [
        ("question_id", pa.string()),
        ("code", pa.string()),
        ("subject", pa.string()),
        ("choices", pa.string()),
        ("literal", pa.string()),
        ("answer", pa.string()),
        ("answered_by", pa.string()),
        ("answered_at", pa.string()),
        ("message_fr", pa.string()),
        ("message_en", pa.string()),
        ("remedy_fr", pa.string()),
        ("remedy_en", pa.string()),
        ("file", pa.string()),
    ]
)

_DAYS = ("first", "last", "since")
"""Facts that are days."""


def tables_made(configuration: Configuration) -> dict[str, Made]:
    """The published tables that hold sentences."""
    reads = ("scored.findings", "scored.questions", "raw.answers")
    return {
        "published.findings": Made(reads, lambda connection: _findings(connection, configuration)),
        "published.questions": Made(reads, lambda connection: _questions(connection, configuration)),
    }


def _findings(connection: duckdb.DuckDBPyConnection, configuration: Configuration) -> pa.Table:
    asked = {(row["code"], row["subject"]): row["question_id"] for row in records(connection, "scored.questions")}
    answers = {(row["code"], row["subject"]): row["choice"] for row in records(connection, "raw.answers")}
    known = ", ".join(criterion.name_fr for criterion in configuration.grid.criterion)
    rows: list[dict[str, object]] = []
    found = records(connection, "scored.findings")
    for one in sorted(found, key=_reading_order):
        key = (one["code"], one["subject"])
        rows.append(
            one
            | _worded(one, known, configuration)
            | {
                "severity": CATALOGUE[str(one["code"])].severity,
                "column_name": _column(one),
                "answer": answers.get(key),
                "question_id": asked.get(key),
                "file": one["file"] or "",
            }
        )
    return from_records(({name: row.get(name) for name in FINDINGS.names} for row in rows), FINDINGS)


def _reading_order(finding: dict[str, object]) -> tuple[object, ...]:
    severity = SEVERITIES.index(CATALOGUE[str(finding["code"])].severity)
    place = (finding["arrival"], finding["table_no"], finding["row_number"], finding["column_number"])
    return (severity, *(-1 if part is None else part for part in place), str(finding["code"]), str(finding["subject"]))


def _questions(connection: duckdb.DuckDBPyConnection, configuration: Configuration) -> pa.Table:
    answers = {(row["code"], row["subject"]): row for row in records(connection, "raw.answers")}
    files = {(row["code"], row["subject"]): row for row in records(connection, "scored.findings")}
    rows: list[dict[str, object]] = []
    for one in sorted(records(connection, "scored.questions"), key=lambda row: (str(row["code"]), str(row["subject"]))):
        key = (one["code"], one["subject"])
        code = str(one["code"])
        answer = answers.get(key, {})
        place = files.get(key, {})
        rows.append(
            one
            | _worded(one | {"column_name": place.get("column_name") or "", "sheet": ""}, "", configuration)
            | {
                "choices": ",".join(CHOICES[code]),
                "literal": LITERAL[code],
                "answer": answer.get("choice"),
                "answered_by": answer.get("answered_by"),
                "answered_at": answer.get("answered_at"),
                "file": place.get("file") or "",
            }
        )
    return from_records(({name: row.get(name) for name in QUESTIONS.names} for row in rows), QUESTIONS)


def _column(finding: dict[str, object]) -> str:
    name = str(finding["column_name"] or "")
    return FIELD_NAMES[name]["fr"] if name in FIELD_NAMES else name


def _worded(finding: dict[str, object], known: str, configuration: Configuration) -> dict[str, str]:
    """The finding's sentences; a column that the table does not have is called by its field's name."""
    facts: dict[str, object] = json.loads(str(finding["facts"] or "{}"))
    facts.setdefault("known", known)
    nearest = facts.get("nearest")
    facts["nearest_fr"] = f" Est-ce « {nearest} » ?" if nearest else ""
    facts["nearest_en"] = f" Is it “{nearest}”?" if nearest else ""
    column = str(finding["column_name"] or "")
    wanted = str(facts.get("wanted", ""))
    texts: dict[str, str] = {}
    count = int(str(finding.get("count_alike", 1)))
    for language in LANGUAGES:
        names = FIELD_NAMES
        days = {name: day(str(facts[name]), language) for name in _DAYS if name in facts}
        spoken = {**facts, **days, "wanted": names[wanted][language] if wanted in names else wanted}
        shown = names[column][language] if column in names else column
        sentences = words(str(finding["code"]), str(finding["value"] or ""), shown, str(finding["sheet"] or ""), spoken)
        texts[f"message_{language}"] = standing_for(count, sentences[0 if language == "fr" else 1], language)
        texts[f"remedy_{language}"] = sentences[2 if language == "fr" else 3]
    return texts
