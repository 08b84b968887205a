"""From a form tool's export to a sheet whose heading row says what a person would have written there."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from pipeline.folding import fold
from pipeline.ingest import qualtrics
from pipeline.ingest.asked_again import without_counters
from pipeline.ingest.cells import is_blank
from pipeline.ingest.dialects import PLAIN, dialect
from pipeline.ingest.heading_forms import asks_something_else
from pipeline.ingest.headings import Recogniser
from pipeline.ingest.other_choices import with_others
from pipeline.ingest.sheet import Sheet, Value
from pipeline.ingest.texts import text_of

_ROWS = 12
"""How far down an export's own heading row is looked for: a person may have put a title above it."""
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|[A-Za-z]\w*);")
_CODE = re.compile(r"^\s*[A-Za-z]\w*(?:\[[^\[\]]*\])*\.\s+(?=\S)")
_PIPED = re.compile(r",?\s*(?:\{\{[^{}]*\}\}|\$\{[^{}]*\}|\{TOKEN:[^{}]*\})")
_QUIZ = re.compile(r"(.*\S)\s*\[(score|note|feedback|commentaires?)\]\s*", re.IGNORECASE | re.DOTALL)
_CUT = re.compile(r"(?<![^\[])([^\[\]]+?)\.\. ?(?=\]|$)")
_LIME_NUMBER = {"id. Réponse": "ID de la réponse"}  # once bare it would read as an answer
_GROUP_END = re.compile(r"(?<! )/(?! )")
_ITEM_BEHIND = re.compile(r"(?<! )-(?! )")
_ANSWER = "Response"
_ANSWER_WORDS = frozenset(
    map(
        fold,
        (
            _ANSWER, "Open-Ended Response", "Other (please specify)", "Réponse", "Réponse ouverte",
            "Autre (veuillez préciser)", "Autre, veuillez préciser", "Antwort", "Offene Antwort", "(no label)",
            "(sans étiquette)", "(pas d'étiquette)", "(aucune étiquette)", "(sans libellé)", "star", "stars", "étoile",
            "étoiles",
        ),
    )
)  # fmt: skip

_IMPORT_IDS = ('{"ImportId"', "{'ImportId'")
_FILLERS: dict[str, frozenset[Value]] = {
    "kobotoolbox": frozenset({"n/a"}),  # Ona's
    "limesurvey": frozenset({"{question_not_shown}"}),
    "qualtrics": frozenset({"-99", -99}),
}
"""By tool: what it writes where a question was seen and not answered, or never shown."""
_LIME_CODES = frozenset(
    ("id", "token", "submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp", "ipaddr", "refurl")
)
_ENOUGH_CODES = 3
_HXL = re.compile(r"#[a-z_]+(?:\s*\+[a-z0-9_]+)*")


def with_plain_headings(sheet: Sheet, recogniser: Recogniser) -> Sheet:
    """The sheet with a form tool's codes, groups and entities taken off its headings, two heading rows made one.

    Every cell stays in its place; a sheet that no tool wrote stays as it is.
    """
    for index, row in enumerate(sheet.rows[:_ROWS]):
        headings = [value if type(value) is str else "" for value in row]
        tool = dialect(headings, sheet.tool)
        if tool == PLAIN or sum(map(bool, headings)) < 2:
            continue
        headings = [html.unescape(text) if _ENTITY.search(text) else text for text in headings]
        headings = [_PIPED.sub("", text) or text for text in headings]
        if tool == "limesurvey" and 2 * sum(_CODE.match(text) is not None for text in headings) > len(headings):
            headings = [_LIME_NUMBER.get(text.strip()) or _CODE.sub("", text, count=1) for text in headings]
        if tool == "google_forms":
            headings = [_of_quiz(text, headings) for text in headings]
        if tool == "limesurvey":
            headings = [_CUT.sub(partial(_completed, recogniser), text) for text in headings]
        if tool == "microsoft_forms":
            headings = without_counters(headings, recogniser)
        sheet = _without_fillers(sheet, _FILLERS.get(tool, frozenset()))
        if tool == "kobotoolbox":
            headings = [_without_groups(text, headings, recogniser) for text in headings]
        if tool == "qualtrics":
            if questions := qualtrics.questions_below(headings, sheet.rows[index + 1 :], recogniser):
                sheet, index, headings = _with_row(sheet, index, []), index + 1, questions
            headings = [_last_known(qualtrics.plain(text), _ITEM_BEHIND, recogniser) for text in headings]
        if tool == "surveymonkey" and (below := _second_row(sheet, index)):
            items = _without_choices(headings, below, sheet.rows[index + 2 :])
            return _with_row(_with_row(sheet, index, []), index + 1, _joined(headings, items))
        sheet = _with_row(sheet, index, headings) if headings != sheet.rows[index] else sheet
        return with_others(sheet, index, headings, tool, recogniser)
    return sheet


def named_tool(sheet: Sheet, said: str, usual: str) -> str:
    """The form tool that people say wrote a sheet: the one said of it, else the usual one where no heading tells."""
    if said or not usual:
        return said
    told = (dialect(value for value in row if type(value) is str) for row in sheet.rows[:_ROWS])
    return "" if any(tool != PLAIN for tool in told) else usual


def is_row_of_codes(row: Sequence[Value]) -> bool:
    """Whether a row below the headings holds no answer but codes: Qualtrics' ImportIds, LimeSurvey's columns, the tags
    of the Humanitarian Exchange Language that KoboToolbox writes there, or SurveyMonkey's `Response`."""
    texts = [value.strip() for value in row if type(value) is str and value.strip()]
    if not texts or len(texts) < sum(not is_blank(value) for value in row):
        return False
    return (
        texts[0].startswith(_IMPORT_IDS)
        or sum(text in _LIME_CODES for text in texts) >= _ENOUGH_CODES
        or all(map(_HXL.fullmatch, texts))
        or (len(texts) > 1 and all(fold(text) in _ANSWER_WORDS for text in texts))
    )


def _without_fillers(sheet: Sheet, fillers: frozenset[Value]) -> Sheet:
    """The sheet without what its tool writes where nothing was answered: a team may be called NA, never so."""
    if not fillers or all(fillers.isdisjoint(row) for row in sheet.rows):
        return sheet
    return replace(sheet, rows=[[None if value in fillers else value for value in row] for row in sheet.rows])


def _without_groups(heading: str, headings: Sequence[str], recogniser: Recogniser) -> str:
    """`group/question` as the question; what stands behind a question that has a column of its own is its choice."""
    for cut in _GROUP_END.finditer(heading):
        if heading[: cut.start()] in headings:
            question = _last_known(heading[: cut.start()], _GROUP_END, recogniser)
            if recogniser.certain(question).known:
                return f"{question}/{heading[cut.end() :]}"
    return _last_known(heading, _GROUP_END, recogniser)


def _of_quiz(heading: str, headings: Sequence[str]) -> str:
    """What Google Forms adds behind each question of a quiz, in the words of Microsoft's, which nothing reads."""
    match = _QUIZ.fullmatch(heading)
    return f"Points - {match[1]} ({match[2]})" if match and match[1].rstrip() in map(str.rstrip, headings) else heading


def _completed(recogniser: Recogniser, cut: re.Match[str]) -> str:
    """The key of the criterion whose name, or question, LimeSurvey cut short: `Applicabilité t.. `."""
    return recogniser.beginning(cut[1]) or cut[0]


def _last_known(heading: str, divider: re.Pattern[str], recogniser: Recogniser) -> str:
    """`group/question` as the question, `question-item` as the item, where only that is known."""
    if recogniser.certain(heading).known:
        return heading
    ends = [cut for cut in divider.finditer(heading) if recogniser.certain(heading[cut.end() :]).known]
    if not ends or asks_something_else(heading[: ends[0].start()]):
        return heading
    return heading[ends[0].end() :]


def _second_row(sheet: Sheet, index: int) -> list[str]:
    """The row of items below the questions; empty where the next row is an answer already."""
    if index + 1 >= len(sheet.rows):
        return []
    row = [value if type(value) is str else "" if is_blank(value) else None for value in sheet.rows[index + 1]]
    texts = [text for text in row if text is not None]
    if len(texts) < len(row) or not any(map(str.strip, texts)) or any(map(str.strip, texts[:2])):
        return []  # the first two columns are the tool's own numbers: only an answer fills them
    return texts


def _without_choices(questions: Sequence[str], items: Sequence[str], rows: Sequence[Sequence[Value]]) -> list[str]:
    """The items but those that are the choices of one question, a column each: its cells only repeat its heading."""
    groups: list[list[int]] = []
    for column in range(len(items)):
        if not groups or (column < len(questions) and questions[column].strip()):
            groups.append([])
        groups[-1].append(column)
    kept = list(items)
    for group in groups:
        cells = [
            (column, row[column]) for row in rows for column in group if column < len(row) and not is_blank(row[column])
        ]
        if len(group) > 1 and cells and all(_same_words(value, items[column]) for column, value in cells):
            for column in group:
                kept[column] = _ANSWER
    return kept


def _same_words(value: Value, item: str) -> bool:
    text = text_of(value)
    return (fold(text) or text.strip()) == (fold(item) or item.strip())


def _joined(questions: Sequence[str], items: Sequence[str]) -> list[str]:
    """`question [item]`, the question holding until the next one; the bare question where the item says nothing."""
    joined: list[str] = []
    question = ""
    for column in range(max(len(questions), len(items))):
        own = questions[column].strip() if column < len(questions) else ""
        item = items[column].strip() if column < len(items) else ""
        question = own or question
        is_plain = not item or fold(item) in _ANSWER_WORDS
        joined.append((own or (question if item else "")) if is_plain else f"{question} [{item}]")
    return joined


def _with_row(sheet: Sheet, index: int, row: Sequence[Value]) -> Sheet:
    return replace(sheet, rows=[*sheet.rows[:index], list(row), *sheet.rows[index + 1 :]])
