"""What each question can be answered with, which reading holds until then, and both in words."""

from __future__ import annotations

from pipeline.vocabulary import Language

CHOICES: dict[str, tuple[str, ...]] = {
    "near_team": ("same", "different"),
    "near_certification": ("same", "different"),
    "respondent_twice": ("one", "several"),
    "newer_export": ("replaces", "adds"),
    "correction_lacks_rows": ("replaces", "adds"),
    "two_quarters": ("first", "last", "as_dated"),
    "other_grid": ("same", "set_aside"),
    "polarity": ("as_asked", "reversed"),
    "other_scale": ("as_scaled", "set_aside"),
    "contradictory_labels": ("digits", "set_aside"),
    "mixed_units": ("fraction", "percent", "leave_out"),
    "mixed_periods": ("totals", "as_they_stand", "leave_out"),
    "unknown_currency": ("ours", "leave_out"),
}
"""The plain answers to each question."""

LITERAL: dict[str, str] = {
    "near_team": "different",
    "near_certification": "different",
    "respondent_twice": "several",
    "newer_export": "adds",
    "correction_lacks_rows": "adds",
    "two_quarters": "as_dated",
    "other_grid": "same",
    "polarity": "as_asked",
    "other_scale": "set_aside",
    "contradictory_labels": "set_aside",
    "mixed_units": "leave_out",
    "mixed_periods": "leave_out",
    "unknown_currency": "leave_out",
}
"""The reading that holds until a question is answered."""

CHOICE_WORDS: dict[str, dict[Language, str]] = {
    "same": {"fr": "Oui, les mêmes", "en": "Yes, the same"},
    "different": {"fr": "Non, différentes", "en": "No, different"},
    "one": {"fr": "Une seule : la dernière compte", "en": "One: the last one counts"},
    "several": {"fr": "Plusieurs : chacune compte", "en": "Several: each counts"},
    "replaces": {"fr": "Oui, il remplace l'ancien", "en": "Yes, it replaces the older one"},
    "adds": {"fr": "Non, il complète", "en": "No, it adds to it"},
    "first": {"fr": "Oui : le premier trimestre", "en": "Yes: the first quarter"},
    "last": {"fr": "Oui : le dernier trimestre", "en": "Yes: the last quarter"},
    "as_dated": {"fr": "Non : chacune à sa date", "en": "No: each by its date"},
    "set_aside": {"fr": "Non : mettre de côté", "en": "No: set aside"},
    "as_asked": {"fr": "Non, bien comprise", "en": "No, understood as asked"},
    "reversed": {"fr": "Oui, à l'envers", "en": "Yes, the other way round"},
    "as_scaled": {"fr": "Oui : le reste est une erreur", "en": "Yes: the rest is a mistake"},
    "digits": {"fr": "Oui, lire les chiffres", "en": "Yes, read the digits"},
    "fraction": {"fr": "De 0 à 1", "en": "From 0 to 1"},
    "percent": {"fr": "De 0 à 100", "en": "From 0 to 100"},
    "totals": {"fr": "Oui : des totaux", "en": "Yes: totals"},
    "as_they_stand": {"fr": "Non : telles quelles", "en": "No: as they stand"},
    "leave_out": {"fr": "Ne pas compter", "en": "Leave out"},
    "ours": {"fr": "Oui", "en": "Yes"},
}
