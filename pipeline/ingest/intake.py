"""From a received content to rows with provenance. Judges nothing: that is `validate`'s work."""

from __future__ import annotations

import hashlib
import json
import stat
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

import pyarrow as pa

from pipeline.config import Configuration, Limits
from pipeline.findings import Finding
from pipeline.folding import fold
from pipeline.ingest import archive, day_order, delimited, identity, returned, samples, spreadsheet
from pipeline.ingest.bare_names import bare_names
from pipeline.ingest.blocks import are_of_several
from pipeline.ingest.cells import is_blank
from pipeline.ingest.cut_lines import cut_lines
from pipeline.ingest.day_order import Place
from pipeline.ingest.dialects import TEMPLATE, dialect
from pipeline.ingest.forms import named_tool, with_plain_headings
from pipeline.ingest.guidance import NOTHING_SAID, Guidance, remembered_team
from pipeline.ingest.headings import Recogniser, recogniser
from pipeline.ingest.layouts import Layouts
from pipeline.ingest.legends import with_legends
from pipeline.ingest.matrices import matrices
from pipeline.ingest.mending import with_mended
from pipeline.ingest.raw_tables import SCHEMAS, RawTables
from pipeline.ingest.repeats import OF_A_REPEAT, with_answers
from pipeline.ingest.sheet import Refused, Sheet, Source
from pipeline.ingest.sheet_names import SheetNames
from pipeline.ingest.summaries import without_summaries
from pipeline.ingest.table import Table
from pipeline.ingest.table_findings import (
    about_codes,
    about_examples,
    about_foreign,
    about_headings,
    about_hidden,
    about_lines,
    about_not_measured,
    about_statuses,
)
from pipeline.ingest.tables import filled_rows, find_tables
from pipeline.ingest.texts import text_of
from pipeline.ingest.uneven import uneven_lines
from pipeline.ingest.unread import why_unread
from pipeline.vocabulary import REQUIRED

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
TEXTS = (".csv", ".tsv", ".txt")
ARCHIVE = ".zip"
MayRead = Callable[[int], bool]
_SHOWN_HEADINGS = 300
_NO_TABLE = {
    field.name: False if pa.types.is_boolean(field.type) else 0 if pa.types.is_integer(field.type) else ""
    for field in SCHEMAS["tables"]
} | {"dialect": "plain"}
_TITLE_THEIR_SHEETS = frozenset({"kobotoolbox", "limesurvey", "qualtrics", "surveymonkey", "typeform"})
_NEAREST = ("team", "certification", "value", "kpi")


def read_file(name: str, content: bytes, configuration: Configuration, key: bytes) -> dict[str, pa.Table]:
    """The raw tables of one received file, the members of an archive included.

    A file that cannot be read becomes a fatal finding and a table of no record; nothing is raised for its content.
    """
    reader = Intake(configuration, key)
    reader.add(hashlib.sha256(content).hexdigest(), name, content)
    return reader.raw.finished()


def opened(name: str, content: bytes, limits: Limits, guidance: Guidance = NOTHING_SAID) -> Source:
    """The sheets of one file that is no archive, or the member of one. Raises Refused."""
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in TEXTS:
        return delimited.read_text(content, limits, guidance)
    if suffix in WORKBOOKS or suffix == ARCHIVE:
        return spreadsheet.read_workbook(content, suffix, limits)
    raise Refused("unknown_kind", suffix=suffix or name)


def sent(
    name: str, content: bytes, limits: Limits, guidance: Guidance
) -> tuple[Source, returned.Correction, list[Finding]]:
    """The sender's own sheets with mended cells in place, what the file corrects, and what could not be mended."""
    source, correction = returned.told_by(opened(name, content, limits, guidance))
    source, missed = with_mended(source, guidance.mended)
    return source, correction, missed


@dataclass(frozen=True)
class _Read:
    """One file as it was read, before anything of it is noted."""

    guidance: Guidance
    source: Source
    correction: returned.Correction
    missed: list[Finding]
    found: list[tuple[Sheet, list[Table]]]

    @property
    def tables(self) -> list[Table]:
        """All tables of all sheets."""
        return [table for _, tables in self.found for table in tables]


class Intake:
    """Reads files one after another into the same raw tables, and remembers what their headings and texts mean."""

    def __init__(self, configuration: Configuration, key: bytes) -> None:
        self.raw = RawTables()
        self._guidance = NOTHING_SAID  # of the file in hand
        self._about: dict[str, object] = {}  # what every table of the file in hand says of that file
        self._configuration = configuration
        self._recogniser: Recogniser = recogniser(configuration)
        self._layouts = Layouts(configuration, key)
        words = configuration.headings
        self._totals = frozenset(map(fold, words.totals))
        self._names = SheetNames(words.generic_sheets)

    def add_file(
        self, file_key: str, name: str, path: Path, guidance: Guidance = NOTHING_SAID,
        may_read: MayRead = lambda number: True,
    ) -> None:  # fmt: skip
        """Read one received file from the disk; one over the size limit is not even opened."""
        limit = self._configuration.settings.limits.file_megabytes
        try:
            status = path.stat()
            if stat.S_ISDIR(status.st_mode):  # it is listed only where it cannot be opened
                self.refuse(file_key, Refused("not_allowed"))
                return
            if not stat.S_ISREG(status.st_mode):
                self.refuse(file_key, Refused("no_ordinary_file"))
                return
            if status.st_size > limit * 2**20:
                self.refuse(file_key, Refused("too_large", limit=f"file_megabytes = {limit}"))
                return
            content = path.read_bytes()
        except PermissionError:
            self.refuse(file_key, Refused("not_allowed"))
            return
        except OSError:
            self.refuse(file_key, Refused("unreadable_file"))
            return
        self.add(file_key, name, content, guidance, may_read)

    def add(
        self, file_key: str, name: str, content: bytes, guidance: Guidance = NOTHING_SAID,
        may_read: MayRead = lambda number: True,
    ) -> None:  # fmt: skip
        """Read one received file; `name` says what it is by its ending.

        `may_read` is asked before each file of an archive, by its place there; what it forbids is refused.
        """
        table_no = 0
        self._about = {}
        self._guidance = guidance.of(guidance.team, self._configuration.remembered)
        try:
            members = self._members(name, content)
        except Refused as refusal:
            self._refuse(file_key, "", 1, refusal)
            return
        for number, (member, inside) in enumerate(members):
            if isinstance(inside, Refused):
                table_no += 1
                self._about = {}
                self._refuse(file_key, member, table_no, inside)
            elif may_read(number):
                table_no = self._add_member(file_key, member, member or name, inside, table_no)
            else:
                table_no += 1
                self._about = {"content_key": hashlib.sha256(inside).hexdigest()}
                self._refuse(file_key, member, table_no, Refused("took_too_long"))

    def refuse(self, file_key: str, refusal: Refused) -> None:
        """Note that a file could not be read at all."""
        self._about = {}
        self._refuse(file_key, "", 1, refusal)

    def _members(self, name: str, content: bytes) -> Sequence[tuple[str, bytes | Refused]]:
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
            told = self._guidance.within(member)
            read = self._read(name, content, told)
            team = "" if told.team else remembered_team(self._configuration.remembered, _teams(read.tables))
            if team:  # what was remembered for a team holds once the file names it
                read = self._read(name, content, told.of(team, self._configuration.remembered))
            if read.correction.headings:
                self._about["dialect"] = TEMPLATE
            corrects = " ".join(read.correction.contents)
            self._about |= {"corrects": corrects, "wrong_before": read.correction.wrong_rows}
            for finding in read.missed:
                self._find(file_key, member, table_no + 1, finding)
            return self._add_source(file_key, member, read, table_no)
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

    def _read(self, name: str, content: bytes, guidance: Guidance) -> _Read:
        source, correction, missed = sent(name, content, self._configuration.settings.limits, guidance)
        known = self._recogniser.of_team(guidance.team)
        sheets = []
        for sheet in source.sheets:
            if tool := named_tool(sheet, guidance.reading.dialect, guidance.usual.dialect):
                sheet = replace(sheet, tool=tool)
            sheets.append(with_plain_headings(sheet, known))
        sheets = with_answers(sheets, known) if len(sheets) > 1 else sheets
        found = [self._found(sheet, known, guidance, alone=len(sheets) == 1) for sheet in sheets]
        found = with_legends(without_summaries(found), known.names_criterion)
        return _Read(guidance, source, correction, missed, found)

    def _found(self, sheet: Sheet, known: Recogniser, guidance: Guidance, *, alone: bool) -> tuple[Sheet, list[Table]]:
        """The sheet and its tables. Where a person says which row its headings are in, the sheet says so too.

        Of a workbook, that is said of the sheets on which no table is known; what is usual never holds against one.
        """
        said, usual = guidance.reading.heading, guidance.usual.heading
        index = sheet.index_of(said or usual or 0)
        tables = [] if said and alone and index is not None else find_tables(sheet, known, self._totals)
        if not tables and index is not None:
            sheet = replace(sheet, said_heading=index)
            tables = find_tables(sheet, known, self._totals)
        return sheet, tables or matrices(sheet, known, self._totals)

    def _add_source(self, file_key: str, member: str, read: _Read, table_no: int) -> int:
        source, found, tables = read.source, read.found, read.tables
        said, usual = read.guidance.reading, read.guidance.usual
        american = day_order.is_american(tables) and not said.dates
        day_first = day_order.day_first(tables, american)
        if said.dates or (day_first is None and not american):
            day_first = said.day_first if said.dates else usual.day_first
        language = self._recogniser.language([heading for table in tables for heading in table.headings])
        stated = said.language or usual.language
        is_said = bool(stated or said.dates or usual.dates)
        nothing_known = not tables
        for sheet, of_sheet in found:
            may_hint = not are_of_several(of_sheet)
            for table in of_sheet:
                table_no += 1
                told = stated or self._recogniser.language(table.headings) or language
                place = Place(
                    file_key, table_no, told, day_first, american, source.dates_from_1904,
                    quotes_cells=bool(source.separator), is_said=is_said,
                )  # fmt: skip
                self._add_table(place, member, source, table, read.correction.uneven, may_hint)
            filled = [] if of_sheet else filled_rows(sheet)
            if not filled:
                continue
            table_no += 1
            name = identity.redact(sheet.name)
            self._add_table_row(
                file_key, member, table_no, sheet=name, encoding=source.encoding, separator=source.separator,
                rows_read=len(filled), ignored=len(filled), layout="answers" if sheet.has_repeats else "",
            )  # fmt: skip
            if self._guidance.samples:
                self._add_unknown_columns(file_key, table_no, sheet)
            if nothing_known:
                if not any(other is not sheet and filled_rows(other) for other, _ in found[: _index(found, sheet)]):
                    self._find(file_key, member, table_no, why_unread(sheet, self._recogniser))
            elif not sheet.hidden and not sheet.has_repeats:
                self._find(file_key, member, table_no, Finding("unknown_sheet", sheet=name))
        if tables and not any(
            table.data or table.trials or table.refused or table.foreign or table.not_measured for table in tables
        ):
            self._find(file_key, member, table_no, Finding("no_rows", identity.redact(tables[0].sheet.name)))
        if nothing_known and not any(filled_rows(sheet) for sheet in source.sheets):
            raise Refused("empty_file")
        return table_no

    def _add_table(
        self, place: Place, member: str, source: Source, table: Table, uneven_before: frozenset[str], may_hint: bool
    ) -> None:
        sheet, recognised = table.sheet, table.recognised
        above = {
            key: self._layouts.said(key, table.above[key].value, place) if _stands_for_all(table, key) else ""
            for key in ("team", "certification", "campaign", "grid")
        }
        has = {key: key in recognised.fields for key in ("team", "certification", "campaign", "value", "kpi")}
        has["certification"] = has["certification"] or recognised.layout == "cross"
        shown = [identity.redact(" ".join(heading.split())) for heading in table.headings]
        unmapped = [
            text
            for position, text in enumerate(shown)
            if text and position not in {*recognised.columns, *recognised.metadata, *recognised.beside}
        ]
        wanted = REQUIRED[recognised.record]
        nearest = {
            f"nearest_{key}": self._recogniser.nearest(key, unmapped) if key in wanted and not has[key] else ""
            for key in _NEAREST
        }
        self._add_table_row(
            place.file_key, member, place.table_no,
            sheet=identity.redact(sheet.name), record=recognised.record,
            dialect=self._about.get("dialect") or dialect(table.headings, sheet.tool),
            encoding=source.encoding, separator=source.separator, language=place.language, layout=recognised.layout,
            heading_row=sheet.row_number(table.heading_index),
            rows_read=len(table.data) + len(table.blank) + len(table.ignored),
            blank=len(table.blank), ignored=len(table.ignored),
            **{f"above_{key}": value for key, value in above.items()},
            sheet_hint=self._hint(table) if may_hint else "",
            **{f"has_{key}": has[key] for key in ("team", "certification", "campaign")},
            found_headings=", ".join(filter(None, shown))[:_SHOWN_HEADINGS],
            **nearest,
        )  # fmt: skip
        for position, text in enumerate(shown):
            column = recognised.columns.get(position)
            if not text and column is None:
                continue
            ignored = position in recognised.metadata and not self._recogniser.certain(table.headings[position]).known
            low: int | None = None
            high: int | None = None
            if column and column.field == "note" and position not in recognised.ticked:
                low, high = self._layouts.scale_of(text, column.item, table.stated)
            lender_sheet, lender_column = sheet.lender(table.first + position)
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
                    "how": column.how if column else "remembered" if ignored else "unmapped",
                    "scale_low": low,
                    "scale_high": high,
                    "lender_sheet": identity.redact(lender_sheet),
                    "lender_column": lender_column,
                    "samples": self._samples(sheet, table.data, table.first + position),
                },
            )
        uneven = uneven_lines(table, source.separator, uneven_before)
        cut = [index for index in cut_lines(table, source.separator, self._recogniser) if index not in uneven]
        bare = [index for index in bare_names(table) if index not in uneven]
        headings = () if table.is_part else about_headings(table, shown)
        once = () if table.goes_on else (
            *headings, *about_hidden(table), *about_statuses(table), *about_examples(table), *about_foreign(table),
            *about_not_measured(table), *about_codes(table),
        )  # fmt: skip
        for finding in (*once, *about_lines(table, uneven, cut, bare)):
            self._find(place.file_key, member, place.table_no, finding)
        self._layouts.read(table, place, self.raw, frozenset({*uneven, *cut, *bare}))

    def _add_unknown_columns(self, file_key: str, table_no: int, sheet: Sheet) -> None:
        """What seem to be the headings of a sheet on which no table is known, for a person to say what they mean."""
        heading, texts = samples.likely_headings(sheet)
        below = range(heading + 1, len(sheet.rows))
        for column, text in texts.items():
            told = {"file_key": file_key, "table_no": table_no, "column_number": column + 1, "how": "unmapped"}
            shown = {"heading": identity.redact(text), "samples": self._samples(sheet, below, column)}
            self.raw.add("columns", {**dict.fromkeys(("field", "criterion", "item"), ""), **told, **shown})

    def _samples(self, sheet: Sheet, rows: Iterable[int], column: int) -> str:
        return samples.values_of(sheet, rows, column) if self._guidance.samples else ""

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

    def _hint(self, table: Table) -> str:
        """What the sheet's name names; nothing where a form tool gave its own title to the sheet, nor where another
        sheet holds what a person filled in once."""
        name, continues = table.sheet.name, not OF_A_REPEAT.isdisjoint(table.headings)
        titled = dialect(table.headings, table.sheet.tool) in _TITLE_THEIR_SHEETS
        return "" if titled or continues or self._names.say_nothing(name) else identity.redact(" ".join(name.split()))


def _teams(tables: Sequence[Table]) -> Iterable[str]:
    """The names of the teams that these tables are about, as far as they say so themselves."""
    for table in tables:
        if "team" in table.above:
            yield table.above["team"].text
        for position, column in table.recognised.columns.items():
            if column.field == "team":
                place = table.first + position
                rows = (table.sheet.rows[index] for index in table.data)
                yield from {text_of(row[place]) for row in rows if place < len(row) and not is_blank(row[place])}


def _stands_for_all(table: Table, field: str) -> bool:
    """Whether what stands above a table holds where its own column is empty: not beside other values in it.

    There an empty cell may as well mean the one above it.
    """
    if field not in table.above:
        return False
    own = [at for at, column in table.recognised.columns.items() if column.field == field]
    named = {fold(text_of(value)) for column in table.columns(own) for value in column.different if not is_blank(value)}
    return named <= {fold(table.above[field].text)}


def _index(found: Sequence[tuple[Sheet, list[Table]]], sheet: Sheet) -> int:
    return next(number for number, (one, _) in enumerate(found) if one is sheet)
