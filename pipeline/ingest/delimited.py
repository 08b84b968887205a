"""From the bytes of a text file to one sheet of records, with the line an editor shows for each."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from pipeline.config import Limits
from pipeline.ingest.bare_lines import bare
from pipeline.ingest.encodings import decoded
from pipeline.ingest.guidance import NOTHING_SAID, Guidance
from pipeline.ingest.separators import (
    SEPARATORS,
    Layout,
    declared,
    laid_out_otherwise,
    layout_of,
    usual_layout_of,
)
from pipeline.ingest.sheet import Refused, Sheet, Source, Value, check_texts

_INNER_BREAK = "\ue000"  # stands for a line break inside a cell while records are told apart
_OTHER_BREAKS = re.compile("[\x0c\x1e\x85\u2028\u2029]")  # they end lines in a file without the usual ends
_SAMPLE = 2000
_CELL_ON_AVERAGE = 64  # characters, in the longest line that is taken apart
_COLUMNS = 4  # fewer may as well be a sentence with commas
_KEPT_AS_TEXT = re.compile(r'="(.*)"', re.DOTALL)  # what a spreadsheet program is told not to take for a number
_QUOTED_TWICE = re.compile(r'".*"', re.DOTALL)
_FRONT_MATTER = re.compile(r"#?---\s*\n(?:.*\n)*?#?---\s*\n")
_SPACE_AFTER_QUOTE = re.compile(r"""(["']) +(?=[^\w\s]|$)""")
csv.field_size_limit(2**31 - 1)  # what a file may cost is limited by its size, not by one cell's


def read_text(content: bytes, limits: Limits | None = None, guidance: Guidance = NOTHING_SAID) -> Source:
    """One nameless sheet; every cell is text. Encoding and separator are found by looking, unless people said them.

    Ragged and blank records are kept as they are. A workbook or a page under a text file's name is read as what it is.
    Refuses `empty_file`, and `unreadable_file` for what is no text.
    """
    from pipeline.ingest import html_tables, spreadsheet  # either may find that it is given the other

    if spreadsheet.is_workbook(content) or html_tables.is_html(content):
        return spreadsheet.read_workbook(content, "", limits)
    said, usual = guidance.reading, guidance.usual
    text, encoding = decoded(content, said.encoding, usual.encoding)
    if not text.strip():
        raise Refused("empty_file")
    limits = limits or Limits()
    _check_lines(text, limits)
    lines, numbers, layout, first = _laid_out(text, said.separator, usual.separator)
    rows: list[list[Value]] = []
    line_numbers: list[int] = []
    for at, record in _records(lines, first, layout):
        if len(record) > limits.columns:
            raise Refused("too_large", limit=f"columns = {limits.columns}")
        rows.append([_KEPT_AS_TEXT.sub(r"\1", field) or None for field in record])
        line_numbers.append(numbers[at])
    _unquote(rows)
    _head_row_numbers(rows)
    source = Source([Sheet("", rows, line_numbers)], encoding, layout.shown or layout.separator)
    check_texts(source, len(text), limits)
    return source


def _unquote(rows: list[list[Value]]) -> None:
    """Take the quotes off that still stand around every cell: they were written twice."""
    if all(type(cell) is str and _QUOTED_TWICE.fullmatch(cell) for row in rows for cell in row if cell):
        for row in rows:
            row[:] = [cell[1:-1] or None if type(cell) is str else cell for cell in row]


def _head_row_numbers(rows: list[list[Value]]) -> None:
    """Put an empty heading over a first column that has none and counts the rows, as R writes it."""
    heading, *below = [row for row in rows if any(row)] or [[]]
    counted = [row[0] for row in below] == [str(number) for number in range(1, len(below) + 1)]
    if len(below) > 1 and counted and {len(row) for row in below} == {len(heading) + 1}:
        heading.insert(0, None)


def _separated_otherwise(line: str, record: list[str], layout: Layout) -> list[str]:
    """The record that this line holds, where it has its own separator or is quoted as a whole.

    Only where it then has as many fields as the others.
    """
    if not record or len(record) == layout.fields or layout.fields < _COLUMNS:
        return record
    whole = record[0] if not any(record[1:]) else line.rstrip("\n")
    for separator in layout.separator + SEPARATORS.replace(layout.separator, ""):
        cells = _fields(whole, separator)
        is_sentence = separator == "," and all(cell[:1] == " " for cell in cells[1:])
        if len(cells) == layout.fields and not is_sentence:
            return cells
    return record


def _fields(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:  # a line break outside of quotes
        return []


def _check_lines(text: str, limits: Limits) -> None:
    """Refuses `too_large` for a line that no quotes can turn into cells within the limits, before it is taken apart."""
    longest = max(map(len, text.replace("\r", "\n").split("\n")))
    if longest > limits.columns * _CELL_ON_AVERAGE + limits.cell_characters:
        raise Refused("too_large", limit=f"cell_characters = {limits.cell_characters}")


def _laid_out(text: str, chosen: str, usual: str) -> tuple[Sequence[str], Sequence[int], Layout, int]:
    """The lines, each one's number in an editor, how they are laid out, and where the records begin."""
    lines, numbers = _lines(text)
    lines = bare(lines)
    separator = declared(lines[0].rstrip("\n"))
    first = 1 if separator else 0
    sample = slice(first, first + _SAMPLE)
    if separator and 2 * layout_of(lines[sample], separator).agreement < layout_of(lines[sample]).agreement:
        separator = ""  # it names another one than the lines have
    separator = chosen or separator
    layout = layout_of(lines[sample], separator) if separator else usual_layout_of(lines[sample], usual)
    if not separator:
        lines, layout = laid_out_otherwise(lines, layout)
    if text.count("\n") > text.count("\r\n") > 0 and not layout.shown:
        whole, whole_numbers = _lines_ended_by_crlf(text)
        other = layout_of(whole[sample], layout.separator)
        if other.fields == layout.fields and other.agreement > layout.agreement:
            return whole, whole_numbers, other, first
    return lines, numbers, layout, first


def _lines(text: str) -> tuple[Sequence[str], Sequence[int]]:
    if "\n" not in text and "\r" not in text:
        text = _OTHER_BREAKS.sub("\n", text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if front := _FRONT_MATTER.match(text):  # of a program, about the columns
        text = "\n" * front[0].count("\n") + text[front.end() :]
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    return [line + "\n" for line in lines], range(1, len(lines) + 1)


def _lines_ended_by_crlf(text: str) -> tuple[Sequence[str], Sequence[int]]:
    """The same where only CRLF ends a record and other breaks stand inside cells, quoted or not."""
    lines = text.split("\r\n")
    if not lines[-1]:
        lines.pop()
    inside = [line.replace("\r", "\n") for line in lines]
    numbers = list(accumulate((line.count("\n") + 1 for line in inside), initial=1))
    return [line.replace("\n", _INNER_BREAK) + "\n" for line in inside], numbers[:-1]


def _records(lines: Sequence[str], first: int, layout: Layout) -> Iterator[tuple[int, list[str]]]:
    """Each record with the place of its first line. A quote that swallows the lines below it is taken literally."""
    at = first
    while at < len(lines):
        began = at
        reader = layout.records(map(lines.__getitem__, range(at, len(lines))))
        for record in reader:
            start, at = at, began + reader.line_num
            if (at - start > 1 or at == len(lines)) and _is_swallowed(lines[start:at], record, layout):
                yield start, _literal(lines[start], layout)
                at = start + 1
                break
            if _INNER_BREAK in lines[start]:
                record = [field.replace(_INNER_BREAK, "\n") for field in record]
            if at - start == 1:
                record = _separated_otherwise(lines[start], record, layout)
            yield start, record


def _is_swallowed(lines: Sequence[str], record: list[str], layout: Layout) -> bool:
    """Whether a quote was never closed, or the record runs over several lines only because a later one closes it."""
    try:
        list(layout.records([_SPACE_AFTER_QUOTE.sub(r"\1", line) for line in lines], strict=True))
    except csv.Error as problem:
        return len(lines) > 1 or "unexpected end" in str(problem)
    return len(lines) > 1 and len(record) != layout.fields and len(_literal(lines[0], layout)) == layout.fields


def _literal(line: str, layout: Layout) -> list[str]:
    return next(csv.reader([line], delimiter=layout.separator, quoting=csv.QUOTE_NONE), [])
