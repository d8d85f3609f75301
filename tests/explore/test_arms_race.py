"""The explorer of lags in military spending: right by hand, one answer in two forms."""

from __future__ import annotations

import json

import pandas as pd
import pytest
import vl_convert

from course_utils import charts, load
from course_utils.explore import arms_race
from course_utils.explore.arms_race import DRAWN, FORMS, LAGS, MEASURES, correlations, label, says

PAIRS = [("AZE", "ARM"), ("PAK", "IND")]
OPTIONS = {"pairs": PAIRS}
LEADER = [3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.0, 6.0, 5.0, 3.0, 5.0, 8.0]


def made_up() -> pd.DataFrame:
    """Armenia leads and Azerbaijan copies it a year later; India has figures of its own and Pakistan stays apart."""
    rows = []
    for place, value in enumerate(LEADER):
        figures = {
            "ARM": value,
            "AZE": LEADER[place - 1] if place else 2.0,
            "IND": 10.0 + place,
            "PAK": 7.0 + (place * 5) % 7,
        }
        rows += [
            {
                "state": state,
                "year": 2000 + place,
                "share_of_gdp": figure,
                "constant_usd": 100 * figure + place,
                "per_head": figure if state not in PAIRS[1] else None,
            }
            for state, figure in figures.items()
        ]
    return pd.DataFrame(rows)


@pytest.fixture(scope="module")
def explorer():
    return arms_race(made_up(), **OPTIONS)


class Live:
    """The widget, taken apart."""

    def __init__(self, explorer):
        states, kinds, self.years, self.sentence, self.picture = explorer.widget().children
        self.first, self.second = states.children
        self.measure, self.form = kinds.children


@pytest.fixture
def live(explorer):
    return Live(explorer)


def test_a_copy_is_found_a_year_later():
    table = correlations(made_up(), *PAIRS[0], "share of GDP").query("form == 'levels'").set_index("lag")
    assert table.loc[1, "r"] == pytest.approx(1)
    assert table["r"].idxmax() == 1
    assert list(table.index) == list(LAGS)
    assert table.loc[0, "n"] == len(LEADER)


def test_the_other_way_round_the_first_is_ahead():
    table = correlations(made_up(), *PAIRS[0][::-1], "share of GDP").query("form == 'yearly changes'").set_index("lag")
    assert table["r"].idxmax() == -1


@pytest.mark.parametrize(
    ("r", "words"),
    [
        (
            [0.1, 0.5, 0.9],
            "In the same year r = 0.50 (0.40 to 0.60); the highest is 0.90, with the first 1 year behind",
        ),
        ([0.9, 0.5, 0.1], "the highest is 0.90, with the first 1 year ahead"),
        ([0.1, 0.5, 0.2], "no lag has a higher one"),
        ([0.1, None, 0.2], "There are too few years"),
    ],
)
def test_the_sentence(r, words):
    table = pd.DataFrame({"lag": [-1, 0, 1], "r": r, "low": 0.4, "high": 0.6})
    assert words in says(table)


def test_twin_has_a_menu_for_each_choice(explorer):
    params = charts.spec(explorer.twin)["params"]
    options = [[label(*pair) for pair in PAIRS], list(DRAWN), list(FORMS)]
    assert [param["bind"]["options"] for param in params] == options
    assert [param["value"] for param in params] == [one[0] for one in options]


def test_twin_says_what_it_starts_with(explorer):
    drawn = vl_convert.vegalite_to_svg(json.dumps(charts.spec(explorer.twin)))
    assert drawn.count(">In the same year r = ") == 1
    assert "the highest is 1.00, with the first 1 year behind" in drawn


def test_same_state_missing_figures_and_few_years_have_a_sentence(live):
    live.first.value = "ARM"
    assert live.sentence.value == "Choose two different states."
    assert live.picture.outputs == ()
    live.first.value, live.measure.value = "PAK", "US dollars per inhabitant"
    assert "too few years" in live.sentence.value
    live.second.value = "IND"
    assert live.sentence.value.startswith("There are no figures")
    live.measure.value, live.years.value = "share of GDP", (2000, 2001)
    assert "too few years" in live.sentence.value


def test_live_side_follows_window_and_form(live):
    whole = live.sentence.value
    live.years.value = (2003, 2011)
    assert live.sentence.value != whole
    live.form.value = "yearly changes"
    assert "yearly changes" in live.sentence.value


def test_real_table_levels_go_together_and_changes_do_not():
    spending = load("military_spending").astype({"state": "str"})
    assert set(MEASURES.values()) <= set(spending)
    now = {
        form: correlations(spending, *PAIRS[0], "share of GDP").query("form == @form and lag == 0").iloc[0]
        for form in FORMS
    }
    assert now["levels"]["low"] > 0 > now["yearly changes"]["low"]
