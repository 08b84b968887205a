"""The score against fractions: every single sheet, and means of several respondents with gaps."""

from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from pipeline.methods.exact_score import Answered, score, verdict

WEIGHTS = (5, 4, 3, 4, 4, 3)
PILOT, ALTERNATIVES = Fraction(60), Fraction(40)


def answered(columns, weights=WEIGHTS, lowest=1, highest=5):
    return [
        Answered(weight * 1000, sum(notes) * 1000, len(notes), lowest * 1000, highest * 1000)
        for weight, notes in zip(weights, columns, strict=True)
    ]


def test_every_single_sheet_has_the_exact_score_and_113_and_451_lie_on_the_thresholds():
    found = [score(answered([[note] for note in notes])) for notes in product(range(1, 6), repeat=6)]
    expected = [
        Fraction(100 * sum(w * n for w, n in zip(WEIGHTS, notes, strict=True)), 5 * 23)
        for notes in product(range(1, 6), repeat=6)
    ]
    assert found == expected
    assert found.count(PILOT) == 451
    assert found.count(ALTERNATIVES) == 113


def test_a_criterion_counts_those_who_answered_it():
    columns = [[5, 2, 5], [5, 2], [5, 2], [5, 2], [5, 2], [5, 2]]
    assert round(float(score(answered(columns))), 2) == 72.17


def test_a_criterion_that_nobody_answered_leaves_no_score():
    assert score(answered([[5], [5], [], [5], [5], [5]])) is None


def test_exactly_sixty_is_neither_a_pilot_nor_an_alternative():
    assert verdict(Fraction(60), PILOT, ALTERNATIVES) == "deepen"
    assert verdict(Fraction(60) + Fraction(1, 10**12), PILOT, ALTERNATIVES) == "pilot"
    assert verdict(Fraction(40), PILOT, ALTERNATIVES) == "deepen"
    assert verdict(Fraction(40) - Fraction(1, 10**12), PILOT, ALTERNATIVES) == "alternatives"


def test_min_max_puts_the_lowest_note_at_zero():
    assert score(answered([[1]] * 6), min_max=True) == 0
    assert score(answered([[5]] * 6), min_max=True) == 100
    assert score(answered([[3]] * 6), min_max=True) == 50


notes = st.lists(st.integers(1, 5), min_size=1, max_size=12)


@given(st.lists(notes, min_size=6, max_size=6), st.randoms())
def test_permuting_or_doubling_the_respondents_changes_nothing(columns, shuffle):
    before = score(answered(columns))
    mixed = [shuffle.sample(column, len(column)) for column in columns]
    assert score(answered(mixed)) == before
    assert score(answered([column * 2 for column in columns])) == before


@given(st.lists(notes, min_size=6, max_size=6), st.integers(0, 5))
def test_raising_a_favourable_note_never_lowers_a_score(columns, which):
    before = score(answered(columns))
    raised = [list(column) for column in columns]
    raised[which][0] = min(5, raised[which][0] + 1)
    assert score(answered(raised)) >= before


@given(st.data())
def test_twelve_criteria_with_weights_of_three_decimals_are_exact(data):
    weights = data.draw(st.lists(st.integers(1, 9_999), min_size=12, max_size=12))
    totals = data.draw(st.lists(st.tuples(st.integers(1, 10_000), st.integers(1, 5)), min_size=12, max_size=12))
    criteria = [
        Answered(weight, count * note * 1000, count, 1000, 5000)
        for weight, (count, note) in zip(weights, totals, strict=True)
    ]
    expected = sum(Fraction(100 * w * note, 5) for w, (_, note) in zip(weights, totals, strict=True)) / sum(weights)
    assert score(criteria) == expected
