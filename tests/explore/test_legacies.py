"""The explorer of shared empires: every specification right by hand, one answer in two forms."""

from __future__ import annotations

import json
import math

import pandas as pd
import pytest
import vl_convert

from course_utils import charts, load
from course_utils.explore import legacies
from course_utils.explore.legacies import CHOICES, CODINGS, PAIR_BY_PAIR, SETS, START, TITLES, WINDOWS, specifications


def made_up() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Ten claims, of which more share an empire from window to window; a tenth of all pairs and half of the neighbours do."""
    rates, neighbours = [], []
    for place, window in enumerate(WINDOWS.values()):
        for coding in CODINGS.values():
            rates.append({"comparison_set": window, "coding": coding, "n": 10, "n_same": 3 + place})
            neighbours += [
                {
                    "claim_set": window,
                    "coding": coding,
                    "same_empire": same,
                    "pairs": 20,
                    "with_claim": 4 + place * same,
                }
                for same in (False, True)
            ]
    for name, same in {"pairs_ever": 100, "pairs_2016": 200, "neighbours_2016": 500}.items():
        rates += [{"comparison_set": name, "coding": coding, "n": 1000, "n_same": same} for coding in CODINGS.values()]
    return pd.DataFrame(rates), pd.DataFrame(neighbours)


class Live:
    """The widget, taken apart."""

    def __init__(self, explorer):
        menus, self.sentence, self.picture = explorer.widget().children
        self.menus = dict(zip(CHOICES, menus.children, strict=True))

    @property
    def spec(self):
        (output,) = self.picture.outputs
        return output["data"][charts.MIME]


@pytest.fixture(scope="module")
def curve():
    return specifications(*made_up())


@pytest.fixture(scope="module")
def explorer():
    return legacies(*made_up())


@pytest.fixture
def live(explorer):
    return Live(explorer)


def one(curve, window, coding, comparison):
    found = curve.query("window == @window and coding == @coding and comparison == @comparison")
    assert len(found) == 1
    return found.iloc[0]


def test_every_combination_is_there_once_and_in_order(curve):
    assert len(curve) == len(WINDOWS) * len(CODINGS) * len(SETS) == 60
    assert not curve.duplicated(list(CHOICES)).any()
    assert curve["estimate"].is_monotonic_increasing
    assert (curve["reason"] == "").all()


@pytest.mark.parametrize(
    ("comparison", "base", "n"), [("all pairs that ever were", 0.1, 1010), ("all land neighbours", 0.5, 1010)]
)
def test_claims_against_a_set_are_cases_against_controls(curve, comparison, base, n):
    row = one(curve, "any time since 1816", "by ruler", comparison)
    assert (row["share"], row["base"], row["n"]) == (0.3, base, n)
    assert row["estimate"] == pytest.approx((3 / 7) / (base / (1 - base)))
    half = 1.959964 * math.sqrt(1 / 3 + 1 / 7 + 1 / (1000 * base) + 1 / (1000 * (1 - base)))
    assert row["low"] == pytest.approx(row["estimate"] * math.exp(-half), rel=1e-5)
    assert row["high"] == pytest.approx(row["estimate"] * math.exp(half), rel=1e-5)


def test_pair_by_pair_compares_neighbours_with_and_without_a_claim(curve):
    row = one(curve, "open in 2010", "by either", PAIR_BY_PAIR)
    assert row["n"] == 40
    assert row["share"] == pytest.approx(8 / 12)
    assert row["base"] == pytest.approx(12 / 28)
    assert row["estimate"] == pytest.approx((8 / 12) / (4 / 16))


def test_the_order_of_the_tables_does_not_matter(curve):
    rates, neighbours = made_up()
    pd.testing.assert_frame_equal(specifications(rates[::-1], neighbours[::-1]), curve)


def test_twin_has_a_menu_for_each_choice(explorer):
    params = charts.spec(explorer.twin)["params"]
    assert [param["bind"]["options"] for param in params] == [list(options) for options in CHOICES.values()]
    assert [param["value"] for param in params] == list(START.values())


def test_twin_marks_and_says_the_chosen_specification(explorer):
    """Drawn for real: the sentence under the title is that of the specification that the menus start with."""
    drawn = vl_convert.vegalite_to_svg(json.dumps(charts.spec(explorer.twin)))
    assert "Of those with a claim 50% share an empire, of the others 10%: odds ratio 9.00" in drawn
    assert drawn.count(">Of those with a claim") == 1


@pytest.mark.parametrize(
    ("choice", "value", "words"),
    [
        ("window", "any time since 1816", "30% share an empire, of the others 10%: odds ratio 3.86"),
        ("coding", "by ruler", "50% share an empire, of the others 10%: odds ratio 9.00"),
        ("comparison", "all land neighbours", "odds ratio 1.00 (0.29 to 3.48). The interval holds 1. Place "),
        ("comparison", "all pairs of 2016", "The interval leaves 1 out. Place "),
    ],
)
def test_each_choice_changes_sentence_and_mark(live, choice, value, words):
    before = json.dumps(live.spec)
    live.menus[choice].value = value
    assert words in live.sentence.value
    assert json.dumps(live.spec) != before


def test_twin_and_live_draw_the_same_rows(explorer, live):
    assert charts.spec(explorer.twin)["datasets"]["data-1"] == live.spec["datasets"]["data-1"]


def test_real_tables_give_the_article_and_its_opposite():
    curve = specifications(load("claim_rates"), load("neighbour_claims"))
    assert set(TITLES) == set(CHOICES) <= set(curve)
    row = one(curve, *START.values())
    assert f"{row['share']:.0%} {row['base']:.0%}" == "49% 13%"
    assert curve["estimate"].iloc[0] < 0.5 < 5 < curve["estimate"].iloc[-1]
    assert curve[["estimate", "low", "high"]].notna().all(axis=None)
    assert curve["low"].min() > 0.2 and curve["high"].max() < 20  # the ends of the axis
