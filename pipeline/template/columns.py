"""The columns of the register and of the indicators: headings, what to write in each, and what each accepts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.vocabulary import Language

Input = Literal["text", "number", "money", "count", "date", "flag", "choice"]


@dataclass(frozen=True)
class Column:
    """One column of a template; `field` is its key in the vocabulary."""

    field: str
    input: Input
    width: int
    fr: tuple[str, str]
    en: tuple[str, str]

    def words(self, language: Language) -> tuple[str, str]:
        """The heading, and the sentence that explains it."""
        return self.fr if language == "fr" else self.en


@dataclass(frozen=True)
class Band:
    """Columns that belong together, under one title."""

    fr: str
    en: str
    columns: tuple[Column, ...]


REGISTER: tuple[Band, ...] = (
    Band("1 · De quel dossier parle-t-on ?", "1 · Which case is this?", (
        Column("team", "text", 20, ("Équipe", "Obligatoire. Telle que le programme la nomme."),
               ("Team", "Required. As the programme calls it.")),
        Column("certification", "text", 24, ("Certification", "Obligatoire. Un nom par ligne, sans abréviation."),
               ("Certification", "Required. One name a row, not shortened.")),
        Column("kind", "choice", 15, ("Type", "Ce que l'on propose : certification, formation, mentorat…"),
               ("Kind", "What is proposed: certification, course, mentoring…")),
        Column("campaign", "text", 12, ("Campagne", "Par exemple 2026-Q3. Vide : toutes les campagnes."),
               ("Campaign", "For instance 2026-Q3. Empty: every campaign.")),
        Column("status", "choice", 12, ("Statut", "Où en est ce dossier aujourd'hui."),
               ("Status", "Where this case stands today.")),
    )),
    Band("2 · Que veut-on obtenir ?", "2 · What is it meant to achieve?", (
        Column("business_objective", "text", 34, ("Objectif business", "Ce qui doit changer dans le travail."),
               ("Business objective", "What must change in the work.")),
        Column("target_kpi", "text", 24, ("Indicateur visé", "Le chiffre qui montrera ce changement."),
               ("Target KPI", "The figure that will show the change.")),
        Column("direction", "choice", 11, ("Sens", "Dans quel sens ce chiffre est bon."),
               ("Direction", "Which way that figure is good.")),
        Column("baseline_value", "number", 12, ("Valeur de départ", "Le chiffre d'aujourd'hui, avant tout."),
               ("Baseline value", "Today's figure, before anything.")),
        Column("target_value", "number", 12, ("Valeur cible", "Le chiffre que l'on veut atteindre."),
               ("Target value", "The figure that is aimed at.")),
        Column("deadline", "date", 13, ("Échéance", "Le jour où l'on regardera ce chiffre."),
               ("Deadline", "The day that figure will be looked at.")),
        Column("owner", "text", 20, ("Responsable", "La fonction qui répond du dossier."),
               ("Owner", "The role that answers for the case.")),
        Column("sponsor", "text", 20, ("Sponsor", "La direction qui le soutient."),
               ("Sponsor", "The executive who supports it.")),
    )),
    Band("3 · Que faudrait-il payer ?", "3 · What would have to be paid?", (
        Column("pilot_participants", "count", 13, ("Participants pilote", "Combien de personnes pour essayer."),
               ("Pilot participants", "How many people to try it with.")),
        Column("rollout_participants", "count", 14, ("Participants déploiement", "Combien si l'on généralise."),
               ("Rollout participants", "How many if it is extended.")),
        Column("fee_per_person", "money", 13, ("Coût par personne", "Inscription et examen, hors taxes."),
               ("Fee per person", "Enrolment and exam, before tax.")),
        Column("hours_per_person", "number", 13, ("Heures par personne", "Cours, travail personnel et examen."),
               ("Hours per person", "Classes, own study and exam.")),
        Column("hourly_cost", "money", 12, ("Coût horaire", "Salaire chargé d'une heure de travail."),
               ("Hourly cost", "Fully loaded cost of one working hour.")),
        Column("coaching_cost", "money", 19, ("Coût d'accompagnement", "Suivi sur le terrain, en tout."),
               ("Coaching cost", "Follow-up at work, in all.")),
        Column("external_funding", "money", 14, ("Financement externe", "Ce qu'un tiers prend en charge."),
               ("External funding", "What a third party pays.")),
        Column("expected_annual_benefit", "money", 15, ("Bénéfice annuel attendu", "Ce que le but rapporterait."),
               ("Expected annual benefit", "What the aim would bring.")),
    )),
    Band("4 · Et sans cette certification ?", "4 · And without this certification?", (
        Column("other_way", "text", 26, ("Autre voie", "Le moyen le moins cher d'y arriver aussi."),
               ("Other way", "The cheapest way to get there as well.")),
        Column("other_way_cost", "money", 14, ("Coût de l'autre voie", "Ce que coûterait ce moyen, en tout."),
               ("Other way cost", "What that way would cost, in all.")),
        Column("mandatory", "flag", 12, ("Obligatoire", "Oui si la loi ou un client l'exige."),
               ("Mandatory", "Yes if the law or a client requires it.")),
        Column("excluded", "flag", 10, ("Exclu", "Oui pour l'écarter du budget."),
               ("Excluded", "Yes to keep it out of the budget.")),
        Column("prerequisite", "text", 20, ("Prérequis", "La certification à passer d'abord."),
               ("Prerequisite", "The certification to take first.")),
    )),
    Band("5 · Si c'est lancé, quand ?", "5 · If it has begun, when?", (
        Column("start_date", "date", 13, ("Date de début", "Le premier jour de la formation."),
               ("Start date", "The first day of the training.")),
        Column("end_date", "date", 13, ("Date de fin", "Le dernier jour, examen compris."),
               ("End date", "The last day, exam included.")),
    )),
)  # fmt: skip

KPI: tuple[Band, ...] = (
    Band("1 · Qu'a-t-on mesuré ?", "1 · What was measured?", (
        Column("team", "text", 22, ("Équipe", "Obligatoire. Telle que le programme la nomme."),
               ("Team", "Required. As the programme calls it.")),
        Column("kpi", "text", 30, ("Indicateur", "Obligatoire. Le même nom à chaque mesure."),
               ("KPI", "Required. The same name every time.")),
        Column("last_known", "text", 34, ("Pour information", "Ce que l'on sait déjà ; cette colonne n'est pas lue."),
               ("For information", "What is known so far; this column is not read.")),
        Column("value", "number", 12, ("Valeur", "Obligatoire. Le chiffre constaté, sans texte."),
               ("Value", "Required. The figure observed, no text.")),
        Column("unit", "text", 14, ("Unité", "Toujours la même pour un indicateur."),
               ("Unit", "Always the same for one figure.")),
        Column("direction", "choice", 11, ("Sens", "Dans quel sens ce chiffre est bon."),
               ("Direction", "Which way that figure is good.")),
        Column("kpi_kind", "choice", 14, ("Type d'indicateur", "Niveau, taux, nombre, durée ou montant."),
               ("KPI kind", "Level, rate, count, duration or money.")),
    )),
    Band("2 · Quand ? (une des trois suffit)", "2 · When? (one of the three is enough)", (
        Column("date", "date", 14, ("Date de mesure", "Le jour du relevé."),
               ("Measurement date", "The day it was read.")),
        Column("period", "text", 12, ("Période", "Par exemple 2026-Q3 ou 2026-09."),
               ("Period", "For instance 2026-Q3 or 2026-09.")),
        Column("phase", "choice", 11, ("Phase", "Avant ou après la formation."),
               ("Phase", "Before or after the training.")),
    )),
    Band("3 · Que voulait-on ?", "3 · What was aimed at?", (
        Column("certification", "text", 24, ("Certification", "Celle que ce chiffre doit juger, s'il y en a une."),
               ("Certification", "The one this figure is to judge, if any.")),
        Column("primary", "flag", 11, ("Principal", "Oui pour le chiffre qui fera foi."),
               ("Primary", "Yes for the figure that decides.")),
        Column("target", "number", 12, ("Cible", "Le chiffre que l'on veut atteindre."),
               ("Target", "The figure that is aimed at.")),
        Column("unit_value", "money", 14,
               ("Valeur unitaire", "Ce que rapporte une unité gagnée ; pour un taux, un point."),
               ("Unit value", "What one unit gained is worth; of a rate, one point.")),
    )),
    Band("4 · Après une formation", "4 · After a training", (
        Column("enrolled", "count", 11, ("Inscrits", "Combien ont commencé."), ("Enrolled", "How many began.")),
        Column("finished", "count", 11, ("Ont terminé", "Combien sont allés au bout."),
               ("Finished", "How many went to the end.")),
        Column("certified", "count", 11, ("Certifiés", "Combien ont réussi l'examen."),
               ("Certified", "How many passed the exam.")),
        Column("applied", "count", 12, ("Appliquent", "Combien s'en servent vraiment au travail."),
               ("Applied", "How many really use it at work.")),
        Column("respondents", "count", 12, ("Répondants", "Combien ont dit leur satisfaction."),
               ("Respondents", "How many stated their satisfaction.")),
        Column("satisfaction", "number", 12, ("Satisfaction", "Leur moyenne, de 1 à 5."),
               ("Satisfaction", "Their mean, from 1 to 5.")),
        Column("test_before", "number", 12, ("Score au test avant", "Leur score moyen avant la formation."),
               ("Test score before", "Their mean score before the training.")),
        Column("test_after", "number", 12, ("Score au test après", "Le même test, après la formation."),
               ("Test score after", "The same test, after the training.")),
    )),
)  # fmt: skip
