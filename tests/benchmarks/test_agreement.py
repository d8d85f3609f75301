"""All pairs of states, their map, and a bootstrap, against their targets. `make bench` runs this; `make test` does not."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from course_utils import load
from course_utils.measures.agreement import all_pairs, dyad, family, interval, select

PAIRS_TARGET = 2.0  # seconds, for every pair of states and every roll call since 1946, with counts
MEMORY_TARGET = 1000.0  # MB at the peak of a process that loads the votes and measures all pairs
BOOTSTRAP_TARGET = 1.0  # seconds, for 1,000 draws of whole clusters


def _verdict(what: str, value: float, target: float, unit: str) -> None:
    print(f"\n{'pass' if value < target else 'FAIL'}: {what} {value:.3g} {unit}, target < {target:.3g} {unit}")


def test_all_pairs(benchmark):
    votes = load("votes")
    pairs = benchmark.pedantic(all_pairs, args=(votes,), rounds=5, warmup_rounds=1)
    states = votes["state"].nunique()
    assert len(pairs) == states * (states - 1) // 2
    seconds = benchmark.stats.stats.median
    _verdict(f"all {len(pairs):,} pairs on {votes['roll_call'].nunique():,} roll calls", seconds, PAIRS_TARGET, "s")
    assert seconds < PAIRS_TARGET


CODE = """
import json, resource, sys, tracemalloc
from course_utils import load
from course_utils.measures.agreement import all_pairs
votes = load("votes")
all_pairs(votes)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
tracemalloc.start()
all_pairs(votes)
print(json.dumps({"process": peak, "measure": tracemalloc.get_traced_memory()[1] / 1e6}))
"""


def test_memory_of_all_pairs():
    pytest.importorskip("resource")  # not on Windows
    ran = subprocess.run([sys.executable, "-c", CODE], check=True, capture_output=True, text=True)
    peak = json.loads(ran.stdout)
    _verdict("all pairs, the whole process at its peak", peak["process"], MEMORY_TARGET, "MB")
    _verdict("all pairs, what the measure itself takes", peak["measure"], MEMORY_TARGET, "MB")
    assert max(peak.values()) < MEMORY_TARGET


@pytest.mark.parametrize("cluster", ["session", "family"])
def test_clustered_bootstrap(benchmark, cluster):
    roll_calls = select(load("roll_calls"), years=(1992, 2024)).assign(family=family)
    both = dyad(load("votes"), "AZE", "PAK", roll_calls=roll_calls)
    benchmark.pedantic(interval, args=(both, "kappa", cluster), kwargs={"draws": 1000}, rounds=5, warmup_rounds=1)
    seconds = benchmark.stats.stats.median
    _verdict(f"1,000 draws by {cluster} for a pair of {len(both):,} roll calls", seconds, BOOTSTRAP_TARGET, "s")
    assert seconds < BOOTSTRAP_TARGET
