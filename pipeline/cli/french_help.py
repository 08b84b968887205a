"""What `--help` says, in French: click and the commands themselves say it in English."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable

import click

from pipeline.cli.group import cli
from pipeline.typeset import typeset

FRENCH = {
    "Show this message and exit.": "Affiche cette aide.",
    "Show the version and exit.": "Affiche la version.",
    "One JSON document on stdout, nothing else.": "Un seul document JSON sur la sortie standard, rien d'autre.",
    "Where data/ and config/ lie (default: the current directory).": (
        "Où se trouvent data/ et config/ (par défaut : le dossier courant)."
    ),
    "fr or en (default: the language of the terminal).": "fr ou en (par défaut : la langue du terminal).",
    "Which team to certify in AI, with which certification, and did it pay.": (
        "Quelle équipe certifier en IA, avec quelle certification, et qu'est-ce que cela a rapporté."
    ),
    "Answer a question; the answer holds from the next run on.": (
        "Répond à une question ; la réponse vaut dès le prochain « run »."
    ),
    "Say what is wrong with files, cell by cell, and write nothing but what --annotate names.\n\n"
    "Exit 1 where a row or a file is refused.": (
        "Dit ce qui ne va pas dans des fichiers, cellule par cellule, et n'écrit que ce que --annotate nomme.\n\n"
        "Code de sortie 1 si une ligne ou un fichier est refusé."
    ),
    "The team, where the file does not say it.": "L'équipe, si le fichier ne la dit pas.",
    "The certification, where the file does not say it.": "La certification, si le fichier ne la dit pas.",
    "The campaign, where the file does not say it.": "La campagne, si le fichier ne la dit pas.",
    "Write the sender's own workbook, wrong cells coloured and commented, to send back: in the language of the file's "
    "headings, or in --lang. For several files, a folder or a .zip, OUT is a folder: a workbook a file.": (
        "Écrit le classeur de l'expéditeur, cellules fautives colorées et commentées, à lui renvoyer : dans la langue "
        "des en-têtes du fichier, ou dans --lang. Pour plusieurs fichiers, un dossier ou un .zip, OUT est un dossier : "
        "un classeur par fichier."
    ),
    "Serve the dashboard on localhost.": "Ouvre le tableau de bord sur localhost.",
    "Write a demonstration portfolio into data/raw/demo.": "Écrit un portefeuille de démonstration dans data/raw/demo.",
    "Write it beside other data.": "L'écrit à côté d'autres données.",
    "Take the demonstration away.": "Enlève la démonstration.",
    "Only where data/raw holds no readable file.": "Seulement si data/raw ne contient aucun fichier lisible.",
    "Look at the installation and the portfolio; exit 1 where something would keep a run from working.": (
        "Examine l'installation et le portefeuille ; code de sortie 1 si quelque chose empêcherait un « run »."
    ),
    "Every number of one candidate, from cells to decision.": (
        "Chaque nombre d'un dossier, des cellules jusqu'à la décision."
    ),
    "Default: the latest that has this candidate.": "Par défaut : la dernière qui a ce dossier.",
    "Write the published tables as files.": "Écrit les tables publiées dans des fichiers.",
    "KPIs before and after, and effects.": "Les indicateurs avant et après, et les effets.",
    "Only the review of that quarter, such as 2026-Q3.": "Seulement la revue de ce trimestre, comme 2026-Q3.",
    "What to fund with a budget: the best choice within limits, and why not the others. Nothing is kept.": (
        "Que financer avec un budget : le meilleur choix dans les limites, et pourquoi pas les autres. Rien n'est "
        "conservé."
    ),
    "What may be spent; several: side by side.": "Ce qui peut être dépensé ; plusieurs : côte à côte.",
    "Training hours that may be spent, in all.": "Heures de formation disponibles, en tout.",
    "Default: the latest.": "Par défaut : la dernière.",
    "What is maximised.": "Ce qui est maximisé.",
    "Also candidates to look closer at.": "Aussi les dossiers à approfondir.",
    "Leave aside what has begun, ended or stopped.": "Laisse de côté ce qui a commencé, s'est terminé ou est arrêté.",
    "Certifications a team takes at a time.": "Nombre de certifications qu'une équipe mène à la fois.",
    "The most a business unit receives.": "Ce qu'une direction reçoit au plus.",
    "The least it receives.": "Ce qu'elle reçoit au moins.",
    "Business units to reach.": "Nombre de directions à toucher.",
    "Fund it, whatever its value.": "Le financer, quelle que soit sa valeur.",
    "Do not fund it.": "Ne pas le financer.",
    "At most one of the two.": "Au plus l'un des deux.",
    "The budget still holds where COUNT of the funded cost PERCENT more.": (
        "Le budget tient encore si NOMBRE des dossiers financés coûtent POURCENT de plus."
    ),
    "A TOML file with up to four [[scenario]], each a name and what it asks otherwise.": (
        "Un fichier TOML d'au plus quatre [[scenario]], chacun avec un nom et ce qu'il demande d'autre."
    ),
    "Other budgets, and who is funded whatever the scores' uncertainty (default: where that takes seconds).": (
        "D'autres budgets, et qui est financé quelle que soit l'incertitude des scores (par défaut : si cela prend "
        "quelques secondes)."
    ),
    "Questions that only a person can answer.": "Les questions auxquelles seule une personne peut répondre.",
    "Also those that were answered.": "Aussi celles qui ont une réponse.",
    "Read what is new in data/raw, validate, score, publish.": (
        "Lit ce qui est nouveau dans data/raw, valide, calcule les scores, publie."
    ),
    "The published snapshots that are kept.": "Les publications conservées.",
    "Write a workbook to fill in: a lead's survey, the register, or KPI observations.": (
        "Écrit un classeur à remplir : le questionnaire d'un responsable, le registre ou des mesures d'indicateurs."
    ),
    "Default with --all: the last declared one; otherwise none.": (
        "Par défaut, avec --all : la dernière déclarée ; sinon aucune."
    ),
    "A zip for the whole roster: workbooks, e-mail, questions.": (
        "Un .zip pour toutes les équipes : classeurs, courriel, questions."
    ),
    "Leave a received file out of the numbers; the file itself stays.": (
        "Retire un fichier reçu des nombres ; le fichier lui-même reste."
    ),
    "Kept in the audit log.": "Conservé dans le journal d'audit.",
    "Withdraw; without it, only tell what would change.": "Retire ; sans elle, dit seulement ce qui changerait.",
}
_HEADINGS = {"Options": "Options", "Commands": "Commandes"}
_KINDS = {
    "AMOUNT": "MONTANT", "COMMAND": "COMMANDE", "COUNT": "NOMBRE", "DIR": "DOSSIER", "FILE": "FICHIER",
    "FILES": "FICHIERS", "FLOAT": "NOMBRE", "INTEGER": "ENTIER", "INTEGER RANGE": "ENTIER", "PERCENT": "POURCENT",
    "CHOICE": "CHOIX", "TEAM": "ÉQUIPE", "TEXT": "TEXTE", "UNIT": "DIRECTION",
}  # fmt: skip
_KIND = re.compile(r"\b(?:" + "|".join(sorted(_KINDS, reverse=True)) + r")\b")
_BESIDE = re.compile(r"(?:  )?\[([^\]]*)\]$")
_SAID = re.compile(r"\bdefault: |\brequired\b")


class FrenchFormatter(click.HelpFormatter):
    """Writes the help of a command in French; what nobody translated stays as it is."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """`Utilisation : certiscope run [OPTIONS]`."""
        super().write_usage(prog, _KIND.sub(_kind, args), typeset("Utilisation : ", "fr"))

    def write_heading(self, heading: str) -> None:
        """A title of its own line."""
        self.write(f"{'':>{self.current_indent}}{typeset(f'{_HEADINGS.get(heading, heading)} :', 'fr')}\n")

    def write_text(self, text: str) -> None:
        """What the command does."""
        super().write_text(_french(text))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Options or commands, each beside what it means."""
        super().write_dl([(_KIND.sub(_kind, name), _meaning(name, said)) for name, said in rows], col_max, col_spacing)


def _meaning(name: str, said: str) -> str:
    if name in cli.commands:  # click shortens it before it can be looked up
        return _french(inspect.cleandoc(cli.commands[name].help or "")).partition("\n")[0]
    beside = _BESIDE.search(said)
    if not beside:
        return _french(said)
    told = typeset(_SAID.sub(lambda one: "obligatoire" if one[0] == "required" else "par défaut : ", beside[1]), "fr")
    return f"{_french(said[: beside.start()])}  [{told}]".strip()


def _french(text: str) -> str:
    return typeset(FRENCH.get(text.strip(), text), "fr")


def _kind(match: re.Match[str]) -> str:
    return _KINDS[match[0]]
