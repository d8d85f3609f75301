"""Aggregates against scipy's means, hand arithmetic and the two papers' formulas."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import gmean

from course_utils.errors import CourseError
from course_utils.measures.forecast import aggregate, mean_scores, scores, skill

crowd = st.lists(st.floats(0.01, 0.99), min_size=1, max_size=9)


def table(probability, question=1, outcome=1):
    names = [f"F{i}" for i in range(len(probability))]
    return pd.DataFrame({"forecaster": names, "question": question, "probability": probability, "outcome": outcome})


def one(*arguments, **options):
    return aggregate(*arguments, **options)["probability"].iloc[0]


def test_by_hand():
    # Odds 1/4 and 4: geometric mean 1. Mean of 0.2, 0.4, 0.9 is 0.5; median 0.4.
    assert one(table([0.2, 0.8]), "odds") == pytest.approx(0.5)
    assert one(table([0.2, 0.4, 0.9])) == pytest.approx(0.5)
    assert one(table([0.2, 0.4, 0.9]), "median") == pytest.approx(0.4)
    # Odds 3 to the second power are 9: nine tenths.
    assert one(table([0.75, 0.75]), exponent=2) == pytest.approx(0.9)


@given(crowd, st.floats(0.2, 5))
@settings(max_examples=10)
def test_formulas_of_the_papers(said, exponent):
    said = np.array(said)
    # Baron et al. (2014): p^a / (p^a + (1 - p)^a) of the mean.
    mean = said.mean()
    expected = mean**exponent / (mean**exponent + (1 - mean) ** exponent)
    assert one(table(said), exponent=exponent) == pytest.approx(expected)
    # Satopää et al. (2014): the geometric mean of the odds, raised to a; the mean is scipy's.
    odds = gmean(said / (1 - said)) ** exponent
    assert one(table(said), "odds", exponent=exponent) == pytest.approx(odds / (1 + odds))


@given(crowd, st.sampled_from(["mean", "median", "odds"]), st.floats(1.1, 4))
@settings(max_examples=10)
def test_properties(said, method, exponent):
    rows = table(said)
    joined = one(rows, method)
    assert min(said) - 1e-12 <= joined <= max(said) + 1e-12
    assert one(rows.iloc[::-1], method) == pytest.approx(joined)
    assert one(table([1 - p for p in said]), method) == pytest.approx(1 - joined)
    # An exponent above 1 pushes away from one half, never across it.
    pushed = one(rows, method, exponent=exponent)
    assert abs(pushed - 0.5) >= abs(joined - 0.5) - 1e-12
    assert (pushed - 0.5) * (joined - 0.5) >= -1e-12


@given(crowd)
@settings(max_examples=10)
def test_weights_count_forecasters_as_often(said):
    rows = table(said).assign(times=[1 + i % 3 for i in range(len(said))])
    repeated = table([p for p, times in zip(said, rows["times"], strict=True) for _ in range(times)])
    for method in ("mean", "odds"):
        assert one(rows, method, weight="times") == pytest.approx(one(repeated, method))
    alone = rows.assign(times=[1] + [0] * (len(said) - 1))
    assert one(alone, "odds", weight="times") == pytest.approx(said[0])


def test_certainty():
    assert one(table([0.0, 0.6]), "odds") == 0 and one(table([1.0, 0.6]), "odds", exponent=2) == 1
    assert np.isnan(one(table([0.0, 1.0]), "odds"))
    assert one(table([0.0, 1.0])) == 0.5 and one(table([1.0]), exponent=3) == 1
    assert np.isnan(one(table([0.4]).assign(w=0), weight="w"))
    assert one(table([0.0, 0.6]).assign(w=[0, 1]), "odds", weight="w") == pytest.approx(0.6)


def test_aggregates_score_beside_the_forecasters():
    rows = pd.concat([table([0.6, 0.9], 1, 1), table([0.4, 0.2], 2, 0), table([0.5], 3, None)])
    joined = aggregate(rows, "median")
    assert joined[["forecaster", "question", "n"]].values.tolist() == [
        ["median", 1, 2],
        ["median", 2, 2],
        ["median", 3, 1],
    ]
    assert joined["status"].tolist() == ["resolved", "resolved", "unresolved"]
    both = pd.concat([rows, joined])
    assert mean_scores(both.drop(columns="status")).set_index("forecaster").loc["median", "n"] == 2
    assert skill(both.drop(columns="status"), "median")["n"].tolist() == [2, 2]


@given(crowd)
@settings(max_examples=10)
def test_the_mean_scores_no_worse_than_its_members_do_on_average(said):
    # The Brier score is convex: the crowd's mean cannot lose to the mean of its members' scores.
    rows = table(said)
    assert scores(aggregate(rows))["brier"].iloc[0] <= scores(rows)["brier"].mean() + 1e-12


def test_no_forecasts():
    empty = aggregate(table([0.5]).iloc[:0])
    assert len(empty) == 0 and empty.columns.tolist()[:4] == ["forecaster", "question", "n", "probability"]


@pytest.mark.parametrize(
    ("rows", "options", "words"),
    [
        (table([0.5]), {"method": "medan"}, "Did you mean 'median'"),
        (table([0.5]), {"exponent": 0}, "above 0"),
        (table([0.5]), {"exponent": float("nan")}, "above 0"),
        (table([0.5]).assign(w=1), {"method": "median", "weight": "w"}, "no one definition"),
        (table([0.5]).assign(w=-1), {"weight": "w"}, "0 or more"),
        (table([0.5]).assign(w=np.inf), {"weight": "w"}, "infinite value"),
        (table([0.5]).assign(w="1"), {"weight": "w"}, "must hold numbers"),
        (table([0.5]), {"weight": "w"}, "Lacking: w"),
        (table([0.5, 0.5]).assign(forecaster="A", made=[1, 2]), {}, "1 repeat a key"),
        (table([0.5, 0.5]).assign(outcome=[1, 0]), {}, "those of 1 differ"),
        (table([0.5]).assign(answer="x"), {}, "yes or no"),
        (table([1.5]), {}, "between 0 and 1"),
    ],
)
def test_bad_input_is_named(rows, options, words):
    with pytest.raises(CourseError, match=words):
        aggregate(rows, **options)
