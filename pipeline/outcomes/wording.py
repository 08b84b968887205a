"""From a training's outcome to one honest paragraph, in French and in English."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from pipeline import amounts
from pipeline.kpis.wording import difference, number, quoted
from pipeline.methods.outcomes import DAYS_ASKED, FEWEST_ENROLLED, contradictions
from pipeline.typeset import HARD, digits, typeset
from pipeline.vocabulary import Language

TEXTS: dict[str, dict[Language, str]] = {
    "enrolled": {"fr": "{enrolled} inscrits", "en": "{enrolled} enrolled"},
    "finished": {"fr": "{finished} ont terminé", "en": "{finished} finished"},
    "certified": {"fr": "{certified} certifiés", "en": "{certified} certified"},
    "applied": {"fr": "{applied} appliquent au travail", "en": "{applied} apply it at work"},
    "rate": {"fr": "({rate}, intervalle de {low} à {high})", "en": "({rate}, interval from {low} to {high})"},
    "contradiction": {
        "fr": "À vérifier, ces nombres se contredisent : {contradictions}.",
        "en": "To be checked, these numbers contradict each other: {contradictions}.",
    },
    "over_time": {"fr": "Application dans le temps : {times}.", "en": "Application over time: {times}."},
    "at": {"fr": "{rate} à {day} jours", "en": "{rate} at {day} days"},
    "learned": {
        "fr": "Au même test, {test_before} avant la formation et {test_after} après.",
        "en": "On the same test, {test_before} before the training and {test_after} after.",
    },
    "satisfied_not_applied": {
        "fr": "Satisfaits ({satisfaction} sur 5) mais sans application : le contenu est à rapprocher des cas métier.",
        "en": "Satisfied ({satisfaction} of 5) but not applied: the content is to be brought closer to the work.",
    },
    "satisfied_few_apply": {
        "fr": "Satisfaits ({satisfaction} sur 5) mais sans application pour {not_applied} sur {enrolled} : le contenu "
        "est à rapprocher des cas métier.",
        "en": "Satisfied ({satisfaction} of 5) but not applied by {not_applied} of {enrolled}: the content is to be "
        "brought closer to the work.",
    },
    "watch": {
        "fr": "À surveiller : peu appliquent, mais ils sont trop peu nombreux pour conclure.",
        "en": "To watch: few apply it, but they are too few to conclude.",
    },
    "no_cost": {"fr": "Coût à compléter.", "en": "Cost to be completed."},
    "zero_cost": {"fr": "Coût nul : à vérifier.", "en": "A cost of zero: to be checked."},
    "return": {
        "fr": "Retour estimé à au moins {roi} sur la première année : gain prudent {benefit}, coût {cost} (bas de "
        "l'intervalle de l'effet ; la valeur d'une unité est prise telle qu'elle est déclarée).",
        "en": "Return estimated at {roi} or more over the first year: prudent gain {benefit}, cost {cost} (low end of "
        "the effect's interval; the value of a unit is taken as stated).",
    },
    "common": {
        "fr": "Le gain est commun avec une autre formation de cette équipe : il est compté pour elle seule.",
        "en": "The gain is in common with another training of this team: it is counted for that one only.",
    },
    "not_isolated": {
        "fr": "Rien n'isole l'effet de la formation : aucun retour n'est affiché.",
        "en": "Nothing isolates the effect of the training: no return is shown.",
    },
    "break_even": {
        "fr": "Elle est rentabilisée en un an si {kpi} s'améliore d'au moins {gain} par période (coût {cost}).",
        "en": "It pays for itself within a year if {kpi} improves by at least {gain} a period (cost {cost}).",
    },
    "declared": {
        "fr": "Bénéfice annuel déclaré par l'équipe : {declared} ; déclaré, il ne s'ajoute à aucun gain mesuré.",
        "en": "Annual benefit declared by the team: {declared}; declared, it is added to no measured gain.",
    },
}

AMONG = "{step} ({more}), {among} ({less})"
STEPS: dict[str, dict[Language, str]] = {
    "enrolled": {"fr": "inscrits", "en": "enrolled"},
    "finished": {"fr": "ayant terminé", "en": "finished"},
    "certified": {"fr": "certifiés", "en": "certified"},
    "applied": {"fr": "qui appliquent", "en": "applying it"},
    "respondents": {"fr": "répondants", "en": "respondents"},
}

FUNNEL = ("enrolled", "finished", "certified", "applied")
ONE: dict[str, dict[Language, str]] = {
    "enrolled": {"fr": "{enrolled} inscrit", "en": "{enrolled} enrolled"},
    "finished": {"fr": "{finished} a terminé", "en": "{finished} finished"},
    "certified": {"fr": "{certified} certifié", "en": "{certified} certified"},
    "applied": {"fr": "{applied} applique au travail", "en": "{applied} applies it at work"},
}
NOBODY: dict[str, dict[Language, str]] = {
    "enrolled": {"fr": "aucun inscrit", "en": "nobody enrolled"},
    "finished": {"fr": "aucun n'a terminé", "en": "nobody finished"},
    "certified": {"fr": "aucun certifié", "en": "nobody certified"},
    "applied": {"fr": "aucun n'applique au travail", "en": "nobody applies it at work"},
}
"""The stages of a training that one person, or nobody, reached."""


def wording(row: Mapping[str, Any], currency: str, language: Language) -> str:
    """What may be said of one training; empty where nothing was reported. Of fewer than five people counts only."""
    said = {key: text[language] for key, text in TEXTS.items()}
    counted = {0: NOBODY, 1: ONE}
    funnel = ", ".join(counted.get(row[name], TEXTS)[name][language] for name in FUNNEL if row[name] is not None)
    funnel = funnel[:1].upper() + funnel[1:]
    known = (row["enrolled"] or 0) >= FEWEST_ENROLLED
    if known and row.get("application_rate") is not None:
        funnel += " " + said["rate"]
    sentences = [funnel + "." if funnel else ""]
    if known and any(row.get(f"application_{day}") is not None for day in DAYS_ASKED):
        sentences.append(said["over_time"])
    if row.get("test_before") is not None and row.get("test_after") is not None:
        sentences.append(said["learned"])
    sentences.append(said["contradiction"] if contradictions({"respondents": None, **row}) else "")
    few = row["flag"] == "satisfied_not_applied" and row["applied"]
    sentences.append(said["satisfied_few_apply" if few else row["flag"]] if row["flag"] else "")
    if row["cost"] is None:
        sentences.append(said["no_cost"])
    elif row["cost"] == 0:
        sentences.append(said["zero_cost"])
    elif row.get("roi_low_percent") is not None:
        sentences.append(said["return"])
    elif row.get("is_common"):
        sentences.append(said["common"])
    elif row.get("break_even") is not None:
        sentences += [said["not_isolated"], said["break_even"]]
    else:
        sentences.append(said["not_isolated"])
    if row["declared_benefit"]:
        sentences.append(said["declared"])
    text = " ".join(one for one in sentences if one).format(**_facts(row, currency, language))
    return typeset(text, language)


def _facts(row: Mapping[str, Any], currency: str, language: Language) -> dict[str, str]:
    def count(value: Any) -> str:
        return digits(f"{value:,}", language) if isinstance(value, int) else str(value)

    def share(name: str) -> str:
        """In whole percents, with decimals where that would be none or all of them."""
        value = row.get(name)
        if value is None:
            return ""
        decimals = 2 if 0 < value < 0.005 or 0.995 <= value < 1 else 0
        return number(Fraction(value) * 100, language, decimals=decimals) + percent

    def written(name: str, decimals: int, factor: int = 1, after: str = "") -> str:
        value = row.get(name)
        return "" if value is None else number(Fraction(value) * factor, language, decimals=decimals) + after

    percent = f"{HARD}%" if language == "fr" else "%"
    gain = row.get("break_even")
    return {
        **{name: count(row[name]) for name in FUNNEL},
        "not_applied": count((row["enrolled"] or 0) - (row["applied"] or 0)),
        "contradictions": (" ; " if language == "fr" else "; ").join(
            AMONG.format(
                step=STEPS[step][language], more=count(row[step]), among=STEPS[among][language], less=count(row[among])
            )
            for step, among in contradictions({"respondents": None, **row})
        ),
        "rate": share("application_rate"),
        "times": ", ".join(
            TEXTS["at"][language].format(rate=share(f"application_{day}"), day=day)
            for day in DAYS_ASKED
            if row.get(f"application_{day}") is not None
        ),
        "test_before": written("test_before", 1),
        "test_after": written("test_after", 1),
        "low": share("application_low"),
        "high": share("application_high"),
        "satisfaction": written("satisfaction", 2),
        "roi": written("roi_low_percent", 0, 1, percent),
        **{
            key: "" if row.get(name) is None else amounts.money(round(Fraction(row[name])) * 100, language, currency)
            for key, name in (("benefit", "benefit_low"), ("cost", "cost"), ("declared", "declared_benefit"))
        },
        "kpi": quoted(str(row.get("break_even_kpi")), language),
        "gain": ""
        if gain is None
        else difference(Fraction(gain), row["unit"], row["scale"], language).removeprefix("+"),
    }
