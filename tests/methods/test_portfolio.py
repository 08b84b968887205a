"""The best choice within limits: against a published instance, and against every one of 2^n choices."""

from concurrent.futures import ThreadPoolExecutor
from itertools import combinations
from random import Random
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.methods import optimum as optimum_module
from pipeline.methods.optimum import optimum
from pipeline.methods.portfolio import Item, Problem, Taken, broken, simple_rule, worst_cost
from pipeline.methods.relief import least_budget, reliefs


def problem(*rows, budget, **limits):
    """Rows of id, team, unit, value, cost in cents, hours in hundredths."""
    return Problem(tuple(Item(*row) for row in rows), budget, **limits)


def every_choice(given):
    ids = sorted(given.by_id)
    choices = (choice for count in range(len(ids) + 1) for choice in combinations(ids, count))
    return [choice for choice in choices if not broken(given, choice)]


ids = st.integers(0, 30)
amounts = st.one_of(st.integers(0, 12), st.integers(0, 5_000_000))


@st.composite
def problems(draw, most=9):
    count = draw(st.integers(0, most))
    names = [f"c{number:02d}" for number in range(count)]
    whole = draw(st.sampled_from([9, 5_000_000, 10**9]))
    number = st.integers(0, whole)
    items = tuple(
        Item(one, draw(st.sampled_from("abcd")), draw(st.sampled_from(["", "u", "v", "w"])), draw(number), draw(number),
             draw(st.integers(0, 9)))
        for one in names
    )  # fmt: skip
    some = st.sets(st.sampled_from(names), max_size=2) if names else st.just(set())
    pairs = st.lists(st.tuples(st.sampled_from(names), st.sampled_from(names)), max_size=2) if names else st.just([])
    units = st.dictionaries(st.sampled_from("uvx"), st.integers(0, 2 * whole), max_size=2)
    return Problem(
        items,
        budget=draw(st.integers(0, 4 * whole)),
        hours=draw(st.one_of(st.none(), st.integers(0, 25))),
        per_team=draw(st.sampled_from([1, 1, 2])),
        caps=draw(st.one_of(st.just({}), units)),
        floors=draw(st.one_of(st.just({}), st.just({}), units)),
        units_at_least=draw(st.sampled_from([0, 0, 1, 2])),
        mandatory=frozenset(draw(st.one_of(st.just(set()), some))),
        excluded=frozenset(draw(st.one_of(st.just(set()), some))),
        requires=tuple(draw(pairs)),
        not_both=tuple(draw(pairs)),
        overrun_percent=draw(st.sampled_from([0, 0, 25])),
        overrun_count=draw(st.sampled_from([1, 2, 20])),
    )


def test_the_published_knapsack():
    weights, profits = (23, 31, 29, 44, 53, 38, 63, 85, 89, 82), (92, 57, 49, 68, 60, 43, 67, 84, 87, 72)
    rows = [
        (f"{number:02d}", f"t{number}", "", profit, weight)
        for number, (profit, weight) in enumerate(zip(profits, weights, strict=True), 1)
    ]
    found = optimum(problem(*rows, budget=165))
    assert (found.status, found.gap, found.value) == ("optimal", 0.0, 309)
    assert found.chosen == ("01", "02", "03", "04", "06")


@settings(max_examples=80, deadline=None)
@given(problems())
def test_the_best_of_all_choices_is_found_with_every_limit(given):
    allowed = every_choice(given)
    found = optimum(given)
    if not allowed:
        assert found.status == "infeasible"
        return
    best = max(map(given.value, allowed))
    cheapest = min(given.cost(choice) for choice in allowed if given.value(choice) == best)
    assert (found.status, found.value, found.cost, found.gap) == ("optimal", best, cheapest, 0.0)
    assert not broken(given, found.chosen)


@settings(max_examples=4, deadline=None)
@given(problems(most=14))
def test_the_best_of_sixteen_thousand_choices(given):
    allowed = every_choice(given)
    assert optimum(given).value == max(map(given.value, allowed), default=0)


@settings(max_examples=60, deadline=None)
@given(problems(), st.sampled_from([0, 2, 5]))
def test_what_is_narrowed_down_as_among_thousands_is_the_best_of_all_choices(given, few):
    allowed = every_choice(given)
    with mock.patch.multiple(optimum_module, EXACT_UP_TO=few, FIRST_AMONG=(1, 3), MANY=few):
        found, roughly = optimum(given), optimum(given, 1e-3)
    if not allowed:
        assert (found.status, roughly.status) == ("infeasible", "infeasible")
        return
    best = max(map(given.value, allowed))
    for one, gap in ((found, 1e-4), (roughly, 1e-3)):
        assert one.status == "optimal"
        assert not broken(given, one.chosen)
        assert one.value <= best <= one.value * (1 + one.gap) + 0.5
        assert one.gap <= gap * 1.01


def test_a_search_that_is_cut_short_says_to_within_what_it_is_proven():
    luck = Random(3)  # what costs more is worth more: the last ten-thousandth takes long
    costs = [luck.randint(200_000, 4_000_000) for _ in range(24)]
    rows = [(f"c{number:02d}", f"t{number // 2}", "", cost + 10_000, cost) for number, cost in enumerate(costs)]
    given = problem(*rows, budget=int(0.23 * sum(costs)))
    exact = optimum(given)
    with mock.patch.multiple(optimum_module, PROOF_WORK=24):
        found = optimum(given)
    assert (exact.status, exact.gap) == ("optimal", 0.0)
    assert found.status == "optimal"
    assert 0 < found.gap <= 1e-4
    assert not broken(given, found.chosen)
    assert found.value <= exact.value <= found.value * (1 + found.gap)


@settings(max_examples=25, deadline=None)
@given(problems(), st.integers(0, 5_000_000))
def test_more_budget_is_never_worth_less_and_one_more_limit_never_worth_more(given, more):
    now = optimum(given)
    richer = optimum(Problem(**{**vars_of(given), "budget": given.budget + more}))
    stricter = optimum(Problem(**{**vars_of(given), "units_at_least": given.units_at_least + 1}))
    if now.status == "optimal":
        assert richer.status == "optimal"
        assert richer.value >= now.value
    if stricter.status == "optimal":
        assert now.value >= stricter.value


@settings(max_examples=25, deadline=None)
@given(problems(), st.randoms(use_true_random=False))
def test_the_order_of_candidates_changes_nothing(given, luck):
    turned = list(given.items)
    luck.shuffle(turned)
    assert optimum(Problem(**{**vars_of(given), "items": tuple(turned)})) == optimum(given)


@settings(max_examples=20, deadline=None)
@given(problems())
def test_overruns_of_none_and_of_all(given):
    def with_overrun(percent, count, items=given.items):
        return optimum(Problem(**{**vars_of(given), "items": items, "caps": {}, "floors": {},
                                  "overrun_percent": percent, "overrun_count": count}))  # fmt: skip

    assert with_overrun(50, 0) == with_overrun(0, 5)
    doubled = tuple(Item(one.id, one.team, one.unit, one.value, 2 * one.cost, one.hours) for one in given.items)
    everyone = with_overrun(100, len(given.items))
    assert (everyone.status, everyone.value) == (with_overrun(0, 0, doubled).status, with_overrun(0, 0, doubled).value)


@settings(max_examples=40, deadline=None)
@given(problems(most=7))
def test_what_would_have_to_give_makes_it_possible_and_nothing_less_would(given):
    if every_choice(given):
        return
    found = reliefs(given)
    changed = [relieved(given, one, one.needed) for one in found.limits]
    if not found.limits:
        free = given
        for kind in ("budget", "hours", "caps", "floors", "units_at_least"):
            nothing = {"budget": worst_cost(given, given.by_id), "hours": None, "caps": {}, "floors": {}}
            free = Problem(**{**vars_of(free), kind: nothing.get(kind, 0)})
        assert not every_choice(free)
    elif found.alone:
        assert all(every_choice(one) for one in changed)
        for one in found.limits:
            nearer = one.needed + (1 if one.kind in ("floor", "units") else -1)
            assert not every_choice(relieved(given, one, nearer))
    else:
        together = given
        for one in found.limits:
            together = relieved(together, one, one.needed)
        assert every_choice(together)


def relieved(given, relief, amount):
    name = {"budget": "budget", "hours": "hours", "cap": "caps", "floor": "floors", "units": "units_at_least"}
    key = name[relief.kind]
    value = {**getattr(given, key), relief.about: amount} if relief.kind in ("cap", "floor") else amount
    return Problem(**{**vars_of(given), key: value})


def vars_of(given):
    return {name: getattr(given, name) for name in Problem.__dataclass_fields__}


@settings(max_examples=40, deadline=None)
@given(problems())
def test_the_simple_rule_breaks_no_limit_from_above_and_is_never_worth_more(given):
    found, rule = optimum(given), simple_rule(given)
    if found.status == "optimal" and not broken(given, rule):
        assert given.value(rule) <= found.value


@settings(max_examples=100, deadline=None)
@given(problems())
def test_what_adding_one_would_break_is_what_the_larger_choice_breaks(given):
    allowed = every_choice(given)
    for choice in allowed[:: max(1, len(allowed) // 5)]:
        taken = Taken(given, choice)
        for one in set(given.by_id) - set(choice):
            whole = [limit for limit in broken(given, (*choice, one)) if limit.kind not in ("floor", "units")]
            # A pair says the same from either side.
            assert {(limit.kind, limit.by) for limit in taken.adding(one)} == {(one.kind, one.by) for one in whole}


def test_the_simple_rule_misses_what_the_optimum_finds():
    given = problem(
        ("a", "t1", "", 6000, 100), ("b", "t2", "", 5500, 100), ("c", "t3", "", 7000, 110), budget=200
    )  # fmt: skip
    assert simple_rule(given) == ("c",)
    assert optimum(given).chosen == ("a", "b")


def test_of_equally_good_choices_the_cheapest_then_the_first():
    rows = [("b", "t1", "", 10, 500), ("a", "t2", "", 10, 500), ("c", "t3", "", 10, 400)]
    assert optimum(problem(*rows, budget=500)).chosen == ("c",)
    assert optimum(problem(*rows[:2], budget=500)).chosen == ("a",)


def test_one_cent_too_little_is_too_little():
    rows = [(f"c{number}", f"t{number}", "", 1, 3_333_333_33) for number in range(3)]
    assert len(optimum(problem(*rows, budget=3 * 3_333_333_33)).chosen) == 3
    assert len(optimum(problem(*rows, budget=3 * 3_333_333_33 - 1)).chosen) == 2


def test_what_is_worth_nothing_is_not_funded_unless_a_limit_asks_for_it():
    rows = [("a", "t1", "u", 0, 100), ("b", "t2", "v", 5, 100), ("c", "t3", "w", 0, 0)]
    assert optimum(problem(*rows, budget=1000)).chosen == ("b",)
    assert optimum(problem(*rows, budget=1000, mandatory=frozenset({"a"}))).chosen == ("a", "b")
    assert optimum(problem(*rows, budget=1000, requires=(("b", "a"),))).chosen == ("a", "b")


def test_the_least_budget_is_what_must_be_paid():
    rows = [("a", "t1", "u", 5, 300), ("b", "t2", "v", 5, 100), ("c", "t3", "u", 5, 200)]
    given = problem(*rows, budget=0, mandatory=frozenset({"b"}), floors={"u": 150})
    assert least_budget(given) == 300
    assert least_budget(problem(*rows, budget=0)) == 0
    dear = [("a", "t1", "u", 5, 100), ("b", "t2", "u", 5, 51), ("c", "t3", "u", 5, 51)]
    overrun = problem(*dear, budget=0, floors={"u": 100}, overrun_percent=100, overrun_count=1)
    assert least_budget(overrun) == 153, "two small ones overrun less than a large one"


def test_nothing_is_written_to_standard_output(capfd):
    luck = Random(3)  # an instance on which the solver writes, whatever it is told
    rows = [
        (
            f"c{number:03d}",
            f"t{number // 3}",
            "",
            luck.randint(1, 60) * luck.randint(3, 30),
            luck.randint(200_000, 4_000_000),
        )
        for number in range(120)
    ]
    assert optimum(problem(*rows, budget=25_200_000)).status == "optimal"
    assert capfd.readouterr() == ("", "")


def test_several_threads_may_solve_at_once(capfd):
    rows = [(f"c{number}", f"t{number % 7}", "", 7 + number * 13 % 11, 100 + number * 37 % 90) for number in range(40)]
    budgets = [150, 300, 450, 600] * 3
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda budget: optimum(problem(*rows, budget=budget)), budgets))
    assert found == [optimum(problem(*rows, budget=budget)) for budget in budgets]
    print("still there")
    assert capfd.readouterr() == ("still there\n", "")


def test_a_problem_that_contradicts_itself_is_refused():
    with pytest.raises(ValueError, match="no candidate"):
        problem(("a", "t", "", 1, 1), budget=1, mandatory=frozenset({"b"}))
    with pytest.raises(ValueError, match="same id"):
        problem(("a", "t", "", 1, 1), ("a", "t", "", 1, 1), budget=1)
    with pytest.raises(ValueError, match="below zero"):
        problem(("a", "t", "", 1, -1), budget=1)
