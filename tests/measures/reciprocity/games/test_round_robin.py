"""Round robins and standings: by hand, by brute force, and what must not change them."""

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
    cooperator,
    defector,
    play,
    random_player,
    scores,
    standings,
    tit_for_tat,
    tournament,
)

FIRST_TOURNAMENT_AND_PROBER = (
    "alternator cooperator davis defector grofman grudger joss prober random_player tit_for_tat".split()
)
WITH_PAVLOV = (
    "alternator cooperator defector grudger joss prober random_player suspicious_tit_for_tat tit_for_tat "
    "win_stay_lose_shift".split()
)
fields = st.lists(st.sampled_from(sorted(STRATEGIES)), min_size=2, max_size=5, unique=True)
noise = st.sampled_from([0.0, 0.1])


def by_name(names):
    return [STRATEGIES[name] for name in names]


def test_three_strategies_by_hand():
    # Ten turns. Tit for tat: 30 with itself, 30 with the cooperator, 0 + 9 with the defector: 6.9 / 3 a turn.
    # Defector: 10, 50, and 5 + 9 = 14: 7.4 / 3. Cooperator: 30, 30, 0: 6 / 3.
    table = standings(tournament([tit_for_tat, cooperator, defector], turns=10, repetitions=3))
    assert table["strategy"].tolist() == ["defector", "tit_for_tat", "cooperator"]
    assert table["payoff"].tolist() == pytest.approx([7.4 / 3, 6.9 / 3, 2])
    assert table["rank"].tolist() == [1, 2, 3] and table["n"].tolist() == [3, 3, 3]
    assert table["wins"].tolist() == [6, 0, 0]  # the defector beats two others, three times each
    assert table["cooperation"].tolist() == pytest.approx([0, 2.1 / 3, 1])


def test_tit_for_tat_as_the_quiz_has_it():
    pairs = tournament([tit_for_tat, defector], turns=10, repetitions=1).set_index(["strategy", "opponent"])
    assert pairs.loc[("tit_for_tat", "defector"), "payoff"] * 10 == 9


@pytest.mark.parametrize("names", [FIRST_TOURNAMENT_AND_PROBER, WITH_PAVLOV])
def test_tit_for_tat_leads_two_fields_of_ten_without_noise_and_no_longer_with_it(names):
    assert len(set(names)) == 10

    def place(noise):
        table = standings(tournament(by_name(names), noise=noise))
        return table.set_index("strategy").loc["tit_for_tat", "rank"]

    assert place(0) == 1
    assert place(0.05) >= 3


def test_tit_for_tat_loses_the_first_of_them_when_gradual_enters():
    names = [*(name for name in FIRST_TOURNAMENT_AND_PROBER if name != "prober"), "gradual"]
    assert standings(tournament(by_name(names), repetitions=4))["strategy"][0] == "gradual"


@settings(max_examples=8)
@given(fields, noise, st.randoms(), st.booleans())
def test_the_order_of_entrants_changes_nothing(names, noise, shuffler, twins):
    rules = {"turns": 20, "noise": noise, "repetitions": 2, "self_play": twins}
    pairs = tournament(by_name(names), **rules)
    mixed = list(names)
    shuffler.shuffle(mixed)
    pd.testing.assert_frame_equal(pairs, tournament(by_name(mixed), **rules))
    pd.testing.assert_frame_equal(pairs, tournament({name: STRATEGIES[name] for name in mixed}, **rules))
    rows = list(range(len(pairs)))
    shuffler.shuffle(rows)
    pd.testing.assert_frame_equal(standings(pairs), standings(pairs.iloc[rows]))


@settings(max_examples=8)
@given(fields, noise, st.sampled_from(sorted(STRATEGIES)))
def test_a_further_entrant_leaves_the_other_matches_alone(names, noise, guest):
    rules = {"turns": 20, "noise": noise, "repetitions": 2}
    small, large = (tournament(by_name(one), **rules) for one in (sorted(set(names)), sorted({*names, guest})))
    kept = large[large["strategy"].isin(names) & large["opponent"].isin(names)].reset_index(drop=True)
    pd.testing.assert_frame_equal(small, kept)


def test_relabelling_relabels_what_leaves_nothing_to_chance():
    plain = tournament({"a": tit_for_tat, "b": defector, "c": cooperator}, turns=9)
    other = tournament({"z": tit_for_tat, "y": defector, "x": cooperator}, turns=9)
    names = dict(zip("zyx", "abc", strict=True))
    renamed = other.assign(strategy=other["strategy"].map(names), opponent=other["opponent"].map(names))
    pd.testing.assert_frame_equal(plain, renamed.sort_values(["strategy", "opponent"], ignore_index=True))


@settings(max_examples=8)
@given(fields, noise, st.integers(0, 99))
def test_bounds_and_sums(names, noise, seed):
    pairs = tournament(by_name(names), turns=15, noise=noise, repetitions=2, seed=seed)
    assert len(pairs) == len(names) ** 2
    assert pairs["payoff"].between(0, 5).all() and pairs["cooperation"].between(0, 1).all()
    both = pairs.merge(pairs, left_on=["strategy", "opponent"], right_on=["opponent", "strategy"])
    assert (both["wins_x"] + both["wins_y"] <= 2).all()
    # A turn is worth 6, 5 or 2 points to the two together.
    assert (both["payoff_x"] + both["payoff_y"]).between(2, 6).all()


@settings(max_examples=8)
@given(fields)
def test_payoffs_are_those_of_single_matches(names):
    certain = [
        name
        for name in names
        if name not in {"firm_but_fair", "generous_tit_for_tat", "grofman", "joss", "random_player"}
    ]
    if len(certain) < 2:
        certain = ["defector", "tit_for_tat"]
    for row in tournament(by_name(certain), turns=25, repetitions=2).itertuples():
        sides = scores(play(STRATEGIES[row.strategy], STRATEGIES[row.opponent], turns=25))
        assert row.payoff == pytest.approx(sides["payoff"][0]) and row.cooperation == sides["cooperation"][0]
        assert row.wins == (2 if sides["total"][0] > sides["total"][1] else 0)


def test_twins_are_averaged_over_both_sides():
    # Under noise the sides of twins differ; their average payoff follows from cooperation alone when payoffs are linear
    # in it: with T + S = R + P the two together make 2P + (R - P) for each cooperation.
    linear = Payoffs(reward=3, temptation=4, sucker=0, punishment=1)
    pairs = tournament([random_player, cooperator], turns=200, payoffs=linear).set_index(["strategy", "opponent"])
    twins = pairs.loc[("random_player", "random_player")]
    assert twins["payoff"] == pytest.approx(1 + 2 * twins["cooperation"])
    assert twins["wins"] == 0 and 0.4 < twins["cooperation"] < 0.6


def test_without_twins():
    pairs = tournament([tit_for_tat, defector, cooperator], turns=5, self_play=False)
    assert len(pairs) == 6 and (pairs["strategy"] != pairs["opponent"]).all()
    assert standings(pairs)["n"].tolist() == [2, 2, 2]


def test_repetitions_differ_by_chance_and_turns_add_up():
    pairs = tournament([random_player, cooperator], turns=50, repetitions=4).set_index(["strategy", "opponent"])
    assert (pairs["turns"] == 200).all() and (pairs["n"] == 4).all()
    one = tournament([random_player, cooperator], turns=50, repetitions=1).set_index(["strategy", "opponent"])
    cell = ("random_player", "cooperator")
    assert pairs.loc[cell, "cooperation"] != one.loc[cell, "cooperation"]


def test_random_lengths_are_shared_by_the_two_sides():
    pairs = tournament([tit_for_tat, defector], continuation=0.95, repetitions=50).set_index(["strategy", "opponent"])
    assert pairs.loc[("tit_for_tat", "defector"), "turns"] == pairs.loc[("defector", "tit_for_tat"), "turns"]
    assert 500 < pairs.loc[("tit_for_tat", "defector"), "turns"] < 1500  # 50 x 20 expected, 50 * 380 the variance


def test_ties_share_the_better_rank():
    table = standings(tournament([tit_for_tat, cooperator, STRATEGIES["grudger"]], turns=7))
    assert table["rank"].tolist() == [1, 1, 1] and table["strategy"].is_monotonic_increasing


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        ({"repetitions": 0}, "number of repetitions must be a whole number of at least 1"),
        ({"repetitions": 1.5}, "but 1.5"),
        ({"noise": 2}, "noise must be"),
        ({"turns": 0}, "number of turns"),
        ({"turns": 3, "continuation": 0.5}, "both came"),
        ({"seed": None}, "seed must be"),
    ],
)
def test_impossible_rules(rules, words):
    with pytest.raises(CourseError, match=words):
        tournament([tit_for_tat, defector], **rules)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda pairs: pairs.drop(columns="wins"), "Lacking: wins"),
        (lambda pairs: pairs.assign(payoff="3"), "payoff of the pairs must hold numbers"),
        (lambda pairs: pairs.assign(cooperation="3"), "cooperation of the pairs must hold numbers"),
        (lambda pairs: pairs.assign(payoff=math.inf), "finite"),
        (lambda pairs: pairs.assign(payoff=np.nan), "empty cells"),
        (lambda pairs: pd.concat([pairs, pairs]), "repeat a key"),
        (lambda pairs: pairs.iloc[:0], "no rows"),
        (lambda pairs: pairs[pairs["opponent"] != "defector"], "first cooperator against defector"),
        (lambda pairs: pairs.iloc[1:], "first cooperator against cooperator"),
        (lambda pairs: pairs.to_numpy(), "must be a table"),
    ],
)
def test_tables_that_are_no_round_robin(change, words):
    pairs = tournament([tit_for_tat, defector, cooperator], turns=5, repetitions=1)
    with pytest.raises(CourseError, match=words):
        standings(change(pairs))


def test_standings_leave_the_pairs_as_they_were():
    pairs = tournament([tit_for_tat, defector], turns=5, repetitions=1)
    before = pairs.copy()
    standings(pairs)
    pd.testing.assert_frame_equal(pairs, before)
