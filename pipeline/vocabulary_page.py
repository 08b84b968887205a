"""From the vocabulary, the dictionary of columns and the catalogue of findings to docs/vocabulary.md.

python -m pipeline.vocabulary_page > docs/vocabulary.md
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from pipeline import dictionary, warehouse
from pipeline.choices import CHOICE_WORDS, CHOICES, LITERAL
from pipeline.findings import CATALOGUE
from pipeline.vocabulary import (
    CONTRACT_PARTS,
    DECISIONS,
    FIELD_NAMES,
    FIELDS,
    RECORDS,
    REQUIRED,
    SEVERITIES,
    VERDICTS,
    WORDS,
)

HEAD = """\
# Vocabulary

The words of Certiscope, and every published table and column with its meaning, in French and English.
This page is made by `python -m pipeline.vocabulary_page` from `pipeline/vocabulary.py`, `pipeline/dictionary.toml`,
`pipeline/findings.py`, `pipeline/choices.py` and the first lines of each SQL file; a test compares it with them and
with a real snapshot. Change those, not this page.
"""

NOUNS = (
    ("grid", "grille de décision", "decision grid", "A version of criteria, weights, scale and thresholds."),
    ("criterion, weight", "critère, pondération", "criterion, weight", "One question, and its say in the total."),
    ("note", "note", "rating", "One answer as given, on the criterion's scale."),
    (
        "favourable_note",
        "note favorable",
        "favourable rating",
        "The note with polarity applied: the top of the scale always speaks for investing.",
    ),
    ("team", "équipe", "team", "Who would be certified."),
    ("certification", "certification", "certification", "What the team would follow."),
    (
        "candidate",
        "dossier",
        "candidate",
        "One team × one certification in one campaign: what is ranked and funded.",
    ),
    ("campaign", "campagne", "campaign", "A declared round of scoring, else the quarter of the answer's date."),
    ("respondent", "répondant", "respondent", "Who answered; a pseudonym once the file is read."),
    ("score_percent", "score pondéré", "weighted score", "Percent of the maximum, total of weights × maximum."),
    ("verdict", "verdict", "verdict", "What the thresholds alone say of a score."),
    ("decision", "décision", "decision", "The verdict after the gates: every criterion answered, objective clear."),
    ("kpi, baseline", "indicateur, situation de départ", "KPI, baseline", "What is measured, and where it started."),
    ("improvement", "amélioration", "improvement", "The change of a KPI; above 0 is always good news."),
    ("finding", "constat", "finding", "Something about an input, with its cell."),
    ("question", "question", "question", "A finding that a person must answer; until then a stated reading holds."),
    ("snapshot", "publication", "snapshot", "One immutable published result."),
)
"""The nouns that have no code of their own: name in the code, French, English, meaning."""

MADE_IN_PYTHON = {
    "findings": "One row per finding, the gravest first.",
    "questions": "One row per question that was asked, answered or not.",
    "snapshot": "One row: what the numbers of this snapshot were computed with.",
}
"""The grain of the published tables that no SQL file makes."""


def page() -> str:
    """The whole page, as Markdown."""
    parts = [
        HEAD,
        _section("Nouns", ("in the code", "français", "English", "meaning"), NOUNS),
        _section("Verdicts and decisions", ("code", "français", "English", "says"), _decisions()),
        _section("Parts of the objective contract", ("code", "français", "English"), _words(CONTRACT_PARTS)),
        _section("Severities of findings", ("code", "français", "English"), _words(SEVERITIES)),
        _section("What a table can hold", ("record", "français", "English", "cannot do without"), _records()),
        _section("Columns that are read", ("field", "records", "français", "English", "read as"), _fields()),
        _section("Findings", ("code", "severity", "français", "English"), _findings()),
        _section("Questions and their answers", ("code", "answers", "until answered"), _questions()),
        "## Published tables\n\nPercentages are unrounded, money is decimal, `certification_id = '*'` means all.\n",
        *(_published(table) for table in dictionary.tables()),
    ]
    return "\n".join(parts)


def _section(title: str, headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    return f"## {title}\n\n{_table(headings, rows)}"


def _table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    named = list(headings)
    lines = [_line(named), _line(["---"] * len(named)), *(_line(row) for row in rows)]
    return "\n".join(lines) + "\n"


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _words(codes: Iterable[str]) -> Iterator[tuple[str, ...]]:
    for code in codes:
        yield f"`{code}`", WORDS[code]["fr"], WORDS[code]["en"]


def _decisions() -> Iterator[tuple[str, ...]]:
    for code in DECISIONS:
        says = "verdict and decision" if code in VERDICTS else "decision only"
        yield f"`{code}`", WORDS[code]["fr"], WORDS[code]["en"], says


def _records() -> Iterator[tuple[str, ...]]:
    for letter, name in RECORDS.items():
        wanted = ", ".join(f"`{field}`" for field in REQUIRED[letter])
        yield f"{letter} `{name}`", WORDS[name]["fr"], WORDS[name]["en"], wanted


def _fields() -> Iterator[tuple[str, ...]]:
    for field in FIELDS:
        names = FIELD_NAMES[field.key]
        yield f"`{field.key}`", field.records, names["fr"], names["en"], field.reading


def _findings() -> Iterator[tuple[str, ...]]:
    for code, kind in CATALOGUE.items():
        yield f"`{code}`", kind.severity, kind.message_fr, kind.message_en


def _questions() -> Iterator[tuple[str, ...]]:
    for code, choices in CHOICES.items():
        told = "<br>".join(f"`{one}`: {CHOICE_WORDS[one]['fr']} / {CHOICE_WORDS[one]['en']}" for one in choices)
        yield f"`{code}`", told, f"`{LITERAL[code]}`"


def _published(table: str) -> str:
    rows = (
        (f"`{name}`", f"**{column.label_fr}** : {column.meaning_fr}", f"**{column.label_en}**: {column.meaning_en}")
        for name, column in dictionary.columns(table).items()
    )
    return f"### `{table}`\n\n{grain(table)}\n\n{_table(('column', 'français', 'English'), rows)}"


def grain(table: str) -> str:
    """What a row of a published table is: the first sentence of its SQL file."""
    if table in MADE_IN_PYTHON:
        return MADE_IN_PYTHON[table]
    remarks: list[str] = []
    for line in (warehouse.SQL / "published" / f"{table}.sql").read_text("utf-8").splitlines():
        if not line.startswith("--"):
            break
        remarks.append(line.removeprefix("--").strip())
    return " ".join(remarks)


if __name__ == "__main__":
    sys.stdout.write(page())
