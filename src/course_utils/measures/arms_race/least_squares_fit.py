"""Richardson's model fitted to two yearly series."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.arguments import level_of, whole
from course_utils.measures.arms_race.model import PARAMETERS
from course_utils.measures.arms_race.phase import transitions
from course_utils.measures.tables import require

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

# The order of the regressors is y, x, 1 for the first state and x, y, 1 for the second: answer, restraint, constant.
SIGNS = (1.0, -1.0, 1.0)


def design(steps: pd.DataFrame) -> np.ndarray:
    """The regressors x, y and 1 of the observed steps; CourseError where they cannot tell the parameters apart."""
    import numpy as np

    if len(steps) < 4:
        raise CourseError(
            f"Richardson's model has three parameters a state, so it needs at least four yearly steps, but there are "
            f"{len(steps)}. A step needs both figures in two years that follow each other."
        )
    values = steps[["x", "y"]].to_numpy("float64")
    spread = values.std(axis=0)
    scaled = (values - values.mean(axis=0)) / np.where(spread > 0, spread, 1)
    if np.linalg.matrix_rank(scaled, tol=1e-8 * len(steps)) < 2:
        raise CourseError(
            "A series is constant or the two move in exact proportion, so one's own level and the other's cannot be "
            "told apart. Choose a longer window or another measure."
        )
    return np.column_stack([values, np.ones(len(values))])


def richardson(pair: pd.DataFrame, newey_west: int = 0, level: float = 0.95) -> pd.DataFrame:
    """The six parameters of the model by least squares, with intervals.

    pair: columns year, x and y, as from :func:`~course_utils.measures.arms_race.two_series`. Each yearly change is
    regressed on the two levels of the year before: x(t+1) − x(t) = k y(t) − a x(t) + g, and y(t+1) − y(t) =
    l x(t) − b y(t) + h. Steps across a gap are left out.
    newey_west: 0 for ordinary standard errors, or the number of lags of Newey and West's, which allow for errors that
    are correlated from year to year and unequal.

    Returns six rows, in the order k, a, g, l, b, h: equation ("x" or "y"), parameter, estimate, se, low, high
    (t-interval at ``level``), n (yearly steps) and r_squared of the equation (missing where its changes are all
    equal). k, a, l and b are rates a year; g and h have the unit of the series a year. The intervals take the other
    series as given and trust the model; in a short series a and b come out too large
    (see :func:`~course_utils.measures.arms_race.recovery_bias`).

    Raises CourseError for fewer than four steps, a constant series or two in exact proportion, and lags with a gap in
    the series or as many as the steps. Source: Richardson (1960); Newey and West (1987).

    >>> from course_utils.measures.arms_race import simulate
    >>> truth = dict(k=0.2, a=0.4, g=0.6, l=0.1, b=0.3, h=0.4)
    >>> richardson(simulate(truth, (1.0, 5.0), years=30))["estimate"].round(6).tolist()
    [0.2, 0.4, 0.6, 0.1, 0.3, 0.4]
    """
    import numpy as np
    import pandas as pd
    from statsmodels.api import OLS

    steps = transitions(pair)
    regressors = design(steps)
    lags = whole("number of lags (newey_west)", newey_west, 0)
    if lags and (steps["year"].diff().dropna() != 1).any():
        raise CourseError(
            "Newey and West's errors need steps that follow each other without a gap. Shorten the window."
        )
    if lags >= len(steps):
        raise CourseError(
            f"Newey and West's errors need fewer lags than steps, but {lags} came for {len(steps)} steps."
        )
    how = {"cov_type": "HAC", "cov_kwds": {"maxlags": lags}, "use_t": True} if lags else {}
    alpha = 1 - level_of(level)
    rows = []
    for equation, own, names in (("x", 0, PARAMETERS[:3]), ("y", 1, PARAMETERS[3:])):
        change = steps[f"d{equation}"].to_numpy()
        fit = OLS(change, regressors[:, [1 - own, own, 2]]).fit(**how)
        # Differences of decimals leave dust, so changes that are equal to a trillionth of the level count as equal.
        r_squared = fit.rsquared if np.ptp(change) > 1e-12 * np.abs(regressors[:, own]).max() else np.nan
        for at, (name, sign) in enumerate(zip(names, SIGNS, strict=True)):
            ends = sorted(sign * fit.conf_int(alpha)[at])
            rows.append((equation, name, sign * fit.params[at], fit.bse[at], *ends, len(steps), r_squared))
    columns = ["equation", "parameter", "estimate", "se", "low", "high", "n", "r_squared"]
    return pd.DataFrame(rows, columns=columns)


def parameters(fit: pd.DataFrame) -> dict[str, float]:
    """The six estimates of a fit by name, as the model's other functions take them.

    fit: the table that :func:`richardson` returns (columns parameter and estimate).
    Returns a dict with k, a, g, l, b and h. Raises CourseError where one is lacking or repeated.

    >>> import pandas as pd
    >>> parameters(pd.DataFrame({"parameter": list("kaglbh"), "estimate": [0.2, 0.4, 0.6, 0.1, 0.3, 0.4]}))["a"]
    0.4
    """
    require(fit, ["parameter", "estimate"], "fit")
    if sorted(fit["parameter"]) != sorted(PARAMETERS):
        raise CourseError(
            f"The fit must have one row for each of {', '.join(PARAMETERS)}, as richardson(…) returns it."
        )
    return {str(name): float(value) for name, value in zip(fit["parameter"], fit["estimate"], strict=True)}
