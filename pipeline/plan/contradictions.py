"""What contradicts what where no choice is possible, in French and in English, by its code; `words` fills it.

A code with `_one` is said where it is about one candidate.
"""

from __future__ import annotations

from pipeline.plan.catalogue import Texts

CONFLICTS: Texts = {
    "mandatory_over_budget": {
        "fr": "Budget insuffisant : les dossiers obligatoires ({names}) coûtent {needed}{overruns}, le budget est "
        "{limit} ; il manque {missing}.",
        "en": "The budget is too small: the mandatory candidates ({names}) cost {needed}{overruns}, the budget is "
        "{limit}; {missing} is missing.",
    },
    "mandatory_over_budget_one": {
        "fr": "Budget insuffisant : le dossier obligatoire ({names}) coûte {needed}{overruns}, le budget est {limit} ; "
        "il manque {missing}.",
        "en": "The budget is too small: the mandatory candidate ({names}) costs {needed}{overruns}, the budget is "
        "{limit}; {missing} is missing.",
    },
    "mandatory_over_hours": {
        "fr": "Heures insuffisantes : les dossiers obligatoires ({names}) demandent {needed}, la limite est {limit} ; "
        "il manque {missing}.",
        "en": "Too few hours: the mandatory candidates ({names}) take {needed}, the limit is {limit}; {missing} is "
        "missing.",
    },
    "mandatory_over_hours_one": {
        "fr": "Heures insuffisantes : le dossier obligatoire ({names}) demande {needed}, la limite est {limit} ; il "
        "manque {missing}.",
        "en": "Too few hours: the mandatory candidate ({names}) takes {needed}, the limit is {limit}; {missing} is "
        "missing.",
    },
    "mandatory_over_cap": {
        "fr": "Plafond de {unit} : ses dossiers obligatoires ({names}) coûtent {needed}, le plafond est {limit} ; il "
        "manque {missing}.",
        "en": "Ceiling of {unit}: its mandatory candidates ({names}) cost {needed}, the ceiling is {limit}; {missing} "
        "is missing.",
    },
    "mandatory_over_cap_one": {
        "fr": "Plafond de {unit} : son dossier obligatoire ({names}) coûte {needed}, le plafond est {limit} ; il "
        "manque {missing}.",
        "en": "Ceiling of {unit}: its mandatory candidate ({names}) costs {needed}, the ceiling is {limit}; {missing} "
        "is missing.",
    },
    "mandatory_and_excluded": {
        "fr": "{names} est à la fois obligatoire et exclu.",
        "en": "{names} is both mandatory and excluded.",
    },
    "mandatory_same_team": {
        "fr": "Une équipe suit au plus {certifications} à la fois, et {names} sont obligatoires.",
        "en": "A team takes at most {certifications} at a time, and {names} are mandatory.",
    },
    "mandatory_prerequisite": {
        "fr": "{name} est obligatoire, mais son prérequis {other} ne peut pas être financé.",
        "en": "{name} is mandatory, but its prerequisite {other} cannot be funded.",
    },
    "mandatory_prerequisite_team": {
        "fr": "{name} est obligatoire et demande d'abord {other}, mais l'équipe suit au plus {certifications} à la "
        "fois.",
        "en": "{name} is mandatory and needs {other} first, but the team takes at most {certifications} at a time.",
    },
    "mandatory_not_both": {
        "fr": "{names} sont obligatoires et s'excluent.",
        "en": "{names} are mandatory and exclude each other.",
    },
    "minimum_over_cap": {
        "fr": "{unit} : le minimum ({needed}) dépasse le plafond ({limit}) de {missing}.",
        "en": "{unit}: the minimum ({needed}) is above the ceiling ({limit}) by {missing}.",
    },
    "minimums_over_budget": {
        "fr": "Les minimums des directions font {needed}, le budget est {limit} ; il manque {missing}.",
        "en": "The minimums of the business units add up to {needed}, the budget is {limit}; {missing} is missing.",
    },
    "few_units": {
        "fr": "Il faut servir {limit_units}, et les dossiers éligibles relèvent de {needed_units} seulement.",
        "en": "{limit_units} must be reached, and the eligible candidates belong to {needed_units} only.",
    },
    "no_units": {
        "fr": "Il faut servir {limit_units}, et on ne connaît la direction d'aucun dossier éligible.",
        "en": "{limit_units} must be reached, and no eligible candidate has a known business unit.",
    },
    "rules": {
        "fr": "Dossiers obligatoires, prérequis et exclusions se contredisent, quel que soit le budget : {names}.",
        "en": "Mandatory candidates, prerequisites and exclusions contradict each other at any budget: {names}.",
    },
    "relief_only": {
        "fr": "Ces limites sont incompatibles. Ce changement suffirait :",
        "en": "These limits cannot be kept together. This change would be enough:",
    },
    "relief_alone": {
        "fr": "Ces limites sont incompatibles. Un seul de ces changements suffit :",
        "en": "These limits cannot be kept together. Any one of these changes is enough:",
    },
    "relief_together": {
        "fr": "Ces limites sont incompatibles. Il faut tous ces changements à la fois :",
        "en": "These limits cannot be kept together. All of these changes are needed at once:",
    },
    "relief_budget": {
        "fr": "un budget d'au moins {needed} au lieu de {limit} : il manque {missing}",
        "en": "a budget of at least {needed} instead of {limit}: {missing} is missing",
    },
    "relief_hours": {
        "fr": "au moins {needed} de formation au lieu de {limit} : il manque {missing}",
        "en": "at least {needed} of training instead of {limit}: {missing} is missing",
    },
    "relief_cap": {
        "fr": "un plafond d'au moins {needed} pour {unit} au lieu de {limit} : il manque {missing}",
        "en": "a ceiling of at least {needed} for {unit} instead of {limit}: {missing} is missing",
    },
    "relief_floor": {
        "fr": "un minimum d'au plus {needed} pour {unit} au lieu de {limit} : {missing} de moins",
        "en": "a minimum of at most {needed} for {unit} instead of {limit}: {missing} less",
    },
    "relief_units": {
        "fr": "au plus {needed_units} à servir au lieu de {limit}",
        "en": "at most {needed_units} to reach instead of {limit}",
    },
}
