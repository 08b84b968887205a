"""What staged contents must be, declared from the grid, and Great Expectations, which judges them.

Importing the library costs seconds: only what nobody judged yet asks for it.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.metadata
import json
import os
import threading
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from types import ModuleType
from typing import Any

import pyarrow as pa

from pipeline.grid import Criterion, Grid
from pipeline.spared_imports import spared

NO_NOTE = {
    "error_cell": "error_cell",
    "two_answers": "two_answers",
    "no_value": "formula_without_value",
    "of_another_scale": "note_off_scale",
    **dict.fromkeys(("unreadable", "ambiguous", "text", "date"), "note_not_a_number"),
}
"""What a note may not have been read as, and the finding that it then is."""

NO_READING = {
    "error_cell": "error_cell",
    "two_answers": "two_answers",
    "no_value": "formula_without_value",
    "unreadable": "unreadable_value",
    "ambiguous": "ambiguous_date",
}
"""What no other cell may have been read as."""

Content = dict[str, Any]
"""What an expectation looks at, by column."""

os.environ["GX_ANALYTICS_ENABLED"] = "false"  # no request ever leaves the machine


@dataclass(frozen=True)
class Expected:
    """One expectation, by its name in Great Expectations: what a column's values must, or must not, be."""

    expectation: str
    column: str
    values: tuple[object, ...]


@dataclass(frozen=True)
class Suite:
    """Expectations that are judged together."""

    name: str
    expected: tuple[Expected, ...]

    @property
    def key(self) -> str:
        """Changes with what is expected, and with the library that judges it."""
        return hashlib.sha256(json.dumps([_version(), asdict(self)]).encode()).hexdigest()[:16]


def among(column: str, *values: object) -> Expected:
    """The column's values are some of these."""
    return Expected("ExpectColumnValuesToBeInSet", column, values)


def none_of(column: str, *values: object) -> Expected:
    """The column's values are none of these."""
    return Expected("ExpectColumnValuesToNotBeInSet", column, values)


def note_suite(grid: Grid, criterion: Criterion) -> Suite:
    """What a note must be on the criterion's scale: readable, and one of the notes that the scale has."""
    low, high = grid.scale_of(criterion)
    return Suite(
        f"grid {grid.version}, scale {low:g} to {high:g}",
        (none_of("kind", *NO_NOTE), among("note", *scale_of(grid, criterion))),
    )


def scale_of(grid: Grid, criterion: Criterion) -> list[float]:
    """Every note that a criterion allows."""
    low, high = grid.scale_of(criterion)
    return [float(low + grid.step * place) for place in range(int((high - low) / grid.step) + 1)]


ONCE = Suite("long layout", (among("count_lines", 1),))
"""In the long layout one answer rates a criterion once."""
CELLS = Suite("cells", (none_of("kind", *NO_READING),))
"""What any other cell must be: readable as what its column holds."""
REQUIRED = Suite("required", (among("is_given", True),))
"""What a row cannot do without."""


@cache
def _version() -> str:
    return importlib.metadata.version("great_expectations")


def import_ahead() -> None:
    """Import Great Expectations in the background: it costs seconds, while worker processes read files."""
    threading.Thread(target=_imported, daemon=True).start()


def _imported() -> tuple[ModuleType, ModuleType]:
    with spared():
        gxe = importlib.import_module("great_expectations.expectations")
        return importlib.import_module("great_expectations"), gxe


class Validator:
    """One Great Expectations context for a process."""

    def __init__(self) -> None:
        self.gx, self.gxe = _imported()
        self._context = self.gx.get_context(mode="ephemeral")
        self._context.variables.progress_bars = {"globally": False, "metric_calculations": False}
        source = self._context.data_sources.add_pandas("staged")
        asset = source.add_dataframe_asset("rows")
        self._batch = asset.add_batch_definition_whole_dataframe("all")
        self._alone = threading.Lock()  # the context holds one frame at a time

    def broken(self, contents: pa.Table, suite: Suite) -> Iterator[tuple[str, Content]]:
        """The contents that fail an expectation of the suite, each with the column that the expectation looks at.

        Raises RuntimeError where an expectation could not be checked: nothing passes unseen.
        """
        if not len(contents):
            return
        asked = [
            getattr(self.gxe, one.expectation)(column=one.column, value_set=list(one.values)) for one in suite.expected
        ]
        with self._alone:
            batch = self._batch.get_batch(batch_parameters={"dataframe": contents.to_pandas()})
            suite_of_library = self.gx.ExpectationSuite(name=suite.name, expectations=asked)
            outcome = batch.validate(suite_of_library, result_format={"result_format": "COMPLETE"})
        for result in outcome.results:
            if result.success:
                continue
            if result.exception_info and result.exception_info.get("raised_exception"):
                raise RuntimeError(f"{suite.name}: {result.exception_info['exception_message']}")
            column = str(result.expectation_config.kwargs["column"])
            for content in contents.take(result.result["unexpected_index_list"]).to_pylist():
                yield column, content


validator = cache(Validator)
