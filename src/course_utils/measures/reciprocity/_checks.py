"""What the measures of reciprocity ask of their input: named states, finite numbers, dates, a closed list of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError, unknown
from course_utils.measures.tables import numeric, require, unique

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd


def whole(what: str, came: object, least: int) -> int:
    """A whole number of at least ``least``; anything else raises CourseError.

    >>> whole("window in days", 30, 1)
    30
    """
    from numbers import Integral

    if isinstance(came, bool) or not isinstance(came, Integral) or came < least:
        raise CourseError(f"The {what} must be a whole number of at least {least}, but {came!r} came.")
    return int(came)


def confidence(level: object) -> float:
    """A level between 0 and 1, such as 0.95; anything else raises CourseError.

    >>> confidence(0.95)
    0.95
    """
    if not isinstance(level, float) or not 0 < level < 1:
        raise CourseError(f"The level must be between 0 and 1, such as 0.95, but {level!r} came.")
    return level


def member_of(what: str, came: object, known: Iterable[str]) -> None:
    """Raise CourseError, with the nearest match, unless the word is in the closed list.

    >>> member_of("unit of time", "year", ["year", "month"])
    """
    names = list(known)
    if came not in names:
        raise unknown(what, came, names)


def finite(table: pd.DataFrame, columns: list[str], what: str) -> None:
    """Raise CourseError unless these columns hold numbers and none is infinite; missing values are allowed.

    >>> import pandas as pd
    >>> finite(pd.DataFrame({"events": [1.0, None]}), ["events"], "incidents")
    """
    import numpy as np

    numeric(table, columns, what)
    for name in columns:
        if np.isinf(table[name].to_numpy(dtype=float, na_value=np.nan)).any():
            raise CourseError(f"The column {name} of the {what} holds an infinite value. Drop it or mend it first.")


def directed(table: pd.DataFrame, what: str) -> pd.DataFrame:
    """A copy with sender and receiver as text; no row may lack one or go from a state to itself.

    Raises CourseError for a table without rows, a missing state, or a state that acts towards itself.

    >>> import pandas as pd
    >>> directed(pd.DataFrame({"sender": ["AZE"], "receiver": ["PAK"]}), "acts").values.tolist()
    [['AZE', 'PAK']]
    """
    require(table, ["sender", "receiver"], what)
    if table.empty:
        raise CourseError(f"The {what} have no rows. Check the filter that came before.")
    if table[["sender", "receiver"]].isna().any(axis=None):
        raise CourseError(f"The {what} have rows without a sender or a receiver. Drop them before measuring.")
    copy = table.reset_index(drop=True).astype({"sender": "str", "receiver": "str"})
    own = copy.loc[copy["sender"] == copy["receiver"], "sender"]
    if not own.empty:
        raise CourseError(f"The {what} have a state that acts towards itself, {own.iloc[0]}. Drop such rows.")
    return copy


def known(table: pd.DataFrame, states: Iterable[str], what: str) -> None:
    """Raise CourseError unless each state sends or receives somewhere in the table.

    >>> import pandas as pd
    >>> known(pd.DataFrame({"sender": ["AZE"], "receiver": ["PAK"]}), ["PAK"], "acts")
    """
    present = {*table["sender"], *table["receiver"]}
    for state in states:
        member_of(f"state in these {what}", state, present)


def two(table: pd.DataFrame, state_a: str, state_b: str, what: str) -> None:
    """Raise CourseError unless these are two different states of the table.

    >>> import pandas as pd
    >>> two(pd.DataFrame({"sender": ["AZE"], "receiver": ["PAK"]}), "PAK", "AZE", "acts")
    """
    known(table, [state_a, state_b], what)
    if state_a == state_b:
        raise CourseError(f"Give-and-take needs two different states, but {state_a} came twice.")


def checked_acts(acts: pd.DataFrame) -> pd.DataFrame:
    """A copy of an acts table in order of time, with whole days.

    acts: columns sender, receiver, date and sign (1, 0 or -1), with or without an id. Raises CourseError for a
    table without rows, an undated act, a sign that is none of the three, a state that acts towards itself, and
    an id that names two acts of one state towards another.

    >>> import pandas as pd
    >>> acts = pd.DataFrame({"sender": ["AZE"] * 2, "receiver": ["PAK"] * 2, "sign": [1, 0],
    ...                      "date": pd.to_datetime(["2016-09-01", "2012-02-01"])})
    >>> checked_acts(acts)["sign"].tolist()
    [0, 1]
    """
    from pandas.api.types import is_datetime64_dtype

    require(acts, ["sender", "receiver", "date", "sign"], "acts")
    copy = directed(acts, "acts")
    if not is_datetime64_dtype(copy["date"]) or copy["date"].isna().any():
        raise CourseError("Every act needs a date, as a day without a time zone. Convert with pandas.to_datetime.")
    numeric(copy, ["sign"], "acts")
    if not copy["sign"].isin([-1, 0, 1]).all():
        raise CourseError("The sign of an act must be 1 (friendly), 0 (neutral) or -1 (hostile).")
    if "id" in copy.columns:
        unique(copy, ["id", "sender", "receiver"], "acts")
    # Whole days, so that two acts of one day never count as one after the other.
    copy = copy.assign(date=copy["date"].dt.normalize(), sign=copy["sign"].astype("int64"))
    return copy.sort_values(["date", "sender", "receiver"], kind="stable", ignore_index=True)


def observed(acts: pd.DataFrame, span: tuple[object, object] | None) -> tuple[pd.Timestamp, pd.Timestamp]:
    """First and last day of observation: the span that the caller names, or the acts' own first and last day.

    Raises CourseError for a span that is not two days in order.

    >>> import pandas as pd
    >>> first, last = observed(pd.DataFrame({"date": pd.to_datetime(["2012-02-01"])}), ("2010-01-01", "2014-12-31"))
    >>> first.year, last.year
    (2010, 2014)
    """
    import pandas as pd

    if span is None:
        return acts["date"].min(), acts["date"].max()
    try:
        first, last = (pd.Timestamp(day).normalize() for day in span)
    except (TypeError, ValueError) as error:
        raise CourseError(f"The span must be two days, such as ('2002-01-01', '2014-12-31'); {span!r} came.") from error
    if not first <= last:
        raise CourseError(f"The span must be two days in order, but {span!r} came.")
    return first, last
