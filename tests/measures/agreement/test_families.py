"""Families of texts that come back."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils import load
from course_utils.errors import CourseError
from course_utils.measures.agreement import family, select


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


@settings(max_examples=25)
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
