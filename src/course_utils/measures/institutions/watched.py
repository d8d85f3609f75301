"""Durations of spells under watch: what the measures of survival ask of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.tables import amounts, columns_of, complete, require, truths

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd


def watched(durations: pd.DataFrame, by: str | None = None, more: Sequence[str] = ()) -> pd.DataFrame:
    """Durations with plain types: the group and the columns of ``more``, duration, event and entry.

    Without a column entry nobody entered late, and entry is −1: before any time, so that an end at time 0 counts.
    """
    what = "table of durations"
    names = [*columns_of(by), *more]
    require(durations, ["duration", "event", *names], what)
    if durations.empty:
        raise CourseError(f"The {what} is empty, so there is nothing to watch.")
    amounts(durations, ["duration"], what)
    complete(durations, names, what)
    event = truths(durations, ["event"], what)["event"]
    plain = durations[names].assign(duration=durations["duration"].astype("float64"), event=event, entry=-1.0)
    if "entry" in durations:
        amounts(durations, ["entry"], what)
        entry = durations["entry"].astype("float64")
        if ((entry > 0) & (entry >= plain["duration"])).any():
            raise CourseError(
                f"The column entry of the {what} must be 0 (watched from its start) or the age at which watching began, "
                "below the duration."
            )
        plain["entry"] = entry.where(entry > 0, -1.0)
    return plain.reset_index(drop=True)
