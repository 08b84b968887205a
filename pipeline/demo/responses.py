"""From answers to the files people send: one function for each layout, separator, encoding and form."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from pipeline.demo import story
from pipeline.demo.portfolio import Answer, Note
from pipeline.grid import Grid
from pipeline.workbook import workbook

Row = Sequence[object]
Dialect = Callable[[Sequence[Answer], Grid], bytes]

_EVALUATORS = {"équipe": "team", "sponsor": "sponsor", "finance": "finance", "expert": "expert"}


def titled_workbook(answers: Sequence[Answer], grid: Grid) -> bytes:
    """A workbook with a title above the headings, a blank row in the middle and a row of averages below."""
    table = _plain(answers)
    body = [*table[: len(table) // 2], [], *table[len(table) // 2 :]]
    average: list[object] = ["Moyenne", "", "", "", *(_average(answers, j) for j in range(len(grid.criterion)))]
    rows = [
        ["Questionnaire de priorisation des certifications IA"],
        ["Une ligne par répondant et par certification, notes de 1 à 5"],
        [],
        ["Équipe", "Certification", "Répondant", "Date", *_names(grid), "Commentaire"],
        *body,
        average,
    ]

    def fill(book: Any) -> None:
        sheet = _write(book, "Réponses", rows, heading=3)
        if any(one.team == story.ROW_LEFT_HIDDEN for one in answers):
            sheet.set_row(5, None, None, {"hidden": True})

    return workbook(fill)


def lead_workbook(answers: Sequence[Answer], grid: Grid) -> bytes:
    """A workbook with one sheet a certification; team and certification stand above each table."""

    def fill(book: Any) -> None:
        for number, certification in enumerate(_certifications(answers), start=1):
            chosen = [one for one in answers if one.certification == certification]
            rows: list[Row] = [
                ["Votre avis en dix minutes"],
                ["Équipe :", chosen[0].team],
                ["Certification :", certification],
                [],
                ["Répondant", "Date", *_names(grid), "Commentaire"],
                *([one.respondent, one.submitted, *one.notes, one.comment] for one in chosen),
            ]
            _write(book, "Saisie" if number == 1 else f"Saisie {number}", rows, heading=4)
        _write(book, "Lisez-moi", [["Une feuille par certification."], ["Merci de répondre avant le 18."]], heading=0)

    return workbook(fill)


def long_workbook(answers: Sequence[Answer], grid: Grid) -> bytes:
    """A workbook with one line for each criterion that a person rated."""
    rows: list[Row] = [["Équipe", "Certification", "Répondant", "Date", "Critère", "Note"]]
    for one in answers:
        given = [(name, note) for name, note in zip(_names(grid), one.notes, strict=True) if note is not None]
        rows += [[one.team, one.certification, one.respondent, one.submitted, name, note] for name, note in given]
    return workbook(lambda book: _write(book, "Export", rows, heading=0))


def microsoft_form(answers: Sequence[Answer], grid: Grid) -> bytes:
    """A form's export to a workbook: times of start and end, nobody's identity, notes as text."""
    questions = [criterion.question("fr").replace(" ?", "\u00a0?") for criterion in grid.criterion]
    metadata = ["ID", "Heure de début", "Heure de fin", "Adresse de messagerie", "Nom"]
    rows: list[Row] = [[*metadata, "Équipe", "Certification", *questions, "Objectif business", "Commentaire"]]
    for number, one in enumerate(sorted(answers, key=lambda one: one.submitted), start=1):
        notes = ["" if note is None else str(note) for note in one.notes]
        start = one.submitted - dt.timedelta(minutes=6)
        said = [story.OBJECTIVE_IN_FORM.get(one.team, ""), one.comment]
        rows.append([number, start, one.submitted, "anonymous", "", one.team, one.certification, *notes, *said])
    return workbook(lambda book: _write(book, "Sheet1", rows, heading=0))


def google_form(answers: Sequence[Answer], grid: Grid) -> bytes:
    """A form's export to comma-separated text, with full questions and respondents' addresses."""
    heading = ["Horodateur", "Adresse e-mail", "Équipe", "Certification"]
    heading += [criterion.question("fr") for criterion in grid.criterion]
    rows = [
        [f"{one.submitted:%d/%m/%Y %H:%M:%S}", f"{one.respondent.lower()}@example.org", one.team, one.certification,
         *one.notes, "Oui" if one.submitted.minute % 2 else "Non", one.comment]
        for one in sorted(answers, key=lambda one: one.submitted)
    ]  # fmt: skip
    heading += ["Avez-vous déjà essayé un outil d'IA ?", "Commentaire"]
    return text([heading, *rows], ",", "utf-8")


def semicolon_cp1252(answers: Sequence[Answer], grid: Grid) -> bytes:
    """What a French spreadsheet program saves as CSV."""
    return text([["Équipe", "Certification", "Répondant", "Date", *_names(grid), "Commentaire"], *_plain(answers)],
                ";", "cp1252")  # fmt: skip


def tabs_utf16(answers: Sequence[Answer], grid: Grid) -> bytes:
    """What a spreadsheet program saves as Unicode text, with a scale after each heading."""
    scales = [f"{name} (1 à 5)" if grid.scale_max == 5 else name for name in _names(grid)]
    rows = [["Équipe", "Certification", "Répondant", "Date", *scales, "Commentaire"], *_plain(answers)]
    return text(rows, "\t", "utf-16-le", "\ufeff")


def english_commas(answers: Sequence[Answer], grid: Grid) -> bytes:
    """Comma-separated text with English headings, ISO times and the kind of evaluator."""
    names = [criterion.name("en") for criterion in grid.criterion]
    rows = [
        [one.team, one.certification, one.respondent, _EVALUATORS[one.evaluator], f"{one.submitted:%Y-%m-%d %H:%M}",
         *one.notes, one.comment]
        for one in answers
    ]  # fmt: skip
    heading = ["Team", "Certification", "Respondent", "Evaluator kind", "Submitted at", *names, "Comment"]
    return text([heading, *rows], ",", "utf-8", "\ufeff")


def crossed(answers: Sequence[Answer], grid: Grid) -> bytes:
    """One line a person, one column for each criterion and certification; no times, the campaign in a column."""
    certifications = _certifications(answers)
    heading = [f"{name} [{certification}]" for certification in certifications for name in _names(grid)]
    rows: list[Row] = []
    waiting = list(answers)
    while waiting:  # a person's second answer for a certification starts another line
        first = waiting[0]
        line: dict[str, Answer] = {}
        for one in waiting:
            if one.respondent == first.respondent:
                line.setdefault(one.certification, one)
        waiting = [one for one in waiting if one not in line.values()]
        silence: tuple[Note, ...] = (None,) * len(grid.criterion)
        notes = [note for name in certifications for note in (line[name].notes if name in line else silence)]
        quarter, year = first.campaign[-1], first.campaign[:4]
        rows.append([first.team, f"T{quarter} {year}", first.respondent, *notes])
    return text([["Équipe", "Campagne", "Répondant", *heading], *rows], ";", "utf-8", "\ufeff")


def text(rows: Iterable[Row], separator: str, encoding: str, mark: str = "") -> bytes:
    """Separated text; lines end as spreadsheet programs end them."""
    content = io.StringIO(newline="")
    writer = csv.writer(content, delimiter=separator, lineterminator="\r\n")
    writer.writerows(["" if value is None else value for value in row] for row in rows)
    return (mark + content.getvalue()).encode(encoding)


def _write(book: Any, name: str, rows: Sequence[Row], heading: int) -> Any:
    sheet = book.add_worksheet(name)
    moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    bold = book.add_format({"bold": True, "bg_color": "#DCE9F2", "text_wrap": True, "valign": "top"})
    sheet.set_column(0, 40, 18)
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is None or value == "":
                continue
            if isinstance(value, dt.datetime):
                sheet.write_datetime(number, column, value, moment)
            elif value == "#N/A":
                sheet.write_formula(number, column, "=NA()", None, "#N/A")
            else:
                sheet.write(number, column, value, bold if number == heading else None)
    return sheet


def _plain(answers: Sequence[Answer]) -> list[Row]:
    return [
        [one.team, one.certification, one.respondent, f"{one.submitted:%d/%m/%Y %H:%M}", *one.notes, one.comment]
        for one in answers
    ]


def _names(grid: Grid) -> list[str]:
    return [criterion.name("fr") for criterion in grid.criterion]


def _certifications(answers: Sequence[Answer]) -> list[str]:
    return list(dict.fromkeys(one.certification for one in answers))


def _average(answers: Sequence[Answer], place: int) -> float:
    notes = [note for one in answers if isinstance(note := one.notes[place], int)]
    return round(sum(notes) / len(notes), 2) if notes else 0.0
