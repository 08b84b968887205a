"""From a sheet whose criteria stand one below the other to a table for each column of ratings beside them.

Only where nothing is left to guess: the columns must be said to be teams, certifications or, below a team and a
certification, those who answered; or be codes such as AZ-900.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.folding import fold
from pipeline.ingest.above import Above, labelled, said_beside
from pipeline.ingest.cells import is_blank
from pipeline.ingest.distinct import columns_of
from pipeline.ingest.heading_forms import is_about_a_note, is_another_side, names_nothing
from pipeline.ingest.headings import Recogniser
from pipeline.ingest.places import cell_name
from pipeline.ingest.records import Column, Recognised
from pipeline.ingest.sheet import Sheet, Value
from pipeline.ingest.table import Table
from pipeline.ingest.texts import text_of
from pipeline.ingest.ticked import are_ticks, options_headed
from pipeline.ingest.two_rows import texts_of
from pipeline.vocabulary import OF_A_CANDIDATE

_ENOUGH_CRITERIA = 3
_MOST_ROWS, _MOST_COLUMNS = 500, 40  # of a sheet that people fill in by hand
_NO_NAMES = frozenset(
    {
        "ecart", "delta", "difference", "diff", "evolution", "variation", "max", "maximum", "min", "minimum", "mediane",
        "median", "rang", "rank", "synthese", "resultat", "resultats", "result", "results", "ensemble", "global",
        "tous", "all", "bilan", "attendu", "expected", "cible", "target",
    }
)  # fmt: skip
"""Words of columns that reckon with the ratings of the others."""
_CODE = re.compile(r"[A-Za-z]{2,5}[- ]?\d{2,4}[A-Za-z]?")
_CORNER = re.compile(r"\s*[\\/×|&,;]\s*|\s+(?:x|par|by|et|and|-|–)\s+")


def matrices(sheet: Sheet, recogniser: Recogniser, totals: frozenset[str]) -> list[Table]:
    """A table of the long layout for each column of ratings; none where criteria or columns leave a doubt."""
    if len(sheet.rows) > _MOST_ROWS:
        return []
    found = _criteria(sheet, recogniser)
    if found is None:
        return []
    column, rows = found
    top = rows[0] - 1
    heads = texts_of(sheet.rows[top]) if top >= 0 else {}
    named = [at for at in heads if at > column and _is_name(heads[at])]
    filled = {at for index in rows for at, value in enumerate(sheet.rows[index]) if at > column and not is_blank(value)}
    filled -= {at for at in filled if recogniser.literal_criterion(text_of(_at(sheet, rows[0], at)))}
    if cards := _cards(sheet, column, rows, sorted(filled), recogniser, totals):
        return cards
    above = labelled(sheet, range(max(top, 0)), range(_MOST_COLUMNS), recogniser)
    if any(
        above.keys() & said_beside(sheet, range(max(top, 0)), column, at, recogniser).keys()
        for at in sorted(filled)[1:]
    ):
        return []  # one of several columns is not another's
    if options := options_headed({at: text for at, text in heads.items() if at > column}, recogniser):
        columns = columns_of([sheet.rows[index] for index in rows], slice(max(options) + 1))
        if not are_ticks(options, columns, recogniser) or not filled <= heads.keys():
            return []
        return [_table(sheet, top, column, options, rows, heads, above, totals)]
    told_apart = named and filled <= heads.keys() and len({fold(heads[at]) for at in named}) == len(named)
    kind = _kind(sheet, top, column, heads, recogniser)
    if not kind and "team" in above and all(_CODE.fullmatch(heads[at]) for at in named):
        kind = "certification"
    of_people = kind == "respondent"
    if told_apart and kind and kind not in above and (not of_people or above.keys() >= OF_A_CANDIDATE):
        made = []
        for at in named:
            cell = Above(heads[at], heads[at], cell_name(sheet.row_number(top), at + 1), top + 1, at + 1)
            own = {other: text for other, text in heads.items() if other == at or other not in named}
            own |= _headed(at, above) if of_people else {}  # who answered is not kept
            made.append(_table(sheet, top, column, {at: ""}, rows, own, {**above, kind: cell}, totals))
            made[-1].is_part = len(made) > 1
        return made
    above = labelled(sheet, range(rows[0]), range(_MOST_COLUMNS), recogniser)
    if len(filled) == 1 and above.keys() >= {"team", "certification"}:
        at = filled.pop()
        return [_table(sheet, top, column, {at: ""}, rows, _headed(at, above), above, totals)]
    return []


def _cards(
    sheet: Sheet, column: int, rows: Sequence[int], filled: Sequence[int], recogniser: Recogniser,
    totals: frozenset[str],
) -> list[Table]:  # fmt: skip
    """An answer for each of several columns to which labels above the criteria give a team and a certification."""
    if len(filled) < 2:
        return []
    said = {at: said_beside(sheet, range(rows[0]), column, at, recogniser) for at in filled}
    if not all(own.keys() >= OF_A_CANDIDATE for own in said.values()):
        return []
    made = [
        _table(sheet, rows[0] - 1, column, {at: ""}, rows, _headed(at, own), own, totals) for at, own in said.items()
    ]
    for table in made[1:]:
        table.is_part = True
    return made


def _headed(column: int, said: Mapping[str, Above]) -> dict[int, str]:
    """What to call a column of ratings that nothing heads."""
    return {column: said["certification"].text}


def _criteria(sheet: Sheet, recogniser: Recogniser) -> tuple[int, list[int]] | None:
    """The column that names criteria, each once, and their rows."""
    best: tuple[int, list[int]] | None = None
    for column in range(min(max(map(len, sheet.rows), default=0), _MOST_COLUMNS)):
        rows, keys = [], []
        for index, row in enumerate(sheet.rows):
            value = row[column] if column < len(row) else None
            if type(value) is str and (key := recogniser.literal_criterion(value)):
                rows.append(index)
                keys.append(key)
        if len(rows) >= _ENOUGH_CRITERIA and len(set(keys)) == len(keys) and (best is None or len(rows) > len(best[1])):
            best = column, rows
    return best


def _kind(sheet: Sheet, top: int, column: int, heads: Mapping[int, str], recogniser: Recogniser) -> str:
    """Whether the corner, or a cell above the columns, says that they are teams, certifications or people; '' else."""
    corner = set(_fields(_CORNER.split(heads.get(column, "")), recogniser))
    over = texts_of(sheet.rows[top - 1]) if top > 0 else {}
    over_them = (
        set(_fields([text for at, text in over.items() if at > column], recogniser)) if len(over) == 1 else set()
    )
    said = (corner | over_them) & (OF_A_CANDIDATE | {"respondent"})
    return said.pop() if len(said) == 1 else ""


def _is_name(text: str) -> bool:
    about = is_about_a_note(text) or names_nothing(text) or is_another_side(text)
    return not about and _NO_NAMES.isdisjoint(fold(text).split())


def _fields(texts: Sequence[str], recogniser: Recogniser) -> Iterator[str]:
    for text in texts:
        for named in {text, text.removesuffix("s")}:  # several respondents are also a count
            yield from (one.field for one in recogniser.certain(named).candidates if not one.criterion)


def _table(
    sheet: Sheet, top: int, column: int, options: Mapping[int, str], rows: Sequence[int], heads: Mapping[int, str],
    above: dict[str, Above], totals: frozenset[str],
) -> Table:  # fmt: skip
    """The long table of one column of ratings, or of several where each is an option that is ticked; what else stands
    beside the criteria is told where it is no remark and no total."""
    at = min(options)
    below = [index for index in range(rows[0], len(sheet.rows)) if not is_blank(_at(sheet, index, column))]
    ignored = [index for index in below if index not in rows and _is_aside(_at(sheet, index, column), totals)]
    blank = [
        index for index in below if index not in ignored and all(is_blank(_at(sheet, index, one)) for one in options)
    ]
    columns = {0: Column("criterion", "", "", "synonym"), at - column: Column("note", "", "", "synonym")}
    ticked = {one - column: (at - column, option) for one, option in options.items()} if len(options) > 1 else {}
    last = max([*options, *heads]) + 1
    return Table(
        sheet, top, column, last, [heads.get(place, "") for place in range(column, last)],
        Recognised("A", "long", columns, ticked=ticked), above,
        data=[index for index in below if index not in ignored and index not in blank], blank=blank, ignored=ignored,
        below=columns_of(sheet.rows[top + 1 :], slice(column, last)),
    )  # fmt: skip


def _at(sheet: Sheet, index: int, column: int) -> Value:
    row = sheet.rows[index]
    return row[column] if column < len(row) else None


def _is_aside(value: Value, totals: frozenset[str]) -> bool:
    text = text_of(value)
    return fold(text) in totals or is_about_a_note(text)
