"""What absences could hide, and how each state votes by itself."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils import load
from course_utils.errors import CourseError
from course_utils.measures.agreement import agreement, bounds, dyad, habits, select

ALL = ("yes", "abstain", "no", "absent")
stance = st.sampled_from(ALL)


def frame(pairs):
    return pd.DataFrame(pairs, columns=["vote_a", "vote_b"])


def test_bounds_by_hand():
    # Four roll calls, one absence: 2 identical of 4 if it hid another vote, 3 of 4 if it hid the same.
    row = bounds(frame([("yes", "yes"), ("no", "yes"), ("absent", "yes"), ("abstain", "abstain")])).iloc[0]
    assert row.tolist() == [4, 1, 0.5, 0.75]


@settings(max_examples=20)
@given(st.lists(st.tuples(stance, stance), min_size=1, max_size=5))
def test_bounds_are_those_of_every_way_to_fill_the_absences(pairs):
    # Brute force: every absence takes each of the three votes in turn.
    shares = set()

    def fill(rest, same):
        if not rest:
            shares.add(same / len(pairs))
            return
        a, b = rest[0]
        for x in ALL[:3] if a == "absent" else (a,):
            for y in ALL[:3] if b == "absent" else (b,):
                fill(rest[1:], same + (x == y))

    fill(pairs, 0)
    row = bounds(frame(pairs)).iloc[0]
    assert row["low"] == pytest.approx(min(shares))
    assert row["high"] == pytest.approx(max(shares))


@settings(max_examples=20)
@given(st.lists(st.tuples(stance, stance), min_size=1, max_size=40))
def test_bounds_hold_what_is_between_them(pairs):
    row = bounds(frame(pairs)).iloc[0]
    assert 0 <= row["low"] <= row["high"] <= 1
    assert row["high"] - row["low"] == pytest.approx(row["absent"] / row["n"])
    present = agreement(frame(pairs)).iloc[0]
    assert present["n"] == row["n"] - row["absent"]
    if present["n"]:
        assert row["low"] <= present["agreement"] <= row["high"]


def test_bounds_by_group_and_of_nothing():
    votes = frame([("yes", "yes"), ("absent", "absent")]).assign(year=[2000, 2001])
    assert bounds(votes, by="year").values.tolist() == [[2000, 1, 0, 1, 1], [2001, 1, 1, 0, 1]]
    nothing = bounds(frame([])).iloc[0]
    assert nothing[["n", "absent"]].tolist() == [0, 0]
    assert nothing[["low", "high"]].isna().all()


def test_bounds_of_a_table_without_votes_are_refused():
    with pytest.raises(CourseError, match="Lacking: vote_a, vote_b"):
        bounds(pd.DataFrame({"roll_call": [1]}))
    with pytest.raises(CourseError, match="no vote called 'away'"):
        bounds(frame([("away", "yes")]))


VOTES = pd.DataFrame(
    {
        "roll_call": [1, 2, 3, 1, 2, 3],
        "state": ["PAK"] * 3 + ["AZE"] * 3,
        "vote": ["yes", "absent", "no", None, "absent", "absent"],
    }
)
ROLL_CALLS = pd.DataFrame({"roll_call": [1, 2, 3], "year": [2000, 2000, 2001]})


def test_habits_by_hand():
    counts = ["n", "yes", "abstain", "no", "absent"]
    table = habits(VOTES).set_index("state")
    assert table.index.tolist() == ["AZE", "PAK"]
    assert table.loc["PAK", counts].tolist() == [3, 1, 0, 1, 1]
    assert table.loc["PAK", ["yes_share", "absent_share"]].tolist() == [1 / 2, 1 / 3]
    assert table.loc["AZE", counts].tolist() == [2, 0, 0, 0, 2]  # the unknown vote is not counted
    assert np.isnan(table.loc["AZE", "yes_share"])
    assert table.loc["AZE", "absent_share"] == 1


def test_habits_by_year_of_chosen_states_and_roll_calls():
    table = habits(VOTES, ["PAK"], by="year", roll_calls=ROLL_CALLS)
    assert table[["state", "year", "n", "yes", "absent"]].values.tolist() == [
        ["PAK", 2000, 2, 1, 1],
        ["PAK", 2001, 1, 0, 0],
    ]
    both = habits(VOTES, ["PAK", "AZE"], by="year", roll_calls=ROLL_CALLS)
    assert both["state"].tolist() == ["PAK", "PAK", "AZE", "AZE"]


def test_a_state_that_was_not_there_has_a_zero():
    nothing = habits(VOTES, ["PAK", "AZE"], roll_calls=ROLL_CALLS.iloc[:0])
    assert nothing["state"].tolist() == ["PAK", "AZE"]
    assert nothing["n"].tolist() == [0, 0]
    assert nothing[["yes_share", "absent_share"]].isna().all(axis=None)
    assert habits(VOTES.iloc[:0]).empty


@settings(max_examples=12)
@given(st.lists(st.tuples(st.sampled_from(["AZE", "PAK", "ARM"]), stance), min_size=1, max_size=40))
def test_habits_equal_a_count_one_by_one(rows):
    votes = pd.DataFrame([(i, s, v) for i, (s, v) in enumerate(rows)], columns=["roll_call", "state", "vote"])
    table = habits(votes.sample(frac=1, random_state=2)).set_index("state")
    assert table[list(ALL)].sum(axis=1).tolist() == table["n"].tolist()
    for state, row in table.iterrows():
        assert [row[v] for v in ALL] == [rows.count((state, v)) for v in ALL]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: habits(VOTES, ["PKA"]), "Did you mean 'PAK'"),
        (lambda: habits(VOTES.replace("no", "nay")), "no vote called 'nay'"),
        (lambda: habits(VOTES, by="year"), "hand over the roll calls too"),
        (lambda: habits(VOTES, by="decade", roll_calls=ROLL_CALLS), "Lacking: decade"),
        (lambda: habits(VOTES, roll_calls=pd.concat([ROLL_CALLS] * 2)), "repeat a key"),
        (lambda: habits(pd.concat([VOTES, VOTES])), "repeat a key"),
        (lambda: habits(VOTES[["state"]]), "Lacking: roll_call, vote"),
    ],
)
def test_bad_input_is_named(call, words):
    with pytest.raises(CourseError, match=words):
        call()


def test_real_absences():
    votes, roll_calls = load("votes"), select(load("roll_calls"), (1992, 2024))
    rate = habits(votes, ["AZE", "PAK"], roll_calls=roll_calls).set_index("state")["absent_share"]
    assert rate.round(3).to_dict() == {"AZE": 0.104, "PAK": 0.015}
    yearly = habits(votes, ["AZE"], by="year", roll_calls=roll_calls).set_index("year")["absent_share"]
    assert yearly[2023] == pytest.approx(0.33, abs=0.005)
    row = bounds(dyad(votes, "AZE", "PAK", absent="keep", roll_calls=roll_calls)).iloc[0]
    assert row.round(3).tolist() == [2839, 322, 0.688, 0.801]


def test_real_habit_behind_the_paradox():
    # Azerbaijan voted yes 96 per cent of the time in the 2010s.
    teens = select(load("roll_calls"), (2010, 2019))
    assert habits(load("votes"), ["AZE"], roll_calls=teens)["yes_share"].item() == pytest.approx(0.962, abs=0.0005)
