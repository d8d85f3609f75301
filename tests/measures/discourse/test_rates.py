"""Rates against published Poisson intervals, statsmodels and the speeches themselves."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import poisson
from statsmodels.stats.rates import confint_poisson

from course_utils import load
from course_utils.errors import CourseError
from course_utils.measures.discourse import bootstrap_rates, rate_difference, rates


def tables(counts, words, states=None, years=None):
    """One term counted in as many speeches as there are counts."""
    n = len(counts)
    speeches = pd.DataFrame({"state": states or ["AZE"] * n, "year": years or list(range(2000, 2000 + n))})
    return speeches.assign(term="kinship", count=counts), speeches.assign(words=words)


@pytest.mark.parametrize(
    ("count", "low", "high"),
    # Garwood (1936), exact 95 per cent limits of a Poisson mean, as in every later table of them.
    [(0, 0, 3.689), (1, 0.025, 5.572), (5, 1.623, 11.668), (10, 4.795, 18.390)],
)
def test_published_exact_limits(count, low, high):
    measured = rates(*tables([count], [1000])).iloc[0]
    assert measured["rate"] == count
    assert (measured["low"], measured["high"]) == pytest.approx((low, high), abs=0.001)


@given(st.integers(0, 200), st.integers(1, 50_000), st.sampled_from([0.5, 0.9, 0.95, 0.99]))
@settings(max_examples=10)
def test_interval_equals_statsmodels_and_its_definition(count, words, level):
    measured = rates(*tables([count], [words]), level=level).iloc[0]
    ends = confint_poisson(float(count), words / 1000, method="exact-c", alpha=1 - level)
    assert (measured["low"], measured["high"]) == pytest.approx(ends)
    # At either end the count seen, or a more extreme one, has the probability of one tail.
    tail = (1 - level) / 2
    assert poisson.cdf(count, measured["high"] * words / 1000) == pytest.approx(tail)
    if count:
        assert poisson.sf(count - 1, measured["low"] * words / 1000) == pytest.approx(tail)


def test_by_hand_and_by_window():
    # 1990s: 3 in 1,500 words, 2 a thousand; 2000s: 1 in 4,000, a quarter.
    terms, speeches = tables([1, 2, 1], [1000, 500, 4000], years=[1994, 1999, 2000])
    found = rates(terms, speeches, window=10)
    assert found[["state", "window", "n", "words", "count", "rate"]].values.tolist() == [
        ["AZE", 1990, 2, 1500, 3, 2.0],
        ["AZE", 2000, 1, 4000, 1, 0.25],
    ]
    assert rates(terms, speeches, by=None)["rate"].tolist() == pytest.approx([4 / 5.5])
    assert rates(terms, speeches, by=["state", "year"])["n"].tolist() == [1, 1, 1]


counted = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 3000), st.sampled_from(["AZE", "PAK"])), min_size=1, max_size=12
)


@given(counted)
@settings(max_examples=10)
def test_twin_bounds_and_order(rows):
    terms, speeches = tables(*[list(column) for column in zip(*rows, strict=True)])
    found = rates(terms, speeches)
    assert rates(terms.iloc[::-1], speeches.sample(frac=1, random_state=1)).equals(found)
    for row in found.to_dict("records"):
        own = [r for r in rows if r[2] == row["state"]]
        words, count = sum(r[1] for r in own), sum(r[0] for r in own)
        assert (row["words"], row["count"], row["n"]) == (words, count, sum(r[1] > 0 for r in own))
        if words:
            assert row["rate"] == pytest.approx(1000 * count / words)
            assert row["low"] <= row["rate"] <= row["high"]
        else:
            assert np.isnan([row["rate"], row["low"], row["high"]]).all()


def test_no_words_and_no_rows():
    terms, speeches = tables([0], [0])
    for measure in (rates, bootstrap_rates):
        row = measure(terms, speeches).iloc[0]
        assert row["n"] == 0 and row[["rate", "low", "high"]].isna().all()
        empty = measure(terms.iloc[:0], speeches.iloc[:0])
        assert len(empty) == 0 and {"state", "term", "n", "rate", "low", "high"} <= set(empty.columns)
        assert len(measure(terms.iloc[:0], speeches.iloc[:0], by=None)) == 0


def test_counts_of_other_speeches_are_left_out():
    terms, speeches = tables([1, 2], [1000, 1000])
    assert rates(terms, speeches[speeches["year"] == 2001])["count"].tolist() == [2]


def test_a_state_renamed_keeps_its_rate():
    terms, speeches = tables([1, 2, 3], [900, 1000, 800], states=["AZE", "PAK", "AZE"])
    names = {"AZE": "one", "PAK": "two"}
    renamed = [table.assign(state=table["state"].map(names)) for table in (terms, speeches)]
    for measure in (rates, bootstrap_rates):
        there, back = measure(terms, speeches), measure(*renamed)
        pd.testing.assert_frame_equal(there.drop(columns="state"), back.drop(columns="state"))


def bad(change_terms=None, change_speeches=None):
    terms, speeches = tables([1, 2], [1000, 1000])
    return (
        change_terms(terms) if change_terms else terms,
        change_speeches(speeches) if change_speeches else speeches,
    )


@pytest.mark.parametrize("measure", [rates, bootstrap_rates, lambda *both: rate_difference(*both, "AZE", "PAK")])
@pytest.mark.parametrize(
    ("pair", "words"),
    [
        (bad(lambda t: t.drop(columns="count")), "Lacking: count"),
        (bad(None, lambda s: s.drop(columns="words")), "Lacking: words"),
        (bad(lambda t: t.assign(count=-1)), "0 or more"),
        (bad(lambda t: t.assign(count=[1, np.inf])), "infinite value"),
        (bad(lambda t: t.assign(count=[1, None])), "empty cells"),
        (bad(lambda t: t.assign(count=["1", "2"])), "must hold numbers"),
        (bad(None, lambda s: s.assign(words=0.5)), "column words"),
        (bad(lambda t: pd.concat([t, t])), "2 repeat a key"),
        (bad(None, lambda s: pd.concat([s, s])), "2 repeat a key"),
        (bad(lambda t: t.iloc[1:]), "lack 1 rows for these speeches, first state AZE, year 2000, term kinship"),
        (bad(lambda t: t[["term", "count"]].iloc[:1]), "share none"),
    ],
)
def test_bad_tables_are_named(measure, pair, words):
    with pytest.raises(CourseError, match=words):
        measure(*pair)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda t, s: rates(t, s, by="sate"), "Did you mean 'state'"),
        (lambda t, s: rates(t, s, window=0), "window in years must be a whole number"),
        (lambda t, s: rates(t, s, window=2.5), "window in years must be a whole number"),
        (lambda t, s: rates(t, s.assign(year=s["year"].astype("str")), by=None), "int64 in the term counts and str"),
        (lambda t, s: rates(t.drop(columns="year").iloc[:1], s.drop(columns="year").iloc[:1], window=5), "year"),
        (lambda t, s: rates(t, s, level=95), "between 0 and 1"),
        (lambda t, s: bootstrap_rates(t, s, level=0), "between 0 and 1"),
        (lambda t, s: bootstrap_rates(t, s, draws=0), "number of draws"),
        (lambda t, s: rate_difference(t, s, "AZE", "PAK", draws=1.5), "number of draws"),
        (lambda t, s: rate_difference(t, s, "AZE", "AZ"), "no state in these speeches called 'AZ'"),
        (lambda t, s: rate_difference(t, s, "AZE", "AZE"), "came twice"),
    ],
)
def test_bad_choices_are_named(call, words):
    with pytest.raises(CourseError, match=words):
        call(*tables([1, 2], [1000, 1000]))


def test_speeches_of_the_general_debate():
    speeches = load("speeches").query("year >= 1992")
    found = rates(load("speech_terms"), speeches).set_index(["state", "term"])
    expected = {
        ("AZE", "pakistan"): 1,
        ("AZE", "kashmir"): 0,
        ("AZE", "kinship"): 3,
        ("PAK", "kinship"): 28,
        ("PAK", "karabakh"): 1,
        ("TUR", "karabakh"): 21,
        ("TUR", "kashmir"): 15,
    }
    assert {key: found.loc[key, "count"] for key in expected} == expected
    # The pattern of the data package also counts "Azeri", hence two more than in the notes of the course.
    assert found.loc[("PAK", "azerbaijan"), "count"] == 11
    assert found.loc["AZE", "n"].eq(34).all()
    # Never said in 74,410 words: at most 3.689 such words in 74.41 thousand.
    assert found.loc[("AZE", "kashmir"), "high"] == pytest.approx(3.689 / 74.41, abs=1e-4)
