"""Two states side by side: who was there, what an absence counts for, and which roll calls."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils import load
from course_utils.errors import CourseError
from course_utils.measures.agreement import agreement, dyad, select

VOTES = pd.DataFrame(
    {
        "roll_call": [1, 1, 2, 2, 3, 3, 4, 5, 5],
        "state": ["AZE", "PAK"] * 3 + ["PAK", "AZE", "PAK"],
        "vote": ["yes", "yes", "absent", "yes", None, "yes", "no", "absent", "absent"],
    }
)
ROLL_CALLS = pd.DataFrame(
    {
        "roll_call": [5, 4, 3, 2, 1],
        "year": [1995, 1994, 1993, 1992, 1992],
        "nuclear": pd.array([True, None, False, True, False], dtype="boolean"),
    }
)
cell = st.sampled_from(["yes", "no", "abstain", "absent", None, "no member"])


@pytest.mark.parametrize(
    ("policy", "rows"),
    [
        ("drop", [[1, "yes", "yes"]]),
        ("keep", [[1, "yes", "yes"], [2, "absent", "yes"], [5, "absent", "absent"]]),
        ("abstain", [[1, "yes", "yes"], [2, "abstain", "yes"], [5, "abstain", "abstain"]]),
    ],
)
def test_policies_for_absence(policy, rows):
    # Roll call 3 is unknown for AZE, and on roll call 4 it was no member yet: neither counts under any policy.
    assert dyad(VOTES, "AZE", "PAK", absent=policy).values.tolist() == rows


@settings(max_examples=12)
@given(st.lists(st.tuples(cell, cell), min_size=1, max_size=20), st.sampled_from(["drop", "keep", "abstain"]))
def test_equals_a_walk_over_the_roll_calls(rows, policy):
    seated = [(i, s, v) for i, r in enumerate(rows) for s, v in zip("AB", r, strict=True) if v != "no member"]
    votes = pd.DataFrame([*seated, (99, "A", "yes"), (98, "B", "yes")], columns=["roll_call", "state", "vote"])
    expected = []
    for number, (a, b) in enumerate(rows):
        if {a, b} & {None, "no member"} or (policy == "drop" and "absent" in (a, b)):
            continue
        said = [("abstain" if v == "absent" and policy == "abstain" else v) for v in (a, b)]
        expected.append([number, *said])
    assert dyad(votes.sample(frac=1, random_state=1), "A", "B", absent=policy).values.tolist() == expected
    swapped = [[number, b, a] for number, a, b in expected]
    assert dyad(votes, "B", "A", absent=policy).values.tolist() == swapped


def test_input_is_left_as_it_was():
    before = VOTES.copy()
    dyad(VOTES, "AZE", "PAK", absent="abstain", roll_calls=ROLL_CALLS)
    pd.testing.assert_frame_equal(VOTES, before)


def test_roll_calls_choose_and_describe():
    both = dyad(VOTES, "AZE", "PAK", absent="keep", roll_calls=ROLL_CALLS[ROLL_CALLS["roll_call"] < 5])
    assert both.columns.tolist() == ["roll_call", "vote_a", "vote_b", "year", "nuclear"]
    assert both[["roll_call", "year"]].values.tolist() == [[1, 1992], [2, 1992]]


def test_no_common_roll_call_is_an_empty_dyad_and_an_agreement_of_nothing():
    both = dyad(VOTES, "AZE", "PAK", roll_calls=select(ROLL_CALLS, years=(1994, 1995)))
    assert both.empty
    assert agreement(both)["n"].item() == 0
    assert agreement(both, by="year").empty


def test_window_and_topic():
    assert select(ROLL_CALLS, years=(1992, 1993))["roll_call"].tolist() == [3, 2, 1]
    assert select(ROLL_CALLS, topic="nuclear")["roll_call"].tolist() == [5, 2]
    assert select(ROLL_CALLS, without="nuclear")["roll_call"].tolist() == [3, 1]
    assert select(ROLL_CALLS, years=(1992, 1992), topic="nuclear")["roll_call"].tolist() == [2]
    pd.testing.assert_frame_equal(select(ROLL_CALLS), ROLL_CALLS)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: dyad(VOTES, "AZE", "AZE"), "Two different states"),
        (lambda: dyad(VOTES, "AZE", "PKA"), "Did you mean 'PAK'"),
        (lambda: dyad(VOTES.iloc[:0], "AZE", "PAK"), "no votes in this table"),
        (lambda: dyad(VOTES, "AZE", "PAK", absent="ignore"), "policy for absence"),
        (lambda: dyad(VOTES[["state", "vote"]], "AZE", "PAK"), "Lacking: roll_call"),
        (lambda: dyad(pd.concat([VOTES, VOTES]), "AZE", "PAK"), "votes of AZE must have one row"),
        (lambda: dyad(VOTES.replace("no", "nay"), "AZE", "PAK"), "no vote called 'nay'"),
        (lambda: dyad(VOTES, "AZE", "PAK", roll_calls=pd.concat([ROLL_CALLS] * 2)), "repeat a key"),
        (lambda: dyad(VOTES, "AZE", "PAK", roll_calls=ROLL_CALLS.astype({"roll_call": "str"})), "of one kind"),
        (lambda: dyad(VOTES, "AZE", "PAK", roll_calls=ROLL_CALLS.assign(vote_a=1)), "must not have a column vote_a"),
        (lambda: select(ROLL_CALLS, topic="nuclaer"), "Did you mean 'nuclear'"),
        (lambda: select(ROLL_CALLS, without="year"), r"topic \(column of truth values\)"),
        (lambda: select(ROLL_CALLS, years=(1995, 1992)), "end after it begins"),
        (lambda: select(ROLL_CALLS.astype({"year": "str"}), years=(1992, 1995)), "must hold numbers"),
        (lambda: select(ROLL_CALLS[["year"]]), "Lacking: roll_call"),
    ],
)
def test_bad_input_is_named(call, words):
    with pytest.raises(CourseError, match=words):
        call()


def test_real_topics_as_the_sources_give_them():
    # The shares of the course's own notes on the data: nearly all texts on Palestine, fewer than half of the nuclear ones.
    votes, roll_calls = load("votes"), select(load("roll_calls"), years=(1992, 2018))
    share = {
        topic: agreement(dyad(votes, "AZE", "PAK", roll_calls=select(roll_calls, topic=topic)))["agreement"].item()
        for topic in ("palestine", "nuclear")
    }
    assert share["palestine"] > 0.99
    assert share["nuclear"] == pytest.approx(0.47, abs=0.01)


def test_azerbaijan_does_not_vote_before_it_was_a_member():
    early = dyad(load("votes"), "AZE", "PAK", absent="keep", roll_calls=select(load("roll_calls"), years=(1946, 1991)))
    assert early.empty  # admitted on 2 March 1992
