"""Disputes, rivalries, alliances, peace scale."""

from __future__ import annotations

import pandas as pd
import pytest

from course_utils import load


def _pair(table, a, b, **only):
    rows = load(table)
    rows = rows[rows["state_a"].eq(a) & rows["state_b"].eq(b)]
    for column, value in only.items():
        rows = rows[rows[column].eq(value)]
    return rows


@pytest.mark.parametrize(
    ("a", "b", "mid", "gml"),
    [
        ("ARM", "AZE", 8, 8),
        ("IND", "PAK", 40, 39),
        ("CHN", "IND", 22, 20),
        ("AZE", "RUS", 3, 2),
        ("AZE", "IRN", 4, 3),
        ("ARM", "TUR", 3, 3),
        ("AZE", "PAK", 0, 0),
        ("AZE", "IND", 0, 0),
        ("ARM", "PAK", 0, 0),
    ],
)
def test_number_of_disputes(a, b, mid, gml):
    assert [_pair("disputes", a, b, dataset=name)["onsets"].sum() for name in ("mid", "gml")] == [mid, gml]


def test_interstate_wars():
    india, armenia = (_pair("disputes", *pair, dataset="mid", war=True) for pair in (("IND", "PAK"), ("ARM", "AZE")))
    assert sorted(india["year"]) == [1947, 1948, 1949, 1965, 1971, 1999]
    assert sorted(armenia["year"]) == [1993, 1994]


def test_two_data_sets_disagree_on_the_hostility_of_1992():
    rows = _pair("disputes", "ARM", "AZE", year=1992).set_index("dataset")
    assert rows.loc["mid", "hostility"] == 4
    assert rows.loc["gml", "hostility"] == 5


def test_last_years():
    last = load("disputes").groupby("dataset", observed=True)["year"].max()
    assert last.loc[["mid", "gml"]].tolist() == [2014, 2010]


@pytest.mark.parametrize(
    ("a", "b", "start", "positional"),
    [("IND", "PAK", 1947, True), ("ARM", "AZE", 1991, False), ("CHN", "IND", 1948, True)],
)
def test_rivalries(a, b, start, positional):
    (row,) = _pair("rivalries", a, b).to_dict("records")
    assert row["start"] == start
    assert row["spatial"]
    assert row["positional"] is positional
    assert pd.isna(row["end"])


def test_no_rivalry_links_the_caucasus_with_south_asia():
    rivalries = load("rivalries")
    caucasus, south_asia = {"ARM", "AZE"}, {"IND", "PAK"}
    for a, b in zip(rivalries["state_a"], rivalries["state_b"], strict=True):
        assert not ({a, b} & caucasus and {a, b} & south_asia)


def _years(a, b, dataset, promise):
    rows = _pair("alliances", a, b, dataset=dataset)
    return sorted(rows.loc[rows[promise].eq(True), "year"])


def test_no_alliance_of_azerbaijan_and_pakistan():
    assert _pair("alliances", "AZE", "PAK").empty


@pytest.mark.parametrize(
    ("a", "b", "dataset", "promise", "first", "last"),
    [
        ("ARM", "AZE", "atop", "defence", 1993, 2018),
        ("ARM", "AZE", "cow", "defence", 1992, 2012),
        ("AZE", "TUR", "atop", "nonaggression", 1993, 2018),
        ("AZE", "TUR", "atop", "defence", 1994, 2018),
        ("AZE", "TUR", "atop", "consultation", 2010, 2018),
        ("ARM", "IND", "atop", "neutrality", 1995, 2018),
        ("IND", "PAK", "atop", "nonaggression", 1966, 2018),
        ("IND", "PAK", "cow", "nonaggression", 1972, 2012),
    ],
)
def test_years_of_a_promise(a, b, dataset, promise, first, last):
    assert _years(a, b, dataset, promise) == list(range(first, last + 1))


def test_cow_codes_no_offence():
    alliances = load("alliances")
    assert (alliances["offence"].isna() == alliances["dataset"].eq("cow")).all()


def test_world_totals_count_each_treaty_once():
    totals = load("alliance_totals")
    assert totals["formed"].sum() == 789
    assert totals.query("year == 2018")["in_force"].sum() == 372 + 1  # one ended in 2018
    assert totals.query("1990 <= year < 2000")["formed"].sum() == 237


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        ("ARM", "AZE", 0),
        ("IND", "PAK", 0),
        ("AZE", "PAK", 0.5),
        ("AZE", "TUR", 0.5),
        ("CHN", "PAK", 0.5),
        ("ARM", "TUR", 0.5),
    ],
)
def test_peace_scale(a, b, level):
    assert set(_pair("peace_scale", a, b)["level"]) == {level}


def test_periods_of_the_peace_scale_are_in_order():
    scale = load("peace_scale")
    assert (scale["first_day"] < scale["last_day"]).all()
    assert (scale["level"].isna() == scale["name"].eq("transition")).all()
    later = scale.groupby(["state_a", "state_b"], observed=True)["first_day"].shift(-1)
    assert (later.isna() | (scale["last_day"] < later)).all()
