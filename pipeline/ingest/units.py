"""The units that amounts, durations and shares are written with, in both languages."""

from __future__ import annotations

from decimal import Decimal

_CODES = (
    "AED", "AUD", "BGN", "BRL", "CAD", "CHF", "CLP", "CNY", "COP", "CZK", "DKK", "DZD", "EGP", "EUR",
    "GBP", "HKD", "HUF", "IDR", "ILS", "INR", "JPY", "KRW", "MAD", "MXN", "MYR", "NGN", "NOK", "NZD",
    "PEN", "PHP", "PLN", "QAR", "RON", "RUB", "SAR", "SEK", "SGD", "THB", "TND", "TRY", "TWD", "UAH",
    "USD", "VND", "XAF", "XOF", "XPF", "ZAR",
)  # fmt: skip

CURRENCY_OF: dict[str, str] = {
    **{code.lower(): code for code in _CODES},
    "€": "EUR", "euro": "EUR", "euros": "EUR",
    "$": "$", "dollar": "$", "dollars": "$",  # whose dollar, the programme's own currency decides
    "us$": "USD", "$us": "USD", "usd$": "USD",
    "ca$": "CAD", "c$": "CAD", "$ca": "CAD", "cad$": "CAD",
    "a$": "AUD", "au$": "AUD",
    "£": "GBP", "livre sterling": "GBP", "livres sterling": "GBP",
    "¥": "JPY", "yen": "JPY", "yens": "JPY",
    "fr.": "CHF", "sfr": "CHF", "franc suisse": "CHF", "francs suisses": "CHF",
}  # fmt: skip
"""Symbol or word, in lower case, to the currency's code."""

DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD", "HKD", "SGD"})

MAGNITUDE: dict[str, Decimal] = {
    **dict.fromkeys(("k", "K", "mille", "millier", "milliers", "thousand"), Decimal(10**3)),
    **dict.fromkeys(("M", "million", "millions"), Decimal(10**6)),
    **dict.fromkeys(("Md", "Mds", "bn", "milliard", "milliards"), Decimal(10**9)),
}

IN_DOUBT = "?"
"""A unit that nobody knows: no number has it, so nothing is read."""
HOURS = frozenset({"h", "hr", "hrs", "heure", "heures", "hour", "hours"})
MINUTES = frozenset({"mn", "min", "mins", "minute", "minutes"})
DAYS = frozenset({"j", "jr", "jrs", "jour", "jours", "journee", "journees", "d", "day", "days"})
PERCENT = frozenset({"%", "pct", "pourcent", "pour cent", "percent", "per cent"})
PEOPLE = frozenset(
    {"pers", "personne", "personnes", "people", "person", "persons", "participant", "participants", "salaries", "etp"}
)
MONTHS = frozenset({"mois", "month", "months"})
YEARS = frozenset({"an", "ans", "annee", "annees", "year", "years"})
