"""Which roll calls: a window of years, a topic, all but a topic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError, unknown
from course_utils.measures.tables import numeric, require

if TYPE_CHECKING:
    import pandas as pd


def select(
    roll_calls: pd.DataFrame,
    years: tuple[int, int] | None = None,
    topic: str | None = None,
    without: str | None = None,
) -> pd.DataFrame:
    """The roll calls of a window of years that are on a topic, or not on one.

    roll_calls: column year (a number) where years are chosen, and one column of truth values for each topic.

    years: first and last year, both included. topic: the column that must be true. without: the column that must
    not be true. A roll call whose topic is unknown (missing) is neither on the topic nor off it: both choices leave
    it out, so that they need not add up to all.

    Returns the rows chosen, all columns as they came. Hand it to ``roll_calls=`` of the measures.

    Raises CourseError for a topic that is no column of truth values, and for a window that ends before it begins.

    >>> import pandas as pd
    >>> roll_calls = pd.DataFrame({"roll_call": [1, 2, 3], "year": [1992, 1999, 2005],
    ...                            "nuclear": pd.array([True, False, None], "boolean")})
    >>> select(roll_calls, years=(1992, 1999))["roll_call"].tolist()
    [1, 2]
    >>> select(roll_calls, topic="nuclear")["roll_call"].tolist(), select(roll_calls, without="nuclear")["roll_call"].tolist()
    ([1], [2])
    """
    require(roll_calls, ["roll_call"], "roll calls")
    chosen = roll_calls
    if years is not None:
        numeric(roll_calls, ["year"], "roll calls")
        first, last = years
        if first > last:
            raise CourseError(f"A window of years must end after it begins, but {first} to {last} was asked for.")
        chosen = chosen[chosen["year"].between(first, last)]
    for name, wanted in ((topic, True), (without, False)):
        if name is not None:
            chosen = chosen[_flag(chosen, name).eq(wanted).fillna(False).astype(bool)]
    return chosen


def _flag(roll_calls: pd.DataFrame, topic: str) -> pd.Series:
    from pandas.api.types import is_bool_dtype

    if topic not in roll_calls.columns or not is_bool_dtype(roll_calls[topic]):
        known = [name for name in roll_calls.columns if is_bool_dtype(roll_calls[name])]
        raise unknown("topic (column of truth values) in these roll calls", topic, known)
    return roll_calls[topic]
