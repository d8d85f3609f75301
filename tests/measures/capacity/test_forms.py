"""Bilateral and plurilateral treaties, counted as agreements and as pairs."""

from itertools import combinations

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils import load
from course_utils.errors import CourseError
from course_utils.measures.capacity import by_form, possible_pairs, treaty_forms


def parties(*treaties):
    rows = [
        (number, f"party of {state or 'a group'}", state) for number, states in enumerate(treaties) for state in states
    ]
    return pd.DataFrame(rows, columns=["treaty", "party", "state"])


def test_forms_by_hand():
    table = treaty_forms(parties(["AZE", "PAK"], ["AZE", "PAK", "TUR"], ["AZE", None], ["AZE", "PAK", None], ["AZE"]))
    assert table["parties"].tolist() == [2, 3, 2, 3, 1]
    assert table["form"].tolist() == [
        "bilateral",
        "plurilateral",
        "not only states",
        "not only states",
        "one party listed",
    ]
    assert treaty_forms(parties()).columns.tolist() == ["treaty", "parties", "form"]


def test_bad_parties():
    with pytest.raises(CourseError, match="Lacking: state"):
        treaty_forms(pd.DataFrame({"treaty": [1], "party": ["A"]}))
    with pytest.raises(CourseError, match="repeat a key"):
        treaty_forms(parties(["AZE", "AZE"]))


def test_most_investment_treaties_are_bilateral():
    listed = load("investment_treaty_parties")
    forms = treaty_forms(listed)
    assert len(forms) == listed["treaty"].nunique()
    assert forms["form"].eq("bilateral").mean() > 0.9
    # The pairs of the other table are the treaties with two state parties.
    paired = load("investment_treaties").dropna(subset=["state_a", "state_b"])["treaty"]
    assert set(forms.loc[forms["form"] == "bilateral", "treaty"]) == set(paired)


def pairs_of(members, year=2000, form="plurilateral", agreement=1):
    rows = [(year, form, agreement, a, b) for a, b in combinations(members, 2)]
    return pd.DataFrame(rows, columns=["year", "form", "agreement", "state_a", "state_b"])


@given(st.lists(st.sampled_from("ABCDEFGH"), min_size=2, max_size=8, unique=True))
@settings(max_examples=12)
def test_one_treaty_among_n_states_fills_all_their_pairs(members):
    rows = pairs_of(members)
    turned = rows.rename(columns={"state_a": "state_b", "state_b": "state_a"})
    table = by_form(pd.concat([rows, turned]))
    graph = nx.from_pandas_edgelist(rows, "state_a", "state_b")
    assert table["agreements"].tolist() == [1]
    assert table["pairs"].tolist() == [graph.number_of_edges()] == [possible_pairs(len(members))]


def test_by_form_by_hand():
    rows = pd.concat(
        [pairs_of("ABC"), pairs_of("AB", form="bilateral", agreement=2), pairs_of("CD", 2001, "bilateral", 3)]
    )
    expected = [[2000, "bilateral", 1, 1, 1.0], [2000, "plurilateral", 1, 3, 3.0], [2001, "bilateral", 1, 1, 1.0]]
    assert by_form(rows).values.tolist() == expected
    assert by_form(rows[::-1]).values.tolist() == expected
    assert by_form(rows.iloc[:0]).columns.tolist() == ["year", "form", "agreements", "pairs", "pairs_per_agreement"]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (pairs_of("AB").drop(columns="form"), "Lacking: form"),
        (pairs_of("AB").assign(state_b=np.nan), "column state_b .* empty cells"),
    ],
)
def test_bad_agreements(rows, words):
    with pytest.raises(CourseError, match=words):
        by_form(rows)


def test_trade_agreements_by_treaty_and_by_pair():
    signed = load("trade_agreements").query("entry_type == 'treaty'").rename(columns={"signed": "year"})
    totals = by_form(signed).groupby("form")[["agreements", "pairs"]].sum()
    # Counted as treaties most are bilateral; counted as pairs few are.
    assert totals.loc["bilateral", "agreements"] / totals["agreements"].sum() > 0.6
    assert totals.loc["bilateral", "pairs"] / totals["pairs"].sum() < 0.05
    # The African Continental Free Trade Area alone fills more than a thousand.
    assert by_form(signed)["pairs"].max() > 1000
