"""The frustration index: exact where it says so, bounds that hold, and flips that do balance the graph."""

from __future__ import annotations

import itertools
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils import load
from course_utils.errors import CourseError
from course_utils.measures.balance import frustration, sign_matrix, signed_graph, walk_balance
from course_utils.measures.balance.camps import enumerate_splits, frustrated, search, solve, two_colouring

HERE = Path(__file__).parent
NODES = "ABCDEFGH"
ALL = [(a, b) for a in NODES for b in NODES if a < b]
COLUMNS = ["state_a", "state_b", "sign"]
GRAPHS = st.lists(st.sampled_from([-1, 0, 0, 1]), min_size=len(ALL), max_size=len(ALL)).map(
    lambda signs: graph_of([(*pair, sign) for pair, sign in zip(ALL, signs, strict=True)])
)


def graph_of(rows: list[tuple[str, str, int]]) -> nx.Graph:
    return signed_graph(pd.DataFrame(rows, columns=COLUMNS).astype({"sign": "int64"}))


def ring(signs: list[int]) -> nx.Graph:
    names = [f"{i:02}" for i in range(len(signs))]
    return graph_of([(names[i], names[(i + 1) % len(names)], sign) for i, sign in enumerate(signs)])


def by_hand(graph: nx.Graph) -> int:
    """The least number of frustrated ties over all 2 ** (n - 1) splits, counted tie by tie."""
    first, *others = graph
    best = graph.number_of_edges()
    for sides in itertools.product((0, 1), repeat=len(others)):
        side = dict(zip(others, sides, strict=True)) | {first: 0}
        best = min(best, sum((side[a] == side[b]) != (sign == 1) for a, b, sign in graph.edges(data="sign")))
    return best


def check(graph: nx.Graph, found) -> None:
    """The camps and the flips say the same, and changing the flips balances the graph."""
    camp = found.camps.set_index("node")["camp"]
    spoiled = sorted(
        (*sorted((a, b)), sign) for a, b, sign in graph.edges(data="sign") if (camp[a] == camp[b]) != (sign == 1)
    )
    assert spoiled == [tuple(row) for row in found.flips.values]
    assert len(spoiled) == found.upper
    turned = graph.copy()
    for a, b, sign in spoiled:
        turned.edges[a, b]["sign"] = -sign
    assert walk_balance(turned) == pytest.approx(1)
    parts = list(nx.connected_components(graph))
    assert {frozenset(part) for part in parts} == {frozenset(g["node"]) for _, g in found.camps.groupby("part")}


# Closed forms


@pytest.mark.parametrize("size", range(3, 9))
def test_all_minus_and_all_ties(size):
    # The best split halves the nodes: the ties within the halves stay, C(n, 2) - floor(n / 2) * ceil(n / 2).
    graph = graph_of([(a, b, -1) for a, b in ALL if b <= NODES[size - 1]])
    found = frustration(graph)
    assert found.upper == found.lower == size * (size - 1) // 2 - (size // 2) * ((size + 1) // 2)
    check(graph, found)


@pytest.mark.parametrize(("minuses", "index"), [(0, 0), (1, 1), (2, 0), (3, 1)])
@pytest.mark.parametrize("size", [5, 31])
def test_a_ring_is_balanced_when_its_minuses_are_even_in_number(size, minuses, index):
    graph = ring([-1] * minuses + [1] * (size - minuses))
    found = frustration(graph)
    assert (found.lower, found.upper, found.exact) == (index, index, True)
    assert found.method == ("two-colouring" if not index else "enumeration" if size == 5 else "integer programme")
    check(graph, found)


def test_two_large_camps_with_three_spoiled_ties():
    # 30 nodes; the three ties have no node in common and each lies in a triad of its own, so three are needed.
    names = [f"{i:02}" for i in range(30)]
    spoiled = {("00", "01"), ("02", "29"), ("20", "21")}
    rows = [
        (a, b, (1 if (a < "15") == (b < "15") else -1) * (-1 if (a, b) in spoiled else 1))
        for a, b in itertools.combinations(names, 2)
    ]
    found = frustration(graph_of(rows))
    assert (found.lower, found.upper, found.method) == (3, 3, "integer programme")
    assert {(a, b) for a, b, _ in found.flips.values} == spoiled
    assert found.camps.groupby("camp").size().tolist() == [15, 15]


def test_blocks_are_solved_apart_and_added_up():
    # Two unbalanced triads that share the node C, a third one apart, and a node with one tie.
    rows = [("A", "B", -1), ("A", "C", 1), ("B", "C", 1), ("C", "D", -1), ("C", "E", -1), ("D", "E", -1)]
    rows += [("F", "G", 1), ("F", "H", 1), ("G", "H", -1), ("H", "I", -1)]
    graph = graph_of(rows)
    found = frustration(graph)
    assert (found.lower, found.upper, found.method) == (3, 3, "enumeration")
    assert found.camps["part"].tolist() == [1] * 5 + [2] * 4
    check(graph, found)


def test_the_larger_camp_is_the_first_and_in_a_tie_that_of_the_first_node():
    found = frustration(graph_of([("A", "B", -1), ("B", "C", 1), ("D", "E", -1), ("F", "F2", 0)]))
    assert found.camps.set_index("node")["camp"].to_dict() == {"A": 2, "B": 1, "C": 1, "D": 1, "E": 2, "F": 1, "F2": 1}
    assert found.camps["part"].nunique() == 4


def test_a_graph_without_ties_or_nodes():
    for graph, nodes in ((graph_of([]), 0), (graph_of([("A", "B", 0)]), 2)):
        summary = frustration(graph).summary.iloc[0]
        assert summary[["nodes", "ties", "index", "lower", "upper"]].tolist() == [nodes, 0, 0, 0, 0]
        assert np.isnan(summary["normalised"])
        assert summary["exact"]
        assert frustration(graph).flips.empty


def test_the_summary_is_one_row():
    summary = frustration(graph_of([("A", "B", 1), ("A", "C", 1), ("B", "C", -1)])).summary
    assert summary.to_dict("records") == [
        {
            "nodes": 3,
            "ties": 3,
            "index": 1,
            "lower": 1,
            "upper": 1,
            "normalised": pytest.approx(1 / 1.5),
            "exact": True,
            "method": "enumeration",
        }
    ]


# Against trying every split


@settings(max_examples=15, deadline=None)
@given(GRAPHS)
def test_the_index_is_the_best_of_all_splits(graph):
    found = frustration(graph)
    assert found.exact
    assert found.upper == by_hand(graph) <= graph.number_of_edges() / 2
    check(graph, found)
    assert (found.upper == 0) == (found.method == "two-colouring") == (two_colouring(graph) is not None)
    assert (found.upper == 0) == (walk_balance(graph) > 1 - 1e-9)


@settings(max_examples=10, deadline=None)
@given(GRAPHS)
def test_the_programme_and_the_search_find_the_same_as_enumeration(graph):
    signs = sign_matrix(graph).to_numpy()
    if not signs.any():
        return
    best = frustrated(signs, enumerate_splits(signs))
    split, lower, proved = solve(signs, branches=1000)
    assert proved
    assert frustrated(signs, split) == lower == best
    assert frustrated(signs, search(signs, seed=0)) >= best


@settings(max_examples=10, deadline=None)
@given(GRAPHS, st.sets(st.sampled_from(NODES)), st.permutations(NODES))
def test_names_and_switching_are_of_no_account(graph, turned, names):
    switched = graph.copy()
    for a, b in switched.edges:
        switched.edges[a, b]["sign"] *= -1 if (a in turned) != (b in turned) else 1
    renamed = nx.relabel_nodes(graph, dict(zip(NODES, names, strict=True)))
    assert frustration(graph).upper == frustration(switched).upper == frustration(renamed).upper


def random_signs(size: int, density: float, seed: int) -> np.ndarray:
    random = np.random.default_rng(seed)
    drawn = np.triu(random.choice([-1, 1], (size, size)) * (random.random((size, size)) < density), 1)
    return drawn + drawn.T


def test_25_nodes_with_all_ties_are_solved_exactly():
    # Enumeration against the integer programme on a smaller one, and against the search on the largest.
    small = random_signs(14, 1, seed=3)
    assert frustrated(small, enumerate_splits(small)) == solve(small, branches=10_000)[1]
    large = random_signs(25, 1, seed=3)
    assert frustrated(large, enumerate_splits(large)) <= frustrated(large, search(large, seed=1))


def test_beyond_exactness_the_bounds_hold_and_say_so():
    signs = random_signs(45, 0.15, seed=5)
    names = [f"{i:02}" for i in range(45)]
    rows = [(names[i], names[j], int(signs[i, j])) for i, j in np.argwhere(np.triu(signs))]
    graph = graph_of(rows)
    found = frustration(graph, branches=1)
    assert found.method == "bounds"
    assert not found.exact
    assert 0 < found.lower < found.upper <= len(rows) / 2
    assert found.summary["index"].isna().item()
    # A plain lower bound: cycles with a minus product that share no tie each need a change of their own.
    left, apart = graph.copy(), 0
    for a, b, c in nx.all_triangles(graph):
        three = [(a, b), (a, c), (b, c)]
        if all(left.has_edge(*tie) for tie in three) and np.prod([graph.edges[tie]["sign"] for tie in three]) < 0:
            left.remove_edges_from(three)
            apart += 1
    assert 0 < apart <= found.upper
    check(graph, found)
    again = frustration(graph, branches=1)
    pd.testing.assert_frame_equal(found.flips, again.flips)
    assert found.lower == again.lower


def test_a_solver_stopped_at_once_gives_no_split_and_the_bound_of_nothing():
    assert solve(random_signs(30, 0.5, seed=1), branches=0) == (None, 0, False)


# Published figures


def test_read_1954_highland_tribes_as_in_aref_and_wilson_2018_and_the_r_package_signnet():
    # Index 7 (Aref and Wilson 2018); signnet's vignette "Structural Balance" prints 1 - 7 / 29 = 0.7586207.
    graph = signed_graph(pd.read_csv(HERE / "highland_tribes.csv", comment="#"))
    found = frustration(graph)
    assert (found.upper, found.exact) == (7, True)
    assert round(1 - found.summary["normalised"].item(), 7) == 0.7586207
    check(graph, found)


@pytest.fixture(scope="module")
def sampson() -> pd.DataFrame:
    return pd.read_csv(HERE / "sampson_t4.csv", comment="#")


def test_sampson_1968_table_d13_adds_up_to_its_printed_totals(sampson):
    # The thesis prints the sums of likings and of dislikings that each of the 18 received.
    likes = sampson[sampson["value"] > 0].groupby("receiver")["value"].sum()
    dislikes = -sampson[sampson["value"] < 0].groupby("receiver")["value"].sum()
    order = ["John", "Gregory", "Basil", "Peter", "Bonaventure", "Berthold", "Mark", "Victor", "Ambrose"]
    order += ["Romuald", "Louis", "Winfrid", "Amand", "Hugh", "Boniface", "Albert", "Elias", "Simplicius"]
    printed = [12, 13, 7, 12, 10, 3, 6, 6, 5, 0, 4, 9, 4, 3, 3, 2, 4, 8]
    assert likes.reindex(order, fill_value=0).tolist() == printed
    printed = [3, 17, 13, 18, 0, 9, 5, 10, 0, 3, 0, 1, 4, 2, 0, 1, 7, 1]
    assert dislikes.reindex(order, fill_value=0).tolist() == printed


def test_sampson_t4_two_camps_as_in_doreian_and_mrvar_1996(sampson):
    # A partitioning approach to structural balance, Social Networks 18: the best split of T4 into two camps has
    # criterion 12.5, half the sum of the values that it frustrates. Opposite values of a pair frustrate the
    # smaller of the two in any split; the rest is the index of the summed values.
    names = sorted({*sampson["sender"], *sampson["receiver"]})
    values = sampson.pivot(index="sender", columns="receiver", values="value")
    values = values.reindex(index=names, columns=names).fillna(0).to_numpy(int)
    opposed = np.triu(np.where(values * values.T < 0, np.minimum(abs(values), abs(values.T)), 0)).sum()
    summed = values + values.T
    assert (frustrated(summed, enumerate_splits(summed)) + opposed) / 2 == 12.5


def test_sampson_t4_as_a_graph_of_signs(sampson):
    # The sign of what two say of each other, summed; where it cancels out there is no tie.
    pairs = sampson.assign(
        state_a=sampson[["sender", "receiver"]].min(axis=1), state_b=sampson[["sender", "receiver"]].max(axis=1)
    )
    ties = pairs.groupby(["state_a", "state_b"], as_index=False)["value"].sum()
    graph = signed_graph(ties.assign(sign=np.sign(ties["value"])))
    found = frustration(graph)
    signs = sign_matrix(graph).to_numpy()
    splits = 1 - 2 * ((np.arange(2**17)[:, None] >> np.arange(18)) & 1)
    within = ((splits @ signs) * splits).sum(axis=1)
    assert found.upper == found.lower == ((abs(signs).sum() - within) // 4).min()
    check(graph, found)


def test_interstate_network_1996_to_1999_is_solved_exactly():
    networks = load("signed_networks")
    graph = signed_graph(networks[networks["window_start"] == 1996], "node_a", "node_b")
    found = frustration(graph)
    assert found.exact
    assert found.method == "integer programme"
    assert found.upper < 147  # fewer than its minuses
    check(graph, found)


def test_bad_input_is_refused():
    with pytest.raises(CourseError, match="whole number of at least 1"):
        frustration(ring([1, 1, -1]), branches=0)
    with pytest.raises(CourseError, match="signed graph"):
        frustration(nx.complete_graph(3))
