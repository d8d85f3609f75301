"""Chance models of mutual ties against full enumeration, the closed form of the mean, and networkx."""

from collections import Counter
from itertools import combinations

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils import load
from course_utils.errors import CourseError
from course_utils.measures.reciprocity import reciprocity_null

NODES = ["AZE", "PAK", "ARM", "IND"]
ORDERED = [(a, b) for a in NODES for b in NODES if a != b]


def ties(pairs):
    return pd.DataFrame(pairs, columns=["sender", "receiver"], dtype="str")


def mutual(pairs):
    return sum((b, a) in pairs for a, b in pairs) // 2


def degrees(pairs):
    return Counter(a for a, _ in pairs), Counter(b for _, b in pairs)


@settings(max_examples=10, deadline=None)
@given(st.lists(st.sampled_from(ORDERED), unique=True, max_size=12))
def test_density_model_equals_all_tie_sets(pairs):
    row = reciprocity_null(ties(pairs), NODES).iloc[0]
    every = np.array([mutual(set(chosen)) for chosen in combinations(ORDERED, len(pairs))])
    assert row["mutual"] == mutual(set(pairs))
    assert row["expected"] == pytest.approx(every.mean())
    assert row["sd"] == pytest.approx(every.std(), abs=1e-9)
    assert row["p"] == pytest.approx((every >= row["mutual"]).mean())
    if every.std() > 1e-9:
        assert row["z"] == pytest.approx((row["mutual"] - every.mean()) / every.std())
    else:
        assert np.isnan(row["z"])


def test_density_model_of_a_large_network():
    # L ties on 2D ordered places: L (L - 1) / 2 pairs of ties, each opposite with chance 1 / (2D - 1).
    pairs = list(nx.gnp_random_graph(120, 0.3, seed=1, directed=True).edges)
    row = reciprocity_null(ties([(str(a), str(b)) for a, b in pairs]), map(str, range(120))).iloc[0]
    assert row["expected"] == pytest.approx(len(pairs) * (len(pairs) - 1) / 2 / (120 * 119 - 1))
    assert abs(row["z"]) < 3


# A pair of returned ties, all returned (networkx cannot move it), a three-cycle with a tail, a star.
NETWORKS = [
    [("AZE", "PAK"), ("PAK", "AZE"), ("PAK", "ARM"), ("ARM", "IND"), ("IND", "AZE"), ("AZE", "IND")],
    [("AZE", "PAK"), ("PAK", "AZE"), ("ARM", "IND"), ("IND", "ARM")],
    [("AZE", "PAK"), ("PAK", "ARM"), ("ARM", "AZE"), ("AZE", "IND"), ("IND", "PAK")],
    [("AZE", "PAK"), ("AZE", "ARM"), ("AZE", "IND"), ("PAK", "AZE")],
    [("AZE", "PAK"), ("PAK", "ARM"), ("ARM", "AZE")],
]


@pytest.mark.parametrize("pairs", NETWORKS)
def test_degree_model_equals_all_networks_with_these_degrees(pairs):
    same = [set(c) for c in combinations(ORDERED, len(pairs)) if degrees(c) == degrees(pairs)]
    every = np.array([mutual(one) for one in same])
    row = reciprocity_null(ties(pairs), NODES, keep="degrees", draws=3000).iloc[0]
    # Successive draws hang together, so allow more than the plain standard error of 0.02 sd.
    assert row["expected"] == pytest.approx(every.mean(), abs=0.1 * every.std() + 1e-9)
    assert row["sd"] == pytest.approx(every.std(), rel=0.1, abs=1e-9)
    assert row["p"] == pytest.approx((every >= mutual(set(pairs))).mean(), abs=0.06)
    assert np.isnan(row["z"]) == (every.std() < 1e-9)


def test_degree_model_agrees_with_networkx_where_that_works():
    network = nx.gnp_random_graph(40, 0.08, seed=4, directed=True)
    row = reciprocity_null(
        ties([(str(a), str(b)) for a, b in network.edges]), map(str, range(40)), keep="degrees", draws=300
    ).iloc[0]
    library = []
    for seed in range(60):
        nx.directed_edge_swap(network, nswap=100, max_tries=100000, seed=seed)
        library.append(network.number_of_edges() - network.to_undirected().number_of_edges())
    assert row["expected"] == pytest.approx(np.mean(library), abs=4 * np.std(library) / np.sqrt(20))


def test_seed_order_of_rows_and_input():
    table = ties(NETWORKS[0])
    before = table.copy(deep=True)
    one = reciprocity_null(table, NODES, keep="degrees", draws=60, seed=3)
    pd.testing.assert_frame_equal(table, before)
    pd.testing.assert_frame_equal(reciprocity_null(table[::-1], NODES[::-1], keep="degrees", draws=60, seed=3), one)
    assert reciprocity_null(table, NODES, keep="degrees", draws=60, seed=4)["expected"].item() != one["expected"].item()


def test_no_ties_and_every_tie():
    for keep in ("density", "degrees"):
        none = reciprocity_null(ties([]), NODES, keep=keep, draws=5).iloc[0]
        assert none[["ties", "mutual", "expected", "sd", "p"]].tolist() == [0, 0, 0, 0, 1]
        full = reciprocity_null(ties(ORDERED), NODES, keep=keep, draws=5).iloc[0]
        assert full[["mutual", "expected", "sd", "p"]].tolist() == [6, 6, 0, 1]
        assert np.isnan(none["z"]) and np.isnan(full["z"])


@pytest.mark.parametrize(
    ("options", "words"),
    [({"keep": "degree"}, "Did you mean 'degrees'"), ({"draws": 1}, "at least 2"), ({"draws": 2.0}, "whole number")],
)
def test_bad_options_are_named(options, words):
    with pytest.raises(CourseError, match=words):
        reciprocity_null(ties(NETWORKS[0]), NODES, **options)


def test_embassies_of_the_course():
    missions = load("embassies")
    missions = missions[missions["kind"].isin(["embassy", "high_commission"])]
    edges = missions[["sender", "receiver"]].astype("str").drop_duplicates()
    nodes = sorted({*edges["sender"], *edges["receiver"]})
    density = reciprocity_null(edges, nodes).iloc[0]
    degree = reciprocity_null(edges, nodes, keep="degrees", draws=10).iloc[0]
    # States with many missions have returned ones for that reason alone; what is left is still far from chance.
    assert density["expected"] < 0.4 * degree["expected"]
    assert degree["expected"] < degree["mutual"] == density["mutual"]
    assert degree["z"] > 10
