"""The questions as text to paste into a form tool; what such a form exports is recognised by its questions' titles."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.config import Configuration
from pipeline.grid import Criterion, Grid
from pipeline.template import scale
from pipeline.template.words import CONTRACT_HELP, say
from pipeline.vocabulary import FIELD_NAMES, Language

_MOST_CHOICES = 11

_WORDS: dict[str, dict[Language, str]] = {
    "how": {
        "fr": "Questions à coller dans un formulaire (Microsoft Forms, Google Forms…)\n\n"
        "Chaque bloc est une question. Sa première ligne est l'intitulé : collez-la telle quelle, c'est elle qui sera\n"
        "reconnue à la lecture. Le reste va dans la description (le sous-titre) ou dans les choix.\n"
        "N'en faites pas un quiz, et laissez facultatives toutes les notes : ne pas savoir est une réponse.\n",
        "en": "Questions to paste into a form (Microsoft Forms, Google Forms…)\n\n"
        "Each block is a question. Its first line is the title: paste it as it is, for the reading knows it by that.\n"
        "The rest goes into the description (the subtitle) or into the choices.\n"
        "Do not make it a quiz, and leave every rating optional: not to know is an answer.\n",
    },
    "title": {"fr": "Titre du formulaire : {text}", "en": "Title of the form: {text}"},
    "description": {"fr": "Description : {text}", "en": "Description: {text}"},
    "choice": {"fr": "Choix, une seule réponse, obligatoire :", "en": "Choice, one answer only, required:"},
    "short": {"fr": "Texte court, obligatoire.", "en": "Short text, required."},
    "scale": {"fr": "Échelle de {low} à {high} : {choices}.", "en": "Scale from {low} to {high}: {choices}."},
    "number": {"fr": "Nombre de {low} à {high}.", "en": "Number from {low} to {high}."},
    "rate": {
        "fr": "Répondez par une note : {anchors}. Laissez vide si vous ne savez pas.",
        "en": "Answer with a rating: {anchors}. Leave empty if you do not know.",
    },
    "reversed": {
        "fr": "Attention, question inversée ({counted}) : un oui parle contre la certification.",
        "en": "Take care, a reversed question ({counted}): a yes speaks against certifying.",
    },
    "comment": {"fr": "Texte long, facultatif. {text}", "en": "Long text, optional. {text}"},
    "once": {
        "fr": "Pour la seule personne qui porte le dossier, une fois par équipe et certification :",
        "en": "For the one person who carries the case, once a team and certification:",
    },
    "optional": {"fr": "Texte court, facultatif. {text}", "en": "Short text, optional. {text}"},
    "date": {"fr": "Date, facultative. {text}", "en": "Date, optional. {text}"},
}


def text(
    configuration: Configuration, language: Language, campaign: str, teams: Sequence[str] = (),
    certifications: Sequence[str] = (),
) -> str:  # fmt: skip
    """How to use it, then one block a question: its numbered title, and what explains it, indented."""
    grid = configuration.grid_of(campaign)
    blocks: list[tuple[str, list[str]]] = [
        (_name(key, language), [_say("choice", language), *known] if known else [_say("short", language)])
        for key, known in (("team", teams), ("certification", certifications))
    ]
    blocks += [(one.question(language), _explained(grid, one, language)) for one in grid.criterion]
    blocks.append((_name("comment", language), [_say("comment", language, text=say("comment_legend", language))]))
    contract = [
        (_name(key, language), [_say("date" if key == "deadline" else "optional", language, text=helped[language])])
        for key, helped in CONTRACT_HELP.items()
    ]
    head = [
        _say("how", language),
        _say("title", language, text=say("title", language)),
        _say("description", language, text=say("confidential", language)),
    ]
    return "\n".join(
        [*head, "", *_numbered(blocks, 1), _say("once", language), "", *_numbered(contract, len(blocks) + 1)]
    )


def _numbered(blocks: Sequence[tuple[str, list[str]]], first: int) -> list[str]:
    """The lines of each block, and an empty one after it."""
    return [
        line
        for number, (title, explained) in enumerate(blocks, start=first)
        for line in (f"{number}. {' '.join(title.split())}", *(f"   {one}" for one in explained), "")
    ]


def _explained(grid: Grid, criterion: Criterion, language: Language) -> list[str]:
    low, high = scale.ends(grid, criterion, language)
    notes = [scale.written(note, language) for note in scale.notes(grid, criterion)]
    key = "scale" if len(notes) <= _MOST_CHOICES else "number"
    anchors = " ; ".join(scale.anchors(grid, criterion, language))
    if language == "en":
        anchors = anchors.replace(" ; ", "; ")
    told = [
        _say(key, language, low=low, high=high, choices=" - ".join(notes)),
        _say("rate", language, anchors=anchors),
    ]
    counted = scale.counted(grid, criterion, language)
    return [*told, _say("reversed", language, counted=counted)] if counted else told


def _name(key: str, language: Language) -> str:
    return FIELD_NAMES[key][language]


def _say(key: str, language: Language, **facts: object) -> str:
    return _WORDS[key][language].format(**facts)
