"""Event data: published figures recomputed from the derived tables."""

from __future__ import annotations

import pandas as pd
import pytest

from course_utils import load
from course_utils.states import FOCUS


@pytest.fixture(scope="module")
def events():
    return load("dyad_events").set_index(["sender", "receiver", "year"])


def _both_ways(events, a, b, column):
    return events.loc[(a, b), column], events.loc[(b, a), column]


def test_every_ordered_pair_has_every_year(events):
    states = set(FOCUS) - {"TUR"}
    assert set(load("dyad_events")["sender"]) == states
    assert len(events) == len(states) * (len(states) - 1) * 13


@pytest.mark.parametrize(("a", "b", "r"), [("IND", "PAK", 0.95), ("ARM", "AZE", 0.05)])
def test_material_conflict_is_answered_in_one_pair_only(events, a, b, r):
    there, back = _both_ways(events, a, b, "material_conflict")
    assert there.corr(back) == pytest.approx(r, abs=0.006)


@pytest.mark.parametrize(("a", "b"), [("IND", "PAK"), ("ARM", "AZE"), ("AZE", "PAK")])
def test_verbal_cooperation_is_coded_both_ways_at_once(events, a, b):
    there, back = _both_ways(events, a, b, "verbal_cooperation")
    assert 0.935 < there.corr(back) < 0.99


def test_totals_of_azerbaijan_and_pakistan(events):
    there, back = _both_ways(events, "AZE", "PAK", "verbal_cooperation")
    assert (there.sum(), back.sum()) == (551, 585)


@pytest.mark.parametrize(
    ("pair", "number", "low", "high", "clashes", "rest"),
    [
        (("ARM", "AZE"), 152, 4_596, 11_005, 62, (40, 17)),
        (("IND", "PAK"), 594, 14_240, 23_729, 39, (193, 172)),
    ],
)
def test_incidents(pair, number, low, high, clashes, rest):
    incidents = load("incidents")
    rows = incidents[incidents["sender"].isin(pair) & incidents["receiver"].isin(pair)]
    assert rows["events"].sum() == number
    assert rows[["sender_deaths_low", "receiver_deaths_low"]].sum().sum() == low
    assert rows[["sender_deaths_high", "receiver_deaths_high"]].sum().sum() == high
    fighting = rows[rows["clash"]]["events"].sum()
    assert round(100 * fighting / number) == clashes
    others = rows[~rows["clash"]].groupby(rows["sender"].astype("str"))["events"].sum()
    assert tuple(others.loc[list(pair)]) == rest


def test_incidents_by_month_of_india_and_pakistan():
    incidents = load("incidents")
    rows = incidents[~incidents["clash"] & incidents["sender"].isin(["IND", "PAK"])]
    months = pd.MultiIndex.from_product([range(1947, 2015), range(1, 13)])
    series = rows.pivot_table(index=["year", "month"], columns="sender", values="events", aggfunc="sum", observed=True)
    series = series.reindex(months).fillna(0)
    assert series["IND"].corr(series["PAK"]) == pytest.approx(0.35, abs=0.006)
    assert series["PAK"].corr(series["IND"].shift(-1)) == pytest.approx(0.25, abs=0.006)
    assert series["IND"].corr(series["PAK"].shift(-1)) == pytest.approx(0.12, abs=0.006)


@pytest.mark.parametrize(
    ("a", "b", "year", "month", "tone"), [("ARM", "AZE", 2020, 10, -35_502), ("IND", "PAK", 2019, 2, -8_916)]
)
def test_worst_months(a, b, year, month, tone):
    months = load("gdelt_months").query("state_a == @a and state_b == @b")
    worst = months.loc[months["tone"].idxmin()]
    assert (worst["year"], worst["month"], round(worst["tone"])) == (year, month, tone)


@pytest.mark.parametrize(
    ("a", "b", "mean"), [("AZE", "PAK", 228), ("AZE", "TUR", 1100), ("AZE", "IND", 7), ("ARM", "IND", 15)]
)
def test_mean_month(a, b, mean):
    months = load("gdelt_months").query("state_a == @a and state_b == @b")
    assert len(months) == 74
    assert round(months["tone"].mean()) == mean


def test_days_of_data():
    months = load("gdelt_months").query("state_a == 'AZE' and state_b == 'PAK'")
    span = pd.Timestamp("2024-02-23") - pd.Timestamp("2018-01-01")
    assert span.days + 1 - months["days"].sum() == 96
