"""How sure a fit is that the race is stable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.measures.arguments import whole
from course_utils.measures.arms_race.least_squares_fit import design
from course_utils.measures.arms_race.phase import transitions
from course_utils.measures.intervals import tails

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd


def least_squares(regressors: np.ndarray, changes: np.ndarray) -> np.ndarray:
    """Coefficients of many samples at once.

    regressors: (…, n, 3) with x, y and 1; changes: (…, n, 2). Returns (…, 3, 2).
    """
    import numpy as np

    return np.asarray(np.linalg.pinv(regressors) @ changes)


def condition(coefficients: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """a b − k l and a + b from coefficients of shape (…, 3, 2)."""
    a, k = -coefficients[..., 0, 0], coefficients[..., 1, 0]
    b, l_ = -coefficients[..., 1, 1], coefficients[..., 0, 1]
    return a * b - k * l_, a + b


def stability(pair: pd.DataFrame, draws: int = 2000, level: float = 0.95, seed: int = 0) -> pd.DataFrame:
    """Richardson's stability condition a b > k l with what the data leave open.

    pair: columns year, x and y, as for :func:`~course_utils.measures.arms_race.richardson`. Residual bootstrap: the
    years' residuals of both states are drawn anew, together, and added to the fitted changes; the levels stay as they
    were.

    Returns one row: condition (a b − k l of the fit), low and high (percentile interval at ``level``), share_stable
    (share of draws that are stable: a b > k l and a + b > 0), verdict ("stable" or "unstable" where all but a tail of
    (1 − level) / 2 of the draws agree, else "can't be told") and n (yearly steps).

    The same seed gives the same numbers. The interval does not mend the bias of short series, which makes races look
    more stable than they are. Raises CourseError as ``richardson`` does, and for fewer than 100 draws.
    Source: Richardson (1960); Gonçalves and Kilian (2004) for the bootstrap with fixed levels.

    >>> from course_utils.measures.arms_race import simulate
    >>> short = simulate(dict(k=0.2, a=0.4, g=0.6, l=0.1, b=0.3, h=0.4), (1.0, 1.0), years=8, noise=0.3, seed=3)
    >>> stability(short, draws=500)[["verdict", "n"]].values.tolist()
    [["can't be told", 8]]
    """
    import numpy as np
    import pandas as pd

    tail, rest = tails(level)
    size = whole("number of draws", draws, 100)
    steps = transitions(pair)
    regressors = design(steps)
    changes = steps[["dx", "dy"]].to_numpy("float64")
    fitted = least_squares(regressors, changes)
    n = len(steps)
    # A fit with three parameters makes residuals too small by this factor.
    residuals = (changes - regressors @ fitted) * np.sqrt(n / (n - 3))
    drawn = residuals[np.random.default_rng(seed).integers(n, size=(size, n))]
    conditions, restraint = condition(least_squares(regressors, regressors @ fitted + drawn))
    low, high = np.quantile(conditions, [tail, rest])
    stable = float(((conditions > 0) & (restraint > 0)).mean())
    verdict = "stable" if stable >= rest else "unstable" if stable <= tail else "can't be told"
    found = float(condition(fitted)[0])
    row = {"condition": found, "low": low, "high": high, "share_stable": stable, "verdict": verdict, "n": n}
    return pd.DataFrame([row])
