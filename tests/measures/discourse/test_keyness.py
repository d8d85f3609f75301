"""Keyness against the published equations by hand, statsmodels, scipy and Dunning's own table."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2_contingency
from statsmodels.stats.contingency_tables import Table2x2

from course_utils import load
from course_utils.errors import CourseError
from course_utils.measures.discourse import keyness, log_likelihood


def words(a, b):
    """Counts of words w0, w1 … of two states."""
    return pd.DataFrame(
        [(state, f"w{i}", n) for state, said in (("AZE", a), ("PAK", b)) for i, n in enumerate(said)],
        columns=["state", "word", "count"],
    )


two_groups = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=2, max_size=6).filter(
    lambda pairs: all(sum(side) for side in zip(*pairs, strict=True))
)


def test_by_hand():
    # Background: 40 of 200 words are w0, so a prior of 10 words holds 2 of w0 and 8 of w1.
    # AZE: (30 + 2) / (70 + 8); PAK: (10 + 2) / (90 + 8).
    found = keyness(words([30, 70], [10, 90]), "AZE", "PAK", size=10).set_index("word").loc["w0"]
    assert found["delta"] == pytest.approx(math.log(32 / 78) - math.log(12 / 98))
    assert found["variance"] == pytest.approx(1 / 32 + 1 / 78 + 1 / 12 + 1 / 98)
    assert found["z"] == pytest.approx(found["delta"] / math.sqrt(found["variance"]))


@given(two_groups, st.floats(0.5, 5000))
@settings(max_examples=10)
def test_equations_of_monroe_colaresi_and_quinn(pairs, size):
    # The paper's estimate and variance, word by word: y + alpha over n + alpha_0 - y - alpha.
    a, b = zip(*pairs, strict=True)
    found = keyness(words(a, b), "AZE", "PAK", size=size).set_index("word")
    total = sum(a) + sum(b)
    for i, (y_a, y_b) in enumerate(pairs):
        if y_a + y_b == 0:
            assert f"w{i}" not in found.index
            continue
        alpha = size * (y_a + y_b) / total
        odds, variance = [], 0.0
        for y, n in ((y_a, sum(a)), (y_b, sum(b))):
            rest = n + size - y - alpha
            if rest < 1e-9:
                break
            odds.append(math.log((y + alpha) / rest))
            variance += 1 / (y + alpha) + 1 / rest
        else:
            assert found.loc[f"w{i}", "delta"] == pytest.approx(odds[0] - odds[1], abs=1e-9)
            assert found.loc[f"w{i}", "variance"] == pytest.approx(variance)


@given(st.lists(st.integers(1, 50), min_size=4, max_size=4))
@settings(max_examples=8)
def test_without_prior_it_is_the_log_odds_ratio_of_statsmodels(cells):
    y_a, rest_a, y_b, rest_b = cells
    library = Table2x2([[y_a, rest_a], [y_b, rest_b]])
    for size in (0, 1e-9):
        found = keyness(words([y_a, rest_a], [y_b, rest_b]), "AZE", "PAK", size=size).set_index("word").loc["w0"]
        assert found["delta"] == pytest.approx(library.log_oddsratio, abs=1e-7)
        assert math.sqrt(found["variance"]) == pytest.approx(library.log_oddsratio_se)


@given(two_groups)
@settings(max_examples=10)
def test_symmetry_order_and_equal_speakers(pairs):
    a, b = zip(*pairs, strict=True)
    table = words(a, b)
    there, back = keyness(table, "AZE", "PAK"), keyness(table, "PAK", "AZE")
    turned = back.set_index("word").loc[there["word"]]
    assert there["delta"].to_numpy() == pytest.approx(-turned["delta"].to_numpy(), nan_ok=True)
    assert there["variance"].to_numpy() == pytest.approx(turned["variance"].to_numpy(), nan_ok=True)
    assert keyness(table.sample(frac=1, random_state=0), "AZE", "PAK").equals(there)
    assert there["z"].dropna().is_monotonic_decreasing
    assert keyness(words(a, a), "AZE", "PAK")["delta"].dropna().to_numpy() == pytest.approx(0)
    assert log_likelihood(words(a, a), "AZE", "PAK")["g2"].dropna().to_numpy() == pytest.approx(0, abs=1e-9)


def test_a_larger_prior_shrinks_what_was_seen_once():
    table = words([1, 500, 499], [0, 500, 500])
    sizes = [1, 100, 10_000]
    found = [keyness(table, "AZE", "PAK", size=size).set_index("word").loc["w0", "delta"] for size in sizes]
    assert found[0] > found[1] > found[2] > 0
    # Without a prior a word that one side never says has no odds ratio at all.
    assert keyness(table, "AZE", "PAK", size=0).set_index("word").loc["w0", ["delta", "variance", "z"]].isna().all()


def test_unseen_words_and_the_background():
    table = words([5, 95], [0, 100])
    background = pd.DataFrame({"word": ["w0", "w1", "other"], "count": [10, 60, 30]})
    found = keyness(table, "AZE", "PAK", size=100, background=background).set_index("word")
    assert "other" not in found.index
    # A background of 100 words, so the prior is the background itself.
    assert found.loc["w0", "delta"] == pytest.approx(math.log(15 / 185) - math.log(10 / 190))
    silent = keyness(table, "AZE", "PAK", background=background.iloc[1:]).set_index("word")
    assert silent.loc["w0"].isna().sum() == 3 and silent.index[-1] == "w0"


def test_nothing_but_one_word():
    table = words([5], [7])
    assert keyness(table, "AZE", "PAK")[["delta", "z"]].isna().all(axis=None)
    assert log_likelihood(table, "AZE", "PAK")["g2"].isna().all()
    mute = log_likelihood(words([5, 3], [0, 0]), "AZE", "PAK")
    assert mute[["g2", "rate_b"]].isna().all(axis=None)
    assert len(log_likelihood(words([0], [0]), "AZE", "PAK")) == 0


@pytest.mark.parametrize(
    ("both", "first", "second", "neither", "published"),
    # Dunning (1993), table of the bigrams with the highest log-likelihood ratio in his text on Switzerland.
    [
        (110, 2442, 111, 29114, 270.72),  # the swiss
        (29, 13, 123, 31612, 263.90),  # can be
        (31, 23, 139, 31584, 256.84),  # previous year
        (10, 0, 3, 31764, 167.23),  # mineral water
    ],
)
def test_published_table_of_dunning(both, first, second, neither, published):
    found = log_likelihood(words([both, first], [second, neither]), "AZE", "PAK").set_index("word")
    assert found.loc["w0", "g2"] == pytest.approx(published, abs=0.005)


@given(two_groups)
@settings(max_examples=10)
def test_log_likelihood_equals_scipy(pairs):
    a, b = zip(*pairs, strict=True)
    found = log_likelihood(words(a, b), "AZE", "PAK").set_index("word")
    for word, row in found.iterrows():
        y_a, y_b = row["count_a"], row["count_b"]
        cells = [[y_a, sum(a) - y_a], [y_b, sum(b) - y_b]]
        if np.sum(cells, axis=0).min() > 0:
            library = chi2_contingency(cells, correction=False, lambda_="log-likelihood").statistic
            assert row["g2"] == pytest.approx(library, abs=1e-9)
        else:
            assert np.isnan(row["g2"]), word
        assert row["rate_a"] == pytest.approx(1000 * y_a / sum(a))


@pytest.mark.parametrize("measure", [keyness, log_likelihood])
@pytest.mark.parametrize(
    ("table", "groups", "message"),
    [
        (words([1, 2], [3, 4]), ("AZE", "PKA"), "Did you mean 'PAK'"),
        (words([1, 2], [3, 4]), ("AZE", "AZE"), "came twice"),
        (words([1, 2], [3, 4]).iloc[:0].astype({"count": "int64"}), ("AZE", "PAK"), "no state in these words"),
        (words([1, 2], [3, 4]).drop(columns="word"), ("AZE", "PAK"), "Lacking: word"),
        (words([1, -2], [3, 4]), ("AZE", "PAK"), "0 or more"),
        (words([1, np.inf], [3, 4]), ("AZE", "PAK"), "infinite value"),
        (words(["1", "2"], ["3", "4"]), ("AZE", "PAK"), "must hold numbers"),
        (pd.concat([words([1, 2], [3, 4])] * 2), ("AZE", "PAK"), "4 repeat a key"),
    ],
)
def test_bad_input_is_named(measure, table, groups, message):
    with pytest.raises(CourseError, match=message):
        measure(table, *groups)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"size": -1}, "size of the prior"),
        ({"size": float("inf")}, "size of the prior"),
        ({"size": float("nan")}, "size of the prior"),
        ({"background": pd.DataFrame({"word": ["w0"]})}, "Lacking: count"),
        ({"background": pd.DataFrame({"word": ["w0"], "count": [0]})}, "all its counts are 0"),
    ],
)
def test_bad_prior_is_named(options, message):
    with pytest.raises(CourseError, match=message):
        keyness(words([1, 2], [3, 4]), "AZE", "PAK", **options)


def test_words_of_the_general_debate():
    said = load("speech_words").query("decade >= 1990")
    found = keyness(said, "AZE", "PAK")
    assert found["word"].iloc[0] == "azerbaijan" and "pakistan" in set(found["word"].tail(3))
    ranked = log_likelihood(said, "AZE", "PAK")
    # The two measures agree on what stands out, not on the order.
    assert ranked["word"].head(2).tolist() == ["azerbaijan", "pakistan"]
    assert found["word"].head(20).tolist() != ranked["word"].head(20).tolist()
    decades = keyness(load("speech_words").query("state == 'PAK'"), 2010, 1990, by="decade")
    assert decades["z"].is_monotonic_decreasing
