"""How long it takes to say how sure a whole campaign is, and with how much memory: each size in a fresh process.

python -m benchmarks.robustness [--candidates 60 --candidates 1000 --candidates 10000]
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import click
import numpy as np
import pandas as pd

from pipeline import config
from pipeline.certainty import campaign, told
from pipeline.methods.exact_score import verdict

PEOPLE = 8
MOST = {1_000: (5, 1_000), 10_000: (60, 1_000)}
"""Seconds and megabytes that were asked for."""


@click.command()
@click.option("--candidates", "sizes", type=int, multiple=True, default=(60, 1_000, 10_000), show_default=True)
@click.option("--one", type=int, hidden=True)
def main(sizes: Sequence[int], one: int | None) -> None:
    """Measure, print a table, and exit 1 where a limit is passed."""
    if one is not None:
        click.echo("{:.2f} {:.0f}".format(*measured(one)))
        return
    missed = False
    click.echo(f"{'candidates':>10} {'answers':>9} {'seconds':>9} {'peak MB':>9}")
    for size in sizes:
        command = [sys.executable, "-m", "benchmarks.robustness", "--one", str(size)]
        seconds, megabytes = map(
            float, subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        )
        click.echo(f"{size:>10,} {size * PEOPLE:>9,} {seconds:>9.2f} {megabytes:>9.0f}")
        limits = MOST.get(size)
        missed |= limits is not None and (seconds > limits[0] or megabytes > limits[1])
    sys.exit(missed)


def measured(size: int) -> tuple[float, float]:
    """Seconds for every table of one made-up campaign, and the process's peak memory in megabytes."""
    made = made_up(size)
    start = time.perf_counter()
    told.tables(made, 3)
    return time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def made_up(size: int) -> campaign.Campaign:
    """A campaign of so many candidates, each rated by eight people on the grid that ships; the same every time."""
    configuration = config.load(Path(__file__).parent / "nowhere")
    grid = configuration.grid
    luck, width = np.random.default_rng(size), len(grid.criterion)
    opinions = luck.normal(3, 0.6, (size, 1, width)) + luck.normal(0, 0.4, (size, PEOPLE, 1))
    notes = np.clip(np.rint(luck.normal(opinions, 0.7)), 1, 5).astype(np.int64)
    keys = pd.DataFrame(
        {"campaign": "2026-Q3", "team_id": [f"t{row:06d}" for row in range(size)], "certification_id": "c"}
    )
    sums, weights = notes.sum(axis=1), np.array([int(one.weight) for one in grid.criterion])
    scores = 100 * (sums @ weights) / (PEOPLE * 5 * weights.sum())
    candidates = keys.assign(
        score_percent=scores,
        verdict=[verdict(score, grid.pilot_above, grid.alternatives_below) for score in scores],
        at_threshold=False,
        depends_on_missing=False,
        candidate_rank=pd.Series(-scores).rank(method="min").to_numpy(),
        count_respondents=PEOPLE,
        expected_answers=np.nan,
        is_withheld=False,
        means_from=0,
    )
    by_criterion = keys.loc[keys.index.repeat(width)].assign(
        criterion=[one.key for one in grid.criterion] * size,
        position=np.tile(np.arange(width), size),
        grid_version=grid.version,
        count_answers=PEOPLE,
        count_notes=PEOPLE,
        sum_favourable=sums.ravel() * 1000,
    )
    by_note = keys.loc[keys.index.repeat(width * PEOPLE)].assign(
        criterion=[one.key for one in grid.criterion] * (size * PEOPLE),
        favourable_thousandths=notes.ravel() * 1000,
        is_consensus=False,
        evaluator_kind="team",
        person_number=np.repeat(np.arange(size * PEOPLE), width),
    )
    return next(campaign.campaigns(candidates, by_criterion, by_note, configuration))


if __name__ == "__main__":
    main()
