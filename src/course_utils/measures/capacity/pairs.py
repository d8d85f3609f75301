"""Counts of treaties against the states, and the pairs of states, that could have made them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.arguments import whole
from course_utils.measures.tables import amounts, complete, dates, natural, require

if TYPE_CHECKING:
    import pandas as pd


def possible_pairs(states: int) -> int:
    """The number of different pairs among so many states: n (n - 1) / 2.

    Raises CourseError unless ``states`` is a whole number of zero or more.

    Source: n choose 2; the measure of how many bilateral treaties of one kind there is room for.

    >>> possible_pairs(51), possible_pairs(193)
    (1275, 18528)
    """
    from math import comb

    return comb(whole("number of states", states, 0), 2)


def states_by_year(spells: pd.DataFrame, first: int, last: int) -> pd.DataFrame:
    """How many states there were at the end of each year.

    spells: columns state, start, end (dates; a missing end is a state that still exists), one row a spell of
    statehood, as in the table ``states`` cut to one list. A state with several spells counts once.

    Returns columns year, states (a count), one row for each year from first to last.

    Raises CourseError where start or end are no dates, a start is missing, or last comes before first.

    Source: state-system membership as in Russett, Singer and Small (1968).

    >>> import pandas as pd
    >>> spells = pd.DataFrame({"state": ["TUR", "AZE", "DDR"],
    ...                        "start": pd.to_datetime(["1923-10-29", "1991-10-18", "1949-10-07"]),
    ...                        "end": pd.to_datetime([None, None, "1990-10-03"])})
    >>> states_by_year(spells, 1989, 1991).values.tolist()
    [[1989, 2], [1990, 1], [1991, 2]]
    """
    import pandas as pd

    what = "spells of statehood"
    require(spells, ["state", "start", "end"], what)
    complete(spells, ["state"], what)
    dates(spells, ["start"], what)
    dates(spells, ["end"], what, missing=True)
    if last < first:
        raise CourseError(f"The last year, {last}, comes before the first, {first}; swap them.")
    rows = []
    for year in range(first, last + 1):
        day = pd.Timestamp(year, 12, 31)
        there = spells["start"].le(day) & (spells["end"].isna() | spells["end"].ge(day))
        rows.append({"year": year, "states": spells.loc[there, "state"].nunique()})
    return pd.DataFrame(rows)


def normalise(counts: pd.DataFrame, column: str = "n") -> pd.DataFrame:
    """A count beside the number of states and of possible pairs: does it grow faster than the room for it?

    counts: the named column (a count or stock, zero or more) and states (how many could take part), one row a year
    or whatever else the rows stand for.

    Returns the table with three more columns: pairs (possible pairs), per_state (the count divided by states, zero or
    more) and per_pair (divided by pairs, zero or more; above 1 where pairs sign more than one treaty each). per_state
    is missing with no state, per_pair with fewer than two. A bilateral treaty has two parties: the mean state has
    twice per_state of them.

    An empty table gives an empty table. Raises CourseError for lacking columns, for states that are no whole numbers,
    and for counts that are missing, negative or infinite.

    Source: the density of a graph, Wasserman and Faust (1994, chapter 4), applied to treaties.

    >>> import pandas as pd
    >>> years = pd.DataFrame({"year": [1945, 2020], "n": [255, 3705], "states": [51, 193]})
    >>> normalise(years).round(2).to_dict("records")[1]
    {'year': 2020, 'n': 3705, 'states': 193, 'pairs': 18528, 'per_state': 19.2, 'per_pair': 0.2}
    """
    amounts(counts, [column], "counts")
    natural(counts, ["states"], "counts")
    states = counts["states"].astype("int64")
    pairs = states * (states - 1) // 2
    n = counts[column].astype(float)
    return counts.assign(
        pairs=pairs,
        per_state=n / states.where(states > 0),
        per_pair=n / pairs.where(pairs > 0),
    )
