"""From pilots with a score before and a gain after to whether the one foretold the other, in words."""

from __future__ import annotations

from fractions import Fraction

import duckdb
import numpy as np
import pyarrow as pa

from pipeline import warehouse
from pipeline.foresight import weights as foresight_weights
from pipeline.foresight.weights import FEWEST as FEWEST_FOR_WEIGHTS
from pipeline.kpis.wording import number
from pipeline.methods import foresight
from pipeline.typeset import typeset
from pipeline.vocabulary import LANGUAGES, Language

PILOTS, SCORES, WEIGHTS = "scored.foresight_pilots", "scored.candidate_scores", "scored.foresight_weights"

SUMMARY = pa.schema(
    [("count_pilots", pa.int32())]
    + [
        (name, pa.float64())
        for name in ("coefficient", "coefficient_low", "coefficient_high", "p_value", "unrestricted")
    ]
    + [("verdicts_compared", pa.int32()), ("verdicts_changed", pa.int32())]
    + [("wording_fr", pa.string()), ("wording_en", pa.string())]
)
PARTS = pa.schema(
    [
        ("part_number", pa.int32()),
        ("count_pilots", pa.int32()),
        ("mean_score", pa.float64()),
        ("mean_gain", pa.float64()),
    ]
)

TEXTS: dict[str, dict[Language, str]] = {
    "none": {
        "fr": "On ne peut pas encore dire si un score élevé annonçait un gain : aucun pilote n'a à la fois un score "
        "donné avant sa formation et un gain comparé ensuite à celui d'équipes non formées. Il en faut au moins "
        "{fewest}.",
        "en": "Whether a high score foretold a gain cannot be said yet: no pilot has both a score given before its "
        "training and a gain compared afterwards with untrained teams. It takes at least {fewest}.",
    },
    "none_scaled": {
        "fr": "On ne peut pas encore dire si un score élevé annonçait un gain : il faut pour cela au moins "
        "{fewest} pilotes évalués.",
        "en": "Whether a high score foretold a gain cannot be said yet: it takes at least {fewest} pilots evaluated.",
    },
    "few": {
        "fr": "{count} pilotes évalués : trop peu pour dire si un score élevé annonçait un gain. Il en faut au moins "
        "{fewest} pour une première réponse (il en manque {lacking}), et une cinquantaine pour une réponse assez sûre.",
        "en": "{count} pilots evaluated: too few to say whether a high score foretold a gain. A first answer takes at "
        "least {fewest} (missing: {lacking}), a fairly sure one about fifty.",
    },
    "few_one": {
        "fr": "Un seul pilote évalué : trop peu pour dire si un score élevé annonçait un gain. Il en faut au moins "
        "{fewest} pour une première réponse (il en manque {lacking}), et une cinquantaine pour une réponse assez sûre.",
        "en": "One pilot evaluated: too few to say whether a high score foretold a gain. A first answer takes at least "
        "{fewest} (missing: {lacking}), a fairly sure one about fifty.",
    },
    "unscaled": {
        "fr": "{unscaled} pilotes ne comptent pas ici : une seule équipe non formée, ou plusieurs qui évoluent de "
        "même, ne disent pas si leur gain est grand.",
        "en": "{unscaled} pilots do not count here: one untrained team, or several that changed alike, do not tell "
        "whether their gain is large.",
    },
    "unscaled_one": {
        "fr": "Un pilote ne compte pas ici : une seule équipe non formée, ou plusieurs qui évoluent de même, ne "
        "disent pas si son gain est grand.",
        "en": "One pilot does not count here: one untrained team, or several that changed alike, do not tell whether "
        "its gain is large.",
    },
    "link": {
        "fr": "Sur {count} pilotes évalués, les mieux notés ont plutôt gagné {way} les autres (coefficient de rang "
        "{coefficient} sur une échelle de −1 à 1, intervalle de {low} à {high}).",
        "en": "Over {count} pilots evaluated, those rated higher tended to gain {way} the others (rank "
        "coefficient {coefficient} on a scale from −1 to 1, interval from {low} to {high}).",
    },
    "open": {
        "fr": "Le hasard peut en faire autant (l'intervalle contient zéro) : ces pilotes ne disent pas si un score "
        "élevé annonce un gain.",
        "en": "Chance can do as much (the interval holds zero): these pilots do not say whether a high score foretells "
        "a gain.",
    },
    "not_varying": {
        "fr": "Sur {count} pilotes évalués, scores ou gains sont tous égaux : on ne peut pas dire si les uns annoncent "
        "les autres.",
        "en": "Over {count} pilots evaluated, scores or gains are all equal: whether the ones foretell the others "
        "cannot be said.",
    },
    "restricted": {
        "fr": "Ce sont surtout les dossiers bien notés qui ont été pilotés : sur tous, le coefficient serait "
        "peut-être de {unrestricted} (illustration).",
        "en": "Mostly well rated candidates were piloted: over all of them the coefficient might be {unrestricted} "
        "(an illustration).",
    },
    "weights": {
        "fr": "Il faut au moins {weights} pilotes pour discuter des poids (il en manque {lacking_weights}) ; les poids "
        "votés sont conservés.",
        "en": "At least {weights} pilots are needed to discuss weights (missing: {lacking_weights}); the weights that "
        "were voted stay.",
    },
    "weights_stay": {
        "fr": "Rien ne permet d'en discuter les poids : les poids votés sont conservés.",
        "en": "Nothing here allows discussing weights: the weights that were voted stay.",
    },
    "weights_few": {
        "fr": "Pilotes notés sur les critères de la grille actuelle : {alike} ; il en faut au moins {weights} pour "
        "discuter de ses poids ; les poids votés sont conservés.",
        "en": "Pilots scored on the criteria of the current grid: {alike}; at least {weights} are needed to discuss "
        "its weights; the weights that were voted stay.",
    },
    "weights_flat": {
        "fr": "En points, un score plus haut n'annonce pas un gain plus grand : ne pas changer les poids, revoir la "
        "grille.",
        "en": "In points, a higher score foretells no larger gain: do not change weights, look at the grid again.",
    },
    "weights_no_better": {
        "fr": "Réestimés sur ces pilotes, les poids n'annonceraient pas nettement mieux le gain d'un pilote laissé de "
        "côté : les poids votés sont conservés.",
        "en": "Estimated again on these pilots, weights would not foretell the gain of a pilot left out clearly "
        "better: the weights that were voted stay.",
    },
    "weights_better": {
        "fr": "À discuter, rien n'est changé : réestimés sur ces pilotes en restant près des poids votés, les poids "
        "seraient {points}. Ils annoncent nettement mieux le gain d'un pilote laissé de côté ; verdicts déjà "
        "rendus qui auraient été autres avec eux : {changed} sur {compared}. Les poids votés restent tant que le "
        "comité n'en décide pas autrement.",
        "en": "To discuss, nothing is changed: estimated again on these pilots and kept near the voted weights, the "
        "weights would be {points}. They foretell the gain of a pilot left out clearly better; verdicts already given "
        "that would have been others with them: {changed} of {compared}. The weights that were voted stay until the "
        "committee decides otherwise.",
    },
    "point": {"fr": "{name} {refitted} (voté : {stated})", "en": "{name} {refitted} (voted: {stated})"},
    "weights_wrong": {
        "fr": "Le score annonce l'inverse du gain : ne pas changer les poids, revoir la grille.",
        "en": "The score foretells the opposite of the gain: do not change weights, look at the grid again.",
    },
}


def tables_made() -> dict[str, warehouse.Made]:
    """The tables of the scored stage about scores and later gains."""
    return {
        **foresight_weights.tables_made(),
        "scored.foresight": warehouse.Made((PILOTS, SCORES, WEIGHTS), _summary),
        "scored.foresight_parts": warehouse.Made((PILOTS,), _parts),
    }


def _pairs(connection: duckdb.DuckDBPyConnection) -> tuple[np.ndarray, np.ndarray]:
    found = warehouse.rows(connection, PILOTS)
    known = found.filter(found["standardised_gain"].is_valid())
    return known["score_percent"].to_numpy(), known["standardised_gain"].to_numpy()


def _parts(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    rows = [
        {"part_number": place, "mean_score": score, "mean_gain": gain, "count_pilots": count}
        for place, (score, gain, count) in enumerate(foresight.calibration(*_pairs(connection)), start=1)
    ]
    return warehouse.from_records(rows, PARTS)


def _summary(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    scores, gains = _pairs(connection)
    every = warehouse.rows(connection, SCORES)["score_percent"].drop_null().to_numpy()
    row: dict[str, object] = {"count_pilots": len(scores)}
    unscaled = warehouse.rows(connection, PILOTS).num_rows - len(scores)
    coefficient = foresight.rank_correlation(scores, gains) if len(scores) >= foresight.FEWEST else None
    if coefficient is not None:
        around = foresight.interval(coefficient, len(scores))
        row |= {
            "coefficient": coefficient, "coefficient_low": around.low, "coefficient_high": around.high,
            "p_value": foresight.chance(scores, gains),
            "unrestricted": _unrestricted(coefficient, scores, every),
        }  # fmt: skip
    weights = warehouse.records(connection, WEIGHTS)
    row |= {name: weights[0][name] for name in ("verdicts_compared", "verdicts_changed")}
    row |= {f"wording_{language}": _wording(row, unscaled, weights, language) for language in LANGUAGES}
    return warehouse.from_records([row], SUMMARY)


def _unrestricted(coefficient: float, tried: np.ndarray, every: np.ndarray) -> float | None:
    """The coefficient over all candidates, where those tried were the better rated ones and lie closer together."""
    ratio = float(every.std(ddof=1) / tried.std(ddof=1)) if len(every) > 1 else 0.0
    return foresight.unrestricted(coefficient, ratio) if ratio > 1 and tried.mean() > every.mean() else None


_ON_WEIGHTS = {
    "few": "weights_few", "open": "weights_stay", "wrong": "weights_wrong", "flat": "weights_flat",
    "no_better": "weights_no_better", "better": "weights_better",
}  # fmt: skip


def _points(weights: list[dict[str, object]], language: Language) -> str:
    """Each criterion with its weight as it would be and as it is, those that move most first."""

    def tenth(value: object) -> str:
        return number(Fraction(round(10 * float(str(value))), 10), language)

    moved = [one for one in weights if one["refitted_weight"] is not None]
    moved.sort(key=lambda one: -abs(float(str(one["refitted_weight"])) - float(str(one["weight"]))))
    return ", ".join(
        TEXTS["point"][language].format(
            name=one[f"name_{language}"], refitted=tenth(one["refitted_weight"]), stated=tenth(one["weight"])
        )
        for one in moved
    )


def _wording(row: dict[str, object], unscaled: int, weights: list[dict[str, object]], language: Language) -> str:
    count = int(str(row["count_pilots"]))

    def written(name: str) -> str:
        return number(Fraction(float(str(row[name]))), language) if row.get(name) is not None else ""

    if not count:
        said = ["none_scaled" if unscaled else "none"]
    elif count < foresight.FEWEST:
        said = ["few_one" if count == 1 else "few"]
    elif row.get("coefficient") is None:
        said = ["not_varying"]
    else:
        low, high = float(str(row["coefficient_low"])), float(str(row["coefficient_high"]))
        said = ["link", *(["open"] if low <= 0 <= high else [])]
        said += ["restricted"] if row["unrestricted"] is not None else []
    if unscaled:
        said.append("unscaled_one" if unscaled == 1 else "unscaled")
    if 0 < count < FEWEST_FOR_WEIGHTS:
        said.append("weights")
    elif count:
        said.append(_ON_WEIGHTS[str(weights[0]["gate"])])
    link = float(str(row.get("coefficient") or 0))
    french, english = ("plus que", "more than") if link > 0 else ("moins que", "less than")
    way = {"fr": french, "en": english} if link else {"fr": "autant que", "en": "as much as"}
    text = " ".join(TEXTS[key][language] for key in said).format(
        count=count, unscaled=unscaled, fewest=foresight.FEWEST, lacking=foresight.FEWEST - count,
        lacking_weights=FEWEST_FOR_WEIGHTS - count, weights=FEWEST_FOR_WEIGHTS, way=way[language],
        coefficient=written("coefficient"), low=written("coefficient_low"), high=written("coefficient_high"),
        unrestricted=written("unrestricted"), alike=weights[0]["count_alike"], points=_points(weights, language),
        changed=row["verdicts_changed"], compared=row["verdicts_compared"],
    )  # fmt: skip
    return typeset(text, language)
