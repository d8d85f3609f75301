"""The figures of the page on any two states are those of the measures and of the tables."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from course_utils import load
from course_utils.book.two_states.votes import DIVIDED, TOPICS
from course_utils.capstone import fought, world
from course_utils.measures.agreement import agreement, clustered_interval, dyad, family, largest_camp, select

GAPS = [  # a block of unknown votes, a successor with a pause, new members, a seat that went, late joiners, and absence
    ("TUR", "AZE"), ("SRB", "HRV"), ("SSD", "MNE"), ("TWN", "USA"), ("CHE", "KIR"), ("CHN", "TWN"), ("VEN", "ZAF"),
    ("FJI", "TUR"), ("YEM", "DEU"), ("VNM", "RUS"),
]  # fmt: skip
NOTHING = {"n": 0, "clusters": 0, **dict.fromkeys(["effective", "agreement", "kappa", "low", "high"])}


def drawn() -> list[tuple[str, str]]:
    """Fifty pairs by a fixed draw, and those with gaps."""
    codes = sorted(load("votes")["state"].cat.categories)
    draw = random.Random(11)
    return [*(tuple(draw.sample(codes, 2)) for _ in range(50)), *GAPS]


def measured(rows: pd.DataFrame, by: list[str]) -> dict[tuple, dict[str, Any]]:
    """The measures of the course, with the interval of the page, by what the rows are grouped by."""
    table = clustered_interval(rows, "family", by).assign(kappa=agreement(rows, by)["kappa"])
    table = table.astype("object").where(table.notna(), None)
    return {tuple(row[name] for name in by): row for row in table.to_dict("records")}


def same(ours: dict[str, Any], theirs: dict[str, Any]) -> bool:
    """Whether the page has the figures of the measures, or has none where they have none."""
    return all(ours[name] == (value if value is None else pytest.approx(value, abs=1e-6)) for name, value in
               ((name, theirs[name]) for name in NOTHING))  # fmt: skip


def test_figures_are_those_of_the_measures(explorer: Callable) -> None:
    """Share, kappa and interval: in all, by year, by topic and in a divided hall, for sixty pairs and windows."""
    page = explorer().page
    pairs = drawn()
    draw = random.Random(12)
    windows = [sorted(draw.sample(range(1946, 2026), 2)) for _ in pairs]
    asked = [[a, b, *window] for (a, b), window in zip(pairs, windows, strict=True)]
    found = page.evaluate(
        """async (asked) => {
            const { load, votes } = courseStates;
            await load(asked.flatMap(([a, b]) => [a, b]));
            return asked.map((one) => ({ all: votes.measure(...one), years: votes.yearly(...one), topics: votes.topics(...one) }));
        }""",
        asked,
    )
    table = load("votes")
    roll_calls = load("roll_calls")
    roll_calls = roll_calls.assign(family=family(roll_calls), divided=largest_camp(roll_calls) < DIVIDED)
    kept = roll_calls[["roll_call", "year", "family", "divided", *TOPICS]]
    own = dict(iter(table.groupby("state", observed=True)))
    parts = [
        dyad(pd.concat([own[a], own[b]]), a, b, roll_calls=select(kept, years=(first, last))).assign(pair=place)
        for place, (a, b, first, last) in enumerate(asked)
    ]
    both = pd.concat(parts, ignore_index=True)
    by_year = measured(both, ["pair", "year"])
    flags = {"all": None, "divided": "divided"} | {topic: topic for topic in TOPICS}
    by_topic = {
        topic: measured(both if flag is None else both[both[flag].eq(True).fillna(False).astype(bool)], ["pair"])
        for topic, flag in flags.items()
    }
    wrong = []
    for place, ((a, b, first, last), page_says) in enumerate(zip(asked, found, strict=True)):
        if not same(page_says["all"], by_topic["all"].get((place,), NOTHING)):
            wrong.append((a, b, "all"))
        assert [row["year"] for row in page_says["years"]] == list(range(first, last + 1))
        for row in page_says["years"]:
            theirs = by_year.get((place, row["year"]), NOTHING)
            if not same(row, theirs) or bool(row["reason"]) != (theirs["n"] == 0):
                wrong.append((a, b, row["year"]))
        assert {row["topic"] for row in page_says["topics"]} == set(flags)
        for row in page_says["topics"]:
            if not same(row, by_topic[row["topic"]].get((place,), NOTHING)):
                wrong.append((a, b, row["topic"]))
    assert len(by_year) > 1000
    assert not wrong, wrong[:20]


def test_ties_are_those_of_the_tables(explorer: Callable) -> None:
    """Ideal points, organisations, treaties, conflicts and codings of the same sixty pairs."""
    page = explorer().page
    pairs = [sorted(pair) for pair in drawn()] + [["AZE", "PAK"], ["ARM", "AZE"], ["IND", "PAK"], ["CHN", "RUS"]]
    found = page.evaluate(
        """async (pairs) => {
            const { load, tables, places } = courseStates;
            await load(pairs.flat());
            return pairs.map(([a, b]) => ({
                distance: tables.idealDistance(a, b, 1980, 2010),
                seats: tables.organisations(a, b),
                shared: tables.sharedYears(a, b, 2000, 2014),
                treaties: tables.treaties(a, b, 1946, 2025),
                fought: tables.foughtYears(a, b, 1946, 2025),
                quarrels: tables.quarrels(a, b, 1946, 2025),
                codings: places.codings(a, b),
            }));
        }""",
        pairs,
    )
    points = load("ideal_points").query("1980 <= year <= 2010").set_index(["state", "year"])["ideal_point"]
    trade, investment = load("trade_agreements"), load("investment_treaty_parties").dropna(subset=["state"])
    defence = load("defence_agreements")
    years = fought().groupby(["state_a", "state_b"])["year"].agg(list)
    shared = load("shared_organisations").query("year >= 2000").set_index(["state_a", "state_b", "year"])["shared"]
    empire = load("same_empire").set_index(["state_a", "state_b"])
    disputes = load("disputes")
    parties = investment.groupby("state", observed=True)["treaty"].agg(set)
    both_known = 0
    for (a, b), page_says in zip(pairs, found, strict=True):
        one, other = (points[points.index.get_level_values("state") == code].droplevel("state") for code in (a, b))
        distance = (one - other).abs().dropna()
        assert page_says["distance"] == (pytest.approx(distance.mean(), abs=1e-6) if len(distance) else None)
        if (a, b) in world().index and page_says["seats"]["known"]:
            assert len(page_says["seats"]["small"]) == world().loc[(a, b), "shared"]
            overlap = world().loc[(a, b), "organisations"]
            assert page_says["seats"]["overlap"] == (None if pd.isna(overlap) else pytest.approx(overlap, abs=1e-6))
        kinds = [row["kind"] for row in page_says["treaties"]]
        own = trade[(trade["state_a"] == a) & (trade["state_b"] == b)]
        assert sum(kind.startswith("Trade") for kind in kinds) == own["agreement"].nunique()
        joint = parties.get(a, set()) & parties.get(b, set())
        assert sum(kind.startswith("Investment") for kind in kinds) == len(joint)
        assert kinds.count("Defence cooperation") == ((defence["state_a"] == a) & (defence["state_b"] == b)).sum()
        assert page_says["fought"] == sorted(years.get((a, b), []))
        listed = disputes[(disputes["state_a"] == a) & (disputes["state_b"] == b)]
        assert sum(row["kind"].startswith("Dispute") for row in page_says["quarrels"]) == len(listed)
        if (a, b) in empire.index:
            both_known += 1
            columns = ["by_cepii", "by_coldat", "by_ruler", "by_independence"]
            assert [bool(answer) for _, answer in page_says["codings"]["shared"]] == empire.loc[
                (a, b), columns
            ].tolist()
        if page_says["shared"] is not None:
            for row in page_says["shared"]:
                assert row["shared"] == shared.get((a, b, row["year"]))
    assert both_known >= 4


def test_the_cell_gives_the_figure_of_the_page(explorer: Callable) -> None:
    """The code under the page is what it says."""
    page = explorer("?a=NPL&b=BTN&from=1995&to=2012").page
    code = page.locator(".pair-code pre").inner_text()
    *lines, last = code.strip().splitlines()
    space: dict[str, Any] = {}
    exec("\n".join(lines), space)
    row = eval(last, space).iloc[0]
    said = page.locator(".pair-status").inner_text()
    assert f"{row['agreement']:.2f} of {row['n']:,.0f} common roll calls" in said
    assert f"{row['low']:.2f} to {row['high']:.2f}" in said


def test_download(explorer: Callable) -> None:
    """One click: a file with its pair, window, sources, and the figures shown."""
    page = explorer("?a=ARM&b=AZE&from=1990&to=2024&with=IND-PAK").page
    with page.expect_download() as download:
        page.locator(".pair-csv").click()
    assert download.value.suggested_filename == "ARM-AZE-1990-2024.csv"
    text = Path(download.value.path()).read_text("utf-8-sig")
    head = [line for line in text.splitlines() if line.startswith("# ")]
    assert head[0] == "# Armenia – Azerbaijan (ARM, AZE), 1990 to 2024"
    assert "India – Pakistan" in head[1]
    assert any("UN General Assembly Voting Data (Voeten, Strezhnev and Bailey)" in line for line in head)
    assert any("No figure for 1990 to 1991" in line for line in head)
    rows = list(csv.DictReader(io.StringIO("\n".join(line for line in text.splitlines() if not line.startswith("# ")))))
    assert all(None not in row and None not in row.values() for row in rows)  # as many cells as headings
    overall = next(row for row in rows if row["panel"] == "overall" and row["pair"] == "Armenia – Azerbaijan")
    roll_calls = load("roll_calls")
    both = dyad(load("votes"), "ARM", "AZE", roll_calls=select(roll_calls, years=(1990, 2024)))
    assert float(overall["value"]) == pytest.approx(agreement(both)["agreement"].item(), abs=1e-9)
    assert int(overall["n"]) == len(both)
    by_year = {
        int(row["year"]): row["value"] for row in rows if row["panel"] == "yearly" and row["pair"] == overall["pair"]
    }
    assert list(by_year) == list(range(1990, 2025))
    assert by_year[1990] == ""
    panels = {row["panel"] for row in rows}
    assert panels == {
        "overall",
        "yearly",
        "topics",
        "ideal",
        "shared",
        "treaties",
        "quarrels",
        "organisations",
        "place",
    }
