"""The explorer of the chronology: every choice of rows right by hand, one answer in two forms."""

from __future__ import annotations

import json

import pandas as pd
import pytest
import vl_convert

from course_utils import charts, load
from course_utils.explore import chronology
from course_utils.explore.chronology import ALL_KINDS, NO_VOTES, PERIODS, ROWS, kept, label, rows

OWN, RIVALS = "Azerbaijan – Pakistan", "Armenia – Azerbaijan"
EVERY, CALM, RECORD = ROWS


def made_up() -> pd.DataFrame:
    """Five events: three of the first pair, one of them a vote that concerns two pairs, and one of no pair."""
    columns = ["id", "date", "kind", "dyad_signs", "disputed", "source_quality"]
    table = pd.DataFrame(
        [
            ("E1", "1991-12-12", "recognition", "PAK-AZE:+1", "no", "press"),
            ("E2", "2008-03-14", "vote", "AZE-ARM:-1;AZE-PAK:+1", "yes", "primary"),
            ("E3", "2012-01-01", "membership", "AZE-PAK:0", "no", "mirror"),
            ("E4", "1920-04-28", "conflict", "AZE-SUN:-1", "no", "secondary"),
            ("E5", "2025-09-01", "statement", None, "yes", "primary"),
        ],
        columns=columns,
    )
    return table.assign(date=pd.to_datetime(table["date"]))


class Live:
    """The widget, taken apart."""

    def __init__(self, explorer):
        one, two, self.sentence, self.picture = explorer.widget().children
        (self.pair, self.kind), (self.choice, self.years) = one.children, two.children

    @property
    def spec(self):
        (output,) = self.picture.outputs
        return output["data"][charts.MIME]


@pytest.fixture
def table():
    return rows(made_up())


@pytest.fixture
def explorer():
    return chronology(made_up())


@pytest.fixture
def live(explorer):
    return Live(explorer)


def test_a_row_is_an_event_and_a_pair_in_order_of_time(table):
    assert table["pair"].tolist() == ["Azerbaijan – Soviet Union", OWN, RIVALS, OWN, OWN]
    assert table["sign"].tolist() == ["hostile", "friendly", "hostile", "friendly", "neutral"]
    assert table["year"].tolist() == [1920, 1991, 2008, 2008, 2012]


def test_a_pair_has_one_name():
    assert label("PAK", "AZE") == label("AZE", "PAK") == OWN


@pytest.mark.parametrize(
    ("pair", "kind", "choice", "years", "signs"),
    [
        (OWN, ALL_KINDS, EVERY, (1918, 2026), ["friendly", "friendly", "neutral"]),
        (OWN, NO_VOTES, EVERY, (1918, 2026), ["friendly", "neutral"]),
        (OWN, "vote", EVERY, (1918, 2026), ["friendly"]),
        (OWN, ALL_KINDS, CALM, (1918, 2026), ["friendly", "neutral"]),
        (OWN, ALL_KINDS, RECORD, (1918, 2026), ["friendly"]),
        (OWN, NO_VOTES, RECORD, (1918, 2026), []),
        (OWN, ALL_KINDS, EVERY, (2008, 2008), ["friendly"]),
        (RIVALS, ALL_KINDS, EVERY, (1918, 2026), ["hostile"]),
    ],
)
def test_each_choice_keeps_the_rows_that_it_names(table, pair, kind, choice, years, signs):
    assert kept(table, pair, kind, choice, years)["sign"].tolist() == signs


def test_twin_has_a_menu_for_each_choice(explorer):
    params = {param["name"]: param["bind"]["options"] for param in charts.spec(explorer.twin)["params"]}
    assert params["pair_chosen"][0] == OWN
    assert params["kind_chosen"][:2] == [ALL_KINDS, NO_VOTES]
    assert params["rows_chosen"] == list(ROWS)
    assert params["since_chosen"] == list(PERIODS)


@pytest.mark.parametrize(
    ("chosen", "says"),
    [
        ({}, "Events listed: 3; friendly 2, hostile 0"),
        ({"kind_chosen": NO_VOTES}, "Events listed: 2; friendly 1, hostile 0"),
        ({"kind_chosen": "vote"}, "Events listed: 1; friendly 1, hostile 0"),
        ({"rows_chosen": CALM}, "Events listed: 2; friendly 1, hostile 0"),
        ({"rows_chosen": RECORD}, "Events listed: 1; friendly 1, hostile 0"),
        ({"since_chosen": 2012}, "Events listed: 1; friendly 0, hostile 0"),
        ({"pair_chosen": RIVALS}, "Events listed: 1; friendly 0, hostile 1"),
        ({"pair_chosen": "Azerbaijan – Soviet Union", "since_chosen": 1918}, "Events listed: 1; friendly 0, hostile 1"),
    ],
)
def test_twin_counts_what_each_menu_leaves(explorer, chosen, says):
    """Drawn for real: the sentence above the bars is that of the choice."""
    spec = charts.spec(explorer.twin)
    for param in spec["params"]:
        param["value"] = chosen.get(param["name"], param["value"])
    assert says in vl_convert.vegalite_to_svg(json.dumps(spec))


@pytest.mark.parametrize(
    ("control", "value", "words"),
    [
        ("pair", RIVALS, "Armenia – Azerbaijan. Events listed: 1; friendly 0, neutral 0, hostile 1 (0% friendly)."),
        ("kind", NO_VOTES, "Events listed: 2; friendly 1, neutral 1, hostile 0 (50% friendly)."),
        ("choice", RECORD, "Events listed: 1; friendly 1, neutral 0, hostile 0 (100% friendly)."),
        ("years", (2012, 2012), "Events listed: 1; friendly 0, neutral 1, hostile 0 (0% friendly)."),
    ],
)
def test_each_choice_changes_sentence_and_picture(live, control, value, words):
    before = json.dumps(live.spec)
    getattr(live, control).value = value
    assert words in live.sentence.value
    assert json.dumps(live.spec) != before


def test_a_choice_without_events_says_so(live):
    live.kind.value, live.choice.value = "recognition", RECORD
    assert live.sentence.value == f"{OWN}: no event is listed for this choice."
    assert live.picture.outputs == ()


def test_a_pair_without_events_can_be_shown():
    explorer = chronology(made_up(), "NPL", "BTN")
    assert Live(explorer).sentence.value == "Bhutan – Nepal: no event is listed for this choice."
    assert "<svg" in vl_convert.vegalite_to_svg(json.dumps(charts.spec(explorer.twin)))


def test_real_table_shows_the_pair_friendly_whatever_the_rows():
    table = rows(load("events"))
    assert len(json.dumps(charts.spec(chronology(load("events")).twin))) < 40_000
    for choice in ROWS:
        some = kept(table, OWN, NO_VOTES, choice, (1918, 2026))
        assert len(some) > 5
        assert not some["sign"].eq("hostile").any()
