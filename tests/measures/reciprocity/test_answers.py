"""Answers in kind: by hand, by a twin, against all possible shifts, the Poisson formula, and known replies."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils import load
from course_utils.errors import CourseError
from course_utils.measures.reciprocity import answer_rate, answers, directed_acts

START = pd.Timestamp("2000-01-01")


def table(rows):
    """Rows of (sender, receiver, day, sign); day 0 is the first of January 2000."""
    acts = pd.DataFrame(rows, columns=["sender", "receiver", "day", "sign"])
    return acts.assign(date=START + pd.to_timedelta(acts.pop("day"), unit="D"))


def span(last, first=0):
    return START + pd.Timedelta(days=first), START + pd.Timedelta(days=last)


BY_HAND = table(
    [
        ("AZE", "PAK", 0, 1),  # answered on day 5
        ("PAK", "AZE", 5, 1),
        ("AZE", "PAK", 5, 1),  # the same day is no answer; day 16 is too late
        ("PAK", "AZE", 16, 1),
        ("AZE", "PAK", 30, -1),  # answered in kind on day 38, not by the friendly act of day 31
        ("PAK", "AZE", 31, 1),
        ("PAK", "AZE", 38, -1),
        ("AZE", "PAK", 95, 1),  # its ten days run past day 100
        ("AZE", "IND", 100, 0),
    ]
)


def test_by_hand():
    found = answers(BY_HAND, "AZE", "PAK", window=10)
    assert found["answered"].tolist() == [True, False, True, False]
    assert found["watched"].tolist() == [True, True, True, False]
    np.testing.assert_array_equal(found["delay"], [5, np.nan, 8, np.nan])
    assert found["answer_date"].dropna().tolist() == [START + pd.Timedelta(days=day) for day in (5, 38)]
    rate = answer_rate(BY_HAND, "AZE", "PAK", window=10).iloc[0]
    assert rate[["n", "answered", "share", "median_delay"]].tolist() == [3, 2, pytest.approx(2 / 3), 6.5]


def test_the_window_is_closed_at_its_last_day():
    acts = table([("AZE", "PAK", 0, 1), ("PAK", "AZE", 10, 1), ("AZE", "IND", 50, 1)])
    assert answers(acts, "AZE", "PAK", window=10)["answered"].item()
    assert not answers(acts, "AZE", "PAK", window=9)["answered"].item()


def test_one_act_can_answer_several_and_columns_stay():
    acts = table([("AZE", "PAK", 0, 1), ("AZE", "PAK", 1, 1), ("PAK", "AZE", 3, 1)]).assign(id=["E1", "E2", "E3"])
    found = answers(acts, "AZE", "PAK", window=5, span=span(90))
    assert found["id"].tolist() == ["E1", "E2"]
    assert found["delay"].tolist() == [3, 2]


def test_the_hour_of_the_day_does_not_matter():
    acts = table([("AZE", "PAK", 0, 1), ("PAK", "AZE", 0, 1)])
    acts["date"] += pd.to_timedelta([9, 21], unit="h")
    assert not answers(acts, "AZE", "PAK", window=5)["answered"].any()


states = st.sampled_from(["AZE", "PAK", "IND"])
one_act = st.tuples(states, states, st.integers(0, 60), st.sampled_from([-1, 0, 1])).filter(lambda a: a[0] != a[1])
many_acts = st.lists(one_act, min_size=1, max_size=20).map(
    lambda rows: [*rows, ("AZE", "PAK", 0, 0), ("PAK", "AZE", 60, 0)]
)


@settings(max_examples=8, deadline=None)
@given(many_acts, st.integers(1, 40), st.randoms())
def test_twin_order_and_shift_in_time(rows, window, random):
    found = answers(table(rows), "AZE", "PAK", window)
    given_ = sorted((day, sign) for a, b, day, sign in rows if (a, b) == ("AZE", "PAK") and sign)
    expected = []
    for day, sign in given_:
        replies = [d - day for a, b, d, s in rows if (a, b, s) == ("PAK", "AZE", sign) and 0 < d - day <= window]
        expected.append((day, sign, bool(replies), min(replies, default=-1), day + window <= 60))
    measured = [
        ((date - START).days, sign, answered, -1 if np.isnan(delay) else delay, watched)
        for date, sign, answered, delay, watched in found[["date", "sign", "answered", "delay", "watched"]].itertuples(
            index=False
        )
    ]
    assert sorted(measured) == sorted(expected)
    random.shuffle(rows)
    later = [(a, b, day + 400, sign) for a, b, day, sign in rows]
    first = answer_rate(table(rows), "AZE", "PAK", window, draws=20)
    pd.testing.assert_frame_equal(answer_rate(table(later), "AZE", "PAK", window, draws=20), first)
    renamed = table([({"AZE": "ARM"}.get(a, a), {"AZE": "ARM"}.get(b, b), day, s) for a, b, day, s in rows])
    pd.testing.assert_frame_equal(answer_rate(renamed, "ARM", "PAK", window, draws=20).iloc[:, 2:], first.iloc[:, 2:])
    shares = first[["share", "placebo", "placebo_low", "placebo_high", "p"]].stack().dropna()
    assert shares.between(0, 1).all()


def test_placebo_equals_all_shifts_counted_one_by_one():
    rows = [("AZE", "PAK", day, 1) for day in (3, 10, 22, 41)] + [("PAK", "AZE", day, 1) for day in (4, 5, 30)]
    exact = []
    for shift in range(1, 60):
        moved = [(day + shift) % 60 for day in (4, 5, 30)]
        exact.append(np.mean([any(0 < back - day <= 6 for back in moved) for day in (3, 10, 22, 41)]))
    row = answer_rate(table(rows), "AZE", "PAK", window=6, span=span(59), draws=4000).iloc[0]
    assert row["placebo"] == pytest.approx(np.mean(exact), abs=0.02)
    observed = np.mean([True, False, False, False])
    assert row["share"] == observed
    assert row["p"] == pytest.approx(np.mean(np.array(exact) >= observed), abs=0.03)
    low, high = np.quantile(exact, [0.025, 0.975])
    assert row[["placebo_low", "placebo_high"]].tolist() == pytest.approx([low, high], abs=1e-9)


def test_dense_series_answer_by_chance_as_the_poisson_process_says():
    # With acts at a rate of one in ten days, the chance of one within 14 days is 1 - exp(-14 / 10) = 0.753.
    random = np.random.default_rng(5)
    days = random.integers(0, 7300, size=(2, 730))
    rows = [("AZE", "PAK", day, 1) for day in days[0]] + [("PAK", "AZE", day, 1) for day in days[1]]
    row = answer_rate(table(rows), "AZE", "PAK", window=14, span=span(7299), draws=99).iloc[0]
    assert row["placebo"] == pytest.approx(1 - np.exp(-1.4), abs=0.02)
    assert row["share"] == pytest.approx(row["placebo"], abs=0.05)


def test_known_replies_are_found_and_only_in_their_direction():
    random = np.random.default_rng(1)
    days = np.sort(random.choice(7000, size=40, replace=False))
    rows = [("AZE", "PAK", day, -1) for day in days] + [("PAK", "AZE", day + 7, -1) for day in days]
    found = answer_rate(table(rows), "AZE", "PAK", window=10, span=span(7300)).set_index("sender")
    assert found.loc["AZE", ["n", "share", "median_delay"]].tolist() == [40, 1, 7]
    assert found.loc["AZE", "p"] < 0.01
    assert found.loc["PAK", "p"] > 0.05


def test_independent_acts_are_rejected_no_more_than_the_nominal_rate():
    random = np.random.default_rng(0)
    p = []
    for _ in range(25):
        days = random.integers(0, 3650, size=(2, 30))
        rows = [("AZE", "PAK", day, 1) for day in days[0]] + [("PAK", "AZE", day, 1) for day in days[1]]
        p += answer_rate(table(rows), "AZE", "PAK", window=40, span=span(3649), draws=39)["p"].tolist()
    # 50 tests: at most 0.05 and two standard errors of 0.031.
    assert np.mean(np.array(p) <= 0.05) < 0.112
    assert np.mean(p) == pytest.approx(0.5, abs=0.12)


def test_the_same_seed_gives_the_same_table():
    one, two, other = (answer_rate(BY_HAND, "AZE", "PAK", window=10, draws=50, seed=seed) for seed in (1, 1, 2))
    pd.testing.assert_frame_equal(one, two)
    assert one["placebo"].tolist() != other["placebo"].tolist()


def test_nothing_to_answer_and_nobody_who_answers():
    acts = table([("AZE", "PAK", 0, 1), ("AZE", "PAK", 50, 1), ("PAK", "IND", 100, 1)])
    assert len(answers(acts, "PAK", "AZE", window=10)) == 0
    there, back = (row for _, row in answer_rate(acts, "AZE", "PAK", window=10).iterrows())
    assert there[["n", "answered", "share", "placebo", "p"]].tolist() == [2, 0, 0, 0, 1]
    assert np.isnan(there["median_delay"])
    assert back[["n", "answered"]].tolist() == [0, 0]
    assert back[["share", "placebo", "placebo_low", "placebo_high", "p", "median_delay"]].isna().all()


def test_acts_outside_the_span_do_not_count():
    row = answer_rate(BY_HAND, "AZE", "PAK", window=10, span=span(45, first=20)).iloc[0]
    assert row[["n", "answered"]].tolist() == [1, 1]


@pytest.mark.parametrize(
    ("change", "options", "words"),
    [
        (lambda t: t.head(0), {}, "have no rows"),
        (lambda t: t.drop(columns="date"), {}, "Lacking: date"),
        (lambda t: t.assign(date="2001-01-01"), {}, "must hold dates"),
        (lambda t: t.assign(date=pd.NaT), {}, "empty cells"),
        (lambda t: t.assign(date=t["date"].dt.tz_localize("UTC")), {}, "without a time zone"),
        (lambda t: t.assign(sign=2), {}, "sign of an act"),
        (lambda t: t.assign(sign=np.inf), {}, "sign of an act"),
        (lambda t: t.assign(sign=None), {}, "sign"),
        (lambda t: t.assign(sign="+1"), {}, "must hold numbers"),
        (lambda t: t.assign(receiver=t["sender"]), {}, "two different ones in sender and receiver"),
        (lambda t: t.assign(receiver=None), {}, "empty cells"),
        (lambda t: t.assign(id="E001"), {}, "repeat a key"),
        (lambda t: t, {"window": 0}, "at least 1"),
        (lambda t: t, {"window": 2.5}, "whole number"),
        (lambda t: t, {"span": "2001"}, "two days"),
        (lambda t: t, {"span": ("2001-13-01", "2002-01-01")}, "two days"),
        (lambda t: t, {"span": ("2002-01-01", "2001-01-01")}, "in order"),
    ],
)
@pytest.mark.parametrize("measure", [answers, answer_rate])
def test_bad_input_is_named(measure, change, options, words):
    with pytest.raises(CourseError, match=words):
        measure(change(BY_HAND), "AZE", "PAK", **{"window": 10, **options})


def test_bad_states_and_draws_are_named():
    with pytest.raises(CourseError, match="Did you mean 'PAK'"):
        answers(BY_HAND, "AZE", "PKA", window=5)
    with pytest.raises(CourseError, match="Two different states"):
        answer_rate(BY_HAND, "AZE", "AZE", window=5)
    with pytest.raises(CourseError, match="number of draws"):
        answer_rate(BY_HAND, "AZE", "PAK", window=5, draws=0)
    with pytest.raises(CourseError, match="between 0 and 1"):
        answer_rate(BY_HAND, "AZE", "PAK", window=5, level=95)


def test_incidents_without_clashes_of_the_course():
    # results.md, m6: 62 % of the dated events of Armenia and Azerbaijan are clashes filed under one side.
    incidents = load("incidents")
    events = incidents.groupby([incidents["sender"].astype("str"), "clash"])["events"].sum()
    for pair, total, share in ((["ARM", "AZE"], 152, 0.62), (["IND", "PAK"], 594, 0.39)):
        both = events[events.index.get_level_values("sender").isin(pair)]
        assert both.sum() == total
        assert both.xs(True, level="clash").sum() / total == pytest.approx(share, abs=0.01)
    assert [events[state, False] for state in ("IND", "PAK", "ARM", "AZE")] == [193, 172, 40, 17]


def test_incidents_are_answered_more_than_the_placebo_only_in_the_short_run():
    incidents = load("incidents")
    quiet = incidents[~incidents["clash"]]
    acts = quiet.assign(date=pd.to_datetime(quiet[["year", "month"]].assign(day=1)), sign=-1)
    whole = ("1947-08-01", "2014-12-31")
    month, year = (answer_rate(acts, "IND", "PAK", w, whole, draws=199) for w in (31, 366))
    assert (month["share"] > month["placebo_high"]).all()
    # Within a year most are answered, but so are most at random.
    assert (year["placebo"] > 0.5).all()
    assert (month["share"] / month["placebo"] > year["share"] / year["placebo"]).all()


def test_the_chronology_has_too_few_acts_to_tell():
    acts = directed_acts(load("events"))
    rate = answer_rate(acts, "AZE", "PAK", window=365, draws=199)
    assert (rate["placebo_low"] <= rate["share"]).all() and (rate["share"] <= rate["placebo_high"]).all()
