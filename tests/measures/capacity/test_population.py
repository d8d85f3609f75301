"""Counts per head."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils import load
from course_utils.errors import CourseError
from course_utils.measures.capacity import per_capita

COUNTS = pd.DataFrame({"state": ["AZE", "PAK"], "n": [50, 60]})
PEOPLE = pd.DataFrame({"state": ["PAK", "AZE"], "population": [240_000_000, 10_000_000]})


def test_rates_by_hand():
    # 50 / 10 million = 5 a million; 60 / 240 million = 0.25 a million.
    assert per_capita(COUNTS, PEOPLE)["rate"].tolist() == [5.0, 0.25]
    assert per_capita(COUNTS, PEOPLE, per=1000)["rate"].tolist() == pytest.approx([0.005, 0.00025])
    assert per_capita(COUNTS.assign(population=1), PEOPLE)["rate"].tolist() == [5.0, 0.25]


def test_years_are_matched_where_both_have_them():
    counts = pd.DataFrame({"state": "AZE", "year": [2000, 2001], "n": [8, 8]})
    people = pd.DataFrame({"state": "AZE", "year": [2001, 2000], "population": [8_000_000, 4_000_000]})
    assert per_capita(counts, people)["rate"].tolist() == [2.0, 1.0]


def test_a_state_without_population_stays_with_no_rate():
    people = PEOPLE.astype({"population": "Int64"})
    people.loc[0, "population"] = pd.NA
    for table in (people, PEOPLE.iloc[1:]):
        rates = per_capita(COUNTS, table)
        assert rates["state"].tolist() == ["AZE", "PAK"]
        assert rates["rate"].isna().tolist() == [False, True]
    assert per_capita(COUNTS.iloc[:0], PEOPLE).empty


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(1, 10**9)), min_size=1, max_size=20), st.randoms())
@settings(max_examples=10)
def test_rates_in_any_order(rows, random):
    counts = pd.DataFrame({"state": [f"S{i}" for i in range(len(rows))], "n": [n for n, _ in rows]})
    people = counts[["state"]].assign(population=[p for _, p in rows])
    order = random.sample(range(len(rows)), len(rows))
    rates = per_capita(counts, people.iloc[order])
    assert rates["rate"].tolist() == pytest.approx([n / (p / 1_000_000) for n, p in rows])
    pd.testing.assert_frame_equal(
        per_capita(counts.iloc[order], people).sort_values("state", ignore_index=True),
        rates.sort_values("state", ignore_index=True),
    )


@pytest.mark.parametrize(
    ("counts", "people", "per", "words"),
    [
        (COUNTS.drop(columns="n"), PEOPLE, 1, "Lacking: n"),
        (COUNTS, PEOPLE.drop(columns="population"), 1, "Lacking: population"),
        (pd.concat([COUNTS, COUNTS]), PEOPLE, 1, "counts must have one row for each state"),
        (COUNTS, pd.concat([PEOPLE, PEOPLE]), 1, "populations must have one row for each state"),
        (COUNTS.assign(n=-1), PEOPLE, 1, "0 or more"),
        (COUNTS.assign(n=np.nan), PEOPLE, 1, "empty cells in 2 of 2"),
        (COUNTS.assign(n="1"), PEOPLE, 1, "must hold numbers"),
        (COUNTS, PEOPLE.assign(population=np.inf), 1, "finite"),
        (COUNTS, PEOPLE.assign(population=0), 1, "above zero"),
        (COUNTS, PEOPLE, 0, "above 0"),
    ],
)
def test_bad_input(counts, people, per, words):
    with pytest.raises(CourseError, match=words):
        per_capita(counts, people, per=per)


def test_pakistan_has_fewer_missions_a_head_than_azerbaijan():
    missions = load("embassies").query("kind in ['embassy', 'high_commission']")
    counts = (
        missions.groupby("sender", observed=True)["receiver"].nunique().rename("n").rename_axis("state").reset_index()
    )
    rates = per_capita(counts, load("economy").query("year == 2022")).set_index("state")
    assert rates.loc["AZE", "rate"] == pytest.approx(53 / 10.141756)
    assert rates.loc["AZE", "rate"] > 20 * rates.loc["PAK", "rate"]
    # Taiwan has missions, but no row in the World Bank's tables.
    assert rates["rate"].isna().sum() == 1 and np.isnan(rates.loc["TWN", "rate"])
