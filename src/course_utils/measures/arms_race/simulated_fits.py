"""How well a short series finds the truth: the fit on made-up races whose truth is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.arguments import level_of, number, whole
from course_utils.measures.arms_race.model import PARAMETERS, matrix, six, start_point
from course_utils.measures.arms_race.stability_condition import condition, least_squares

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    import pandas as pd


def _races(
    parameters: Mapping[str, float], start: tuple[float, float], years: int, noise: float, draws: int, seed: int
) -> np.ndarray:
    """Many simulated races at once: (draws, years + 1, 2)."""
    import numpy as np

    change, constant = matrix(parameters)
    chance = np.random.default_rng(seed).normal(0, noise, size=(years, draws, 2))
    path = np.empty((years + 1, draws, 2))
    path[0] = start_point(start)
    with np.errstate(over="ignore", invalid="ignore"):
        for year in range(years):
            path[year + 1] = path[year] + path[year] @ change.T + constant + chance[year]
    if not np.isfinite(path).all():
        raise CourseError("The races outgrow every number within these years: the model is unstable. Run fewer.")
    return path.swapaxes(0, 1)


def precision(
    parameters: Mapping[str, float],
    start: tuple[float, float],
    years: int,
    noise: float,
    draws: int = 1000,
    level: float = 0.95,
    seed: int = 0,
) -> pd.DataFrame:
    """How well a fit of so many years finds the truth, when the truth is known.

    parameters, start, years and noise as for :func:`~course_utils.measures.arms_race.simulate`; noise must be above
    zero. Each of the draws is a race of its own, fitted as :func:`~course_utils.measures.arms_race.richardson` does.

    Returns seven rows, k, a, g, l, b, h and condition (a b − k l): parameter, truth, mean (of the estimates), bias
    (mean less truth), sd (of the estimates), right_sign (share of draws whose estimate has the sign of the truth, for
    the condition the share with the right verdict on it; missing where the truth is zero), power (share whose
    interval at ``level`` lies wholly on the side of the truth; missing where the truth is zero and for the
    condition), covered (share whose interval holds the truth; missing for the condition) and n (draws).

    The same seed gives the same numbers. Raises CourseError for fewer than four years, fewer than 100 draws and noise
    of zero. Source: Hurwicz (1950) on the bias of such fits.

    >>> truth = dict(k=0.2, a=0.4, g=0.6, l=0.1, b=0.3, h=0.4)
    >>> short, long = (precision(truth, (2.6, 2.2), years, noise=0.3).set_index("parameter") for years in (20, 200))
    >>> bool(short.loc["k", "power"] < 0.5 < 0.9 < long.loc["k", "power"])
    True
    """
    import numpy as np
    import pandas as pd
    from scipy import stats

    n = whole("number of years", years, 4)
    if number("noise", noise, least=0) == 0:
        raise CourseError("Without noise every fit is exact and there is nothing to learn. Give a noise above 0.")
    alpha = 1 - level_of(level)
    paths = _races(parameters, start, n, noise, whole("number of draws", draws, 100), seed)
    regressors = np.concatenate([paths[:, :-1], np.ones((draws, n, 1))], axis=2)
    changes = np.diff(paths, axis=1)
    fitted = least_squares(regressors, changes)
    inverse = np.linalg.pinv(regressors)
    spread = np.sqrt((inverse**2).sum(axis=2)[:, :, None] * _variance(changes - regressors @ fitted, n)[:, None, :])
    # x's equation is (x, y, 1) → (−a, k, g), y's is (l, −b, h).
    cells = {"k": (1, 0, 1), "a": (0, 0, -1), "g": (2, 0, 1), "l": (0, 1, 1), "b": (1, 1, -1), "h": (2, 1, 1)}
    reach = stats.t.ppf(1 - alpha / 2, n - 3)
    rows = []
    for name, truth in zip(PARAMETERS, six(parameters), strict=True):
        regressor, equation, sign = cells[name]
        estimates, half = sign * fitted[:, regressor, equation], reach * spread[:, regressor, equation]
        found = {
            "power": float((np.sign(truth) * estimates > half).mean()) if truth else np.nan,
            "covered": float((np.abs(estimates - truth) <= half).mean()),
        }
        rows.append(_summary(name, truth, estimates) | found)
    k, a, _, l_, b, _ = six(parameters)
    rows.append(_summary("condition", a * b - k * l_, condition(fitted)[0]) | {"power": np.nan, "covered": np.nan})
    return pd.DataFrame(rows).assign(n=draws)


def _variance(residuals: np.ndarray, n: int) -> np.ndarray:
    """Residual variance of each draw and equation; three parameters were fitted."""
    import numpy as np

    return np.asarray((residuals**2).sum(axis=1) / (n - 3))


def _summary(name: str, truth: float, estimates: np.ndarray) -> dict[str, object]:
    import numpy as np

    right = float((np.sign(estimates) == np.sign(truth)).mean()) if truth else np.nan
    mean = float(estimates.mean())
    sd = float(estimates.std(ddof=1))
    return {"parameter": name, "truth": truth, "mean": mean, "bias": mean - truth, "sd": sd, "right_sign": right}
