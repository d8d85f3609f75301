"""A Brier score taken apart: was the forecaster calibrated, did the forecasts discriminate, was the task hard?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.measures.arguments import whole
from course_utils.measures.forecast.table import yes_or_no
from course_utils.measures.tables import columns_of, split

if TYPE_CHECKING:
    import pandas as pd


def bin_of(probability: pd.Series, bins: int) -> pd.Series:
    """The number of the bin, from 0, when 0 to 1 is cut into equal bins; each holds its lower edge, the last 1 too.

    >>> import pandas as pd
    >>> bin_of(pd.Series([0.0, 0.29, 0.3, 1.0]), 10).tolist()
    [0, 2, 3, 9]
    """
    bins = whole("number of bins", bins, 1)
    # Rounded first, so that 0.57 of 100 bins is not 56.99999999999999.
    return (probability * bins).round(9).astype("int64").clip(upper=bins - 1)


def murphy(forecasts: pd.DataFrame, bins: int | None = None, by: str | list[str] | None = None) -> pd.DataFrame:
    """The half Brier score as reliability less resolution plus uncertainty.

    forecasts as in :func:`scores`, yes or no questions only. bins: how many equal bins to cut 0 to 1 into; by
    default each distinct probability is a group of its own. by: columns to group by, such as "forecaster".

    Returns one row a group: the columns of ``by``, n (resolved forecasts), half_brier, reliability (squared
    distance of what was said from what happened: 0 is best), resolution (squared distance of what happened in
    each bin from the overall share: more is better), uncertainty (variance of the outcomes: nobody's merit),
    within_variance and within_covariance (what bins of unlike forecasts hide; 0 without bins). Always

    half_brier = reliability - resolution + uncertainty + within_variance - within_covariance.

    With n = 0 all are missing. With few forecasts to a bin, reliability and resolution both come out too
    large. Raises CourseError as :func:`scores`, and for bins that are no whole number of at least 1.

    Source: Murphy (1973); Stephenson, Coelho and Jolliffe (2008) for the terms within bins.

    >>> import pandas as pd
    >>> forecasts = pd.DataFrame({"forecaster": "A", "question": range(4), "probability": [0.8, 0.8, 0.2, 0.2],
    ...                           "outcome": [1, 1, 0, 1]})
    >>> murphy(forecasts).round(4).to_dict("records")[0]["reliability"]
    0.065
    """
    import numpy as np
    import pandas as pd

    names = ["half_brier", "reliability", "resolution", "uncertainty", "within_variance", "within_covariance"]
    table = yes_or_no(forecasts)
    groups = table["probability"] if bins is None else bin_of(table["probability"], bins)
    rows = []
    for label, part in split(table.assign(_bin=groups), by, "forecasts"):
        kept = part[part["status"] == "resolved"]
        said, came = kept["probability"], kept["outcome"]
        within = kept.groupby("_bin")[["probability", "outcome"]].transform("mean")
        off, missed = said - within["probability"], came - within["outcome"]
        terms = [
            (said - came) ** 2,
            (within["probability"] - within["outcome"]) ** 2,
            (within["outcome"] - came.mean()) ** 2,
            (came - came.mean()) ** 2,
            off**2,
            2 * off * missed,
        ]
        means = [term.mean() if len(kept) else np.nan for term in terms]
        rows.append({**label, "n": len(kept), **dict(zip(names, means, strict=True))})
    return pd.DataFrame(rows, columns=[*columns_of(by), "n", *names])
