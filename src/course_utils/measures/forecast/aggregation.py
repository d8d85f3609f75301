"""Many forecasts of one question made into one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.arguments import number, one_of
from course_utils.measures.forecast.table import yes_or_no
from course_utils.measures.tables import amounts, unique

if TYPE_CHECKING:
    import pandas as pd

METHODS = ("mean", "median", "odds")


def aggregate(
    forecasts: pd.DataFrame, method: str = "mean", exponent: float = 1.0, weight: str | None = None
) -> pd.DataFrame:
    """One forecast of each question from those of many forecasters.

    forecasts as in :func:`scores`, yes or no questions only, one row a forecaster and question (keep the last
    of revised ones). method: "mean", "median", or "odds" (geometric mean of the odds, that is the mean of the
    log-odds). exponent: the odds of the result are raised to it; above 1 the result is pushed away from one
    half (extremised), because each forecaster holds a part of the evidence only. It is a choice: fix it
    before the outcomes are known, or fit it on other questions. weight: a column of weights.

    Returns one row a question: forecaster (the method, so that the rows can be scored with the others),
    question, n (forecasters), probability, outcome, status. For "odds" a single 0 makes the result 0 and a
    single 1 makes it 1; where one forecaster says 0 and another 1 it is missing, as it is where all weights
    are 0. Leave such rows out before scoring.

    Raises CourseError as :func:`scores`, for an unknown method, an exponent that is not above 0, weights below
    0, weights for a median (which has no one definition then), and where two forecasters' rows give a question
    different outcomes.

    Source: Baron et al. (2014) for the exponent after a mean; Satopää et al. (2014) for that of log-odds.

    >>> import pandas as pd
    >>> forecasts = pd.DataFrame({"forecaster": ["A", "B"], "question": 1, "probability": [0.6, 0.8], "outcome": 1})
    >>> [round(float(aggregate(forecasts, how, power)["probability"].iloc[0]), 3)
    ...  for how, power in [("mean", 1), ("odds", 1), ("mean", 2.5)]]
    [0.7, 0.71, 0.893]
    """
    import numpy as np
    import pandas as pd
    from scipy.special import expit, logit

    one_of("method of aggregation", method, METHODS)
    exponent = number("exponent", exponent, above=0)
    if weight is not None and method == "median":
        raise CourseError("A median with weights has no one definition. Take the mean or the odds, or no weights.")
    table = yes_or_no(forecasts)
    unique(table, ["forecaster", "question"], "forecasts to aggregate")
    if weight is not None:
        amounts(table, [weight], "forecasts")
    weights = pd.Series(1.0, index=table.index) if weight is None else table[weight].astype(float)
    told = table.groupby("question", observed=True)[["outcome", "status"]].nunique(dropna=False)
    if (told > 1).any(axis=None):
        raise CourseError(
            f"All forecasters of a question must have the same outcome and status, but those of "
            f"{told[(told > 1).any(axis=1)].index[0]} differ."
        )
    rows = []
    for question, part in table.groupby("question", observed=True):
        said = part["probability"].to_numpy(float)
        heavy = weights[part.index].to_numpy()
        said, heavy = said[heavy > 0], heavy[heavy > 0]
        # Certainty in both directions has no mean: infinity less infinity.
        with np.errstate(invalid="ignore"):
            values = logit(said) if method == "odds" else said
            joined = np.median(values) if method == "median" else heavy @ values / heavy.sum() if len(said) else np.nan
            evidence = joined if method == "odds" else logit(joined)
        # Without an exponent the way to the odds and back would only add rounding.
        probability = expit(exponent * evidence) if method == "odds" or exponent != 1 else joined
        rows.append((method, question, len(part), probability, part["outcome"].iloc[0], part["status"].iloc[0]))
    made = pd.DataFrame(rows, columns=["forecaster", "question", "n", "probability", "outcome", "status"])
    return made.astype({"n": "int64", "probability": "float64", "outcome": "float64"})
