"""The share of ties that ended by a time, also where something else can rule the end out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.arguments import level_of
from course_utils.measures.institutions.survival_curves import estimate, log_log, steps
from course_utils.measures.institutions.watched import watched
from course_utils.measures.tables import columns_of, split, truths

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import pandas as pd


def cumulative_incidence(
    durations: pd.DataFrame,
    at: Sequence[float],
    by: str | None = None,
    competing: str | None = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """The share of ties for which the end has come by given times.

    Input and errors as for :func:`survival`. at: times in years. competing: a column of True and False that is True
    where something else happened that rules the event out (a treaty withdrawn before it entered into force); event must
    be False there. Without it all spells without event count as censored: they could still have had it later.

    Returns, for each group and time: the group, time, n_risk (spells under watch just before), share (0 to 1; missing
    after the last time under watch), low and high (log-log interval at ``level``; missing where the share is 0 or 1).

    Raises CourseError too for times below zero, a spell with both ends, and late entry together with ``competing``.
    Source: Kaplan and Meier (1958); Kalbfleisch and Prentice (1980) for competing events.

    >>> import pandas as pd
    >>> treaties = pd.DataFrame({"duration": [1.0, 2.0, 3.0, 9.0], "event": [True, False, True, False]})
    >>> cumulative_incidence(treaties, at=[2, 5])[["time", "n_risk", "share"]].values.tolist()
    [[2.0, 3.0, 0.25], [5.0, 1.0, 0.625]]
    """
    import numpy as np
    import pandas as pd

    level_of(level)
    times = np.asarray(list(at), dtype="float64")
    if not len(times) or not (np.isfinite(times) & (times >= 0)).all():
        raise CourseError(f"Give one or more times of at least 0 years, but {list(at)!r} came.")
    plain = watched(durations, by, columns_of(competing))
    if competing:
        plain = plain.assign(**truths(plain, [competing], "table of durations"))
        if (plain[competing] & plain["event"]).any():
            raise CourseError(f"A spell has both its event and {competing}: only the first to come can be True.")
        if (plain["entry"] > 0).any():
            raise CourseError(
                "Competing events are not worked out for spells that entered late. Drop those rows first."
            )
    rows = []
    for name, group in split(plain, by, "table of durations"):
        ended, se = _ended(group, competing, times)
        low, high = log_log(1 - ended, se, level)
        n_risk = ((group["entry"].to_numpy() < times[:, None]) & (group["duration"].to_numpy() >= times[:, None])).sum(
            axis=1
        )
        last = group["duration"].max()
        known = (times <= last) | (ended >= 1)
        columns = {"time": times, "n_risk": n_risk, "share": np.where(known, ended, np.nan)}
        ends = {"low": np.where(known, 1 - high, np.nan), "high": np.where(known, 1 - low, np.nan)}
        rows.append(pd.DataFrame({**name, **columns, **ends}))
    return pd.concat(rows, ignore_index=True)


def _ended(group: pd.DataFrame, competing: str | None, times: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The share that ended by each time, and its standard error."""
    import numpy as np
    from statsmodels.duration.survfunc import CumIncidenceRight

    if not competing:
        height, se = steps(estimate(group), times)
        return 1 - height, se
    if not group["event"].any():
        return np.zeros(len(times)), np.zeros(len(times))
    status = np.where(group["event"], 1, np.where(group[competing], 2, 0))
    with np.errstate(all="ignore"):
        fit = CumIncidenceRight(group["duration"].to_numpy(), status)
    position = np.searchsorted(fit.times, times, side="right")
    return np.append(0.0, fit.cinc[0])[position], np.append(0.0, fit.cinc_se[0])[position]
