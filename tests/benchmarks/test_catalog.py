"""What is promised to be fast, against its target. `make bench` runs this; `make test` does not."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pandas  # noqa: F401  # imported here, as importing is not what is measured
import pyarrow.parquet  # noqa: F401

from course_utils import load
from course_utils.catalog.load import _verified

LOAD_TARGET = 0.100  # seconds, for a first load with pandas and its Parquet engine imported
IMPORT_TARGET = 0.050  # seconds above a bare Python


def _verdict(what: str, seconds: float, target: float) -> None:
    passed = "pass" if seconds < target else "FAIL"
    print(f"\n{passed}: {what} {seconds * 1000:.1f} ms, target < {target * 1000:.0f} ms")


def test_load_votes(benchmark):
    # Each round checks the file's checksum anew, as the first load of a process does.
    benchmark.pedantic(load, args=("votes",), setup=_verified.clear, rounds=9, warmup_rounds=1)
    seconds = benchmark.stats.stats.median
    _verdict('load("votes")', seconds, LOAD_TARGET)
    assert seconds < LOAD_TARGET


def _seconds(code: str, environment: dict[str, str]) -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)
    return time.perf_counter() - began


def test_import_of_the_package():
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    _seconds("import course_utils", environment)  # compiles once, as a user's first import does
    bare, with_package = [], []
    for _ in range(15):  # in turns, so that a busy moment of the machine meets both
        bare.append(_seconds("pass", environment))
        with_package.append(_seconds("import course_utils", environment))
    seconds = min(with_package) - min(bare)  # the quickest is the least disturbed
    _verdict("import course_utils, above a bare Python,", seconds, IMPORT_TARGET)
    assert seconds < IMPORT_TARGET
