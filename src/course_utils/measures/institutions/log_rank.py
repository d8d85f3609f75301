"""The log-rank test: do the ties of two groups last equally long?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.institutions.watched import watched

if TYPE_CHECKING:
    import pandas as pd


def logrank(durations: pd.DataFrame, by: str) -> pd.DataFrame:
    """The log-rank test: could the curves of the groups be one?

    Input and errors as for :func:`survival`, with two groups or more; late entry is allowed for.

    Returns one row: chi2, df (groups less one), p_value, n (spells) and groups. chi2 and p_value are missing where no
    end was seen while spells of two groups were under watch. Raises CourseError too for a single group. Source: Mantel (1966); Peto and Peto (1972).

    >>> import pandas as pd
    >>> ties = pd.DataFrame({"duration": [1.0, 2.0, 8.0, 9.0], "event": True, "kind": ["x", "x", "y", "y"]})
    >>> logrank(ties, by="kind")[["chi2", "df"]].round(2).values.tolist()
    [[2.88, 1.0]]
    """
    import contextlib

    import numpy as np
    import pandas as pd
    from scipy.stats import chi2
    from statsmodels.duration.survfunc import survdiff

    plain = watched(durations, by)
    groups = plain[by].astype("str").to_numpy()
    count = len(set(groups))
    if count < 2:
        raise CourseError(f"The log-rank test compares two groups or more, but the column {by} has one.")
    statistic = np.nan
    # Without two groups under watch at some end there is no variance, and the library cannot divide by it.
    with contextlib.suppress(np.linalg.LinAlgError), np.errstate(all="ignore"):
        statistic, _ = survdiff(
            plain["duration"].to_numpy(), plain["event"].to_numpy(int), groups, entry=plain["entry"].to_numpy()
        )
    p_value = chi2.sf(statistic, count - 1)
    row = {"chi2": float(statistic), "df": count - 1, "p_value": float(p_value), "n": len(plain), "groups": count}
    return pd.DataFrame([row])
