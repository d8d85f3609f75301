"""Fixation: exact against the published formulas, and simulated against exact."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from course_utils.errors import CourseError
from course_utils.measures.reciprocity.games import defector, fixation, moran, takeovers, tit_for_tat, tournament

payoff = st.floats(0.125, 8)
sizes = st.integers(2, 12)


def hand(a, b, c, d):
    """The mutant makes a with its twin and b with the resident, who makes c and d."""
    return pd.DataFrame(
        {
            "strategy": ["mutant", "mutant", "resident", "resident"],
            "opponent": ["mutant", "resident"] * 2,
            "payoff": [float(a), float(b), float(c), float(d)],
        }
    )


def probability(pairs, population, selection=1.0):
    return fixation(pairs, "mutant", "resident", population, selection)["probability"].to_numpy()


def closed_form(a, b, c, d, population, selection):
    """Nowak, Sasaki, Taylor and Fudenberg (2004): sums of products of the ratios g / f, written out."""
    ratios = []
    for i in range(1, population):
        f = 1 - selection + selection * (a * (i - 1) + b * (population - i)) / (population - 1)
        g = 1 - selection + selection * (c * i + d * (population - i - 1)) / (population - 1)
        ratios.append(g / f)
    terms = [math.prod(ratios[:k]) for k in range(population)]
    return [sum(terms[:i]) / sum(terms) for i in range(population + 1)]


@settings(max_examples=20)
@given(payoff, payoff, payoff, payoff, sizes, st.floats(0, 1))
def test_equals_the_closed_form_of_nowak_and_others_2004(a, b, c, d, population, selection):
    exact = probability(hand(a, b, c, d), population, selection)
    assert exact == pytest.approx(closed_form(a, b, c, d, population, selection), rel=1e-9)
    assert (np.diff(exact) >= 0).all() and exact[0] == 0 and exact[-1] == 1


@settings(max_examples=12)
@given(sizes, payoff)
def test_neutral_drift_is_one_in_n(population, value):
    assert probability(hand(*[value] * 4), population) == pytest.approx(np.arange(population + 1) / population)
    assert probability(hand(1, 2, 3, 4), population, selection=0)[1] == pytest.approx(1 / population)


@settings(max_examples=15)
@given(st.floats(0.25, 4), sizes)
def test_constant_advantage_as_moran_found(r, population):
    # Moran (1958): rho = (1 - 1/r) / (1 - 1/r^N).
    assume(abs(r - 1) > 1e-3)
    assert probability(hand(r, r, 1, 1), population)[1] == pytest.approx((1 - 1 / r) / (1 - r**-population), rel=1e-9)


@pytest.mark.parametrize(("b", "favoured"), [(2.1, True), (1.9, False)])
def test_one_third_law(b, favoured):
    """Nowak and others (2004): under weak selection in a large population a mutant does better than drift when
    a + 2b > c + 2d; here 3 + 2b against 5 + 2."""
    population = 3000
    assert (probability(hand(3, b, 5, 1), population, 1e-6)[1] > 1 / population) == favoured


@settings(max_examples=12)
@given(payoff, payoff, payoff, payoff, sizes, st.floats(0, 1))
def test_one_or_the_other_takes_over(a, b, c, d, population, selection):
    pairs = hand(a, b, c, d)
    there = fixation(pairs, "mutant", "resident", population, selection)["probability"].to_numpy()
    back = fixation(pairs, "resident", "mutant", population, selection)["probability"].to_numpy()
    assert there + back[::-1] == pytest.approx(1)


@settings(max_examples=12)
@given(payoff, payoff, payoff, payoff, st.integers(2, 6))
def test_equals_the_whole_markov_chain(a, b, c, d, population):
    """The transition matrix written out and raised to a high power."""
    chain = np.zeros((population + 1, population + 1))
    chain[0, 0] = chain[-1, -1] = 1
    for i in range(1, population):
        f, g = a * (i - 1) + b * (population - i), c * i + d * (population - i - 1)
        born = i * f / (i * f + (population - i) * g)
        chain[i, i + 1] = born * (population - i) / population
        chain[i, i - 1] = (1 - born) * i / population
        chain[i, i] = 1 - chain[i, i + 1] - chain[i, i - 1]
    last = np.linalg.matrix_power(chain, 2**20)
    assert probability(hand(a, b, c, d), population) == pytest.approx(last[:, -1], abs=1e-9)


def test_a_lone_cooperator_earns_nothing_among_defectors():
    # 3, 0, 5, 1: alone, its fitness is 0 and it cannot take over; a pair of them can, however rarely.
    exact = probability(hand(3, 0, 5, 1), 5)
    assert exact[1] == 0 and 0 < exact[2] < 0.4


def test_a_mutant_that_leaves_nothing_to_the_last_resident():
    # The resident's fitness is 0 when it is alone: from four mutants of five there is no way back.
    assert probability(hand(1, 5, 0, 3), 5)[4] == 1


def test_runs_by_hand():
    run = moran(hand(1, 1, 1, 1), {"mutant": 2, "resident": 3}, seed=4)
    wide = run.pivot(index="step", columns="strategy", values="n")
    assert wide.loc[0].tolist() == [2, 3]
    assert (wide.sum(axis=1) == 5).all() and (wide >= 0).all(axis=None)
    assert (wide["mutant"].diff().dropna().abs() <= 1).all()
    assert wide.iloc[-1].max() == 5 and (wide.iloc[:-1] < 5).all(axis=None)


def test_runs_are_seeded_and_may_be_cut_short():
    pairs, start = hand(1, 1, 1, 1), {"mutant": 50, "resident": 50}
    one, same, other = (moran(pairs, start, seed=seed, steps=20) for seed in (1, 1, 2))
    pd.testing.assert_frame_equal(one, same)
    assert not one.equals(other) and one["step"].max() == 20
    assert moran(pairs, start, steps=0)["n"].tolist() == [50, 50]


def test_a_population_of_one_kind_stays():
    assert moran(hand(1, 1, 1, 1), {"mutant": 4, "resident": 0})["step"].max() == 0
    assert takeovers(hand(1, 1, 1, 1), {"mutant": 4, "resident": 0}, runs=3)["estimate"].tolist() == [1, 0]


@pytest.mark.parametrize("start", [1, 3])
def test_simulation_agrees_with_the_exact_chain(start):
    # Four standard errors over 1,000 runs.
    pairs = tournament([tit_for_tat, defector], turns=10, repetitions=1)
    exact = fixation(pairs, "tit_for_tat", "defector", population=6)["probability"][start]
    won = takeovers(pairs, {"tit_for_tat": start, "defector": 6 - start}, runs=1000).set_index("strategy")
    assert abs(won.loc["tit_for_tat", "estimate"] - exact) < 4 * (exact * (1 - exact) / 1000) ** 0.5
    assert won["n"].sum() == 1000 and (won["low"] < won["estimate"]).all() and (won["estimate"] < won["high"]).all()


def test_three_neutral_strategies_win_by_their_numbers():
    pairs = pd.DataFrame(
        [(one, two, 1.0) for one in "abc" for two in "abc"], columns=["strategy", "opponent", "payoff"]
    )
    won = takeovers(pairs, {"a": 1, "b": 2, "c": 3}, runs=1500).set_index("strategy")["estimate"]
    for name, share in (("a", 1 / 6), ("b", 2 / 6), ("c", 3 / 6)):
        assert abs(won[name] - share) < 4 * (share * (1 - share) / 1500) ** 0.5


def test_takeovers_are_seeded_and_ordered_by_name():
    pairs = hand(3, 1, 2, 2)
    there = takeovers(pairs, {"mutant": 2, "resident": 2}, runs=50, seed=5)
    pd.testing.assert_frame_equal(there, takeovers(pairs, {"resident": 2, "mutant": 2}, runs=50, seed=5))


def test_a_wider_level_gives_a_wider_interval():
    narrow, wide = (takeovers(hand(1, 1, 1, 1), {"mutant": 1, "resident": 1}, 30, level=level) for level in (0.5, 0.99))
    assert (wide["low"] < narrow["low"]).all() and (narrow["high"] < wide["high"]).all()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"mutant": "resident"}, "Two different strategies"),
        ({"mutant": "mutent"}, "Did you mean 'mutant'"),
        ({"population": 1}, "population must be a whole number of at least 2"),
        ({"population": 4.0}, "but 4.0"),
        ({"selection": -0.1}, "selection must be a number from 0 to 1"),
        ({"pairs": hand(1, -1, 2, 0)}, "must not be negative"),
        ({"pairs": hand(0, 0, 0, 0)}, "any fitness"),
        ({"pairs": hand(1, math.inf, 2, 0)}, "finite"),
        ({"pairs": hand(1, 1, 1, 1).iloc[1:3]}, "self_play"),
        ({"pairs": hand(1, 1, 1, 1).iloc[:3]}, "first resident against resident"),
        ({"pairs": hand(1, 1, 1, 1).iloc[:0]}, "no rows"),
        ({"pairs": hand(1, 1, 1, 1).astype({"payoff": str})}, "must hold numbers"),
    ],
)
def test_impossible_fixations(arguments, words):
    whole = {"pairs": hand(1, 2, 3, 4), "mutant": "mutant", "resident": "resident", "population": 4, **arguments}
    with pytest.raises(CourseError, match=words):
        fixation(**whole)


@pytest.mark.parametrize("measure", [moran, takeovers])
@pytest.mark.parametrize(
    ("start", "arguments", "words"),
    [
        ({"mutant": -1, "resident": 2}, {}, "number of mutant at the start"),
        ({"mutant": 0.5, "resident": 2}, {}, "but 0.5"),
        ({"mutant": 1, "resident": 0}, {}, "at least two members"),
        ({}, {}, "at least two members"),
        ({"stranger": 2}, {}, "no strategy in these pairs called 'stranger'"),
        ({"mutant": 1, "resident": 1}, {"selection": 2}, "selection must be"),
        ({"mutant": 1, "resident": 1}, {"seed": -1}, "seed must be"),
    ],
)
def test_impossible_runs(measure, start, arguments, words):
    with pytest.raises(CourseError, match=words):
        measure(hand(1, 2, 3, 4), start, **arguments)


def test_other_impossible_runs():
    pairs, start = hand(1, 2, 3, 4), {"mutant": 1, "resident": 1}
    with pytest.raises(CourseError, match="number of steps"):
        moran(pairs, start, steps=-1)
    with pytest.raises(CourseError, match="number of runs"):
        takeovers(pairs, start, runs=0)
    with pytest.raises(CourseError, match="level of an interval"):
        takeovers(pairs, start, level=1)
    with pytest.raises(CourseError, match="any fitness"):
        moran(hand(0, 0, 0, 0), start)
