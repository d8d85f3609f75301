"""Network reciprocity against networkx, adjacency matrices, and the closed forms of the two papers."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils import load
from course_utils.errors import CourseError
from course_utils.measures.reciprocity import (
    dyad_census,
    network_reciprocity,
    node_reciprocity,
    reciprocity_null,
    weighted_reciprocity,
)

NODES = ["AZE", "PAK", "ARM", "IND", "TUR"]
ORDERED = [(a, b) for a in NODES for b in NODES if a != b]
some_ties = st.lists(st.sampled_from(ORDERED), unique=True, max_size=20)


def ties(pairs):
    return pd.DataFrame(pairs, columns=["sender", "receiver"], dtype="str")


def matrix(pairs):
    found = np.zeros((5, 5), dtype=int)
    for a, b in pairs:
        found[NODES.index(a), NODES.index(b)] = 1
    return found


BY_HAND = [("AZE", "PAK"), ("PAK", "AZE"), ("AZE", "TUR"), ("IND", "ARM")]


def test_by_hand():
    # Ten pairs: one both ways, two one way. Density 4/20; returned 2/4; rho (0.5 - 0.2) / 0.8.
    assert dyad_census(ties(BY_HAND), NODES).iloc[0].tolist() == [10, 1, 2, 7]
    row = network_reciprocity(ties(BY_HAND), NODES).iloc[0]
    assert row[["n", "ties", "density", "reciprocity"]].tolist() == [5, 4, 0.2, 0.5]
    assert row[["rho", "rho_min"]].tolist() == pytest.approx([0.375, -0.25])


@settings(max_examples=12, deadline=None)
@given(some_ties, st.randoms())
def test_census_by_adjacency_matrix_and_networkx(pairs, random):
    found = matrix(pairs)
    mutual = np.trace(found @ found) / 2
    census = dyad_census(ties(pairs), NODES).iloc[0]
    assert census.tolist() == [10, mutual, len(pairs) - 2 * mutual, 10 - len(pairs) + mutual]
    row = network_reciprocity(ties(pairs), NODES).iloc[0]
    if pairs:
        assert row["reciprocity"] == pytest.approx(nx.overall_reciprocity(nx.DiGraph(pairs)))
    else:
        assert row[["reciprocity", "rho"]].isna().all()
    # Garlaschelli and Loffredo (2004), equation 3: rho is the correlation of the off-diagonal entries with
    # their transposes.
    off = ~np.eye(5, dtype=bool)
    if 0 < len(pairs) < 20:
        assert row["rho"] == pytest.approx(np.corrcoef(found[off], found.T[off])[0, 1])
        assert row["rho_min"] - 1e-12 <= row["rho"] <= 1 + 1e-12
    order = list(pairs)
    random.shuffle(order)
    nodes = sorted(NODES, key=lambda _: random.random())
    pd.testing.assert_frame_equal(network_reciprocity(ties(order), nodes), row.to_frame().T, check_dtype=False)
    renamed = {name: f"X{i}" for i, name in enumerate(NODES)}
    other = dyad_census(ties([(renamed[a], renamed[b]) for a, b in pairs]), list(renamed.values()))
    assert other.iloc[0].tolist() == census.tolist()


def test_garlaschelli_and_loffredo_2004_closed_forms():
    both = network_reciprocity(ties([("AZE", "PAK"), ("PAK", "AZE"), ("IND", "ARM"), ("ARM", "IND")]), NODES).iloc[0]
    assert both["rho"] == 1
    none = network_reciprocity(ties([("AZE", "PAK"), ("PAK", "TUR"), ("IND", "ARM")]), NODES).iloc[0]
    # No tie returned: rho is -a / (1 - a) at density a = 3/20.
    assert none["rho"] == none["rho_min"] == pytest.approx(-(3 / 20) / (17 / 20))


def test_rho_of_a_random_directed_graph_is_near_zero():
    graphs = [nx.gnp_random_graph(60, 0.2, seed=seed, directed=True) for seed in range(20)]
    rho = [
        network_reciprocity(ties([(str(a), str(b)) for a, b in g.edges]), map(str, range(60))).loc[0, "rho"]
        for g in graphs
    ]
    # Each rho is a correlation over 1770 pairs: standard error of the mean of twenty about 0.005.
    assert np.mean(rho) == pytest.approx(0, abs=0.016)


def test_every_possible_tie_leaves_no_room_for_rho():
    row = network_reciprocity(ties(ORDERED), NODES).iloc[0]
    assert row[["density", "reciprocity"]].tolist() == [1, 1]
    assert row[["rho", "rho_min"]].isna().all()


@settings(max_examples=10, deadline=None)
@given(some_ties)
def test_nodes_by_matrix_and_in_sum(pairs):
    found, table = matrix(pairs), node_reciprocity(ties(pairs), NODES)
    assert table["state"].tolist() == sorted(NODES)
    for row in table.itertuples():
        i = NODES.index(row.state)
        sent, received, mutual = found[i].sum(), found[:, i].sum(), (found[i] * found[:, i]).sum()
        assert (row.sent, row.received, row.mutual, row.n) == (sent, received, mutual, sent + received)
        if row.n:
            assert row.reciprocity == pytest.approx(2 * mutual / (sent + received))
        else:
            assert np.isnan(row.reciprocity)
    assert table["mutual"].sum() == 2 * dyad_census(ties(pairs), NODES).loc[0, "mutual"]


MEASURES = [dyad_census, network_reciprocity, node_reciprocity, reciprocity_null]


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize(
    ("edges", "nodes", "words"),
    [
        (ties(BY_HAND), ["AZE", "PAK", "ARM", "TUR"], "no state among the nodes called 'IND'"),
        (ties(BY_HAND), "AZE", "nodes must be a list of 2 or more, .* the text 'AZE' came"),
        (ties(BY_HAND), [*NODES, "AZE"], "each named once"),
        (ties(BY_HAND), ["AZE"], "a list of 2 or more"),
        (ties([*BY_HAND, BY_HAND[0]]), NODES, "repeat a key"),
        (ties([("AZE", "AZE")]), NODES, "two different ones in sender and receiver"),
        (ties([("AZE", None)]), NODES, "empty cells"),
        (ties(BY_HAND).drop(columns="receiver"), NODES, "Lacking: receiver"),
        (BY_HAND, NODES, "a list came"),
    ],
)
def test_bad_networks_are_named(measure, edges, nodes, words):
    with pytest.raises(CourseError, match=words):
        measure(edges, nodes)


def test_no_ties():
    empty = ties([])
    assert dyad_census(empty, NODES).iloc[0].tolist() == [10, 0, 0, 10]
    assert node_reciprocity(empty, NODES)["n"].tolist() == [0] * 5
    assert network_reciprocity(empty, NODES).loc[0, "rho_min"] == 0


def flows(rows):
    return pd.DataFrame(rows, columns=["sender", "receiver", "value"])


some_flows = st.dictionaries(st.sampled_from(ORDERED), st.integers(0, 50), min_size=1, max_size=20)


@settings(max_examples=10, deadline=None)
@given(some_flows, st.randoms())
def test_squartini_and_others_2013_closed_forms(weights, random):
    # w<-> = min(w_ij, w_ji); w-> = w_ij - w<->; r = W<-> / W, the sums over all ordered pairs.
    rows = [(a, b, w) for (a, b), w in weights.items()]
    table = weighted_reciprocity(flows(rows), "value")
    for row in table.itertuples():
        there, back = weights.get((row.state_a, row.state_b), 0), weights.get((row.state_b, row.state_a), 0)
        assert (row.a_to_b, row.b_to_a, row.mutual) == (there, back, min(there, back))
        assert (row.a_only, row.b_only) == (max(there - back, 0), max(back - there, 0))
        assert row.state_a < row.state_b
        if there + back:
            assert row.reciprocity == pytest.approx(2 * min(there, back) / (there + back))
        else:
            assert np.isnan(row.reciprocity)
    w = np.zeros((5, 5))
    for a, b, value in rows:
        w[NODES.index(a), NODES.index(b)] = value
    if w.sum():
        overall = 2 * table["mutual"].sum() / table[["a_to_b", "b_to_a"]].to_numpy().sum()
        assert overall == pytest.approx(np.minimum(w, w.T).sum() / w.sum())
    assert len(table) == len({frozenset(pair) for pair in weights})
    random.shuffle(rows)
    pd.testing.assert_frame_equal(weighted_reciprocity(flows(rows), "value"), table)


@given(some_ties.filter(bool))
@settings(max_examples=8, deadline=None)
def test_with_weights_of_one_it_is_the_share_of_returned_ties(pairs):
    table = weighted_reciprocity(ties(pairs).assign(value=1), "value")
    share = 2 * table["mutual"].sum() / (table["a_to_b"] + table["b_to_a"]).sum()
    assert share == pytest.approx(network_reciprocity(ties(pairs), NODES).loc[0, "reciprocity"])


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "must hold numbers|have no rows"),
        ([("AZE", "PAK", -1)], "0 or more"),
        ([("AZE", "PAK", np.inf)], "infinite"),
        ([("AZE", "PAK", np.nan)], "empty cells"),
        ([("AZE", "PAK", "much")], "must hold numbers"),
        ([("AZE", "AZE", 1)], "two different ones in sender and receiver"),
        ([("AZE", "PAK", 1), ("AZE", "PAK", 2)], "repeat a key"),
    ],
)
def test_bad_flows_are_named(rows, words):
    with pytest.raises(CourseError, match=words):
        weighted_reciprocity(flows(rows), "value")


def test_embassies_of_the_course():
    missions = load("embassies")
    missions = missions[missions["kind"].isin(["embassy", "high_commission"])]
    # Two kinds of mission in one state would be one tie twice.
    edges = missions[["sender", "receiver"]].astype("str").drop_duplicates()
    nodes = sorted({*edges["sender"], *edges["receiver"]})
    by_state = node_reciprocity(edges, nodes).set_index("state")
    assert by_state.loc["PAK", "sent"] == 46 and by_state.loc["AZE", "sent"] == 53
    row = network_reciprocity(edges, nodes).iloc[0]
    assert row["ties"] == len(edges)
    assert row["rho"] < row["reciprocity"] < 1
    present = set(edges.itertuples(index=False, name=None))
    # data.md: Azerbaijan and Pakistan both ways; none between Armenia and Azerbaijan or Pakistan.
    assert {("AZE", "PAK"), ("PAK", "AZE")} <= present
    assert not present & {("ARM", "AZE"), ("AZE", "ARM"), ("ARM", "PAK"), ("PAK", "ARM")}


def test_material_conflict_of_the_course_in_both_directions():
    events = load("dyad_events")
    total = events.astype({"sender": "str", "receiver": "str"}).groupby(["sender", "receiver"], as_index=False)
    table = weighted_reciprocity(total["material_conflict"].sum(), "material_conflict").set_index(
        ["state_a", "state_b"]
    )
    assert table.loc[("IND", "PAK"), "reciprocity"] > table.loc[("ARM", "AZE"), "reciprocity"]
