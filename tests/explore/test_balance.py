"""The explorer of a chronology's signed graph: signs by every rule, by hand, and what the menus do to the picture."""

from __future__ import annotations

import json

import pandas as pd
import pytest
import vl_convert

from course_utils import charts, load
from course_utils.explore import balance
from course_utils.explore.balance import DATES, EVENTS, RULES, START, TITLES, label, signs, subset

NODES = ("ARM", "AZE", "PAK")


def made_up() -> pd.DataFrame:
    """Three states: a long quarrel that ends in 2025 with a disputed text, and one handshake the day after."""
    rows = [
        ("E1", "1998-01-01", "conflict", "no", "AZE-ARM:-1;AZE-PAK:+1"),
        ("E2", "2018-01-01", "statement", "no", "PAK-ARM:-1"),
        ("E3", "2020-09-27", "conflict", "no", "AZE-ARM:-1"),
        ("E4", "2020-09-28", "vote", "no", "AZE-PAK:+1;AZE-IND:0"),
        ("E5", "2025-08-08", "agreement", "yes", "AZE-ARM:+1"),
        ("E6", "2025-08-31", "recognition", "no", "PAK-ARM:+1"),
        ("E7", "2025-12-01", "visit", "no", None),
    ]
    table = pd.DataFrame(rows, columns=["id", "date", "kind", "disputed", "dyad_signs"])
    return table.assign(date=pd.to_datetime(table["date"]))


OPTIONS = {"nodes": NODES}


@pytest.fixture(scope="module")
def table():
    return signs(made_up(), NODES)


def one(table, date, rule):
    found = table[table["date"].eq(date) & table["rule"].eq(rule)]
    assert len(found) == 1
    return found.iloc[0]


def test_every_date_and_rule_is_there_once(table):
    assert len(table) == len(DATES) * len(RULES)
    assert not table.duplicated(["date", "rule"]).any()


@pytest.mark.parametrize(
    ("date", "rule", "arm_aze", "arm_pak", "aze_pak", "triads", "balanced"),
    [
        ("end of 1999", "the last event", -1, 0, 1, 0, 0),  # the third tie is not there yet
        ("end of 2019", "the last event", -1, -1, 1, 1, 1),  # one plus, two minuses
        ("30 August 2025", "the last event", 1, -1, 1, 1, 0),
        ("31 August 2025", "the last event", 1, 1, 1, 1, 1),
        ("30 August 2025", "sum of 5 years", 0, 0, 1, 0, 0),  # a war and a text cancel out; 2018 is forgotten
        ("31 August 2025", "sum of 10 years", 0, 0, 1, 0, 0),
        ("31 August 2025", "sum of 30 years", -1, 0, 1, 0, 0),
    ],
)
def test_signs_by_hand(table, date, rule, arm_aze, arm_pak, aze_pak, triads, balanced):
    row = one(table, date, rule)
    names = [label("ARM", "AZE"), label("ARM", "PAK"), label("AZE", "PAK")]
    assert [row[name] for name in names] == [arm_aze, arm_pak, aze_pak]
    assert (row["triads"], row["balanced"]) == (triads, balanced)
    assert row["ties"] == sum(sign != 0 for sign in (arm_aze, arm_pak, aze_pak))


def test_states_that_are_not_asked_for_give_no_column(table):
    assert [name for name in table if "India" in name] == []


def test_subsets():
    assert len(subset(made_up(), EVENTS[0])) == 7
    assert list(subset(made_up(), "deeds alone")["id"]) == ["E1", "E3", "E5", "E6", "E7"]
    assert "E5" not in set(subset(made_up(), "undisputed alone")["id"])


def test_twin_has_a_menu_for_date_and_rule_and_says_what_they_give():
    spec = charts.spec(balance(made_up(), NODES).twin)
    assert [param["bind"]["options"] for param in spec["params"]] == [list(DATES), list(RULES)]
    assert [param["value"] for param in spec["params"]] == [START[name] for name in TITLES]
    drawn = vl_convert.vegalite_to_svg(json.dumps(spec))
    assert drawn.count(">0 of 1 triads balanced; 3 ties<") == 1


def test_live_side_names_the_negative_ties_and_follows_the_events():
    menus, sentence, _ = balance(made_up(), NODES).widget().children
    date, rule, events = menus.children
    assert sentence.value == "0 of 1 triads balanced; 3 ties. Negative: Armenia – Pakistan."
    date.value = "31 August 2025"
    assert sentence.value == "1 of 1 triads balanced; 3 ties. Negative: no tie."
    rule.value, events.value = "sum of 30 years", "undisputed alone"
    assert sentence.value == "0 of 0 triads balanced; 2 ties. Negative: Armenia – Azerbaijan."


def test_real_chronology_gives_every_answer_on_one_day():
    table = signs(load("events"), ("ARM", "AZE", "IND", "PAK"))
    eve = table[table["date"] == "30 August 2025"]
    assert (eve["balanced"].min(), eve["balanced"].max()) == (0, 4)
    assert eve["triads"].eq(4).all()
