"""The explorer of terms in speeches: one answer in two forms, and a sentence for every choice."""

from __future__ import annotations

import pandas as pd
import pytest

from course_utils import charts, load, states
from course_utils.errors import CourseError
from course_utils.explore import discourse
from course_utils.explore.discourse import TWIN_FROM, TWIN_TERMS, TWIN_WINDOW, over_time


def made_up() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Four states, one speech a year of 1,000 words. PAK says kinship once a year, TUR twice in 2005, AZE never; IND starts late."""
    speeches = pd.DataFrame(
        [
            {"state": state, "year": year, "words": 1000}
            for state in ("AZE", "PAK", "TUR", "IND")
            for year in range(1986, 2010)
            if state != "IND" or year >= 2004
        ]
    )
    kinship = speeches[["state", "year"]].assign(term="kinship", count=0)
    kinship.loc[kinship["state"] == "PAK", "count"] = 1
    kinship.loc[(kinship["state"] == "TUR") & (kinship["year"] == 2005), "count"] = 2
    kashmir = speeches[["state", "year"]].assign(term="kashmir", count=0)
    kashmir.loc[kashmir["state"] == "PAK", "count"] = 3
    kashmir.loc[(kashmir["state"] == "AZE") & (kashmir["year"] == 1999), "count"] = 1
    return pd.concat([kinship, kashmir], ignore_index=True), speeches


class Live:
    """The widget, taken apart."""

    def __init__(self, explorer):
        first, second, self.sentence, self.picture = explorer.widget().children
        self.state, self.beside, self.third = first.children
        self.term, self.window, self.years = second.children

    @property
    def spec(self):
        (output,) = self.picture.outputs
        return output["data"][charts.MIME]

    @property
    def rows(self):
        (rows,) = self.spec["datasets"].values()
        return rows


@pytest.fixture(scope="module")
def tables():
    return made_up()


@pytest.fixture(scope="module")
def explorer(tables):
    return discourse(*tables)


@pytest.fixture
def live(explorer):
    return Live(explorer)


def test_rates_are_those_of_the_words_spoken(tables):
    table = over_time(*tables, ["TUR", "PAK"], 6).query("term == 'kinship'")
    assert table["name"].drop_duplicates().tolist() == ["Türkiye", "Pakistan"]
    turkish = table[table["name"] == "Türkiye"].set_index("window")
    assert turkish["rate"].tolist() == pytest.approx([0, 0, 0, 2 / 6])  # twice in six speeches of 1,000 words
    assert turkish.loc[1986, "low"] == 0 and turkish.loc[1986, "high"] > 0  # never said, and still an upper end


def test_a_window_without_a_speech_has_no_row(tables):
    table = over_time(*tables, ["IND"], 6)
    assert table["window"].drop_duplicates().tolist() == [2004]


def test_twin_has_menus_for_the_term_and_three_states(explorer):
    menus = charts.spec(explorer.twin)["params"]
    assert [menu["value"] for menu in menus] == ["kinship", "Azerbaijan", "Pakistan", "Türkiye"]
    assert menus[0]["bind"]["options"] == ["kinship", "kashmir"]
    for menu in menus[1:]:
        assert menu["bind"]["options"] == ["Azerbaijan", "India", "Pakistan", "Türkiye"]


@pytest.mark.parametrize("term", ["kinship", "kashmir"])
def test_twin_and_live_hold_the_same_values(explorer, live, term):
    (rows,) = charts.spec(explorer.twin)["datasets"].values()
    live.term.value, live.window.value = term, TWIN_WINDOW
    live.years.value = (TWIN_FROM, live.years.max)
    own = {(row["name"], row["window"]): row["rate"] for row in rows if row["term"] == term and row["name"] != "India"}
    shown = {(row["name"], row["window"]): row["rate"] for row in live.rows}
    assert shown.keys() == own.keys()
    assert [shown[place] for place in own] == pytest.approx(list(own.values()), abs=0.0006)


def test_sentence_gives_count_words_and_interval(live):
    live.state.value, live.beside.value = "PAK", "AZE"
    live.years.value = (2000, 2009)
    assert (
        live.sentence.value
        == "Pakistan says kinship 10 times in 10,000 words: 1.000 per 1,000 (interval 0.480 to 1.839)."
    )


def test_once_is_once(live):
    live.term.value = "kashmir"
    assert "Azerbaijan says kashmir once in 18,000 words" in live.sentence.value


@pytest.mark.parametrize(
    ("control", "value"),
    [("state", "IND"), ("term", "kashmir"), ("window", 2), ("years", (2004, 2009)), ("third", "IND")],
)
def test_each_choice_changes_the_picture(live, control, value):
    spec = live.spec
    getattr(live, control).value = value
    assert live.spec["datasets"] != spec["datasets"]
    assert live.sentence.value in live.spec["description"]


@pytest.mark.parametrize(
    ("control", "value", "sentence"),
    [
        ("beside", "AZE", "Choose three different states."),
        ("third", "PAK", "Choose three different states."),
    ],
)
def test_choice_without_an_answer_draws_a_sentence_and_no_picture(live, control, value, sentence):
    before = getattr(live, control).value
    getattr(live, control).value = value
    assert live.sentence.value == sentence
    assert live.picture.outputs == ()
    getattr(live, control).value = before  # and the way back is open
    assert live.rows


def test_years_without_a_speech(live):
    live.state.value = "IND"
    live.years.value = (1992, 1995)
    assert live.sentence.value == "India: no speech in these years."
    assert live.picture.outputs == ()


def test_a_fault_is_not_taken_for_a_gap(tables):
    terms, speeches = tables
    with pytest.raises(CourseError, match="words"):
        discourse(terms, speeches.drop(columns="words"))


def test_a_state_keeps_its_colour(explorer, live):
    for spec in (charts.spec(explorer.twin), live.spec):
        scale = spec["layer"][1]["encoding"]["color"]["scale"]
        own = dict(zip(scale["domain"], scale["range"], strict=True))
        assert own["Pakistan"] == charts.STATES["PAK"]
        assert own["Türkiye"] == charts.STATES["TUR"]


def test_real_speeches_answer_every_term():
    terms, speeches = load("speech_terms"), load("speeches")
    explorer = discourse(terms, speeches)
    menus = charts.spec(explorer.twin)["params"]
    assert menus[0]["bind"]["options"] == list(TWIN_TERMS)
    assert menus[1]["bind"]["options"] == sorted(states.names(speeches["state"].unique()).values())
    live = Live(explorer)
    answers = set()
    for _, term in live.term.options:
        live.term.value = term
        answers.add(live.sentence.value)
        assert live.rows
    assert len(answers) == terms["term"].nunique()
