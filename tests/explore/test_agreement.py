"""The explorer of voting agreement: one answer in two forms, and a sentence for every choice."""

from __future__ import annotations

import pandas as pd
import pytest

from course_utils import charts, load, states
from course_utils.errors import CourseError
from course_utils.explore import agreement
from course_utils.explore.agreement import LEAST, TOPICS, yearly
from course_utils.measures.agreement import agreement as measure
from course_utils.measures.agreement import dyad

YEARS = (1992, 1993, 1995, 1996)  # nothing in 1994
OPTIONS = {"partners": ["PAK", "ARM"]}  # that the twin offers


def made_up() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Ten roll calls a year, three in 1996. AZE always says yes; each other state differs on every n-th; IND is never there."""
    rolls = [
        {"roll_call": year * 100 + n, "year": year, **dict.fromkeys(TOPICS, n % 2 == 0)}
        for year in YEARS
        for n in range(3 if year == 1996 else 10)
    ]
    rolls = (
        pd.DataFrame(rolls).astype(dict.fromkeys(TOPICS, "boolean")).assign(nuclear=pd.array([False] * 33, "boolean"))
    )
    every = {"AZE": 1_000_000, "PAK": 5, "ARM": 2}
    cells = [
        {"roll_call": roll, "state": state, "vote": "no" if roll % every[state] == every[state] - 1 else "yes"}
        for roll in rolls["roll_call"]
        for state in every
    ]
    absent = [{"roll_call": roll, "state": "IND", "vote": "absent"} for roll in rolls["roll_call"]]
    return pd.DataFrame(cells + absent), rolls


@pytest.fixture(scope="module")
def tables():
    return made_up()


@pytest.fixture
def explorer(tables):
    return agreement(*tables, **OPTIONS)


class Live:
    """The widget, taken apart."""

    def __init__(self, explorer):
        states_row, more_row, self.sentence, self.picture = explorer.widget().children
        self.first, self.second = states_row.children
        self.topic, self.years = more_row.children

    @property
    def spec(self):
        (output,) = self.picture.outputs
        return output["data"][charts.MIME]

    @property
    def rows(self):
        (rows,) = self.spec["datasets"].values()
        return rows


@pytest.fixture
def live(explorer):
    return Live(explorer)


def test_twin_has_one_menu_of_its_partners_and_starts_with_one_of_them(explorer):
    (param,) = charts.spec(explorer.twin)["params"]
    assert param["bind"]["input"] == "select"
    assert param["bind"]["options"] == ["Pakistan", "Armenia"]
    assert param["value"] == "Pakistan"


@pytest.mark.parametrize("partner", ["PAK", "ARM"])
def test_twin_and_live_hold_what_the_measure_gives(tables, explorer, live, partner):
    votes, rolls = tables
    expected = measure(dyad(votes, "AZE", partner).merge(rolls[["roll_call", "year"]], on="roll_call"), by="year")
    expected = {row.year: round(row.agreement, 5) for row in expected.itertuples() if row.n >= LEAST}
    assert expected
    (rows,) = charts.spec(explorer.twin)["datasets"].values()
    own = [row for row in rows if row["partner"] == states.name(partner)]
    live.second.value = partner
    for shown in (own, live.rows):
        assert {row["year"]: round(row["agreement"], 5) for row in shown if row["agreement"] is not None} == expected


def test_gaps_stay_gaps(tables, live):
    table = yearly(*tables, "AZE", "PAK").set_index("year")
    assert table.index.tolist() == [1992, 1993, 1994, 1995, 1996]
    assert table.loc[1994, "n"] == 0 and pd.isna(table.loc[1994, "agreement"])
    assert table.loc[1996, "n"] == 3 < LEAST and pd.isna(table.loc[1996, "agreement"])
    assert [row["agreement"] is None for row in live.rows] == [False, False, True, False, True]


def test_sentence_gives_the_measure_over_all_chosen_roll_calls(tables, live):
    whole = measure(dyad(tables[0], "AZE", "PAK")).iloc[0]
    assert (
        live.sentence.value == f"Azerbaijan and Pakistan: {whole.agreement:.3f} identical on 33 roll calls; kappa 0.00."
    )


@pytest.mark.parametrize(
    ("control", "value", "words"),
    [
        ("second", "ARM", "Azerbaijan and Armenia: 0.515 identical on 33 roll calls"),
        ("first", "ARM", "Armenia and Pakistan: 0.515 identical on 33 roll calls"),
        ("topic", "palestine", "on 17 roll calls"),
        ("years", (1992, 1993), "on 20 roll calls"),
    ],
)
def test_each_choice_changes_sentence_and_picture(live, control, value, words):
    sentence, spec = live.sentence.value, live.spec
    getattr(live, control).value = value
    assert words in live.sentence.value
    assert live.sentence.value != sentence
    assert live.spec["datasets"] != spec["datasets"]
    assert live.sentence.value in live.spec["description"]


@pytest.mark.parametrize(
    ("control", "value", "sentence"),
    [
        ("second", "AZE", "Choose two different states."),
        ("second", "IND", "Azerbaijan and India: no common roll calls for this choice."),  # never in the room
        ("topic", "nuclear", "Azerbaijan and Pakistan: no common roll calls for this choice."),  # no such text
        ("years", (1994, 1994), "Azerbaijan and Pakistan: no common roll calls for this choice."),  # a gap
    ],
)
def test_choice_without_an_answer_draws_a_sentence_and_no_picture(live, control, value, sentence):
    before = getattr(live, control).value
    getattr(live, control).value = value
    assert live.sentence.value == sentence
    assert live.picture.outputs == ()
    getattr(live, control).value = before  # and the way back is open
    assert live.rows


def test_no_missing_number_is_printed(tables):
    votes, rolls = tables
    alike = Live(agreement(votes.assign(vote="yes"), rolls, partners=["PAK"]))
    assert alike.sentence.value == "Azerbaijan and Pakistan: 1.000 identical on 33 roll calls; kappa not defined."


def test_a_fault_is_not_taken_for_a_gap(tables):
    votes, rolls = tables
    with pytest.raises(CourseError, match="palestine"):
        Live(agreement(votes, rolls.drop(columns="palestine"), partners=["PAK"])).topic.value = "palestine"


def test_real_votes_answer_every_topic_and_offer_the_focus_states():
    votes, rolls = load("votes"), load("roll_calls")
    explorer = agreement(votes, rolls)
    (param,) = charts.spec(explorer.twin)["params"]
    others = [code for code in states.FOCUS if code not in ("AZE", "PAK")]
    assert param["bind"]["options"] == [states.name(code) for code in ("PAK", *others)]
    live = Live(explorer)
    answers = set()
    for topic in (None, *TOPICS):
        live.topic.value = topic
        answers.add(live.sentence.value)
        assert live.rows
    assert len(answers) == 1 + len(TOPICS)
    live.topic.value = None
    live.years.value = (live.years.min, 1960)
    assert live.sentence.value == "Azerbaijan and Pakistan: no common roll calls for this choice."
