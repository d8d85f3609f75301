"""The results that module 1 rests on, computed again without the course's measures: a change in the data shows here."""

from __future__ import annotations

import math
from pathlib import Path

import nbformat
import numpy as np
import pytest

from course_utils import load

LAB = Path(__file__).resolve().parents[2] / "notebooks" / "labs" / "m1_bilateralism.ipynb"


@pytest.fixture(scope="module")
def glued() -> dict[str, str]:
    """What the lab hands to its reading, as text."""
    outputs = [o for cell in nbformat.read(LAB, as_version=4).cells for o in cell.get("outputs", [])]
    handed = [o for o in outputs if "scrapbook" in o.get("metadata", {})]
    return {
        o.metadata["scrapbook"]["name"]: next(iter(o.data.values())).strip("'\"")
        for o in handed
        if all(isinstance(value, str) for value in o.data.values())
    }


@pytest.fixture(scope="module")
def bits():
    table = load("investment_treaties")
    return table[table["kind"] == "BIT"]


def slope(x, y):
    """The exponent of a power law by least squares."""
    kept = (x > 0) & (y > 0)
    return np.polyfit(np.log(x[kept].astype(float)), np.log(y[kept].astype(float)), 1)[0]


def test_the_room_for_pairs(glued):
    spells = load("states")
    spells = spells[spells["list"] == "cow"]
    for day, key in (("1945-12-31", "then"), ("2025-12-31", "now")):
        there = (spells["start"] <= day) & (spells["end"].isna() | (spells["end"] >= day))
        n = spells.loc[there, "state"].nunique()
        assert glued[f"m1-states-{key}"] == str(n)
        assert glued[f"m1-pairs-{key}"] == f"{math.comb(n, 2):,}"


def test_fewer_signed_and_more_ended(glued, bits):
    for first, key in ((1995, "peak"), (2020, "now")):
        signed = bits["signed"].dt.year.between(first, first + 4).sum() / 5
        ended = bits["terminated"].dt.year.between(first, first + 4).sum() / 5
        assert (glued[f"m1-signed-{key}"], glued[f"m1-ended-{key}"]) == (f"{signed:.0f}", f"{ended:.0f}")
    assert float(glued["m1-signed-now"]) < float(glued["m1-signed-peak"])
    assert float(glued["m1-ended-now"]) > float(glued["m1-signed-now"])  # the sentence of the opening


def test_late_endings_are_mostly_inside_the_union_and_fell_outside(glued, bits):
    union = set(
        "AUT BEL BGR CYP CZE DEU DNK ESP EST FIN FRA GRC HRV HUN IRL ITA LTU LUX LVA MLT NLD POL PRT ROU SVK SVN SWE".split()
    )
    parties = load("investment_treaty_parties")
    inside, apart = {}, {}
    for treaty, state in zip(parties["treaty"], parties["state"], strict=True):
        inside[treaty] = inside.get(treaty, True) and state in union
        apart[treaty] = apart.get(treaty, False) or state in ("AUT", "FIN", "IRL", "SWE")
    late = bits.loc[bits["terminated"].dt.year.between(2020, 2024), "treaty"]
    assert glued["m1-ended-of"] == str(len(late))
    assert glued["m1-ended-eu"] == str(sum(inside[treaty] for treaty in late))
    assert glued["m1-ended-act"] == str(sum(inside[treaty] and not apart[treaty] for treaty in late))
    outside = bits[~bits["treaty"].map(inside)]["terminated"].dt.year
    before, now = (outside.between(first, first + 4).sum() / 5 for first in (2015, 2020))
    assert (glued["m1-ended-rest-before"], glued["m1-ended-rest-now"]) == (f"{before:.0f}", f"{now:.0f}")
    assert now < before


def test_the_two_counts_of_trade_agreements(glued):
    made = load("trade_agreements")
    made = made[made["entry_type"] == "treaty"]
    forms = made.groupby("agreement")["form"].first()
    pairs = made.drop_duplicates(["agreement", "state_a", "state_b"])
    assert glued["m1-trade-by-count"] == f"{(forms == 'bilateral').mean():.0%}"
    assert glued["m1-trade-by-pairs"] == f"{(pairs['form'] == 'bilateral').mean():.0%}"
    late = made[made["signed"] >= 2020].drop_duplicates("agreement")
    two = late[late["form"] == "bilateral"]
    assert glued["m1-trade-share-now"] == f"{len(two) / len(late):.0%}"
    assert glued["m1-trade-uk"] == str((two[["state_a", "state_b"]] == "GBR").any(axis=1).sum())


def test_embassies_grow_with_size_and_seats_hardly(glued):
    people = load("economy")
    people = people[people["year"] == 2022].set_index("state")["population"]
    missions = load("embassies")
    missions = missions[missions["kind"].isin(["embassy", "high_commission"])]
    sent = missions.groupby("sender", observed=True)["receiver"].nunique().reindex(people.index)
    listed = load("memberships")
    seats = listed[listed["status"] == "member"].groupby("state", observed=True).size().reindex(people.index)
    for key, counted in (("m1-slope", sent), ("m1-slope-seats", seats)):
        assert glued[key].split()[0] == f"{slope(people, counted):.2f}"
    per_seat = sent / seats
    small = people < 10e6
    assert glued["m1-per-seat-small"] == f"{per_seat[small].median():.2f}"
    assert glued["m1-per-seat-large"] == f"{per_seat[~small].median():.2f}"
    assert per_seat[small].median() < per_seat[~small].median()  # the finding on C05


def test_few_two_party_texts_are_alliances(glued, bits):
    decade = range(2001, 2011)
    made = load("trade_agreements")
    trade = made[(made["entry_type"] == "treaty") & (made["form"] == "bilateral")].drop_duplicates("agreement")
    pacts, defence = load("alliance_totals"), load("defence_agreements_by_year")
    allied = pacts[(pacts["members"] == 2) & pacts["year"].isin(decade)]["formed"].sum()
    every = (
        allied
        + bits["signed"].dt.year.isin(decade).sum()
        + trade["signed"].isin(decade).sum()
        + defence[defence["year"].isin(decade)]["agreements"].sum()
    )
    assert (glued["m1-texts-allied"], glued["m1-texts-all"]) == (str(allied), f"{every:,}")
    assert allied / every < 0.05
