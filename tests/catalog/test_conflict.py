"""Claims and armed conflicts: published figures recomputed from the derived tables."""

from __future__ import annotations

import pytest

from course_utils import load


@pytest.mark.parametrize(
    ("comparison_set", "n", "ruler", "independence", "either"),
    [
        ("all", 837, 19.0, 15.3, 21.3),
        ("from_1945", 308, 30.8, 22.4, 34.4),
        ("from_1991", 47, 38.3, 44.7, 48.9),
        ("after_1991", 36, 44.4, 50.0, 55.6),
        ("open_2010", 99, 35.4, 27.3, 38.4),
        ("neighbours_2016", 316, 41.5, 31.0, 44.0),
        ("pairs_2016", 18_915, 13.4, 11.1, 15.5),
        ("pairs_ever", 23_436, 11.6, 9.6, 13.3),
    ],
)
def test_share_with_a_common_empire(comparison_set, n, ruler, independence, either):
    rates = load("claim_rates").set_index(["comparison_set", "coding"]).loc[comparison_set]
    assert set(rates["n"]) == {n}
    percent = (100 * rates["share"]).round(1)
    assert percent.loc[["ruler", "independence", "either"]].tolist() == [ruler, independence, either]


@pytest.mark.parametrize(
    ("claim_set", "coding", "counts", "odds_ratio"),
    [
        ("open_2010", "either", (28, 139, 25, 177), 1.5),
        ("from_1991", "either", (20, 139, 20, 177), 1.3),
        ("from_1991", "independence", (18, 98, 22, 218), 2.0),
        ("after_1991", "either", (18, 139, 13, 177), 1.9),
        ("after_1991", "independence", (16, 98, 15, 218), 2.6),
    ],
)
def test_two_by_two_tables_of_neighbours(claim_set, coding, counts, odds_ratio):
    table = load("neighbour_claims").set_index(["claim_set", "coding", "same_empire"]).loc[(claim_set, coding)]
    a, same = table.loc[True, ["with_claim", "pairs"]]
    b, other = table.loc[False, ["with_claim", "pairs"]]
    assert (a, same, b, other) == counts
    assert round(a / (same - a) / (b / (other - b)), 1) == odds_ratio


def test_claims_of_the_two_cases():
    claims = load("territorial_claims").set_index("claim")
    columns = ["challenger", "target", "start", "salience", "disputes", "fatal_disputes", "wars"]
    assert claims.loc[84801, columns].tolist() == ["ARM", "AZE", 1991, 10, 7, 4, 1]
    assert claims.loc[92201, columns].tolist() == ["PAK", "IND", 1947, 9, 29, 19, 4]
    assert claims.loc[92202, ["challenger", "target"]].tolist() == ["IND", "PAK"]
    assert claims.loc[84801, "status"] == "end not coded"


def test_no_claim_is_coded_as_new_after_2001():
    assert load("territorial_claims")["start"].max() <= 2001


def test_an_open_claim_has_no_end_and_an_ended_one_has():
    claims = load("territorial_claims")
    assert (claims["end"].notna() == claims["status"].eq("ended")).all()


def _conflict(number):
    table = load("armed_conflicts")
    return table[table["conflict"].eq(number)]


def test_kashmir_is_two_conflicts():
    states = _conflict(218)
    assert len(states) == 27
    assert states["intensity"].eq("war").sum() == 3
    assert states["states_a"].eq("IND").all()
    assert states["states_b"].eq("PAK").all()
    assert _conflict(364)["year"].tolist() == list(range(1990, 2025))


def test_armenia_is_only_a_supporting_party_in_karabakh():
    karabakh = _conflict(388)
    assert len(karabakh) == 17
    assert karabakh["intensity"].eq("war").sum() == 4
    assert karabakh["allies_b"].eq("ARM").sum() == 16
    assert karabakh.loc[karabakh["allies_b"].isna(), "year"].tolist() == [1994]
    everything = load("armed_conflicts").query("year > 1991")
    for column in ("states_a", "states_b"):
        assert not everything[column].str.split(";").explode().eq("ARM").any()


def test_rows_of_2024_come_from_the_newer_edition():
    table = load("armed_conflicts")
    assert (table["version"].eq("25.1") == table["year"].eq(2024)).all()
    newest = table[table["year"].eq(2024)]
    assert len(newest) == 61
    assert newest["location"].isna().sum() == 3
    assert len(table) - len(newest) == 2686


@pytest.mark.parametrize(("year", "best"), [(1994, 1489), (2016, 137), (2020, 7636), (2022, 154)])
def test_deaths_in_azerbaijan(year, best):
    deaths = load("conflict_deaths").query("state == 'AZE'").set_index("year")
    assert deaths.loc[year, "best"] == best


def test_estimates_that_are_out_of_order():
    deaths = load("conflict_deaths")
    assert (deaths["low"] > deaths["best"]).sum() == 7
    assert (deaths["best"] > deaths["high"]).sum() == 5


def test_the_genocide_in_rwanda_is_not_in_the_deaths():
    deaths = load("conflict_deaths").query("year == 1994")
    assert deaths["best"].sum() == 38_691
