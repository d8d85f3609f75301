"""The intervals that several measures share."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest, chi2, linregress

from course_utils.errors import CourseError
from course_utils.measures.intervals import correlation, rare, tails, wilson

levels = st.sampled_from([0.5, 0.8, 0.95, 0.99])


def test_tails_by_hand():
    # (1 - 0.9) / 2 = 0.05 on either side.
    assert tails(0.9) == pytest.approx((0.05, 0.95))


@pytest.mark.parametrize("measure", [tails, lambda level: wilson(1, 2, level), lambda level: rare(1, level)])
def test_a_level_that_is_none(measure):
    with pytest.raises(CourseError, match="level of an interval"):
        measure(1)


def test_wilson_by_hand():
    # 1 of 2 at z = 1.96: centre (1 + z²/2) / (2 + z²) = 0.5, half width z sqrt(2 × 0.25 + z²/4) / (2 + z²) = 0.4055.
    low, high = wilson(1, 2)
    assert (float(low), float(high)) == pytest.approx((0.0945, 0.9055), abs=1e-4)


@settings(max_examples=15)
@given(st.integers(0, 40), st.integers(1, 40), levels)
def test_wilson_as_in_scipy(count, more, level):
    n = count + more
    theirs = binomtest(count, n).proportion_ci(level, method="wilson")
    low, high = wilson([count, n - count, 0], [n, n, 0], level)
    assert (low[0], high[0]) == pytest.approx((theirs.low, theirs.high), abs=1e-12)
    # Counting the others turns the interval round; no case at all has none.
    assert (1 - high[1], 1 - low[1]) == pytest.approx((low[0], high[0]), abs=1e-12)
    assert math.isnan(low[2]) and math.isnan(high[2])


def test_wilson_of_a_missing_total_and_of_a_column():
    low, high = wilson(pd.Series([1, 1]), pd.Series([math.nan, 2.0]))
    assert np.isnan(low).tolist() == np.isnan(high).tolist() == [True, False]


def test_rare_events_as_in_garwood_1936():
    # Garwood (1936), table of confidence limits of the Poisson parameter: 95 per cent limits of 0 to 3 and of 10.
    low, high = rare([0, 1, 2, 3, 10])
    assert low.round(4).tolist() == [0, 0.0253, 0.2422, 0.6187, 4.7954]
    assert high.round(4).tolist() == [3.6889, 5.5716, 7.2247, 8.7673, 18.3904]


@settings(max_examples=15)
@given(st.integers(0, 500), levels)
def test_rare_events_by_the_chi_squared_distribution(count, level):
    low, high = rare(count, level)
    tail = (1 - level) / 2
    assert float(high) == pytest.approx(chi2.ppf(1 - tail, 2 * count + 2) / 2)
    assert float(low) == (pytest.approx(chi2.ppf(tail, 2 * count) / 2) if count else 0)
    assert low <= count < high


def test_a_correlation_by_hand():
    # x 1 to 4, y 1, 3, 2, 4: covariance sum 4, squares 5 and 5, r = 0.8. Fisher: atanh 0.8 = 1.0986, plus and minus
    # 1.95996 / sqrt(4 - 3) = -0.8614 and 3.0586, so tanh -0.697 and 0.996.
    found = correlation(pd.Series([1.0, 2, 3, 4]), pd.Series([1.0, 3, 2, 4]))
    assert found == pytest.approx({"n": 4, "r": 0.8, "low": -0.6967, "high": 0.9956}, abs=1e-3)


@settings(max_examples=15)
@given(
    st.lists(st.tuples(st.integers(-9, 9), st.integers(-9, 9) | st.none()), min_size=0, max_size=12),
    st.randoms(),
    levels,
)
def test_a_correlation_as_in_scipys_regression_in_any_order(rows, random, level):
    x, y = (pd.Series([row[side] for row in rows], dtype="float64") for side in (0, 1))
    found = correlation(x, y, level)
    known = [row for row in rows if row[1] is not None]
    assert found["n"] == len(known)
    if len(known) < 3 or any(len({row[side] for row in known}) < 2 for side in (0, 1)):
        assert all(math.isnan(found[name]) for name in ("r", "low", "high"))
        return
    assert found["r"] == pytest.approx(linregress(*zip(*known, strict=True)).rvalue)
    assert -1 <= found["low"] <= found["r"] + 1e-9 and found["r"] - 1e-9 <= found["high"] <= 1
    mixed = random.sample(range(len(rows)), len(rows))
    assert correlation(y.iloc[mixed], x.iloc[mixed], level) == pytest.approx(found)


def test_dust_is_no_correlation():
    dust = pd.Series([0.1 + 0.2, 0.3, 0.3, 0.1 + 0.2])
    assert math.isnan(correlation(dust, pd.Series([1.0, 2, 3, 4]))["r"])
