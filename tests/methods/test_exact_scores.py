"""Many scores at once against one score at a time, in fractions: values, thresholds, order and means."""

from fractions import Fraction

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.methods.exact_score import Answered, score
from pipeline.methods.exact_scores import Percents, Received, percents, together

LINES = (Fraction(60), Fraction(40))


def received(weights, rows, lowest=1000, highest=5000):
    """Rows of (sum, number) a criterion; sums in thousandths."""
    pairs = np.array(rows, np.int64)
    whole = np.ones(len(weights), np.int64)
    return Received(np.array(weights), pairs[..., 0], pairs[..., 1], lowest * whole, highest * whole)


def one_by_one(given, min_max):
    return [
        score([Answered(*criterion) for criterion in zip(*columns, strict=True)], min_max=min_max)
        for columns in (
            (given.weights.tolist(), totals, counts, given.lowest.tolist(), given.highest.tolist())
            for totals, counts in zip(given.totals.tolist(), given.counts.tolist(), strict=True)
        )
    ]


@st.composite
def candidates(draw):
    """Few people or ten thousand, one criterion or twelve, weights of up to three decimals."""
    people = draw(st.sampled_from((3, 10, 10_000)))
    weights = draw(st.lists(st.integers(1, 9_999) | st.integers(1, 5).map(lambda w: w * 1000), min_size=1, max_size=12))
    counts = st.integers(1, people)
    note = st.tuples(counts, st.integers(1000, 5000)).map(lambda pair: (pair[0] * pair[1], pair[0]))
    row = st.lists(note, min_size=len(weights), max_size=len(weights))
    return received(weights, draw(st.lists(row, min_size=1, max_size=12)))


@settings(deadline=None)
@given(candidates(), st.booleans())
def test_they_are_the_scores_one_by_one(given, min_max):
    expected = one_by_one(given, min_max)
    found = percents(given, min_max=min_max)
    assert [found.exact(row) for row in range(len(expected))] == expected
    assert found.doubles().tolist() == [float(one) for one in expected]
    for line in (*LINES, expected[0], expected[0] + Fraction(1, 10**20)):
        assert found.against(line).tolist() == [(one > line) - (one < line) for one in expected]
    places = {one: place for place, one in enumerate(sorted(set(expected)))}
    assert found.order().tolist() == [places[one] for one in expected]
    assert found.mean(range(len(expected))) == sum(expected) / len(expected)


def test_what_does_not_fit_whole_numbers_is_kept_as_fractions():
    primes = (9_973, 9_967, 9_949, 9_941, 9_931, 9_929)
    large = received((5, 4, 3, 4, 4, 3), [[(count * 3000 + 1, count) for count in primes], [(6000, 2)] * 6])
    found = percents(large)
    assert set(found.large) == {0}
    assert [found.exact(row) for row in (0, 1)] == one_by_one(large, min_max=False)
    assert found.against(LINES[0]).tolist() == [1, 0]


def test_scores_that_round_to_one_double_keep_their_order_and_equal_ones_tie():
    third, sixth = np.array([180, 360, 180]), np.array([3, 6, 3])
    close = Percents(third, sixth, {2: Fraction(60) + Fraction(1, 10**30)})
    assert close.doubles().tolist() == [60.0, 60.0, 60.0]
    assert close.order().tolist() == [0, 0, 1]
    assert close.against(LINES[0]).tolist() == [0, 0, 1]
    assert together([close, percents(received((1,), [[(5000, 1)]]))]).order().tolist() == [0, 0, 1, 2]


def test_missing_notes_are_filled_with_the_worst_and_the_best():
    asked = received((5, 4, 3, 4, 4, 3), [[(5000, 1), (5000, 1), (0, 0), (5000, 1), (5000, 1), (5000, 1)]])
    worst, best = (percents(asked.filled(np.array([1]), note)) for note in (asked.lowest, asked.highest))
    assert (worst.exact(0), best.exact(0)) == (Fraction(100 * (20 * 5 + 3), 115), Fraction(100))
