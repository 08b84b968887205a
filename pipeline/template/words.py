"""What a lead's workbook says, in both languages."""

from __future__ import annotations

from pipeline.vocabulary import Language

_WORDS: dict[str, dict[Language, str]] = {
    "sheet": {"fr": "Saisie", "en": "Answers"},
    "title": {"fr": "Faut-il certifier cette équipe ?", "en": "Should this team be certified?"},
    "lead": {
        "fr": "Dix minutes : dites l'objectif, puis une ligne par personne. Les cellules blanches sont à remplir.",
        "en": "Ten minutes: state the objective, then one line a person. The white cells are yours to fill in.",
    },
    "case": {"fr": "Le dossier", "en": "The case"},
    "contract": {"fr": "L'objectif, avant tout budget", "en": "The objective, before any budget"},
    "how": {"fr": "Pour bien noter", "en": "How to rate well"},
    "team": {"fr": "Équipe", "en": "Team"},
    "certification": {"fr": "Certification", "en": "Certification"},
    "campaign": {"fr": "Campagne", "en": "Campaign"},
    "grid": {"fr": "Grille", "en": "Grid"},
    "business_objective": {"fr": "Objectif business", "en": "Business objective"},
    "target_kpi": {"fr": "Indicateur visé", "en": "Target KPI"},
    "target_value": {"fr": "Valeur cible", "en": "Target value"},
    "deadline": {"fr": "Échéance", "en": "Deadline"},
    "respondent": {"fr": "Répondant", "en": "Respondent"},
    "date": {"fr": "Date", "en": "Date"},
    "comment": {"fr": "Commentaire", "en": "Comment"},
    "respondent_legend": {
        "fr": "Facultatif. Un matricule ou des initiales : un pseudonyme les remplace dès la lecture.",
        "en": "Optional. A staff number or initials: a pseudonym replaces them as soon as the file is read.",
    },
    "date_legend": {"fr": "Le jour où la personne a répondu.", "en": "The day the person answered."},
    "comment_legend": {
        "fr": "Un fait ou un exemple qui explique la note. Aucun nom de personne.",
        "en": "A fact or an example that explains the rating. No person's name.",
    },
    "advice": {
        "fr": "Chaque note répond à la question au-dessus de sa colonne : {low} pas du tout, {high} entièrement.\n\n"
        "Laissez vide ce que vous ne savez pas. Une cellule vide ne compte pas ; une note moyenne par défaut, si.\n\n"
        "Chacun note seul, sans se concerter. "
        "{polarity}"
        "Ainsi, pour un impact presque chiffré et une date encore floue, on donne l'avant-dernière note.\n\n",
        "en": "Each rating answers the question above its column: {low} not at all, {high} entirely.\n\n"
        "Leave empty what you do not know. An empty cell does not count; a middle rating by default does.\n\n"
        "Each person rates alone, without conferring. "
        "{polarity}"
        "For instance, for an impact almost measured and a date still vague, give the last rating but one.\n\n",
    },
    "reversed_advice": {
        "fr": "En orange, la note compte à l'envers : un oui parle contre la certification.\n\n",
        "en": "In orange, the rating counts the other way round: a yes speaks against certifying.\n\n",
    },
    "confidential": {
        "fr": "Confidentiel : aucune page ne montre les notes d'une personne nommée.",
        "en": "Confidential: no page shows a named person's ratings.",
    },
    "counts": {"fr": "{high} → compte {low}", "en": "{high} → counts as {low}"},
    "weight": {"fr": "Pondération {weight}", "en": "Weight {weight}"},
    "not_at_all": {"fr": "pas du tout", "en": "not at all"},
    "entirely": {"fr": "entièrement", "en": "entirely"},
    "wrong_note": {
        "fr": "Une note de {low} à {high}, ou rien si vous ne savez pas.",
        "en": "A rating from {low} to {high}, or nothing if you do not know.",
    },
    "wrong_date": {"fr": "Une date, par exemple 22/11/2026.", "en": "A date, for instance 2026-11-22."},
    "wrong_title": {"fr": "À corriger", "en": "Please correct"},
}
CONTRACT_HELP: dict[str, dict[Language, str]] = {
    "business_objective": {
        "fr": "Ce qui doit changer dans le travail, pas « être certifié ».",
        "en": "What must change in the work, not “be certified”.",
    },
    "target_kpi": {"fr": "Le chiffre qui le montrera.", "en": "The figure that will show it."},
    "target_value": {"fr": "La valeur à atteindre.", "en": "The value to reach."},
    "deadline": {"fr": "Le jour où l'on regardera ce chiffre.", "en": "The day that figure will be looked at."},
}


def say(key: str, language: Language, **facts: object) -> str:
    """A text, with the facts it speaks of."""
    return _WORDS[key][language].format(**facts)
