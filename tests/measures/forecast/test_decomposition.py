"""Murphy's identity for any forecasts, with and without bins, and calibration against scikit-learn."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.calibration import calibration_curve
from sklearn.metrics import brier_score_loss

from course_utils.errors import CourseError
from course_utils.measures.forecast import calibration, murphy

many = st.lists(
    st.tuples(st.sampled_from([0, 0.05, 0.1, 0.3, 1 / 3, 0.55, 0.7, 0.95, 1]), st.integers(0, 1)),
    min_size=1,
    max_size=25,
)


def table(pairs, forecaster="A"):
    p, o = map(list, zip(*pairs, strict=True))
    return pd.DataFrame({"forecaster": forecaster, "question": range(len(p)), "probability": p, "outcome": o})


def together(row):
    return (
        row["reliability"] - row["resolution"] + row["uncertainty"] + row["within_variance"] - row["within_covariance"]
    )


def test_by_hand():
    # 0.8 said twice, both true; 0.2 said twice, one true. Overall three quarters.
    row = murphy(table([(0.8, 1), (0.8, 1), (0.2, 0), (0.2, 1)])).iloc[0]
    assert row["reliability"] == pytest.approx((2 * 0.2**2 + 2 * 0.3**2) / 4)
    assert row["resolution"] == pytest.approx((2 * 0.25**2 + 2 * 0.25**2) / 4)
    assert row["uncertainty"] == pytest.approx(0.75 * 0.25)
    assert row["within_variance"] == row["within_covariance"] == 0


def test_bins_by_hand():
    # One bin: 0.6 true and 0.8 not. Means 0.7 and 0.5; deviations -0.1, +0.1 and +0.5, -0.5.
    row = murphy(table([(0.6, 1), (0.8, 0)]), bins=1).iloc[0]
    assert row["reliability"] == pytest.approx(0.04) and row["resolution"] == pytest.approx(0)
    assert row["within_variance"] == pytest.approx(0.01)
    assert row["within_covariance"] == pytest.approx(2 * (-0.05 - 0.05) / 2)
    assert row["half_brier"] == pytest.approx((0.4**2 + 0.8**2) / 2)


@given(many, st.sampled_from([None, 1, 2, 3, 7, 10, 100]))
@settings(max_examples=12)
def test_the_parts_add_up_to_the_score_of_scikit_learn(pairs, bins):
    rows = table(pairs)
    found = murphy(rows, bins=bins).iloc[0]
    assert found["half_brier"] == pytest.approx(brier_score_loss(rows["outcome"], rows["probability"], labels=[0, 1]))
    assert together(found) == pytest.approx(found["half_brier"], abs=1e-12)
    assert found[["reliability", "resolution", "within_variance"]].ge(0).all()
    assert 0 <= found["uncertainty"] <= 0.25
    # Nothing is resolved beyond what there is to resolve.
    assert found["resolution"] <= found["uncertainty"] + 1e-12
    shuffled = murphy(rows.sample(frac=1, random_state=0), bins=bins).iloc[0]
    assert shuffled.to_numpy() == pytest.approx(found.to_numpy(), abs=1e-12)


@given(many)
@settings(max_examples=10)
def test_distinct_values_equal_a_plain_twin(pairs):
    found = murphy(table(pairs)).iloc[0]
    n, overall = len(pairs), sum(o for _, o in pairs) / len(pairs)
    reliability = resolution = 0.0
    for value in {p for p, _ in pairs}:
        came = [o for p, o in pairs if p == value]
        reliability += len(came) * (value - sum(came) / len(came)) ** 2 / n
        resolution += len(came) * (sum(came) / len(came) - overall) ** 2 / n
    assert (found["reliability"], found["resolution"]) == pytest.approx((reliability, resolution))
    assert found["within_variance"] == pytest.approx(0, abs=1e-12)


def test_a_constant_forecast_resolves_nothing():
    row = murphy(table([(0.6, 1), (0.6, 0), (0.6, 1)]), by="forecaster").iloc[0]
    assert row["resolution"] == pytest.approx(0) and row["forecaster"] == "A"


def test_unresolved_and_empty():
    rows = table([(0.6, 1), (0.7, None)])
    assert murphy(rows)["n"].tolist() == [1]
    for empty in (rows.iloc[:0], rows.iloc[1:]):
        row = murphy(empty).iloc[0]
        assert row["n"] == 0 and row.drop("n").isna().all()
    assert len(murphy(rows.iloc[:0], by="forecaster")) == 0


@given(many)
@settings(max_examples=8)
def test_calibration_equals_scikit_learn(pairs):
    rows = table(pairs)
    found = calibration(rows, bins=4)
    # scikit-learn puts a forecast on an edge into the lower bin; none of those drawn lies on a quarter.
    share, mean = calibration_curve(rows["outcome"], rows["probability"], n_bins=4)
    some = found[found["n"] > 0]
    assert some["share"].tolist() == pytest.approx(share.tolist())
    assert some["forecast"].tolist() == pytest.approx(mean.tolist())
    assert found["n"].sum() == len(pairs) and len(found) == 4
    assert found.loc[found["n"] == 0, ["forecast", "share", "low", "high"]].isna().all(axis=None)
    assert ((some["low"] <= some["share"] + 1e-12) & (some["share"] <= some["high"] + 1e-12)).all()
    assert calibration(rows.sample(frac=1, random_state=0), bins=4)["share"].to_numpy() == pytest.approx(
        found["share"].to_numpy(), nan_ok=True
    )


def test_calibration_interval_as_published():
    # Newcombe (1998), table I: 15 of 148, Wilson score.
    row = calibration(table([(0.1, 1)] * 15 + [(0.1, 0)] * 133), bins=2).iloc[0]
    assert (row["low"], row["high"]) == pytest.approx((0.0624, 0.1605), abs=5e-5)


def test_edges_and_groups():
    rows = pd.concat([table([(0, 0), (0.3, 1), (1, 1)]), table([(0.57, 1)], "B")])
    found = calibration(rows, bins=10, by="forecaster").set_index(["forecaster", "bin_from"])
    assert found.loc[("A", 0.0), "n"] == found.loc[("A", 0.3), "n"] == found.loc[("A", 0.9), "n"] == 1
    assert found.loc["A", "n"].sum() == 3 and found.loc["B", "n"].sum() == 1
    # In floating point 0.57 times 100 is less than 57.
    fine = calibration(rows, bins=100, by="forecaster").set_index(["forecaster", "bin_from"])
    assert fine.loc[("B", 0.57), "n"] == 1
    # With few forecasts the interval is wide.
    assert found.loc[("B", 0.5), "low"] < 0.25 and found.loc[("B", 0.5), "high"] == pytest.approx(1)
    assert len(calibration(rows.iloc[:0], by="forecaster")) == 0
    assert calibration(rows.iloc[:0])["n"].eq(0).all()


@pytest.mark.parametrize("measure", [murphy, calibration])
@pytest.mark.parametrize(
    ("change", "options", "words"),
    [
        (lambda t: t.drop(columns="probability"), {}, "Lacking: probability"),
        (lambda t: t.assign(probability=[2, 0.5]), {}, "between 0 and 1"),
        (lambda t: t.assign(answer="yes"), {}, "yes or no"),
        (lambda t: pd.concat([t, t]), {}, "2 repeat a key"),
        (lambda t: t, {"bins": 0}, "number of bins"),
        (lambda t: t, {"bins": 2.5}, "number of bins"),
        (lambda t: t, {"by": "forcaster"}, "Did you mean 'forecaster'"),
    ],
)
def test_bad_input_is_named(measure, change, options, words):
    with pytest.raises(CourseError, match=words):
        measure(change(table([(0.6, 1), (0.7, 0)])), **options)


def test_level_is_checked():
    with pytest.raises(CourseError, match="level"):
        calibration(table([(0.6, 1)]), level=np.inf)
