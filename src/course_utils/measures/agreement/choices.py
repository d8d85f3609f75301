"""The votes that a state can cast, how they are coded, and what a table of votes must look like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError, unknown
from course_utils.measures.arguments import one_of
from course_utils.measures.tables import require, unique

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    import pandas as pd

CHOICES = ("yes", "abstain", "no")  # in the order of the scale on which an abstention stands in the middle
STANCES = (*CHOICES, "absent")


def codes(votes: pd.Series) -> np.ndarray:
    """Each vote as its place in yes, abstain, no, absent; -1 where it is missing.

    Raises CourseError for any other word, as a misspelt vote would else be left out without a word.

    >>> import pandas as pd
    >>> codes(pd.Series(["no", "absent", None])).tolist()
    [2, 3, -1]
    """
    import pandas as pd

    strange = sorted(str(vote) for vote in votes.dropna().unique() if vote not in STANCES)
    if strange:
        raise unknown("vote", strange[0], STANCES)
    return pd.Categorical(votes, categories=STANCES).codes


def among(state: str, known: Iterable[object]) -> None:
    """Raise CourseError unless the state has a vote in the table.

    >>> among("AZE", ["AZE", "PAK"])
    """
    present = {str(code) for code in known}
    if not present:
        raise CourseError(f"There are no votes in this table, so none of {state}. Check how it was filtered.")
    one_of("state in these votes", state, present)


def within(votes: pd.DataFrame, roll_calls: pd.DataFrame | None) -> pd.DataFrame:
    """The votes on these roll calls; all of them without a table of roll calls.

    >>> import pandas as pd
    >>> votes = pd.DataFrame({"roll_call": [1, 2], "state": "AZE", "vote": "yes"})
    >>> within(votes, pd.DataFrame({"roll_call": [2, 3]}))["roll_call"].tolist()
    [2]
    """
    require(votes, ["roll_call", "state", "vote"], "votes")
    if roll_calls is None:
        return votes
    comparable(votes, roll_calls)
    return votes[votes["roll_call"].isin(roll_calls["roll_call"])]


def comparable(votes: pd.DataFrame, roll_calls: pd.DataFrame) -> None:
    """Raise CourseError unless the roll calls are one a row and their numbers are of the same kind as the votes'.

    >>> import pandas as pd
    >>> comparable(pd.DataFrame({"roll_call": [1]}), pd.DataFrame({"roll_call": [1, 2]}))
    """
    unique(roll_calls, ["roll_call"], "roll calls")
    same_kind(votes["roll_call"], roll_calls["roll_call"])


def same_kind(here: pd.Series, there: pd.Series) -> None:
    """Raise CourseError where numbers of roll calls would be matched with words.

    >>> import pandas as pd
    >>> same_kind(pd.Series([1, 2]), pd.Series([2.0]))
    """
    from pandas.api.types import is_numeric_dtype

    if len(here) and len(there) and is_numeric_dtype(here) != is_numeric_dtype(there):
        raise CourseError(
            f"The numbers of the roll calls must be of one kind in both tables, but they are {here.dtype} in one and "
            f"{there.dtype} in the other. Convert one of them."
        )
