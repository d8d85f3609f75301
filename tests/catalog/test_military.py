"""Military spending and arms: published figures recomputed from the derived tables."""

from __future__ import annotations

import pytest

from course_utils import load


@pytest.fixture(scope="module")
def share():
    return load("military_spending").pivot(index="year", columns="state", values="share_of_gdp")


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("AZE", [2.40, 2.27, 2.79, 5.46, 5.24, 3.80, 4.92, 4.99]),
        ("PAK", [6.70, 4.17, 3.04, 3.16, 3.49, 3.18, 2.88, 2.67]),
        ("ARM", [2.20, 3.56, 4.27, 4.24, 4.98, 4.08, 5.51, 5.48]),
        ("IND", [2.70, 2.95, 2.89, 2.46, 2.80, 2.38, 2.36, 2.27]),
    ],
)
def test_share_of_gdp(share, state, expected):
    years = [1992, 2000, 2010, 2015, 2020, 2022, 2023, 2024]
    assert share.loc[years, state].round(2).tolist() == expected


def test_pakistan_in_1988(share):
    assert round(share.loc[1988, "PAK"], 1) == 6.8


@pytest.mark.parametrize(
    ("a", "b", "levels", "differences"),
    [("AZE", "ARM", 0.55, -0.08), ("PAK", "IND", 0.24, -0.08), ("AZE", "DZA", 0.65, 0.28)],
)
def test_rivals_and_a_placebo_since_1993(share, a, b, levels, differences):
    both = share.loc[1993:, [a, b]].dropna()
    assert both[a].corr(both[b]) == pytest.approx(levels, abs=0.006)
    changes = both.diff()
    assert changes[a].corr(changes[b]) == pytest.approx(differences, abs=0.006)


@pytest.mark.parametrize(("year", "median"), [(2010, 1.48), (2015, 1.31), (2020, 1.50), (2023, 1.52), (2024, 1.60)])
def test_world_median(year, median):
    world = load("military_spending_world").set_index("year").loc[year]
    assert round(world["median"], 2) == median
    assert 145 <= world["states"] <= 155
    assert world["lower_quartile"] < world["median"] < world["upper_quartile"]


def test_thirteen_states_only():
    assert load("military_spending")["state"].nunique() == 13


def test_spending_per_head_has_no_turkiye():
    table = load("military_spending")
    assert table.loc[table["state"].eq("TUR"), "per_head"].isna().all()
    assert table.loc[table["per_head"].notna(), "year"].min() == 1988


def _shares(recipient):
    arms = load("arms_deliveries").query("recipient == @recipient and year >= 2011")
    volume = arms.groupby(arms["supplier"].astype("str"))["volume"].sum()
    return (100 * volume / arms["volume"].sum()).round(1)


@pytest.mark.parametrize(
    ("recipient", "expected"),
    [
        ("AZE", {"RUS": 50.3, "ISR": 24.9, "BLR": 7.7, "TUR": 4.6, "CHN": 3.3, "PAK": 3.1}),
        ("ARM", {"RUS": 79.2, "IND": 15.8}),
        ("PAK", {"CHN": 72.4, "USA": 7.2, "TUR": 4.3}),
        ("IND", {"RUS": 56.0, "FRA": 13.5, "USA": 11.4, "ISR": 10.4}),
    ],
)
def test_suppliers_since_2011(recipient, expected):
    assert _shares(recipient).loc[list(expected)].to_dict() == expected


def test_pakistans_deliveries_to_azerbaijan_are_uncertain():
    arms = load("arms_deliveries").query("recipient == 'AZE' and supplier == 'PAK'")
    assert arms["year"].tolist() == [2018, 2025]
    assert arms["volume"].tolist() == [2.4, 119.0]
    assert arms["uncertain"].tolist() == arms["volume"].tolist()


def test_the_soviet_union_keeps_its_name():
    arms = load("arms_deliveries")
    assert set(arms.loc[arms["supplier"].eq("RUS"), "supplier_name"]) == {"Russia", "Soviet Union"}
    assert set(arms.loc[arms["supplier"].isna(), "supplier_name"]) == {"unknown supplier(s)"}
