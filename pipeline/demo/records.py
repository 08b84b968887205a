"""From the story to the files a programme keeps: the roster, the catalogue, the register and the indicators."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.demo import story
from pipeline.demo.portfolio import PEOPLE, THIRD, Luck, Portfolio, namesake
from pipeline.demo.responses import text
from pipeline.workbook import workbook

QUARTERS = ("2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3")
_ARTICLES_A_WEEK = {
    "2025-07": 4, "2025-08": 4, "2025-09": 3, "2025-10": 5, "2025-11": 4, "2025-12": 4, "2026-01": 4, "2026-02": 3,
    "2026-03": 5, "2026-04": 6, "2026-05": 9, "2026-06": 11, "2026-07": 12, "2026-08": 12, "2026-09": 13,
}  # fmt: skip
_MONTHLY = "Contenu"
_BY_PHASE = ("Études clients", "Données", "Développement", "Cybersécurité")
_UNIT_VALUES = {"Contenu": 90, "Support": 450}
_KINDS = {"%": "taux", "h": "durée", "jours": "durée"}
_ENGLISH = {"hausse": "up", "baisse": "down"}


def of(portfolio: Portfolio) -> Mapping[str, bytes]:
    """Each of these files by its name."""
    luck = Luck()
    return {
        "equipes.xlsx": _roster(portfolio),
        "catalogue_certifications.csv": _catalogue(),
        "registre_dossiers.xlsx": _register(portfolio, luck),
        "indicateurs_trimestriels.xlsx": _quarterly(portfolio, luck),
        "contenu_articles_par_mois.csv": _monthly(),
        "kpi_before_after.tsv": _by_phase(portfolio, luck),
        "taux_de_resolution.csv": _resolution(portfolio),
    }


def _roster(portfolio: Portfolio) -> bytes:
    heading = ["Équipe", "Code", "Alias", "Direction", "Effectif", "Réponses attendues"]
    rows: list[Sequence[object]] = [
        [
            team.name,
            team.code,
            story.TEAM_ALIASES.get(team.name, ""),
            team.unit,
            team.headcount,
            min(PEOPLE, team.headcount),
        ]
        for team in portfolio.teams
    ]
    return workbook(lambda book: _table(book, "Équipes", "Équipes du périmètre", heading, rows))


def _catalogue() -> bytes:
    heading = ["Certification", "Code", "Alias", "Organisme", "Type", "Axes de contenu", "Validité (mois)",
               "Coût par personne", "Heures par personne", "Coût de renouvellement"]  # fmt: skip
    rows = [
        [one.name, one.code, one.aliases, one.vendor, one.kind, one.axes, one.months or "", f"{one.fee} €",
         f"{one.hours // 7} jours" if one.hours % 7 == 0 else f"{one.hours} h", f"{one.renewal} €"]
        for one in story.CERTIFICATIONS
    ]  # fmt: skip
    return text([heading, *rows], ";", "utf-8", "\ufeff")


def _register(portfolio: Portfolio, luck: Luck) -> bytes:
    heading = [
        "Équipe", "Certification", "Type", "Campagne", "Objectif business", "Indicateur visé", "Sens",
        "Valeur de départ", "Valeur cible", "Échéance", "Responsable", "Sponsor", "Participants pilote",
        "Participants déploiement",
        "Coût par personne", "Heures par personne", "Coût horaire", "Coût d'accompagnement", "Financement externe",
        "Bénéfice annuel attendu", "Autre voie", "Coût de l'autre voie", "Obligatoire", "Exclu", "Prérequis",
        "Date de début", "Date de fin", "Statut",
    ]  # fmt: skip
    earlier = {(one.team, one.certification) for one in portfolio.answers if one.campaign != THIRD}
    teams = {team.name: team for team in portfolio.teams}
    rows = [
        _registered(teams[team], certification, "" if (team, certification) in earlier else THIRD, luck)
        for team, certification in portfolio.candidates
    ]
    return workbook(lambda book: _table(book, "Registre", "Registre des dossiers de certification IA", heading, rows))


def _registered(team: story.Team, certification: str, campaign: str, luck: Luck) -> Sequence[object]:
    known = next(one for one in story.CERTIFICATIONS if one.name == certification)
    key = (team.name, certification)
    begun = story.TRAININGS.get(key)
    deadline = (dt.date(2026, 12, 18), dt.date(2027, 3, 31), dt.date(2027, 6, 30))[luck.between(0, 2)]
    participants = begun.enrolled if begun else min(team.headcount, luck.between(4, 10))
    contract: dict[str, object] = {
        "objective": team.objective,
        "kpi": team.kpi,
        "goal": team.goal,
        "deadline": deadline,
    }
    for part, written in story.UNCLEAR.get((namesake(team.name), certification), {}).items():
        contract[part] = dt.date.fromisoformat(written) if written[:2] == "20" else written
    costs: dict[str, object] = {"participants": participants, "fee": known.fee, "hourly_cost": luck.between(38, 55)}
    if key in story.COST_TO_COMPLETE:
        costs[story.COST_TO_COMPLETE[key]] = ""
    benefit = luck.between(4, 40) * 1000
    other_way, other_cost = story.OTHER_WAYS[certification]
    return [
        team.name, certification, known.kind, campaign, contract["objective"], contract["kpi"], team.good, team.start,
        contract["goal"], contract["deadline"], f"Responsable {team.name}", f"Direction {team.unit}",
        costs["participants"], team.headcount, costs["fee"], known.hours, costs["hourly_cost"],
        "1,5 k€" if luck.once_in(9) else luck.between(0, 3) * 400, 1000 if luck.once_in(6) else 0, benefit, other_way,
        other_cost, "oui" if key == story.MANDATORY else "non", "oui" if key == story.EXCLUDED else "non",
        story.PREREQUISITE.get(certification, ""), begun.starts if begun else "", begun.ends if begun else "",
        begun.status if begun else "proposé",
    ]  # fmt: skip


def _quarterly(portfolio: Portfolio, luck: Luck) -> bytes:
    heading = [
        "Équipe", "Indicateur", "Période", "Valeur", "Unité", "Sens", "Type d'indicateur", "Cible", "Valeur unitaire",
        "Certification", "Inscrits", "Ont terminé", "Certifiés", "Appliquent", "Répondants", "Satisfaction",
    ]  # fmt: skip
    rows: list[Sequence[object]] = []
    for place, team in enumerate(portfolio.teams):
        if team.name == _MONTHLY or team.name in _BY_PHASE:
            continue
        certification, begun = _begun(team.name)
        for quarter in QUARTERS if place % 2 == 0 else QUARTERS[1:]:
            ended = quarter == QUARTERS[-1]
            value = begun.after if begun and ended else _around(team.start, luck)
            label = f"T{quarter[-1]} {quarter[:4]}"
            rows.append(
                [team.name, team.kpi, label, value, team.kpi_unit, team.good, _KINDS.get(team.kpi_unit, "niveau"),
                 team.goal, _UNIT_VALUES.get(team.name, ""), certification,
                 *(_outcome(begun) if begun and ended else ())]
            )  # fmt: skip
    logistics = story.TEAMS[2]
    if logistics in portfolio.teams:  # two rows that cannot count
        rows.append([logistics.name, logistics.kpi, "T2 2026", "environ 2", "%", logistics.good])
        rows.append([logistics.name, logistics.kpi, "", 0.022, "%", logistics.good])
    return workbook(lambda book: _table(book, "Indicateurs", "Indicateurs par trimestre", heading, rows))


def _monthly() -> bytes:
    team = story.TEAMS[0]
    certification, begun = _begun(team.name)
    rows: list[Sequence[object]] = [
        ["Équipe", "Indicateur", "Période", "Valeur", "Unité", "Sens", "Cible", "Valeur unitaire", "Certification",
         "Inscrits", "Ont terminé", "Certifiés", "Appliquent", "Répondants", "Satisfaction"]
    ]  # fmt: skip
    for month, value in _ARTICLES_A_WEEK.items():
        outcome = _outcome(begun) if begun and month == "2026-09" else ()
        rows.append(
            [team.name, team.kpi, month, f"{value},0", team.kpi_unit, team.good, "12,0", f"{_UNIT_VALUES[team.name]} €",
             certification, *(str(one).replace(".", ",") for one in outcome)]
        )  # fmt: skip
    width = len(rows[0])
    return text([[*row, *[""] * (width - len(row))] for row in rows], ";", "cp1252")


def _by_phase(portfolio: Portfolio, luck: Luck) -> bytes:
    rows: list[Sequence[object]] = [["Team", "KPI", "Phase", "Value", "Unit", "Direction", "Certification"]]
    for team in portfolio.teams:
        if team.name in _BY_PHASE:
            certification, begun = _begun(team.name)
            after = begun.after if begun else _around(team.start, luck)
            rows.append([team.name, team.kpi, "before", team.start, team.kpi_unit, _ENGLISH[team.good], certification])
            rows.append([team.name, team.kpi, "after", after, team.kpi_unit, _ENGLISH[team.good], certification])
    return text(rows, "\t", "utf-8")


def _resolution(portfolio: Portfolio) -> bytes:
    rows: list[Sequence[object]] = [["Équipe", "Indicateur", "Date", "Valeur", "Sens", "Type d'indicateur"]]
    series = {"31/03/2026": "0,62", "30/06/2026": "64", "30/09/2026": "66"}
    if any(team.name == story.MIXED_UNITS for team in portfolio.teams):
        rows += [[story.MIXED_UNITS, "Taux de résolution au premier contact", day, rate, "hausse", "taux"]
                 for day, rate in series.items()]  # fmt: skip
    return text(rows, ";", "cp1252")


def _begun(team: str) -> tuple[str, story.Training | None]:
    return next(((name, begun) for (who, name), begun in story.TRAININGS.items() if who == team), ("", None))


def _outcome(begun: story.Training) -> tuple[object, ...]:
    return (begun.enrolled, begun.finished, begun.certified, begun.applied, begun.finished, begun.satisfaction)


def _around(start: float, luck: Luck) -> float:
    return round(start * (100 + luck.between(-4, 4)) / 100, 4 if start < 1 else 1)


def _table(book: Any, name: str, title: str, heading: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    sheet = book.add_worksheet(name)
    day, percent = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"num_format": "0.0%"})
    sheet.write(0, 0, title, book.add_format({"bold": True, "font_size": 14}))
    sheet.write_row(2, 0, heading, book.add_format({"bold": True, "bg_color": "#DCE9F2", "text_wrap": True}))
    sheet.set_column(0, len(heading) - 1, 17)
    sheet.freeze_panes(3, 2)
    for number, row in enumerate(rows, start=3):
        for column, value in enumerate(row):
            if isinstance(value, dt.date):
                sheet.write_datetime(number, column, dt.datetime(value.year, value.month, value.day), day)
            elif value != "":
                sheet.write(number, column, value, percent if isinstance(value, float) and value < 1 else None)
