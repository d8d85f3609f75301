"""Null models keep what they promise, and their averages are those of theory."""

from __future__ import annotations

import itertools

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import hypergeom

from course_utils import load
from course_utils.errors import CourseError
from course_utils.measures.balance import balance_shares, null_model, signed_graph
from course_utils.measures.balance.null_models import _rewired, _shuffled

COLUMNS = ["state_a", "state_b", "sign"]


def graph_of(rows: list[tuple[str, str, int]]) -> nx.Graph:
    return signed_graph(pd.DataFrame(rows, columns=COLUMNS).astype({"sign": "int64"}))


def random_graph(size: int, density: float, minus: float, seed: int) -> nx.Graph:
    random = np.random.default_rng(seed)
    names = [f"{i:02}" for i in range(size)]
    return graph_of(
        [
            (a, b, -1 if random.random() < minus else 1)
            for a, b in itertools.combinations(names, 2)
            if random.random() < density
        ]
    )


def degrees(graph: nx.Graph, sign: int) -> dict[str, int]:
    return {node: sum(tie["sign"] == sign for tie in graph[node].values()) for node in graph}


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 1000), st.sampled_from([0.3, 0.6]))
def test_a_shuffle_keeps_ties_and_signs_and_a_rewiring_keeps_signed_degrees(seed, density):
    graph = random_graph(9, density, 0.4, seed)
    if not graph.number_of_edges():
        return
    for drawn in itertools.islice(_shuffled(graph, np.random.default_rng(seed)), 3):
        assert drawn.edges == graph.edges
        assert sorted(nx.get_edge_attributes(drawn, "sign").values()) == sorted(
            nx.get_edge_attributes(graph, "sign").values()
        )
    for drawn in itertools.islice(_rewired(graph, np.random.default_rng(seed)), 3):
        assert drawn.number_of_edges() == graph.number_of_edges()  # no two ties on one pair
        assert not list(nx.selfloop_edges(drawn))
        for sign in (1, -1):
            assert degrees(drawn, sign) == degrees(graph, sign)


def test_the_graph_is_not_changed():
    graph = random_graph(8, 0.6, 0.4, 1)
    copy = graph.copy()
    for model in ("signs", "degrees"):
        null_model(graph, model, draws=3)
    assert nx.utils.graphs_equal(graph, copy)


def test_the_mean_of_the_shuffle_is_hypergeometric():
    # The three ties of a triad are three of m, of which k are minus: balanced with none or two (scipy's hypergeom).
    graph = random_graph(14, 0.8, 0.35, 2)
    signs = [sign for _, _, sign in graph.edges(data="sign")]
    expected = hypergeom(len(signs), signs.count(-1), 3).pmf([0, 2]).sum()
    row = null_model(graph, draws=400, seed=1).iloc[0]
    assert abs(row["mean"] - expected) < 4 * row["sd"] / np.sqrt(400)


def test_the_rewiring_reaches_all_graphs_alike():
    # Graphs on six nodes in which everyone has two ties: 60 rings of six and 10 pairs of triads, so 2 * 10 / 70 triads.
    ring = graph_of([(a, b, 1) for a, b in zip("ABCDEF", "BCDEFA", strict=True)])
    table = null_model(ring, "degrees", draws=1000, statistics={"triads": lambda g: sum(nx.triangles(g).values()) / 3})
    row = table.set_index("statistic").loc["triads"]
    assert abs(row["mean"] - 2 / 7) < 4 * row["sd"] / np.sqrt(1000)
    assert row["observed"] == 0
    assert row["p_low"] > 0.8


def test_two_camps_are_more_balanced_than_chance():
    rows = [(a, b, 1 if (a < "E") == (b < "E") else -1) for a, b in itertools.combinations("ABCDEFGH", 2)]
    table = null_model(graph_of(rows), draws=99)
    assert table["statistic"].tolist() == ["balanced", "balanced_with_minus"]
    assert table["observed"].tolist() == [1, 1]
    assert (table["z"] > 4).all()
    assert table["p_high"].tolist() == [0.01, 0.01]
    assert table["p_low"].tolist() == [1, 1]
    assert (table["low"] <= table["mean"]).all()
    assert (table["mean"] <= table["high"]).all()


def test_a_complete_graph_cannot_be_rewired_and_the_table_says_so():
    rows = [(a, b, 1 if (a < "C") == (b < "C") else -1) for a, b in itertools.combinations("ABCDE", 2)]
    table = null_model(graph_of(rows), "degrees", draws=20)
    assert table["moved"].tolist() == [0, 0]
    assert table["sd"].tolist() == [0, 0]
    assert table["z"].isna().all()
    assert table["p_high"].tolist() == table["p_low"].tolist() == [1, 1]


def test_moved_is_the_share_of_ties_elsewhere_or_turned():
    # Of two ties, a plus and a minus, a shuffle leaves both or turns both; a plus and a plus it leaves.
    turned = null_model(graph_of([("A", "B", 1), ("C", "D", -1)]), draws=400)["moved"].iloc[0]
    assert abs(turned - 0.5) < 0.1
    assert null_model(graph_of([("A", "B", 1), ("C", "D", 1)]), draws=20)["moved"].iloc[0] == 0


def test_without_triads_nothing_can_be_compared():
    table = null_model(graph_of([("A", "B", 1), ("B", "C", -1)]), draws=10)
    assert table["n"].tolist() == [0, 0]
    assert table[["observed", "mean", "sd", "low", "high", "z", "p_high", "p_low"]].isna().all(axis=None)


def test_draws_without_a_number_are_left_out():
    flip = itertools.cycle([1.0, np.nan, np.inf, 3.0])
    graph = random_graph(6, 0.9, 0.4, 3)
    row = null_model(graph, draws=8, statistics={"own": lambda _: next(flip)}).iloc[2]
    # Observed 1; then nan, inf, 3, 1, nan, inf, 3, 1: four numbers, mean 2.
    assert (row["observed"], row["n"], row["mean"]) == (1, 4, 2)
    one = itertools.chain([1.0, 2.0], itertools.repeat(np.nan))
    row = null_model(graph, draws=4, statistics={"own": lambda _: next(one)}).iloc[2]
    assert row["n"] == 1
    assert np.isnan(row["z"])


@pytest.mark.parametrize("model", ["signs", "degrees"])
def test_a_seed_gives_the_same_table_and_another_seed_another(model):
    graph = random_graph(10, 0.5, 0.4, 4)
    first = null_model(graph, model, draws=30, seed=7)
    pd.testing.assert_frame_equal(first, null_model(graph, model, draws=30, seed=7))
    assert not first["mean"].equals(null_model(graph, model, draws=30, seed=8)["mean"])


def test_names_are_of_no_account_to_what_is_observed():
    graph = random_graph(8, 0.7, 0.4, 5)
    renamed = nx.relabel_nodes(graph, {node: f"state {node}" for node in graph})
    observed = [null_model(each, draws=2)["observed"].tolist() for each in (graph, renamed)]
    assert observed[0] == observed[1] == balance_shares(graph)[["balanced", "balanced_with_minus"]].iloc[0].tolist()


def test_interstate_networks_against_their_sign_shuffle():
    # results.md, module m7: of the triads with a minus 37 per cent are balanced in 1996-99, by chance about 12;
    # in 1986-89 only 10, by chance about 8.
    networks = load("signed_networks")
    for year, observed, chance in ((1996, 0.37, 0.12), (1986, 0.10, 0.08)):
        graph = signed_graph(networks[networks["window_start"] == year], "node_a", "node_b")
        row = null_model(graph, draws=12).set_index("statistic").loc["balanced_with_minus"]
        assert round(row["observed"], 2) == observed
        assert abs(row["mean"] - chance) < 0.01


def test_interstate_networks_against_graphs_with_the_same_degrees():
    # The share of all triads is what degrees alone give; the share of those with a minus is above it in 1996-99.
    networks = load("signed_networks")
    graph = signed_graph(networks[networks["window_start"] == 1996], "node_a", "node_b")
    table = null_model(graph, "degrees", draws=12).set_index("statistic")
    assert abs(table.loc["balanced", "z"]) < 3
    assert table.loc["balanced_with_minus", "z"] > 3
    assert 0.5 < table["moved"].iloc[0] < 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"model": "sign"}, "Did you mean 'signs'"),
        ({"draws": 1}, "draws must be a whole number of at least 2"),
        ({"level": 1}, "level of an interval"),
        ({"level": 0}, "level of an interval"),
    ],
)
def test_bad_arguments_are_refused(arguments, message):
    with pytest.raises(CourseError, match=message):
        null_model(random_graph(5, 0.9, 0.4, 1), **arguments)


def test_a_graph_without_ties_or_signs_is_refused():
    with pytest.raises(CourseError, match="has none"):
        null_model(graph_of([("A", "B", 0)]))
    with pytest.raises(CourseError, match="signed graph"):
        null_model(nx.complete_graph(3))
