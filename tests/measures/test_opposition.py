"""Third states when two others oppose each other."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_utils.measures.opposition import largest_camp, opposed, sides

VOTES = ("yes", "no", "abstain", "absent")


def votes(rows):
    return pd.DataFrame(
        [(i, s, v) for i, row in enumerate(rows) for s, v in zip(("AZE", "ARM", "PAK"), row, strict=True)],
        columns=["roll_call", "state", "vote"],
    )


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (("yes", "no", "yes"), "with_a"),
        (("no", "yes", "no"), "with_a"),
        (("yes", "no", "no"), "with_b"),
        (("yes", "no", "abstain"), "abstain"),
        (("yes", "no", "absent"), "absent"),
    ],
)
def test_one_roll_call(row, column):
    found = sides(votes([row]), "AZE", "ARM").iloc[0]
    assert found["state"] == "PAK"
    assert found[column] == found["n"] == 1


@pytest.mark.parametrize("row", [("yes", "yes", "yes"), ("yes", "abstain", "yes"), ("absent", "no", "yes")])
def test_only_yes_against_no_is_opposition(row):
    table = votes([row])
    # Both states must have voted somewhere for the question to make sense.
    table = pd.concat([table, votes([("yes", "yes", "yes")]).assign(roll_call=9)])
    assert opposed(table, "AZE", "ARM").empty


@given(st.lists(st.tuples(*[st.sampled_from(VOTES)] * 3), min_size=1, max_size=40))
def test_changing_the_order_of_rivals_swaps_the_sides(rows):
    table = votes([*rows, ("yes", "no", "yes")])
    there = sides(table, "AZE", "ARM").iloc[0]
    back = sides(table, "ARM", "AZE").iloc[0]
    assert (there["with_a"], there["with_b"], there["n"]) == (back["with_b"], back["with_a"], back["n"])
    assert there["n"] == len(opposed(table, "AZE", "ARM"))


def test_an_unknown_vote_is_not_counted():
    table = votes([("yes", "no", "yes")])
    table.loc[table["state"] == "PAK", "vote"] = None
    assert sides(table, "AZE", "ARM", ["PAK"]).iloc[0]["n"] == 0


@given(st.tuples(*[st.integers(0, 190)] * 3))
def test_largest_camp_lies_between_a_third_and_one(counts):
    share = largest_camp(pd.DataFrame([counts], columns=["yes", "no", "abstain"])).iloc[0]
    if sum(counts) == 0:
        assert pd.isna(share)
    else:
        assert 1 / 3 <= share <= 1
