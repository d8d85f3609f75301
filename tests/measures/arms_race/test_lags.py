"""Lagged correlations in levels and in changes."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from course_utils import load
from course_utils.errors import CourseError
from course_utils.measures.arms_race import lagged, two_series

number = st.integers(-9, 9).map(float)
PAIR = pd.DataFrame({"year": range(2000, 2006), "x": [1.0, 3, 2, 5, 4, 6], "y": [2.0, 1, 4, 3, 6, 5]})


def cell(table, form, lag):
    return table[(table["form"] == form) & (table["lag"] == lag)].iloc[0]


def test_r_by_hand():
    # x 1, 2, 3 and y 1, 3, 2: covariance sum 1, squares 2 and 2, so r = 1/2 and the slope of x on y 1/2.
    pair = pd.DataFrame({"year": [1, 2, 3], "x": [1.0, 2, 3], "y": [1.0, 3, 2]})
    row = cell(lagged(pair, [0]), "levels", 0)
    assert row["r"] == pytest.approx(0.5) and row["slope"] == pytest.approx(0.5) and row["n"] == 3
    # Three points say nothing of the interval: Fisher's z has a standard error of 1 over the root of n - 3.
    assert [row["low"], row["high"]] == [-1, 1]


@given(st.lists(st.tuples(number, number), min_size=1, max_size=14), st.integers(-4, 4))
@settings(max_examples=15)
def test_against_a_plain_loop_and_numpy(rows, lag):
    pair = pd.DataFrame({"year": range(len(rows)), "x": [r[0] for r in rows], "y": [r[1] for r in rows]})
    x, y = pair["x"].tolist(), pair["y"].tolist()
    for form, one, other in (("levels", x, y), ("changes", np.diff(x).tolist(), np.diff(y).tolist())):
        met = [(one[t], other[t - lag]) for t in range(len(one)) if 0 <= t - lag < len(other)]
        row = cell(lagged(pair, [lag]), form, lag)
        assert row["n"] == len(met)
        if len(met) < 3 or any(len(set(column)) == 1 for column in zip(*met, strict=True)):
            assert np.isnan(row["r"]) and np.isnan(row["slope"])
        else:
            assert row["r"] == pytest.approx(np.corrcoef(np.array(met).T)[0, 1], abs=1e-9)
            assert row["slope"] == pytest.approx(np.polyfit([m[1] for m in met], [m[0] for m in met], 1)[0], abs=1e-6)
            assert -1 - 1e-9 <= row["r"] <= 1 + 1e-9


def test_agrees_with_pandas_and_with_fishers_interval():
    row = cell(lagged(PAIR, [1], level=0.9), "levels", 1)
    assert row["r"] == pytest.approx(PAIR["x"].corr(PAIR["y"].shift(1)))
    # Fisher (1915): atanh(r) ± z / sqrt(n − 3).
    reach = stats.norm.ppf(0.95) / np.sqrt(row["n"] - 3)
    assert [row["low"], row["high"]] == pytest.approx(np.tanh(np.arctanh(row["r"]) + np.array([-reach, reach])))


def test_zero_mean_changes_agree_with_numpy_correlate():
    # With both series centred and of full length, lag 0 of numpy's correlation over the norms is Pearson's r.
    x, y = (PAIR[name] - PAIR[name].mean() for name in "xy")
    r = np.correlate(x, y)[0] / np.sqrt((x**2).sum() * (y**2).sum())
    assert cell(lagged(PAIR, [0]), "levels", 0)["r"] == pytest.approx(r)


@pytest.mark.parametrize("lag", [-3, 0, 1])
def test_changing_places_turns_the_lag_around(lag):
    there, back = lagged(PAIR, [lag]), lagged(PAIR.rename(columns={"x": "y", "y": "x"}), [-lag])
    np.testing.assert_allclose(there[["n", "r", "low", "high"]], back[["n", "r", "low", "high"]])


def test_row_order_does_not_matter():
    pd.testing.assert_frame_equal(lagged(PAIR), lagged(PAIR.sample(frac=1, random_state=1)))


def test_default_lags_reach_five_years_both_ways():
    assert lagged(PAIR)["lag"].tolist() == [*range(-5, 6)] * 2


def test_a_follower_is_found_at_its_lag():
    leader = np.random.default_rng(0).normal(size=40).cumsum()
    pair = pd.DataFrame({"year": range(38), "x": leader[:38], "y": leader[2:]})
    table = lagged(pair, range(-3, 4))
    changes = table[table["form"] == "changes"].set_index("lag")["r"]
    assert changes.idxmax() == 2 and changes[2] == pytest.approx(1)


def test_a_change_across_a_gap_is_left_out():
    gap = PAIR.drop(index=2)
    table = lagged(gap, [0])
    assert cell(table, "levels", 0)["n"] == 5 and cell(table, "changes", 0)["n"] == 3
    marked = PAIR.assign(x=PAIR["x"].where(PAIR["year"] != 2002))
    assert cell(lagged(marked, [0]), "changes", 0)["n"] == 3


def test_empty_short_and_constant_series_are_missing():
    for pair in (PAIR.iloc[:0], PAIR.iloc[:2], PAIR.assign(x=0.1)):
        assert lagged(pair)["r"].isna().all()
    assert lagged(PAIR.iloc[:0], [0])["n"].tolist() == [0, 0]
    # A straight line has constant changes, whatever the dust of its decimals.
    line = PAIR.assign(x=[0.1 * i for i in range(6)])
    assert np.isnan(cell(lagged(line, [0]), "changes", 0)["r"])


@pytest.mark.parametrize(
    ("table", "arguments", "words"),
    [
        (PAIR, {"lags": []}, "one lag at least"),
        (PAIR, {"lags": [0.5]}, "lag must be a whole number"),
        (PAIR, {"lags": [True]}, "lag must be a whole number"),
        (PAIR, {"level": 95}, "level of an interval"),
        (PAIR.assign(year=2000), {}, "repeat a key"),
        (PAIR.assign(x="a"), {}, "must hold numbers"),
        (PAIR.assign(y=-np.inf), {}, "infinite"),
    ],
)
def test_bad_input_is_named(table, arguments, words):
    with pytest.raises(CourseError, match=words):
        lagged(table, **arguments)


@pytest.mark.parametrize(
    ("a", "b", "levels", "changes"),
    [("AZE", "ARM", 0.55, 0.30), ("PAK", "IND", 0.24, -0.08), ("AZE", "DZA", 0.65, 0.28)],
)
def test_shares_of_gdp_1993_to_2024(a, b, levels, changes):
    table = lagged(two_series(load("military_spending"), "share_of_gdp", a, b, 1993, 2024), [0])
    assert round(cell(table, "levels", 0)["r"], 2) == levels
    assert round(cell(table, "changes", 0)["r"], 2) == changes


def test_one_two_year_step_taken_for_a_yearly_one_turns_the_sign():
    # Armenia has no figure for 1994. Leaving the year out first makes 1993 to 1995 one step: r falls from .30 to −.08.
    pair = two_series(load("military_spending"), "share_of_gdp", "AZE", "ARM", 1993, 2024)
    closed = pair.dropna()
    assert round(closed["x"].diff().corr(closed["y"].diff()), 2) == -0.08
    assert cell(lagged(pair, [0]), "changes", 0)["r"] > 0.25
