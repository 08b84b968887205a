"""Great Expectations over the staged rows: which cells are wrong, and how.

Suites are declared here, from the grid. A row fails exactly where its content does, so each distinct content is judged
once: what fails becomes `validated.broken_contents`, and every row that holds it a finding of `validated.row_findings`.
"""

from __future__ import annotations

import importlib
import json
import os
import threading
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.config import Configuration, Criterion, Grid
from pipeline.vocabulary import FIELD
from pipeline.warehouse import from_records, load

if TYPE_CHECKING:
    from great_expectations import ExpectationSuite
    from great_expectations.expectations import Expectation

BROKEN = pa.schema(
    [
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
    "count": ("un nombre entier", "a whole number"),
    "flag": ("oui ou non", "yes or no"),
    "date": ("une date (2026-11-22)", "a date (2026-11-22)"),
    "instant": ("une date (2026-11-22)", "a date (2026-11-22)"),
    "period": ("une période (2026-Q3)", "a period (2026-Q3)"),
    "choice": ("l'un des mots prévus", "one of the words foreseen"),
}

NO_NOTE = {
    "error_cell": "error_cell",
    "no_value": "formula_without_value",
    **dict.fromkeys(("unreadable", "ambiguous", "text", "date"), "note_not_a_number"),
}
"""What a note may not have been read as, and the finding that it then is."""

NO_READING = {
    "error_cell": "error_cell",
    "no_value": "formula_without_value",
    "unreadable": "unreadable_value",
    "ambiguous": "ambiguous_date",
}
"""What no other cell may have been read as."""

Content = dict[str, Any]
"""What an expectation looks at, by column."""

os.environ["GX_ANALYTICS_ENABLED"] = "false"  # no request ever leaves the machine


def import_ahead() -> None:
    """Import Great Expectations in the background: it costs seconds, while worker processes read files."""
    threading.Thread(target=importlib.import_module, args=("great_expectations.expectations",), daemon=True).start()


class Validator:
    """One Great Expectations context for a process. Importing the library costs seconds: it waits until now."""

    def __init__(self) -> None:
        import great_expectations as gx
        import great_expectations.expectations as gxe

        self.gx, self.gxe = gx, gxe
        self._context = gx.get_context(mode="ephemeral")
        self._context.variables.progress_bars = {"globally": False, "metric_calculations": False}
        source = self._context.data_sources.add_pandas("staged")
        asset = source.add_dataframe_asset("rows")
        self._batch = asset.add_batch_definition_whole_dataframe("all")
        self._alone = threading.Lock()  # the context holds one frame at a time

    def suite(self, name: str, *expectations: Expectation) -> ExpectationSuite:
        """A suite of expectations, each on one column."""
        return self.gx.ExpectationSuite(name=name, expectations=list(expectations))

    def broken(self, contents: pa.Table, suite: ExpectationSuite) -> Iterator[tuple[str, Content]]:
        """The contents that fail an expectation of the suite, each with the column that the expectation looks at.

        Raises RuntimeError where an expectation could not be checked: nothing passes unseen.
        """
        if not len(contents):
            return
        with self._alone:
            batch = self._batch.get_batch(batch_parameters={"dataframe": contents.to_pandas()})
            outcome = batch.validate(suite, result_format={"result_format": "COMPLETE"})
        for result in outcome.results:
            if result.success:
                continue
            if result.exception_info and result.exception_info.get("raised_exception"):
                raise RuntimeError(f"{suite.name}: {result.exception_info['exception_message']}")
            column = str(result.expectation_config.kwargs["column"])
            for content in contents.take(result.result["unexpected_index_list"]).to_pylist():
                yield column, content


_validator = cache(Validator)


def note_suite(validator: Validator, grid: Grid, criterion: Criterion) -> ExpectationSuite:
    """What a note must be on the criterion's scale: readable, and one of the notes that the scale has."""
    gxe = validator.gxe
    low, high = grid.scale_of(criterion)
    return validator.suite(
        f"grid {grid.version}, scale {low:g} to {high:g}",
        gxe.ExpectColumnValuesToNotBeInSet(column="kind", value_set=list(NO_NOTE)),
        gxe.ExpectColumnValuesToBeInSet(column="note", value_set=scale_of(grid, criterion)),
    )


def scale_of(grid: Grid, criterion: Criterion) -> list[float]:
    """Every note that a criterion allows."""
    low, high = grid.scale_of(criterion)
    return [float(low + grid.step * place) for place in range(int((high - low) / grid.step) + 1)]


def once_suite(validator: Validator) -> ExpectationSuite:
    """In the long layout one answer rates a criterion once."""
    return validator.suite(
        "long layout", validator.gxe.ExpectColumnValuesToBeInSet(column="count_lines", value_set=[1])
    )


def cell_suite(validator: Validator) -> ExpectationSuite:
    """What any other cell must be: readable as what its column holds."""
    return validator.suite(
        "cells", validator.gxe.ExpectColumnValuesToNotBeInSet(column="kind", value_set=list(NO_READING))
    )


def required_suite(validator: Validator) -> ExpectationSuite:
    """What a row cannot do without."""
    return validator.suite("required", validator.gxe.ExpectColumnValuesToBeInSet(column="is_given", value_set=[True]))


def validate(connection: duckdb.DuckDBPyConnection, configuration: Configuration) -> None:
    """Make `validated.broken_contents`: one row per distinct staged content that fails an expectation."""
    validator = _validator()
    found = [
        *_notes(connection, configuration, validator),
        *_repeated(connection, configuration, validator),
        *_cells(connection, validator),
        *_required(connection, validator),
    ]
    rows = [one | {"facts": json.dumps(one.get("facts", {}), ensure_ascii=False)} for one in found]
    load(connection, "validated.broken_contents", from_records(rows, BROKEN))


def _notes(
    connection: duckdb.DuckDBPyConnection, configuration: Configuration, validator: Validator
) -> Iterator[Content]:
    scale = ("grid_version", "lowest_thousandths", "highest_thousandths")
    contents = _distinct(connection, "staged.note_readings", *scale, "kind", "note")
    for grid in configuration.grids:
        for low, high, criterion in _scales(grid):
            asked = _where(contents, dict(zip(scale, (grid.version, int(low * 1000), int(high * 1000)), strict=True)))
            facts = _scale_facts(grid, criterion)
            for column, content in validator.broken(asked, note_suite(validator, grid, criterion)):
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


def _repeated(
    connection: duckdb.DuckDBPyConnection, configuration: Configuration, validator: Validator
) -> Iterator[Content]:
    names = {criterion.key: criterion.name_fr for grid in configuration.grids for criterion in grid.criterion}
    contents = _distinct(connection, "staged.repeated_notes", "criterion", "count_lines")
    for _, content in validator.broken(contents, once_suite(validator)):
        if content["criterion"] in names:
            name = names[content["criterion"]]
            yield {"about": "repeated", "code": "doubled_criterion", "column_name": name, **content}


def _cells(connection: duckdb.DuckDBPyConnection, validator: Validator) -> Iterator[Content]:
    contents = _distinct(connection, "staged.cells", "field", "is_detail", "kind")
    for _, content in validator.broken(contents, cell_suite(validator)):
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
        return code if code == "ambiguous_date" else "unreadable_detail"
    return "unreadable_value" if code == "ambiguous_date" else code


def _required(connection: duckdb.DuckDBPyConnection, validator: Validator) -> Iterator[Content]:
    contents = _distinct(connection, "staged.required_values", "field", "is_given")
    for _, content in validator.broken(contents, required_suite(validator)):
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
