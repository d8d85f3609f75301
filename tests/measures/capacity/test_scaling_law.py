"""The scaling law against certified values, the library and plain matrix algebra."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from course_utils import load
from course_utils.errors import CourseError
from course_utils.measures.capacity import scaling, scaling_residuals

# NIST Statistical Reference Datasets, linear regression, "Norris": y, x.
NORRIS = """0.1 0.2  338.8 337.4  118.1 118.2  888.0 884.6  9.2 10.1  228.1 226.5  668.5 666.3  998.5 996.3  449.1 448.6
778.9 777.0  559.2 558.2  0.3 0.4  0.1 0.6  778.1 775.5  668.8 666.9  339.3 338.0  448.9 447.5  10.8 11.6  557.7 556.0
228.3 228.1  998.0 995.8  888.8 887.6  119.6 120.2  0.3 0.3  0.6 0.3  557.6 556.8  339.3 339.1  888.0 887.2  998.5 999.0
778.9 779.0  10.2 11.1  117.6 118.3  228.9 229.2  668.4 669.1  449.2 448.9  0.2 0.5"""

law = st.lists(
    st.tuples(st.floats(0.1, 1000), st.floats(0.1, 1000)), min_size=4, max_size=25, unique_by=lambda row: row[0]
)


def frame(rows):
    return pd.DataFrame(rows, columns=["size", "n"]).assign(state=[f"S{i:02}" for i in range(len(rows))])


def test_norris_as_certified_by_nist():
    y, x = np.array(NORRIS.split(), dtype=float).reshape(-1, 2).T
    assert len(x) == 36
    # The law is linear in logarithms, so exp(x / 100) and exp(y / 100) have Norris's slope and a hundredth of its intercept.
    table = pd.DataFrame({"size": np.exp(x / 100), "n": np.exp(y / 100)})
    row = scaling(table, "size", "n", robust=False).iloc[0]
    slope, slope_se = 1.00211681802045, 0.429796848199937e-3
    intercept = -0.262323073774029
    t = stats.t.ppf(0.975, 34)
    assert row["exponent"] == pytest.approx(slope, rel=1e-11)
    assert row["se"] == pytest.approx(slope_se, rel=1e-9)
    assert [row["low"], row["high"]] == pytest.approx([slope - t * slope_se, slope + t * slope_se], rel=1e-11)
    assert 100 * np.log(row["prefactor"]) == pytest.approx(intercept, rel=1e-9)
    assert row["r_squared"] == pytest.approx(0.999993745883712, rel=1e-12)


def test_a_perfect_law_is_found():
    # 3 x^0.5: 3, 6, 12, 24 at 1, 4, 16, 64.
    row = scaling(frame([(1, 3), (4, 6), (16, 12), (64, 24)]), "size", "n").iloc[0]
    assert row[["n", "left_out"]].tolist() == [4, 0]
    assert [row["exponent"], row["prefactor"], row["r_squared"]] == pytest.approx([0.5, 3, 1])
    assert row["high"] - row["low"] < 1e-9


@given(law)
@settings(max_examples=15)
def test_fit_as_in_scipy_and_robust_error_as_in_the_textbook(rows):
    table = frame(rows)
    x, y = np.log(table["size"]), np.log(table["n"])
    if (1 / len(x) + (x - x.mean()) ** 2 / ((x - x.mean()) ** 2).sum()).max() > 1 - 1e-6:
        return
    twin = stats.linregress(x, y)
    classical = scaling(table, "size", "n", robust=False).iloc[0]
    assert classical["exponent"] == pytest.approx(twin.slope, abs=1e-8)
    # scipy gives no error for an exact fit.
    assert classical["se"] == pytest.approx(np.nan_to_num(twin.stderr), rel=1e-6, abs=1e-7)
    # HC3: (X'X)^-1 X' diag(e² / (1 - h)²) X (X'X)^-1.
    design = np.column_stack([np.ones(len(x)), x])
    inverse = np.linalg.inv(design.T @ design)
    errors = y - design @ (inverse @ design.T @ y)
    hat = np.diag(design @ inverse @ design.T)
    covariance = inverse @ design.T @ np.diag((errors / (1 - hat)) ** 2) @ design @ inverse
    robust = scaling(table, "size", "n").iloc[0]
    assert robust["se"] == pytest.approx(np.sqrt(covariance[1, 1]), rel=1e-4, abs=1e-7)
    half = stats.t.ppf(0.975, len(x) - 2) * robust["se"]
    assert [robust["low"], robust["high"]] == pytest.approx([robust["exponent"] - half, robust["exponent"] + half])


@given(law, st.floats(0.5, 50), st.floats(0.5, 50), st.randoms())
@settings(max_examples=15)
def test_units_and_order_do_not_change_the_exponent(rows, size_unit, n_unit, random):
    table = frame(rows)
    try:
        first = scaling(table, "size", "n").iloc[0]
    except CourseError:
        return
    order = random.sample(range(len(rows)), len(rows))
    turned = table.iloc[order].assign(size=lambda t: t["size"] * size_unit, n=lambda t: t["n"] * n_unit)
    second = scaling(turned, "size", "n").iloc[0]
    assert second["exponent"] == pytest.approx(first["exponent"], rel=1e-5, abs=1e-6)
    wider = scaling(table, "size", "n", level=0.99).iloc[0]
    assert wider["low"] <= first["low"] <= first["exponent"] <= first["high"] <= wider["high"]


def test_zeros_are_refused_or_counted():
    table = frame([(1, 3), (4, 6), (16, 12), (64, 24), (128, 0), (0, 5), (256, np.nan)])
    with pytest.raises(CourseError, match="3 of 7 rows have a zero or no value"):
        scaling(table, "size", "n")
    row = scaling(table, "size", "n", zeros="leave out").iloc[0]
    assert row[["n", "left_out"]].tolist() == [4, 3]
    assert row["exponent"] == pytest.approx(0.5)
    placed = scaling_residuals(table, "size", "n", zeros="leave out").set_index("state")
    assert placed.index.tolist()[4:] == ["S04", "S05", "S06"]
    assert placed["rank"].isna().sum() == placed["residual"].isna().sum() == 3
    # 3 x 128^0.5 expected, none found; without a size nothing is predicted; without a count nothing compared.
    assert placed.loc["S04", ["predicted", "ratio"]].tolist() == pytest.approx([3 * np.sqrt(128), 0])
    assert placed.loc["S05", ["predicted", "ratio"]].isna().all()
    assert placed.loc["S06", "predicted"] == pytest.approx(48) and np.isnan(placed.loc["S06", "ratio"])


def test_nullable_numbers_are_numbers():
    table = frame([(1, 3), (4, 6), (16, 12), (64, pd.NA)]).astype({"n": "Int64"})
    assert scaling(table, "size", "n", zeros="leave out")["n"].item() == 3
    assert len(scaling_residuals(table, "size", "n", zeros="leave out")) == 4


def test_a_count_that_never_varies_does_not_scale():
    row = scaling(frame([(1, 5), (2, 5), (4, 5), (9, 5)]), "size", "n").iloc[0]
    assert row["exponent"] == pytest.approx(0, abs=1e-12)
    assert np.isnan(row["r_squared"])


@given(law)
@settings(max_examples=15)
def test_residuals_are_ratios_that_balance(rows):
    table = frame(rows)
    try:
        placed = scaling_residuals(table, "size", "n")
    except CourseError:
        return
    fit = scaling(table, "size", "n").iloc[0]
    by_law = fit["prefactor"] * placed["size"] ** fit["exponent"]
    assert placed["predicted"].to_numpy() == pytest.approx(by_law.to_numpy(), rel=1e-6)
    assert placed["residual"].sum() == pytest.approx(0, abs=1e-7)
    assert (placed["predicted"] * placed["ratio"]).to_numpy() == pytest.approx(placed["n"].to_numpy())
    assert placed["rank"].is_monotonic_increasing and placed["residual"].is_monotonic_decreasing
    assert set(placed["state"]) == set(table["state"])


GOOD = frame([(1, 3), (4, 6), (16, 13), (64, 24)])


@pytest.mark.parametrize("measure", [scaling, scaling_residuals])
@pytest.mark.parametrize(
    ("table", "arguments", "words"),
    [
        (GOOD.drop(columns="n"), {}, "Lacking: n"),
        (GOOD.astype({"n": "str"}), {}, "must hold numbers"),
        (GOOD.assign(n=-1), {}, "0 or more"),
        (GOOD.assign(size=np.inf), {}, "finite"),
        (GOOD.assign(size=2), {}, "different values of size"),
        (GOOD.iloc[:0], {}, "there are 0 usable rows"),
        (GOOD.iloc[:1], {}, "there are 1 usable rows"),
        (GOOD.assign(size=[2, 2, 2, 9]), {}, "one row alone sets the slope"),
        (GOOD, {"zeros": "leave-out"}, "Did you mean 'leave out'"),
    ],
)
def test_bad_input(measure, table, arguments, words):
    with pytest.raises(CourseError, match=words):
        measure(table, "size", "n", **arguments)


def test_bad_arguments():
    with pytest.raises(CourseError, match="Two different columns"):
        scaling(GOOD, "n", "n")
    with pytest.raises(CourseError, match="between 0 and 1"):
        scaling(GOOD, "size", "n", level=95)
    with pytest.raises(CourseError, match="one row for each state"):
        scaling_residuals(GOOD.assign(state="AZE"), "size", "n")


def test_small_states_have_more_embassies_for_their_size():
    missions = load("embassies").query("kind in ['embassy', 'high_commission']").astype({"sender": "str"})
    counts = missions.groupby("sender")["receiver"].nunique().rename("n").rename_axis("state").reset_index()
    people = load("economy").query("year == 2022").astype({"state": "str"})
    table = people.merge(counts, on="state")
    fit = scaling(table, "population", "n").iloc[0]
    assert fit["n"] == 195
    # Ten times the people bring little more than twice the embassies (10^0.35 = 2.2), and one for one is excluded.
    assert 0 < fit["low"] < 0.35 < fit["high"] < 0.5
    placed = scaling_residuals(table, "population", "n").set_index("state")
    # Volunteers keep the list, and Pakistan's true number is higher than its 46: a ratio below 1 may be the list's.
    assert placed.loc["PAK", "n"] == 46 and placed.loc["PAK", "ratio"] < 0.6
    assert placed.loc["AZE", "n"] == 53 and placed.loc["AZE", "ratio"] > 1.5
