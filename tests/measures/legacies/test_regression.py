"""Logistic regression on dyads: published estimates, the library's clusters, and a plain double loop."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm
from statsmodels.datasets import spector

from course_utils import load
from course_utils.errors import CourseError
from course_utils.measures.legacies import claimed, cross_counts, dyadic_logit, odds_ratio


def simulated(states=14, seed=0):
    """Pairs whose outcome hangs on the states in them, in a random order of the two columns."""
    random = np.random.default_rng(seed)
    names = [f"S{i:02}" for i in range(states)]
    pairs = pd.DataFrame(list(combinations(names, 2)), columns=["state_a", "state_b"])
    turn = random.random(len(pairs)) < 0.5
    pairs.loc[turn, ["state_a", "state_b"]] = pairs.loc[turn, ["state_b", "state_a"]].to_numpy()
    own = dict(zip(names, random.normal(size=states), strict=True))
    pull = pairs["state_a"].map(own) + pairs["state_b"].map(own)
    return pairs.assign(
        same=random.random(len(pairs)) < 0.4,
        distance=random.gamma(2, 3000, len(pairs)) * np.exp(pull / 4),
        claim=random.random(len(pairs)) < 1 / (1 + np.exp(-pull)),
    )


def cell(table, term, errors, column):
    return table.set_index(["term", "errors"]).loc[(term, errors), column]


def scores_and_bread(pairs, outcome, predictors):
    design = sm.add_constant(pairs[predictors].astype(float).to_numpy())
    fit = sm.Logit(pairs[outcome].astype(float).to_numpy(), design).fit(disp=0)
    p = 1 / (1 + np.exp(-design @ fit.params))
    bread = np.linalg.inv(design.T @ (design * (p * (1 - p))[:, None]))
    return (pairs[outcome].to_numpy(float) - p)[:, None] * design, bread


def root(variance):
    """What a standard error must be: missing where the variance is negative."""
    return pytest.approx(np.sqrt(variance) if variance > 0 else np.nan, rel=1e-5, nan_ok=True)


def by_double_loop(pairs, outcome, predictors):
    """Aronow, Samii and Assenova (2015), equation by equation: all two pairs that share a state, one at a time."""
    scores, bread = scores_and_bread(pairs, outcome, predictors)
    meat = np.zeros_like(bread)
    members = [{a, b} for a, b in pairs[["state_a", "state_b"]].to_numpy()]
    for one, own in zip(members, scores, strict=True):
        for two, other in zip(members, scores, strict=True):
            if one & two:
                meat += np.outer(own, other)
    return bread @ meat @ bread


def test_estimates_as_published_by_greene():
    # Spector and Mazzeo's data; Greene, Econometric Analysis, table on logit for the effect of PSI.
    data = spector.load_pandas().data
    data = data.assign(state_a=[f"A{i}" for i in range(32)], state_b=[f"B{i}" for i in range(32)])
    table = dyadic_logit(data, "GRADE", ["GPA", "TUCE", "PSI"])
    plain = table[table["errors"] == "plain"]
    assert plain["term"].tolist() == ["intercept", "GPA", "TUCE", "PSI"]
    assert plain["estimate"].round(3).tolist() == [-13.021, 2.826, 0.095, 2.379]
    assert plain["se"].round(3).tolist() == [4.931, 1.263, 0.142, 1.065]
    # No two rows share a state, so the dyadic error is the ordinary robust one.
    design = sm.add_constant(data[["GPA", "TUCE", "PSI"]].to_numpy())
    robust = sm.Logit(data["GRADE"].to_numpy(), design).fit(disp=0, cov_type="HC0")
    dyadic = table.loc[table["errors"] == "dyadic", "se"]
    assert dyadic.to_numpy() == pytest.approx(robust.bse, rel=1e-6)
    assert table["states"].eq(64).all()


@pytest.mark.parametrize("seed", range(4))
def test_errors_as_in_the_library_and_by_double_loop(seed):
    pairs = simulated(seed=seed)
    table = dyadic_logit(pairs, "claim", ["same", "distance"])
    design = sm.add_constant(pairs[["same", "distance"]].astype(float).to_numpy())
    groups = np.column_stack([pairs[side].str[1:].astype(int) for side in ("state_a", "state_b")])
    model = sm.Logit(pairs["claim"].astype(float).to_numpy(), design)
    plain = model.fit(disp=0)
    two_way = model.fit(disp=0, cov_type="cluster", cov_kwds={"groups": groups}).cov_params()
    dyadic = by_double_loop(pairs, "claim", ["same", "distance"])
    for place, term in enumerate(["intercept", "same", "distance"]):
        assert cell(table, term, "plain", "estimate") == pytest.approx(plain.params[place], rel=1e-6)
        assert cell(table, term, "plain", "se") == pytest.approx(plain.bse[place], rel=1e-5)
        assert cell(table, term, "two-way", "se") == root(two_way[place, place])
        assert cell(table, term, "dyadic", "se") == root(dyadic[place, place])
    half = norm.ppf(0.975) * table["se"]
    ends = np.column_stack([table["estimate"] - half, table["estimate"] + half])
    assert np.log(table[["low", "high"]].to_numpy()) == pytest.approx(ends, nan_ok=True)
    assert np.log(table["odds_ratio"].to_numpy()) == pytest.approx(table["estimate"].to_numpy())


@settings(max_examples=25)
@given(st.lists(st.tuples(st.booleans(), st.booleans(), st.integers(-2, 2)), min_size=3, max_size=15))
def test_any_small_table_gives_finite_odds_or_says_why_not(rows):
    pairs = pd.DataFrame(list(combinations("ABCDEF", 2))[: len(rows)], columns=["state_a", "state_b"])
    pairs[["claim", "same", "near"]] = rows
    try:
        table = dyadic_logit(pairs, "claim", ["same", "near"])
    except CourseError:
        return
    # At the maximum of the likelihood expected and observed claims agree, in all and among the same-empire pairs.
    weights = table.query("errors == 'plain'")["estimate"].to_numpy()
    design = np.column_stack([np.ones(len(pairs)), pairs[["same", "near"]].astype(float)])
    expected = 1 / (1 + np.exp(-design @ weights))
    assert design.T @ expected == pytest.approx(design.T @ pairs["claim"].to_numpy(float), abs=1e-6)
    assert table.loc[table["errors"] == "plain", "se"].gt(0).all()


@settings(max_examples=8)
@given(st.integers(0, 1000), st.randoms())
def test_dyadic_errors_ignore_order_sides_and_names(seed, random):
    pairs = simulated(10, seed)
    first = dyadic_logit(pairs, "claim", ["same", "distance"]).query("errors != 'two-way'")
    turned = pairs.iloc[random.sample(range(len(pairs)), len(pairs))].copy()
    swap = [random.random() < 0.5 for _ in range(len(pairs))]
    turned.loc[swap, ["state_a", "state_b"]] = turned.loc[swap, ["state_b", "state_a"]].to_numpy()
    turned = turned.assign(state_a=lambda t: "x" + t["state_a"], state_b=lambda t: "x" + t["state_b"])
    second = dyadic_logit(turned, "claim", ["same", "distance"]).query("errors != 'two-way'")
    pd.testing.assert_frame_equal(first, second, rtol=1e-5)


def test_two_way_errors_do_depend_on_the_sides():
    pairs = simulated(30)
    ordered = pairs.assign(
        state_a=pairs[["state_a", "state_b"]].min(axis=1), state_b=pairs[["state_a", "state_b"]].max(axis=1)
    )
    one, two = (dyadic_logit(table, "claim", ["same"]) for table in (pairs, ordered))
    assert abs(cell(one, "same", "two-way", "se") - cell(two, "same", "two-way", "se")) > 1e-4
    assert cell(one, "same", "dyadic", "se") == pytest.approx(cell(two, "same", "dyadic", "se"))


def test_one_yes_or_no_predictor_is_the_odds_ratio_of_the_table():
    pairs = simulated()
    twin = odds_ratio(cross_counts(pairs, "same", "claim"), exposure="same").iloc[0]
    table = dyadic_logit(pairs.astype({"same": "boolean", "claim": int}), "claim", ["same"])
    for column in ("odds_ratio", "low", "high"):
        assert cell(table, "same", "plain", column) == pytest.approx(twin[column], rel=1e-6)


def test_shared_states_widen_the_error_of_what_hangs_on_states():
    # The intercept rests on states that draw claims into all their pairs: far fewer independent facts than pairs.
    table = dyadic_logit(simulated(40), "claim", ["same"])
    assert cell(table, "intercept", "dyadic", "se") > 1.5 * cell(table, "intercept", "plain", "se")


def test_rows_without_a_predictor_are_counted():
    pairs = simulated()
    pairs.loc[:4, "distance"] = np.nan
    table = dyadic_logit(pairs, "claim", ["same", "distance"])
    assert table["n"].eq(len(pairs) - 5).all() and table["left_out"].eq(5).all()
    rest = dyadic_logit(pairs.iloc[5:], "claim", ["same", "distance"])
    pd.testing.assert_frame_equal(table.drop(columns="left_out"), rest.drop(columns="left_out"))


def test_pairs_that_all_share_one_state_have_no_clustered_error():
    random = np.random.default_rng(5)
    star = pd.DataFrame({"state_a": "AZE", "state_b": [f"S{i}" for i in range(60)]})
    star = star.assign(x=random.normal(size=60), claim=random.random(60) < 0.5)
    table = dyadic_logit(star, "claim", ["x"]).set_index(["term", "errors"])
    assert table.loc[("x", "plain"), ["se", "low", "high"]].notna().all()
    for errors in ("two-way", "dyadic"):
        assert table.loc[("x", errors), ["se", "low", "high"]].isna().all()
    other_side = star.rename(columns={"state_a": "state_b", "state_b": "state_a"})
    assert np.isnan(cell(dyadic_logit(other_side, "claim", ["x"]), "x", "two-way", "se"))


GOOD = simulated(8)


@pytest.mark.parametrize(
    ("pairs", "predictors", "words"),
    [
        (GOOD, [], "predictors must be a list of 1 or more"),
        (GOOD, ["same", "same"], "each named once"),
        (GOOD, ["claim"], "outcome claim must not be among the predictors"),
        (GOOD, ["near"], "Lacking: near"),
        (GOOD.drop(columns="claim"), ["same"], "Lacking: claim"),
        (GOOD.assign(claim="yes"), ["same"], "True or False"),
        (GOOD.assign(claim=True), ["same"], "outcome claim is the same in all 28 usable rows"),
        (GOOD.iloc[:0], ["same"], "same in all 0 usable rows"),
        (GOOD.iloc[:1], ["same"], "same in all 1 usable rows"),
        (GOOD.assign(same=True), ["same"], "predictor same is the same in all 28 rows"),
        (GOOD.assign(same="yes"), ["same"], "must hold numbers"),
        (GOOD.assign(distance=np.inf), ["distance"], "finite numbers"),
        (GOOD.assign(near=lambda t: 3 - 2 * t["same"]), ["same", "near"], "can't be told apart"),
        (
            GOOD.assign(claim=lambda t: t.index % 2 == 0, near=lambda t: t.index % 2).iloc[:2],
            ["distance", "near"],
            "told apart",
        ),
        (GOOD.assign(near=lambda t: t["claim"] * 5.0), ["same", "near"], "separated by near"),
        (GOOD.assign(near=lambda t: t["claim"] & (t.index < 14)), ["same", "near"], "separated by near"),
        (GOOD.assign(distance=lambda t: t["claim"] * 1e6 + t["distance"]), ["distance"], "separated by distance"),
        (GOOD.assign(state_a="A", state_b="B"), ["same"], "one row a pair.* A and B"),
        (GOOD.assign(state_a="A", state_b="A"), ["same"], "has A twice"),
        (GOOD.assign(state_a=None), ["same"], "column state_a .* empty cells"),
    ],
)
def test_bad_input(pairs, predictors, words):
    with pytest.raises(CourseError, match=words):
        dyadic_logit(pairs, "claim", predictors)


def test_bad_level():
    with pytest.raises(CourseError, match="between 0 and 1"):
        dyadic_logit(GOOD, "claim", ["same"], level=95)


def test_the_courses_own_pairs():
    pairs = claimed(load("same_empire"), load("territorial_claims"), first=1945)
    table = dyadic_logit(pairs, "claim", ["by_ruler", "neighbours"])
    assert table["n"].eq(153).all() and table["states"].eq(18).all()
    # Neighbours have claims three times as often; a shared empire can't be told from none.
    assert cell(table, "neighbours", "plain", "odds_ratio") > 3
    assert cell(table, "by_ruler", "plain", "low") < 1 < cell(table, "by_ruler", "plain", "high")
    # Eighteen states are too few: the dyadic error comes out at a third of the plain one, as the docstring warns.
    assert cell(table, "by_ruler", "dyadic", "se") < 0.5 * cell(table, "by_ruler", "plain", "se")
