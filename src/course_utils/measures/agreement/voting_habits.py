"""How each state votes by itself: the habits that chance agreement is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.agreement.choices import STANCES, among, codes, within
from course_utils.measures.tables import require, unique

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd


def habits(
    votes: pd.DataFrame,
    states: Sequence[str] | None = None,
    by: str | None = None,
    roll_calls: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """How often each state voted yes, abstained, voted no and was absent.

    votes: columns roll_call, state, vote. states: the states to report, in this order; all by default, sorted.
    roll_calls: a table with a column roll_call; only its roll calls are counted. by: a column of it, such as year.

    Returns one row a state (and group): n (roll calls on which it was a member and its vote is known), yes, abstain,
    no and absent (counts that add up to n), yes_share (of the votes it cast, 0 to 1, missing where it cast none) and
    absent_share (of n, 0 to 1). A state asked for that was never there has n 0; by group it has no row.

    Raises CourseError for a state without a vote in the table, two votes of one state on a roll call, a word that is
    no vote, or a group without a table of roll calls that has it.

    >>> import pandas as pd
    >>> votes = pd.DataFrame({"roll_call": [1, 2, 3, 4], "state": "AZE", "vote": ["yes", "yes", "no", "absent"]})
    >>> habits(votes).round(2).to_dict("records")
    [{'state': 'AZE', 'n': 4, 'yes': 2, 'abstain': 0, 'no': 1, 'absent': 1, 'yes_share': 0.67, 'absent_share': 0.25}]
    """
    require(votes, ["roll_call", "state", "vote"], "votes")
    known = votes["state"].dropna().unique()
    for state in states or []:
        among(state, known)
    kept = within(votes, roll_calls)
    if states is not None:
        kept = kept[kept["state"].isin(list(states))]
    unique(kept, ["roll_call", "state"], "votes")
    codes(kept["vote"])
    kept = kept.dropna(subset=["state", "vote"]).astype({"state": "str", "vote": "str"})
    keys = ["state"]
    if by is not None:
        if roll_calls is None:
            raise CourseError(
                f"To count by {by}, hand over the roll calls too: habits(votes, by={by!r}, roll_calls=...)."
            )
        require(roll_calls, ["roll_call", by], "roll calls")
        kept, keys = kept.merge(roll_calls[["roll_call", by]], on="roll_call"), ["state", by]
    counts = kept.groupby([*keys, "vote"], observed=True).size().unstack("vote", fill_value=0)
    counts = counts.reindex(columns=list(STANCES), fill_value=0)
    if states is not None:
        counts = counts.reindex(list(states), level=0) if by else counts.reindex(list(states), fill_value=0)
    counts = counts.reset_index()
    counts.columns.name = None
    n, cast = counts[list(STANCES)].sum(axis=1), counts[["yes", "abstain", "no"]].sum(axis=1)
    counts.insert(len(keys), "n", n)
    return counts.assign(
        yes_share=(counts["yes"] / cast).where(cast > 0), absent_share=(counts["absent"] / n).where(n > 0)
    )
