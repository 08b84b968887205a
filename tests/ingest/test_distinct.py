"""A column by its different values says the same as the column itself."""

import datetime as dt

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest.distinct import Distinct, columns_of

cells = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(0, 3),
    st.sampled_from([0.0, 1.0, 2.5]),
    st.sampled_from(["", "contenu", "support", "1", "TRUE"]),
    st.just(dt.datetime(2026, 9, 30)),
)
columns = st.lists(cells, max_size=12)


def told_apart(values):
    """Values with their kind, for True equals 1."""
    return [(type(value) is bool, value) for value in values]


@given(columns)
def test_a_column_reads_as_what_it_was_made_of(values):
    column = Distinct.of(values)
    assert told_apart(column) == told_apart(values)
    assert told_apart(column[place] for place in range(len(column))) == told_apart(values)
    assert len(set(told_apart(column.different))) == len(column.different)


@given(columns, st.data())
def test_some_rows_of_a_column_know_only_their_own_values(values, data):
    rows = data.draw(st.lists(st.sampled_from(range(len(values))), unique=True)) if values else []
    part = Distinct.of(values).at(np.array(rows, "i8"))
    assert told_apart(part) == told_apart(values[row] for row in rows)
    assert set(told_apart(part.different)) == set(told_apart(part))


@given(columns)
def test_a_value_is_asked_once_and_answers_for_all_its_rows(values):
    asked = []

    def length(value):
        asked.append(value)
        return len(str(value))

    column = Distinct.of(values)
    answers = column.numbers(length).tolist()
    assert answers == [len(str(column.different[code])) for code in column.codes]
    assert told_apart(asked) == told_apart(column.different)


def test_what_stands_in_one_row_is_repeated_in_others():
    column = Distinct.of(["contenu", None, None, "support"]).repeated(0, [1, 2])
    assert list(column) == ["contenu", "contenu", "contenu", "support"]
    assert column.different == ["contenu", "support"]


def test_rows_that_end_early_are_blank_there():
    found = columns_of([["contenu", 4, "x"], ["support"]], slice(0, 2))
    assert [list(column) for column in found] == [["contenu", "support"], [4, None]]
