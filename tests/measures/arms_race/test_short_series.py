"""What short series can't tell: simulated precision, the bias of persistence, correlation of independent walks."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from course_utils.errors import CourseError
from course_utils.measures.arms_race import (
    equilibrium,
    parameters,
    precision,
    recovery_bias,
    richardson,
    simulate,
    spurious,
)

TRUTH = {"k": 0.2, "a": 0.4, "g": 0.6, "l": 0.1, "b": 0.3, "h": 0.4}
START = (2.6, 2.2)


def test_precision_against_one_fit_at_a_time():
    # The same measures from richardson(), race by race; the seeds differ, so the two agree within sampling error.
    table = precision(TRUTH, START, years=15, noise=0.3, draws=4000).set_index("parameter")
    fits = [richardson(simulate(TRUTH, START, 15, noise=0.3, seed=seed)).set_index("parameter") for seed in range(60)]
    for name, truth in TRUTH.items():
        estimates = np.array([fit.loc[name, "estimate"] for fit in fits])
        covered = np.mean([fit.loc[name, "low"] <= truth <= fit.loc[name, "high"] for fit in fits])
        power = np.mean([fit.loc[name, "low"] > 0 for fit in fits])
        assert table.loc[name, "mean"] == pytest.approx(estimates.mean(), abs=4 * estimates.std() / np.sqrt(60))
        assert table.loc[name, "sd"] == pytest.approx(estimates.std(), rel=0.3)
        assert table.loc[name, "covered"] == pytest.approx(covered, abs=0.16)
        assert table.loc[name, "power"] == pytest.approx(power, abs=0.2)
        assert table.loc[name, "right_sign"] == pytest.approx(np.mean(estimates > 0), abs=0.16)
    conditions = [equilibrium(parameters(fit.reset_index()))["condition"].item() for fit in fits]
    assert table.loc["condition", "mean"] == pytest.approx(
        np.mean(conditions), abs=4 * np.std(conditions) / np.sqrt(60)
    )
    assert table.loc["condition", ["power", "covered"]].isna().all()


def test_more_years_tell_more():
    short, long = (precision(TRUTH, START, years, 0.3, draws=300).set_index("parameter") for years in (10, 300))
    for name in [*"kaglbh", "condition"]:
        assert long.loc[name, "sd"] < short.loc[name, "sd"]
        assert abs(long.loc[name, "bias"]) < abs(short.loc[name, "bias"])
        assert long.loc[name, "right_sign"] >= short.loc[name, "right_sign"]
    assert long["covered"].dropna().between(0.9, 1).all()


def test_restraint_comes_out_too_large_in_a_short_series():
    table = precision(TRUTH, START, 20, 0.3, draws=500).set_index("parameter")
    assert (table.loc[["a", "b", "condition"], "bias"] > 0).all()


def test_a_truth_of_zero_has_no_sign_and_its_interval_is_honest():
    table = precision(dict(TRUTH, k=0.0), START, 200, 0.3, draws=1000).set_index("parameter")
    assert table.loc["k", ["right_sign", "power"]].isna().all()
    assert table.loc["k", "covered"] == pytest.approx(0.95, abs=0.03)
    assert np.isnan(precision(dict.fromkeys("kaglbh", 0.0), START, 9, 0.3, draws=100)["right_sign"]).all()


def test_changing_places_changes_nothing():
    swapped = dict(zip("lbhkag", (TRUTH[name] for name in "kaglbh"), strict=True))
    there = precision(TRUTH, (1.0, 4.0), 30, 0.2, draws=1500).set_index("parameter")
    back = precision(swapped, (4.0, 1.0), 30, 0.2, draws=1500).set_index("parameter")
    np.testing.assert_allclose(there.loc[list("kaglbh"), "mean"], back.loc[list("lbhkag"), "mean"], atol=0.05)


@pytest.mark.parametrize(("persistence", "n"), [(0.0, 20), (0.5, 40), (0.8, 40)])
def test_bias_as_kendall_1954_has_it(persistence, n):
    # Kendall (1954): the estimate of a first-order autoregression with a mean is off by −(1 + 3ρ)/n, to order 1/n.
    row = recovery_bias(persistence, n, draws=8000).iloc[0]
    assert row["kendall"] == pytest.approx(-(1 + 3 * persistence) / n)
    assert row["bias"] == pytest.approx(row["kendall"], abs=0.015)
    assert row["mean"] - persistence == pytest.approx(row["bias"])


def test_persistence_of_a_walk_as_dickey_fuller_has_it():
    # Fuller (1976), table 8.5.1, with a mean: n (estimate − 1) has its 5 per cent point at −13.7 in long series; so a
    # walk of 250 years seems to come back by at least 13.7/250 a year in one series out of twenty.
    row = recovery_bias(1.0, 250, draws=4000).iloc[0]
    assert row["mean"] < 1 and row["bias"] * 250 == pytest.approx(-5.3, abs=0.5)
    assert row["kendall"] == pytest.approx(-4 / 250)


def test_recovery_bias_against_a_plain_regression():
    # One short series at a time with scipy's regression, the same law.
    random = np.random.default_rng(5)
    slopes = []
    for _ in range(600):
        series = [random.normal() / np.sqrt(1 - 0.49)]
        for _ in range(12):
            series.append(0.7 * series[-1] + random.normal())
        slopes.append(stats.linregress(series[:-1], series[1:]).slope)
    row = recovery_bias(0.7, 12, draws=6000).iloc[0]
    assert row["mean"] == pytest.approx(np.mean(slopes), abs=0.04) and row["sd"] == pytest.approx(
        np.std(slopes), rel=0.1
    )


def test_independent_walks_as_ernst_shepp_and_wyner_2017_have_it():
    # Ernst, Shepp and Wyner (2017), Yule's "nonsense correlation" solved: the second moment is .240522 for long walks.
    row = spurious(1000, 0.5, draws=4000).iloc[0]
    assert row["sd"] ** 2 == pytest.approx(0.240522, abs=0.012)


def test_spurious_against_one_walk_at_a_time():
    random = np.random.default_rng(9)
    found = [abs(np.corrcoef(random.normal(size=(2, 20)).cumsum(axis=1))[0, 1]) for _ in range(2000)]
    assert spurious(20, -0.5).iloc[0]["share"] == pytest.approx(np.mean(np.array(found) >= 0.5), abs=0.04)


def test_spurious_bounds_and_symmetry():
    shares = [spurious(30, r, draws=2000)["share"].item() for r in (0.0, 0.3, 0.6, 0.9, 1.0)]
    assert shares[0] == 1 and shares[-1] == 0 and shares == sorted(shares, reverse=True)
    assert spurious(30, -0.6, draws=2000)["share"].item() == shares[2]
    row = spurious(30, 0.6, draws=2000, level=0.5).iloc[0]
    assert -1 <= row["low"] < 0 < row["high"] <= 1 and row["low"] > spurious(30, 0.6, draws=2000).iloc[0]["low"]


@pytest.mark.parametrize(
    "call",
    [
        lambda seed: precision(TRUTH, START, 10, 0.3, draws=100, seed=seed),
        lambda seed: recovery_bias(0.5, 10, draws=100, seed=seed),
        lambda seed: spurious(10, 0.5, draws=100, seed=seed),
    ],
)
def test_the_same_seed_gives_the_same_bytes(call):
    pd.testing.assert_frame_equal(call(3), call(3))
    assert not call(3).equals(call(4))


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: precision(TRUTH, START, 3, 0.3), "years must be a whole number of at least 4"),
        (lambda: precision(TRUTH, START, 10, 0.0), "Without noise"),
        (lambda: precision(TRUTH, START, 10, -1.0), "noise"),
        (lambda: precision(TRUTH, START, 10, 0.3, draws=9), "draws"),
        (lambda: precision(TRUTH, START, 10, 0.3, level=1), "level"),
        (lambda: precision(TRUTH, (1.0,), 10, 0.3), "two finite numbers"),
        (lambda: precision({"k": 1}, START, 10, 0.3), "six numbers"),
        (lambda: precision(dict(TRUTH, k=9.0, l=9.0), START, 2000, 0.3, draws=100), "unstable"),
        (lambda: recovery_bias(1.1, 10), "persistence must be a number from 0 to 1"),
        (lambda: recovery_bias(float("nan"), 10), "persistence must be a number from 0 to 1"),
        (lambda: recovery_bias(0.5, 3), "must be a whole number of at least"),
        (lambda: recovery_bias(0.5, 10, draws=1), "draws"),
        (lambda: spurious(2, 0.5), "must be a whole number of at least"),
        (lambda: spurious(10, 1.5), "[Cc]orrelation"),
        (lambda: spurious(10, float("nan")), "[Cc]orrelation"),
        (lambda: spurious(10, 0.5, draws=1), "draws"),
        (lambda: spurious(10, 0.5, level=0), "level"),
    ],
)
def test_bad_input_is_named(call, words):
    with pytest.raises(CourseError, match=words):
        call()
