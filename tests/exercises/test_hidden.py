"""Hidden checks and the points of an answer."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from course_utils.errors import CourseError
from course_utils.exercises import Hints, Question
from course_utils.exercises.hidden import Case, HiddenChecks, hidden_checks, score
from course_utils.exercises.kinds import Function, Number

CASE = Case(("NPL", "BTN"), seed=3)
HINTS = Hints("a", "b", "c", "d", "e")


def asked() -> tuple[Question, HiddenChecks]:
    """A function of 4 points, 1 of them public, with three hidden checks."""
    question = Question(
        "t-q1", 4, "Halve.", ("half",), Function(("x",), lambda: (4,), Number()), HINTS, public_points=1
    )
    hidden = HiddenChecks("t")

    @question.check("toy case", "half of 4")
    def _(half: Any) -> None:
        assert half(4) == 2, "Half of 4 is 2."

    @hidden.check("t-q1", "of numbers at random")
    def _(half: Any, case: Case) -> None:
        for x in case.random.normal(size=50):
            assert half(x) == x / 2, "Half is half."

    @hidden.check("t-q1", "of nothing")
    def _(half: Any, case: Case) -> None:
        assert half(0) == 0, "Half of nothing is nothing."

    @hidden.check("t-q1", "for the pair")
    def _(half: Any, case: Case) -> None:
        assert half(len(case.pair)) == 1, f"Half of {case.pair} is one."

    return question, hidden


@pytest.mark.parametrize(
    ("answer", "points", "failed"),
    [
        (lambda x: x / 2, 4, []),
        (lambda x: np.float64(x) / 2, 4, []),
        (lambda x: abs(x) / 2, 3, ["of numbers at random"]),
        (lambda x: x / 2 or None, 3, ["of nothing"]),
        (lambda x: 1 if x == 2 else 2, 2, ["of numbers at random", "of nothing"]),
        (lambda x: x / 2 if x < 4 else 0, 3, []),
        (lambda x: x, 1, ["of numbers at random", "for the pair"]),
        (None, 0, ["of numbers at random", "of nothing", "for the pair"]),
        ("x / 2", 0, ["of numbers at random", "of nothing", "for the pair"]),
    ],
)
def test_points_follow_the_checks(answer: Any, points: float, failed: list[str]) -> None:
    question, hidden = asked()
    found = score(question, (answer,), hidden, CASE)
    assert [title for title, _ in found.failed] == failed
    assert found.points == pytest.approx(points)
    assert found.right == (points == 4)


def test_messages_tell_what_happened() -> None:
    question, hidden = asked()
    said = dict(score(question, (lambda x: 1 / x,), hidden, CASE).failed)
    assert said["of nothing"].startswith("half(0) stopped with a ZeroDivisionError in line")
    said = dict(score(question, (lambda x: x / 2 or None,), hidden, CASE).failed)
    assert said["of nothing"].startswith("half(0): Expected a value, but nothing came.")
    said = dict(score(question, (3,), hidden, CASE).failed)
    assert said["of nothing"].startswith("This answer could not be looked at (TypeError: 'int' object is not callable)")


def test_an_endless_loop_costs_its_own_check_only() -> None:
    question, hidden = asked()

    def half(x: float) -> float:
        while x == 0:
            pass
        return x / 2

    start = time.perf_counter()
    found = score(question, (half,), hidden, CASE, seconds=0.3)
    assert time.perf_counter() - start < 10
    assert [title for title, _ in found.failed] == ["of nothing"] and found.points == 3
    assert found.failed[0][1].startswith("Still running after 0.3 seconds")


def test_hidden_checks_get_the_plain_form() -> None:
    question = Question("t-q2", 2, "Count.", ("n",), Number(whole=True), HINTS)
    hidden, seen = HiddenChecks("t"), []
    hidden.check("t-q2", "sees it")(lambda n, case: seen.append(n))
    score(question, (np.float64(4),), hidden, CASE)
    score(question, ("four",), hidden, CASE)
    assert seen == [4, "four"] and type(seen[0]) is int
    assert hidden.ids == ("t-q2",) and hidden.of("t-q9") == ()


def test_several_variables_come_apart() -> None:
    from course_utils.exercises.kinds import Several

    question = Question("t-q3", 2, "Count.", ("a", "b"), Several(Number(), Number()), HINTS)
    hidden, seen = HiddenChecks("t"), []
    hidden.check("t-q3", "sees them")(lambda a, b, case: seen.append((a, b)))
    score(question, (1, 2.5), hidden, CASE)
    score(question, (None, "x"), hidden, CASE)
    assert seen == [(1, 2.5), (None, "x")]


def test_a_case_gives_the_same_numbers_for_the_same_seed() -> None:
    draws = [Case(("A", "B"), seed).random.random() for seed in (1, 1, 2)]
    assert draws[0] == draws[1] != draws[2]


def test_a_folder_without_hidden_checks_says_who_has_them(tmp_path: Path) -> None:
    with pytest.raises(
        CourseError, match=r"has no hidden\.py\. Only the author's folder has it, not what students get\."
    ):
        hidden_checks(tmp_path)
    (tmp_path / "hidden.py").write_text("HIDDEN = 3\n", "utf-8")
    with pytest.raises(CourseError, match=r"must define HIDDEN, a HiddenChecks, but it defines none\."):
        hidden_checks(tmp_path)
