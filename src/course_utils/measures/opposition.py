"""What a third state does when two others oppose each other, and how contested a roll call was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.measures.dyads import dyad

if TYPE_CHECKING:
    import pandas as pd


def opposed(votes: pd.DataFrame, a: str, b: str) -> pd.DataFrame:
    """The roll calls on which one state voted yes and the other no.

    votes: columns roll_call, state, vote. Returns columns roll_call, vote_a, vote_b.

    >>> import pandas as pd
    >>> votes = pd.DataFrame({"roll_call": [1, 1, 2, 2], "state": ["AZE", "ARM"] * 2,
    ...                       "vote": ["yes", "no", "yes", "abstain"]})
    >>> opposed(votes, "AZE", "ARM")["roll_call"].tolist()
    [1]
    """
    both = dyad(votes, a, b)
    split = (both["vote_a"] != both["vote_b"]) & (both["vote_a"] != "abstain") & (both["vote_b"] != "abstain")
    return both[split].reset_index(drop=True)


def sides(votes: pd.DataFrame, a: str, b: str, states: list[str] | None = None) -> pd.DataFrame:
    """How often each third state sided with a, with b, or with neither, when a and b opposed each other.

    votes: columns roll_call, state, vote. states: the third states to report, all by default.
    Returns columns state, with_a, with_b, abstain, absent (counts of roll calls) and n (their sum, the
    roll calls on which the state was a member and its vote is known).

    >>> import pandas as pd
    >>> votes = pd.DataFrame({"roll_call": [1] * 3, "state": ["AZE", "ARM", "PAK"], "vote": ["yes", "no", "yes"]})
    >>> sides(votes, "AZE", "ARM").to_dict("records")
    [{'state': 'PAK', 'with_a': 1, 'with_b': 0, 'abstain': 0, 'absent': 0, 'n': 1}]
    """
    import pandas as pd

    split = opposed(votes, a, b)
    third = votes[~votes["state"].isin([a, b])].dropna(subset=["vote"]).merge(split, on="roll_call")
    vote = third["vote"].astype("str")
    stance = vote.where(vote.isin(["abstain", "absent"]), "with_b").mask(vote == third["vote_a"], "with_a")
    counts = pd.crosstab(third["state"].astype("str"), stance)
    counts = counts.reindex(columns=["with_a", "with_b", "abstain", "absent"], fill_value=0)
    counts.columns.name = None
    if states is not None:
        counts = counts.reindex(states, fill_value=0)
    counts["n"] = counts.sum(axis=1)
    return counts.rename_axis("state").reset_index()


def largest_camp(roll_calls: pd.DataFrame) -> pd.Series:
    """Share of the largest camp among those who voted: near 1 is consensus, one third is the most divided.

    roll_calls: columns yes, no, abstain (counts). Returns a Series of shares, missing where nobody voted.

    >>> import pandas as pd
    >>> largest_camp(pd.DataFrame({"yes": [90, 40], "no": [5, 30], "abstain": [5, 30]})).tolist()
    [0.9, 0.4]
    """
    camps = roll_calls[["yes", "no", "abstain"]]
    total = camps.sum(axis=1)
    return (camps.max(axis=1) / total).where(total > 0).astype("float64")
