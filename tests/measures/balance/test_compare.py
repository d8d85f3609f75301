"""Before and after: the case of 31 August 2025, and any two graphs against a look at every pair and triad."""

from __future__ import annotations

import itertools

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils.errors import CourseError
from course_utils.measures.balance import balance_shares, before_after, signed_graph, tie_changes, triad_changes

NODES = "ABCDEF"
ALL = list(itertools.combinations(NODES, 2))
COLUMNS = ["state_a", "state_b", "sign"]
GRAPHS = st.lists(st.sampled_from([-1, 0, 1]), min_size=len(ALL), max_size=len(ALL)).map(
    lambda signs: graph_of([(*pair, sign) for pair, sign in zip(ALL, signs, strict=True)])
)


def graph_of(rows: list[tuple[str, str, int]]) -> nx.Graph:
    return signed_graph(pd.DataFrame(rows, columns=COLUMNS).astype({"sign": "int64"}))


# The signs that the course gives the six pairs before Pakistan and Armenia set up relations (results.md, m7).
BEFORE = [("AZE", "PAK", 1), ("ARM", "IND", 1), ("ARM", "AZE", -1), ("IND", "PAK", -1), ("AZE", "IND", -1)]
PAIR = ("ARM", "PAK")


@pytest.fixture
def august() -> tuple[nx.Graph, nx.Graph]:
    return graph_of([*BEFORE, (*PAIR, -1)]), graph_of([*BEFORE, (*PAIR, 1)])


def test_31_august_2025_unbalances_two_of_four_triads(august):
    table = before_after(*august)
    assert table["when"].tolist() == ["before", "after"]
    assert table["n"].tolist() == [4, 4]
    assert table["balanced"].tolist() == [1.0, 0.5]
    assert table["index"].tolist() == [0, 1]
    assert table["method"].tolist() == ["two-colouring", "enumeration"]
    assert tie_changes(*august).values.tolist() == [[*PAIR, -1, 1, "turned"]]
    assert triad_changes(*august).values.tolist() == [
        ["ARM", "AZE", "IND", "+--", "+--", "as before"],
        ["ARM", "AZE", "PAK", "+--", "++-", "lost balance"],
        ["ARM", "IND", "PAK", "+--", "++-", "lost balance"],
        ["AZE", "IND", "PAK", "+--", "+--", "as before"],
    ]


def test_the_way_back_gains_what_was_lost(august):
    changes = triad_changes(*august[::-1])["change"]
    assert changes.tolist() == ["as before", "gained balance", "gained balance", "as before"]


def test_ties_that_appear_and_vanish():
    before = graph_of([("A", "B", 1), ("A", "C", 1), ("B", "C", -1), ("C", "D", 0)])
    after = graph_of([("A", "B", 1), ("A", "C", -1), ("B", "D", -1), ("A", "D", -1)])
    assert tie_changes(before, after).values.tolist() == [
        ["A", "C", 1, -1, "turned"],
        ["A", "D", 0, -1, "appeared"],
        ["B", "C", -1, 0, "vanished"],
        ["B", "D", 0, -1, "appeared"],
    ]
    table = triad_changes(before, after)
    assert table["change"].tolist() == ["vanished", "appeared"]
    assert table["before"].isna().tolist() == [False, True]
    assert table["after"].isna().tolist() == [True, False]


def test_nothing_changed_or_nothing_there(august):
    before, _ = august
    assert tie_changes(before, before).empty
    assert set(triad_changes(before, before)["change"]) == {"as before"}
    none = graph_of([])
    assert tie_changes(none, none).empty
    assert triad_changes(none, none).empty
    assert list(triad_changes(none, none)) == ["node_1", "node_2", "node_3", "before", "after", "change"]
    assert before_after(none, none)["index"].tolist() == [0, 0]


@settings(max_examples=10, deadline=None)
@given(GRAPHS, GRAPHS)
def test_changes_agree_with_a_look_at_every_pair_and_every_three_nodes(before, after):
    def sign(graph: nx.Graph, a: str, b: str) -> int:
        return graph.edges[a, b]["sign"] if graph.has_edge(a, b) else 0

    changed = {(a, b): (x, y) for a, b, x, y, _ in tie_changes(before, after).values}
    assert changed == {
        pair: (sign(before, *pair), sign(after, *pair)) for pair in ALL if sign(before, *pair) != sign(after, *pair)
    }

    found = {(a, b, c): change for a, b, c, _, _, change in triad_changes(before, after).values}
    expected = {}
    for three in itertools.combinations(NODES, 3):
        products = []
        for graph in (before, after):
            one, two, other = (sign(graph, *pair) for pair in itertools.combinations(three, 2))
            products.append(one * two * other)
        was, now = products
        if was and now:
            expected[three] = {0: "as before", 2: "gained balance", -2: "lost balance"}[now - was]
        elif was or now:
            expected[three] = "vanished" if was else "appeared"
    assert found == expected

    table = before_after(before, after)
    for row, graph in zip(table.to_dict("records"), (before, after), strict=True):
        assert row["n"] == balance_shares(graph)["n"].item()
        assert row["ties"] == graph.number_of_edges()


@pytest.mark.parametrize("compare", [tie_changes, triad_changes, before_after], ids=lambda f: f.__name__)
def test_other_nodes_or_no_signs_are_refused(compare, august):
    before, after = august
    with pytest.raises(CourseError, match="only one of them has TUR"):
        compare(before, signed_graph(pd.DataFrame([*BEFORE, (*PAIR, 1)], columns=COLUMNS), nodes=["TUR"]))
    with pytest.raises(CourseError, match="signed graph"):
        compare(before, nx.Graph(after.edges))
