"""The explorer of institutionalisation: places right by the measure and by hand, one answer in two forms."""

from __future__ import annotations

import json
import re

import pandas as pd
import pytest
import vl_convert

from course_utils import charts
from course_utils.errors import CourseError
from course_utils.explore import institutions
from course_utils.explore.institutions import COMPONENTS, NO_WEIGHT, START, place, profiles
from course_utils.measures.institutions import scores

OWN, OTHER = ("ARM", "FRA"), ("ARM", "GEO")
OPTIONS = {"own": OWN, "shown": [OTHER]}
SETS = ("all pairs", "pairs with a treaty")


def made_up() -> pd.DataFrame:
    """Six pairs, two of them alike in all; a second set without the two that have no treaty."""
    rows = [
        ("ARM", "FRA", 2, 0, 1, 4),
        ("ARM", "GEO", 1, 1, 1, 2),
        ("ARM", "IRN", 2, 1, 0, 1),
        ("FRA", "GEO", 0, 0, 0, 0),
        ("FRA", "IRN", 1, 1, 1, 2),
        ("GEO", "IRN", 0, 0, 1, 0),
    ]
    table = pd.DataFrame(rows, columns=["state_a", "state_b", *COMPONENTS])
    some = table[(table["investment"] == 1) | (table["state_b"] == "FRA")]
    return pd.concat([table.assign(set=SETS[0]), some.assign(set=SETS[1])], ignore_index=True)


class Live:
    """The widget, taken apart."""

    def __init__(self, explorer):
        self.among, *sliders, self.sentence, self.picture = explorer.widget().children
        self.sliders = dict(zip(COMPONENTS, sliders, strict=True))

    @property
    def spec(self):
        (output,) = self.picture.outputs
        return output["data"][charts.MIME]


@pytest.fixture(scope="module")
def table():
    return profiles(made_up(), [OWN, OTHER])


@pytest.fixture(scope="module")
def explorer():
    return institutions(made_up(), **OPTIONS)


@pytest.fixture
def live(explorer):
    return Live(explorer)


def test_pairs_that_are_alike_and_not_named_stand_in_one_row(table):
    """FRA–IRN has the profile of a named pair, and stays apart from it."""
    whole = table[table["set"] == SETS[0]]
    assert whole["n"].sum() == 6
    assert whole["pair"].tolist().count("") == 4
    assert profiles(made_up(), [OWN]).query("set == @SETS[0]")["n"].max() == 2


def test_components_run_from_0_to_1_in_each_set(table):
    for _, rows in table.groupby("set"):
        assert rows[["missions", "clubs"]].min().tolist() == [0.0, 0.0]
        assert rows[list(COMPONENTS)].max().max() == 1.0


@pytest.mark.parametrize(
    "weights", [(1, 1, 1, 1), (0, 1, 0, 0), (10, 0, 0, 5), (1, 9, 3, 0), (0, 0, 0, 1), (7, 2, 2, 7)]
)
@pytest.mark.parametrize("pair", [OWN, OTHER])
@pytest.mark.parametrize("among", SETS)
def test_places_are_those_of_the_measure(table, weights, pair, among):
    rows = made_up().query("set == @among").drop(columns="set")
    chosen = dict(zip(COMPONENTS, weights, strict=True))
    ranked = scores(rows, chosen).set_index(["state_a", "state_b"])
    name = table["pair"][table["pair"].str.contains({"FRA": "France", "GEO": "Georgia"}[pair[1]])].iloc[0]
    first, tied, pairs = place(table, among, name, chosen)
    assert (first, pairs) == (ranked.loc[pair, "rank"], len(rows))
    assert tied == (ranked["rank"] == ranked.loc[pair, "rank"]).sum() - 1


def test_a_pair_outside_the_set_is_refused(table):
    with pytest.raises(CourseError, match="has no pair"):
        place(table, SETS[0], "Armenia – Iran", dict.fromkeys(COMPONENTS, 1))


def test_twin_has_a_menu_and_a_slider_for_each_component(explorer):
    among, *sliders = charts.spec(explorer.twin)["params"]
    assert among["bind"]["options"] == list(SETS)
    assert [param["bind"]["name"].rstrip(": ") for param in sliders] == list(COMPONENTS.values())
    assert {param["value"] for param in sliders} == {START}


def test_twin_draws_the_place_that_the_live_side_says(explorer, live):
    """Drawn for real: Vega's window and the place worked out here agree."""
    drawn = vl_convert.vegalite_to_svg(json.dumps(charts.spec(explorer.twin)))
    said = re.search(r">Armenia – France: place ([\d,]+) of ([\d,]+)<", drawn)
    assert said
    assert f"place {said[1]} of {said[2]} among all pairs;" in live.sentence.value


@pytest.mark.parametrize("component", COMPONENTS)
def test_vega_and_the_live_side_agree_under_other_weights(live, component):
    live.sliders[component].value = 0
    drawn = vl_convert.vegalite_to_svg(json.dumps(live.spec))
    said = re.search(r">Armenia – France: place (\d+) of (\d+)<", drawn)
    assert f"place {said[1]} of {said[2]} among" in live.sentence.value


def test_one_weight_alone_decides(live):
    for name, slider in live.sliders.items():
        slider.value = 10 if name == "investment" else 0
    assert live.sentence.value == "Armenia – France: place 4 of 6 among all pairs; 2 other pairs are tied with it."
    live.among.value = SETS[1]
    assert "place 4 of 4 among pairs with a treaty; 0 other pairs" in live.sentence.value


def test_no_weight_at_all_is_answered_in_words(live):
    for slider in live.sliders.values():
        slider.value = 0
    assert live.sentence.value == NO_WEIGHT
    assert live.picture.outputs == ()
