"""The e-mail that goes with the workbooks."""

from __future__ import annotations

from pipeline.config import Configuration
from pipeline.template import scale
from pipeline.template.words import say
from pipeline.vocabulary import Language

_TEXTS: dict[Language, str] = {
    "fr": """\
Objet : Faut-il certifier votre équipe en IA ? Dix minutes, avant le {closes}

Bonjour,

Avant d'ouvrir un budget, nous vous demandons ce que cette certification doit changer dans votre travail.{campaign}
Le classeur joint porte le nom de votre équipe. Dix minutes suffisent :

1. Dites l'objectif business, l'indicateur visé, sa valeur cible et l'échéance. Sans eux, aucun budget n'est ouvert.
2. Remplissez une ligne par personne, ou une seule si vous notez ensemble (choisissez alors « consensus »).
   {scale} Laissez vide ce que vous ne savez pas.
{reversed}\
{last}. Enregistrez le classeur et renvoyez-le tel quel, sans changer les titres des colonnes, avant le {closes}.

La ligne grisée est un exemple : elle n'est jamais comptée.
{confidential}

Merci,
[votre nom]
""",
    "en": """\
Subject: Should your team be certified in AI? Ten minutes, before {closes}

Hello,

Before any budget is opened, we ask you what this certification is meant to change in your work.{campaign}
The workbook attached bears your team's name. Ten minutes are enough:

1. State the business objective, the target KPI, its target value and the deadline. Without them no budget is opened.
2. Fill in one line a person, or a single one if you rate together (then choose “consensus”).
   {scale} Leave empty what you do not know.
{reversed}\
{last}. Save the workbook and send it back as it is, its column titles unchanged, before {closes}.

The grey line is an example: it never counts.
{confidential}

Thank you,
[your name]
""",
}
_SCALE: dict[Language, str] = {
    "fr": "Chaque question se note de {low} (pas du tout) à {high} (entièrement).",
    "en": "Each question is rated from {low} (not at all) to {high} (entirely).",
}
_SCALES: dict[Language, str] = {
    "fr": "Chaque question se note sur l'échelle écrite dessous.",
    "en": "Each question is rated on the scale written below it.",
}
_REVERSED: dict[Language, str] = {
    "fr": "3. Attention, se note à l'envers : {names}. Un oui parle contre la certification.\n",
    "en": "3. Take care, rated the other way round: {names}. A yes speaks against certifying.\n",
}
_NO_DATE: dict[Language, str] = {"fr": "[date]", "en": "[date]"}


def text(configuration: Configuration, language: Language, campaign: str) -> str:
    """The subject, an empty line, and the body; what nobody told stands in square brackets."""
    grid = configuration.grid_of(campaign)
    declared = next((one for one in configuration.campaigns if one.id == campaign), None)
    turned = [criterion for criterion in grid.criterion if criterion.polarity == "reversed"]
    told = ""
    if turned:
        names = ", ".join(f"{one.name(language)} ({scale.counted(grid, one, language)})" for one in turned)
        told = _REVERSED[language].format(names=names)
    closes = declared.closes if declared else None
    label = (declared.label_fr if language == "fr" else declared.label_en) if declared else ""
    shown = label or campaign
    ends = scale.shared(grid, language)
    return _TEXTS[language].format(
        closes=closes.strftime("%d/%m/%Y" if language == "fr" else "%Y-%m-%d") if closes else _NO_DATE[language],
        campaign=(f" Campagne : {shown}." if language == "fr" else f" Campaign: {shown}.") if shown else "",
        scale=_SCALE[language].format(low=ends[0], high=ends[1]) if ends else _SCALES[language],
        reversed=told,
        last=4 if turned else 3,
        confidential=say("confidential", language),
    )
