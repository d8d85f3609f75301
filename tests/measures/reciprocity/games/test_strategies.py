"""Strategies by hand; move by move against the Axelrod library they are in test_axelrod_library.py."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils.errors import CourseError
from course_utils.measures.reciprocity.games import (
    MEMORY_ONE,
    STRATEGIES,
    contrite_tit_for_tat,
    generous_tit_for_tat,
    gradual,
    joss,
    memory_one,
    play,
    random_player,
    replies,
    tit_for_tat,
)

NICE = sorted(
    set(STRATEGIES)
    - {"alternator", "bully", "defector", "hard_majority", "joss", "prober", "random_player", "suspicious_tit_for_tat"}
)

histories = st.lists(st.tuples(st.sampled_from("CD"), st.sampled_from("CD")), max_size=40).map(
    lambda turns: ("".join(own for own, _ in turns), "".join(other for _, other in turns))
)


@pytest.mark.parametrize("name", sorted(STRATEGIES))
@settings(max_examples=15)
@given(histories=histories, seed=st.integers(0, 5))
def test_any_history_has_an_answer(name, histories, seed):
    assert STRATEGIES[name](*histories, random.Random(seed)) in ("C", "D")


@pytest.mark.parametrize("name", NICE)
def test_the_nice_never_defect_first(name):
    assert replies(STRATEGIES[name], "C" * 50) == "C" * 50


@pytest.mark.parametrize("name", sorted(set(STRATEGIES) - set(NICE)))
def test_the_others_do(name):
    assert "D" in replies(STRATEGIES[name], "C" * 50)


@given(own=st.text("CD", max_size=60))
def test_gradual_against_a_plain_state_machine(own):
    """The published rule told as a machine that counts down, instead of one that searches the record."""
    other, expected, punish, calm = own, "", 0, 0
    for turn in range(len(other)):
        if punish:
            punish -= 1
            expected += "D"
        elif calm:
            calm -= 1
            expected += "C"
        elif turn and other[turn - 1] == "D":
            punish, calm = other[:turn].count("D") - 1, 2
            expected += "D"
        else:
            expected += "C"
    assert replies(gradual, other) == expected


@pytest.mark.parametrize(
    ("own", "other", "answer"),
    [
        ("", "", "C"),
        ("C", "D", "D"),  # provoked
        ("CD", "DD", "D"),  # still provoked
        ("CDD", "DDC", "C"),  # the other has come back
        ("CC", "DC", "C"),  # provoked, its own answer was lost to noise, and the other cooperates: content
        ("D", "C", "C"),  # its own error: contrite
        ("DC", "CD", "C"),  # it accepts the punishment, which ends the matter
        ("DCC", "CDD", "D"),  # a second defection is no punishment
        ("DD", "CD", "C"),  # the apology was lost to noise: still contrite
        ("D", "D", "C"),  # both erred on one turn: nobody was wronged
    ],
)
def test_contrite_tit_for_tat_by_the_rule_of_wu_and_axelrod_1995(own, other, answer):
    assert contrite_tit_for_tat(own, other, random.Random(0)) == answer


@given(st.text("CD", max_size=40))
def test_contrite_tit_for_tat_without_noise_is_tit_for_tat(script):
    assert replies(contrite_tit_for_tat, script) == replies(tit_for_tat, script)


@pytest.mark.parametrize(
    ("strategy", "script", "chance"),
    [(generous_tit_for_tat, "D", 1 / 3), (joss, "C", 0.9), (random_player, "D", 0.5)],
)
def test_frequencies(strategy, script, chance):
    # Four standard errors of a share over 10,000 draws.
    draws = 10_000
    share = replies(strategy, script * draws).count("C") / draws
    assert abs(share - chance) < 4 * (chance * (1 - chance) / draws) ** 0.5


@pytest.mark.parametrize("name", sorted(MEMORY_ONE))
@settings(max_examples=20)
@given(histories=histories.filter(lambda pair: pair[0]), seed=st.integers(0, 3))
def test_vectors_say_what_the_functions_do(name, histories, seed):
    """Both draw from equal streams; where a function needs no draw its vector holds 0 or 1, which a draw cannot change."""
    function, vector = STRATEGIES[name], memory_one(MEMORY_ONE[name])
    assert function(*histories, random.Random(seed)) == vector(*histories, random.Random(seed))


@pytest.mark.parametrize("first", ["C", "D"])
def test_first_action(first):
    assert memory_one((0.5,) * 4, first=first)("", "", random.Random(0)) == first


def test_the_name_shows_the_numbers():
    made = memory_one((1, 0, 1, 1 / 3))
    assert made.__name__ == "memory_one(1, 0, 1, 0.333333; C)"
    assert len(play(made, made, turns=3)) == 3


@pytest.mark.parametrize("vector", [(1, 0, 1), (1, 0, 1, 0, 1), 4, None, (1, 0, 1, "x")])
def test_vectors_are_four_numbers(vector):
    with pytest.raises(CourseError, match="four probabilities"):
        memory_one(vector)


@pytest.mark.parametrize("value", [-0.1, 1.1, float("nan"), float("inf")])
def test_vectors_are_probabilities(value):
    with pytest.raises(CourseError, match="between 0 and 1"):
        memory_one((1, value, 1, 0))


def test_first_action_must_be_one():
    with pytest.raises(CourseError, match="first action must be 'C' or 'D', but 'X'"):
        memory_one((1, 0, 1, 0), first="X")
