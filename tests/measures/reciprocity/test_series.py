"""Two directed series on one calendar: gaps, zeros, spans, and what is refused."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils import load
from course_utils.errors import CourseError
from course_utils.measures.reciprocity import lagged_correlation, paired_series
from course_utils.measures.reciprocity.series import directions


def counts(rows, columns=("sender", "receiver", "year", "events")):
    return pd.DataFrame(rows, columns=list(columns))


MONTHS = ("sender", "receiver", "year", "month", "events")
SMALL = counts([("AZE", "PAK", 2001, 3), ("PAK", "AZE", 2001, 1), ("AZE", "PAK", 2003, 4), ("AZE", "IND", 2009, 7)])


def test_missing_is_not_zero():
    series = paired_series(SMALL, "AZE", "PAK", "events")
    assert series["year"].tolist() == [2001, 2002, 2003]
    np.testing.assert_array_equal(series["a_to_b"], [3, np.nan, 4])
    np.testing.assert_array_equal(series["b_to_a"], [1, np.nan, np.nan])


def test_complete_coverage_makes_absent_rows_zero_but_not_missing_values():
    table = pd.concat([SMALL, counts([("PAK", "AZE", 2003, np.nan)])])
    series = paired_series(table, "AZE", "PAK", "events", complete=True)
    np.testing.assert_array_equal(series["a_to_b"], [3, 0, 4])
    np.testing.assert_array_equal(series["b_to_a"], [1, 0, np.nan])


def test_span_reaches_beyond_and_cuts():
    series = paired_series(SMALL, "AZE", "PAK", "events", span=(2000, 2001))
    assert series["year"].tolist() == [2000, 2001]
    np.testing.assert_array_equal(series["a_to_b"], [np.nan, 3])


def test_a_pair_without_rows_is_all_zero_when_coverage_is_complete():
    series = paired_series(SMALL, "PAK", "IND", "events", span=(2000, 2002), complete=True)
    assert series[["a_to_b", "b_to_a"]].to_numpy().tolist() == [[0, 0]] * 3


def test_months():
    table = counts([("ARM", "AZE", 2001, 11, 2), ("AZE", "ARM", 2002, 2, 5)], MONTHS)
    series = paired_series(table, "ARM", "AZE", "events", unit="month", complete=True)
    assert list(zip(series["year"], series["month"], strict=True)) == [(2001, 11), (2001, 12), (2002, 1), (2002, 2)]
    assert series["a_to_b"].tolist() == [2, 0, 0, 0]
    assert series["b_to_a"].tolist() == [0, 0, 0, 5]
    longer = paired_series(table, "ARM", "AZE", "events", unit="month", span=("2001-10", "2002-03"))
    assert len(longer) == 6


values = st.dictionaries(
    st.tuples(st.booleans(), st.integers(2000, 2008)), st.integers(-5, 50), min_size=1, max_size=14
)


@settings(max_examples=12, deadline=None)
@given(values, st.randoms())
def test_twin_order_and_swap(cells, random):
    rows = [("AZE", "PAK", year, v) if there else ("PAK", "AZE", year, v) for (there, year), v in cells.items()]
    random.shuffle(rows)
    series = paired_series(counts(rows), "AZE", "PAK", "events")
    years = sorted(year for _, year in cells)
    assert series["year"].tolist() == list(range(years[0], years[-1] + 1))
    for name, there in (("a_to_b", True), ("b_to_a", False)):
        np.testing.assert_array_equal(series[name], [cells.get((there, year), np.nan) for year in series["year"]])
    swapped = paired_series(counts(rows), "PAK", "AZE", "events")
    np.testing.assert_array_equal(swapped["a_to_b"], series["b_to_a"])
    np.testing.assert_array_equal(swapped["b_to_a"], series["a_to_b"])


def test_agrees_with_a_pandas_pivot_on_the_courses_events():
    table = load("dyad_events")
    series = paired_series(table, "IND", "PAK", "material_conflict")
    pivot = table.astype({"sender": "str", "receiver": "str"}).pivot(
        index="year", columns=["sender", "receiver"], values="material_conflict"
    )
    assert series["a_to_b"].tolist() == pivot["IND", "PAK"].tolist()
    assert series["b_to_a"].tolist() == pivot["PAK", "IND"].tolist()
    assert series["year"].tolist() == list(range(2002, 2015))


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda t: paired_series(t.head(0), "AZE", "PAK", "events"), "have no rows"),
        (lambda t: paired_series(t, "AZE", "PKA", "events"), "Did you mean 'PAK'"),
        (lambda t: paired_series(t, "AZE", "AZE", "events"), "Two different states"),
        (lambda t: paired_series(t, "PAK", "IND", "events"), "No row links PAK and IND"),
        (lambda t: paired_series(t, "AZE", "PAK", "event"), "Lacking: event"),
        (lambda t: paired_series(t, "AZE", "PAK", "sender"), "must hold numbers"),
        (lambda t: paired_series(t, "AZE", "PAK", "events", unit="week"), "unit of time"),
        (lambda t: paired_series(t, "AZE", "PAK", "events", unit="month"), "Lacking: month"),
        (lambda t: paired_series(pd.concat([t, t]), "AZE", "PAK", "events"), "repeat a key"),
        (lambda t: paired_series(t.assign(events=np.inf), "AZE", "PAK", "events"), "infinite"),
        (lambda t: paired_series(t.assign(sender=None), "AZE", "PAK", "events"), "empty cells"),
        (
            lambda t: paired_series(t.assign(sender="PAK", receiver="PAK"), "AZE", "PAK", "events"),
            "two different ones in sender and receiver",
        ),
        (
            lambda t: paired_series(t.assign(year=t["year"] + 0.5), "AZE", "PAK", "events"),
            "column year .* whole numbers",
        ),
        (
            lambda t: paired_series(t.assign(year=[2001, None, 2003, 2004]), "AZE", "PAK", "events"),
            "column year .* empty cells",
        ),
        (lambda t: paired_series(t.assign(year=t["year"] - 1990), "AZE", "PAK", "events"), "four digits"),
        (lambda t: paired_series(t.assign(month=13), "AZE", "PAK", "events", unit="month"), "from 1 to 12"),
        (lambda t: paired_series(t, "AZE", "PAK", "events", span=("early", "late")), "must be two years"),
        (lambda t: paired_series(t, "AZE", "PAK", "events", span=5), "must be two years"),
        (lambda t: paired_series(t, "AZE", "PAK", "events", span=(2003, 2001)), "in order"),
    ],
)
def test_bad_input_is_named(call, words):
    with pytest.raises(CourseError, match=words):
        call(SMALL)


PAIR = pd.DataFrame(
    {"state_a": "AZE", "state_b": "PAK", "year": [2001, 2002, 2003], "a_to_b": [1, 2, 4], "b_to_a": [0, 1, 3]}
)


def test_directions_put_periods_in_order():
    there, back = directions(PAIR[::-1])
    assert (there.sender, there.receiver, back.sender, back.receiver) == ("AZE", "PAK", "PAK", "AZE")
    assert there.given.tolist() == back.answer.tolist() == [1, 2, 4]
    assert there.answer.tolist() == back.given.tolist() == [0, 1, 3]


@pytest.mark.parametrize(
    ("series", "words"),
    [
        (PAIR.head(0), "no rows"),
        (PAIR.assign(state_b=["PAK", "PAK", "IND"]), "one pair"),
        (PAIR.iloc[[0, 2]], "without holes"),
        (pd.concat([PAIR, PAIR]), "without holes"),
        (PAIR.drop(columns="b_to_a"), "Lacking: b_to_a"),
        (PAIR.assign(a_to_b="1"), "must hold numbers"),
        (PAIR.assign(a_to_b=np.inf), "infinite"),
        (PAIR.assign(month=[1, 1, 1]), "without holes"),
    ],
)
def test_broken_series_are_named(series, words):
    with pytest.raises(CourseError, match=words):
        lagged_correlation(series)
