"""Families of texts, and all the choices at once."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils import load
from course_utils.errors import CourseError
from course_utils.measures.agreement import agreement, dyad, family, largest_camp, select, specification_curve


def titled(*titles):
    return pd.DataFrame({"roll_call": range(1, len(titles) + 1), "title": pd.Series(titles, dtype="str")})


def test_the_same_text_in_other_dress():
    found = family(
        titled("Question of Cyprus.", "QUESTION  OF CYPRUS", "Question of Cyprus : resolution / adopted by 9")
    )
    assert found.tolist() == ["question of cyprus"] * 3
    assert found.name == "family"


def test_a_text_without_a_title_stands_alone():
    assert family(titled(None, "", "--", "A text")).tolist() == ["roll call 1", "roll call 2", "roll call 3", "a text"]
    assert family(titled()).empty


@settings(max_examples=60)
@given(st.text(max_size=40))
def test_plain_form_is_in_order(title):
    once = family(titled(title)).item()
    assert once
    assert once == once.strip()
    assert "  " not in once
    assert family(titled(once)).item() == once or once.startswith("roll call")


def test_families_are_for_roll_calls():
    with pytest.raises(CourseError, match="Lacking: title"):
        family(pd.DataFrame({"roll_call": [1]}))
    with pytest.raises(CourseError, match="repeat a key"):
        family(pd.concat([titled("a"), titled("b")]))


def test_real_families():
    roll_calls = select(load("roll_calls"), (1992, 2024))
    assert family(roll_calls).nunique() == 753
    assert family(roll_calls).notna().all()
    # Pakistan's text on regional arms control comes back year after year and is one family for most of them.
    own = family(roll_calls)[roll_calls["series"].eq("regional_arms_control").fillna(False)]
    assert own.value_counts().iloc[0] > 20


VOTES = pd.DataFrame(
    {
        "roll_call": [1] * 3 + [2] * 3 + [3] * 3,
        "state": ["AZE", "PAK", "ARM"] * 3,
        "vote": ["yes", "yes", "no", "yes", "no", "yes", "no", "no", "abstain"],
    }
)
SETS = {
    "all": pd.DataFrame({"roll_call": [1, 2, 3]}),
    "first": pd.DataFrame({"roll_call": [1]}),
    "none": pd.DataFrame({"roll_call": [9]}),
}


def test_by_hand():
    curve = specification_curve(VOTES, ("AZE", "PAK"), ("AZE", "ARM"), SETS)
    assert curve["selection"].tolist() == ["all"] * 3 + ["first"] * 3 + ["none"] * 3
    assert curve["statistic"].tolist() == ["agreement", "lijphart", "kappa"] * 3
    share = curve[curve["statistic"] == "agreement"].set_index("selection")
    # All: PAK 2 of 3, ARM 1 of 3. First: PAK 1 of 1, ARM 0 of 1. None: nothing.
    assert share.loc["all", ["first", "second", "gap"]].tolist() == pytest.approx([2 / 3, 1 / 3, 1 / 3])
    assert share.loc["first", ["n_first", "n_second", "gap"]].tolist() == [1, 1, 1]
    assert share.loc["none", ["n_first", "n_second"]].tolist() == [0, 0]
    assert pd.isna(share.loc["none", "gap"])


def test_the_dyads_exchanged_turn_the_gap_round():
    there = specification_curve(VOTES, ("AZE", "PAK"), ("AZE", "ARM"), SETS, ["agreement", "s"])
    back = specification_curve(VOTES, ("ARM", "AZE"), ("PAK", "AZE"), SETS, ["agreement", "s"])
    pd.testing.assert_series_equal(there["gap"], -back["gap"])


@pytest.mark.parametrize(
    ("selections", "statistics", "words"),
    [
        (SETS, ["kapa"], "Did you mean 'kappa'"),
        ({}, ["kappa"], "at least one selection"),
        (SETS, [], "at least one selection"),
        ({"all": pd.DataFrame({"year": [1]})}, ["kappa"], "Lacking: roll_call"),
    ],
)
def test_bad_input_is_named(selections, statistics, words):
    with pytest.raises(CourseError, match=words):
        specification_curve(VOTES, ("AZE", "PAK"), ("AZE", "ARM"), selections, statistics)


def test_real_contested_votes_turn_the_answer_round():
    votes, roll_calls = load("votes"), select(load("roll_calls"), (1992, 2024))
    sets = {"all": roll_calls, "contested": roll_calls[largest_camp(roll_calls) < 0.9]}
    curve = specification_curve(votes, ("AZE", "PAK"), ("AZE", "ARM"), sets, ["agreement"]).set_index("selection")
    assert curve.loc["all", "gap"] == pytest.approx(-0.018, abs=0.001)
    assert curve.loc["contested", "gap"] == pytest.approx(0.091, abs=0.001)
    whole = agreement(dyad(votes, "AZE", "PAK", roll_calls=roll_calls)).iloc[0]
    assert curve.loc["all", ["n_first", "first"]].tolist() == [whole["n"], whole["agreement"]]
