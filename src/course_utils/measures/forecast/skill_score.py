"""Better than what usually happens?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.measures.arguments import one_of
from course_utils.measures.forecast.proper_scores import scores
from course_utils.measures.tables import unique

if TYPE_CHECKING:
    import pandas as pd


def skill(forecasts: pd.DataFrame, reference: object) -> pd.DataFrame:
    """The Brier skill score of each forecaster against one of them, on the questions that both answered.

    forecasts as in :func:`scores`, one row a forecaster and question (keep the last of revised ones).
    reference: the forecaster to compare with, such as rows called "base rate" that give every question its
    base rate.

    Returns one row a forecaster other than the reference: forecaster, n (resolved questions that both
    answered), half_brier, half_brier_reference (means over them), skill (1 less their ratio): 1 is perfect, 0
    no better than the reference, below 0 worse. With n = 0 the rest is missing; skill is also missing where
    the reference is perfect.

    Raises CourseError as :func:`scores`, and for a reference that is not there.

    Source: Murphy (1973); Brier (1950).

    >>> import pandas as pd
    >>> forecasts = pd.DataFrame({"forecaster": ["base rate", "A"] * 2, "question": [1, 1, 2, 2],
    ...                           "probability": [0.5, 0.8, 0.5, 0.3], "outcome": [1, 1, 0, 0]})
    >>> skill(forecasts, "base rate").round(3).values.tolist()
    [['A', 2, 0.065, 0.25, 0.74]]
    """
    import pandas as pd

    scored = scores(forecasts)
    known = forecasts["forecaster"].unique().tolist()
    one_of("forecaster", reference, known)
    unique(scored, ["forecaster", "question"], "forecasts to compare")
    own = scored[["forecaster", "question", "half_brier"]]
    standard = own[own["forecaster"] == reference].drop(columns="forecaster")
    both = own.merge(standard, on="question", suffixes=("", "_reference"))
    means = both.groupby("forecaster", observed=True).agg(
        n=("question", "size"),
        half_brier=("half_brier", "mean"),
        half_brier_reference=("half_brier_reference", "mean"),
    )
    others = pd.Index(sorted((name for name in known if name != reference), key=str), name="forecaster")
    table = means.reindex(others).fillna({"n": 0}).astype({"n": "int64"}).reset_index()
    against = table["half_brier_reference"]
    return table.assign(skill=1 - table["half_brier"] / against.where(against > 0))
