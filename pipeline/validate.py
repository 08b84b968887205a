"""Great Expectations over the staged rows: which cells are wrong, and how.

A row fails exactly where its content does, so each distinct content is judged once: what fails becomes
`validated.broken_contents`, and every row that holds it a finding of `validated.row_findings`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.config import Configuration
from pipeline.expectations import CELLS, NO_NOTE, NO_READING, ONCE, REQUIRED, Content, note_suite
from pipeline.grid import Criterion, Grid
from pipeline.judged import Judge
from pipeline.vocabulary import FIELD
from pipeline.warehouse import from_records, load

BROKEN = pa.schema(
    [
        ("broken_id", pa.int32()),
        ("about", pa.string()),
        ("grid_version", pa.string()),
        ("lowest_thousandths", pa.int64()),
        ("highest_thousandths", pa.int64()),
        ("kind", pa.string()),
        ("note", pa.float64()),
        ("field", pa.string()),
        ("is_detail", pa.bool_()),
        ("criterion", pa.string()),
        ("count_lines", pa.int64()),
        ("column_name", pa.string()),
        ("code", pa.string()),
        ("facts", pa.string()),
    ]
)

EXPECTED_WORDS: dict[str, tuple[str, str]] = {
    "number": ("un nombre", "a number"),
    "amount": ("un montant", "an amount"),
    "hours": ("une durée en heures", "a duration in hours"),
    "of_five": ("une moyenne de 1 à 5", "a mean from 1 to 5"),
    "count": ("un nombre entier", "a whole number"),
    "flag": ("oui ou non", "yes or no"),
    "date": ("une date (2026-11-22)", "a date (2026-11-22)"),
    "instant": ("une date (2026-11-22)", "a date (2026-11-22)"),
    "period": ("une période (2026-Q3)", "a period (2026-Q3)"),
    "choice": ("l'un des mots prévus", "one of the words foreseen"),
    "name": ("un seul nom, entier et lisible", "one name, whole and legible"),
    "text": ("un texte entier, aux guillemets par paires", "a whole text with its quotes in pairs"),
    "target": ("une valeur cible", "a target value"),
}

_OF_A_DETAIL = {"ambiguous_date": "ambiguous_date", "formula_without_value": "detail_without_result"}
"""What is said of a cell that a row can do without, where that is not that it cannot be read."""


def validate(connection: duckdb.DuckDBPyConnection, configuration: Configuration, judge: Judge) -> None:
    """Make `validated.broken_contents`: one row per distinct staged content that fails an expectation."""
    found = [
        *_notes(connection, configuration, judge),
        *_repeated(connection, configuration, judge),
        *_cells(connection, judge),
        *_required(connection, judge),
    ]
    rows = [
        one | {"broken_id": number, "facts": json.dumps(one.get("facts", {}), ensure_ascii=False)}
        for number, one in enumerate(found, start=1)
    ]
    load(connection, "validated.broken_contents", from_records(rows, BROKEN))


def _notes(connection: duckdb.DuckDBPyConnection, configuration: Configuration, judge: Judge) -> Iterator[Content]:
    scale = ("grid_version", "lowest_thousandths", "highest_thousandths")
    contents = _distinct(connection, "staged.note_readings", *scale, "kind", "note")
    for grid in configuration.grids:
        for low, high, criterion in _scales(grid):
            asked = _where(contents, dict(zip(scale, (grid.version, int(low * 1000), int(high * 1000)), strict=True)))
            facts = _scale_facts(grid, criterion)
            for column, content in judge.broken(asked, note_suite(grid, criterion)):
                if column == "kind":
                    code = NO_NOTE[content["kind"]]
                else:
                    inside = float(low) <= content["note"] <= float(high)
                    code = "note_between_steps" if inside else "note_off_scale"
                yield {"about": "note", "code": code, "facts": facts, **content}


def _scales(grid: Grid) -> list[tuple[Decimal, Decimal, Criterion]]:
    """The scales of a grid, each with one of the criteria that are asked on it."""
    return [(*ends, criterion) for ends, criterion in {grid.scale_of(one): one for one in grid.criterion}.items()]


def _scale_facts(grid: Grid, criterion: Criterion) -> dict[str, str]:
    low, high = grid.scale_of(criterion)
    shown = {"low": _shown(low), "high": _shown(high), "step": _shown(grid.step)}
    return shown | {f"{key}_fr": text.replace(".", ",") for key, text in shown.items()}


def _shown(value: Decimal) -> str:
    return format(value.normalize(), "f")


def _repeated(connection: duckdb.DuckDBPyConnection, configuration: Configuration, judge: Judge) -> Iterator[Content]:
    names = {criterion.key: criterion.name_fr for grid in configuration.grids for criterion in grid.criterion}
    contents = _distinct(connection, "staged.repeated_notes", "criterion", "count_lines")
    for _, content in judge.broken(contents, ONCE):
        if content["criterion"] in names:
            name = names[content["criterion"]]
            yield {"about": "repeated", "code": "doubled_criterion", "column_name": name, **content}


def _cells(connection: duckdb.DuckDBPyConnection, judge: Judge) -> Iterator[Content]:
    contents = _distinct(connection, "staged.cells", "field", "is_detail", "kind")
    for _, content in judge.broken(contents, CELLS):
        reading = FIELD[content["field"]].reading
        words = EXPECTED_WORDS.get(reading, ("un texte", "a text"))
        facts = {"expected_fr": words[0], "expected_en": words[1]}
        code = _code_of_cell(NO_READING[content["kind"]], reading, content["is_detail"])
        yield {"about": "cell", "code": code, "facts": facts, **content}


def _code_of_cell(code: str, reading: str, is_detail: bool) -> str:
    """A row can do without a detail: what cannot be read there is missing, and said."""
    if reading == "criterion":
        return "unknown_criterion" if code == "unreadable_value" else code
    if reading == "name":
        return code
    if is_detail:
        return _OF_A_DETAIL.get(code, "unreadable_detail")
    return "unreadable_value" if code == "ambiguous_date" else code


def _required(connection: duckdb.DuckDBPyConnection, judge: Judge) -> Iterator[Content]:
    contents = _distinct(connection, "staged.required_values", "field", "is_given")
    for _, content in judge.broken(contents, REQUIRED):
        code = "missing_when" if content["field"] == "moment" else "missing_value"
        yield {"about": "required", "code": code, "column_name": content["field"], **content}


def _distinct(connection: duckdb.DuckDBPyConnection, table: str, *columns: str) -> pa.Table:
    """What the rows of a table hold in these columns, each content once."""
    contents: pa.Table = connection.table(table).select(*columns).distinct().to_arrow_table()
    return contents


def _where(contents: pa.Table, wanted: Mapping[str, object]) -> pa.Table:
    for column, value in wanted.items():
        contents = contents.filter(pc.equal(contents[column], value))
    return contents
