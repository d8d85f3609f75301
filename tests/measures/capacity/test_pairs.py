"""Possible pairs, states by year, and counts against both."""

from itertools import combinations

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils import load
from course_utils.errors import CourseError
from course_utils.measures.capacity import normalise, possible_pairs, states_by_year


def test_pairs_of_the_members_of_1945_and_of_today():
    # 51 x 50 / 2 and 193 x 192 / 2.
    assert possible_pairs(51) == 1275
    assert possible_pairs(np.int64(193)) == 18_528
    assert possible_pairs(0) == possible_pairs(1) == 0


@given(st.integers(0, 40))
def test_pairs_are_those_one_can_list(states):
    assert possible_pairs(states) == len(list(combinations(range(states), 2)))
    assert possible_pairs(states) == nx.complete_graph(states).number_of_edges()


@pytest.mark.parametrize("states", [-1, 2.5, "51", None])
def test_no_count_of_states(states):
    with pytest.raises(CourseError, match="whole number of at least 0"):
        possible_pairs(states)


def spells(*rows):
    table = pd.DataFrame(rows, columns=["state", "start", "end"])
    return table.assign(start=pd.to_datetime(table["start"]), end=pd.to_datetime(table["end"]))


def test_states_at_the_end_of_the_year():
    # A begins on the last day of 1990, B ends on it, C has a gap from 1940 to 1945 and two spells that overlap in 1991.
    table = spells(
        ("A", "1990-12-31", None),
        ("B", "1950-01-01", "1990-12-31"),
        ("C", "1900-01-01", "1991-06-01"),
        ("C", "1991-02-01", None),
    )
    assert states_by_year(table, 1989, 1991).to_dict("list") == {"year": [1989, 1990, 1991], "states": [2, 3, 2]}
    pd.testing.assert_frame_equal(states_by_year(table, 1989, 1991), states_by_year(table[::-1], 1989, 1991))


def test_no_spell_no_state():
    assert states_by_year(spells(), 1990, 1990).values.tolist() == [[1990, 0]]


@pytest.mark.parametrize(
    ("table", "years", "words"),
    [
        (spells(("A", "1990-01-01", None)).drop(columns="end"), (1990, 1991), "Lacking: end"),
        (pd.DataFrame({"state": ["A"], "start": [1990], "end": [1991]}), (1990, 1991), "must hold dates"),
        (spells(("A", None, None)), (1990, 1991), "column start .* empty cells"),
        (spells(("A", "1990-01-01", None)), (1991, 1990), "swap them"),
    ],
)
def test_bad_spells(table, years, words):
    with pytest.raises(CourseError, match=words):
        states_by_year(table, *years)


def test_states_by_year_match_the_organisations_data():
    # Two independent builds of the Correlates of War list; they differ by one or two in four years since 1945.
    table = load("states").query("list == 'cow'")
    both = load("organisation_totals").merge(states_by_year(table, 1945, 2014), on="year", suffixes=("_there", "_here"))
    gap = both["states_there"] - both["states_here"]
    assert len(both) == 70
    assert gap.ne(0).sum() == 4 and gap.between(0, 2).all()


def test_normalised_by_hand():
    # 4 states make 6 pairs: 3 / 4 = 0.75 a state, 3 / 6 = 0.5 a pair.
    table = normalise(pd.DataFrame({"year": [2000], "n": [3], "states": [4]}))
    assert table.to_dict("records") == [
        {"year": 2000, "n": 3, "states": 4, "pairs": 6, "per_state": 0.75, "per_pair": 0.5}
    ]


@given(st.integers(2, 12), st.data())
@settings(max_examples=15)
def test_per_pair_is_the_density_of_a_graph(states, data):
    graph = nx.complete_graph(states)
    kept = data.draw(st.lists(st.sampled_from(sorted(graph.edges)), unique=True))
    graph.remove_edges_from(set(graph.edges) - set(kept))
    row = normalise(pd.DataFrame({"n": [len(kept)], "states": [states]})).iloc[0]
    assert row["per_pair"] == pytest.approx(nx.density(graph))
    # Every treaty has two parties: the mean degree is twice the count a state.
    assert 2 * row["per_state"] == pytest.approx(np.mean([degree for _, degree in graph.degree]))


def test_too_few_states_are_missing_and_the_input_is_left_alone():
    before = pd.DataFrame({"n": [0, 0, 1], "states": [0, 1, 2]})
    kept = before.copy()
    table = normalise(before)
    assert table["pairs"].tolist() == [0, 0, 1]
    assert table["per_state"].isna().tolist() == [True, False, False]
    assert table["per_pair"].isna().tolist() == [True, True, False]
    pd.testing.assert_frame_equal(before, kept)
    assert normalise(before.iloc[:0]).columns.tolist() == ["n", "states", "pairs", "per_state", "per_pair"]


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (pd.DataFrame({"n": [1]}), "Lacking: states"),
        (pd.DataFrame({"n": ["1"], "states": [2]}), "must hold numbers"),
        (pd.DataFrame({"n": [np.inf], "states": [2]}), "infinite value"),
        (pd.DataFrame({"n": [-1], "states": [2]}), "goes down to -1"),
        (pd.DataFrame({"n": [np.nan, 1], "states": [2, 2]}), "empty cells in 1 of 2"),
        (pd.DataFrame({"n": [1], "states": [2.5]}), "whole numbers"),
    ],
)
def test_bad_counts(table, words):
    with pytest.raises(CourseError, match=words):
        normalise(table)


def test_defence_agreements_grow_faster_than_the_pairs():
    members = states_by_year(load("states").query("list == 'cow'"), 1980, 2010)
    rates = normalise(load("defence_agreements_by_year").merge(members, on="year"), "agreements").set_index("year")
    assert len(rates) == 31
    assert rates.loc[2000:2009, "per_pair"].mean() > 4 * rates.loc[1980:1989, "per_pair"].mean()
