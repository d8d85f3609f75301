"""Of what was called 70 per cent likely, how much came true?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.measures.arguments import level_of
from course_utils.measures.forecast.decomposition import bin_of
from course_utils.measures.forecast.table import yes_or_no
from course_utils.measures.intervals import wilson
from course_utils.measures.tables import columns_of, split

if TYPE_CHECKING:
    import pandas as pd


def calibration(
    forecasts: pd.DataFrame, bins: int = 10, by: str | list[str] | None = None, level: float = 0.95
) -> pd.DataFrame:
    """What came true of the forecasts in each bin, with intervals.

    forecasts as in :func:`scores`, yes or no questions only. bins: how many equal bins 0 to 1 is cut into.

    Returns one row a bin, empty ones too, and group: the columns of ``by``, bin_from and bin_to (its edges; it
    holds the lower one, the last bin both), n (resolved forecasts), forecast (their mean), share (of them that
    came true), low, high (Wilson interval of the share). In an empty bin n is 0 and the rest missing.

    A forecaster is calibrated where the forecast lies within the interval; with few forecasts almost anybody
    is. Forecasts of one event by many people are not independent, and the interval is then too narrow.

    Raises CourseError as :func:`murphy`.

    Source: Murphy and Winkler (1977); Wilson (1927) for the interval, through statsmodels.

    >>> import pandas as pd
    >>> forecasts = pd.DataFrame({"forecaster": "A", "question": range(4), "probability": [0.8, 0.9, 0.2, 0.3],
    ...                           "outcome": [1, 0, 0, 0]})
    >>> calibration(forecasts, bins=2)[["n", "forecast", "share", "low", "high"]].round(2).values.tolist()
    [[2.0, 0.25, 0.0, 0.0, 0.66], [2.0, 0.85, 0.5, 0.09, 0.91]]
    """
    import numpy as np
    import pandas as pd

    level_of(level)
    table = yes_or_no(forecasts)
    made = []
    for label, part in split(table.assign(_bin=bin_of(table["probability"], bins)), by, "forecasts"):
        binned = part[part["status"] == "resolved"].groupby("_bin")
        counted = binned.agg(n=("outcome", "size"), came=("outcome", "sum"), forecast=("probability", "mean"))
        counted = counted.reindex(range(bins)).fillna({"n": 0, "came": 0}).astype({"n": "int64"})
        low, high = wilson(counted["came"], counted["n"], level)
        rows = counted.assign(share=counted["came"] / counted["n"].where(counted["n"] > 0), low=low, high=high)
        rows["bin_from"], rows["bin_to"] = np.arange(bins) / bins, np.arange(1, bins + 1) / bins
        made.append(rows.assign(**label))
    order = [*columns_of(by), "bin_from", "bin_to", "n", "forecast", "share", "low", "high"]
    return pd.concat(made, ignore_index=True)[order] if made else pd.DataFrame(columns=order)
