"""Codings of a shared empire side by side."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score, jaccard_score
from statsmodels.stats.inter_rater import cohens_kappa

from course_utils import load
from course_utils.errors import CourseError
from course_utils.measures.legacies import coding_agreement, coding_differences

yes_no = st.booleans()
rows_of_three = st.lists(st.tuples(yes_no, yes_no, yes_no), min_size=1, max_size=21)
PAIRS = list(combinations("ABCDEFG", 2))


def frame(rows):
    table = pd.DataFrame(PAIRS[: len(rows)], columns=["state_a", "state_b"])
    codes = pd.DataFrame(rows, columns=["x", "y", "z"], dtype=bool)
    return pd.concat([table, codes], axis=1)


def test_by_hand():
    # x and y: one yes-yes, one x alone, two no-no: 3 of 4 alike; by chance 2/4 x 1/4 + 2/4 x 3/4 = 1/2; of the two
    # pairs that one of them calls same-empire both do in one.
    table = coding_agreement(frame([(1, 1, 0), (1, 0, 0), (0, 0, 0), (0, 0, 0)]), ["x", "y"])
    assert table.to_dict("records") == [
        {
            "coding_a": "x",
            "coding_b": "y",
            "n": 4,
            "both": 1,
            "only_a": 1,
            "only_b": 0,
            "neither": 2,
            "agreement": 0.75,
            "kappa": 0.5,
            "overlap": 0.5,
        }
    ]


@settings(max_examples=8)
@given(rows_of_three)
def test_equals_scikit_learn_and_statsmodels(rows):
    table = frame(rows)
    measured = coding_agreement(table, ["x", "y", "z"])
    assert measured[["coding_a", "coding_b"]].values.tolist() == [["x", "y"], ["x", "z"], ["y", "z"]]
    for row in measured.itertuples():
        one, two = table[row.coding_a], table[row.coding_b]
        assert row.agreement == pytest.approx((one == two).mean())
        if np.isnan(row.kappa):
            assert one.nunique() == two.nunique() == 1 and (one == two).all()
        else:
            assert row.kappa == pytest.approx(cohen_kappa_score(one, two))
            cells = np.array([[row.both, row.only_a], [row.only_b, row.neither]])
            assert row.kappa == pytest.approx(cohens_kappa(cells).kappa)
        if np.isnan(row.overlap):
            assert not (one | two).any()
        else:
            assert row.overlap == pytest.approx(jaccard_score(one, two))


@settings(max_examples=8)
@given(rows_of_three, st.randoms())
def test_order_and_names_do_not_matter(rows, random):
    table = frame(rows)
    shuffled = table.iloc[random.sample(range(len(rows)), len(rows))]
    renamed = table.assign(state_a=lambda t: "x" + t["state_b"], state_b="x" + table["state_a"])
    for other in (shuffled, renamed):
        pd.testing.assert_frame_equal(coding_agreement(table, ["x", "y"]), coding_agreement(other, ["x", "y"]))
    swapped = coding_agreement(table, ["y", "x"])
    pd.testing.assert_series_equal(swapped["kappa"], coding_agreement(table, ["x", "y"])["kappa"])


@settings(max_examples=12)
@given(rows_of_three)
def test_the_pairs_that_differ_are_those_that_are_neither_all_yes_nor_all_no(rows):
    table = coding_differences(frame(rows), ["x", "y", "z"])
    expected = sorted((a, b, sum(row)) for (a, b), row in zip(PAIRS, rows, strict=False) if len(set(row)) > 1)
    assert list(table[["state_a", "state_b", "yes"]].itertuples(index=False, name=None)) == expected


def test_nothing_to_compare_is_missing():
    row = coding_agreement(frame([(0, 0, 0)]).iloc[:0], ["x", "y"]).iloc[0]
    assert row["n"] == 0 and row[["agreement", "kappa", "overlap"]].isna().all()
    same = coding_agreement(frame([(0, 0, 0), (0, 0, 0)]), ["x", "y"]).iloc[0]
    assert same["agreement"] == 1 and same[["kappa", "overlap"]].isna().all()
    assert coding_differences(frame([(0, 0, 0)]).iloc[:0], ["x", "y"]).empty


GOOD = frame([(1, 0, 0), (0, 0, 1)])


@pytest.mark.parametrize("measure", [coding_agreement, coding_differences])
@pytest.mark.parametrize(
    ("pairs", "codings", "words"),
    [
        (GOOD, ["x"], "codings must be a list of 2 or more"),
        (GOOD, ["x", "x", "y"], "codings must be a list of 2 or more"),
        (GOOD, ["x", "w"], "Lacking: w"),
        (GOOD.assign(y="yes"), ["x", "y"], "must hold True or False"),
        (GOOD.assign(y=2), ["x", "y"], "must hold True or False"),
        (GOOD.assign(y=[True, None]), ["x", "y"], "must hold True or False"),
        (GOOD.assign(state_b="B", state_a="A"), ["x", "y"], "one row a pair.* A and B"),
        (GOOD.assign(state_b="A"), ["x", "y"], "has A twice"),
        (GOOD.assign(state_b=None), ["x", "y"], "column state_b .* empty cells"),
    ],
)
def test_bad_input(measure, pairs, codings, words):
    with pytest.raises(CourseError, match=words):
        measure(pairs, codings)


def test_the_codings_part_on_the_case_itself():
    pairs = load("same_empire")
    codings = ["by_ruler", "by_independence", "by_coldat", "by_cepii"]
    apart = coding_differences(pairs, codings).set_index(["state_a", "state_b"])
    # Armenia and Azerbaijan share an empire by independence and by CEPII only; India and Pakistan by all four.
    assert apart.loc[("ARM", "AZE"), codings].tolist() == [False, True, False, True]
    assert ("IND", "PAK") not in apart.index
    measured = coding_agreement(pairs, codings).set_index(["coding_a", "coding_b"])
    assert measured["n"].eq(153).all()
    # High agreement by itself, because most pairs share no empire by any coding.
    assert measured["agreement"].min() > 0.85 and measured["overlap"].min() < 0.15
