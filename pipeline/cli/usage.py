"""What was typed wrongly, in French: click says it in English only."""

from __future__ import annotations

import re
from typing import Any

import click

from pipeline.typeset import typeset


def said(wrong: click.UsageError) -> str:
    """What is wrong with a command as it was typed, and where to read how it is typed."""
    command = wrong.ctx.command_path if wrong.ctx else "certiscope"
    return typeset(f"{_complaint(wrong)} `{command} --help` dit ce qui s'écrit ici.", "fr")


def _complaint(wrong: click.UsageError) -> str:
    if isinstance(wrong, click.NoSuchOption):
        return f"{wrong.option_name} : cette option n'existe pas.{_nearest(wrong.possibilities)}"
    if isinstance(wrong, click.exceptions.NoSuchCommand):
        return f"{wrong.command_name} : cette commande n'existe pas.{_nearest(wrong.possibilities)}"
    if isinstance(wrong, click.BadOptionUsage):
        takes_none = "does not take" in wrong.message  # click tells it nowhere else
        expects = "elle ne prend pas de valeur" if takes_none else "il manque la valeur qui la suit"
        return f"{wrong.option_name} : {expects}."
    if isinstance(wrong, click.MissingParameter):
        return f"Il manque {_name(wrong)}."
    if isinstance(wrong, click.BadParameter):
        return f"{_name(wrong)} : cette valeur ne convient pas.{_expected(wrong.param.type) if wrong.param else ''}"
    too_many = re.search(r"\((.+)\)$", wrong.message)  # click tells them nowhere else
    if too_many:
        return f"« {too_many[1]} » est de trop. Mettez entre guillemets un nom qui contient des espaces."
    return "Il manque une commande."


def _nearest(names: list[str] | None) -> str:
    return f" Vouliez-vous dire : {', '.join(names)} ?" if names else ""


def _name(wrong: click.BadParameter) -> str:
    if wrong.param is None:
        return "une valeur"
    return wrong.param.opts[0] if wrong.param.param_type_name == "option" else wrong.param.human_readable_name


def _expected(kind: click.ParamType[Any]) -> str:
    if isinstance(kind, click.Choice):
        return f" Valeurs admises : {', '.join(map(str, kind.choices))}."
    if isinstance(kind, click.IntRange):
        low = "" if kind.min is None else f" à partir de {kind.min}"
        return f" Il faut un nombre entier{low if kind.max is None else f' de {kind.min} à {kind.max}'}."
    if isinstance(kind, click.Path):
        return " Un dossier est attendu." if not kind.file_okay else " Un fichier est attendu."
    return " Il faut un nombre." if kind.name in ("integer", "float") else ""
