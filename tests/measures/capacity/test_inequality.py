"""Lorenz curve and Gini coefficient against closed forms and published values."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from sklearn.metrics import auc

from course_utils import load
from course_utils.errors import CourseError
from course_utils.measures.capacity import gini, gini_interval, lorenz

holdings = st.lists(st.integers(0, 1000), min_size=1, max_size=40).filter(any)


def frame(values):
    return pd.DataFrame({"n": values})


def test_incomes_as_in_the_packages_for_r():
    # The example of the R packages ineq and DescTools: 0.4620911, and 0.5134346 with the correction.
    incomes = frame([541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261])
    assert gini(incomes) == pytest.approx(0.4620911, abs=5e-8)
    assert gini(incomes, corrected=True) == pytest.approx(0.5134346, abs=5e-8)


@pytest.mark.parametrize("n", [1, 2, 7, 193])
def test_equal_shares_and_one_holder(n):
    assert gini(frame([3] * n)) == pytest.approx(0)
    assert gini(frame([0] * (n - 1) + [5])) == pytest.approx((n - 1) / n)
    one = gini(frame([0] * (n - 1) + [5]), corrected=True)
    assert np.isnan(one) if n == 1 else one == pytest.approx(1)


def test_limits_of_known_distributions():
    # Quantiles at the middles of 100,000 equal steps: 1/3 for uniform, 1/2 for exponential, 1 / (2a - 1) for Pareto.
    p = (np.arange(100_000) + 0.5) / 100_000
    assert gini(frame(p)) == pytest.approx(1 / 3, abs=1e-4)
    assert gini(frame(-np.log(1 - p))) == pytest.approx(1 / 2, abs=1e-4)
    assert gini(frame((1 - p) ** (-1 / 3))) == pytest.approx(1 / 5, abs=1e-3)


@given(holdings)
@settings(max_examples=15)
def test_gini_is_half_the_relative_mean_difference_and_the_area_of_the_curve(values):
    measured = gini(frame(values))
    difference = np.mean([abs(a - b) for a in values for b in values])
    assert measured == pytest.approx(difference / (2 * np.mean(values)))
    curve = lorenz(frame(values))
    assert measured == pytest.approx(1 - 2 * auc(curve["share_of_states"], curve["share_of_total"]))
    assert -1e-12 <= measured <= (len(values) - 1) / len(values) + 1e-12


@given(holdings, st.floats(0.01, 100), st.randoms())
@settings(max_examples=15)
def test_unit_order_and_copies_do_not_matter(values, unit, random):
    measured = gini(frame(values))
    assert gini(frame(random.sample(values, len(values)))) == pytest.approx(measured)
    assert gini(frame([value * unit for value in values])) == pytest.approx(measured)
    assert gini(frame(values * 2)) == pytest.approx(measured)


@given(holdings)
@settings(max_examples=15)
def test_the_curve_rises_bends_up_and_stays_below_the_diagonal(values):
    curve = lorenz(frame(values))
    assert len(curve) == len(values) + 1
    assert curve.iloc[0].tolist() == [0, 0]
    assert curve.iloc[-1].tolist() == [1, 1]
    steps = np.diff(curve["share_of_total"])
    assert (steps >= 0).all() and (np.diff(steps) >= -1e-9).all()
    assert (curve["share_of_total"] <= curve["share_of_states"] + 1e-9).all()


def test_interval_repeats_covers_and_follows_the_correction():
    table = frame(np.random.default_rng(3).exponential(size=200))
    first = gini_interval(table, draws=500)
    pd.testing.assert_frame_equal(first, gini_interval(table, draws=500))
    row = first.iloc[0]
    assert row["n"] == 200
    assert row["low"] < 0.5 < row["high"] and row["low"] < row["estimate"] < row["high"]
    # The standard error of an exponential sample's Gini is 1 / sqrt(12 n): about 0.0204 for 200.
    assert row["high"] - row["low"] == pytest.approx(2 * 1.96 / np.sqrt(12 * 200), rel=0.2)
    twin = stats.bootstrap(
        (table["n"].to_numpy(),), lambda values: gini(frame(values)), n_resamples=500, method="percentile", rng=1
    ).confidence_interval
    assert row[["low", "high"]].tolist() == pytest.approx([twin.low, twin.high], abs=0.01)
    corrected = gini_interval(table, draws=500, corrected=True).iloc[0]
    assert (corrected[["estimate", "low", "high"]] / row[["estimate", "low", "high"]]).tolist() == pytest.approx(
        [200 / 199] * 3
    )
    wide = gini_interval(table, draws=500, level=0.99).iloc[0]
    assert wide["low"] < row["low"] and row["high"] < wide["high"]


def test_interval_of_two_holders_by_hand():
    # Draws of two from (0, 8): both 8 gives 0, one of each gives 1/2, both 0 has no Gini and is left out.
    row = gini_interval(frame([0, 8]), draws=300).iloc[0]
    assert row[["n", "estimate", "low", "high"]].tolist() == [2, 0.5, 0, 0.5]
    assert gini_interval(frame([4, 4, 4]), draws=50).iloc[0].tolist() == [3, 0, 0, 0]


@pytest.mark.parametrize("measure", [lorenz, gini, gini_interval])
@pytest.mark.parametrize(
    ("table", "words"),
    [
        (pd.DataFrame({"m": [1]}), "Lacking: n"),
        (frame(["1", "2"]), "must hold numbers"),
        (frame([1, -1]), "0 or more"),
        (frame([1, np.inf]), "finite"),
        (frame([1, np.nan]), "empty cells in 1 of 2"),
        (frame([0, 0]), "nothing to share out"),
        (pd.DataFrame({"n": pd.Series([], dtype="int64")}), "over 0 rows"),
    ],
)
def test_bad_input(measure, table, words):
    with pytest.raises(CourseError, match=words):
        measure(table)


@pytest.mark.parametrize(
    ("table", "arguments", "words"),
    [
        (frame([1]), {}, "two rows or more"),
        (frame([1, 2]), {"draws": 0}, "draws must be a whole number"),
        (frame([1, 2]), {"level": 1}, "between 0 and 1"),
    ],
)
def test_bad_arguments(table, arguments, words):
    with pytest.raises(CourseError, match=words):
        gini_interval(table, **arguments)


def test_embassies_are_less_equally_spread_than_seats():
    missions = load("embassies").query("kind in ['embassy', 'high_commission']")
    seats = load("memberships").query("status == 'member'")
    sent = missions.groupby("sender", observed=True)["receiver"].nunique().rename("n").reset_index()
    held = seats.groupby("state", observed=True).size().rename("n").reset_index()
    embassies, memberships = gini_interval(sent).iloc[0], gini_interval(held).iloc[0]
    assert memberships["high"] < embassies["low"]
