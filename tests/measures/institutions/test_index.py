"""The index, what other weights do to it, and where two pairs change places."""

from itertools import product
from math import comb

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import rankdata, zscore
from sklearn.preprocessing import minmax_scale

from course_utils.errors import CourseError
from course_utils.measures.institutions import (
    contributions,
    dirichlet,
    dominance,
    scores,
    sensitivity,
    simplex,
    turning_points,
)

PAIRS = pd.DataFrame(
    {
        "state_a": ["AZE", "AZE", "AZE", "IND"],
        "state_b": ["PAK", "TUR", "KAZ", "PAK"],
        "visits": [8, 10, 4, 0],
        "trade": [0.0, 50.0, 10.0, 20.0],
        "organisations": [3, 3, 5, 1],
    }
)
COMPONENTS = ["visits", "trade", "organisations"]
EVEN = dict.fromkeys(COMPONENTS, 1)

numbers = st.lists(st.lists(st.integers(0, 5), min_size=3, max_size=3), min_size=2, max_size=7)


def table(rows):
    """Made-up pairs with three components, each of which varies."""
    made = pd.DataFrame(rows, columns=COMPONENTS)
    assume((made.nunique() > 1).all())
    return made.assign(state_a="AAA", state_b=[f"B{i:02d}" for i in range(len(rows))])


def test_min_max_index_by_hand():
    # AZE–PAK: visits 8/10, trade 0/50, organisations (3 − 1)/4, a third each: (.8 + 0 + .5)/3.
    # AZE–TUR: (1 + 1 + .5)/3. AZE–KAZ: (.4 + .2 + 1)/3. IND–PAK: (0 + .4 + 0)/3.
    made = scores(PAIRS, EVEN)
    assert made["state_b"].tolist() == ["TUR", "KAZ", "PAK", "PAK"]
    assert made["score"].tolist() == pytest.approx([2.5 / 3, 1.6 / 3, 1.3 / 3, 0.4 / 3])
    assert made["rank"].tolist() == [1, 2, 3, 4] and made["n"].eq(3).all() and made["weight_known"].eq(1).all()


def test_contributions_by_hand():
    parts = contributions(PAIRS, {"visits": 3, "trade": 1})
    assert parts["weight"].tolist() == [0.75, 0.25] * 4
    assert parts["value"].tolist() == [8, 0, 10, 50, 4, 10, 0, 20]
    assert parts["contribution"].tolist() == pytest.approx([0.6, 0, 0.75, 0.25, 0.3, 0.05, 0, 0.1])


def test_ranks_and_standard_scores_by_hand():
    # Trade is 0, 50, 10, 20: ranks 1, 4, 2, 3, less one and over three. Mean 20, variance (400 + 900 + 100 + 0) / 4.
    ranks, z = (contributions(PAIRS, {"trade": 1}, rule=rule)["scaled"].tolist() for rule in ("rank", "z"))
    assert ranks == pytest.approx([0, 1, 1 / 3, 2 / 3])
    assert z == pytest.approx([value / 350**0.5 for value in (-20, 30, -10, 0)])


@given(numbers)
@settings(max_examples=8)
def test_rescaling_as_scikit_learn_and_scipy_do_it(rows):
    made = table(rows)
    for rule, library in (
        ("min-max", lambda column: minmax_scale(column.astype(float))),
        ("z", lambda column: zscore(column)),
        ("rank", lambda column: (rankdata(column) - 1) / (len(column) - 1)),
    ):
        parts = contributions(made, EVEN, rule=rule)
        for name in COMPONENTS:
            scaled = parts.loc[parts["component"] == name, "scaled"]
            np.testing.assert_allclose(scaled, library(made[name]), atol=1e-9)


@given(numbers, st.lists(st.integers(0, 4), min_size=3, max_size=3), st.sampled_from(["min-max", "rank", "z"]))
@settings(max_examples=8)
def test_score_against_a_plain_sum(rows, weights, rule):
    assume(sum(weights) > 0)
    made, shares = table(rows), dict(zip(COMPONENTS, weights, strict=True))
    parts = contributions(made, shares, rule=rule)
    found = scores(made, shares, rule=rule).set_index("state_b")
    for pair, own in parts.groupby("state_b"):
        plain = sum(weight * value for weight, value in zip(weights, own["scaled"], strict=True)) / sum(weights)
        assert found.loc[pair, "score"] == pytest.approx(plain, abs=1e-9)
    if rule != "z":
        assert found["score"].between(-1e-12, 1 + 1e-12).all()
    tenfold = scores(made, {name: 10 * weight for name, weight in shares.items()}, rule=rule)
    assert tenfold["rank"].tolist() == found["rank"].tolist()
    shuffled = scores(made.iloc[::-1], shares, rule=rule).set_index("state_b")
    pd.testing.assert_frame_equal(found.sort_index(), shuffled.sort_index())


def test_a_missing_component_is_refused_or_its_weight_spread():
    holes = PAIRS.assign(trade=[None, 50.0, 0.0, 20.0])
    with pytest.raises(CourseError, match="empty cells in trade"):
        scores(holes, EVEN)
    # AZE–PAK without trade: (.8 + .5)/2, known weight 2/3.
    made = scores(holes, EVEN, missing="available").set_index(["state_a", "state_b"]).loc[("AZE", "PAK")]
    assert made["score"] == pytest.approx(0.65) and made["n"] == 2 and made["weight_known"] == pytest.approx(2 / 3)


def test_a_pair_without_any_component_has_no_score():
    blank = pd.concat([PAIRS, pd.DataFrame({"state_a": ["ARM"], "state_b": ["PAK"]})], ignore_index=True)
    last = scores(blank, EVEN, missing="available").iloc[-1]
    assert last["state_a"] == "ARM" and last["n"] == 0 and np.isnan(last["score"]) and last["rank"] is pd.NA
    assert last["weight_known"] == 0
    # Nor one whose only known component carries no weight.
    only = blank.assign(organisations=[3, 3, 5, 1, 2])
    last = scores(only, {"visits": 1, "organisations": 0}, missing="available").iloc[-1]
    assert last["n"] == 0 and np.isnan(last["score"])


@pytest.mark.parametrize(("m", "steps"), [(2, 1), (2, 10), (3, 4), (4, 5)])
def test_simplex_holds_every_lattice_point_once(m, steps):
    names = [f"c{i}" for i in range(m)]
    made = simplex(names, steps)
    brute = {parts for parts in product(range(steps + 1), repeat=m) if sum(parts) == steps}
    assert {tuple(row) for row in (made * steps).round().astype(int).values.tolist()} == brute
    assert len(made) == len(brute) == comb(steps + m - 1, m - 1)


def test_dirichlet_weights_are_flat_and_repeat():
    # A flat Dirichlet over m has means 1/m and variances (m − 1) / (m² (m + 1)).
    made = dirichlet(COMPONENTS, draws=20000, seed=1)
    np.testing.assert_allclose(made.sum(axis=1), 1)
    np.testing.assert_allclose(made.mean(), 1 / 3, atol=0.01)
    np.testing.assert_allclose(made.var(), 2 / (9 * 4), atol=0.003)
    pd.testing.assert_frame_equal(dirichlet(COMPONENTS, 5, seed=2), dirichlet(COMPONENTS, 5, seed=2))


@given(numbers, st.integers(1, 2))
@settings(max_examples=4)
def test_sensitivity_against_one_index_at_a_time(rows, top):
    made, weightings = table(rows), simplex(COMPONENTS, 3)
    ranks = pd.DataFrame(
        [scores(made, weights).set_index("state_b")["rank"] for weights in weightings.to_dict("records")]
    ).astype(int)
    found = sensitivity(made, weightings * 7, top=top).set_index("state_b")
    for pair in made["state_b"]:
        own = ranks[pair]
        assert found.loc[pair, ["best", "worst", "median", "share_top"]].tolist() == pytest.approx(
            [own.min(), own.max(), own.median(), (own <= top).mean()]
        )
    assert found["n"].eq(10).all() and found["median"].is_monotonic_increasing


@given(numbers)
@settings(max_examples=15)
def test_a_dominant_pair_is_above_under_every_weighting(rows):
    # Brute force over the lattice of weights: one pair is never below the other exactly where it dominates.
    made = table(rows)
    grid = simplex(COMPONENTS, 4).to_numpy()
    scaled = (made[COMPONENTS] - made[COMPONENTS].min()) / (made[COMPONENTS].max() - made[COMPONENTS].min())
    gaps = grid @ (scaled.iloc[0] - scaled.iloc[1]).to_numpy()
    first, second = ("AAA", "B00"), ("AAA", "B01")
    found = dominance(made, COMPONENTS, first, second)
    never_below, never_above = bool((gaps > -1e-9).all()), bool((gaps < 1e-9).all())
    brute = {(True, False): "first", (False, True): "second", (True, True): "equal", (False, False): "depends"}
    assert found == brute[never_below, never_above]
    mirrored = {"first": "second", "second": "first"}
    assert dominance(made, COMPONENTS, second, first) == mirrored.get(found, found)


def test_turning_points_by_hand():
    # AZE–PAK less AZE–KAZ: visits .4, trade −.2, organisations −.5; a third each. Visits: the other two average −.35,
    # so w .4 = (1 − w) .35, w = 7/15. Trade: the others average −.05, and −.2 is no better: never.
    # Organisations: the others average .1, so w .5 = (1 − w) .1, w = 1/6.
    found = turning_points(PAIRS, EVEN, ("AZE", "PAK"), ("AZE", "KAZ"))
    assert found["component"].tolist() == COMPONENTS
    assert found["turning"][0] == pytest.approx(7 / 15) and np.isnan(found["turning"][1])
    assert found["turning"][2] == pytest.approx(1 / 6)


@given(numbers, st.lists(st.integers(1, 4), min_size=3, max_size=3))
@settings(max_examples=10)
def test_at_a_turning_point_the_scores_are_equal(rows, weights):
    made, shares = table(rows), dict(zip(COMPONENTS, np.array(weights) / sum(weights), strict=True))
    found = turning_points(made, shares, ("AAA", "B00"), ("AAA", "B01"))
    for component, weight, turning in found[["component", "weight", "turning"]].itertuples(index=False):
        if not np.isnan(turning):
            moved = {name: share * (1 - turning) / (1 - weight) for name, share in shares.items()} | {
                component: turning
            }
            made_scores = scores(made, moved).set_index("state_b")["score"]
            assert made_scores["B00"] == pytest.approx(made_scores["B01"], abs=1e-9)
    if dominance(made, COMPONENTS, ("AAA", "B00"), ("AAA", "B01")) == "equal":
        assert found["turning"].isna().all()


def test_a_component_with_all_the_weight_has_no_turning_point():
    found = turning_points(PAIRS, {"visits": 1, "trade": 0}, ("AZE", "PAK"), ("AZE", "KAZ")).set_index("component")
    assert np.isnan(found.loc["visits", "turning"])
    # Trade against visits alone: .4 (1 − w) = .2 w, w = 2/3.
    assert found.loc["trade", "turning"] == pytest.approx(2 / 3)


def test_other_keys_and_types():
    ties = PAIRS.rename(columns={"state_b": "partner"}).drop(columns="state_a").iloc[:3]
    typed = ties.astype({"partner": "category", "visits": "Int64", "trade": "Float64"})
    assert scores(typed, EVEN, keys=["partner"])["partner"].tolist() == ["TUR", "KAZ", "PAK"]
    assert dominance(typed, COMPONENTS, ("PAK",), ("TUR",), keys=["partner"]) == "second"
    untouched = PAIRS.copy()
    sensitivity(PAIRS, simplex(COMPONENTS, 2)), turning_points(PAIRS, EVEN, ("AZE", "PAK"), ("AZE", "KAZ"))
    pd.testing.assert_frame_equal(PAIRS, untouched)


FIRST, SECOND = ("AZE", "PAK"), ("AZE", "TUR")


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: scores(PAIRS, {"visits": -1, "trade": 2}), "at least 0"),
        (lambda: scores(PAIRS, {"visits": 0}), "one of them above 0"),
        (lambda: scores(PAIRS, {"visits": np.inf}), "finite"),
        (lambda: scores(PAIRS, {}), "one of them above 0"),
        (lambda: scores(PAIRS, {"visits": "much"}), "numbers by component"),
        (lambda: scores(PAIRS, 3), "numbers by component"),
        (lambda: scores(PAIRS, {"vists": 1}), "Lacking: vists"),
        (lambda: scores(PAIRS, EVEN, rule="minmax"), "Did you mean 'min-max'"),
        (lambda: scores(PAIRS, EVEN, missing="drop"), "policy for missing components"),
        (lambda: scores(PAIRS.iloc[:0], EVEN), "fewer than two different values"),
        (lambda: scores(PAIRS.iloc[:1], EVEN), "fewer than two different values"),
        (lambda: scores(PAIRS.assign(trade=1.0), EVEN), "component trade has fewer than two"),
        (lambda: scores(PAIRS.assign(trade="1"), EVEN), "must hold numbers"),
        (lambda: scores(PAIRS.assign(trade=[np.inf, 1, 2, 3]), EVEN), "infinite"),
        (lambda: scores(pd.concat([PAIRS, PAIRS]), EVEN), "repeat a key"),
        (lambda: scores(PAIRS.assign(state_b=None), EVEN), "empty cells"),
        (lambda: scores([1], EVEN), "must be a table"),
        (lambda: simplex(["visits"]), "components must be a list of 2 or more|components of the weightings"),
        (lambda: simplex("visits"), "components must be a list of 2 or more|components of the weightings"),
        (lambda: simplex(["visits", "visits"]), "components must be a list of 2 or more|components of the weightings"),
        (lambda: simplex(COMPONENTS, steps=0), "steps must be"),
        (lambda: simplex([f"c{i}" for i in range(9)], steps=20), "Use dirichlet"),
        (lambda: dirichlet(COMPONENTS, draws=0), "draws must be"),
        (lambda: sensitivity(PAIRS, simplex(COMPONENTS), top=5), "beyond the 4 pairs"),
        (lambda: sensitivity(PAIRS, simplex(COMPONENTS), top=0), "must be a whole number of at least 1"),
        (lambda: sensitivity(PAIRS, -simplex(COMPONENTS)), "0 or more"),
        (lambda: sensitivity(PAIRS, 0 * simplex(COMPONENTS)), "one weight above 0"),
        (lambda: sensitivity(PAIRS, simplex(COMPONENTS).iloc[:0]), "one row at least"),
        (lambda: sensitivity(PAIRS, simplex(COMPONENTS).astype(str)), "must hold numbers"),
        (lambda: sensitivity(PAIRS, simplex(COMPONENTS) / 0.0), "infinite"),
        (lambda: sensitivity(PAIRS, simplex(COMPONENTS).where(lambda w: w > 0)), "empty cells"),
        (lambda: sensitivity(PAIRS, "all"), "must be a table"),
        (lambda: sensitivity(PAIRS.assign(trade=[None, 1.0, 2.0, 3.0]), simplex(COMPONENTS)), "empty cells"),
        (lambda: dominance(PAIRS, COMPONENTS, FIRST, ("PAK", "AZE")), "no row for PAK and AZE"),
        (lambda: dominance(PAIRS, COMPONENTS, FIRST, FIRST), "two different pairs"),
        (lambda: dominance(PAIRS.assign(trade=[None, 1.0, 2.0, 3.0]), COMPONENTS, FIRST, SECOND), "empty cells"),
        (lambda: turning_points(PAIRS, {"visits": -1}, FIRST, SECOND), "at least 0"),
    ],
)
def test_bad_input_is_named(call, words):
    with np.errstate(all="ignore"), pytest.raises(CourseError, match=words):
        call()
