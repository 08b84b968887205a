"""What an annotated workbook says around the sender's own cells, in both languages."""

from __future__ import annotations

from pipeline.typeset import typeset
from pipeline.vocabulary import Language

TEXTS: dict[str, dict[Language, str]] = {
    "findings_sheet": {"fr": "À corriger", "en": "To mend"},
    "summary_sheet": {"fr": "Bilan", "en": "Summary"},
    "data_sheet": {"fr": "Données", "en": "Data"},
    "title": {"fr": "Ce que Certiscope a lu dans « {name} »", "en": "What Certiscope read in “{name}”"},
    "nothing_wrong": {
        "fr": "Rien à corriger. Lignes acceptées : {accepted}, sur {read} au total.",
        "en": "Nothing to mend. Rows accepted: {accepted}, of {read} in all.",
    },
    "something_wrong": {
        "fr": "Lignes mises de côté : {rejected}. Lignes acceptées : {accepted}, sur {read} au total.",
        "en": "Rows set aside: {rejected}. Rows accepted: {accepted}, of {read} in all.",
    },
    "refused": {
        "fr": "Rien n'a pu être accepté : voyez les refus ci-dessous.",
        "en": "Nothing could be accepted: see what is refused below.",
    },
    "what_to_do": {
        "fr": "Corrigez les cellules marquées, enregistrez, et renvoyez ce classeur tel quel : il remplacera votre "
        "premier envoi et rien ne sera compté deux fois. Gardez toutes les lignes ; cette feuille est ignorée.",
        "en": "Mend the marked cells, save, and send this workbook back as it is: it will replace what you sent first, "
        "and nothing will count twice. Keep all rows; this sheet is ignored.",
    },
    "severity": {"fr": "Gravité", "en": "Severity"},
    "cell": {"fr": "Cellule", "en": "Cell"},
    "sheet": {"fr": "Feuille", "en": "Sheet"},
    "value": {"fr": "Valeur envoyée", "en": "Value as sent"},
    "problem": {"fr": "Problème", "en": "Problem"},
    "remedy": {"fr": "Que faire", "en": "What to do"},
    "row": {"fr": "ligne {row}", "en": "row {row}"},
    "legend": {"fr": "Les marques", "en": "The marks"},
    "legend_error": {"fr": "la ligne entière est mise de côté", "en": "the whole row is set aside"},
    "legend_question": {"fr": "une personne doit répondre", "en": "a person must answer"},
    "legend_warning": {"fr": "la ligne compte, à vérifier", "en": "the row counts, worth a look"},
    "all_sheets": {"fr": "Ensemble", "en": "All"},
    "more_comments": {
        "fr": "Seules les {count} premières cellules marquées ont un commentaire ; la liste les dit toutes.",
        "en": "Only the first {count} marked cells have a comment; the list tells them all.",
    },
    "more_wrong": {
        "fr": "Il y a trop d'erreurs du même genre pour les marquer toutes : {count} autres cellules ou lignes ne le "
        "sont pas. Corrigez-les aussi ; celles qui restent seront dites à l'envoi suivant.",
        "en": "There are too many errors of one kind to mark them all: {count} more cells or rows are not marked. "
        "Mend them too; those that are left will be told when you send it again.",
    },
}

SIGNS = {"fatal": "✖", "error": "✖", "question": "?", "warning": "!"}
"""A mark that does not need colour."""


def text(key: str, language: Language, **facts: object) -> str:
    """A text with its facts, typeset for its language."""
    return typeset(TEXTS[key][language].format(**facts), language)
