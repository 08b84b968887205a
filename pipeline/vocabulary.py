"""The nouns of the field: records, the columns each may bring, and the words that decisions use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = ("fr", "en")

ALL = "*"
UNDATED = "undated"

RECORDS: dict[str, str] = {
    "A": "responses",
    "B": "candidates",
    "C": "kpi_observations",
    "D": "teams",
    "E": "certifications",
}
"""What a table can hold, by the letter the specification gives it."""

OF_A_CANDIDATE = frozenset({"team", "certification"})
"""The columns that together name a candidate."""
SUBJECTS = OF_A_CANDIDATE | {"kpi"}
"""The columns whose names everything else is told by."""

Reading = Literal[
    "name",  # a team, a certification, a KPI: identity by its slug
    "text",
    "identity",  # a person: pseudonymised while parsing, never stored as sent
    "contact",  # a person's address: dropped while parsing
    "note",  # a rating on a criterion's scale
    "criterion",  # the criterion's name, in the long layout
    "number",
    "amount",  # money, in the currency of the settings
    "hours",  # a duration, in hours
    "of_five",  # a mean rating, from 1 to 5
    "count",  # a whole number, zero or more
    "flag",  # yes or no
    "date",
    "instant",  # a date with a time of day where one was sent
    "period",  # a quarter, a month or a year
    "campaign",
    "target",  # a number where it can be read as one, else the words
    "names",  # several names in one cell
    "choice",  # one of the words listed in config/headings.toml
]


@dataclass(frozen=True)
class Field:
    """One column that a record may bring; `reading` says how its cells are understood."""

    key: str
    records: str
    reading: Reading


FIELDS: tuple[Field, ...] = (
    Field("team", "ABCD", "name"),
    Field("certification", "ABCE", "name"),
    Field("campaign", "AB", "campaign"),
    Field("grid", "A", "text"),
    Field("respondent", "A", "identity"),
    Field("evaluator_kind", "A", "choice"),
    Field("answer_kind", "A", "choice"),
    Field("people_represented", "A", "count"),
    Field("role", "A", "text"),
    Field("submitted_at", "A", "instant"),
    Field("criterion", "A", "criterion"),
    Field("note", "A", "note"),
    Field("comment", "A", "text"),
    Field("business_objective", "AB", "text"),
    Field("target_kpi", "AB", "text"),
    Field("target_value", "AB", "target"),
    Field("deadline", "AB", "date"),
    Field("kind", "BE", "choice"),
    Field("direction", "BC", "choice"),
    Field("baseline_value", "B", "target"),
    Field("owner", "B", "text"),
    Field("sponsor", "B", "text"),
    Field("pilot_participants", "B", "count"),
    Field("rollout_participants", "B", "count"),
    Field("fee_per_person", "BE", "amount"),
    Field("hours_per_person", "BE", "hours"),
    Field("hourly_cost", "B", "amount"),
    Field("coaching_cost", "B", "amount"),
    Field("external_funding", "B", "amount"),
    Field("expected_annual_benefit", "B", "amount"),
    Field("other_way", "B", "text"),
    Field("other_way_cost", "B", "amount"),
    Field("mandatory", "B", "flag"),
    Field("excluded", "B", "flag"),
    Field("prerequisite", "B", "name"),
    Field("start_date", "B", "date"),
    Field("end_date", "B", "date"),
    Field("status", "B", "choice"),
    Field("kpi", "C", "name"),
    Field("value", "C", "number"),
    Field("date", "C", "date"),
    Field("period", "C", "period"),
    Field("phase", "C", "choice"),
    Field("unit", "C", "text"),
    Field("kpi_kind", "C", "choice"),
    Field("primary", "C", "flag"),
    Field("target", "C", "number"),
    Field("unit_value", "C", "amount"),
    Field("enrolled", "C", "count"),
    Field("finished", "C", "count"),
    Field("certified", "C", "count"),
    Field("applied", "C", "count"),
    Field("respondents", "C", "count"),
    Field("satisfaction", "C", "of_five"),
    Field("test_before", "C", "number"),
    Field("test_after", "C", "number"),
    Field("last_known", "C", "text"),
    Field("design", "C", "choice"),
    Field("code", "DE", "text"),
    Field("aliases", "DE", "names"),
    Field("business_unit", "D", "text"),
    Field("headcount", "D", "count"),
    Field("expected_answers", "D", "count"),
    Field("contact", "D", "contact"),
    Field("successor", "D", "name"),
    Field("valid_from", "D", "date"),
    Field("valid_to", "D", "date"),
    Field("vendor", "E", "text"),
    Field("content_axes", "E", "text"),
    Field("validity_months", "E", "count"),
    Field("renewal_cost", "E", "amount"),
)

FIELD: dict[str, Field] = {field.key: field for field in FIELDS}

FIELD_NAMES: dict[str, dict[Language, str]] = {
    "team": {"fr": "Équipe", "en": "Team"},
    "certification": {"fr": "Certification", "en": "Certification"},
    "campaign": {"fr": "Campagne", "en": "Campaign"},
    "grid": {"fr": "Grille", "en": "Grid"},
    "respondent": {"fr": "Répondant", "en": "Respondent"},
    "evaluator_kind": {"fr": "Type d'évaluateur", "en": "Evaluator kind"},
    "answer_kind": {"fr": "Type de réponse", "en": "Answer kind"},
    "people_represented": {"fr": "Personnes représentées", "en": "People represented"},
    "role": {"fr": "Rôle", "en": "Role"},
    "submitted_at": {"fr": "Date", "en": "Date"},
    "criterion": {"fr": "Critère", "en": "Criterion"},
    "note": {"fr": "Note", "en": "Rating"},
    "comment": {"fr": "Commentaire", "en": "Comment"},
    "business_objective": {"fr": "Objectif business", "en": "Business objective"},
    "target_kpi": {"fr": "Indicateur visé", "en": "Target KPI"},
    "target_value": {"fr": "Valeur cible", "en": "Target value"},
    "deadline": {"fr": "Échéance", "en": "Deadline"},
    "kind": {"fr": "Nature", "en": "Kind"},
    "direction": {"fr": "Sens", "en": "Direction"},
    "baseline_value": {"fr": "Valeur de départ", "en": "Baseline value"},
    "owner": {"fr": "Responsable", "en": "Owner"},
    "sponsor": {"fr": "Sponsor", "en": "Sponsor"},
    "pilot_participants": {"fr": "Participants du pilote", "en": "Pilot participants"},
    "rollout_participants": {"fr": "Participants du déploiement", "en": "Roll-out participants"},
    "fee_per_person": {"fr": "Frais par personne", "en": "Fee per person"},
    "hours_per_person": {"fr": "Heures par personne", "en": "Hours per person"},
    "hourly_cost": {"fr": "Coût horaire", "en": "Hourly cost"},
    "coaching_cost": {"fr": "Coût d'accompagnement", "en": "Coaching cost"},
    "external_funding": {"fr": "Financement externe", "en": "External funding"},
    "expected_annual_benefit": {"fr": "Bénéfice annuel attendu", "en": "Expected annual benefit"},
    "other_way": {"fr": "Autre voie", "en": "Other way"},
    "other_way_cost": {"fr": "Coût de l'autre voie", "en": "Other way cost"},
    "mandatory": {"fr": "Obligatoire", "en": "Mandatory"},
    "excluded": {"fr": "Exclu", "en": "Excluded"},
    "prerequisite": {"fr": "Prérequis", "en": "Prerequisite"},
    "start_date": {"fr": "Date de début", "en": "Start date"},
    "end_date": {"fr": "Date de fin", "en": "End date"},
    "status": {"fr": "Statut", "en": "Status"},
    "kpi": {"fr": "Indicateur", "en": "KPI"},
    "value": {"fr": "Valeur", "en": "Value"},
    "date": {"fr": "Date", "en": "Date"},
    "period": {"fr": "Période", "en": "Period"},
    "phase": {"fr": "Phase", "en": "Phase"},
    "moment": {"fr": "Date, période ou phase", "en": "Date, period or phase"},
    "unit": {"fr": "Unité", "en": "Unit"},
    "kpi_kind": {"fr": "Type d'indicateur", "en": "KPI kind"},
    "primary": {"fr": "Principal", "en": "Primary"},
    "target": {"fr": "Cible", "en": "Target"},
    "unit_value": {"fr": "Valeur unitaire", "en": "Unit value"},
    "enrolled": {"fr": "Inscrits", "en": "Enrolled"},
    "finished": {"fr": "Ont terminé", "en": "Finished"},
    "certified": {"fr": "Certifiés", "en": "Certified"},
    "applied": {"fr": "Ont appliqué", "en": "Applied"},
    "respondents": {"fr": "Répondants", "en": "Respondents"},
    "satisfaction": {"fr": "Satisfaction", "en": "Satisfaction"},
    "test_before": {"fr": "Score au test avant", "en": "Test score before"},
    "test_after": {"fr": "Score au test après", "en": "Test score after"},
    "last_known": {"fr": "Pour information", "en": "For information"},
    "design": {"fr": "Protocole", "en": "Design"},
    "code": {"fr": "Code", "en": "Code"},
    "aliases": {"fr": "Autres noms", "en": "Aliases"},
    "business_unit": {"fr": "Direction", "en": "Business unit"},
    "headcount": {"fr": "Effectif", "en": "Headcount"},
    "expected_answers": {"fr": "Réponses attendues", "en": "Expected answers"},
    "contact": {"fr": "Contact", "en": "Contact"},
    "successor": {"fr": "Équipe suivante", "en": "Successor"},
    "valid_from": {"fr": "Valable du", "en": "Valid from"},
    "valid_to": {"fr": "Valable au", "en": "Valid to"},
    "vendor": {"fr": "Éditeur", "en": "Vendor"},
    "content_axes": {"fr": "Axes de contenu", "en": "Content axes"},
    "validity_months": {"fr": "Validité (mois)", "en": "Validity (months)"},
    "renewal_cost": {"fr": "Coût de renouvellement", "en": "Renewal cost"},
}
"""What a column is called on screen and in templates, in both languages."""

REQUIRED: dict[str, tuple[str, ...]] = {
    "A": ("team", "certification"),
    "B": ("team", "certification"),
    "C": ("team", "kpi", "value"),
    "D": ("team",),
    "E": ("certification",),
}
"""What a row of each record cannot do without. Team and certification may also stand above the table,
be chosen at upload, or name the sheet or the folder."""

DIALECTS = (
    "plain", "microsoft_forms", "google_forms", "limesurvey", "kobotoolbox", "qualtrics", "surveymonkey", "typeform",
)  # fmt: skip
"""What a table may have been written by: a person, or one of these form tools."""

IGNORED = "ignore"
"""Beside the fields and criteria: what a column is remembered as that nobody wants read."""

CURRENCY_SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£"}
"""How a reader knows a currency; others by their code."""

VERDICTS = ("pilot", "deepen", "alternatives")
DECISIONS = (*VERDICTS, "clarify_objective", "incomplete")
CONTRACT_PARTS = ("business_objective", "target_kpi", "target_value", "deadline")
SEVERITIES = ("fatal", "error", "question", "warning")

WORDS: dict[str, dict[Language, str]] = {
    "pilot": {"fr": "projet pilote", "en": "run a pilot"},
    "deepen": {"fr": "à approfondir", "en": "look closer"},
    "alternatives": {"fr": "privilégier une autre voie", "en": "prefer another way"},
    "clarify_objective": {"fr": "objectif à clarifier", "en": "clarify the objective"},
    "incomplete": {"fr": "incomplet", "en": "incomplete"},
    "solid": {"fr": "solide", "en": "solid"},
    "to_confirm": {"fr": "à confirmer", "en": "to confirm"},
    "fragile": {"fr": "fragile", "en": "fragile"},
    "provisional": {"fr": "provisoire", "en": "provisional"},
    "achieved": {"fr": "atteint", "en": "achieved"},
    "regressed": {"fr": "en recul", "en": "regressed"},
    "on_track": {"fr": "en bonne voie", "en": "on track"},
    "behind": {"fr": "en retard", "en": "behind"},
    "business_objective": {"fr": "objectif business", "en": "business objective"},
    "target_kpi": {"fr": "indicateur visé", "en": "target KPI"},
    "target_value": {"fr": "valeur cible", "en": "target value"},
    "deadline": {"fr": "échéance", "en": "deadline"},
    "start_date": {"fr": "date de début", "en": "start date"},
    "end_date": {"fr": "date de fin", "en": "end date"},
    "fatal": {"fr": "refus", "en": "refused"},
    "error": {"fr": "erreur", "en": "error"},
    "question": {"fr": "question", "en": "question"},
    "warning": {"fr": "avertissement", "en": "warning"},
    "counted": {"fr": "compte", "en": "counts"},
    "not_counted": {"fr": "ne compte pas", "en": "does not count"},
    "held_back": {"fr": "en attente d'une réponse", "en": "waits for an answer"},
    "superseded": {"fr": "remplacée", "en": "superseded"},
    "duplicate": {"fr": "en double", "en": "duplicate"},
    "rejected": {"fr": "rejetée", "en": "rejected"},
    "with_repeats": {"fr": "lu avec les feuilles qui s'y rapportent", "en": "read with the sheets that refer to it"},
    "responses": {"fr": "réponses", "en": "responses"},
    "candidates": {"fr": "registre des dossiers", "en": "register of candidates"},
    "kpi_observations": {"fr": "mesures d'indicateurs", "en": "KPI observations"},
    "teams": {"fr": "équipes", "en": "teams"},
    "certifications": {"fr": "certifications", "en": "certifications"},
    "plain": {"fr": "tableau simple", "en": "plain table"},
    "template": {"fr": "modèle Certiscope", "en": "Certiscope template"},
    "microsoft_forms": {"fr": "Microsoft Forms", "en": "Microsoft Forms"},
    "google_forms": {"fr": "Google Forms", "en": "Google Forms"},
    "limesurvey": {"fr": "LimeSurvey", "en": "LimeSurvey"},
    "kobotoolbox": {"fr": "KoboToolbox", "en": "KoboToolbox"},
    "qualtrics": {"fr": "Qualtrics", "en": "Qualtrics"},
    "surveymonkey": {"fr": "SurveyMonkey", "en": "SurveyMonkey"},
    "typeform": {"fr": "Typeform", "en": "Typeform"},
    "fr": {"fr": "français", "en": "French"},
    "en": {"fr": "anglais", "en": "English"},
}
"""What a code is called on screen, in both languages."""
