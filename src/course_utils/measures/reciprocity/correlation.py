"""Do the two directions of a pair move together, in the same period or with a lag?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.arguments import level_of, one_of, whole
from course_utils.measures.intervals import correlation
from course_utils.measures.reciprocity.directed import directed
from course_utils.measures.reciprocity.series import UNITS, directions, periods_of
from course_utils.measures.tables import finite, require, unique

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd


def lagged_correlation(series: pd.DataFrame, lags: Iterable[int] = (0, 1), level: float = 0.95) -> pd.DataFrame:
    """Correlation of what a state got with what it did, in the same period and later.

    series: a paired series, as from :func:`~course_utils.measures.reciprocity.paired_series`.
    Returns one row for each scale, lag and direction: sender, receiver (whose behaviour ``lag`` periods
    later is set against what the sender did), scale (levels, or differences from period to period), lag,
    n (periods with both values), r (Pearson, -1 to 1), low and high (Fisher's interval). At lag 0 the two
    directions are the same number. Two series that merely grow together correlate in levels; differences
    take that away. The interval takes periods for independent, which trending series are not.
    With fewer than three periods or a constant series r, low and high are missing; with three, low and
    high are -1 and 1.
    Raises CourseError for a series that is not one pair on a regular calendar, and for lags that are not
    whole numbers from 0.

    Source: Fisher (1915, 1921) for the interval; Goldstein and Freeman (1990) for the question.

    >>> import pandas as pd
    >>> given = [1.0, 0.0, 0.0, 1.0, 1.0, 0.0]
    >>> series = pd.DataFrame({"state_a": "AZE", "state_b": "PAK", "year": range(2001, 2007), "a_to_b": given,
    ...                        "b_to_a": [0.0, *given[:-1]]})
    >>> measured = lagged_correlation(series, lags=[1])
    >>> measured.query("scale == 'levels'")[["sender", "receiver", "n", "r"]].round(2).values.tolist()
    [['AZE', 'PAK', 5, 1.0], ['PAK', 'AZE', 5, -0.67]]
    """
    import pandas as pd

    level_of(level)
    wanted = [whole("lag", lag, 0) for lag in lags]
    ways = directions(series)
    rows = []
    for scale in ("levels", "differences"):
        for lag in wanted:
            for way in ways:
                given, answer = (way.given, way.answer) if scale == "levels" else (way.given.diff(), way.answer.diff())
                found = correlation(given, answer.shift(-lag), level)
                rows.append({"sender": way.sender, "receiver": way.receiver, "scale": scale, "lag": lag, **found})
    if not rows:
        raise CourseError("Name at least one lag, such as lags=[0, 1].")
    return pd.DataFrame(rows)


def direction_correlations(table: pd.DataFrame, value: str, unit: str = "year", level: float = 0.95) -> pd.DataFrame:
    """For every pair of states, how alike the two directions are in the same period.

    This is the placebo of a reciprocity study. Where one meeting is coded once for each side, the two
    directions are near copies for friends and rivals alike, and a high r is not give-and-take.

    table: columns sender, receiver, year, for ``unit="month"`` also month, and the column named by ``value``.
    Returns one row a pair: state_a, state_b (in alphabetical order), n (periods in which both directions
    have a value), r, low and high as in
    :func:`~course_utils.measures.reciprocity.lagged_correlation`, missing with fewer than three periods or a
    constant series; n is 0 for a pair with one direction only.
    Raises CourseError for an empty table, repeated keys, a state that acts towards itself, infinite values.

    Source: Fisher (1915, 1921) for the interval.

    >>> import pandas as pd
    >>> talks = pd.DataFrame({"sender": ["AZE", "ARM"] * 4, "receiver": ["ARM", "AZE"] * 4,
    ...                       "year": [2001, 2001, 2002, 2002, 2003, 2003, 2004, 2004],
    ...                       "talks": [5, 5, 9, 8, 2, 2, 7, 7]})
    >>> direction_correlations(talks, "talks").iloc[:, :4].round(2).values.tolist()
    [['ARM', 'AZE', 4, 0.99]]
    """
    import pandas as pd

    level_of(level)
    one_of("unit of time", unit, UNITS)
    keys = UNITS[unit]
    require(table, ["sender", "receiver", *keys, value], "directed counts")
    finite(table, [value], "directed counts")
    rows = directed(table, "directed counts")[["sender", "receiver", *keys, value]]
    periods_of(rows, unit, "directed counts")
    unique(rows, ["sender", "receiver", *keys], "directed counts")
    names = {"sender": "state_a", "receiver": "state_b", value: "there"}
    mirror = {"sender": "state_b", "receiver": "state_a", value: "back"}
    both = rows.rename(columns=names).merge(rows.rename(columns=mirror), "outer", ["state_a", "state_b", *keys])
    both = both[both["state_a"] < both["state_b"]].astype({"there": "float64", "back": "float64"})
    return pd.DataFrame(
        [
            {"state_a": a, "state_b": b, **correlation(pair["there"], pair["back"], level)}
            for (a, b), pair in both.groupby(["state_a", "state_b"])
        ]
    )
