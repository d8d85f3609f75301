"""Every defensible choice at once: two dyads compared under many selections of roll calls and many measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError, unknown
from course_utils.measures.agreement.coefficients import STATISTICS, agreement
from course_utils.measures.agreement.dyads import dyad

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd


def specification_curve(
    votes: pd.DataFrame,
    first: tuple[str, str],
    second: tuple[str, str],
    selections: Mapping[str, pd.DataFrame],
    statistics: Sequence[str] = ("agreement", "lijphart", "kappa"),
) -> pd.DataFrame:
    """How much closer one dyad is than another, for every selection of roll calls and every measure.

    votes: columns roll_call, state, vote. first, second: two pairs of states. selections: names and tables of roll
    calls (column roll_call), such as those of :func:`select`. statistics: names of columns of :func:`agreement`.

    Returns one row a specification, in the order given: selection, statistic, n_first and n_second (roll calls that
    each dyad rests on), first and second (the measure) and gap (first minus second, above 0 where the first dyad is
    closer). A measure that is not defined, and its gap, are missing.

    Raises CourseError for an unknown statistic, no selection, and as :func:`dyad` does.

    Source: Simonsohn, Simmons and Nelson (2020).

    >>> import pandas as pd
    >>> votes = pd.DataFrame({"roll_call": [1] * 3 + [2] * 3, "state": ["AZE", "PAK", "ARM"] * 2,
    ...                       "vote": ["yes", "yes", "no", "yes", "no", "no"]})
    >>> curve = specification_curve(votes, ("AZE", "PAK"), ("AZE", "ARM"),
    ...                             {"all": pd.DataFrame({"roll_call": [1, 2]})}, ["agreement"])
    >>> curve[["selection", "first", "second", "gap"]].values.tolist()
    [['all', 0.5, 0.0, 0.5]]
    """
    import pandas as pd

    for name in statistics:
        if name not in STATISTICS:
            raise unknown("statistic", name, STATISTICS)
    if not selections or not statistics:
        raise CourseError("A specification curve needs at least one selection of roll calls and one statistic.")
    rows = []
    for label, roll_calls in selections.items():
        one, other = (agreement(dyad(votes, *pair, roll_calls=roll_calls)).iloc[0] for pair in (first, second))
        rows += [
            {
                "selection": label,
                "statistic": name,
                "n_first": int(one["n"]),
                "n_second": int(other["n"]),
                "first": one[name],
                "second": other[name],
                "gap": one[name] - other[name],
            }
            for name in statistics
        ]
    return pd.DataFrame(rows)
