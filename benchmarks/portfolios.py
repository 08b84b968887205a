"""From two numbers to a folder of survey workbooks: so many files of so many answers, the same on every machine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from random import Random

import xlsxwriter

HEADINGS = (
    "Équipe",
    "Certification",
    "Date",
    "Répondant",
    "Impact business",
    "Applicabilité technique",
    "Effet levier équipe",
    "Risque / conformité",
    "Coût total",
    "Alternatives",
    "Objectif business",
    "Indicateur visé",
    "Valeur cible",
    "Échéance",
    "Commentaire",
)
CERTIFICATIONS = (
    "Prompt engineering",
    "IA générative pour managers",
    "AI for business",
    "Data literacy",
    "MLOps",
    "AZ-900",
    "AI Act et conformité",
    "Vision par ordinateur",
    "Analyse de texte",
    "Automatisation bureautique",
)
ACTIVITIES = (
    "Contenu", "Support", "Logistique", "Comptabilité", "Juridique", "Achats", "Données", "Développement",
    "Cybersécurité", "Conformité", "Recrutement", "Paie", "Acquisition", "Communication", "Études", "Événementiel",
    "Après-vente", "Fidélisation", "Grands comptes", "Vente en ligne", "Production", "Qualité", "Maintenance",
    "Contrôle de gestion", "Trésorerie", "Formation", "Immobilier", "Transport", "Réseau", "Infrastructure",
    "Architecture", "Assurance", "Crédit", "Recouvrement", "Traduction", "Documentation", "Accueil", "Entrepôt",
    "Laboratoire", "Innovation",
)  # fmt: skip
SITES = (
    "Lyon", "Lille", "Nantes", "Toulouse", "Strasbourg", "Bordeaux", "Rennes", "Marseille", "Grenoble", "Dijon",
    "Montpellier", "Brest", "Orléans", "Metz", "Caen", "Rouen", "Angers", "Tours", "Limoges", "Reims", "Nancy", "Nice",
    "Pau", "Amiens", "Poitiers",
)  # fmt: skip
TEAMS = tuple(f"{activity} {site}" for activity, site in product(ACTIVITIES, SITES))

REVERSED = (False, False, False, False, False, True)  # in the order of the criteria's headings
MOST_ROWS_OF_A_TEAM = 100
WRONG_NOTES = (6, "cinq", "3,5")
OPENS = dt.datetime(2026, 7, 6, 9)

WIDTHS = {0: 24, 1: 28, 2: 17, 10: 34, 14: 34}


def write(folder: Path, files: int, rows: int) -> None:
    """Write `files` workbooks of `rows` answers each: `folder/<number>.xlsx`."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(files):
        _write_one(folder / f"{number:04d}.xlsx", number, rows)


def write_one_more(folder: Path, files: int, rows: int) -> None:
    """Write the workbook that would have come next after so many."""
    _write_one(folder / f"{files:04d}.xlsx", files, rows)


def _write_one(file: Path, number: int, rows: int) -> None:
    with xlsxwriter.Workbook(str(file), {"default_date_format": "yyyy-mm-dd hh:mm"}) as workbook:
        workbook.set_properties({"created": dt.datetime(2026, 9, 1)})
        sheet = workbook.add_worksheet("Réponses")
        sheet.write_row(0, 0, HEADINGS, workbook.add_format({"bold": True, "bg_color": "#DDE6EE"}))
        for column, width in WIDTHS.items():
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 0)
        for place, answer in enumerate(_answers(number, rows), start=1):
            sheet.write_row(place, 0, answer)


def _answers(number: int, rows: int) -> Iterator[tuple[object, ...]]:
    """The rows of one workbook: whole teams, several certifications each, several people a certification.

    One note in fifty is "don't know", one in a thousand is wrong, one objective in ten is not clear.
    """
    luck = Random(number)
    of_a_team = min(rows, MOST_ROWS_OF_A_TEAM)
    people = 10 if of_a_team >= MOST_ROWS_OF_A_TEAM else 5
    teams_a_file = -(-rows // of_a_team)
    for row in range(rows):
        place = number * teams_a_file + row // of_a_team
        certification = row % of_a_team // people % len(CERTIFICATIONS)
        opinion = 2 + (place + certification) % 3
        unclear = (place + certification) % 10 == 0
        yield (
            TEAMS[place % len(TEAMS)] + ("" if place < len(TEAMS) else f" {place // len(TEAMS) + 1}"),
            CERTIFICATIONS[certification],
            OPENS + dt.timedelta(days=row % 50, minutes=luck.randrange(480)),
            f"R{place:05d}-{row % people:02d}",
            *(_note(opinion, is_reversed, luck) for is_reversed in REVERSED),
            "Réduire le temps passé sur les tâches répétitives",
            None if unclear else "Heures gagnées par semaine",
            12,
            dt.datetime(2027, 6, 30),
            "À condition d'avoir du temps dédié." if luck.randrange(4) == 0 else None,
        )


def _note(opinion: int, is_reversed: bool, luck: Random) -> object:
    draw = luck.randrange(1000)
    if draw == 0:
        return WRONG_NOTES[luck.randrange(len(WRONG_NOTES))]
    if draw <= 20:
        return "NSP"
    favourable = min(5, max(1, opinion + luck.randrange(-1, 2)))
    return 6 - favourable if is_reversed else favourable
