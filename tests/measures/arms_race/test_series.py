"""Yearly series, their gaps, shares of suppliers and the burden beside the world's."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils import load
from course_utils.errors import CourseError
from course_utils.measures.arms_race import burden, indexed, suppliers, two_series, yearly

SPENDING = pd.DataFrame(
    {
        "state": ["ARM", "ARM", "AZE", "AZE", "AZE"],
        "year": [1993, 1995, 1993, 1994, 1995],
        "share_of_gdp": [2.0, 4.0, 5.0, 2.5, None],
    }
)
REGISTER = pd.DataFrame(
    {
        "recipient": ["AZE", "AZE", "AZE", "PAK"],
        "supplier_name": ["Russia", "Israel", "Russia", "China"],
        "year": [2013, 2014, 2014, 2014],
        "volume": [60.0, 30.0, 10.0, 50.0],
        "uncertain": [20.0, 30.0, 0.0, 0.0],
    }
)
WORLD = pd.DataFrame({"year": [2000], "lower_quartile": [1.0], "median": [2.0], "upper_quartile": [3.0]})


def shares(values, year=2000):
    return pd.DataFrame({"state": [f"S{i:02d}" for i in range(len(values))], "year": year, "share_of_gdp": values})


def test_a_gap_stays_a_gap():
    whole = yearly(SPENDING, "share_of_gdp")
    assert whole["year"].tolist() == [1993, 1994, 1995] * 2
    assert whole["missing"].tolist() == [False, True, False, False, False, True]
    assert whole["value"].isna().tolist() == whole["missing"].tolist()


def test_a_window_wider_than_the_data_is_marked_missing():
    whole = yearly(SPENDING, "share_of_gdp", ["ARM"], start=1992, end=1996)
    assert whole["missing"].tolist() == [True, False, True, False, True]


def test_index_by_hand():
    # Armenia 4.0 / 2.0 = 200 %, Azerbaijan 2.5 / 5.0 = 50 %.
    lines = indexed(SPENDING, "share_of_gdp", base=1993).set_index(["state", "year"])["index"]
    assert lines["ARM", 1995] == 200 and lines["AZE", 1994] == 50
    assert np.isnan(lines["ARM", 1994]) and np.isnan(lines["AZE", 1995])


def test_two_series_side_by_side():
    pair = two_series(SPENDING, "share_of_gdp", "AZE", "ARM")
    assert pair.columns.tolist() == ["year", "x", "y"]
    assert pair["x"].tolist()[:2] == [5.0, 2.5] and np.isnan(pair["x"][2])
    assert pair["y"][0] == 2.0 and np.isnan(pair["y"][1]) and pair["y"][2] == 4.0


@given(st.permutations(range(len(SPENDING))))
@settings(max_examples=10)
def test_row_order_does_not_matter(order):
    shuffled = SPENDING.iloc[list(order)]
    pd.testing.assert_frame_equal(yearly(shuffled, "share_of_gdp"), yearly(SPENDING, "share_of_gdp"))


@given(st.floats(0.01, 100))
@settings(max_examples=10)
def test_an_index_does_not_know_the_currency(rate):
    dollars = indexed(SPENDING, "share_of_gdp", 1993)["index"]
    other = indexed(SPENDING.assign(share_of_gdp=SPENDING["share_of_gdp"] * rate), "share_of_gdp", 1993)["index"]
    np.testing.assert_allclose(other, dollars)


def test_series_read_columns_of_any_numeric_and_text_type():
    typed = SPENDING.astype({"state": "category", "year": "Int32", "share_of_gdp": "Float64"})
    pd.testing.assert_frame_equal(yearly(typed, "share_of_gdp"), yearly(SPENDING, "share_of_gdp"))


@pytest.mark.parametrize(
    ("table", "arguments", "words"),
    [
        (SPENDING.drop(columns="year"), {}, "Lacking: year"),
        (SPENDING.iloc[:0], {}, "no figure of share_of_gdp"),
        (SPENDING, {"states": ["AZR"]}, "Did you mean 'AZE'"),
        (SPENDING, {"start": 2000, "end": 1999}, "start before it ends"),
        (SPENDING, {"start": 1993.0}, "first year must be a whole number"),
        (SPENDING, {"end": True}, "last year must be a whole number"),
        (SPENDING, {"start": 2000}, "start before it ends"),
        (SPENDING.assign(year=SPENDING["year"].astype(float)), {}, "must hold whole numbers"),
        (SPENDING.assign(year=SPENDING["year"].astype("Int64").where(SPENDING["year"] > 1993)), {}, "empty cells"),
        (SPENDING.assign(share_of_gdp="2"), {}, "must hold numbers"),
        (SPENDING.assign(share_of_gdp=-1.0), {}, "0 or more"),
        (SPENDING.assign(share_of_gdp=np.inf), {}, "infinite"),
        (SPENDING.assign(state=[None, *SPENDING["state"][1:]]), {}, "empty cells"),
        (pd.concat([SPENDING, SPENDING]), {}, "repeat a key"),
    ],
)
def test_yearly_refuses(table, arguments, words):
    with pytest.raises(CourseError, match=words):
        yearly(table, "share_of_gdp", **arguments)


def test_index_and_pair_refuse():
    with pytest.raises(CourseError, match="above zero for each state; ARM lack"):
        indexed(SPENDING, "share_of_gdp", base=1994)
    with pytest.raises(CourseError, match="AZE lack"):
        indexed(SPENDING.assign(share_of_gdp=[1.0, 1.0, 0.0, 1.0, 1.0]), "share_of_gdp", base=1993)
    with pytest.raises(CourseError, match="Two different states"):
        two_series(SPENDING, "share_of_gdp", "AZE", "AZE")


def test_suppliers_by_hand():
    # Azerbaijan: Russia 60 + 10 = 70 of 100, of which certain 50 of 50; Israel 30 of 100, all uncertain.
    table = suppliers(REGISTER, "AZE")
    assert table["supplier_name"].tolist() == ["Russia", "Israel"]
    assert table["share"].tolist() == [0.7, 0.3] and table["share_certain"].tolist() == [1.0, 0.0]
    assert table["rank"].tolist() == [1, 2] and table["certain"].tolist() == [50.0, 0.0]


def test_suppliers_in_a_window_and_ties():
    assert suppliers(REGISTER, "AZE", start=2014)["share"].tolist() == [0.75, 0.25]
    assert suppliers(REGISTER, "AZE", end=2013)["supplier_name"].tolist() == ["Russia"]
    assert suppliers(REGISTER.assign(volume=30.0), "AZE", 2014, 2014)["rank"].tolist() == [1, 1]


def test_shares_of_nothing_are_missing():
    table = suppliers(REGISTER.assign(volume=0.0, uncertain=0.0), "AZE")
    assert table[["share", "share_certain"]].isna().all(axis=None) and table["rank"].tolist() == [1, 1]


@given(st.lists(st.tuples(st.sampled_from("ABCD"), st.integers(2000, 2005), st.integers(1, 50)), min_size=1))
@settings(max_examples=10)
def test_suppliers_against_a_plain_count(rows):
    rows = list({(name, year): (name, year, volume) for name, year, volume in rows}.values())
    register = pd.DataFrame(rows, columns=["supplier_name", "year", "volume"]).assign(recipient="PAK", uncertain=0.0)
    table = suppliers(register, "PAK")
    total = sum(volume for _, _, volume in rows)
    plain = {name: sum(v for n, _, v in rows if n == name) / total for name, _, _ in rows}
    assert dict(zip(table["supplier_name"], table["share"], strict=True)) == pytest.approx(plain)
    assert table["share"].sum() == pytest.approx(1) and table["share"].is_monotonic_decreasing
    pd.testing.assert_frame_equal(table, suppliers(register.iloc[::-1], "PAK"))


@pytest.mark.parametrize(
    ("table", "arguments", "words"),
    [
        (REGISTER.iloc[:0], {}, "no recipient in these deliveries"),
        (REGISTER, {"recipient": "AZR"}, "Did you mean 'AZE'"),
        (REGISTER, {"start": 2020, "end": 2021}, "No deliveries to AZE from 2020 to 2021"),
        (REGISTER.assign(volume=None).astype({"volume": float}), {}, "empty cells"),
        (REGISTER.assign(volume=-1.0), {}, "0 or more"),
        (REGISTER.assign(volume=np.inf), {}, "infinite"),
        (REGISTER.assign(volume="1"), {}, "must hold numbers"),
        (REGISTER.assign(uncertain=99.0), {}, "larger than its volume"),
        (REGISTER.assign(supplier_name=None), {}, "empty cells"),
        (pd.concat([REGISTER, REGISTER]), {}, "repeat a key"),
        (REGISTER.drop(columns="uncertain"), {}, "Lacking: uncertain"),
    ],
)
def test_suppliers_refuse(table, arguments, words):
    with pytest.raises(CourseError, match=words):
        suppliers(table, **{"recipient": "AZE", **arguments})


def test_burden_by_hand():
    # Against quartiles 1, 2, 3: 4 is twice the median and in the top quarter; 3 is still in the third.
    table = burden(shares([4.0, 3.0, 1.5, 0.5, None]), WORLD)
    assert table["ratio"].tolist() == [2.0, 1.5, 0.75, 0.25]
    assert table["quarter"].tolist() == [4, 3, 2, 1]
    assert table["rank"].tolist() == [1, 2, 3, 4] and table["n"].eq(4).all()


def test_quarters_of_the_world_itself_hold_a_quarter_each():
    # Reference: numpy's quantiles of the very same states.
    values = np.random.default_rng(2).lognormal(size=400)
    low, middle, high = np.quantile(values, [0.25, 0.5, 0.75])
    world = pd.DataFrame({"year": [2000], "lower_quartile": [low], "median": [middle], "upper_quartile": [high]})
    table = burden(shares(values), world)
    assert table["quarter"].value_counts().to_dict() == {1: 100, 2: 100, 3: 100, 4: 100}
    assert (table["ratio"] > 1).sum() == 200


@given(st.lists(st.integers(0, 9), min_size=1, max_size=12))
@settings(max_examples=10)
def test_rank_against_a_plain_count(values):
    table = burden(shares([float(value) for value in values]), WORLD)
    assert table["rank"].tolist() == [1 + sum(other > value for other in values) for value in values]


def test_a_world_at_zero_has_no_ratio():
    nothing = WORLD.assign(lower_quartile=0.0, median=0.0)
    assert burden(shares([1.0]), nothing)["ratio"].isna().all()


@pytest.mark.parametrize(
    ("spending", "world", "words"),
    [
        (shares([1.0], 1999), WORLD, "no year in common"),
        (shares([1.0]).iloc[:0], WORLD, "no year in common"),
        (shares([1.0]), WORLD.assign(median=9.0), "rise: lower, median, upper"),
        (shares([1.0]), WORLD.assign(median=np.nan), "column median .* empty cells"),
        (shares([1.0]), pd.concat([WORLD, WORLD]), "repeat a key"),
        (shares([1.0, 2.0]).assign(state="AZE"), WORLD, "repeat a key"),
        (shares([-1.0]), WORLD, "0 or more"),
        (shares([np.inf]), WORLD, "infinite"),
        (shares(["1"]), WORLD, "must hold numbers"),
        (shares([1.0]).assign(state=None), WORLD, "empty cells"),
        (shares([1.0]).drop(columns="share_of_gdp"), WORLD, "Lacking: share_of_gdp"),
    ],
)
def test_burden_refuses(spending, world, words):
    with pytest.raises(CourseError, match=words):
        burden(spending, world)


def test_inputs_are_not_changed():
    before = SPENDING.copy(), REGISTER.copy(), WORLD.copy()
    (
        indexed(SPENDING, "share_of_gdp", 1993),
        suppliers(REGISTER, "AZE"),
        burden(SPENDING.assign(year=2000).iloc[::3], WORLD),
    )
    for table, copy in zip((SPENDING, REGISTER, WORLD), before, strict=True):
        pd.testing.assert_frame_equal(table, copy)


def test_suppliers_of_azerbaijan_since_2011():
    # Also the figure in the defects of the data package: five uncertain aircraft make Pakistan's place.
    table = suppliers(load("arms_deliveries"), "AZE", start=2011).set_index("supplier_name")
    assert (100 * table.loc[["Russia", "Israel", "Pakistan"], "share"]).round(1).tolist() == [50.3, 24.9, 3.1]
    assert table.loc["Pakistan", "volume"] == pytest.approx(121.4)
    assert table.loc["Pakistan", "share_certain"] < 0.01


def test_pakistans_burden_fell_from_1988_to_2024():
    table = burden(load("military_spending"), load("military_spending_world")).set_index(["state", "year"])
    assert table.loc[("PAK", 1988), "share_of_gdp"].round(1) == 6.8
    assert table.loc[("PAK", 2024), "share_of_gdp"].round(1) == 2.7
    assert table.loc[("PAK", 2024), "ratio"] < table.loc[("PAK", 1988), "ratio"]
    assert table.loc[("AZE", 2024), "quarter"] == 4


def test_armenia_has_no_figure_for_1994():
    pair = two_series(load("military_spending"), "share_of_gdp", "AZE", "ARM", 1993, 2024)
    assert pair.loc[pair["y"].isna(), "year"].tolist() == [1994] and len(pair) == 32
