"""The two directed series of a pair of states on one regular calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from course_utils.errors import CourseError
from course_utils.measures.arguments import one_of
from course_utils.measures.reciprocity.directed import directed, two
from course_utils.measures.tables import finite, natural, require, unique

if TYPE_CHECKING:
    import pandas as pd

UNITS = {"year": ["year"], "month": ["year", "month"]}


def periods_of(table: pd.DataFrame, unit: str, what: str) -> pd.PeriodIndex:
    """The period of each row.

    table: column year and, for months, month. Raises CourseError unless years are whole numbers of four
    digits and months are from 1 to 12.

    >>> import pandas as pd
    >>> periods_of(pd.DataFrame({"year": [2002], "month": [3]}), "month", "incidents").strftime("%Y-%m").tolist()
    ['2002-03']
    """
    import pandas as pd

    keys = UNITS[unit]
    natural(table, keys, what)
    fields = table[keys]
    if not fields["year"].between(1000, 9999).all():
        raise CourseError(f"The years of the {what} must have four digits, but one is {fields['year'].min():g}.")
    year = fields["year"].astype("int64")
    month = fields["month"] if unit == "month" else pd.Series(1, index=year.index)
    if not month.between(1, 12).all():
        raise CourseError(f"The months of the {what} must be from 1 to 12.")
    return pd.PeriodIndex.from_fields(year=year, month=month.astype("int64"), freq="M").asfreq(_freq(unit))


def _freq(unit: str) -> str:
    """pandas' letter for the unit: Y or M."""
    return unit[0].upper()


def _calendar(periods: pd.PeriodIndex, unit: str, span: tuple[object, object] | None) -> pd.PeriodIndex:
    import pandas as pd

    freq = _freq(unit)
    try:
        first, last = (periods.min(), periods.max()) if span is None else (pd.Period(str(end), freq) for end in span)
    except (TypeError, ValueError) as error:
        raise CourseError(f"The span must be two {unit}s, such as ('2002', '2014'), but {span!r} came.") from error
    if not first <= last:
        raise CourseError(f"The span must be two {unit}s in order, but {span!r} came.")
    return pd.period_range(first, last, freq=freq)


def paired_series(
    table: pd.DataFrame,
    state_a: str,
    state_b: str,
    value: str,
    unit: str = "year",
    span: tuple[object, object] | None = None,
    complete: bool = False,
) -> pd.DataFrame:
    """What two states did to each other, period by period, with gaps kept as gaps.

    table: columns sender, receiver, year, for ``unit="month"`` also month, and the column named by
    ``value`` (numbers of any unit, also signed). One row for a sender, receiver and period: add up rows
    first where there are several.
    span: first and last period, as (2002, 2014) or ("1992-01", "2014-12"); without it the pair's own first
    and last period. complete: say True only if the source covers every period, so that a period without a
    row had no event; then such periods are 0. A value that is missing in a row stays missing.
    Returns columns state_a, state_b, year, for months also month, a_to_b and b_to_a (in the unit of
    ``value``, missing where the table has no row), one row a period, in order and without holes.
    Raises CourseError for an empty table, unknown or equal states, repeated keys, years or months that are
    none, an unknown unit, infinite values, a span out of order, and a pair without a row when no span is given.

    Source: Goldstein and Freeman (1990) for directed series of a pair.

    >>> import pandas as pd
    >>> counts = pd.DataFrame({"sender": ["AZE", "PAK", "AZE"], "receiver": ["PAK", "AZE", "PAK"],
    ...                        "year": [2001, 2001, 2003], "events": [3, 1, 4]})
    >>> paired_series(counts, "AZE", "PAK", "events")[["year", "a_to_b", "b_to_a"]].values.tolist()
    [[2001.0, 3.0, 1.0], [2002.0, nan, nan], [2003.0, 4.0, nan]]
    >>> paired_series(counts, "AZE", "PAK", "events", complete=True)["b_to_a"].tolist()
    [1.0, 0.0, 0.0]
    """
    import pandas as pd

    one_of("unit of time", unit, UNITS)
    keys = UNITS[unit]
    require(table, ["sender", "receiver", *keys, value], "directed counts")
    finite(table, [value], "directed counts")
    rows = directed(table, "directed counts")
    two(rows, state_a, state_b, "directed series")
    there = (rows["sender"] == state_a) & (rows["receiver"] == state_b)
    back = (rows["sender"] == state_b) & (rows["receiver"] == state_a)
    rows = rows[there | back]
    if rows.empty and span is None:
        raise CourseError(
            f"No row links {state_a} and {state_b}. If the source covers them and there was nothing, "
            "name the span and say complete=True."
        )
    unique(rows, ["sender", "receiver", *keys], "directed counts")
    periods = periods_of(rows, unit, "directed counts")
    calendar = _calendar(periods, unit, span)
    values = pd.Series(rows[value].to_numpy(dtype=float, na_value=float("nan")), index=periods)
    absent = 0.0 if complete else float("nan")
    series = pd.DataFrame({"state_a": state_a, "state_b": state_b, "year": calendar.year}, index=range(len(calendar)))
    if unit == "month":
        series["month"] = calendar.month
    for name, rows_of in (("a_to_b", there), ("b_to_a", back)):
        series[name] = values[rows_of[rows.index].to_numpy()].reindex(calendar, fill_value=absent).to_numpy()
    return series


class Direction(NamedTuple):
    """One way of asking: did the receiver (``answer``) follow what the sender gave (``given``)?"""

    sender: str
    receiver: str
    given: pd.Series
    answer: pd.Series


def directions(series: pd.DataFrame) -> list[Direction]:
    """Both ways of reading a paired series, checked: one pair, numbers, successive periods.

    series: columns as from :func:`paired_series`, rows in any order.
    Raises CourseError for an empty table, more than one pair, holes or repeats in the calendar.

    >>> import pandas as pd
    >>> series = pd.DataFrame({"state_a": "AZE", "state_b": "PAK", "year": [2001, 2002], "a_to_b": [1.0, 2.0],
    ...                        "b_to_a": [0.0, 1.0]})
    >>> [(way.sender, way.answer.tolist()) for way in directions(series)]
    [('AZE', [0.0, 1.0]), ('PAK', [1.0, 2.0])]
    """
    require(series, ["state_a", "state_b", "year", "a_to_b", "b_to_a"], "paired series")
    if series.empty:
        raise CourseError("The paired series has no rows. Make it with paired_series.")
    if len(series[["state_a", "state_b"]].drop_duplicates()) != 1:
        raise CourseError("The paired series must be of one pair of states. Measure one pair at a time.")
    finite(series, ["a_to_b", "b_to_a"], "paired series")
    periods = periods_of(series, "month" if "month" in series.columns else "year", "paired series")
    order = periods.argsort()
    steps = periods[order].asi8
    if (steps[1:] - steps[:-1] != 1).any():
        raise CourseError("The periods must follow each other without holes or repeats. Use paired_series.")
    rows = series.iloc[order].reset_index(drop=True)
    a, b = str(rows["state_a"].iloc[0]), str(rows["state_b"].iloc[0])
    there, back = rows["a_to_b"].astype("float64"), rows["b_to_a"].astype("float64")
    return [Direction(a, b, there, back), Direction(b, a, back, there)]
