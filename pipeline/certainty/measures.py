"""The methods applied to one campaign: how sure its scores, verdicts and ranks are. Numbers only."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.certainty.campaign import Campaign, Flags, Real, Whole
from pipeline.methods import confidence, flips, ranking, uncertainty, weightings
from pipeline.methods.flips import Exit

NO_ROUNDING = 1e-9


@dataclass(frozen=True)
class Sampled:
    """How far other answers might carry each score; NaN where nobody answered for themselves, or without a score.

    `people` answered for themselves, `sheets` for a team; `errors` are variances of the score, `degrees` those of its
    t; `deviations` say how far from the smoothed score the score of many may be. Chances are NaN under `fewest` people.
    """

    people: Whole
    sheets: Whole
    variances: Real
    errors: Real
    degrees: Real
    low: Real
    high: Real
    smoothed: Real
    deviations: Real
    pilot: Real
    deepen: Real
    alternatives: Real
    pool: uncertainty.Pool
    smoothing: uncertainty.Smoothing | None
    fewest: int

    def chance(self, verdicts: np.ndarray) -> Real:
        """The chance of the verdict that each candidate has."""
        return of_verdicts(uncertainty.Chances(self.pilot, self.deepen, self.alternatives), verdicts)


def of_verdicts(chances: uncertainty.Chances, verdicts: np.ndarray) -> Real:
    """The chance of the verdict that each candidate has; NaN where it has none."""
    return np.select(
        [verdicts == "pilot", verdicts == "deepen", verdicts == "alternatives"],
        [chances.pilot, chances.deepen, chances.alternatives],
        np.nan,
    )


@dataclass(frozen=True)
class Weighed:
    """What other weights would do to each verdict; NaN without a score.

    `up` and `down` are the two ways out of the verdict; `change` holds the one weight's change that brings the score to
    the nearer line, `upwards` which way that leads.
    """

    up: Exit
    down: Exit
    radius: Real
    mass: Real
    change: Real
    upwards: Flags
    share_pilot: Real
    share_same: Real


@dataclass(frozen=True)
class Flips:
    """The smallest changes of ratings; NaN where there is none. `steps` is signed, by favourable notes."""

    steps: Real
    answers: Real
    answers_upwards: Flags
    one_fewer: Flags


@dataclass(frozen=True)
class Standing:
    """Ranks under other weights and answers, and the order along the published ranks; -1 and NaN without a score."""

    low: Whole
    high: Whole
    first: Real
    tier: Whole
    places: Whole
    ahead_of_next: Real
    radius_to_next: Real
    draws: int


def totals(campaign: Campaign) -> Real:
    """The score of each person's own notes, weights shared out over the criteria that they rated."""
    known = campaign.person_counts > 0
    worth = np.where(known, campaign.worth(np.nan_to_num(campaign.person_means)), 0)
    return np.asarray((worth @ campaign.shares) / (known @ campaign.shares))


def sampled(campaign: Campaign, fewest: int) -> Sampled:
    """The uncertainty of each score that comes from who happened to answer."""
    size, people = len(campaign.candidates), campaign.people
    fewest = max(fewest, confidence.FEWEST_PEOPLE)
    own = people.candidate[people.alone]
    counts = np.bincount(own, minlength=size)
    sheets = np.bincount(people.candidate[~people.alone], minlength=size)
    values = totals(campaign)[people.alone]
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.bincount(own, values, minlength=size) / counts
        variances = np.bincount(own, (values - mean[own]) ** 2, minlength=size) / (counts - 1)
    degrees = np.maximum(counts - 1, 0).astype(np.float64)
    pool = uncertainty.pooled(variances, degrees)
    found = {name: np.full(size, np.nan) for name in ("errors", "low", "high", "smoothed", "moderated", "off")}
    chances = {name: np.full(size, np.nan) for name in ("pilot", "deepen", "alternatives")}
    some = campaign.scored & (counts > 0)
    smoothing = None
    if some.any():
        scores, with_pool = campaign.scores[some], degrees[some] + pool.degrees
        moderated = uncertainty.moderated(variances[some], degrees[some], pool)
        errors = moderated / counts[some]
        smoothing = uncertainty.smoothing(scores, errors)
        centres, deviations = uncertainty.smoothed(scores, errors, smoothing)
        found["moderated"][some], found["errors"][some] = moderated, errors
        found["smoothed"][some], found["off"][some] = centres, deviations
        found["low"][some], found["high"][some] = uncertainty.interval(scores, errors, with_pool, *campaign.range)
        known = uncertainty.chances(centres, deviations, with_pool, *campaign.lines)
        enough = counts[some] >= fewest
        for name, values_ in chances.items():
            values_[some] = np.where(enough, getattr(known, name), np.nan)
    return Sampled(
        counts, sheets, found["moderated"], found["errors"], degrees + pool.degrees, found["low"], found["high"],
        found["smoothed"], found["off"], chances["pilot"], chances["deepen"], chances["alternatives"], pool, smoothing,
        fewest,
    )  # fmt: skip


def weighed(campaign: Campaign) -> Weighed:
    """What other weights would do to the verdicts."""
    up, down = flips.ways_out(campaign.verdicts, *campaign.lines)
    radii: list[Real] = []
    masses: list[Real] = []
    changes: list[Real] = []
    for way, line in ((up, campaign.lines), (down, campaign.lines)):
        parts = [_towards(campaign, threshold) for threshold in line]
        first = (way.line == line[0])[:, None]
        chosen = [np.where(first, *pair) for pair in zip(*parts, strict=True)]
        away = np.isnan(way.line) | ~campaign.scored
        for found, values in zip((radii, masses, changes), chosen, strict=True):
            values = values.copy()
            values[away] = np.nan
            found.append(values)
    radius = np.fmin(radii[0][:, 0], radii[1][:, 0])
    mass = np.fmin(masses[0][:, 0], masses[1][:, 0])
    upwards = ~(np.nan_to_num(np.abs(changes[0]), nan=np.inf) > np.nan_to_num(np.abs(changes[1]), nan=np.inf))
    # Equal notes everywhere: no weights can move the score, so none can change the verdict.
    radius[campaign.scored & np.isnan(radius)] = 1.0
    above, below = np.full(len(radius), np.nan), np.full(len(radius), np.nan)
    if campaign.scored.any():
        above[campaign.scored], below[campaign.scored] = weightings.shares_above_and_below(
            campaign.points[campaign.scored], *campaign.lines, campaign.seed
        )
    same = np.select(
        [campaign.verdicts == "pilot", campaign.verdicts == "alternatives"], [above, below], 1 - above - below
    )
    return Weighed(
        up, down, radius, mass, np.where(upwards, changes[0], changes[1]), upwards, above, np.clip(same, 0, 1)
    )


def _towards(campaign: Campaign, threshold: float) -> tuple[Real, Real, Real]:
    """Of one threshold: the flip radius and the weight to move (columns of one), and each single weight's change."""
    apart = weightings.differences(np.nan_to_num(campaign.points), threshold)
    radius = weightings.flip_radius(campaign.weights, apart)
    mass = weightings.mass_to_move(campaign.weights, np.nan_to_num(campaign.points), threshold)
    return radius[:, None], mass[:, None], weightings.one_weight_changes(campaign.weights, apart)


def flipped(campaign: Campaign, ways: Weighed) -> Flips:
    """The smallest change of one note, the fewest further answers, and whether one answer carries the verdict."""
    size = len(campaign.candidates)
    width = len(campaign.weights)
    least, most = (np.full(size * width, end) for end in (np.inf, -np.inf))
    np.minimum.at(least, campaign.groups, campaign.notes.value)
    np.maximum.at(most, campaign.groups, campaign.notes.value)
    low, high = campaign.ends
    rooms = (high - campaign.by_criterion(least), campaign.by_criterion(most) - low)
    with np.errstate(divide="ignore"):
        per_step = campaign.shares * campaign.points_per_note * campaign.steps / campaign.counts
    sums = campaign.counts * campaign.worth(np.nan_to_num(campaign.totals / np.maximum(campaign.counts, 1)))
    steps, answers = [], []
    for way, room, end in ((ways.up, rooms[0], high), (ways.down, rooms[1], low)):
        possible = ~np.isnan(way.line) & campaign.scored
        whole = np.floor(room / campaign.steps + NO_ROUNDING)
        found = flips.steps_of_one_note(campaign.scores, per_step, whole, way)
        found[~possible] = np.nan
        steps.append(found)
        more = np.full(size, np.nan)
        if possible.any():
            more[possible] = flips.further_answers(
                sums[possible], campaign.counts[possible], campaign.worth(end[None])[0], campaign.shares,
                Exit(way.line[possible], way.upwards, way.reaching[possible]),
            )  # fmt: skip
        answers.append(more)
    upwards = ~(np.nan_to_num(steps[0], nan=np.inf) > np.nan_to_num(steps[1], nan=np.inf))
    up = ~(np.nan_to_num(answers[0], nan=np.inf) > np.nan_to_num(answers[1], nan=np.inf))
    return Flips(np.where(upwards, steps[0], -steps[1]), np.where(up, *answers), up, _one_fewer(campaign, ways))


def _one_fewer(campaign: Campaign, ways: Weighed) -> Flags:
    """Whether the verdict would be another without one of the people who answered for themselves."""
    owner = campaign.people.candidate
    counts = campaign.counts[owner] - campaign.person_counts
    left = (counts > 0).all(axis=1) & campaign.scored[owner]
    with np.errstate(invalid="ignore", divide="ignore"):
        means = (campaign.totals[owner] - campaign.person_sums) / counts
        scores = np.where(left, campaign.worth(means) @ campaign.shares, np.nan)
    out = np.zeros(len(owner), dtype=bool)
    for way in (ways.up, ways.down):
        out |= flips.is_out(scores, Exit(way.line[owner], way.upwards, way.reaching[owner]))
    found: Flags = np.bincount(owner[out & left], minlength=len(campaign.candidates)) > 0
    return found


def standing(campaign: Campaign, sample: Sampled) -> Standing:
    """Ranks, tiers and neighbours of the candidates that have a score.

    Other answers are drawn around the smoothed scores, as chances are: around the published ones, of which the first
    owe their place to luck as well, nine rank intervals of ten would hold the true rank in eight. An interval always
    holds the published rank.
    """
    size = len(campaign.candidates)
    ranks = campaign.candidates["candidate_rank"].to_numpy(np.float64, na_value=np.nan)
    places = np.flatnonzero(campaign.scored)
    places = places[np.argsort(ranks[places], kind="stable")]
    low, high, tier = (np.full(size, -1) for _ in range(3))
    first, ahead, radius = (np.full(size, np.nan) for _ in range(3))
    draws = ranking.count_draws(len(places))
    if len(places):
        scores = ranking.drawn_scores(
            np.random.default_rng(campaign.seed), campaign.points[places], campaign.weights,
            np.nan_to_num(sample.smoothed[places] - campaign.scores[places]),
            np.nan_to_num(sample.deviations[places]), sample.degrees[places], draws,
        )  # fmt: skip
        found, order = ranking.places(ranking.ranks_of(scores)), ranking.order(scores)
        published = ranks[places].astype(np.int64)
        low[places], high[places] = np.minimum(found.low, published), np.maximum(found.high, published)
        first[places] = found.first
        tier[places], ahead[places] = order.tier, order.ahead_of_next
        apart = campaign.points[places[:-1]] - campaign.points[places[1:]]
        apart[np.abs(apart) < NO_ROUNDING] = 0
        radius[places[:-1]] = weightings.flip_radius(campaign.weights, apart)
    return Standing(low, high, first, tier, places, ahead, radius, draws)


def words(campaign: Campaign, sample: Sampled, ways: Weighed) -> list[str | None]:
    """One confidence word a candidate; None without a score."""
    chance = sample.chance(campaign.verdicts)
    return [
        confidence.word(int(people), float(one), float(radius), sample.fewest) if scored else None
        for scored, people, one, radius in zip(campaign.scored, sample.people, chance, ways.radius, strict=True)
    ]
