"""The account of gestures: by hand, by a twin, the index of Grubel and Lloyd, and tit for tat."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils import load
from course_utils.errors import CourseError
from course_utils.measures.reciprocity import balance_of_gestures, directed_acts, running_account

START = pd.Timestamp("2000-01-01")


def table(rows):
    """Rows of (sender, receiver, day, sign); day 0 is the first of January 2000."""
    acts = pd.DataFrame(rows, columns=["sender", "receiver", "day", "sign"])
    return acts.assign(date=START + pd.to_timedelta(acts.pop("day"), unit="D"))


A, B = "AZE", "PAK"
# Balance of AZE: +1 on day 0, +2 on 10, +1 on 20, 0 on 30, -1 on 50; the watch ends on day 100.
BY_HAND = table(
    [(A, B, 0, 1), (A, B, 10, 1), (B, A, 20, 1), (B, A, 30, 1), (B, A, 50, 1), (A, B, 60, -1), (A, "IND", 100, 1)]
)


def test_by_hand():
    account = running_account(BY_HAND, A, B)
    assert account["balance"].tolist() == [1, 2, 1, 0, -1]
    assert account["given"].tolist() == [1, 1, 0, 0, 0]
    assert account["received"].tolist() == [0, 0, 1, 1, 1]
    row = balance_of_gestures(BY_HAND, A, B).iloc[0]
    assert row[["n", "given", "received", "balance", "ahead"]].tolist() == [5, 2, 3, -1, B]
    assert row["imbalance"] == pytest.approx(1 / 5)
    assert row[["widest", "widest_date"]].tolist() == [2, START + pd.Timedelta(days=10)]
    # Open from day 0 to 30 and from 50 to 100.
    assert row[["days", "open_days", "longest_open", "still_open"]].tolist() == [100, 80, 50, True]


def test_hostile_acts_have_their_own_account():
    row = balance_of_gestures(BY_HAND, A, B, sign=-1).iloc[0]
    assert row[["n", "given", "received", "ahead", "imbalance"]].tolist() == [1, 1, 0, A, 1]
    assert row[["days", "open_days"]].tolist() == [40, 40]


def test_the_two_gestures_of_one_day_cancel():
    row = balance_of_gestures(table([(A, B, 5, 1), (B, A, 5, 1), (A, "IND", 9, 1)]), A, B).iloc[0]
    assert row[["n", "balance", "imbalance", "widest", "open_days", "still_open"]].tolist() == [2, 0, 0, 0, 0, False]
    assert pd.isna(row["ahead"])


def test_weights():
    acts = BY_HAND.assign(value=[0.1, 0.2, 0.3, 4, 5, 6, 7])
    assert running_account(acts, A, B, weight="value")["balance"].tolist() == pytest.approx([0.1, 0.3, 0, -4, -9])
    row = balance_of_gestures(acts, A, B, weight="value").iloc[0]
    assert row["imbalance"] == pytest.approx(9 / 9.6)
    # On day 20 the account is level, though 0.1 + 0.2 - 0.3 is not 0 in floating point.
    assert row[["open_days", "longest_open"]].tolist() == [90, 70]


def test_span_leaves_acts_out():
    row = balance_of_gestures(BY_HAND, A, B, span=(START + pd.Timedelta(days=15), START + pd.Timedelta(days=40))).iloc[
        0
    ]
    assert row[["n", "given", "received", "open_days", "days"]].tolist() == [2, 0, 2, 20, 20]


states = st.sampled_from([A, B, "IND"])
one_act = st.tuples(states, states, st.integers(0, 40), st.sampled_from([-1, 0, 1])).filter(lambda a: a[0] != a[1])
many_acts = st.lists(one_act, max_size=20).map(lambda rows: [*rows, (A, B, 0, 0), (B, A, 40, 0)])


@settings(max_examples=8, deadline=None)
@given(many_acts, st.sampled_from([1, -1]), st.randoms())
def test_twin_day_by_day_swap_and_order(rows, sign, random):
    row = balance_of_gestures(table(rows), A, B, sign=sign).iloc[0]
    balance, by_day, started = 0, [], None
    for day in range(41):
        today = [1 if a == A else -1 for a, b, d, s in rows if {a, b} == {A, B} and d == day and s == sign]
        balance += sum(today)
        started = day if started is None and today else started
        by_day.append(balance)
    n = sum({a, b} == {A, B} and s == sign for a, b, _, s in rows)
    assert row[["n", "balance"]].tolist() == [n, balance]
    assert row["given"] + row["received"] == n
    if n == 0:
        assert row[["given", "received", "days", "open_days", "longest_open"]].eq(0).all()
        assert row[["ahead", "imbalance", "widest", "widest_date"]].isna().all()
        assert not row["still_open"]
    else:
        # Grubel and Lloyd (1975): the balanced part of a two-way flow is 1 - |X - M| / (X + M).
        assert row["imbalance"] == pytest.approx(1 - 2 * min(row["given"], row["received"]) / n)
        assert row["widest"] == max(map(abs, by_day))
        assert by_day[(row["widest_date"] - START).days] in (row["widest"], -row["widest"])
        # A day counts as open when the account was open at its end and the next one had begun to be watched.
        assert row["open_days"] == sum(b != 0 for b in by_day[:40])
        spells = "".join("o" if b else " " for b in by_day[:40]).split()
        assert row["longest_open"] == max(map(len, spells), default=0)
        assert row["days"] == 40 - started
        assert row["still_open"] == (balance != 0)
        assert (row["ahead"] == (A if balance > 0 else B)) if balance else pd.isna(row["ahead"])
    swapped = balance_of_gestures(table(rows), B, A, sign=sign).iloc[0]
    same = ["n", "imbalance", "widest", "widest_date", "days", "open_days", "longest_open", "still_open", "ahead"]
    pd.testing.assert_series_equal(swapped[same], row[same])
    assert (swapped["given"], swapped["balance"]) == (row["received"], -row["balance"])
    random.shuffle(rows)
    pd.testing.assert_frame_equal(
        balance_of_gestures(table(rows), A, B, sign=sign), row.to_frame().T, check_dtype=False
    )


@pytest.mark.parametrize("seed", range(3))
def test_tit_for_tat_never_runs_an_account_wider_than_one(seed):
    # Axelrod (1984): tit for tat is never more than one refusal behind, whatever the other does.
    other = np.random.default_rng(seed).integers(0, 2, 60)
    rows = []
    for day, refusals in enumerate(zip([0, *other[:-1]], other, strict=True)):
        rows += [(A, B, day, -1)] * refusals[0] + [(B, A, day, -1)] * refusals[1]
    row = balance_of_gestures(table(rows), A, B, sign=-1).iloc[0]
    assert row["widest"] == 1
    assert running_account(table(rows), A, B, sign=-1)["balance"].isin([0, -1]).all()


def test_input_is_left_as_it_was():
    before = BY_HAND.copy(deep=True)
    balance_of_gestures(BY_HAND, A, B)
    pd.testing.assert_frame_equal(BY_HAND, before)


@pytest.mark.parametrize(
    ("change", "options", "words"),
    [
        (lambda t: t.head(0), {}, "have no rows"),
        (lambda t: t.drop(columns="sign"), {}, "Lacking: sign"),
        (lambda t: t, {"sign": 0}, "must be 1"),
        (lambda t: t, {"weight": "value"}, "Lacking: value"),
        (lambda t: t.assign(value="big"), {"weight": "value"}, "must hold numbers"),
        (lambda t: t.assign(value=-1), {"weight": "value"}, "0 or more"),
        (lambda t: t.assign(value=np.inf), {"weight": "value"}, "infinite"),
        (lambda t: t.assign(value=[1, 2, None, 4, 5, 6, 7]), {"weight": "value"}, "empty cells in 1"),
        (lambda t: t.assign(sender=["IND"] * 7, receiver="AZE"), {}, "no state in these acts called 'PAK'"),
    ],
)
@pytest.mark.parametrize("measure", [running_account, balance_of_gestures])
def test_bad_input_is_named(measure, change, options, words):
    with pytest.raises(CourseError, match=words):
        measure(change(BY_HAND), A, B, **options)


def test_the_chronology_of_the_course():
    acts = directed_acts(load("events"))
    row = balance_of_gestures(acts, A, B).iloc[0]
    text = load("events")["directed_acts"].dropna()
    assert row["given"] == text.str.count(r"AZE>PAK:\+1").sum()
    assert row["received"] == text.str.count(r"PAK>AZE:\+1").sum()
    # In the events that were gathered for the claims, Pakistan has done more, and the account never closed.
    assert row["ahead"] == B and row["still_open"]
    assert row["open_days"] == row["days"]
