"""The response regression against statsmodels' vector autoregression and Granger test, and simulated tit-for-tat."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.tsa.api import VAR
from statsmodels.tsa.stattools import grangercausalitytests

from course_utils import load
from course_utils.errors import CourseError
from course_utils.measures.reciprocity import paired_series, response

NUMBERS = ["estimate", "se", "low", "high", "p", "joint_p"]


def pair(there, back, a="AZE", b="PAK"):
    return pd.DataFrame(
        {
            "state_a": a,
            "state_b": b,
            "year": range(1500, 1500 + len(there)),
            "a_to_b": pd.Series(there, dtype="float64"),
            "b_to_a": pd.Series(back, dtype="float64"),
        }
    )


def at(found, sender="AZE", term="other", lag=1):
    rows = found[(found["sender"] == sender) & (found["term"] == term) & (found["lag"] == lag)]
    assert len(rows) == 1
    return rows.iloc[0]


def simulated(reply, seed, n=300):
    """A acts at random; B does ``reply`` times what A did the period before, and noise."""
    random = np.random.default_rng(seed)
    there = random.normal(size=n)
    return there, reply * np.concatenate([[0], there[:-1]]) + random.normal(scale=0.5, size=n)


@pytest.mark.parametrize("lags", [1, 2, 3])
def test_equals_the_librarys_vector_autoregression(lags):
    there, back = simulated(0.6, seed=lags, n=60)
    found = response(pair(there, back), lags=lags)
    fit = VAR(np.column_stack([there, back])).fit(lags)
    # The library's rows: constant, then for each lag the first series and the second; a column an equation.
    for lag in range(1, lags + 1):
        for sender, equation, other in (("AZE", 1, 0), ("PAK", 0, 1)):
            for term, column in (("other", other), ("own", 1 - other)):
                row = at(found, sender, term, lag)
                place = 1 + 2 * (lag - 1) + column
                assert row["estimate"] == pytest.approx(fit.params[place, equation])
                assert row["se"] == pytest.approx(fit.stderr[place, equation])
                assert row["n"] == fit.nobs


@pytest.mark.parametrize("lags", [1, 2])
def test_joint_p_equals_the_librarys_granger_test(lags):
    there, back = simulated(0.2, seed=3, n=50)
    found = response(pair(there, back), lags=lags)
    # The library asks whether the second column helps to foretell the first.
    library = grangercausalitytests(np.column_stack([back, there]), [lags])[lags][0]["ssr_ftest"][1]
    assert at(found)["joint_p"] == pytest.approx(library)
    if lags == 1:
        assert at(found)["p"] == pytest.approx(library)


def test_anscombe_1973_line():
    # Anscombe's first set, y = 3.00 + 0.500 x, standard error 0.118 (as printed in the paper). Before each
    # answer y comes the sender's x and an answer with no part in it: rows with a missing value drop out.
    x = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5]
    y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68]
    # Own past orthogonal to x and to y's residual leaves the slope alone: it is the residual of a column on both.
    design = np.column_stack([np.ones(11), x, y])
    noise = np.random.default_rng(0).normal(size=11)
    own = noise - design @ np.linalg.lstsq(design, noise, rcond=None)[0]
    there, back = [], []
    for given_, past, now in zip(x, own, y, strict=True):
        there += [given_, None, None]
        back += [past, now, None]
    row = at(response(pair(there, back)))
    assert row["n"] == 11
    assert row["estimate"] == pytest.approx(0.500, abs=0.0005)
    # One more coefficient than in the paper: 8 degrees of freedom in place of 9.
    assert row["se"] * np.sqrt(8 / 9) == pytest.approx(0.118, abs=0.0005)


@pytest.mark.parametrize("reply", [0.8, -0.5])
def test_a_known_response_is_recovered(reply):
    found = response(pair(*simulated(reply, seed=7)), lags=2)
    row = at(found)
    assert row["low"] < reply < row["high"]
    assert row["high"] - row["low"] < 0.2
    assert row["joint_p"] < 1e-10
    for silent in (at(found, lag=2), at(found, "PAK"), at(found, term="own")):
        assert silent["low"] < 0 < silent["high"]


def test_exact_tit_for_tat_leaves_nothing_over():
    there = np.random.default_rng(2).integers(0, 2, 40)
    found = response(pair(there, [1, *there[:-1]]))
    assert at(found)["estimate"] == pytest.approx(1)
    assert at(found, term="own")["estimate"] == pytest.approx(0, abs=1e-9)


def test_independent_series_are_rejected_at_the_nominal_rate():
    found = pd.concat([response(pair(*simulated(0.0, seed=seed, n=40))) for seed in range(50)])
    others = found[found["term"] == "other"]
    # 100 tests at 5 per cent: 0.05 give or take two standard errors of 0.022.
    assert (others["p"] < 0.05).mean() == pytest.approx(0.05, abs=0.044)


value = st.one_of(st.none(), st.integers(0, 9))


@settings(max_examples=8, deadline=None)
@given(st.lists(st.tuples(value, value), min_size=1, max_size=15))
def test_twin_by_normal_equations_order_and_swap(rows):
    there, back = zip(*rows, strict=True)
    series = pair(there, back)
    found = response(series)
    pd.testing.assert_frame_equal(response(series[::-1]), found)
    swapped = response(pair(back, there, "PAK", "AZE"))
    for sender in ("AZE", "PAK"):
        pd.testing.assert_series_equal(at(swapped, sender), at(found, sender), check_names=False)
    known = [
        (1, there[t - 1], back[t - 1], back[t])
        for t in range(1, len(rows))
        if None not in (there[t - 1], back[t - 1], back[t])
    ]
    row = at(found)
    assert row["n"] == len(known)
    data = np.array(known, dtype=float).reshape(-1, 4)
    design, now = data[:, :3], data[:, 3]
    if len(known) <= 3 or round(np.linalg.det(design.T @ design)) == 0:
        assert row[NUMBERS].isna().all()
    else:
        assert row["estimate"] == pytest.approx(np.linalg.solve(design.T @ design, design.T @ now)[1], abs=1e-6)


def test_too_little_or_constant_is_missing():
    for there, back, n in (([1], [2], 0), ([1, 2, 3], [3, 1, 2], 2), ([4] * 9, [1, 5, 2, 8, 3, 9, 1, 1, 2], 8)):
        row = at(response(pair(there, back)))
        assert row["n"] == n
        assert row[NUMBERS].isna().all()
    copied = response(pair(range(9), range(9)))
    assert copied[NUMBERS].isna().all(axis=None)


def test_an_answer_that_never_changes_has_no_test():
    # The receiver's own past is constant too, so nothing can be estimated for it.
    found = response(pair([1, 5, 2, 8, 3, 9], [4] * 6))
    assert at(found, "AZE")[NUMBERS].isna().all()


@pytest.mark.parametrize(
    ("options", "words"), [({"lags": 0}, "at least 1"), ({"lags": 1.5}, "whole"), ({"level": 2}, "0 and 1")]
)
def test_bad_options_are_named(options, words):
    with pytest.raises(CourseError, match=words):
        response(pair([1, 2, 3, 4], [2, 1, 2, 1]), **options)


def test_incidents_of_the_course():
    incidents = load("incidents")
    quiet = incidents[~incidents["clash"]]
    series = paired_series(quiet, "IND", "PAK", "events", unit="month", complete=True)
    found = response(series)
    assert at(found, "PAK")["n"] == len(series) - 1
    # India's incidents follow Pakistan's of the month before more than the other way round.
    assert at(found, "PAK")["low"] > 0
    assert at(found, "PAK")["estimate"] > at(found, "IND")["estimate"]
