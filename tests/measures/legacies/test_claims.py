"""Pairs with a claim in a window of time."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils import load
from course_utils.errors import CourseError
from course_utils.measures.legacies import claimed

PAIRS = pd.DataFrame({"state_a": ["ARM", "IND", "AZE"], "state_b": ["AZE", "PAK", "GEO"]})
CLAIMS = pd.DataFrame(
    {
        "challenger": ["PAK", "IND", "ARM"],
        "target": ["IND", "PAK", "AZE"],
        "start": [1947, 1991, 1992],
        "end": [1972, 2005, np.nan],
    }
)


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        ({}, [True, True, False]),
        ({"first": 1991}, [True, True, False]),
        # "After 1991" is 1992 or later.
        ({"first": 1992}, [True, False, False]),
        ({"last": 1991}, [False, True, False]),
        ({"first": 1948, "last": 1990}, [False, False, False]),
        # A claim without an end is open; one that ended in 2005 was open in 2005 and not in 2006.
        ({"open_in": 2005}, [True, True, False]),
        ({"open_in": 2006}, [True, False, False]),
        ({"first": 1993, "open_in": 2006}, [False, False, False]),
    ],
)
def test_windows_by_hand(window, expected):
    assert claimed(PAIRS, CLAIMS, **window)["claim"].tolist() == expected
    assert "claim" not in PAIRS


claim = st.tuples(
    st.permutations("ABCD").map(lambda order: order[:2]), st.integers(1900, 1910), st.none() | st.integers(0, 9)
)


@settings(max_examples=15)
@given(
    st.lists(claim, max_size=8), st.none() | st.integers(1898, 1912), st.none() | st.integers(1898, 1912), st.randoms()
)
def test_as_a_loop_over_claims(rows, first, open_in, random):
    rows = [(*states, start, None if span is None else start + span) for states, start, span in rows]
    claims = pd.DataFrame(rows, columns=["challenger", "target", "start", "end"]).astype(
        {"challenger": "str", "target": "str", "start": "Int64", "end": "Int64"}
    )
    pairs = pd.DataFrame([("A", "B"), ("C", "A"), ("D", "B")], columns=["state_a", "state_b"])
    expected = [
        any(
            {a, b} == {challenger, target}
            and (first is None or start >= first)
            and (open_in is None or end is None or end >= open_in)
            for challenger, target, start, end in rows
        )
        for a, b in pairs.to_numpy()
    ]
    assert claimed(pairs, claims, first=first, open_in=open_in)["claim"].tolist() == expected
    turned = pairs.rename(columns={"state_a": "state_b", "state_b": "state_a"})
    shuffled = claims.iloc[random.sample(range(len(claims)), len(claims))]
    assert claimed(turned, shuffled, first=first, open_in=open_in)["claim"].tolist() == expected


def test_empty_tables():
    assert claimed(PAIRS.iloc[:0], CLAIMS).columns.tolist() == ["state_a", "state_b", "claim"]
    assert claimed(PAIRS, CLAIMS.iloc[:0])["claim"].tolist() == [False] * 3


@pytest.mark.parametrize(
    ("pairs", "claims", "window", "words"),
    [
        (PAIRS.drop(columns="state_b"), CLAIMS, {}, "Lacking: state_b"),
        (PAIRS, CLAIMS.drop(columns="end"), {}, "Lacking: end"),
        (PAIRS, CLAIMS.assign(start="1991"), {}, "must hold numbers"),
        (PAIRS, CLAIMS.assign(start=np.nan), {}, "column start .* empty cells"),
        (PAIRS, CLAIMS.assign(start=np.inf), {}, "infinite value"),
        (PAIRS, CLAIMS, {"first": 2000, "last": 1990}, "swap them"),
        (PAIRS.assign(state_a="AZE"), CLAIMS, {}, "has AZE twice"),
        (PAIRS.assign(state_a=None), CLAIMS, {}, "column state_a .* empty cells"),
        (PAIRS, CLAIMS.assign(target=None), {}, "column target of the claims .* empty cells"),
        (
            PAIRS.assign(state_a=["ARM", "AZE", "AZE"], state_b=["AZE", "ARM", "GEO"]),
            CLAIMS,
            {},
            "one row a pair.* ARM and AZE",
        ),
    ],
)
def test_bad_input(pairs, claims, window, words):
    with pytest.raises(CourseError, match=words):
        claimed(pairs, claims, **window)


def test_the_courses_own_pairs():
    pairs = load("same_empire")
    marked = claimed(pairs, load("territorial_claims"), open_in=2010).set_index(["state_a", "state_b"])["claim"]
    assert marked["ARM", "AZE"] and marked["IND", "PAK"] and marked["CHN", "IND"]
    assert not marked["AZE", "PAK"] and not marked["ARM", "IND"]
    # No claim in the file begins after October 2001.
    assert not claimed(pairs, load("territorial_claims"), first=2002)["claim"].any()
