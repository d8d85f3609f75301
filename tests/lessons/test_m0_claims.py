"""What the first module rests on, computed again in plain pandas and compared with what the lab hands over."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from course_utils import load

LAB = Path(__file__).resolve().parents[2] / "notebooks" / "labs" / "m0_claims.ipynb"
OWN, PLACEBO = ("AZE", "PAK"), ("AZE", "IRN")


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
    """One row an event and pair, read off the text without our measure."""
    events = load("events")
    rows = events.dropna(subset=["dyad_signs"])
    rows = rows.assign(part=rows["dyad_signs"].str.split(";")).explode("part")
    pairs, values = zip(*(part.strip().split(":") for part in rows["part"]), strict=True)
    return rows.assign(pair=[tuple(sorted(pair.split("-"))) for pair in pairs], value=[int(value) for value in values])


@pytest.fixture(scope="module")
def news():
    """Coded events of 2002-2014 by pair: how many, and the cooperative share."""
    table = load("dyad_events").astype({"sender": "str", "receiver": "str"})
    table["pair"] = [tuple(sorted(ends)) for ends in zip(table["sender"], table["receiver"], strict=True)]
    sums = table.groupby("pair")[
        ["verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict"]
    ].sum()
    n = sums.sum(axis=1)
    return sums.assign(n=n, share=1 - (sums["verbal_conflict"] + sums["material_conflict"]) / n)


def test_causal_claims_lead_and_are_the_harder_to_test(handed):
    claims = load("claims")
    by_kind = claims["kind"].astype("str").value_counts()
    full = claims[claims["testable"] == "yes"]["kind"].astype("str").value_counts()
    assert handed["m0-claims"] == str(len(claims))
    assert handed["m0-contested"] == str((claims["contested"] == "yes").sum())
    for kind in ("causal", "descriptive"):
        assert (handed[f"m0-{kind}"], handed[f"m0-{kind}-full"]) == (str(by_kind[kind]), str(full[kind]))
    assert by_kind.idxmax() == "causal"
    assert full["causal"] / by_kind["causal"] < 0.5 < full["descriptive"] / by_kind["descriptive"]
    assert "C36" in set(claims[claims["contested"] == "no"]["id"])


def test_the_pair_is_the_most_listed_and_never_hostile(handed, signs):
    own = signs[signs["pair"] == OWN]
    assert (handed["m0-signs"], handed["m0-own-n"]) == (str(len(signs)), str(len(own)))
    assert handed["m0-own-friendly"] == str((own["value"] == 1).sum())
    assert handed["m0-own-hostile"] == str((own["value"] == -1).sum()) == "0"
    assert signs["pair"].value_counts().idxmax() == OWN
    assert handed["m0-placebo-all"] == str((signs["pair"] == PLACEBO).sum()) == "0"


def test_the_list_and_the_news_put_the_pair_at_opposite_ends(handed, signs, news):
    listed = signs[signs["date"].dt.year.between(2002, 2014)]["pair"].value_counts()
    for key, pair in {"own": OWN, "placebo": PLACEBO, "rivals": ("ARM", "AZE"), "kashmir": ("IND", "PAK")}.items():
        assert handed[f"m0-news-{key}"] == f"{news.loc[[pair], 'n'].iloc[0]:,}"
        assert handed[f"m0-listed-{key}"] == str(listed.get(pair, 0))
        assert handed[f"m0-share-{key}"] == f"{news.loc[[pair], 'share'].iloc[0]:.1%}"
    place = int((news["n"] > news.loc[[OWN], "n"].iloc[0]).sum()) + 1
    assert (handed["m0-place-own"], handed["m0-news-pairs"]) == (str(place), str(len(news)))
    assert listed.idxmax() == OWN
    assert place > 0.8 * len(news)


def test_nearly_all_friendly_is_nearly_normal(handed, news):
    own = news.loc[[OWN], "share"].iloc[0]
    assert handed["m0-median"] == f"{news['share'].median():.1%}"
    assert handed["m0-ahead"] == str((news["share"] > own).sum())
    assert news["share"].median() > 0.9
    assert news.loc[[("ARM", "AZE"), ("IND", "PAK")], "share"].between(0.5, 0.9).all()


def test_no_rule_reaches_the_figure_and_the_vague_dates_would_have_misled(handed, signs):
    figures = [int(handed[f"m0-documents-{rule}"]) for rule in ("narrow", "third", "lists", "wide")]
    assert figures == sorted(figures)
    assert figures[-1] < int(handed["m0-said"])
    events = load("events")
    both = events[events["actors"].str.contains("AZE") & events["actors"].str.contains("PAK")]
    made = both[both["kind"] == "agreement"]
    assert figures[:2] == [int((made["actors"].str.len() == 7).sum()), len(made)]
    assert "fifteen texts were signed" in events.set_index("id").loc["E101", "event"]
    own = signs[signs["pair"] == OWN]
    odd = own["date"].dt.day % 2 == 1
    assert handed["m0-odd-own"] == f"{odd[own['precision'] == 'day'].mean():.0%}"
    assert handed["m0-odd-sloppy"] == f"{odd.mean():.0%}"


def test_the_outlet_is_a_first_source_of_an_event_that_bears_on_c28(handed):
    events = load("events").set_index("id")
    address = events["source_url"].str.contains("anewz", na=False)
    assert "C28" in events.loc["E116", "claims"].split(";") and address["E116"]
    assert handed["m0-outlet"] == str((address | events["source2_url"].str.contains("anewz", na=False)).sum())
