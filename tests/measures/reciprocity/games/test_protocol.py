"""What a strategy may be, and what the engine says when it is none."""

import random
from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_utils.errors import CourseError
from course_utils.measures.reciprocity.games import cooperator, defector, joss, play, replies, tit_for_tat, tournament
from course_utils.measures.reciprocity.games.protocol import named, stream


class Patient:
    """A strategy may also be an object that can be called."""

    def __call__(self, own, other, chance):
        return "D" if other.endswith("DDD") else "C"


@given(st.text("CD", max_size=30))
def test_replies_see_only_the_past(script):
    assert replies(tit_for_tat, script) == ("C" + script)[: len(script)]


def test_replies_pass_own_and_other_histories():
    seen = []

    def spy(own, other, chance):
        seen.append((own, other))
        return "D"

    replies(spy, "CDC")
    assert seen == [("", ""), ("D", "C"), ("DD", "CD")]


def test_replies_are_seeded():
    script = "C" * 200
    assert replies(joss, script, seed=3) == replies(joss, script, seed=3) != replies(joss, script, seed=4)


def test_an_object_and_a_numpy_text_will_do():
    assert replies(Patient(), "DDDC") == "CCCD"
    assert play(Patient(), lambda own, other, chance: np.str_("D"), turns=1)["action_b"].tolist() == ["D"]


@pytest.mark.parametrize("script", ["CX", "cd", 3, None, ["C", "D"]])
def test_scripts_are_texts_of_c_and_d(script):
    with pytest.raises(CourseError, match="text of the letters C and D"):
        replies(tit_for_tat, script)


@pytest.mark.parametrize("came", [None, "c", "CD", "", 1, True, ["C"], np.array(["C", "D"])])
def test_an_action_that_is_none_names_strategy_turn_and_what_came(came):
    def careless(own, other, chance):
        return "C" if len(own) < 2 else came

    with pytest.raises(CourseError) as raised:
        play(careless, cooperator)
    assert "careless must return 'C' or 'D', but on turn 3 it returned" in str(raised.value)
    assert repr(came) in str(raised.value)


def test_a_strategy_that_fails_names_itself_and_the_turn():
    def hasty(own, other, chance):
        return other[-1]

    with pytest.raises(CourseError, match=r"hasty failed on turn 1 with IndexError.*both histories are empty"):
        play(cooperator, hasty)
    with pytest.raises(CourseError, match="failed on turn 1 with TypeError"):
        play(lambda own, other: "C", cooperator)


def test_the_name_of_the_entrant_is_used():
    with pytest.raises(CourseError, match="strategy mine must return"):
        tournament({"mine": lambda own, other, chance: "E", "theirs": cooperator})


@pytest.mark.parametrize(
    ("entrants", "words"),
    [
        ([cooperator, cooperator], "more than one is called cooperator"),
        ([lambda own, other, chance: "C", lambda own, other, chance: "D"], "Give a dictionary"),
        ([cooperator, "defector"], "must be a strategy, that is a function, but 'defector'"),
        ({1: cooperator, "b": defector}, "under the name 1"),
        ({"a": None, "b": defector}, "must be a strategy"),
        ([cooperator], "At least two strategies must enter, but 1"),
        ({}, "At least two"),
    ],
)
def test_entrants(entrants, words):
    with pytest.raises(CourseError, match=words):
        named(entrants)


def test_a_partial_is_named_by_its_type_or_by_a_dictionary():
    assert list(named([partial(tit_for_tat), cooperator])) == ["cooperator", "partial"]


def test_a_stream_is_the_same_everywhere():
    # random.Random seeds from a text through SHA-512, whatever the hash seed of the process.
    assert stream(0, "a").random() == random.Random("(0, 'a')").random() != stream(0, "b").random()
