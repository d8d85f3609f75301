"""Colonial rule: the codings, and how they decide the two cases."""

from __future__ import annotations

import pytest

from course_utils import load


@pytest.fixture(scope="module")
def independence():
    return load("independence").set_index("state")


@pytest.fixture(scope="module")
def same_empire():
    return load("same_empire").set_index(["state_a", "state_b"])


def test_coldat_has_161_colonial_dyads_of_eight_empires():
    rule = load("colonial_rule")
    assert len(rule) == 161
    assert set(rule["empire"]) == {"BEL", "GBR", "FRA", "DEU", "ITA", "NLD", "PRT", "ESP"}
    assert (rule["start_mean"] <= rule["end_mean"]).all()
    assert (rule["start_mean"] <= rule["start_latest"]).all()
    assert (rule["end_mean"] <= rule["end_latest"]).all()


@pytest.mark.parametrize(("state", "start"), [("PAK", 1830), ("IND", 1803)])
def test_british_rule_in_south_asia(state, start):
    rule = load("colonial_rule").set_index(["state", "empire"])
    assert rule.loc[(state, "GBR"), ["start_mean", "end_mean"]].tolist() == [start, 1947]


def test_coldat_has_no_empire_for_azerbaijan_and_armenia(independence):
    assert independence.loc[["AZE", "ARM"], "coldat_last_empire"].isna().all()


def test_armenia_is_ottoman_by_ruler_and_russian_by_independence(independence):
    assert independence.loc["ARM", ["icow_ruler", "icow_independent_from"]].tolist() == ["TUR", "RUS"]
    assert independence.loc["AZE", ["icow_ruler", "icow_independent_from"]].tolist() == ["RUS", "RUS"]
    assert independence.loc["ARM", "cepii_colonisers"] == "TUR;RUS"


@pytest.mark.parametrize(("state", "date"), [("PAK", [1947, 8]), ("IND", [1947, 8]), ("AZE", [1991, 12])])
def test_dates_of_independence(independence, state, date):
    assert independence.loc[state, ["icow_year", "icow_month"]].tolist() == date


def test_icow_is_shown_for_few_states_only(independence):
    icow = [column for column in independence if column.startswith("icow_") and column != "icow_shown"]
    assert independence["icow_shown"].sum() == 18
    assert independence.loc[~independence["icow_shown"], icow].isna().all(axis=None)


def test_karabakh_depends_on_the_coding_and_kashmir_does_not(same_empire):
    codings = ["by_ruler", "by_independence", "by_coldat", "by_cepii"]
    assert same_empire.loc[("ARM", "AZE"), codings].tolist() == [False, True, False, True]
    assert same_empire.loc[("IND", "PAK"), codings].all()
    assert not same_empire.loc[("AZE", "PAK"), codings].any()
    assert same_empire.loc[[("ARM", "AZE"), ("IND", "PAK")], ["neighbours", "same_country"]].all(axis=None)


def test_a_state_and_its_former_ruler_do_not_share_an_empire(same_empire):
    assert not same_empire.loc[("AZE", "RUS"), ["by_ruler", "by_independence"]].any()


def test_every_pair_of_the_eighteen_states_once(same_empire):
    assert len(same_empire) == 18 * 17 // 2
    assert all(a < b for a, b in same_empire.index)
