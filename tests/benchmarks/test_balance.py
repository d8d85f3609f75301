"""The triad census of a signed graph against its target. `make bench` runs this; `make test` does not."""

from __future__ import annotations

import numpy as np
import pandas as pd

from course_utils.measures.balance import signed_graph, triad_census

CENSUS_TARGET = 1.0  # seconds, for 200 nodes


def test_triad_census_of_200_nodes(benchmark):
    random = np.random.default_rng(0)
    first, second = np.triu_indices(200, 1)
    names = np.array([f"{number:03}" for number in range(200)])
    ties = pd.DataFrame({"state_a": names[first], "state_b": names[second]})
    ties["sign"] = random.choice([1, -1], size=len(ties))
    census = benchmark.pedantic(lambda: triad_census(signed_graph(ties)), rounds=5, warmup_rounds=1)
    seconds = benchmark.stats.stats.median
    passed = "pass" if seconds < CENSUS_TARGET else "FAIL"
    print(f"\n{passed}: graph and triad census of 200 nodes {seconds * 1000:.0f} ms, target < {CENSUS_TARGET:.0f} s")
    assert census["n"].sum() == 200 * 199 * 198 // 6
    assert seconds < CENSUS_TARGET
