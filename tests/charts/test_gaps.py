"""Years without an observation become rows without values: nothing more, nothing less."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils.charts import gaps
from course_utils.charts.gaps import grid
from course_utils.errors import CourseError

SEEN = st.dictionaries(
    st.tuples(st.sampled_from("ABC"), st.integers(0, 12)), st.floats(-1, 1), min_size=1, max_size=15
)  # (line, place on the calendar) -> value


def table(seen, every=1):
    rows = [(line, 1990 + every * place, value) for (line, place), value in seen.items()]
    return pd.DataFrame(rows, columns=["pair", "year", "share"])


@settings(max_examples=40)
@given(SEEN, st.integers(1, 5))
def test_as_written_out_by_hand(seen, every):
    found = gaps(table(seen, every), by=["pair"], every=every)
    places = [place for _, place in seen]
    # The calendar is stated from its first year, so steps count from there.
    first, last = min(places), max(places)
    lines = list(dict.fromkeys(line for line, _ in seen))
    expected = [
        (line, 1990 + every * place, seen.get((line, place), np.nan))
        for line in lines
        for place in range(first, last + 1)
    ]
    pd.testing.assert_frame_equal(found, pd.DataFrame(expected, columns=["pair", "year", "share"]))


@settings(max_examples=40)
@given(SEEN)
def test_twice_is_as_once(seen):
    once = gaps(table(seen), by=["pair"])
    pd.testing.assert_frame_equal(gaps(once, by=["pair"]), once)


@settings(max_examples=40)
@given(SEEN, st.randoms())
def test_the_order_of_rows_only_orders_the_lines(seen, random):
    rows = list(seen.items())
    random.shuffle(rows)
    one, other = (gaps(table(dict(some)), by=["pair"]) for some in (seen.items(), rows))
    keys = ["pair", "year"]
    pd.testing.assert_frame_equal(one.sort_values(keys, ignore_index=True), other.sort_values(keys, ignore_index=True))


@settings(max_examples=40)
@given(SEEN)
def test_what_was_seen_stays_and_nothing_is_made_up(seen):
    before = table(seen)
    kept = before.copy()
    found = gaps(before, by=["pair"])
    pd.testing.assert_frame_equal(before, kept)  # the input is left alone
    assert found["share"].notna().sum() == len(seen)
    assert (
        found.dropna().set_index(["pair", "year"])["share"].to_dict()
        == before.set_index(["pair", "year"])["share"].to_dict()
    )


def test_without_lines_the_table_is_one_line():
    found = gaps(pd.DataFrame({"session": [50, 53], "n": [7, 9]}), over="session")
    assert found["session"].tolist() == [50, 51, 52, 53]
    assert found["n"].isna().tolist() == [False, True, True, False]


def test_columns_that_go_together_name_a_line_together():
    seen = pd.DataFrame({"state": ["AZE", "AZE"], "name": ["Azerbaijan"] * 2, "year": [2000, 2002], "n": [1, 2]})
    assert gaps(seen, by=["state", "name"])["name"].tolist() == ["Azerbaijan"] * 3
    assert gaps(seen, by=["state"])["name"].isna().tolist() == [False, True, False]


def test_columns_keep_their_order_and_other_columns_come_along():
    seen = pd.DataFrame(
        {"share": [0.1, 0.2], "year": [2000, 2002], "vote": pd.Categorical(["yes", "no"]), "pair": "one"}
    )
    found = gaps(seen, by=["pair"])
    assert found.columns.tolist() == ["share", "year", "vote", "pair"]
    assert found["vote"].isna().tolist() == [False, True, False]
    assert found["year"].dtype == seen["year"].dtype


YEARS = pd.DataFrame({"year": [2000, 2004], "pair": ["one", "one"]})


@pytest.mark.parametrize(
    ("seen", "options", "said"),
    [
        (YEARS.assign(year=2000), {}, "one row for each year, but 1 repeat a key, first year 2000"),
        (YEARS.assign(year=2000), {"by": ["pair"]}, "one row for each pair and year"),
        (YEARS, {"over": "yaer"}, "Lacking: yaer"),
        (YEARS, {"by": ["state"]}, "Lacking: state"),
        (YEARS[:0], {}, "The table is empty"),
        (YEARS, {"every": 0}, "whole number above 0, but 0 came"),
        (YEARS, {"every": 3}, "runs from 2000 in steps of 3, but year 2004 is not on it"),
        (YEARS.assign(year=[2000.0, 2004.5]), {}, "must hold whole numbers, but its type is float64"),
        (YEARS.assign(year=[True, False]), {}, "must hold whole numbers, but its type is bool"),
        (YEARS.assign(year=["2000", "2004"]), {}, "must hold whole numbers, but its type is str"),
        (YEARS.assign(year=pd.array([2000, None], dtype="Int64")), {}, "Int64 with missing values"),
        ([1, 2], {}, "must be a table"),
    ],
)
def test_what_is_no_calendar_is_refused(seen, options, said):
    with pytest.raises(CourseError, match=said):
        gaps(seen, **options)


def test_a_grid_has_every_cell_once_in_the_order_given():
    cells = pd.DataFrame({"x": ["b", "a"], "y": ["q", "p"], "n": [1, 2]})
    found = grid(cells, cells[["y"]], cells[["x"]])
    assert found[["y", "x"]].to_numpy().tolist() == [["q", "b"], ["q", "a"], ["p", "b"], ["p", "a"]]
    assert found["n"].fillna(0).tolist() == [1, 0, 0, 2]
