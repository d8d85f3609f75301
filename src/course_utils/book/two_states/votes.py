"""Votes as text: one letter a roll call, in one order for all states."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

TOPICS = ("palestine", "nuclear", "disarmament", "human_rights", "colonialism", "development")
LETTERS = "yanx?"  # yes, abstain, no, absent, and a vote that is not known; a blank is no seat
NO_SEAT = " "
DIVIDED = 0.9  # of those who voted, in the largest camp; below it the hall counts as divided, as in module 3


@cache
def _ordered() -> pd.DataFrame:
    from course_utils.catalog import load

    return load("roll_calls").sort_values(["year", "roll_call"], ignore_index=True)


def _flags(values: pd.Series) -> str:
    """Truth values as text: 1, 0, and - where missing.

    >>> import pandas as pd
    >>> _flags(pd.Series([True, False, None], dtype="boolean"))
    '10-'
    """
    return "".join(
        "-" if value is None else str(int(value)) for value in values.astype("object").where(values.notna(), None)
    )


def roll_calls() -> dict[str, Any]:
    """What each roll call is, in the order of the letters of :func:`letters`.

    Returns years (pairs of year and number of roll calls), families (a number for each roll call, equal for a text
    that came back), topics and divided (a 1, a 0 or a - for each roll call), and apart (years that are of another
    source, in which figures are not comparable).
    """
    import pandas as pd

    from course_utils.measures.agreement import family, largest_camp

    table = _ordered()
    sizes = table.groupby("year").size()
    camp = largest_camp(table)
    return {
        "years": [[int(year), int(size)] for year, size in sizes.items()],
        "families": pd.factorize(family(table))[0].tolist(),
        "topics": {topic: _flags(table[topic]) for topic in TOPICS},
        "divided": _flags(camp.lt(DIVIDED).astype("boolean").mask(camp.isna())),
        "apart": sorted({int(year) for year in table.loc[table["source"] == "un_library", "year"]}),
    }


def letters() -> dict[str, str]:
    """The votes of each state that ever had one: a letter for each roll call.

    >>> votes = letters()
    >>> len(votes["AZE"]) == len(votes["PAK"]), votes["AZE"][:3], sorted(set(votes["TUR"]))
    (True, '   ', [' ', '?', 'a', 'n', 'x', 'y'])
    """
    import numpy as np

    from course_utils.catalog import load
    from course_utils.measures.agreement.choices import codes

    votes = load("votes")
    place = np.zeros(int(_ordered()["roll_call"].max()) + 1, dtype="int32")
    place[_ordered()["roll_call"]] = np.arange(len(_ordered()))
    states = votes["state"].cat.categories
    grid = np.full((len(states), len(_ordered())), ord(NO_SEAT), dtype="uint8")
    known = np.frombuffer(LETTERS.encode(), dtype="uint8")
    # Code -1, a vote that is not known, takes the last letter.
    grid[votes["state"].cat.codes.to_numpy(), place[votes["roll_call"]]] = known[codes(votes["vote"])]
    return {state: row.tobytes().decode() for state, row in zip(states, grid, strict=True)}
