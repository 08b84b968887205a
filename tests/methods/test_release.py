"""Releases of answers: whatever is subtracted from whatever, what is left speaks of enough people."""

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.methods.release import Answer, may_release

FLOOR = 3
CRITERIA = ("impact", "cost")


def key(person, version):
    return f"{person}:{version}"


def fewest_left(releases, known, criterion):
    """The exact oracle: the fewest people that any weighted sum of releases can be about, by one criterion's notes."""
    keys = sorted(one for one in known if criterion in known[one].criteria)
    matrix = np.array([[one in release for one in keys] for release in releases], dtype=float)
    rank = np.linalg.matrix_rank(matrix) if keys else 0
    people = sorted({known[one].person for one in keys})
    for size in range(1, FLOOR):
        for few in combinations(people, size):
            rest = [place for place, one in enumerate(keys) if known[one].person not in few]
            if (np.linalg.matrix_rank(matrix[:, rest]) if rest else 0) < rank:
                return size
    return FLOOR


moves = st.lists(
    st.tuples(st.integers(0, 9), st.sampled_from(("says", "leaves")), st.sampled_from((CRITERIA, ("impact",)))),
    min_size=1, max_size=30,
)  # fmt: skip


@settings(max_examples=150)
@given(moves)
def test_no_weighted_sum_of_releases_is_about_fewer_people_than_the_floor(happened):
    now, known, releases = {}, {}, []
    last, ever = set(), set()
    for version, (person, what, criteria) in enumerate(happened):
        now.pop(str(person), None)
        if what == "says":
            one = key(person, version)
            known[one] = Answer(str(person), frozenset(criteria))
            now[str(person)] = one
        if may_release(set(now.values()), last, ever, known, FLOOR):
            last = set(now.values())
            ever |= last
            releases.append(last)
    for criterion in CRITERIA:
        assert fewest_left(releases, known, criterion) >= FLOOR if releases else True


def test_the_oracle_sees_a_release_with_one_person_more():
    known = {key(person, 0): Answer(str(person), frozenset(CRITERIA)) for person in range(6)}
    keys = sorted(known)
    assert fewest_left([set(keys[:5]), set(keys)], known, "impact") == 1


def test_people_that_come_under_another_name_are_not_new():
    known = {key(person, 0): Answer(str(person), frozenset(CRITERIA)) for person in range(11)}
    keys = sorted(known, key=lambda one: int(one.split(":")[0]))
    named, renamed_and_one = set(keys[:5]), set(keys[5:])
    assert may_release(named, set(), set(), known, 5)
    assert not may_release(renamed_and_one, named, named, known, 5)


def test_a_criterion_that_too_few_of_the_new_people_rated_holds_them_all_back():
    known = {key(person, 0): Answer(str(person), frozenset(CRITERIA[: 1 + (person < 2)])) for person in range(5)}
    assert not may_release(set(known), set(), set(), known, 3)
    rated_by_nobody = {one: Answer(answer.person, frozenset({"impact"})) for one, answer in known.items()}
    assert may_release(set(known), set(), set(), rated_by_nobody, 3)


def test_an_old_answer_that_is_gone_might_have_rated_anything():
    known = {key(person, 0): Answer(str(person), frozenset({"impact"})) for person in range(6, 14)}
    kept = {key(6, 0)}
    last = kept | {key(99, 0)}
    assert may_release(set(known), last, last, known, 3)
    some = {one: Answer(a.person, frozenset(CRITERIA)) if one == key(6, 0) else a for one, a in known.items()}
    assert not may_release(set(known), last, last, some, 3), "one old rating of the cost would be left alone"
