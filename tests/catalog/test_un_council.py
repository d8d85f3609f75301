"""Security Council tables."""

from __future__ import annotations

import pandas as pd
import pytest

from course_utils import load


@pytest.fixture(scope="module")
def resolutions() -> pd.DataFrame:
    return load("council_resolutions").set_index("resolution")


@pytest.fixture(scope="module")
def votes() -> pd.DataFrame:
    return load("council_votes")


def test_azerbaijan_and_pakistan_sat_together_in_2012_and_2013(resolutions, votes):
    both = votes[votes["state"].isin(["AZE", "PAK"])].pivot(index="resolution", columns="state", values="vote")
    shared = both[both.index.isin(votes.loc[votes["state"] == "AZE", "resolution"])]
    assert len(shared) == 100
    assert set(resolutions.loc[shared.index, "year"]) == {2012, 2013}
    cast = shared.dropna()
    assert (len(cast), (cast["AZE"] == cast["PAK"]).sum()) == (99, 97)


def test_pakistan_voted_for_the_four_texts_of_1993(votes):
    chosen = votes[votes["resolution"].isin([822, 853, 874, 884]) & votes["state"].eq("PAK")]
    assert chosen["vote"].tolist() == ["yes"] * 4


def test_pakistan_in_seven_terms_and_in_2025(resolutions, votes):
    years = votes.loc[votes["state"] == "PAK", "resolution"].map(resolutions["year"])
    terms = {1952, 1953, 1968, 1969, 1976, 1977, 1983, 1984, 1993, 1994, 2003, 2004, 2012, 2013, 2025}
    assert set(years) == terms
    assert ((years < 2022).sum(), (years == 2025).sum()) == (503, 44)
    in_2025 = votes[votes["state"].eq("PAK") & votes["resolution"].map(resolutions["year"]).eq(2025)]
    assert in_2025["vote"].value_counts()[["yes", "abstain"]].tolist() == [39, 5]


def test_counts_agree_with_the_official_totals(resolutions, votes):
    counted = pd.crosstab(votes["resolution"], votes["vote"])
    voted = resolutions[resolutions["voted"]]
    for choice in ("yes", "no", "abstain"):
        differing = voted.index[counted.loc[voted.index, choice] != voted[choice]].tolist()
        assert differing == ([1966] if choice == "yes" else [])  # one member's name is lost there


def test_a_text_without_a_vote_has_no_votes(resolutions, votes):
    silent = resolutions.index[~resolutions["voted"]]
    assert 742 in silent  # the admission of Azerbaijan
    assert votes.loc[votes["resolution"].isin(silent), "vote"].isna().all()


def test_series_are_by_number(resolutions):
    assert resolutions.index[resolutions["series"] == "karabakh"].tolist() == [822, 853, 874, 884]
    kashmir = resolutions[resolutions["series"] == "kashmir"]
    assert {38, 39, 47, 51, 80, 91, 96, 98, 122, 123, 126, 307} <= set(kashmir.index)
    assert (
        kashmir.loc[kashmir["year"] < 1971, "title"].str.contains("India|Pakistan|Kashmir|Commission|cease-fire").all()
    )


def test_membership_of_the_council(resolutions, votes):
    members = votes.groupby("resolution").size()
    assert members[resolutions["year"] < 1966].eq(11).all()
    assert sorted(members[members.ne(15) & (resolutions["year"] >= 1966)].index) == [1966, 2797]
