"""One recognised table: its headings, its rows by what they are, and what stands around it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from pipeline.ingest.above import Above
from pipeline.ingest.distinct import Distinct
from pipeline.ingest.records import Recognised
from pipeline.ingest.sheet import Sheet, Value
from pipeline.ingest.stated_around import NOTHING, Stated


@dataclass
class Table:
    """One recognised table. Rows and columns are indexes into `sheet.rows`; `last` is the column after the last."""

    sheet: Sheet
    heading_index: int
    first: int
    last: int
    headings: list[str]  # one for each column from `first`; '' where there is none
    recognised: Recognised
    above: dict[str, Above]
    data: list[int] = field(default_factory=list)
    blank: list[int] = field(default_factory=list)
    ignored: list[int] = field(default_factory=list)
    trials: list[int] = field(default_factory=list)  # those of `ignored` by which the form's author tried it out
    refused: list[int] = field(default_factory=list)  # those of `ignored` that a person refused in the form tool
    foreign: list[int] = field(default_factory=list)  # those of `ignored` that belong to a table nobody knows
    not_measured: list[int] = field(default_factory=list)  # those of `ignored` that tell what nobody measured
    written_over: list[int] = field(default_factory=list)  # those of `data` that stand in the place of our example
    below: list[Distinct[Value]] = field(default_factory=list)  # the columns, in every row below the heading
    goes_on: bool = False  # whether another table was made of the same rows
    stated: Stated = NOTHING  # what stands around it about its numbers
    is_part: bool = False  # whether another table stands above it under the same headings

    @property
    def left(self) -> list[int]:
        """The rows that are something else than answers that count, each of a kind that is told."""
        return [*self.foreign, *self.not_measured, *self.trials, *self.refused]

    def columns(self, positions: Iterable[int] | None = None) -> list[Distinct[Value]]:
        """The columns at these positions, or all, in the rows of `data`; none where no row goes as far."""
        wanted = range(len(self.below)) if positions is None else positions
        columns = [self.below[at] for at in wanted if at < len(self.below)]
        if columns and len(columns[0]) == len(self.data):
            return columns
        rows = np.array(self.data, "i8") - self.heading_index - 1
        return [column.at(rows) for column in columns]
