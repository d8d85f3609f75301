"""From votes, one row a state and roll call, to a dyad: one row a roll call, one column a state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.agreement.choices import among, codes, comparable
from course_utils.measures.arguments import different, one_of
from course_utils.measures.tables import require, unique

if TYPE_CHECKING:
    import pandas as pd

POLICIES = ("drop", "keep", "abstain")


def dyad(
    votes: pd.DataFrame, a: str, b: str, absent: str = "drop", roll_calls: pd.DataFrame | None = None
) -> pd.DataFrame:
    """The roll calls on which two states could both vote.

    votes: columns roll_call, state, vote (yes, no, abstain, absent, or missing where unknown).

    absent: what an absence is taken for. "drop" leaves out roll calls from which either was absent; "keep"
    keeps them, with absent as a word of its own; "abstain" counts an absence as an abstention. Whatever the
    policy, a roll call before a state was a member (it has no row) or on which its vote is unknown (missing)
    never counts: nobody can agree or stay away who had no seat.

    roll_calls: a table with a column roll_call; only its roll calls are kept, and its other columns (year,
    topics, session) stand beside the votes. Choose topics and years with :func:`select` first.

    Returns columns roll_call, vote_a, vote_b and those of roll_calls, sorted by roll_call; no row when the two
    have no roll call in common.

    Raises CourseError for a state without a vote in the table, two votes of one state on a roll call, a word that
    is no vote, an unknown policy, or roll calls that are not one a row.

    >>> import pandas as pd
    >>> votes = pd.DataFrame({"roll_call": [1, 1, 2, 2], "state": ["AZE", "PAK"] * 2,
    ...                       "vote": ["yes", "no", "absent", "yes"]})
    >>> dyad(votes, "AZE", "PAK").values.tolist()
    [[1, 'yes', 'no']]
    >>> dyad(votes, "AZE", "PAK", absent="abstain")["vote_a"].tolist()
    ['yes', 'abstain']
    >>> years = pd.DataFrame({"roll_call": [1, 2, 3], "year": [1992, 1993, 1994]})
    >>> dyad(votes, "AZE", "PAK", roll_calls=years).values.tolist()
    [[1, 'yes', 'no', 1992]]
    """
    one_of("policy for absence", absent, POLICIES)
    different("states", a, b)
    both = _own(votes, a, "vote_a").merge(_own(votes, b, "vote_b"), on="roll_call").sort_values("roll_call")
    both = both.astype({"vote_a": "str", "vote_b": "str"}).reset_index(drop=True)
    sides = ["vote_a", "vote_b"]
    if absent == "drop":
        both = both[(both[sides] != "absent").all(axis=1)].reset_index(drop=True)
    if absent == "abstain":
        both[sides] = both[sides].replace("absent", "abstain")
    return both if roll_calls is None else _described(both, roll_calls)


def _own(votes: pd.DataFrame, state: str, column: str) -> pd.DataFrame:
    """The known votes of one state."""
    require(votes, ["roll_call", "state", "vote"], "votes")
    own = votes.loc[votes["state"] == state, ["roll_call", "vote"]]
    if own.empty:
        among(state, votes["state"].dropna().unique())
    unique(own, ["roll_call"], f"votes of {state}")
    codes(own["vote"])
    return own.rename(columns={"vote": column}).dropna()


def _described(both: pd.DataFrame, roll_calls: pd.DataFrame) -> pd.DataFrame:
    """The dyad with what is known of each roll call."""
    comparable(both, roll_calls)
    taken = sorted({"vote_a", "vote_b"} & set(roll_calls.columns))
    if taken:
        raise CourseError(f"The roll calls must not have a column {taken[0]}, as the dyad has one. Rename or drop it.")
    return both.merge(roll_calls, on="roll_call")
