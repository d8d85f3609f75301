"""Looking at an answer: whatever it is and does, a sentence comes, in time, and nothing else."""

from __future__ import annotations

import asyncio
import functools
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest

from course_utils.errors import CourseError
from course_utils.exercises import Hints, Question
from course_utils.exercises.answered import Answered, AnswerFailed, is_function
from course_utils.exercises.examine import examine
from course_utils.exercises.kinds import Chart, Choice, Function, Kind, Members, Number, Record, Several, Table, Text

HINTS = Hints("a", "b", "c", "d", "e")


def ask(kind: Kind, *names: str) -> Question:
    return Question("t-q1", 2, "Count.", names or ("n",), kind, HINTS)


def half(x: float) -> float:
    return x / 2


HALF = Function(("x",), lambda: (4,), Number())


def message(kind: Kind, answer: Any, seconds: float = 60) -> str:
    return examine(ask(kind, "half" if isinstance(kind, Function) else "n"), answer, seconds=seconds).message


# ------------------------------------------------------------------------------------------------ the order of things


def test_the_first_failure_stops_the_rest() -> None:
    question = ask(Number(low=0))
    looked = []

    @question.check("property", "is even")
    def _(n: int) -> None:
        looked.append("property")
        assert n % 2 == 0, "Expected an even number."

    @question.check("toy case", "is 4")
    def _(n: int) -> None:
        looked.append("toy case")
        assert n == 4, f"Expected 4, but {n} came."

    outcome = examine(question, 3)
    assert [check.title for check in outcome.passed] == ["a number", "at least 0"]
    assert outcome.failed is not None and outcome.failed.title == "is 4"
    assert outcome.message.startswith("Expected 4, but 3 came.")
    assert [check.title for check in outcome.waiting] == ["is even"]
    assert not outcome.right and looked == ["toy case"]
    whole = examine(question, 4)
    assert whole.right and whole.waiting == () and whole.message == "" and len(whole.passed) == 4


def test_an_authors_checks_get_the_plain_form() -> None:
    question, seen = ask(Number(whole=True)), []
    question.check("property", "sees it")(seen.append)
    for same in (4, 4.0, np.int64(4), np.float32(4), np.array(4), Decimal(4), pd.Series([4]).iloc[0]):
        assert examine(question, same).right, repr(same)
    assert seen == [4] * 7 and {type(value) for value in seen} == {int}


def test_several_variables_are_one_answer() -> None:
    question = ask(Several(Number(low=0, high=1), Number(whole=True), names=("share", "n")), "share", "n")
    seen = []
    question.check("property", "sees both")(lambda share, n: seen.append((share, n)))
    assert examine(question, 0.5, 4.0).right and seen == [(0.5, 4)]
    assert examine(question, 50, 4).message.startswith("share: Expected a value between 0 and 1, but 50 came.")
    with pytest.raises(CourseError, match=r"^Question t-q1 takes 2 answers \(share, n\), but 1 came\.$"):
        examine(question, 0.5)


def test_a_check_that_says_nothing_still_fails() -> None:
    question = ask(Number())

    @question.check("property", "fails")
    def _(n: float) -> None:
        raise AssertionError

    assert examine(question, 1).message == "This check failed."


def test_what_a_check_did_not_foresee_is_a_sentence() -> None:
    question = ask(Number())

    @question.check("property", "stumbles")
    def _(n: float) -> None:
        raise KeyError("year")

    assert examine(question, 1).message == (
        "This answer could not be looked at (KeyError: 'year'). Compare its type with what the question asks for."
    )


# ---------------------------------------------------------------------------------------------- functions of all sorts


@pytest.mark.parametrize(
    "right", [half, lambda x: x / 2, functools.partial(np.multiply, 0.5), functools.lru_cache(half), np.sqrt,
              Answered(half).function, float(8).__truediv__, type("Half", (), {"__call__": lambda self, x: x / 2})()],
)  # fmt: skip
def test_any_sort_of_function_is_taken(right: Callable[[float], float]) -> None:
    assert is_function(right)
    assert message(HALF, right) == ""


def recurse(x: float) -> float:
    return recurse(x)


def leave(x: float) -> None:
    sys.exit("bye")


def interrupt(x: float) -> None:
    raise KeyboardInterrupt


def ends(x: float) -> None:
    raise SystemExit


class Mute(Exception):
    def __str__(self) -> str:
        raise ValueError


def mute(x: float) -> None:
    raise Mute


def unwritten(x: float) -> None:
    raise NotImplementedError


def needs_memory(x: float) -> None:
    raise MemoryError


def yields(x: float) -> Iterator[float]:
    yield x / 2


async def waits(x: float) -> float:
    return x / 2


def not_awaited(x: float) -> Any:
    return asyncio.sleep(x)


def two(x: float, y: float) -> float:
    return x + y


def prints(x: float) -> None:
    print(x / 2)


def wordy(x: float) -> None:
    raise ValueError("word " * 10_000)


class Half:
    def __init__(self, x: float) -> None:
        self.x = x / 2


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (recurse, "half(4) calls itself without end. Is there an argument for which it hands a value back at once?"),
        (leave, "half(4) tries to end Python (SystemExit). Hand a value back with `return` instead."),
        (ends, "half(4) tries to end Python (SystemExit). Hand a value back with `return` instead."),
        (interrupt, "half(4) tries to end Python (KeyboardInterrupt). Hand a value back with `return` instead."),
        (mute, "without a word"),
        (unwritten, "half is not written yet. Put your code in the place of the line with `raise`."),
        (needs_memory, "half(4) needs more memory than there is."),
        (yields, "Expected a value, but a generator came. Put `return` in the place of `yield`."),
        (waits, "half is one to be awaited. Take the word `async` away."),
        (not_awaited, "Expected a value, but a coroutine came."),
        (two, "half should take 1 argument (x), but it takes (x, y). Change the line that begins with `def`."),
        (prints, "Expected a value, but nothing came. End the function with a line that begins with `return`."),
        (wordy, "half(4) stopped with a ValueError in line"),
        (Half, "Expected a function, but the class Half came. Hand over the function itself"),
        (2.0, "Expected a function, but 2.0 came. Hand over the function itself, by its name alone, without calling"),
        (None, "Expected a function, but None came. Define it with `def`, in the cell of the question."),
        (lambda x: "2", "What half hands back: Expected a number, but the text '2' came."),
        (lambda x: x / 0, "half(4) stopped with a ZeroDivisionError in line"),
    ],
)
@pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning")
def test_a_function_that_goes_wrong_is_a_sentence(wrong: Any, words: str) -> None:
    said = message(HALF, wrong)
    assert words in said
    assert len(said) < 400 and "\n" not in said and "Traceback" not in said


@pytest.mark.parametrize(
    ("given", "changes"),
    [
        (lambda: (pd.DataFrame({"a": [1, None]}),), lambda x: x.insert(0, "b", 1)),
        (lambda: (pd.DataFrame({"a": [1, None]}),), lambda x: x.drop(0, inplace=True)),
        (lambda: (pd.Series([3, 1, 2]),), lambda x: x.sort_values(inplace=True)),
        (lambda: (np.array([3, 1]),), lambda x: x.sort()),
        (lambda: ([3, 1],), lambda x: x.append(1)),
        (lambda: ({"a": [1]},), lambda x: x["a"].append(2)),
    ],
)
def test_a_function_that_changes_its_input_is_told(
    given: Callable[[], tuple[Any]], changes: Callable[[Any], Any]
) -> None:
    kind = Function(("x",), given, Number())
    assert message(kind, lambda x: len(x)) == ""
    assert message(kind, lambda x: changes(x) or 1).startswith("half changes x, which belongs to its caller.")


def test_what_a_function_hands_back_in_an_authors_case_is_looked_at_too() -> None:
    question = ask(Function(("x",), lambda: (4,), Number(low=0)), "half")

    @question.check("property", "of 0")
    def _(half: Any) -> None:
        assert half(0) == 0, "Half of nothing is nothing."

    assert examine(question, lambda x: Decimal(x) / 2).right
    said = examine(question, lambda x: x / 2 if x else "none").message
    assert said == "half(0): Expected a number, but the text 'none' came. Take the quotation marks and the unit away."
    assert "half(0): Expected a value, but nothing came." in examine(question, lambda x: x / 2 if x else None).message


def test_globals_of_the_notebook_are_the_students_own() -> None:
    calls: list[float] = []
    assert message(HALF, lambda x: calls.append(x) or x / 2) == ""
    assert set(calls) == {4}


def test_a_failed_call_names_its_arguments_and_not_all_of_a_table() -> None:
    function = Answered(lambda table, name: table[name], "column")
    with pytest.raises(AnswerFailed) as stopped:
        function(pd.DataFrame({"year": range(1000)}), name="n")
    assert str(stopped.value).startswith(
        "column(a table of 1,000 rows and the columns year, name='n') stopped with a Key"
    )


# ----------------------------------------------------------------------------------------------------------- time, size


@pytest.mark.parametrize("many", [1, 5])
def test_the_limit_is_for_all_checks_together(many: int) -> None:
    question = ask(HALF, "half")
    for number in range(many):
        question.check("property", f"call {number}")(lambda half: half(0))

    def slow(x: float) -> float:
        while not x:
            pass
        return x / 2

    start = time.perf_counter()
    outcome = examine(question, slow, seconds=0.3)
    assert time.perf_counter() - start < 10
    assert outcome.failed is not None and outcome.failed.title == "call 0" and len(outcome.waiting) == many - 1
    assert outcome.message.startswith("Still running after 0.3 seconds, so it was stopped. Is there a loop")


def test_a_function_that_waits_is_left_behind() -> None:
    said = message(HALF, lambda x: time.sleep(4), seconds=1)
    assert said.startswith(
        "Still running after 1 seconds, and it could not be stopped: it waits, or works on something"
    )


def test_a_slow_function_passes() -> None:
    def slow(x: float) -> float:
        time.sleep(0.1)
        return x / 2

    assert message(HALF, slow) == ""


class Endless:
    """Whatever is asked of it takes for ever, or is a lie."""

    def __repr__(self) -> str:
        while True:
            pass

    __str__ = __repr__

    def __len__(self) -> int:
        return 2

    def __iter__(self) -> Iterator[Any]:
        while True:
            yield "AZE"

    def __eq__(self, other: object) -> bool:
        return True

    def __ne__(self, other: object) -> bool:
        return True

    __hash__ = None  # type: ignore[assignment]


class Liar(float):
    def __eq__(self, other: object) -> bool:
        return True

    def __ne__(self, other: object) -> bool:
        return False

    def __repr__(self) -> str:
        return "right" * 10**6

    __hash__ = None  # type: ignore[assignment]


KINDS: list[Kind] = [
    Number(low=0, high=1), Members("state codes", lambda: ["AZE", "PAK"]), Text(), Choice({"A": "x", "B": "y"}),
    Table({"year": "whole", "share": "number"}, key=("year",)), Chart(("line",), {"x": "the year"}), HALF,
    Record({"a": Number(), "b": Number()}), Several(Number(), Number()),
]  # fmt: skip


def huge() -> list[Any]:
    table = pd.DataFrame({"year": np.broadcast_to(np.int8(1), 10**8)}, copy=False)
    return [
        table, table["year"], np.broadcast_to(np.float64(1), 10**8), "x" * 200_000_000, b"x" * 10**8, 10**100_000,
        range(10**9), dict.fromkeys(range(10**6)), set(range(10**6)), Endless(), [Endless()], {"a": Endless()},
        [[[["x" * 10**6]]]], type("Huge", (), {"__repr__": lambda self: "x" * 10**8})(), float("inf"), pd.NA, pd.NaT,
    ]  # fmt: skip


@pytest.fixture(scope="module")
def objects() -> list[Any]:
    examine(ask(Chart(("line",), {})), None)  # Altair's import is not what is measured
    return huge()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: type(kind).__name__)
def test_a_huge_or_hostile_object_is_a_short_sentence_at_once(kind: Kind, objects: list[Any]) -> None:
    for answer in objects:
        start = time.perf_counter()
        outcome = examine(ask(kind), answer)
        took = time.perf_counter() - start
        name = type(answer).__name__
        right = isinstance(kind, Members) and name == "Endless"  # it says that it has two members, and both are states
        assert outcome.right == right, name
        assert len(outcome.message) < 500 and "Still running" not in outcome.message, f"{name}: {outcome.message}"
        assert took < 1.5, f"{name} took {took:.1f} s"  # tens of milliseconds on a machine with nothing else to do


def test_equality_that_lies_does_not_help() -> None:
    question = ask(Number(low=0, high=1))

    @question.check("toy case", "is a half")
    def _(n: float) -> None:
        assert n == 0.5, f"Expected 0.5, but {n} came."

    assert examine(question, Liar(0.25)).message.startswith("Expected 0.5, but 0.25 came.")


# --------------------------------------------------------------------------------------------------------------- quiet


def test_what_an_answer_prints_and_warns_of_is_swallowed(capsys: pytest.CaptureFixture[str]) -> None:
    def noisy(x: float) -> float:
        for line in range(10**5):
            print(line)
        print("error", file=sys.stderr)
        warnings.warn("careful", stacklevel=1)
        return x / 2

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        assert message(HALF, noisy) == ""
    captured = capsys.readouterr()
    assert (captured.out, captured.err, caught) == ("", "", [])
