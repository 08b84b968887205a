"""From where a KPI stands to the words for it, and the rule behind them, in French and in English."""

from __future__ import annotations

from pipeline.typeset import typeset
from pipeline.vocabulary import WORDS, Language

JUDGED = ("achieved", "regressed", "on_track", "behind")
"""Where a KPI with a before and an after may stand."""
RULE: dict[Language, str] = {
    "fr": "État, le premier qui convient : atteint quand tout le chemin vers la cible est parcouru ; en recul quand la "
    "valeur est moins bonne qu'au départ ; atteint quand une cible tenue dès le départ l'est encore ; en bonne voie "
    "quand la part du chemin vaut au moins celle du temps écoulé jusqu'à l'échéance ou, sans cible ou sans échéance, "
    "quand la valeur est meilleure qu'au départ ; en retard sinon.",
    "en": "Status, the first that fits: achieved once the whole way to the target is covered; regressed where the "
    "value is worse than at the start; achieved where a target that was met at the start still is; on track where the "
    "share of the way is at least that of the time to the deadline or, without a target or a deadline, where the "
    "value is better than at the start; else behind.",
}


def rule(language: Language) -> str:
    """The rule, as it is written on a screen."""
    return typeset(RULE[language], language)


def standing(status: object, language: Language) -> str:
    """` (État : en bonne voie.)`, to follow a sentence; empty where there is no before and after."""
    if status not in JUDGED:
        return ""
    words = WORDS[str(status)]
    return typeset(f" (État : {words['fr']}.)" if language == "fr" else f" (Status: {words['en']}.)", language)
