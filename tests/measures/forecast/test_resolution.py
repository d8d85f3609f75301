"""Which forecasts may be scored, case by case, and how long each of them stood."""

import pandas as pd
import pytest

from course_utils.errors import CourseError
from course_utils.measures.forecast import mean_scores, resolve, scores


def questions(**changes):
    """Came true early; open; void; did not come true by the deadline."""
    return pd.DataFrame(
        {
            "question": ["visit", "treaty", "void", "trade"],
            "deadline": pd.to_datetime(["2025-12-31", "2027-12-31", "2025-12-31", "2025-06-30"]),
            "resolved": pd.to_datetime(["2025-07-04", None, None, "2025-07-15"]),
            "outcome": [1, None, None, 0],
            "annulled": [False, False, True, False],
        }
    ).assign(**changes)


def forecasts(rows):
    table = pd.DataFrame(rows, columns=["forecaster", "question", "made", "probability"])
    return table.assign(made=pd.to_datetime(table["made"]))


SOME = forecasts(
    [
        ("A", "visit", "2025-06-04", 0.5),
        ("A", "visit", "2025-06-24", 0.9),
        ("A", "visit", "2025-07-04", 1.0),
        ("A", "treaty", "2025-06-01", 0.3),
        ("A", "void", "2025-06-01", 0.3),
        ("B", "trade", "2025-06-20", 0.2),
        ("B", "trade", "2025-07-01", 0.1),
    ]
)


def test_case_by_case():
    found = resolve(SOME, questions(), "2026-01-15")
    assert found["status"].tolist() == [
        "resolved",
        "resolved",
        "late",  # made on the day itself
        "unresolved",
        "annulled",
        "resolved",
        "late",  # after the deadline, though before the outcome was written down
    ]
    # 4 to 24 June, 24 June to 4 July; 20 to 30 June, the deadline.
    assert found["days"].dropna().tolist() == [20, 10, 10]
    assert found["outcome"].tolist()[:3] == [1, 1, 1] and found["outcome"].isna().sum() == 2
    assert len(scores(found)) == 3


def test_scores_weighted_by_days_are_the_mean_of_daily_scores():
    found = mean_scores(resolve(SOME, questions(), "2026-01-15"), weight="days").set_index("forecaster")
    # A's daily scores: 20 days at (1 - 0.5)^2, 10 days at (1 - 0.9)^2.
    daily = [0.25] * 20 + [0.01] * 10
    assert found.loc["A", "half_brier"] == pytest.approx(sum(daily) / 30)
    assert found.loc["A", ["n", "unresolved", "annulled", "late"]].tolist() == [2, 1, 1, 1]


def test_order_and_index_do_not_matter_and_nothing_changes():
    before = SOME.copy()
    there = resolve(SOME, questions(), "2026-01-15")
    back = resolve(SOME.iloc[::-1].set_index(pd.Index([0] * len(SOME))), questions().iloc[::-1], "2026-01-15")
    pd.testing.assert_frame_equal(there, back.iloc[::-1].reset_index(drop=True))
    pd.testing.assert_frame_equal(SOME, before)


def test_questions_as_categories():
    kinds = [table.assign(question=table["question"].astype("category")) for table in (SOME, questions())]
    assert (
        resolve(*kinds, "2026-01-15")["status"].tolist() == resolve(SOME, questions(), "2026-01-15")["status"].tolist()
    )


def test_more_answers():
    rows = [("A", "visit", "2025-06-04", p) for p in (0.6, 0.3, 0.1)]
    made = forecasts(rows).assign(answer=["Baku", "Islamabad", "none"])
    asked = questions(outcome=["Islamabad", None, None, "none"])
    found = resolve(made, asked, "2026-01-15")
    assert found["outcome"].tolist() == [0, 1, 0] and found["days"].tolist() == [30] * 3
    # 0.6^2 + 0.7^2 + 0.1^2
    assert scores(found)["brier"].tolist() == pytest.approx([0.86])
    assert mean_scores(found)["n"].tolist() == [1]


def test_no_forecasts():
    found = resolve(SOME.iloc[:0], questions(), "2026-01-15")
    assert len(found) == 0 and {"outcome", "status", "days"} <= set(found.columns)


def test_a_question_is_not_overdue_on_its_last_day():
    assert resolve(SOME, questions(), "2027-12-31")["status"].iloc[3] == "unresolved"
    with pytest.raises(CourseError, match="still open after their deadline, first treaty"):
        resolve(SOME, questions(), "2028-01-01")


@pytest.mark.parametrize(
    ("rows", "asked", "words"),
    [
        (SOME.drop(columns="made"), questions(), "Lacking: made"),
        (SOME.assign(made="2025-06-01"), questions(), "must hold dates"),
        (SOME.assign(made=pd.NaT), questions(), "empty cells"),
        (pd.concat([SOME, SOME]), questions(), "7 repeat a key"),
        (SOME.replace({"question": {"visit": "visite"}}), questions(), "Did you mean 'visit'"),
        (SOME, questions().drop(columns="annulled"), "Lacking: annulled"),
        (SOME, pd.concat([questions(), questions()]), "4 repeat a key"),
        (SOME, questions(deadline=pd.NaT), "deadline of the questions has empty cells"),
        (SOME, questions(resolved="2025"), "must hold dates"),
        (SOME, questions(annulled="no"), "True or False"),
        (SOME, questions(outcome=[None, None, None, 0]), "have one of them, first visit"),
        (SOME, questions(outcome=[1, 1, None, 0]), "have one of them, first treaty"),
        (SOME, questions(outcome=[3, None, None, 0]), "first 3"),
    ],
)
def test_bad_input_is_named(rows, asked, words):
    with pytest.raises(CourseError, match=words):
        resolve(rows, asked, "2026-01-15")
