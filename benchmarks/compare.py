"""Certiscope beside the script a user would write: seconds in fresh processes, ratios, and the same scores.

python -m benchmarks.compare [--only cold --only one-more --only large] [--times 3]
"""

from __future__ import annotations

import csv
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from benchmarks import portfolios
from benchmarks.timed import HERE, medians, seconds_of
from pipeline import snapshots
from pipeline.names import slug

PARTS = ("cold", "one-more", "large")
SAME = 1e-9


@dataclass(frozen=True)
class Measured:
    """Two durations in seconds, and the ratio that was asked for."""

    what: str
    ours: float
    beside: str
    theirs: float
    at_most: float
    goal: float | None = None

    @property
    def ratio(self) -> float:
        """How many times the other's duration ours is."""
        return self.ours / self.theirs

    @property
    def met(self) -> bool:
        """Whether the ratio is what was asked for."""
        return self.ratio <= self.at_most


class DifferentScores(click.ClickException):
    """The script and Certiscope do not agree on a candidate: the durations compare nothing."""


@click.command()
@click.option(
    "--only", "parts", type=click.Choice(PARTS), multiple=True, help="A part only; may be given several times."
)
@click.option("--times", default=3, show_default=True, help="How often each duration is measured; the median counts.")
@click.option("--files", default=1000, show_default=True, help="Files of the first two parts.")
@click.option("--workbooks", default=20, show_default=True, help="Workbooks of the third part.")
def main(parts: Sequence[str], times: int, files: int, workbooks: int) -> None:
    """Measure, print a table, and exit 1 where a ratio is missed."""
    wanted = parts or PARTS
    with tempfile.TemporaryDirectory(prefix="certiscope-bench-") as place:
        folder = Path(place)
        measured: list[Measured] = []
        seconds_of(startup())  # the first start after a while reads the libraries from the disk: not counted
        if "cold" in wanted or "one-more" in wanted:
            root = _portfolio(folder / "small", files, 20)
            if "cold" in wanted:
                what = f"{files} files × 20 rows, cold"
                measured.append(_against_script(what, root, times, at_most=1 / 2, goal=1 / 3))
            if "one-more" in wanted:
                measured.append(_one_more(root, files, times))
        if "large" in wanted:
            root = _portfolio(folder / "large", workbooks, 5000)
            measured.append(_against_script(f"{workbooks} files × 5,000 rows, cold", root, times, at_most=1 / 4))
    _tell(measured)
    if not all(one.met for one in measured):
        raise click.exceptions.Exit(1)


def certiscope(root: Path) -> list[str]:
    """A run, as the command line would start it."""
    return [sys.executable, "-m", "pipeline", "run", "--root", str(root)]


def script(root: Path, out: Path) -> list[str]:
    """The script, on the same files."""
    return [sys.executable, str(HERE / "script.py"), str(root / "data" / "raw"), str(out)]


def startup() -> list[str]:
    """The libraries, and twenty rows."""
    return [sys.executable, str(HERE / "startup.py")]


def _portfolio(root: Path, files: int, rows: int) -> Path:
    click.echo(f"writing {files} files of {rows} rows …", err=True)
    portfolios.write(root / "data" / "raw", files, rows)
    os.sync()  # else the disk is still busy with these files while the first side reads them
    return root


def _against_script(what: str, root: Path, times: int, *, at_most: float, goal: float | None = None) -> Measured:
    out = root / "scores.csv"
    ours, theirs = medians(times, lambda: _cold(root), lambda: seconds_of(script(root, out)))
    agree(root, out)
    return Measured(what, ours, "the script", theirs, at_most, goal)


def _cold(root: Path) -> float:
    shutil.rmtree(root / "data" / "processed", ignore_errors=True)
    return seconds_of(certiscope(root))


def _one_more(root: Path, files: int, times: int) -> Measured:
    seconds_of(certiscope(root))
    rounds = iter(range(times))

    def one_more() -> float:
        portfolios.write_one_more(root / "data" / "raw", files + next(rounds), 20)
        return seconds_of(certiscope(root))

    ours, theirs = medians(times, one_more, lambda: seconds_of(startup()))
    return Measured(f"one more file after {files}", ours, "start-up", theirs, at_most=1.6)


def agree(root: Path, out: Path) -> int:
    """The number of candidates that both sides scored, all of them the same.

    Raises DifferentScores with the first candidate on which they differ.
    """
    ranking = snapshots.read(root, "candidate_ranking")
    ours = {
        (row["campaign"], row["team_id"], row["certification_id"]): (row["score_percent"], row["decision"])
        for row in ranking.to_dict("records")
    }
    with out.open(encoding="utf-8", newline="") as file:
        theirs = {
            (row["Campagne"], slug(row["Équipe"]), slug(row["Certification"])): (
                float(row["Score"] or "nan"),
                row["Décision"],
            )
            for row in csv.DictReader(file)
        }
    for candidate in sorted(ours.keys() | theirs.keys()):
        if not _same(ours.get(candidate), theirs.get(candidate)):
            raise DifferentScores(f"{candidate}: {ours.get(candidate)} here, {theirs.get(candidate)} in the script")
    return len(ours)


def _same(ours: tuple[float, str] | None, theirs: tuple[float, str] | None) -> bool:
    if ours is None or theirs is None:
        return False
    near = abs(ours[0] - theirs[0]) <= SAME or (ours[0] != ours[0] and theirs[0] != theirs[0])
    at_a_threshold = any(abs(ours[0] - threshold) <= SAME for threshold in (40, 60))  # floats decide there, not notes
    return near and (ours[1] == theirs[1] or at_a_threshold)


def _tell(measured: Iterable[Measured]) -> None:
    click.echo(f"{'':32} {'Certiscope':>11} {'beside':>22} {'ratio':>7} {'at most':>8}")
    for one in measured:
        beside = f"{one.beside} {one.theirs:.2f} s"
        goal = f", goal {one.goal:.2f}" if one.goal else ""
        asked = f"{one.at_most:.2f}{goal}"
        mark = "" if one.met else "  MISSED"
        click.echo(f"{one.what:32} {one.ours:>9.2f} s {beside:>22} {one.ratio:>7.2f} {asked:>8}{mark}")


if __name__ == "__main__":
    main()
