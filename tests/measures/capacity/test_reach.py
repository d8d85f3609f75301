"""Partners reached by embassies and by seats, and what each costs."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils import load
from course_utils.errors import CourseError
from course_utils.measures.capacity import cost_per_partner

STATES = "ABCDE"
mission = st.tuples(st.sampled_from(STATES), st.sampled_from(STATES)).filter(lambda pair: pair[0] != pair[1])
seat = st.tuples(st.sampled_from(STATES), st.sampled_from(["UN", "OIC", "ECO"]))


def posts(rows):
    return pd.DataFrame(rows, columns=["sender", "receiver"]).astype("str")


def seats(rows):
    return pd.DataFrame(rows, columns=["state", "organisation"]).astype("str")


def test_costs_by_hand():
    # A has two embassies at 3 each and two seats at 5: C, B through one, B again through the other.
    embassies = posts([("A", "B"), ("A", "C"), ("A", "C")])
    memberships = seats([("A", "ECO"), ("B", "ECO"), ("C", "ECO"), ("A", "OIC"), ("B", "OIC")])
    table = cost_per_partner(embassies, memberships, embassy_cost=3, seat_cost=5).set_index(["state", "channel"])
    assert table.loc[("A", "embassy")].tolist() == [2, 2, 2, 6, 3, 1]
    assert table.loc[("A", "seat")].tolist() == [2, 2, 3, 10, 5, 1]
    # C has one seat, two partners by it, and no embassy.
    assert table.loc[("C", "seat")].tolist() == [1, 2, 2, 5, 2.5, 2]
    assert table.loc[("C", "embassy"), ["units", "partners", "links", "cost"]].tolist() == [0, 0, 0, 0]
    assert table.loc[("C", "embassy"), ["cost_per_partner", "partners_per_unit"]].isna().all()


@given(st.lists(mission, max_size=15), st.lists(seat, max_size=12, unique=True), st.randoms())
@settings(max_examples=8)
def test_reach_equals_the_graphs(missions, members, random):
    table = cost_per_partner(posts(missions), seats(members), 2, 7)
    # Independent twin: the seats as a two-mode graph, projected on states with the number of shared bodies as weight.
    graph = nx.Graph()
    graph.add_nodes_from({state for state, _ in members})
    graph.add_edges_from(members)
    shared = nx.bipartite.weighted_projected_graph(graph, {state for state, _ in members}) if members else graph
    sent = nx.DiGraph(missions)
    for row in table.itertuples():
        if row.channel == "seat":
            there = row.state in shared
            assert row.partners == (shared.degree(row.state) if there else 0)
            assert row.links == (shared.degree(row.state, weight="weight") if there else 0)
            assert row.units == (graph.degree(row.state) if there else 0)
            assert row.cost == 7 * row.units
        else:
            assert row.units == row.partners == row.links == (sent.out_degree(row.state) if row.state in sent else 0)
            assert row.cost == 2 * row.units
        assert row.partners <= row.links
        assert np.isnan(row.cost_per_partner) if row.partners == 0 else row.cost_per_partner == row.cost / row.partners
    shuffled = random.sample(missions, len(missions)), random.sample(members, len(members))
    pd.testing.assert_frame_equal(table, cost_per_partner(posts(shuffled[0]), seats(shuffled[1]), 2, 7))
    relabelled = cost_per_partner(
        posts([(f"x{a}", f"x{b}") for a, b in missions]), seats([(f"x{a}", b) for a, b in members]), 2, 7
    )
    pd.testing.assert_frame_equal(table.assign(state="x" + table["state"]), relabelled)


def test_empty_tables_give_an_empty_table():
    table = cost_per_partner(posts([]), seats([]), 1, 1)
    assert table.empty
    assert table.columns.tolist()[:3] == ["state", "channel", "units"]


GOOD = posts([("A", "B")]), seats([("A", "UN"), ("B", "UN")])


@pytest.mark.parametrize(
    ("embassies", "memberships", "costs", "words"),
    [
        (GOOD[0].drop(columns="sender"), GOOD[1], (1, 1), "Lacking: sender"),
        (GOOD[0], GOOD[1].drop(columns="state"), (1, 1), "Lacking: state"),
        (GOOD[0], pd.concat([GOOD[1], GOOD[1]]), (1, 1), "repeat a key"),
        (posts([("A", "A")]), GOOD[1], (1, 1), "has A twice"),
        (GOOD[0].assign(receiver=pd.Categorical([None])), GOOD[1], (1, 1), "column receiver .* empty cells"),
        (GOOD[0], GOOD[1].assign(organisation=["UN", None]), (1, 1), "column organisation .* empty cells"),
        (GOOD[0], GOOD[1], (0, 1), "cost of an embassy must be a finite number above 0"),
        (GOOD[0], GOOD[1], (1, np.inf), "cost of a seat must be a finite number above 0"),
        (GOOD[0], GOOD[1], ("1", 1), "cost of an embassy must be"),
    ],
)
def test_bad_input(embassies, memberships, costs, words):
    with pytest.raises(CourseError, match=words):
        cost_per_partner(embassies, memberships, *costs)


def test_a_seat_reaches_more_partners_than_an_embassy():
    missions = load("embassies").query("kind in ['embassy', 'high_commission']")
    table = cost_per_partner(missions, load("memberships").query("status == 'member'"), 1, 1)
    table = table.set_index(["state", "channel"])
    for state, embassies in (("AZE", 53), ("PAK", 46)):
        assert table.loc[(state, "embassy"), "partners"] == embassies
        # One universal body already reaches everybody: the other seats add links, not partners.
        assert table.loc[(state, "seat"), "partners"] == 195
        assert 3 < table.loc[(state, "seat"), "partners_per_unit"] < 5
