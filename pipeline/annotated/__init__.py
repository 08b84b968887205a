"""From a received file and its findings to its sender's own workbook, with what is wrong marked in it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

import pandas as pd

from pipeline.annotated import listing, rebuilt
from pipeline.annotated.marks import by_place, problems
from pipeline.annotated.words import text
from pipeline.config import Limits
from pipeline.errors import CertiscopeError
from pipeline.findings import words
from pipeline.ingest import identity, intake, parallel, returned
from pipeline.ingest.guidance import Guidance
from pipeline.ingest.returned import Correction
from pipeline.ingest.sheet import Refused, Sheet, Source
from pipeline.ingest.xlsx_look import Look
from pipeline.side_file import Mended, Reading
from pipeline.vocabulary import LANGUAGES, Language
from pipeline.workbook import workbook

COMMENTS_AT_MOST = 5_000
"""Beyond this many, a spreadsheet program takes long to open the workbook."""

_NEVER_OPENED = frozenset(
    {
        "empty_file", "unknown_kind", "password_protected", "unreadable_file", "corrupt_archive", "nested_archive",
        "path_out_of_archive", "path_twice", "damaged_in_archive", "unread_compression", "reader_failed", "too_large",
        "took_too_long",
    }
)  # fmt: skip
_LONGEST_NAME = 31
_OUT_OF_STEP = ("uneven_line", "cut_line", "bare_name")
_NOT_IN_A_NAME = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))


class CannotAnnotate(CertiscopeError):
    """A file that cannot be opened, or is too large for one workbook: there is nothing to mark."""

    def __init__(self, file: str, *, fr: str, en: str) -> None:
        self.file = file
        super().__init__(
            fr=f"{file} : aucun classeur annoté ne peut en être fait. {fr} Ses constats disent comment le corriger.",
            en=f"{file}: no annotated workbook can be made of it. {en} Its findings say how to mend it.",
        )


def annotated(
    content: bytes,
    name: str,
    findings: pd.DataFrame,
    sources: pd.DataFrame,
    language: Language,
    limits: Limits | None = None,
    mended: Sequence[Mended] = (),
) -> bytes:
    """The content of an .xlsx: a list of what is wrong, a summary, and every sheet as sent with wrong cells marked.

    Cells of it that were `mended` at upload hold what is read there.

    `findings` and `sources` are the rows of the published tables of those names that are about this file, which is no
    archive (see `contents`). The workbook names what it was made from, so that it can be sent back as its correction.
    The same bytes for the same arguments. Raises CannotAnnotate; what a reading process refused is not opened here.
    """
    refuse_unopened(name, findings)
    try:
        guidance = Guidance(_as_read(sources), tuple(mended))
        source, earlier, look = parallel.opened(name, content, limits or Limits(), guidance)
    except Refused as refusal:
        raise _unopened(name, refusal) from refusal
    _refuse_too_large(name, source)
    _refuse_untold_lines(name, findings)
    found = problems(findings, source.sheets, language)
    correction = Correction(
        contents=(hashlib.sha256(content).hexdigest(), *earlier.contents),
        wrong_rows=int(sources["rejected"].sum()),
        uneven=_uneven(findings, source.sheets),
        from_lines=earlier.from_lines or any(sheet.line_numbers for sheet in source.sheets),
        headings=earlier.headings,
    )
    names = _names(source.sheets, language)

    def fill(book: Any) -> None:
        formats = rebuilt.Formats(book)
        own = names["findings"], names["summary"]
        list_sheet, summary_sheet = book.add_worksheet(own[0]), book.add_worksheet(own[1])
        marked = [by_place(found, sheet) for sheet in source.sheets]
        left = COMMENTS_AT_MOST
        for number, (sheet, places) in enumerate(zip(source.sheets, marked, strict=True)):
            target = book.add_worksheet(names[number])
            rebuilt.write(target, sheet, look.get(sheet.name, Look()), places, formats, language, left)
            left = max(left - len(places), 0)
        told = {id(sheet): names[number] for number, sheet in enumerate(source.sheets)}
        many = sum(map(len, marked)) > COMMENTS_AT_MOST
        untold = int((findings["count_alike"] - 1).sum())
        notes = [text("more_comments", language, count=COMMENTS_AT_MOST)] if many else []
        notes += [text("more_wrong", language, count=untold)] if untold else []
        listing.write_findings(list_sheet, name, found, sources, told, formats, language, notes)
        listing.write_summary(summary_sheet, sources, formats, language)
        _carry(book.add_worksheet(names["corrects"]), correction)

    return workbook(fill, dates_from_1904=source.dates_from_1904)


def contents(name: str, content: bytes, limits: Limits | None = None) -> list[tuple[str, bytes]]:
    """The files that one received file holds, each as findings call it: itself, or the members of an archive.

    Of what its archive does not give away the content is empty: a finding says why. Raises CannotAnnotate.
    """
    if PurePosixPath(name).suffix.lower() != intake.ARCHIVE:
        return [(name, content)]
    try:
        members = parallel.members(content, limits or Limits())
    except Refused as refusal:
        raise _unopened(name, refusal) from refusal
    return [
        (f"{name}/{member}" if member else name, b"" if isinstance(inside, Refused) else inside)
        for member, inside in members
    ]


def language_of(sources: pd.DataFrame, otherwise: Language) -> Language:
    """The language that a file's headings are written in, by its rows of `source_files`."""
    return next((language for language in LANGUAGES if language in set(sources["language"])), otherwise)


def refuse_unopened(name: str, findings: pd.DataFrame) -> None:
    """Raises CannotAnnotate for a file that its reading process refused: it is not opened without that one's limits."""
    refused = findings[findings["code"].isin(_NEVER_OPENED)]
    if len(refused):
        raise CannotAnnotate(name, fr=refused["message_fr"].iloc[0], en=refused["message_en"].iloc[0])


def _unopened(name: str, refusal: Refused) -> CannotAnnotate:
    fr, en, *_ = words(refusal.code, "", "", "", refusal.facts)
    return CannotAnnotate(name, fr=fr, en=en)


def _as_read(sources: pd.DataFrame) -> Reading:
    """How a text file was read: it is opened in the same way again."""
    told = {name: next(filter(None, sources[name]), "") for name in ("encoding", "separator") if name in sources}
    return Reading.model_validate(told)


def _refuse_too_large(name: str, source: Source) -> None:
    for sheet in source.sheets:
        rows = sheet.row_number(len(sheet.rows) - 1) if sheet.rows else 0
        if rows > rebuilt.LONGEST_SHEET or any(len(row) > rebuilt.WIDEST_SHEET for row in sheet.rows):
            raise CannotAnnotate(
                name,
                fr="Il a plus de lignes ou de colonnes qu'une feuille n'en contient.",
                en="It has more rows or columns than a sheet holds.",
            )


def _refuse_untold_lines(name: str, findings: pd.DataFrame) -> None:
    """A line out of step looks right in a workbook: one that is not told could come back as if it were."""
    if (findings.loc[findings["code"].isin(_OUT_OF_STEP), "count_alike"] > 1).any():
        raise CannotAnnotate(
            name,
            fr="Trop de ses lignes ne correspondent pas aux en-têtes.",
            en="Too many of its lines do not fit the heading.",
        )


def _uneven(findings: pd.DataFrame, sheets: Sequence[Sheet]) -> frozenset[str]:
    wanted = findings[findings["code"].isin(_OUT_OF_STEP)]
    lines = set(zip(wanted["sheet"], wanted["row_number"].astype(int), strict=True))
    return frozenset(
        returned.digest(row)
        for sheet in sheets
        if lines
        for index, row in enumerate(sheet.rows)
        if (identity.redact(sheet.name), sheet.row_number(index)) in lines
    )


def _names(sheets: Sequence[Sheet], language: Language) -> Mapping[int | str, str]:
    """A name for every sheet, that of the sender where a workbook allows it: ours give way to theirs."""
    taken: set[str] = {"history"}  # a name that Excel keeps for itself
    names: dict[int | str, str] = {}

    def give(key: int | str, wanted: str) -> None:
        plain = "".join(sign for sign in wanted.translate(_NOT_IN_A_NAME) if sign.isprintable()).strip("'") or "_"
        given, number = plain[:_LONGEST_NAME], 1
        while given.casefold() in taken:
            number += 1
            given = f"{plain[: _LONGEST_NAME - 5]} ({number})"
        taken.add(given.casefold())
        names[key] = given

    for number, sheet in enumerate(sheets):
        give(number, sheet.name or text("data_sheet", language))
    give("findings", text("findings_sheet", language))
    give("summary", text("summary_sheet", language))
    give("corrects", "certiscope")
    return names


def _carry(target: Any, correction: Correction) -> None:
    for row, values in enumerate(returned.written(correction)):
        for column, value in enumerate(values):
            target.write(row, column, value)
    target.very_hidden()
