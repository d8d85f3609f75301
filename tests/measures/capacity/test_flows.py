"""Treaties that start, end and stand."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils import load
from course_utils.errors import CourseError
from course_utils.measures.capacity import by_period, treaty_flows


def treaties(*rows):
    return pd.DataFrame(rows, columns=["signed", "terminated"]).astype("Int64")


def test_flows_by_hand():
    table = treaty_flows(treaties((1990, 1992), (1990, None), (1993, 1993), (None, 1993), (None, None)))
    # The two treaties without a start never enter, and the end of one of them is not counted.
    assert table.values.tolist() == [
        [1990, 2, 0, 2, 2],
        [1991, 0, 0, 2, 2],
        [1992, 0, 1, 1, 2],
        [1993, 1, 1, 1, 2],
    ]


def test_dates_and_years_agree():
    years = treaties((1990, 1992), (1991, None))
    dates = pd.DataFrame(
        {"signed": pd.to_datetime(["1990-05-01", "1991-12-31"]), "terminated": pd.to_datetime(["1992-01-01", None])}
    )
    pd.testing.assert_frame_equal(treaty_flows(years), treaty_flows(dates))


@given(
    st.lists(st.tuples(st.integers(1980, 1990), st.none() | st.integers(0, 8)), min_size=1, max_size=30), st.randoms()
)
@settings(max_examples=15)
def test_stock_is_what_stands_on_the_last_day(rows, random):
    spans = [(start, None if length is None else start + length) for start, length in rows]
    table = treaty_flows(treaties(*spans)).set_index("year")
    for year in table.index:
        standing = sum(start <= year and (end is None or end > year) for start, end in spans)
        assert table.loc[year, "stock"] == standing
    shuffled = random.sample(spans, len(spans))
    pd.testing.assert_frame_equal(table, treaty_flows(treaties(*shuffled)).set_index("year"))


@pytest.mark.parametrize("rows", [(), ((None, 1990),)])
def test_nothing_dated_is_an_empty_table(rows):
    table = treaty_flows(treaties(*rows))
    assert table.empty
    assert table.columns.tolist() == ["year", "started", "ended", "stock", "undated"]


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (pd.DataFrame({"signed": [1990]}), "Lacking: terminated"),
        (treaties((1992, 1990)), "1 of the treaties end before they start, first in row 0"),
        (pd.DataFrame({"signed": ["1990"], "terminated": [1991]}), "must hold numbers"),
        (pd.DataFrame({"signed": [1990.5], "terminated": [1991]}), "dates or whole years"),
        (pd.DataFrame({"signed": [np.inf], "terminated": [1991]}), "dates or whole years"),
    ],
)
def test_bad_treaties(table, words):
    with pytest.raises(CourseError, match=words):
        treaty_flows(table)


def test_periods_by_hand():
    yearly = pd.DataFrame({"year": [2001, 1999, 2000], "n": [4, 3, 2]})
    # 2000-2004 holds two years of the table: (2 + 4) / 2 = 3.
    assert by_period(yearly, ["n"]).values.tolist() == [[1995, 1999, 1, 3], [2000, 2004, 2, 3]]
    assert by_period(yearly, ["n"], width=10, last=2000).values.tolist() == [[1990, 1999, 1, 3], [2000, 2009, 1, 2]]
    assert by_period(yearly.iloc[:0], ["n"]).columns.tolist() == ["first", "last", "years", "n"]


@given(st.lists(st.integers(0, 50), min_size=1, max_size=40), st.integers(1, 12))
@settings(max_examples=15)
def test_periods_add_up_to_the_whole(values, width):
    yearly = pd.DataFrame({"year": range(1987, 1987 + len(values)), "n": values})
    periods = by_period(yearly, ["n"], width=width)
    assert periods["years"].sum() == len(values)
    assert (periods["n"] * periods["years"]).sum() == pytest.approx(sum(values))
    for row in periods.itertuples():
        inside = [value for year, value in zip(yearly["year"], values, strict=True) if row.first <= year <= row.last]
        assert row.n == pytest.approx(np.mean(inside))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"columns": ["m"]}, "Lacking: m"),
        ({"columns": ["n"], "width": 0}, "whole number of at least 1"),
        ({"columns": ["name"]}, "must hold numbers"),
    ],
)
def test_bad_periods(arguments, words):
    yearly = pd.DataFrame({"year": [2000], "n": [1], "name": ["x"]})
    with pytest.raises(CourseError, match=words):
        by_period(yearly, **arguments)


def test_a_year_twice():
    with pytest.raises(CourseError, match="repeat a key"):
        by_period(pd.DataFrame({"year": [2000, 2000], "n": [1, 2]}), ["n"])


def test_bilateral_investment_treaties_rise_and_fall():
    # UNCTAD's records: 189 signed a year in 1995-1999, 12 in 2020-2024; 5 ended a year, then 43.
    bits = load("investment_treaties").query("kind == 'BIT'")
    periods = by_period(treaty_flows(bits)).set_index("first")
    assert periods.loc[1995, ["years", "started", "ended"]].tolist() == [5, 189.0, 4.8]
    assert periods.loc[2020, ["years", "started", "ended"]].tolist() == [5, 12.2, 42.8]
    in_force = treaty_flows(bits, start="in_force")
    assert in_force["undated"].iloc[0] == bits["in_force"].isna().sum()
    assert in_force["stock"].iloc[-1] == bits["status"].eq("in force").sum()
