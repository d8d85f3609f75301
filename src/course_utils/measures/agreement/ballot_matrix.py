"""Votes as a matrix: the form in which many states can be compared at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.measures.agreement.choices import codes, within
from course_utils.measures.tables import unique

if TYPE_CHECKING:
    import pandas as pd


def ballots(votes: pd.DataFrame, roll_calls: pd.DataFrame | None = None) -> pd.DataFrame:
    """Votes as a matrix: one row a roll call, one column a state; 1 yes, 0 abstain, -1 no, missing otherwise.

    votes: columns roll_call, state, vote. roll_calls: a table with a column roll_call; only its roll calls are kept.

    Rows and columns are sorted. An absence, an unknown vote and a roll call before membership are all missing.

    Raises CourseError for two votes of one state on a roll call, or a word that is no vote.

    >>> import pandas as pd
    >>> ballots(pd.DataFrame({"roll_call": [1, 1], "state": ["AZE", "PAK"], "vote": ["yes", "absent"]})).to_dict()
    {'AZE': {1: 1.0}, 'PAK': {1: nan}}
    """
    import numpy as np
    import pandas as pd

    votes = within(votes, roll_calls)
    rows, rolls = pd.factorize(votes["roll_call"], sort=True)
    columns, states = pd.factorize(votes["state"], sort=True)
    shape = len(rolls), len(states)
    seated = (rows >= 0) & (columns >= 0)
    place = rows[seated] * shape[1] + columns[seated]
    if np.bincount(place, minlength=1).max() > 1:
        unique(votes, ["roll_call", "state"], "votes")
    matrix = np.full(shape[0] * shape[1], np.nan)
    matrix[place] = np.array([1, 0, -1, np.nan, np.nan])[codes(votes["vote"])[seated]]
    return pd.DataFrame(
        matrix.reshape(shape),
        index=pd.Index(rolls, name="roll_call"),
        columns=pd.Index(np.asarray(states, dtype="object"), name="state", dtype="str"),
    )
