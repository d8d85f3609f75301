"""Which forecasts may be scored: made in time, on a question that was settled as it was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.arguments import one_of
from course_utils.measures.forecast.table import outcomes
from course_utils.measures.tables import dates, require, truths, unique

if TYPE_CHECKING:
    import pandas as pd


def _settled(questions: pd.DataFrame, today: pd.Timestamp) -> pd.DataFrame:
    """The questions, checked, with the day on which each closed to forecasts."""
    require(questions, ["question", "deadline", "resolved", "outcome", "annulled"], "questions")
    unique(questions, ["question"], "questions")
    dates(questions, ["deadline"], "questions")
    dates(questions, ["resolved"], "questions", missing=True)
    void = truths(questions, ["annulled"], "questions")["annulled"]
    half = questions[(questions["resolved"].isna() != questions["outcome"].isna()) & ~void]
    if len(half):
        raise CourseError(
            f"A question has both an outcome and the day on which it was known (resolved), or neither, but "
            f"{len(half)} have one of them, first {half['question'].iloc[0]}."
        )
    overdue = questions[questions["outcome"].isna() & ~void & (questions["deadline"] < today)]
    if len(overdue):
        raise CourseError(
            f"{len(overdue)} questions are still open after their deadline, first {overdue['question'].iloc[0]} "
            f"({overdue['deadline'].iloc[0]:%Y-%m-%d}). Write down the outcome and the day it was known, or annul the "
            "question: a question left open hides the forecasts that failed."
        )
    return questions.assign(closed=questions[["deadline", "resolved"]].min(axis=1), annulled=void)


def resolve(forecasts: pd.DataFrame, questions: pd.DataFrame, today: str | pd.Timestamp) -> pd.DataFrame:
    """Join forecasts to their questions, and say which of them may be scored.

    forecasts: columns forecaster, question, made (date), probability, and answer where a question has more
    answers than yes and no. questions: one row a question: question, deadline (date), resolved (date on which
    the outcome was known, or missing), outcome (1 or 0, with answers the one that came true; missing while
    open), annulled (True where the question turned out void: badly worded, or its premise fell away). today:
    the day of the reckoning.

    Returns the forecasts with outcome, status and days. status is annulled where the question is, unresolved
    where it is open, late where the forecast was made on or after the day on which the question closed (the
    earlier of its deadline and the day the outcome was known), else resolved. Only resolved ones are scored.
    days: how long the forecast stood, until the forecaster's next one or the day of closing; missing unless it
    is resolved. It weighs forecasts in :func:`mean_scores`.

    Raises CourseError for a question open past its deadline, for an outcome without its day or a day without
    an outcome, for forecasts on a question that is not there, repeated keys, and columns without dates.

    Source: the rules of the forecasting tournaments in Mellers et al. (2014), in short.

    >>> import pandas as pd
    >>> questions = pd.DataFrame({"question": ["visit"], "deadline": pd.to_datetime(["2025-12-31"]),
    ...     "resolved": pd.to_datetime(["2025-07-04"]), "outcome": [1], "annulled": [False]})
    >>> forecasts = pd.DataFrame({"forecaster": "A", "question": "visit", "probability": [0.6, 0.9, 1.0],
    ...     "made": pd.to_datetime(["2025-06-01", "2025-07-01", "2025-07-05"])})
    >>> resolve(forecasts, questions, "2026-01-15")[["status", "days"]].values.tolist()
    [['resolved', 30.0], ['resolved', 3.0], ['late', nan]]
    """
    import pandas as pd

    require(forecasts, ["forecaster", "question", "made", "probability"], "forecasts")
    dates(forecasts, ["made"], "forecasts")
    answers = [name for name in ["answer"] if name in forecasts.columns]
    unique(forecasts, ["forecaster", "question", "made", *answers], "forecasts")
    settled = _settled(questions, pd.Timestamp(today)).set_index("question")
    for name in forecasts["question"].unique():
        one_of("question", name, settled.index)
    table = forecasts.reset_index(drop=True)
    asked = table["question"].astype(object)
    outcome, closed = asked.map(settled["outcome"]), asked.map(settled["closed"])
    # With answers, the outcome of a row says whether this answer is the one that came true.
    table["outcome"] = (
        (outcome == table["answer"]).astype(float).where(outcome.notna()) if answers else outcomes(outcome, "questions")
    )
    table["status"] = "resolved"
    table.loc[table["made"] >= closed, "status"] = "late"
    table.loc[outcome.isna(), "status"] = "unresolved"
    table.loc[asked.map(settled["annulled"]), "status"] = "annulled"
    nearest = table.sort_values("made").groupby(["forecaster", "question", *answers], observed=True)["made"].shift(-1)
    stood = pd.concat([nearest.reindex(table.index), closed], axis=1).min(axis=1) - table["made"]
    table["days"] = stood.dt.days.where(table["status"] == "resolved")
    return table
