"""Does one's spending follow the other's, and how many years later?"""

from __future__ import annotations

from math import isfinite, nan
from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.arguments import whole
from course_utils.measures.arms_race.series import pair_of_series
from course_utils.measures.intervals import correlation

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd


def lagged(pair: pd.DataFrame, lags: Iterable[int] = range(-5, 6), level: float = 0.95) -> pd.DataFrame:
    """Correlation of x with the y of some years before, in levels and in yearly changes.

    pair: columns year, x and y, as from :func:`~course_utils.measures.arms_race.two_series`. lags: in years; at lag 2
    the x of a year meets the y of two years before, so a positive lag asks whether x follows y, a negative one whether
    y follows x.

    Returns one row a form and lag: form ("levels", then "changes", from one year to the next), lag, n (years in which
    both are known), r (Pearson), low, high (Fisher's interval at ``level``, which takes the years as independent and
    is too narrow for levels) and slope (units of x for one unit of y). r, its interval and slope are missing with
    fewer than three years or a constant series; with three years the interval is from -1 to 1.

    Two levels that both trend correlate whatever the cause, so changes are the better question, and they need a
    placebo too. A change across a gap is not a yearly change and is left out; dropping the gap first would make one
    two-year step count as one year's. Raises CourseError for lags that are not whole numbers or none at all.
    Source: Granger and Newbold (1974) on levels that trend.

    >>> import pandas as pd
    >>> y = [1.0, 4.0, 2.0, 5.0, 3.0, 6.0, 1.0]
    >>> follower = pd.DataFrame({"year": range(7), "x": [0.0, *y[:-1]], "y": y})
    >>> lagged(follower, lags=[0, 1]).round(2)[["form", "lag", "n", "r"]].values.tolist()
    [['levels', 0, 7, -0.2], ['levels', 1, 6, 1.0], ['changes', 0, 6, -0.85], ['changes', 1, 5, 1.0]]
    """
    import pandas as pd

    wanted = [whole("lag", lag) for lag in lags]
    if not wanted:
        raise CourseError("Give one lag at least: 0 for the same year, 1 for the year before.")
    levels = pair_of_series(pair).set_index("year")
    if len(levels):
        # Every year gets a row, so that shifting by one row is shifting by one year and a gap stays a gap.
        levels = levels.reindex(range(levels.index.min(), levels.index.max() + 1))
    rows = [
        {"form": form, "lag": lag, **_correlation(table["x"], table["y"].shift(lag), level)}
        for form, table in (("levels", levels), ("changes", levels.diff()))
        for lag in wanted
    ]
    return pd.DataFrame(rows)


def _correlation(x: pd.Series, y: pd.Series, level: float) -> dict[str, float]:
    """n, Pearson's r with its interval, and the slope of x on y, over the years that both have."""
    found = correlation(x, y, level)
    both = x.notna() & y.notna()
    return {**found, "slope": found["r"] * x[both].std() / y[both].std() if isfinite(found["r"]) else nan}
