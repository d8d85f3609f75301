"""From records of ties to spells, and from spells to durations with their censoring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.tables import complete, require, unique, years

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    import pandas as pd

DAYS = 365.25


def spells(table: pd.DataFrame, keys: Sequence[str], last: int) -> pd.DataFrame:
    """Unbroken runs of years, from a table with one row for each year in which a tie held.

    table: the columns of ``keys`` and year (whole numbers), one row a tie and year. last: the last year that the source
    covers.

    Returns the keys, start (first year of the run) and end (the first year in which the tie no longer held; missing,
    type Int64, where it held in ``last``). A gap of one year makes two spells: look whether the source has such gaps by
    error. Raises CourseError for a repeated or empty key, years that are not whole and years after ``last``.

    >>> import pandas as pd
    >>> pact = pd.DataFrame({"state_a": "PAK", "state_b": "TUR", "year": [1954, 1955, 1957]})
    >>> spells(pact, ["state_a", "state_b"], last=1957)[["start", "end"]].values.tolist()
    [[1954, 1956], [1957, <NA>]]
    """
    what = "table of years"
    names = list(keys)
    complete(table, names, what)
    years(table, what)
    unique(table, [*names, "year"], what)
    if (table["year"] > last).any():
        raise CourseError(f"The {what} has years after {last}, the last that the source was said to cover.")
    ordered = table[[*names, "year"]].astype({"year": "int64"}).sort_values([*names, "year"], ignore_index=True)
    same = ordered[names].eq(ordered[names].shift()).all(axis=1)
    run = (~(same & ordered["year"].diff().eq(1))).cumsum().rename("run")
    made = ordered.groupby(run).agg({**dict.fromkeys(names, "first"), "year": ["min", "max"]}).reset_index(drop=True)
    made.columns = [*names, "start", "end"]
    made["end"] = (made["end"] + 1).astype("Int64").where(made["end"] < last)
    return made


def durations(
    table: pd.DataFrame,
    start: str,
    end: str,
    until: int | str | date,
    since: int | str | date | None = None,
) -> pd.DataFrame:
    """How long each spell lasted, with what was not seen marked as such.

    table: one row a spell; the columns named by ``start`` and ``end`` hold dates or whole years, an empty end meaning
    that none is known. until: the last day (or year) on which the source would have shown an end. since: the day (or
    year) on which watching began, where spells came into the source only if they were still running then.

    Returns the table with the columns duration (years; dates differ by days over 365.25), event (True where the end
    came before ``until``, False where the spell was still running then: it is *censored*, and its duration is what had
    passed by ``until``) and entry (0, or the age at ``since`` of a spell that had begun before: it is
    *left-truncated*, since spells like it that ended earlier are not in the table).

    A censored spell is not a tie that lasted for ever, nor one to be left out. A spell that ended for another reason
    must be named as such by the caller, by its own event. A duration of zero is kept. Raises CourseError for an end
    before its start, an empty start, a spell that begins on or after ``until`` or ends on or before ``since``, columns
    of other types, and tables that have a column of these names.

    >>> import pandas as pd
    >>> ties = pd.DataFrame({"tie": ["a", "b"], "from": [1990, 2000], "to": [1994, None]}).astype({"to": "Int64"})
    >>> durations(ties, "from", "to", until=2020)[["duration", "event"]].values.tolist()
    [[4.0, True], [20.0, False]]
    """
    import pandas as pd
    from pandas.api.types import is_datetime64_any_dtype, is_integer_dtype

    what = "table of spells"
    require(table, [start, end], what)
    complete(table, [start], what)
    taken = [name for name in ("duration", "event", "entry") if name in table]
    if taken:
        raise CourseError(f"The {what} already has a column {taken[0]}. Rename it first.")
    dated = [is_datetime64_any_dtype(table[name]) for name in (start, end)]
    if all(dated):
        first, last = table[start], table[end]
        stop, begin = _day(until), None if since is None else _day(since)
    elif all(is_integer_dtype(table[name]) for name in (start, end)):
        first, last = table[start].astype("Int64"), table[end].astype("Int64")
        stop, begin = _year(until), None if since is None else _year(since)
    else:
        raise CourseError(
            f"Start and end must both be dates or both whole years (type Int64 where some are empty), but their types "
            f"are {table[start].dtype} and {table[end].dtype}."
        )
    if (last < first).fillna(False).any():
        raise CourseError(f"The {what} has an end before its start. Correct or drop those rows.")
    if (first >= stop).any():
        raise CourseError(
            f"A spell begins on or after {until}, when watching ended. Drop such rows, or watch for longer."
        )
    event = (last < stop).fillna(False).astype(bool)
    passed = last.where(event, stop) - first
    entry = pd.Series(0.0, index=table.index)
    if begin is not None:
        if (last <= begin).fillna(False).any():
            raise CourseError(
                f"A spell ended on or before {since}, when watching began, so it cannot have been seen. Drop it."
            )
        early = first < begin
        entry = _years(begin - first).where(early, 0.0)
    return table.assign(duration=_years(passed), event=event, entry=entry)


def _years(passed: pd.Series) -> pd.Series:
    """Years as floats, from days or from whole years."""
    from pandas.api.types import is_timedelta64_dtype

    return passed.dt.days / DAYS if is_timedelta64_dtype(passed) else passed.astype("float64")


def _day(value: int | str | date) -> pd.Timestamp:
    import pandas as pd

    try:
        if isinstance(value, int):
            raise ValueError
        return pd.Timestamp(value)
    except (TypeError, ValueError):
        raise CourseError(f"The spells have dates, so give a date such as '2020-12-31', not {value!r}.") from None


def _year(value: int | str | date) -> int:
    from numbers import Integral

    if isinstance(value, bool) or not isinstance(value, Integral):
        raise CourseError(f"The spells have whole years, so give a year such as 2020, not {value!r}.")
    return int(value)
