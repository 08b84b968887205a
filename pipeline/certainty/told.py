"""From the measures of one campaign to its tables, numbers beside sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pyarrow as pa

from pipeline.certainty import asking, measures, mixes, settling, turning, views, wording
from pipeline.certainty.campaign import Campaign
from pipeline.certainty.lines import KEYS, lines, together
from pipeline.methods import agreement as agreeing
from pipeline.methods import ranking, reliability, weightings
from pipeline.vocabulary import ALL

SENTENCE = [("sentence_fr", pa.string()), ("sentence_en", pa.string())]
NUMBER, COUNT, TEXT, FLAG = pa.float64(), pa.int32(), pa.string(), pa.bool_()


def _schema(keys: Sequence[tuple[str, pa.DataType]], *columns: tuple[str, pa.DataType]) -> pa.Schema:
    return pa.schema([*keys, *columns])


SCHEMAS = {
    "scored.robustness": _schema(
        KEYS,
        *((name, NUMBER) for name in (
            "interval_low", "interval_high", "score_smoothed", "p_pilot", "p_deepen", "p_alternatives", "flip_radius",
            "share_of_weightings_pilot",
        )),
        ("rank_low", COUNT), ("rank_high", COUNT), ("agreement", NUMBER), ("confidence_word", TEXT),
        ("reason_fr", TEXT), ("reason_en", TEXT), ("share_of_weightings_same", NUMBER), ("p_first", NUMBER),
        ("tier", COUNT), ("count_individual", COUNT), ("count_consensus", COUNT),
        ("about_fr", TEXT), ("about_en", TEXT),
    ),
    "scored.verdict_flips": _schema(
        KEYS, ("flip", TEXT), ("criterion", TEXT), ("is_smallest", FLAG), ("change", NUMBER),
        ("new_value", NUMBER), ("count_answers", COUNT), ("new_verdict", TEXT), *SENTENCE,
    ),
    "scored.settling_answers": _schema(
        KEYS, ("place", COUNT), ("ask", TEXT), ("criterion", TEXT), ("evaluator_kind", TEXT),
        ("count_answers", COUNT), *SENTENCE,
    ),
    "scored.rank_neighbours": _schema(
        KEYS, ("next_team_id", TEXT), ("next_certification_id", TEXT), ("p_ahead", NUMBER),
        ("flip_radius", NUMBER), ("indistinguishable", FLAG),
    ),
    "scored.criterion_agreement": _schema(
        KEYS, ("criterion", TEXT), ("count_people", COUNT), ("r_wg", NUMBER), ("mean_deviation", NUMBER),
        ("deviation_acceptable", FLAG), ("count_low", COUNT), ("count_high", COUNT), ("agreement_word", TEXT),
    ),
    "scored.evaluator_scores": _schema(
        KEYS, ("evaluator_kind", TEXT), ("count_people", COUNT), ("score_percent", NUMBER),
        ("beside_team", NUMBER), *SENTENCE,
    ),
    "scored.verdict_sensitivity": _schema(
        KEYS, ("variant", TEXT), ("score_percent", NUMBER), ("verdict", TEXT), ("candidate_rank", COUNT),
        ("verdict_same", FLAG), ("share_same", NUMBER),
    ),
    "scored.campaign_reliability": _schema(
        [("campaign", TEXT), ("criterion", TEXT)], ("count_people", COUNT), ("count_candidates", COUNT),
        ("icc_single", NUMBER), ("icc_low", NUMBER), ("icc_high", NUMBER), ("icc_mean", NUMBER),
        ("count_raters", NUMBER), ("icc_word", TEXT), ("alpha_ordinal", NUMBER), ("median_r_wg", NUMBER),
    ),
    "scored.campaign_certainty": _schema(
        [("campaign", TEXT)], ("count_candidates", COUNT), ("count_sampled", COUNT), ("mean_score", NUMBER),
        ("spread_between", NUMBER), ("spread_of_one", NUMBER), ("degrees", NUMBER), ("spread_estimated", FLAG),
        ("mean_error", NUMBER), ("fewest_people", COUNT), ("seed", pa.int64()), ("weight_law", TEXT),
        ("count_draws", COUNT), ("count_weightings", COUNT), ("every_weighting", FLAG), ("count_tiers", COUNT),
    ),
}  # fmt: skip

Rows = Iterable[Sequence[object]]


def tables(campaign: Campaign, fewest: int) -> dict[str, pa.Table]:
    """Every table of one campaign, by name; `fewest` people make a probability."""
    sample = measures.sampled(campaign, fewest)
    with ThreadPoolExecutor(1) as beside:  # draws leave the interpreter to those who write sentences
        drawn = beside.submit(measures.standing, campaign, sample)
        ways = measures.weighed(campaign)
        flips = measures.flipped(campaign, ways)
        words = measures.words(campaign, sample, ways)
        agreed = views.agreements(campaign)
        sentences = list(_told(campaign, sample, ways, words))
        kinds = views.kinds(campaign)
        found: dict[str, pa.Table | Rows] = {
            "scored.verdict_flips": turning.flips(campaign, ways, flips, sentences, SCHEMAS["scored.verdict_flips"]),
            "scored.settling_answers": list(_settling(campaign, sample, ways, words, agreed)),
            "scored.criterion_agreement": _agreement(campaign, agreed),
            "scored.evaluator_scores": _evaluators(campaign, kinds),
            "scored.campaign_reliability": list(_reliability(campaign, agreed)),
        }
        standing = drawn.result()
    found |= {
        "scored.robustness": _robustness(campaign, sample, ways, standing, sentences, agreed, kinds),
        "scored.rank_neighbours": _neighbours(campaign, standing),
        "scored.verdict_sensitivity": _sensitivity(campaign, standing.draws),
        "scored.campaign_certainty": [_parameters(campaign, sample, standing)],
    }
    return {name: rows if isinstance(rows, pa.Table) else _table(rows, SCHEMAS[name]) for name, rows in found.items()}


def _table(rows: Rows, schema: pa.Schema) -> pa.Table:
    columns: list[Sequence[object]] = list(zip(*rows, strict=True)) or [()] * len(schema)
    return pa.table(
        [pa.array(column, field.type, from_pandas=True) for column, field in zip(columns, schema, strict=True)], schema
    )


def _keys(campaign: Campaign) -> list[tuple[str, str, str]]:
    rows = campaign.candidates
    return [
        (campaign.name, *key) for key in zip(rows["team_id"].tolist(), rows["certification_id"].tolist(), strict=True)
    ]


def _names(campaign: Campaign) -> list[wording.Both]:
    return [(one.name_fr, one.name_en) for one in campaign.grid.criterion]


def _robustness(
    campaign: Campaign,
    sample: measures.Sampled,
    ways: measures.Weighed,
    standing: measures.Standing,
    told: Sequence[wording.Told],
    agreed: agreeing.Agreement,
    kinds: Sequence[views.Kind],
) -> Rows:
    reasons = [wording.reason(one) for one in told]
    about = mixes.sentences(campaign, kinds)
    ranks = [[None if rank < 0 else int(rank) for rank in found] for found in
             (standing.low, standing.high, standing.tier)]  # fmt: skip
    return zip(
        *zip(*_keys(campaign), strict=True),
        sample.low, sample.high, sample.smoothed, sample.pilot, sample.deepen, sample.alternatives, ways.radius,
        ways.share_pilot, ranks[0], ranks[1], views.median_agreement(campaign, agreed), (one.word for one in told),
        (fr for fr, _ in reasons), (en for _, en in reasons),
        np.where(campaign.scored, ways.share_same, np.nan), standing.first, ranks[2],
        sample.people.tolist(), sample.sheets.tolist(),
        (fr or None for fr, _ in about), (en or None for _, en in about), strict=True,
    )  # fmt: skip


def _told(
    campaign: Campaign, sample: measures.Sampled, ways: measures.Weighed, words: Sequence[str | None]
) -> Iterator[wording.Told]:
    names = _names(campaign)
    at_threshold = campaign.candidates["at_threshold"].fillna(False).to_numpy(bool)
    chance = sample.chance(campaign.verdicts)
    for row, word in enumerate(words):
        unrated = np.flatnonzero(campaign.counts[row] == 0)
        yield wording.Told(
            str(campaign.verdicts[row]), word, int(sample.people[row]), int(sample.sheets[row]), float(chance[row]),
            float(ways.radius[row]), bool(at_threshold[row]), *campaign.lines, sample.fewest, *campaign.withheld[row],
            tuple(names[column] for column in unrated) if len(unrated) < len(names) else (),
        )  # fmt: skip


def _settling(
    campaign: Campaign,
    sample: measures.Sampled,
    ways: measures.Weighed,
    words: list[str | None],
    agreed: agreeing.Agreement,
) -> Rows:
    names = {one.key: (one.name_fr, one.name_en) for one in campaign.grid.criterion} | {ALL: ("", "")}
    keys, place, last = _keys(campaign), 0, -1
    for one in settling.asked(campaign, sample, ways, words, agreed):
        place, last = (place + 1 if one.candidate == last else 1), one.candidate
        yield (
            *keys[one.candidate], place, one.kind, one.criterion, one.evaluator_kind or None, one.count or None,
            *asking.settling(one.kind, names[one.criterion], one.evaluator_kind, one.count),
        )  # fmt: skip


def _neighbours(campaign: Campaign, standing: measures.Standing) -> Rows:
    keys = _keys(campaign)
    for row, beside in zip(standing.places[:-1], standing.places[1:], strict=True):
        chance = float(standing.ahead_of_next[row])
        # Seldom the second is likely the better one, where few rated the first: their order is not sure either.
        yield (*keys[row], *keys[beside][1:], chance, standing.radius_to_next[row], chance < ranking.ALIKE)


def _agreement(campaign: Campaign, found: agreeing.Agreement) -> pa.Table:
    size, width = campaign.counts.shape
    limits = [
        agreeing.acceptable_deviation(low, high, float(campaign.grid.step))
        for low, high in zip(*(end.tolist() for end in campaign.ends), strict=True)
    ]
    acceptable = pa.array(found.deviation <= np.tile(limits, size) + views.ROUNDING, mask=np.isnan(found.deviation))
    return lines(
        campaign, SCHEMAS["scored.criterion_agreement"], np.repeat(np.arange(size), width),
        criterion=[one.key for one in campaign.grid.criterion] * size, count_people=found.counts, r_wg=found.r_wg,
        mean_deviation=found.deviation, deviation_acceptable=acceptable,
        count_low=found.count_low, count_high=found.count_high, agreement_word=agreeing.words(found),
    )  # fmt: skip


def _evaluators(campaign: Campaign, kinds: Sequence[views.Kind]) -> Rows:
    keys = _keys(campaign)
    for one in kinds:
        yield (
            *keys[one.candidate], one.kind, one.people, one.score, one.beside_team,
            *asking.kinds(one.kind, one.people, one.beside_team, one.of_team),
        )  # fmt: skip


def _sensitivity(campaign: Campaign, draws: int) -> pa.Table:
    schema, parts = SCHEMAS["scored.verdict_sensitivity"], []
    for one in views.variants(campaign):
        rows = np.flatnonzero(~np.isnan(one.scores))
        variant = lines(
            campaign, schema, rows, variant=one.name, score_percent=one.scores[rows], verdict=one.verdicts[rows],
            candidate_rank=one.ranks[rows], verdict_same=one.verdicts[rows] == campaign.verdicts[rows],
        )  # fmt: skip
        parts.append((variant, rows))
    rows = np.flatnonzero(campaign.scored)
    for law, shares in views.shares_under_laws(campaign, draws).items():
        parts.append((lines(campaign, schema, rows, variant=law, share_same=shares[rows]), rows))
    return together(parts, schema)


def _reliability(campaign: Campaign, agreed: agreeing.Agreement) -> Rows:
    for one in views.reliabilities(campaign, agreed):
        icc = one.icc
        yield (
            campaign.name, one.criterion, one.people, one.candidates, icc.single, icc.low, icc.high, icc.mean,
            icc.raters, _icc_word(icc.single), one.alpha, one.agreement,
        )  # fmt: skip


def _icc_word(value: float) -> str | None:
    return f"icc_{reliability.word(value)}" if reliability.word(value) else None


def _parameters(campaign: Campaign, sample: measures.Sampled, standing: measures.Standing) -> Sequence[object]:
    known = sample.smoothing
    every = weightings.count_integer_weightings(len(campaign.weights))
    return (
        campaign.name, int(campaign.scored.sum()), int((campaign.scored & (sample.people > 0)).sum()),
        None if known is None else known.mean, None if known is None else known.between**0.5,
        sample.pool.variance**0.5, sample.pool.degrees, sample.pool.estimated,
        None if known is None else known.error**0.5, sample.fewest, campaign.seed, ranking.LAW, standing.draws, *every,
        max(int(standing.tier.max(initial=0)), 0),
    )  # fmt: skip
