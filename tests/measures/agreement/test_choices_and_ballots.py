"""Which tables of votes are taken, and votes as a matrix."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils import load
from course_utils.errors import CourseError
from course_utils.measures.agreement import ballots

VOTES = pd.DataFrame(
    {"roll_call": [1, 1, 2, 3], "state": ["AZE", "PAK", "AZE", "PAK"], "vote": ["no", "absent", "abstain", None]}
)
cell = st.sampled_from(["yes", "no", "abstain", "absent", None])


def test_absence_unknown_votes_and_non_membership_are_missing():
    matrix = ballots(VOTES)
    assert matrix.index.tolist() == [1, 2, 3]
    assert matrix.columns.tolist() == ["AZE", "PAK"]
    assert matrix.loc[[1, 2], "AZE"].tolist() == [-1, 0]
    assert matrix["PAK"].isna().all()


@settings(max_examples=10)
@given(st.lists(st.tuples(cell, cell, cell), min_size=1, max_size=20), st.randoms(use_true_random=False))
def test_matrix_equals_the_pivot_of_pandas_in_any_order_of_rows(rows, random):
    votes = pd.DataFrame(
        [(i, s, v) for i, row in enumerate(rows) for s, v in zip(("AZE", "ARM", "PAK"), row, strict=True)],
        columns=["roll_call", "state", "vote"],
    )
    order = random.sample(range(len(votes)), len(votes))
    code = votes["vote"].map({"yes": 1.0, "no": -1.0, "abstain": 0.0}).astype(float)
    pivot = votes.assign(code=code).pivot(index="roll_call", columns="state", values="code")
    pd.testing.assert_frame_equal(ballots(votes.iloc[order]), pivot, check_column_type=False)
    as_category = votes.astype({"state": "category", "vote": "category"})
    pd.testing.assert_frame_equal(ballots(as_category), ballots(votes))


def test_only_the_chosen_roll_calls_are_kept():
    assert ballots(VOTES, pd.DataFrame({"roll_call": [2, 9]})).index.tolist() == [2]


def test_no_votes_give_an_empty_matrix():
    assert ballots(VOTES.iloc[:0]).shape == (0, 0)


def test_a_row_without_a_state_is_nobodys():
    votes = pd.concat([VOTES, pd.DataFrame({"roll_call": [1], "state": [None], "vote": ["yes"]})])
    pd.testing.assert_frame_equal(ballots(votes), ballots(VOTES))


@pytest.mark.parametrize(
    ("votes", "words"),
    [
        (VOTES.assign(vote=["no", "Yes", "yes", "no"]), "no vote called 'Yes'. Did you mean 'yes'"),
        (VOTES.assign(vote=[1, 2, 3, 4]), "no vote called '1'"),
        (pd.concat([VOTES, VOTES.head(1)]), "repeat a key, first roll_call 1, state AZE"),
        (VOTES.drop(columns="state"), "Lacking: state"),
        ("votes", "must be a table"),
    ],
)
def test_bad_votes_are_named(votes, words):
    with pytest.raises(CourseError, match=words):
        ballots(votes)


@pytest.mark.parametrize(
    ("roll_calls", "words"),
    [
        (pd.DataFrame({"roll_call": [1, 1]}), "repeat a key"),
        (pd.DataFrame({"roll_call": ["1"]}), "must be of one kind"),
        (pd.DataFrame({"year": [1992]}), "Lacking: roll_call"),
    ],
)
def test_bad_roll_calls_are_named(roll_calls, words):
    with pytest.raises(CourseError, match=words):
        ballots(VOTES, roll_calls)


def test_real_votes_count_as_the_official_totals_say():
    # A/RES/62/243 was adopted by 39 votes to 7 with 100 abstentions.
    votes = load("votes")
    row = ballots(votes[votes["roll_call"] == 4828]).loc[4828]
    assert {k: int((row == v).sum()) for k, v in {"yes": 1, "no": -1, "abstain": 0}.items()} == {
        "yes": 39, "no": 7, "abstain": 100,
    }  # fmt: skip
    assert np.isnan(row).sum() == len(row) - 146
