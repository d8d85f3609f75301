"""Richardson's own shortcut for two sides that are alike: one line through a few points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.arguments import level_of
from course_utils.measures.arms_race.phase import transitions

if TYPE_CHECKING:
    import pandas as pd


def reduced(pair: pd.DataFrame, level: float = 0.95) -> pd.DataFrame:
    """The model for two sides that answer and restrain themselves alike: does their sum feed on itself?

    With k = l and a = b the two equations add up to one: the sum changes by (k − a) times the sum plus a constant.
    Richardson drew this line through the four yearly steps of 1909 to 1913.
    pair: columns year, x and y, in the same unit. The yearly change of the sum is regressed on the mean of the sum in
    the two years, as he did.

    Returns one row: slope (k − a, a rate a year; above zero the race runs away), se, low, high (t-interval at
    ``level``), crossing (the sum at which the line gives no change; missing for a slope of zero), n (steps) and
    r_squared (missing where all changes are equal). The mean holds half of the change that it is to explain, so the
    line sees a race that runs away but not one that comes back: sums that swing around a level for long give a slope
    near zero, however strong the restraint.

    Raises CourseError for fewer than three steps and for sums whose mean does not vary. Source: Richardson (1960).

    >>> import pandas as pd
    >>> race = pd.DataFrame({"year": [1, 2, 3, 4], "x": [1.0, 2.0, 4.0, 8.0], "y": [1.0, 2.0, 4.0, 8.0]})
    >>> reduced(race)[["slope", "crossing"]].round(3).values.tolist()
    [[0.667, 0.0]]
    """
    import numpy as np
    import pandas as pd
    from statsmodels.api import OLS, add_constant

    alpha = 1 - level_of(level)
    steps = transitions(pair)
    if len(steps) < 3:
        raise CourseError(f"A line with an interval needs at least three yearly steps, but there are {len(steps)}.")
    change = (steps["dx"] + steps["dy"]).to_numpy()
    mean = (steps["x"] + steps["y"]).to_numpy() + change / 2
    scale = max(np.abs(mean).max(), np.abs(change).max())
    if np.ptp(mean) <= 1e-12 * scale:
        raise CourseError("The sum of the two does not vary, so no line can be drawn through its changes.")
    fit = OLS(change, add_constant(mean)).fit()
    varies = bool(np.ptp(change) > 1e-12 * scale)
    constant, slope = fit.params if varies else (change.mean(), 0.0)
    low, high = fit.conf_int(alpha)[1]
    row = {
        "slope": slope,
        "se": fit.bse[1],
        "low": low,
        "high": high,
        "crossing": -constant / slope + 0.0 if varies else np.nan,
        "n": len(steps),
        "r_squared": fit.rsquared if varies else np.nan,
    }
    return pd.DataFrame([row])
