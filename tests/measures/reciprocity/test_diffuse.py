"""Specific and diffuse reciprocity: by hand, by twins, and group accounts against networkx."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils import load
from course_utils.errors import CourseError
from course_utils.measures.reciprocity import answer_forms, answers, directed_acts, group_accounts

START = pd.Timestamp("2000-01-01")
FORMS = ["same_field", "other_field", "other_member", "none"]
GROUP = ["AZE", "PAK", "TUR", "KAZ"]


def table(rows):
    """Rows of (sender, receiver, day, kind); all friendly; day 0 is the first of January 2000."""
    acts = pd.DataFrame(rows, columns=["sender", "receiver", "day", "kind"])
    return acts.assign(date=START + pd.to_timedelta(acts.pop("day"), unit="D"), sign=1)


def until(day):
    return START, START + pd.Timedelta(days=day)


BY_HAND = table(
    [
        ("AZE", "PAK", 0, "vote"),  # PAK votes for AZE on day 9: same field, though a visit came first
        ("PAK", "AZE", 5, "visit"),
        ("PAK", "AZE", 9, "vote"),
        ("AZE", "PAK", 50, "vote"),  # PAK visits on day 55: other field
        ("PAK", "AZE", 55, "visit"),
        ("AZE", "TUR", 100, "vote"),  # nothing from TUR, but KAZ does something for AZE on day 105
        ("KAZ", "AZE", 105, "aid"),
        ("AZE", "TUR", 150, "vote"),  # nothing from a member; IND is not one
        ("IND", "AZE", 155, "vote"),
        ("AZE", "KAZ", 195, "aid"),  # its window runs past day 200
    ]
)


def test_forms_by_hand():
    found = answer_forms(BY_HAND, GROUP, window=10, span=until(200)).set_index(["sender", "receiver"])
    assert found.loc[("AZE", "PAK"), ["n", *FORMS]].tolist() == [2, 1, 1, 0, 0]
    assert found.loc[("AZE", "PAK"), ["specific", "diffuse"]].tolist() == [0.5, 0.5]
    assert found.loc[("AZE", "TUR"), ["n", *FORMS]].tolist() == [2, 0, 0, 1, 1]
    assert found.loc[("AZE", "TUR"), ["specific", "diffuse"]].tolist() == [0, 0.5]
    last = found.loc[("AZE", "KAZ")]
    assert last[["n", *FORMS]].eq(0).all()
    assert last[["specific", "diffuse"]].isna().all()
    assert ("IND", "AZE") not in found.index


states = st.sampled_from([*GROUP, "IND"])
act = st.tuples(states, states, st.integers(0, 60), st.sampled_from(["vote", "visit"])).filter(lambda a: a[0] != a[1])
every_member = [
    ("AZE", "IND", 0, "vote"),
    ("PAK", "IND", 0, "vote"),
    ("TUR", "IND", 0, "vote"),
    ("IND", "KAZ", 60, "vote"),
]
many_acts = st.lists(act, max_size=20).map(lambda rows: rows + every_member)


@settings(max_examples=10, deadline=None)
@given(many_acts, st.integers(1, 30), st.randoms())
def test_forms_twin_order_and_sum(rows, window, random):
    inside = [one for one in rows if one[0] in GROUP and one[1] in GROUP]
    expected = {}
    for a, b, day, kind in inside:
        counts = expected.setdefault((a, b), dict.fromkeys(FORMS, 0))
        if day + window > 60:
            continue
        later = [(s, k) for s, r, d, k in inside if r == a and 0 < d - day <= window]
        if (b, kind) in later:
            form = "same_field"
        elif b in [s for s, _ in later]:
            form = "other_field"
        else:
            form = "other_member" if later else "none"
        counts[form] += 1
    found = answer_forms(table(rows), GROUP, window)
    measured = {(row.sender, row.receiver): {f: getattr(row, f) for f in FORMS} for row in found.itertuples()}
    assert measured == expected
    assert (found["n"] == found[FORMS].sum(axis=1)).all()
    some = found[found["n"] > 0]
    np.testing.assert_allclose(some["specific"] + some["diffuse"] + some["none"] / some["n"], 1)
    random.shuffle(rows)
    pd.testing.assert_frame_equal(answer_forms(table(rows), GROUP[::-1], window), found)


@settings(max_examples=8, deadline=None)
@given(many_acts, st.integers(1, 30))
def test_two_members_agree_with_the_answers_of_the_pair(rows, window):
    found = answer_forms(table(rows), ["AZE", "PAK"], window)
    for row in found.itertuples():
        pair = answers(table(rows), row.sender, row.receiver, window)
        watched = pair[pair["watched"]]
        assert row.n == len(watched)
        assert row.same_field + row.other_field == watched["answered"].sum()
        assert row.other_member == 0


def test_only_friendly_acts_count():
    hostile = BY_HAND.assign(sign=-1)
    assert len(answer_forms(hostile, GROUP, window=10)) == 0
    accounts = group_accounts(hostile, GROUP)
    assert accounts["n"].eq(0).all()
    assert accounts[["pair_imbalance", "group_imbalance", "offset"]].isna().all(axis=None)


def test_a_ring_of_gifts_is_all_diffuse():
    # Each gives to the next: every account with a partner is open, every account with the group is even.
    ring = table([(GROUP[i], GROUP[(i + 1) % 4], i, "gift") for i in range(4)])
    accounts = group_accounts(ring, GROUP)
    assert accounts["state"].tolist() == sorted(GROUP)
    assert accounts[["n", "given", "received"]].to_numpy().tolist() == [[2, 1, 1]] * 4
    assert accounts[["pair_imbalance", "group_imbalance", "offset"]].to_numpy().tolist() == [[1, 0, 1]] * 4


def test_mutual_gifts_leave_no_account_open():
    gifts = table([("AZE", "PAK", 0, "vote"), ("PAK", "AZE", 9, "vote"), ("TUR", "KAZ", 3, "vote")])
    accounts = group_accounts(gifts, GROUP).set_index("state")
    assert accounts.loc["AZE", ["pair_imbalance", "group_imbalance", "offset"]].tolist() == [0, 0, 0]
    assert accounts.loc["KAZ", ["pair_imbalance", "group_imbalance", "offset"]].tolist() == [1, 1, 0]


@settings(max_examples=10, deadline=None)
@given(many_acts, st.randoms())
def test_group_accounts_equal_networkx_and_a_twin(rows, random):
    acts = table(rows).assign(value=[1 + i % 4 for i in range(len(rows))])
    network = nx.MultiDiGraph()
    network.add_nodes_from(GROUP)
    for a, b, w in zip(acts["sender"], acts["receiver"], acts["value"], strict=True):
        if a in GROUP and b in GROUP:
            network.add_edge(a, b, weight=w)
    found = group_accounts(acts, GROUP, weight="value")
    for row in found.itertuples():
        given_, received = network.out_degree(row.state, weight="weight"), network.in_degree(row.state, weight="weight")
        assert (row.given, row.received, row.n) == (given_, received, network.degree(row.state))
        if row.n == 0:
            assert np.isnan(row.pair_imbalance)
            continue
        gaps = [
            abs(sum(d["weight"] for _, t, d in network.out_edges(row.state, data=True) if t == other)
                - sum(d["weight"] for s, _, d in network.in_edges(row.state, data=True) if s == other))
            for other in GROUP
        ]  # fmt: skip
        assert row.pair_imbalance == pytest.approx(sum(gaps) / (given_ + received))
        assert row.group_imbalance == pytest.approx(abs(given_ - received) / (given_ + received))
        assert 0 <= row.group_imbalance <= row.pair_imbalance + 1e-12 <= 1 + 1e-9
    order = list(acts.index)
    random.shuffle(order)
    pd.testing.assert_frame_equal(group_accounts(acts.loc[order], GROUP[::-1], weight="value"), found)


@pytest.mark.parametrize(
    ("members", "words"),
    [
        (["AZE"], "a list of 2 or more"),
        (["AZE", "AZE", "PAK"], "a list of 2 or more"),
        ("AZE", "members must be a list of 2 or more, .* the text 'AZE' came"),
        (["AZE", "PKA"], "PAK"),
    ],
)
def test_bad_groups_are_named(members, words):
    with pytest.raises(CourseError, match=words):
        answer_forms(BY_HAND, members, window=10)
    with pytest.raises(CourseError, match=words):
        group_accounts(BY_HAND, members)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda t: t.head(0), "have no rows"),
        (lambda t: t.drop(columns="kind"), "Lacking: kind"),
        (lambda t: t.assign(kind=None), "column kind .* empty cells"),
        (lambda t: t.assign(sign=5), "sign of an act"),
    ],
)
def test_bad_acts_are_named(change, words):
    with pytest.raises(CourseError, match=words):
        answer_forms(change(BY_HAND), GROUP, window=10)


def test_bad_options_are_named():
    with pytest.raises(CourseError, match="window in days"):
        answer_forms(BY_HAND, GROUP, window=-1)
    with pytest.raises(CourseError, match="above 0"):
        group_accounts(BY_HAND.assign(value=0), GROUP, weight="value")
    with pytest.raises(CourseError, match="have no rows"):
        group_accounts(BY_HAND.head(0), GROUP)


def test_the_chronology_of_the_course():
    acts = directed_acts(load("events"))
    found = answer_forms(acts, ["AZE", "PAK", "TUR"], window=730).set_index(["sender", "receiver"])
    row = found.loc[("PAK", "AZE")]
    # Most of what Pakistan did came back in no form within two years, in the events at hand.
    assert row["none"] > row["n"] / 2
    accounts = group_accounts(acts, ["AZE", "PAK"]).set_index("state")
    # With two members there is nobody else to balance over.
    assert accounts["offset"].eq(0).all()
    assert accounts.loc["AZE", "given"] == accounts.loc["PAK", "received"]
