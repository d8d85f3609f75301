"""The place of a partner, and all pairs at once, against one dyad after the other."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import rankdata

from course_utils import load
from course_utils.errors import CourseError
from course_utils.measures.agreement import STATISTICS, agreement, all_pairs, dyad, partners, select

STATES = ("AZE", "PAK", "ARM", "IND")
cell = st.sampled_from(["yes", "no", "abstain", "absent", None])
rolls = st.lists(st.tuples(*[cell] * 4), min_size=1, max_size=25)


def votes(rows, states=STATES):
    return pd.DataFrame(
        [(i, s, v) for i, row in enumerate(rows) for s, v in zip(states, row, strict=True)],
        columns=["roll_call", "state", "vote"],
    )


THREE = votes([("yes", "yes", "no", "yes"), ("yes", "no", "no", "yes"), ("no", "no", "absent", "yes")])


@settings(max_examples=8)
@given(rolls)
def test_all_pairs_equal_dyads_one_by_one(rows):
    table = votes(rows)
    pairs = all_pairs(table)
    assert pairs[["state_a", "state_b"]].values.tolist() == [
        ["ARM", "AZE"], ["ARM", "IND"], ["ARM", "PAK"], ["AZE", "IND"], ["AZE", "PAK"], ["IND", "PAK"],
    ]  # fmt: skip
    for row in pairs.itertuples():
        one = agreement(dyad(table, row.state_a, row.state_b)).iloc[0]
        assert row.n == one["n"]
        for name in STATISTICS:
            assert getattr(row, name) == pytest.approx(one[name], nan_ok=True)


@settings(max_examples=8)
@given(rolls, st.permutations(STATES))
def test_neither_rows_nor_names_matter(rows, names):
    table, called = votes(rows), dict(zip(STATES, names, strict=True))
    pd.testing.assert_frame_equal(all_pairs(table), all_pairs(table.sample(frac=1, random_state=5)))
    there = {
        frozenset((called[r.state_a], called[r.state_b])): (r.n, r.agreement) for r in all_pairs(table).itertuples()
    }
    back = all_pairs(table.assign(state=table["state"].map(called)))
    for row in back.itertuples():
        assert there[frozenset((row.state_a, row.state_b))] == pytest.approx((row.n, row.agreement), nan_ok=True)


def test_chosen_states_and_roll_calls():
    pairs = all_pairs(THREE, ["PAK", "AZE", "PAK"], pd.DataFrame({"roll_call": [1, 2]}))
    assert pairs[["state_a", "state_b", "n", "agreement"]].values.tolist() == [["AZE", "PAK", 2, 0.5]]


def test_pairs_that_never_met_have_a_zero():
    table = votes([("yes", "absent", "no", "yes")])
    row = all_pairs(table, ["AZE", "PAK"]).iloc[0]
    assert row["n"] == 0
    assert row[list(STATISTICS)].isna().all()
    assert all_pairs(table.iloc[:0]).empty
    assert all_pairs(table, ["AZE"]).empty


@settings(max_examples=8)
@given(rolls)
def test_partners_equal_dyads_one_by_one(rows):
    table = votes(rows)
    ranked = partners(table, "AZE").set_index("partner")
    for other in STATES[1:]:
        one = agreement(dyad(table, "AZE", other)).iloc[0]
        assert (other in ranked.index) == (one["n"] > 0)
        if one["n"]:
            assert ranked.loc[other, "agreement"] == pytest.approx(one["agreement"])
            assert ranked.loc[other, "n"] == one["n"]
    # SciPy's ranks, with the better place for ties.
    assert ranked["rank"].tolist() == rankdata(-ranked["agreement"], method="min").tolist()
    for partner, row in ranked.iterrows():
        others = ranked.drop(index=partner)["agreement"]
        assert row["closer"] == pytest.approx(
            (others >= row["agreement"]).mean() if len(others) else np.nan, nan_ok=True
        )


def test_ranks_by_hand_with_a_tie():
    # With AZE: PAK 2 of 3, IND 2 of 3, ARM 0 of 2 -> PAK and IND share place 1.
    ranked = partners(THREE, "AZE")
    assert ranked["partner"].tolist() == ["IND", "PAK", "ARM"]
    assert ranked["n"].tolist() == [3, 3, 2]
    assert ranked["rank"].tolist() == [1, 1, 3]
    assert ranked["of"].tolist() == [3, 3, 3]
    assert ranked["closer"].tolist() == [0.5, 0.5, 1.0]  # of the other two, those at least as close


def test_ranks_within_a_class():
    ranked = partners(THREE, "AZE", among=["PAK", "ARM", "AZE", "XYZ"])
    assert ranked[["partner", "rank", "of"]].values.tolist() == [["PAK", 1, 2], ["ARM", 2, 2]]
    alone = partners(THREE, "AZE", among={"ARM"}).iloc[0]
    assert (alone["rank"], alone["of"]) == (1, 1)
    assert np.isnan(alone["closer"])


def test_least_and_roll_calls():
    assert partners(THREE, "AZE", least=3)["partner"].tolist() == ["IND", "PAK"]
    assert partners(THREE, "AZE", roll_calls=pd.DataFrame({"roll_call": [2]}))["partner"].tolist() == ["PAK", "IND"]
    assert partners(THREE, "AZE", least=9).empty


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: partners(THREE, "XYZ"), "state in these votes"),
        (lambda: partners(THREE.iloc[:0], "AZE"), "no votes in this table"),
        (lambda: partners(THREE, "AZE", among="PAK"), r"Write \['PAK'\]"),
        (lambda: partners(THREE, "AZE", among=["PKA"]), "None of the 1 states of this class"),
        (lambda: partners(pd.concat([THREE, THREE]), "AZE"), "repeat a key"),
        (lambda: all_pairs(THREE, ["AZE", "PKA"]), "Did you mean 'PAK'"),
        (lambda: all_pairs(pd.concat([THREE, THREE])), "repeat a key"),
        (lambda: all_pairs(THREE.replace("no", "nay")), "no vote called 'nay'"),
        (lambda: all_pairs(THREE.drop(columns="vote")), "Lacking: vote"),
    ],
)
def test_bad_input_is_named(call, words):
    with pytest.raises(CourseError, match=words):
        call()


@pytest.mark.parametrize(
    ("years", "place", "of"),
    # The ranks of Pakistan among Azerbaijan's partners by decade, and since 2010.
    [((1992, 1999), 77, None), ((2000, 2009), 119, None), ((2010, 2019), 130, None), ((2010, 2024), 130, 192)],
)
def test_real_place_of_pakistan(years, place, of):
    row = partners(load("votes"), "AZE", least=100, roll_calls=select(load("roll_calls"), years)).set_index("partner")
    assert row.loc["PAK", "rank"] == pytest.approx(place, abs=2)
    assert of in (None, row.loc["PAK", "of"])


def test_real_all_pairs_equal_real_dyads():
    every = load("votes")
    pairs = all_pairs(every).set_index(["state_a", "state_b"])
    assert len(pairs) == 194 * 193 / 2
    random = np.random.default_rng(0)
    seen = pairs[pairs["n"] > 0]
    for a, b in [("AZE", "PAK"), ("IND", "PAK"), *seen.index[random.choice(len(seen), 6, replace=False)]]:
        pd.testing.assert_series_equal(pairs.loc[(a, b)], agreement(dyad(every, a, b)).iloc[0], check_names=False)


def test_india_was_the_closest_voter_of_pakistan_in_the_2010s():
    pairs = all_pairs(load("votes"), roll_calls=select(load("roll_calls"), (2010, 2019)))
    own = pairs[(pairs["state_a"] == "PAK") | (pairs["state_b"] == "PAK")].nlargest(1, "agreement").iloc[0]
    assert {own["state_a"], own["state_b"]} == {"IND", "PAK"}
    assert own["agreement"] == pytest.approx(0.823, abs=0.002)
