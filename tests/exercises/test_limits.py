"""The time limit: what runs too long is stopped, the caller goes on, and nothing comes late."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pandas as pd
import pytest

from course_utils.exercises.limits import TooLong, within

LIMIT = 0.2


def bare_loop() -> None:
    while True:
        pass


def counting_loop() -> None:
    n = 0
    while n >= 0:
        n = len(str(n)) + n


def catching_loop() -> None:
    while True:
        try:  # noqa: SIM105
            sum(range(100))
        except:  # noqa: E722
            pass


def sleeping_loop() -> None:
    while True:
        time.sleep(0.01)


def apply_loop() -> None:
    pd.Series(range(10)).apply(lambda _: bare_loop())


def finally_loop() -> None:
    try:
        bare_loop()
    finally:
        bare_loop()


@pytest.mark.parametrize("endless", [bare_loop, counting_loop, catching_loop, sleeping_loop, apply_loop, finally_loop])
def test_an_endless_loop_is_stopped(endless: Callable[[], None]) -> None:
    before = threading.active_count()
    start = time.perf_counter()
    with pytest.raises(TooLong, match=r"^longer than 0\.2 seconds$"):
        within(LIMIT, endless)
    assert time.perf_counter() - start < 5  # far below the test's own patience, far above a busy machine's
    deadline = time.monotonic() + 60
    while threading.active_count() > before and time.monotonic() < deadline:
        time.sleep(0.02)
    assert threading.active_count() <= before, "The loop goes on behind the reader's back."


def test_what_cannot_be_stopped_is_left_behind() -> None:
    woken = threading.Event()
    start = time.perf_counter()
    with pytest.raises(TooLong) as stopped:
        # One call that lets other threads run, and that nothing interrupts; on a busy machine, too, it begins in time.
        within(1, woken.wait, 20)
    assert stopped.value.running
    assert time.perf_counter() - start < 10
    woken.set()


def test_whoever_catches_everything_is_left_behind() -> None:
    go_on = [True]

    def sleeps() -> None:
        while go_on[0]:
            try:  # noqa: SIM105
                time.sleep(0.5)
            except:  # noqa: E722
                pass

    def loops_in_a_loop() -> None:
        while go_on[0]:
            try:
                while go_on[0]:
                    try:  # noqa: SIM105
                        sum(range(100))
                    except:  # noqa: E722
                        pass
            except:  # noqa: E722
                pass

    for stubborn in (sleeps, loops_in_a_loop):
        start = time.perf_counter()
        with pytest.raises(TooLong):
            within(LIMIT, stubborn)
        assert time.perf_counter() - start < 10
    go_on[0] = False


PROFILED = """
import cProfile, sys, threading, time
from course_utils.exercises.limits import TooLong, within

def busy():
    return sum(len(str(n)) for n in range(1000))

def profiled():
    profile = cProfile.Profile()
    profile.runcall(busy)

within(60, busy)
profiled()
try:
    within(0.2, threading.Event().wait)  # waits for ever, and is left behind
except TooLong as stopped:
    assert stopped.running
for _ in range(20):
    profiled()
    time.sleep(0.1)
print("went on")
"""


def test_a_profiler_or_a_debugger_goes_on_too() -> None:
    """In Python 3.11 a traced thread stands still while another one has not yet raised what it was asked to raise."""
    done = subprocess.run([sys.executable, "-c", PROFILED], capture_output=True, text=True, timeout=120, check=False)
    assert done.stdout == "went on\n", done.stderr


def test_results_and_errors_pass_through() -> None:
    assert within(60, divmod, 7, 2) == (3, 1)
    with pytest.raises(ZeroDivisionError):
        within(60, divmod, 7, 0)
    with pytest.raises(SystemExit):
        within(60, sys.exit)
    assert within(60, threading.current_thread) is not threading.main_thread()


def test_a_slow_function_within_its_limit_is_left_alone() -> None:
    def slow() -> str:
        time.sleep(0.3)
        return "done"

    assert within(60, slow) == "done"


def test_it_works_in_any_thread_and_in_many() -> None:
    def stopped(number: int) -> int:
        try:
            within(LIMIT, bare_loop)
        except TooLong:
            return number
        return -1

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(stopped, range(4))) == [0, 1, 2, 3]


def test_one_inside_another() -> None:
    def inner() -> str:
        with pytest.raises(TooLong):
            within(LIMIT, bare_loop)
        return "went on"

    assert within(60, inner) == "went on"


def test_nothing_comes_late() -> None:
    """Two thousand quick blocks, many of which end just as they are to be stopped."""
    stopped = 0

    def quick(until: float) -> int:
        while time.perf_counter() < until:
            pass
        return 1

    for number in range(2000):
        close = number % 20 == 0
        took = 0.005 + 0.002 * (number % 7) if close else 0
        try:
            assert within(0.005 if close else 60, quick, time.perf_counter() + took) == 1
        except TooLong:
            stopped += 1
        sum(range(50))  # the caller's own code: a late exception would end the test here
    assert 0 < stopped < 2000
    time.sleep(0.1)


def test_endless_recursion_meets_pythons_limit_first() -> None:
    def deeper(value: Any) -> Any:
        return sorted([value], key=deeper)

    with pytest.raises(RecursionError):
        within(60, deeper, 1)


def test_a_wait_that_is_interrupted_stops_the_code(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = threading.Event()

    def endless() -> None:
        try:
            bare_loop()
        finally:
            ended.set()

    def interrupted(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(threading.Thread, "join", interrupted)
        with pytest.raises(KeyboardInterrupt):
            within(60, endless)
    assert ended.wait(20)
