"""The results that the module on words rests on, recomputed from the tables with pandas alone."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pandas as pd
import pytest
from scipy.stats import chi2

from course_utils import load

LAB = Path(__file__).resolve().parents[2] / "notebooks" / "labs" / "m2_brotherhood.ipynb"
FIVE = ["ARM", "AZE", "IND", "PAK", "TUR"]


@pytest.fixture(scope="module")
def glued() -> dict[str, str]:
    """What the lab hands to its reading, key by key; charts left out."""
    import nbformat

    found = {}
    for cell in nbformat.read(LAB, as_version=4).cells:
        for output in cell.get("outputs", []):
            name = output.get("metadata", {}).get("scrapbook", {}).get("name")
            texts = [value for value in output.get("data", {}).values() if isinstance(value, str)]
            if name and texts:
                found[name] = texts[0].strip("'\"")
    return found


@pytest.fixture(scope="module")
def counts() -> pd.DataFrame:
    """Occurrences of each term since 1992, one row a state."""
    terms = load("speech_terms")
    since = terms[terms["year"] >= 1992].astype({"state": "str", "term": "str"})
    return since.groupby(["state", "term"])["count"].sum().unstack().loc[FIVE]


@pytest.fixture(scope="module")
def words() -> pd.Series:
    speeches = load("speeches")
    return speeches[speeches["year"] >= 1992].astype({"state": "str"}).groupby("state")["words"].sum()


def test_the_silence_is_in_the_tables(counts, words, glued):
    assert counts.loc["AZE", "kashmir"] == 0 == int(glued["m2-kashmir-a"])
    assert counts.loc["AZE", "cyprus"] == 0 == int(glued["m2-cyprus-a"])
    assert counts.loc["AZE", "pakistan"] == 1 == int(glued["m2-names-a-b"])
    assert counts.loc["PAK", "karabakh"] == 1 == int(glued["m2-karabakh-b"])
    assert (int(glued["m2-karabakh-hub"]), int(glued["m2-kashmir-hub"])) == tuple(
        counts.loc["TUR", ["karabakh", "kashmir"]]
    )
    upper = chi2.ppf(0.975, 2) / 2 / words["AZE"] * 1000  # Garwood's upper end for no occurrence
    assert float(glued["m2-kashmir-high"]) == pytest.approx(upper, abs=0.0006)


def test_names_follow_quarrels(counts, glued):
    names = {"ARM": "armenia", "AZE": "azerbaijan", "IND": "india", "PAK": "pakistan", "TUR": "turkey"}
    most = {
        s: max((other for other in FIVE if other != s), key=lambda other, s=s: counts.loc[s, names[other]])
        for s in FIVE
    }
    assert most["AZE"] == "ARM" and most["ARM"] == "AZE" and most["PAK"] == "IND" and most["IND"] == "PAK"
    assert int(glued["m2-names-b-a"]) == counts.loc["PAK", "azerbaijan"]
    terms = load("speech_terms")
    early = terms[(terms["state"] == "PAK") & (terms["term"] == "azerbaijan") & terms["year"].between(1992, 1997)][
        "count"
    ].sum()
    assert int(glued["m2-b-names-a-early"]) == early
    assert early > 0.8 * counts.loc["PAK", "azerbaijan"]


def test_the_friends_lead_with_different_principles(counts, glued):
    integrity, self_determination = counts["territorial_integrity"], counts["self_determination"]
    for state, key in {"AZE": "a", "PAK": "b", "ARM": "rival", "IND": "placebo"}.items():
        assert (int(glued[f"m2-ti-{key}"]), int(glued[f"m2-sd-{key}"])) == (integrity[state], self_determination[state])
    more = integrity > self_determination
    assert more["AZE"] and more["IND"] and not more["PAK"] and not more["ARM"]


def test_kinship_words_are_a_habit_of_two(counts, words, glued):
    rate = counts["kinship"] / words[counts.index] * 1000
    assert set(rate.nlargest(2).index) == {"PAK", "TUR"}
    assert math.isclose(float(glued["m2-kin-b-rate"].split()[0]), rate["PAK"], abs_tol=0.006)
    assert glued["m2-pair-kin"] == "0"
    low, high = map(float, re.search(r"\((-?[\d.]+) to (-?[\d.]+)\)", glued["m2-gap-b-hub"]).groups())
    assert low < 0 < high  # Pakistan and Türkiye are not told apart
    low, _ = map(float, re.search(r"\((-?[\d.]+) to (-?[\d.]+)\)", glued["m2-gap-b-a"]).groups())
    assert low > 0  # Pakistan and Azerbaijan are


def test_the_notes_cover_every_hit(counts, glued):
    assert int(glued["m2-hits"]) == counts["kinship"].sum()


def test_the_newcomers_that_joined_are_the_closest(glued):
    rolls = load("roll_calls")
    votes = load("votes").astype({"state": "str", "vote": "str"})
    votes = votes[
        votes["roll_call"].isin(rolls.loc[rolls["year"].between(2010, 2024), "roll_call"]) & (votes["vote"] != "absent")
    ]
    pakistan = votes[votes["state"] == "PAK"].set_index("roll_call")["vote"]
    newcomers = {"ARM", "AZE", "BLR", "EST", "GEO", "KAZ", "KGZ", "LTU", "LVA", "MDA", "TJK", "TKM", "UKR", "UZB"}
    own = votes[votes["state"].isin(newcomers)]
    own = own.assign(other=own["roll_call"].map(pakistan)).dropna(subset=["other"])
    share = (own["vote"] == own["other"]).groupby(own["state"]).mean().sort_values(ascending=False)
    members = load("memberships").query("organisation == 'OIC' and status == 'member'")["state"]
    joined = newcomers & set(members)
    assert set(share.index[: len(joined)]) == joined
    assert int(glued["m2-bond-ahead"]) == len(joined)
    assert int(glued["m2-bond-place"]) == share.index.tolist().index("AZE") + 1
