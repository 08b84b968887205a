"""The workbook a team lead fills in ten minutes: the case, its objective, and one line a person or one for all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from pipeline.config import Configuration
from pipeline.grid import Criterion, Grid
from pipeline.ingest import examples
from pipeline.template import scale
from pipeline.template.hidden import Hidden
from pipeline.template.look import Look, lines, print_landscape, protect, shortened
from pipeline.template.words import ANSWER_KINDS, CONTRACT_HELP, say
from pipeline.vocabulary import Language
from pipeline.workbook import workbook

KIND = "lead"
ANSWERS = 20  # lines that are drawn
ROOM = 60  # lines that may be filled in
_LONGEST_LIST = 500  # notes
_SECTIONS, _CASE, _LEGEND = 2, 3, 10  # rows, from 0
HEADING = _LEGEND + 1
EXAMPLE = HEADING + 1
FIRST_ANSWER = EXAMPLE + 1
_CONTRACT, _ADVICE = 3, 6  # columns, from 0
_WIDTHS = {"respondent": 24, "date": 13, "criterion": 20, "comment": 34}
_CONTRACT_ROWS = {"business_objective": (3, 5), "target_kpi": (6, 6), "target_value": (7, 7), "deadline": (8, 8)}
_MOST_CRITERIA_A4 = 8
_TALLEST_TOP = 350  # points that may stay in sight when one scrolls: more would leave no room on a small screen


def content(configuration: Configuration, language: Language, team: str, certification: str, campaign: str) -> bytes:
    """The workbook; team, certification and campaign may be '' and are then left for the lead to write."""
    grid = configuration.grid_of(campaign)
    values = {
        "team": team, "certification": certification, "campaign": campaign, "grid": grid.version,
        "answer_kind": "", "people_represented": "",
    }  # fmt: skip

    def fill(book: Any) -> None:
        sheet = book.add_worksheet(say("sheet", language))
        headings = _headings(grid, language)
        hidden = Hidden(book, KIND, language, grid.version, headings)
        look = Look(book, language)
        last = 2 + len(grid.criterion)
        tall = _top(sheet, look, language, last)
        tall += _case(sheet, look, language, values, hidden)
        _contract(sheet, look, language)
        _advice(sheet, look, language, grid, last)
        tall += _questions(sheet, look, language, grid)
        tall += _heading_row(sheet, look, grid, headings)
        _example(sheet, look, language, grid)
        _answers(sheet, look, len(grid.criterion))
        _rules(sheet, language, grid, hidden)
        protect(sheet)
        sheet.freeze_panes(HEADING + 1 if tall <= _TALLEST_TOP else 0, 1)
        print_landscape(sheet, say("confidential", language), large=len(grid.criterion) > _MOST_CRITERIA_A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEADING)
        sheet.set_zoom(85)
        place = (_CASE, _CONTRACT + 1) if team else (_CASE, 1)
        sheet.set_selection(*place, *place)

    return workbook(fill)


def _top(sheet: Any, look: Look, language: Language, last: int) -> int:
    """The points that it is tall."""
    heights = {0: 26, 1: 16, _SECTIONS: 18, _LEGEND - 1: 6}
    sheet.set_column(2, max(last, _ADVICE + 2), _WIDTHS["criterion"])
    for column, key in ((0, "respondent"), (1, "date"), (last, "comment")):
        sheet.set_column(column, column, _WIDTHS[key])
    for row, height in heights.items():
        sheet.set_row(row, height)
    sheet.write(0, 0, say("title", language), look["title"])
    sheet.write(1, 0, say("lead", language), look["lead"])
    for first, end, key in ((0, 2, "case"), (_CONTRACT, _CONTRACT + 2, "contract")):
        for column in range(first, end + 1):
            sheet.write_blank(_SECTIONS, column, None, look["section"])
        sheet.write(_SECTIONS, first, say(key, language), look["section"])
    return sum(heights.values())


def _case(sheet: Any, look: Look, language: Language, values: dict[str, str], hidden: Hidden) -> int:
    tall = 0
    for row, (key, value) in enumerate(values.items(), start=_CASE):
        height = max(17, 15 * lines(value, _WIDTHS["date"] + _WIDTHS["criterion"] - 4))
        sheet.set_row(row, height)
        tall += height
        sheet.write(row, 0, say(key, language), look["label"])
        style = look.of("fixed" if key == "grid" else "input_value", value)
        sheet.merge_range(row, 1, row, 2, value, style)
    kind, people = _CASE + 4, _CASE + 5
    asked = hidden.rule([words[language] for words in ANSWER_KINDS.values()])
    _rule(sheet, language, (kind, 1, kind, 1), asked, "answer_kind", say("answer_kind_help", language), "wrong_kind")
    whole = {"validate": "integer", "criteria": ">=", "value": 1}
    told = say("people_represented_help", language)
    _rule(sheet, language, (people, 1, people, 1), whole, "people_represented", told, "wrong_count")
    return tall


def _contract(sheet: Any, look: Look, language: Language) -> None:
    for key, (first, end) in _CONTRACT_ROWS.items():
        style = look["input_deadline" if key == "deadline" else "input_value"]
        if first == end:
            sheet.write(first, _CONTRACT, say(key, language), look["label"])
        else:
            sheet.merge_range(first, _CONTRACT, end, _CONTRACT, say(key, language), look["label"])
        sheet.merge_range(first, _CONTRACT + 1, end, _CONTRACT + 2, "", style)
        said = {"input_title": say(key, language), "input_message": CONTRACT_HELP[key][language]}
        cell = (first, _CONTRACT + 1, first, _CONTRACT + 1)
        sheet.data_validation(*cell, {"validate": "any", **said})


def _advice(sheet: Any, look: Look, language: Language, grid: Grid, last: int) -> None:
    """One cell of advice beside the case. It begins beside a title: beside a label it would be read as its value."""
    turned = any(criterion.polarity == "reversed" for criterion in grid.criterion)
    ends = scale.shared(grid, language)
    explained = say("scale_advice", language, low=ends[0], high=ends[1]) if ends else say("scales_advice", language)
    advice = say("advice", language, scale=explained, polarity=say("reversed_advice", language) if turned else "")
    parts = [look["band_title"], say("how", language), look["quiet"], f"\n{advice}"]
    parts += [look["strong"], say("confidential", language), look["advice"]]
    sheet.merge_range(_SECTIONS, _ADVICE, _LEGEND - 2, max(last, _ADVICE + 2), "", look["advice"])
    sheet.write_rich_string(_SECTIONS, _ADVICE, *parts)


def _questions(sheet: Any, look: Look, language: Language, grid: Grid) -> int:
    """Above each column, what is asked and what the notes mean; the points that the row is tall.

    The weight stands in the same cell: a question alone is a heading to whoever reads the file.
    """
    tallest = 0
    for column, criterion in enumerate(grid.criterion, start=2):
        turned = scale.counted(grid, criterion, language)
        anchors = "\n".join(scale.anchors(grid, criterion, language))
        weight = say("weight", language, weight=scale.written(criterion.weight, language))
        texts = {"small_strong": criterion.question(language), "small_quiet": f"\n{anchors}"}
        texts |= {"small_warm": f"\n{turned}"} if turned else {}
        parts = [part for style, text in texts.items() for part in (look[style], text)]
        style = look["explanation_reversed" if turned else "explanation"]
        sheet.write_rich_string(_LEGEND, column, *parts, look["small_quiet"], f"\n{weight}", style)
        tallest = max(tallest, lines("".join([*texts.values(), "\n", weight]), _WIDTHS["criterion"] + 6))
    for column, key in ((0, "respondent"), (1, "date"), (2 + len(grid.criterion), "comment")):
        text = say(f"{key}_legend", language)
        tallest = max(tallest, lines(text, _WIDTHS[key]))
        sheet.write(_LEGEND, column, text, look["explanation"])
    height = min(12 * tallest + 4, 400)
    sheet.set_row(_LEGEND, height)
    return height


def _headings(grid: Grid, language: Language) -> list[str]:
    criteria = [criterion.name(language) for criterion in grid.criterion]
    return [say("respondent", language), say("date", language), *criteria, say("comment", language)]


def _heading_row(sheet: Any, look: Look, grid: Grid, headings: Sequence[str]) -> int:
    """The points that the row is tall."""
    longest = max(lines(heading, _WIDTHS["criterion"] - 3) for heading in headings)
    height = max(30, 15 * longest + 2)
    sheet.set_row(HEADING, height)
    turned = {place for place, one in enumerate(grid.criterion, start=2) if one.polarity == "reversed"}
    for column, heading in enumerate(headings):
        style = "heading" if 2 <= column < len(headings) - 1 else "heading_optional"
        sheet.write(HEADING, column, heading, look["heading_reversed" if column in turned else style])
    return height


def _example(sheet: Any, look: Look, language: Language, grid: Grid) -> None:
    """A line that shows how to answer; `pipeline.ingest.examples` knows it again."""
    sheet.set_row(EXAMPLE, 30)
    sheet.write(EXAMPLE, 0, examples.MARK[language], look["example_text"])
    sheet.write(EXAMPLE, 1, examples.DATE[language], look["example"])
    for number in range(len(grid.criterion)):
        shown = scale.written(scale.plausible(grid, number), language)
        sheet.write(EXAMPLE, 2 + number, examples.note(shown, language), look["example"])
    sheet.write(EXAMPLE, 2 + len(grid.criterion), examples.COMMENT[language], look["example_text"])


def _answers(sheet: Any, look: Look, count: int) -> None:
    for row in range(FIRST_ANSWER, FIRST_ANSWER + ROOM):
        kind = "input" if row < FIRST_ANSWER + ANSWERS else "further"
        sheet.set_row(row, 21)
        sheet.write_blank(row, 0, None, look[f"{kind}_value"])
        sheet.write_blank(row, 1, None, look[f"{kind}_date"])
        for column in range(2, 2 + count):
            sheet.write_blank(row, column, None, look[f"{kind}_note"])
        sheet.write_blank(row, 2 + count, None, look[f"{kind}_value"])


def _rules(sheet: Any, language: Language, grid: Grid, hidden: Hidden) -> None:
    """What each column of answers accepts, and what is said while one fills it in."""
    end = FIRST_ANSWER + ROOM - 1
    since = {"validate": "date", "criteria": ">=", "value": dt.date(2000, 1, 1), "error_type": "warning"}
    _rule(sheet, language, (FIRST_ANSWER, 1, end, 1), since, "date", say("date_legend", language), "wrong_date")
    for column, criterion in enumerate(grid.criterion, start=2):
        low, high = scale.ends(grid, criterion, language)
        turned = scale.counted(grid, criterion, language)
        helped = " · ".join([*scale.anchors(grid, criterion, language), *filter(None, [turned])])
        said = {
            "input_title": shortened(criterion.name(language), 32),
            "input_message": shortened(f"{criterion.question(language)}\n{helped}", 255),
            "error_title": say("wrong_title", language),
            "error_message": say("wrong_note", language, low=low, high=high),
        }
        place = (FIRST_ANSWER, column, end, column)
        sheet.data_validation(*place, {**_allowed(grid, criterion, hidden), **said})


def _rule(
    sheet: Any, language: Language, place: tuple[int, int, int, int], rule: dict[str, object], key: str, told: str,
    wrong: str,
) -> None:  # fmt: skip
    said = {"input_title": say(key, language), "input_message": told}
    said |= {"error_title": say("wrong_title", language), "error_message": say(wrong, language)}
    sheet.data_validation(*place, {**rule, **said})


def _allowed(grid: Grid, criterion: Criterion, hidden: Hidden) -> dict[str, object]:
    """The rule of a column of notes: a list to choose from, or the two ends where it would be too long to read."""
    if scale.count_notes(grid, criterion) > _LONGEST_LIST:
        low, high = (float(end) for end in grid.scale_of(criterion))
        return {"validate": "decimal", "criteria": "between", "minimum": low, "maximum": high}
    return hidden.rule(scale.notes(grid, criterion))
