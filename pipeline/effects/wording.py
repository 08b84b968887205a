"""From an effect's numbers and its standing to one honest paragraph, in French and in English."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from pipeline.kpis.wording import difference, number, quantity, quoted, signed_number
from pipeline.methods.change import STEADY_BASELINE
from pipeline.typeset import HARD, typeset
from pipeline.vocabulary import Language

Standing = Literal[
    "no_before", "no_after", "waiting", "alone", "untested", "undecided", "inconclusive", "trends_apart", "uneven",
    "thin", "rebounded", "many", "supported",
]  # fmt: skip
SENTENCES: dict[Standing, tuple[str, ...]] = {
    "no_before": ("no_before",),
    "no_after": ("no_after",),
    "waiting": ("waiting",),
    "alone": ("alone",),
    "untested": ("gap", "untested", "baseline"),
    "undecided": ("gap", "undecided", "baseline"),
    "inconclusive": ("gap", "inconclusive"),
    "trends_apart": ("gap", "trends_apart", "not_attributed"),
    "uneven": ("gap", "uneven", "baseline", "rebound", "not_attributed"),
    "thin": ("gap", "baseline", "rebound", "not_attributed"),
    "rebounded": ("gap", "rebound", "equal_start", "baseline", "not_attributed"),
    "many": ("gap", "many"),
    "supported": ("supported", "assumption", "rebound", "second", "trends"),
}
DRAWN = {"gap": "gap_after", "supported": "gap_after", "assumption": "drawn"}
"""What is said instead where teams were drawn by lot: their difference after the training needs no baseline."""
TEXTS: dict[str, dict[Language, str]] = {
    "no_before": {
        "fr": "{name} : pas de mesure avant la formation, aucun effet ne peut être estimé.",
        "en": "{name}: no measure before the training, so no effect can be estimated.",
    },
    "no_after": {
        "fr": "{name} : pas encore de mesure après la formation, aucun effet ne peut être estimé.",
        "en": "{name}: no measure after the training yet, so no effect can be estimated.",
    },
    "waiting": {
        "fr": "{name} : des mesures attendent une réponse, page Qualité des données (périodes de plusieurs durées) ; "
        "d'ici là, aucun effet ne peut être estimé.",
        "en": "{name}: measures wait for an answer on the Data quality page (periods of several lengths); until "
        "then no effect can be estimated.",
    },
    "alone": {
        "fr": "{name} : l'indicateur est passé en moyenne de {before} à {after} ({change}) dans {trained}. "
        "Sans équipe comparable, on ne peut pas dire si c'est la formation.",
        "en": "{name}: the KPI went on average from {before} to {after} ({change}) in {trained}. "
        "Without a comparable team, one cannot say whether it is the training.",
    },
    "unmoved": {
        "fr": "{name} : l'indicateur est resté en moyenne à {after} dans {trained}. "
        "Sans équipe comparable, on ne peut pas dire si c'est la formation.",
        "en": "{name}: the KPI stayed on average at {after} in {trained}. "
        "Without a comparable team, one cannot say whether it is the training.",
    },
    "incomparable": {
        "fr": "{name} : aucune équipe comparable n'est mesurée aux mêmes périodes, aucun effet ne peut être estimé.",
        "en": "{name}: no comparable team is measured over the same periods, so no effect can be estimated.",
    },
    "gap": {
        "fr": "{name} : entre {trained} et {comparison}, l'écart d'évolution est de {size} {in_favour}{interval}.",
        "en": "{name}: between {trained} and {comparison} the difference in change is {size} {in_favour}{interval}.",
    },
    "gap_after": {
        "fr": "{name} : après la formation, l'écart entre {trained} et {comparison} est de {size} "
        "{in_favour}{interval}.",
        "en": "{name}: after the training the difference between {trained} and {comparison} is {size} "
        "{in_favour}{interval}.",
    },
    "alike": {
        "fr": "{name} : {trained} et {comparison} ont connu en moyenne la même évolution{interval}.",
        "en": "{name}: {trained} and {comparison} changed by the same amount on average{interval}.",
    },
    "alike_after": {
        "fr": "{name} : après la formation, {trained} et {comparison} sont en moyenne au même niveau{interval}.",
        "en": "{name}: after the training {trained} and {comparison} are on average at the same level{interval}.",
    },
    "untested": {
        "fr": "Avec {trained} sur {teams}, le hasard seul donne un écart au moins aussi grand dans {p} des cas ; "
        "aucun test ne peut conclure.",
        "en": "With {trained} out of {teams}, chance alone gives a difference at least as large in {p} of cases; "
        "no test can conclude.",
    },
    "undecided": {
        "fr": "C'est compatible avec aucun effet comme avec un effet {range}. "
        "Un effet inférieur à {detectable} n'aurait pas été visible.",
        "en": "This is compatible with no effect as well as with an effect {range}. "
        "An effect below {detectable} would not have been visible.",
    },
    "inconclusive": {
        "fr": "Le résultat dépend de la méthode ({signed} contre {second}) : non concluant.",
        "en": "The result depends on the method ({signed} against {second}): inconclusive.",
    },
    "trends_apart": {
        "fr": "Avant la formation, les deux groupes évoluaient déjà différemment ({placebo} par période, intervalle de "
        "{placebo_low} à {placebo_high}).",
        "en": "Before the training the two groups were already moving apart ({placebo} a period, interval from "
        "{placebo_low} to {placebo_high}).",
    },
    "unseen": {
        "fr": "Un effet inférieur à {detectable} n'aurait pas été visible.",
        "en": "An effect below {detectable} would not have been visible.",
    },
    "uneven": {
        "fr": "L'évolution varie bien plus d'une équipe à l'autre dans le plus petit groupe que dans l'autre ; le test "
        "suppose que non et ne permet donc pas de conclure.",
        "en": "Changes vary far more from team to team in the smaller group than in the other; the test assumes that "
        "they do not, and so cannot conclude.",
    },
    "not_attributed": {
        "fr": "L'écart est constaté ; rien ne permet encore de l'attribuer à la formation.",
        "en": "The difference is observed; nothing yet allows attributing it to the training.",
    },
    "baseline": {
        "fr": "La situation de départ repose sur {periods} ; il en faut {steady} pour écarter un mauvais moment.",
        "en": "The baseline rests on {periods}; {steady} are needed to rule out an odd moment.",
    },
    "rebound": {
        "fr": "{The_trained} {started} de moins bien que les autres : une partie du rebond ({rebound}) était "
        "attendue sans formation.",
        "en": "{The_trained} started worse than the others: part of the rebound ({rebound}) was to be expected "
        "without any training.",
    },
    "no_equal_start": {
        "fr": "{The_trained} {started} de moins bien que les autres ; à départ égal, l'écart ne peut pas être estimé.",
        "en": "{The_trained} started worse than the others; at an equal start the difference cannot be estimated.",
    },
    "equal_start": {
        "fr": "À départ égal, l'écart n'est que de {second}, ce que le hasard seul peut donner.",
        "en": "At an equal start the difference is only {second}, which chance alone may give.",
    },
    "many": {
        "fr": "Plusieurs indicateurs ont été comparés : compte tenu de leur nombre (p ajustée : {p_adjusted}), cet "
        "écart peut être dû au hasard.",
        "en": "Several KPIs were compared: given their number (adjusted p: {p_adjusted}), this difference may be due "
        "to chance.",
    },
    "supported": {
        "fr": "{name} : {the_trained} {has} progressé de {size} de plus que les autres{interval}.",
        "en": "{name}: {the_trained} improved by {size} more than the others{interval}.",
    },
    "moved_apart": {
        "fr": "{name} : {the_trained} {has} évolué {better} que les autres, de {size}{interval}.",
        "en": "{name}: {the_trained} did {better} than the others by {size}{interval}.",
    },
    "assumption": {
        "fr": "Si les deux groupes avaient sinon évolué de la même façon, c'est l'effet de la formation.",
        "en": "If both groups would otherwise have moved alike, this is the effect of the training.",
    },
    "drawn": {
        "fr": "{The_trained} {drawn} au sort : c'est l'effet de la formation.",
        "en": "{The_trained} {was} drawn by lot: this is the effect of the training.",
    },
    "second": {
        "fr": "À départ égal, l'écart est de {second}.",
        "en": "At an equal start the difference is {second}.",
    },
    "trends": {
        "fr": "Avant la formation, l'écart de tendance était de {placebo} par période (intervalle de {placebo_low} à "
        "{placebo_high}).",
        "en": "Before the training the trends differed by {placebo} a period (interval from {placebo_low} to "
        "{placebo_high}).",
    },
    "plus": {
        "fr": "Cet indicateur doit baisser : dans ces écarts, + veut dire mieux.",
        "en": "This KPI is to go down: in these differences + stands for better.",
    },
}


@dataclass(frozen=True)
class Compared:
    """What one row of `kpi_effects` has to tell. Differences are oriented: above 0 the trained teams did better."""

    kpi_name: str
    unit: str
    scale: str
    direction: int
    standing: Standing
    rung: int
    randomised: bool
    count_trained: int
    count_comparison: int
    periods_before: int
    value_before: float | None
    value_after: float | None
    effect: float | None
    effect_low: float | None
    effect_high: float | None
    p_value: float | None
    p_adjusted: float | None
    minimum_detectable_effect: float | None
    second_effect: float | None
    expected_rebound: float | None
    started_lower: bool
    placebo: float | None
    placebo_low: float | None
    placebo_high: float | None


def wording(told: Compared, language: Language) -> str:
    """What may be said with this standing, and no more."""
    facts = _facts(told, language)
    said = [TEXTS[_variant(key, told)][language] for key in SENTENCES[told.standing] if _applies(key, told)]
    text = " ".join(said).format(**facts)
    if told.direction < 0 and told.effect is not None and re.search(r"[+\N{MINUS SIGN}]\d", text):
        text += " " + TEXTS["plus"][language]
    return typeset(text, language)


def _variant(key: str, told: Compared) -> str:
    if key == "undecided" and not _ends(told):
        return "unseen"
    if key == "alone" and (told.value_before is None or told.value_after is None):
        return "incomparable"
    if key == "alone" and told.value_before == told.value_after:
        return "unmoved"
    if key == "equal_start" and told.second_effect is None:
        return "no_equal_start"
    if key == "gap" and told.effect == 0:
        return "alike_after" if told.randomised else "alike"
    if told.randomised:
        return DRAWN.get(key, key)
    return "moved_apart" if key == "supported" and not _improved(told) else key


def _improved(told: Compared) -> bool:
    """Whether the trained teams gained more than the others and, where that is known, did not themselves decline."""
    declined = (
        told.value_before is not None
        and told.value_after is not None
        and told.direction * (told.value_after - told.value_before) < 0
    )
    return (told.effect or 0) > 0 and not declined


def _applies(key: str, told: Compared) -> bool:
    if key == "baseline":
        return not told.randomised and told.periods_before < STEADY_BASELINE
    if key == "rebound":
        return bool(
            not told.randomised and told.started_lower and (told.effect or 0) > 0 and (told.expected_rebound or 0) > 0
        )
    if key == "undecided":
        return bool(told.minimum_detectable_effect)
    if key == "second":
        return told.rung == 6 or _applies("rebound", told)
    return key != "trends" or told.rung == 6


def _ends(told: Compared) -> bool:
    """Whether an interval is known that is more than one point, as far as a reader sees."""
    low, high = (
        None if one is None else signed_number(Fraction(one), told.unit, told.scale, "en")
        for one in (told.effect_low, told.effect_high)
    )
    return low != high


def _has_interval(told: Compared) -> bool:
    """Whether the difference is told with its interval; where what it is compatible with says it, it is not."""
    return told.standing != "untested" and not (told.standing == "undecided" and _applies("undecided", told))


def _facts(told: Compared, language: Language) -> dict[str, str]:
    french = language == "fr"

    def signed(value: float | None) -> str:
        return "" if value is None else difference(Fraction(value), told.unit, told.scale, language)

    def bare(value: float | None) -> str:
        """The same without its unit, where the other end of an interval says it."""
        return "" if value is None else signed_number(Fraction(value), told.unit, told.scale, language)

    def size(value: float | None) -> str:
        return "" if value is None else signed(abs(value)).removeprefix("+")

    def level(value: float | None) -> str:
        return "" if value is None else quantity(Fraction(value), told.unit, told.scale, language)

    def share(value: float | None) -> str:
        if value is None:
            return ""
        percent = f"{HARD}%" if french else "%"
        if value < 0.001:
            return ("moins de 0,1" if french else "less than 0.1") + percent
        return number(Fraction(value) * 100, language, decimals=1) + percent

    better = (told.effect or 0) >= 0
    change = None if told.value_before is None or told.value_after is None else told.value_after - told.value_before
    low = (signed if told.effect_high is None else bare)(told.effect_low)
    facts = {
        "name": quoted(told.kpi_name, language),
        "before": level(told.value_before),
        "after": level(told.value_after),
        "change": signed(change),
        "size": size(told.effect),
        "signed": signed(told.effect),
        "second": signed(told.second_effect),
        "rebound": size(told.expected_rebound),
        "placebo": signed(told.placebo),
        "placebo_low": bare(told.placebo_low),
        "placebo_high": signed(told.placebo_high),
        "detectable": size(told.minimum_detectable_effect),
        "p": share(told.p_value),
        "p_adjusted": share(told.p_adjusted),
        "range": _range(low, signed(told.effect_high), french) if _ends(told) else "",
    }
    teams, one = told.count_trained + told.count_comparison, told.count_trained == 1
    if french:
        who = "l'équipe formée" if one else "les équipes formées"
        of_whom = "de l'équipe formée" if one else "des équipes formées"
        return facts | {
            "the_trained": who,
            "The_trained": who.capitalize(),
            "has": "a" if one else "ont",
            "started": "partait" if one else "partaient",
            "drawn": "a été tirée" if one else "ont été tirées",
            "trained": _counted(told.count_trained, "équipe formée", "équipes formées"),
            "comparison": _counted(told.count_comparison, "équipe non formée", "équipes non formées"),
            "teams": str(teams),
            "periods": "une seule période" if told.periods_before == 1 else f"{told.periods_before} périodes",
            "steady": "quatre",
            "in_favour": f"en faveur {of_whom}" if better else f"en défaveur {of_whom}",
            "better": "mieux" if better else "moins bien",
            "interval": f" (intervalle {facts['range']})" if facts["range"] and _has_interval(told) else "",
        }
    who = "the trained team" if one else "the trained teams"
    return facts | {
        "the_trained": who,
        "The_trained": who.capitalize(),
        "was": "was" if one else "were",
        "trained": _counted(told.count_trained, "trained team", "trained teams"),
        "comparison": _counted(told.count_comparison, "untrained team", "untrained teams"),
        "teams": str(teams),
        "periods": "one period only" if told.periods_before == 1 else f"{told.periods_before} periods",
        "steady": "four",
        "in_favour": f"in favour of {who}" if better else f"against {who}",
        "better": "better" if better else "worse",
        "interval": f" (interval {facts['range']})" if facts["range"] and _has_interval(told) else "",
    }


def _range(low: str, high: str, french: bool) -> str:
    """From one end to the other; an end that chance cannot bound is not named."""
    if low and high:
        return f"de {low} à {high}" if french else f"from {low} to {high}"
    if low:
        return f"d'au moins {low}" if french else f"of at least {low}"
    if high:
        return f"d'au plus {high}" if french else f"of at most {high}"
    return ""


def _counted(count: int, one: str, several: str) -> str:
    return f"{count}{HARD}{one if count == 1 else several}"
