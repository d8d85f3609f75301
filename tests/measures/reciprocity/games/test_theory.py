"""Long runs and critical discounts: by hand, as published, and against play."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils.errors import CourseError
from course_utils.measures.reciprocity.games import (
    MEMORY_ONE,
    Payoffs,
    critical_discount,
    long_run,
    memory_one,
    play,
    scores,
    stationary,
)

inner = st.floats(0.02, 0.98)
vectors = st.tuples(inner, inner, inner, inner)
TIT_FOR_TAT, PAVLOV, COOPERATOR = (MEMORY_ONE[name] for name in ("tit_for_tat", "win_stay_lose_shift", "cooperator"))


@settings(max_examples=15)
@given(st.floats(0.001, 0.999))
def test_noise_halves_the_cooperation_of_two_tit_for_tats(noise):
    """Molander (1985): however little noise, each outcome comes up a quarter of the time: (3 + 0 + 5 + 1) / 4."""
    table = long_run(TIT_FOR_TAT, TIT_FOR_TAT, noise)
    assert table["cooperation"].tolist() == pytest.approx([0.5] * 2)
    assert table["payoff"].tolist() == pytest.approx([2.25] * 2)


def test_extortion_as_published():
    """Press and Dyson (2012): p = (11/13, 1/2, 7/26, 0) extorts with factor 3. Against full cooperation it makes
    (2 + 13 * 3) / (2 + 3 * 3) = 3.73 and leaves (12 + 3 * 3) / (2 + 3 * 3) = 1.91."""
    payoff = long_run((11 / 13, 1 / 2, 7 / 26, 0), COOPERATOR)["payoff"]
    assert payoff.tolist() == pytest.approx([41 / 11, 21 / 11])


@settings(max_examples=15)
@given(vectors)
def test_extortion_holds_against_anyone(other):
    # Its definition: what it makes above the punishment is three times what the other makes above it.
    mine, theirs = long_run((11 / 13, 1 / 2, 7 / 26, 0), other)["payoff"]
    assert mine - 1 == pytest.approx(3 * (theirs - 1), abs=1e-9)


@settings(max_examples=15)
@given(st.floats(0.001, 0.5))
def test_two_pavlovs_by_hand(noise):
    # Both mean the same on every turn: C after CC or DD, else D. What comes out is the same when both err or neither
    # does, q = (1 - e)^2 + e^2, whatever was meant; so C is meant with chance q, and comes out as below.
    q = (1 - noise) ** 2 + noise**2
    cooperation = q * (1 - noise) + (1 - q) * noise
    assert long_run(PAVLOV, PAVLOV, noise)["cooperation"].tolist() == pytest.approx([cooperation] * 2)


@settings(max_examples=15)
@given(vectors, vectors, st.floats(0, 1))
def test_stationary_stays_under_one_more_turn(a, b, noise):
    found = stationary(a, b, noise)["probability"].to_numpy()
    assert found.sum() == pytest.approx(1) and (found >= 0).all()
    after = dict.fromkeys(("CC", "CD", "DC", "DD"), 0.0)
    for weight, x, y in zip(found, a, (b[0], b[2], b[1], b[3]), strict=True):
        x, y = (chance * (1 - noise) + (1 - chance) * noise for chance in (x, y))
        for outcome in after:
            after[outcome] += weight * (x if outcome[0] == "C" else 1 - x) * (y if outcome[1] == "C" else 1 - y)
    assert list(after.values()) == pytest.approx(found.tolist(), abs=1e-9)


@settings(max_examples=12)
@given(vectors, vectors, st.floats(0, 1))
def test_exchanging_the_players_exchanges_the_sides(a, b, noise):
    there, back = long_run(a, b, noise), long_run(b, a, noise)
    for column in ("cooperation", "payoff"):
        assert there[column].tolist() == pytest.approx(back[column].tolist()[::-1], abs=1e-9)


@pytest.mark.parametrize(
    ("a", "b", "noise"),
    [
        ("tit_for_tat", "generous_tit_for_tat", 0.05),
        ("win_stay_lose_shift", "joss", 0.05),
        ("firm_but_fair", "random_player", 0.0),
        ("bully", "grofman", 0.1),
    ],
)
def test_long_matches_come_close(a, b, noise):
    # 20,000 turns. The chains forget within some dozen turns, so that the tolerance of 0.06 points and 0.02 of
    # cooperation is above four standard errors.
    table = scores(play(memory_one(MEMORY_ONE[a]), memory_one(MEMORY_ONE[b]), turns=20_000, noise=noise))
    expected = long_run(MEMORY_ONE[a], MEMORY_ONE[b], noise)
    assert table["payoff"].tolist() == pytest.approx(expected["payoff"].tolist(), abs=0.06)
    assert table["cooperation"].tolist() == pytest.approx(expected["cooperation"].tolist(), abs=0.02)


def test_other_payoffs():
    double = Payoffs(reward=6, temptation=10, sucker=0, punishment=2)
    once, twice = (long_run(PAVLOV, TIT_FOR_TAT, 0.1, payoffs)["payoff"] for payoffs in (Payoffs(), double))
    assert twice.tolist() == pytest.approx((2 * once).tolist())


def test_a_cycle_has_a_long_run():
    # Two alternators may be in step or out of step: no answer. One with a cooperator goes CC, DC, CC, DC: one answer.
    with pytest.raises(CourseError, match="depends on how they began"):
        stationary(MEMORY_ONE["alternator"], MEMORY_ONE["alternator"])
    found = stationary(MEMORY_ONE["alternator"], MEMORY_ONE["cooperator"])["probability"]
    assert found.tolist() == pytest.approx([0.5, 0, 0.5, 0])


def test_a_long_run_that_hangs_on_the_start():
    with pytest.raises(CourseError, match="Add a little noise"):
        long_run(TIT_FOR_TAT, TIT_FOR_TAT)


@pytest.mark.parametrize("measure", [stationary, long_run])
def test_bad_input(measure):
    with pytest.raises(CourseError, match="four probabilities"):
        measure((1, 0), PAVLOV)
    with pytest.raises(CourseError, match="between 0 and 1"):
        measure(PAVLOV, (1, 0, 2, 0))
    with pytest.raises(CourseError, match="noise must be"):
        measure(PAVLOV, PAVLOV, noise=np.inf)


def test_critical_discounts_as_published():
    # Axelrod (1984), theorem 2, with 5, 3, 1, 0: max(2/4, 2/3); for a punishment without end 2/4.
    assert critical_discount("tit_for_tat") == pytest.approx(2 / 3)
    assert critical_discount("grudger") == 0.5


@given(st.integers(0, 5), st.integers(1, 5), st.integers(1, 5), st.integers(1, 5))
def test_critical_discounts_are_where_the_two_sums_meet(sucker, one, two, three):
    punishment, reward, temptation = sucker + one, sucker + one + two, sucker + one + two + three
    if not 2 * reward > temptation + sucker:
        return
    points = Payoffs(reward, temptation, sucker, punishment)
    w = critical_discount("grudger", points)
    assert 0 < w < 1
    assert reward / (1 - w) == pytest.approx(temptation + w * punishment / (1 - w))
    w = critical_discount("tit_for_tat", points)
    assert critical_discount("grudger", points) <= w < 1
    for rival in (temptation + w * punishment / (1 - w), (temptation + w * sucker) / (1 - w**2)):
        assert reward / (1 - w) >= rival - 1e-9


def test_no_critical_discount():
    with pytest.raises(CourseError, match="Did you mean 'grudger'"):
        critical_discount("gruger")
    with pytest.raises(CourseError, match="the game is chicken"):
        critical_discount("grudger", Payoffs(reward=3, temptation=5, sucker=1, punishment=0, game="chicken"))
