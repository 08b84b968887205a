"""The smallest change of ratings, or the fewest further answers, that would change a verdict."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.methods import flips
from pipeline.methods.exact_score import verdict

WEIGHTS = (5, 4, 3, 4, 4, 3)
SHARES = np.array(WEIGHTS) / 23
sheets = st.lists(st.lists(st.integers(1, 5), min_size=6, max_size=6), min_size=1, max_size=5)


def exact(sheets: list[list[int]]) -> Fraction:
    means = [Fraction(sum(column), len(column)) for column in zip(*sheets, strict=True)]
    return sum(20 * weight * mean for weight, mean in zip(WEIGHTS, means, strict=True)) / 23  # type: ignore[return-value]


def verdict_of(sheets: list[list[int]]) -> str:
    return verdict(exact(sheets), Fraction(60), Fraction(40))


@given(sheets)
def test_one_note_as_brute_force_finds_it(given_sheets: list[list[int]]) -> None:
    now, count = verdict_of(given_sheets), len(given_sheets)
    ways = flips.ways_out(np.array([now]), 60, 40)
    for way, sign in zip(ways, (1, -1), strict=True):
        notes = np.array(given_sheets)
        room = (5 - notes.min(axis=0) if sign > 0 else notes.max(axis=0) - 1)[None].astype(float)
        steps = flips.steps_of_one_note(np.array([float(exact(given_sheets))]), 20 * SHARES[None] / count, room, way)
        for criterion in range(6):
            most = int(room[0, criterion])
            who = int(notes[:, criterion].argmin() if sign > 0 else notes[:, criterion].argmax())
            enough = [
                step for step in range(1, most + 1)
                if (changed := [
                    [note + sign * step * (row == who and place == criterion) for place, note in enumerate(sheet)]
                    for row, sheet in enumerate(given_sheets)
                ]) and verdict_of(changed) != now
            ]  # fmt: skip
            expected = min(enough, default=np.nan)
            assert steps[0, criterion] == pytest.approx(expected, nan_ok=True)


@given(sheets)
def test_further_answers_as_brute_force_finds_them(given_sheets: list[list[int]]) -> None:
    now, count = verdict_of(given_sheets), len(given_sheets)
    totals = np.array(given_sheets).sum(axis=0)[None] * 20.0
    for way, note in zip(flips.ways_out(np.array([now]), 60, 40), (5, 1), strict=True):
        found = flips.further_answers(totals, np.full((1, 6), count), np.full(6, 20.0 * note), SHARES, way)[0]
        enough = [more for more in range(1, 60) if verdict_of(given_sheets + [[note] * 6] * more) != now]
        assert found == pytest.approx(min(enough, default=np.nan), nan_ok=True)
