"""Richardson's model fitted: against certified values, his own table, a library, and races whose truth is known."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils import load
from course_utils.errors import CourseError
from course_utils.measures.arms_race import (
    equilibrium,
    parameters,
    reduced,
    richardson,
    simulate,
    stability,
    two_series,
)

TRUTH = {"k": 0.2, "a": 0.4, "g": 0.6, "l": 0.1, "b": 0.3, "h": 0.4}

# NIST StRD, Pontius: deflection under load, two runs of twenty loads from 150,000 to 3,000,000.
LOAD = np.tile(np.arange(1, 21) * 0.15, 2)  # millions
DEFLECTION = np.array(
    """.11019 .21956 .32949 .43899 .54803 .65694 .76562 .87487 .98292 1.09146 1.20001 1.30822 1.41599 1.52399 1.63194
    1.73947 1.84646 1.95392 2.06128 2.16844 .11052 .22018 .32939 .43886 .54798 .65739 .76596 .87474 .98300 1.09150
    1.20004 1.30818 1.41613 1.52408 1.63159 1.73965 1.84696 1.95445 2.06177 2.16829""".split(),
    dtype=float,
)

# Richardson (1960), Arms and Insecurity, and (1939), Generalized Foreign Politics: defence budgets, million pounds.
BUDGETS = pd.DataFrame(
    {
        "year": range(1909, 1914),
        "france": [48.6, 50.9, 57.1, 63.2, 74.7],
        "russia": [66.7, 68.5, 70.7, 81.8, 92.0],
        "germany": [63.1, 62.0, 62.5, 68.2, 95.4],
        "austria_hungary": [20.8, 23.4, 24.6, 25.5, 26.9],
    }
)
BLOCS = pd.DataFrame(
    {
        "year": BUDGETS["year"],
        "x": BUDGETS["france"] + BUDGETS["russia"],
        "y": BUDGETS["germany"] + BUDGETS["austria_hungary"],
    }
)


def noisy(years=30, seed=0):
    return simulate(TRUTH, (1.0, 5.0), years, noise=0.3, seed=seed)


def test_certified_values_of_nist_pontius():
    # Each row of Pontius becomes one yearly step of its own, with a gap before the next: the level x is the load, y
    # its square, the change of x the deflection. Then −a, k and g are the certified B1, B2 and B0.
    rows = [
        (3 * i + after, load_ + after * bent, load_**2)
        for i, (load_, bent) in enumerate(zip(LOAD, DEFLECTION, strict=True))
        for after in (0, 1)
    ]
    fit = richardson(pd.DataFrame(rows, columns=["year", "x", "y"])).set_index("parameter")
    assert fit.loc["g", "estimate"] == pytest.approx(0.673565789473684e-03, rel=1e-8)
    assert fit.loc["a", "estimate"] == pytest.approx(-0.732059160401003, rel=1e-10)
    assert fit.loc["k", "estimate"] == pytest.approx(-0.316081871345029e-02, rel=1e-8)
    assert fit.loc["g", "se"] == pytest.approx(0.107938612033077e-03, rel=1e-8)
    assert fit.loc["a", "se"] == pytest.approx(0.157817399981659e-03, rel=1e-8)
    assert fit.loc["k", "se"] == pytest.approx(0.486652849992036e-04, rel=1e-8)
    assert fit.loc["k", "r_squared"] == pytest.approx(0.999999900178537, abs=1e-14)
    assert fit["n"].eq(40).all()
    # y never changes within a step: nothing to explain, so no share explained.
    assert fit.loc[["l", "b", "h"], "r_squared"].isna().all()


def test_richardsons_own_line_1909_to_1913():
    # The book gives the yearly sums as 199.2, 204.8, 214.9, 238.7 and 289.0, the slope as .73 and the line's crossing
    # as about 194 million pounds.
    assert (BLOCS["x"] + BLOCS["y"]).round(1).tolist() == [199.2, 204.8, 214.9, 238.7, 289.0]
    row = reduced(BLOCS).iloc[0]
    assert round(row["slope"], 2) == 0.73 and row["crossing"] == pytest.approx(194, abs=1)
    assert row["n"] == 4 and row["r_squared"] > 0.99


@pytest.mark.parametrize("lags", [0, 2])
def test_the_fit_equals_statsmodels_formula(lags):
    pair = noisy()
    after = pair.shift(-1)
    table = pair.assign(dx=after["x"] - pair["x"], dy=after["y"] - pair["y"]).dropna()
    how = {"cov_type": "HAC", "cov_kwds": {"maxlags": lags}, "use_t": True} if lags else {}
    fit = richardson(pair, newey_west=lags, level=0.9).set_index("parameter")
    for change, names in (
        ("dx", {"k": "y", "a": "x", "g": "Intercept"}),
        ("dy", {"l": "x", "b": "y", "h": "Intercept"}),
    ):
        library = smf.ols(f"{change} ~ x + y", table).fit(**how)
        for name, term in names.items():
            sign = -1 if name in "ab" else 1
            assert fit.loc[name, "estimate"] == pytest.approx(sign * library.params[term])
            assert fit.loc[name, "se"] == pytest.approx(library.bse[term])
            ends = sorted(sign * library.conf_int(0.1).loc[term])
            assert fit.loc[name, ["low", "high"]].tolist() == pytest.approx(ends)
            assert fit.loc[name, "r_squared"] == pytest.approx(library.rsquared)


@given(st.fixed_dictionaries(dict.fromkeys("kaglbh", st.floats(0.05, 0.6))))
@settings(max_examples=8)
def test_a_race_without_chance_is_recovered(truth):
    pair = simulate(truth, (1.0, 8.0), 5)
    assert parameters(richardson(pair)) == pytest.approx(truth, abs=1e-4)


def test_a_long_race_with_chance_is_recovered():
    fit = richardson(noisy(years=20000)).set_index("parameter")
    for name, value in TRUTH.items():
        assert abs(fit.loc[name, "estimate"] - value) < 4 * fit.loc[name, "se"] < 0.1


def test_changing_places_and_the_order_of_rows():
    pair = noisy()
    fit = richardson(pair).set_index("parameter")
    back = richardson(pair.rename(columns={"x": "y", "y": "x"}).iloc[::-1]).set_index("parameter")
    columns = ["estimate", "se", "low", "high", "n", "r_squared"]
    np.testing.assert_allclose(fit.loc[list("kaglbh"), columns], back.loc[list("lbhkag"), columns])


@given(st.floats(0.1, 1000))
@settings(max_examples=6)
def test_rates_do_not_depend_on_the_unit(scale):
    fit, other = (richardson(noisy().assign(x=noisy()["x"] * s, y=noisy()["y"] * s))["estimate"] for s in (1, scale))
    np.testing.assert_allclose(other / fit, [1, 1, scale, 1, 1, scale], rtol=1e-6)


def test_a_gap_takes_out_two_steps():
    pair = noisy()
    pair.loc[10, "y"] = np.nan
    assert richardson(pair)["n"].eq(28).all() and richardson(pair.drop(index=10))["n"].eq(28).all()
    with pytest.raises(CourseError, match="without a gap"):
        richardson(pair, newey_west=1)


def test_reduced_by_hand():
    # Sums 2, 4, 8, 16: changes 2, 4, 8 at means 3, 6, 12, so change = 2/3 mean exactly.
    race = pd.DataFrame({"year": [1, 2, 3, 4], "x": [1.0, 2, 4, 8], "y": [1.0, 2, 4, 8]})
    row = reduced(race).iloc[0]
    assert row["slope"] == pytest.approx(2 / 3) and row["crossing"] == pytest.approx(0, abs=1e-9)
    assert row["r_squared"] == pytest.approx(1)


def test_equal_changes_give_no_crossing():
    row = reduced(pd.DataFrame({"year": range(5), "x": range(5), "y": range(5)})).iloc[0]
    assert row["slope"] == 0 and np.isnan(row["crossing"]) and np.isnan(row["r_squared"])


def test_reduced_does_not_care_who_is_first():
    pd.testing.assert_frame_equal(reduced(BLOCS), reduced(BLOCS.rename(columns={"x": "y", "y": "x"})))


def test_sums_that_come_back_give_a_slope_near_zero():
    # k − a = −.5, yet in the long run the sum of this year varies as much as that of the next, and the covariance of
    # their difference with their mean is half the difference of these variances: zero. The full fit does see it.
    calm = {"k": 0.1, "a": 0.6, "g": 1.0, "l": 0.1, "b": 0.6, "h": 1.0}
    swinging = simulate(calm, (2.0, 2.0), 3000, noise=0.3)
    assert reduced(swinging)["slope"].item() == pytest.approx(0, abs=0.03)
    assert parameters(richardson(swinging))["a"] == pytest.approx(0.6, abs=0.06)


def test_symmetric_race_gives_answer_less_restraint():
    # k = l = .5, a = b = .3: the sum grows by .2 of itself plus .2 a year. With s' = 1.2 s + .2 the line against the
    # mean of s and s' has slope .2 / 1.1.
    alike = {"k": 0.5, "a": 0.3, "g": 0.1, "l": 0.5, "b": 0.3, "h": 0.1}
    assert reduced(simulate(alike, (2.0, 1.0), 6))["slope"].item() == pytest.approx(0.2 / 1.1)


def test_stability_knows_clear_cases():
    calm = simulate(dict(TRUTH, a=0.8, b=0.8), (1.0, 5.0), 200, noise=0.3)
    wild = simulate(dict(TRUTH, k=0.6, l=0.6), (1.0, 5.0), 20, noise=0.05)
    assert stability(calm, draws=300)["verdict"].item() == "stable"
    assert stability(wild, draws=300)["verdict"].item() == "unstable"
    assert stability(noisy(6), draws=300)["verdict"].item() == "can't be told"


def test_stability_against_a_plain_bootstrap():
    pair = noisy(25, seed=4)
    row = stability(pair, draws=400, level=0.9, seed=7).iloc[0]
    fit = parameters(richardson(pair))
    assert row["condition"] == pytest.approx(equilibrium(fit)["condition"].item())
    assert row["low"] < row["condition"] < row["high"] and row["n"] == 25
    # The same scheme with statsmodels, one draw at a time, from the same random rows.
    before, change = pair.iloc[:-1], pair.diff().iloc[1:].to_numpy()[:, 1:]
    table = pd.DataFrame({"x": before["x"], "y": before["y"]}).reset_index(drop=True)
    fits = [smf.ols("d ~ x + y", table.assign(d=change[:, i])).fit() for i in range(2)]
    residuals = np.column_stack([f.resid for f in fits]) * np.sqrt(25 / 22)
    chosen = np.random.default_rng(7).integers(25, size=(400, 25))[:25]
    plain = []
    for rows in chosen:
        new = [
            smf.ols("d ~ x + y", table.assign(d=f.fittedvalues + residuals[rows, i])).fit() for i, f in enumerate(fits)
        ]
        plain.append(new[0].params["x"] * new[1].params["y"] - new[0].params["y"] * new[1].params["x"])
    assert row["low"] < np.median(plain) < row["high"]
    assert np.std(plain) == pytest.approx((row["high"] - row["low"]) / (2 * 1.645), rel=0.4)


def test_the_same_seed_gives_the_same_bytes():
    pair = noisy()
    pd.testing.assert_frame_equal(stability(pair, draws=200), stability(pair.iloc[::-1], draws=200))
    assert not stability(pair, draws=200).equals(stability(pair, draws=200, seed=1))


FOUR = pd.DataFrame({"year": range(5), "x": [1.0, 2, 4, 3, 5], "y": [2.0, 1, 3, 5, 4]})


def test_four_steps_are_enough():
    assert richardson(FOUR)["n"].eq(4).all() and np.isfinite(richardson(FOUR)["se"]).all()


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: richardson(FOUR.iloc[:4]), "at least four yearly steps, but there are 3"),
        (lambda: richardson(FOUR.iloc[:0]), "there are 0"),
        (lambda: richardson(FOUR.assign(x=2.0)), "constant or the two move in exact proportion"),
        (lambda: richardson(FOUR.assign(x=0.0, y=0.0)), "constant or the two move in exact proportion"),
        (lambda: richardson(FOUR.assign(y=3 * FOUR["x"] + 1)), "exact proportion"),
        (lambda: richardson(FOUR, newey_west=-1), "newey_west"),
        (lambda: richardson(FOUR, newey_west=4), "fewer lags than steps"),
        (lambda: richardson(FOUR, level=1.0), "level of an interval"),
        (lambda: stability(FOUR.iloc[:3]), "at least four yearly steps"),
        (lambda: stability(FOUR, draws=10), "draws"),
        (lambda: stability(FOUR, level=0), "level"),
        (lambda: reduced(FOUR.iloc[:3]), "at least three yearly steps, but there are 2"),
        (lambda: reduced(FOUR.assign(x=1.0, y=2.0)), "does not vary"),
        (lambda: reduced(FOUR.assign(x=0.0, y=0.0)), "does not vary"),
        (lambda: reduced(FOUR, level=2), "level"),
        (lambda: parameters(pd.DataFrame({"parameter": ["k"], "estimate": [1.0]})), "one row for each of k, a, g"),
        (lambda: parameters(pd.DataFrame({"parameter": ["k"]})), "Lacking: estimate"),
    ],
)
def test_bad_input_is_named(call, words):
    with pytest.raises(CourseError, match=words):
        call()


def test_the_placebo_pair_gives_the_clearest_answer():
    # Oil exporters without a dispute: only there does the interval of k lie above zero.
    spending = load("military_spending")
    answers = {
        (a, b): richardson(two_series(spending, "share_of_gdp", a, b, 1993, 2024)).set_index("parameter").loc["k"]
        for a, b in (("AZE", "ARM"), ("PAK", "IND"), ("AZE", "DZA"))
    }
    assert answers["AZE", "DZA"]["low"] > 0
    assert answers["AZE", "ARM"]["low"] < 0 < answers["AZE", "ARM"]["high"]
    assert answers["PAK", "IND"]["low"] < 0 < answers["PAK", "IND"]["high"]
    assert answers["AZE", "ARM"]["n"] == 29 and answers["PAK", "IND"]["n"] == 31


def test_thirty_years_cannot_tell_whether_the_first_race_is_stable():
    pair = two_series(load("military_spending"), "share_of_gdp", "AZE", "ARM", 1993, 2024)
    assert stability(pair, draws=500)["verdict"].item() == "can't be told"
