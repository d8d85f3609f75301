"""What a third state does when two others oppose each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.measures.agreement.choices import among, codes
from course_utils.measures.agreement.dyads import dyad
from course_utils.measures.tables import unique

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

COUNTS = ["with_a", "with_b", "abstain", "absent"]


def opposed(votes: pd.DataFrame, a: str, b: str, roll_calls: pd.DataFrame | None = None) -> pd.DataFrame:
    """The roll calls on which one state voted yes and the other no.

    votes: columns roll_call, state, vote. roll_calls: as in :func:`dyad`.

    Returns columns roll_call, vote_a, vote_b and those of roll_calls; no row where the two were never opposed.

    Raises CourseError as :func:`dyad` does.

    >>> import pandas as pd
    >>> votes = pd.DataFrame({"roll_call": [1, 1, 2, 2], "state": ["AZE", "ARM"] * 2,
    ...                       "vote": ["yes", "no", "yes", "abstain"]})
    >>> opposed(votes, "AZE", "ARM")["roll_call"].tolist()
    [1]
    """
    both = dyad(votes, a, b, roll_calls=roll_calls)
    split = (both["vote_a"] != both["vote_b"]) & (both["vote_a"] != "abstain") & (both["vote_b"] != "abstain")
    return both[split].reset_index(drop=True)


def sides(
    votes: pd.DataFrame,
    a: str,
    b: str,
    states: Sequence[str] | None = None,
    roll_calls: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """How often each third state sided with a, with b, or with neither, when a and b opposed each other.

    votes: columns roll_call, state, vote. states: the third states to report, in this order; all by default.
    roll_calls: a table with a column roll_call; only its roll calls are counted.

    Returns columns state, with_a, with_b, abstain, absent (counts of roll calls), n (their sum, the roll calls on
    which the state was a member and its vote is known) and share (with_a of the votes it cast, 0 to 1; missing where
    it cast none). A state that was never there when the two were opposed is reported with n 0 when asked for.

    Raises CourseError as :func:`dyad` does, and for a third state without a vote in the table.

    >>> import pandas as pd
    >>> votes = pd.DataFrame({"roll_call": [1] * 3, "state": ["AZE", "ARM", "PAK"], "vote": ["yes", "no", "yes"]})
    >>> sides(votes, "AZE", "ARM").to_dict("records")
    [{'state': 'PAK', 'with_a': 1, 'with_b': 0, 'abstain': 0, 'absent': 0, 'n': 1, 'share': 1.0}]
    """
    split = opposed(votes, a, b, roll_calls)[["roll_call", "vote_a"]]
    known = votes["state"].dropna().unique()
    for state in states or []:
        among(state, known)
    third = votes[votes["roll_call"].isin(split["roll_call"]) & ~votes["state"].isin([a, b])]
    unique(third, ["roll_call", "state"], "votes")
    codes(third["vote"])
    third = third.dropna(subset=["state", "vote"]).astype({"state": "str", "vote": "str"}).merge(split, on="roll_call")
    vote = third["vote"]
    stance = vote.where(vote.isin(["abstain", "absent"]), "with_b").mask(vote == third["vote_a"], "with_a")
    counts = third.assign(stance=stance).groupby(["state", "stance"]).size().unstack("stance", fill_value=0)
    counts = counts.reindex(columns=COUNTS, fill_value=0).astype(int)
    counts.columns.name = None
    if states is not None:
        counts = counts.reindex(list(states), fill_value=0)
    n, cast = counts[COUNTS].sum(axis=1), counts[COUNTS[:3]].sum(axis=1)
    counts = counts.assign(n=n, share=(counts["with_a"] / cast).where(cast > 0))
    return counts.rename_axis("state").reset_index()
