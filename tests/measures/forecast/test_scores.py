"""Scores against scikit-learn, hand arithmetic, and the property that makes them proper."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import brier_score_loss, log_loss

from course_utils.errors import CourseError
from course_utils.measures.forecast import mean_scores, scores

said = st.floats(0.01, 0.99)
many = st.lists(st.tuples(said, st.integers(0, 1)), min_size=2, max_size=20)


def table(probability, outcome, forecaster="A"):
    return pd.DataFrame(
        {"forecaster": forecaster, "question": range(len(probability)), "probability": probability, "outcome": outcome}
    )


def answers(rows):
    """One question of three answers, of which the first comes true, by several forecasters."""
    return pd.DataFrame(
        [
            (name, "status of the treaty", answer, p, int(answer == "signed"))
            for name, given_to in rows
            for answer, p in zip(["signed", "initialled", "dropped"], given_to, strict=True)
        ],
        columns=["forecaster", "question", "answer", "probability", "outcome"],
    )


def test_by_hand():
    # Yes came true at 0.8: (0.2)^2 for yes and the same for no; minus ln 0.8.
    found = scores(table([0.8, 0.3], [1, 0]))
    assert found["brier"].tolist() == pytest.approx([0.08, 0.18])
    assert found["half_brier"].tolist() == pytest.approx([0.04, 0.09])
    assert found["log"].tolist() == pytest.approx([-math.log(0.8), -math.log(0.7)])
    assert found["given"].tolist() == pytest.approx([0.8, 0.7])


def test_more_answers_by_hand():
    # (0.5 - 1)^2 + 0.3^2 + 0.2^2 = 0.38.
    found = scores(answers([("A", (0.5, 0.3, 0.2)), ("B", (0.0, 1.0, 0.0))]))
    assert found["brier"].tolist() == pytest.approx([0.38, 2.0])
    assert found["half_brier"].tolist() == pytest.approx([0.19, 1.0])
    assert found["log"].tolist() == [pytest.approx(math.log(2)), math.inf]


@given(st.lists(st.tuples(*[st.integers(1, 9)] * 3), min_size=2, max_size=8))
@settings(max_examples=10)
def test_more_answers_equal_scikit_learn(weights):
    shares = np.array(weights) / np.array(weights).sum(axis=1, keepdims=True)
    found = mean_scores(answers([(i, row) for i, row in enumerate(shares)]), by=None).iloc[0]
    truth, labels = ["signed"] * len(shares), ["signed", "initialled", "dropped"]
    order = sorted(labels)
    columns = [labels.index(label) for label in order]
    loss = brier_score_loss(truth, shares[:, columns], labels=order, scale_by_half=False)
    assert found["brier"] == pytest.approx(loss)
    assert found["log"] == pytest.approx(log_loss(truth, shares[:, columns], labels=order))


@given(many)
@settings(max_examples=10)
def test_yes_and_no_equal_scikit_learn(pairs):
    p, o = map(list, zip(*pairs, strict=True))
    found = mean_scores(table(p, o)).iloc[0]
    assert found["n"] == len(p)
    assert found["half_brier"] == pytest.approx(brier_score_loss(o, p, labels=[0, 1]))
    assert found["brier"] == pytest.approx(2 * found["half_brier"])
    assert found["log"] == pytest.approx(log_loss(o, p, labels=[0, 1]))


@given(st.floats(0, 1), st.floats(0.02, 0.98))
@settings(max_examples=15)
def test_honesty_pays_under_brier_and_log_only(stated, true):
    # What each statement costs if it comes true and if not, and what that makes on average.
    extreme = float(true > 0.5)
    cost = scores(table([true, true, stated, stated, extreme, extreme], [1, 0] * 3))
    cost["linear"] = 1 - cost["given"]
    average = true * cost.iloc[::2].set_axis(list("tse"))[["brier", "half_brier", "log", "linear"]]
    average += (1 - true) * cost.iloc[1::2].set_axis(list("tse"))[["brier", "half_brier", "log", "linear"]]
    for score in ("brier", "half_brier", "log"):
        assert average.loc["t", score] <= average.loc["s", score] + 1e-12
        assert abs(stated - true) < 0.01 or average.loc["t", score] < average.loc["s", score]
    # The linear score rewards going to the extreme instead.
    assert abs(true - 0.5) < 0.01 or average.loc["e", "linear"] < average.loc["t", "linear"]


@given(many)
@settings(max_examples=10)
def test_bounds_order_and_the_other_side(pairs):
    p, o = map(list, zip(*pairs, strict=True))
    rows = table(p, o)
    found = scores(rows)
    assert found["brier"].between(0, 2).all() and found["half_brier"].between(0, 1).all() and (found["log"] >= 0).all()
    shuffled = rows.sample(frac=1, random_state=0)
    assert mean_scores(shuffled).iloc[0].to_numpy()[1:].astype(float) == pytest.approx(
        mean_scores(rows).iloc[0].to_numpy()[1:].astype(float)
    )
    # To forecast the opposite of the opposite is the same forecast.
    turned = scores(table([1 - x for x in p], [1 - x for x in o]))
    assert turned["brier"].to_numpy() == pytest.approx(found["brier"].to_numpy())


def test_certainty_is_scored_as_it_is():
    found = scores(table([1.0, 0.0, 1.0, 0], [1, 0, 0, 1]))
    assert found["log"].tolist() == [0.0, 0.0, math.inf, math.inf]
    assert not np.signbit(found["log"]).any()
    assert mean_scores(table([0.5, 1.0], [1, 0]))["log"].iloc[0] == math.inf


def test_what_is_not_scored_is_counted():
    rows = pd.concat([table([0.9, 0.8, 0.7, 0.6], [1, None, 0, 1]), table([0.5], [None], "B")])
    rows["status"] = ["resolved", "unresolved", "annulled", "late", "unresolved"]
    found = mean_scores(rows)
    assert found[["forecaster", "n", "unresolved", "annulled", "late"]].values.tolist() == [
        ["A", 1, 1, 1, 1],
        ["B", 0, 1, 0, 0],
    ]
    assert found["half_brier"].iloc[0] == pytest.approx(0.01)
    assert found.loc[1, ["brier", "half_brier", "log"]].isna().all()
    assert mean_scores(rows, by=None)["unresolved"].tolist() == [2]


def test_weights():
    rows = table([0.9, 0.4], [1, 1]).assign(days=[30, 10])
    found = mean_scores(rows, weight="days")["half_brier"].iloc[0]
    assert found == pytest.approx((30 * 0.01 + 10 * 0.36) / 40)
    assert found == pytest.approx(brier_score_loss([1, 1], [0.9, 0.4], sample_weight=[30, 10], labels=[0, 1]))
    # A forecast of weight 0 does not count, even if its log score is infinite.
    none = mean_scores(table([0.5, 0.0], [1, 1]).assign(days=[1, 0]), weight="days").iloc[0]
    assert none["n"] == 2 and none["log"] == pytest.approx(math.log(2))
    assert np.isnan(mean_scores(rows.assign(days=0), weight="days")["brier"].iloc[0])


def test_by_question_and_empty():
    rows = pd.concat([table([0.9, 0.4], [1, 0]), table([0.7, 0.1], [1, 0], "B")])
    assert mean_scores(rows, by="question")["half_brier"].tolist() == pytest.approx([0.05, 0.085])
    assert len(scores(rows.iloc[:0])) == len(mean_scores(rows.iloc[:0])) == 0
    overall = mean_scores(rows.iloc[:0], by=None).iloc[0]
    assert overall["n"] == 0 and np.isnan(overall["brier"])
    assert len(scores(answers([("A", (0.5, 0.3, 0.2))]).iloc[:0])) == 0


def test_outcomes_of_other_types():
    for outcome in (
        pd.Series([True, False]),
        pd.Series([1, None], dtype="Int64"),
        pd.Series([True, pd.NA], dtype=object),
    ):
        assert scores(table([0.8, 0.8], outcome))["half_brier"].iloc[0] == pytest.approx(0.04)


one = table([0.5, 0.6], [1, 0])


@pytest.mark.parametrize("measure", [scores, mean_scores])
@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (one.drop(columns="outcome"), "Lacking: outcome"),
        (one.assign(probability=[0.5, 1.2]), "first 1.2"),
        (one.assign(probability=[70, 60]), "Write 70 per cent as 0.7"),
        (one.assign(probability=[-0.1, 0.5]), "first -0.1"),
        (one.assign(probability=[None, 0.5]), "none missing"),
        (one.assign(probability=[math.inf, 0.5]), "first inf"),
        (one.assign(probability=["0.5", "0.6"]), "must hold numbers"),
        (one.assign(outcome=[2, 0]), "first 2"),
        (one.assign(outcome=["yes", "no"]), "first 'yes'"),
        (pd.concat([one, one]), "2 repeat a key"),
        (one.assign(status=["resolved", "open"]), "no status of a forecast called 'open'"),
        (one.assign(outcome=[1, None], status="resolved"), "must have an outcome"),
        (answers([("A", (0.5, 0.3, 0.1))]), "adds up to 0.9"),
        (answers([("A", (0.5, 0.3, 0.2))]).assign(outcome=[1, 1, 0]), "Exactly one answer"),
        (answers([("A", (0.5, 0.3, 0.2))]).assign(outcome=[1, None, None]), "Exactly one answer"),
    ],
)
def test_bad_input_is_named(measure, rows, words):
    with pytest.raises(CourseError, match=words):
        measure(rows)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"by": "foreteller"}, "Did you mean 'forecaster'"),
        ({"weight": "days"}, "Lacking: days"),
        ({"weight": "minus"}, "0 or more"),
        ({"weight": "none"}, "empty cells"),
    ],
)
def test_bad_choices_are_named(options, words):
    with pytest.raises(CourseError, match=words):
        mean_scores(one.assign(minus=-1.0, none=[1.0, None]), **options)
