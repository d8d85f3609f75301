"""GDP, population and trade: figures that lessons build on."""

from __future__ import annotations

import pytest

from course_utils import load, states


def test_gdp_of_2023_in_billions():
    table = load("economy")
    gdp = table[table["year"] == 2023].set_index("state")["gdp"] / 1e9
    expected = {"AZE": 72.4, "PAK": 338.4, "ARM": 24.2, "IND": 3549.9, "TUR": 1108.0, "RUS": 2021.4, "GBR": 3340.0}
    assert gdp.loc[list(expected)].round(1).to_dict() == expected


def test_population_of_2024_in_millions():
    table = load("economy")
    people = table[table["year"] == 2024].set_index("state")["population"] / 1e6
    assert people.loc[["AZE", "PAK", "ARM"]].round(1).to_dict() == {"AZE": 10.2, "PAK": 251.3, "ARM": 3.0}


def test_all_states_but_two_and_no_regions():
    present = set(load("economy")["state"].unique())
    assert set(states.codes()) - present == {"TWN", "VAT"}
    assert present <= set(states.codes())


def _trade(a, b):
    table = load("trade_flows")
    return table[(table["state_a"] == a) & (table["state_b"] == b)].set_index("year")


def test_trade_of_azerbaijan_and_pakistan_is_tiny():
    flows = _trade("AZE", "PAK")
    expected = {1999: 3, 2004: 2, 2008: 6, 2009: 6, 2010: 3, 2012: 1, 2014: 2}
    assert flows.loc[list(expected), "imports_a_from_b"].to_dict() == expected
    assert flows["imports_a_from_b"].max() == 6
    assert set(flows["imports_b_from_a"]) == {0, 1}


@pytest.mark.parametrize(
    ("a", "b", "a_from_b", "b_from_a"),
    [("AZE", "IND", 78, 422), ("IND", "PAK", 529, 2400), ("AZE", "TUR", 2282, 291), ("ARM", "TUR", 232, 1),
     ("ARM", "AZE", 0, 0)],
)  # fmt: skip
def test_trade_of_2014(a, b, a_from_b, b_from_a):
    row = _trade(a, b).loc[2014]
    assert (row["imports_a_from_b"], row["imports_b_from_a"]) == (a_from_b, b_from_a)


def test_only_focus_states_trade_here():
    table = load("trade_flows")
    assert set(table["state_a"].unique()) | set(table["state_b"].unique()) == set(states.FOCUS)
    assert (table["state_a"].astype(str) < table["state_b"].astype(str)).all()
