"""Intervals: their width by formula and by a library, clusters, and the same seed."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import bootstrap

from course_utils import load
from course_utils.errors import CourseError
from course_utils.measures.agreement import STATISTICS, agreement, dyad, family, interval, select


def frame(pairs):
    return pd.DataFrame(pairs, columns=["vote_a", "vote_b"])


def hits(n, share=0.7, seed=1):
    random = np.random.default_rng(seed)
    return frame([("yes", "yes" if hit else "no") for hit in random.random(n) < share])


def test_width_is_that_of_the_normal_approximation():
    votes = hits(400)
    low, high = interval(votes)
    # For a share of independent votes: half width 1.96 sqrt(pq / n).
    share = agreement(votes).iloc[0]["agreement"]
    assert (high - low) / 2 == pytest.approx(1.96 * np.sqrt(share * (1 - share) / 400), rel=0.1)
    assert low < share < high


def test_equals_the_bootstrap_of_scipy():
    votes = hits(200)
    same = (votes["vote_a"] == votes["vote_b"]).to_numpy(float)
    theirs = bootstrap((same,), np.mean, n_resamples=5000, method="percentile", rng=1).confidence_interval
    assert interval(votes, draws=5000) == pytest.approx((theirs.low, theirs.high), abs=0.01)


def test_clusters_drawn_one_by_one_are_roll_calls():
    votes = hits(300).assign(own=range(300))
    assert interval(votes, cluster="own") == pytest.approx(interval(votes), abs=0.02)


def test_families_widen_the_interval():
    # Ten texts that return forty times each with the same votes hold ten pieces of evidence, not 400.
    votes = frame([("yes", "yes" if text < 7 else "no") for text in range(10) for _ in range(40)])
    votes["text"] = np.repeat(range(10), 40)
    narrow, wide = interval(votes), interval(votes, cluster="text")
    # 40 times the evidence is sqrt(40) = 6.3 times the width.
    assert wide[1] - wide[0] == pytest.approx(np.sqrt(40) * (narrow[1] - narrow[0]), rel=0.15)


def test_clusters_by_hand():
    # Two clusters, all alike in one and all different in the other: of the draws 1/4 give 0, 1/2 give 0.5, 1/4 give 1.
    votes = frame([("yes", "yes"), ("yes", "no")]).assign(session=[1, 2])
    assert interval(votes, cluster="session") == (0, 1)
    assert interval(votes, cluster="session", level=0.4) == (0.5, 0.5)


@pytest.mark.parametrize("cluster", [None, "text"])
def test_the_same_seed_gives_the_same_interval_and_order_of_rows_does_not_matter(cluster):
    random = np.random.default_rng(4)
    votes = frame(random.choice(["yes", "abstain", "no"], size=(100, 2))).assign(text=np.arange(100) // 5)
    found = interval(votes, "kappa", cluster)
    assert found == interval(votes, "kappa", cluster)
    assert found == interval(votes.sample(frac=1, random_state=3), "kappa", cluster)
    assert found != interval(votes, "kappa", cluster, seed=1)


@pytest.mark.parametrize("statistic", STATISTICS)
def test_every_statistic_lies_within_its_interval(statistic):
    random = np.random.default_rng(4)
    votes = frame(random.choice(["yes", "abstain", "no"], size=(200, 2), p=[0.5, 0.3, 0.2]))
    low, high = interval(votes, statistic)
    assert low < agreement(votes).iloc[0][statistic] < high


def test_a_higher_level_is_wider():
    votes = hits(200)
    inner, outer = interval(votes, level=0.5), interval(votes, level=0.99)
    assert outer[0] < inner[0] < inner[1] < outer[1]


def test_what_never_varies_has_no_kappa():
    # Both always say yes: kappa is missing in every draw, and the share is 1 in every draw.
    votes = frame([("yes", "yes")] * 5)
    assert np.isnan(interval(votes, "kappa")).all()
    assert interval(votes) == (1, 1)


def test_draws_without_a_kappa_are_left_out():
    low, high = interval(frame([("yes", "yes")] * 4 + [("no", "no")]), "kappa")
    assert (low, high) == (1, 1)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: interval(hits(9), "kapa"), "Did you mean 'kappa'"),
        (lambda: interval(hits(1)), "at least two roll calls"),
        (lambda: interval(frame([])), "at least two roll calls to draw from, but there are 0"),
        (lambda: interval(frame([("absent", "yes")] * 3)), "there are 0"),
        (lambda: interval(hits(9).assign(text="one"), cluster="text"), "at least two clusters"),
        (lambda: interval(hits(3).assign(text=["a", None, "b"]), cluster="text"), "column text .* empty cells in 1"),
        (lambda: interval(hits(9), cluster="text"), "Lacking: text"),
        (lambda: interval(hits(9), level=1), "between 0 and 1"),
        (lambda: interval(hits(9), level=95), "between 0 and 1"),
        (lambda: interval(hits(9), draws=0), "whole number of at least 1"),
    ],
)
def test_bad_input_is_named(call, words):
    with pytest.raises(CourseError, match=words):
        call()


def test_a_cluster_without_a_vote_changes_nothing():
    votes = hits(20).assign(text=np.arange(20) // 2)
    more = pd.concat([votes, frame([("absent", "yes")]).assign(text=99)])
    assert interval(more, cluster="text") == interval(votes, cluster="text")


def test_real_families_widen_the_interval_of_the_pair():
    roll_calls = select(load("roll_calls"), (1992, 2024)).assign(family=family)
    both = dyad(load("votes"), "AZE", "PAK", roll_calls=roll_calls)
    by_vote, by_family = interval(both), interval(both, cluster="family")
    assert by_family[1] - by_family[0] > 2 * (by_vote[1] - by_vote[0])
    assert by_family == pytest.approx((0.728, 0.822), abs=0.005)
