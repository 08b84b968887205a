"""One word for how far a verdict can be relied on."""

from __future__ import annotations

import math

FEWEST_PEOPLE = 3
SURE_CHANCE, UNSURE_CHANCE = 0.90, 0.70
SURE_RADIUS, UNSURE_RADIUS = 0.20, 0.10
ROUNDING = 1e-12
OUT_OF = 20
"""Cases in which a probability is told."""


def word(people: int, chance: float, radius: float, fewest: int = FEWEST_PEOPLE) -> str:
    """`provisional` under three people who answered for themselves; then `fragile` where the verdict has a chance
    under .70 or falls with weights wrong by less than 10 %; `solid` from .90 and 20 %; `to_confirm` between."""
    if people < max(fewest, FEWEST_PEOPLE) or math.isnan(chance):
        return "provisional"
    chance, radius = chance + ROUNDING, radius + ROUNDING
    if chance < UNSURE_CHANCE or radius < UNSURE_RADIUS:
        return "fragile"
    if chance >= SURE_CHANCE and radius >= SURE_RADIUS:
        return "solid"
    return "to_confirm"


def cases(chance: float) -> int:
    """A probability as cases out of OUT_OF, to the nearest; one that misses what a word asks for never reaches it."""
    count = math.floor(chance * OUT_OF + 0.5)
    return count - any(
        chance + ROUNDING < asked <= (count + ROUNDING) / OUT_OF for asked in (UNSURE_CHANCE, SURE_CHANCE)
    )
