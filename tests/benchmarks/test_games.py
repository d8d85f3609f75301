"""The iterated games against their targets: a tournament, and the cost of the import."""

from __future__ import annotations

import subprocess
import sys
import time

import pandas  # noqa: F401  # imported here, as importing is not what the tournament is measured by

from course_utils.measures.reciprocity.games import STRATEGIES, tournament

TOURNAMENT_TARGET = 1.0  # seconds, for ten strategies, ten repetitions, 200 turns
IMPORT_TARGET = 0.2  # seconds, a fresh interpreter included
TEN = "cooperator contrite_tit_for_tat defector generous_tit_for_tat gradual grudger joss prober soft_majority tit_for_tat"


def _verdict(what: str, seconds: float, target: float) -> None:
    passed = "pass" if seconds < target else "FAIL"
    print(f"\n{passed}: {what} {seconds * 1000:.0f} ms, target < {target * 1000:.0f} ms")


def test_tournament_of_ten(benchmark):
    entrants = [STRATEGIES[name] for name in TEN.split()]
    rules = {"turns": 200, "repetitions": 10, "noise": 0.05}
    benchmark.pedantic(tournament, args=(entrants,), kwargs=rules, rounds=5, warmup_rounds=1)
    seconds = benchmark.stats.stats.median
    _verdict("tournament, 10 strategies x 10 repetitions x 200 turns with noise,", seconds, TOURNAMENT_TARGET)
    assert seconds < TOURNAMENT_TARGET


def test_import_of_the_games():
    code = "import course_utils.measures.reciprocity.games"
    subprocess.run([sys.executable, "-c", code], check=True)  # compiles once, as a user's first import does
    taken = []
    for _ in range(7):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        taken.append(time.perf_counter() - began)
    seconds = min(taken)  # the quickest is the least disturbed
    _verdict(code, seconds, IMPORT_TARGET)
    assert seconds < IMPORT_TARGET
