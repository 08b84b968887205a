"""From pilots with a score before and a gain after to whether the one foretold the other, in words."""

from __future__ import annotations

from fractions import Fraction

import duckdb
import numpy as np
import pyarrow as pa

from pipeline import warehouse
from pipeline.kpi_wording import NO_BREAK, number
from pipeline.methods import foresight
from pipeline.vocabulary import LANGUAGES, Language

FEWEST_FOR_WEIGHTS = 30
PILOTS, SCORES = "scored.foresight_pilots", "scored.candidate_scores"

SUMMARY = pa.schema(
    [("count_pilots", pa.int32())]
    + [
        (name, pa.float64())
        for name in ("coefficient", "coefficient_low", "coefficient_high", "p_value", "unrestricted")
    ]
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
        "fr": "Aucun pilote n'a encore à la fois un score donné avant sa formation et un gain comparé ensuite à celui "
        "d'équipes non formées : on ne peut pas dire si un score élevé annonce un gain.",
        "en": "No pilot yet has both a score given before its training and a gain compared afterwards with untrained "
        "teams: whether a high score foretells a gain cannot be said.",
    },
    "few": {
        "fr": "{count} pilotes évalués : il en faut au moins {fewest} pour un premier coefficient, et une cinquantaine "
        "pour juger d'un lien modéré.",
        "en": "{count} pilots evaluated: a first coefficient needs at least {fewest}, and judging a moderate link "
        "about fifty.",
    },
    "link": {
        "fr": "Sur {count} pilotes évalués, score et gain vont dans {way} : coefficient de rang {coefficient}, "
        "intervalle de {low} à {high}.",
        "en": "Over {count} pilots evaluated, score and gain go {way}: rank coefficient {coefficient}, interval from "
        "{low} to {high}.",
    },
    "open": {
        "fr": "L'intervalle contient zéro : ces pilotes ne disent pas si un score élevé annonce un gain.",
        "en": "The interval holds zero: these pilots do not say whether a high score foretells a gain.",
    },
    "not_varying": {
        "fr": "Sur {count} pilotes évalués, scores ou gains sont tous égaux : aucun coefficient n'a de sens.",
        "en": "Over {count} pilots evaluated, scores or gains are all equal: no coefficient has a meaning.",
    },
    "restricted": {
        "fr": "Seuls les dossiers les mieux notés ont été pilotés : sur tous, le coefficient serait peut-être de "
        "{unrestricted} (illustration).",
        "en": "Only the best rated candidates were piloted: over all of them the coefficient might be {unrestricted} "
        "(an illustration).",
    },
    "weights": {
        "fr": "Il faut au moins {weights} pilotes pour discuter des poids ; les poids votés sont conservés.",
        "en": "At least {weights} pilots are needed to discuss weights; the weights that were voted stay.",
    },
    "weights_stay": {
        "fr": "Rien ne permet d'en discuter les poids : les poids votés sont conservés.",
        "en": "Nothing here allows discussing weights: the weights that were voted stay.",
    },
    "weights_open": {
        "fr": "Le comité peut discuter des poids ; les poids votés restent tant qu'il n'en décide pas autrement.",
        "en": "The committee may discuss weights; the weights that were voted stay until it decides otherwise.",
    },
    "weights_wrong": {
        "fr": "Le score annonce l'inverse du gain : ne pas changer les poids, revoir la grille.",
        "en": "The score foretells the opposite of the gain: do not change weights, look at the grid again.",
    },
}


def tables_made() -> dict[str, warehouse.Made]:
    """The tables of the scored stage about scores and later gains."""
    return {
        "scored.foresight": warehouse.Made((PILOTS, SCORES), _summary),
        "scored.foresight_parts": warehouse.Made((PILOTS,), _parts),
    }


def _pairs(connection: duckdb.DuckDBPyConnection) -> tuple[np.ndarray, np.ndarray]:
    found = warehouse.rows(connection, PILOTS)
    return found["score_percent"].to_numpy(), found["standardised_gain"].to_numpy()


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
    coefficient = foresight.rank_correlation(scores, gains) if len(scores) >= foresight.FEWEST else None
    if coefficient is not None:
        around = foresight.interval(coefficient, len(scores))
        row |= {
            "coefficient": coefficient, "coefficient_low": around.low, "coefficient_high": around.high,
            "p_value": foresight.chance(scores, gains),
            "unrestricted": foresight.unrestricted(coefficient, float(every.std(ddof=1) / scores.std(ddof=1))),
        }  # fmt: skip
    row |= {f"wording_{language}": _wording(row, language) for language in LANGUAGES}
    return warehouse.from_records([row], SUMMARY)


def _on_weights(row: dict[str, object]) -> str:
    """What enough pilots allow to say of the weights; never more than that a committee may discuss them."""
    if row.get("coefficient") is None:
        return "weights_stay"
    low, high = float(str(row["coefficient_low"])), float(str(row["coefficient_high"]))
    return "weights_open" if low > 0 else "weights_wrong" if high < 0 else "weights_stay"


def _wording(row: dict[str, object], language: Language) -> str:
    count = int(str(row["count_pilots"]))

    def written(name: str) -> str:
        return number(Fraction(float(str(row[name]))), language) if row.get(name) is not None else ""

    if not count:
        said = ["none"]
    elif count < foresight.FEWEST:
        said = ["few"]
    elif row.get("coefficient") is None:
        said = ["not_varying"]
    else:
        low, high = float(str(row["coefficient_low"])), float(str(row["coefficient_high"]))
        said = ["link", *(["open"] if low <= 0 <= high else []), "restricted"]
    if 0 < count < FEWEST_FOR_WEIGHTS:
        said.append("weights")
    elif count:
        said.append(_on_weights(row))
    rises = float(str(row.get("coefficient") or 0)) >= 0
    way = {"fr": "le même sens" if rises else "des sens opposés", "en": "the same way" if rises else "opposite ways"}
    text = " ".join(TEXTS[key][language] for key in said).format(
        count=count, fewest=foresight.FEWEST, weights=FEWEST_FOR_WEIGHTS, way=way[language],
        coefficient=written("coefficient"), low=written("coefficient_low"), high=written("coefficient_high"),
        unrestricted=written("unrestricted"),
    )  # fmt: skip
    return text.replace(" :", f"{NO_BREAK}:").replace(" ;", "\u202f;") if language == "fr" else text
