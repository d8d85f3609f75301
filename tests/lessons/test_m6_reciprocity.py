"""What the module on reciprocity rests on, computed again in plain pandas and compared with what the lab hands over."""

from __future__ import annotations

import math
from itertools import combinations
from pathlib import Path

import nbformat
import numpy as np
import pandas as pd
import pytest

from course_utils import load
from course_utils.measures.reciprocity import games

LAB = Path(__file__).resolve().parents[2] / "notebooks" / "labs" / "m6_reciprocity.ipynb"
RIVALS = {"first": "ARM AZE", "second": "IND PAK"}
FRIENDS = "AZE PAK"


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


def directions(table: pd.DataFrame, pair: str, value: str, index: list[str]) -> pd.DataFrame:
    """Both directions of a pair side by side."""
    a, b = pair.split()
    rows = table.astype({"sender": "str", "receiver": "str"})
    rows = rows[rows["sender"].isin([a, b]) & rows["receiver"].isin([a, b])]
    return rows.pivot_table(index=index, columns="sender", values=value, aggfunc="sum", fill_value=0)[[a, b]]


def both_ways(table: pd.DataFrame, pair: str, value: str, years: range | None = None) -> float:
    """Pearson's r of the two directions by year."""
    wide = directions(table, pair, value, ["year"])
    wide = wide.reindex(years, fill_value=0) if years else wide
    return float(wide.iloc[:, 0].corr(wide.iloc[:, 1]))


@pytest.fixture(scope="module")
def acts() -> pd.DataFrame:
    """The friendly acts between the two friends, read from the text of the chronology."""
    events = load("events").dropna(subset=["directed_acts"])
    rows = [
        (text[:3], row.date, row.kind)
        for row in events.itertuples()
        for text in str(row.directed_acts).split(";")
        if set(text[:7].split(">")) == set(FRIENDS.split()) and text.endswith(":+1")
    ]
    return pd.DataFrame(rows, columns=["sender", "date", "kind"]).sort_values("date", ignore_index=True)


def test_talks_run_both_ways_for_rivals_as_for_friends(handed):
    dyads = load("dyad_events")
    for key, pair in {"own": FRIENDS, **RIVALS}.items():
        r = both_ways(dyads, pair, "verbal_cooperation")
        assert handed[f"m6-verbal-{key}"] == f"{r:.2f}"
        assert r > 0.9
    assert both_ways(dyads, FRIENDS, "verbal_cooperation") < both_ways(dyads, RIVALS["first"], "verbal_cooperation")


def test_the_two_sources_order_the_rivals_in_opposite_ways(handed):
    dyads, incidents = load("dyad_events"), load("incidents")
    news = {key: both_ways(dyads, pair, "material_conflict") for key, pair in RIVALS.items()}
    alone = {
        key: both_ways(incidents[~incidents["clash"]], pair, "events", range(2002, 2015))
        for key, pair in RIVALS.items()
    }
    for key in RIVALS:
        assert handed[f"m6-news-{key}"] == f"{news[key]:.2f}"
        assert handed[f"m6-without-{key}"] == f"{alone[key]:.2f}"
    assert news["first"] < news["second"]
    assert alone["first"] > alone["second"]


def test_every_clash_is_filed_under_one_state(handed):
    incidents = load("incidents").astype({"sender": "str", "receiver": "str"})
    for key, pair in RIVALS.items():
        rows = incidents[incidents["sender"].isin(pair.split())]
        clashes = rows[rows["clash"]]
        assert set(clashes["sender"]) == {pair.split()[0]}
        assert handed[f"m6-clash-{key}"] == f"{clashes['events'].sum() / rows['events'].sum():.0%}"


def test_the_month_after(handed):
    incidents = load("incidents").query("not clash and year >= 1992")
    months = pd.MultiIndex.from_product([range(1992, 2015), range(1, 13)], names=["year", "month"])
    for pair in RIVALS.values():
        acted = directions(incidents, pair, "events", ["year", "month"]).reindex(months, fill_value=0) > 0
        for giver, answerer in (pair.split(), pair.split()[::-1]):
            before, now = acted[giver].to_numpy()[:-1], acted[answerer].to_numpy()[1:]
            key = f"m6-{answerer}-after-{giver}".lower()
            assert handed[key] == f"{now[before].mean():.0%}"
            assert handed[f"{key}-else"] == f"{now[~before].mean():.0%}"
            assert now[before].mean() > now[~before].mean()


def test_the_account_is_open_and_votes_make_half_of_it(handed, acts):
    counts = acts["sender"].value_counts()
    assert (handed["m6-all-given"], handed["m6-all-received"]) == (str(counts["AZE"]), str(counts["PAK"]))
    less = acts[acts["kind"] != "vote"]["sender"].value_counts()
    assert (handed["m6-less-given"], handed["m6-less-received"]) == (str(less["AZE"]), str(less["PAK"]))
    assert less["PAK"] > less["AZE"]
    assert (acts["sender"].eq("PAK").cumsum() > acts["sender"].eq("AZE").cumsum()).all()


def test_answers_within_a_year(handed, acts):
    end = pd.Timestamp("2026-02-28")
    for key, giver, other in (("a", "AZE", "PAK"), ("b", "PAK", "AZE")):
        given = [day for day in acts[acts["sender"] == giver]["date"] if day + pd.Timedelta(days=365) <= end]
        back = acts[acts["sender"] == other]["date"]
        answered = sum(((back > day) & (back <= day + pd.Timedelta(days=365))).any() for day in given)
        assert handed[f"m6-answer-{key}-n"] == str(len(given))
        assert handed[f"m6-answer-{key}-answered"] == str(answered)
    assert handed["m6-answers-beyond"] == "0"  # the verdict on C22 rests on it


def test_both_are_silent_in_the_general_debate(handed):
    terms = load("speech_terms").query("year >= 1992")
    for key, state, term in (("a", "AZE", "kashmir"), ("b", "PAK", "karabakh")):
        said = terms[(terms["state"] == state) & (terms["term"] == term)]["count"]
        assert handed[f"m6-speeches-{key}"] == str(len(said))
        assert handed[f"m6-silent-{key}"] == str((said == 0).sum())
    assert handed["m6-silent-a"] == handed["m6-speeches-a"]


def test_tit_for_tat_leads_many_fields_without_noise_and_few_with_little(handed):
    for noise, key in ((0.0, "m6-lead-0"), (0.01, "m6-lead-1")):
        pairs = games.tournament(games.STRATEGIES, turns=100, noise=noise, repetitions=5)
        payoff = pairs.pivot(index="strategy", columns="opponent", values="payoff")
        own, values = list(payoff.index).index("tit_for_tat"), payoff.to_numpy()
        others = [place for place in range(len(values)) if place != own]
        fields = [[own, *rest] for rest in combinations(others, 4)]
        led = [values[np.ix_(field, field)].sum(axis=1).round(9).argmax() == 0 for field in fields]  # first of equals
        assert handed[key] == f"{np.mean(led):.0%}"
        assert handed["m6-fields"] == f"{len(fields):,}"
    assert int(handed["m6-lead-0"].rstrip("%")) > 3 * int(handed["m6-lead-1"].rstrip("%"))


def test_two_tit_for_tats_end_in_a_feud_half_of_the_time(handed):
    """The chain of the four outcomes written out: each copies the other's last move, and one move in a hundred flips."""
    miss = 0.01
    chain = np.zeros((4, 4))
    for place, (a, b) in enumerate([(1, 1), (1, 0), (0, 1), (0, 0)]):
        p, q = (abs(b - miss), abs(a - miss))  # the chance that each cooperates next
        chain[place] = [p * q, p * (1 - q), (1 - p) * q, (1 - p) * (1 - q)]
    long_run = np.linalg.matrix_power(chain, 10_000)[0]
    assert handed["m6-twins-tft"] == f"{long_run[0] + long_run[1]:.0%}" == "50%"


def test_rules_part_from_the_friend_as_probability_says(handed):
    slip, turns, histories = 0.05, int(handed["m6-turns"]), 300
    clean = (1 - slip) ** (turns - 1)  # no slip before the last turn
    single = [1.0, 1.0]  # no two slips in a row in so many turns
    while len(single) < turns:
        single.append((1 - slip) * single[-1] + slip * (1 - slip) * single[-2])
    for key, chance in {"m6-same-tft": clean, "m6-same-two": single[turns - 1]}.items():
        error = math.sqrt(chance * (1 - chance) / histories)
        assert int(handed[key].rstrip("%")) / 100 == pytest.approx(chance, abs=3 * error + 0.005)


def test_four_in_five_embassies_are_returned(handed):
    missions = load("embassies").astype({"sender": "str", "receiver": "str"}).query("kind == 'embassy'")
    ties = set(zip(missions["sender"], missions["receiver"], strict=True))
    returned = sum((b, a) in ties for a, b in ties) / len(ties)
    assert handed["m6-returned"] == f"{returned:.0%}"
    states = {state for tie in ties for state in tie}
    density = len(ties) / (len(states) * (len(states) - 1))
    assert handed["m6-rho"] == f"{(returned - density) / (1 - density):.2f}"


def test_the_pair_is_no_closer_than_its_class(handed):
    points = load("ideal_points").astype({"state": "str"}).query("year >= 2010")
    points = points.pivot(index="year", columns="state", values="ideal_point")
    far = points.sub(points["AZE"], axis=0).abs().mean().drop("AZE")
    members = load("memberships").query("organisation == 'OIC' and status == 'member'")["state"].astype("str")
    own = far[far.index.isin(set(members))]
    assert handed["m6-far-pair"] == f"{far['PAK']:.2f}"
    assert handed["m6-order-of"] == str(len(own))
    assert handed["m6-order-place"] == str((own < own["PAK"]).sum() + 1)
    assert far["PAK"] > own.median()


def test_by_principle_each_friend_speaks_like_the_others_rival(handed):
    terms = load("speech_terms").query("year >= 1992").astype({"state": "str", "term": "str"})
    count = terms.groupby(["state", "term"])["count"].sum().unstack()
    mix = count["territorial_integrity"] / (count["territorial_integrity"] + count["self_determination"])
    for state in ("AZE", "PAK", "ARM", "IND"):
        assert handed[f"m6-mix-{state.lower()}"] == f"{mix[state]:.0%}"
    assert abs(mix["AZE"] - mix["IND"]) < abs(mix["AZE"] - mix["PAK"])
    assert abs(mix["PAK"] - mix["ARM"]) < abs(mix["PAK"] - mix["AZE"])
