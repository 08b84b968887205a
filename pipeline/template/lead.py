"""The workbook a team lead fills in ten minutes: the case, its objective, and one line a person."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pipeline.config import Configuration, Criterion, Grid
from pipeline.template.look import Lists, print_landscape, protect, shortened, styles
from pipeline.template.words import CONTRACT_HELP, say
from pipeline.vocabulary import Language
from pipeline.workbook import workbook

ANSWERS = 15
_LONGEST_LIST = 500  # notes
_CASE, _ADVICE_COLUMN, _CONTRACT, _LEGEND = 4, 5, 9, 14  # rows and a column, from 0
HEADING = _LEGEND + 1


def content(configuration: Configuration, language: Language, team: str, certification: str, campaign: str) -> bytes:
    """The workbook; team, certification and campaign may be '' and are then left for the lead to write."""
    grid = configuration.grid_of(campaign)
    values = {"team": team, "certification": certification, "campaign": campaign, "grid": grid.version}

    def fill(book: Any) -> None:
        sheet = book.add_worksheet(say("sheet", language))
        look = styles(book, "dd/mm/yyyy" if language == "fr" else "yyyy-mm-dd")
        last = 2 + len(grid.criterion)
        _top(sheet, look, language, last)
        _case(sheet, look, language, values)
        _contract(sheet, look, language)
        _advice(sheet, look, language, grid, last)
        _questions(sheet, look, language, grid)
        _answers(sheet, look, language, grid, Lists(book))
        protect(sheet)
        print_landscape(sheet, say("confidential", language))
        sheet.fit_to_pages(1, 1)
        sheet.set_selection(_CASE if not team else _CONTRACT, 1, _CASE if not team else _CONTRACT, 1)

    return workbook(fill)


def _top(sheet: Any, look: dict[str, Any], language: Language, last: int) -> None:
    sheet.set_column(0, 0, 19)
    sheet.set_column(1, 1, 13)
    sheet.set_column(2, last - 1, 19)
    sheet.set_column(last, last, 34)
    sheet.set_row(0, 30)
    sheet.write(0, 0, say("title", language), look["title"])
    sheet.set_row(1, 19)
    sheet.write(1, 0, say("lead", language), look["lead"])
    sheet.set_row(2, 8)


def _case(sheet: Any, look: dict[str, Any], language: Language, values: dict[str, str]) -> None:
    _section(sheet, look, _CASE - 1, say("case", language))
    for row, (key, value) in enumerate(values.items(), start=_CASE):
        _pair(sheet, look, row, say(key, language), value, "input_value")


def _contract(sheet: Any, look: dict[str, Any], language: Language) -> None:
    _section(sheet, look, _CONTRACT - 1, say("contract", language))
    for row, (key, helped) in enumerate(CONTRACT_HELP.items(), start=_CONTRACT):
        _pair(sheet, look, row, say(key, language), "", "input_deadline" if key == "deadline" else "input_value")
        said = {"input_title": say(key, language), "input_message": helped[language]}
        sheet.data_validation(row, 1, row, 1, {"validate": "any", **said})


def _section(sheet: Any, look: dict[str, Any], row: int, title: str) -> None:
    sheet.set_row(row, 22)
    for column in range(_ADVICE_COLUMN - 1):
        sheet.write_blank(row, column, None, look["section"])
    sheet.write(row, 0, title, look["section"])


def _pair(sheet: Any, look: dict[str, Any], row: int, label: str, value: str, style: str) -> None:
    sheet.set_row(row, 20)
    sheet.write(row, 0, label, look["label"])
    sheet.merge_range(row, 1, row, _ADVICE_COLUMN - 2, value, look[style])


def _advice(sheet: Any, look: dict[str, Any], language: Language, grid: Grid, last: int) -> None:
    """One cell of advice beside the case. It begins beside a title: beside a label it would be read as its value."""
    turned = any(criterion.polarity == "reversed" for criterion in grid.criterion)
    low, high = _number(grid.scale_min, language), _number(grid.scale_max, language)
    advice = say("advice", language, low=low, high=high, polarity=say("reversed_advice", language) if turned else "")
    parts = [look["band_title"], say("how", language), look["quiet"], f"\n\n{advice}"]
    parts += [look["strong"], say("confidential", language), look["advice"]]
    first, end = _CASE - 1, _CONTRACT + len(CONTRACT_HELP) - 1
    sheet.merge_range(first, _ADVICE_COLUMN, end, max(last, _ADVICE_COLUMN + 3), "", look["advice"])
    sheet.write_rich_string(first, _ADVICE_COLUMN, *parts)


def _questions(sheet: Any, look: dict[str, Any], language: Language, grid: Grid) -> None:
    """Above each column, what is asked and what the notes mean.

    The weight stands in the same cell: a question alone is a heading to whoever reads the file.
    """
    tallest = 0
    for column, criterion in enumerate(grid.criterion, start=2):
        turned = criterion.polarity == "reversed"
        counted = f"\n{_scale(grid, criterion, language)[2]}" if turned else ""
        anchors = "\n".join(_anchors(grid, criterion, language))
        weight = say("weight", language, weight=_number(criterion.weight, language))
        texts = {"small_strong": criterion.question(language), "small_quiet": f"\n\n{anchors}\n"}
        texts |= {"small_warm": counted} if counted else {}
        parts = [part for style, text in texts.items() for part in (look[style], text)]
        style = look["explanation_reversed" if turned else "explanation"]
        sheet.write_rich_string(_LEGEND, column, *parts, look["small_quiet"], f"\n{weight}", style)
        lines = "".join([*texts.values(), "\n", weight]).split("\n")
        tallest = max(tallest, sum(-(-len(line) // 20) or 1 for line in lines))
    for column, key in ((0, "respondent_legend"), (1, "date_legend"), (2 + len(grid.criterion), "comment_legend")):
        sheet.write(_LEGEND, column, say(key, language), look["explanation"])
    sheet.set_row(_LEGEND - 1, 10)
    sheet.set_row(_LEGEND, 12 * (tallest + 1))


def _answers(sheet: Any, look: dict[str, Any], language: Language, grid: Grid, lists: Lists) -> None:
    first, end = HEADING + 1, HEADING + ANSWERS
    comments = 2 + len(grid.criterion)
    sheet.set_row(HEADING, 34)
    for column, key in ((0, "respondent"), (1, "date"), (comments, "comment")):
        sheet.write(HEADING, column, say(key, language), look["heading_optional"])
    for column, criterion in enumerate(grid.criterion, start=2):
        low, high, counted = _scale(grid, criterion, language)
        turned = criterion.polarity == "reversed"
        sheet.write(HEADING, column, criterion.name(language), look["heading_reversed" if turned else "heading"])
        helped = " · ".join([*_anchors(grid, criterion, language), *([counted] if turned else [])])
        said = {
            "input_title": shortened(criterion.name(language), 32),
            "input_message": shortened(f"{criterion.question(language)}\n{helped}", 255),
            "error_title": say("wrong_title", language),
            "error_message": say("wrong_note", language, low=low, high=high),
        }
        sheet.data_validation(first, column, end, column, {**_allowed(grid, criterion, lists), **said})
    for row in range(first, end + 1):
        sheet.set_row(row, 21)
        sheet.write_blank(row, 0, None, look["input_value"])
        sheet.write_blank(row, 1, None, look["input_date"])
        for column in range(2, comments):
            sheet.write_blank(row, column, None, look["input_note"])
        sheet.write_blank(row, comments, None, look["input_value"])


def _allowed(grid: Grid, criterion: Criterion, lists: Lists) -> dict[str, object]:
    """The rule of a column of notes: a list to choose from, or the two ends where it would be too long to read."""
    low, high = grid.scale_of(criterion)
    steps = int((high - low) / grid.step)
    if steps > _LONGEST_LIST:
        return {"validate": "decimal", "criteria": "between", "minimum": float(low), "maximum": float(high)}
    return lists.rule([low + grid.step * place for place in range(steps + 1)])


def _scale(grid: Grid, criterion: Criterion, language: Language) -> tuple[str, str, str]:
    """The lowest and the highest note as written, and what the highest counts where the criterion is reversed."""
    low, high = (_number(note, language) for note in grid.scale_of(criterion))
    return low, high, say("counts", language, low=low, high=high)


def _anchors(grid: Grid, criterion: Criterion, language: Language) -> list[str]:
    lowest, highest = grid.scale_of(criterion)
    low, middle, high = criterion.anchors(language)
    said = [(lowest, low or say("not_at_all", language)), (highest, high or say("entirely", language))]
    if middle and not (highest - lowest) / 2 % grid.step:
        said.insert(1, ((lowest + highest) / 2, middle))
    return [f"{_number(note, language)} = {meaning}" for note, meaning in said]


def _number(note: Decimal, language: Language) -> str:
    text = format(note.normalize(), "f")
    return text.replace(".", ",") if language == "fr" else text
