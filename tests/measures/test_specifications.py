"""The specification curve."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils import load
from course_utils.errors import CourseError
from course_utils.measures.agreement import agreement, dyad, largest_camp, select
from course_utils.measures.legacies import claimed, cross_counts, dyadic_logit, odds_ratio
from course_utils.measures.specifications import curve_summary, specification_curve

CHOICES = {"coding": ["ruler", "independence"], "window": {"from 1991": 1991, "after 1991": 1992}}


def by_sum(coding, window):
    estimate = len(coding) / 10 + window - 1991
    return {"estimate": estimate, "low": estimate - 0.5, "high": estimate + 0.5, "n": 10}


def test_a_curve_by_hand():
    # ruler has 5 letters, independence 12: 0.5 and 1.2, one more after 1991; half widths of 0.5 around them.
    curve = specification_curve(CHOICES, by_sum)
    shown = curve[["rank", "coding", "window", "estimate", "excludes_null"]].round({"estimate": 9})
    assert shown.values.tolist() == [
        [1, "ruler", "from 1991", 0.5, False],
        [2, "independence", "from 1991", 1.2, False],
        [3, "ruler", "after 1991", 1.5, False],
        [4, "independence", "after 1991", 2.2, True],
    ]
    assert curve["n"].tolist() == [10] * 4 and curve["reason"].eq("").all()
    assert specification_curve(CHOICES, by_sum, null=0)["excludes_null"].tolist() == [False, True, True, True]
    assert specification_curve(CHOICES, by_sum, null=3)["excludes_null"].all()
    summary = curve_summary(curve).iloc[0]
    assert summary.tolist() == pytest.approx([4, 4, 4, 0, 1, 0.5, 1.35, 2.2])
    assert curve_summary(curve, null=3)[["below", "above"]].values.tolist() == [[4, 0]]


def test_what_can_not_be_estimated_stays_with_its_reason():
    answers = {
        "fine": {"estimate": 2, "low": 1.5, "high": 3, "n": 9},
        "no interval": {"estimate": 1, "low": np.nan, "high": np.nan, "n": 8},
        "no estimate": {"estimate": np.inf, "low": 1, "high": 2, "n": 7},
    }

    def estimate(way):
        if way == "refused":
            raise CourseError("There is one row only.")
        return pd.Series(answers[way])

    curve = specification_curve({"way": ["refused", "no estimate", "fine", "no interval"]}, estimate)
    assert curve["way"].tolist() == ["no interval", "fine", "refused", "no estimate"]
    assert curve["reason"].tolist() == [
        "The interval is not finite.",
        "",
        "There is one row only.",
        "The estimate is not a finite number.",
    ]
    assert curve["rank"].fillna(0).tolist() == [1, 2, 0, 0]
    assert curve["n"].fillna(0).tolist() == [8, 9, 0, 7]
    assert curve["excludes_null"].isna().tolist() == [True, False, True, True]
    assert curve_summary(curve).iloc[0].tolist() == [4, 2, 1, 0, 1, 1, 1.5, 2]


def test_an_analysis_without_intervals():
    curve = specification_curve({"way": [3, 1]}, lambda way: {"estimate": way, "n": 5}, null=0)
    assert curve["estimate"].tolist() == [1, 3] and curve["n"].tolist() == [5, 5]
    assert curve[["low", "high", "excludes_null"]].isna().all(axis=None) and curve["reason"].eq("").all()
    assert curve_summary(curve, null=0)[["estimated", "with_interval"]].values.tolist() == [[2, 0]]


def test_nothing_estimated():
    def refuse(way):
        raise CourseError("No.")

    curve = specification_curve({"way": [1, 2]}, refuse)
    assert curve["reason"].tolist() == ["No.", "No."]
    summary = curve_summary(curve).iloc[0]
    assert summary[["specifications", "estimated"]].tolist() == [2, 0]
    assert summary[["lowest", "median", "highest"]].isna().all()
    assert curve_summary(curve.iloc[:0])["specifications"].tolist() == [0]


numbers = st.floats(-5, 5).map(lambda value: round(value, 3))


@settings(max_examples=8)
@given(
    st.lists(numbers, min_size=1, max_size=5, unique=True),
    st.lists(numbers, min_size=1, max_size=4, unique=True),
    st.randoms(),
)
def test_every_combination_comes_once_and_in_order(first, second, random):
    def add(a, b):
        return {"estimate": a + b, "low": a + b - 1, "high": a + b + 1, "n": 1}

    curve = specification_curve({"a": first, "b": second}, add, null=0)
    assert sorted(zip(curve["a"], curve["b"], strict=True)) == sorted(product(first, second))
    assert curve["estimate"].is_monotonic_increasing and curve["rank"].is_monotonic_increasing
    assert curve["estimate"].tolist() == pytest.approx(sorted(a + b for a, b in product(first, second)))
    summary = curve_summary(curve, null=0).iloc[0]
    assert summary["below"] + summary["above"] == curve["excludes_null"].sum()
    assert summary["median"] == pytest.approx(np.median([a + b for a, b in product(first, second)]))
    other = specification_curve({"a": random.sample(first, len(first)), "b": second}, add, null=0)
    assert other["estimate"].tolist() == curve["estimate"].tolist()


def test_the_set_is_the_product_of_the_options():
    # Simonsohn, Simmons and Nelson (2020) define the set as the product of the options; numpy lays it out another way.
    a, b, c = np.meshgrid([1, 2], [10, 20, 30], [100, 200], indexing="ij")
    curve = specification_curve(
        {"a": [1, 2], "b": [10, 20, 30], "c": [100, 200]},
        lambda a, b, c: {"estimate": a + b + c, "low": 0, "high": 999, "n": 1},
    )
    assert curve["estimate"].tolist() == sorted((a + b + c).ravel().tolist())


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        ({}, "at least one choice"),
        ({"estimate": [1]}, "none of them called rank, estimate"),
        ({"way": []}, "needs at least one option"),
        ({"way": ["a", "a"]}, "each once"),
        ({"way": [["x"], ["x", "y"]]}, "need labels"),
        ({"way": {None: 1}}, "need labels"),
    ],
)
def test_bad_choices(choices, words):
    with pytest.raises(CourseError, match=words):
        specification_curve(choices, lambda **given: by_sum("ruler", 1991))


@pytest.mark.parametrize(
    "answer",
    [
        None,
        {"estimate": 1},
        {"estimate": "much", "low": 0, "high": 1, "n": 1},
        {"estimate": 1, "low": 0, "high": 2, "n": np.nan},
        {"estimate": 1, "low": 0, "n": 1},
    ],
)
def test_bad_answers(answer):
    with pytest.raises(CourseError, match="must return a mapping with the numbers estimate and n"):
        specification_curve({"way": ["x"]}, lambda way: answer)


def test_a_mistake_in_the_function_is_not_swept_into_the_table():
    with pytest.raises(ZeroDivisionError):
        specification_curve({"way": [0]}, lambda way: {"estimate": 1 / way})


def test_bad_curves():
    with pytest.raises(CourseError, match="Lacking: high"):
        curve_summary(pd.DataFrame({"estimate": [1.0], "low": [1.0]}))
    with pytest.raises(CourseError, match="must hold numbers"):
        curve_summary(pd.DataFrame({"estimate": ["1"], "low": [1.0], "high": [1.0]}))


def test_the_curve_of_neighbours():
    table = load("neighbour_claims")

    def estimate(claim_set, coding):
        picked = table[(table["claim_set"] == claim_set) & (table["coding"] == coding)]
        row = odds_ratio(picked, n="pairs", outcome="with_claim").iloc[0]
        return {"estimate": row["odds_ratio"], "low": row["low"], "high": row["high"], "n": row["n"]}

    choices = {name: sorted(table[name].unique()) for name in ("claim_set", "coding")}
    curve = specification_curve(choices, estimate)
    summary = curve_summary(curve).iloc[0]
    # All fifteen lean the same way, from 1.05 to 2.64; two exclude no association, both by independence.
    assert summary[["specifications", "with_interval", "below", "above"]].tolist() == [15, 15, 0, 2]
    assert summary[["lowest", "highest"]].round(2).tolist() == [1.05, 2.64]
    assert curve.loc[curve["excludes_null"], "coding"].tolist() == ["independence"] * 2


def test_a_curve_of_regressions_keeps_the_separated_ones():
    pairs, claims = load("same_empire"), load("territorial_claims")

    def estimate(coding, first):
        marked = claimed(pairs, claims, first=first)
        row = (
            dyadic_logit(marked, "claim", [coding, "neighbours"]).query("term == @coding and errors == 'plain'").iloc[0]
        )
        return {"estimate": row["odds_ratio"], "low": row["low"], "high": row["high"], "n": row["n"]}

    curve = specification_curve({"coding": ["by_ruler", "by_coldat"], "first": [1945, 1991]}, estimate)
    assert len(curve) == 4
    # Only one pair of these states has a claim begun since 1991, which no regression can weigh.
    failed = curve[curve["estimate"].isna()]
    assert failed["first"].tolist() == [1991, 1991]
    assert failed["reason"].str.contains("separated").all()
    table = odds_ratio(cross_counts(claimed(pairs, claims, first=1991), "by_ruler", "claim"), exposure="by_ruler")
    assert table["added"].tolist() == [0.5]


def test_contested_votes_turn_the_answer_round():
    roll_calls = select(load("roll_calls"), (1992, 2024))
    votes = load("votes")
    votes = votes[votes["state"].isin(["AZE", "PAK", "ARM"])]

    def closer(chosen, measure):
        pair, rivals = (agreement(dyad(votes, "AZE", state, roll_calls=chosen)).iloc[0] for state in ("PAK", "ARM"))
        return {"estimate": pair[measure] - rivals[measure], "n": pair["n"]}

    sets = {"all": roll_calls, "contested": roll_calls[largest_camp(roll_calls) < 0.9]}
    curve = specification_curve({"chosen": sets, "measure": ["agreement"]}, closer, null=0)
    assert curve["chosen"].tolist() == ["all", "contested"]
    assert curve["estimate"].tolist() == pytest.approx([-0.018, 0.091], abs=0.001)
