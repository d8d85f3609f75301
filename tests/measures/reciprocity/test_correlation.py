"""Correlation of the two directions against Anscombe (1973), Fisher's formula, pandas, and the course's data."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils import load
from course_utils.errors import CourseError
from course_utils.measures.reciprocity import direction_correlations, lagged_correlation, paired_series

number = st.one_of(st.none(), st.integers(0, 20))
two_series = st.lists(st.tuples(number, number), min_size=1, max_size=20)


def pair(there, back, a="AZE", b="PAK"):
    return pd.DataFrame(
        {
            "state_a": a,
            "state_b": b,
            "year": range(1990, 1990 + len(there)),
            "a_to_b": pd.Series(there, dtype="float64"),
            "b_to_a": pd.Series(back, dtype="float64"),
        }
    )


def at(found, sender="AZE", scale="levels", lag=0):
    rows = found[(found["sender"] == sender) & (found["scale"] == scale) & (found["lag"] == lag)]
    assert len(rows) == 1
    return rows.iloc[0]


# Anscombe (1973), the first and third of the four sets: r = 0.816 in each.
X = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5]
FIRST = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68]
THIRD = [7.46, 6.77, 12.74, 7.11, 7.81, 8.84, 6.08, 5.39, 8.15, 6.42, 5.73]


@pytest.mark.parametrize("y", [FIRST, THIRD])
def test_anscombe_1973(y):
    row = at(lagged_correlation(pair(X, y)))
    assert row["n"] == 11
    assert row["r"] == pytest.approx(0.816, abs=0.0005)


def test_fishers_interval_by_hand():
    row = at(lagged_correlation(pair(X, FIRST)))
    # z = atanh(r), standard error 1 / sqrt(11 - 3).
    z = np.arctanh(row["r"])
    assert row["low"] == pytest.approx(np.tanh(z - 1.959964 / np.sqrt(8)), abs=1e-6)
    assert row["high"] == pytest.approx(np.tanh(z + 1.959964 / np.sqrt(8)), abs=1e-6)
    narrower = at(lagged_correlation(pair(X, FIRST), level=0.5))
    assert row["low"] < narrower["low"] < narrower["high"] < row["high"]


def test_differences_take_a_common_trend_away():
    # Both grow by 10 a year; around that, what one does has nothing to do with the other.
    there = [10 * year + (year % 2) for year in range(12)]
    back = [10 * year + (year // 2 % 2) for year in range(12)]
    found = lagged_correlation(pair(there, back))
    assert at(found)["r"] > 0.99
    assert abs(at(found, scale="differences")["r"]) < 0.2


@pytest.mark.parametrize("lag", [1, 2, 3])
def test_the_lag_of_an_echo_is_found(lag):
    random = np.random.default_rng(lag)
    given_ = random.integers(0, 10, 60)
    echo = np.concatenate([random.integers(0, 10, lag), given_[:-lag]])
    found = lagged_correlation(pair(given_, echo), lags=range(5))
    for scale in ("levels", "differences"):
        best = found[(found["sender"] == "AZE") & (found["scale"] == scale)].set_index("lag")["r"]
        assert best.idxmax() == lag
        assert best[lag] == pytest.approx(1)


def test_independent_series_are_rejected_at_the_nominal_rate():
    random = np.random.default_rng(0)
    found = pd.concat([lagged_correlation(pair(*random.normal(size=(2, 30))), lags=[1]) for _ in range(50)])
    levels = found[found["scale"] == "levels"]
    wrong = ((levels["low"] > 0) | (levels["high"] < 0)).mean()
    # 100 intervals at 95 per cent: 0.05 give or take two standard errors of 0.022.
    assert wrong == pytest.approx(0.05, abs=0.044)


@settings(max_examples=15, deadline=None)
@given(two_series, st.integers(0, 3))
def test_equals_pandas(rows, lag):
    series = pair(*zip(*rows, strict=True))
    found = lagged_correlation(series, lags=[lag])
    for scale in ("levels", "differences"):
        x, y = series["a_to_b"], series["b_to_a"]
        if scale == "differences":
            x, y = x.diff(), y.diff()
        row = at(found, scale=scale, lag=lag)
        both = pd.DataFrame({"x": x, "y": y.shift(-lag)}).dropna()
        assert row["n"] == len(both)
        if len(both) < 3 or (both.nunique() == 1).any():
            assert row[["r", "low", "high"]].isna().all()
        else:
            assert row["r"] == pytest.approx(np.corrcoef(both["x"], both["y"])[0, 1], abs=1e-9)
            assert -1 <= row["low"] <= row["r"] + 1e-9 and row["r"] - 1e-9 <= row["high"] <= 1


@settings(max_examples=8, deadline=None)
@given(two_series)
def test_order_swap_and_scale_do_not_matter(rows):
    there, back = zip(*rows, strict=True)
    series = pair(there, back)
    found = lagged_correlation(series)
    pd.testing.assert_frame_equal(lagged_correlation(series[::-1]), found)
    swapped = lagged_correlation(pair(back, there, "PAK", "AZE"))
    order = ["scale", "lag", "sender"]
    pd.testing.assert_frame_equal(
        swapped.sort_values(order, ignore_index=True), found.sort_values(order, ignore_index=True)
    )
    bigger = lagged_correlation(series.assign(a_to_b=series["a_to_b"] * 3 + 1))
    pd.testing.assert_frame_equal(bigger, found)


def test_too_little_to_correlate():
    for there, back, n in (([1], [2], 1), ([1, 2], [2, 4], 2), ([5, 5, 5, 5], [1, 2, 3, 4], 4), ([None] * 4, X[:4], 0)):
        row = at(lagged_correlation(pair(there, back), lags=[0]))
        assert row["n"] == n
        assert row[["r", "low", "high"]].isna().all()
    three = at(lagged_correlation(pair([1, 2, 4], [1, 3, 2])))
    assert three[["low", "high"]].tolist() == [-1, 1]
    perfect = at(lagged_correlation(pair([1, 2, 4, 7], [2, 4, 8, 14])))
    assert perfect[["r", "low", "high"]].tolist() == pytest.approx([1, 1, 1])


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"lags": []}, "at least one lag"),
        ({"lags": [-1]}, "at least 0"),
        ({"lags": [0.5]}, "whole number"),
        ({"lags": [True]}, "whole number"),
        ({"level": 95}, "between 0 and 1"),
        ({"level": 1.0}, "between 0 and 1"),
    ],
)
def test_bad_options_are_named(options, words):
    with pytest.raises(CourseError, match=words):
        lagged_correlation(pair(X, FIRST), **options)


def long(cells):
    rows = [(a, b, year, v) for (a, b), byyear in cells.items() for year, v in byyear.items()]
    return pd.DataFrame(rows, columns=["sender", "receiver", "year", "talks"])


def test_one_pair_equals_the_paired_series():
    table = load("dyad_events")
    every = direction_correlations(table, "material_conflict").set_index(["state_a", "state_b"])
    for a, b in (("IND", "PAK"), ("ARM", "AZE"), ("AZE", "PAK")):
        one = at(lagged_correlation(paired_series(table, a, b, "material_conflict")), sender=a)
        assert every.loc[(a, b), ["n", "r", "low", "high"]].tolist() == pytest.approx(
            one[["n", "r", "low", "high"]].tolist()
        )


def test_a_pair_with_one_direction_has_no_years_in_common():
    table = long({("AZE", "PAK"): {2001: 1, 2002: 4, 2003: 2}})
    row = direction_correlations(table, "talks").iloc[0]
    assert row[["state_a", "state_b", "n"]].tolist() == ["AZE", "PAK", 0]
    assert row[["r", "low", "high"]].isna().all()


def test_months_are_periods_too():
    rows = [(a, b, 2001, m, m * k) for a, b, k in (("AZE", "PAK", 1), ("PAK", "AZE", 2)) for m in (1, 2, 4)]
    table = pd.DataFrame(rows, columns=["sender", "receiver", "year", "month", "talks"])
    row = direction_correlations(table, "talks", unit="month").iloc[0]
    assert row[["n", "r"]].tolist() == pytest.approx([3, 1])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda t: t.head(0), "have no rows"),
        (lambda t: pd.concat([t, t]), "repeat a key"),
        (lambda t: t.assign(talks=np.inf), "infinite"),
        (lambda t: t.assign(talks="many"), "must hold numbers"),
        (lambda t: t.assign(year=np.nan), "column year .* empty cells"),
        (lambda t: t.assign(receiver=t["sender"]), "two different ones in sender and receiver"),
        (lambda t: t.drop(columns="year"), "Lacking: year"),
    ],
)
def test_bad_tables_are_named(change, words):
    with pytest.raises(CourseError, match=words):
        direction_correlations(change(long({("AZE", "PAK"): {2001: 1, 2002: 2}})), "talks")


def test_material_conflict_of_the_course():
    # results.md, m6: .95 for India and Pakistan, .05 for Armenia and Azerbaijan, over 13 years.
    table = load("dyad_events")
    for a, b, r in (("IND", "PAK", 0.95), ("ARM", "AZE", 0.05)):
        row = at(lagged_correlation(paired_series(table, a, b, "material_conflict")), sender=a)
        assert row["n"] == 13
        assert row["r"] == pytest.approx(r, abs=0.005)


def test_the_placebo_of_the_course():
    # One meeting is coded once for each side: rivals' verbal cooperation is mirrored as much as friends'.
    found = direction_correlations(load("dyad_events"), "verbal_cooperation").set_index(["state_a", "state_b"])
    assert len(found) == 55 and (found["n"] == 13).all()
    assert found["r"].median() == pytest.approx(0.95, abs=0.005)
    for a, b, r in (("AZE", "PAK", 0.94), ("IND", "PAK", 0.97), ("ARM", "AZE", 0.98)):
        assert found.loc[(a, b), "r"] == pytest.approx(r, abs=0.005)


def test_monthly_incidents_of_the_course():
    # data.md, section on directed series: India and Pakistan without clashes, same month .35, Pakistan to
    # India's next month .25, India to Pakistan's .12.
    incidents = load("incidents")
    series = paired_series(incidents[~incidents["clash"]], "IND", "PAK", "events", unit="month", complete=True)
    found = lagged_correlation(series)
    measured = [at(found, "IND", lag=0)["r"], at(found, "PAK", lag=1)["r"], at(found, "IND", lag=1)["r"]]
    assert measured == pytest.approx([0.35, 0.25, 0.12], abs=0.005)
