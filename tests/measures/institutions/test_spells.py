"""From years to spells to durations, with what was not seen marked."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils import load
from course_utils.errors import CourseError
from course_utils.measures.institutions import durations, spells

KEYS = ["state_a", "state_b"]
TIES = pd.DataFrame({"from": [1990, 1995, 2000], "to": pd.array([1994, 2005, None], dtype="Int64")})
DATED = TIES.assign(**{name: pd.to_datetime(TIES[name].astype("str"), errors="coerce") for name in ("from", "to")})


def test_durations_by_hand():
    # Watching ends in 2003: four years seen to their end, eight and three still running.
    made = durations(TIES, "from", "to", until=2003)
    assert made["duration"].tolist() == [4, 8, 3] and made["event"].tolist() == [True, False, False]
    assert made["entry"].tolist() == [0, 0, 0]


def test_what_ends_on_the_last_day_is_still_running():
    assert durations(TIES, "from", "to", until=2005)["event"].tolist() == [True, False, False]
    assert durations(TIES, "from", "to", until=np.int64(2006))["event"].tolist() == [True, True, False]


def test_left_truncation_is_noted():
    # Watching begins in 1992: the first spell was then two years old, the others had not begun.
    made = durations(TIES, "from", "to", until=2020, since=1992)
    assert made["entry"].tolist() == [2, 0, 0] and made["duration"].tolist() == [4, 10, 20]


@pytest.mark.parametrize("until", ["2003-01-01", date(2003, 1, 1), pd.Timestamp(2003, 1, 1)])
def test_dates_count_days(until):
    made = durations(DATED, "from", "to", until=until, since="1992-01-01")
    assert made["duration"].tolist() == pytest.approx([4, 8, 3], abs=0.003)
    assert made["event"].tolist() == [True, False, False] and made["entry"].tolist() == pytest.approx(
        [2, 0, 0], abs=0.003
    )


def test_a_spell_without_length_is_kept():
    made = durations(TIES.assign(to=TIES["from"]), "from", "to", until=2020)
    assert made["duration"].eq(0).all() and made["event"].all()


@given(
    st.lists(st.tuples(st.integers(1900, 1999), st.none() | st.integers(0, 120)), min_size=1), st.integers(2000, 2050)
)
@settings(max_examples=8)
def test_durations_against_a_plain_loop(rows, until):
    ties = pd.DataFrame(
        {"from": [s for s, _ in rows], "to": pd.array([None if d is None else s + d for s, d in rows], dtype="Int64")}
    )
    made = durations(ties, "from", "to", until)
    for (begun, length), (passed, seen) in zip(rows, made[["duration", "event"]].itertuples(index=False), strict=True):
        ended = length is not None and begun + length < until
        assert (passed, seen) == (length if ended else until - begun, ended)


def test_spells_by_hand():
    pact = pd.DataFrame({"state_a": "PAK", "state_b": ["TUR"] * 4 + ["IRN"], "year": [1957, 1954, 1955, 1958, 1958]})
    made = spells(pact, KEYS, last=1958)
    assert made["state_b"].tolist() == ["IRN", "TUR", "TUR"] and made["start"].tolist() == [1958, 1954, 1957]
    assert made["end"].isna().tolist() == [True, False, True] and made["end"][1] == 1956


@given(st.sets(st.tuples(st.sampled_from("AB"), st.integers(1990, 2000)), min_size=1))
@settings(max_examples=10)
def test_spells_hold_just_the_years_they_came_from(years):
    table = pd.DataFrame(sorted(years, key=str), columns=["tie", "year"])
    made = spells(table, ["tie"], last=2000)
    back = [
        (tie, year)
        for tie, start, end in made.itertuples(index=False)
        for year in range(start, 2001 if end is pd.NA else end)
    ]
    assert sorted(back) == sorted(years)
    # Runs are as long as can be: no run begins where another ends.
    assert not {(t, s) for t, s in zip(made["tie"], made["start"], strict=True)} & {
        (t, e) for t, e in zip(made["tie"], made["end"], strict=True) if e is not pd.NA
    }
    pd.testing.assert_frame_equal(made, spells(table.iloc[::-1], ["tie"], last=2000))


def test_no_years_make_no_spells():
    made = spells(pd.DataFrame({"tie": pd.Series(dtype="str"), "year": pd.Series(dtype="int64")}), ["tie"], last=2000)
    assert made.empty and made.columns.tolist() == ["tie", "start", "end"]


YEARS = pd.DataFrame({"tie": ["a", "a"], "year": [1990, 1991]})


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: spells(YEARS, ["tie"], last=1990), "years after 1990"),
        (lambda: spells(YEARS.assign(year=1990), ["tie"], last=2000), "repeat a key"),
        (lambda: spells(YEARS.assign(year=[1990.0, 1991.0]), ["tie"], last=2000), "whole numbers"),
        (lambda: spells(YEARS.assign(tie=None), ["tie"], last=2000), "empty cells"),
        (lambda: spells(YEARS, ["pair"], last=2000), "Lacking: pair"),
        (lambda: durations(TIES, "from", "until", 2020), "Lacking: until"),
        (lambda: durations(TIES.iloc[:, ::-1].assign(**{"from": None}), "from", "to", 2020), "empty cells"),
        (lambda: durations(TIES.assign(to=1980), "from", "to", 2020), "end before its start"),
        (lambda: durations(TIES, "from", "to", 2000), "begins on or after 2000"),
        (lambda: durations(TIES, "from", "to", 2020, since=1994), "ended on or before 1994"),
        (lambda: durations(TIES.astype(str), "from", "to", 2020), "both be dates or both whole years"),
        (lambda: durations(TIES.assign(to=DATED["to"]), "from", "to", 2020), "both be dates or both whole years"),
        (lambda: durations(TIES.astype({"from": float}), "from", "to", 2020), "both be dates or both whole years"),
        (lambda: durations(TIES, "from", "to", "2020-01-01"), "give a year such as 2020"),
        (lambda: durations(TIES, "from", "to", True), "give a year such as 2020"),
        (lambda: durations(DATED, "from", "to", 2020), "give a date such as"),
        (lambda: durations(DATED, "from", "to", "soon"), "give a date such as"),
        (lambda: durations(TIES.assign(event=True), "from", "to", 2020), "already has a column event"),
    ],
)
def test_bad_input_is_named(call, words):
    with pytest.raises(CourseError, match=words):
        call()


def test_alliances_of_the_pairs():
    # data.md: ATOP has Azerbaijan and Türkiye from 1993 to its end in 2018, and nothing for Azerbaijan and Pakistan.
    pacts = load("alliances").query("dataset == 'atop'")
    made = spells(pacts, KEYS, last=2018).astype({"state_a": "str", "state_b": "str"}).set_index(KEYS).sort_index()
    assert made.loc[[("AZE", "TUR")]].values.tolist() == [[1993, pd.NA]]
    assert made.loc[("PAK", "TUR"), "start"].tolist() == [1954, 2010] and ("AZE", "PAK") not in made.index
    text = pacts.astype({"state_a": "str", "state_b": "str"})
    assert spells(text, KEYS, last=2018)[["start", "end"]].equals(made.reset_index()[["start", "end"]])


def test_peace_scale_and_rivalries_of_the_pairs():
    levels = durations(load("peace_scale"), "first_day", "last_day", until="2020-12-31")
    pair = levels[(levels["state_a"] == "AZE") & (levels["state_b"] == "PAK")]
    assert pair["level"].tolist() == [0.5] and pair["event"].tolist() == [False]
    assert pair["duration"].item() == pytest.approx(28.87, abs=0.01)
    rivals = durations(load("rivalries"), "start", "end", until=2020).set_index(KEYS)
    assert rivals.loc[("ARM", "AZE"), ["duration", "event"]].tolist() == [29, False]
    assert rivals.loc[("IND", "PAK"), ["duration", "event"]].tolist() == [73, False]
