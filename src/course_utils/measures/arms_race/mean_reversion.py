"""How much too fast a short series seems to come back to its mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.measures.arguments import share, whole

if TYPE_CHECKING:
    import pandas as pd


def recovery_bias(persistence: float, n: int, draws: int = 2000, seed: int = 0) -> pd.DataFrame:
    """How much too fast a short series seems to come back to its mean.

    persistence: the share of this year's distance from the mean that is left next year, 0 to 1; Richardson's restraint
    of a state that answers nobody is 1 less this. n: yearly steps of the series. draws: simulated series, each fitted
    by least squares with a constant.

    Returns one row: persistence, n, mean (of the estimates), bias (mean less truth), sd, and kendall, the bias that
    the approximation −(1 + 3 persistence) / n gives. The restraint a is off by as much in the other direction, so a
    short series makes a race look more stable than it is.

    Raises CourseError for a persistence outside 0 to 1, fewer than four steps and fewer than 100 draws.
    Source: Hurwicz (1950); Kendall (1954); Nickell (1981) for panels.

    >>> row = recovery_bias(persistence=0.9, n=30).iloc[0]
    >>> bool(row["mean"] < 0.82), float(round(row["kendall"], 3))
    (True, -0.123)
    """
    import numpy as np
    import pandas as pd

    persistence = share("persistence", persistence)
    steps, size = whole("number of steps", n, 4), whole("number of draws", draws, 100)
    shocks = np.random.default_rng(seed).normal(size=(steps + 1, size))
    series = np.empty_like(shocks)
    # A series that comes back starts where its long run would leave it; one that never does starts at its shock.
    series[0] = shocks[0] / np.sqrt(1 - persistence**2) if persistence < 1 else shocks[0]
    for step in range(steps):
        series[step + 1] = persistence * series[step] + shocks[step + 1]
    before, after = series[:-1] - series[:-1].mean(axis=0), series[1:]
    estimates = (before * after).sum(axis=0) / (before**2).sum(axis=0)
    mean = float(estimates.mean())
    row = {"persistence": persistence, "n": steps, "mean": mean, "bias": mean - persistence}
    return pd.DataFrame([row | {"sd": float(estimates.std(ddof=1)), "kendall": -(1 + 3 * persistence) / steps}])
