"""The interval in closed form: by hand, against a library, against the bootstrap, and at the edges."""

import numpy as np
import pandas as pd
import pytest
from statsmodels.regression.linear_model import OLS
from statsmodels.stats.proportion import proportion_confint

from course_utils import load
from course_utils.errors import CourseError
from course_utils.measures.agreement import agreement, clustered_interval, dyad, family, interval, select


def frame(same, text=None):
    """Votes that are identical where ``same`` says so, with the text of each."""
    votes = pd.DataFrame({"vote_a": "yes", "vote_b": np.where(same, "yes", "no")})
    return votes.assign(text=range(len(votes)) if text is None else text)


def pair(a="AZE", b="PAK", years=(1992, 2024)):
    roll_calls = load("roll_calls")
    roll_calls["family"] = family(roll_calls)
    return dyad(load("votes"), a, b, roll_calls=select(roll_calls, years=years))


def test_by_hand():
    # Texts of 2, 1 and 1 roll calls with 2, 0 and 1 identical: p = 3/4, deviations 1/2, -3/4, 1/4, so
    # V = 3/2 * (4 + 9 + 1) / 16 / 16 = 0.08203 and 0.1875 / V = 2.2857.
    found = clustered_interval(frame([True, True, False, True], ["a", "a", "b", "c"]), "text").iloc[0]
    assert found[["n", "clusters", "agreement"]].tolist() == [4, 3, 0.75]
    assert found["effective"] == pytest.approx(16 / 7)
    z2, n, p = 1.959963984540054**2, 16 / 7, 0.75
    half = np.sqrt(z2 * (p * (1 - p) / n + z2 / (4 * n * n))) / (1 + z2 / n)
    middle = (p + z2 / (2 * n)) / (1 + z2 / n)
    assert found[["low", "high"]].tolist() == pytest.approx([middle - half, middle + half])


def test_variance_is_that_of_a_regression_on_a_constant_with_clusters():
    votes = pair()
    same = (votes["vote_a"] == votes["vote_b"]).to_numpy(float)
    groups = pd.factorize(votes["family"])[0]
    fit = OLS(same, np.ones(len(same))).fit(cov_type="cluster", cov_kwds={"groups": groups, "use_correction": False})
    found = clustered_interval(votes, "family").iloc[0]
    variance = fit.cov_params().item() * found["clusters"] / (found["clusters"] - 1)
    assert found["effective"] == pytest.approx(found["agreement"] * (1 - found["agreement"]) / variance)


@pytest.mark.parametrize(("a", "b"), [("AZE", "PAK"), ("ARM", "AZE"), ("IND", "PAK"), ("NOR", "SWE"), ("ISR", "USA")])
def test_is_close_to_the_bootstrap_of_the_same_texts(a, b):
    votes = pair(a, b)
    found = clustered_interval(votes, "family").iloc[0]
    assert found[["low", "high"]].tolist() == pytest.approx(interval(votes, cluster="family"), abs=0.01)
    assert found["agreement"] == pytest.approx(agreement(votes).iloc[0]["agreement"], abs=1e-12)


def test_without_repeats_it_is_nearly_that_of_wilson():
    same = np.arange(400) % 10 < 7
    found = clustered_interval(frame(same), "text").iloc[0]
    assert found["effective"] == pytest.approx(399)  # G - 1 for the mean that was estimated
    assert found[["low", "high"]].tolist() == pytest.approx(proportion_confint(280, 400, method="wilson"), abs=1e-4)


def test_repeats_widen_it():
    same = np.repeat(np.arange(10) < 7, 40)
    wide = clustered_interval(frame(same, np.repeat(range(10), 40)), "text").iloc[0]
    narrow = clustered_interval(frame(same), "text").iloc[0]
    assert wide["effective"] == pytest.approx(9)
    assert wide["high"] - wide["low"] > 4 * (narrow["high"] - narrow["low"])


@pytest.mark.parametrize(("same", "share"), [(True, 1.0), (False, 0.0)])
def test_all_alike_still_has_a_width(same, share):
    found = clustered_interval(frame([same] * 6, ["a", "a", "a", "a", "b", "c"]), "text").iloc[0]
    assert found["agreement"] == share
    assert found["effective"] == 36 / 18  # six roll calls, squares 16 + 1 + 1
    assert 0 < found["high"] - found["low"] < 1


def test_texts_that_differ_less_than_by_chance_count_each_roll_call():
    # Every text is half identical: between texts nothing varies, so no more than the roll calls can count.
    found = clustered_interval(frame([True, False] * 20, np.repeat(range(20), 2)), "text").iloc[0]
    assert found["effective"] == found["n"] == 40


def test_by_year_is_each_year_on_its_own():
    votes = pair()
    by_year = clustered_interval(votes, "family", by="year")
    alone = [clustered_interval(part, "family").assign(year=year) for year, part in votes.groupby("year")]
    pd.testing.assert_frame_equal(by_year, pd.concat(alone, ignore_index=True)[list(by_year)], check_dtype=False)


def test_by_the_cluster_itself():
    found = clustered_interval(frame([True, False, True], ["a", "a", "b"]), "text", by="text")
    assert found["text"].tolist() == ["a", "b"]
    assert found["low"].isna().all()


def test_one_text_has_a_share_and_no_interval():
    found = clustered_interval(frame([True, False], ["a", "a"]), "text").iloc[0]
    assert found["agreement"] == 0.5
    assert found[["effective", "low", "high"]].isna().all()


def test_rows_that_do_not_count_are_left_out():
    votes = frame([True, False, True])
    more = pd.DataFrame({"vote_a": ["absent", "yes"], "vote_b": ["yes", None], "text": [7, 8]})
    both = pd.concat([votes, more], ignore_index=True)
    pd.testing.assert_frame_equal(clustered_interval(both, "text"), clustered_interval(votes, "text"))


def test_nothing_to_count():
    found = clustered_interval(frame([]), "text").iloc[0]
    assert found[["n", "clusters"]].tolist() == [0, 0]
    assert found[["effective", "agreement", "low", "high"]].isna().all()
    assert clustered_interval(frame([]).assign(year=1), "text", by="year").empty


@pytest.mark.parametrize(
    ("votes", "options", "message"),
    [
        (frame([True]).drop(columns="text"), {}, "Lacking: text"),
        (frame([True, True], ["a", None]), {}, "empty cells in 1 of 2 rows"),
        (frame([True]).assign(low=1), {"by": "low"}, "must not be called low"),
        (frame([True, False]).assign(vote_b="maybe"), {}, "maybe"),
        (frame([True, False]), {"level": 95}, "level"),
    ],
)
def test_bad_input(votes, options, message):
    with pytest.raises(CourseError, match=message):
        clustered_interval(votes, "text", **options)
