"""From a received content to rows with provenance. Judges nothing: that is `validate`'s work."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

import pyarrow as pa

from pipeline.config import Configuration, Limits
from pipeline.findings import Finding
from pipeline.ingest import archive, delimited, identity, layouts, returned, spreadsheet
from pipeline.ingest.dialects import TEMPLATE, dialect
from pipeline.ingest.folding import fold
from pipeline.ingest.forms import with_plain_headings
from pipeline.ingest.heading_forms import stated_scale
from pipeline.ingest.headings import Recogniser, recogniser
from pipeline.ingest.layouts import Layouts, Place
from pipeline.ingest.raw_tables import SCHEMAS, RawTables
from pipeline.ingest.sheet import Refused, Sheet, Source
from pipeline.ingest.table_findings import (
    about_examples,
    about_headings,
    about_hidden,
    about_lines,
    about_trials,
    uneven_lines,
)
from pipeline.ingest.tables import Table, filled_rows, find_tables
from pipeline.vocabulary import REQUIRED

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
TEXTS = (".csv", ".tsv", ".txt")
ARCHIVE = ".zip"
_SHOWN_HEADINGS = 300
_NO_TABLE = {
    field.name: False if pa.types.is_boolean(field.type) else 0 if pa.types.is_integer(field.type) else ""
    for field in SCHEMAS["tables"]
} | {"dialect": "plain"}
_NEAREST = ("team", "certification", "value", "kpi")


def read_file(name: str, content: bytes, configuration: Configuration, key: bytes) -> dict[str, pa.Table]:
    """The raw tables of one received file, the members of an archive included.

    A file that cannot be read becomes a fatal finding and a table of no record; nothing is raised for its content.
    """
    reader = Intake(configuration, key)
    reader.add(hashlib.sha256(content).hexdigest(), name, content)
    return reader.raw.finished()


def opened(name: str, content: bytes, limits: Limits) -> Source:
    """The sheets of one file that is no archive, or the member of one. Raises Refused."""
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in TEXTS:
        return delimited.read_text(content)
    if suffix in WORKBOOKS or suffix == ARCHIVE:
        return spreadsheet.read_workbook(content, suffix, limits)
    raise Refused("unknown_kind", suffix=suffix or name)


class Intake:
    """Reads files one after another into the same raw tables, and remembers what their headings and texts mean."""

    def __init__(self, configuration: Configuration, key: bytes) -> None:
        self.raw = RawTables()
        self._about: dict[str, object] = {}  # what every table of the file in hand says of that file
        self._configuration = configuration
        self._recogniser: Recogniser = recogniser(configuration)
        self._layouts = Layouts(configuration, key)
        words = configuration.headings
        self._totals = frozenset(map(fold, words.totals))
        self._generic = frozenset(map(_without_number, words.generic_sheets))

    def add_file(self, file_key: str, name: str, path: Path) -> None:
        """Read one received file from the disk; one over the size limit is not even opened."""
        limit = self._configuration.settings.limits.file_megabytes
        try:
            if path.stat().st_size > limit * 2**20:
                self.refuse(file_key, Refused("too_large", limit=f"file_megabytes = {limit}"))
                return
            content = path.read_bytes()
        except OSError:
            self.refuse(file_key, Refused("unreadable_file"))
            return
        self.add(file_key, name, content)

    def add(self, file_key: str, name: str, content: bytes) -> None:
        """Read one received file; `name` says what it is by its ending."""
        table_no = 0
        self._about = {}
        try:
            members = self._members(name, content)
        except Refused as refusal:
            self._refuse(file_key, "", 1, refusal)
            return
        for member, inside in members:
            table_no = self._add_member(file_key, member, member or name, inside, table_no)

    def refuse(self, file_key: str, refusal: Refused) -> None:
        """Note that a file could not be read at all."""
        self._about = {}
        self._refuse(file_key, "", 1, refusal)

    def _members(self, name: str, content: bytes) -> list[tuple[str, bytes]]:
        limits = self._configuration.settings.limits
        if not content:
            raise Refused("empty_file")
        if len(content) > limits.file_megabytes * 2**20:
            raise Refused("too_large", limit=f"file_megabytes = {limits.file_megabytes}")
        if PurePosixPath(name).suffix.lower() != ARCHIVE:
            return [("", content)]
        members = archive.members(content, limits)
        if not members:
            raise Refused("empty_file")
        return members

    def _add_member(self, file_key: str, member: str, name: str, content: bytes, table_no: int) -> int:
        """The number of the last table that was added."""
        before = self.raw.mark()
        self._about = {"content_key": hashlib.sha256(content).hexdigest()}
        try:
            source, correction = returned.told_by(opened(name, content, self._configuration.settings.limits))
            if correction.headings:
                self._about["dialect"] = TEMPLATE
            self._about |= {"corrects": " ".join(correction.contents), "wrong_before": correction.wrong_rows}
            return self._add_source(file_key, member, source, table_no, correction.uneven)
        except Refused as refusal:
            self.raw.undo(before)
            self._refuse(file_key, member, table_no + 1, refusal)
        except MemoryError:
            self.raw.undo(before)
            self._refuse(file_key, member, table_no + 1, Refused("took_too_long"))
        except Exception as problem:  # one bad file never costs the others; the finding says what happened
            self.raw.undo(before)
            self._refuse(file_key, member, table_no + 1, Refused("reader_failed", problem=type(problem).__name__))
        return table_no + 1

    def _add_source(
        self, file_key: str, member: str, source: Source, table_no: int, uneven_before: frozenset[str]
    ) -> int:
        sheets = [with_plain_headings(sheet, self._recogniser) for sheet in source.sheets]
        found = [(sheet, find_tables(sheet, self._recogniser, self._totals)) for sheet in sheets]
        tables = [table for _, of_sheet in found for table in of_sheet]
        day_first, american = layouts.day_first(tables), layouts.is_american(tables)
        language = self._recogniser.language([heading for table in tables for heading in table.headings])
        nothing_known = not tables
        for sheet, of_sheet in found:
            for table in of_sheet:
                table_no += 1
                told = self._recogniser.language(table.headings) or language
                place = Place(file_key, table_no, told, day_first, american, source.dates_from_1904)
                self._add_table(place, member, source, table, uneven_before)
            filled = [] if of_sheet else filled_rows(sheet)
            if not filled:
                continue
            table_no += 1
            name = identity.redact(sheet.name)
            self._add_table_row(
                file_key, member, table_no, sheet=name, encoding=source.encoding, separator=source.separator,
                rows_read=len(filled), ignored=len(filled),
            )  # fmt: skip
            if nothing_known:
                if not any(other is not sheet and filled_rows(other) for other, _ in found[: _index(found, sheet)]):
                    self._find(file_key, member, table_no, Finding("no_table", sheet=name))
            elif not sheet.hidden:
                self._find(file_key, member, table_no, Finding("unknown_sheet", sheet=name))
        if nothing_known and not any(filled_rows(sheet) for sheet in source.sheets):
            raise Refused("empty_file")
        return table_no

    def _add_table(
        self, place: Place, member: str, source: Source, table: Table, uneven_before: frozenset[str]
    ) -> None:
        sheet, recognised = table.sheet, table.recognised
        above = {
            key: self._layouts.said(key, table.above[key].value, place) if key in table.above else ""
            for key in ("team", "certification", "campaign", "grid")
        }
        has = {key: key in recognised.fields for key in ("team", "certification", "campaign", "value", "kpi")}
        has["certification"] = has["certification"] or recognised.layout == "cross"
        shown = [identity.redact(" ".join(heading.split())) for heading in table.headings]
        unmapped = [
            text
            for position, text in enumerate(shown)
            if text and position not in {*recognised.columns, *recognised.metadata}
        ]
        wanted = REQUIRED[recognised.record]
        nearest = {
            f"nearest_{key}": self._recogniser.nearest(key, unmapped) if key in wanted and not has[key] else ""
            for key in _NEAREST
        }
        self._add_table_row(
            place.file_key, member, place.table_no,
            sheet=identity.redact(sheet.name), record=recognised.record,
            dialect=self._about.get("dialect") or dialect(table.headings),
            encoding=source.encoding, separator=source.separator, language=place.language, layout=recognised.layout,
            heading_row=sheet.row_number(table.heading_index),
            rows_read=len(table.data) + len(table.blank) + len(table.ignored),
            blank=len(table.blank), ignored=len(table.ignored),
            **{f"above_{key}": value for key, value in above.items()},
            sheet_hint=self._hint(sheet.name),
            **{f"has_{key}": has[key] for key in ("team", "certification", "campaign")},
            found_headings=", ".join(filter(None, shown))[:_SHOWN_HEADINGS],
            **nearest,
        )  # fmt: skip
        for position, text in enumerate(shown):
            column = recognised.columns.get(position)
            if not text and column is None:
                continue
            low, high = stated_scale(text) if column and column.field == "note" and not column.item else (None, None)
            self.raw.add(
                "columns",
                {
                    "file_key": place.file_key,
                    "table_no": place.table_no,
                    "column_number": table.first + position + 1,
                    "heading": text,
                    "field": column.field if column else "",
                    "criterion": column.criterion if column else "",
                    "item": identity.redact(column.item) if column else "",
                    "how": column.how if column else "unmapped",
                    "scale_low": low,
                    "scale_high": high,
                },
            )
        uneven = uneven_lines(table, source.separator, uneven_before)
        for finding in (
            *about_headings(table, shown),
            *about_hidden(table),
            *about_trials(table),
            *about_examples(table),
            *about_lines(table, uneven),
        ):
            self._find(place.file_key, member, place.table_no, finding)
        self._layouts.read(table, place, self.raw, frozenset(uneven))

    def _add_table_row(self, file_key: str, member: str, table_no: int, **facts: object) -> None:
        place = {"file_key": file_key, "member": member, "table_no": table_no}
        self.raw.add("tables", {**_NO_TABLE, **place, **self._about, **facts})

    def _find(self, file_key: str, member: str, table_no: int, finding: Finding) -> None:
        self.raw.add(
            "findings",
            {
                "file_key": file_key,
                "member": member,
                "table_no": table_no,
                "code": finding.code,
                "sheet": finding.sheet,
                "row_number": finding.row_number,
                "column_name": finding.column_name,
                "cell": finding.cell,
                "value": identity.redact(finding.value),
                "facts": json.dumps(dict(finding.facts), ensure_ascii=False),
            },
        )

    def _refuse(self, file_key: str, member: str, table_no: int, refusal: Refused) -> None:
        self._add_table_row(file_key, member, table_no)
        self._find(file_key, member, table_no, Finding(refusal.code, facts=refusal.facts))

    def _hint(self, sheet_name: str) -> str:
        return "" if _without_number(sheet_name) in self._generic else identity.redact(" ".join(sheet_name.split()))


def _index(found: Sequence[tuple[Sheet, list[Table]]], sheet: Sheet) -> int:
    return next(number for number, (one, _) in enumerate(found) if one is sheet)


def _without_number(name: str) -> str:
    return fold(name).rstrip("0123456789 ")
