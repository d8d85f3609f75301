"""Signed graphs from tables, from two tables by a rule, and from the chronology."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils import load
from course_utils.errors import CourseError
from course_utils.measures.balance import event_signs, pair_signs, sign_matrix, signed_graph, tie_changes, ties_at

PAIRS = st.dictionaries(
    st.sampled_from([(a, b) for a in "ABCDEF" for b in "ABCDEF" if a < b]), st.sampled_from([-1, 0, 1]), max_size=15
)


def ties(*rows: tuple[str, str, object]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=["state_a", "state_b", "sign"])


# signed_graph and sign_matrix


def test_a_graph_keeps_signs_and_leaves_pairs_without_a_tie_out():
    graph = signed_graph(ties(("PAK", "AZE", 1), ("AZE", "ARM", -1), ("IND", "PAK", 0), ("IND", "UZB", np.nan)))
    assert list(graph) == ["ARM", "AZE", "IND", "PAK", "UZB"]
    assert {frozenset(tie[:2]): tie[2] for tie in graph.edges(data="sign")} == {
        frozenset({"AZE", "PAK"}): 1,
        frozenset({"ARM", "AZE"}): -1,
    }


def test_further_nodes_have_no_tie():
    graph = signed_graph(ties(("AZE", "PAK", 1)), nodes=["UZB", "AZE"])
    assert list(graph) == ["AZE", "PAK", "UZB"]
    assert graph.degree("UZB") == 0


def test_an_empty_table_gives_an_empty_graph_and_matrix():
    graph = signed_graph(ties().astype({"sign": "float64"}))
    assert len(graph) == 0
    assert sign_matrix(graph).shape == (0, 0)


def test_categories_floats_and_nullable_integers_are_read_alike():
    plain = ties(("AZE", "PAK", 1), ("AZE", "ARM", -1))
    wide = plain.astype({"state_a": "category", "state_b": "category", "sign": "float64"})
    nullable = plain.astype({"sign": "Int64"})
    for other in (wide, nullable):
        assert nx.utils.graphs_equal(signed_graph(plain), signed_graph(other))


def test_the_table_is_not_changed():
    table = ties(("PAK", "AZE", 1), ("AZE", "ARM", -1))
    copy = table.copy()
    signed_graph(table)
    pd.testing.assert_frame_equal(table, copy)


@settings(max_examples=15)
@given(PAIRS, st.randoms(use_true_random=False))
def test_the_matrix_is_that_of_networkx_whatever_the_order_of_rows_and_ends(pairs, random):
    rows = [(*(pair if random.random() < 0.5 else pair[::-1]), sign) for pair, sign in pairs.items()]
    random.shuffle(rows)
    graph = signed_graph(ties(*rows).astype({"sign": "int64"}), nodes="ABCDEF")
    plain = nx.Graph()
    plain.add_nodes_from("ABCDEF")
    plain.add_weighted_edges_from((a, b, sign) for (a, b), sign in pairs.items() if sign)
    expected = nx.to_pandas_adjacency(plain, dtype="int64")
    pd.testing.assert_frame_equal(sign_matrix(graph), expected)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (ties(("AZE", "PAK", 2)), "1 or -1"),
        (ties(("AZE", "PAK", np.inf)), "1 or -1"),
        (ties(("AZE", "PAK", 0.5)), "1 or -1"),
        (ties(("AZE", "PAK", "+")), "must hold numbers"),
        (ties(("AZE", "PAK", True)), "must hold numbers"),
        (ties(("AZE", "AZE", 1)), "has AZE twice"),
        (ties(("AZE", "PAK", 1), ("PAK", "AZE", 1)), "first AZE and PAK"),
        (ties(("AZE", "PAK", 1), ("PAK", "AZE", 0)), "repeat a pair"),
        (ties(("AZE", None, 1)), "empty cells in 1"),
        (ties(("AZE", "PAK", 1)).drop(columns="sign"), "Lacking: sign"),
        (ties(("AZE", "PAK", 1)).drop(columns="state_b"), "Lacking: state_b"),
        ([("AZE", "PAK", 1)], "must be a table"),
    ],
)
def test_a_table_that_is_no_signed_graph_is_refused(table, message):
    with pytest.raises(CourseError, match=message):
        signed_graph(table)


@pytest.mark.parametrize(
    "graph",
    [
        nx.DiGraph([(1, 2, {"sign": 1})]),
        nx.MultiGraph([(1, 2, {"sign": 1})]),
        nx.Graph([(1, 2)]),
        nx.Graph([(1, 2, {"sign": 0})]),
        nx.Graph([(1, 1, {"sign": 1})]),
        "AZE-PAK",
    ],
)
def test_what_is_no_signed_graph_has_no_matrix(graph):
    with pytest.raises(CourseError, match="signed graph"):
        sign_matrix(graph)


def test_state_codes_repeat_pairs_where_two_nodes_share_a_code_and_node_columns_do_not():
    networks = load("signed_networks")
    late = networks[networks["window_start"] == 1988]
    with pytest.raises(CourseError, match=r"has YEM twice"):
        signed_graph(late)
    assert signed_graph(late, "node_a", "node_b").number_of_edges() == len(late)


# pair_signs


def test_each_rule_settles_a_conflict_and_the_table_still_names_it():
    # AZE-ARM stands in both tables, AZE-TUR twice among the friendly ones, IND-PAK among the hostile ones.
    allied = pd.DataFrame({"state_a": ["AZE", "AZE", "TUR"], "state_b": ["ARM", "TUR", "AZE"]})
    hostile = pd.DataFrame({"state_a": ["PAK", "ARM"], "state_b": ["IND", "AZE"]})
    for rule, sign in (("neutral", 0), ("negative", -1), ("positive", 1)):
        assert pair_signs(allied, hostile, rule).values.tolist() == [
            ["ARM", "AZE", sign, 1, 1, True],
            ["AZE", "TUR", 1, 2, 0, False],
            ["IND", "PAK", -1, 0, 1, False],
        ]


def test_two_empty_tables_give_no_pair():
    none = pd.DataFrame({"state_a": [], "state_b": []})
    signs = pair_signs(none, none)
    assert signs.empty
    assert list(signs) == ["state_a", "state_b", "sign", "positive", "negative", "conflict"]
    assert len(signed_graph(signs)) == 0


@settings(max_examples=15)
@given(*[st.lists(st.sampled_from([(a, b) for a in "ABCD" for b in "ABCD" if a != b]), max_size=8)] * 2)
def test_signs_agree_with_a_count_by_hand(positive, negative):
    tables = [pd.DataFrame(rows, columns=["state_a", "state_b"], dtype="str") for rows in (positive, negative)]
    found = {(a, b): (sign, plus, minus, both) for a, b, sign, plus, minus, both in pair_signs(*tables).values}
    expected = {}
    for pair in {tuple(sorted(row)) for row in positive + negative}:
        plus, minus = (sum(tuple(sorted(row)) == pair for row in rows) for rows in (positive, negative))
        sign = 0 if plus and minus else 1 if plus else -1
        expected[pair] = (sign, plus, minus, bool(plus and minus))
    assert found == expected


def test_bad_pairs_are_refused():
    good = pd.DataFrame({"state_a": ["AZE"], "state_b": ["TUR"]})
    with pytest.raises(CourseError, match="Did you mean 'negative'"):
        pair_signs(good, good, "negativ")
    with pytest.raises(CourseError, match="negative pairs"):
        pair_signs(good, good.assign(state_b="AZE"))
    with pytest.raises(CourseError, match="positive pairs"):
        pair_signs(good.drop(columns="state_a"), good)


def test_alliances_and_disputes_of_armenia_and_azerbaijan_conflict():
    # The tables' own defects say so: a defence promise on paper, and disputes in the same years.
    allied = load("alliances").query("year == 2012 and defence")
    hostile = load("disputes").query("year == 2012")
    pair = pair_signs(allied, hostile).query("state_a == 'ARM' and state_b == 'AZE'")
    assert pair["conflict"].tolist() == [True]
    assert pair["sign"].tolist() == [0]


# event_signs and ties_at


def events(*rows: tuple[str, str, str | None]) -> pd.DataFrame:
    table = pd.DataFrame(list(rows), columns=["id", "date", "dyad_signs"])
    return table.assign(date=pd.to_datetime(table["date"]))


SOME = events(
    ("E1", "2016-04-02", "AZE-ARM:-1"),
    ("E2", "2017-01-01", "ARM-AZE:0"),
    ("E3", "2018-06-01", "PAK-AZE:+1;AZE-ARM:-1"),
    ("E4", "2020-02-29", "ARM-AZE:+1"),
    ("E5", "2021-01-01", None),
    ("E6", "2022-05-05", "IND-PAK:+1"),
    ("E7", "2022-05-05", "PAK-IND:-1"),
)


def test_event_signs_are_one_row_an_event_and_pair():
    assert event_signs(SOME)[["id", "state_a", "state_b", "sign"]].values.tolist() == [
        ["E1", "ARM", "AZE", -1],
        ["E2", "ARM", "AZE", 0],
        ["E3", "ARM", "AZE", -1],
        ["E3", "AZE", "PAK", 1],
        ["E4", "ARM", "AZE", 1],
        ["E6", "IND", "PAK", 1],
        ["E7", "IND", "PAK", -1],
    ]


def test_the_last_sign_and_the_sum_of_a_span():
    def signs(date, years=None):
        table = ties_at(SOME, date, years)
        return {f"{a}-{b}": (sign, n) for a, b, sign, n, _ in table.values}

    assert signs("2016-04-01") == {}  # before the first event
    assert signs("2016-04-02") == {"ARM-AZE": (-1, 1)}  # an event counts on its day
    assert signs("2017-06-30") == {"ARM-AZE": (-1, 1)}  # a neutral event turns nothing
    assert signs("2020-02-29") == {"ARM-AZE": (1, 3), "AZE-PAK": (1, 1)}  # the last of three
    # -1 - 1 + 1 = -1 over five years; over three -1 + 1 = 0; over one +1.
    assert signs("2020-02-29", 5) == {"ARM-AZE": (-1, 3), "AZE-PAK": (1, 1)}
    assert signs("2020-02-29", 3) == {"ARM-AZE": (0, 2), "AZE-PAK": (1, 1)}
    assert signs("2020-02-29", 1) == {"ARM-AZE": (1, 1)}
    assert signs("2022-05-05")["IND-PAK"] == (0, 2)  # two signs on one day cancel out


def test_a_span_ends_on_the_day_and_begins_after_the_same_day_years_before():
    assert len(ties_at(SOME, "2017-04-01", 1)) == 1
    assert len(ties_at(SOME, "2017-04-02", 1)) == 0


def test_the_date_of_the_last_event_is_told():
    assert ties_at(SOME, "2019-01-01").set_index("state_b").loc["AZE", "last"] == pd.Timestamp("2018-06-01")


@settings(max_examples=6, deadline=None)
@given(st.permutations(range(len(SOME))), st.sampled_from([None, 1, 3, 5]))
def test_the_order_of_the_chronology_is_of_no_account(order, years):
    pd.testing.assert_frame_equal(
        ties_at(SOME.iloc[list(order)], "2022-12-31", years), ties_at(SOME, "2022-12-31", years)
    )


def test_only_ties_between_the_states_named():
    assert ties_at(SOME, "2022-12-31", states=["AZE", "PAK", "IND"])[["state_a", "state_b"]].values.tolist() == [
        ["AZE", "PAK"],
        ["IND", "PAK"],
    ]
    with pytest.raises(CourseError, match="Did you mean 'ARM'"):
        ties_at(SOME, "2022-12-31", states=["AZE", "ARN"])


def test_no_event_gives_no_tie():
    none = events()
    assert event_signs(none).empty
    assert ties_at(none, "2025-01-01").empty
    assert list(ties_at(none, "2025-01-01")) == ["state_a", "state_b", "sign", "n", "last"]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (events(("E1", "2020-01-01", "AZE-ARM:2")), "event E1 has 'AZE-ARM:2'"),
        (events(("E1", "2020-01-01", "AZE-ARM:-1;")), "event E1 has ''"),
        (events(("E1", "2020-01-01", "AZE-AZE:1")), "E1"),
        (events(("E1", "2020-01-01", "AZE-AZE:+1")), "E1"),
        (events(("E1", "2020-01-01", None), ("E1", "2020-01-01", None)), "one row for each id"),
        (events(("E1", None, "AZE-ARM:-1")), "empty cells"),
        (SOME.assign(date=SOME["date"].astype("str")), "must hold dates"),
        (SOME.assign(date=SOME["date"].dt.tz_localize("UTC")), "must hold dates"),
        (SOME.drop(columns="dyad_signs"), "Lacking: dyad_signs"),
    ],
)
def test_a_bad_chronology_is_refused(table, message):
    with pytest.raises(CourseError, match=message):
        ties_at(table, "2025-01-01")


@pytest.mark.parametrize("date", ["yesterday", None, 2025, pd.Timestamp("2025-01-01", tz="UTC")])
def test_a_date_that_is_none_is_refused(date):
    with pytest.raises(CourseError, match="A date such as"):
        ties_at(SOME, date)


@pytest.mark.parametrize("years", [0, -1, 1.5, float("inf"), float("nan"), 501])
def test_a_span_that_is_none_is_refused(years):
    with pytest.raises(CourseError, match="whole number of years"):
        ties_at(SOME, "2025-01-01", years)


def test_the_chronology_turns_pakistan_and_armenia_on_31_august_2025():
    chronology = load("events")
    four = ["ARM", "AZE", "IND", "PAK"]
    before, after = (signed_graph(ties_at(chronology, f"2025-08-{day}", states=four), nodes=four) for day in (30, 31))
    assert tie_changes(before, after).values.tolist() == [["ARM", "PAK", -1, 1, "turned"]]
