"""How long the capstone's model takes to be run and graded on one pair; and, as a program, all pairs once.

``python tests/benchmarks/test_capstone.py`` runs the model answers, and every check, on each pair that may be chosen,
says what fails, and how long it took. ``… 0 2`` takes every second pair from the first on, ``… 1 2`` the others. It is no
test: it takes an hour of a processor.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import sys
import time
import warnings
from functools import cache, partial
from pathlib import Path
from types import ModuleType

TARGET = 1.5  # seconds of the processor for a pair: the student's cells, and all first and hidden checks


def of_the_exercise() -> ModuleType:
    """The tests of the exercise, which know how to run it on any pair."""
    name = "_capstone_projects"
    where = importlib.util.spec_from_file_location(
        name, Path(__file__).resolve().parents[1] / "exercises" / "test_capstone.py"
    )
    sys.modules[name] = importlib.util.module_from_spec(where)  # dataclasses look their module up there
    where.loader.exec_module(sys.modules[name])
    return sys.modules[name]


def test_a_pair_is_run_and_graded_in_time() -> None:
    module = of_the_exercise()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        projects = module.Projects()
        pairs = module.drawn()[:6]
        projects.failures(pairs[0])
        began = time.process_time()
        for pair in pairs[1:]:
            assert projects.failures(pair) == []
    seconds = (time.process_time() - began) / len(pairs[1:])
    print(f"\n{'pass' if seconds < TARGET else 'FAIL'}: a pair in {seconds:.2f} s, target < {TARGET} s")
    assert seconds < TARGET


def main(part: int = 0, parts: int = 1) -> int:
    """Run all pairs, or every ``parts``-th one from ``part`` on; the number of pairs on which a check failed."""
    from course_utils import capstone
    from course_utils.exercises import hidden
    from course_utils.exercises.examine import examine

    warnings.simplefilter("ignore")
    module = of_the_exercise()
    with contextlib.redirect_stdout(io.StringIO()):
        projects = module.Projects()
    # The same figures are asked for again and again: by each first check, from either side, and as somebody's other pair.
    projects.base["indicators"] = cache(projects.base["indicators"])
    # On a busy machine the limit for a student's waiting says nothing of the answer.
    hidden.examine = partial(examine, seconds=600)
    pairs, failed, began = list(capstone.eligible().index)[part::parts], 0, time.process_time()
    for number, pair in enumerate(pairs, start=1):
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                found = projects.failures(pair, number)
        except Exception as error:
            found = [f"{'-'.join(pair)}: {type(error).__name__}: {error}"]
        failed += bool(found)
        for sentence in found:
            print(sentence, flush=True)
        if number % 250 == 0:
            print(
                f"{number:,} of {len(pairs):,} pairs, {failed} failed, {time.process_time() - began:,.0f} s", flush=True
            )
    print(f"{len(pairs):,} pairs, {failed} failed, {time.process_time() - began:,.0f} s of the processor", flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(bool(main(*map(int, sys.argv[1:3]))))
