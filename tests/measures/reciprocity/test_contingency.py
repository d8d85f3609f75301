"""Two-by-two tables against Fisher (1935), Newcombe (1998), R and statsmodels."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.contingency_tables import Table2x2

from course_utils import load
from course_utils.errors import CourseError
from course_utils.measures.reciprocity import contingency, paired_series

CELLS = ["both", "sender_only", "receiver_only", "neither"]
MISSING = ["risk_difference", "low", "high", "odds_ratio", "odds_low", "odds_high", "p"]


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


def of_counts(both, sender_only, receiver_only, neither):
    """A series whose same-period table has these cells."""
    periods = [(1, 1)] * both + [(1, 0)] * sender_only + [(0, 1)] * receiver_only + [(0, 0)] * neither
    return pair(*zip(*periods, strict=True))


def test_the_lady_tasting_tea():
    # Fisher (1935): four of each, three right. One-sided 17/70, two-sided 34/70.
    # The odds ratio is what R's documentation of fisher.test prints for the same table, 6.408309.
    row = contingency(of_counts(3, 1, 1, 3), lag=0).iloc[0]
    assert row["p"] == pytest.approx(34 / 70)
    assert row["odds_ratio"] == pytest.approx(6.408309, abs=5e-5)
    assert row["odds_low"] < 1 < row["odds_high"]


def test_newcombe_1998_method_10():
    # Newcombe (1998), table II, example (a): 56/70 against 48/80 gives 0.2000, interval 0.0524 to 0.3339.
    row = contingency(of_counts(56, 14, 48, 32), lag=0).iloc[0]
    assert row[["risk_difference", "low", "high"]].tolist() == pytest.approx([0.2, 0.0524, 0.3339], abs=5e-5)


def test_lag_and_shares_by_hand():
    # Given 1 0 1 1, answers a period later 1 0 0: after an act 1 of 2, after none 0 of 1.
    found = contingency(pair([1, 0, 1, 1], [0, 1, 0, 0]))
    there = found.iloc[0]
    assert there[["n", *CELLS]].tolist() == [3, 1, 1, 0, 1]
    assert there[["after", "otherwise", "risk_difference"]].tolist() == [0.5, 0.0, 0.5]
    # The other way: given 0 1 0, answers 0 1 1: after an act 1 of 1, after none 1 of 2.
    assert found.iloc[1][["n", *CELLS]].tolist() == [3, 1, 0, 1, 1]


@pytest.mark.parametrize(
    ("reply", "after", "otherwise"),
    [(lambda move: move, 1.0, 0.0), (lambda move: 1, 1.0, 1.0), (lambda move: 1 - move, 0.0, 1.0)],
)
def test_strategies_with_a_memory_of_one_move(reply, after, otherwise):
    # Axelrod (1984): tit for tat does what the other did on the move before; always cooperate does not look;
    # the third does the opposite. Such a strategy is its two conditional shares.
    there = np.random.default_rng(1).integers(0, 2, 80)
    row = contingency(pair(there, [1, *map(reply, there[:-1])])).iloc[0]
    assert row[["after", "otherwise"]].tolist() == [after, otherwise]
    if after > otherwise:
        assert row["p"] < 1e-10 and np.isinf(row["odds_ratio"])


def test_sign_contrast_sets_conflict_against_cooperation():
    # Net acts: cooperation is answered by cooperation, conflict by conflict; a quiet period says neither.
    row = contingency(pair([2, -1, 0, 3, -4, 1], [9, 1, -2, 5, 1, -3]), contrast="sign").iloc[0]
    assert row[["n", *CELLS]].tolist() == [4, 2, 0, 0, 2]
    assert row[["after", "otherwise"]].tolist() == [1, 0]


def test_median_contrast_is_for_series_that_are_never_zero():
    found = contingency(pair([10, 50, 10, 50, 10, 50], [7, 3, 9, 3, 9, 3]), contrast="median")
    assert found.iloc[0][["after", "otherwise"]].tolist() == [1, 0]
    assert found.iloc[0]["n"] == 5


def test_independent_series_are_rejected_no_more_than_the_nominal_rate():
    # 50 exact tests, which err towards keeping the null: at most 0.05 and two standard errors of 0.031.
    random = np.random.default_rng(0)
    p = pd.concat([contingency(pair(*random.integers(0, 2, (2, 60)))) for _ in range(25)])["p"]
    assert (p < 0.05).mean() < 0.112


acts = st.lists(st.tuples(*[st.one_of(st.none(), st.integers(0, 2))] * 2), min_size=1, max_size=25)


@settings(max_examples=10, deadline=None)
@given(acts, st.integers(0, 3))
def test_twin_bounds_and_statsmodels(rows, lag):
    there, back = zip(*rows, strict=True)
    series = pair(there, back)
    found = contingency(series, lag=lag)
    pd.testing.assert_frame_equal(contingency(series[::-1], lag=lag), found)
    cells = dict.fromkeys(CELLS, 0)
    for x, y in zip(there, back[lag:], strict=False):
        if x is not None and y is not None:
            cells[CELLS[(0 if x else 2) + (0 if y else 1)]] += 1
    row = found.iloc[0]
    assert row[CELLS].to_dict() == cells
    assert row["n"] == sum(cells.values())
    swapped = contingency(pair(back, there, "PAK", "AZE"), lag=lag)
    pd.testing.assert_frame_equal(swapped.iloc[::-1].reset_index(drop=True), found)
    if row["both"] + row["sender_only"] and row["receiver_only"] + row["neither"]:
        assert -1 <= row["low"] <= row["risk_difference"] <= row["high"] <= 1
    if min(cells.values()) > 0:
        library = Table2x2(
            np.array([[cells["both"], cells["sender_only"]], [cells["receiver_only"], cells["neither"]]])
        )
        # The conditional estimate is pulled towards 1, on the same side as the plain one.
        assert (row["odds_ratio"] - 1) * (library.oddsratio - 1) >= -1e-9
        assert abs(np.log(row["odds_ratio"])) <= abs(np.log(library.oddsratio)) + 1e-9


@pytest.mark.parametrize("back", [[0, 0, 0, 0], [1, 1, 1, 1]])
def test_a_receiver_that_never_changes(back):
    row = contingency(pair([1, 0, 1, 0], back), lag=0).iloc[0]
    assert row["risk_difference"] == 0
    assert row[["odds_ratio", "odds_low", "odds_high", "p"]].isna().all()


def test_a_sender_that_never_changes_and_too_few_periods():
    always = contingency(pair([1, 1, 1], [1, 0, 1]), lag=0).iloc[0]
    assert always["after"] == pytest.approx(2 / 3)
    assert np.isnan(always["otherwise"]) and always[MISSING].isna().all()
    one = contingency(pair([1], [1])).iloc[0]
    assert one["n"] == 0
    assert one[["after", "otherwise", *MISSING]].isna().all()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"contrast": "medium"}, "Did you mean 'median'"),
        ({"lag": -1}, "at least 0"),
        ({"level": 0}, "between 0 and 1"),
    ],
)
def test_bad_options_are_named(options, words):
    with pytest.raises(CourseError, match=words):
        contingency(pair([1, 0], [0, 1]), **options)


def test_signed_series_need_the_sign_contrast():
    with pytest.raises(CourseError, match="contrast='sign'"):
        contingency(pair([1, -1, 0], [0, 1, 1]))


def test_incidents_of_the_course_agree_with_a_crosstab():
    incidents = load("incidents")
    series = paired_series(incidents[~incidents["clash"]], "IND", "PAK", "events", unit="month", complete=True)
    row = contingency(series).iloc[1]
    assert (row["sender"], row["receiver"]) == ("PAK", "IND")
    table = pd.crosstab(series["b_to_a"].iloc[:-1].gt(0).to_numpy(), series["a_to_b"].iloc[1:].gt(0).to_numpy())
    assert row[["neither", "receiver_only", "sender_only", "both"]].tolist() == table.to_numpy().ravel().tolist()
    # A month in which the other used force is followed by force about three times as often.
    assert row["after"] / row["otherwise"] == pytest.approx(3.1, abs=0.1)
    assert row["low"] > 0
