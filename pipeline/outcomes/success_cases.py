"""From training outcomes to the teams to interview: where a training is applied most and least."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pipeline.kpis.wording import quoted
from pipeline.methods.outcomes import FEWEST_ENROLLED, contrasted
from pipeline.typeset import typeset
from pipeline.vocabulary import Language

TEXT: dict[Language, str] = {
    "fr": "À interroger pour comprendre {training} : là où on l'applique le plus, {most} ; là où on l'applique le "
    "moins, {least}.",
    "en": "To interview about {training}: where it is applied most, {most}; where it is applied least, {least}.",
}
TEAM: dict[Language, str] = {"fr": "{team} ({applied} sur {enrolled})", "en": "{team} ({applied} of {enrolled})"}


def wordings(rows: Iterable[Mapping[Any, Any]], language: Language) -> list[str]:
    """A sentence for each training that teams apply unequally (Brinkerhoff's success cases).

    Teams are named, never persons; one with fewer than five people enrolled would be as good as a person.
    """
    trainings: dict[str, list[Mapping[Any, Any]]] = {}
    for row in rows:
        rate = row["application_rate"]
        if rate is not None and not math.isnan(rate) and row["enrolled"] >= FEWEST_ENROLLED:
            trainings.setdefault(str(row["certification_name"]), []).append(row)
    found = []
    for name, teams in sorted(trainings.items()):
        ordered = sorted(teams, key=lambda row: (-row["application_rate"], str(row["team_name"])))
        most, least = contrasted([float(row["application_rate"]) for row in ordered])
        if most and least:
            said = {"most": ordered[:most], "least": ordered[-least:][::-1]}
            text = TEXT[language].format(
                training=quoted(name, language), **{key: _listed(own, language) for key, own in said.items()}
            )
            found.append(typeset(text, language))
    return found


def _listed(rows: Sequence[Mapping[Any, Any]], language: Language) -> str:
    return ", ".join(
        TEAM[language].format(team=row["team_name"], applied=int(row["applied"]), enrolled=int(row["enrolled"]))
        for row in rows
    )
