"""Base rates and their intervals."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest, norm

from course_utils import load
from course_utils.errors import CourseError
from course_utils.measures.legacies import base_rates, claimed, rate_intervals

counts = st.integers(0, 400).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n)))


def frame(*rows):
    return pd.DataFrame(rows, columns=["n", "n_same"])


def test_intervals_as_published_by_newcombe():
    # Newcombe (1998), Statistics in Medicine 17, 857-872, table I, score method without continuity correction.
    table = rate_intervals(frame((263, 81), (148, 15), (20, 0), (29, 1)))
    published = [[0.2553, 0.3662], [0.0624, 0.1605], [0.0000, 0.1611], [0.0061, 0.1718]]
    assert table[["low", "high"]].to_numpy() == pytest.approx(np.array(published), abs=5.1e-5)


@settings(max_examples=20)
@given(counts, st.sampled_from([0.8, 0.95, 0.99]))
def test_wilson_as_in_scipy_and_by_its_definition(row, level):
    n, part = row
    measured = rate_intervals(frame(row), level=level).iloc[0]
    if n == 0:
        assert measured[["estimate", "low", "high"]].isna().all()
        return
    twin = binomtest(part, n).proportion_ci(level, method="wilson")
    assert measured[["low", "high"]].tolist() == pytest.approx([twin.low, twin.high], abs=1e-12)
    assert -1e-12 <= measured["low"] <= measured["estimate"] + 1e-12
    assert measured["estimate"] - 1e-12 <= measured["high"] <= 1 + 1e-12
    # An end of the interval is a true share at which the observed one lies just z standard errors away.
    z = norm.ppf((1 + level) / 2)
    for end in (measured["low"], measured["high"]):
        assert (end - part / n) ** 2 == pytest.approx(z**2 * end * (1 - end) / n, abs=1e-12)
    other = rate_intervals(frame((n, n - part)), level=level).iloc[0]
    assert other["low"] == pytest.approx(1 - measured["high"], abs=1e-12)


def test_counts_keep_their_columns_and_the_input():
    before = frame((10, 5)).assign(comparison_set="all").astype({"n": "Int64"})
    kept = before.copy()
    assert rate_intervals(before).columns.tolist() == ["n", "n_same", "comparison_set", "estimate", "low", "high"]
    pd.testing.assert_frame_equal(before, kept)
    assert rate_intervals(frame().astype(float)).empty


@pytest.mark.parametrize(
    ("table", "level", "words"),
    [
        (frame((1, 1)).drop(columns="n"), 0.95, "Lacking: n"),
        (frame(("1", 1)), 0.95, "must hold numbers"),
        (frame((1, 2)), 0.95, "n_same is larger than n"),
        (frame((1, -1)), 0.95, "0 or more"),
        (frame((1.5, 1)), 0.95, "whole numbers"),
        (frame((np.inf, 1)), 0.95, "infinite value"),
        (frame((np.nan, 1)), 0.95, "empty cells"),
        (frame((2, 1)), 95, "between 0 and 1"),
    ],
)
def test_bad_counts(table, level, words):
    with pytest.raises(CourseError, match=words):
        rate_intervals(table, level=level)


flags = st.lists(st.tuples(st.booleans(), st.booleans(), st.booleans()), min_size=1, max_size=21)


def pairs_of(rows):
    table = pd.DataFrame(list(combinations("ABCDEFG", 2))[: len(rows)], columns=["state_a", "state_b"])
    return pd.concat([table, pd.DataFrame(rows, columns=["ruler", "independence", "neighbours"], dtype=bool)], axis=1)


@settings(max_examples=10)
@given(flags, st.randoms())
def test_base_rates_as_plain_counting(rows, random):
    pairs = pairs_of(rows)
    table = base_rates(pairs, ["ruler", "independence"], ["all", "neighbours"])
    near = [row for row in rows if row[2]]
    expected = [
        ["all", "ruler", len(rows), sum(row[0] for row in rows)],
        ["all", "independence", len(rows), sum(row[1] for row in rows)],
        ["neighbours", "ruler", len(near), sum(row[0] for row in near)],
        ["neighbours", "independence", len(near), sum(row[1] for row in near)],
    ]
    assert table[["comparison_set", "coding", "n", "n_same"]].values.tolist() == expected
    assert table["estimate"].isna().tolist() == [False, False, not near, not near]
    shuffled = pairs.iloc[random.sample(range(len(rows)), len(rows))]
    pd.testing.assert_frame_equal(table, base_rates(shuffled, ["ruler", "independence"], ["all", "neighbours"]))


def test_no_pairs_no_rate():
    row = base_rates(pairs_of([(1, 1, 1)]).iloc[:0], ["ruler"], ["all"]).iloc[0]
    assert row[["n", "n_same"]].tolist() == [0, 0]
    assert row[["estimate", "low", "high"]].isna().all()


@pytest.mark.parametrize(
    ("pairs", "codings", "sets", "words"),
    [
        (pairs_of([(1, 1, 1)]), [], ["all"], "codings must be a list of 1 or more"),
        (pairs_of([(1, 1, 1)]), ["ruler"], [], "comparison sets must be a list of 1 or more"),
        (pairs_of([(1, 1, 1)]), ["rule"], ["all"], "Lacking: rule"),
        (pairs_of([(1, 1, 1)]), ["ruler"], ["claims"], "Lacking: claims"),
        (pairs_of([(1, 1, 1)]).assign(neighbours=3), ["ruler"], ["neighbours"], "True or False"),
        (pairs_of([(1, 1, 1)] * 2).assign(state_a="A", state_b="B"), ["ruler"], ["all"], "one row a pair"),
    ],
)
def test_bad_pairs(pairs, codings, sets, words):
    with pytest.raises(CourseError, match=words):
        base_rates(pairs, codings, sets)


def test_the_shares_of_the_course():
    rates = rate_intervals(load("claim_rates")).set_index(["comparison_set", "coding"])
    assert np.allclose(rates["estimate"], rates["share"])
    # Among claims begun in 1991 or later 49 per cent, among land neighbours 44, among all pairs 13 (either coding).
    picked = rates.loc[[("from_1991", "either"), ("neighbours_2016", "either"), ("pairs_ever", "either")]]
    assert picked["estimate"].round(2).tolist() == [0.49, 0.44, 0.13]
    # The share among claims is well above that of all pairs, and can't be told from that of neighbours.
    claims, near, everywhere = picked.itertuples()
    assert claims.low > everywhere.high and claims.low < near.estimate < claims.high


def test_the_courses_own_pairs():
    pairs = claimed(load("same_empire"), load("territorial_claims"), first=1945)
    rates = base_rates(pairs, ["by_ruler", "by_independence"], ["all", "neighbours", "claim"])
    assert rates["n"].tolist() == [153, 153, 25, 25, 14, 14]
    assert rates["n_same"].tolist() == [21, 21, 5, 6, 1, 2]
