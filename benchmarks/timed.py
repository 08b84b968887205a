"""Seconds of commands in fresh processes, the commands in turn so that a slow minute of the machine touches all."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

import click

HERE = Path(__file__).resolve().parent


def seconds_of(command: Sequence[str]) -> float:
    """Seconds from a process's start to its end; told with the processor's seconds beside. Raises ClickException."""
    environment = {**os.environ, "GX_ANALYTICS_ENABLED": "false"}
    start, worked = time.perf_counter(), _processor_seconds()
    done = subprocess.run(command, cwd=HERE.parent, env=environment, capture_output=True, text=True)
    seconds, worked = time.perf_counter() - start, _processor_seconds() - worked
    if done.returncode:
        raise click.ClickException(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    name = " ".join(command[1:4]).removeprefix("-m ") if command[1] == "-m" else Path(command[1]).name
    click.echo(f"  {name}: {seconds:.2f} s ({worked:.2f} s of processor)", err=True)
    return seconds


def medians(times: int, *measured: Callable[[], float]) -> list[float]:
    """The median of each measurement, all of them taken in turn."""
    rounds = [[one() for one in measured] for _ in range(times)]
    return [median(of_one) for of_one in zip(*rounds, strict=True)]


def _processor_seconds() -> float:
    """What the processes started from here have used so far: tells a busy machine from slow work."""
    used = os.times()
    return used.children_user + used.children_system
