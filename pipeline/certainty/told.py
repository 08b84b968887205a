"""From the measures of one campaign to its tables, numbers beside sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
import pyarrow as pa

from pipeline.certainty import measures, settling, views, wording
from pipeline.certainty.campaign import Campaign
from pipeline.methods import agreement as agreeing
from pipeline.methods import ranking, reliability, weightings
from pipeline.vocabulary import ALL

CANDIDATE = [("campaign", pa.string()), ("team_id", pa.string()), ("certification_id", pa.string())]
SENTENCE = [("sentence_fr", pa.string()), ("sentence_en", pa.string())]
NUMBER, COUNT, TEXT, FLAG = pa.float64(), pa.int32(), pa.string(), pa.bool_()


def _schema(keys: Sequence[tuple[str, pa.DataType]], *columns: tuple[str, pa.DataType]) -> pa.Schema:
    return pa.schema([*keys, *columns])


SCHEMAS = {
    "scored.robustness": _schema(
        CANDIDATE,
        *((name, NUMBER) for name in (
            "interval_low", "interval_high", "score_smoothed", "p_pilot", "p_deepen", "p_alternatives", "flip_radius",
            "share_of_weightings_pilot",
        )),
        ("rank_low", COUNT), ("rank_high", COUNT), ("agreement", NUMBER), ("confidence_word", TEXT),
        ("reason_fr", TEXT), ("reason_en", TEXT), ("share_of_weightings_same", NUMBER), ("p_first", NUMBER),
        ("tier", COUNT), ("count_individual", COUNT), ("count_consensus", COUNT),
    ),
    "scored.verdict_flips": _schema(
        CANDIDATE, ("flip", TEXT), ("criterion", TEXT), ("is_smallest", FLAG), ("change", NUMBER),
        ("new_value", NUMBER), ("count_answers", COUNT), ("new_verdict", TEXT), *SENTENCE,
    ),
    "scored.settling_answers": _schema(
        CANDIDATE, ("place", COUNT), ("ask", TEXT), ("criterion", TEXT), ("evaluator_kind", TEXT),
        ("count_answers", COUNT), *SENTENCE,
    ),
    "scored.rank_neighbours": _schema(
        CANDIDATE, ("next_team_id", TEXT), ("next_certification_id", TEXT), ("p_ahead", NUMBER),
        ("flip_radius", NUMBER), ("indistinguishable", FLAG),
    ),
    "scored.criterion_agreement": _schema(
        CANDIDATE, ("criterion", TEXT), ("count_people", COUNT), ("r_wg", NUMBER), ("mean_deviation", NUMBER),
        ("deviation_acceptable", FLAG), ("count_low", COUNT), ("count_high", COUNT), ("agreement_word", TEXT),
    ),
    "scored.evaluator_scores": _schema(
        CANDIDATE, ("evaluator_kind", TEXT), ("count_people", COUNT), ("score_percent", NUMBER),
        ("beside_team", NUMBER), *SENTENCE,
    ),
    "scored.verdict_sensitivity": _schema(
        CANDIDATE, ("variant", TEXT), ("score_percent", NUMBER), ("verdict", TEXT), ("candidate_rank", COUNT),
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
    ways = measures.weighed(campaign)
    flips = measures.flipped(campaign, ways)
    standing = measures.standing(campaign, sample)
    words = measures.words(campaign, sample, ways)
    agreed = views.agreements(campaign)
    sentences = list(_told(campaign, sample, ways, words))
    found: dict[str, Callable[[], Rows]] = {
        "scored.robustness": lambda: _robustness(campaign, sample, ways, standing, sentences, agreed),
        "scored.verdict_flips": lambda: _flips(campaign, ways, flips, sentences),
        "scored.settling_answers": lambda: _settling(campaign, sample, ways, words, agreed),
        "scored.rank_neighbours": lambda: _neighbours(campaign, standing),
        "scored.criterion_agreement": lambda: _agreement(campaign, agreed),
        "scored.evaluator_scores": lambda: _evaluators(campaign),
        "scored.verdict_sensitivity": lambda: _sensitivity(campaign, standing.draws),
        "scored.campaign_reliability": lambda: _reliability(campaign, agreed),
        "scored.campaign_certainty": lambda: [_parameters(campaign, sample, standing)],
    }
    return {name: _table(rows(), SCHEMAS[name]) for name, rows in found.items()}


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
) -> Rows:
    reasons = [wording.reason(one) for one in told]
    ranks = [[None if rank < 0 else int(rank) for rank in found] for found in
             (standing.low, standing.high, standing.tier)]  # fmt: skip
    return zip(
        *zip(*_keys(campaign), strict=True),
        sample.low, sample.high, sample.smoothed, sample.pilot, sample.deepen, sample.alternatives, ways.radius,
        ways.share_pilot, ranks[0], ranks[1], views.median_agreement(campaign, agreed), (one.word for one in told),
        (fr for fr, _ in reasons), (en for _, en in reasons),
        np.where(campaign.scored, ways.share_same, np.nan), standing.first, ranks[2],
        sample.people.tolist(), sample.sheets.tolist(), strict=True,
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


def _beyond(verdict: str, upwards: bool) -> str:
    return "deepen" if verdict != "deepen" else "pilot" if upwards else "alternatives"


def _flips(campaign: Campaign, ways: measures.Weighed, flips: measures.Flips, told: Sequence[wording.Told]) -> Rows:
    names, keys = _names(campaign), [one.key for one in campaign.grid.criterion]
    weights, verdicts = campaign.weights, campaign.verdicts.tolist()
    spans = campaign.ends[1] - campaign.ends[0]
    with np.errstate(invalid="ignore"):
        note_size = np.nan_to_num(np.abs(flips.steps) * campaign.steps / spans, nan=np.inf)
        weight_size = np.nan_to_num(np.abs(ways.change) / weights, nan=np.inf)
    lines = np.where(ways.upwards, ways.up.line[:, None], ways.down.line[:, None])
    for row, key in enumerate(_keys(campaign)):
        if not campaign.scored[row]:
            continue
        verdict = verdicts[row]
        first = int(weight_size[row].argmin())
        for column in np.flatnonzero(np.isfinite(weight_size[row])):
            change = float(ways.change[row, column])
            yield (
                *key, "weight", keys[column], bool(column == first), change, max(float(weights[column]) + change, 0.0),
                None, _beyond(verdict, bool(ways.upwards[row, column])),
                *wording.weight_flip(names[column], float(weights[column]), change, float(lines[row, column])),
            )  # fmt: skip
        yield (*key, "weights", ALL, True, ways.radius[row], None, None, None, *wording.radius(told[row]))
        yield (*key, "weight_moved", ALL, False, ways.mass[row], None, None, None, *wording.mass_flip(ways.mass[row]))
        least = int(note_size[row].argmin())
        if np.isfinite(note_size[row, least]):
            steps = float(flips.steps[row, least])
            change = steps * float(campaign.steps[least] * campaign.polarities[least])
            new = _beyond(verdict, steps > 0)
            yield (
                *key, "note", keys[least], True, change, None, 1, new, *wording.note_flip(names[least], change, new)
            )  # fmt: skip
        else:
            yield (*key, "note", ALL, False, None, None, None, None, *wording.no_note_flip())
        more, upwards = float(flips.answers[row]), bool(flips.answers_upwards[row])
        new = _beyond(verdict, upwards)
        yield (
            *key, "answers", ALL, False, None, None, None if np.isnan(more) else int(more),
            None if np.isnan(more) else new, *wording.answers_flip(more, upwards, new),
        )  # fmt: skip
        if flips.one_fewer[row]:
            yield (*key, "one_fewer", ALL, False, None, None, 1, None, *wording.one_fewer())


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
            *wording.settling(one.kind, names[one.criterion], one.evaluator_kind, one.count),
        )  # fmt: skip


def _neighbours(campaign: Campaign, standing: measures.Standing) -> Rows:
    keys = _keys(campaign)
    for row, beside in zip(standing.places[:-1], standing.places[1:], strict=True):
        chance = float(standing.ahead_of_next[row])
        alike = 1 - ranking.ALIKE < chance < ranking.ALIKE
        yield (*keys[row], *keys[beside][1:], chance, standing.radius_to_next[row], alike)


def _agreement(campaign: Campaign, found: agreeing.Agreement) -> Rows:
    criteria = campaign.grid.criterion
    low_ends, high_ends = campaign.ends
    limits = [
        agreeing.acceptable_deviation(low, high, float(campaign.grid.step))
        for low, high in zip(low_ends.tolist(), high_ends.tolist(), strict=True)
    ]
    keys = _keys(campaign)
    for place, (count, r_wg, deviation, low, high) in enumerate(
        zip(found.counts.tolist(), found.r_wg.tolist(), found.deviation.tolist(), found.count_low.tolist(),
            found.count_high.tolist(), strict=True)
    ):  # fmt: skip
        row, column = divmod(place, len(criteria))
        acceptable = None if np.isnan(deviation) else deviation <= limits[column] + views.ROUNDING
        yield (
            *keys[row], criteria[column].key, count, r_wg, deviation, acceptable, low, high,
            agreeing.word(count, r_wg, low, high),
        )  # fmt: skip


def _evaluators(campaign: Campaign) -> Rows:
    keys = _keys(campaign)
    for one in views.kinds(campaign):
        yield (
            *keys[one.candidate], one.kind, one.people, one.score, one.beside_team,
            *wording.kinds(one.kind, one.beside_team),
        )  # fmt: skip


def _sensitivity(campaign: Campaign, draws: int) -> Rows:
    keys, verdicts = _keys(campaign), campaign.verdicts.tolist()
    variants = [
        (one.name, one.scores.tolist(), one.verdicts.tolist(), one.ranks.tolist()) for one in views.variants(campaign)
    ]
    laws = {name: shares.tolist() for name, shares in views.shares_under_laws(campaign, draws).items()}
    for row, key in enumerate(keys):
        if not campaign.scored[row]:
            continue
        for name, scores, found, ranks in variants:
            if not np.isnan(scores[row]):
                same = found[row] == verdicts[row]
                yield (*key, name, scores[row], found[row], ranks[row], same, None)
        for name, shares in laws.items():
            yield (*key, name, None, None, None, None, shares[row])


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
