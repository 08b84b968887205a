"""Effects by cohort and period where trainings start at different times (Callaway & Sant'Anna 2021).

Never one regression on everything: with growing effects its weights are wrong, even in sign. Each cohort is compared
with teams never trained, or, where there are none, not yet trained; then the comparisons are averaged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.methods.effects import Flags, Numbers, pooled_error
from pipeline.methods.randomisation import Assignments, Places, Reassigned, Whole, sums


@dataclass(frozen=True)
class Windows:
    """Columns of the panel, in order, that lie wholly before and after a cohort's training."""

    before: tuple[int, ...]
    after: tuple[int, ...]


@dataclass(frozen=True)
class Cell:
    """One comparison: `column` with `base`; `event` is 0 in the first period after the start, -1 in the last before.

    Teams without both measures take no part. One number a team: `influence` is scaled so that the standard error is its
    root sum of squares over the number of teams; `weights` and `residuals` are those of `effects.pooled_error`.
    """

    cohort: int
    column: int
    base: int
    event: int
    effect: float
    influence: Numbers
    weights: Numbers
    residuals: Numbers
    count_trained: int
    count_comparison: int


@dataclass(frozen=True)
class Average:
    """A weighted mean of cells, its shares and its standard error, the weights' own uncertainty included.

    Of few trained teams that error is too small (one has no spread at all); `pooled_error` takes all teams to vary
    alike and the weights as given.
    """

    effect: float
    standard_error: float
    influence: Numbers
    shares: tuple[tuple[float, Cell], ...]

    @property
    def pooled_error(self) -> float:
        weights = [share * cell.weights for share, cell in self.shares]
        return pooled_error(weights, [cell.residuals for _, cell in self.shares])


def cells(panel: Numbers, cohorts: Whole, windows: Sequence[Windows]) -> list[Cell]:
    """Every cohort's cells, placebos before the training (each against the period before) among them.

    `cohorts` is 0 for never trained, else 1 + the place in `windows`. A cell without a trained or a comparison team is
    left out.
    """
    found = []
    for place, own in enumerate(windows, start=1):
        if not own.before or not own.after:
            continue
        pairs = [(column, own.before[-1], event) for event, column in enumerate(own.after)]
        pairs += [(own.before[at], own.before[at - 1], at - len(own.before)) for at in range(1, len(own.before))]
        for column, base, event in sorted(pairs):
            against = comparison(cohorts, windows, place, column, base)
            cell = _cell(panel, cohorts == place, against, (place, column, base, event))
            if cell is not None:
                found.append(cell)
    return found


def comparison(cohorts: Whole, windows: Sequence[Windows], place: int, column: int, base: int) -> Flags:
    """The teams that a cohort is compared with in one cell."""
    never: Flags = cohorts == 0
    if never.any():
        return never
    later = [
        at for at, own in enumerate(windows, start=1) if at != place and column in own.before and base in own.before
    ]
    against: Flags = np.isin(cohorts, later)
    return against


def _cell(panel: Numbers, trained: Flags, against: Flags, keys: tuple[int, int, int, int]) -> Cell | None:
    place, column, base, event = keys
    change = panel[:, column] - panel[:, base]
    known = ~np.isnan(change)
    ours, others = trained & known, against & known
    k, c, n = int(ours.sum()), int(others.sum()), len(panel)
    if not k or not c:
        return None
    mean, other_mean = change[ours].mean(), change[others].mean()
    weights, left = np.zeros((2, n))
    weights[ours], weights[others] = 1 / k, -1 / c
    left[ours], left[others] = change[ours] - mean, change[others] - other_mean
    residuals = left / np.sqrt(max(1, k + c - 2))
    return Cell(place, column, base, event, float(mean - other_mean), n * weights * left, weights, residuals, k, c)


def alone(cell: Cell) -> Average:
    """One cell as an average of itself."""
    return _average(cell.effect, cell.influence, ((1.0, cell),))


def weighted(found: Sequence[Cell], cohorts: Whole) -> Average:
    """The mean of these cells, each weighted by the size of its cohort."""
    return _weighted([(cell.cohort, alone(cell)) for cell in found], cohorts)


def _weighted(found: Sequence[tuple[int, Average]], cohorts: Whole) -> Average:
    n = len(cohorts)
    effects = np.array([one.effect for _, one in found])
    shares = np.array([(cohorts == place).sum() / n for place, _ in found])
    total = shares.sum()
    effect = float(effects @ shares / total)
    influence = sum(share / total * one.influence for share, (_, one) in zip(shares, found, strict=True))
    belongs = np.array([(cohorts == place) - share for share, (place, _) in zip(shares, found, strict=True)])
    influence = influence + (effects - effect) @ belongs / total
    return _average(effect, influence, _shared(shares / total, [one for _, one in found]))


def _average(effect: float, influence: Numbers, shares: tuple[tuple[float, Cell], ...]) -> Average:
    return Average(effect, float(np.sqrt(influence @ influence)) / len(influence), influence, shares)


def _shared(portions: Numbers, parts: Sequence[Average]) -> tuple[tuple[float, Cell], ...]:
    return tuple(
        (float(portion) * share, cell)
        for portion, part in zip(portions, parts, strict=True)
        for share, cell in part.shares
    )


def _plain(parts: Sequence[Average]) -> Average:
    effect = float(np.mean([part.effect for part in parts]))
    influence = np.mean([part.influence for part in parts], axis=0)
    return _average(effect, influence, _shared(np.full(len(parts), 1 / len(parts)), parts))


@dataclass(frozen=True)
class Averages:
    """The cells averaged four ways: over all (`simple`), by time since the start, by cohort and by period.

    Keys are the event time, the cohort's place and the column. Each way has its overall mean.
    """

    simple: Average
    by_event: dict[int, Average]
    over_events: Average
    by_cohort: dict[int, Average]
    over_cohorts: Average
    by_period: dict[int, Average]
    over_periods: Average


def averages(found: Sequence[Cell], cohorts: Whole) -> Averages | None:
    """All four; None where no cell lies after a start."""
    after = [cell for cell in found if cell.event >= 0]
    if not after:
        return None

    def by(key: Callable[[Cell], int], among: Sequence[Cell]) -> dict[int, list[Cell]]:
        grouped: dict[int, list[Cell]] = {}
        for cell in among:
            grouped.setdefault(key(cell), []).append(cell)
        return dict(sorted(grouped.items()))

    events = {event: weighted(own, cohorts) for event, own in by(lambda cell: cell.event, found).items()}
    groups = by(lambda cell: cell.cohort, after)
    of_cohorts = {place: _plain([alone(cell) for cell in own]) for place, own in groups.items()}
    periods = {column: weighted(own, cohorts) for column, own in by(lambda cell: cell.column, after).items()}
    return Averages(
        weighted(after, cohorts),
        events,
        _plain([one for event, one in events.items() if event >= 0]),
        of_cohorts,
        _weighted(list(of_cohorts.items()), cohorts),
        periods,
        _plain(list(periods.values())),
    )


def reassigned(
    panel: Numbers, cohorts: Whole, windows: Sequence[Windows], found: Sequence[Cell], possible: Assignments
) -> Reassigned:
    """The simple average under each assignment of start dates to teams."""
    taken = np.zeros(panel.shape)
    for place, own in enumerate(windows, start=1):
        taken[np.ix_(cohorts == place, own.after)] = 1.0
    return _reassigned(panel, taken, cohorts, windows, [cell for cell in found if cell.event >= 0], possible)


def reassigned_placebo(
    panel: Numbers, cohorts: Whole, windows: Sequence[Windows], found: Sequence[Cell], possible: Assignments
) -> Reassigned:
    """The mean placebo before the training under each assignment of start dates to teams.

    What each cohort gained after its start is taken out first: a team that takes another's place brings its own past,
    not its training. One unit is one more a period up to a cohort's own start. Refuses nothing; needs a placebo.
    """
    untrained, taken = panel.copy(), np.zeros(panel.shape)
    for cell in found:
        if cell.event >= 0:
            untrained[cohorts == cell.cohort, cell.column] -= cell.effect
    for place, own in enumerate(windows, start=1):
        taken[np.ix_(cohorts == place, own.before)] = np.arange(len(own.before), dtype=float)
        taken[np.ix_(cohorts == place, own.after)] = max(0, len(own.before) - 1)
    return _reassigned(untrained, taken, cohorts, windows, [cell for cell in found if cell.event < 0], possible)


def _reassigned(
    panel: Numbers,
    taken: Numbers,
    cohorts: Whole,
    windows: Sequence[Windows],
    chosen: Sequence[Cell],
    possible: Assignments,
) -> Reassigned:
    """The mean of the chosen cells under each assignment, and of what one unit of effect puts into the panel."""
    sizes = np.array([(cohorts == cell.cohort).sum() for cell in chosen], float)
    starts = np.concatenate([[0], np.cumsum([(cohorts == place).sum() for place in range(1, len(windows) + 1)])])
    differences, overlaps, weights = np.zeros((3, len(possible.places)))
    for cohort, against, known, change, moved, share in _alike(
        panel, taken, cohorts, windows, chosen, sizes / sizes.sum()
    ):
        ours = possible.places[:, starts[cohort - 1] : starts[cohort]]
        is_never = bool((cohorts[against] == 0).any())
        later = [place for place in range(1, len(windows) + 1) if against[cohorts == place].any()]
        slots = [np.arange(starts[place - 1], starts[place]) for place in later]
        others = possible.places if is_never else possible.places[:, np.concatenate(slots)]

        def means(values: Numbers, places: Places, count: Numbers | float, total: float | None = None) -> Numbers:
            with np.errstate(invalid="ignore", divide="ignore"):
                mean: Numbers = (sums(values, places) if total is None else total - sums(values, places)) / count
            return mean

        totals = (float(change.sum()), float(moved.sum())) if is_never else (None, None)
        if known.all():
            count_ours: Numbers | float = float(ours.shape[1])
            count_others: Numbers | float = float(against.sum())
        else:
            seen = known.astype(float)
            count_ours = sums(seen, ours)
            count_others = seen.sum() - sums(seen, others) if is_never else sums(seen, others)
        valid = (np.asarray(count_ours) > 0.5) & (np.asarray(count_others) > 0.5)
        apart = means(change, ours, count_ours) - means(change, others, count_others, totals[0])
        overlap = means(moved, ours, count_ours) - means(moved, others, count_others, totals[1])
        differences += np.where(valid, apart, 0.0)
        overlaps += np.where(valid, overlap, 0.0)
        weights += np.where(valid, share, 0.0)
    observed = float(sizes @ [cell.effect for cell in chosen] / sizes.sum())
    scale = float(np.nanmax(np.abs(panel)))
    kept = weights > 0
    return Reassigned(differences[kept] / weights[kept], overlaps[kept] / weights[kept], observed, scale)


def _alike(
    panel: Numbers, taken: Numbers, cohorts: Whole, windows: Sequence[Windows], chosen: Sequence[Cell], shares: Numbers
) -> Iterator[tuple[int, Flags, Flags, Numbers, Numbers, float]]:
    """Cells of one cohort with the same teams measured and the same comparison, added up by their shares."""
    merged: dict[tuple[int, bytes, bytes], tuple[Flags, Flags, Numbers, Numbers, float]] = {}
    for share, cell in zip(shares, chosen, strict=True):
        change = panel[:, cell.column] - panel[:, cell.base]
        moved = taken[:, cell.column] - taken[:, cell.base]
        known = ~np.isnan(change)
        against = comparison(cohorts, windows, cell.cohort, cell.column, cell.base)
        key = (cell.cohort, known.tobytes(), against.tobytes())
        so_far = merged.get(key, (against, known, np.zeros(len(panel)), np.zeros(len(panel)), 0.0))
        merged[key] = (
            against, known, so_far[2] + np.where(known, share * change, 0.0),
            so_far[3] + np.where(known, share * moved, 0.0), so_far[4] + float(share),
        )  # fmt: skip
    for (cohort, _, _), parts in merged.items():
        yield cohort, *parts
