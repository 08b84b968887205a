"""What to ask for, of whom or about what, and how kinds of evaluators differ: in sentences, French and English."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache

from pipeline.certainty.wording import MANY, Both, both, figure

FAR = 5
"""Points of score; evaluators who differ by less say much the same."""
KINDS: dict[str, Both] = {
    "team": ("de l'équipe", "the team"),
    "sponsor": ("du sponsor", "the sponsor"),
    "finance": ("de la finance", "finance"),
    "expert": ("d'un expert", "an expert"),
}


@cache
def settling(kind: str, name: Both, evaluator_kind: str, count: int) -> Both:
    """What to ask for, of whom or about what."""
    by_kind: dict[str, Callable[[], Both]] = {
        "first_answers": lambda: both(
            "Demander à l'équipe une première réponse.", "Ask the team for a first answer."
        ),
        "withheld": lambda: both(
            "Recueillir d'autres réponses complètes, de personnes qui n'ont pas encore répondu.",
            "Collect further complete answers, from people who did not answer yet.",
        )
        if not count
        else both(
            f"Recueillir encore {count} {'réponse' if count == 1 else 'réponses'} au moins : le score pourra être "
            "montré sans que personne ne soit reconnu.",
            f"Collect at least {count} more {'answer' if count == 1 else 'answers'}: the score can then be shown "
            "without anybody being recognised.",
        ),
        "unrated": lambda: both(
            f"Faire noter « {name[0]} » : c'est ce qui manque pour qu'il y ait un score.",
            f"Have “{name[1]}” rated: that is what the score is waiting for.",
        ),
        "missing_notes": lambda: both(
            f"Compléter « {name[0]} » ({count} {'note manque' if count == 1 else 'notes manquent'}) : selon ce "
            "qu'elles seraient, les notes manquantes peuvent changer le verdict.",
            f"Complete “{name[1]}” ({count} {'rating is' if count == 1 else 'ratings are'} missing): depending on "
            "what they would be, the missing ratings may change the verdict.",
        ),
        "more_people": lambda: both(
            f"Recueillir encore {count} {'réponse individuelle' if count == 1 else 'réponses individuelles'} : "
            "à partir de là, l'incertitude se mesure.",
            f"Collect {count} more individual {'answer' if count == 1 else 'answers'}: from there on the uncertainty "
            "can be measured.",
        ),
        "expected_answers": lambda: both(
            f"Relancer l'équipe : {count} {'réponse attendue manque' if count == 1 else 'réponses attendues manquent'} "
            "encore.",
            f"Remind the team: {count} expected {'answer is' if count == 1 else 'answers are'} still missing.",
        ),
        "absent_kind": lambda: both(
            f"Demander l'avis {KINDS[evaluator_kind][0]} : il a été recueilli pour la plupart des autres dossiers.",
            f"Ask for the view of {KINDS[evaluator_kind][1]}: most other candidates have it.",
        ),
        "divided": lambda: both(
            f"Parler d'abord de « {name[0]} » : c'est là que les désaccords pèsent le plus sur le score.",
            f"Discuss “{name[1]}” first: that is where disagreement weighs most on the score.",
        ),
        "similar_answers": lambda: _similar(count),
        "weights": lambda: both(
            f"Confirmer la pondération de « {name[0]} » : c'est d'elle que le verdict dépend, plus que de "
            "nouvelles réponses semblables.",
            f"Confirm the weight of “{name[1]}”: the verdict hangs on it more than on further answers like these.",
        ),
    }  # fmt: skip
    return by_kind[kind]()


def _similar(count: int) -> Both:
    if count <= 0:
        return both(
            f"Même {MANY} réponses de plus, semblables aux premières, ne suffiraient pas à rendre le verdict sûr : "
            "le score est trop près du seuil.",
            f"Even {MANY} more answers like these would not be enough to make the verdict sure: the score is too close "
            "to the threshold.",
        )
    if count == 1:
        return both(
            "Une réponse de plus, semblable aux premières, suffirait pour que le verdict tienne dans 18 cas sur 20.",
            "One more answer like these would be enough for the verdict to hold in 18 cases out of 20.",
        )
    return both(
        f"Environ {count} réponses de plus, semblables aux premières, suffiraient pour que le verdict tienne dans "
        "18 cas sur 20.",
        f"About {count} more answers like these would be enough for the verdict to hold in 18 cases out of 20.",
    )


def kinds(kind: str, answers: int, beside_team: float, of_team: int) -> Both:
    """How one kind of evaluator rates beside the team, and on how many answers; empty where it is not far from it."""
    if math.isnan(beside_team) or abs(beside_team) < FAR:
        return ("", "")
    by = figure(abs(beside_team), 0)
    who = {
        "sponsor": ("Le sponsor", "The sponsor"),
        "finance": ("La finance", "Finance"),
        "expert": ("L'expert", "The expert"),
    }[kind]
    way = ("plus haut", "higher") if beside_team > 0 else ("plus bas", "lower")
    told, beside = (
        (f"{count} {'réponse' if count == 1 else 'réponses'}", f"{count} {'answer' if count == 1 else 'answers'}")
        for count in (answers, of_team)
    )
    return both(
        f"{who[0]} ({told[0]}) note {by[0]} points de score {way[0]} que l'équipe ({beside[0]}).",
        f"{who[1]} ({told[1]}) rates {by[1]} points of score {way[1]} than the team ({beside[1]}).",
    )
