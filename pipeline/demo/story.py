"""The demonstration's story as data: who the teams are, what they want, and what went well or wrong."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Team:
    """A team, what it wants to achieve, and the indicator it is judged by (`good` is the direction that is good)."""

    name: str
    code: str
    unit: str
    headcount: int
    objective: str
    kpi: str
    kpi_unit: str
    good: str
    start: float
    goal: float


@dataclass(frozen=True)
class Certification:
    """A certification, and in which direction people rate it per criterion, in tenths of a note."""

    name: str
    code: str
    kind: str
    aliases: str
    vendor: str
    axes: str
    months: int
    fee: int
    hours: int
    renewal: int
    leaning: tuple[int, int, int, int, int, int]


CERTIFICATIONS: tuple[Certification, ...] = (
    Certification("Prompt engineering 101", "PE-101", "certification", "Prompt 101 ; PE101", "Formation interne",
                  "rédaction d'instructions ; vérification ; réutilisation", 24, 650, 14, 120, (3, 4, 2, -6, 2, -5)),
    Certification("IA générative pour managers", "IGM", "formation", "IA gén. managers", "Organisme A",
                  "cas d'usage ; conduite du changement", 36, 900, 7, 0, (0, -2, 4, 0, -2, 1)),
    Certification("AI for business", "AIB", "certification", "", "Organisme B",
                  "culture générale de l'IA", 24, 1200, 21, 300, (-3, -6, 5, -2, 3, -4)),
    Certification("Data literacy", "DL-1", "certification", "Culture des données", "Organisme A",
                  "lecture de données ; indicateurs ; biais", 36, 480, 14, 90, (1, 2, 3, -3, 2, -4)),
    Certification("MLOps", "MLO", "certification", "", "Organisme C",
                  "mise en production ; surveillance de modèles", 24, 1900, 35, 400, (4, 3, -4, -2, -5, 4)),
    Certification("AZ-900", "AZ-900", "certification", "", "Éditeur de cloud",
                  "bases du cloud", 0, 165, 10, 0, (-3, 3, -2, 1, 2, -3)),
    Certification("AI Act et conformité", "AIA", "certification", "AI Act", "Organisme C",
                  "règlement européen ; registre des usages", 12, 750, 14, 350, (-6, -2, 1, 10, -3, 0)),
)  # fmt: skip

PE, GM, AB, DL, ML, AZ, AC = (certification.name for certification in CERTIFICATIONS)

_MARKETING, _CLIENTS, _OPERATIONS = "Marketing et communication", "Relation client", "Opérations"
_FINANCE, _TECHNIQUE = "Finance et juridique", "Technique et ressources"

_ARTICLES = ("Articles publiés par semaine", "articles/semaine", "hausse")
_RESPONSE = ("Temps de réponse", "h", "baisse")
_ERRORS = ("Taux d'erreur", "%", "baisse")
_CLOSING = ("Délai de clôture", "jours", "baisse")
_REVIEWS = ("Dossiers relus par semaine", "dossiers/semaine", "hausse")
_DECISION = ("Délai de décision", "jours", "baisse")
_STUDIES = ("Études livrées par mois", "études/mois", "hausse")
_RELEASE = ("Délai de mise en production", "jours", "baisse")

TEAMS: tuple[Team, ...] = (
    Team("Contenu", "CTN", _MARKETING, 14, "Tripler la production d'articles à effectif constant", *_ARTICLES, 4, 12),
    Team("Support", "SUP", _CLIENTS, 32, "Répondre aux demandes simples dans la demi-journée", *_RESPONSE, 6.2, 4),
    Team("Logistique", "LOG", _OPERATIONS, 41, "Diviser par deux les erreurs d'expédition", *_ERRORS, 0.021, 0.01),
    Team("Encadrement", "ENC", _TECHNIQUE, 20, "Décider plus vite avec des données partagées", *_DECISION, 12, 8),
    Team("Comptabilité", "CPT", _FINANCE, 18, "Clôturer le mois en six jours ouvrés", *_CLOSING, 8.2, 6),
    Team("Juridique", "JUR", _FINANCE, 11, "Relire deux fois plus de contrats courants", *_REVIEWS, 14, 28),
    Team("Achats", "ACH", _OPERATIONS, 16, "Réduire les erreurs de commande", *_ERRORS, 0.034, 0.02),
    Team("Données", "DAT", _TECHNIQUE, 13, "Livrer les études en libre-service", *_STUDIES, 6, 9),
    Team("Développement", "DEV", _TECHNIQUE, 27, "Mettre en production chaque semaine", *_RELEASE, 11, 5),
    Team("Cybersécurité", "CYB", _TECHNIQUE, 9, "Corriger les failles critiques en trois jours", *_RELEASE, 7.5, 3),
    Team("Conformité", "CNF", _FINANCE, 8, "Tenir le registre des usages de l'IA", *_REVIEWS, 9, 14),
    Team("Ressources humaines", "RH", _TECHNIQUE, 15, "Répondre aux salariés en un jour", *_RESPONSE, 15, 8),
    Team("Acquisition", "ACQ", _MARKETING, 12, "Publier deux fois plus de pages d'offre", *_ARTICLES, 5, 10),
    Team("Communication interne", "COM", _MARKETING, 7, "Publier une actualité par jour", *_ARTICLES, 3, 5),
    Team("Études clients", "ETU", _MARKETING, 10, "Livrer les études en deux semaines", *_STUDIES, 5, 8),
    Team("Événementiel", "EVT", _MARKETING, 9, "Annoncer chaque événement un mois avant", *_ARTICLES, 2, 4),
    Team("Service après-vente", "SAV", _CLIENTS, 29, "Traiter les retours en une journée", *_RESPONSE, 9.4, 7),
    Team("Fidélisation", "FID", _CLIENTS, 12, "Répondre aux clients fidèles dans l'heure", *_RESPONSE, 5.1, 2),
    Team("Ventes grands comptes", "VGC", _CLIENTS, 17, "Raccourcir la validation des offres", *_DECISION, 9, 6),
    Team("Ventes en ligne", "VEL", _CLIENTS, 15, "Répondre aux questions avant achat", *_RESPONSE, 4.4, 2),
    Team("Production", "PRD", _OPERATIONS, 64, "Réduire les rebuts de saisie", *_ERRORS, 0.027, 0.02),
    Team("Qualité", "QUA", _OPERATIONS, 12, "Détecter les écarts avant l'expédition", *_ERRORS, 0.018, 0.012),
    Team("Maintenance", "MNT", _OPERATIONS, 22, "Réduire les erreurs de diagnostic", *_ERRORS, 0.052, 0.03),
    Team("Contrôle de gestion", "CDG", _FINANCE, 10, "Produire le rapport mensuel en quatre jours", *_CLOSING, 6.5, 4),
    Team("Trésorerie", "TRE", _FINANCE, 6, "Prévoir la trésorerie à dix jours", *_CLOSING, 3.8, 3),
)

SITES = (
    "Lyon", "Lille", "Nantes", "Toulouse", "Strasbourg", "Bordeaux", "Rennes", "Marseille",
    "Grenoble", "Dijon", "Montpellier", "Brest", "Orléans", "Metz", "Caen",
)  # fmt: skip

TEAM_ALIASES = {"Support": "Hotline ; Support client", "Ressources humaines": "RH siège", "Achats": "Approvisionnement"}

# Each team's candidates of the third quarter, with the mean favourable note people lean to, in tenths.
LEANINGS: dict[str, dict[str, int]] = {
    "Contenu": {PE: 43, DL: 31, AB: 22},
    "Support": {PE: 38, DL: 29, AB: 24},
    "Logistique": {DL: 34, PE: 27, AZ: 21},
    "Encadrement": {AB: 26, GM: 33, AC: 27},
    "Comptabilité": {DL: 36, PE: 30, AZ: 18},
    "Juridique": {AC: 40, PE: 33, AB: 18},
    "Achats": {PE: 28, DL: 30},
    "Données": {ML: 45, AZ: 34, PE: 26},
    "Développement": {ML: 37, PE: 35, AZ: 32},
    "Cybersécurité": {AZ: 38, AC: 31, ML: 22},
    "Conformité": {AC: 39, DL: 24},
    "Ressources humaines": {PE: 33, GM: 30, AC: 28},
    "Acquisition": {PE: 34, DL: 27},
    "Communication interne": {PE: 31, GM: 18},
    "Études clients": {DL: 38, PE: 27, AB: 19},
    "Événementiel": {PE: 25, DL: 26},
    "Service après-vente": {PE: 32, AB: 22},
    "Fidélisation": {DL: 28, PE: 27},
    "Ventes grands comptes": {PE: 30, GM: 25, AB: 17},
    "Ventes en ligne": {DL: 31, PE: 29},
    "Production": {DL: 23, AC: 18, AZ: 16},
    "Qualité": {DL: 28, AC: 31},
    "Maintenance": {DL: 21, AZ: 16},
    "Contrôle de gestion": {DL: 36, PE: 29},
    "Trésorerie": {DL: 26},
}

# Two candidates that score exactly 60 %: every respondent gave these notes (as sent: Alternatives is reversed).
EXACT_TIES = {("Comptabilité", PE): (3, 3, 3, 3, 3, 3), ("Achats", DL): (4, 3, 4, 2, 2, 3)}
# How many people answered, where it matters: under three a score is provisional.
HOW_MANY = {
    ("Contenu", PE): 8, ("Support", PE): 8, ("Encadrement", AB): 8, ("Données", ML): 5,
    ("Fidélisation", PE): 1, ("Cybersécurité", ML): 1, ("Ventes grands comptes", PE): 2, ("Production", AC): 2,
    ("Ressources humaines", AC): 2,
}  # fmt: skip
# Nobody answered one question: (candidate, index of the criterion).
UNANSWERED = {("Événementiel", DL): 3}
# In the register, without a single answer.
REGISTERED_ONLY = (("Trésorerie", AZ), ("Qualité", PE))

STAR_WITHOUT_OBJECTIVE = ("Données", ML)
# What is missing from a candidate's objective contract: the column and what stands in it instead.
UNCLEAR: dict[tuple[str, str], dict[str, str]] = {
    STAR_WITHOUT_OBJECTIVE: {"objective": "être certifié", "kpi": "à définir", "goal": "", "deadline": ""},
    ("Développement", PE): {"deadline": ""},
    ("Cybersécurité", AZ): {"goal": "?"},
    ("Acquisition", PE): {"deadline": "2026-06-30"},
    ("Contenu", DL): {"kpi": "TBD", "goal": ""},
    ("Support", AB): {"objective": "à définir", "goal": ""},
    ("Encadrement", AC): {"goal": "", "deadline": ""},
    ("Juridique", AB): {"objective": "monter en compétence", "kpi": "", "goal": ""},
    ("Ressources humaines", GM): {"goal": "à définir"},
    ("Communication interne", GM): {"objective": "", "kpi": "", "goal": "", "deadline": ""},
    ("Ventes grands comptes", AB): {"kpi": "?", "goal": ""},
    ("Ventes en ligne", PE): {"deadline": "fin d'année"},
    ("Service après-vente", AB): {"objective": "TBD"},
    ("Production", AZ): {"goal": "", "deadline": ""},
}


@dataclass(frozen=True)
class Training:
    """A certification that a team has begun; `after` is its indicator once finished, the rest is what came of it."""

    status: str
    starts: dt.date
    ends: dt.date
    after: float
    enrolled: int
    finished: int
    certified: int
    applied: int
    satisfaction: float


TRAININGS: dict[tuple[str, str], Training] = {
    ("Contenu", PE): Training("déployé", dt.date(2026, 4, 7), dt.date(2026, 5, 29), 12, 8, 8, 7, 7, 4.4),
    ("Support", PE): Training("pilote", dt.date(2026, 4, 13), dt.date(2026, 6, 12), 4.6, 12, 11, 10, 8, 4.1),
    ("Logistique", DL): Training("pilote", dt.date(2026, 4, 20), dt.date(2026, 6, 19), 0.024, 10, 8, 6, 2, 3.6),
    ("Encadrement", AB): Training("pilote", dt.date(2026, 4, 7), dt.date(2026, 4, 30), 12.1, 20, 20, 18, 0, 4.6),
    ("Comptabilité", DL): Training("pilote", dt.date(2026, 5, 4), dt.date(2026, 6, 19), 7.1, 6, 6, 5, 4, 4.2),
    ("Études clients", DL): Training("pilote", dt.date(2026, 4, 20), dt.date(2026, 6, 5), 5.5, 5, 5, 4, 3, 4.0),
}

MANDATORY = ("Conformité", AC)
EXCLUDED = ("Production", AZ)
PREREQUISITE = {ML: DL}
# The part of the cost that nobody has stated yet.
COST_TO_COMPLETE = {("Juridique", PE): "hourly_cost", ("Qualité", AC): "fee", ("Ventes en ligne", DL): "participants"}
OTHER_WAYS = {
    PE: ("Atelier interne d'une demi-journée", 400), GM: ("Coaching collectif", 2500), AB: ("Cours en ligne libre", 0),
    DL: ("Tutorat par l'équipe Données", 900), ML: ("Recrutement d'un profil confirmé", 52000),
    AZ: ("Documentation de l'éditeur", 0), AC: ("Note du service juridique", 600),
}  # fmt: skip

COMMENTS = (
    "Utile tout de suite pour nos tâches répétitives.", "Programme un peu théorique.",
    "À condition d'avoir du temps dédié.",
    "Good fit with what we do every week.", "Nous avons déjà un tutoriel interne.", "Le coût me semble raisonnable.",
    "Hard to say before a first try.", "Commençons par deux personnes.", "Il faut d'abord nettoyer nos données.",
    "Would rather learn on a real project.", "Très attendu par l'équipe.", "Pas prioritaire ce trimestre.",
    "L'exigence réglementaire arrive vite.", "Le contenu recoupe la formation de l'an dernier.",
)  # fmt: skip

# Rows that must be set aside: the candidate, the index of the criterion, and what stands in its cell.
WRONG_NOTES: dict[str, tuple[tuple[str, int, str], ...]] = {
    "Logistique": ((DL, 0, "6"), (DL, 2, "cinq"), (PE, 4, "3,5")),
    "Encadrement": ((GM, 3, "#N/A"), (AB, 1, "0")),
    "Achats": ((PE, 2, "-1"),),
    "Développement": ((ML, 0, "high"),),
    "Acquisition": ((PE, 1, "4 ou 5"),),
}
WITHOUT_CERTIFICATION = "Encadrement"
WITHOUT_TEAM = _MARKETING  # one row of this unit's file of the first quarter

# How a team is spelled by some of its people: the first kind is merged in silence, the second raises a question.
SPELLINGS = {"Comptabilité": "COMPTABILITE", "Service après-vente": "Service Après Vente", "Support": "Hotline"}
NEAR_SPELLING = ("Logistique", "Logistiqe")

ANSWERED_AGAIN = ("Achats", PE)  # one respondent corrects an earlier answer
NAMED_TWICE = "Juridique"  # one respondent stands on two rows, without times
LONGER_EXPORT = "Support"  # a second export of the same form repeats the first, less one answer taken back
OBJECTIVE_IN_FORM = {"Support": "Répondre plus vite aux clients"}  # not what the register says
ROW_LEFT_HIDDEN = "Contrôle de gestion"
DAMAGED = "Maintenance"  # its workbook of the third quarter cannot be opened
MIXED_UNITS = "Fidélisation"  # its resolution rate is a fraction once and percents afterwards
