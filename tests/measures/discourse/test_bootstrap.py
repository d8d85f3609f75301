"""Bootstrap over speeches against theory, scipy's bootstrap and properties that must hold."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from course_utils import load
from course_utils.measures.discourse import bootstrap_rates, rate_difference, rates


def tables(counts, words, states):
    speeches = pd.DataFrame({"state": states, "year": range(1900, 1900 + len(counts)), "words": words})
    return speeches[["state", "year"]].assign(term="kinship", count=counts), speeches


def sample(n=60, seed=3):
    random = np.random.default_rng(seed)
    words = random.integers(800, 3000, n)
    return tables(random.poisson(words / 1000 * 2), words, ["AZE", "PAK"] * (n // 2))


def test_same_seed_same_interval_whatever_the_order():
    terms, speeches = sample()
    there = bootstrap_rates(terms, speeches)
    back = bootstrap_rates(terms.iloc[::-1], speeches.sample(frac=1, random_state=2))
    pd.testing.assert_frame_equal(there, back, check_exact=True)
    assert not there["low"].equals(bootstrap_rates(terms, speeches, seed=1)["low"])
    # A state's interval does not depend on which other states are in the table.
    alone = bootstrap_rates(terms, speeches[speeches["state"] == "PAK"])
    assert alone.iloc[0].equals(there.iloc[1].rename(0))


def test_equal_lengths_give_the_standard_error_of_a_mean():
    random = np.random.default_rng(0)
    counts = random.poisson(3, 400)
    found = bootstrap_rates(*tables(counts, [1000] * 400, ["AZE"] * 400), draws=4000).iloc[0]
    # Rate = mean count; the mean of 400 has the standard error sd / 20.
    assert (found["high"] - found["low"]) / 2 == pytest.approx(1.96 * counts.std() / 20, rel=0.05)
    assert found["rate"] == pytest.approx(counts.mean())


def test_interval_is_that_of_scipy():
    terms, speeches = sample()
    own = terms["state"] == "AZE"
    count, words = terms.loc[own, "count"].to_numpy(), speeches.loc[own, "words"].to_numpy()
    library = stats.bootstrap(
        (count, words),
        lambda c, w, axis=-1: 1000 * c.sum(axis=axis) / w.sum(axis=axis),
        paired=True,
        vectorized=True,
        method="percentile",
        n_resamples=20_000,
        rng=np.random.default_rng(1),
    ).confidence_interval
    found = bootstrap_rates(terms, speeches, draws=20_000).iloc[0]
    assert (found["low"], found["high"]) == pytest.approx(tuple(library), rel=0.02)


def test_bursts_widen_and_evenness_narrows():
    bursts = tables([30] + [0] * 29, [1000] * 30, ["AZE"] * 30)
    even = tables([1] * 30, [1000] * 30, ["AZE"] * 30)
    exact = rates(*bursts).iloc[0]
    wide, none = bootstrap_rates(*bursts).iloc[0], bootstrap_rates(*even).iloc[0]
    assert wide["high"] - wide["low"] > 2 * (exact["high"] - exact["low"])
    assert none["low"] == none["rate"] == none["high"] == 1


def test_what_cannot_be_drawn_is_missing():
    one = bootstrap_rates(*tables([2], [1000], ["AZE"])).iloc[0]
    assert one["rate"] == 2 and one[["low", "high"]].isna().all()
    never = bootstrap_rates(*tables([0, 0, 0], [1000] * 3, ["AZE"] * 3)).iloc[0]
    assert never["rate"] == 0 and never[["low", "high"]].isna().all()
    # A speech without words is no speech to draw.
    silent = bootstrap_rates(*tables([2, 0], [1000, 0], ["AZE"] * 2)).iloc[0]
    assert silent["n"] == 1 and np.isnan(silent["low"])


def test_without_groups_and_with_two():
    terms, speeches = sample()
    assert len(bootstrap_rates(terms, speeches, by=None)) == 1
    found = bootstrap_rates(terms, speeches, window=20)
    assert found[["state", "window"]].values.tolist() == [[s, w] for s in ("AZE", "PAK") for w in (1900, 1920, 1940)]
    assert (found["low"] < found["rate"]).all() and (found["rate"] < found["high"]).all()


def test_difference_turned_round_changes_its_sign():
    terms, speeches = sample()
    there, back = rate_difference(terms, speeches, "AZE", "PAK"), rate_difference(terms, speeches, "PAK", "AZE")
    assert there[["estimate", "low", "high"]].to_numpy() == pytest.approx(-back[["estimate", "high", "low"]].to_numpy())
    assert there[["rate_a", "n_a"]].values.tolist() == back[["rate_b", "n_b"]].values.tolist()
    single = rates(terms, speeches)["rate"]
    assert there["estimate"].iloc[0] == pytest.approx(single[0] - single[1])


def test_difference_of_independent_groups_adds_variances():
    random = np.random.default_rng(5)
    counts = random.poisson(4, 400)
    terms, speeches = tables(counts, [1000] * 400, ["AZE"] * 200 + ["PAK"] * 200)
    found = rate_difference(terms, speeches, "AZE", "PAK", draws=4000).iloc[0]
    error = np.sqrt(counts[:200].var() / 200 + counts[200:].var() / 200)
    assert (found["high"] - found["low"]) / 2 == pytest.approx(1.96 * error, rel=0.05)


def test_difference_without_enough_to_draw():
    terms, speeches = tables([1, 2, 0], [1000] * 3, ["AZE", "AZE", "PAK"])
    found = rate_difference(terms, speeches, "AZE", "PAK").iloc[0]
    assert found["estimate"] == 1.5 and np.isnan(found["low"])
    terms, speeches = tables([0] * 4, [1000] * 4, ["AZE", "AZE", "PAK", "PAK"])
    assert rate_difference(terms, speeches, "AZE", "PAK")["high"].isna().all()
    terms, speeches = tables([1, 2, 0], [1000, 1000, 0], ["AZE", "AZE", "PAK"])
    found = rate_difference(terms, speeches, "AZE", "PAK").iloc[0]
    assert found["n_b"] == 0 and found[["rate_b", "estimate", "low", "high"]].isna().all()


def test_kinship_words_of_two_friends():
    speeches = load("speeches").query("year >= 1992")
    terms = load("speech_terms").query("term == 'kinship'")
    assert rate_difference(terms, speeches, "PAK", "AZE")["low"].iloc[0] > 0
    other = rate_difference(terms, speeches, "PAK", "TUR").iloc[0]
    assert other["low"] < 0 < other["high"]
