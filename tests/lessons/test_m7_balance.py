"""What the module on balance rests on, computed again in plain pandas and compared with what the lab hands over."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import nbformat
import numpy as np
import pandas as pd
import pytest

from course_utils import load

LAB = Path(__file__).resolve().parents[2] / "notebooks" / "labs" / "m7_balance.ipynb"
FOUR = ("ARM", "AZE", "IND", "PAK")


@pytest.fixture(scope="module")
def handed() -> dict[str, str]:
    """Every figure that the lab hands to the reading, as text."""
    found = {}
    for cell in nbformat.read(LAB, as_version=4).cells:
        for output in cell.get("outputs", []):
            name = output.get("metadata", {}).get("scrapbook", {}).get("name", "")
            text = output.get("data", {}).get("application/papermill.record/text/plain")
            if name and isinstance(text, str):
                found[name] = text.strip("'")
    return found


@pytest.fixture(scope="module")
def signs():
    """Date, pair and sign of every event that is not neutral."""
    rows = []
    for date, text in load("events").dropna(subset=["dyad_signs"])[["date", "dyad_signs"]].itertuples(index=False):
        for part in text.split(";"):
            pair, sign = part.split(":")
            if int(sign):
                rows.append((date, frozenset(pair.split("-")), int(sign)))
    return pd.DataFrame(rows, columns=["date", "pair", "sign"])


def balanced(ties: dict[frozenset[str], int]) -> int:
    """Balanced triads of the four states."""
    products = [[ties.get(frozenset(pair), 0) for pair in combinations(three, 2)] for three in combinations(FOUR, 3)]
    return sum(a * b * c > 0 for a, b, c in products)


def tied(signs: pd.DataFrame, day: str, years: int | None) -> dict[frozenset[str], int]:
    """The sign of each pair at a day: by the sum of its last years, or (None) of its last day with an event."""
    at = pd.Timestamp(day)
    known = signs[signs["date"] <= at]
    if years:
        known = known[known["date"] > at - pd.DateOffset(years=years)]
    found = {}
    for pair, rows in known.groupby("pair"):
        used = rows if years else rows[rows["date"] == rows["date"].max()]
        found[pair] = int(np.sign(used["sign"].sum()))
    return found


@pytest.mark.parametrize(("key", "years"), [("last", None), ("five", 5), ("ten", 10), ("thirty", 30)])
def test_balance_on_two_days_by_each_rule(handed, signs, key, years):
    for when, day in {"before": "2025-08-30", "after": "2025-08-31"}.items():
        assert handed[f"m7-{key}-{when}"] == str(balanced(tied(signs, day, years)))


def test_the_same_handshake_makes_balance_breaks_it_or_leaves_it(handed):
    change = {
        key: int(handed[f"m7-{key}-after"]) - int(handed[f"m7-{key}-before"])
        for key in ("last", "five", "ten", "stated")
    }
    assert change["last"] > 0 > change["five"]
    assert change["ten"] == 0
    assert (handed["m7-stated-before"], handed["m7-stated-after"]) == ("4", "2")
    assert int(handed["m7-ups"]) and int(handed["m7-downs"])


@pytest.fixture(scope="module")
def networks():
    table = load("signed_networks").astype({"node_a": "str", "node_b": "str"})
    return table[table["node_a"] != table["node_b"]]


def matrix(networks: pd.DataFrame, start: int) -> pd.DataFrame:
    rows = networks[networks["window_start"] == start]
    both = pd.concat([rows, rows.rename(columns={"node_a": "node_b", "node_b": "node_a"})])
    return both.pivot(index="node_a", columns="node_b", values="sign").fillna(0).astype(int)


def test_triads_of_all_states_by_counting_them(handed, networks):
    signs = matrix(networks, 1996).to_numpy()
    products = {1: 0, -1: 0}
    with_minus = {1: 0, -1: 0}
    for a in range(len(signs)):
        near = np.flatnonzero(signs[a])
        near = near[near > a]
        for b, c in combinations(near, 2):
            if signs[b, c]:
                three = (signs[a, b], signs[a, c], signs[b, c])
                product = int(np.prod(three))
                products[product] += 1
                with_minus[product] += min(three) < 0
    assert handed["m7-base-n"] == f"{sum(products.values()):,}"
    assert handed["m7-base-share"] == f"{products[1] / sum(products.values()):.1%}"
    assert handed["m7-base-minus"] == f"{with_minus[1] / sum(with_minus.values()):.1%}"
    assert products[1] / sum(products.values()) > 0.9 and with_minus[1] / sum(with_minus.values()) < 0.5


def test_a_friends_enemy_rarely_and_yet_more_often_becomes_an_enemy(handed, networks):
    rows = []
    for start in range(1948, 1993, 4):
        here, then = matrix(networks, start), matrix(networks, start + 4)
        nodes = sorted({*here} & {*then})
        friends = {node: {*here.columns[here.loc[node] > 0]} for node in nodes}
        enemies = {node: {*here.columns[here.loc[node] < 0]} for node in nodes}
        for a, b in combinations(nodes, 2):
            if here.loc[a, b] == 0:
                # A third node counts only if it is still there in the next window.
                path = ((friends[a] & enemies[b]) | (friends[b] & enemies[a])) & {*nodes}
                rows.append((bool(path), then.loc[a, b]))
    table = pd.DataFrame(rows, columns=["path", "then"])
    dispute = table["then"] < 0
    yes, no = dispute[table["path"]], dispute[~table["path"]]
    assert (handed["m7-enemy-n"], handed["m7-other-n"]) == (f"{len(yes):,}", f"{len(no):,}")
    assert (handed["m7-enemy-rate"], handed["m7-other-rate"]) == (f"{yes.mean():.1%}", f"{no.mean():.2%}")
    ratio = (yes.sum() / (~yes).sum()) / (no.sum() / (~no).sum())
    assert handed["m7-enemy-dispute-all"] == f"{ratio:.1f}"
    assert yes.mean() < 0.05 and ratio > 4
    # What the lesson says of the comparison at like distance and of the placebo path.
    low, high = map(float, handed["m7-friend-dispute-near-interval"].split(" to "))
    assert low < 1 < high
    assert float(handed["m7-enemy-dispute-near-interval"].split(" to ")[0]) > 1


def test_india_left_with_its_class_and_alone_among_early_supporters_voted_no(handed):
    texts = load("roll_calls").query("series == 'karabakh' and kind != 'motion'").set_index("year")["roll_call"]
    votes = load("votes").astype({"state": "str", "vote": "str"}).set_index(["roll_call", "state"])["vote"]
    cast = {year: votes[roll_call] for year, roll_call in texts.items()}
    early = set.intersection(*({*cast[year].index[cast[year] == "yes"]} for year in (1997, 1998, 1999)))
    assert handed["m7-early"] == str(len(early))
    assert {state for state in early if cast[2008][state] == "no"} == {"IND"}
    assert [cast[year]["IND"] for year in (2000, 2001, 2002)] == ["abstain"] * 3
    still = sum(cast[2002][state] == "yes" for state in early) / len(early)
    assert handed["m7-yes-2002"] == f"{still:.0%}"
    members = load("memberships").query("status == 'member'").astype({"state": "str"})
    group = {name: {*members[members["organisation"] == name]["state"]} for name in ("NAM", "OIC")}
    alike = early & (group["NAM"] - group["OIC"])
    assert handed["m7-class-n"] == str(len(alike))
    assert handed["m7-class-2002"] == str(sum(cast[2002][state] == "yes" for state in alike)) == "0"
