"""From votes, one row a state and roll call, to dyads: one row a roll call, one column a state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError, unknown

if TYPE_CHECKING:
    import pandas as pd

CHOICES = ("yes", "abstain", "no")


def dyad(votes: pd.DataFrame, a: str, b: str, absent: str = "drop") -> pd.DataFrame:
    """The roll calls on which two states could both vote.

    votes: columns roll_call, state, vote (yes, no, abstain, absent, or missing where unknown).
    absent: "drop" keeps roll calls on which both voted yes, no or abstain; "keep" also keeps those on
    which one or both were absent. A roll call in which either was no member, or its vote is unknown,
    is left out in both cases.
    Returns columns roll_call, vote_a, vote_b, sorted by roll_call.
    Raises CourseError for a state that has no vote in the table.

    >>> import pandas as pd
    >>> votes = pd.DataFrame({"roll_call": [1, 1, 2, 2], "state": ["AZE", "PAK"] * 2,
    ...                       "vote": ["yes", "no", "absent", "yes"]})
    >>> dyad(votes, "AZE", "PAK").values.tolist()
    [[1, 'yes', 'no']]
    >>> len(dyad(votes, "AZE", "PAK", absent="keep"))
    2
    """
    if absent not in ("drop", "keep"):
        raise unknown("policy for absence", absent, ("drop", "keep"))
    if a == b:
        raise CourseError(f"A dyad needs two different states, but {a} was given twice.")
    sides = []
    for state, column in ((a, "vote_a"), (b, "vote_b")):
        own = votes.loc[votes["state"] == state, ["roll_call", "vote"]]
        if own.empty:
            raise unknown("state in these votes", state, votes["state"].unique())
        sides.append(own.rename(columns={"vote": column}).dropna())
    both = sides[0].merge(sides[1], on="roll_call").sort_values("roll_call", ignore_index=True)
    if absent == "drop":
        both = both[both["vote_a"].isin(CHOICES) & both["vote_b"].isin(CHOICES)].reset_index(drop=True)
    return both.astype({"vote_a": "str", "vote_b": "str"})


def ballots(votes: pd.DataFrame) -> pd.DataFrame:
    """Votes as a matrix: one row a roll call, one column a state; 1 yes, 0 abstain, -1 no, missing otherwise.

    >>> import pandas as pd
    >>> ballots(pd.DataFrame({"roll_call": [1, 1], "state": ["AZE", "PAK"], "vote": ["yes", "absent"]})).to_dict()
    {'AZE': {1: 1.0}, 'PAK': {1: nan}}
    """
    code = votes["vote"].astype("str").map({"yes": 1.0, "abstain": 0.0, "no": -1.0})
    long = votes[["roll_call", "state"]].assign(code=code)
    return long.pivot(index="roll_call", columns="state", values="code")
