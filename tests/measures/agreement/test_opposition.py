"""Third states when two others oppose each other, and how contested a roll call was."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils import load
from course_utils.errors import CourseError
from course_utils.measures.agreement import largest_camp, opposed, select, sides

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
    assert pd.isna(found["share"]) if column == "absent" else found["share"] == (column == "with_a")


@pytest.mark.parametrize("row", [("yes", "yes", "yes"), ("yes", "abstain", "yes"), ("absent", "no", "yes")])
def test_only_yes_against_no_is_opposition(row):
    table = votes([row, ("yes", "yes", "yes")])  # both states must have voted for the question to make sense
    assert opposed(table, "AZE", "ARM").empty
    assert sides(table, "AZE", "ARM").empty
    assert sides(table, "AZE", "ARM", ["PAK"])["n"].tolist() == [0]


@settings(max_examples=10)
@given(st.lists(st.tuples(*[st.sampled_from(VOTES)] * 3), min_size=1, max_size=40))
def test_equals_a_walk_over_the_roll_calls(rows):
    rows = [*rows, ("yes", "no", "yes")]
    split = [(a, b, c) for a, b, c in rows if {a, b} == {"yes", "no"}]
    expected = {
        "with_a": sum(c == a for a, b, c in split), "with_b": sum(c == b for a, b, c in split),
        "abstain": sum(c == "abstain" for *_, c in split), "absent": sum(c == "absent" for *_, c in split),
    }  # fmt: skip
    found = sides(votes(rows).sample(frac=1, random_state=1), "AZE", "ARM").iloc[0]
    assert found[list(expected)].to_dict() == expected
    assert found["n"] == len(split) == len(opposed(votes(rows), "AZE", "ARM"))
    back = sides(votes(rows), "ARM", "AZE").iloc[0]
    assert (found["with_a"], found["with_b"], found["n"]) == (back["with_b"], back["with_a"], back["n"])


def test_an_unknown_vote_is_not_counted():
    table = votes([("yes", "no", "yes")])
    table.loc[table["state"] == "PAK", "vote"] = None
    assert sides(table, "AZE", "ARM", ["PAK"]).iloc[0]["n"] == 0


def test_only_the_chosen_roll_calls_count():
    table, chosen = votes([("yes", "no", "yes")] * 3), pd.DataFrame({"roll_call": [0, 2], "year": [1992, 1993]})
    assert opposed(table, "AZE", "ARM", chosen)["year"].tolist() == [1992, 1993]
    assert sides(table, "AZE", "ARM", roll_calls=chosen)["n"].tolist() == [2]


def test_bad_input_is_named():
    table = votes([("yes", "no", "yes")])
    with pytest.raises(CourseError, match="Did you mean 'PAK'"):
        sides(table, "AZE", "ARM", ["PKA"])
    with pytest.raises(CourseError, match="state in these votes"):
        opposed(table, "AZE", "XYZ")
    with pytest.raises(CourseError, match="repeat a key, first roll_call 0, state PAK"):
        sides(pd.concat([table, table.tail(1)]), "AZE", "ARM")
    with pytest.raises(CourseError, match="no vote called 'nay'"):
        sides(table.assign(vote=["yes", "no", "nay"]), "AZE", "ARM")


def test_real_third_states():
    # Since 1992 Azerbaijan and Armenia were opposed on 44 roll calls.
    table = sides(load("votes"), "AZE", "ARM", ["PAK", "IND", "TUR", "BGD"], select(load("roll_calls"), (1992, 2024)))
    assert table[["with_a", "with_b", "abstain"]].values.tolist() == [
        [32, 0, 12],
        [25, 8, 11],
        [18, 18, 5],
        [34, 0, 10],
    ]
    assert table["n"].eq(44).all()


@settings(max_examples=15)
@given(st.tuples(*[st.integers(0, 190)] * 3))
def test_largest_camp_lies_between_a_third_and_one(counts):
    share = largest_camp(pd.DataFrame([counts], columns=["yes", "no", "abstain"])).iloc[0]
    if sum(counts) == 0:
        assert pd.isna(share)
    else:
        assert 1 / 3 <= share <= 1
        assert share == max(counts) / sum(counts)


def test_largest_camp_of_bad_counts():
    counts = pd.DataFrame({"yes": [90.0, None], "no": [5, 5], "abstain": [5, 5]})
    assert largest_camp(counts).isna().tolist() == [False, True]
    assert largest_camp(counts.iloc[:0]).empty
    with pytest.raises(CourseError, match="numbers of 0 or more"):
        largest_camp(counts.assign(no=[-9, 5]))
    with pytest.raises(CourseError, match="infinite value"):
        largest_camp(counts.assign(no=[float("inf"), 5]))
    with pytest.raises(CourseError, match="must hold numbers"):
        largest_camp(counts.assign(no="many"))


def test_largest_camp_of_a_known_roll_call():
    # A/RES/62/243: 39 to 7 with 100 abstentions, so the abstainers are the largest camp.
    row = load("roll_calls").query("symbol == 'A/RES/62/243'")
    assert largest_camp(row).item() == pytest.approx(100 / 146)
