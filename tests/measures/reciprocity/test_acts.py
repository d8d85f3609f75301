"""The chronology's directed acts as a table: its form, its errors, the course's own chronology."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils import load
from course_utils.errors import CourseError
from course_utils.measures.reciprocity import directed_acts

states = st.sampled_from(["AZE", "PAK", "ARM", "IND"])
act = st.tuples(states, states, st.sampled_from([-1, 0, 1])).filter(lambda one: one[0] != one[1])
# Each event has acts that differ in who acts towards whom.
event = st.lists(act, max_size=3, unique_by=lambda one: one[:2])


def chronology(texts, **columns):
    n = len(texts)
    table = {
        "id": [f"E{i:03d}" for i in range(n)],
        "date": pd.date_range("2001-01-01", periods=n, freq="30D"),
        "precision": "day",
        "kind": "statement",
        "directed_acts": pd.Series(texts, dtype="str"),
    }
    return pd.DataFrame(table | columns)


def written(acts):
    return ";".join(f"{a}>{b}:{sign:+d}" if sign else f"{a}>{b}:0" for a, b, sign in acts) or None


@settings(max_examples=8, deadline=None)
@given(st.lists(event, min_size=1, max_size=8))
def test_every_act_comes_back_once(events):
    table = chronology([written(acts) for acts in events])
    found = directed_acts(table)
    expected = {(f"E{i:03d}", *one) for i, acts in enumerate(events) for one in acts}
    assert set(found[["id", "sender", "receiver", "sign"]].itertuples(index=False, name=None)) == expected
    assert len(found) == len(expected)
    pd.testing.assert_frame_equal(directed_acts(table[::-1]), found)


def test_order_date_and_columns():
    found = directed_acts(chronology(["PAK>AZE:+1; PAK>ARM:-1", None, "AZE>IND:0"]))
    assert found.columns.tolist() == ["sender", "receiver", "date", "sign", "id", "precision", "kind"]
    assert found["receiver"].tolist() == ["ARM", "AZE", "IND"]
    assert found["date"].dt.strftime("%Y-%m-%d").tolist() == ["2001-01-01", "2001-01-01", "2001-03-02"]


def test_input_is_left_as_it_was():
    table = chronology(["PAK>AZE:+1", None])
    before = table.copy(deep=True)
    directed_acts(table)
    pd.testing.assert_frame_equal(table, before)


def test_no_directed_act_gives_no_row():
    assert len(directed_acts(chronology([None, None]))) == 0
    assert len(directed_acts(chronology([]))) == 0


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (["PAK>AZE"], "Event E000 has the directed act 'PAK>AZE'"),
        (["PAK>AZE:+2"], "a sign"),
        (["PAK-AZE:+1"], "PAK-AZE"),
        (["AZE>AZE:+1"], "two different states"),
        (["PAK>AZE:+1;PAK>AZE:-1"], "repeat a key"),
        (["PAK>AZE:+1;"], "''"),
    ],
)
def test_text_in_another_form_is_named(texts, words):
    with pytest.raises(CourseError, match=words):
        directed_acts(chronology(texts))


def test_bad_tables_are_named():
    with pytest.raises(CourseError, match="Lacking: directed_acts"):
        directed_acts(chronology(["PAK>AZE:+1"]).drop(columns="directed_acts"))
    with pytest.raises(CourseError, match="one row for each id"):
        directed_acts(chronology(["PAK>AZE:+1", None], id="E001"))
    with pytest.raises(CourseError, match="a str came"):
        directed_acts("events")


def test_the_courses_chronology():
    events = load("events")
    acts = directed_acts(events)
    # An independent count: every act has one arrow.
    assert len(acts) == events["directed_acts"].dropna().str.count(">").sum()
    assert (acts["sender"] != acts["receiver"]).all()
    # E109 of 7 May 2025 names three acts.
    one = acts[acts["id"] == "E109"][["sender", "receiver", "sign"]].values.tolist()
    assert one == [["AZE", "IND", -1], ["AZE", "PAK", 1], ["IND", "PAK", -1]]
