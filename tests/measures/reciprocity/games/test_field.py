"""Payoff matrices, and who leads in which field."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils.errors import CourseError
from course_utils.measures.reciprocity.games import STRATEGIES, leaders, payoff_matrix, standings, tournament


def hand(values, twins=True):
    """Pairs from a square list of payoffs; strategies are called a, b, c and so on."""
    names = "abcdefghijklmnopqrstuvwxyz"[: len(values)]
    rows = [
        (one, two, float(values[i][j])) for i, one in enumerate(names) for j, two in enumerate(names) if twins or i != j
    ]
    return pd.DataFrame(rows, columns=["strategy", "opponent", "payoff"])


squares = st.integers(2, 5).flatmap(
    lambda n: st.lists(st.lists(st.integers(0, 6), min_size=n, max_size=n), min_size=n, max_size=n)
)


@settings(max_examples=15)
@given(squares, st.randoms())
def test_matrix_whatever_the_order_of_rows(values, shuffler):
    pairs = hand(values)
    rows = list(range(len(pairs)))
    shuffler.shuffle(rows)
    assert payoff_matrix(pairs.iloc[rows]).to_numpy().tolist() == values


def test_matrix_without_twins_has_an_empty_diagonal():
    matrix = payoff_matrix(hand([[0, 1], [2, 0]], twins=False)).to_numpy()
    assert np.isnan(np.diag(matrix)).all() and matrix[0, 1] == 1 and matrix[1, 0] == 2


@settings(max_examples=15)
@given(squares, st.booleans(), st.data())
def test_leaders_against_a_brute_force_twin(values, twins, data):
    size = data.draw(st.integers(2, len(values)))
    pairs = hand(values, twins)
    names = sorted(pairs["strategy"].unique())
    expected = {name: [0, 0, 0] for name in names}
    for field in combinations(names, size):
        inside = pairs[pairs["strategy"].isin(field) & pairs["opponent"].isin(field)]
        totals = inside.groupby("strategy")["payoff"].sum()
        best = totals.index[totals == totals.max()]
        for name in field:
            expected[name][0] += 1
        for name in best:
            expected[name][1] += 1
        if len(best) == 1:
            expected[best[0]][2] += 1
    table = leaders(pairs, size)
    assert {row.strategy: [row.n, row.leads, row.alone] for row in table.itertuples()} == expected
    assert table["share"].between(0, 1).all() and table["share"].is_monotonic_decreasing


def test_leaders_agree_with_standings_on_the_whole_field():
    pairs = tournament([STRATEGIES[name] for name in ("alternator", "joss", "prober", "tit_for_tat")], turns=30)
    table = leaders(pairs, 4)
    assert (
        table.loc[table["leads"] == 1, "strategy"].tolist() == standings(pairs).query("rank == 1")["strategy"].tolist()
    )


def test_blocks_add_up(monkeypatch):
    pairs = hand([[(7 * i + 3 * j) % 5 for j in range(6)] for i in range(6)])
    whole = leaders(pairs, 3)
    monkeypatch.setattr("course_utils.measures.reciprocity.games.field.BLOCK", 4)
    pd.testing.assert_frame_equal(leaders(pairs, 3), whole)
    assert (whole["n"] == 10).all()  # five others, of which two: ten fields


def test_noise_takes_some_of_its_leads_from_tit_for_tat():
    """results.md, module 6, for all 120 fields of seven out of one field of ten."""
    names = "alternator cooperator davis defector grofman grudger joss prober random_player tit_for_tat".split()
    share = {}
    for noise in (0, 0.05):
        pairs = tournament([STRATEGIES[name] for name in names], noise=noise, repetitions=4)
        share[noise] = leaders(pairs, 7).set_index("strategy").loc["tit_for_tat", "share"]
    assert 0.2 < share[0] < 0.8
    assert share[0.05] < 0.8 * share[0]


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (1, "size of the field must be a whole number of at least 2"),
        (3, "A field of 3 cannot be drawn from 2"),
        (2.0, "but 2.0"),
    ],
)
def test_sizes_out_of_range(size, words):
    with pytest.raises(CourseError, match=words):
        leaders(hand([[1, 2], [3, 4]]), size)


def test_too_many_fields():
    with pytest.raises(CourseError, match=r"10,400,600 fields of 13 among 26"):
        leaders(hand([[1] * 26] * 26), 13)


@pytest.mark.parametrize("measure", [payoff_matrix, lambda pairs: leaders(pairs, 2)])
def test_tables_that_are_no_round_robin(measure):
    pairs = hand([[1, 2], [3, 4]])
    with pytest.raises(CourseError, match="Lacking: opponent"):
        measure(pairs.drop(columns="opponent"))
    with pytest.raises(CourseError, match="first a against a"):
        measure(pairs.iloc[1:])
    with pytest.raises(CourseError, match="no rows"):
        measure(pairs.iloc[:0])
    with pytest.raises(CourseError, match="repeat a key"):
        measure(pd.concat([pairs, pairs]))
