"""What a lead's workbook says, in both languages."""

from __future__ import annotations

from pipeline.vocabulary import Language

_WORDS: dict[str, dict[Language, str]] = {
    "sheet": {"fr": "Saisie", "en": "Answers"},
    "title": {"fr": "Faut-il certifier cette équipe ?", "en": "Should this team be certified?"},
    "lead": {
        "fr": "Dix minutes : dites l'objectif, puis remplissez une ligne par personne, ou une seule pour "
        "toute l'équipe. Les cellules blanches sont à remplir.",
        "en": "Ten minutes: state the objective, then fill in one line a person, or a single one for the whole team. "
        "The white cells are yours.",
    },
    "case": {"fr": "Le dossier", "en": "The case"},
    "contract": {"fr": "L'objectif, avant tout budget", "en": "The objective, before any budget"},
    "how": {"fr": "Pour bien noter", "en": "How to rate well"},
    "team": {"fr": "Équipe", "en": "Team"},
    "certification": {"fr": "Certification", "en": "Certification"},
    "campaign": {"fr": "Campagne", "en": "Campaign"},
    "grid": {"fr": "Grille", "en": "Grid"},
    "answer_kind": {"fr": "Type de réponse", "en": "Answer kind"},
    "answer_kind_help": {
        "fr": "« individuelle » : une ligne par personne. « consensus » : une seule ligne, notée ensemble.",
        "en": "“individual”: one line a person. “consensus”: a single line, rated together.",
    },
    "people_represented": {"fr": "Personnes représentées", "en": "People represented"},
    "people_represented_help": {
        "fr": "Pour un consensus : combien de personnes il exprime. Sinon, laissez vide.",
        "en": "For a consensus: how many people it speaks for. Otherwise leave it empty.",
    },
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
        "fr": "Chaque note répond à la question au-dessus de sa colonne{scale}.\n"
        "Laissez vide ce que vous ne savez pas : une cellule vide ne compte pas.\n"
        "Chacun note seul. Si vous notez ensemble, une ligne suffit : choisissez « consensus ».\n"
        "{polarity}"
        "La ligne grisée est un exemple : elle n'est jamais comptée.\n",
        "en": "Each rating answers the question above its column{scale}.\n"
        "Leave empty what you do not know: an empty cell does not count.\n"
        "Each person rates alone. If you rate together, one line is enough: choose “consensus”.\n"
        "{polarity}"
        "The grey line is an example: it never counts.\n",
    },
    "scale_advice": {
        "fr": " : {low} pas du tout, {high} entièrement",
        "en": ": {low} not at all, {high} entirely",
    },
    "scales_advice": {"fr": ", sur l'échelle écrite dessous", "en": ", on the scale written below it"},
    "reversed_advice": {
        "fr": "En orange, la note compte à l'envers : un oui parle contre la certification.\n",
        "en": "In orange, the rating counts the other way round: a yes speaks against certifying.\n",
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
    "wrong_kind": {
        "fr": "Choisissez un mot de la liste, ou laissez vide.",
        "en": "Choose a word from the list, or leave it empty.",
    },
    "wrong_count": {"fr": "Un nombre entier, un ou plus.", "en": "A whole number, one or more."},
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

ANSWER_KINDS: dict[str, dict[Language, str]] = {
    "individual": {"fr": "individuelle", "en": "individual"},
    "consensus": {"fr": "consensus", "en": "consensus"},
}


def say(key: str, language: Language, **facts: object) -> str:
    """A text, with the facts it speaks of."""
    return _WORDS[key][language].format(**facts)
