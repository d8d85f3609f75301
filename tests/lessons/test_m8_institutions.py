"""What the module on institutions rests on, computed again in plain pandas and compared with what the lab hands over."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import nbformat
import pandas as pd
import pytest

from course_utils import load

LAB = Path(__file__).resolve().parents[2] / "notebooks" / "labs" / "m8_institutions.ipynb"
YEAR = 365.25


@pytest.fixture(scope="module")
def handed() -> dict[str, str]:
    """Every figure that the lab hands to the reading, as text."""
    found = {}
    for cell in nbformat.read(LAB, as_version=4).cells:
        for output in cell.get("outputs", []):
            name = output.get("metadata", {}).get("scrapbook", {}).get("name", "")
            text = output.get("data", {}).get("application/papermill.record/text/plain")
            if name and isinstance(text, str):
                found[name] = text.strip("'\"")
    return found


@pytest.fixture(scope="module")
def bits() -> pd.DataFrame:
    """Bilateral investment treaties, with the years from signature to entry into force."""
    table = load("investment_treaties").query("kind == 'BIT'")
    return table.assign(waited=(table["in_force"] - table["signed"]).dt.days / YEAR, year=table["signed"].dt.year)


def test_what_a_signature_was_worth(handed, bits):
    old = bits[bits["year"].between(1990, 2014)]
    assert handed["m8-bits"] == f"{len(old):,}"
    assert handed["m8-within-2"] == f"{(old['waited'] <= 2).mean():.0%}"
    assert handed["m8-within-5"] == f"{(old['waited'] <= 5).mean():.0%}"
    assert handed["m8-never"] == f"{old['in_force'].isna().mean():.0%}"
    parties = load("investment_treaty_parties")
    shares = {}
    for key, state in {"a": "AZE", "b": "PAK"}.items():
        mine = old[old["treaty"].isin(parties.loc[parties["state"] == state, "treaty"])]
        shares[key] = mine["in_force"].isna().mean()
        assert handed[f"m8-never-{key}"] == f"{shares[key]:.0%} of {len(mine)}"
    assert shares["a"] < old["in_force"].isna().mean() < shares["b"] / 2


def test_the_treaty_of_the_pair_sleeps_and_old_sleepers_do_not_wake(handed, bits):
    (own,) = bits[(bits["state_a"] == "AZE") & (bits["state_b"] == "PAK")].itertuples()
    assert own.year == 1995 and pd.isna(own.in_force) and own.status == "signed"
    last = pd.Timestamp("2025-04-08")
    assert handed["m8-own-waited"] == f"{(last - own.signed).days / YEAR:.0f}"
    waiting = bits["waited"].fillna((last - bits["signed"]).dt.days / YEAR)
    assert handed["m8-still-20"].endswith(f"of {(waiting >= 20).sum()}")
    assert ((bits["waited"] >= 20) & (bits["waited"] <= 25)).sum() <= 2


@pytest.fixture(scope="module")
def ties() -> pd.DataFrame:
    """The four components for pairs of members of the OIC, worked out pair by pair."""
    members = load("memberships").query("status == 'member'").astype({"organisation": "str", "state": "str"})
    seats = members.groupby("organisation")["state"].agg(set)
    no_club = ("UN", "MIN", "MON", "ATMIS", "WFP", "ITUC")
    clubs = [
        found
        for name, found in seats.items()
        if len(found) <= 60 and name != "ICC" and (name == "UNASUR" or not name.startswith(no_club))
    ]
    embassies = load("embassies").query("kind == 'embassy' or kind == 'high_commission'")
    sent = set(zip(embassies["sender"].astype("str"), embassies["receiver"].astype("str"), strict=True))
    treaties = load("investment_treaties").query("kind == 'BIT' and status == 'in force'").dropna(subset=["state_a"])
    force = set(zip(treaties["state_a"].astype("str"), treaties["state_b"].astype("str"), strict=True))
    trade = load("trade_agreements").dropna(subset=["in_force"])
    traded = set(zip(trade["state_a"].astype("str"), trade["state_b"].astype("str"), strict=True))
    pairs = load("pairs")[["state_a", "state_b"]].astype("str").itertuples(index=False, name=None)
    oic = seats["OIC"]
    rows = {
        (a, b): (
            ((a, b) in sent) + ((b, a) in sent),
            (a, b) in force,
            (a, b) in traded,
            sum(a in club and b in club for club in clubs),
        )
        for a, b in pairs
        if a in oic and b in oic
    }
    table = pd.DataFrame.from_dict(rows, orient="index", dtype=float)
    table.index = pd.MultiIndex.from_tuples(table.index)
    return table


def test_the_share_of_weightings_is_right_and_the_top_quarter_is_not_the_top_tenth(handed, ties):
    scaled = (ties - ties.min()) / (ties.max() - ties.min())
    own = scaled.loc[("AZE", "PAK")]
    places = []
    for parts in product(range(11), repeat=4):
        if sum(parts) == 10:
            score = (scaled * list(parts)).sum(axis=1) / 10
            places.append(int((score > (own * list(parts)).sum() / 10 + 1e-9).sum()) + 1)
    quarter = sum(place <= len(ties) // 4 for place in places) / len(places)
    tenth = sum(place <= len(ties) // 10 for place in places) / len(places)
    assert len(places) == 286
    assert handed["m8-quarter-oic"] == f"{quarter:.0%}"
    assert handed["m8-tenth-oic"] == f"{tenth:.0%}"
    assert quarter > 0.75 and tenth < 0.5  # the lesson: the bar decides


def test_the_record_of_all_treaties_is_worse_than_a_coin_and_that_of_the_two_states_is_best(handed, bits):
    two = bits.dropna(subset=["state_a", "state_b"]).astype({"state_a": "str", "state_b": "str"})
    two = two[two["year"].between(1980, 2019)].assign(came=lambda t: (t["waited"] <= 5).astype(int))
    missed = {"all": [], "record": [], "done": []}
    for treaty in two[two["year"] >= 2003].itertuples():
        past = two[two["year"] <= treaty.year - 6]
        records = []
        for state in (treaty.state_a, treaty.state_b):
            mine = past[(past["state_a"] == state) | (past["state_b"] == state)]["came"]
            records.append((mine.sum() + 1) / (len(mine) + 2))
        said = {"all": (past["came"].sum() + 1) / (len(past) + 2), "record": sum(records) / 2, "done": 1.0}
        for name, chance in said.items():
            missed[name].append((chance - treaty.came) ** 2)
    scores = {name: sum(gaps) / len(gaps) for name, gaps in missed.items()}
    assert int(handed["m8-race-n"]) == len(missed["all"])
    for name, score in scores.items():
        assert handed[f"m8-brier-{name}"] == f"{score:.3f}"
    assert scores["record"] < 0.25 < scores["all"] < scores["done"]


def test_trade_of_the_pair_is_among_the_least(handed):
    flows = load("trade_flows").query("2010 <= year <= 2014").astype({"state_a": "str", "state_b": "str"})
    flows["both"] = flows["imports_a_from_b"] + flows["imports_b_from_a"]
    total = flows.groupby(["state_a", "state_b"])["both"].sum()
    own = total[("AZE", "PAK")]
    assert handed["m8-below-trade"] == f"{(total < own).sum() / (len(total) - 1):.0%}"
    assert (total < own).sum() <= 2
    assert own < total[("ARM", "PAK")]
