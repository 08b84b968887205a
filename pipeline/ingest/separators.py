"""From the lines of a text file to the separator that makes its records agree on a number of fields."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import Any

from pipeline.ingest.fixed_width import BETWEEN, with_separators

SEPARATORS = "\t;|,"  # in the order in which they win a draw: a comma is often only a decimal comma
_RECORDS = 500
_DECLARED = re.compile(r"\"?sep=(.)\"?\s*", re.IGNORECASE)
_OTHER_SEPARATORS = "^~\x1f:#$&§¦!*@\x01"  # tried where none of the usual ones makes columns
_LONGER_SEPARATORS = ("\\t", "~|~", "^|^", "|~|", " - ", " / ", "->", "=>", "::")
_STANDS_FOR = "\x1f"  # in the place of a longer one
_FEWEST = 3  # columns, where the separator is one that texts are full of
_SURE = 0.5
_ESCAPED = re.compile(r'\\"(?![\s;,|"]|$)')  # else a cell that ends in a backslash
_DOUBLED = re.compile(r'[^\s;,|]""[^\s;,|]')


@dataclass(frozen=True)
class Quoting:
    """What stands around a cell that holds a separator, and how such a sign is written inside it."""

    sign: str = '"'
    escape: str | None = None  # beside doubling it
    after_spaces: bool = False  # whether a space may stand between the separator and the sign


@dataclass(frozen=True)
class Layout:
    """A separator, the number of fields most records then have, and how well they agree, from 0 to 1."""

    separator: str
    fields: int
    agreement: float
    quoting: Quoting = Quoting()
    is_whole: bool = False  # whether all records have as many fields, and enough of them
    shown: str = ""  # what a person is told, where the lines were written with another separator first

    def records(self, lines: Iterable[str], *, strict: bool = False) -> Any:
        """A reader of the records that these lines hold."""
        return csv.reader(
            lines,
            delimiter=self.separator,
            quotechar=self.quoting.sign,
            escapechar=self.quoting.escape,
            skipinitialspace=self.quoting.after_spaces,
            strict=strict,
        )


def declared(line: str) -> str:
    """The separator that a first line such as `sep=;` names, or ''."""
    match = _DECLARED.fullmatch(line)
    return match[1] if match else ""


def layout_of(lines: Sequence[str], separators: str = SEPARATORS) -> Layout:
    """The best agreement among the first records; more fields count for more. One column is comma-separated."""
    best = _best(lines, separators)
    if separators == SEPARATORS and not best.is_whole and (others := _frequent(lines, _OTHER_SEPARATORS)):
        other = _best(lines, others)
        best = other if _is_clearer(other, best) else best
    return best if best.agreement else Layout(separators[-1], 1, 0.0)


def laid_out_otherwise(lines: Sequence[str], layout: Layout) -> tuple[Sequence[str], Layout]:
    """The lines and how they are laid out, where no usual separator makes columns of them: written with another sign.

    Tabs that only align their columns are taken together. Several signs in a row, a space between quoted words and
    columns of fixed width separate where all lines agree on it.
    """
    if layout.separator == "\t":
        together = [re.sub("\t+", "\t", line.rstrip("\t\n")) + "\n" for line in lines]
        other = _layout(together, "\t", layout.quoting)
        if other.is_whole and not layout.is_whole:
            return together, other
    if layout.is_whole:
        return lines, layout
    for separator in _frequent(lines, _LONGER_SEPARATORS):
        written = [line.replace(separator, _STANDS_FOR) for line in lines]
        other = replace(_layout(written, _STANDS_FOR, layout.quoting), shown=separator.strip())
        if _is_clearer(other, layout):
            return written, other
    spaced = _layout(lines, " ", Quoting())
    if spaced.is_whole and not _has_signs_for_cells(spaced, lines) and len(next(layout.records(lines), [])) < _FEWEST:
        return lines, spaced
    if _frequent(lines, ["  "]) and (written := with_separators(lines)):
        other = replace(_layout(written, BETWEEN, Quoting()), shown=" ")
        if _is_clearer(other, layout):
            return written, other
    return lines, layout


def _frequent(lines: Sequence[str], separators: Sequence[str]) -> list[str]:
    """Those of the separators that most of the lines have."""
    sample = [line for line in lines[:_RECORDS] if line.strip()]
    return [separator for separator in separators if 2 * sum(separator in line for line in sample) > len(sample)]


def _has_signs_for_cells(layout: Layout, lines: Iterable[str]) -> bool:
    """Whether a heading is nothing but a sign: then that sign stands between the cells."""
    return any(cell and not any(map(str.isalnum, cell)) for cell in next(layout.records(lines), []))


def _is_clearer(other: Layout, layout: Layout) -> bool:
    """Whether lines that were written otherwise agree better, and well enough for columns nobody would expect."""
    enough = other.is_whole or (layout.agreement < _SURE < other.agreement and other.fields >= _FEWEST)
    return enough and other.agreement > layout.agreement


def usual_layout_of(lines: Sequence[str], usual: str) -> Layout:
    """The layout by a team's usual separator where the lines agree on it, else the best one."""
    if usual and (layout := layout_of(lines, usual)).agreement >= _SURE:
        return layout
    return layout_of(lines)


def _best(lines: Sequence[str], separators: Iterable[str]) -> Layout:
    layouts = (
        _layout(lines, separator, quoting) for separator in separators for quoting in _quotings(lines, separator)
    )
    return max(layouts, key=lambda layout: layout.agreement)


def _quotings(lines: Sequence[str], separator: str) -> Iterator[Quoting]:
    """How cells may be quoted in these lines, the usual way first: it wins where another is no better."""
    text = "".join(lines)
    usual = Quoting()
    if _ESCAPED.search(text) and not _DOUBLED.search(text):
        usual = replace(usual, escape="\\")
    if f'{separator} "' in text and f'{separator}"' not in text and separator != " ":
        usual = replace(usual, after_spaces=True)
    single = [Quoting("'", "\\" if "\\'" in text else None)]
    if f'{separator}"' in text or not _in_single_quotes(separator).search(text):
        single = []
    if single and _all_in_single_quotes(lines, separator):
        yield single.pop()
    yield usual
    yield from single


def _layout(lines: Sequence[str], separator: str, quoting: Quoting) -> Layout:
    plain = Layout(separator, 1, 0.0, quoting)
    try:
        records = list(islice(plain.records(lines), _RECORDS))
    except csv.Error:
        return plain
    filled = [record for record in records if any(map(str.strip, record))]
    counts = Counter(len(record) for record in filled if len(record) > 1)
    if not counts:
        return plain
    fields = max(counts, key=lambda number: (counts[number], number))
    near = sum(
        times * (1.0 if number == fields else 0.8 * min(number, fields) / max(number, fields))
        for number, times in counts.items()
    )
    left_inside = sum(any(_left_inside(separator).search(field) for field in record) for record in filled)
    doubt = 1 - 0.5 * left_inside / len(filled)
    is_whole = fields >= _FEWEST and counts[fields] == len(filled)
    return Layout(separator, fields, near / len(filled) * (fields - 1) / fields * doubt, quoting, is_whole)


@cache
def _in_single_quotes(separator: str) -> re.Pattern[str]:
    """A whole cell between single quotes."""
    edge = re.escape(separator)
    return re.compile(rf"(?:^|{edge})'(?:[^'\n]|''|\\')*'(?:{edge}|$)", re.MULTILINE)


def _all_in_single_quotes(lines: Sequence[str], separator: str) -> bool:
    """Whether even the headings are quoted so."""
    first = next((line.strip() for line in lines if separator in line), "")
    return len(first) > 1 and all(cell[:1] == cell[-1:] == "'" for cell in map(str.strip, first.split(separator)))


@cache
def _left_inside(separator: str) -> re.Pattern[str]:
    """Another separator inside a cell, where a person would have put a space after it."""
    return re.compile("[" + re.escape(SEPARATORS.replace(separator, "").replace(",", "")) + r"](?=\S)")
