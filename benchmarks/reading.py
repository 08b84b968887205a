"""How long reading takes, from a start to raw tables: beside the start-up, and beside only reading the cells.

python -m benchmarks.reading [--only cold --only large --only known] [--times 3] [--known 40000]
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from benchmarks import portfolios
from benchmarks.compare import startup
from benchmarks.timed import HERE, medians, seconds_of

PARTS = ("cold", "large", "known")
FEW_ROWS = 5  # of each of the files that are known: what counts is that they are many


@dataclass(frozen=True)
class Measured:
    """The seconds of reading, those of the start-up, and those that reading may take beyond it."""

    what: str
    ours: float
    start_up: float
    beyond: float
    why: str

    @property
    def met(self) -> bool:
        """Whether reading takes no longer than was asked for."""
        return self.ours <= self.start_up + self.beyond


@click.command()
@click.option(
    "--only", "parts", type=click.Choice(PARTS), multiple=True, help="A part only; may be given several times."
)
@click.option("--times", default=3, show_default=True, help="How often each duration is measured; the median counts.")
@click.option("--known", default=40_000, show_default=True, help="Files that were read before, in the third part.")
@click.option("--read", type=click.Path(path_type=Path), hidden=True)
def main(parts: Sequence[str], times: int, known: int, read: Path | None) -> None:
    """Measure, print a table, and exit 1 where reading takes longer than was asked for."""
    if read:
        _read(read)
        return
    wanted = parts or PARTS
    with tempfile.TemporaryDirectory(prefix="certiscope-bench-") as place:
        folder = Path(place)
        seconds_of(startup())  # the first start after a while reads the libraries from the disk: not counted
        measured = [part(folder / name, times, known) for name, part in _PARTS.items() if name in wanted]
    for one in measured:
        mark = "" if one.met else "  MISSED"
        asked = f"asked: start-up {one.start_up:.2f} s + {one.beyond:.2f} s ({one.why})"
        click.echo(f"{one.what:36} {one.ours:>6.2f} s   {asked}{mark}")
    if not all(one.met for one in measured):
        raise click.exceptions.Exit(1)


def reading(root: Path) -> list[str]:
    """What a run does until it has raw tables, in a process."""
    return [sys.executable, "-m", "benchmarks.reading", "--read", str(root)]


def cells(root: Path) -> list[str]:
    """Reading every cell and doing nothing with it, in a process."""
    return [sys.executable, str(HERE / "cells.py"), str(root / "data" / "raw")]


def _read(root: Path) -> None:
    from pipeline.ingest import processes

    processes.start_ahead(processes.AT_MOST)  # as the command line does
    from pipeline import config, declared, expectations, judged, received, run  # what a run imports
    from pipeline.ingest import identity, store

    processed = root / "data" / "processed"
    configuration = config.load(root)
    known = declared.known(received.listing(root), configuration)
    wanted = [(one.file_key, one.received.file, one.received.path) for one in known]
    tables = store.bring_up_to_date(
        processed, wanted, configuration, identity.key_of(root),
        meanwhile=lambda: run.load_what_comes_next(judged.Judge(processed)),
    )  # fmt: skip
    expectations.validator()
    assert len(tables["tables"]) >= len({one.file_key for one in known})


def _cold(root: Path) -> float:
    shutil.rmtree(root / "data" / "processed", ignore_errors=True)
    return seconds_of(reading(root))


def _many_small(root: Path, times: int, known: int) -> Measured:
    portfolios.write(root / "data" / "raw", 1000, 20)
    ours, start_up = medians(times, lambda: _cold(root), lambda: seconds_of(startup()))
    return Measured("1,000 files × 20 rows", ours, start_up, 1.5, "so much for them all")


def _few_large(root: Path, times: int, known: int) -> Measured:
    portfolios.write(root / "data" / "raw", 20, 5000)
    ours, start_up, floor = medians(
        times, lambda: _cold(root), lambda: seconds_of(startup()), lambda: seconds_of(cells(root))
    )
    return Measured("20 files × 5,000 rows", ours, start_up, 2.5 * floor, f"2.5 × {floor:.2f} s for the cells alone")


def _one_more(root: Path, times: int, known: int) -> Measured:
    raw = root / "data" / "raw"
    portfolios.write(raw, known, FEW_ROWS)
    seconds_of(reading(root))
    rounds = iter(range(times))

    def one_more() -> float:
        portfolios.write_one_more(raw, known + next(rounds), FEW_ROWS)
        return seconds_of(reading(root))

    ours, start_up = medians(times, one_more, lambda: seconds_of(startup()))
    return Measured(f"one new file beside {known:,} known", ours, start_up, 4, "so much for them all")


_PARTS = {"cold": _many_small, "large": _few_large, "known": _one_more}


if __name__ == "__main__":
    main()
