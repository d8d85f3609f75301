"""Spells of statehood."""

from __future__ import annotations

import pandas as pd
import pytest

from course_utils import load


@pytest.fixture(scope="module")
def spells() -> pd.DataFrame:
    return load("states")


def alive(spells: pd.DataFrame, day: str) -> dict[str, int]:
    at = pd.Timestamp(day)
    now = spells[(spells["start"] <= at) & (spells["end"].isna() | (spells["end"] >= at))]
    return now.groupby("list", observed=True)["state"].nunique().to_dict()


def test_states_of_2016_by_list(spells):
    assert alive(spells, "2016-07-01") == {"cow": 195, "gw": 174, "isd": 195}


def test_beginnings(spells):
    cow = spells[spells["list"] == "cow"].drop_duplicates("state", keep="last").set_index("state")
    assert str(cow.loc["PAK", "start"].date()) == "1947-08-14"
    assert str(cow.loc["AZE", "start"].date()) == "1991-12-26"
    assert cow.loc[["AZE", "PAK", "ARM", "IND"], "end"].isna().all()


def test_a_state_that_ended_keeps_its_end(spells):
    assert str(spells[spells["state"].eq("CSK") & spells["list"].eq("gw")]["end"].item().date()) == "1992-12-31"


def test_spells_of_a_list_do_not_overlap(spells):
    for (state, name), own in spells.groupby(["state", "list"], observed=True):
        after = own["start"].shift(-1).dropna()
        assert (own["end"].iloc[:-1].to_numpy() <= after.to_numpy()).all(), (state, name)


def test_first_year_in_the_assembly(spells):
    first = spells.drop_duplicates("state").set_index("state")["first_un_year"]
    assert first[["PAK", "AZE", "ARM", "CHE"]].tolist() == [1947, 1992, 1992, 2002]
    assert first[["CSK", "DDR"]].isna().all()
