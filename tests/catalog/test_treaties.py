"""Treaties: base rates and pair counts that lessons build on."""

from __future__ import annotations

import pytest

from course_utils import load
from course_utils.catalog.pipeline.investment_treaties import parties

# fmt: off
EU = {
    "AUT", "BEL", "BGR", "CYP", "CZE", "DEU", "DNK", "ESP", "EST", "FIN", "FRA", "GRC", "HRV", "HUN", "IRL", "ITA",
    "LTU", "LUX", "LVA", "MLT", "NLD", "POL", "PRT", "ROU", "SVK", "SVN", "SWE",
}
# fmt: on


def _pair(table, a, b):
    return table[(table["state_a"] == a) & (table["state_b"] == b)]


@pytest.mark.parametrize(
    ("a", "b", "agreements"),
    [("AZE", "PAK", 1), ("AZE", "TUR", 1), ("ARM", "AZE", 1), ("IND", "PAK", 4), ("PAK", "TUR", 5)],
)
def test_trade_agreements_of_pairs(a, b, agreements):
    assert _pair(load("trade_agreements"), a, b)["agreement"].nunique() == agreements


def test_the_only_common_trade_agreement_is_plurilateral():
    (row,) = _pair(load("trade_agreements"), "AZE", "PAK").to_dict("records")
    assert row["signed"] == 2003
    assert row["form"] == "plurilateral"
    assert row["members"] == 10


@pytest.mark.parametrize(("state", "rows"), [("AZE", 32), ("PAK", 110), ("ARM", 76), ("IND", 120), ("RUS", 69)])
def test_trade_rows_of_states(state, rows):
    table = load("trade_agreements")
    assert ((table["state_a"] == state) | (table["state_b"] == state)).sum() == rows


def test_trade_forms_fit_the_number_of_members():
    table = load("trade_agreements")
    entries = table.drop_duplicates("entry")
    assert (entries.loc[entries["form"] == "bilateral", "members"] == 2).all()
    treaties = entries[(entries["form"] != "bilateral") & (entries["entry_type"] == "treaty")]
    assert (treaties["members"] > 2).all()
    assert (table["state_a"].astype(str) < table["state_b"].astype(str)).all()


def test_parties_whose_names_hold_commas_stay_whole():
    listed = "Hong Kong, China SAR, Korea, Dem. People's Rep. of, Venezuela, Bolivarian Republic of, Chile"
    assert parties(listed) == [
        "Hong Kong, China SAR",
        "Korea, Dem. People's Rep. of",
        "Venezuela, Bolivarian Republic of",
        "Chile",
    ]
    assert parties("Channel Islands (Guernsey, Jersey), United Arab Emirates") == [
        "Channel Islands (Guernsey, Jersey)",
        "United Arab Emirates",
    ]


@pytest.mark.parametrize(
    ("state", "count"),
    [("AZE", 52), ("PAK", 53), ("ARM", 44), ("IND", 88), ("TUR", 140), ("RUS", 85), ("GBR", 110)],
)
def test_bilateral_investment_treaties_of_states(state, count):
    treaties, sides = load("investment_treaties"), load("investment_treaty_parties")
    bilateral = set(treaties.loc[treaties["kind"] == "BIT", "treaty"])
    assert len(bilateral & set(sides.loc[sides["state"] == state, "treaty"])) == count


def test_every_bilateral_investment_treaty_has_two_sides():
    treaties, sides = load("investment_treaties"), load("investment_treaty_parties")
    bilateral = treaties.loc[treaties["kind"] == "BIT", "treaty"]
    found = sides[sides["treaty"].isin(bilateral)]
    # Belgium and Luxembourg sign as one side.
    count = found.assign(side=found["through"].fillna(found["party"])).groupby("treaty")["side"].nunique()
    assert set(count) == {2}


def test_signatures_fall_and_terminations_rise():
    treaties = load("investment_treaties")
    treaties = treaties[treaties["kind"] == "BIT"]

    def a_year(column, first, last):
        return treaties[column].dt.year.between(first, last).sum() / (last - first + 1)

    assert a_year("signed", 1995, 1999) == pytest.approx(189)
    assert a_year("signed", 2020, 2024) == pytest.approx(12.2)
    assert a_year("terminated", 1995, 1999) == pytest.approx(4.8)
    assert a_year("terminated", 2020, 2024) == pytest.approx(42.8)


def test_three_of_four_recent_terminations_are_among_eu_members():
    treaties, sides = load("investment_treaties"), load("investment_treaty_parties")
    ended = set(treaties.loc[treaties["terminated"].dt.year.between(2020, 2024), "treaty"])
    within = sides.assign(eu=sides["state"].isin(EU)).groupby("treaty")["eu"].all()
    assert len(ended) == 218
    assert len(ended & set(within.index[within])) == 164


def test_base_rate_of_entry_into_force():
    treaties, sides = load("investment_treaties"), load("investment_treaty_parties")
    signed = treaties[(treaties["kind"] == "BIT") & treaties["signed"].dt.year.between(1990, 2014)]
    years = (signed["in_force"] - signed["signed"]).dt.days / 365.25
    assert len(signed) == 2798
    assert (years <= 2).mean() == pytest.approx(0.46, abs=0.005)
    assert (years <= 5).mean() == pytest.approx(0.73, abs=0.005)
    assert signed["in_force"].isna().mean() == pytest.approx(0.18, abs=0.005)
    for state, share in (("PAK", 0.38), ("AZE", 0.10)):
        own = signed[signed["treaty"].isin(sides.loc[sides["state"] == state, "treaty"])]
        assert own["in_force"].isna().mean() == pytest.approx(share, abs=0.005)


def test_the_treaty_of_1995_never_entered_into_force():
    (row,) = _pair(load("investment_treaties"), "AZE", "PAK").to_dict("records")
    assert row["signed"].date().isoformat() == "1995-10-09"
    assert row["status"] == "signed"
    assert row["in_force"] is None or row["in_force"] != row["in_force"]


def test_rivals_have_no_investment_treaty():
    treaties = load("investment_treaties")
    for a, b in (("ARM", "AZE"), ("IND", "PAK"), ("ARM", "PAK")):
        assert _pair(treaties, a, b).empty
    assert _pair(treaties, "ARM", "IND")["status"].tolist() == ["terminated"]


def test_dates_come_in_order():
    treaties = load("investment_treaties")
    assert not (treaties["in_force"] < treaties["signed"]).any()
    assert not (treaties["terminated"] < treaties["in_force"]).any()
    assert ((treaties["status"] == "terminated") == treaties["terminated"].notna()).all()


@pytest.mark.parametrize(
    ("a", "b", "count"),
    [
        ("AZE", "PAK", 3), ("AZE", "TUR", 2), ("PAK", "TUR", 5), ("CHN", "PAK", 7), ("ARM", "RUS", 5),
        ("IND", "RUS", 5), ("AZE", "RUS", 3), ("ARM", "IND", 1), ("IND", "PAK", 0), ("ARM", "AZE", 0),
    ],
)  # fmt: skip
def test_defence_agreements_of_pairs(a, b, count):
    assert len(_pair(load("defence_agreements"), a, b)) == count


def test_defence_agreements_of_azerbaijan_and_pakistan():
    rows = _pair(load("defence_agreements"), "AZE", "PAK").sort_values("year")
    assert rows["year"].tolist() == [2002, 2005, 2007]
    assert rows["kind"].tolist() == ["general", "sector", "general"]
    assert rows["confidence"].tolist() == ["high", "low", "medium"]
    assert rows["signed"].iloc[0].date().isoformat() == "2002-09-17"


def test_defence_totals():
    totals = load("defence_agreement_totals").set_index("state")["agreements"]
    expected = {"AZE": 44, "PAK": 43, "ARM": 38, "IND": 72, "TUR": 141, "RUS": 171, "GBR": 81}
    assert totals.loc[list(expected)].to_dict() == expected
    years = load("defence_agreements_by_year")
    assert years["agreements"].sum() == 1871
    assert (years["general"] + years["sector"] == years["agreements"]).all()
    # Two parties an agreement, but for the three rows that name one state twice.
    assert totals.sum() == 2 * 1871 - 3
