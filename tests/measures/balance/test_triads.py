"""The triad census, the triads one by one, and balance over walks."""

from __future__ import annotations

import itertools
import math
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.linalg import expm

from course_utils import load
from course_utils.errors import CourseError
from course_utils.measures.balance import (
    balance_by,
    balance_shares,
    node_balance,
    sign_matrix,
    signed_graph,
    tie_balance,
    triad_census,
    triads,
    walk_balance,
    walks,
)

HERE = Path(__file__).parent
NODES = "ABCDEFG"
ALL = [(a, b) for a in NODES for b in NODES if a < b]
GRAPHS = st.lists(st.sampled_from([-1, 0, 1]), min_size=len(ALL), max_size=len(ALL)).map(
    lambda signs: signed_graph(pd.DataFrame([(*pair, sign) for pair, sign in zip(ALL, signs, strict=True)],
                                            columns=["state_a", "state_b", "sign"]))
)  # fmt: skip
EMPTY = signed_graph(pd.DataFrame({"state_a": [], "state_b": [], "sign": pd.Series([], dtype="int64")}))


def complete(names: str, sign) -> nx.Graph:
    rows = [(a, b, sign(a, b)) for a in names for b in names if a < b]
    return signed_graph(pd.DataFrame(rows, columns=["state_a", "state_b", "sign"]))


def by_hand(graph: nx.Graph) -> list[tuple[str, str, str, str]]:
    """Every three nodes with three ties, looked at one after the other."""
    found = []
    for three in itertools.combinations(sorted(graph), 3):
        signs = [graph.get_edge_data(a, b, {"sign": 0})["sign"] for a, b in itertools.combinations(three, 2)]
        if all(signs):
            found.append((*three, "+" * signs.count(1) + "-" * signs.count(-1)))
    return found


@pytest.fixture(scope="module")
def tribes() -> nx.Graph:
    return signed_graph(pd.read_csv(HERE / "highland_tribes.csv", comment="#"))


@pytest.fixture(scope="module")
def networks() -> pd.DataFrame:
    return load("signed_networks")


# Closed forms


@pytest.mark.parametrize(
    ("minuses", "kind", "balanced", "weakly"),
    [(0, "+++", True, True), (1, "++-", False, False), (2, "+--", True, True), (3, "---", False, True)],
)
def test_the_four_triads(minuses, kind, balanced, weakly):
    signs = [-1] * minuses + [1] * (3 - minuses)
    graph = signed_graph(pd.DataFrame({"state_a": ["A", "A", "B"], "state_b": ["B", "C", "C"], "sign": signs}))
    census = triad_census(graph).set_index("kind")
    assert census.loc[kind].tolist() == [1, 1.0, balanced, weakly]
    assert census["n"].sum() == 1
    assert triads(graph).values.tolist() == [["A", "B", "C", kind, balanced, weakly]]
    shares = balance_shares(graph).iloc[0]
    assert (shares["balanced"], shares["weakly_balanced"]) == (balanced, weakly)
    assert shares["n_with_minus"] == (minuses > 0)
    assert shares["balanced_with_minus"] == pytest.approx(float(balanced) if minuses else np.nan, nan_ok=True)


def test_two_camps_of_three():
    # Within the camps 2 triads of pluses; across, a pair of one camp with one of the other: 2 * C(3, 2) * 3 = 18.
    census = triad_census(complete("ABCDEF", lambda a, b: 1 if (a < "D") == (b < "D") else -1))
    assert census["n"].tolist() == [2, 0, 18, 0]
    assert census["share"].tolist() == [0.1, 0, 0.9, 0]


def test_three_camps_are_weakly_balanced_only():
    # Camps of two: C(3, 3) ways to choose a camp each, 2 * 2 * 2 = 8 triads of minuses; pair and other: 3 * 4 = 12.
    graph = complete("ABCDEF", lambda a, b: 1 if (ord(a) - 65) // 2 == (ord(b) - 65) // 2 else -1)
    assert triad_census(graph)["n"].tolist() == [0, 0, 12, 8]
    shares = balance_shares(graph).iloc[0]
    assert shares["balanced"] == 0.6
    assert shares["weakly_balanced"] == shares["weakly_balanced_with_minus"] == 1


def test_no_triad_gives_no_share():
    for graph in (EMPTY, signed_graph(pd.DataFrame({"state_a": ["A"], "state_b": ["B"], "sign": [1]}))):
        assert triad_census(graph)["n"].tolist() == [0] * 4
        assert triad_census(graph)["share"].isna().all()
        shares = balance_shares(graph).iloc[0]
        assert shares["n"] == shares["n_with_minus"] == 0
        assert shares.drop(["n", "n_with_minus"]).isna().all()
        assert triads(graph).empty
    assert node_balance(EMPTY).empty
    assert tie_balance(EMPTY).empty
    one = node_balance(graph)
    assert one["n"].tolist() == [0, 0]
    assert one["balanced"].isna().all()
    assert tie_balance(graph)["balanced"].isna().all()


# Against counting by hand and networkx


@settings(max_examples=15)
@given(GRAPHS)
def test_census_triads_nodes_and_ties_agree_with_a_look_at_every_three_nodes(graph):
    expected = by_hand(graph)
    kinds = [kind for *_, kind in expected]
    assert triad_census(graph)["n"].tolist() == [kinds.count(kind) for kind in ("+++", "++-", "+--", "---")]
    assert [tuple(row[:4]) for row in triads(graph).values] == expected
    good = ("+++", "+--")
    for node, *_, n, n_balanced, share, weak in node_balance(graph).values:
        own = [kind for *three, kind in expected if node in three]
        assert (n, n_balanced) == (len(own), sum(kind in good for kind in own))
        if own:
            assert share == pytest.approx(n_balanced / n)
            assert weak == pytest.approx(sum(kind != "++-" for kind in own) / n)
    for a, b, sign, n, n_balanced, share, weak in tie_balance(graph).values:
        assert sign == graph.edges[a, b]["sign"]
        own = [kind for *three, kind in expected if {a, b} <= set(three)]
        assert (n, n_balanced) == (len(own), sum(kind in good for kind in own))
        assert math.isnan(weak) if not own else weak == pytest.approx(sum(kind != "++-" for kind in own) / n)
        assert math.isnan(share) == (not own)


@settings(max_examples=12)
@given(GRAPHS)
def test_the_triads_are_the_triangles_of_networkx(graph):
    triangles = nx.triangles(graph)
    assert triad_census(graph)["n"].sum() == sum(triangles.values()) / 3
    assert node_balance(graph).set_index("node")["n"].to_dict() == triangles
    degrees = node_balance(graph).set_index("node")
    assert (degrees["positive"] + degrees["negative"]).to_dict() == dict(graph.degree)
    assert len(tie_balance(graph)) == graph.number_of_edges()


@settings(max_examples=10)
@given(GRAPHS, st.permutations(NODES))
def test_names_and_order_are_of_no_account(graph, names):
    renamed = nx.relabel_nodes(graph, dict(zip(NODES, names, strict=True)))
    pd.testing.assert_frame_equal(triad_census(graph), triad_census(renamed))
    assert walk_balance(renamed) == pytest.approx(walk_balance(graph))


@settings(max_examples=10)
@given(GRAPHS, st.sets(st.sampled_from(NODES)))
def test_turning_all_ties_of_some_nodes_keeps_balance(graph, turned):
    # Switching (Abelson and Rosenberg 1958; Zaslavsky 1982): no cycle changes its product of signs.
    switched = graph.copy()
    for a, b in switched.edges:
        switched.edges[a, b]["sign"] *= -1 if (a in turned) != (b in turned) else 1
    before, after = balance_shares(graph).iloc[0], balance_shares(switched).iloc[0]
    assert after["balanced"] == pytest.approx(before["balanced"], nan_ok=True)
    assert walk_balance(switched) == pytest.approx(walk_balance(graph))


# Walks


@settings(max_examples=12)
@given(GRAPHS)
def test_walk_balance_is_the_ratio_of_the_traces_of_matrix_exponentials(graph):
    matrix = sign_matrix(graph).to_numpy(float)
    assert walk_balance(graph) == pytest.approx(np.trace(expm(matrix)) / np.trace(expm(np.abs(matrix))))
    assert 0 < walk_balance(graph) <= 1


def test_walk_balance_of_a_ring_with_one_minus():
    # The eigenvalues of a ring of n are 2 cos(2 pi k / n), with one minus 2 cos(2 pi (k + 1/2) / n).
    n = 7
    rows = [(str(i), str((i + 1) % n), -1 if i == 0 else 1) for i in range(n)]
    ring = signed_graph(pd.DataFrame(rows, columns=["state_a", "state_b", "sign"]))
    signed, unsigned = (
        sum(math.exp(2 * math.cos(2 * math.pi * (k + shift) / n)) for k in range(n)) for shift in (0.5, 0)
    )
    assert walk_balance(ring) == pytest.approx(signed / unsigned)


def test_walk_balance_is_one_without_ties_and_nothing_without_nodes():
    alone = pd.DataFrame({"state_a": ["A"], "state_b": ["B"], "sign": [0]})
    assert walk_balance(signed_graph(alone)) == 1
    assert math.isnan(walk_balance(EMPTY))


def test_walk_balance_survives_large_eigenvalues(monkeypatch):
    # A dense graph of 800 nodes has tr(exp A) near e ** 799, more than a float holds. One tie of weight 800 stands for
    # it here, and a triad of them with one minus: eigenvalues 800, 800, -1600 against 1600, -800, -800.
    for matrix, expected in (
        ([[0, 800], [800, 0]], 1),
        (np.array([[0, 800, 800], [800, 0, -800], [800, -800, 0]]), 2 * math.exp(-800)),
    ):
        monkeypatch.setattr(walks, "sign_matrix", lambda _, matrix=matrix: pd.DataFrame(matrix))
        assert walk_balance(EMPTY) == pytest.approx(expected)


# Published figures


def test_read_1954_highland_tribes_as_in_aref_and_wilson_2018_and_the_r_package_signnet(tribes):
    # 16 nodes, 58 ties, 29 of them minus (Aref and Wilson 2018). signnet's vignette "Structural Balance" prints
    # 0.8676471 for the share of balanced triads (59 of 68) and 0.3575761 for balance over walks.
    assert (len(tribes), tribes.number_of_edges()) == (16, 58)
    assert [sign for _, _, sign in tribes.edges(data="sign")].count(-1) == 29
    assert balance_shares(tribes)["n"].item() == 68
    assert round(balance_shares(tribes)["balanced"].item(), 7) == 0.8676471
    assert round(walk_balance(tribes), 7) == 0.3575761


def test_interstate_networks_1946_to_1999(networks):
    # results.md, module m7: 51 windows, 86 to 96 per cent of triads balanced, mean 92.
    table = balance_by(networks, "window_start", "node_a", "node_b")
    assert len(table) == 51
    assert round(table["balanced"].mean() * 100, 2) == 92.10
    assert (round(table["balanced"].min() * 100, 2), round(table["balanced"].max() * 100, 2)) == (86.07, 95.47)
    last = table.iloc[-1]
    assert last[["window_start", "nodes", "ties"]].tolist() == [1996, 151, 1247]
    assert round(last["balanced"] * 100, 2) == 93.68
    assert round(1 - last["n_with_minus"] / last["n"], 2) == 0.90  # triads of pluses only
    with_minus = table.set_index("window_start")["balanced_with_minus"]
    assert (round(with_minus[1996], 2), round(with_minus[1986], 2)) == (0.37, 0.10)


def test_balance_by_is_one_graph_after_the_other(networks):
    few = networks[networks["window_start"].isin([1946, 1950])]
    table = balance_by(few.sample(frac=1, random_state=0), "window_start", "node_a", "node_b").set_index("window_start")
    for year, part in few.groupby("window_start"):
        shares = balance_shares(signed_graph(part, "node_a", "node_b")).iloc[0]
        assert table.loc[year, shares.index].to_dict() == shares.to_dict()
        assert table.loc[year, "positive"] == pytest.approx((part["sign"] == 1).mean())


def test_balance_by_without_rows_or_ties():
    ties = pd.DataFrame({"year": [2025], "state_a": ["A"], "state_b": ["B"], "sign": [0]})
    row = balance_by(ties, "year").iloc[0]
    assert row[["nodes", "ties"]].tolist() == [2, 0]
    assert math.isnan(row["positive"])
    none = balance_by(ties.head(0), "year")
    assert none.empty
    assert list(none) == list(balance_by(ties, "year"))
    with pytest.raises(CourseError, match="Lacking: window"):
        balance_by(ties, "window")
    with pytest.raises(CourseError, match=r"column year .* empty cells"):
        balance_by(ties.assign(year=np.nan), "year")
    with pytest.raises(CourseError, match="repeat a pair"):
        balance_by(pd.concat([ties, ties]), "year")


@pytest.mark.parametrize(
    "measure", [triad_census, balance_shares, triads, node_balance, tie_balance, walk_balance], ids=lambda f: f.__name__
)
def test_a_graph_without_signs_is_refused(measure):
    with pytest.raises(CourseError, match="signed graph"):
        measure(nx.complete_graph(3))
