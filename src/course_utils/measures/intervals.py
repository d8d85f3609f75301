"""Intervals that several measures share: of a share, of a count of rare events, of a correlation, of what was drawn."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from course_utils.measures.arguments import level_of

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import ArrayLike

__all__ = ["correlation", "rare", "tails", "wilson"]


def tails(level: float) -> tuple[float, float]:
    """The two quantiles between which the middle ``level`` of a distribution lies.

    Raises CourseError for a level that is not between 0 and 1.

    >>> [round(quantile, 3) for quantile in tails(0.95)]
    [0.025, 0.975]
    """
    tail = (1 - level_of(level)) / 2
    return tail, 1 - tail


def wilson(count: ArrayLike, n: ArrayLike, level: float = 0.95) -> tuple[np.ndarray, np.ndarray]:
    """The interval of a share, ``count`` of ``n``: its lower and upper ends, missing where n is 0.

    Source: Wilson (1927), through statsmodels.

    >>> [end.round(2).tolist() for end in wilson([6, 0], [8, 0])]
    [[0.41, nan], [0.93, nan]]
    """
    import numpy as np
    from statsmodels.stats.proportion import proportion_confint

    # A total that is missing makes both ends missing; one of 0 would divide by it.
    total = np.where(np.asarray(n) > 0, n, np.nan)
    low, high = proportion_confint(np.asarray(count, dtype=float), total, alpha=1 - level_of(level), method="wilson")
    return np.asarray(low), np.asarray(high)


def rare(count: ArrayLike, level: float = 0.95) -> tuple[np.ndarray, np.ndarray]:
    """The exact interval of the expected number of events, of which ``count`` were seen, if they are independent.

    The lower end of a count of 0 is 0, and the upper end is above 0 still: what did not happen could have.

    Source: Garwood (1936), through the gamma quantiles of scipy.stats.

    >>> [end.round(2).tolist() for end in rare([0, 3])]
    [[0.0, 0.62], [3.69, 8.77]]
    """
    import numpy as np
    from scipy.stats import gamma

    seen = np.asarray(count, dtype=float)
    first, last = tails(level)
    # There is no gamma distribution of shape 0.
    return gamma.ppf(first, seen.clip(1)) * (seen > 0), gamma.ppf(last, seen + 1)


def correlation(x: pd.Series, y: pd.Series, level: float = 0.95) -> dict[str, float]:
    """n, Pearson's r, low and high of two series that stand side by side, over the rows in which both are known.

    r and its interval are missing with fewer than three such rows, and where a series is constant; with three rows
    the interval is from -1 to 1.

    Source: Fisher (1915, 1921) for the interval, through scipy.stats.

    >>> import pandas as pd
    >>> x, y = pd.Series([1.0, 2.0, 3.0, 4.0, None]), pd.Series([1.0, 3.0, 2.0, 4.0, 9.0])
    >>> {name: round(value, 2) for name, value in correlation(x, y).items()}
    {'n': 4, 'r': 0.8, 'low': -0.7, 'high': 1.0}
    """
    import numpy as np
    from scipy.stats import pearsonr

    known = (x.notna() & y.notna()).to_numpy()
    pair = x.to_numpy(dtype=float)[known], y.to_numpy(dtype=float)[known]
    n = int(known.sum())
    # Adding up decimals leaves dust: a series within a billionth of its size is constant.
    if n < 3 or any(np.ptp(values) <= 1e-9 * np.abs(values).max() for values in pair):
        return {"n": n, "r": math.nan, "low": math.nan, "high": math.nan}
    # A perfect correlation has Fisher's z at infinity: the library then warns and gives the ends 1 and 1.
    with np.errstate(divide="ignore", invalid="ignore"):
        found = pearsonr(*pair)
        low, high = found.confidence_interval(level_of(level))
    return {"n": n, "r": float(found.statistic), "low": float(low), "high": float(high)}
