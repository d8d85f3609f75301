"""How long ties last: survival curves and medians."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.measures.arguments import level_of
from course_utils.measures.institutions.watched import watched
from course_utils.measures.tables import split

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from statsmodels.duration.survfunc import SurvfuncRight


def estimate(group: pd.DataFrame) -> SurvfuncRight | None:
    """The library's estimate; none where no end was seen."""
    import numpy as np
    from statsmodels.duration.survfunc import SurvfuncRight

    if not group["event"].any():
        return None
    with np.errstate(all="ignore"):
        return SurvfuncRight(
            group["duration"].to_numpy(), group["event"].to_numpy(int), entry=group["entry"].to_numpy()
        )


def log_log(survival: np.ndarray, se: np.ndarray, level: float) -> tuple[np.ndarray, np.ndarray]:
    """The interval on the scale of log(−log S), which stays within 0 and 1; missing where S is 0 or 1."""
    import numpy as np
    from scipy.stats import norm

    with np.errstate(all="ignore"):
        reach = norm.ppf((1 + level) / 2) * se / (survival * np.abs(np.log(survival)))
        low, high = survival ** np.exp(reach), survival ** np.exp(-reach)
    inside = (survival > 0) & (survival < 1)
    return np.where(inside, low, np.nan), np.where(inside, high, np.nan)


def survival(durations: pd.DataFrame, by: str | None = None, level: float = 0.95) -> pd.DataFrame:
    """The Kaplan–Meier curve: the share of ties that last longer than each time, censored ones counted fairly.

    durations: columns duration (years, at least 0), event (True or 1 where the end was seen, False or 0 where censored),
    optionally entry (0, or the age at which watching began) and the column named by ``by``; as from
    :func:`~course_utils.measures.institutions.durations`.

    Returns, for each group, a row at time 0 and at each time at which a spell ended or was censored: the group, time,
    n_risk (spells under watch just before), events, censored, survival (0 to 1), low and high (log-log interval at
    ``level``, by Greenwood's formula; missing where survival is 0 or 1). The curve is a step: it holds from its time to
    the next. Where n_risk is small the curve says little, whatever its height.

    Raises CourseError for an event that is not True or False, negative, infinite or empty durations, an entry at or
    after the end, and an empty table. Source: Kaplan and Meier (1958); Kalbfleisch and Prentice (1980) for the interval.

    >>> import pandas as pd
    >>> ties = pd.DataFrame({"duration": [1.0, 2.0, 3.0, 4.0], "event": [True, False, True, False]})
    >>> survival(ties)[["time", "n_risk", "survival"]].values.tolist()
    [[0.0, 4.0, 1.0], [1.0, 4.0, 0.75], [2.0, 3.0, 0.75], [3.0, 2.0, 0.375], [4.0, 1.0, 0.375]]
    """
    import numpy as np
    import pandas as pd

    level_of(level)
    curves = []
    for name, group in split(watched(durations, by), by, "table of durations"):
        times = np.union1d([0.0], group["duration"])
        ends = group.groupby("duration")["event"].agg(events="sum", left="size").reindex(times, fill_value=0)
        at = times[:, None]
        n_risk = ((group["entry"].to_numpy() < at) & (group["duration"].to_numpy() >= at)).sum(axis=1)
        height, se = steps(estimate(group), times)
        low, high = log_log(height, se, level)
        curve = {"time": times, "n_risk": n_risk, "events": ends["events"], "censored": ends["left"] - ends["events"]}
        curves.append(pd.DataFrame({**name, **curve, "survival": height, "low": low, "high": high}))
    return pd.concat(curves, ignore_index=True)


def steps(fit: SurvfuncRight | None, times: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Survival and its standard error at any times: those of the last end before or at each."""
    import numpy as np

    if fit is None:
        return np.ones(len(times)), np.zeros(len(times))
    at = np.searchsorted(fit.surv_times, times, side="right")
    return np.append(1.0, fit.surv_prob)[at], np.append(0.0, fit.surv_prob_se)[at]


def medians(durations: pd.DataFrame, by: str | None = None, level: float = 0.95) -> pd.DataFrame:
    """The time by which half of the ties have ended.

    Input and errors as for :func:`survival`.

    Returns one row a group: the group, n (spells), events (ends seen), median (the first time at which the curve is at
    one half or below, in years; missing where it never is), low and high (the same for the two ends of the curve's
    log-log interval at ``level``; missing at an end that never comes down so far).
    Source: Brookmeyer and Crowley (1982).

    >>> import pandas as pd
    >>> medians(pd.DataFrame({"duration": [1.0, 2.0, 3.0, 9.0], "event": [True, True, False, False]}))["median"].tolist()
    [2.0]
    """
    import pandas as pd

    curves = survival(durations, by, level)
    rows = []
    watch = split(watched(durations, by), by, "table of durations")
    for (name, group), (_, curve) in zip(watch, split(curves, by, "curves"), strict=True):
        ends = {"n": len(group), "events": int(group["event"].sum())}
        # A billionth more than a half, since products of shares leave dust. A curve at zero has no interval, but what
        # lies below it is at zero too.
        reached = {
            "median": curve["survival"] <= 0.5 + 1e-9,
            "low": (curve["low"] <= 0.5 + 1e-9) | (curve["survival"] <= 0),
            "high": curve["high"] <= 0.5 + 1e-9,
        }
        down = {column: curve.loc[at, "time"].min() for column, at in reached.items()}
        rows.append({**name, **ends, **down})
    return pd.DataFrame(rows)
