"""How sure a verdict is and what would change it: in sentences, French and English."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

from pipeline.methods.confidence import OUT_OF, SURE_CHANCE, SURE_RADIUS, UNSURE_CHANCE, UNSURE_RADIUS, cases
from pipeline.typeset import MOST_DECIMALS, number, typeset
from pipeline.vocabulary import WORDS

Both = tuple[str, str]

MANY = 50
"""More answers than anybody will ask for are not counted."""


@dataclass(frozen=True)
class Told:
    """What the sentences about one candidate need; `chance` is that of the verdict, NaN where none is told.

    `means_from` people make a score where the campaign is confidential and tells none yet, of `heard` who answered.
    """

    verdict: str
    word: str | None
    people: int
    sheets: int
    chance: float
    radius: float
    at_threshold: bool
    pilot_above: float
    alternatives_below: float
    fewest: int
    heard: int = 0
    means_from: int = 0
    unrated: tuple[Both, ...] = ()


def both(fr: str, en: str) -> Both:
    """The two languages, typeset."""
    return typeset(fr, "fr"), en


def figure(value: float, decimals: int = 1) -> Both:
    """A number as either language writes it, without trailing zeros."""
    return number(value, "fr", decimals, shortest=True), number(value, "en", decimals, shortest=True)


def reason(told: Told) -> Both:
    """Why the confidence word is what it is, in a sentence or two."""
    if told.word is None:
        return _no_score(told)
    if told.word == "provisional":
        return _joined(_too_few(told), radius(told))
    if told.at_threshold:
        return radius(told)
    if told.word == "fragile":
        if told.chance < UNSURE_CHANCE and told.radius < UNSURE_RADIUS:
            return _joined(frequency(told), radius(told))
        return frequency(told) if told.chance < UNSURE_CHANCE else radius(told)
    if told.word == "to_confirm" and (told.chance < SURE_CHANCE) != (told.radius < SURE_RADIUS):
        return frequency(told) if told.chance < SURE_CHANCE else radius(told)
    return _joined(frequency(told), radius(told))


def _joined(first: Both, second: Both) -> Both:
    return f"{first[0]} {second[0]}", f"{first[1]} {second[1]}"


def _no_score(told: Told) -> Both:
    if told.means_from:
        return withheld(told.heard, told.means_from)
    if not told.unrated:
        return both("Pas de score : personne n'a encore répondu.", "No score: nobody has answered yet.")
    names = ", ".join(f"« {fr} »" for fr, _ in told.unrated), ", ".join(f"“{en}”" for _, en in told.unrated)
    return both(f"Pas de score : personne n'a noté {names[0]}.", f"No score: nobody rated {names[1]}.")


def withheld(heard: int, means_from: int) -> Both:
    """Why a confidential campaign shows no score of a candidate that people answered about."""
    if heard >= means_from:
        return both(
            "Pas de score pour l'instant : le montrer laisserait deviner ce que quelqu'un a répondu, parce qu'un "
            "critère est trop peu noté ou qu'une réponse déjà comptée a été retirée ou corrigée.",
            "No score for now: showing one would let what somebody answered be guessed, because a criterion has too "
            "few ratings or because an answer that counted was withdrawn or corrected.",
        )
    answers = (f"{heard} réponses", f"{heard} answers") if heard != 1 else ("1 réponse", "1 answer")
    return both(
        f"{answers[0]} : il en faut au moins {means_from} pour montrer un score (confidentialité et fiabilité).",
        f"{answers[1]}: at least {means_from} are needed to show a score (confidentiality and reliability).",
    )


def _too_few(told: Told) -> Both:
    if told.people == 0:
        return both(
            "L'équipe a répondu d'une seule voix : c'est un accord, pas un sondage, et on ne peut pas en tirer de "
            "probabilité.",
            "The team answered with one voice: that is an agreement, not a sample, and no probability follows from it.",
        )
    and_sheet = both(" et une réponse commune", " and one joint answer") if told.sheets else ("", "")
    if told.people == 1:
        return both(
            f"Une seule personne a répondu{and_sheet[0]} : c'est trop peu pour donner une probabilité.",
            f"One person answered{and_sheet[1]}: too few to give a probability.",
        )
    return both(
        f"{told.people} personnes ont répondu{and_sheet[0]} : c'est trop peu pour donner une probabilité.",
        f"{told.people} people answered{and_sheet[1]}: too few to give a probability.",
    )


def frequency(told: Told) -> Both:
    """`Si on refaisait l'enquête, le score passerait 60 % dans 17 cas sur 20.`"""
    doubtful = told.chance < UNSURE_CHANCE
    return _frequency(told.verdict, times(told.chance), doubtful, told.pilot_above, told.alternatives_below)


@cache
def _frequency(
    verdict: str, cases: tuple[bool, str, str], doubtful: bool, pilot_above: float, alternatives_below: float
) -> Both:
    above, below = figure(pilot_above, 3), figure(alternatives_below, 3)
    verb_fr, verb_en = {
        "pilot": (f"passerait {above[0]} %", f"pass {above[1]}%"),
        "deepen": (f"resterait entre {below[0]} % et {above[0]} %", f"stay between {below[1]}% and {above[1]}%"),
        "alternatives": (f"resterait sous {below[0]} %", f"stay below {below[1]}%"),
    }[verdict]
    many, count_fr, count_en = cases
    if doubtful and many:
        return both(
            f"Si on refaisait l'enquête, le score ne {verb_fr} que dans {count_fr}.",
            f"If the survey were run again, the score would {verb_en} in only {count_en}.",
        )
    return both(
        f"Si on refaisait l'enquête, le score {verb_fr} dans {count_fr}.",
        f"If the survey were run again, the score would {verb_en} in {count_en}.",
    )


def times(chance: float) -> tuple[bool, str, str]:
    """A probability to the nearest twentieth, never all of them; whether it reaches one of them comes first."""
    count = cases(chance)
    if count >= OUT_OF:
        return True, f"plus de {OUT_OF - 1} cas sur {OUT_OF}", f"more than {OUT_OF - 1} cases out of {OUT_OF}"
    if count <= 0:
        return False, f"moins d'un cas sur {OUT_OF}", f"fewer than one case out of {OUT_OF}"
    return True, f"{count} cas sur {OUT_OF}", f"{count} {'case' if count == 1 else 'cases'} out of {OUT_OF}"


def radius(told: Told) -> Both:
    """How wrong the weights must be before the verdict changes."""
    share = math.floor(100 * min(told.radius, 1) + 1e-9)
    return _radius(told.at_threshold, share, told.radius >= 1, told.radius < UNSURE_RADIUS)


@cache
def _radius(at_threshold: bool, share: int, never: bool, unsure: bool) -> Both:
    if at_threshold and never:
        return both(
            "Le score est exactement au seuil : la moindre note changée peut changer le verdict ; aucune pondération "
            "ne le ferait.",
            "The score is exactly at the threshold: the least change of a rating may change the verdict; no weights "
            "would.",
        )
    if at_threshold:
        return both(
            "Le score est exactement au seuil : le moindre changement de note ou de pondération peut changer le "
            "verdict.",
            "The score is exactly at the threshold: the least change of a rating or a weight may change the verdict.",
        )
    if never:
        return both("Aucune pondération ne changerait ce verdict.", "No weights would change this verdict.")
    if share < 1:
        return both(
            "Se tromper de moins de 1 % sur les pondérations suffirait à changer le verdict.",
            "Being wrong by less than 1% on the weights would be enough to change the verdict.",
        )
    if unsure:
        return both(
            f"Se tromper d'un peu plus de {share} % sur les pondérations suffirait à changer le verdict.",
            f"Being wrong by a little more than {share}% on the weights would be enough to change the verdict.",
        )
    return both(
        f"Il faudrait se tromper de plus de {share} % sur les pondérations pour que le verdict change.",
        f"The weights would have to be wrong by more than {share}% for the verdict to change.",
    )


def weight_flip(name: Both, weight: float, change: float, line: float) -> Both:
    """One weight that carries the score to the threshold, the others as they are."""
    decimals = 2
    while decimals < MOST_DECIMALS and round(weight + change, decimals) == weight:
        decimals += 1
    return _weight_flip(name, weight, round(max(weight + change, 0), decimals), line)


@cache
def _weight_flip(name: Both, weight: float, changed: float, line: float) -> Both:
    now, then, at = figure(weight, 3), figure(changed, MOST_DECIMALS), figure(line, 3)
    return both(
        f"Une seule pondération changée : « {name[0]} » de {now[0]} à {then[0]} amène le score au seuil de {at[0]} %.",
        f"One weight alone: “{name[1]}” from {now[1]} to {then[1]} brings the score to the threshold of {at[1]}%.",
    )


def mass_flip(share: float, radius: float) -> Both:
    """The share of all weight that must change criterion; a radius of 1: no positive weights change the verdict."""
    if math.isnan(share):
        return both(
            "Aucun déplacement de pondération entre critères ne change le verdict.",
            "No weight moved between criteria changes the verdict.",
        )
    return _mass_flip(round(100 * share, 1), share > 0, radius >= 1)


@cache
def _mass_flip(moved: float, some: bool, only_there: bool) -> Both:
    if not some:
        return both(
            "Le score est déjà au seuil, sans déplacer de pondération.",
            "The score is at the threshold already, with no weight moved.",
        )
    percent = figure(moved) if moved else ("moins de 0,1", "less than 0.1")
    if only_there:
        return both(
            f"Le score n'atteindrait le seuil qu'en déplaçant {percent[0]} % de la pondération totale : tout sur des "
            "critères dont la moyenne y est déjà.",
            f"The score would reach the threshold only if {percent[1]}% of the total weight moved: all of it onto "
            "criteria whose mean is there already.",
        )
    return both(
        f"Déplacer {percent[0]} % de la pondération totale d'un critère à l'autre amène le score au seuil.",
        f"Moving {percent[1]}% of the total weight from one criterion to another brings the score to the threshold.",
    )


@cache
def note_flip(name: Both, change: float, verdict: str) -> Both:
    """One rating of one answer, as given, that changes the verdict."""
    by = figure(abs(change), 3)
    points_fr = "point" if abs(change) < 2 else "points"
    points_en = "point" if abs(change) == 1 else "points"
    way = ("plus haut", "higher") if change > 0 else ("plus bas", "lower")
    return both(
        f"Une seule note changée suffirait : « {name[0]} » {by[0]} {points_fr} {way[0]} dans une réponse, "
        f"et le verdict serait « {WORDS[verdict]['fr']} ».",
        f"One rating changed would be enough: “{name[1]}” {by[1]} {points_en} {way[1]} in one answer, "
        f"and the verdict would be “{WORDS[verdict]['en']}”.",
    )


@cache
def no_note_flip() -> Both:
    """No single rating does it."""
    return both(
        "Aucune note changée seule ne ferait basculer le verdict.",
        "No single rating, changed alone, would change the verdict.",
    )


def answers_flip(count: float, upwards: bool, verdict: str) -> Both:
    """So many further answers, each as good or as bad as can be."""
    if math.isnan(count):
        return both(
            "Aucun nombre de réponses de plus ne changerait le verdict.",
            "No number of further answers would change the verdict.",
        )
    return _answers_flip(min(count, MANY + 1), upwards, verdict)


@cache
def _answers_flip(count: float, upwards: bool, verdict: str) -> Both:
    number, way = _count(count), ("plus", "most") if upwards else ("moins", "least")
    if count == 1:
        return both(
            f"Une réponse de plus, avec les notes les {way[0]} favorables, donnerait « {WORDS[verdict]['fr']} ».",
            f"One further answer with the {way[1]} favourable ratings would give “{WORDS[verdict]['en']}”.",
        )
    return both(
        f"Il faudrait {number[0]} réponses de plus, avec les notes les {way[0]} favorables, pour donner "
        f"« {WORDS[verdict]['fr']} ».",
        f"It would take {number[1]} further answers with the {way[1]} favourable ratings to give "
        f"“{WORDS[verdict]['en']}”.",
    )


@cache
def one_fewer() -> Both:
    """The verdict hangs on one of the answers."""
    return both(
        "Sans l'une des réponses reçues, le verdict ne serait pas le même.",
        "Without one of the answers received, the verdict would not be the same.",
    )


def _count(count: float) -> Both:
    return (f"plus de {MANY}", f"more than {MANY}") if count > MANY else (f"{count:.0f}", f"{count:.0f}")
