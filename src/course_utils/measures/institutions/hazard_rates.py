"""The yearly hazard: how likely a tie is to end in its next year, given that it has lasted so far."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.arguments import number
from course_utils.measures.institutions.watched import watched
from course_utils.measures.intervals import rare
from course_utils.measures.tables import split

if TYPE_CHECKING:
    import pandas as pd


def hazard(durations: pd.DataFrame, width: float = 1.0, by: str | None = None, level: float = 0.95) -> pd.DataFrame:
    """Ends per year under watch, for each year of age of the tie.

    durations: as for :func:`~course_utils.measures.institutions.survival`. width: years in each interval of age.

    Returns, for each group, one row an interval of age: the group, start, end (a spell that leaves just at a border
    left at the end of the interval before it), n_risk (spells under watch at some time in it), exposure (their years
    under watch in it), events, hazard (events over exposure, a rate a year; it can exceed 1) and low and high (exact
    Poisson interval at ``level``; low is 0 without events). hazard and interval are missing where the exposure is zero.

    The rate is taken as constant within an interval. Raises CourseError as ``survival`` does, for a width that is not
    above zero and for one that makes more than 1,000 intervals. Source: Garwood (1936) for the interval.

    >>> import pandas as pd
    >>> ties = pd.DataFrame({"duration": [0.5, 2.0, 2.0], "event": [True, False, False]})
    >>> hazard(ties)[["start", "n_risk", "exposure", "events", "hazard"]].values.tolist()[0]
    [0.0, 3.0, 2.5, 1.0, 0.4]
    """
    import numpy as np
    import pandas as pd

    width = number("width of an interval in years", width, above=0)
    plain = watched(durations, by)
    tables = []
    for name, group in split(plain, by, "table of durations"):
        duration, entry = group["duration"].to_numpy(), group["entry"].clip(lower=0).to_numpy()
        count = max(1, math.ceil(duration.max() / width))
        if count > 1000:
            raise CourseError(f"Intervals of {width} years make {count:,} rows. Choose a wider interval.")
        border = np.arange(count + 1) * width
        start, end = border[:-1], border[1:]
        inside = np.minimum(duration, end[:, None]) - np.maximum(entry, start[:, None])
        exposure = inside.clip(min=0).sum(axis=1)
        # The interval in which each spell leaves: one that leaves at a border was watched in the interval before it.
        leaves = (np.searchsorted(border, duration) - 1).clip(0, count - 1)
        events = np.bincount(leaves[group["event"]], minlength=count)
        n_risk = ((entry < end[:, None]) & (leaves >= np.arange(count)[:, None])).sum(axis=1)
        low, high = rare(events, level)
        years = np.where(exposure > 0, exposure, np.nan)
        columns = {"start": start, "end": end, "n_risk": n_risk, "exposure": exposure, "events": events}
        rates = {"hazard": events / years, "low": low / years, "high": high / years}
        tables.append(pd.DataFrame({**name, **columns, **rates}))
    return pd.concat(tables, ignore_index=True)
