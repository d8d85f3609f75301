"""The table of forecasts: what a row must hold, and which rows may be scored.

A row without an outcome is unresolved and is never scored, whatever a forecaster would like it to be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.arguments import one_of
from course_utils.measures.tables import numeric, require, unique

if TYPE_CHECKING:
    import pandas as pd

STATUS = ("resolved", "unresolved", "annulled", "late")


def key_of(forecasts: pd.DataFrame) -> list[str]:
    """The columns that name one forecast: forecaster, question and, where dates are kept, made.

    >>> import pandas as pd
    >>> key_of(pd.DataFrame(columns=["question", "forecaster", "probability"]))
    ['forecaster', 'question']
    """
    return [name for name in ("forecaster", "question", "made") if name in forecasts.columns]


def outcomes(column: pd.Series, what: str) -> pd.Series:
    """Outcomes as 1.0, 0.0 or missing, or CourseError where something else stands.

    >>> import pandas as pd
    >>> outcomes(pd.Series([True, 0, None], dtype=object), "forecasts").tolist()
    [1.0, 0.0, nan]
    """
    import pandas as pd

    known = column.dropna()
    wrong = known[~known.isin([0, 1])]
    if len(wrong):
        raise CourseError(
            f"The column outcome of the {what} must hold 1 (it came true), 0 (it did not) or nothing (not known yet), "
            f"but {len(wrong)} rows hold something else, first {wrong.tolist()[0]!r}."
        )
    return pd.Series(column.to_numpy(dtype=float, na_value=float("nan")), index=column.index, name=column.name)


def probabilities(table: pd.DataFrame, what: str) -> None:
    """Raise CourseError unless the column probability lies between 0 and 1 in every row.

    >>> import pandas as pd
    >>> probabilities(pd.DataFrame({"probability": [0, 0.7, 1]}), "forecasts")
    """
    numeric(table, ["probability"], what)
    wrong = table.loc[~table["probability"].between(0, 1), "probability"]
    if len(wrong):
        raise CourseError(
            f"A probability must lie between 0 and 1, none missing, but {len(wrong)} rows of the {what} hold something "
            f"else, first {wrong.iloc[0]}. Write 70 per cent as 0.7."
        )


def _one_answer(table: pd.DataFrame) -> None:
    """Of several answers exactly one comes true, and what is given to them adds up to 1."""
    answers = table.groupby(key_of(table), observed=True)
    total = answers["probability"].sum()
    unlike = total[(total - 1).abs() > 1e-6]
    if len(unlike):
        raise CourseError(
            f"The probabilities of all answers to a question must add up to 1, but those of {len(unlike)} forecasts do "
            f"not; the first adds up to {unlike.iloc[0]:.4g}."
        )
    known, true = answers["outcome"].count(), answers["outcome"].sum()
    if not ((known == 0) | (known == answers.size()) & (true == 1)).all():
        raise CourseError(
            "Exactly one answer to a question must have the outcome 1 and all others 0, or none has an outcome yet."
        )


def checked(forecasts: pd.DataFrame) -> pd.DataFrame:
    """The forecasts with outcomes as numbers and a column status, or CourseError where they cannot be read.

    status says resolved, unresolved, annulled or late; without that column a forecast is resolved if it has an
    outcome.

    >>> import pandas as pd
    >>> checked(pd.DataFrame({"forecaster": "A", "question": [1, 2], "probability": [0.7, 0.2],
    ...                       "outcome": [1, None]}))["status"].tolist()
    ['resolved', 'unresolved']
    """
    require(forecasts, ["forecaster", "question", "probability", "outcome"], "forecasts")
    probabilities(forecasts, "forecasts")
    unique(forecasts, key_of(forecasts) + [name for name in ["answer"] if name in forecasts.columns], "forecasts")
    table = forecasts.assign(outcome=outcomes(forecasts["outcome"], "forecasts")).reset_index(drop=True)
    if "answer" in table.columns and len(table):
        _one_answer(table)
    if "status" not in table.columns:
        return table.assign(status=table["outcome"].notna().map({True: "resolved", False: "unresolved"}))
    for status in table["status"].unique():
        one_of("status of a forecast", status, STATUS)
    if (table["outcome"].isna() & (table["status"] == "resolved")).any():
        raise CourseError(
            "A forecast with the status resolved must have an outcome, 1 or 0, but at least one has none."
        )
    return table


def yes_or_no(forecasts: pd.DataFrame) -> pd.DataFrame:
    """As :func:`checked`, for measures that exist only for questions answered by yes or no.

    >>> import pandas as pd
    >>> len(yes_or_no(pd.DataFrame({"forecaster": ["A"], "question": [1], "probability": [0.7], "outcome": [1]})))
    1
    """
    require(forecasts, ["forecaster", "question", "probability", "outcome"], "forecasts")
    if "answer" in forecasts.columns:
        raise CourseError(
            "This measure needs questions answered by yes or no, one row a forecast, but the forecasts have a column "
            "answer. Choose one answer, and drop the column: was it this one, yes or no?"
        )
    return checked(forecasts)
