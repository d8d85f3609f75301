"""A check of an ordinary answer, and an endless loop, against their targets. `make bench` runs this."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from course_utils.exercises import check, shelf
from course_utils.exercises.limits import SECONDS

TARGET = 0.050  # seconds, for an ordinary answer: all checks, the record of tries, and the card as it is drawn
LATE = 0.5  # seconds after the limit by which an endless loop must have been left

CHECKS = """
import pandas as pd
from course_utils.exercises import Exercise, Hints, Question
from course_utils.exercises.kinds import Function, Number, Table

HINTS = Hints("Nudge?", "Idea.", "book/modules/m3_votes.md#in-short", "Picture.", "Neighbour.")
YEARLY = Table({"state": "text", "year": "whole", "share": "number"}, key=("state", "year"), limits={"share": (0, 1)})
RIGHT = pd.DataFrame({"state": [c + d for c in "ABCDE" for d in "ABCDEFGHIJ"] * 4, "share": 0.5})
RIGHT["year"] = [2000 + n // 50 for n in range(200)]
Q1 = Question("b-q1", 1, "Count.", ("n",), Number(low=0, high=100, whole=True), HINTS)
Q2 = Question("b-q2", 1, "Group.", ("yearly",), YEARLY, HINTS)
Q3 = Question("b-q3", 1, "Halve.", ("half",), Function(("x",), lambda: (4,), Number()), HINTS)


@Q1.check("toy case", "is 4")
def _(n):
    assert n == 4


@Q2.check("toy case", "the same table")
def _(yearly):
    assert not YEARLY.difference(yearly, RIGHT)


@Q3.check("toy case", "ten calls")
def _(half):
    assert [half(x) for x in range(10)] == [x / 2 for x in range(10)]


EXERCISE = Exercise("b", "B", 5, (Q1, Q2, Q3))
"""


def half(x: float) -> float:
    return x / 2


def endless(x: float) -> float:
    while True:
        x = -x


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The exercise beside the others of the course, and a record of a term's work to read and write."""
    (tmp_path / "checks.py").write_text(CHECKS, "utf-8")
    monkeypatch.setenv("COURSE_DATA", str(shelf.root() / "data"))
    monkeypatch.setenv("COURSE_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    monkeypatch.chdir(tmp_path)


def table() -> pd.DataFrame:
    """Two hundred rows, in another order than the checks have them, with the key in the index."""
    made = pd.DataFrame({"state": [c + d for c in "ABCDE" for d in "ABCDEFGHIJ"] * 4, "share": 0.5})
    made["year"] = [2000 + n // 50 for n in range(200)]
    return made.sample(frac=1, random_state=1).set_index(["state", "year"])


@pytest.mark.parametrize(
    ("id", "answer"), [("b-q1", 4), ("b-q2", table()), ("b-q3", half), ("b-q1", 5), ("b-q3", None)],
    ids=["number", "table of 200 rows", "function called 12 times", "wrong number", "no function"],
)  # fmt: skip
def test_an_ordinary_answer(benchmark: Any, id: str, answer: Any) -> None:
    def whole() -> Any:
        return check(id, answer)._repr_mimebundle_()

    benchmark.pedantic(whole, rounds=40, warmup_rounds=2)
    seconds = benchmark.stats.stats.median
    print(f"\n{'pass' if seconds < TARGET else 'FAIL'}: check {1e3 * seconds:.1f} ms, target < {1e3 * TARGET:g} ms")
    assert seconds < TARGET


def test_an_endless_loop_is_left_in_time() -> None:
    check("b-q3", half)
    start = time.perf_counter()
    said = repr(check("b-q3", endless))
    late = time.perf_counter() - start - SECONDS
    print(f"\n{'pass' if late < LATE else 'FAIL'}: endless loop left {late:.2f} s after its limit, target < {LATE} s")
    assert "Still running after 5 seconds, so it was stopped." in said
    assert late < LATE
