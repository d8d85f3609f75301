"""Response to the other side's past, given one's own past: the vector autoregression of a pair."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.measures.arguments import level_of, whole
from course_utils.measures.reciprocity.series import Direction, directions

if TYPE_CHECKING:
    import pandas as pd


def _fitted(way: Direction, lags: int, level: float) -> list[dict[str, object]]:
    import numpy as np
    import pandas as pd
    import statsmodels.api as sm

    past = {(term, lag): values.shift(lag) for term, values in (("other", way.given), ("own", way.answer))
            for lag in range(1, lags + 1)}  # fmt: skip
    frame = pd.DataFrame({"now": way.answer, **{f"{term}{lag}": values for (term, lag), values in past.items()}})
    frame = frame.dropna()
    n = len(frame)
    regressors = np.column_stack([np.ones(n), frame.drop(columns="now").to_numpy()])
    head = {"sender": way.sender, "receiver": way.receiver}
    names = ("estimate", "se", "low", "high", "p", "joint_p")
    rows: list[dict[str, object]] = [
        {**head, "term": term, "lag": lag, "n": n, **dict.fromkeys(names, np.nan)} for term, lag in past
    ]
    if n <= regressors.shape[1] or np.linalg.matrix_rank(regressors) < regressors.shape[1]:
        return rows
    # A series that the past explains without rest has standard errors of 0, and the library divides by them.
    with np.errstate(divide="ignore", invalid="ignore"):
        fit = sm.OLS(frame["now"].to_numpy(), regressors).fit()
        own_only = sm.OLS(frame["now"].to_numpy(), np.delete(regressors, range(1, lags + 1), axis=1)).fit()
        joint_p = fit.compare_f_test(own_only)[1]
        table = np.column_stack([fit.params, fit.bse, fit.conf_int(1 - level), fit.pvalues])
    for row, found in zip(rows, table[1:], strict=True):
        row |= dict(zip(names, (*map(float, found), float(joint_p)), strict=True))
    return rows


def response(series: pd.DataFrame, lags: int = 1, level: float = 0.95) -> pd.DataFrame:
    """Regression of what a state does on the other's past acts and its own (ordinary least squares).

    series: a paired series, as from :func:`~course_utils.measures.reciprocity.paired_series`. lags: how many
    past periods enter.
    Returns one row for each direction, term and lag: sender, receiver (whose behaviour is explained), term
    (other: what the sender did, the response; own: the receiver's own habit), lag, n (periods with all
    values), estimate (units of the series for one unit), se, low and high (Student's t), p (the coefficient
    is 0) and joint_p (the F test that all lags of the other are 0, Granger's test: the same number in each
    row of a direction).
    All are missing where n is no larger than the number of coefficients, or where a past is constant or
    another past's copy; p is also missing where nothing is left to explain.
    A coefficient says that one thing helps to foretell the next. A third state that moves both gives the
    same picture, and so does one quarrel that lasts for several periods.
    Raises CourseError for lags that are not a whole number from 1, and a series that is not one pair on a
    regular calendar.

    Source: Goldstein and Freeman (1990); Granger (1969) for the joint test.

    >>> import pandas as pd
    >>> given = [3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.0, 6.0]
    >>> series = pd.DataFrame({"state_a": "IND", "state_b": "PAK", "year": range(2001, 2009), "a_to_b": given,
    ...                        "b_to_a": [2.0, 1.5, 0.6, 1.9, 0.6, 2.4, 4.6, 0.9]})
    >>> response(series).query("term == 'other'")[["sender", "receiver", "n", "estimate"]].round(2).values.tolist()
    [['IND', 'PAK', 7, 0.5], ['PAK', 'IND', 7, 0.09]]
    """
    import pandas as pd

    level_of(level)
    lags = whole("number of lags", lags, 1)
    return pd.DataFrame([row for way in directions(series) for row in _fitted(way, lags, level)])
