"""How likely within two years, five, ten: base rates of events that take time, with open cases censored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.arguments import level_of
from course_utils.measures.institutions import cumulative_incidence
from course_utils.measures.tables import amounts, columns_of, dates, require, split, truths

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

DAYS_A_YEAR = 365.25


def waiting_times(cases: pd.DataFrame, start: str, event: str, until: str | pd.Timestamp) -> pd.DataFrame:
    """How long each case waited for the event, or has been waiting.

    cases: one row a case, with the date columns ``start`` and ``event`` (missing where it has not happened).
    until: the last day that the source covers.

    Returns the cases with the columns duration (years from the start to the event, or to ``until`` if it has
    not happened by then) and happened (True or False). A case that ended otherwise (a treaty given up before
    it was ever in force) counts as not happened to the last day, not as lost from sight: the question was
    whether the event comes, and here it is known that it did not.

    Raises CourseError for columns that hold no dates, for a missing start, for an event before its start, and
    for a start after ``until``.

    >>> import pandas as pd
    >>> treaties = pd.DataFrame({"signed": pd.to_datetime(["2000-01-01", "2020-01-01"]),
    ...                          "in_force": pd.to_datetime(["2002-01-01", None])})
    >>> waiting_times(treaties, "signed", "in_force", "2025-01-01")[["duration", "happened"]].round(2).values.tolist()
    [[2.0, True], [5.0, False]]
    """
    import pandas as pd

    dates(cases, [start, event], "cases", missing=True)
    last = pd.Timestamp(until)
    happened = cases[event].notna() & (cases[event] <= last)
    stop = cases[event].where(happened, last)
    wrong = cases[~(stop >= cases[start])]
    if len(wrong):
        raise CourseError(
            f"{len(wrong)} cases have no start, an event before it, or a start after the last day {last:%Y-%m-%d}; the "
            f"first has {start} {wrong[start].iloc[0]} and {event} {wrong[event].iloc[0]}."
        )
    return cases.assign(duration=(stop - cases[start]).dt.days / DAYS_A_YEAR, happened=happened)


def horizon_rates(
    cases: pd.DataFrame, horizons: Sequence[float], by: str | list[str] | None = None, level: float = 0.95
) -> pd.DataFrame:
    """The probability that the event happens within each horizon (one less Kaplan and Meier's estimate).

    cases: columns duration (at least 0, in years or any one unit) and happened (True, or False where the case
    was still waiting: it is censored then, not a failure), as from :func:`waiting_times`. horizons: in the same
    unit.

    Returns one row a group and horizon: the columns of ``by``, horizon, n (cases), open (cases last seen
    waiting before the horizon), plain (share of all n that are known to have happened by then, which takes
    open cases for failures), estimate (with open cases censored), low, high (log-log interval). plain and
    estimate agree where no case is open before the horizon. With n = 0, and beyond the longest time that any
    case was seen, the estimate is missing; so is the interval where the estimate is 0 or 1.

    Censoring takes cases not yet seen so long for like those seen longer. It cannot know whether treaties of
    today wait longer than those of 1995. Raises CourseError for missing or negative durations, other values
    than True and False, and horizons that are no numbers above 0.

    Source: Kaplan and Meier (1958), as in
    :func:`~course_utils.measures.institutions.cumulative_incidence`; Kalbfleisch and Prentice (1980) for the interval.

    >>> import pandas as pd
    >>> cases = pd.DataFrame({"duration": [1.0, 3.0, 4.0, 0.5], "happened": [True, True, False, False]})
    >>> horizon_rates(cases, [2])[["n", "open", "plain", "estimate"]].round(3).values.tolist()
    [[4.0, 1.0, 0.25, 0.333]]
    """
    import numpy as np
    import pandas as pd

    level_of(level)
    require(cases, ["duration", "happened"], "cases")
    amounts(cases, ["duration"], "cases")
    cases = cases.assign(happened=truths(cases, ["happened"], "cases")["happened"])
    after = np.atleast_1d(np.asarray(horizons))
    if not np.issubdtype(after.dtype, np.number) or not len(after) or not ((after > 0) & np.isfinite(after)).all():
        raise CourseError(f"The horizons must be numbers above 0, such as [2, 5, 10], but {horizons!r} came.")
    rows = []
    for label, part in split(cases, by, "cases"):
        happened = part["happened"]
        events, waits = part.loc[happened, "duration"].to_numpy(float), part.loc[~happened, "duration"].to_numpy(float)
        n, estimates = len(part), np.full((3, len(after)), np.nan)
        if n:
            seen = part[["duration"]].assign(event=happened)
            curve = cumulative_incidence(seen, after.tolist(), level=level)[["share", "low", "high"]]
            estimates = curve[after <= seen["duration"].max()].reindex(curve.index).to_numpy().T
        for horizon, estimate, low, high in zip(after.tolist(), *estimates, strict=True):
            plain = int((events <= horizon).sum()) / n if n else np.nan
            rows.append((*label.values(), horizon, n, int((waits < horizon).sum()), plain, estimate, low, high))
    names = [*columns_of(by), "horizon", "n", "open", "plain", "estimate", "low", "high"]
    return pd.DataFrame(rows, columns=names)
