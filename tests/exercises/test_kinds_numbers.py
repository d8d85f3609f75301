"""Numbers, and answers made of several values: what counts as one, and what is said of all else."""

from __future__ import annotations

from collections import Counter, OrderedDict, namedtuple
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest

from course_utils.exercises import Hints, Question
from course_utils.exercises.examine import examine
from course_utils.exercises.kinds import Kind, Number, Record, Several, Table


def message(kind: Kind, answer: Any) -> str:
    return examine(Question("t-q1", 1, "Count.", ("n",), kind, Hints("a", "b", "c", "d", "e")), answer).message


SHARE = Number(low=0, high=1, unit="share")
COUNT = Number(low=0, whole=True)


@pytest.mark.parametrize(
    "same",
    [0.5, Fraction(1, 2), Decimal("0.5"), np.float16(0.5), np.float64(0.5), np.array(0.5), pd.Series([0.5]).mean(),
     pd.Series([0.5], dtype="Float64").iloc[0]],
)  # fmt: skip
def test_half_in_every_form(same: Any) -> None:
    assert message(SHARE, same) == ""
    assert SHARE.plain(same) == 0.5 and type(SHARE.plain(same)) is float
    assert SHARE.equal(same, 0.5) and not SHARE.equal(same, 0.6)


@pytest.mark.parametrize(
    "same", [3, 3.0, np.int8(3), np.uint64(3), np.float32(3), np.array(3), Decimal(3), Fraction(6, 2), pd.array([3], dtype="Int64")[0]]
)  # fmt: skip
def test_three_in_every_form(same: Any) -> None:
    assert message(COUNT, same) == "" and COUNT.plain(same) == 3 and type(COUNT.plain(same)) is int


NOTHING = [float("nan"), np.nan, np.float32("nan"), np.array(np.nan), pd.NA, pd.NaT, Decimal("nan")]


@pytest.mark.parametrize("nothing", NOTHING)
def test_a_missing_value_counts_only_where_it_may(nothing: Any) -> None:
    assert message(SHARE, nothing).startswith("Expected a number, but a missing value (nan) came. Look where")
    kind = Number(low=0, high=1, missing=True)
    assert message(kind, nothing) == "" and kind.plain(nothing) != kind.plain(nothing)
    assert kind.equal(nothing, float("nan")) and not kind.equal(nothing, 0)


@pytest.mark.parametrize(
    ("kind", "wrong", "words"),
    [
        (SHARE, None, "Expected a number, but None came. Put the value into the variable, or hand it back."),
        (SHARE, "0.5 %", "Expected a number, but the text '0.5 %' came. Take the quotation marks and the unit away."),
        (SHARE, True, "Expected one number, but True came. Pick the one value that is asked for."),
        (SHARE, np.True_, "Expected one number, but True came."),
        (SHARE, 1j, "Expected one number, but 1j came."),
        (SHARE, [0.5], "Expected one number, but [0.5] came."),
        (SHARE, pd.Series([0.5, 1]), "Expected one number, but a Series of 2 came."),
        (SHARE, np.ones((2, 3)), "Expected one number, but an array of 2 by 3 came."),
        (SHARE, pd.DataFrame({"a": [1]}), "Expected one number, but a table of 1 row and the columns a came."),
        (SHARE, len, "Expected one number, but the function n came."),
        (SHARE, pd.Timestamp(2000, 1, 1), "Expected one number, but 2000-01-01 00:00:00 came."),
        (SHARE, float("inf"), "Expected a number, but infinity came. Look where something was divided by 0."),
        (SHARE, -np.float64("inf"), "Expected a number, but infinity came."),
        (SHARE, 45.2, "Expected a value between 0 and 1 (share), but 45.2 came. Is it per cent? Divide by 100."),
        (SHARE, 145, "Expected a value between 0 and 1 (share), but 145 came. Which step lets it out of them?"),
        (SHARE, -0.1, "Expected a value between 0 and 1 (share), but -0.1 came."),
        (COUNT, 2.5, "Expected a count, which is a whole number, but 2.5 came. Count, do not divide."),
        (COUNT, -1, "Expected a value at least 0, but -1 came."),
        (COUNT, 10**400, "a whole number of 1329 binary digits came. Which step lets it grow so?"),
        (Number(high=2_000_000), 3_000_000, "Expected a value at most 2,000,000, but 3000000 came."),
    ],
)  # fmt: skip
def test_what_is_said_of_other_things(kind: Number, wrong: Any, words: str) -> None:
    assert words in message(kind, wrong)


# --------------------------------------------------------------------------------------------------------------- parts

COUNTS = Record({"with_a": COUNT, "with_b": COUNT, "share": SHARE})
Counts = namedtuple("Counts", "share n")
PAIR = Several(Number(low=0, high=1, missing=True), COUNT, names=("share", "n"))
RIGHT = {"share": 0.5, "with_b": 2, "with_a": 1}


@pytest.mark.parametrize(
    "same", [RIGHT, OrderedDict(RIGHT), Counter(RIGHT), pd.Series(RIGHT), pd.DataFrame([RIGHT]).iloc[0],
             {key: np.float64(value) for key, value in RIGHT.items()}],
)  # fmt: skip
def test_values_by_name_in_every_form(same: Any) -> None:
    assert message(COUNTS, same) == ""
    assert COUNTS.plain(same) == RIGHT and type(COUNTS.plain(same)["with_a"]) is int


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (None, 'Expected a dict with with_a, with_b and share, but None came. Write {"with_a": …}.'),
        ([1, 2, 0.5], "but [1, 2, 0.5] came."),
        (pd.DataFrame([RIGHT]), "but a table of 1 row and the columns share, with_b, with_a came."),
        (
            {"with_a": 1},
            "Expected values for with_a, with_b and share, but there is none for with_b and share. Give every",
        ),
        (RIGHT | {"absent": 0}, "Expected values for with_a, with_b and share only, once each, but 'absent' came too."),
        (pd.Series([1, 1, 2, 0.5], index=["with_a", "with_a", "with_b", "share"]), "once each, but 'with_a' came too."),
        (RIGHT | {"with_b": "two"}, "with_b: Expected a count, which is a whole number, but the text 'two' came."),
        (RIGHT | {"with_b": -2}, "with_b: Expected a value at least 0, but -2 came."),
        (RIGHT | {"share": 50}, "share: Expected a value between 0 and 1 (share), but 50 came. Is it per cent?"),
        (dict.fromkeys(range(10**5)), "Expected 3 values (with_a, with_b and share), but 100,000 came."),
    ],
)
def test_what_is_said_of_other_values_by_name(wrong: Any, words: str) -> None:
    assert words in message(COUNTS, wrong)


def test_the_checks_of_parts_are_few() -> None:
    assert [(check.stage, check.title) for check in COUNTS.checks()] == [
        ("type", "values by name"),
        ("shape", "with_a, with_b and share, no more"),
        ("shape", "with_a, with_b: a whole number; share: a number"),
        ("range", "with_a, with_b: at least 0; share: between 0 and 1"),
    ]


@pytest.mark.parametrize(
    "same", [(0.5, 4), [0.5, 4.0], np.array([0.5, 4]), pd.Series([0.5, 4], index=["x", "y"]), Counts(0.5, 4)]
)
def test_values_in_a_row_in_every_form(same: Any) -> None:
    assert message(PAIR, same) == "" and PAIR.plain(same) == (0.5, 4)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (None, "Expected 2 values (share and n), but None came. Put them in this order, with a comma between."),
        ("0.5, 4", "but '0.5, 4' came."),
        ({0.5, 4}, "Expected 2 values (share and n), but {0.5, 4} came."),
        ({"share": 0.5, "n": 4}, "but {'share': 0.5, 'n': 4} came."),
        (0.5, "but 0.5 came."),
        (np.ones((2, 2)), "but an array of 2 by 2 came."),
        ((0.5, 4, 1), "Expected 2 values (share and n), but 3 came."),
        (range(10**6), "but a range came."),
        ((4, 0.5), "n: Expected a count, which is a whole number, but 0.5 came. Count, do not divide."),
        ((50.0, 4), "share: Expected a value between 0 and 1, but 50.0 came. Is it per cent?"),
    ],
)
def test_what_is_said_of_other_values_in_a_row(wrong: Any, words: str) -> None:
    assert words in message(PAIR, wrong)


def test_parts_without_names_are_numbered_and_may_be_tables() -> None:
    kind = Several(Table({"year": "whole"}, key=("year",)), Number())
    assert message(kind, (pd.DataFrame({"year": [2000, 2000]}), 1)).startswith(
        "value 1: Expected one row for each year,"
    )
    table, number = kind.plain((pd.DataFrame({"year": [2001, 2000]}), 1))
    assert table["year"].tolist() == [2000, 2001] and number == 1
