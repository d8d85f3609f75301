"""Payoffs of a turn, and which game they make."""

import math
from dataclasses import FrozenInstanceError

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from course_utils.errors import CourseError
from course_utils.measures.reciprocity.games import AXELROD, Payoffs

point = st.integers(-20, 20)


def test_values_of_axelrods_tournaments():
    # Axelrod (1980), table 1: 3,3 / 0,5 / 5,0 / 1,1.
    assert [AXELROD.of(own, other) for own, other in ("CC", "CD", "DC", "DD")] == [3, 0, 5, 1]


@settings(max_examples=25)
@given(point, point, point, point)
def test_only_a_dilemma_passes_as_one(reward, temptation, sucker, punishment):
    is_one = temptation > reward > punishment > sucker and reward > (temptation + sucker) / 2
    if is_one:
        assert Payoffs(reward, temptation, sucker, punishment).of("C", "D") == sucker
    else:
        with pytest.raises(CourseError):
            Payoffs(reward, temptation, sucker, punishment)


@settings(max_examples=20)
@given(st.sets(point, min_size=4, max_size=4))
def test_other_games_by_name(values):
    best, second, third, worst = sorted(values, reverse=True)
    chicken = Payoffs(reward=second, temptation=best, sucker=third, punishment=worst, game="chicken")
    assert chicken.of("D", "D") == worst
    hunt = Payoffs(reward=best, temptation=second, sucker=worst, punishment=third, game="stag_hunt")
    assert hunt.of("C", "C") == best
    assume(2 * second > best + worst)
    with pytest.raises(CourseError, match="reward > temptation"):
        Payoffs(reward=second, temptation=best, sucker=worst, punishment=third, game="stag_hunt")


def test_taking_turns_must_not_pay_better():
    with pytest.raises(CourseError, match=r"2 × 3 is not above 6 \+ 0"):
        Payoffs(temptation=6)


def test_wrong_order_names_the_order_and_the_other_games():
    with pytest.raises(CourseError, match=r"temptation > reward > punishment > sucker.*chicken, stag_hunt"):
        Payoffs(sucker=1, punishment=0)


@pytest.mark.parametrize("value", [math.nan, math.inf, "5", None, True])
def test_payoffs_are_finite_numbers(value):
    with pytest.raises(CourseError, match="temptation must be a finite number"):
        Payoffs(temptation=value)


def test_unknown_game():
    with pytest.raises(CourseError, match="Did you mean 'chicken'"):
        Payoffs(game="chiken")


def test_frozen():
    with pytest.raises(FrozenInstanceError):
        AXELROD.reward = 4
