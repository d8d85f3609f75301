"""Two records of the same votes, roll call by roll call: where they agree, and every cell in which they do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.measures.agreement.choices import STANCES, codes, same_kind
from course_utils.measures.agreement.coefficients import cells
from course_utils.measures.arguments import one_of
from course_utils.measures.tables import columns_of, require, unique

if TYPE_CHECKING:
    import pandas as pd


def compare(first: pd.DataFrame, second: pd.DataFrame, absent: str = "drop") -> pd.DataFrame:
    """The votes that two sources both hold, side by side.

    first, second: columns roll_call, state, vote, with the same numbers of roll calls. absent: "drop" leaves out
    votes that either source has as absent, as sources differ in whom they list; "keep" keeps them.

    Returns one row a vote that both know: roll_call, state, vote_a (first source), vote_b (second), same (whether
    they are identical), sorted. The cells that differ are those not same; :func:`tally` counts them,
    :func:`confusion` says which vote was taken for which, and :func:`agreement` takes the table as it is.

    Raises CourseError for two votes of one state on a roll call in a source, a word that is no vote, numbers of roll calls of
    two kinds, or an unknown policy.

    >>> import pandas as pd
    >>> one = pd.DataFrame({"roll_call": [1, 2], "state": "PAK", "vote": ["yes", "abstain"]})
    >>> other = pd.DataFrame({"roll_call": [1, 2, 3], "state": "PAK", "vote": ["yes", "yes", "no"]})
    >>> compare(one, other).values.tolist()
    [[1, 'PAK', 'yes', 'yes', True], [2, 'PAK', 'abstain', 'yes', False]]
    """
    one_of("policy for absence", absent, ("drop", "keep"))
    keys = ["roll_call", "state"]
    known = []
    for source, votes, column in (("first", first, "vote_a"), ("second", second, "vote_b")):
        require(votes, [*keys, "vote"], f"{source} table of votes")
        unique(votes, keys, f"{source} table of votes")
        place = codes(votes["vote"])
        kept = votes[(place >= 0) & ((place < STANCES.index("absent")) | (absent == "keep"))]
        known.append(kept[[*keys, "vote"]].astype({"state": "str", "vote": "str"}).rename(columns={"vote": column}))
    same_kind(first["roll_call"], second["roll_call"])
    both = known[0].merge(known[1], on=keys).sort_values(keys, ignore_index=True)
    return both.assign(same=both["vote_a"] == both["vote_b"])


def tally(compared: pd.DataFrame, by: str | list[str] | None = None) -> pd.DataFrame:
    """How many votes two sources share, and in how many they differ.

    compared: columns vote_a, vote_b (and those of ``by``), as from :func:`compare`.

    Returns one row a group, or one row in all: n (votes in both), identical, differing (counts that add up to n) and
    agreement (share identical, 0 to 1; missing with n 0).

    Raises CourseError for a table without these columns, or a word that is no vote.

    >>> import pandas as pd
    >>> tally(pd.DataFrame({"vote_a": ["yes", "no"], "vote_b": ["yes", "abstain"]})).to_dict("records")
    [{'n': 2, 'identical': 1, 'differing': 1, 'agreement': 0.5}]
    """
    import numpy as np
    import pandas as pd

    index, tables = cells(compared, columns_of(by), "keep")
    n, same = tables.sum(axis=(1, 2)).astype(int), np.trace(tables, axis1=1, axis2=2).astype(int)
    table = pd.DataFrame({"n": n, "identical": same, "differing": n - same})
    table = table.assign(agreement=(table["identical"] / table["n"]).where(table["n"] > 0))
    return table if index is None else pd.concat([index, table], axis=1)


def confusion(compared: pd.DataFrame) -> pd.DataFrame:
    """Which vote stands against which: counts of vote_a (rows) by vote_b (columns).

    compared: columns vote_a, vote_b, as from :func:`compare`, or a dyad from :func:`dyad`.

    Returns a table of yes, abstain, no, absent by the same; identical votes stand on the diagonal. All zeros for an
    empty table.

    Raises CourseError for a table without these columns, or a word that is no vote.

    >>> import pandas as pd
    >>> int(confusion(pd.DataFrame({"vote_a": ["yes", "no"], "vote_b": ["yes", "abstain"]})).loc["no", "abstain"])
    1
    """
    import pandas as pd

    _, tables = cells(compared, [], "keep")
    return pd.DataFrame(
        tables[0].astype(int), index=pd.Index(STANCES, name="vote_a"), columns=pd.Index(STANCES, name="vote_b")
    )
