"""From the portfolio to every file of the demonstration, by its path below the demonstration's folder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.demo import records, responses, story
from pipeline.demo.portfolio import FIRST, THIRD, Answer, Portfolio
from pipeline.names import slug
from pipeline.workbook import archive

# One after the other, team by team; the team of a `None` sends its file in the common archive.
_BY_TEAM: tuple[tuple[str, responses.Dialect] | None, ...] = (
    ("xlsx", responses.lead_workbook),
    ("xlsx", responses.microsoft_form),
    ("csv", responses.semicolon_cp1252),
    ("xlsx", responses.titled_workbook),
    ("csv", responses.google_form),
    ("csv", responses.crossed),
    ("tsv", responses.tabs_utf16),
    ("xlsx", responses.long_workbook),
    ("csv", responses.english_commas),
    None,
)
_BY_UNIT: tuple[tuple[str, responses.Dialect], ...] = (
    ("xlsx", responses.titled_workbook),
    ("csv", responses.semicolon_cp1252),
    ("tsv", responses.tabs_utf16),
    ("xlsx", responses.long_workbook),
    ("csv", responses.english_commas),
)
_FIRST_EXPORT_ENDS = dt.datetime(2026, 9, 9)


def of(portfolio: Portfolio) -> dict[str, bytes]:
    """The content of each file; the same for the same portfolio."""
    files = dict(records.of(portfolio))
    files |= _first_quarter(portfolio)
    zipped: dict[str, bytes] = {}
    for place, team in enumerate(portfolio.teams):
        answers = _with_mishaps(team.name, [one for one in _of(portfolio, THIRD) if one.team == team.name])
        dialect = _BY_TEAM[place % len(_BY_TEAM)]
        stem = f"{THIRD}/{slug(team.name)}"
        if team.name == story.DAMAGED:
            files[f"{stem}.xlsx"] = responses.titled_workbook(answers, portfolio.grid)[:1200]
        elif dialect is None:
            zipped[f"{slug(team.name)}.csv"] = responses.semicolon_cp1252(answers, portfolio.grid)
        elif team.name == story.LONGER_EXPORT:
            sooner = [one for one in answers if one.submitted < _FIRST_EXPORT_ENDS]
            sooner.append(replace(sooner[0], submitted=_FIRST_EXPORT_ENDS, notes=sooner[-1].notes, comment=""))
            files[f"{stem}_export_2026-09-09.{dialect[0]}"] = dialect[1](sooner, portfolio.grid)
            files[f"{stem}_export_2026-09-21.{dialect[0]}"] = dialect[1](answers, portfolio.grid)
        else:
            files[f"{stem}.{dialect[0]}"] = dialect[1](answers, portfolio.grid)
    if zipped:
        files[f"{THIRD}/envoi_groupe.zip"] = archive(zipped)
    return files


def _first_quarter(portfolio: Portfolio) -> dict[str, bytes]:
    files = {}
    for (suffix, dialect), unit in zip(_BY_UNIT, dict.fromkeys(team.unit for team in story.TEAMS), strict=True):
        members = {team.name for team in portfolio.teams if team.unit == unit}
        answers = [_respelled(one, place) for place, one in enumerate(_of(portfolio, FIRST)) if one.team in members]
        if answers and unit == story.WITHOUT_TEAM:
            answers.append(replace(answers[0], team="", respondent="R900"))
        if answers:
            files[f"{FIRST}/{slug(unit)}.{suffix}"] = dialect(answers, portfolio.grid)
    return files


def _of(portfolio: Portfolio, campaign: str) -> Iterable[Answer]:
    return (one for one in portfolio.answers if one.campaign == campaign)


def _respelled(answer: Answer, place: int) -> Answer:
    """Every third answer spells the team as its people do."""
    return replace(answer, team=story.SPELLINGS.get(answer.team, answer.team)) if place % 3 == 0 else answer


def _with_mishaps(team: str, answers: Sequence[Answer]) -> list[Answer]:
    """The answers and, after them, those that the story wants wrong, repeated or misspelled."""
    told = list(answers)

    def another(certification: str, who: str) -> Answer:
        return replace(next(one for one in answers if one.certification == certification), respondent=who, comment="")

    for number, (certification, place, written) in enumerate(story.WRONG_NOTES.get(team, ())):
        wrong = another(certification, f"R91{number}")
        told.append(replace(wrong, notes=(*wrong.notes[:place], written, *wrong.notes[place + 1 :])))
    if team == story.WITHOUT_CERTIFICATION:
        told.append(replace(another(answers[0].certification, "R920"), certification=""))
    if team == story.NEAR_SPELLING[0]:
        told.append(replace(another(answers[0].certification, "R921"), team=story.NEAR_SPELLING[1]))
    if team == story.ANSWERED_AGAIN[0]:
        again = next(one for one in answers if one.certification == story.ANSWERED_AGAIN[1])
        told.append(replace(again, submitted=again.submitted + dt.timedelta(days=2)))
    if team == story.NAMED_TWICE:
        told.append(replace(answers[0], notes=answers[1].notes))
    return told
