"""Great Expectations over the staged rows: which cells are wrong, and how.

Suites are declared here, from the grid; every row is validated, and a failing one becomes a finding.
"""

from __future__ import annotations

import importlib
import json
import os
import threading
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import duckdb
import pandas as pd
import pyarrow as pa

from pipeline.config import Configuration, Criterion, Grid
from pipeline.findings import CATALOGUE
from pipeline.vocabulary import FIELD
from pipeline.warehouse import load, records

if TYPE_CHECKING:
    from great_expectations import ExpectationSuite

FINDINGS = pa.schema(
    [
        ("file_id", pa.int32()),
        ("table_no", pa.int32()),
        ("row_number", pa.int32()),
        ("column_number", pa.int32()),
        ("column_name", pa.string()),
        ("code", pa.string()),
        ("severity", pa.string()),
        ("value", pa.string()),
        ("facts", pa.string()),
    ]
)

EXPECTED_WORDS: dict[str, tuple[str, str]] = {
    "number": ("un nombre", "a number"),
    "amount": ("un montant", "an amount"),
    "hours": ("une durée en heures", "a duration in hours"),
    "count": ("un nombre entier", "a whole number"),
    "flag": ("oui ou non", "yes or no"),
    "date": ("une date (2026-11-22)", "a date (2026-11-22)"),
    "instant": ("une date (2026-11-22)", "a date (2026-11-22)"),
    "period": ("une période (2026-Q3)", "a period (2026-Q3)"),
    "choice": ("l'un des mots prévus", "one of the words foreseen"),
    "name": ("un seul nom, entier et lisible", "one name, whole and legible"),
}


@dataclass(frozen=True)
class Broken:
    """One expectation that rows did not meet, by its finding's code."""

    code: str
    rows: pd.DataFrame


os.environ["GX_ANALYTICS_ENABLED"] = "false"  # no request ever leaves the machine


def import_ahead() -> None:
    """Import Great Expectations in the background: it costs seconds, while worker processes read files."""
    threading.Thread(target=importlib.import_module, args=("great_expectations.expectations",), daemon=True).start()


class Validator:
    """One Great Expectations context for a run. Importing the library costs seconds: it waits until now."""

    def __init__(self) -> None:
        import great_expectations as gx
        import great_expectations.expectations as gxe

        self.gx, self.gxe = gx, gxe
        self._context = gx.get_context(mode="ephemeral")
        self._context.variables.progress_bars = {"globally": False, "metric_calculations": False}
        source = self._context.data_sources.add_pandas("staged")
        asset = source.add_dataframe_asset("rows")
        self._batch = asset.add_batch_definition_whole_dataframe("all")

    def suite(self, name: str, expectations: list[Any]) -> ExpectationSuite:
        """A suite; each expectation carries in `meta` the code of the finding that a failing row becomes."""
        return self.gx.ExpectationSuite(name=name, expectations=expectations)

    def broken(self, rows: pa.Table, judged: Sequence[str], suite: ExpectationSuite) -> Iterator[Broken]:
        """The rows that fail each expectation of a suite, which looks at the `judged` columns only.

        Raises RuntimeError where an expectation could not be checked: nothing passes unseen.
        """
        if not len(rows):
            return
        frame = _frame(rows.select(judged))
        batch = self._batch.get_batch(batch_parameters={"dataframe": frame})
        outcome = batch.validate(suite, result_format={"result_format": "COMPLETE"})
        for result in outcome.results:
            if result.success:
                continue
            if result.exception_info and result.exception_info.get("raised_exception"):
                raise RuntimeError(f"{suite.name}: {result.exception_info['exception_message']}")
            places = result.result["unexpected_index_list"]
            yield Broken(result.expectation_config.meta["code"], rows.take(places).to_pandas())


def _frame(rows: pa.Table) -> pd.DataFrame:
    """A frame whose texts are categories: Great Expectations hashes and compares each distinct one once."""
    texts = [name for name, kind in zip(rows.schema.names, rows.schema.types, strict=True) if pa.types.is_string(kind)]
    for name in texts:
        rows = rows.set_column(rows.schema.get_field_index(name), name, rows[name].dictionary_encode())
    frame: pd.DataFrame = rows.to_pandas()
    return frame


def scale_suite(validator: Validator, grid: Grid, criterion: Criterion) -> ExpectationSuite:
    """What a note must be on the criterion's scale: readable, between its ends, and on a step."""
    gxe = validator.gxe
    low, high = (float(end) for end in grid.scale_of(criterion))
    expectations = [
        gxe.ExpectColumnValuesToNotBeInSet(column="kind", value_set=["error_cell"], meta={"code": "error_cell"}),
        gxe.ExpectColumnValuesToNotBeInSet(column="kind", value_set=["two_answers"], meta={"code": "two_answers"}),
        gxe.ExpectColumnValuesToNotBeInSet(
            column="kind", value_set=["no_value"], meta={"code": "formula_without_value"}
        ),
        gxe.ExpectColumnValuesToNotBeInSet(
            column="kind", value_set=["unreadable", "ambiguous", "text", "date"], meta={"code": "note_not_a_number"}
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="note", min_value=low, max_value=high, meta={"code": "note_off_scale"}
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="note_within", value_set=scale_of(grid, criterion), meta={"code": "note_between_steps"}
        ),
    ]
    return validator.suite(f"grid {grid.version}, scale {low:g} to {high:g}", expectations)


def scale_of(grid: Grid, criterion: Criterion) -> list[float]:
    """Every note that a criterion allows."""
    low, high = grid.scale_of(criterion)
    return [float(low + grid.step * place) for place in range(int((high - low) / grid.step) + 1)]


def once_suite(validator: Validator) -> ExpectationSuite:
    """In the long layout one answer rates a criterion once."""
    once = validator.gxe.ExpectCompoundColumnsToBeUnique(
        column_list=["file_id", "table_no", "first_row", "certification_id", "criterion"],
        meta={"code": "doubled_criterion"},
    )
    return validator.suite("long layout", [once])


def cell_suite(validator: Validator) -> ExpectationSuite:
    """What any other cell must be: readable as what its column holds."""
    gxe = validator.gxe
    expectations = [
        gxe.ExpectColumnValuesToNotBeInSet(column="kind", value_set=[kind], meta={"code": code})
        for kind, code in (
            ("error_cell", "error_cell"),
            ("two_answers", "two_answers"),
            ("no_value", "formula_without_value"),
            ("unreadable", "unreadable_value"),
            ("ambiguous", "ambiguous_date"),
        )
    ]
    return validator.suite("cells", expectations)


def required_suite(validator: Validator) -> ExpectationSuite:
    """What a row cannot do without."""
    return validator.suite(
        "required", [validator.gxe.ExpectColumnValuesToNotBeNull(column="value", meta={"code": "missing_value"})]
    )


def validate(connection: duckdb.DuckDBPyConnection, configuration: Configuration) -> None:
    """Make `validated.row_findings`: one row per staged cell or row that fails an expectation."""
    validator = Validator()
    found: list[pd.DataFrame] = [
        *_notes(connection, configuration, validator),
        *_cells(connection, validator),
        *_required(connection, validator),
    ]
    rows = pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=FINDINGS.names)
    rows["severity"] = rows["code"].map(lambda code: CATALOGUE[code].severity)
    load(
        connection,
        "validated.row_findings",
        pa.Table.from_pandas(rows[FINDINGS.names], schema=FINDINGS, preserve_index=False),
    )


def _notes(
    connection: duckdb.DuckDBPyConnection, configuration: Configuration, validator: Validator
) -> Iterator[pd.DataFrame]:
    names = {criterion.key: criterion.name_fr for grid in configuration.grids for criterion in grid.criterion}
    notes = connection.table("staged.response_notes")
    held = {
        (row["file_id"], row["table_no"], row["column_number"])
        for row in records(connection, "staged.doubtful_columns")
        if row["is_held"]
    }
    for grid in configuration.grids:
        of_grid = notes.filter(_is_in("grid_version", [grid.version]))
        for criteria in _by_scale(grid):
            judged = of_grid.filter(_is_in("criterion", [criterion.key for criterion in criteria])).to_arrow_table()
            suite, facts = scale_suite(validator, grid, criteria[0]), _scale_facts(grid, criteria[0])
            for broken in validator.broken(judged, ("kind", "note", "note_within"), suite):
                rows = _not_held(broken, held)
                yield _findings(Broken(broken.code, rows), value=rows["sent"], facts=facts)
    long_notes = notes.filter(_is_in("layout", ["long"])).to_arrow_table()
    keys = ("file_id", "table_no", "first_row", "certification_id", "criterion")
    for broken in validator.broken(long_notes, keys, once_suite(validator)):
        rated = Broken(broken.code, broken.rows[broken.rows["criterion"].isin(list(names))])
        yield _findings(rated, value=rated.rows["sent"], facts={}, column_name=rated.rows["criterion"].map(names))


def _not_held(broken: Broken, held: Container[tuple[object, ...]]) -> pd.DataFrame:
    """The wrong rows, less those that only seem off a scale which a person is still to name."""
    if broken.code not in ("note_off_scale", "note_between_steps"):
        return broken.rows
    places = broken.rows[["file_id", "table_no", "column_number"]].itertuples(index=False, name=None)
    return broken.rows[[place not in held for place in places]]


def _by_scale(grid: Grid) -> list[list[Criterion]]:
    """The grid's criteria, those with one scale together: they are validated by one suite."""
    groups: dict[tuple[Decimal, Decimal], list[Criterion]] = {}
    for criterion in grid.criterion:
        groups.setdefault(grid.scale_of(criterion), []).append(criterion)
    return list(groups.values())


def _is_in(column: str, values: Sequence[str]) -> duckdb.Expression:
    return duckdb.ColumnExpression(column).isin(*(duckdb.ConstantExpression(value) for value in values))


def _scale_facts(grid: Grid, criterion: Criterion) -> dict[str, str]:
    low, high = grid.scale_of(criterion)
    shown = {"low": _shown(low), "high": _shown(high), "step": _shown(grid.step)}
    return shown | {f"{key}_fr": text.replace(".", ",") for key, text in shown.items()}


def _shown(value: Decimal) -> str:
    return format(value.normalize(), "f")


def _cells(connection: duckdb.DuckDBPyConnection, validator: Validator) -> Iterator[pd.DataFrame]:
    cells = connection.table("staged.cells").to_arrow_table()
    for broken in validator.broken(cells, ("kind",), cell_suite(validator)):
        for (field, is_detail), rows in broken.rows.groupby(["field", "is_detail"], sort=True):
            reading = FIELD[str(field)].reading
            words = EXPECTED_WORDS.get(reading, ("un texte", "a text"))
            facts = {"expected_fr": words[0], "expected_en": words[1]}
            code = _code_of_cell(broken.code, reading, bool(is_detail))
            yield _findings(Broken(code, rows), value=rows["sent"], facts=facts)


def _code_of_cell(code: str, reading: str, is_detail: bool) -> str:
    """A row can do without a detail: what cannot be read there is missing, and said."""
    if reading == "criterion":
        return "unknown_criterion" if code == "unreadable_value" else code
    if reading == "name":
        return code
    if is_detail:
        return code if code == "ambiguous_date" else "unreadable_detail"
    return "unreadable_value" if code == "ambiguous_date" else code


def _required(connection: duckdb.DuckDBPyConnection, validator: Validator) -> Iterator[pd.DataFrame]:
    values = connection.table("staged.required_values").to_arrow_table()
    for broken in validator.broken(values, ("value",), required_suite(validator)):
        for is_moment, rows in broken.rows.groupby(broken.rows["field"] == "moment"):
            code = "missing_when" if is_moment else broken.code
            yield _findings(Broken(code, rows), value="", facts={}, column_name=rows["field"])


def _findings(broken: Broken, *, value: object, facts: dict[str, str], column_name: object = "") -> pd.DataFrame:
    rows = broken.rows
    return pd.DataFrame(
        {
            "file_id": rows["file_id"],
            "table_no": rows["table_no"],
            "row_number": rows["row_number"],
            "column_number": rows.get("column_number"),
            "column_name": column_name,
            "code": broken.code,
            "value": value,
            "facts": json.dumps(facts, ensure_ascii=False),
        }
    )
