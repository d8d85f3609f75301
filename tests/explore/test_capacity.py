"""The explorer of treaty counts: one answer in two forms, and a sentence for every choice."""

from __future__ import annotations

import pandas as pd
import pytest

from course_utils import charts
from course_utils.errors import CourseError
from course_utils.explore import capacity
from course_utils.explore.capacity import UNITS, WIDTH, rates


def made_up() -> pd.DataFrame:
    """Two kinds: one that grows with the states and one that grows with the pairs; the second begins later."""
    rows = []
    for year in range(1990, 2003):
        states = 10 + year - 1990
        rows.append({"kind": "by state", "year": year, "n": 2 * states, "states": states})
        if year >= 1995:
            rows.append({"kind": "by pair", "year": year, "n": states * (states - 1), "states": states})
    return pd.DataFrame(rows)


class Live:
    """The widget, taken apart."""

    def __init__(self, explorer):
        first, second, self.sentence, self.picture = explorer.widget().children
        self.kind, self.unit = first.children
        self.width, self.years = second.children

    @property
    def spec(self):
        (output,) = self.picture.outputs
        return output["data"][charts.MIME]

    @property
    def rows(self):
        (rows,) = self.spec["datasets"].values()
        return rows


@pytest.fixture(scope="module")
def explorer():
    return capacity(made_up(), source="Made up")


@pytest.fixture
def live(explorer):
    return Live(explorer)


def test_rates_are_flat_in_the_right_unit():
    table = rates(made_up()).set_index("kind")
    assert table.loc["by state", "per_100_states"].tolist() == pytest.approx([200.0] * 3)
    assert table.loc["by pair", "per_1000_pairs"].tolist() == pytest.approx([2000.0] * 2)
    assert table.loc["by state", "n"].is_monotonic_increasing
    assert table.loc["by state", "per_1000_pairs"].is_monotonic_decreasing


def test_a_period_cut_short_says_so():
    table = rates(made_up()).set_index(["kind", "first"])
    assert table["years"].tolist() == [5, 5, 3, 5, 3]
    assert table.loc[("by pair", 2000), "n"] == pytest.approx((20 * 19 + 21 * 20 + 22 * 21) / 3)


def test_twin_has_a_menu_of_kinds_and_one_of_units(explorer):
    kind, unit = charts.spec(explorer.twin)["params"]
    assert (kind["bind"]["options"], kind["value"]) == (["by state", "by pair"], "by state")
    assert (unit["bind"]["options"], unit["bind"]["labels"]) == (list(UNITS), list(UNITS.values()))
    assert unit["value"] == "n"


def test_twin_starts_with_the_kind_asked_for():
    kind, _ = charts.spec(capacity(made_up(), "by pair", "Made up").twin)["params"]
    assert kind["value"] == "by pair"


@pytest.mark.parametrize("kind", ["by state", "by pair"])
def test_twin_and_live_hold_the_same_values(explorer, live, kind):
    (rows,) = charts.spec(explorer.twin)["datasets"].values()
    own = [row for row in rows if row["kind"] == kind]
    live.kind.value = kind
    live.years.value = (live.years.min, live.years.max)
    assert [row["first"] for row in own] == [row["first"] for row in live.rows]
    for unit in UNITS:
        assert [row[unit] for row in own] == pytest.approx([row[unit] for row in live.rows], abs=0.006)


@pytest.mark.parametrize(
    ("control", "value", "words"),
    [
        ("kind", "by pair", "by pair, number a year: highest in the period from 2000"),
        ("unit", "per_1000_pairs", "by state, per 1,000 possible pairs: highest in the period from 1990"),
        ("width", 2, "in the period from 2002."),
        ("years", (1995, 1999), "in the period from 1995."),
    ],
)
def test_each_choice_changes_sentence_and_picture(live, control, value, words):
    sentence, spec = live.sentence.value, live.spec
    getattr(live, control).value = value
    assert words in live.sentence.value
    assert live.spec != spec
    assert live.sentence.value in live.spec["description"]
    assert live.sentence.value != sentence


def test_choice_without_data_draws_a_sentence_and_no_picture(live):
    live.kind.value = "by pair"
    live.years.value = (1990, 1994)
    assert live.sentence.value == "by pair: no data in these years."
    assert live.picture.outputs == ()
    live.years.value = (1990, 2002)  # and the way back is open
    assert live.rows


def test_a_fault_is_not_taken_for_a_gap():
    with pytest.raises(CourseError, match="states"):
        capacity(made_up().drop(columns="states"), source="Made up")


def test_default_period_is_the_twins():
    assert WIDTH in Live(capacity(made_up(), source="Made up")).width.options
