"""The messages that a wrong table draws."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils.errors import CourseError
from course_utils.measures.tables import (
    amounts,
    apart,
    columns_of,
    complete,
    dates,
    finite,
    natural,
    numeric,
    pairs_of,
    require,
    split,
    truths,
    unique,
    years,
)

GOOD = pd.DataFrame({"state": ["AZE", "PAK"], "year": [2000, 2000], "gdp": [1.5, None]})


def test_a_good_table_passes():
    require(GOOD, ["state", "year"], "economies")
    unique(GOOD, ["state", "year"], "economies")
    numeric(GOOD, ["year", "gdp"], "economies")


def test_what_is_no_table():
    with pytest.raises(CourseError, match=r"must be a table .* but a list came"):
        require([1, 2], ["state"], "economies")


def test_a_missing_column_is_named_with_what_is_there():
    with pytest.raises(CourseError, match=r"Lacking: population; it has: state, year, gdp"):
        require(GOOD, ["state", "population"], "economies")
    with pytest.raises(CourseError, match="it has: none"):
        require(pd.DataFrame(), ["state"], "economies")


def test_a_repeated_key_is_shown():
    with pytest.raises(CourseError, match="but 1 repeat a key, first year 2000"):
        unique(GOOD, ["year"], "economies")


@pytest.mark.parametrize("column", [["1", "2"], [True, False]])
def test_what_is_no_number(column):
    with pytest.raises(CourseError, match=r"column gdp of the economies must hold numbers"):
        numeric(GOOD.assign(gdp=column), ["gdp"], "economies")


CHECKS = [
    lambda table: complete(table, ["n"], "economies"),
    lambda table: unique(table, ["n"], "economies"),
    lambda table: numeric(table, ["n"], "economies"),
    lambda table: finite(table, ["n"], "economies"),
    lambda table: amounts(table, ["n"], "economies"),
    lambda table: natural(table, ["n"], "economies"),
    lambda table: dates(table, ["n"], "economies"),
    lambda table: truths(table, ["n"], "economies"),
    lambda table: apart(table, ["n", "state"], "economies"),
    lambda table: pairs_of(table, "economies", "n", "state"),
]


@pytest.mark.parametrize("check", [*CHECKS, lambda table: years(table.drop(columns="year"), "economies")])
def test_every_check_names_a_lacking_column(check):
    with pytest.raises(CourseError, match=r"economies must have the columns .* Lacking: (n|year)"):
        check(GOOD)


def test_an_empty_cell_is_counted():
    complete(GOOD, ["state", "year"], "economies")
    with pytest.raises(CourseError, match="column gdp of the economies has empty cells in 1 of 2 rows"):
        complete(GOOD, ["state", "gdp"], "economies")


def numbers(*values, kind="float64"):
    return pd.DataFrame({"n": pd.array(values, dtype=kind)})


@pytest.mark.parametrize("kind", ["float64", "Float64", "Int64"])
def test_good_numbers_pass(kind):
    finite(numbers(-1, 2, kind=kind), ["n"], "table")
    amounts(numbers(0, 2, kind=kind), ["n"], "table")
    natural(numbers(0, 2, kind=kind), ["n"], "table")
    for check in (finite, lambda *given: amounts(*given, missing=True), lambda *given: natural(*given, missing=True)):
        check(numbers(1, None, kind=kind), ["n"], "table")
    for check in (finite, amounts, natural):
        check(numbers(kind=kind), ["n"], "table")


@pytest.mark.parametrize("check", [finite, amounts, natural])
@pytest.mark.parametrize("infinite", [np.inf, -np.inf])
def test_infinite_numbers(check, infinite):
    with pytest.raises(CourseError, match="column n of the table holds an infinite value"):
        check(numbers(1, infinite), ["n"], "table")


@pytest.mark.parametrize("check", [amounts, natural])
def test_numbers_below_0_and_gaps(check):
    with pytest.raises(CourseError, match=r"column n of the table must hold numbers of 0 or more, .* down to -9\."):
        check(numbers(1, -9, -2), ["n"], "table")
    with pytest.raises(CourseError, match="column n of the table has empty cells in 1 of 2 rows"):
        check(numbers(1, None), ["n"], "table")


def test_broken_numbers():
    amounts(numbers(0.5), ["n"], "table")
    with pytest.raises(CourseError, match=r"must hold whole numbers, but 1 rows hold something else, first 2\.5"):
        natural(numbers(1, 2.5, None), ["n"], "table", missing=True)


def test_years():
    years(GOOD, "economies")
    for column, words in (([2000.0, 2001.0], "whole numbers, but its type is float64"), ([2000, None], "empty cells")):
        with pytest.raises(CourseError, match=words):
            years(GOOD.assign(year=column), "economies")


def test_dates():
    signed = pd.DataFrame({"signed": pd.to_datetime(["1995-10-01", None])})
    dates(signed, ["signed"], "treaties", missing=True)
    dates(signed.iloc[:1], ["signed"], "treaties")
    with pytest.raises(CourseError, match="empty cells in 1 of 2 rows"):
        dates(signed, ["signed"], "treaties")
    zoned, text, numbered = signed["signed"].dt.tz_localize("UTC"), signed["signed"].astype("str"), [1995, 1996]
    for column in (zoned, text, numbered):
        with pytest.raises(CourseError, match="column signed of the treaties must hold dates without a time zone"):
            dates(signed.assign(signed=column), ["signed"], "treaties", missing=True)


@pytest.mark.parametrize("column", [[True, False], [1, 0], [1.0, 0.0], pd.array([True, False], "boolean")])
def test_truths_in_any_form(column):
    found = truths(pd.DataFrame({"x": column, "y": True}, index=[7, 9]), ["x", "y"], "pairs")
    assert found.dtypes.eq(bool).all() and found.index.tolist() == [7, 9]
    assert found["x"].tolist() == [True, False]


@pytest.mark.parametrize("column", [["yes", "no"], [1, 2], [None, True], pd.array([True, None], "boolean")])
def test_what_is_neither_true_nor_false(column):
    with pytest.raises(
        CourseError, match=r"column x of the pairs must hold True or False .* hold something else, first"
    ):
        truths(pd.DataFrame({"x": column}), ["x"], "pairs")


TIES = pd.DataFrame({"state_a": ["PAK", "ARM"], "state_b": ["AZE", "AZE"]})


def test_pairs_have_one_name():
    assert pairs_of(TIES, "ties", once=True) == [("AZE", "PAK"), ("ARM", "AZE")]
    assert pairs_of(TIES.iloc[:0], "ties", once=True) == []


@pytest.mark.parametrize(
    "check", [lambda table: apart(table, ["state_a", "state_b"], "ties"), lambda table: pairs_of(table, "ties")]
)
def test_ends_that_are_no_pair(check):
    with pytest.raises(CourseError, match="two different ones in state_a and state_b, but one has AZE twice"):
        check(TIES.assign(state_a="AZE"))
    with pytest.raises(CourseError, match="column state_a of the ties has empty cells"):
        check(TIES.assign(state_a=["PAK", None]))


def test_a_pair_that_comes_twice():
    twice = pd.DataFrame({"state_a": ["PAK", "AZE", "ARM"], "state_b": ["AZE", "PAK", "AZE"]})
    assert len(pairs_of(twice, "ties")) == 3
    with pytest.raises(
        CourseError, match=r"one row a pair, but 1 repeat a pair of state_a and state_b .* first AZE and PAK"
    ):
        pairs_of(twice, "ties", once=True)


@settings(max_examples=12)
@given(st.lists(st.lists(st.sampled_from("ABCD"), min_size=2, max_size=2, unique=True), max_size=6))
def test_pairs_are_the_same_whichever_end_comes_first(rows):
    there = pd.DataFrame(rows, columns=["state_a", "state_b"], dtype="str")
    back = there.rename(columns={"state_a": "state_b", "state_b": "state_a"})
    assert pairs_of(there, "ties") == pairs_of(back, "ties") == [tuple(sorted(row)) for row in rows]


def test_columns_to_group_by():
    assert columns_of(None) == columns_of([]) == []
    assert columns_of("state") == ["state"]
    assert columns_of(iter(["state", "year"])) == ["state", "year"]


def test_groups_of_a_table():
    table = pd.DataFrame({"state": ["PAK", "AZE", "PAK", None], "year": [2000, 2000, 2001, 2001]})
    by_state = list(split(table, "state", "votes"))
    assert [(name, part.index.tolist()) for name, part in by_state] == [
        ({"state": "AZE"}, [1]),
        ({"state": "PAK"}, [0, 2]),
    ]
    names = [name for name, _ in split(table, ["year", "state"], "votes")]
    assert names[0] == {"year": 2000, "state": "AZE"} and len(names) == 3
    assert list(split(table.iloc[:0], "state", "votes")) == []


def test_a_table_without_groups_is_one_part_even_if_empty():
    for by in (None, [], ()):
        assert [(name, len(part)) for name, part in split(GOOD.iloc[:0], by, "votes")] == [({}, 0)]


def test_an_unknown_group_is_named():
    with pytest.raises(CourseError, match=r"no column of the votes called 'sate'\. Did you mean 'state'"):
        list(split(GOOD, "sate", "votes"))
