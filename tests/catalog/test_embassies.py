"""Missions between states."""

from __future__ import annotations

import pandas as pd
import pytest

from course_utils import load


@pytest.fixture(scope="module")
def missions() -> pd.DataFrame:
    table = load("embassies")
    return table[table["kind"].isin(["embassy", "high_commission"])]


@pytest.mark.parametrize(("state", "sent", "hosted"), [("AZE", 53, 48), ("PAK", 46, 48), ("ARM", 31, 28)])
def test_states_with_missions(missions, state, sent, hosted):
    found = (
        missions.query("sender == @state")["receiver"].nunique(),
        missions.query("receiver == @state")["sender"].nunique(),
    )
    assert found == (sent, hosted)


def test_who_keeps_a_mission_where(missions):
    edges = set(zip(missions["sender"].astype("str"), missions["receiver"].astype("str"), strict=True))
    assert {("AZE", "PAK"), ("PAK", "AZE"), ("AZE", "TUR"), ("TUR", "AZE")} <= edges
    apart = [("PAK", "ARM"), ("ARM", "PAK"), ("AZE", "ARM"), ("ARM", "AZE"), ("TUR", "ARM"), ("ARM", "TUR")]
    assert not edges & set(apart)


def test_no_mission_at_home():
    table = load("embassies")
    assert (table["sender"].astype("str") != table["receiver"].astype("str")).all()
