"""Matches: by hand, by their symmetries, and by what noise and chance may and may not do."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils.errors import CourseError
from course_utils.measures.reciprocity.games import (
    STRATEGIES,
    Payoffs,
    alternator,
    cooperator,
    defector,
    grudger,
    memory_one,
    play,
    random_player,
    scores,
    tit_for_tat,
)

strategy = st.sampled_from(sorted(STRATEGIES)).map(STRATEGIES.get)
noise = st.sampled_from([0.0, 0.05, 0.5, 1.0])
seed = st.integers(0, 1000)
FLIP = {"C": "D", "D": "C"}


def match(a, b):
    """A match written down by hand, with Axelrod's payoffs."""
    points = Payoffs()
    return pd.DataFrame(
        {
            "turn": np.arange(1, len(a) + 1),
            "action_a": list(a),
            "action_b": list(b),
            "payoff_a": [float(points.of(x, y)) for x, y in zip(a, b, strict=True)],
            "payoff_b": [float(points.of(y, x)) for x, y in zip(a, b, strict=True)],
        }
    )


def test_tit_for_tat_meets_a_defector():
    # One turn exploited (0 against 5), nine of mutual defection (1 each): 9 and 14 points.
    played = play(tit_for_tat, defector, turns=10)
    assert "".join(played["action_a"]) == "C" + "D" * 9
    assert played[["payoff_a", "payoff_b"]].sum().tolist() == [9, 14]


def test_axelrods_length_by_default():
    assert len(play(cooperator, cooperator)) == 200


@settings(max_examples=20)
@given(strategy, strategy, noise, seed)
def test_payoffs_follow_from_actions(a, b, noise, seed):
    points = Payoffs(reward=6, temptation=9, sucker=-2, punishment=1)
    played = play(a, b, turns=30, noise=noise, payoffs=points, seed=seed)
    assert played["turn"].tolist() == list(range(1, 31))
    assert set(played["action_a"]) | set(played["action_b"]) <= {"C", "D"}
    for row in played.itertuples():
        assert (row.payoff_a, row.payoff_b) == {
            "CC": (6, 6), "CD": (-2, 9), "DC": (9, -2), "DD": (1, 1)
        }[row.action_a + row.action_b]  # fmt: skip


@settings(max_examples=20)
@given(strategy, strategy, noise, seed)
def test_exchanging_the_players_exchanges_the_columns(a, b, noise, seed):
    there, back = (play(*pair, turns=40, noise=noise, seed=seed) for pair in ((a, b), (b, a)))
    if a is b:
        pd.testing.assert_frame_equal(there, back)
    else:
        columns = ["turn", "action_b", "action_a", "payoff_b", "payoff_a"]
        pd.testing.assert_frame_equal(there, back[columns].set_axis(there.columns, axis=1))


@settings(max_examples=12)
@given(strategy, strategy, noise, seed)
def test_same_seed_same_match(a, b, noise, seed):
    pd.testing.assert_frame_equal(*(play(a, b, turns=40, noise=noise, seed=seed) for _ in range(2)))


@settings(max_examples=10)
@given(seed, seed)
def test_no_noise_no_chance(one, two):
    pd.testing.assert_frame_equal(play(tit_for_tat, alternator, seed=one), play(tit_for_tat, alternator, seed=two))


@settings(max_examples=15)
@given(strategy, strategy, seed)
def test_full_noise_flips_every_action(a, b, seed):
    """What comes out is the opposite of what a mirror-image player would do without noise on the same histories."""

    def opposite(strategy, name):
        def turned(own, other, chance):
            return FLIP[strategy(own, other, chance)]

        turned.__name__ = name
        return turned

    noisy = play(a, b, turns=30, noise=1.0, seed=seed)
    turned = play(opposite(a, a.__name__), opposite(b, b.__name__), turns=30, seed=seed)
    pd.testing.assert_frame_equal(noisy, turned)


def test_noise_flips_the_share_it_says():
    # 10,000 actions at 10 per cent: within four standard errors, 4 * sqrt(0.09 / 10,000) = 0.012.
    played = play(cooperator, cooperator, turns=5000, noise=0.1)
    assert abs(played[["action_a", "action_b"]].eq("D").to_numpy().mean() - 0.1) < 0.012


def test_the_noise_of_the_two_is_independent():
    played = play(cooperator, cooperator, turns=4000, noise=0.5)
    assert abs(played["action_a"].eq(played["action_b"]).mean() - 0.5) < 4 * 0.5 / 4000**0.5


def test_twins_do_not_share_their_luck():
    played = play(random_player, random_player, turns=400)
    assert 140 < played["action_a"].eq(played["action_b"]).sum() < 260  # 200 expected, six standard deviations


@settings(max_examples=12)
@given(seed)
def test_a_random_length_that_cannot_go_on_is_one_turn(seed):
    assert len(play(cooperator, defector, continuation=0, seed=seed)) == 1


def test_random_lengths_are_geometric():
    # Mean 1 / (1 - 0.9) = 10, variance 0.9 / 0.01 = 90: over 500 matches four standard errors are 1.7.
    lengths = [len(play(cooperator, defector, continuation=0.9, seed=seed)) for seed in range(500)]
    assert abs(np.mean(lengths) - 10) < 1.7
    assert abs(np.mean(np.array(lengths) == 1) - 0.1) < 4 * (0.09 / 500) ** 0.5


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        ({"turns": 0}, "number of turns must be a whole number of at least 1, but 0"),
        ({"turns": -3}, "but -3"),
        ({"turns": 2.5}, "but 2.5"),
        ({"turns": True}, "but True"),
        ({"turns": 5, "continuation": 0.9}, "both came"),
        ({"continuation": 1}, "would never end"),
        ({"continuation": 1.5}, "continuation must be a number from 0 to 1"),
        ({"noise": -0.1}, "noise must be a number from 0 to 1"),
        ({"noise": "5%"}, "but '5%'"),
        ({"noise": math.nan}, "but nan"),
        ({"noise": None}, "but None"),
        ({"seed": -1}, "seed must be a whole number"),
        ({"seed": "x"}, "but 'x'"),
    ],
)
def test_impossible_rules(rules, words):
    with pytest.raises(CourseError, match=words):
        play(tit_for_tat, defector, **rules)


def test_scores_by_hand():
    # a: 3 + 0 + 5 + 1 = 9, two of four cooperations; discounted by 1/2: 3 + 0 + 5/4 + 1/8 = 4.375 of 1.875 weights.
    hand = match("CCDD", "CDCD")
    assert scores(hand).iloc[0].tolist() == ["a", 4, 9.0, 2.25, 0.5]
    half = scores(hand, discount=0.5).iloc[0]
    assert half["total"] == 4.375 and half["payoff"] == pytest.approx(4.375 / 1.875)


def test_discounted_total_of_mutual_cooperation_is_a_geometric_sum():
    total = scores(play(tit_for_tat, grudger, turns=400), discount=0.9)["total"]
    assert total.tolist() == pytest.approx([3 / (1 - 0.9)] * 2)


@settings(max_examples=20)
@given(st.text("CD", min_size=1, max_size=20), st.randoms(), st.floats(0.1, 1))
def test_scores_bounds_and_order_of_rows(text, shuffler, discount):
    hand = match(text, text[::-1])
    table = scores(hand, discount)
    assert table["payoff"].between(0, 5).all() and table["cooperation"].between(0, 1).all()
    order = list(range(len(hand)))
    shuffler.shuffle(order)
    pd.testing.assert_frame_equal(scores(hand.iloc[order], discount), table)
    brute = sum(payoff * discount**turn for turn, payoff in enumerate(hand["payoff_a"]))
    assert table.loc[0, "total"] == pytest.approx(brute)


def test_scores_leave_the_match_as_it_was():
    hand = match("CD", "DC")
    before = hand.copy()
    scores(hand, 0.5)
    pd.testing.assert_frame_equal(hand, before)


def test_a_match_without_turns():
    table = scores(match("", "").astype({"payoff_a": float, "payoff_b": float}))
    assert table["n"].tolist() == [0, 0] and table["total"].tolist() == [0, 0]
    assert table[["payoff", "cooperation"]].isna().all(axis=None)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda table: table.drop(columns="payoff_b"), "Lacking: payoff_b"),
        (lambda table: table.assign(payoff_a="3"), "payoff_a of the match must hold numbers"),
        (lambda table: table.assign(turn=1), "repeat a key"),
        (lambda table: table.assign(payoff_a=math.inf), "finite"),
        (lambda table: table.assign(payoff_a=math.nan), "empty cells"),
        (lambda table: table.assign(action_b="c"), "no action called 'c'"),
        (lambda table: table.assign(action_b=None), "no action called None"),
        (lambda table: list(table), "must be a table"),
    ],
)
def test_tables_that_are_no_match(change, words):
    with pytest.raises(CourseError, match=words):
        scores(change(match("CD", "DD")))


@pytest.mark.parametrize("discount", [0, -1, 1.1, math.nan, "half"])
def test_discounts_out_of_range(discount):
    with pytest.raises(CourseError, match="discount"):
        scores(match("CD", "DD"), discount)


def test_critical_discount_shows_in_played_matches():
    """Axelrod (1984), theorem 2, by play: below 1/2 always defecting beats meeting tit for tat with tit for tat, below
    2/3 alternating from D does; above, neither does."""
    alternating = memory_one((0, 0, 1, 1), first="D")

    def gain(rival, discount):
        mine, kept = (scores(play(one, tit_for_tat, turns=300), discount)["total"][0] for one in (rival, tit_for_tat))
        return mine - kept

    assert gain(defector, 0.49) > 0 > gain(defector, 0.51)
    assert gain(alternating, 0.65) > 0 > gain(alternating, 0.68)
