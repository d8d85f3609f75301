"""The 51 signed networks: size, signs, balance."""

from __future__ import annotations

from itertools import pairwise

import pytest

from course_utils import load


def _balance(ties):
    """Share of balanced triads and their number, by the traces of the cubed matrices."""
    import numpy as np

    nodes = sorted(set(ties["node_a"]) | set(ties["node_b"]))
    place = {node: number for number, node in enumerate(nodes)}
    signs = np.zeros((len(nodes), len(nodes)), dtype=int)
    for a, b, sign in zip(ties["node_a"], ties["node_b"], ties["sign"], strict=True):
        signs[place[a], place[b]] = signs[place[b], place[a]] = sign
    present = abs(signs)
    triads = np.trace(present @ present @ present) / 6
    surplus = np.trace(signs @ signs @ signs) / 6  # balanced less unbalanced
    return (triads + surplus) / 2 / triads, triads


def test_last_window():
    table = load("signed_networks")
    last = table[table["window_start"] == 1996]
    assert len(last) == 1247
    assert len(set(last["node_a"]) | set(last["node_b"])) == 151
    assert (last["sign"] == -1).sum() == 147
    share, _ = _balance(last)
    assert share == pytest.approx(0.937, abs=0.0005)


def test_balance_over_all_windows():
    shares = [_balance(ties)[0] for _, ties in load("signed_networks").groupby("window_start")]
    assert len(shares) == 51
    assert min(shares) == pytest.approx(0.861, abs=0.0005)
    assert max(shares) == pytest.approx(0.955, abs=0.0005)
    assert sum(shares) / 51 == pytest.approx(0.921, abs=0.0005)


def _enemies(state):
    table = load("signed_networks")
    last = table[(table["window_start"] == 1996) & (table["sign"] == -1)].astype({"state_a": str, "state_b": str})
    return set(last.loc[last["state_a"] == state, "state_b"]) | set(last.loc[last["state_b"] == state, "state_a"])


def test_negative_ties_of_azerbaijan_and_pakistan():
    assert _enemies("AZE") == {"ARM", "GEO", "RUS"}
    assert _enemies("PAK") == {"IND"}


def test_windows_are_four_years_and_follow_each_other():
    windows = load("signed_networks")[["window_start", "window_end"]].drop_duplicates().to_numpy().tolist()
    assert all(end - start == 3 for start, end in windows)
    assert all(later[0] - earlier[0] == 1 for earlier, later in pairwise(windows))
    assert set(load("signed_networks")["sign"].unique()) == {-1, 1}


def test_one_label_is_one_state_and_shared_codes_are_the_stated_ones():
    table = load("signed_networks").astype({"state_a": str, "state_b": str})
    pairs = set(zip(table["node_a"], table["state_a"], strict=True)) | set(
        zip(table["node_b"], table["state_b"], strict=True)
    )
    assert len(pairs) == len({node for node, _ in pairs}) == 178
    by_state: dict[str, set[str]] = {}
    for node, state in pairs:
        by_state.setdefault(state, set()).add(node)
    assert {state: nodes for state, nodes in by_state.items() if len(nodes) > 1} == {
        "DEU": {"GER", "GFR"},
        "YEM": {"YEM", "YAR"},
    }
    itself = table[table["state_a"] == table["state_b"]]
    assert itself["state_a"].tolist() == ["YEM"] * 4
    twice = table.duplicated(["window_start", "state_a", "state_b"]).sum()
    assert twice == 137


def test_labels_that_mislead_are_mapped_by_what_they_mean():
    table = load("signed_networks").astype({"state_a": str, "state_b": str})
    code = dict(zip(table["node_a"], table["state_a"], strict=True)) | dict(
        zip(table["node_b"], table["state_b"], strict=True)
    )
    expected = {"SWZ": "CHE", "MAC": "MKD", "PRG": "PRT", "PAR": "PRY", "LTN": "LIE", "LIT": "LTU", "AUT": "AUT",
                "AUS": "AUS", "SWA": "SWZ", "CZE": "CSK", "CZR": "CZE"}  # fmt: skip
    assert {label: code[label] for label in expected} == expected
