"""Shares over generations; the comparison with the Axelrod library is in test_axelrod_library.py."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils.errors import CourseError
from course_utils.measures.reciprocity.games import STRATEGIES, defector, ecology, tit_for_tat, tournament

NAMES = "abc"
payoff = st.floats(0.125, 8)
matrices = st.lists(st.lists(payoff, min_size=3, max_size=3), min_size=3, max_size=3)
starts = st.lists(st.integers(0, 9), min_size=3, max_size=3).filter(any)


def hand(values):
    rows = [(NAMES[i], NAMES[j], float(value)) for i, row in enumerate(values) for j, value in enumerate(row)]
    return pd.DataFrame(rows, columns=["strategy", "opponent", "payoff"])


def wide(shares):
    return shares.pivot(index="generation", columns="strategy", values="share")


def test_one_generation_by_hand():
    # Equal shares. a earns (3 + 0) / 2 = 1.5, b (5 + 1) / 2 = 3: shares 1.5 / 4.5 and 3 / 4.5.
    assert wide(ecology(hand([[3, 0], [5, 1]]), generations=1)).loc[1].tolist() == pytest.approx([1 / 3, 2 / 3])


def test_hawks_and_doves_settle_where_maynard_smith_says():
    """Maynard Smith (1982): with value V = 2 and cost C = 4 half play hawk, V / C, whatever the start.

    Payoffs: hawk (V - C) / 2 = -1 and V = 2, dove 0 and V / 2 = 1; 2 is added to all so that none is negative."""
    pairs = hand([[1, 4], [2, 3]])
    for first in (1, 50, 99):
        end = wide(ecology(pairs, generations=300, start={"a": first, "b": 100 - first})).loc[300]
        assert end["a"] == pytest.approx(0.5, abs=1e-6)


def test_tit_for_tat_takes_over_from_a_cluster_above_its_threshold():
    """Axelrod (1984), chapter 3: a cluster of tit for tat can invade. The threshold by hand, 10 turns a match: 30 with
    its twin and 9 with a defector, who makes 14 and 10: it grows when 30 p + 9 (1 - p) > 14 p + 10 (1 - p), p > 1/17."""
    pairs = tournament([tit_for_tat, defector], turns=10, repetitions=1)
    for share, end in ((0.05, 0), (0.07, 1)):
        last = wide(ecology(pairs, 400, {"tit_for_tat": share, "defector": 1 - share})).loc[400]
        assert last["tit_for_tat"] == pytest.approx(end, abs=1e-3)


@settings(max_examples=15)
@given(matrices, starts)
def test_shares_stay_on_the_simplex_and_follow_the_plain_rule(values, start):
    path = wide(ecology(hand(values), 5, dict(zip(NAMES, start, strict=True))))
    assert np.allclose(path.sum(axis=1), 1) and (path >= 0).all(axis=None)
    shares = [value / sum(start) for value in start]
    for generation in range(6):
        assert path.loc[generation].tolist() == pytest.approx(shares)
        fitness = [sum(values[i][j] * shares[j] for j in range(3)) for i in range(3)]
        mean = sum(share * fit for share, fit in zip(shares, fitness, strict=True))
        shares = [share * fit / mean for share, fit in zip(shares, fitness, strict=True)]
    assert (path.loc[:, [n for n, s in zip(NAMES, start, strict=True) if s == 0]] == 0).all(axis=None)


@settings(max_examples=10)
@given(matrices, starts, st.permutations(range(3)))
def test_relabelling_relabels(values, start, order):
    there = wide(ecology(hand(values), 4, dict(zip(NAMES, start, strict=True))))
    turned = [[values[i][j] for j in order] for i in order]
    back = wide(ecology(hand(turned), 4, {NAMES[k]: start[i] for k, i in enumerate(order)}))
    np.testing.assert_allclose(back.to_numpy(), there.to_numpy()[:, list(order)], rtol=1e-12)


def test_equal_payoffs_change_nothing():
    path = wide(ecology(hand([[2] * 3] * 3), 10, {"a": 1, "b": 3}))
    assert np.allclose(path, [0.25, 0.75, 0])


def test_no_generation_is_the_start():
    shares = ecology(hand([[1, 2], [3, 4]]), generations=0)
    assert shares.to_dict("list") == {"generation": [0, 0], "strategy": ["a", "b"], "share": [0.5, 0.5]}


def test_a_field_of_the_course():
    path = wide(ecology(tournament(STRATEGIES, turns=50, repetitions=1), generations=200))
    assert path.loc[200, "defector"] < 0.001 < path.loc[200, "tit_for_tat"]


@pytest.mark.parametrize(
    ("start", "words"),
    [
        ({"a": -1, "b": 2}, "starting share of a must be a finite number of at least 0, but -1"),
        ({"a": math.inf}, "but inf"),
        ({"a": math.nan}, "but nan"),
        ({"a": "1"}, "but '1'"),
        ({"a": True}, "but True"),
        ({"a": 0, "b": 0}, "above 0"),
        ({}, "above 0"),
        ({"c": 1}, "no strategy in these pairs called 'c'"),
    ],
)
def test_impossible_starts(start, words):
    with pytest.raises(CourseError, match=words):
        ecology(hand([[1, 2], [3, 4]]), 3, start)


def test_impossible_fields():
    with pytest.raises(CourseError, match="self_play"):
        ecology(tournament([tit_for_tat, defector], turns=3, self_play=False))
    with pytest.raises(CourseError, match="must not be negative"):
        ecology(hand([[1, -1], [2, 0]]))
    with pytest.raises(CourseError, match="Nobody"):
        ecology(hand([[0, 0], [0, 0]]))
    with pytest.raises(CourseError, match="number of generations"):
        ecology(hand([[1, 2], [3, 4]]), generations=-1)
    with pytest.raises(CourseError, match="no rows"):
        ecology(hand([[1, 2], [3, 4]]).iloc[:0])
