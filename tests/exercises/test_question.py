"""What an author writes, and how values are shown."""

from __future__ import annotations

import datetime
import time
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest

from course_utils.errors import CourseError
from course_utils.exercises import Exercise, Hints, Question
from course_utils.exercises.kinds import Number
from course_utils.exercises.question import number, shown, words_of

HINTS = Hints("What?", "So.", "book/modules/m3_votes.md#in-short", "4", "2 + 2")


def question(id: str, points: int = 2) -> Question:
    return Question(id, points, "Count.", ("n",), Number(low=0), HINTS)


def test_checks_run_in_the_order_of_the_stages_and_then_as_written() -> None:
    asked = question("t-q1")
    for stage, title in (("property", "p1"), ("toy case", "t1"), ("property", "p2"), ("type", "own type")):
        asked.check(stage, title)(print)
    assert [check.title for check in asked.checks] == ["a number", "own type", "at least 0", "t1", "p1", "p2"]


def test_an_unknown_stage_is_named_with_its_neighbour() -> None:
    with pytest.raises(CourseError, match=r"^There is no stage called 'toycase'\. Did you mean 'toy case'\?"):
        question("t-q1").check("toycase", "x")


def test_an_exercise_knows_its_questions_and_its_points() -> None:
    exercise = Exercise("t", "T", 10, (question("t-q1"), question("t-q2", 3)))
    assert exercise.points == 5 and exercise.question("t-q2").points == 3
    with pytest.raises(CourseError, match=r"^There is no question called 't-q3'\. Did you mean"):
        exercise.question("t-q3")
    with pytest.raises(CourseError, match=r"^Exercise t has two questions of the same id; ids: t-q1, t-q1\.$"):
        Exercise("t", "T", 10, (question("t-q1"), question("t-q1")))


def test_the_link_stands_beside_the_concept() -> None:
    assert HINTS.steps() == ("What?", "So. (book/modules/m3_votes.md#in-short)", "4", "2 + 2")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "None"), (True, "True"), (0.1, "0.1"), (10**18, "1000000000000000000"), (2**64, "a whole number of 65 binary digits"),
        ("a\n b", "'a b'"), ("it's", '"it\'s"'), ("x" * 61, "'" + "x" * 57 + "…'"), (b"ab", "b'ab'"), ((1,), "(1,)"), ([], "[]"),
        (set(), "an empty set"), ({2, 1}, "{1, 2}"), ({"a": [1]}, "{'a': [1]}"), (list(range(9)), "a list of 9"),
        (["x" * 40, "y" * 40], "a list of 2"), (dict.fromkeys(range(100)), "a dict of 100"),
        (pd.Series([1]), "a Series of 1"), (pd.Index([1, 2]), "an Index of 2"), (np.ones((2, 2)), "an array of 2 by 2"),
        (pd.DataFrame({f"c{n}": [1] for n in range(20)}),
         "a table of 1 row and the columns c0, c1, c2, c3, c4, c5, c6, c7 …"),
        (np.float64(0.5), "0.5"), (Decimal("0.5"), "0.5"), (Fraction(1, 2), "1/2"), (datetime.date(2000, 1, 2), "2000-01-02"),
        (int, "the class int"), (shown, "the function shown"), (len, "the function len"), (object(), "an object"), (range(3), "a range"),
    ],
)  # fmt: skip
def test_a_value_is_shown_on_one_line(value: Any, text: str) -> None:
    assert shown(value) == text


def test_nothing_is_asked_to_describe_itself() -> None:
    class Slow(list[int]):
        def __repr__(self) -> str:
            raise ValueError

        __str__ = __repr__

        def __len__(self) -> int:
            raise ValueError

    start = time.perf_counter()
    assert shown(Slow([1])) == "a Slow" and shown([Slow()]) == "[a Slow]"
    assert shown(pd.DataFrame({"a": np.broadcast_to(np.int8(1), 10**8)}, copy=False)).startswith(
        "a table of 100,000,000"
    )
    nested: list[Any] = []
    nested.append(nested)
    assert len(shown(nested)) < 80
    assert time.perf_counter() - start < 1.5


@pytest.mark.parametrize(
    ("value", "text"),
    [(2000.0, "2,000"), (1e20, "1e+20"), (-3, "-3"), (Fraction(1, 3), "0.333333"), (Decimal("2.50"), "2.5"), (float("inf"), "inf")],
)  # fmt: skip
def test_a_number_is_readable(value: Any, text: str) -> None:
    assert number(value) == text


def test_the_words_of_an_error_are_few() -> None:
    class Mute(Exception):
        def __str__(self) -> str:
            raise ValueError

    assert words_of(Mute()) == "" and words_of(ValueError()) == ""
    assert words_of(ValueError("a\n  b")) == "a b"
    assert len(words_of(ValueError("word " * 10**6))) <= 160
